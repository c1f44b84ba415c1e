"""Growth, paths and targets as charts (增速图)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from fractions import Fraction

from zoneanalysis.document.model import Chart
from zoneanalysis.document.reading import run_text
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.charts.growth import growth_height, plot_growth
from zoneanalysis.review.charts.marks import Kind, Mark, Panel, spoken
from zoneanalysis.review.charts.path import PathPanel, PathPoint, plot_paths
from zoneanalysis.review.charts.style import ABOVE, drawn
from zoneanalysis.review.charts.targets import (
    TargetRow,
    plot_targets,
    target_columns,
    target_rows_height,
)
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.economy import Series
from zoneanalysis.review.facts.rows import Row
from zoneanalysis.review.facts.targets import ZoneTarget
from zoneanalysis.review.pictures.words import mark
from zoneanalysis.review.quoting import REST
from zoneanalysis.review.wording import period_name, signed, to_month

__all__ = ["rates_chart", "slope_chart", "target_chart"]

MOST_BARS = 10
MOST_PANELS = 3
MOST_ZONES = 40
LEAST = 3  # numbers that make a chart


def rates_chart(c: Citation, name: str, rows: Sequence[Row], anchor: str) -> Chart | None:
    """Return the growth of many indicators, the fastest first; the middle is left to the table."""
    grown = [(row, row.growth) for row in rows if row.growth is not None]
    usual = Counter(row.period for row, _ in grown).most_common(1)
    ordered = sorted(grown, key=lambda each: -each[1].figure.point)
    if len(ordered) > MOST_BARS:
        half = MOST_BARS // 2
        ordered = [*ordered[:half], *ordered[-half:]]
    if len(ordered) < LEAST:
        return None
    marks = tuple(
        mark(c, c.indicator(row.indicator, start=True), each, "own") for row, each in ordered
    )
    grouped = (Panel("", marks),)
    period = period_name(usual[0][0], c.language, year=True)
    few = len(grown) > len(ordered)
    caption = (
        Message(
            "{name}: the fastest and the slowest growth on a year earlier, {period} (%)",
            {"name": name, "period": period},
        )
        if few
        else Message(
            "{name}: growth on a year earlier, {period} (%)", {"name": name, "period": period}
        )
    )
    return drawn(
        lambda ax: plot_growth(ax, grouped),
        height_mm=growth_height(grouped),
        tall=ABOVE,
        alt=c.say(
            "Bars of growth on a year earlier, {period}. {values}",
            period=period,
            values=spoken(grouped, c.language),
        ),
        caption=c.say(caption),
        anchor=anchor,
    )


def slope_chart(c: Citation, group: Sequence[Series]) -> Chart | None:
    """Return growth through the year beside city and province, of up to three series."""
    panels = []
    for series in group:
        points = [*_through(c, series), *_beside(c, series)]
        if len(points) > 1:
            points.sort(key=lambda each: each.month)
            panels.append(PathPanel(c.indicator(series.indicator, start=True), tuple(points)))
    shown = tuple(panels[:MOST_PANELS])
    through = any(len({point.month for point in panel.points}) > 1 for panel in shown)
    if not through or sum(len(panel.points) for panel in shown) < LEAST:
        return None
    year = group[0].period.year
    months = sorted({point.month for panel in shown for point in panel.points})
    ticks = {month: to_month(year, month, c.language) for month in months}
    names: dict[Kind, str] = {
        "own": c.say("printed"),
        "estimate": c.say("the report's estimate"),
        "implied": c.say("implied by a stated change"),
        "reference": c.say("elsewhere"),
    }
    values = spoken(
        tuple(
            Panel(
                panel.title,
                tuple(
                    Mark(
                        point.label or f"{ticks[point.month]} ({names[point.kind]})",
                        point.text,
                        point.point,
                    )
                    for point in panel.points
                ),
            )
            for panel in shown
        ),
        c.language,
    )
    return drawn(
        lambda *axes: plot_paths(*axes, panels=shown, ticks=ticks, names=names),
        height_mm=36,
        panels=len(shown),
        alt=c.say("Year-to-date growth through {year}. {values}", year=year, values=values),
        caption=c.say(
            Message(
                "Year-to-date growth on a year earlier, {year} (%; heavy line: zero; each panel "
                "has a scale of its own)"
                if len(shown) > 1
                else "Year-to-date growth on a year earlier, {year} (%; heavy line: zero)",
                {"year": year},
            )
        ),
        anchor="chart-path",
    )


def _through(c: Citation, series: Series) -> list[PathPoint]:
    """Return the printed, estimated and implied growth of a series through the year."""
    points = [
        PathPoint(
            each.period.end.month,
            signed(each.figure, c.language),
            each.figure.point,
            "estimate" if each.status == "estimate" else "own",
        )
        for each in series.path
    ]
    points += [
        PathPoint(period.end.month, signed(each.figure, c.language), each.figure.point, "own")
        for period, each, _ in series.looked_back()
        if period.year == series.period.year
    ]
    points += [
        PathPoint(
            period.end.month,
            signed(rate.value, c.language) + c.doubt(*rate.sources),
            rate.value.point,
            "implied",
            interval=rate.value.interval,
        )
        for period, rate in series.earlier()
        if period.year == series.period.year
    ]
    return points


def _beside(c: Citation, series: Series) -> list[PathPoint]:
    """Return growth elsewhere in the reported period."""
    if series.growth is None:
        return []
    return [
        PathPoint(
            each.period.end.month,
            signed(each.figure, c.language) + c.doubt(each),
            each.figure.point,
            "reference",
            label=c.reference(each, series.indicator),
        )
        for each in series.references
    ]


def _unpublished(
    c: Citation, unreported: Sequence[tuple[str, Observation]], counted: Collection[str]
) -> list[TargetRow]:
    """Return a row for the zones of one target that have no printed result."""
    areas: dict[str, list[str]] = {}
    for area, goal in unreported:
        if goal.measure == "yoy" and goal.figure.unit.dimension == "percent":
            areas.setdefault(goal.id, []).append(area)
    rows = []
    for name, members in areas.items():
        goal = c.report[name]
        parts: dict[str, object] = {
            "rate": signed(goal.figure, c.language) + c.inferred([goal]),
            "name": c.area(members[0]),
            "count": len(members),
        }
        text = (
            Message("{rate}, n.a. (below it)", parts)
            if goal.indicator in counted
            else Message("{rate}, n.a.", parts)
        )
        label = Message("{name} etc. ({count})", parts)
        rows.append(
            TargetRow(
                c.say(label) if len(members) > 1 else c.area(members[0]),
                None,
                "",
                goal.figure.point,
                c.say(text),
                group=c.indicator(goal.indicator, start=True),
            )
        )
    return rows


def target_chart(
    c: Citation,
    pairs: Sequence[ZoneTarget],
    group: Sequence[Series],
    unreported: Sequence[tuple[str, Observation]] = (),
    counted: Collection[str] = (),
) -> Chart | None:
    """Return growth against target: every zone, the unpublished as such, and all together.

    Of an indicator that is *counted*, the report's own sense is that they are not on target.
    """
    rows = []
    for each in pairs:
        if each.target.figure.unit.dimension != "percent":
            continue
        rows.append(
            TargetRow(
                c.area(each.area),
                each.achieved.figure.point,
                signed(each.achieved.figure, c.language),
                each.target.figure.point,
                signed(each.target.figure, c.language) + c.inferred([each.target]),
                each.reached,
                group=c.indicator(each.indicator, start=True),
            )
        )
    rows += _unpublished(c, unreported, counted)
    for series in group:
        goals, growth = series.target_range, series.growth
        if goals is None or growth is None or goals[0].ref_area == series.area:
            continue
        low, high = goals
        below = growth.figure.point < low.figure.point
        above = growth.figure.point >= high.figure.point
        rows.append(
            TargetRow(
                c.area(series.area),
                growth.figure.point,
                signed(growth.figure, c.language),
                low.figure.point,
                run_text(c.span(low, high)),
                False if below else True if above else None,
                high.figure.point,
                c.indicator(series.indicator, start=True),
            )
        )
    shown = tuple(rows)
    if len(shown) > MOST_ZONES:  # the best and the last; the table has all
        ordered = sorted(shown, key=lambda row: -((row.achieved or row.target) - row.target))
        shown = (*ordered[: MOST_ZONES // 2], *ordered[-MOST_ZONES // 2 :])
    if len(shown) < LEAST - 1:
        return None
    legend = (c.say("{goal}", goal=c.goal), c.say("at or above it"), c.say("below it"))
    values = spoken(
        tuple(
            Panel(
                group,
                tuple(
                    Mark(
                        row.label,
                        f"{row.achieved_text} ({legend[0]} {row.target_text})"
                        if row.achieved_text
                        else row.target_text,
                        row.achieved or Fraction(0),
                    )
                    for row in shown
                    if row.group == group
                ),
            )
            for group in dict.fromkeys(row.group for row in shown)
        ),
        c.language,
    )
    columns = target_columns(shown)
    caption = Message("Growth reached against the {goal} (%)", {"goal": c.goal})
    if len(shown) < len(rows):
        caption = Message("Growth against the {goal}, the first and the last (%)", {"goal": c.goal})
    wanted = [*(each.target for each in pairs), *(goal for _, goal in unreported)]
    rest = (Message(" ({note})", {"note": Message(REST)}),) if c.inferred(wanted) else ()
    return drawn(
        lambda *axes: plot_targets(*axes, columns=columns, legend=legend),
        height_mm=target_rows_height(columns),
        tall=ABOVE,
        panels=len(columns),
        alt=c.say("Growth reached beside the target of each zone. {values}", values=values),
        caption="".join(c.say(each) for each in (caption, *rest)),
        anchor="chart-targets",
    )
