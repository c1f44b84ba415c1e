"""Priorities, and figures that no sentence tells, as tables (工作重点与其他数据表)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.document.model import (
    Cell,
    Run,
    Table,
)
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Action, Observation, Report
from zoneanalysis.review.citation import Citation
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
            figure = report[name]
            style = "signed" if figure.measure == "yoy" else "amount"
            numbers += [
                f"{c.indicator(figure.indicator, start=True)} ",
                c.printed(figure, style=style),
            ]
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


def figure_list(c: Citation, observations: Sequence[Observation], anchor: str) -> Table:
    """Return figures one by one: what each is, and its value."""
    return Table(
        caption=say(c, Message("What else is printed")),
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
