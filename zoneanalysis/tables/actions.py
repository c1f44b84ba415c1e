"""Priorities as a table (工作重点表)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.citation import Citation
from zoneanalysis.document.model import (
    Cell,
    Run,
    Table,
)
from zoneanalysis.messages import Message
from zoneanalysis.reports import Action, Report
from zoneanalysis.tables.cells import DASH, columns, say

__all__ = ["action_table"]


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
