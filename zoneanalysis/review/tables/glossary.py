"""The terms of the trade that a review uses, explained (名词解释)."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from zoneanalysis.document.model import Cell, Table
from zoneanalysis.messages import Message
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.tables.cells import columns

__all__ = ["glossary_table"]

MOST_BELOW = 3  # terms below each other; more stand in two columns


@cache
def _terms() -> tuple[dict[str, str], ...]:
    """Return the rows of glossary.csv: term, the words that show its use, and what it means."""
    with (Path(__file__).parent / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def glossary_table(c: Citation, shown: str) -> Table | None:
    """Return the terms that the text *shown* uses, with their meaning; None where it uses none."""
    language = c.language
    text = shown.lower()
    rows = tuple(
        (Cell((each[f"term_{language}"],)), Cell((each[f"meaning_{language}"],)))
        for each in _terms()
        if any(word.lower() in text for word in each[f"words_{language}"].split("|"))
    )
    if not rows:
        return None
    return Table(
        caption=c.say("Terms"),
        columns=columns(c, Message("Term"), Message("Meaning")),
        rows=rows,
        compact=True,
        widths=(2, 7),
        across=2 if len(rows) > MOST_BELOW else 1,
        anchor="table-terms",
    )
