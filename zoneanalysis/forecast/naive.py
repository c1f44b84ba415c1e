"""Forecasts that people make without a model, each with a spread, shown beside it (基准预测)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zoneanalysis.forecast.measured import measured
from zoneanalysis.forecast.observations import FLOOR, GrowthSeries, Published
from zoneanalysis.forecast.weights import Weights
from zoneanalysis.messages import N_, Message
from zoneanalysis.values.figures import Quantity
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.periods import Period
from zoneanalysis.values.units import PERCENT

__all__ = ["Naive", "naive_forecasts"]

CARRIED = N_("year-to-date growth carried on")
LAST = N_("growth of the last months alone carried on")
ZERO = N_("no growth in the remaining months")
PART = N_("{percent}% of growth so far in the remaining months, as other series kept")
SHARE = Fraction(64, 100)
"""What the remaining months keep of growth so far, by the series learnt from."""


@dataclass(frozen=True)
class Naive:
    """A naive path of year-to-date growth: from the month after the origin to December.

    ``rest`` is the growth that it assumes for every remaining month, ``path`` year-to-date growth
    by month, percent; ``errors`` are quantiles of the outcome in December less the path, points:
    the errors that it made elsewhere from the same month, in units of abs(growth so far) + 1.
    """

    name: str
    words: Message
    rest: Fraction
    path: dict[int, Fraction]
    errors: dict[float, float]

    def interval(self, coverage: float) -> tuple[float, float]:
        """Return the central interval of growth in December; coverage 0.5, 0.8 or 0.95."""
        low, high = (self.errors[round((1 + side * coverage) / 2, 3)] for side in (-1, 1))
        return float(self.path[12]) + low, float(self.path[12]) + high


def naive_forecasts(series: GrowthSeries, weights: Weights) -> tuple[Naive, ...]:
    """Return the benchmarks; none where no growth to date is known, or the year is complete.

    Growth carried on below -100% is no forecast, and left out. The last observed growth is that of
    the months between the year's last two year-to-date rates, or of the latest period that doesn't
    begin in January; where there is neither, it is year-to-date growth.

    Examples
    --------
    >>> series = GrowthSeries.build("value added", [
    ...     Published.of("2023-01/2023-03", "3.82"), Published.of("2023-01/2023-06", "9.9")])
    >>> made = naive_forecasts(series, Weights.equal())
    >>> [(each.name, float(each.path[12])) for each in made]
    [('carried', 9.9), ('last', 12.94), ('zero', 4.95), ('part', 8.118)]
    """
    now = year_to_date(series, weights)
    if now is None or now.month == 12:
        return ()
    so_far = now.growth.point
    rests = (
        ("carried", Message(CARRIED), so_far),
        ("last", Message(LAST), _last_growth(series, weights, now)),
        ("zero", Message(ZERO), Fraction(0)),
        ("part", Message(PART, {"percent": round(100 * SHARE)}), SHARE * so_far),
    )
    unit = abs(float(so_far)) + 1
    done = weights.over(1, now.month)
    return tuple(
        Naive(
            name,
            words,
            rest,
            {
                month: (so_far * done + rest * weights.over(now.month + 1, month))
                / weights.over(1, month)
                for month in range(now.month + 1, 13)
            },
            {float(q[1:]): unit * e for q, e in measured("rivals", name, now.month).items()},
        )
        for name, words, rest in rests
        if rest >= FLOOR
    )


def year_to_date(series: GrowthSeries, weights: Weights) -> Published | None:
    """Return the year-to-date rate at the origin, or None.

    Where it isn't published it is put together from adjacent spans that begin in January
    (January to June and July), with the weights of the months.
    """
    spans = [one for one in series.observations if one.year == series.year]
    parts = _parts(spans, series.origin)
    if not parts or len(parts) == 1:
        return parts[0] if parts else None
    whole = weights.over(1, series.origin)
    shares = [(one, weights.over(one.first, one.month) / whole) for one in parts]
    return Published.of(
        Period.ytd(series.year, series.origin),
        Quantity(
            sum((share * one.growth.point for one, share in shares), Fraction(0)),
            Interval.total([one.growth.interval * share for one, share in shares]),
            PERCENT,
        ),
        status="estimate" if any(one.status == "estimate" for one in parts) else "actual",
        source=" ".join(one.source for one in parts),
        implied=True,
        variance=sum((share**2 * one.variance for one, share in shares), Fraction(0)),
    )


def _parts(spans: Sequence[Published], month: int) -> tuple[Published, ...] | None:
    """Return the fewest adjacent spans from January to the end of a month, None without any."""
    found = [
        (*before, one)
        for one in spans
        if one.month == month and (before := _parts(spans, one.first - 1)) is not None
    ]
    return min(found, key=len, default=None) if month else ()


def _last_growth(series: GrowthSeries, weights: Weights, now: Published) -> Fraction:
    this_year = [one for one in series.observations if one.year == series.year]
    spans = [one for one in this_year if one.first > 1 and one.month == now.month]
    earlier = [one for one in this_year if one.first == 1 and one.month < now.month]
    if spans or not earlier:
        return max(spans, key=lambda one: one.first, default=now).growth.point
    before = earlier[-1]
    begun, done = weights.over(1, before.month), weights.over(1, now.month)
    return (now.growth.point * done - before.growth.point * begun) / (done - begun)
