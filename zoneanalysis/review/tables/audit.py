"""Relations, figures and derived numbers as tables (核验表)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from zoneanalysis.audit.core import Audit
from zoneanalysis.audit.repair import Alternative, Cluster
from zoneanalysis.document.model import (
    Align,
    Cell,
    Provenance,
    Runs,
    Strong,
    Table,
    Verdictmark,
)
from zoneanalysis.document.reading import run_text
from zoneanalysis.document.signs import VERDICT_SIGNS
from zoneanalysis.messages import Message
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.reports.report import Claim, Observation
from zoneanalysis.review.citation import ASSUMED, Citation, figure_anchor
from zoneanalysis.review.facts.derived import Fact
from zoneanalysis.review.narrative.audit import Gathered, relation, reviewers_notes, said
from zoneanalysis.review.tables.cells import DASH, columns, say

__all__ = ["bases_table", "causes_table", "derived_table", "figure_table", "result_table"]

MOST_ALTERNATIVES = 3
MOST_HELD = 3


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
            row.append(Cell((_lines(c, each.explained) or DASH,)))
        row.append(_ids(each.claims))
        rows.append(tuple(row))
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
        widths=(10, 8, 6, 12, 3) if reasons else (9, 8, 2),
        across=across,
        anchor=anchor,
    )


def _ids(names: Sequence[str]) -> Cell:
    return Cell((" ".join(names),), "muted")


def causes_table(c: Citation, found: Audit, findings: Sequence[Gathered]) -> Table | None:
    """Return what is in doubt, by cause: what fails, the arithmetic, what could be otherwise.

    Relations that one figure would mend stand in one row; what reviewers noted stands below the
    verdict.
    """
    notes = reviewers_notes(found, findings)
    left = list(findings)
    rows = []
    for cluster in found.repair.clusters:
        names = (*cluster.claims, *(name for joint in cluster.joint for name in joint))
        failing = [each for each in left if set(each.claims) & set(names)]
        left = [each for each in left if each not in failing]
        told = dict.fromkeys(run_text(relation(c, found.claims, found[name])) for name in names)
        otherwise = _alternatives(c, cluster)
        rows.append(_cause(c, told, failing, otherwise, _held(c, cluster), names, notes))
    for each in left:
        told = dict.fromkeys((run_text(relation(c, found.claims, each.results[0])),))
        rows.append(_cause(c, told, [each], "", "", each.claims, notes))
    if not rows:
        return None
    return Table(
        caption=say(c, Message("In doubt, by cause: {what}", {"what": found.repair.sentence})),
        columns=columns(
            c,
            (Message("Relations that fail"), "left"),
            (Message("Arithmetic"), "left"),
            (Message("Verdict"), "left"),
            (Message("What could be otherwise (any one)"), "left"),
            (Message("What cannot be wrong alone"), "left"),
            (Message("Id"), "left"),
        ),
        rows=tuple(rows),
        note=" ".join(said(c, note.render(c.language)) for note in found.repair.notes),
        compact=True,
        widths=(8, 9, 5, 12, 8, 3),
        anchor="table-findings",
    )


def _cause(
    c: Citation,
    told: Iterable[str],
    failing: Sequence[Gathered],
    otherwise: str,
    held: str,
    names: Sequence[str],
    notes: dict[str, tuple[Message, ...]],
) -> tuple[Cell, ...]:
    semicolon = "；" if c.language == "zh" else "; "
    numbers = dict.fromkeys(each for group in failing for each in group.numbers)
    verdicts = dict.fromkeys(each.verdict for each in failing)
    marks: Runs = tuple(Verdictmark(each.value, say(c, each.label)) for each in verdicts)
    said_by = [note for each in failing for note in notes.get(each.claims[0], ())]
    remarks = [message for each in failing for message in each.warnings]
    agree = otherwise or _lines(c, [m for each in failing for m in each.alternatives])
    return (
        Cell((Strong(semicolon.join(told)),)),
        Cell((said(c, semicolon.join(numbers)) or DASH,)),
        Cell((*marks, *(f" {say(c, note)}" for note in said_by)) or (DASH,)),
        Cell((semicolon.join(filter(None, (agree, _lines(c, remarks)))) or DASH,)),
        Cell((held or DASH,)),
        _ids(tuple(dict.fromkeys(names))),
    )


def _alternatives(c: Citation, cluster: Cluster) -> str:
    shown = [_changes(c, each) for each in cluster.alternatives[:MOST_ALTERNATIVES]]
    more = len(cluster.alternatives) - len(shown)
    if more > 0:
        shown.append(say(c, Message("{count} more", {"count": more})))
    if not shown:
        return say(c, Message("no repair was found within the limit"))
    return ("；" if c.language == "zh" else "; ").join(shown)


def _changes(c: Citation, alternative: Alternative) -> str:
    parts = [
        f"{_named(c, each.item)}{said(c, each.text.render(c.language))}"
        for each in alternative.changes
    ]
    return (" 且 " if c.language == "zh" else " and ").join(parts)


def _held(c: Citation, cluster: Cluster) -> str:
    known = [c.report[each.figure] for each in cluster.held if each.figure in c.report]
    texts = [f"{_named(c, each.id)}{_short(c, each)}" for each in known[:MOST_HELD]]
    return ("；" if c.language == "zh" else "; ").join(texts)


def _short(c: Citation, each: Observation) -> str:
    style = "signed" if each.measure == "yoy" else "amount"
    return c.printed(each, style=style).text


def _named(c: Citation, item: str) -> str:
    """Return the indicator of a figure, to stand before what is said of it."""
    if item not in c.report:
        return ""
    name = c.indicator(c.report[item].indicator, start=True)
    return f"{name} " if c.language == "en" else name


def _lines(c: Citation, messages: Iterable[Message | None]) -> str:
    texts = [said(c, each.render(c.language)) for each in messages if each]
    return ("；" if c.language == "zh" else "; ").join(dict.fromkeys(texts))


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
                Cell((each.id,), "muted", anchor=figure_anchor(each.id)),
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
                *(f"{letter} {_ended(c, text)}" for text, letter in letters.items()),
                say(
                    c,
                    Message(
                        "✓ consistent, ≈ consistent only within rounding, ≠ inconsistent, "
                        "× impossible, – not assessable; the number is that of the relation in "
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


def _ended(c: Citation, text: str) -> str:
    end = "。" if c.language == "zh" else "."
    return f"{text.rstrip(end)}{end}"


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
