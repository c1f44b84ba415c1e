"""Cities in order of a rate, a dot each: named, or many as a distribution (排序点图)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zoneanalysis.review.charts.marks import Mark, ends
from zoneanalysis.review.charts.style import BLUE, GREY, INK, MUTED, OCHRE, PALE, label_rows, tips

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Dots", "dots_height", "plot_panels"]

_NAMED = 3  # of a distribution, at either end


@dataclass(frozen=True)
class Dots:
    """Cities in order of a rate, the highest first.

    ``beside`` holds the same rate of each whole city where its report prints it, by the place of
    the city; ``line`` is the rate that all are held against, such as the province's.
    """

    title: str
    marks: tuple[Mark, ...]
    beside: tuple[Mark | None, ...] = ()
    line: Mark | None = None


def dots_height(panels: tuple[Dots, ...]) -> float:
    """Return the height in millimetres that named dots need."""
    return 14 + 4.6 * max(len(panel.marks) for panel in panels)


def plot_panels(panels: tuple[Dots, ...], *axes: Axes, named: bool) -> None:
    """Draw each panel on its Axes: every city named, or many as a distribution."""
    for ax, dots in zip(axes, panels, strict=True):
        (_plot_dots if named else _plot_distribution)(ax, dots)


def _plot_dots(ax: Axes, dots: Dots) -> None:
    """Draw a row a city: dot, whisker of its rounding, value; hollow what stands beside it."""
    values = [float(dots.line.point)] if dots.line else []
    for mark in (*dots.marks, *filter(None, dots.beside)):
        left, right = ends(mark.interval, mark.point)
        values += [float(mark.point) - left, float(mark.point) + right]
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    ax.set_xlim(low - 0.06 * span, high + 0.24 * span)
    for y, mark in enumerate(dots.marks):
        value = float(mark.point)
        ax.axhline(y, color=PALE, linewidth=0.5, zorder=0)
        other = dots.beside[y] if dots.beside else None
        left, up = ends(mark.interval, mark.point)
        right = value + up
        if other is not None:
            far = float(other.point)
            ax.plot([value, far], [y, y], color=GREY, linewidth=0.8, zorder=1)
            told = tips((dots.title, other.label, other.text))
            ax.plot(
                [far],
                [y],
                "o",
                markersize=4,
                color="white",
                markeredgecolor=GREY,
                zorder=2,
                gid=told,
            )
            right = max(right, far)
        if left or up:
            ax.errorbar(value, y, xerr=[[left], [up]], color=INK, linewidth=0.8, zorder=3)
        told = tips((dots.title, mark.label, mark.text))
        ax.plot([value], [y], "o", markersize=4.5, color=BLUE, zorder=4, gid=told)
        ax.text(right + 0.03 * span, y, mark.text, va="center", color=INK, fontsize=8)
    label_rows(ax, [(y, mark.label, False) for y, mark in enumerate(dots.marks)])
    ax.set_ylim(len(dots.marks) - 0.4, -1.4)
    ax.set_xticks([])
    ax.set_title(dots.title)
    _line(ax, dots.line, -1.0)


def _plot_distribution(ax: Axes, dots: Dots) -> None:
    """Draw all dots in order, the middle half shaded, the median and the ends named."""
    values = [float(mark.point) for mark in dots.marks]
    count, span = len(values), (values[0] - values[-1]) or 1.0
    lower, median, upper = (_quantile(values, share) for share in (0.75, 0.5, 0.25))
    ax.axvspan(lower, upper, color=PALE, alpha=0.55, linewidth=0)
    ax.axvline(median, color=GREY, linewidth=1)
    told = tips(*((dots.title, mark.label, mark.text) for mark in dots.marks))
    ax.plot(values, range(count), "o", markersize=2.2, color=BLUE, zorder=3, gid=told)
    # the curve leaves two corners free
    for marks, x, y, side in (
        (dots.marks[:_NAMED], 0.98, 0.04, "right"),
        (dots.marks[-_NAMED:], 0.02, 0.96, "left"),
    ):
        ax.text(
            x,
            y,
            "\n".join(f"{mark.label} {mark.text}" for mark in marks),
            transform=ax.transAxes,
            ha=side,
            va="top" if side == "left" else "bottom",
            fontsize=8,
            linespacing=1.5,
            color=INK,
        )
    room = 0.06 * span
    ax.set_xlim(values[-1] - room, values[0] + room)
    ax.set_ylim(count + 0.02 * count, -0.1 * count)
    ax.set_yticks([])
    ax.grid(visible=True, axis="x")
    ax.set_title(dots.title)
    _line(ax, dots.line, -0.06 * count)


def _line(ax: Axes, line: Mark | None, y: float) -> None:
    if line is not None:
        ax.axvline(float(line.point), color=OCHRE, linewidth=1.2, linestyle=(0, (4, 2)), zorder=1)
        text = f"{line.label} {line.text}"
        ax.text(float(line.point), y, text, ha="center", va="center", fontsize=8, color=MUTED)


def _quantile(ordered: list[float], share: float) -> float:
    """Return the value that *share* of the ordered values come before."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
