"""What the rest of the year brings or needs, under each reading of last year's months (情景)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from zoneanalysis.forecast.fitting import fit
from zoneanalysis.forecast.observations import GrowthSeries
from zoneanalysis.forecast.outlook import Forecast, forecast_from
from zoneanalysis.forecast.weights import Weights, weights_of
from zoneanalysis.values.figures import Quantity
from zoneanalysis.values.intervals import Interval

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["scenarios"]


def scenarios(outlook: Forecast, target: Quantity | str | int = 0, *, by: int = 12) -> pd.DataFrame:
    """Return what the months left bring under plain assumptions, and what *target* needs of them.

    One row for each reading of last year's months (``weights``: "equal", nothing of last year being
    known, or "figures" for what published levels, implied levels or last year's rates say) and each
    ``path``: "carried" (growth so far goes on), "last" (growth of the last months does), "held"
    (levels stay where they are against the months of the year before last; only where last year's
    path is known), "needed" (*target* by month *by*), "model" (median). ``rest`` is growth of the
    months left, with ``low`` and ``high`` (rounding; of what is needed the weights of the months
    left, too; of the model the 80% interval), ``ytd`` the year to date by month *by*, percent;
    ``probability`` that the model gives to at least that (0 to 1).

    Raises
    ------
    InputError, NotDerivableError
        See `Forecast.need`.
    """
    import pandas as pd

    series, rows = outlook.fit.series, []
    readings = {"equal": Weights.equal(), "figures": weights_of(series, series.year)}
    if readings["figures"].months == readings["equal"].months:
        del readings["figures"]
    for name, weights in readings.items():
        made = outlook
        if weights.months != outlook.fit.weights.months:
            since = series.year if name == "equal" else 0
            rates = tuple(one for one in series.observations if one.year >= since)
            made = forecast_from(fit(replace(series, observations=rates), weights=weights))
        need, now, end = made.need(target, by=by), made.now, made.ytd[by]
        assert now is not None
        so_far = now.growth.point
        done = weights.over(1, now.month) / weights.over(1, by)
        low, high, median = (
            (Fraction(value) - done * so_far) / (1 - done)
            for value in (*end.interval(0.8), end.median)
        )
        simple = {each.name: each.rest for each in made.naive if each.name in ("carried", "last")}
        held = _held(made.fit.series, weights, so_far, now.month, by)
        if held is not None:
            simple["held"] = held
        paths = {path: (rest, Interval.exactly(rest)) for path, rest in simple.items()} | {
            "needed": (need.growth.point, need.growth.interval),
            "model": (median, Interval(low, high)),
        }
        if "carried" in paths:
            paths["carried"] = (so_far, now.growth.interval)
        for path, (rest, span) in paths.items():
            ytd, ends = float(done * so_far + (1 - done) * rest), (span.lo or 0, span.hi or 0)
            rows.append((name, path, float(rest), *map(float, ends), ytd, end.above(ytd)))
    columns = ["weights", "path", "rest", "low", "high", "ytd", "probability"]
    return pd.DataFrame(rows, columns=columns)


def _held(
    series: GrowthSeries, weights: Weights, now: Fraction, done: int, by: int
) -> Fraction | None:
    """Return growth of the months left if their levels stay as they are, months being as usual.

    Usual is the pattern of the year before last; last year's path makes the difference (翘尾).
    """
    if not any(one.year == series.year - 1 for one in series.observations):
        return None
    usual = weights_of(series, series.year - 1)
    level = (1 + now / 100) * weights.over(1, done) / usual.over(1, done)
    return 100 * (level * usual.over(done + 1, by) / weights.over(done + 1, by) - 1)
