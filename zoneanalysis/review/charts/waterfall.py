"""Contributions to growth, one behind the other up to their sum (拉动构成)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneanalysis.review.charts.marks import Mark
from zoneanalysis.review.charts.style import (
    BLUE,
    BRICK,
    GREY,
    INK,
    TEAL,
    is_narrow,
    label_rows,
    tips,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_waterfall"]


def plot_waterfall(ax: Axes, marks: tuple[Mark, ...], *, total: bool = False) -> None:
    """Draw a bar a contribution, each from where the one before ends; from 0 the last, a total."""
    at, ends = 0.0, [0.0]
    for y, mark in enumerate(marks):
        value = float(mark.point)
        whole = total and y + 1 == len(marks)
        at = 0.0 if whole else at
        ax.barh(
            y,
            value,
            left=at,
            height=0.62,
            color=BLUE if whole else TEAL if value >= 0 else BRICK,
            linewidth=0,
            gid=tips((mark.label, mark.text)),
        )
        at += value
        ends.append(at)
        if y + 1 < len(marks):
            ax.plot([at, at], [y + 0.31, y + 0.69], color=GREY, linewidth=0.8)
        beside = max(at, at - value)
        ax.annotate(
            mark.text,
            (beside, y),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
        )
    span = (max(ends) - min(ends)) or 1.0
    ax.set_xlim(min(ends) - 0.02 * span, max(ends) + 0.15 * span)
    ax.set_ylim(len(marks) - 0.5, -0.6)
    ax.axvline(0, color=INK, linewidth=0.8)
    ax.set_xticks([])
    bold = len(marks) - 1 if total and not is_narrow(ax) else -1
    label_rows(ax, [(float(y), mark.label, y == bold) for y, mark in enumerate(marks)])
