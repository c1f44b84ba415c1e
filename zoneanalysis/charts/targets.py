"""Achieved against target, zone by zone: a tick for the target, a dot for what came (目标对照)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from zoneanalysis.charts.style import BRICK, GREY, INK, MUTED, OCHRE, TEAL

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["TargetRow", "plot_targets", "target_rows_height"]


@dataclass(frozen=True)
class TargetRow:
    """What one zone wanted and what it reached, in one unit.

    ``target_high`` is there where the row stands for zones with different targets.
    """

    label: str
    achieved: Fraction | None
    achieved_text: str
    target: Fraction
    target_text: str
    reached: bool | None = None
    target_high: Fraction | None = None


def target_rows_height(rows: tuple[TargetRow, ...]) -> float:
    """Return the height in millimetres that the chart needs."""
    return 12 + 7.0 * len(rows)


def plot_targets(ax: Axes, rows: tuple[TargetRow, ...], *, legend: tuple[str, str, str]) -> None:
    """Draw one line a row on *ax*; *legend* names target, reached and missed."""
    values = [float(row.target) for row in rows] + [
        float(value)
        for row in rows
        for value in (row.achieved, row.target_high)
        if value is not None
    ]
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    ax.set_xlim(low - 0.24 * span if low < 0 else -0.02 * span, high + 0.19 * span)
    ax.axvline(0, color=GREY, linewidth=0.6, zorder=1)
    for y, row in enumerate(rows):
        _row(ax, y, row, span)
    ax.set_yticks(range(len(rows)), [row.label for row in rows])
    ax.set_ylim(len(rows) - 0.4, -0.75)
    ax.set_xticks([])
    names = zip(("|", "o", "o"), (INK, TEAL, BRICK), ("none", TEAL, "none"), legend, strict=True)
    handles = [
        ax.plot(
            [],
            [],
            linestyle="none",
            marker=marker,
            color=colour,
            markerfacecolor=face,
            markersize=9 if marker == "|" else 6.5,
            markeredgewidth=2 if marker == "|" else 1.4,
            label=name,
        )[0]
        for marker, colour, face, name in names
    ]
    ax.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=3,
        frameon=False,
        handletextpad=0.3,
        columnspacing=1.4,
        borderaxespad=0,
        fontsize=8.5,
    )


def _row(ax: Axes, y: float, row: TargetRow, span: float) -> None:
    goal = float(row.target)
    ax.plot([goal, goal], [y - 0.3, y + 0.3], color=INK, linewidth=2, zorder=4)
    if row.target_high is not None and row.target_high != row.target:
        top = float(row.target_high)
        ax.plot([top, top], [y - 0.3, y + 0.3], color=INK, linewidth=2, zorder=4)
        ax.fill_between([goal, top], y - 0.3, y + 0.3, color=OCHRE, alpha=0.3, linewidth=0)
    right_end = max(goal, float(row.target_high or goal))
    if row.achieved is None:
        ax.text(right_end + 0.015 * span, y, row.target_text, va="center", color=MUTED, fontsize=8)
        return
    value = float(row.achieved)
    colour = GREY if row.reached is None else TEAL if row.reached else BRICK
    ax.plot([goal, value], [y, y], color=colour, linewidth=2.2, zorder=2, solid_capstyle="butt")
    ax.plot(
        [value],
        [y],
        marker="o",
        markersize=7,
        color=colour,
        zorder=5,
        markerfacecolor="white" if row.reached is False else colour,
        markeredgewidth=1.5,
    )
    ahead = value >= goal
    ax.text(
        value + (0.022 if ahead else -0.022) * span,
        y,
        row.achieved_text,
        ha="left" if ahead else "right",
        va="center",
        weight="bold",
    )
    ax.text(
        (goal - 0.012 * span) if ahead else right_end + 0.012 * span,
        y,
        row.target_text,
        ha="right" if ahead else "left",
        va="center",
        color=MUTED,
        fontsize=8,
    )
