"""What each stage made of a text, to read: ``extract --explain`` (逐步说明)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zoneanalysis.extraction.api import Extraction, ReportDraft
from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.reasons import confidence_of, reasons_of
from zoneanalysis.extraction.relations import Proposal

__all__ = ["explain", "readings_of"]


def explain(extraction: Extraction, language: str = "en") -> str:
    """Return every stage of an extraction as text, clause by clause.

    For each clause that holds something: its text, the periods, numbers and traps found in it,
    then each figure with the rule that read it, what was carried to it, how sure the rules are
    and why to look; at the end the relations with their rules.

    Parameters
    ----------
    extraction : Extraction
    language : str
        "zh" or "en", of the reasons.
    """
    return "".join(
        f"{line}\n" for report in extraction.reports for line in _report(report, language)
    )


def _report(report: ReportDraft, language: str) -> Iterator[str]:
    yield f"# {report.title}: {report.area.name} {report.area.code}, {report.period}"
    for reason in report.reasons:
        yield f"! {reason.render(language)}"
    for block in report.blocks:
        if block.kind != "body":
            yield f"{block.start:>6} [{block.kind}] {report.clean.text[block.start : block.end]}"
    by_clause: dict[int, list[Draft]] = {}
    for draft in report.drafts:
        by_clause.setdefault(draft.clause, []).append(draft)
    traps = iter(report.traps)
    trap = next(traps, None)
    for index, clause in enumerate(report.clauses):
        inside = []
        while trap is not None and trap.end <= clause.end:
            inside.append(f"{report.clean.text[trap.start : trap.end]} ({trap.kind})")
            trap = next(traps, None)
        if not (clause.numbers or inside or clause.mentions):
            continue
        bracket = "(" if clause.depth else " "
        yield f"{clause.start:>6} {bracket}{clause.text.strip()}{clause.stop.strip()}"
        if clause.mentions:
            named = (report.clean.text[m.start : m.end] for m in clause.mentions)
            yield f"         periods: {', '.join(named)}"
        if inside:
            yield f"         no statistics: {', '.join(inside)}"
        for draft in by_clause.get(index, ()):
            yield from _figure(draft, language)
    for draft in by_clause.get(-1, ()):  # in tables
        yield from _figure(draft, language)
    for proposal in report.proposals:
        yield f"  = {_relation(proposal)}"


def _figure(draft: Draft, language: str) -> Iterator[str]:
    status = "" if draft.status == "actual" else f" {draft.status}"
    bound = f" {draft.bound}" if draft.bound else ""
    value = f"{draft.measure} {draft.value:f} {draft.unit}{bound}{status}"
    what = f"{draft.indicator} [{draft.indicator_code}] | {draft.area.name} [{draft.area.code}]"
    rule = f"by {draft.pattern}, {confidence_of(draft)}"
    yield f"    {draft.id} {draft.printed}: {value} | {what} | {draft.period} | {rule}"
    stands = (f"{part} {source.how}" for part, source in draft.evidence.items())
    yield f"         stands: {', '.join(stands)}"
    for reason in reasons_of(draft):
        yield f"         ? {reason.render(language)}"


def _relation(proposal: Proposal) -> str:
    stated = proposal.stated.id if isinstance(proposal.stated, Draft) else proposal.stated
    inputs = " ".join(f"{role}={draft.id}" for role, draft in proposal.inputs)
    params = "; ".join(f"{key}={value}" for key, value in proposal.params)
    rule = f"by {proposal.pattern}, {proposal.reading}"
    return f"{proposal.check} {stated} <- {inputs} {params} {rule}"


def readings_of(report: ReportDraft) -> Mapping[str, tuple[str, str, tuple[str, ...]]]:
    """Return pattern, confidence and English reasons of every figure, by id."""
    return {
        draft.id: (
            draft.pattern,
            str(confidence_of(draft)),
            tuple(str(each) for each in reasons_of(draft)),
        )
        for draft in report.drafts
    }
