"""What each month counts in year-to-date growth: its share of last year's level (权重)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import accumulate, pairwise

from zoneanalysis.forecast.observations import GrowthSeries, Published
from zoneanalysis.indicators.growth import required_growth
from zoneanalysis.messages import N_, Message
from zoneanalysis.values.figures import Derived, Quantity
from zoneanalysis.values.intervals import Interval, hull
from zoneanalysis.values.periods import Period

__all__ = ["Weights", "levels_left", "weights_of"]

KNOWN = N_("months are weighted with last year's levels, as published")
PARTLY = N_(
    "months are weighted with last year's levels as far as they are known ({how}, to the end of "
    "month {months}): months in between count alike, later ones as the average of those before"
)
PUBLISHED = N_("as published")
IMPLIED = N_("implied by this year's levels and growth")
EXTRAPOLATED = N_(
    "last year's level of the whole year is not known; it is taken as 12/{month} of that up to "
    "month {month}"
)
AFTER = N_("months are weighted as last year's growth rates left them, from equal months")
EQUAL = N_("last year's monthly levels are not known: every month counts the same")
TOLD = N_("last year's levels tell how much each month counts; the range covers rounding")
PARTLY_TOLD = N_(
    "last year's levels, as the figures give or imply them, tell how much the months up to month "
    "{reach} count; a later one counts {low} to {high} times as much as one before, as in four of "
    "five of {series} monthly series"
)
UNTOLD = N_(
    "no figure tells how much the months left count in last year's level; one of them counts {low} "
    "to {high} times as much as one before, as in four of five of {series} monthly series"
)

COARSE = Fraction(1, 4)
"""An implied base level of some months that rounding leaves open by more than this share of
itself is not used."""
LATER = ("0.86", "1.23")
"""How much months ahead count against those before: quantiles 10% and 90% of the ratio of their
mean levels, of the last year of `SERIES` monthly series, all months taken as the last known one."""
SERIES = 1446
LEAST = -95.0
"""No month counts for less than a twentieth of what it was (percent of growth)."""


@dataclass(frozen=True)
class Weights:
    """Weight of each month of one year, mean 1, and where the weights come from.

    Year-to-date growth to month m is the mean of the monthly growth rates of January to m,
    weighted with these: Σ b_j g_j / Σ b_j, where b_j is the level of month j a year earlier.

    ``base_total`` is last year's level of the whole year, in the unit of the levels, and
    ``base_note`` says how it was extrapolated where December is not known. ``known`` are last
    year's published levels up to a month; ``reach`` is the last month whose weight levels give,
    published or implied, 0 where none does; ``told_by`` are the periods of those levels: last
    year's, published, or this year's, whose growth implies last year's.
    """

    months: tuple[Fraction, ...]
    basis: Message
    base_total: Fraction | None = None
    base_note: Message | None = None
    known: Mapping[int, Interval] = field(default_factory=dict)
    reach: int = 0
    told_by: tuple[Period, ...] = ()

    @classmethod
    def equal(cls) -> Weights:
        """Return twelve equal months."""
        return cls((Fraction(1),) * 12, Message(EQUAL))

    def over(self, first: int, last: int) -> Fraction:
        """Return the weight of the months *first* to *last* together."""
        return sum(self.months[first - 1 : last], Fraction(0))

    def needed(self, known: Quantity, target: Quantity, *, done: int, by: int) -> Derived:
        r"""Return the growth that months *done* + 1 to *by* need for *target*, percent.

        See `required_growth`. Months behind ``reach`` may count less or more than they are taken
        to (`LATER`): the interval covers that, and the rounding of what is printed.

        Examples
        --------
        >>> from zoneanalysis.values.figures import Figure
        >>> june, zero = Figure.of("-18.8", "%"), Figure.of("0", "%", exact=True)
        >>> need = Weights.equal().needed(june, zero, done=6, by=12)
        >>> round(float(need.point), 1), round(float(need.interval.lo), 1)
        (18.8, 15.2)
        """
        told = min(max(self.reach, done), by)
        before, sure, later = (
            self.over(first + 1, last) for first, last in ((0, done), (done, told), (told, by))
        )
        point, *ends = (
            required_growth(
                known,
                target,
                months_done=done,
                months_total=by,
                weight_done=before / (before + sure + times * later),
            )
            for times in map(Fraction, ("1", *LATER))
        )
        parts = {"reach": self.reach, "low": LATER[0], "high": LATER[1], "series": SERIES}
        basis = TOLD if told == by else PARTLY_TOLD if self.reach else UNTOLD
        interval = hull(each.interval for each in ends)
        return replace(point, interval=interval, note=Message(basis, parts))


def weights_of(series: GrowthSeries, year: int, *, since: int = 0) -> Weights:
    """Return the weights of the months of *year*: known, implied, by last year's path, or equal.

    Last year's levels count where they are published; else those that levels and growth of
    *year* imply; else its months as the growth rates of the years before left them (翘尾), from
    equal ones; of years before *since* none is looked at for that.

    Examples
    --------
    >>> from zoneanalysis.forecast import GrowthSeries, Published
    >>> only = GrowthSeries.build("x", [Published.of("2023-01/2023-06", "-5.6")])
    >>> str(weights_of(only, 2023).basis)
    "last year's monthly levels are not known: every month counts the same"
    """
    known = _cumulative(series.levels, year - 1)
    points = known if len(known) > 1 else {**_implied(series, year), **known}
    last, total, note = max(points, default=0), None, None
    if points:
        total = points[last].point * 12 / last
        note = Message(EXTRAPOLATED, {"month": last}) if last < 12 else None
    months = _spread({month: level.point for month, level in points.items()})
    if months is None:
        found = _after(series, year - 1, since)
    else:
        mean = sum(months, Fraction(0)) / 12
        how = Message(PUBLISHED if len(known) > 1 else IMPLIED)
        every = known.keys() >= set(range(2, 13))
        basis = Message(KNOWN) if every else Message(PARTLY, {"how": how, "months": last})
        told_by = tuple(Period.ytd(year - (each in known), each) for each in sorted(points))
        found = Weights(tuple(each / mean for each in months), basis, reach=last, told_by=told_by)
    intervals = {month: level.interval for month, level in known.items()}
    return replace(found, base_total=total, base_note=note, known=intervals)


def _cumulative(levels: Mapping[Period, Quantity], year: int) -> dict[int, Quantity]:
    """Return the year-to-date levels of *year*, by month, as printed or of single months added."""
    found = {p.end.month: q for p, q in levels.items() if p.is_ytd and p.year == year}
    for month in range(1, 13):
        single, before = levels.get(Period.single(year, month)), found.get(month - 1)
        if month in found or single is None or (month > 1 and before is None):
            continue
        found[month] = single if before is None else Quantity(
            before.point + single.point, before.interval + single.interval, single.unit
        )  # fmt: skip
    return found


def _implied(series: GrowthSeries, year: int) -> dict[int, Quantity]:
    """Return last year's year-to-date levels that this year's levels and growth imply.

    Only those count that rounding leaves nearly fixed, for the months since the one before them.
    """
    found: dict[int, Quantity] = {}
    for period, base in sorted(series.bases.items(), key=lambda item: item[0].end):
        room = base.interval - (found[max(found)].interval if found else 0)
        fine = room.lo and room.hi and room.hi < (1 + COARSE) * room.lo
        if period.year == year - 1 and (fine or not found):
            found[period.end.month] = base
    return found


def _after(series: GrowthSeries, year: int, since: int) -> Weights:
    """Return the months of *year* as its own growth left them, equal where none is known."""
    if year < since or not any(one.year == year for one in series.observations):
        return Weights.equal()
    before = [float(each) for each in weights_of(series, year, since=since).months]
    levels = levels_left(series.observations, year, before)
    total = sum(levels) / 12
    return Weights(tuple(Fraction(round(1e9 * e / total), 10**9) for e in levels), Message(AFTER))


def levels_left(
    observations: Iterable[Published], year: int, months: Sequence[float]
) -> list[float]:
    """Return the level of each month of a year as its rates leave it; *months* are those before.

    Months between two rates grew alike, those after the last one as the year to date. Of rates
    that don't reach back to January only the months of their own span are known.

    Examples
    --------
    >>> rates = [Published.of("2023-01/2023-06", "4.1"), Published.of("2023-01/2023-12", "-11.6")]
    >>> levels = levels_left(rates, 2023, [1.0] * 12)
    >>> round(levels[0], 3), round(levels[11], 3)
    (1.041, 0.727)
    """
    found = [one for one in observations if one.year == year]
    total = [0.0, *accumulate(months)]
    sums = {0: 0.0}
    path: list[float | None] = [None] * 12
    for each in sorted(found, key=lambda one: (one.month, -one.first)):
        first, last, growth = each.first - 1, each.month, float(each.growth.point)
        path[first:last] = [growth] * (last - first)
        if first in sums:
            sums[last] = sums[first] + growth * (total[last] - total[first])
    for last, month in pairwise(sorted(sums)):
        rate = (sums[month] - sums[last]) / (total[month] - total[last])
        path[last:month] = [rate] * (month - last)
    rest = sums[max(sums)] / total[max(sums)] if len(sums) > 1 else 0.0
    return [
        before * (1 + max(rest if growth is None else growth, LEAST) / 100)
        for before, growth in zip(months, path, strict=True)
    ]


def _spread(points: Mapping[int, Fraction]) -> tuple[Fraction, ...] | None:
    """Return monthly levels that add up to *points*, equal between two of them; None if unfit."""
    if len(points) < 2:
        return None
    months: list[Fraction] = []
    for (last, before), (month, level) in pairwise([(0, Fraction(0)), *sorted(points.items())]):
        step = (level - before) / (month - last)
        if step <= 0:
            return None
        months += [step] * (month - last)
    rest = sum(months, Fraction(0)) / len(months)
    return tuple(months + [rest] * (12 - len(months)))
