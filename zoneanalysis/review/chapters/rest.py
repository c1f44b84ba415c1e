"""Figures that no sentence of a section tells, so that none is lost (其余数据)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from zoneanalysis.document.model import Block, Chart, Paragraph, Table
from zoneanalysis.document.reading import provenances
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.review import tables
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.areas import is_zone
from zoneanalysis.review.facts.names import is_told
from zoneanalysis.review.narrative.management import listing

__all__ = ["MOST_LISTED", "SECTIONS", "same", "with_rest"]

MOST_LISTED = 8  # figures in a sentence; more stand in a table
SECTIONS: dict[str, Message] = {
    "economic_output": Message("Economic output"),
    "zones": Message("Zone by zone"),
    "pipeline": Message("Project pipeline"),
    "investment_promotion": Message("Investment promotion"),
    "environment": Message("Land, plants and finance"),
    "reform": Message("Reform"),
    "management": Message("Process management"),
    "actions": Message("Second half of the year"),
    "context": Message("Context"),
}


def with_rest(
    c: Citation,
    blocks: Sequence[Block],
    covers: tuple[str, ...],
    anchor: str,
    earlier: Container[str] = (),
) -> list[Block]:
    """Return *blocks* with the figures of the sections *covers* that nothing *earlier* cites.

    A few are told in a sentence before charts and tables, more stand in a table at the end.
    """
    kept = list(blocks)
    rest = [each for each in _uncited(c.report, kept, covers) if each.id not in earlier]
    if len(rest) > MOST_LISTED:
        kept.append(tables.figure_list(c, rest, f"table-others-{anchor}"))
    elif rest:
        drawn = (n for n, each in enumerate(kept) if isinstance(each, (Chart, Table)))
        kept.insert(next(drawn, len(kept)), Paragraph(listing(c, rest)))
    return kept


def _uncited(
    report: Report, blocks: Iterable[Block], covers: tuple[str, ...]
) -> tuple[Observation, ...]:
    cited = {name for block in blocks for entry in provenances(block) for name in entry.split("-")}
    told = {same(each) for each in report if each.id in cited}
    found: dict[object, Observation] = {}
    for each in report:
        named = each.status != "target" and is_told(report, each)
        if named and _place(report, each) in covers and same(each) not in told:
            found.setdefault((*same(each), each.period), each)
    return tuple(found.values())


def _place(report: Report, each: Observation) -> str:
    """Return the section that a figure is told in: that of zones for every single zone."""
    economic = each.section in {"economic_output", "context", "zones", ""}
    return "zones" if economic and is_zone(report, each.ref_area) else each.section


def same(each: Observation) -> tuple[object, ...]:
    """Return what makes two figures say the same thing, whatever their date."""
    return (each.indicator, each.ref_area, each.measure, each.figure.point)
