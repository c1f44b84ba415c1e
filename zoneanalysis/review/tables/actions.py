"""Priorities, and figures that no sentence tells, as tables (工作重点与其他数据表)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.document.model import (
    Cell,
    Run,
    Runs,
    Table,
)
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Action, Observation, Report
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.areas import is_zone
from zoneanalysis.review.narrative.management import told
from zoneanalysis.review.tables.cells import DASH, cell, columns, say
from zoneanalysis.review.wording import period_name

__all__ = ["action_table", "figure_list"]


def action_table(c: Citation, report: Report, actions: Sequence[Action]) -> Table | None:
    """Return the second half's priorities beside the figures that they rest on."""
    if not actions:
        return None
    rows = []
    for each in actions:
        numbers: list[Run] = []
        for name in each.figures:
            if name not in report:
                continue
            if numbers:
                numbers.append("、" if c.language == "zh" else ", ")
            numbers += _told(c, report[name])
        rows.append(
            (
                Cell((each.zh if c.language == "zh" else each.en,)),
                Cell(tuple(numbers) or (DASH,), "neutral" if numbers else "muted"),
            )
        )
    return Table(
        caption=say(c, Message("Priorities and the figures that they rest on")),
        columns=columns(c, (Message("Priority"), "left"), (Message("Figures"), "left")),
        rows=tuple(rows),
        compact=True,
        widths=(3, 3),
        anchor="table-actions",
    )


def _told(c: Citation, each: Observation) -> Runs:
    """Return a figure with its name, with the zone that it is of, and as target."""
    if each.measure == "count":
        return told(c, each)
    name = c.indicator(each.indicator)
    target = each.status == "target"
    if is_zone(c.report, each.ref_area) or (target and each.ref_area != c.common_area):
        parts = {"area": c.area(each.ref_area), "indicator": name}
        name = say(c, Message("{indicator} of {area}", parts))
    if target:
        name = say(c, Message("target for {indicator}", {"indicator": name}))
    if each.measure != "yoy":
        return (f"{name} ", c.printed(each))
    grown = c.printed(each, style="signed" if target else "words")  # 增长9.9% is not 9.9% of it
    return (name + " " * (target or c.language == "en"), grown)


_ELSE = Message("What else is printed")


def figure_list(
    c: Citation,
    observations: Sequence[Observation],
    anchor: str,
    caption: Message = _ELSE,
) -> Table:
    """Return figures one by one: what each is, and its value."""
    return Table(
        caption=say(c, caption),
        columns=columns(
            c,
            (Message("Indicator"), "left"),
            (Message("Area"), "left"),
            (Message("Period"), "left"),
            (Message("Value"), "right"),
        ),
        rows=tuple(
            (
                Cell((c.indicator(each.indicator, start=True),)),
                Cell((c.area(each.ref_area),)),
                Cell((period_name(each.period, c.language),)),
                cell(c.printed(each, style="signed" if each.measure == "yoy" else "amount")),
            )
            for each in observations
        ),
        compact=True,
        anchor=anchor,
    )
