"""Relations, figures and derived numbers as tables (核验表)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from zoneanalysis.document.model import (
    Align,
    Cell,
    Provenance,
    Run,
    Table,
    Verdictmark,
)
from zoneanalysis.document.signs import VERDICT_SIGNS
from zoneanalysis.messages import Message
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.reports.report import Claim
from zoneanalysis.review.citation import Citation, figure_anchor
from zoneanalysis.review.narrative.audit import Gathered, relation, said
from zoneanalysis.review.tables.cells import DASH, columns, say

__all__ = ["derived_table", "figure_table", "result_table"]


def result_table(
    c: Citation,
    claims: Sequence[Claim],
    results: Sequence[Gathered],
    caption: Message,
    anchor: str,
    *,
    repairs: bool = False,
    reasons: bool = False,
    notes: Mapping[str, tuple[Message, ...]] | None = None,
) -> Table | None:
    """Return results of checks with their arithmetic; *repairs* and *reasons* add a column.

    *notes* are what reviewers found, by the first relation of each; they stand below the verdict.
    """
    if not results:
        return None
    told = notes or {}
    rows = []
    for each in results:
        row = [
            Cell((*relation(c, claims, each.results[0]), f" {' '.join(each.claims)}")),
            Cell((said(c, "; ".join(each.numbers)) or DASH,)),
            Cell(
                (
                    Verdictmark(each.verdict.value, say(c, each.verdict.label)),
                    *(f" {say(c, note)}" for note in told.get(each.claims[0], ())),
                )
            ),
        ]
        if repairs:
            row.append(Cell((_lines(c, (*each.alternatives, *each.warnings)) or DASH,)))
        if reasons:
            row.append(Cell((_lines(c, each.explained) or DASH,)))
        rows.append(tuple(row))
    labels: list[tuple[Message, Align]] = [
        (Message("Relation"), "left"),
        (Message("Arithmetic"), "left"),
        (Message("Verdict"), "left"),
    ]
    widths = [5, 6, 3]
    if repairs:
        labels.append((Message("What would agree"), "left"))
        widths = [4, 5, 2, 5]
    if reasons:
        labels.append((Message("Reason, and what follows"), "left"))
        widths = [4, 3, 2, 5]
    return Table(
        caption=say(c, caption),
        columns=columns(c, *labels),
        rows=tuple(rows),
        compact=True,
        widths=tuple(widths),
        anchor=anchor,
    )


def _lines(c: Citation, messages: Iterable[Message | None]) -> str:
    texts = [said(c, each.render(c.language)) for each in messages if each]
    return ("；" if c.language == "zh" else "; ").join(dict.fromkeys(texts))


def figure_table(
    c: Citation,
    results: Sequence[CheckResult],
    unchecked: dict[str, Message],
) -> Table:
    """Return every figure with where it stands, its checks, or why there is none."""
    by_figure: dict[str, list[CheckResult]] = {}
    for result in results:
        for name in result.figures:
            by_figure.setdefault(name, []).append(result)
    rows = []
    for each in c.report:
        verdicts: list[Run] = []
        for result in by_figure.get(each.id, ()):
            if verdicts:
                verdicts.append(" ")
            sign, _ = VERDICT_SIGNS[result.verdict.value]
            verdicts.append(f"{sign}{result.claim_id}")
        if not verdicts and each.id in unchecked:
            verdicts.append(say(c, unchecked[each.id]))
        rows.append(
            (
                Cell((each.id,), anchor=figure_anchor(each.id)),
                Cell((each.printed,)),
                Cell((c.title(each),)),
                Cell((DASH if each.char_start is None else str(each.char_start),)),
                Cell(tuple(verdicts) or (DASH,), "neutral" if each.id in by_figure else "muted"),
            )
        )
    return Table(
        caption=say(c, Message("Every figure, where it stands and how it was checked")),
        columns=columns(
            c,
            (Message("Id"), "left"),
            (Message("Printed"), "left"),
            (Message("Indicator · area · period · measure"), "left"),
            (Message("Character"), "right"),
            (Message("Checks"), "left"),
        ),
        rows=tuple(rows),
        note=say(
            c,
            Message(
                "✓ consistent, ≈ consistent only within rounding, ≠ inconsistent, × impossible, "
                "– not assessable; the number is that of the relation in claims.csv. Character: "
                "position in the source text, counted from 0."
            ),
        ),
        compact=True,
        interactive=True,
        widths=(5, 9, 34, 6, 20),
        anchor="table-figures",
    )


def derived_table(c: Citation, entries: Sequence[Provenance]) -> Table | None:
    """Return every derived number with its arithmetic and its interval."""
    if not entries:
        return None
    return Table(
        caption=say(c, Message("Every derived number and its arithmetic")),
        columns=columns(
            c,
            (Message("What it is"), "left"),
            (Message("Arithmetic"), "left"),
            (Message("Interval"), "left"),
            (Message("From"), "left"),
        ),
        rows=tuple(
            (
                Cell((each.title,), anchor=each.id),
                Cell((each.numbers,)),
                Cell((each.interval or DASH,)),
                Cell((" ".join(re.findall(r"\bf\d+\b", each.id)) or DASH,)),
            )
            for each in entries
        ),
        compact=True,
        widths=(14, 14, 8, 6),
        anchor="table-derived",
    )
