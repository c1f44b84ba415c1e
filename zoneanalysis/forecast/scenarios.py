"""What the rest of the year brings or needs, under each reading of last year's months (情景)."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from zoneanalysis.forecast.fitting import fit
from zoneanalysis.forecast.observations import GrowthSeries
from zoneanalysis.forecast.outlook import Forecast, forecast_from
from zoneanalysis.forecast.weights import Weights, weights_of
from zoneanalysis.values.figures import Quantity
from zoneanalysis.values.intervals import Interval

__all__ = ["scenarios", "weightings"]


def weightings(series: GrowthSeries, year: int | None = None) -> tuple[Weights, ...]:
    r"""Return equal months, then what the figures themselves say of last year's, where they do.

    Examples
    --------
    >>> from zoneanalysis.forecast import read_series
    >>> text = "period,ytd_growth,level\n2023-06,-18.8,54.76\n2023-07,-15.1,69.35\n"
    >>> equal, implied = weightings(read_series(text))
    >>> round(float(implied.months[6] / implied.months[0]), 2)   # July and a month before it
    1.27
    """
    found = weights_of(series, series.year if year is None else year)
    equal = Weights.equal()
    return (equal,) if found.months == equal.months else (equal, found)


def scenarios(outlook: Forecast, target: Quantity | str | int = 0, *, by: int = 12) -> pd.DataFrame:
    """Return what the months left bring under plain assumptions, and what *target* needs of them.

    Returns
    -------
    DataFrame
        One row for each reading of last year's months (``weights``: "equal", or "figures" for
        what published levels, implied levels or last year's rates say) and each ``path``:
        "carried" (growth so far goes on), "last" (growth of the last months does), "held" (levels
        stay where they are against the months of the year before last; only where last year's
        path is known), "needed" (*target* by month *by*), "model" (median). ``rest`` is growth of
        the months left, with ``low`` and ``high`` (rounding; of what is needed the weights of the
        months left, too; of the model the 80% interval), ``ytd`` the year to date by month *by*,
        percent; ``probability`` that the model gives to at least that (0 to 1).

    Raises
    ------
    InputError, NotDerivableError
        See `Forecast.need`.
    """
    series, rows = outlook.fit.series, []
    for name, weights in zip(("equal", "figures"), weightings(series), strict=False):
        made = outlook
        if weights.months != outlook.fit.weights.months:
            made = forecast_from(fit(series, weights=weights))
        need = made.need(target, by=by)
        now = made.now
        assert now is not None
        done = weights.over(1, now.month) / weights.over(1, by)

        def row(path: str, rest: Interval, point: Fraction, made: Forecast = made,
                done: Fraction = done, name: str = name) -> dict[str, object]:  # fmt: skip
            assert made.now is not None
            ytd = done * made.now.growth.point + (1 - done) * point
            return {
                "weights": name, "path": path, "rest": float(point), "low": float(rest.lo or 0),
                "high": float(rest.hi or 0), "ytd": float(ytd),
                "probability": made.ytd[by].above(float(ytd)),
            }  # fmt: skip

        for each in made.naive:
            if each.name in ("carried", "last"):
                exact = (
                    now.growth.interval if each.name == "carried" else Interval.exactly(each.rest)
                )
                rows.append(row(each.name, exact, each.rest))
        held = _held(series, weights, now.growth.point, now.month, by)
        if held is not None:
            rows.append(row("held", Interval.exactly(held), held))
        rows.append(row("needed", need.growth.interval, need.growth.point))
        rests = [
            (Fraction(value) - done * now.growth.point) / (1 - done)
            for value in (*made.ytd[by].interval(0.8), made.ytd[by].median)
        ]
        rows.append(row("model", Interval(rests[0], rests[1]), rests[2]))
    return pd.DataFrame(rows)


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
