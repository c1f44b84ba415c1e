"""The smallest repair in words: what would have to be otherwise (最小修正)."""

from __future__ import annotations

from zoneanalysis.audit.core import Audit
from zoneanalysis.audit.repair import Alternative, Cluster
from zoneanalysis.document.model import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Runs,
    Strong,
    Table,
)
from zoneanalysis.document.reading import run_text
from zoneanalysis.messages import Message
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.narrative.audit import relation, said

__all__ = ["repair_blocks"]

MOST_ALTERNATIVES = 4
MOST_HELD = 4


def repair_blocks(c: Citation, found: Audit) -> tuple[Block, ...]:
    """Return the smallest sets of figures whose change would make everything hold."""
    clusters = found.repair.clusters
    if not clusters:
        return ()

    def say(message: Message) -> str:
        return message.render(c.language)

    lead = Message(
        "{sentence}. Below, each group of relations that fail, what could be otherwise (the "
        "likeliest first), and what other relations hold fixed.",
        {"sentence": found.repair.sentence},
    ).render(c.language)
    rows = tuple(
        (
            Cell(_relations(c, found, cluster)),
            Cell((_alternatives(c, cluster),)),
            Cell((_held(c, cluster) or "—",)),
        )
        for cluster in clusters
    )
    table = Table(
        caption=say(Message("The smallest repair")),
        columns=(
            Column(say(Message("Relations that fail"))),
            Column(say(Message("What could be otherwise, one of"))),
            Column(say(Message("What cannot be wrong alone"))),
        ),
        rows=rows,
        note=" ".join(said(c, note.render(c.language)) for note in found.repair.notes),
        compact=True,
        widths=(3, 5, 4),
        anchor="table-repair",
    )
    return (
        Heading(2, say(Message("The smallest repair")), "repair"),
        Paragraph((f"{lead[:1].upper()}{lead[1:]}",)),
        table,
    )


def _relations(c: Citation, found: Audit, cluster: Cluster) -> Runs:
    names = cluster.claims or tuple(name for joint in cluster.joint for name in joint)
    told: dict[str, None] = {}
    for name in names:
        text = run_text(relation(c, found.claims, found[name]))
        told[text] = None
    semicolon = "；" if c.language == "zh" else "; "
    return (Strong(semicolon.join(told)),)


def _alternatives(c: Citation, cluster: Cluster) -> str:
    shown = [_changes(c, each) for each in cluster.alternatives[:MOST_ALTERNATIVES]]
    more = len(cluster.alternatives) - len(shown)
    if more > 0:
        shown.append(Message("{count} more", {"count": more}).render(c.language))
    if not shown:
        return Message("no repair was found within the limit").render(c.language)
    return ("；" if c.language == "zh" else "; ").join(shown)


def _changes(c: Citation, alternative: Alternative) -> str:
    parts = [
        f"{_named(c, each.item)}{said(c, each.text.render(c.language))}"
        for each in alternative.changes
    ]
    return (" 且 " if c.language == "zh" else " and ").join(parts)


def _held(c: Citation, cluster: Cluster) -> str:
    texts = [
        f"{_named(c, each.figure)}{said(c, each.text.render(c.language))}"
        for each in cluster.held[:MOST_HELD]
    ]
    return ("；" if c.language == "zh" else "; ").join(texts)


def _named(c: Citation, item: str) -> str:
    """Return the indicator of a figure, to stand before what is said of it."""
    if item not in c.report:
        return ""
    name = c.indicator(c.report[item].indicator, start=True)
    return f"{name} {item} " if c.language == "en" else f"{name}（{item}）"
