"""Indices of purchasing managers against the line between growth and decline (荣枯线)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from zoneanalysis.document.model import Chart
from zoneanalysis.messages import Message
from zoneanalysis.review.charts.dots import Dots, Legend, dots_height, plot_panels
from zoneanalysis.review.charts.marks import Mark, Panel, spoken
from zoneanalysis.review.charts.style import ABOVE, drawn
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.facts.names import LINE, is_survey
from zoneanalysis.review.facts.rows import Row
from zoneanalysis.review.narrative.rates import is_own_row
from zoneanalysis.review.pictures.words import mark
from zoneanalysis.review.wording import period_name

__all__ = ["index_chart"]

LEAST = 3  # indices that make a chart


def index_chart(c: Citation, rows: Sequence[Row], anchor: str) -> Chart | None:
    """Return the indices of one survey of purchasing managers, the highest first, beside 50%.

    None of other surveys, whose indices have other lines.
    """
    if not is_survey(c.report):
        return None
    found = [
        mark(c, c.indicator(row.indicator, start=True), row.value, "own")
        for row in rows
        if row.value is not None and row.value.figure.unit.dimension == "percent"
        if is_own_row(c, row) and row.value.status == "actual"
    ]
    if len(found) < LEAST:
        return None
    found.sort(key=lambda each: -each.point)
    period = period_name(report_period(c.report), c.language, year=True)
    line = Mark(c.say("no change"), "50%", LINE)
    panel = Dots("", tuple(found), (), line)
    legend = Legend(period, "", "", "", "")
    caption = Message("Indices of purchasing managers, {period} (%)", {"period": period})
    values = spoken((Panel("", (*found, line)),), c.language)
    return drawn(
        partial(plot_panels, (panel,), named=True, legend=legend),
        height_mm=dots_height((panel,)),
        tall=ABOVE,
        alt=f"{c.say(caption)}{'：' if c.language == 'zh' else ': '}{values}",
        caption=c.say(caption),
        anchor=anchor,
    )
