"""What all tables share: cells, columns, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zoneanalysis.document.model import (
    Align,
    Cell,
    Column,
    Heading,
    Run,
    Runs,
    Table,
    Tone,
)
from zoneanalysis.messages import Message
from zoneanalysis.review.citation import Citation

__all__ = ["cell", "columns", "filled", "headed", "ids_cell", "say"]

DASH = "—"


def say(c: Citation, message: Message) -> str:
    """Return a message in the language of the report."""
    return message.render(c.language)


def columns(c: Citation, *labels: tuple[Message, Align]) -> tuple[Column, ...]:
    """Return columns with their labels and alignment."""
    return tuple(Column(say(c, label), align) for label, align in labels)


def cell(*content: Run | None, tone: Tone = "neutral") -> Cell:
    """Return a cell of what there is; a dash where there is nothing."""
    known: Runs = tuple(each for each in content if each is not None)
    return Cell(known or (DASH,), tone if known else "muted")


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
