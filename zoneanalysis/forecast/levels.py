"""Levels, shares and rates with enough history: exponential smoothing with intervals (ETS)."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import t as student
from statsmodels.tools.sm_exceptions import ConvergenceWarning
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

from zoneanalysis.errors import InputError, NotDerivableError
from zoneanalysis.forecast.outlook import COVERAGES
from zoneanalysis.messages import N_, Message
from zoneanalysis.values.figures import Quantity

__all__ = ["LevelForecast", "forecast_levels"]

LEAST = 8
"""Observations from which on smoothing is fitted; a trend needs 10, a season two full ones."""

TOO_FEW = N_(
    "{count} observations; exponential smoothing needs {least}: no forecast is made from fewer"
)
FORMS = {
    (None, False, False): N_("no trend"),
    ("add", False, False): N_("a trend"),
    ("add", True, False): N_("a damped trend"),
    (None, False, True): N_("no trend, a season"),
    ("add", False, True): N_("a trend and a season"),
    ("add", True, True): N_("a damped trend and a season"),
}
CHOSEN = N_("exponential smoothing, {form}, chosen by AICc among {count} forms")
WALK = N_(
    "no smoothing model could be fitted; the last value is carried on, with the spread of the "
    "changes so far"
)
ROUNDED = N_("the values hardly move: the interval is at least that of their rounding")
STILL = N_(
    "all values are the same: no spread can be measured, and the interval has no width; that is no "
    "sign of certainty"
)
CLIPPED = N_("values are kept between {low} and {high}")


@dataclass(frozen=True)
class LevelForecast:
    """Forecast of a level, share or rate: median and central intervals for each step ahead.

    ``table`` has the index ``step`` (1, 2, …) and the columns ``median``, ``low50``, ``high50``,
    ``low80`` …, in the unit of the series.
    """

    table: pd.DataFrame
    form: str
    assumptions: tuple[Message, ...]


def forecast_levels(
    values: Sequence[Quantity | float],
    steps: int,
    *,
    season: int = 1,
    bounds: tuple[float, float] | None = None,
) -> LevelForecast:
    """Return the forecast of the next *steps* values of a regular series.

    Additive exponential smoothing (R. J. Hyndman, A. B. Koehler, J. K. Ord and R. D. Snyder,
    *Forecasting with Exponential Smoothing*, Springer 2008): no trend, a trend or a damped
    trend, with or without a season, chosen by AICc.

    Parameters
    ----------
    values : sequence of Quantity or float
        In time order, without gaps.
    steps : int
        At least 1.
    season : int
        Values a year, such as 12; 1 for none.
    bounds : pair of float, optional
        What no value can pass: (0, 100) for a share in percent.

    Raises
    ------
    InputError
        Where a value is missing or infinite, or *steps* is below 1.
    NotDerivableError
        Where there are fewer than 8 values.
    """
    series = np.array(
        [float(each.point if isinstance(each, Quantity) else each) for each in values]
    )
    if steps < 1 or not np.isfinite(series).all():
        raise InputError.single(
            must="every value must be a finite number, and steps at least 1",
            came=f"steps={steps}, values={list(map(float, series))}",
            do="Take out or fill in what is missing.",
        )
    if len(series) < LEAST:
        raise NotDerivableError(Message(TOO_FEW, {"count": len(series), "least": LEAST}))
    fits = [each for form in _forms(len(series), season) if (each := _fitted(series, form, season))]
    if fits:
        _, form, result = min(fits, key=lambda each: each[0])
        notes = [Message(CHOSEN, {"form": Message(form), "count": len(fits)})]
        freedom = _freedom(result)
        centre, spread = np.asarray(result.forecast(steps)), np.sqrt(_variances(result, steps))
    else:
        form, notes = "random walk", [Message(WALK)]
        change = np.diff(series)
        freedom = len(change)
        spread = np.sqrt((change**2).mean() * np.arange(1, steps + 1))
        centre = np.repeat(series[-1], steps)
    least = _rounding(values)
    if spread.min() < least:
        spread = np.maximum(spread, least)
        notes.append(Message(ROUNDED))
    elif not spread.any():
        notes.append(Message(STILL))
    table = pd.DataFrame({"median": centre}, index=pd.RangeIndex(1, steps + 1, name="step"))
    for coverage in COVERAGES:
        reach = student.ppf((1 + coverage / 100) / 2, freedom) * spread
        table[f"low{coverage}"] = centre - reach
        table[f"high{coverage}"] = centre + reach
    if bounds is not None:
        table = table.clip(*bounds)
        notes.append(Message(CLIPPED, {"low": f"{bounds[0]:g}", "high": f"{bounds[1]:g}"}))
    return LevelForecast(table, form, tuple(notes))


def _forms(count: int, season: int) -> list[tuple[str | None, bool, bool]]:
    """Return trend, damped, seasonal of every form that the count of values allows."""
    trends: list[tuple[str | None, bool]] = [(None, False)]
    if count >= 10:
        trends += [("add", False), ("add", True)]
    seasonal = season > 1 and count >= 2 * season + 5
    return [
        (*trend, flag) for trend in trends for flag in ((False, True) if seasonal else (False,))
    ]


def _fitted(
    series: np.ndarray, form: tuple[str | None, bool, bool], season: int
) -> tuple[float, str, Any] | None:
    trend, damped, seasonal = form
    if np.ptp(series) == 0:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            warnings.simplefilter("ignore", RuntimeWarning)
            result = ETSModel(
                series,
                error="add",
                trend=trend,
                damped_trend=damped,
                seasonal="add" if seasonal else None,
                seasonal_periods=season if seasonal else None,
            ).fit(disp=False, maxiter=500)
    except (ValueError, np.linalg.LinAlgError):
        return None
    score = float(result.aicc)
    if not result.mle_retvals["converged"] or not math.isfinite(score):
        return None
    return score, FORMS[form], result


def _variances(result: Any, steps: int) -> np.ndarray:
    """Return the variance of the forecast for each step: σ² (1 + Σ c_j²), Hyndman et al. ch. 6."""
    alpha = float(result.smoothing_level)
    beta = float(result.smoothing_trend) if result.model.has_trend else 0.0
    phi = float(result.damping_trend) if result.model.damped_trend else 1.0
    gamma = float(result.smoothing_seasonal) if result.model.has_seasonal else 0.0
    season = result.model.seasonal_periods if result.model.has_seasonal else 0
    weights = []
    for lag in range(1, steps):
        damped = sum(phi**i for i in range(1, lag + 1)) if beta else 0.0
        back = gamma if season and lag % season == 0 else 0.0
        weights.append(alpha + beta * damped + back)
    totals = np.concatenate([[0.0], np.cumsum(np.square(weights))])
    variance: np.ndarray = float(np.square(result.resid).sum()) / _freedom(result) * (1 + totals)
    return variance


def _freedom(result: Any) -> int:
    """Return the degrees of freedom that the parameters and first states leave, at least 1."""
    return max(int(result.nobs) - len(result.params), 1)


def _rounding(values: Sequence[Quantity | float]) -> float:
    """Return the standard deviation of the coarsest value's rounding error; 0 if not known."""
    widths = [each.interval.width for each in values if isinstance(each, Quantity)]
    return max((float(width) for width in widths if width is not None), default=0.0) / 12**0.5
