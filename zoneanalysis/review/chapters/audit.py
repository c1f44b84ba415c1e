"""The audit chapter of a review: findings first, then what holds, then what is open (数据核验)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zoneanalysis.audit.core import Audit
from zoneanalysis.document.model import Block, Callout, Card, Number, Paragraph, Tone
from zoneanalysis.messages import Message
from zoneanalysis.relations.results import Verdict
from zoneanalysis.review import pictures, tables
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.narrative import audit as words
from zoneanalysis.review.narrative.repair import repair_blocks

__all__ = ["audit_blocks", "audit_card"]


def audit_card(found: Audit, language: str) -> Card:
    """Return the audit as a key figure: how many places are in doubt."""
    summary = found.summary()
    neutral: Tone = "neutral"
    details = tuple(
        (verdict.label.render(language), Number(str(summary.verdicts[verdict])), neutral)
        for verdict in Verdict
        if summary.verdicts[verdict]
    )
    return Card(
        Message("Places in doubt").render(language),
        Number(str(found.causes)),
        details,
        "warn" if found.causes else "neutral",
    )


def audit_blocks(
    c: Citation, found: Audit, findings: Sequence[words.Gathered], sections: Mapping[str, Message]
) -> tuple[Block, ...]:
    """Return the chapter's blocks.

    Parameters
    ----------
    c : Citation
    found : Audit
    findings : sequence of Gathered
        Those of one figure together, see `zoneanalysis.review.narrative.audit.gathered`.
    sections : mapping
        Names of the report's sections.
    """
    claims = found.claims
    results = words.gathered(c.report, claims, found.results)
    summary = found.summary()
    tied = Message(
        "At least one check ties {tied} of {figures} figures; the appendix says of each of the "
        "others why it was not checked.",
        {"tied": summary.tied, "figures": summary.figures},
    )
    by_section = [
        (
            sections.get(name, Message(name)).render(c.language),
            [each for each in found.results if found.section(each) == name],
        )
        for name in summary.by_section
    ]

    def of(verdict: Verdict) -> list[words.Gathered]:
        return [each for each in results if each.verdict is verdict]

    blocks: list[Block | None] = [
        Paragraph(words.counts_sentence(c, found.results)),
        Paragraph((tied.render(c.language),)),
        pictures.verdict_chart(c, by_section),
        tables.result_table(
            c,
            claims,
            findings,
            Message("Findings: what cannot be as printed"),
            "table-findings",
            repairs=True,
            notes=words.reviewers_notes(found, findings),
        ),
        tables.result_table(
            c,
            claims,
            of(Verdict.TO_BE_CONFIRMED),
            Message("To be confirmed: whether the text states them is not certain"),
            "table-unsure",
            reasons=True,
        ),
        tables.result_table(
            c,
            claims,
            of(Verdict.ONE_READING),
            Message("Words with two readings, of which one holds"),
            "table-twofold",
            reasons=True,
        ),
        _limits(c, findings),
        *repair_blocks(c, found),
        tables.result_table(
            c,
            claims,
            of(Verdict.WITHIN_ROUNDING),
            Message("Relations that hold only thanks to rounding"),
            "table-rounding",
            reasons=True,
        ),
        tables.result_table(
            c,
            claims,
            of(Verdict.CONSISTENT),
            Message("Relations that hold"),
            "table-holds",
        ),
        tables.result_table(
            c,
            claims,
            of(Verdict.NOT_ASSESSABLE),
            Message("Relations that cannot be judged"),
            "table-open",
            reasons=True,
        ),
        *(Paragraph((words.said(c, each.text.render(c.language)),)) for each in found.remarks),
    ]
    return tuple(block for block in blocks if block is not None)


def _limits(c: Citation, findings: Sequence[words.Gathered]) -> Callout | None:
    """Return what the findings do not show, in a box."""
    texts = words.limits(c, findings)
    if not texts:
        return None
    title = Message("What the findings do not show").render(c.language)
    return Callout("warn", title, ((" ".join(texts) if c.language == "en" else "".join(texts)),))
