"""Charts of a city over several reports (历年走势)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from zoneanalysis.document.model import Chart
from zoneanalysis.history.outcomes import Came, Outcome
from zoneanalysis.history.standing import same_digits
from zoneanalysis.messages import Message
from zoneanalysis.reports.series import Key, Point, SeriesIndex
from zoneanalysis.review.charts.history import HistoryPanel, HistoryPoint, plot_history
from zoneanalysis.review.charts.style import ABOVE, drawn
from zoneanalysis.review.charts.targets import TargetRow, plot_targets, target_rows_height
from zoneanalysis.review.wording import largest, number_text, unit_name
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.periods import Period

__all__ = ["history_chart", "outcome_chart"]

_MOST, _ACROSS = 9, 3  # panels of a chart, and panels in a row
_EACH = 8  # points of a panel that each have their number; of more, the last of a year has
_WIDE = 26  # of a line of a title, in half-width signs


def history_chart(
    index: SeriesIndex, keys: Sequence[Key], language: str, *, anchor: str = "chart-history"
) -> Chart | None:
    """Return small charts of series with two periods or more; None where there are none.

    At most nine, the first of *keys*. Half-years join half-years, years join years, and the months
    of a panel the months of their year; where a break is declared the line is dashed; the first
    vintage of what was revised stands hollow.
    """
    shown = [key for key in keys if len({p.period for p in _actual(index, key)}) > 1][:_MOST]
    if not shown:
        return None
    panels = tuple(_panel(index, key, language) for key in shown)
    rows = -(-len(panels) // _ACROSS)
    sep = "" if language == "zh" else " "
    told = "; ".join(
        f"{panel.title.replace(chr(10), sep)}: "
        + ", ".join(f"{each.tick} {each.text}" for each in panel.points if not each.quiet)
        for panel in panels
    )
    return drawn(
        lambda *axes: plot_history(*axes, panels=panels),
        height_mm=38.0 * rows,
        panels=min(_ACROSS, len(panels)),
        rows=rows,
        narrow=(-(-len(panels) // 2), min(2, len(panels))),
        alt=Message("Each series over the reports. {values}", {"values": told}).render(language),
        caption=Message("Over the reports, as printed").render(language),
        anchor=anchor,
    )


def outcome_chart(rows: Sequence[tuple[str, str, Outcome]], language: str) -> Chart | None:
    """Return growth as said against growth as it came; None where nothing of the kind came.

    Parameters
    ----------
    rows : sequence of (str, str, Outcome)
        Each with what it is of, and who said it when.
    """
    shown = tuple(
        TargetRow(
            who,
            each.rates[2],
            format_half_up(each.rates[2], 1, sign=True),
            each.rates[0],
            _said(each.rates[0], each.rates[1], language),
            each.came in {Came.HIT, Came.COVERED},
            each.rates[1],
            group=name,
        )
        for name, who, each in rows
        if each.rates and each.kind != "priority"
    )
    if not shown:
        return None
    legend = (
        Message("as said, or the forecast's 80% interval"),
        Message("came true, or inside"),
        Message("did not, or outside"),
    )
    words = tuple(each.render(language) for each in legend)
    told = "; ".join(
        f"{row.group}, {row.label} {row.target_text}: {row.achieved_text}" for row in shown
    )
    return drawn(
        lambda ax: plot_targets(ax, columns=(shown,), legend=(words[0], words[1], words[2])),
        height_mm=target_rows_height((shown,)),
        tall=ABOVE,
        alt=Message("Growth as said, then as it came, percent. {values}", {"values": told}).render(
            language
        ),
        caption=Message("Growth as said and as it came, percent").render(language),
        anchor="chart-outcomes",
    )


def _said(low: Fraction, high: Fraction, language: str) -> str:
    ends = dict.fromkeys(format_half_up(each, 1, sign=True) for each in (low, high))
    return ("～" if language == "zh" else " to ").join(ends)


def _actual(index: SeriesIndex, key: Key) -> list[Point]:
    """Return what came: the year to date alone, or other spans where it has one period or none."""
    points = [p for p in index.points[key] if p.observation.status == "actual"]
    to_date = [p for p in points if p.period.is_ytd]
    return to_date if len({p.period for p in to_date}) > 1 else points


def _panel(index: SeriesIndex, key: Key, language: str) -> HistoryPanel:
    points = _actual(index, key)
    report, unit, area = points[-1].report, index.unit_of(key), index.areas.get(key.area)
    place = area.short(language) if area else key.area
    values = [point.observation.figure.to(unit) for point in points]
    most = largest(values, language)  # of money, which English counts in one unit of its own
    counted = unit_name(most or values[0], language)
    name = f"{report.indicator_name(key.indicator, language)} ({counted})"
    title = f"{place}{name}" if language == "zh" else f"{name}, {place}"
    latest = {point.period: point for point in points}
    last_of_year = {point.period.year: point for point in latest.values()}
    monthly = len(latest) > _EACH
    made: list[HistoryPoint] = []
    last: dict[str, Period] = {}
    for point, value in zip(points, values, strict=True):
        period, figure = point.period, point.observation.figure
        group = str(period.end.month) if period.is_ytd else ""
        group = str(period.year) if monthly and period.is_ytd else group
        broken = index.break_between(key, last.get(group, period), period)
        made.append(
            HistoryPoint(
                at=period.end.index,
                tick=_tick(period),
                text=number_text(value, language, decimals=min(figure.decimals, 2), beside=most),
                value=value.point,
                group=group,
                since=None if broken is None else broken.since.index,
                revised=not same_digits(figure, latest[period].observation.figure),
                quiet=monthly and last_of_year[period.year] is not point,
            )
        )
        last[group] = period
    return HistoryPanel(_lines(title), tuple(made), zero=key.measure == "yoy")


def _lines(title: str) -> str:
    """Return a title in lines that its panel has room for: cut at words, Chinese anywhere."""
    lines = [""]
    for piece in re.findall(r"\([^)]*\),?\s*|[^\s(\u2e80-\uffff]+\s*|[\u2e80-\uffff]", title):
        if sum(1 + (sign > "\u2e7f") for sign in (lines[-1] + piece).rstrip()) > _WIDE:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines if line)


def _tick(period: Period) -> str:
    month = period.end.month
    half = {6: " H1", 12: ""}.get(month, f"-{month:02d}")
    return f"{period.year}{half}"
