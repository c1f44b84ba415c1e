"""What a report says of earlier ones, held against what these printed (对往期的表述)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from zoneanalysis.audit.claims import check_claim
from zoneanalysis.history.standing import (
    Crossing,
    Standing,
    broken_said,
    one_a_report,
    other_zones,
    other_zones_said,
)
from zoneanalysis.messages import Message
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.reports.report import Claim, Observation, PastClaim, Report
from zoneanalysis.reports.series import Point, SeriesIndex, vintage_of
from zoneanalysis.values.periods import Period

__all__ = ["Revised", "Subject", "judged", "stated_changes", "subject"]

_MOST_VINTAGES = 4  # of each figure that a statement is tried with

Subject = tuple[str, str, Period]


@dataclass(frozen=True)
class Revised:
    """What reports up to one of them show to have been revised."""

    since: Mapping[Subject, int]
    now: int

    def __contains__(self, quantity: Subject) -> bool:
        return quantity in self.since and self.since[quantity] <= self.now


def subject(each: Observation) -> Subject:
    """Return what a revision is of: indicator, area and period."""
    return each.indicator, each.ref_area, each.period


def stated_changes(report: Report) -> Iterator[PastClaim]:
    """Yield the stated changes of a rate whose earlier rate the report doesn't print."""
    for claim in report.claims:
        period = claim.params.get("earlier_period")
        if claim.check == "pp_change" and period and not claim.inputs.get("earlier"):
            yield PastClaim(claim, {"earlier": (Period.parse(period),)})


def judged(index: SeriesIndex, report: Report, about: PastClaim, revised: Revised) -> Crossing:
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
        other = other_zones(index, points[-1].key, points[-1], Point(points[-1].key, report, model))
        if broken is not None or other:
            said = broken_said(broken.before, broken.after) if broken else None
            reason = said or other_zones_said(points[-1].key)
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
    moved = [point for point in chosen if subject(point.observation) in revised]
    if standing.is_finding and moved:
        standing = Standing.REVISED
        why = Message(
            "not against {printed} of {report}, which the record shows to have been revised since",
            {"printed": moved[0].observation.printed, "report": moved[0].report.id},
        )
    elif standing.is_finding:
        why = Message(
            "{reason}; earlier reports print {printed}, and nothing in the record revises it",
            {
                "reason": result.reason,
                "printed": " · ".join(
                    f"{each.observation.printed} ({each.report.id})" for each in chosen
                ),
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
    if claim.check == "pp_change" and model.measure not in {"share", "rate"}:
        key = replace(key, measure="yoy", dimension="percent")
    points = index.at(key, period) or index.at(key, period, status="estimate")
    return [each for each in one_a_report(points) if vintage_of(each.report) < vintage_of(report)]


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
