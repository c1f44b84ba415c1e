"""What stands in front of a review: its title, its cover and the page that is read first (摘要)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.audit.core import Audit
from zoneanalysis.document.model import (
    Block,
    BulletList,
    Cards,
    Cover,
    Heading,
    PageBreak,
    Paragraph,
    Ref,
    Runs,
)
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Report
from zoneanalysis.review.chapters.audit import audit_card
from zoneanalysis.review.citation import Citation, runs
from zoneanalysis.review.facts.areas import has_zones, home
from zoneanalysis.review.facts.economy import Series, report_period
from zoneanalysis.review.facts.pipeline import Stage
from zoneanalysis.review.facts.resources import land, loans, promotion
from zoneanalysis.review.narrative import audit as audit_words
from zoneanalysis.review.narrative import summary as summary_words
from zoneanalysis.review.wording import half_year_name

__all__ = ["cover_of", "summary_blocks", "title_of"]

MOST_FINDINGS = 6


def title_of(report: Report, language: str) -> str:
    """Return the title of a review."""
    names = {
        "city": report.area_name(home(report), language),
        "period": half_year_name(report_period(report), language),
    }
    if has_zones(report) or not len(report):
        message = Message("Development zones of {city}: review of the {period}", names)
    else:
        message = Message("{city}: review of the {period}", names)
    return message.render(language)


def cover_of(report: Report, found: Audit, language: str) -> Cover:
    """Return the title block: what is reviewed, on what source, with what result."""
    summary = found.summary()
    counts = Message(
        "{figures} figures, {relations} relations, {places} in doubt",
        {
            "figures": summary.figures,
            "relations": summary.relations,
            "places": found.causes,
        },
    )
    lines = (
        (Message("Period"), half_year_name(report_period(report), language)),
        (Message("Source"), _named(report.meta.get("title"), language)),
        (Message("Published by"), _named(report.meta.get("publisher"), language)),
        (Message("Figures and relations"), counts.render(language)),
        (Message("Report"), report.id),
    )
    subtitle = Message("With an audit of every printed figure and an outlook").render(language)
    return Cover(
        title_of(report, language),
        subtitle,
        tuple((label.render(language), text) for label, text in lines if text),
    )


def _named(value: object, language: str) -> str:
    if isinstance(value, dict):
        return str(value.get(language) or next(iter(value.values()), ""))
    return str(value or "")


def summary_blocks(
    c: Citation,
    found: Audit,
    findings: Sequence[audit_words.Gathered],
    group: Sequence[Series],
    stages: Sequence[Stage],
    points: tuple[Runs, ...],
    *,
    since: Sequence[Block] = (),
) -> tuple[Block | None, ...]:
    """Return key figures, what stands out (*points*), *since* last time, what the audit found."""
    report = c.report
    cards = (
        *summary_words.growth_cards(c, group),
        *summary_words.project_cards(c, stages, promotion(report), land(report), loans(report)),
        audit_card(found, c.language),
    )
    lead = summary_words.headline(c, group)
    stated = {each.id: each.stated for each in found.claims}
    one_each: dict[str, audit_words.Gathered] = {}
    for each in findings:  # a figure that fails twice is told once; the audit has both
        figure = stated.get(each.claims[0], "")
        one_each.setdefault(figure if figure in report else each.claims[0], each)
    shown = tuple(one_each.values())[:MOST_FINDINGS]
    told = tuple(audit_words.finding_runs(c, found.claims, each) for each in shown)
    place = Ref(Message("Audit of the printed figures").render(c.language), "audit")
    more = (
        Message("Each with its arithmetic and what would agree instead: {place}.", {"place": place})
        if len(shown) == len(findings)
        else Message(
            "All {count} places in doubt, with the arithmetic and what would agree: {place}.",
            {"count": found.causes, "place": place},
        )
    )
    heading = Message("What holds, and what does not").render(c.language)
    return (
        Paragraph(lead, "lead") if lead else None,
        Cards(cards),
        BulletList(points) if points else None,
        *since,
        Heading(2, heading, "summary-audit"),
        Paragraph(audit_words.counts_sentence(c, found.results)),
        BulletList(told) if told else None,
        Paragraph(runs(more, c.language), "note") if told else None,
        PageBreak(),
    )
