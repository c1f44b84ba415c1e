"""Projects, then land, finance, reform and management (项目与要素)."""

from __future__ import annotations

from zoneanalysis.document.model import Paragraph
from zoneanalysis.messages import Message
from zoneanalysis.review import pictures, tables
from zoneanalysis.review.chapters.material import Chapter, Material, paragraphs, there
from zoneanalysis.review.chapters.rest import MOST_LISTED, SECTIONS
from zoneanalysis.review.facts.pipeline import events, waiting, whole_pipeline
from zoneanalysis.review.narrative import management as management_words
from zoneanalysis.review.narrative import pipeline as words
from zoneanalysis.review.narrative import resources as resource_words
from zoneanalysis.review.narrative.titles import projects_title, resources_title

__all__ = ["projects_chapter", "resources_chapter"]


def projects_chapter(m: Material) -> Chapter:
    """Return the batches with their rates, and what was signed and started."""
    c, found = m.c, m.stages
    total = words.totals(c, whole_pipeline(m.report), events(m.report))
    rates = words.rates_paragraph(c, found)
    idle = () if found else waiting(m.report)
    blocks = there(
        Paragraph(total) if total else None,
        pictures.batch_chart(c, found),
        Paragraph(rates) if rates else None,
        tables.stage_table(c, found),
        Paragraph(management_words.listing(c, idle)) if idle else None,
        *paragraphs(resource_words.promotion_paragraphs(c, m.promotion)),
    )
    return Chapter(
        "projects",
        Message("Projects and investment promotion"),
        projects_title(c, found, m.promotion),
        blocks,
        ("pipeline", "investment_promotion"),
    )


def resources_chapter(m: Material) -> Chapter:
    """Return land, plants and finance, reform and process management."""
    c = m.c
    sums = management_words.partitions(m.report)
    told = {each.id for whole, parts in sums for each in (whole, *parts)}
    told |= {each.id for rows in management_words.targets_ahead(m.report).values() for each in rows}
    rest = {
        name: [each for each in m.report if each.section == name and each.id not in told]
        for name in management_words.SECTIONS
    }
    lists = paragraphs(
        management_words.listing(c, rows, SECTIONS[name])
        for name, rows in rest.items()
        if len(rows) <= MOST_LISTED  # more stand in a table
    )
    blocks = there(
        *paragraphs(resource_words.land_paragraphs(c, m.land)),
        *paragraphs([resource_words.loans_paragraph(c, m.loans)]),
        *paragraphs(management_words.partition_sentence(c, *each) for each in sums),
        *lists,
    )
    return Chapter(
        "resources",
        Message("Land, finance, reform and management"),
        resources_title(c, m.land, m.loans),
        blocks,
        ("environment", *(name for name, rows in rest.items() if len(rows) > MOST_LISTED)),
    )
