"""Year-to-date growth through the year: printed, estimated and implied points (累计增速走势)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from zoneanalysis.review.charts.marks import COLOURS, Kind, ends
from zoneanalysis.review.charts.style import GREY, INK, MUTED, NO_FRAME, legend_columns, tips
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
    """One indicator's path; points of kind "reference" stand beside it with their label."""

    title: str
    points: tuple[PathPoint, ...]


def plot_paths(
    *axes: Axes, panels: tuple[PathPanel, ...], ticks: dict[int, str], names: dict[Kind, str]
) -> None:
    """Draw a panel an Axes; *ticks* name the months, *names* the kinds of point."""
    for ax, panel in zip(axes, panels, strict=True):
        _panel(ax, panel, ticks, names)
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
        ncols=legend_columns(axes[0], [names[kind] for kind in kinds]),
        frameon=False,
        handletextpad=0.2,
        columnspacing=1.4,
        fontsize=8.5,
    )


def _panel(ax: Axes, panel: PathPanel, ticks: dict[int, str], names: dict[Kind, str]) -> None:
    points = [each for each in panel.points if each.kind != "reference"]
    beside = [each for each in panel.points if each.kind == "reference"]
    values = [float(each.point) for each in points]
    extra = [float(each.point) for each in beside]
    low, high = min(0.0, *values, *extra), max(0.0, *values, *extra)
    span = (high - low) or 1.0
    high = max(high, _beside(ax, panel.title, beside, span))
    ax.axhline(0, color=INK, linewidth=0.8, zorder=1)
    ax.plot([each.month for each in points], values, color=GREY, linewidth=1.2, zorder=2)
    for index, each in enumerate(points):
        shape, filled = _SHAPES[each.kind]
        colour = COLOURS[each.kind]
        down, up = ends(each.interval, each.point)
        if down or up:
            ax.errorbar(
                each.month, float(each.point), yerr=[[down], [up]], color=colour, linewidth=1.0,
                capsize=2.5, zorder=4,
            )  # fmt: skip
        ax.plot(
            each.month,
            float(each.point),
            color=colour,
            marker=shape,
            markersize=6,
            zorder=4,
            gid=tips((panel.title, f"{ticks[each.month]} {names[each.kind]}", each.text)),
            markerfacecolor=colour if filled else "white",
            markeredgewidth=1.3,
        )
        value = float(each.point)
        others = [values[i] for i in (index - 1, index + 1) if 0 <= i < len(values)]
        below = value < 0 if not others else value < sum(others) / len(others)
        left_of = bool(beside) and each.month == beside[0].month  # clear of what stands above
        ax.annotate(
            each.text,
            (each.month, value),
            xytext=(-5 if left_of else 0, -9 if below else 9),
            textcoords="offset points",
            ha="right" if left_of else "center",
            va="top" if below else "bottom",
            weight="bold" if each.kind == "own" else "normal",
            bbox=NO_FRAME,
        )
    months = sorted({each.month for each in panel.points})
    ax.set_xticks(months, [ticks[month] for month in months])
    wide = months[-1] - months[0] or 1
    ax.set_xlim(months[0] - 0.2 * wide, months[-1] + (0.75 if beside else 0.2) * wide)
    ax.set_ylim(low - 0.35 * span, high + 0.3 * span)
    ax.set_yticks([])
    ax.set_title(panel.title)


def _beside(ax: Axes, title: str, points: list[PathPoint], span: float) -> float:
    """Draw growth elsewhere, names to the right clear of each other; return the highest place."""
    room, place = 0.26 * span, float("-inf")
    for each in sorted(points, key=lambda point: point.point):
        value = float(each.point)
        place = max(value, place + room)
        shape, _ = _SHAPES["reference"]
        colour = COLOURS["reference"]
        told = tips((title, each.label, each.text))
        ax.plot(each.month, value, marker=shape, markersize=5.5, color=colour, zorder=3, gid=told)
        ax.annotate(
            f"{each.label} {each.text}",
            (each.month, place),
            xytext=(9, 0),
            textcoords="offset points",
            ha="left",
            va="center",
            fontsize=8,
            color=MUTED,
        )
    return place
