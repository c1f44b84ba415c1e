"""Relations, figures and derived numbers as tables (核验表)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from zoneanalysis.document.model import (
    Align,
    Cell,
    Provenance,
    Table,
    Verdictmark,
)
from zoneanalysis.document.reading import run_text
from zoneanalysis.document.signs import VERDICT_SIGNS
from zoneanalysis.messages import Message
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.reports.report import Claim
from zoneanalysis.review.citation import ASSUMED, Citation
from zoneanalysis.review.facts.derived import Fact
from zoneanalysis.review.narrative.audit import (
    Gathered,
    relation,
    said,
)
from zoneanalysis.review.tables.causes import lines
from zoneanalysis.review.tables.cells import DASH, columns, ids_cell, say
from zoneanalysis.review.wording import as_sentence

__all__ = [
    "bases_table",
    "derived_table",
    "figure_table",
    "result_table",
    "unjudged_table",
]

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
            row.append(Cell((Verdictmark(each.verdict.value, say(c, each.verdict.label)),)))
            row.append(Cell((lines(c, each.explained) or DASH,)))
        row.append(ids_cell(each.claims))
        rows.append(tuple(row))
    long = any(len("; ".join(each.numbers)) > LONG for each in results)
    labels: list[tuple[Message, Align]] = [
        (Message("Relation"), "left"),
        (Message("Arithmetic"), "left"),
    ]
    if reasons:
        labels.append((Message("Verdict"), "left"))
        labels.append((Message("Reason, and what follows"), "left"))
    labels.append((Message("Id"), "left"))
    return Table(
        caption=say(c, caption),
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
            why = say(c, Message("only on what the text does not state: {assumed}", parts))
        found.setdefault(why, []).append(each)
    if not found:
        return None
    semicolon = "；" if c.language == "zh" else "; "
    rows = []
    ordered = sorted(found.items(), key=lambda each: -len(each[1]))
    for why, group in ordered[:MOST_REASONS]:
        told = [run_text(relation(c, claims, e.results[0])) for e in group[:MOST_RELATIONS]]
        ids = [name for each in group for name in each.claims]
        if len(group) > MOST_RELATIONS:
            told.append(say(c, Message("{count} in all", {"count": len(ids)})))
            ids = [*ids[:MOST_RELATIONS], "…"]
        rows.append((Cell((why or DASH,)), Cell((semicolon.join(told),)), ids_cell(ids)))
    rest = sum(len(each.claims) for _, group in ordered[MOST_REASONS:] for each in group)
    more = Message("{count} more for other reasons: see checks.csv.", {"count": rest})
    return Table(
        caption=say(c, Message("Not assessable, by reason")),
        columns=columns(
            c, (Message("Reason"), "left"), (Message("Relation"), "left"), (Message("Id"), "left")
        ),
        rows=tuple(rows),
        note=say(c, more) if rest else "",
        compact=True,
        widths=(9, 18, 4),
        anchor="table-unjudged",
    )


def figure_table(
    c: Citation,
    results: Sequence[CheckResult],
    unchecked: dict[str, Message],
) -> Table:
    """Return every figure with its checks, or why there is none."""
    by_figure: dict[str, list[CheckResult]] = {}
    for result in results:
        for name in result.figures:
            by_figure.setdefault(name, []).append(result)
    alone = [name for name in unchecked if name not in by_figure]
    why = dict.fromkeys(say(c, unchecked[name]) for name in alone)
    letters = {text: chr(ord("a") + number) for number, text in enumerate(why)}
    rows = []
    for each in c.report:
        verdicts: list[str] = []
        for result in by_figure.get(each.id, ()):
            sign, _ = VERDICT_SIGNS[result.verdict.value]
            verdicts.append(f"{sign}{result.claim_id}")
        if not verdicts and each.id in unchecked:
            verdicts.append(letters[say(c, unchecked[each.id])])
        rows.append(
            (
                Cell((c.title(each, short=True),)),
                Cell((f"{each.printed}{ASSUMED}" if each.period_assumed else each.printed,)),
                Cell((" ".join(verdicts) or DASH,), "neutral" if each.id in by_figure else "muted"),
                Cell((each.id,), "muted", anchor=each.id),
            )
        )
    return Table(
        caption=say(c, Message("Every figure and how it was checked")),
        columns=columns(
            c,
            (Message("Indicator · area · period · measure"), "left"),
            (Message("Printed"), "left"),
            (Message("Checks"), "left"),
            (Message("Id"), "left"),
        ),
        rows=tuple(rows),
        note=" ".join(
            (
                *(f"{letter} {as_sentence(text, c.language)}" for text, letter in letters.items()),
                say(
                    c,
                    Message(
                        "✓ consistent, ≈ consistent within rounding, × in doubt, ? to be "
                        "confirmed, – not assessable; the number is that of the relation in "
                        "claims.csv, and figures.csv says where in the source each figure stands."
                    ),
                ),
            )
        ),
        compact=True,
        interactive=True,
        widths=(17, 7, 8, 3),
        across=2,
        anchor="table-figures",
    )


def bases_table(c: Citation, bases: Sequence[Fact]) -> Table | None:
    """Return the levels of a year earlier that level and growth imply, with their intervals."""
    numbers = [(each, c.fact(each)) for each in bases]
    rows = tuple(
        (
            Cell(
                (c.title(fact.sources[0], short=True),),
                anchor=number.provenance.id if number.provenance else "",
            ),
            Cell((number.text,)),
            Cell((number.provenance.interval if number.provenance else DASH,)),
        )
        for fact, number in numbers
    )
    if not rows:
        return None
    return Table(
        caption=say(c, Message("A year earlier, as level and growth imply")),
        columns=columns(
            c,
            (Message("Indicator"), "left"),
            (Message("A year earlier"), "right"),
            (Message("Interval"), "left"),
        ),
        rows=rows,
        note=say(
            c, Message("Level ÷ (1 + growth); a guide only where growth is at constant prices.")
        ),
        compact=True,
        widths=(5, 4, 5),
        across=2,
        anchor="table-bases",
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
                Cell((" ".join(re.findall(r"\bf\d+\b", each.id)) or DASH,), "muted"),
            )
            for each in entries
        ),
        compact=True,
        widths=(13, 9, 7, 3),
        across=2,
        anchor="table-derived",
    )
