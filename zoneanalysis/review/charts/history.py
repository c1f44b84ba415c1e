"""A quantity over several reports, small and side by side (历年走势小图)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from zoneanalysis.review.charts.style import (
    BLUE,
    BRICK,
    FONT_SIZE,
    GREY,
    INK,
    MUTED,
    NO_FRAME,
    tips,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

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
    for ax in axes[len(panels) :]:
        ax.set_axis_off()
    for ax, panel in zip(axes, panels, strict=False):
        _panel(ax, panel)


def _panel(ax: Axes, panel: HistoryPanel) -> None:
    values = [float(each.value) for each in panel.points]
    low, high = min(values), max(values)
    if panel.zero:
        low, high = min(0.0, low), max(0.0, high)
        ax.axhline(0, color=INK, linewidth=0.8, zorder=1)
    span = (high - low) or 1.0
    for group in dict.fromkeys(each.group for each in panel.points):
        points = [each for each in panel.points if each.group == group and not each.revised]
        for first, last in pairwise(points):
            style = "-" if last.since is None else (0, (2, 2))
            x, y = (first.at, last.at), (float(first.value), float(last.value))
            ax.plot(x, y, color=GREY, linewidth=1.1, linestyle=style, zorder=2)
            if last.since is not None:
                ax.axvline(last.since, color=BRICK, linewidth=0.8, zorder=1)
    for each in panel.points:
        colour = MUTED if each.revised else BLUE
        below = _below(each, panel)
        ax.plot(
            each.at,
            float(each.value),
            marker="o",
            markersize=2 if each.quiet else 5,
            color=colour,
            markerfacecolor="white" if each.revised else colour,
            zorder=3,
            gid=tips((panel.title, each.tick, each.text)),
        )
        ax.annotate(
            "" if each.quiet else each.text,
            (each.at, float(each.value)),
            xytext=(0, -7 if below else 7),
            textcoords="offset points",
            ha="center",
            va="top" if below else "bottom",
            fontsize=7.5,
            color=colour if each.revised else INK,
            bbox=NO_FRAME,
        )
    ticks = {each.at: each.tick for each in panel.points if not each.quiet}
    ax.set_xticks(list(ticks), list(ticks.values()), fontsize=7)
    span_months = [each.at for each in panel.points]
    ax.set_xlim(min(span_months) - 4, max(span_months) + 4)
    ax.set_ylim(low - 0.3 * span, high + 0.3 * span)
    ax.set_yticks([])
    ax.set_title(panel.title, fontsize=FONT_SIZE - 0.5)


def _below(point: HistoryPoint, panel: HistoryPanel) -> bool:
    """Whether a point's text stands below it: clear of a higher vintage, and of the zero line."""
    beside = [each.value for each in panel.points if each.at == point.at and each is not point]
    higher, lower = any(v > point.value for v in beside), any(v < point.value for v in beside)
    return higher if higher != lower else panel.zero and point.value < 0
