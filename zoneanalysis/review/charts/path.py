"""Year-to-date growth through the year: printed, estimated and implied points (累计增速走势)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from zoneanalysis.review.charts.marks import COLOURS, Kind, ends
from zoneanalysis.review.charts.style import GREY, INK, MUTED, legend_columns
from zoneanalysis.values.intervals import Interval

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["PathPanel", "PathPoint", "plot_paths"]

_SHAPES: dict[Kind, tuple[str, bool]] = {
    "own": ("o", True),
    "estimate": ("s", False),
    "implied": ("D", False),
    "reference": ("^", True),
    "target": ("_", True),
}


@dataclass(frozen=True)
class PathPoint:
    """Year-to-date growth after so many months."""

    month: int
    text: str
    point: Fraction
    kind: Kind
    label: str = ""
    interval: Interval | None = None


@dataclass(frozen=True)
class PathPanel:
    """One indicator's path; ``targets`` are the lowest and the highest target, if any."""

    title: str
    points: tuple[PathPoint, ...]
    targets: tuple[Fraction, Fraction, str] | None = None


def plot_paths(
    *axes: Axes, panels: tuple[PathPanel, ...], ticks: dict[int, str], names: dict[Kind, str]
) -> None:
    """Draw a panel an Axes; *ticks* name the months, *names* the kinds of point."""
    for ax, panel in zip(axes, panels, strict=True):
        _panel(ax, panel, ticks)
    kinds = dict.fromkeys(point.kind for panel in panels for point in panel.points)
    if len(kinds) < 2:
        return
    for kind in kinds:
        shape, filled = _SHAPES[kind]
        axes[0].plot(
            [],
            [],
            linestyle="none",
            marker=shape,
            markersize=5.5,
            color=COLOURS[kind],
            markerfacecolor=COLOURS[kind] if filled else "white",
            label=names[kind],
        )
    axes[0].figure.legend(
        loc="outside lower left",
        ncols=legend_columns(names[kind] for kind in kinds),
        frameon=False,
        handletextpad=0.2,
        columnspacing=1.4,
        fontsize=8.5,
    )


def _panel(ax: Axes, panel: PathPanel, ticks: dict[int, str]) -> None:
    points = sorted(panel.points, key=lambda each: each.month)
    values = [float(each.point) for each in points]
    extra = [float(panel.targets[0]), float(panel.targets[1])] if panel.targets else []
    low, high = min(0.0, *values, *extra), max(0.0, *values, *extra)
    span = (high - low) or 1.0
    ax.axhline(0, color=INK, linewidth=0.8, zorder=1)
    ax.plot([each.month for each in points], values, color=GREY, linewidth=1.2, zorder=2)
    for index, each in enumerate(points):
        shape, filled = _SHAPES[each.kind]
        colour = COLOURS[each.kind]
        left, right = ends(each.interval, each.point)
        ax.errorbar(
            each.month,
            float(each.point),
            yerr=[[left], [right]],
            color=colour,
            linewidth=1.0,
            capsize=2.5,
            marker=shape,
            markersize=6,
            zorder=4,
            markerfacecolor=colour if filled else "white",
            markeredgewidth=1.3,
        )
        value = float(each.point)
        others = [values[i] for i in (index - 1, index + 1) if 0 <= i < len(values)]
        below = value < 0 if not others else value < sum(others) / len(others)
        ax.annotate(
            each.text,
            (each.month, value),
            xytext=(0, -9 if below else 9),
            textcoords="offset points",
            ha="center",
            va="top" if below else "bottom",
            weight="bold" if each.kind == "own" else "normal",
        )
    if panel.targets:
        bottom, top, name = panel.targets
        ax.axhspan(float(bottom), float(top), color="#c98a1b", alpha=0.25, linewidth=0, zorder=0)
        ax.text(
            1,
            (float(bottom) + float(top)) / 2,
            name,
            transform=ax.get_yaxis_transform(),
            ha="right",
            va="center",
            fontsize=8,
            color=MUTED,
        )
    months = sorted({each.month for each in points})
    ax.set_xticks(months, [ticks[month] for month in months])
    ax.set_xlim(months[0] - 0.7, months[-1] + 0.7)
    ax.set_ylim(low - 0.3 * span, high + 0.25 * span)
    ax.set_yticks([])
    ax.set_title(panel.title)
