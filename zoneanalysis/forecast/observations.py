"""What was published of one indicator's growth, in time order and without contradiction (观测)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from zoneanalysis.errors import Fault, InputError, Location, NotDerivableError
from zoneanalysis.messages import N_, Message
from zoneanalysis.values.figures import Figure, Quantity
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.periods import Period
from zoneanalysis.values.units import PERCENT

__all__ = ["GrowthSeries", "Published"]

Status = Literal["actual", "estimate"]
FLOOR = Fraction(-100)
"""Growth can't lie below: a level would have to be negative (percent)."""


@dataclass(frozen=True)
class Published:
    """One published growth rate against the same period of the year before (同比增速).

    Parameters
    ----------
    period : Period
        Months of one year: January to June, a single month, a quarter.
    growth : Quantity
        In percent, with the interval that its printing leaves.
    status : {"actual", "estimate"}
        An estimate is what a source expects ("预计1-7月").
    source : str
        Id of the figure, or the row that it came from.
    variance : Fraction
        Of the rounding error, in squared percentage points.
    implied : bool
        Computed from other figures, not printed itself.
    from_estimate : bool
        Computed from an official estimate: whoever uses it uses a part of the estimate.
    """

    period: Period
    growth: Quantity
    status: Status = "actual"
    source: str = ""
    variance: Fraction = Fraction(0)
    implied: bool = False
    from_estimate: bool = False

    @classmethod
    def of(
        cls,
        period: Period | str,
        growth: Quantity | Decimal | str,
        *,
        status: str = "actual",
        source: str = "",
        implied: bool = False,
        from_estimate: bool = False,
        variance: Fraction | None = None,
    ) -> Published:
        """Return the observation of a printed growth rate; its rounding error is uniform.

        The variance of an error that is uniform over an interval of width *w* is w²/12: a rate
        printed to a tenth has 0.1²/12.

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
        if width is None:
            raise InputError.single(
                must="an observed growth rate must be bounded on both sides",
                came=f"{source or 'a rate'} = {value.interval}",
                do="Leave out rates that are printed as 'over' or 'below' some value.",
            )
        if value.interval.hi is not None and value.interval.hi < FLOOR:
            raise InputError.single(
                must="growth must not lie below -100%",
                came=f"{float(value.point):g}% for {span}",
                do="Check the sign and the point of the number.",
            )
        return cls(
            span,
            value,
            "estimate" if status == "estimate" else "actual",
            source,
            width * width / 12 if variance is None else variance,
            implied,
            from_estimate,
        )

    @property
    def first(self) -> int:
        """First month of its period, 1 to 12."""
        start = self.period.start
        assert start is not None
        return start.month

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

    Parameters
    ----------
    name : str
    observations : tuple of Published
        In time order, each period once.
    held : tuple of Published
        Estimates that were left out on purpose, to be compared with the model.
    levels : mapping of Period to Quantity
        Levels of year-to-date periods or single months, where they were printed.
    bases : mapping of Period to Quantity
        Year-to-date levels of a year before that a level and its growth imply. An estimated level
        and its estimated growth do so too: what they say of last year is no estimate.
    notes : tuple of Message
        What was set aside, and why.
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

        An actual value replaces an estimate of the same period. A January alone is set aside:
        January and February are published together, because the Spring Festival moves between
        them. Estimated levels count as estimates too: held out, they give neither growth nor
        weights.

        Raises
        ------
        InputError
            Where two values of one period exclude each other, or levels contradict each other.
        NotDerivableError
            Where nothing is left to go by.
        """
        actual, expected = dict(levels or {}), dict(estimated_levels or {})
        known = {**expected, **actual} if use_estimates else actual
        _check_levels(known)
        published = tuple(published)
        bases = dict(_implied_bases(published, actual, expected))
        published = (*published, *_from_levels({**expected, **actual}, expected.keys() - actual))
        published = tuple(
            replace(each, variance=each.variance + estimate_variance)
            if each.status == "estimate"
            else each
            for each in published
        )
        notes: list[Message] = []
        kept: list[Published] = []
        for each in sorted(published, key=lambda one: (one.period.end, -len(one.period.months))):
            if each.month == 1:
                notes.append(Message(JANUARY, {"period": str(each.period)}))
            else:
                _merge(kept, each, notes)
        held = () if use_estimates else tuple(one for one in kept if one.status == "estimate")
        used = tuple(one for one in kept if use_estimates or one.status == "actual")
        if not used:
            reason = notes[-1] if notes else Message(ONE_YEAR if known else "")
            raise NotDerivableError(Message(NOTHING, {"name": name, "reason": reason}))
        return cls(name, used, held, known, bases, tuple(notes))

    @property
    def year(self) -> int:
        """Year of the latest observation: the year that is forecast."""
        return self.observations[-1].year

    @property
    def origin(self) -> int:
        """Last month that an observation covers, 1 to 12."""
        return self.observations[-1].month

    def until(self, count: int) -> GrowthSeries:
        """Return the series as it stood after its first *count* publications."""
        return replace(self, observations=self.observations[:count], held=())


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


def _merge(kept: list[Published], each: Published, notes: list[Message]) -> None:
    """Add *each* to *kept*; of two values for one period that agree the more precise one stays."""
    for index, other in enumerate(kept):
        if other.period != each.period:
            continue
        if other.status != each.status:
            if not (each if each.status == "estimate" else other).implied:
                notes.append(Message(REPLACED, {"period": str(each.period)}))
            kept[index] = each if each.status == "actual" else other
        elif not other.growth.interval.overlaps(each.growth.interval):
            raise InputError.single(
                must=f"growth of {each.period} must have one value",
                came=f"{float(other.growth.point):g}% ({other.source or 'first'}) and "
                f"{float(each.growth.point):g}% ({each.source or 'second'})",
                do="Keep the one that is right; revised values replace the first ones.",
            )
        elif (each.variance, each.implied) < (other.variance, other.implied):
            # sharper than the printed rate, but of a period whose rate is printed
            kept[index] = replace(each, implied=each.implied and other.implied)
        return
    kept.append(each)


def _check_levels(levels: Mapping[Period, Quantity]) -> None:
    faults = []
    spans = sorted((p for p in levels if p.is_ytd), key=lambda p: p.end)
    for earlier, later in pairwise(spans):
        before, after = levels[earlier].interval.lo, levels[later].interval.hi
        if earlier.year != later.year or before is None or after is None or after >= before:
            continue
        faults.append(
            Fault(
                "a year-to-date level must not fall within a year",
                f"{float(levels[earlier].point):g} for {earlier}, then "
                f"{float(levels[later].point):g} for {later}",
                Location(),
                "Check the two levels, or take out the one that was revised.",
            )
        )
    faults += _single_faults(levels)
    if faults:
        raise InputError(faults)


def _single_faults(levels: Mapping[Period, Quantity]) -> Iterator[Fault]:
    """Yield the single months whose level the year-to-date levels around them exclude."""
    for period, level in levels.items():
        year, month = period.year, period.end.month
        later = levels.get(Period.ytd(year, month))
        if len(period.months) > 1 or month == 1 or later is None:
            continue
        earlier = levels.get(Period.ytd(year, month - 1))
        room = later.interval
        if earlier is not None:
            room -= earlier.interval
        elif level.interval.lo is None or room.hi is None or level.interval.lo <= room.hi:
            continue
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
        if level is None or not each.period.is_ytd or each.growth.point <= -99:
            continue
        whole = each.growth.interval / 100 + 1
        if whole.lo is not None and whole.lo > 0:
            point = level.point / (1 + each.growth.point / 100)
            yield each.period.previous_year(), Quantity(point, level.interval / whole, level.unit)


def _from_levels(
    levels: Mapping[Period, Quantity], expected: AbstractSet[Period]
) -> Iterable[Published]:
    """Yield the growth that two levels of the same period, a year apart, give.

    It is an estimate where one of the two is *expected* only.
    """
    for period, level in levels.items():
        base = levels.get(period.previous_year())
        if base is None or base.interval.lo is None or base.interval.lo <= 0 or level.point < 0:
            continue
        ratio = level.interval / base.interval * 100
        growth = Quantity(
            100 * level.point / base.point - 100, ratio - Interval.exactly(100), PERCENT
        )
        width_level, width_base = level.interval.width, base.interval.width
        if width_level is None or width_base is None:
            continue
        slope = 100 / base.point
        variance = slope**2 * width_level**2 + (slope * level.point / base.point) ** 2 * (
            width_base**2
        )
        yield Published.of(
            period,
            growth,
            status="estimate" if {period, period.previous_year()} & expected else "actual",
            source="levels",
            implied=True,
            variance=variance / 12,
        )
