"""Cities in order of a rate, a dot each: named, or many as a distribution (排序点图)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zoneanalysis.review.charts.marks import Mark, ends
from zoneanalysis.review.charts.style import (
    BLUE,
    GREY,
    INK,
    MUTED,
    NO_FRAME,
    OCHRE,
    PALE,
    is_narrow,
    label_rows,
    legend_columns,
    tips,
)

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

__all__ = ["Dots", "Legend", "dots_height", "plot_panels"]

_NAMED = 3  # of a distribution, at either end
_POINTED = 120  # of which a pointer can tell one from the next; the table has each
_ROOM = 0.46  # beside the values, for a label, in the span of the values


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


@dataclass(frozen=True)
class Legend:
    """What a chart's signs are: the dot, its interval, the hollow dot; of many, half and median."""

    own: str
    interval: str
    beside: str
    half: str
    median: str


def dots_height(panels: tuple[Dots, ...]) -> float:
    """Return the height in millimetres that named dots need."""
    return 21 + 4.6 * max(len(panel.marks) for panel in panels)


def plot_panels(panels: tuple[Dots, ...], *axes: Axes, named: bool, legend: Legend) -> None:
    """Draw each panel on its Axes: every city named, or many as a distribution; a legend below."""
    for ax, dots in zip(axes, panels, strict=True):
        if named:
            _plot_dots(ax, dots)
        else:
            _plot_distribution(ax, dots, legend.median)
    _legend(axes[0], legend, named=named, beside=any(panel.beside for panel in panels))


def _legend(ax: Axes, legend: Legend, *, named: bool, beside: bool) -> None:
    """Write below all what the signs are; those that stand beside their names are left out."""
    handles: list[Artist] = []

    def sign(name: str, marker: str, size: float, **look: object) -> None:
        handles.extend(ax.plot([], [], marker, markersize=size, label=name, **look))  # type: ignore[arg-type]

    sign(legend.own, "o", 3.6 if named else 2.2, color=BLUE)
    if named:
        sign(legend.interval, "|", 6, color=INK)
        if beside:
            sign(legend.beside, "o", 4.2, color="white", markeredgecolor=GREY)
    else:
        sign(legend.interval, "-", 0, color=GREY, linewidth=0.8)
        handles.append(ax.axvspan(0, 0, color=PALE, alpha=0.55, linewidth=0, label=legend.half))
    ax.figure.legend(
        handles=handles,
        loc="outside lower left",
        ncols=legend_columns(ax, [str(each.get_label()) for each in handles]),
        frameon=False,
        handletextpad=0.3,
        columnspacing=1.4,
        borderaxespad=0,
        fontsize=8.5,
    )


def _plot_dots(ax: Axes, dots: Dots) -> None:
    """Draw a row a city: dot, interval, value; hollow, with its value, what stands beside it."""
    values = [float(dots.line.point)] if dots.line else []
    for mark in (*dots.marks, *filter(None, dots.beside)):
        down, up = ends(mark.interval, mark.point)
        values += [float(mark.point) - down, float(mark.point) + up]
    low, high = min(values), max(values)
    room = _ROOM * ((high - low) or 1.0)
    ax.set_xlim(low - (room if any(dots.beside) else room / 6), high + room)
    for y, mark in enumerate(dots.marks):
        value = float(mark.point)
        ax.axhline(y, color=PALE, linewidth=0.5, zorder=0)
        other = dots.beside[y] if dots.beside else None
        right = other is None or other.point <= mark.point
        if other is not None:
            far = float(other.point)
            ax.plot([value, far], [y, y], color=GREY, linewidth=0.8, zorder=2)
            ax.plot(
                [far],
                [y],
                "o",
                markersize=4.2,
                color="white",
                markeredgecolor=GREY,
                zorder=3,
                gid=tips((dots.title, other.label, other.text)),
            )
            _value(ax, far, y, other.text, right=not right, own=False)
        down, up = ends(mark.interval, mark.point)
        told = tips((dots.title, mark.label, mark.told or mark.text))
        ax.plot([value], [y], "o", markersize=3.6, color=BLUE, zorder=4, gid=told)
        _value(ax, value + (up if right else -down), y, mark.text, right=right, own=True)
    _intervals(ax, dots)
    label_rows(ax, [(y, mark.label, False) for y, mark in enumerate(dots.marks)])
    ax.set_ylim(len(dots.marks) - 0.4, -1.4)
    ax.set_xticks([])
    ax.set_title(dots.title)
    if dots.line is not None:
        _line(ax, dots.line, -1.0, OCHRE)


def _intervals(ax: Axes, dots: Dots) -> None:
    """Draw a bar with two ends on every dot that has an interval."""
    sides = [ends(mark.interval, mark.point) for mark in dots.marks]
    at = [y for y, side in enumerate(sides) if any(side)]
    if at:
        downs, ups = zip(*(sides[y] for y in at), strict=True)
        values = [float(dots.marks[y].point) for y in at]
        look = {"fmt": "none", "ecolor": INK, "elinewidth": 0.9, "capsize": 2.6, "zorder": 5}
        ax.errorbar(values, at, xerr=[downs, ups], **look)  # type: ignore[arg-type]


def _value(ax: Axes, x: float, y: float, text: str, *, right: bool, own: bool) -> None:
    """Write a value on the side of its dot on which no other dot is."""
    ax.annotate(
        text,
        (x, y),
        xytext=(4.5 if right else -4.5, 0),
        textcoords="offset points",
        ha="left" if right else "right",
        va="center",
        color=INK if own else MUTED,
        fontsize=8 if own else 7,
        bbox=NO_FRAME,
        zorder=1.5,
    )


def _plot_distribution(ax: Axes, dots: Dots, median: str) -> None:
    """Draw all dots in order with intervals, the middle half shaded, median and ends named."""
    values = [float(mark.point) for mark in dots.marks]
    count, span = len(values), (values[0] - values[-1]) or 1.0
    ax.axvspan(
        _quantile(values, 0.75), _quantile(values, 0.25), color=PALE, alpha=0.55, linewidth=0
    )
    sides = [ends(mark.interval, mark.point) for mark in dots.marks]
    spans: list[float] = []
    rows: list[int] = []
    for row, (value, (down, up)) in enumerate(zip(values, sides, strict=True)):
        spans += [value - down, value + up, math.nan]  # one line with gaps: a path a city is heavy
        rows += [row] * 3
    ax.plot(spans, rows, color=GREY, linewidth=0.8, zorder=2)
    if count > _POINTED or is_narrow(ax):
        tiny = span / 4000  # a piece of no length is not drawn, however round its ends
        points = [x for value in values for x in (value - tiny, value + tiny, math.nan)]
        ax.plot(points, rows, color=BLUE, linewidth=2.2, solid_capstyle="round", zorder=3)
    else:
        told = tips(*((dots.title, mark.label, mark.told or mark.text) for mark in dots.marks))
        ax.plot(values, range(count), "o", markersize=2.2, color=BLUE, zorder=3, gid=told)
    # the curve leaves two corners free
    for marks, x, y, side in (
        (dots.marks[:_NAMED], 0.98, 0.04, "right"),
        (dots.marks[-_NAMED:], 0.02, 0.84, "left"),
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
            bbox=NO_FRAME,
            zorder=1.5,
        )
    room = 0.06 * span
    ax.set_xlim(values[-1] - room, values[0] + room)
    ax.set_ylim(1.02 * count, -0.17 * count)
    ax.set_yticks([])
    ax.grid(visible=True, axis="x")
    ax.set_axisbelow(True)
    ax.set_title(dots.title)
    low, high = dots.marks[count // 2], dots.marks[(count - 1) // 2]  # one where count is odd
    text = low.text if low.text == high.text else f"{low.text} / {high.text}"
    _line(ax, Mark(median, text, (low.point + high.point) / 2), -0.05 * count, GREY)
    if dots.line is not None:
        _line(ax, dots.line, -0.12 * count, OCHRE)


def _line(ax: Axes, line: Mark, y: float, colour: str) -> None:
    """Draw a line that all are held against, its name and value above the dots."""
    dashes = (0, (4, 2)) if colour == OCHRE else "-"
    ax.axvline(float(line.point), color=colour, linewidth=1.1, linestyle=dashes, zorder=1)
    text = f"{line.label} {line.text}"
    ax.text(
        float(line.point),
        y,
        text,
        ha="center",
        va="center",
        fontsize=8,
        color=MUTED,
        bbox=NO_FRAME,
        zorder=1.5,
    )


def _quantile(ordered: list[float], share: float) -> float:
    """Return the value that *share* of the ordered values come before."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
