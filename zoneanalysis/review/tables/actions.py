"""Priorities, and figures that no sentence tells, as tables (工作重点与其他数据表)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zoneanalysis.document.model import Cell, Runs, Table
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Action, Observation, Report
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.areas import told_of
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.facts.rows import VALUES
from zoneanalysis.review.narrative.management import task_figures, told
from zoneanalysis.review.narrative.printed import also_printed
from zoneanalysis.review.tables.cells import DASH, cell, columns, filled
from zoneanalysis.review.wording import period_name
from zoneanalysis.values.periods import Period

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
        where = c.say(" (said of progress so far)") if apart else ""
        rows.append(
            (
                Cell((DASH if apart else str(number),)),
                Cell((text, *_figures(c, task_figures(report, each)), where)),
            )
        )
    return Table(
        caption=c.say("Priorities that the report sets, summed up"),
        columns=columns(c, Message("Order"), Message("Priority")),
        rows=tuple(rows),
        compact=True,
        widths=(2, 30),
        anchor="table-actions",
    )


def _figures(c: Citation, found: Sequence[Observation]) -> Runs:
    """Return figures in brackets behind the task that prints them."""
    return c.enclosed(*c.row((told(c, each) for each in found), "、")) if found else ()


_ELSE = Message("What else is printed")


def figure_list(
    c: Citation, observations: Sequence[Observation], anchor: str, caption: Message = _ELSE
) -> Table:
    """Return what is printed of each indicator, area and period, with the word that each needs.

    Columns of area and period stand where not all are the report's own.
    """
    rows: dict[tuple[str, str, Period], list[Observation]] = {}
    for each in observations:
        rows.setdefault((each.indicator, each.ref_area, each.period), []).append(each)
    told, own = told_of(c.report), report_period(c.report)
    away = any(area != told for _, area, _ in rows)
    apart = any(period != own for *_, period in rows)
    return filled(
        Table(
            caption=c.say(caption),
            columns=columns(
                c, Message("Indicator"), Message("Area"), Message("Period"), Message("Printed")
            ),
            rows=tuple(
                (
                    Cell((c.indicator(indicator, start=True),)),
                    Cell((c.area(area) if away else DASH,)),
                    Cell((period_name(period, c.language) if apart else DASH,)),
                    cell(*c.row(_worded(c, figures), "；")),
                )
                for (indicator, area, period), figures in rows.items()
            ),
            compact=True,
            anchor=anchor,
        )
    )


def _worded(c: Citation, figures: Sequence[Observation]) -> Iterator[Runs]:
    """Yield figures of one row: values bare, growth and changes in words, 环比下降0.06%."""
    growth = next((e for e in figures if e.measure == "yoy" and e.status != "target"), None)
    for each in figures:
        percent = each.figure.unit.dimension == "percent"
        if each.measure in VALUES:
            yield (c.ranged(each),)
        elif each.measure == "yoy" and each.status == "target" and percent:
            yield (c.ranged(each, style="words"),)  # the caption says that it is one
        else:
            yield also_printed(c, each, of_growth=growth)
