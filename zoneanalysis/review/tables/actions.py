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
from zoneanalysis.review.narrative.management import task_figures, told
from zoneanalysis.review.tables.cells import DASH, cell, columns, say
from zoneanalysis.review.wording import period_name

__all__ = ["action_table", "figure_list"]


def action_table(c: Citation, report: Report, actions: Sequence[Action]) -> Table | None:
    """Return what the report sets out to do, with the figures that it prints of that itself.

    Below it, without a number, what it tells among its progress so far.
    """
    if not actions:
        return None
    rows = []
    aims_first = sorted(actions, key=lambda each: each.section != "actions")
    for number, each in enumerate(aims_first, 1):
        text = each.zh if c.language == "zh" else each.en
        apart = each.section != "actions"
        where = say(c, Message(" (said of progress so far)")) if apart else ""
        rows.append(
            (
                Cell((DASH if apart else str(number),)),
                Cell((text, *_figures(c, task_figures(report, each)), where)),
            )
        )
    return Table(
        caption=say(c, Message("Priorities that the report sets, summed up")),
        columns=columns(c, (Message("Order"), "left"), (Message("Priority"), "left")),
        rows=tuple(rows),
        compact=True,
        widths=(2, 30),
        anchor="table-actions",
    )


def _figures(c: Citation, found: Sequence[Observation]) -> Runs:
    """Return figures in brackets behind the task that prints them."""
    if not found:
        return ()
    comma, opening, closing = ("、", "（", "）") if c.language == "zh" else (", ", " (", ")")
    out: list[Run] = [opening]
    for each in found:
        out += [comma] if len(out) > 1 else []
        out += told(c, each)
    return (*out, closing)


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
