"""Levels, growth and targets as tables (经济产出表)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.document.model import Cell, Run, Table
from zoneanalysis.indicators import pp_gap
from zoneanalysis.messages import Message
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.derived import fact
from zoneanalysis.review.facts.economy import Series
from zoneanalysis.review.narrative.economy import gap_number
from zoneanalysis.review.tables.cells import cell, columns, filled, say
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
    areas = {series.area for series in group}
    for series in group:
        level, growth = series.level, series.growth
        base = series.base()
        row = [
            Cell(
                (
                    c.indicator(series.indicator, start=True)
                    if len(areas) == 1
                    else f"{c.indicator(series.indicator, start=True)} · {c.area(series.area)}",
                )
            ),
            cell(c.printed(level, style=style, beside=unit_of) if level else None),
            cell(c.printed(growth, style="signed") if growth else None),
        ]
        row += [_references(c, series), target_cell(c, series)]
        guide: tuple[str, ...] = ()
        if base is not None and base.value.indicative:
            guide = ("*",)
        row.append(cell(c.fact(base, style=style, beside=unit_of) if base else None, *guide))
        rows.append(tuple(row))
    goals = [(each.area, each.target_range[0]) for each in group if each.target_range]
    theirs = bool(goals) and all(goal.ref_area != area for area, goal in goals)
    unit = unit_name(unit_of, c.language) if unit_of is not None else ""
    indicative = any((base := each.base()) and base.value.indicative for each in group)
    implied = [each for series in group for _, rate in series.earlier() for each in rate.sources]
    doubted = c.doubt(*(each for series in group for each in series.references), *implied)
    guide_only = Message("* A guide only: constant-price growth on a level at current prices.")
    in_doubt = Message("[in doubt]: what the report derives from it can't be; see the audit.")
    notes = [each for each, told in ((guide_only, indicative), (in_doubt, doubted)) if told]
    table = Table(
        caption=say(
            c,
            Message(
                "Economic output, {period}",
                {"period": period_name(group[0].period, c.language, year=True)},
            ),
        ),
        columns=columns(
            c,
            (Message("Indicator"), "left"),
            (Message("Level ({unit})", {"unit": unit}) if unit else Message("Level"), "right"),
            (Message("Growth"), "right"),
            (Message("Elsewhere (gap in points)"), "left"),
            (Message("Zones' targets") if theirs else Message("Target"), "right"),
            (Message("Base a year earlier, implied"), "right"),
        ),
        rows=tuple(rows),
        note=("" if c.language == "zh" else " ").join(say(c, each) for each in notes),
        compact=True,
        anchor="table-economy",
    )
    return filled(table)


def _references(c: Citation, series: Series) -> Cell:
    growth = series.growth
    content: list[Run] = []
    if growth is not None:
        for each in series.references:
            gap = fact(Message("Gap to the reference"), pp_gap, growth, each)
            if gap is None:
                continue
            if content:
                content.append("；" if c.language == "zh" else "; ")
            content += [
                f"{c.reference(each, series.indicator)} ",
                c.printed(each, style="signed"),
                c.doubt(each),
                "（" if c.language == "zh" else " (",
                gap_number(c, series, each, gap)[0],
                "）" if c.language == "zh" else ")",
            ]
    return cell(*content)


def target_cell(c: Citation, series: Series) -> Cell:
    """Return the range of the targets that the members of an area have."""
    goals = series.target_range
    if goals is None:
        return cell()
    low, high = goals
    content: list[Run] = [c.printed(low, style="signed")]
    if high.figure.point != low.figure.point:
        content += ["～" if c.language == "zh" else "–", c.printed(high, style="signed")]
    return cell(*content)
