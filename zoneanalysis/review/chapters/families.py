"""The chapters of any bulletin: one a family of indicators (分类评述)."""

from __future__ import annotations

from zoneanalysis.document.model import Block, Paragraph
from zoneanalysis.messages import Message
from zoneanalysis.review import pictures, tables
from zoneanalysis.review.chapters.material import Chapter, Material, there
from zoneanalysis.review.facts.families import not_prices
from zoneanalysis.review.narrative.families import family_paragraph, family_title
from zoneanalysis.review.narrative.rates import rated

__all__ = ["family_chapters"]

LEAST_DRAWN = 6  # growth rates that make a chart
MOST_DRAWN = 2  # families that have one


def family_chapters(m: Material, past: tuple[Block, ...] = ()) -> tuple[Chapter, ...]:
    """Return a chapter a family: a few sentences, a chart of many rates, the table of all."""
    c = m.c
    made = []
    found = m.families
    many = [each for each in found if len(rated(c, each.rows)) >= LEAST_DRAWN]
    drawn = sorted(many, key=lambda each: -len(rated(c, each.rows)))[:MOST_DRAWN]
    for number, family in enumerate(found):
        text = family_paragraph(c, family)
        known = rated(c, family.rows, assumed=True)
        chart = (
            pictures.index_chart(c, family.rows, f"chart-{family.key}") if family.surveyed else None
        )
        if family in drawn:
            name = family.label(m.language)
            chart = pictures.rates_chart(
                c, name, not_prices(m.report, known), f"chart-{family.key}"
            )
        blocks = there(
            Paragraph(text) if text else None,
            chart,
            tables.family_table(c, family),
            *(past if not number else ()),
        )
        made.append(
            Chapter(
                f"family-{family.key}",
                Message("{name}", {"name": family.label(m.language)}),
                family_title(c, family, m.briefed),
                blocks,
            )
        )
    return tuple(made)
