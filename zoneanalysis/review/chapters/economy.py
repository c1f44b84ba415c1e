"""Economic output of the zones, or of the area itself, and single zones (经济产出、各开发区)."""

from __future__ import annotations

from collections.abc import Iterable

from zoneanalysis.document.model import Block, Paragraph, Runs
from zoneanalysis.document.reading import run_text
from zoneanalysis.messages import Message
from zoneanalysis.review import pictures, tables
from zoneanalysis.review.chapters.families import family_chapters
from zoneanalysis.review.chapters.material import Chapter, Material, paragraphs, there
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.narrative import economy as words
from zoneanalysis.review.narrative import zones as zone_words
from zoneanalysis.review.narrative.titles import economy_title, zones_title

__all__ = ["economy_chapters", "zones_chapter"]

LEAST = {"zh": 100, "en": 250}  # signs of a paragraph


def economy_chapters(m: Material) -> tuple[Chapter, ...]:
    """Return levels and growth: one by one where they are few, else by family of indicators."""
    past = m.past.years() if m.past else ()
    parts = pictures.contribution_chart(m.c)
    if m.families:
        return family_chapters(m, there(parts, *past))
    c = m.c
    blocks = there(
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
            economy_title(c, m.group, {n for each in m.audit.findings for n in each.figures}),
            blocks,
            ("economic_output", "context", ""),
        ),
    )


def _joined(c: Citation, texts: Iterable[Runs]) -> list[Runs]:
    """Return texts as paragraphs: short ones together with what follows."""
    out: list[Runs] = []
    for each in filter(None, texts):
        if out and len(run_text(out[-1])) < LEAST[c.language]:
            out[-1] = c.sentences((out[-1], each))
        else:
            out.append(each)
    return out


def zones_chapter(m: Material) -> Chapter:
    """Return single zones against their targets; the chart of them stands on the first page."""
    c = m.c
    judged = {(each.area, each.indicator) for each in m.targets}
    unjudged = tuple(each for each in m.singles if (each.area, each.indicator) not in judged)
    many = len({each.area for each in m.singles}) > zone_words.MOST_NAMED
    texts: list[Runs] = []
    named = dict.fromkeys([e.indicator for e in m.targets] + [g.indicator for _, g in m.unreported])
    for name in named:
        texts += zone_words.targets_overview(c, tuple(e for e in m.targets if e.indicator == name))
        goals = [each for each in m.unreported if each[1].indicator == name]
        texts += zone_words.open_targets(c, goals, m.counted)
        texts += [
            words.series_paragraph(c, each)
            for each in m.singles
            if not many and each.indicator == name and (each.area, name) in judged
            if each.level and each.growth
        ]
    texts.append(zone_words.below_all_targets(c, m.group))
    texts += () if many else zone_words.plain_zones(c, unjudged)
    blocks: list[Block | None] = [*paragraphs(_joined(c, texts))]
    if m.singles and not m.targets and not m.unreported:
        none = Message("The report prints no target for any zone, so none is judged against one.")
        blocks.append(Paragraph((m.say(none),), "note"))
    blocks += tables.zone_tables(c, m.singles, m.targets) if many else ()
    if not many or m.unreported:
        pairs = () if many else m.targets
        blocks.append(tables.target_table(c, pairs, m.unreported, m.counted, m.group))
    return Chapter(
        "zones",
        Message("Zone by zone"),
        zones_title(c, m.targets, m.unreported, m.singles),
        there(*blocks),
        ("zones",),
    )
