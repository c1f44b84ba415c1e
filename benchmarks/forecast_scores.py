"""Scores of forecasts and of their rivals: error, CRPS, coverage, and how sure these are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.forecast_data import Case
from benchmarks.forecast_rivals import RIVALS, Rivals
from zoneanalysis.forecast.defaults import KINDS, Kind
from zoneanalysis.forecast.fitting import fit
from zoneanalysis.forecast.outlook import forecast_from

Floats = NDArray[np.float64]
COVERAGES = (50, 80, 95)
DRAWS = 400


def crps_of_sample(sample: Floats, outcome: float) -> float:
    """Return the CRPS of an empirical distribution."""
    ordered = np.sort(sample)
    count = len(ordered)
    spread = ((2 * np.arange(1, count + 1) - count - 1) * ordered).sum() / count**2
    return float(np.abs(ordered - outcome).mean() - spread)


def score(case: Case, rivals: Rivals, kinds: Sequence[Kind] = KINDS) -> list[dict[str, object]]:
    """Return one row for next month and one for December: model and rivals."""
    outlook = forecast_from(fit(case.series, weights=case.weights, kinds=kinds))
    rows = []
    for month in dict.fromkeys((case.series.origin + 1, 12)):
        outcome, mixture = case.outcome[month], outlook.ytd[month]
        row: dict[str, object] = {
            "group": case.group, "name": case.name, "known": case.known,
            "year": case.series.year, "origin": case.series.origin, "month": month,
            "now": float(case.series.observations[-1].growth.point), "outcome": outcome,
            "error": mixture.median - outcome, "crps": mixture.crps(outcome),
            "pit": float(mixture.cdf(outcome)), "positive": mixture.above(0.0),
        }  # fmt: skip
        for name, sample in rivals.samples(case, month).items():
            row[f"crps {name}"] = crps_of_sample(sample, outcome)
            row[f"error {name}"] = float(np.median(sample)) - outcome
        row["error zero"] = outlook_zero(outlook, month, outcome)
        rows.append(row)
    return rows


def outlook_zero(outlook: object, month: int, outcome: float) -> float:
    """Return the error of the plain point forecast without growth in the months left."""
    naive = {each.name: each.path for each in outlook.naive}  # type: ignore[attr-defined]
    return float(naive["zero"][month]) - outcome


def score_all(work: tuple[Sequence[Case], Rivals, Sequence[Kind]]) -> list[dict[str, object]]:
    """Return the rows of many cases."""
    batch, rivals, kinds = work
    return [row for case in batch for row in score(case, rivals, kinds)]


def skill(rows: pd.DataFrame) -> tuple[float, float, float]:
    """Return how much lower the CRPS is than the best rival's, percent, with its 90% interval.

    The interval is that of the bootstrap over series; the best rival is chosen anew in each draw.
    """
    sums = rows.groupby("name")[["crps", *(f"crps {name}" for name in RIVALS)]].sum().to_numpy()
    draws = np.random.default_rng(1).integers(0, len(sums), (DRAWS, len(sums)))
    totals = np.concatenate([sums.sum(axis=0)[None], sums[draws].sum(axis=1)])
    gains = 100 * (1 - totals[:, 0] / totals[:, 1:].min(axis=1))
    low, high = np.quantile(gains[1:], [0.05, 0.95])
    return float(gains[0]), float(low), float(high)


def summary(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the scores by groups: the model's, every rival's, skill with interval, coverage."""
    table = []
    for key, part in rows.groupby(by, sort=False):
        gain, low, high = skill(part)
        table.append(
            {
                **dict(zip(by, key, strict=True)),
                "n": len(part),
                "series": part["name"].nunique(),
                "CRPS": part["crps"].mean(),
                **{name: part[f"crps {name}"].mean() for name in RIVALS},
                "skill %": gain,
                "90%": f"{low:.0f} … {high:.0f}",
                "RMSE": float(np.sqrt((part["error"] ** 2).mean())),
                "RMSE zero": float(np.sqrt((part["error zero"] ** 2).mean())),
                **{f"in {c}%": 100 * ((2 * part["pit"] - 1).abs() <= c / 100).mean()
                   for c in COVERAGES},
                "bias": part["error"].mean(),
            }
        )  # fmt: skip
    return pd.DataFrame(table).set_index(by)


def pit_table(rows: pd.DataFrame) -> pd.Series:
    """Return how many percent of the outcomes fell into each tenth of their distribution."""
    counts = np.histogram(rows["pit"], bins=np.linspace(0, 1, 11))[0]
    return pd.Series(100 * counts / len(rows), index=[f"{10 * i}-" for i in range(10)])


def reliability(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how often growth was positive where the model said so with a given probability.

    ``gap`` is what happened less what was said, points, with the 90% interval of the bootstrap
    over series: forecasts of one series hang together.
    """
    edges = np.array([0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0])
    bins = pd.cut(rows["positive"], edges, include_lowest=True)
    rng, table = np.random.default_rng(2), []
    for label, part in rows.groupby(bins, observed=True):
        happened = (part["outcome"] > 0).astype(float)
        sums = (
            pd.DataFrame({"gap": happened - part["positive"], "n": 1.0, "name": part["name"]})
            .groupby("name").sum().to_numpy()
        )  # fmt: skip
        draws = sums[rng.integers(0, len(sums), (DRAWS, len(sums)))].sum(axis=1)
        low, high = np.quantile(100 * draws[:, 0] / draws[:, 1], [0.05, 0.95])
        table.append(
            {
                "said": str(label), "forecasts": len(part), "series": len(sums),
                "said %": 100 * part["positive"].mean(), "happened %": 100 * happened.mean(),
                "gap": 100 * (happened - part["positive"]).mean(), "90%": f"{low:.0f} … {high:.0f}",
            }
        )  # fmt: skip
    return pd.DataFrame(table).set_index("said")


def backtest_rows(rows: pd.DataFrame) -> Iterable[list[object]]:
    """Yield what the page says of such forecasts: of December, by origin and what is known."""
    ends = rows[rows["month"] == 12]
    for (origin, known), part in ends.groupby(["origin", "known"], sort=True):
        held = ((2 * part["pit"] - 1).abs() <= 0.8).mean()
        yield [
            origin, known, len(part), part["name"].nunique(), f"{part['error'].abs().median():.2f}",
            f"{held:.3f}", f"{skill(part)[0] / 100:.3f}",
        ]  # fmt: skip
