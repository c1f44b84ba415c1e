"""Relations across reports, each judged once (跨期核验).

A disagreement between two reports is a contradiction only where words of the later one say
something of the earlier (加快2.9个百分点, 增加7个, 由负转正, 连续三个季度) or where a cumulated
level falls. A level or rate that is printed anew, or that growth implies, has been revised or put
on another basis: that is said with its size, and is no finding. Where the record shows that the
earlier figure was revised, a statement about it counts as revised too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise, product
from typing import TYPE_CHECKING

from zoneanalysis.audit.claims import check_claim
from zoneanalysis.errors import NotDerivableError, UnitMismatchError
from zoneanalysis.history.standing import Crossing, Place, Standing, difference_text
from zoneanalysis.indicators.growth import base_level
from zoneanalysis.messages import Message
from zoneanalysis.relations import check_repeat, check_ytd_monotone
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.reports.report import Claim, Observation, PastClaim, Report
from zoneanalysis.reports.series import Key, Point, SeriesIndex, vintage_of
from zoneanalysis.values.figures import Bound, Figure, Quantity
from zoneanalysis.values.formatting import MINUS, format_half_up
from zoneanalysis.values.periods import Period

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Across", "Crossing", "Standing", "across"]

# What is compared when printed twice; counts and gaps are too often of other things.
_REPEATED = {"level", "yoy", "share", "rate", "count"}
_MOST_VINTAGES = 4  # of each figure that a statement is tried with


@dataclass(frozen=True)
class Across:
    """Every relation between the reports of an index, judged."""

    index: SeriesIndex = field(repr=False)
    crossings: tuple[Crossing, ...]

    def __iter__(self) -> Iterator[Crossing]:
        return iter(self.crossings)

    def __len__(self) -> int:
        return len(self.crossings)

    @property
    def findings(self) -> tuple[Crossing, ...]:
        """What can't be as printed; revisions are none."""
        return tuple(each for each in self.crossings if each.standing.is_finding)

    @property
    def revisions(self) -> tuple[Crossing, ...]:
        """What a later report prints or implies otherwise than an earlier one did."""
        return tuple(each for each in self.crossings if each.standing is Standing.REVISED)

    def of(self, report_id: str) -> tuple[Crossing, ...]:
        """Return the relations of one report to the ones before it."""
        return tuple(each for each in self.crossings if each.report == report_id)

    @property
    def counts(self) -> Mapping[Standing, int]:
        """How many relations stand how; every standing is a key."""
        found = dict.fromkeys(Standing, 0)
        for each in self.crossings:
            found[each.standing] += 1
        return found

    def observation(self, place: Place) -> Observation:
        """Return the figure at a place."""
        return self._reports[place[0]][place[1]]

    @cached_property
    def _reports(self) -> Mapping[str, Report]:
        return {each.id: each for each in self.index.reports}

    def to_frame(self, language: str = "en") -> pd.DataFrame:
        """Return a data frame with a row for each relation.

        Columns: report, kind, claim, verdict, indicator, area, period, printed, numbers, reason,
        first, latest, size (text with its unit; empty where nothing was revised), figures.
        """
        import pandas as pd

        return pd.DataFrame.from_records([self._record(each, language) for each in self.crossings])

    def _record(self, each: Crossing, language: str) -> dict[str, str]:
        about = self.observation(each.places[0])
        report = self._reports[each.report]
        return {
            "report": each.report,
            "kind": each.kind,
            "claim": each.claim,
            "verdict": each.standing.label.render(language),
            "indicator": report.indicator_name(about.indicator, language),
            "area": report.area_name(about.ref_area, language),
            "period": str(about.period),
            "printed": " · ".join(self.observation(place).printed for place in each.places),
            "numbers": each.numbers,
            "reason": each.reason.render(language),
            "first": _shown(each.first),
            "latest": _shown(each.latest),
            "size": difference_text(each.size),
            "figures": " ".join(f"{report_id}:{figure}" for report_id, figure in each.places),
        }


def across(index: SeriesIndex) -> Across:
    """Return every relation between reports of one city, judged.

    Parameters
    ----------
    index : SeriesIndex
        Of one city or of many; time is linear in the number of figures.
    """
    found: list[Crossing] = []
    for city in index.cities:
        found += _across_city(index.city(city))
    return Across(index, tuple(found))


def _across_city(index: SeriesIndex) -> list[Crossing]:
    """Return the relations between the reports of one city, in the order of the reports."""
    implied = [*_repeats(index), *_bases(index)]
    reports = {each.id: each for each in index.reports}
    order = {each.id: number for number, each in enumerate(index.reports)}
    revised: dict[_Quantity, int] = {}  # since which report
    for each in implied:
        if each.standing is Standing.REVISED:
            report_id, figure = each.places[-1]
            about = _quantity(reports[report_id][figure])
            revised[about] = min(order[each.report], revised.get(about, len(order)))
    stated = []
    for report in index.reports:
        seen = _Revised(revised, order[report.id])
        stated += [_judged(index, report, e, seen) for e in (*report.past, *_changes(report))]
    return sorted((*implied, *_cumulated(index), *stated), key=lambda each: order[each.report])


_Quantity = tuple[str, str, Period]


@dataclass(frozen=True)
class _Revised:
    """What reports up to one of them show to have been revised."""

    since: Mapping[_Quantity, int]
    now: int

    def __contains__(self, quantity: _Quantity) -> bool:
        return quantity in self.since and self.since[quantity] <= self.now


def _quantity(each: Observation) -> _Quantity:
    return each.indicator, each.ref_area, each.period


def _plain(points: Iterable[Point]) -> list[Point]:
    """Return one point a report, in the order of vintages; none of a report that prints several.

    Several values of one name in one report are of several things (projects, say).
    """
    by_report: dict[str, list[Point]] = defaultdict(list)
    for each in points:
        by_report[each.report.id].append(each)
    return [
        group[0]
        for group in by_report.values()
        if len({(p.observation.figure.point, p.observation.figure.unit) for p in group}) == 1
    ]


def _repeats(index: SeriesIndex) -> Iterator[Crossing]:
    """Yield each quantity that several reports print, latest against first vintage."""
    for (key, *_), points in index.by_period.items():
        if key.measure not in _REPEATED or len(points) < 2:
            continue
        plain = _plain(points)
        if len(plain) < 2 or len(plain) < len({each.report.id for each in points}):
            continue
        first, latest = plain[0], plain[-1]
        result = check_repeat(latest.observation.figure, [first.observation.figure])
        standing = Standing.of(result.verdict)
        same = _same_digits(first.observation.figure, latest.observation.figure)
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
        if standing is Standing.REVISED and _other_zones(index, key, first, latest):
            standing, reason = Standing.NOT_ASSESSABLE, _other_zones_said(key)
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


def _same_digits(left: Figure, right: Figure) -> bool:
    """Return whether two printings at one precision are the same; of unlike precision, True."""
    if (left.unit, left.decimals) != (right.unit, right.decimals):
        return True
    return left.point == right.point


def _bases(index: SeriesIndex) -> Iterator[Crossing]:
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
        for now in _plain(points):
            rates = growth.get((key.area, key.indicator, period, now.report.id), [])
            past = [
                each
                for each in _plain(index.at(key, period.previous_year()))
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
        return open_because(_broken(broken.before, broken.after))
    if _other_zones(index, now.key, latest, now):
        return open_because(_other_zones_said(now.key))
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
        f"{growth.number.lstrip('-')}%) = {_shown(implied)}"
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
                "implied": _shown(implied),
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


def _cumulated(index: SeriesIndex) -> Iterator[Crossing]:
    """Yield year-to-date levels of one year against those published before for fewer months."""
    groups: dict[tuple[Key, int], list[Point]] = defaultdict(list)
    for (key, period, status), points in index.by_period.items():
        if key.measure == "level" and status == "actual" and period.is_ytd:
            groups[key, period.year] += _plain(points)
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
            broken = index.break_between(key, then.period, now.period)
            if standing.is_finding and broken is not None:
                standing, reason = Standing.NOT_ASSESSABLE, _broken(broken.before, broken.after)
            elif standing.is_finding and _other_zones(index, key, then, now):
                standing, reason = Standing.NOT_ASSESSABLE, _other_zones_said(key)
            yield Crossing(
                "cumulated",
                standing,
                now.report.id,
                (now.place, then.place),
                "",
                reason,
                result=result,
            )


def _changes(report: Report) -> Iterator[PastClaim]:
    """Yield the stated changes of a rate whose earlier rate the report doesn't print."""
    for claim in report.claims:
        period = claim.params.get("earlier_period")
        if claim.check == "pp_change" and period and not claim.inputs.get("earlier"):
            yield PastClaim(claim, {"earlier": (Period.parse(period),)})


def _judged(index: SeriesIndex, report: Report, about: PastClaim, revised: _Revised) -> Crossing:
    """Return how a statement about the past stands: with any vintages that make it hold."""
    claim = about.claim
    model = report[next(each for each in claim.figure_ids[::-1] if each in report)]
    kind = "change" if claim in report.claims else "statement"
    own = tuple((report.id, each) for each in claim.figure_ids if each in report)
    wanted = [(role, period) for role, periods in about.periods.items() for period in periods]
    found: list[list[Point]] = []
    for _, period in wanted:
        points = _earlier(index, report, model, claim, period)
        if not points:
            reason = Message(
                "no earlier report that can be used prints it for {period}", {"period": period}
            )
            return Crossing(kind, Standing.NOT_ASSESSABLE, report.id, own, "", reason, claim.id)
        broken = index.break_between(points[-1].key, period, model.period)
        other = _other_zones(
            index, points[-1].key, points[-1], Point(points[-1].key, report, model)
        )
        if broken is not None or other:
            said = _broken(broken.before, broken.after) if broken else None
            reason = said or _other_zones_said(points[-1].key)
            places = (*own, points[-1].place)
            return Crossing(kind, Standing.NOT_ASSESSABLE, report.id, places, "", reason, claim.id)
        found.append(points[-_MOST_VINTAGES:])
    tried: list[tuple[CheckResult, tuple[Point, ...]]] = []
    for chosen in product(*(points[::-1] for points in found)):
        roles = [role for role, _ in wanted]
        tried.append((_with_past(report, claim, roles, chosen), chosen))
        if tried[-1][0].verdict.holds:
            break
    result, chosen = tried[-1] if tried[-1][0].verdict.holds else tried[0]
    standing = Standing.of(result.verdict)
    why: Message | None = None
    moved = [point for point in chosen if _quantity(point.observation) in revised]
    if standing.is_finding and moved:
        standing = Standing.REVISED
        why = Message(
            "not against {printed} of {report}, which the record shows to have been revised since",
            {"printed": moved[0].observation.printed, "report": moved[0].report.id},
        )
    elif standing.is_finding:
        why = Message(
            "{reason}; {report} printed {printed} then, and nothing in the record revises it",
            {
                "reason": result.reason,
                "report": chosen[-1].report.id,
                "printed": " · ".join(each.observation.printed for each in chosen),
            },
        )
    return Crossing(
        kind,
        standing,
        report.id,
        (*own, *(each.place for each in chosen)),
        "",
        why,
        claim.id,
        result=result,
    )


def _earlier(
    index: SeriesIndex, report: Report, model: Observation, claim: Claim, period: Period
) -> list[Point]:
    """Return what was printed before of the statement's quantity for a period, by vintage."""
    peers = [report[each] for ids in claim.inputs.values() for each in ids]
    model = next((each for each in peers if each.measure != "pp_change"), model)
    key = index.key_of(report, model)
    if claim.check == "pp_change":
        key = replace(key, measure="yoy", dimension="percent")
    points = index.at(key, period) or index.at(key, period, status="estimate")
    return [each for each in _plain(points) if vintage_of(each.report) < vintage_of(report)]


def _with_past(
    report: Report, claim: Claim, roles: Iterable[str], chosen: Iterable[Point]
) -> CheckResult:
    """Return the check of a claim whose missing roles figures of earlier reports take."""
    own = [report[each] for each in claim.figure_ids if each in report]
    inputs = dict(claim.inputs)
    past = []
    for role, point in zip(roles, chosen, strict=True):
        name = f"{point.report.id}:{point.observation.id}"
        past.append(replace(point.observation, id=name))
        inputs[role] = (*inputs.get(role, ()), name)
    joined = replace(report, observations=(*own, *past))
    params = {name: value for name, value in claim.params.items() if name != "earlier_period"}
    return check_claim(joined, replace(claim, inputs=inputs, params=params))


def _other_zones(index: SeriesIndex, key: Key, earlier: Point, later: Point) -> bool:
    """Return whether the two reports print unlike numbers of zones for the area of a series."""
    if key.indicator == "zone_count":
        return False
    before = index.zones_of(key.area, earlier.report)
    after = index.zones_of(key.area, later.report)
    return before is not None and after is not None and before != after


def _other_zones_said(key: Key) -> Message:
    return Message(
        "the reports print unlike numbers of zones for {area}; declare the break in breaks.csv",
        {"area": key.area},
    )


def _broken(before: str, after: str) -> Message:
    return Message(
        "a break is declared between the two: {before}, then {after}",
        {"before": before, "after": after},
    )


def _places(point: Point) -> int:
    return point.observation.figure.decimals


def _shown(quantity: Quantity | None) -> str:
    """Return a value with the places that its interval supports, and its unit."""
    if quantity is None:
        return ""
    decimals = quantity.decimals if isinstance(quantity, Figure) else 2
    return f"{format_half_up(quantity.point, decimals)}{quantity.unit.symbol}"
