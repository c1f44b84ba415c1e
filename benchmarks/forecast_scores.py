"""Scores of forecasts: absolute error, CRPS, where the outcome fell in the distribution."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.forecast_data import Case
from zoneanalysis.forecast.fitting import fit
from zoneanalysis.forecast.outlook import Forecast, forecast_from

NAIVE = ("carried", "last", "zero")
WANTED_GAP, LEAST_IN_BIN = 5.0, 100


def score(case: Case, outlook: Forecast) -> list[dict[str, object]]:
    """Return one row for each month ahead: errors and scores of the model and the benchmarks."""
    rows = []
    naive = {each.name: each.path for each in outlook.naive}
    now = float(outlook.fit.series.observations[-1].growth.point)
    for month, outcome in case.outcome.items():
        mixture = outlook.ytd[month]
        row: dict[str, object] = {
            "group": case.group,
            "name": case.name,
            "known": case.known,
            "count": outlook.count,
            "origin": outlook.origin,
            "month": month,
            "horizon": month - outlook.origin,
            "now": now,
            "outcome": outcome,
            "model": mixture.median - outcome,
            "crps": mixture.crps(outcome),
            "pit": float(mixture.cdf(outcome)),
            "positive": mixture.above(0.0),
        }
        for name in NAIVE:
            row[name] = float(naive.get(name, naive["carried"])[month]) - outcome
        rows.append(row)
    return rows


def score_all(cases: Iterable[Case]) -> list[dict[str, object]]:
    """Return the rows of many cases."""
    return [
        row
        for case in cases
        for row in score(case, forecast_from(fit(case.series, weights=case.weights)))
    ]


def summary(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the scores by groups: errors of all methods, CRPS, coverage, and their ratios."""
    wide = rows.assign(
        **{f"abs_{name}": rows[name].abs() for name in ("model", *NAIVE)},
        **{f"sq_{name}": rows[name] ** 2 for name in ("model", *NAIVE)},
        **{f"in{c}": (2 * rows["pit"] - 1).abs() <= c / 100 for c in (50, 80, 95)},
    )
    groups = wide.groupby(by, sort=False) if by else wide.assign(all="all").groupby("all")
    out = pd.DataFrame({"n": groups.size(), "MAE": groups["abs_model"].mean()})
    for name in NAIVE:
        out[f"MAE {name}"] = groups[f"abs_{name}"].mean()
    out["RMSE"] = np.sqrt(groups["sq_model"].mean())
    for name in NAIVE:
        out[f"RMSE {name}"] = np.sqrt(groups[f"sq_{name}"].mean())
    out["CRPS"] = groups["crps"].mean()
    best = out[[f"MAE {name}" for name in NAIVE]].min(axis=1)
    out["CRPS/best"] = out["CRPS"] / best
    out["MAE/best"] = out["MAE"] / best
    for c in (50, 80, 95):
        out[f"in {c}%"] = 100 * groups[f"in{c}"].mean()
    out["bias"] = groups["model"].mean()
    return out


def per_series(rows: pd.DataFrame) -> tuple[float, float]:
    """Return the geometric means over series of CRPS and MAE relative to the best benchmark."""
    table = rows.assign(absolute=rows["model"].abs(), **{n: rows[n].abs() for n in NAIVE})
    means = table.groupby("name")[["crps", "absolute", *NAIVE]].mean()
    best = means[list(NAIVE)].mean().idxmin()
    floor = means[best].clip(lower=0.02)
    return (
        float(np.exp(np.log(means["crps"].clip(lower=0.01) / floor).mean())),
        float(np.exp(np.log(means["absolute"].clip(lower=0.01) / floor).mean())),
    )


def reliability(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how often growth was positive where the model said so with a given probability."""
    edges = np.array([0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0])
    said = pd.cut(rows["positive"], edges, include_lowest=True)
    happened = (rows["outcome"] > 0).astype(float)
    table = pd.DataFrame(
        {"said": rows["positive"], "happened": happened, "bin": said, "name": rows["name"]}
    )
    groups = table.groupby("bin", observed=True)
    return pd.DataFrame(
        {
            "forecasts": groups.size(),
            "series": groups["name"].nunique(),
            "said %": 100 * groups["said"].mean(),
            "happened %": 100 * groups["happened"].mean(),
        }
    )


def calibrated(table: pd.DataFrame) -> str:
    """Return whether what was said happened as often, in every bin with enough forecasts."""
    enough = table[table["forecasts"] >= LEAST_IN_BIN]
    gap = float((enough["said %"] - enough["happened %"]).abs().max())
    return (
        f"wanted: probability of turning positive calibrated, {WANTED_GAP:g} points at most in "
        f"bins of {LEAST_IN_BIN} forecasts or more: {gap:.1f}, "
        f"{'reached' if gap <= WANTED_GAP else 'NOT reached'}"
    )


def crps_of_sample(sample: NDArray[np.float64], outcome: float) -> float:
    """Return the CRPS of an empirical distribution."""
    ordered = np.sort(sample)
    count = len(ordered)
    spread = ((2 * np.arange(1, count + 1) - count - 1) * ordered).sum() / count**2
    return float(np.abs(ordered - outcome).mean() - spread)
