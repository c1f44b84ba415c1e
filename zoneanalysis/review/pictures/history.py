"""Charts of a city over several reports (历年走势)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.document.model import Chart
from zoneanalysis.messages import Message
from zoneanalysis.reports.series import Key, Point, SeriesIndex
from zoneanalysis.review.charts.history import HistoryPanel, HistoryPoint, plot_history
from zoneanalysis.review.charts.style import drawn
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.periods import Period

__all__ = ["history_chart"]

_MOST, _ACROSS = 9, 3  # panels of a chart, and panels in a row


def history_chart(
    index: SeriesIndex, keys: Sequence[Key], language: str, *, anchor: str = "chart-history"
) -> Chart | None:
    """Return small charts of series with two periods or more; None where there are none.

    At most nine, the first of *keys*. Half-years join half-years, years join years; where a break
    is declared the line is dashed; the first vintage of what was revised stands hollow.
    """
    shown = [key for key in keys if len({p.period for p in _actual(index, key)}) > 1][:_MOST]
    if not shown:
        return None
    panels = tuple(_panel(index, key, language) for key in shown)
    rows = -(-len(panels) // _ACROSS)
    told = "; ".join(
        f"{panel.title}: " + ", ".join(f"{each.tick} {each.text}" for each in panel.points)
        for panel in panels
    )
    return drawn(
        lambda *axes: plot_history(*axes, panels=panels),
        height_mm=38.0 * rows,
        panels=min(_ACROSS, len(panels)),
        rows=rows,
        alt=Message("Each series over the reports. {values}", {"values": told}).render(language),
        caption=Message("Over the reports, as printed").render(language),
        anchor=anchor,
    )


def _actual(index: SeriesIndex, key: Key) -> list[Point]:
    return [p for p in index.points[key] if p.observation.status == "actual"]


def _panel(index: SeriesIndex, key: Key, language: str) -> HistoryPanel:
    points = _actual(index, key)
    report = points[-1].report
    unit = index.unit_of(key)
    area = index.areas.get(key.area)
    names = (
        area.short(language) if area else key.area,
        report.indicator_name(key.indicator, language),
        f"({unit.symbol})",
    )
    made: list[HistoryPoint] = []
    last: dict[str, Period] = {}
    latest = {point.period: point for point in points}
    for point in points:
        group = str(point.period.end.month) if point.period.is_ytd else ""
        value = point.observation.figure.to(unit)
        before = last.get(group, point.period)
        decimals = min(point.observation.figure.decimals, 2)
        made.append(
            HistoryPoint(
                at=point.period.end.index,
                tick=_tick(point.period),
                text=format_half_up(value.point, decimals),
                value=value.point,
                group=group,
                broken=index.break_between(key, before, point.period) is not None,
                revised=latest[point.period].observation.figure.point
                != point.observation.figure.point,
            )
        )
        last[group] = point.period
    return HistoryPanel(" ".join(names), tuple(made), zero=key.measure == "yoy")


def _tick(period: Period) -> str:
    month = period.end.month
    half = {6: " H1", 12: ""}.get(month, f"-{month:02d}")
    return f"{period.year}{half}"
