"""Contributions to growth, one behind the other up to their sum (拉动构成)."""

from __future__ import annotations

from zoneanalysis.review.charts.canvas import Axes, Bar, Line, Text
from zoneanalysis.review.charts.marks import Mark
from zoneanalysis.review.charts.style import BLUE, BRICK, GREY, TEAL, label_rows, tips

__all__ = ["plot_waterfall"]


def plot_waterfall(ax: Axes, marks: tuple[Mark, ...], *, total: bool = False) -> None:
    """Draw a bar a contribution, each from where the one before ends; from 0 the last, a total."""
    at, ends = 0.0, [0.0]
    for y, mark in enumerate(marks):
        value = float(mark.point)
        whole = total and y + 1 == len(marks)
        at = 0.0 if whole else at
        colour = BLUE if whole else TEAL if value >= 0 else BRICK
        told = tips((mark.label, mark.text))
        ax.add(Bar((at, at + value), (y - 0.31, y + 0.31), colour, told=told, order=1))
        at += value
        ends.append(at)
        if y + 1 < len(marks):
            ax.add(Line([at, at], [y + 0.31, y + 0.69], GREY, 0.8))
        beside = max(at, at - value)
        ax.add(Text(beside, y, mark.text, shift=(4, 0)))
    span = (max(ends) - min(ends)) or 1.0
    ax.xlim = (min(ends) - 0.02 * span, max(ends) + 0.15 * span)
    ax.ylim = (len(marks) - 0.5, -0.6)
    ax.vline(0)
    bold = len(marks) - 1 if total and not ax.canvas.narrow else -1
    label_rows(ax, [(float(y), mark.label, y == bold) for y, mark in enumerate(marks)], alone=True)
