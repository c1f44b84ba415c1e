"""What was published of one indicator's growth, in time order and without contradiction (观测)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from zoneanalysis.errors import Fault, InputError, Location, NotDerivableError
from zoneanalysis.indicators.growth import base_level, yoy_growth
from zoneanalysis.messages import N_, Message, phrase
from zoneanalysis.values.figures import Figure, Quantity
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.periods import Period

__all__ = ["GrowthSeries", "Published"]

FLOOR = Fraction(-100)
"""Growth can't lie below: a level would have to be negative (percent)."""


@dataclass(frozen=True)
class Published:
    """One published growth rate against the same period of the year before (同比增速).

    ``period`` is a span of months of one year, ``growth`` in percent, with the interval that its
    printing leaves, and ``variance`` that of its rounding, in squared percentage points. An
    estimate is what a source expects ("预计1-7月"); ``source`` is the id of the figure, or the row.
    An ``implied`` rate is computed from other figures; from an estimate it is one itself.
    """

    period: Period
    growth: Quantity
    status: str = "actual"
    source: str = ""
    variance: Fraction = Fraction(0)
    implied: bool = False

    @classmethod
    def of(
        cls,
        period: Period | str,
        growth: Quantity | Decimal | str,
        *,
        status: str = "actual",
        source: str = "",
        implied: bool = False,
        variance: Fraction | None = None,
    ) -> Published:
        """Return the observation of a printed growth rate.

        The variance of an error that is uniform over an interval of width *w* is w²/12.

        Raises
        ------
        InputError
            Where the period isn't a span of months within one year, growth lies below -100%, no
            upper or no lower end is known, or the status is none of the two.

        Examples
        --------
        >>> half_year = Published.of("2023-01/2023-06", "-5.6")
        >>> half_year.month, float(half_year.variance)
        (6, 0.0008333333333333334)
        """
        span = Period.parse(period) if isinstance(period, str) else period
        value = growth if isinstance(growth, Quantity) else Figure.of(growth, "%")
        value.require("percent", "an observed growth rate")
        if status not in ("actual", "estimate"):
            raise InputError.single(
                must="an observation's status must be actual or estimate",
                came=repr(status),
                do="A target is no observation; give it as target=.",
            )
        if not span.months or span.months[0].year != span.year:
            raise InputError.single(
                must="growth must be that of months within one year",
                came=str(span),
                do="Write year-to-date as 2023-01/2023-06, a single month as 2023-07/2023-07.",
            )
        width = value.interval.width
        if width is None or (value.interval.hi or 0) < FLOOR:
            raise InputError.single(
                must="growth must be bounded on both sides, and must not lie below -100%",
                came=f"{value.interval}% for {span}",
                do="Check the sign; leave out rates that are printed as 'over' or 'below' a value.",
            )
        variance = width * width / 12 if variance is None else variance
        return cls(span, value, status, source, variance, implied)

    @property
    def first(self) -> int:
        """First month of its period, 1 to 12."""
        return self.period.start.month  # type: ignore[union-attr]

    @property
    def month(self) -> int:
        """Last month of its period, 1 to 12."""
        return self.period.end.month

    @property
    def year(self) -> int:
        """Year of its period."""
        return self.period.year


@dataclass(frozen=True)
class GrowthSeries:
    """Everything that is known of one indicator's growth, checked against contradictions.

    ``observations`` stand in time order, each period once; ``held`` are estimates that were left
    out, to be compared with the model; ``levels`` those of years to date or single months that were
    printed. ``bases`` are year-to-date levels of a year before that a level and its growth imply:
    what an estimated level and its estimated growth say of last year is no estimate. ``notes`` say
    what was set aside, and why.
    """

    name: str
    observations: tuple[Published, ...]
    held: tuple[Published, ...] = ()
    levels: Mapping[Period, Quantity] = field(default_factory=dict)
    bases: Mapping[Period, Quantity] = field(default_factory=dict)
    notes: tuple[Message, ...] = ()

    @classmethod
    def build(
        cls,
        name: str,
        published: Iterable[Published],
        *,
        levels: Mapping[Period, Quantity] | None = None,
        estimated_levels: Mapping[Period, Quantity] | None = None,
        use_estimates: bool = False,
        estimate_variance: Fraction = Fraction(0),
    ) -> GrowthSeries:
        """Return the series of *published* in time order; estimates are used or held out.

        To the rounding of an estimate *estimate_variance* is added: what such estimates were off
        before, squared, in percentage points.

        An actual value replaces an estimate of the same period. A January alone is set aside. Where
        levels a year apart exclude a printed rate (可比口径), only later ones count. Estimated
        levels count as estimates too: held out, they give neither growth nor weights.

        Raises
        ------
        InputError
            Where two values of one period exclude each other, or levels contradict each other.
        NotDerivableError
            Where nothing is left to go by.
        """
        actual, expected = dict(levels or {}), dict(estimated_levels or {})
        known = {**expected, **actual} if use_estimates else actual
        if faults := tuple(_level_faults(known)):
            raise InputError(faults)
        rates, notes = list(published), list[Message]()
        bases = dict(_implied_bases(rates, actual, expected))
        made = list(_from_levels({**expected, **actual}, expected.keys() - actual))
        said = {(one.period, one.status): one.growth.interval for one in rates}
        pairs = ((one, said.get((one.period, one.status), one.growth.interval)) for one in made)
        apart = [one for one, printed in pairs if not printed.overlaps(one.growth.interval)]
        if apart:
            notes.append(Message(COMPARABLE, {"period": str(apart[0].period)}))
            known = {p: level for p, level in known.items() if p.year == apart[-1].year}
        rates += [] if apart else made
        kept: dict[Period, Published] = {}
        for each in sorted(rates, key=lambda one: (one.period.end, -len(one.period.months))):
            if each.month == 1:
                notes.append(Message(JANUARY, {"period": str(each.period)}))
                continue
            if each.status == "estimate":
                each = replace(each, variance=each.variance + estimate_variance)
            kept[each.period] = _merged(kept.get(each.period), each, notes)
        held = tuple(o for o in kept.values() if o.status == "estimate" and not use_estimates)
        used = tuple(one for one in kept.values() if use_estimates or one.status == "actual")
        if not used:
            reason = notes[-1] if notes else Message(ONE_YEAR if known else "")
            raise NotDerivableError(Message(NOTHING, {"name": name, "reason": reason}))
        return cls(name, used, held, known, bases, tuple(notes))

    @property
    def year(self) -> int:
        """Year of the latest observation: the year that is forecast."""
        return self.observations[-1].year

    def ahead(self, estimates: Iterable[Published]) -> tuple[Published, ...]:
        """Return the estimates of months beyond the last published rate, used or held out."""
        ends = [one.period.end for one in self.observations if one.status == "actual"]
        return tuple(
            e
            for e in estimates
            if e.status == "estimate" and not any(end >= e.period.end for end in ends)
        )

    @property
    def origin(self) -> int:
        """Last month that an observation covers, 1 to 12; the year isn't over by an estimate."""
        this_year = (one for one in self.observations if one.year == self.year)
        ends = [one.month for one in this_year if (one.month, one.status) != (12, "estimate")]
        return ends[-1] if ends else 12


JANUARY = N_(
    "{period} is set aside: January and February are published together, because the Spring "
    "Festival moves between them; a January alone says little"
)
NOTHING = N_("no growth of {name} to forecast from; at least one observation is needed. {reason}")
ONE_YEAR = N_(
    "growth follows from levels only where the same period of the year before is there too, with a "
    "level above zero"
)
REPLACED = N_("the estimate for {period} is replaced by the published value")
COMPARABLE = N_("growth counts as printed; levels a year apart give another rate, as for {period}")


def _merged(other: Published | None, each: Published, notes: list[Message]) -> Published:
    """Return which of two values for one period stays: the published, then the more precise."""
    if other is None:
        return each
    if other.status != each.status:
        found, estimate = (each, other) if each.status == "actual" else (other, each)
        if not estimate.implied:
            notes.append(Message(REPLACED, {"period": str(each.period)}))
        return found
    if not other.growth.interval.overlaps(each.growth.interval):
        raise InputError.single(
            must=f"growth of {each.period} must have one value",
            came=phrase(
                "{one}% and {other}%",
                one=f"{float(other.growth.point):g}",
                other=f"{float(each.growth.point):g}",
            ),
            do=phrase(
                "Keep the one that is right ({figures}); revised values replace the first ones.",
                figures=f"{other.source or 1}, {each.source or 2}",
            ),
        )
    if (each.variance, each.implied) < (other.variance, other.implied):
        # sharper than the printed rate, but of a period whose rate is printed
        return replace(each, implied=each.implied and other.implied)
    return other


def _level_faults(levels: Mapping[Period, Quantity]) -> Iterator[Fault]:
    """Yield years to date that fall, and single months that those around them exclude."""
    for earlier, later in pairwise(sorted((p for p in levels if p.is_ytd), key=lambda p: p.end)):
        between = levels[later].interval - levels[earlier].interval
        if earlier.year == later.year and between.hi is not None and between.hi < 0:
            yield Fault(
                "a year-to-date level must not fall within a year",
                f"{float(levels[earlier].point):g} for {earlier}, then "
                f"{float(levels[later].point):g} for {later}",
                Location(),
                "Check the two levels, or take out the one that was revised.",
            )
    for period, level in levels.items():
        whole = levels.get(Period.ytd(period.year, period.end.month))
        if period.is_ytd or len(period.months) > 1 or whole is None:
            continue
        before = levels.get(Period.ytd(period.year, period.end.month - 1))
        room = whole.interval - (before.interval if before else Interval(Fraction(0), None))
        if not room.overlaps(level.interval):
            yield Fault(
                "the level of a single month must agree with the year-to-date levels around it",
                f"{float(level.point):g} for {period}, where they leave {room}",
                Location(),
                "Check the levels; a year-to-date period is written 2023-01/2023-07.",
            )


def _implied_bases(
    published: Iterable[Published],
    actual: Mapping[Period, Quantity],
    expected: Mapping[Period, Quantity],
) -> Iterator[tuple[Period, Quantity]]:
    """Yield last year's year-to-date levels that level and growth of one status imply."""
    for each in published:
        level = (actual if each.status == "actual" else expected).get(each.period)
        if level is not None and each.period.is_ytd and each.growth.point > -99:
            with suppress(NotDerivableError):
                yield each.period.previous_year(), base_level(level, each.growth)


def _from_levels(levels: Mapping[Period, Quantity], expected: set[Period]) -> Iterator[Published]:
    """Yield the growth that two levels of the same period, a year apart, give.

    It is an estimate where one of the two is *expected* only.
    """
    for period, level in levels.items():
        base = levels.get(period.previous_year())
        if base is None or base.interval.lo is None or base.interval.lo <= 0 or level.point < 0:
            continue
        wide, base_wide = level.interval.width, base.interval.width
        if wide is None or base_wide is None:
            continue
        slope = 100 / base.point
        errors = (slope * wide) ** 2 + (slope * level.point / base.point * base_wide) ** 2
        yield Published.of(
            period,
            yoy_growth(level, base),
            status="estimate" if {period, period.previous_year()} & expected else "actual",
            source="levels",
            implied=True,
            variance=errors / 12,
        )
