"""Levels, growth and targets as tables (经济产出表)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.document.model import (
    Align,
    Cell,
    Run,
    Table,
    Tone,
)
from zoneanalysis.indicators import pp_gap
from zoneanalysis.messages import Message
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.derived import fact
from zoneanalysis.review.facts.economy import Series
from zoneanalysis.review.facts.targets import ZoneTarget
from zoneanalysis.review.narrative.economy import gap_number
from zoneanalysis.review.tables.cells import cell, columns, say
from zoneanalysis.review.wording import largest, period_name, unit_name

__all__ = ["economy_table", "target_table"]

FEW = 20  # zones below each other; more stand in two columns


def economy_table(c: Citation, group: Sequence[Series]) -> Table | None:
    """Return level, growth, references, target and implied base of each series."""
    if not group:
        return None
    rows = []
    unit_of = largest(each.level.figure for each in group if each.level is not None)
    with_reference = any(each.references for each in group)
    with_target = any(each.target_range for each in group)
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
            cell(c.printed(level, style="number", beside=unit_of) if level else None),
            cell(c.printed(growth, style="signed") if growth else None),
        ]
        if with_reference:
            row.append(_references(c, series))
        if with_target:
            row.append(_target(c, series))
        guide: tuple[str, ...] = ()
        if base is not None and base.value.indicative:
            guide = ("*",)
        row.append(cell(c.fact(base, style="number", beside=unit_of) if base else None, *guide))
        rows.append(tuple(row))
    unit = unit_name(unit_of, c.language) if unit_of is not None else ""
    labels: list[tuple[Message, Align]] = [
        (Message("Indicator"), "left"),
        (Message("Level ({unit})", {"unit": unit}), "right"),
        (Message("Growth"), "right"),
    ]
    if with_reference:
        labels.append((Message("Elsewhere (gap in points)"), "left"))
    if with_target:
        labels.append((Message("Target"), "right"))
    labels.append((Message("Base a year earlier, implied"), "right"))
    indicative = any((base := each.base()) and base.value.indicative for each in group)
    return Table(
        caption=say(
            c,
            Message(
                "Economic output, {period}",
                {"period": period_name(group[0].period, c.language, year=True)},
            ),
        ),
        columns=columns(c, *labels),
        rows=tuple(rows),
        note=say(c, Message("* A guide only: constant-price growth on a level at current prices."))
        if indicative
        else "",
        compact=True,
        anchor="table-economy",
    )


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
                "（" if c.language == "zh" else " (",
                gap_number(c, series, each, gap)[0],
                "）" if c.language == "zh" else ")",
            ]
    return cell(*content)


def _target(c: Citation, series: Series) -> Cell:
    goals = series.target_range
    if goals is None:
        return cell()
    low, high = goals
    content: list[Run] = [c.printed(low, style="signed")]
    if high.figure.point != low.figure.point:
        content += ["～" if c.language == "zh" else "–", c.printed(high, style="signed")]
    return cell(*content)


def target_table(c: Citation, pairs: Sequence[ZoneTarget]) -> Table | None:
    """Return what each zone reached, its target and the distance."""
    if not pairs:
        return None
    rows = []
    for each in pairs:
        reached = each.reached
        tone: Tone = "neutral" if reached is None else "good" if reached else "bad"
        percent = each.target.figure.unit.dimension == "percent"
        if percent:
            words = {
                True: Message("at or above target"),
                False: Message("below target"),
                None: Message("open within rounding"),
            }[reached]
        else:
            words = {
                True: Message("on schedule"),
                False: Message("behind schedule"),
                None: Message("open within rounding"),
            }[reached]
        rows.append(
            (
                Cell((c.area(each.area),)),
                Cell((c.indicator(each.indicator, start=True),)),
                cell(c.printed(each.target, style="signed" if percent else "amount")),
                cell(c.printed(each.achieved, style="signed" if percent else "amount")),
                cell(c.fact(each.distance, style="signed") if each.distance else None),
                Cell((say(c, words),), tone),
            )
        )
    return Table(
        caption=say(c, Message("Zones against their targets for the year")),
        columns=columns(
            c,
            (Message("Zone"), "left"),
            (Message("Indicator"), "left"),
            (Message("Target"), "right"),
            (Message("Reached"), "right"),
            (Message("Distance (points)"), "right"),
            (Message("State"), "left"),
        ),
        rows=tuple(rows),
        note=say(
            c,
            Message(
                "Growth targets are for the year; half a year's growth shows the pace, not the "
                "result. For levels the distance is attainment less the share of the year elapsed."
            ),
        ),
        compact=True,
        widths=(5, 6, 4, 4, 4, 5),
        across=2 if len(rows) > FEW else 1,
        anchor="table-targets",
    )
