"""Sentences on single zones and their targets (各开发区目标完成情况)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zoneanalysis.document.model import Runs
from zoneanalysis.indicators import ranking
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.areas import has_zones
from zoneanalysis.review.facts.economy import Series
from zoneanalysis.review.facts.targets import ZoneTarget
from zoneanalysis.review.wording import in_list, period_name

__all__ = ["below_all_targets", "open_targets", "plain_zones", "targets_overview"]


MOST_NAMED = 12  # zones that a sentence names; of more the first and the last
ENDS = 3


def targets_overview(c: Citation, pairs: tuple[ZoneTarget, ...]) -> tuple[Runs, ...]:
    """Return one paragraph an indicator: who reached the target, by how much, in which order."""
    out = []
    for indicator in dict.fromkeys(each.indicator for each in pairs):
        group = [each for each in pairs if each.indicator == indicator]
        rates = [each for each in group if each.target.figure.unit.dimension == "percent"]
        levels = [each for each in group if each not in rates]
        if rates:
            out.append(_rates(c, indicator, rates))
        out.extend(_level(c, each) for each in levels)
    return tuple(out)


def _rates(c: Citation, indicator: str, pairs: list[ZoneTarget]) -> Runs:
    by_name = {c.area(each.area): each for each in pairs}
    places = ranking({name: each.achieved.figure for name, each in by_name.items()})
    few = places if len(places) <= MOST_NAMED else (*places[:ENDS], *places[-ENDS:])
    items = [
        c.runs(
            "{zone} {growth} (target {target})",
            zone=place.name,
            growth=c.printed(by_name[place.name].achieved, style="signed"),
            target=(
                c.printed(by_name[place.name].target, style="signed"),
                c.inferred([by_name[place.name].target]),
            ),
        )
        for place in few
    ]
    reached = sum(each.reached is True for each in pairs)
    parts: dict[str, object] = {
        "indicator": c.indicator(indicator),
        "count": len(pairs),
        "reached": reached,
        "goal": c.goal,
        "zones": c.row(items, "、"),
    }
    if len(few) < len(places):
        return c.runs(
            "At or above the target for {indicator}: {reached} of the {count} zones whose "
            "growth the report prints. First and last come {zones}.",
            **parts,
        )
    message = (
        Message("Growth of {indicator} so far is at or above the {goal} in {zones}.", parts)
        if reached == len(pairs)
        else Message(
            "At or above the target for {indicator}: {reached} of the {count} "
            "zones whose growth the report prints. Growth by zone: {zones}.",
            parts,
        )
    )
    out = c.runs(message)
    tied = [place.name for place in places if place.shared]
    if tied:
        out += (
            c.gap,
            *c.runs(
                "Rounding leaves the order of {zones} open; they share a rank.",
                zones=in_list(tied, c.language),
            ),
        )
    return out


def _level(c: Citation, pair: ZoneTarget) -> Runs:
    parts: dict[str, object] = {
        "zone": c.area(pair.area),
        "indicator": c.indicator(pair.indicator),
        "achieved": c.printed(pair.achieved),
        "target": c.printed(pair.target),
        "goal": c.goal,
        "period": period_name(pair.achieved.period, c.language),
    }
    out = c.runs(
        "{zone}: {indicator} came to {achieved} in {period} against a {goal} of {target}", **parts
    )
    if pair.share is not None and pair.distance is not None:
        parts = {"share": c.fact(pair.share), "points": c.fact(pair.distance, style="points")}
        ahead = pair.distance.value.point >= 0
        message = (
            Message(", {share} of it, {points} ahead of the calendar.", parts)
            if ahead
            else Message(", {share} of it, {points} behind the calendar.", parts)
        )
        out += c.runs(message)
    return out


def below_all_targets(c: Citation, group: Sequence[Series]) -> Runs:
    """Return where the zones together lie below the lowest of their targets."""
    found = [
        each
        for each in group
        if each.target_range is not None
        and each.growth is not None
        and each.growth.figure.point < each.target_range[0].figure.point
    ]
    items = []
    for series in [each for each in found if each.area == found[0].area]:
        low, high = series.target_range  # type: ignore[misc]
        parts = {
            "indicator": c.indicator(series.indicator),
            "growth": c.printed(series.growth, style="signed"),  # type: ignore[arg-type]
            "targets": c.span(low, high),
        }
        items.append(c.runs("{indicator} {growth} (targets {targets})", **parts))
    if not items:
        return ()
    parts = {"area": c.group(found[0].area), "items": c.row(items, "，")}
    message = (
        Message("Taken together, {area} are below every one of their targets: {items}.", parts)
        if has_zones(c.report)
        else Message("{area} is below its own target: {items}.", parts)
    )
    return c.runs(message)


def open_targets(
    c: Citation, goals: Sequence[tuple[str, Observation]], counted: Mapping[str, Observation]
) -> tuple[Runs, ...]:
    """Return which zones have a target whose result is not printed, and what that means."""
    out = []
    for indicator in dict.fromkeys(goal.indicator for _, goal in goals):
        names = [c.area(area) for area, goal in goals if goal.indicator == indicator]
        parts: dict[str, object] = {
            "indicator": c.indicator(indicator, start=True),
            "count": len(names),
            "zones": in_list(names, c.language),
        }
        if indicator in counted:
            parts["reached"] = c.printed(counted[indicator])
            message = Message(
                "{indicator}: the report prints no result of {zones}. It says that {reached} zones "
                "have reached their target and names these, so by its own sense the other {count} "
                "have not.",
                parts,
            )
        else:
            message = Message(
                "{indicator}: the report prints targets of {count} zones, but no result of any of "
                "them ({zones}).",
                parts,
            )
        out.append(c.runs(message))
    return tuple(out)


def plain_zones(c: Citation, group: tuple[Series, ...]) -> tuple[Runs, ...]:
    """Return one sentence a zone that has figures but no target."""
    out = []
    for area in dict.fromkeys(each.area for each in group):
        items = []
        for series in group:
            if series.area != area:
                continue
            level, growth = series.level, series.growth
            parts: dict[str, object] = {"indicator": c.indicator(series.indicator)}
            if level is not None:
                parts["level"] = c.printed(level)
            if growth is not None:
                parts["growth"] = c.printed(growth, style="words")
            if level is not None and growth is not None:
                message = Message("{indicator} {level}, {growth} on a year earlier", parts)
            elif level is not None:
                message = Message("{indicator} {level}", parts)
            elif growth is not None:
                message = Message("{indicator} {growth} on a year earlier", parts)
            else:
                continue
            items.append(c.runs(message))
        if items:
            period = period_name(group[0].period, c.language)
            out.append(
                c.runs(
                    "{zone}, {period}: {items}.",
                    zone=c.area(area),
                    period=period,
                    items=c.row(items, "，"),
                )
            )
    return tuple(out)
