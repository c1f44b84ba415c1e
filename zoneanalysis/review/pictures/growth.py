"""Growth, paths and targets as charts (增速图)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zoneanalysis.document.model import Chart
from zoneanalysis.messages import Message
from zoneanalysis.review.charts.growth import growth_height, plot_growth
from zoneanalysis.review.charts.marks import Kind, Mark, Panel, spoken
from zoneanalysis.review.charts.path import PathPanel, PathPoint, plot_paths
from zoneanalysis.review.charts.style import drawn
from zoneanalysis.review.charts.targets import TargetRow, plot_targets, target_rows_height
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.economy import Series
from zoneanalysis.review.facts.targets import ZoneTarget
from zoneanalysis.review.pictures.words import mark, say
from zoneanalysis.review.wording import period_name, signed
from zoneanalysis.values.periods import Period

__all__ = ["growth_chart", "path_chart", "target_chart"]

MOST_SERIES = 8
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def growth_chart(c: Citation, group: Sequence[Series]) -> Chart | None:
    """Return growth of every series beside city and province; None where there is none."""
    compared = [each for each in group if each.growth is not None]
    if not compared:
        return None
    with_reference = [each for each in compared if each.references]
    panels = []
    few = len(compared) <= MOST_SERIES
    for series in (compared if few or not with_reference else with_reference)[:MOST_SERIES]:
        growth = series.growth
        if growth is None:
            continue
        own = [mark(c, c.area(series.area), growth, "own")]
        others = [
            mark(c, c.reference(each, series.indicator), each, "reference")
            for each in series.references
        ]
        panels.append(Panel(c.indicator(series.indicator, start=True), tuple(own + others)))
    grouped = tuple(panels)
    period = period_name(compared[0].period, c.language, year=True)
    return drawn(
        lambda ax: plot_growth(ax, grouped),
        height_mm=growth_height(grouped),
        alt=say(
            c,
            Message(
                "Bars of growth on a year earlier, {period}. {values}",
                {"period": period, "values": spoken(grouped, c.language)},
            ),
        ),
        caption=say(c, Message("Growth on a year earlier, {period} (%)", {"period": period})),
        anchor="chart-growth",
    )


def path_chart(c: Citation, group: Sequence[Series]) -> Chart | None:
    """Return year-to-date growth through the year, of up to three series with two points."""
    panels = []
    for series in group:
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
            PathPoint(
                period.end.month,
                signed(rate.value, c.language),
                rate.value.point,
                "implied",
                interval=rate.value.interval,
            )
            for period, rate in series.earlier()
        ]
        if len(points) > 1:
            points.sort(key=lambda each: each.month)
            panels.append(PathPanel(c.indicator(series.indicator, start=True), tuple(points)))
    shown = tuple(panels[:3])
    if not shown:
        return None
    year = group[0].period.year
    months = sorted({point.month for panel in shown for point in panel.points})
    ticks = {month: period_name(Period.ytd(year, month), c.language) for month in months}
    if c.language == "en":
        ticks = {month: f"Jan–{_SHORT[month - 1]}" for month in months}
    names: dict[Kind, str] = {
        "own": say(c, Message("printed")),
        "estimate": say(c, Message("the report's estimate")),
        "implied": say(c, Message("implied by a stated change")),
    }
    values = spoken(
        tuple(
            Panel(
                panel.title,
                tuple(
                    Mark(f"{ticks[point.month]} ({names[point.kind]})", point.text, point.point)
                    for point in panel.points
                ),
            )
            for panel in shown
        ),
        c.language,
    )
    return drawn(
        lambda *axes: plot_paths(*axes, panels=shown, ticks=ticks, names=names),
        height_mm=47,
        panels=len(shown),
        alt=say(
            c,
            Message(
                "Year-to-date growth through {year}. {values}", {"year": year, "values": values}
            ),
        ),
        caption=say(
            c, Message("Year-to-date growth on a year earlier, {year} (%)", {"year": year})
        ),
        anchor="chart-path",
    )


def target_chart(c: Citation, pairs: Sequence[ZoneTarget], group: Sequence[Series]) -> Chart | None:
    """Return growth against target, zone by zone, and of the zones together."""
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
                signed(each.target.figure, c.language),
                each.reached,
                group=c.indicator(each.indicator, start=True),
            )
        )
    for series in group:
        goals, growth = series.target_range, series.growth
        if goals is None or growth is None or goals[0].ref_area == series.area:
            continue
        low, high = goals
        span = signed(low.figure, c.language)
        if high.figure.point != low.figure.point:
            span += ("～" if c.language == "zh" else "–") + signed(high.figure, c.language)
        below = growth.figure.point < low.figure.point
        above = growth.figure.point >= high.figure.point
        rows.append(
            TargetRow(
                c.area(series.area),
                growth.figure.point,
                signed(growth.figure, c.language),
                low.figure.point,
                span,
                False if below else True if above else None,
                high.figure.point,
                c.indicator(series.indicator, start=True),
            )
        )
    shown = tuple(rows)
    if not shown:
        return None
    legend = (
        say(c, Message("target for the year")),
        say(c, Message("at or above it")),
        say(c, Message("below it")),
    )
    values = spoken(
        tuple(
            Panel(
                group,
                tuple(
                    Mark(
                        row.label,
                        f"{row.achieved_text} ({legend[0]} {row.target_text})",
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
    return drawn(
        lambda ax: plot_targets(ax, shown, legend=legend),
        height_mm=target_rows_height(shown),
        alt=say(
            c,
            Message("Growth reached beside the target of each zone. {values}", {"values": values}),
        ),
        caption=say(c, Message("Growth reached against the target for the year (%)")),
        anchor="chart-targets",
    )
