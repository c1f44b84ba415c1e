"""Levels, growth and targets as tables (经济产出表)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.document.model import Cell, Table
from zoneanalysis.indicators import pp_gap
from zoneanalysis.messages import Message
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.derived import fact
from zoneanalysis.review.facts.economy import Series
from zoneanalysis.review.narrative.economy import gap_number
from zoneanalysis.review.tables.cells import cell, columns, filled, printed_cell, series_name
from zoneanalysis.review.wording import column_unit, period_name, unit_name

__all__ = ["economy_table", "target_cell"]


def economy_table(c: Citation, group: Sequence[Series]) -> Table | None:
    """Return level, growth, references, target and implied base of each series."""
    if not group:
        return None
    rows = []
    levels = [each.level.figure for each in group if each.level is not None]
    unit_of = column_unit(levels, c.language)
    style = "amount" if unit_of is None else "number"
    for series in group:
        base = series.base()
        implied = () if base is None else (c.fact(base, style=style, beside=unit_of),)
        rows.append(
            (
                Cell((series_name(c, series, group),)),
                printed_cell(c, series.level, style, unit_of),
                printed_cell(c, series.growth, "signed"),
                _references(c, series),
                target_cell(c, series),
                cell(*implied, "*" if base is not None and base.value.indicative else None),
            )
        )
    goals = [(each.area, each.target_range[0]) for each in group if each.target_range]
    theirs = bool(goals) and all(goal.ref_area != area for area, goal in goals)
    unit = unit_name(unit_of, c.language) if unit_of is not None else ""
    indicative = any((base := each.base()) and base.value.indicative for each in group)
    earlier = [each for series in group for _, rate in series.earlier() for each in rate.sources]
    doubted = c.doubt(*(each for series in group for each in series.references), *earlier)
    guide_only = Message("* A guide only: constant-price growth on a level at current prices.")
    in_doubt = Message("[in doubt]: what the report derives from it can't be; see the audit.")
    notes = [each for each, told in ((guide_only, indicative), (in_doubt, doubted)) if told]
    table = Table(
        caption=c.say(
            "Economic output, {period}", period=period_name(group[0].period, c.language, year=True)
        ),
        columns=columns(
            c,
            Message("Indicator"),
            (Message("Level ({unit})", {"unit": unit}) if unit else Message("Level"), "right"),
            (Message("Growth"), "right"),
            Message("Elsewhere (gap in points)"),
            (Message("Zones' targets") if theirs else Message("Target"), "right"),
            (Message("Base a year earlier, implied"), "right"),
        ),
        rows=tuple(rows),
        note=c.gap.join(c.say(each) for each in notes),
        compact=True,
        anchor="table-economy",
    )
    return filled(table)


def _references(c: Citation, series: Series) -> Cell:
    growth = series.growth
    gaps = (
        (each, fact(Message("Gap to the reference"), pp_gap, growth, each))
        for each in series.references
    )
    told = (
        (
            f"{c.reference(each, series.indicator)} ",
            c.printed(each, style="signed"),
            c.doubt(each),
            *c.enclosed(gap_number(c, series, each, gap)[0]),
        )
        for each, gap in gaps
        if gap is not None
    )
    return cell(*c.row(told, "；"))


def target_cell(c: Citation, series: Series) -> Cell:
    """Return the range of the targets that the members of an area have."""
    return cell(*(c.span(*series.target_range) if series.target_range else ()))
