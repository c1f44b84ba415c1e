"""What all tables share: cells, columns, sentences."""

from __future__ import annotations

from zoneanalysis.document.model import (
    Align,
    Cell,
    Column,
    Run,
    Runs,
    Tone,
)
from zoneanalysis.messages import Message
from zoneanalysis.review.citation import Citation

__all__ = ["cell", "columns", "say"]

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
