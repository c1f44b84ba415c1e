"""What follows from the record for a quantity that it doesn't print (推算)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from zoneanalysis.errors import NotDerivableError, UnitMismatchError
from zoneanalysis.history.standing import Place
from zoneanalysis.indicators.growth import (
    base_level,
    period_growth,
    period_level,
    pp_gap,
    yoy_growth,
)
from zoneanalysis.indicators.shares import share
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.reports.series import Key, Point, SeriesIndex
from zoneanalysis.values.figures import Derived
from zoneanalysis.values.periods import Period

__all__ = ["Following", "followings"]

_NOMINAL = {"nominal", "unknown"}


@dataclass(frozen=True)
class Following:
    """A value that the record implies, with the formula and the figures that it rests on."""

    quantity: Derived
    places: tuple[Place, ...]

    @property
    def words(self) -> Message:
        """The formula in words."""
        return self.quantity.words

    @property
    def numbers(self) -> str:
        """The formula with its numbers."""
        return self.quantity.numbers


def followings(index: SeriesIndex, key: Key, each: Observation) -> Iterator[Following]:
    """Yield what the record implies for a figure of a draft, by the measure that it is of.

    Levels: the base behind level and growth, a half-year or month out of two cumulated levels.
    Growth: of two levels, of the months between two cumulated rates. Points: of two areas, of two
    periods. Shares: of an area in one that holds it. Nothing is taken over a declared break.
    """
    ways = {
        "level": _levels,
        "yoy": _growth,
        "pp_gap": _gaps,
        "pp_change": _changes,
        "share": _shares,
    }
    way = ways.get(each.measure)
    if way is not None:
        with suppress(NotDerivableError, UnitMismatchError):
            yield from way(index, key, each.period)


def _last(index: SeriesIndex, key: Key, period: Period) -> Point | None:
    points = index.at(key, period) or index.at(key, period, status="estimate")
    return points[-1] if points else None


def _of(derived: Derived, *points: Point) -> Following:
    return Following(derived, tuple(point.place for point in points))


def _rates(index: SeriesIndex, key: Key, period: Period) -> list[Point]:
    """Return the growth rate of a series for a period, on whatever basis it is printed."""
    found = []
    for basis in ("nominal", "unknown", "comparable", "constant_price"):
        rate = replace(key, measure="yoy", basis=basis, dimension="percent")
        point = _last(index, rate, period)
        if point is not None:
            found.append(point)
    return found


def _levels(index: SeriesIndex, key: Key, period: Period) -> Iterator[Following]:
    level = replace(key, basis="nominal")
    year_on = Period(
        None if period.start is None else period.start.shifted(12),
        period.end.shifted(12),
        period.kind,
    )
    now = _last(index, level, year_on)
    if now is not None and index.break_between(level, period, year_on) is None:
        for rate in _rates(index, level, year_on):
            if rate.key.basis in _NOMINAL:
                derived = base_level(now.observation.figure, rate.observation.figure)
                yield _of(derived, now, rate)
    ends = _cumulated(index, level, period)
    if ends is not None:
        whole, before = ends
        yield _of(period_level(whole.observation.figure, before.observation.figure), whole, before)


def _cumulated(index: SeriesIndex, key: Key, period: Period) -> tuple[Point, Point] | None:
    """Return the two cumulated values that end with a span of months and just before it."""
    if not period.months or period.months[0].month == 1:
        return None
    end, before = period.end, period.months[0].shifted(-1)
    whole = _last(index, key, Period.ytd(end.year, end.month))
    part = _last(index, key, Period.ytd(before.year, before.month))
    if whole is None or part is None or index.break_between(key, part.period, whole.period):
        return None
    return whole, part


def _growth(index: SeriesIndex, key: Key, period: Period) -> Iterator[Following]:
    level = next(iter(index.keys_of(key.area, key.indicator, "level")), None)
    if level is None or key.basis not in _NOMINAL:
        return
    now, then = _last(index, level, period), _last(index, level, period.previous_year())
    if now and then and index.break_between(level, then.period, now.period) is None:
        yield _of(yoy_growth(now.observation.figure, then.observation.figure), now, then)
    levels = _cumulated(index, level, period)
    rates = _cumulated(index, key, period)
    if levels is not None and rates is not None:
        four = (*levels, *rates)
        yield _of(period_growth(*(each.observation.figure for each in four)), *four)


def _gaps(index: SeriesIndex, key: Key, period: Period) -> Iterator[Following]:
    for own in _rates(index, key, period):
        for area in index.line(key.area)[1:]:
            for above in (area, f"{area}-DZ"):
                for other in _rates(index, replace(key, area=above), period):
                    if own.key.basis == other.key.basis and own.key.area != above:
                        derived = pp_gap(own.observation.figure, other.observation.figure)
                        yield _of(derived, own, other)


def _changes(index: SeriesIndex, key: Key, period: Period) -> Iterator[Following]:
    if not period.is_ytd:
        return
    earlier = [period.previous_year(), Period.ytd(period.year - 1, 12)]
    earlier += [Period.ytd(period.year, month) for month in range(2, period.end.month)]
    for own in _rates(index, key, period):
        for before in earlier:
            for other in _rates(index, key, before):
                broken = index.break_between(own.key, before, period)
                if other.key == own.key and broken is None:
                    derived = pp_gap(own.observation.figure, other.observation.figure)
                    words = Message("later rate less earlier rate")
                    yield _of(replace(derived, words=words), own, other)


def _shares(index: SeriesIndex, key: Key, period: Period) -> Iterator[Following]:
    level = next(iter(index.keys_of(key.area, key.indicator, "level")), None)
    part = None if level is None else _last(index, level, period)
    if level is None or part is None:
        return
    for area in index.line(key.area)[1:]:
        whole = _last(index, replace(level, area=area), period)
        if whole is not None:
            yield _of(share(part.observation.figure, whole.observation.figure), part, whole)
