"""Relations, figures and derived numbers as tables (核验表)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zoneanalysis.document.model import Cell, Table, Verdictmark
from zoneanalysis.document.reading import run_text
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Claim
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.narrative.audit import Gathered, relation, said
from zoneanalysis.review.tables.causes import lines
from zoneanalysis.review.tables.cells import DASH, columns, ids_cell

__all__ = ["result_table", "unjudged_table"]

MOST_REASONS = 8
MOST_RELATIONS = 3  # of one reason
LONG = 60  # signs of arithmetic that need a wide column


def result_table(
    c: Citation,
    claims: Sequence[Claim],
    results: Sequence[Gathered],
    caption: Message,
    anchor: str,
    *,
    reasons: bool = False,
    across: int = 1,
) -> Table | None:
    """Return results of checks with their arithmetic; *reasons* adds verdicts and why."""
    if not results:
        return None
    rows = []
    for each in results:
        row = [
            Cell(relation(c, claims, each.results[0])),
            Cell((said(c, "; ".join(each.numbers)) or DASH,)),
        ]
        if reasons:
            row.append(Cell((Verdictmark(each.verdict.value, c.say(each.verdict.label)),)))
            row.append(Cell((lines(c, each.explained) or DASH,)))
        row.append(ids_cell(each.claims))
        rows.append(tuple(row))
    long = any(len("; ".join(each.numbers)) > LONG for each in results)
    labels = [Message("Relation"), Message("Arithmetic")]
    if reasons:
        labels.append(Message("Verdict"))
        labels.append(Message("Reason, and what follows"))
    labels.append(Message("Id"))
    return Table(
        caption=c.say(caption),
        columns=columns(c, *labels),
        rows=tuple(rows),
        compact=True,
        widths=((9, 11, 5, 13, 3) if long else (11, 6, 5, 16, 3)) if reasons else (9, 8, 2),
        across=across,
        anchor=anchor,
    )


def unjudged_table(
    c: Citation, claims: Sequence[Claim], results: Iterable[Gathered]
) -> Table | None:
    """Return what can't be judged, a row a reason, what most relations lack first."""
    known = {each.id: each.params.get("assumed", "") for each in claims}
    found: dict[str, list[Gathered]] = {}
    for each in results:
        assumed = [known.get(name, "") for name in each.claims]
        why = lines(c, [result.reason for result in each.results])
        if any(assumed):
            parts = {"assumed": Message(assumed[0])}
            why = c.say("only on what the text does not state: {assumed}", **parts)
        found.setdefault(why, []).append(each)
    if not found:
        return None
    semicolon = c.sign("；")
    rows = []
    ordered = sorted(found.items(), key=lambda each: -len(each[1]))
    for why, group in ordered[:MOST_REASONS]:
        told = [run_text(relation(c, claims, e.results[0])) for e in group[:MOST_RELATIONS]]
        ids = [name for each in group for name in each.claims]
        if len(group) > MOST_RELATIONS:
            told.append(c.say("{count} in all", count=len(ids)))
            ids = [*ids[:MOST_RELATIONS], "…"]
        rows.append((Cell((why or DASH,)), Cell((semicolon.join(told),)), ids_cell(ids)))
    rest = sum(len(each.claims) for _, group in ordered[MOST_REASONS:] for each in group)
    more = Message("{count} more for other reasons: see checks.csv.", {"count": rest})
    return Table(
        caption=c.say("Not assessable, by reason"),
        columns=columns(c, Message("Reason"), Message("Relation"), Message("Id")),
        rows=tuple(rows),
        note=c.say(more) if rest else "",
        compact=True,
        widths=(9, 18, 4),
        anchor="table-unjudged",
    )
