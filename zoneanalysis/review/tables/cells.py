"""What all tables share: cells, columns, sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zoneanalysis.document.model import Align, Cell, Column, Heading, Run, Runs, Table, Tone
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.economy import Series
from zoneanalysis.values.figures import Quantity

__all__ = ["cell", "columns", "filled", "headed", "ids_cell", "printed_cell", "series_name"]

DASH = "—"


def columns(c: Citation, *labels: Message | tuple[Message, Align]) -> tuple[Column, ...]:
    """Return columns with their labels, aligned to the left where nothing else is said."""
    known = (each if isinstance(each, tuple) else (each, "left") for each in labels)
    return tuple(Column(c.say(label), align) for label, align in known)


def cell(*content: Run | None, tone: Tone = "neutral") -> Cell:
    """Return a cell of what there is; a dash where there is nothing."""
    known: Runs = tuple(each for each in content if each is not None)
    return Cell(known or (DASH,), tone if known else "muted")


def printed_cell(
    c: Citation, each: Observation | None, style: str = "amount", beside: Quantity | None = None
) -> Cell:
    """Return a printed figure in a cell, if there is one."""
    return cell(c.printed(each, style=style, beside=beside) if each is not None else None)


def series_name(c: Citation, series: Series, group: Iterable[Series]) -> str:
    """Return the indicator of a series, with its area where those of its *group* are of several."""
    name = c.indicator(series.indicator, start=True)
    alone = len({each.area for each in group}) == 1
    return name if alone else f"{name} · {c.area(series.area)}"


def headed(label: Message, title: Message | None, anchor: str, language: str) -> Heading:
    """Return a heading within a chapter: what was found, with its name above; else the name."""
    name = label.render(language)
    text = title.render(language) if title else ""
    return Heading(2, text[:1].upper() + text[1:] or name, anchor, name if text else "")


def filled(table: Table) -> Table:
    """Return a table without the columns in which no row has anything."""
    kept = [n for n in range(len(table.columns)) if any(r[n].runs != (DASH,) for r in table.rows)]
    return replace(
        table,
        columns=tuple(table.columns[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in table.rows),
        widths=tuple(table.widths[n] for n in kept if table.widths),
    )


def ids_cell(names: Sequence[str]) -> Cell:
    """Return ids in a cell."""
    return Cell((" ".join(names),), "muted")
