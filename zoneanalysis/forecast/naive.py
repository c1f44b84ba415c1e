"""The forecasts that people make without a model, to be shown beside it always (基准预测)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from zoneanalysis.forecast.observations import GrowthSeries, Published
from zoneanalysis.forecast.weights import Weights
from zoneanalysis.messages import N_, Message

__all__ = ["Naive", "naive_forecasts"]

CARRIED = N_("year-to-date growth carried on")
LAST = N_("last observed growth carried on")
ZERO = N_("no growth in the remaining months")


@dataclass(frozen=True)
class Naive:
    """A naive path of year-to-date growth: from the month after the origin to December.

    Parameters
    ----------
    name : {"carried", "last", "zero"}
    words : Message
    rest : Fraction
        Growth that it assumes for every remaining month, percent.
    path : mapping of month to Fraction
        Year-to-date growth, percent.
    """

    name: str
    words: Message
    rest: Fraction
    path: dict[int, Fraction]


def naive_forecasts(series: GrowthSeries, weights: Weights) -> tuple[Naive, ...]:
    """Return the three benchmarks; none where no year-to-date growth at the origin is known.

    The last observed growth is that of the months between the last two year-to-date rates of the
    year (June, from January-May and January-June), or of the latest period that doesn't begin in
    January; where there is neither, it is year-to-date growth.

    Examples
    --------
    >>> series = GrowthSeries.build("value added", [
    ...     Published.of("2023-01/2023-03", "3.82"), Published.of("2023-01/2023-06", "9.9")])
    >>> carried, last, zero = naive_forecasts(series, Weights.equal())
    >>> [float(naive.path[12]) for naive in (carried, last, zero)]
    [9.9, 12.94, 4.95]
    """
    now = year_to_date(series)
    if now is None:
        return ()
    so_far = now.growth.point
    rests = (
        ("carried", CARRIED, so_far),
        ("last", LAST, _last_growth(series, weights, now)),
        ("zero", ZERO, Fraction(0)),
    )
    done = weights.over(1, now.month)
    return tuple(
        Naive(
            name,
            Message(words),
            rest,
            {
                month: (so_far * done + rest * weights.over(now.month + 1, month))
                / weights.over(1, month)
                for month in range(now.month + 1, 13)
            },
        )
        for name, words, rest in rests
    )


def year_to_date(series: GrowthSeries) -> Published | None:
    """Return the year-to-date rate at the origin, or None."""
    for each in series.observations:
        if each.year == series.year and each.month == series.origin and each.first == 1:
            return each
    return None


def _last_growth(series: GrowthSeries, weights: Weights, now: Published) -> Fraction:
    this_year = [one for one in series.observations if one.year == series.year]
    spans = [one for one in this_year if one.first > 1 and one.month == now.month]
    if spans:
        return max(spans, key=lambda one: one.first).growth.point
    earlier = [one for one in this_year if one.first == 1 and one.month < now.month]
    if not earlier:
        return now.growth.point
    before = earlier[-1]
    begun, done = weights.over(1, before.month), weights.over(1, now.month)
    return (now.growth.point * done - before.growth.point * begun) / (done - begun)
