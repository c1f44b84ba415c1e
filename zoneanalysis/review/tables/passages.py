"""What a text prints and no name can be given to, in its own words (引原文)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zoneanalysis.document.model import Cell, Run, Runs, Table
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.reports.schema.source import printed_end
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.areas import told_of
from zoneanalysis.review.tables.cells import DASH, columns, filled

__all__ = ["passage_table"]

MOST_BELOW = 6  # passages below each other; more stand in two columns
LONGEST = 14  # signs of the words that open a paragraph
LEAST = 6  # signs before the first number that say what it is of
_CLAUSE = re.compile(r"[^，,。；;：:!！?？\n]*[，,。；;：:!！?？\n]?")
_ENDS = tuple("。；;!！?？\n")


def passage_table(c: Citation, figures: Sequence[Observation]) -> Table | None:
    """Return the clauses of the text that hold *figures*, with its numbers in their places.

    Beside them the words that open their paragraph. Without the text, the name that was read and
    the number, and beside them the place or the firm that is not what the report is about.
    """
    if not figures:
        return None
    found = _passages(c, figures) if c.source else [_named(c, each) for each in figures]
    return filled(
        Table(
            caption=c.say("What stands in no table above, in the words of the text"),
            columns=columns(c, Message("Paragraph"), Message("Words of the text")),
            rows=tuple((Cell((head,)), Cell(words)) for head, words in found),
            compact=True,
            widths=(3, 7),
            across=2 if len(found) > MOST_BELOW else 1,
            anchor="table-passages",
        )
    )


def _named(c: Citation, each: Observation) -> tuple[str, Runs]:
    name = c.indicator(each.indicator, start=True).strip("“”")
    whose = DASH if each.ref_area == told_of(c.report) else c.area(each.ref_area)
    return whose, (f"“{name}” ", c.printed(each))


def _passages(c: Citation, figures: Sequence[Observation]) -> list[tuple[str, Runs]]:
    """Return one passage for neighbouring clauses of a sentence."""
    text = c.source or ""
    spans: list[tuple[int, int, list[Observation]]] = []
    clauses = [m.span() for m in _CLAUSE.finditer(text) if m[0]]
    for each in sorted(figures, key=lambda figure: figure.char_start or 0):
        start = each.char_start or 0
        at = next(n for n, (_, end) in enumerate(clauses) if start < end)
        begin, end = clauses[at]
        fresh = text.endswith(_ENDS, 0, begin)
        if at and start - begin < LEAST and not fresh:
            begin, fresh = clauses[at - 1][0], text.endswith(_ENDS, 0, clauses[at - 1][0])
        if spans and begin <= spans[-1][1] and not (fresh and begin == spans[-1][1]):
            first, last, held = spans[-1]
            spans[-1] = (first, max(end, last), [*held, each])
        else:
            spans.append((begin, end, [each]))
    return [(_opening(text, span[0]), _passage(c, text, *span)) for span in spans]


def _opening(text: str, at: int) -> str:
    """Return the words that open the paragraph of a place."""
    begin = text.rfind("\n", 0, at) + 1
    opened = _CLAUSE.match(text, begin)
    words = _plain(opened[0] if opened else "")
    return f"{words[: LONGEST - 1]}…" if len(words) > LONGEST else words or DASH


def _passage(c: Citation, text: str, begin: int, end: int, held: Sequence[Observation]) -> Runs:
    runs: list[Run] = ["“" if text.endswith(_ENDS, 0, begin) or not begin else "“…"]
    at = begin
    for each in held:
        start = each.char_start or 0
        if start >= at:
            number = c.printed(each)
            opened = number.provenance and replace(number.provenance, context=None)
            runs += [_inner(text[at:start]), replace(number, text=each.printed, provenance=opened)]
            at = printed_end(text, start, each.printed) or start
    closed = text.endswith(_ENDS, 0, end) or end >= len(text)
    runs.append(_plain(text[at:end]) + ("”" if closed else "…”"))
    return tuple(run for run in runs if run)


def _plain(text: str) -> str:
    return _inner(text).rstrip("，,。；;：:!！?？")


def _inner(text: str) -> str:
    return re.sub(r"\s+", "", text).replace("“", "‘").replace("”", "’")
