"""Single zones against their targets (各开发区目标完成情况)."""

from __future__ import annotations

from dataclasses import dataclass

from zoneanalysis.indicators import attainment, pp_gap, schedule_lead
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.review.facts.areas import is_own, is_zone
from zoneanalysis.review.facts.derived import Fact, fact
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.values.figures import Quantity

__all__ = ["ZoneTarget", "counted_on_target", "unreported_targets", "zone_targets"]


@dataclass(frozen=True)
class ZoneTarget:
    """One zone's target beside what it reached, and how far apart they are."""

    area: str
    indicator: str
    target: Observation
    achieved: Observation
    distance: Fact | None
    share: Fact | None

    @property
    def reached(self) -> bool | None:
        """Whether rate or schedule is reached for sure; None where rounding leaves it open."""
        if self.distance is None:
            return None
        interval = self.distance.value.interval
        if interval.lo is not None and interval.lo >= 0:
            return True
        return False if interval.hi is not None and interval.hi < 0 else None


def zone_targets(report: Report) -> tuple[ZoneTarget, ...]:
    """Return every target of the report that an achieved figure stands against, in text order.

    Which target belongs to which figure is said by the claims; where none says it, by area (a
    group's target holds for each of its members), indicator and measure.
    """
    pairs: dict[str, str] = {}
    for claim in report.claims:
        if claim.check in {"target_reached", "schedule"}:
            for achieved, target in zip(
                claim.inputs.get("achieved", ()), claim.inputs.get("target", ()), strict=False
            ):
                if achieved in report and target in report:
                    pairs.setdefault(achieved, target)
    for goal in report.find(status="target"):
        for each in report.find(indicator=goal.indicator, measure=goal.measure, status="actual"):
            same_year = each.period.is_ytd and each.period.year == goal.period.year
            if same_year and each.ref_area in _covered(report, goal):
                pairs.setdefault(each.id, goal.id)
    found = [
        _pair(report, report[achieved], report[target])
        for achieved, target in pairs.items()
        if is_zone(report, report[achieved].ref_area)
        and report[achieved].period == report_period(report)
    ]
    return tuple(sorted(found, key=lambda each: report.observations.index(each.achieved)))


def _covered(report: Report, goal: Observation) -> tuple[str, ...]:
    """Return the areas that a target holds for; of the others (其余), those without their own."""
    known = report.areas.get(goal.ref_area)
    if known is None or known.kind != "rest" or known.members:
        return (goal.ref_area, *(known.members if known else ()))
    goals = report.find(indicator=goal.indicator, measure=goal.measure, status="target")
    told = {each.ref_area for each in goals}
    done = report.find(indicator=goal.indicator, measure=goal.measure, status="actual")
    return tuple(dict.fromkeys(e.ref_area for e in done if e.ref_area not in told))


def _pair(report: Report, achieved: Observation, target: Observation) -> ZoneTarget:
    period = report_period(report)
    if target.figure.unit.dimension == "percent":
        distance = fact(Message("Growth less target"), pp_gap, achieved, target)
        share = None
    else:

        def lead(reached: Quantity, goal: Quantity) -> object:
            return schedule_lead(reached, goal, period)

        distance = fact(Message("Ahead of schedule"), lead, achieved, target)  # type: ignore[arg-type]
        share = fact(Message("Attainment of the year's target"), attainment, achieved, target)
    return ZoneTarget(achieved.ref_area, achieved.indicator, target, achieved, distance, share)


def unreported_targets(report: Report) -> tuple[tuple[str, Observation], ...]:
    """Return (zone, target) for every zone whose own result the report does not print."""
    done = {(each.area, each.indicator) for each in zone_targets(report)}
    return tuple(
        (area, goal)
        for goal in report.find(status="target")
        if goal.period.year == report_period(report).year
        for area in _covered(report, goal)
        if is_own(report, area)
        and is_zone(report, area)
        and goal.measure in {"yoy", "level"}
        and (area, goal.indicator) not in done
    )


def counted_on_target(report: Report) -> dict[str, Observation]:
    """Return the printed number of zones on target of each indicator whose zones are all named.

    "4 zones have reached their target: A, B, C and D" says by its own sense that the others, whose
    result it does not print, have not; unless another one did by what is printed.
    """
    reached = {each.achieved.id: each.indicator for each in zone_targets(report) if each.reached}
    found = {}
    for claim in report.claims:
        items = claim.inputs.get("item", ())
        named = {reached.get(each, "") for each in items}
        if claim.check == "list_count" and claim.stated in report and len(named) == 1:
            count = report[claim.stated]
            indicator = named.pop()
            every = list(reached.values()).count(indicator) == len(set(items))
            if count.indicator == "zones_on_target" and every and count.figure.point == len(items):
                found[indicator] = count
    found.pop("", None)
    return found
