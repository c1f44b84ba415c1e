"""A quantity over several reports, small and side by side (历年走势小图)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from zoneanalysis.review.charts.canvas import Axes, Line, Marks, Text
from zoneanalysis.review.charts.style import BLUE, BRICK, FONT_SIZE, GREY, GROUND, INK, MUTED, tips

__all__ = ["HistoryPanel", "HistoryPoint", "plot_history"]


@dataclass(frozen=True)
class HistoryPoint:
    """A value: where it stands in time (months), its tick, its text, and what becomes of it.

    ``group`` joins points by a line (the half-years, the years); a break declared ``since`` a month
    dashes it; ``revised`` draws the first vintage hollow beside the latest. A ``quiet``
    point is one of many: small, without a tick and its text.
    """

    at: int
    tick: str
    text: str
    value: Fraction
    group: str = ""
    since: int | None = None
    revised: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class HistoryPanel:
    """One series."""

    title: str
    points: tuple[HistoryPoint, ...]
    zero: bool = False


def plot_history(*axes: Axes, panels: tuple[HistoryPanel, ...]) -> None:
    """Draw a panel an Axes; Axes without a panel are left empty."""
    for ax, panel in zip(axes, panels, strict=False):
        _panel(ax, panel)


def _panel(ax: Axes, panel: HistoryPanel) -> None:
    values = [float(each.value) for each in panel.points]
    low, high = min(values), max(values)
    if panel.zero:
        low, high = min(0.0, low), max(0.0, high)
        ax.hline(0, order=1)
    span = (high - low) or 1.0
    for group in dict.fromkeys(each.group for each in panel.points):
        points = [each for each in panel.points if each.group == group and not each.revised]
        for first, last in pairwise(points):
            dash = "" if last.since is None else "2.2 2.2"
            x, y = (first.at, last.at), (float(first.value), float(last.value))
            ax.add(Line(x, y, GREY, 1.1, dash))
            if last.since is not None:
                ax.vline(last.since, BRICK, order=1)
    for each in panel.points:
        colour = MUTED if each.revised else BLUE
        below = _below(each, panel)
        value, size = float(each.value), 2 if each.quiet else 5
        face = "#ffffff" if each.revised else ""
        told = tips((panel.title, each.tick, each.text))
        ax.add(Marks([each.at], [value], "o", size, colour, face, told=told, order=3))
        if not each.quiet:
            ax.add(
                Text(
                    each.at,
                    value,
                    each.text,
                    "middle",
                    "top" if below else "bottom",
                    (0, 7 if below else -7),
                    size=7.5,
                    colour=colour if each.revised else INK,
                    ground=GROUND,
                )
            )
    ticks = {float(each.at): each.tick for each in panel.points if not each.quiet}
    ax.xticks(ticks, MUTED, 7)
    span_months = [each.at for each in panel.points]
    ax.xlim = (min(span_months) - 4, max(span_months) + 4)
    ax.ylim = (low - 0.3 * span, high + 0.3 * span)
    ax.title(panel.title, FONT_SIZE - 0.5)


def _below(point: HistoryPoint, panel: HistoryPanel) -> bool:
    """Whether a point's text stands below it: clear of a higher vintage, and of the zero line."""
    beside = [each.value for each in panel.points if each.at == point.at and each is not point]
    higher, lower = any(v > point.value for v in beside), any(v < point.value for v in beside)
    return higher if higher != lower else panel.zero and point.value < 0
