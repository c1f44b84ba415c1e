"""Every zone against its target: the printed, the unpublished, and all together (目标对照表)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from zoneanalysis.document.model import Cell, Table, Tone
from zoneanalysis.indicators import pp_gap
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.derived import fact
from zoneanalysis.review.facts.economy import Series
from zoneanalysis.review.facts.targets import ZoneTarget
from zoneanalysis.review.quoting import REST
from zoneanalysis.review.tables.cells import DASH, cell, columns, filled
from zoneanalysis.review.tables.economy import target_cell
from zoneanalysis.review.wording import in_list

__all__ = ["state_cell", "target_table"]

FEW = 20  # zones below each other; more stand in two columns
_PERCENT = {
    True: Message("at or above target"),
    False: Message("below target"),
    None: Message("open within rounding"),
}
_LEVEL = {
    True: Message("on schedule"),
    False: Message("behind schedule"),
    None: Message("open within rounding"),
}


def target_table(
    c: Citation,
    pairs: Sequence[ZoneTarget],
    unreported: Sequence[tuple[str, Observation]] = (),
    counted: Collection[str] = (),
    group: Sequence[Series] = (),
) -> Table | None:
    """Return what each zone reached beside its target; who prints nothing stands there as well.

    *counted* are indicators whose zones on target the report names in full, *group* what the zones
    came to together.
    """
    names = dict.fromkeys([each.indicator for each in pairs] + [g.indicator for _, g in unreported])
    rows = []
    for indicator in names:
        rows += [_printed(c, each) for each in pairs if each.indicator == indicator]
        goals: dict[str, list[str]] = {}
        for area, goal in unreported:
            if goal.indicator == indicator:
                goals.setdefault(goal.id, []).append(area)
        rows += [
            _unprinted(c, areas, c.report[goal], counted=indicator in counted)
            for goal, areas in goals.items()
        ]
        rows += [_together(c, each) for each in group if each.indicator == indicator]
    rows = [each for each in rows if each]
    if not rows:
        return None
    caption = Message("Zones against the {goal}", {"goal": c.goal})
    if len(names) == 1:  # the caption says it, no row does
        parts = {"indicator": c.indicator(next(iter(names)), start=True), "goal": c.goal}
        caption = Message("{indicator}: zones against the {goal}", parts)
        rows = [(row[0], cell(), *row[2:]) for row in rows]
    notes = [
        Message(
            "Growth targets are for the year; half a year's growth shows the pace, not the "
            "result. For levels the distance is attainment less the share of the year elapsed."
        )
    ]
    ranges = (each.target_range for each in group)
    if any(each and each[0].figure.point != each[1].figure.point for each in ranges):
        notes.append(Message("Of all zones together it is the distance to the lowest target."))
    if c.inferred([*(each.target for each in pairs), *(goal for _, goal in unreported)]):
        notes.append(Message("{note}.", {"note": Message(REST)}))
    table = Table(
        caption=c.say(caption),
        columns=columns(
            c,
            Message("Zone"),
            Message("Indicator"),
            (Message("Target"), "right"),
            (Message("Reached"), "right"),
            (Message("Distance (points)"), "right"),
            Message("State"),
        ),
        rows=tuple(rows),
        note=c.gap.join(c.say(each) for each in notes),
        compact=True,
        widths=(9, 6, 4, 4, 4, 6),
        across=2 if len(rows) > FEW else 1,
        anchor="table-targets",
    )
    return filled(table)


def state_cell(c: Citation, each: ZoneTarget) -> Cell:
    """Return in a cell whether a zone is on target."""
    reached = each.reached
    tone: Tone = "neutral" if reached is None else "good" if reached else "bad"
    percent = each.target.figure.unit.dimension == "percent"
    return Cell((c.say((_PERCENT if percent else _LEVEL)[reached]),), tone)


def _printed(c: Citation, each: ZoneTarget) -> tuple[Cell, ...]:
    percent = each.target.figure.unit.dimension == "percent"
    style = "signed" if percent else "amount"
    return (
        Cell((c.area(each.area),)),
        Cell((c.indicator(each.indicator, start=True),)),
        cell(c.printed(each.target, style=style), c.inferred([each.target])),
        cell(c.printed(each.achieved, style=style)),
        cell(c.fact(each.distance, style="signed") if each.distance else None),
        state_cell(c, each),
    )


def _unprinted(
    c: Citation, areas: Sequence[str], goal: Observation, *, counted: bool
) -> tuple[Cell, ...]:
    state = Message("not printed; by the text not on target") if counted else Message("not printed")
    return (
        Cell((in_list([c.area(each) for each in areas], c.language),)),
        Cell((c.indicator(goal.indicator, start=True),)),
        cell(
            c.printed(goal, style="signed" if goal.measure == "yoy" else "amount"),
            c.inferred([goal]),
        ),
        Cell((DASH,), "muted"),
        Cell((DASH,), "muted"),
        Cell((c.say(state),), "warn" if counted else "muted"),
    )


def _together(c: Citation, series: Series) -> tuple[Cell, ...]:
    """Return all zones together, where they have targets of their own; else nothing."""
    goals, growth = series.target_range, series.growth
    if goals is None or growth is None or goals[0].ref_area == series.area:
        return ()
    gap = fact(Message("Growth less target"), pp_gap, growth, goals[0])
    below = growth.figure.point < goals[0].figure.point
    state = Message("below every target") if below else Message("not below the lowest target")
    return (
        Cell((c.say("{area}, together", area=c.area(series.area)),)),
        Cell((c.indicator(series.indicator, start=True),)),
        target_cell(c, series),
        cell(c.printed(growth, style="signed")),
        cell(c.fact(gap, style="signed") if gap else None),
        Cell((c.say(state),), "bad" if below else "neutral"),
    )
