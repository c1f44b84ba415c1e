"""What the model is measured against: AutoETS, and naive forecasts that know their own errors."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.forecast_data import Monthly
from benchmarks.forecast_scores import NAIVE, crps_of_sample

Floats = NDArray[np.float64]
ORIGINS = (3, 6, 9)
PATHS = 200


def ets_rows(monthly: Monthly) -> list[dict[str, float]]:
    """Return year-end errors and scores of AutoETS on the monthly levels of a series.

    statsforecast chooses the form; statsmodels simulates the months to December from it, because
    the intervals of single months don't add up to one of their sum.
    """
    from statsforecast.models import AutoETS
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    rows = []
    last, base = monthly.levels[-1], monthly.levels[-2].sum()
    outcome = 100 * (last.sum() / base - 1)
    for origin in ORIGINS:
        known = np.append(monthly.levels[:-1].ravel(), last[:origin])
        error, trend, season, damped = _form(AutoETS(season_length=12).fit(known).model_)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fitted = ETSModel(
                known, error=error, trend=trend, damped_trend=damped, seasonal=season,
                seasonal_periods=12 if season else None,
            ).fit(disp=False)  # fmt: skip
            paths = np.asarray(fitted.simulate(12 - origin, anchor="end", repetitions=PATHS, rng=1))
        totals = last[:origin].sum() + paths.reshape(12 - origin, PATHS).sum(axis=0)
        growth = 100 * (totals / base - 1)
        growth = growth[np.isfinite(growth)]
        rows.append(
            {
                "error": float(np.median(growth)) - outcome,
                "crps": crps_of_sample(growth, outcome),
                "pit": float((growth <= outcome).mean()),
            }
        )
    return rows


def _form(model: dict[str, object]) -> tuple[str, str | None, str | None, bool]:
    components = str(model["components"])
    words: dict[str, str | None] = {"A": "add", "M": "mul", "N": None}
    error = words[components[0]]
    assert error is not None
    return error, words[components[1]], words[components[2]], components[3:4] == "D"


def spread_of_naive(learnt: list[Monthly], ends: pd.DataFrame) -> pd.DataFrame:
    """Return the CRPS of the naive forecasts with an error distribution of their own.

    The errors are those of *learnt*, by origin, in units of |year-to-date growth| + 1.
    """
    rows = []
    for name in NAIVE:
        errors = {origin: _errors(learnt, origin, name) for origin in ORIGINS}
        part = ends[ends["known"] == "this year"]
        scores = []
        for row in part.itertuples():
            unit = abs(row.now) + 1
            point = getattr(row, name) + row.outcome
            scores.append(crps_of_sample(point - errors[row.origin] * unit, row.outcome))
        rows.append({"method": name, "n": len(scores), "CRPS": float(np.mean(scores))})
    rows.append({"method": "model", "n": len(part), "CRPS": float(part["crps"].mean())})
    table = pd.DataFrame(rows).set_index("method")
    table["relative to the best"] = table["CRPS"] / table["CRPS"].iloc[:-1].min()
    return table


def _errors(learnt: list[Monthly], origin: int, name: str) -> Floats:
    found = []
    for one in learnt:
        base, growth = one.levels[-2], one.growth[-1]
        now, done = growth[origin - 1], base[:origin].sum() / base.sum()
        before = base[: origin - 1].sum() / base.sum()
        last = (now * done - growth[origin - 2] * before) / (done - before)
        rest = {"carried": now, "last": last, "zero": 0.0}[name]
        found.append((now * done + rest * (1 - done) - growth[-1]) / (abs(now) + 1))
    return np.quantile(found, (np.arange(200) + 0.5) / 200)
