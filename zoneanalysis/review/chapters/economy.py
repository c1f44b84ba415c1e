"""Economic output of the zones, or of the area itself, and single zones (经济产出、各开发区)."""

from __future__ import annotations

from zoneanalysis.document.model import Block, Paragraph
from zoneanalysis.messages import Message
from zoneanalysis.review import pictures, tables
from zoneanalysis.review.chapters.families import family_chapters
from zoneanalysis.review.chapters.material import Chapter, Material, paragraphs
from zoneanalysis.review.narrative import economy as words
from zoneanalysis.review.narrative import zones as zone_words
from zoneanalysis.review.narrative.titles import economy_title, zones_title

__all__ = ["economy_chapters", "zones_chapter"]


def economy_chapters(m: Material) -> tuple[Chapter, ...]:
    """Return levels and growth: one by one where they are few, else by family of indicators."""
    past = m.past.years() if m.past else ()
    parts = pictures.contribution_chart(m.c)
    if m.families:
        return family_chapters(m, tuple(each for each in (parts, *past) if each is not None))
    c = m.c
    blocks: tuple[Block | None, ...] = (
        *paragraphs(words.series_paragraph(c, each) for each in m.group),
        pictures.slope_chart(c, m.group) if m.target_chart else None,
        parts,
        tables.economy_table(c, m.group),
        *past,
    )
    return (
        Chapter(
            "economy",
            Message("Economic output"),
            economy_title(c, m.group),
            tuple(each for each in blocks if each is not None),
            ("economic_output", "context", ""),
        ),
    )


def zones_chapter(m: Material) -> Chapter:
    """Return single zones against their targets; the chart of them stands on the first page."""
    c = m.c
    judged = {(each.area, each.indicator) for each in m.targets}
    unjudged = tuple(each for each in m.singles if (each.area, each.indicator) not in judged)
    many = len({each.area for each in m.singles}) > zone_words.MOST_NAMED
    texts = [
        *zone_words.targets_overview(c, m.targets),
        *zone_words.open_targets(c, m.unreported, m.counted),
        zone_words.below_all_targets(c, m.group),
        *(
            words.series_paragraph(c, each)
            for each in m.singles
            if not many and (each.area, each.indicator) in judged
            if each.level and each.growth
        ),
        *(() if many else zone_words.plain_zones(c, unjudged)),
    ]
    blocks: list[Block | None] = [*paragraphs(texts)]
    if m.singles and not m.targets and not m.unreported:
        none = Message("The report prints no target for any zone, so none is judged against one.")
        blocks.append(Paragraph((m.say(none),), "note"))
    blocks.append(tables.economy_table(c, m.singles, zones=True) if many else None)
    if not many or m.unreported:
        blocks.append(tables.target_table(c, m.targets, m.unreported, m.counted, m.group))
    return Chapter(
        "zones",
        Message("Zone by zone"),
        zones_title(c, m.targets, m.unreported, m.singles),
        tuple(each for each in blocks if each is not None),
        ("zones",),
    )
