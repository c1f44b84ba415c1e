"""The annex: what is in doubt, methods and terms; then the lists of everything (附录)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zoneanalysis.document.model import Paragraph, Provenance
from zoneanalysis.messages import Message
from zoneanalysis.relations.results import Verdict
from zoneanalysis.reports.report import Observation
from zoneanalysis.review import tables
from zoneanalysis.review.bounds import without_ends
from zoneanalysis.review.chapters.forecast import forecast_basis
from zoneanalysis.review.chapters.front import title_of
from zoneanalysis.review.chapters.material import Chapter, Material, there
from zoneanalysis.review.chapters.rest import same
from zoneanalysis.review.facts.families import bases
from zoneanalysis.review.facts.names import is_line, is_survey, is_told
from zoneanalysis.review.narrative import audit as words
from zoneanalysis.review.narrative.methods import (
    citation_blocks,
    kinds_of,
    method_blocks,
    reproduction_blocks,
)
from zoneanalysis.review.tables.glossary import glossary_table
from zoneanalysis.review.wording import FOREIGN

__all__ = [
    "audit_chapter",
    "figures_chapter",
    "methods_chapter",
    "passages_chapter",
    "quoted_figures",
]

_TO_EXPLAIN = (Verdict.TO_BE_CONFIRMED, Verdict.ONE_READING, Verdict.WITHIN_ROUNDING)
_SHOWN_AS = {  # of verdicts with one word for readers, the one that says what it means
    Verdict.INCONSISTENT: Verdict.IMPOSSIBLE,
    Verdict.ONE_READING: Verdict.TO_BE_CONFIRMED,
}


def audit_chapter(m: Material) -> Chapter | None:
    """Return what is in doubt by cause, then what needs an explanation; None without either.

    Where something is, the relations are counted; else the first page counts them.
    """
    c, found = m.c, m.audit
    results = words.gathered(m.report, found.claims, found.results)
    limits = words.limits(c, m.findings)
    told = {each.claim_id for each in found.warnings}  # as remarks
    told |= m.past.judged if m.past else set()  # against earlier reports
    left = [each for each in results if not told.issuperset(each.claims)]
    opened = [each for each in left if each.verdict in _TO_EXPLAIN]
    unjudged = [each for each in left if each.verdict is Verdict.NOT_ASSESSABLE]
    shown = there(
        tables.causes_table(c, found, m.findings),
        Paragraph((c.gap.join(limits),), "note") if limits else None,
        *(m.past.crossed() if m.past else ()),
        tables.result_table(
            c,
            found.claims,
            opened,
            Message("Relations that hold within rounding only, or are to be confirmed"),
            "table-open",
            reasons=True,
        ),
        tables.unjudged_table(c, found.claims, unjudged),
    )
    if not shown:
        return None
    against = m.past.contradictions if m.past else 0
    title = words.audit_title(found, against)
    if found.causes and not against:  # the first paragraph counts the relations
        title = words.doubt_title(c, found, m.findings)
    elif not against and (opened or unjudged):
        title = words.open_title(len(opened), len(unjudged))
    label = Message("Audit of the printed figures")
    if found.causes or against:
        shown = (Paragraph(words.counts_sentence(c, found.results)), *shown)
    return Chapter("audit", label, title, shown)


def quoted_figures(m: Material, told: Iterable[str]) -> list[Observation]:
    """Return what is printed under no name of an indicator, or to be confirmed, and is not *told*.

    Nor is what the title says of a figure of the text. Of a report told by family, also what for
    any other reason stands in no table, so that no figure is lost; but what lies above or below
    the line of a survey's indices, and how many do.
    """
    told = {*told}
    named = [each for each in m.report if is_told(m.report, each)]
    title_ends = (m.source or "").find("\n")
    apart = {*told} | {
        each.id
        for each in m.report
        if (each.char_start or 0) < title_ends
        and any(each.figure.interval == e.figure.interval for e in named)
    }
    said = {same(each) for each in m.report if each.id in told}
    found = [
        each
        for each in without_ends(m.report)
        if each.id not in apart
        and not (is_told(m.report, each) and (same(each) in said or not m.families))
    ]
    if not (is_survey(m.report) and m.families and m.families[0].surveyed):
        return found
    kept: list[Observation] = []
    beside = False  # a figure of the line, which a count before it is of
    for each in reversed(found):
        beside = is_line(each) or (beside and each.measure == "count")
        kept = kept if beside else [each, *kept]
    return kept


def passages_chapter(m: Material, quoted: Sequence[Observation]) -> Chapter | None:
    """Return the passages of the figures that are *quoted*; None without."""
    table = tables.passage_table(m.c, quoted)
    if table is None:
        return None
    title = Message("{count} more figures, in the words of the text", {"count": len(quoted)})
    if len(quoted) == 1:
        title = Message("One more figure, in the words of the text")
    return Chapter("passages", Message("Figures without a name"), title, (table,))


def figures_chapter(m: Material, derived: Iterable[Provenance]) -> Chapter:
    """Return every figure, every number derived from them, every relation that holds."""
    found, shown = m.audit, tuple(derived)
    known = {each.id for each in shown}
    implied = [
        each
        for each in (bases(m.report) if m.families else ())  # else paragraphs tell them
        if (p := m.c.fact(each).provenance) and p.id not in known
    ]
    reasons = {row.figure: row.reason for row in found.coverage if row.reason is not None}
    results = words.gathered(m.report, found.claims, found.results)
    blocks = there(
        tables.figure_table(m.c, found.results, reasons),
        tables.derived_table(m.c, shown),
        tables.bases_table(m.c, implied),
        tables.result_table(
            m.c,
            found.claims,
            [each for each in results if each.verdict is Verdict.CONSISTENT],
            Message("Relations that hold"),
            "table-holds",
            across=2,
        ),
        tables.result_table(
            m.c,
            found.claims,
            [each for each in results if each.verdict is Verdict.NOT_ASSESSABLE],
            Message("Relations that cannot be judged"),
            "table-not-assessable",
            reasons=True,
        ),
        *(Paragraph((words.said(m.c, m.say(each.text)),), "note") for each in found.remarks),
        *citation_blocks(m.c, title_of(m.report, m.language)),
    )
    counts = {"tied": found.summary().tied, "figures": len(m.report)}
    title = Message("{tied} of {figures} figures are tied to others by a check", counts)
    if not counts["tied"]:
        title = Message("{figures} figures, none tied to another by a check", counts)
    return Chapter("appendix", Message("Every figure"), title, blocks)


def methods_chapter(m: Material, shown: str, derived: Iterable[Provenance]) -> Chapter:
    """Return the arithmetic of *derived*, the terms that *shown* uses, how to make it all again."""
    implied = bases(m.report) if m.families else ()  # in a list of their own
    used = [each.id for each in derived]
    used += [p.id for each in implied if (p := m.c.fact(each).provenance)]
    terms = glossary_table(m.c, shown)
    basis = forecast_basis(m.forecast_citation, m.forecasts[0])
    found = {_SHOWN_AS.get(each.verdict, each.verdict) for each in m.audit.results}
    names = (text for e in m.report for text in (m.c.indicator(e.indicator), m.c.area(e.ref_area)))
    named = m.language == "zh" or not any(map(FOREIGN.search, names))
    return Chapter(
        "methods",
        Message("Methods, terms and how to reproduce this"),
        Message("Every derived number and verdict can be computed again"),
        (
            *method_blocks(m.c, kinds_of(m.report, used), found, named=named),
            *((basis,) if basis else ()),
            *((terms,) if terms else ()),
            *reproduction_blocks(m.c, m.folder),
        ),
    )
