"""What figures of several reports imply of each other: repeats, bases, cumulated levels (推算)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from zoneanalysis.errors import NotDerivableError, UnitMismatchError
from zoneanalysis.history.standing import (
    Crossing,
    Standing,
    broken_said,
    one_a_report,
    other_zones,
    other_zones_said,
    same_digits,
    shown_text,
)
from zoneanalysis.indicators.growth import base_level
from zoneanalysis.messages import N_, Message
from zoneanalysis.relations import check_repeat, check_ytd_monotone
from zoneanalysis.relations.words import may_fall
from zoneanalysis.reports.report import COMPOSED
from zoneanalysis.reports.series import Key, Point, SeriesIndex, vintage_of
from zoneanalysis.values.figures import Bound
from zoneanalysis.values.formatting import MINUS, format_half_up
from zoneanalysis.values.periods import Period

__all__ = ["bases", "cumulated", "repeats"]

# What is compared when printed twice; counts and gaps are too often of other things.
_REPEATED = {"level", "yoy", "share", "rate", "count"}


def repeats(index: SeriesIndex) -> Iterator[Crossing]:
    """Yield each quantity that several reports print, latest against first vintage."""
    for (key, *_), points in index.by_period.items():
        if key.measure not in _REPEATED or len(points) < 2:
            continue
        plain = one_a_report(points)
        if len(plain) < 2 or len(plain) < len({each.report.id for each in points}):
            continue
        first, latest = plain[0], plain[-1]
        result = check_repeat(latest.observation.figure, [first.observation.figure])
        standing = Standing.of(result.verdict)
        same = same_digits(first.observation.figure, latest.observation.figure)
        reason = None
        if standing.is_finding or not same:
            standing = Standing.REVISED
            reason = Message(
                "printed as {first} in {earlier}, as {latest} in {later}: revised",
                {
                    "first": first.observation.printed,
                    "earlier": first.report.id,
                    "latest": latest.observation.printed,
                    "later": latest.report.id,
                },
            )
        if standing is Standing.REVISED and other_zones(index, key, first, latest):
            standing, reason = Standing.NOT_ASSESSABLE, other_zones_said(key)
        yield Crossing(
            "repeat",
            standing,
            latest.report.id,
            (latest.place, first.place),
            "",
            reason,
            first=first.observation.figure if standing is Standing.REVISED else None,
            latest=latest.observation.figure if standing is Standing.REVISED else None,
            result=result,
        )


def bases(index: SeriesIndex) -> Iterator[Crossing]:
    """Yield the base that level and growth imply against the level published a year before."""
    growth: dict[tuple[str, str, Period, str], list[Point]] = defaultdict(list)
    for key, points in index.points.items():
        if key.measure == "yoy":
            for each in points:
                if each.observation.status == "actual":
                    growth[key.area, key.indicator, each.period, each.report.id].append(each)
    for (key, period, status), points in index.by_period.items():
        if key.measure != "level" or status != "actual":
            continue
        for now in one_a_report(points):
            rates = growth.get((key.area, key.indicator, period, now.report.id), [])
            past = [
                each
                for each in one_a_report(index.at(key, period.previous_year()))
                if vintage_of(each.report) < vintage_of(now.report)
            ]
            again = [
                each
                for each in index.at(key, period.previous_year())
                if each.report.id == now.report.id
            ]
            if len(rates) == 1 and past and not again:
                yield _base(index, now, rates[0], past[0], past[-1])


def _base(index: SeriesIndex, now: Point, rate: Point, first: Point, latest: Point) -> Crossing:
    places = (now.place, rate.place, latest.place)
    figure, growth = now.observation.figure, rate.observation.figure

    def open_because(reason: Message) -> Crossing:
        return Crossing("base", Standing.NOT_ASSESSABLE, now.report.id, places, "", reason)

    broken = index.break_between(now.key, latest.period, now.period)
    if broken is not None:
        return open_because(broken_said(broken.before, broken.after))
    if other_zones(index, now.key, latest, now):
        return open_because(other_zones_said(now.key))
    if rate.key.basis not in {"nominal", "unknown"}:
        return open_because(
            Message("growth at constant prices says nothing of levels at current prices")
        )
    if growth.bound is not Bound.NONE:
        return open_because(Message("the growth rate is printed as a bound"))
    try:
        implied = base_level(figure, growth)
        published = latest.observation.figure.to(implied.unit)
    except (NotDerivableError, UnitMismatchError) as error:
        return open_because(Message(str(error).replace("{", "(").replace("}", ")")))
    numbers = (
        f"{figure.number} ÷ (1 {'+' if growth.point >= 0 else MINUS} "
        f"{growth.number.lstrip('-')}%) = {shown_text(implied)}"
    )
    printed = format_half_up(implied.to(latest.observation.figure.unit).point, _places(latest))
    if implied.interval.overlaps(published.interval):
        exact = printed == format_half_up(latest.observation.figure.point, _places(latest))
        standing = Standing.CONSISTENT if exact else Standing.WITHIN_ROUNDING
        reason = Message(
            "level and growth imply what was published a year before ({printed})",
            {"printed": latest.observation.printed},
        )
    else:
        standing = Standing.REVISED
        reason = Message(
            "{report} published {printed}; level and growth now imply {implied}: revised since, or "
            "growth on a comparable basis",
            {
                "report": latest.report.id,
                "printed": latest.observation.printed,
                "implied": shown_text(implied),
            },
        )
    return Crossing(
        "base",
        standing,
        now.report.id,
        places,
        numbers,
        reason,
        first=first.observation.figure if standing is Standing.REVISED else None,
        latest=implied if standing is Standing.REVISED else None,
    )


def cumulated(index: SeriesIndex) -> Iterator[Crossing]:
    """Yield year-to-date levels of one year against those published before for fewer months."""
    groups: dict[tuple[Key, int], list[Point]] = defaultdict(list)
    for (key, period, status), points in index.by_period.items():
        if key.measure == "level" and status == "actual" and period.is_ytd:
            groups[key, period.year] += one_a_report(points)
    for (key, _), levels in groups.items():
        for earlier, later in pairwise(sorted({each.period.end for each in levels})):
            now = [each for each in levels if each.period.end == later][-1]
            known = [
                each
                for each in levels
                if each.period.end == earlier and vintage_of(each.report) <= vintage_of(now.report)
            ]
            # what the later report prints of the earlier period is its own audit's business
            if not known or known[-1].report.id == now.report.id:
                continue
            then = known[-1]
            result = check_ytd_monotone(now.observation.figure, then.observation.figure)
            standing, reason = Standing.of(result.verdict), None
            if may_fall(now.report.indicator_name(key.indicator, "zh")):
                continue
            broken = index.break_between(key, then.period, now.period)
            if standing.is_finding and broken is not None:
                standing, reason = Standing.NOT_ASSESSABLE, broken_said(broken.before, broken.after)
            elif standing.is_finding and other_zones(index, key, then, now):
                standing, reason = Standing.NOT_ASSESSABLE, other_zones_said(key)
            elif standing.is_finding and key.indicator.startswith(COMPOSED):
                standing, reason = Standing.NOT_ASSESSABLE, Message(_UNLISTED)
            elif standing.is_finding:
                said = {"printed": then.observation.printed, "report": then.report.id}
                reason = Message(_FALLS, said)
            yield Crossing(
                "cumulated",
                standing,
                now.report.id,
                (now.place, then.place),
                "",
                reason,
                result=result,
            )


_UNLISTED = N_(
    "it lies below that of fewer months; whether it can fall within a year is not known of an "
    "indicator that indicators.csv doesn't list"
)
_FALLS = N_(
    "a year-to-date level can't lie below {printed}, which {report} printed of fewer months"
)


def _places(point: Point) -> int:
    return point.observation.figure.decimals
