"""Printed contributions to growth as a chart (拉动构成图)."""

from __future__ import annotations

from zoneanalysis.document.model import Chart
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.charts.marks import Mark, Panel, spoken
from zoneanalysis.review.charts.style import ABOVE, drawn
from zoneanalysis.review.charts.waterfall import plot_waterfall
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.pictures.words import mark, say
from zoneanalysis.review.wording import period_name

__all__ = ["contribution_chart"]

LEAST = 3  # contributions that make a chart


def contribution_chart(c: Citation) -> Chart | None:
    """Return the contributions that the report prints of its own period, in percentage points.

    Of one area and to one whole, that of most (X对GDP增长的拉动); whether they make up the whole
    growth is not said by the chart.
    """
    found_by: dict[tuple[str, str], dict[str, Observation]] = {}
    for each in c.report.find(measure="contribution", status="actual"):
        if each.period == report_period(c.report) and each.figure.unit.dimension == "point":
            _, _, whole = c.report.indicator_name(each.indicator, "zh").rpartition("对")
            found_by.setdefault((each.ref_area, whole), {}).setdefault(each.indicator, each)
    found = list(max(found_by.values(), key=len, default={}).values())
    if len(found) < LEAST:
        return None
    marks: tuple[Mark, ...] = tuple(
        mark(c, c.indicator(each.indicator, start=True), each, "own") for each in found
    )
    period = period_name(report_period(c.report), c.language, year=True)
    return drawn(
        lambda ax: plot_waterfall(ax, marks),
        height_mm=6 + 6 * len(marks),
        tall=ABOVE,
        alt=say(
            c,
            Message(
                "Printed contributions to growth, {period}. {values}",
                {"period": period, "values": spoken((Panel("", marks),), c.language)},
            ),
        ),
        caption=say(
            c, Message("Contributions to growth as printed, {period} (points)", {"period": period})
        ),
        anchor="chart-contributions",
    )
