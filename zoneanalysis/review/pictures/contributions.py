"""Printed contributions to growth as a chart (拉动构成图)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from zoneanalysis.document.model import Chart
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.charts.growth import growth_height, plot_growth
from zoneanalysis.review.charts.marks import Mark, Panel, spoken
from zoneanalysis.review.charts.style import ABOVE, drawn
from zoneanalysis.review.charts.waterfall import plot_waterfall
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.pictures.words import mark
from zoneanalysis.review.wording import period_name

__all__ = ["contribution_chart"]

LEAST = 3  # contributions that make a chart


def contribution_chart(c: Citation) -> Chart | None:
    """Return the contributions that the report prints of its own period, in percentage points.

    Where its words say that they make up the growth of a whole, each begins where the one before
    ends, up to that growth. Else those of one area and to one whole (X对GDP增长的拉动), the most,
    each from zero: some may be parts of others.
    """
    whole = _whole(c)
    found = list(whole or _most(c))
    if len(found) < LEAST + len(whole[-1:]):
        return None
    marks: tuple[Mark, ...] = tuple(
        mark(c, c.indicator(each.indicator, start=True), each, "own") for each in found
    )
    panels = (Panel("", marks),)
    period = period_name(report_period(c.report), c.language, year=True)
    return drawn(
        partial(plot_waterfall, marks=marks, total=True)
        if whole
        else partial(plot_growth, panels=panels, to_scale=True),
        height_mm=6 + 6 * len(marks) if whole else growth_height(panels),
        tall=ABOVE,
        alt=c.say(
            "Printed contributions to growth, {period}. {values}",
            period=period,
            values=spoken(panels, c.language),
        ),
        caption=c.say("Contributions to growth as printed, {period} (points)", period=period),
        anchor="chart-contributions",
    )


def _whole(c: Citation) -> Sequence[Observation]:
    """Return contributions that are said to be all, and behind them the growth they make up."""
    for claim in c.report.claims:
        parts = claim.inputs.get("contribution", ())
        if (
            claim.check == "contributions_sum"
            and claim.is_sure
            and claim.params.get("complete") == "yes"
            and c.report[claim.stated].period == report_period(c.report)
        ):
            return [c.report[each] for each in (*parts, claim.stated)]
    return ()


def _most(c: Citation) -> Sequence[Observation]:
    """Return the contributions of one area to one whole, where they are most."""
    found: dict[tuple[str, str], dict[str, Observation]] = {}
    for each in c.report.find(measure="contribution", status="actual"):
        if each.period == report_period(c.report) and each.figure.unit.dimension == "point":
            _, _, whole = c.report.indicator_name(each.indicator, "zh").rpartition("对")
            found.setdefault((each.ref_area, whole), {}).setdefault(each.indicator, each)
    return list(max(found.values(), key=len, default={}).values())
