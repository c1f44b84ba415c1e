"""Sentences on what the audit found (数据核验)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from zoneanalysis.audit.core import Audit
from zoneanalysis.checks.register import CHECKS
from zoneanalysis.citation import Citation, runs
from zoneanalysis.document.model import Runs, Strong, Verdictmark
from zoneanalysis.document.reading import run_text
from zoneanalysis.messages import Message
from zoneanalysis.reports import Claim, Report
from zoneanalysis.results import CheckResult, Verdict

__all__ = ["counts_sentence", "finding_runs", "gathered", "limits", "relation", "reviewers_notes"]


# What the words of official reports say, for readers of English; Chinese shows the word alone.
GLOSSES: dict[str, Message] = {
    "由负转正": Message("from decline to growth"),
    "由正转负": Message("from growth to decline"),
    "收窄": Message("the decline narrows"),
    "扩大": Message("the decline widens"),
    "逐步向好": Message("steadily improving"),
    "已达目标": Message("target reached"),
    "未达目标": Message("target missed"),
    "达序时进度": Message("on schedule"),
    "位居全省前列": Message("among the best of the province"),
    "均位居全省前列": Message("all among the best of the province"),
    "负增长": Message("negative growth"),
}


def _glossed(word: str, language: str) -> str:
    gloss = GLOSSES.get(word)
    return f"“{word}” ({gloss})" if gloss and language == "en" else f"“{word}”"


def relation(c: Citation, claims: Sequence[Claim], result: CheckResult) -> Runs:
    """Return what a relation is about: the stated figure with what it is, or the word."""
    claim = next((each for each in claims if each.id == result.claim_id), None)
    if claim is not None and claim.stated in c.report:
        stated = c.report[claim.stated]
        parts: dict[str, object] = {
            "area": c.area(stated.ref_area),
            "indicator": c.indicator(stated.indicator),
            "printed": c.printed(stated, style="amount"),
        }
        return runs(Message("{area}, {indicator} {printed}", parts), c.language)
    subject = next((c.report[each] for each in result.figures if each in c.report), None)
    parts = {
        "word": _glossed(claim.stated, c.language) if claim is not None else "",
        "title": Message(CHECKS[result.check].title).render(c.language),
    }
    if subject is None:
        return runs(Message("{title}", parts), c.language)
    parts |= {"area": c.area(subject.ref_area), "indicator": c.indicator(subject.indicator)}
    if claim is not None and claim.stated:
        return runs(Message("{area}, {indicator}: {word}", parts), c.language)
    return runs(Message("{area}, {indicator}: {title}", parts), c.language)


def gathered(
    report: Report, claims: Iterable[Claim], results: Iterable[CheckResult]
) -> tuple[CheckResult, ...]:
    """Return results with those of one check on one stated figure as one, nothing lost.

    A rate is often checked against its count and again against those that are still waiting.
    """
    stated = {each.id: each.stated for each in claims}
    groups: dict[tuple[str, str], list[CheckResult]] = {}
    for result in results:
        figure = stated.get(result.claim_id, "")
        key = figure if figure in report else f"claim {result.claim_id}"
        groups.setdefault((result.check, key), []).append(result)
    return tuple(
        replace(
            group[0],
            alternatives=tuple(
                dict.fromkeys(each for result in reversed(group) for each in result.alternatives)
            ),
            figures=tuple(dict.fromkeys(name for result in group for name in result.figures)),
        )
        for group in groups.values()
    )


def counts_sentence(c: Citation, results: Sequence[CheckResult]) -> Runs:
    """Return how many relations there are, and how many of each verdict."""
    if not results:
        return runs(
            Message(
                "The report prints {figures} figures; no relation between them is stated or "
                "implied.",
                {"figures": len(c.report)},
            ),
            c.language,
        )
    counts = Counter(each.verdict for each in results)
    items: Runs = ()
    for verdict in Verdict:
        if counts[verdict]:
            if items:
                items += ("，",) if c.language == "zh" else (", ",)
            items += (
                Verdictmark(verdict.value, verdict.label.render(c.language)),
                f" {counts[verdict]}",
            )
    return runs(
        Message(
            "The report prints {figures} figures, between which {relations} relations are stated "
            "or implied: {items}.",
            {"figures": len(c.report), "relations": len(results), "items": items},
        ),
        c.language,
    )


def finding_runs(c: Citation, claims: Sequence[Claim], result: CheckResult) -> Runs:
    """Return one finding as a sentence: what it is about, and why it can't be so."""
    head = run_text(relation(c, claims, result))
    return (Strong(head), "：" if c.language == "zh" else ": ", result.reason.render(c.language))


def limits(c: Citation, results: Iterable[CheckResult]) -> tuple[str, ...]:
    """Return what the findings do not show, each sentence once."""
    return tuple(dict.fromkeys(each.not_shown.render(c.language) for each in results))


def reviewers_notes(found: Audit, merged: Iterable[CheckResult]) -> dict[str, Message]:
    """Return what reviewers noted on findings, by the id of the relation that stands for them."""
    notes: dict[str, Message] = {}
    for shown in merged:
        for result in found.findings:
            same = result.check == shown.check and set(result.figures) <= set(shown.figures)
            review = found.review(result) if same else None
            if review is not None:
                notes[shown.claim_id] = Message(
                    "{label} ({by}): {note}",
                    {"label": review.label, "note": review.note, "by": review.by},
                )
    return notes
