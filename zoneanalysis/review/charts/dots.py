"""Cities in order of a rate, a dot each: named, or many as a distribution (排序点图)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from zoneanalysis.review.charts.canvas import (
    Axes,
    Bar,
    Item,
    Line,
    Marks,
    Text,
    Whiskers,
    round_steps,
)
from zoneanalysis.review.charts.marks import Mark, ends
from zoneanalysis.review.charts.style import (
    BLUE,
    FONT_SIZE,
    GREY,
    GROUND,
    INK,
    MUTED,
    OCHRE,
    PALE,
    label_rows,
    tips,
    write_legend,
)

__all__ = ["Dots", "Legend", "dots_height", "plot_panels"]

_NAMED = 3  # of a distribution, at either end
_POINTED = 120  # of which a pointer can tell one from the next; the table has each
_ROOM = 0.55  # beside the values, for a label, in the span of the values


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
            _plot_dots(ax, dots, alone=len(panels) == 1)
        else:
            _plot_distribution(ax, dots, legend.median)
    _legend(axes[0], legend, named=named, beside=any(panel.beside for panel in panels))


def _legend(ax: Axes, signs: Legend, *, named: bool, beside: bool) -> None:
    """Write below all what the signs are; those that stand beside their names are left out."""
    interval = (
        partial(Line, colour=INK, width=0.9) if named else partial(Line, colour=GREY, width=0.8)
    )
    entries: list[tuple[str, Callable[[float, float], Item]]] = [
        (signs.own, lambda x, y: Marks([x], [y], "o", 3.6 if named else 2.2, BLUE))
    ]
    if signs.interval and named:
        entries.append((signs.interval, lambda x, y: interval((x, x), (y - 3, y + 3))))
    elif signs.interval:
        entries.append((signs.interval, lambda x, y: interval((x - 8, x + 8), (y, y))))
    if named and beside:
        entries.append((signs.beside, lambda x, y: Marks([x], [y], "o", 4.2, GREY, "#ffffff")))
    if not named:
        box = partial(Bar, fill=PALE, opacity=0.55)
        entries.append((signs.half, lambda x, y: box((x - 8, x + 8), (y - 3, y + 3))))
    write_legend(ax, entries)


def _plot_dots(ax: Axes, dots: Dots, *, alone: bool) -> None:
    """Draw a row a city: dot, interval, value; hollow, with its value, what stands beside it."""
    values = [float(dots.line.point)] if dots.line else []
    for mark in (*dots.marks, *filter(None, dots.beside)):
        down, up = ends(mark.interval, mark.point)
        values += [float(mark.point) - down, float(mark.point) + up]
    low, high = min(values), max(values)
    room = _ROOM * ((high - low) or 1.0)
    ax.xlim = (low - (room if any(dots.beside) else room / 6), high + room)
    for y, mark in enumerate(dots.marks):
        value = float(mark.point)
        ax.hline(y, PALE, 0.5, order=0)
        other = dots.beside[y] if dots.beside else None
        right = other is None or other.point <= mark.point
        if other is not None:
            far = float(other.point)
            ax.add(Line([value, far], [y, y], GREY, 0.8))
            told = tips((dots.title, other.label, other.text))
            ax.add(Marks([far], [y], "o", 4.2, GREY, "#ffffff", told=told, order=3))
            _value(ax, far, y, other.text, right=not right, own=False)
        down, up = ends(mark.interval, mark.point)
        told = tips((dots.title, mark.label, mark.told or mark.text))
        ax.add(Marks([value], [y], "o", 3.6, BLUE, told=told, order=4))
        _value(ax, value + (up if right else -down), y, mark.text, right=right, own=True)
    _intervals(ax, dots)
    label_rows(ax, [(y, mark.label, False) for y, mark in enumerate(dots.marks)], alone=alone)
    ax.ylim = (len(dots.marks) - 0.4, -1.4)
    ax.title(dots.title)
    if dots.line is not None:
        _line(ax, dots.line, -1.0, 0.45, OCHRE)


def _intervals(ax: Axes, dots: Dots) -> None:
    """Draw a bar with two ends on every dot that has an interval."""
    sides = [ends(mark.interval, mark.point) for mark in dots.marks]
    spans = [
        (float(mark.point), float(y), *side)
        for y, (mark, side) in enumerate(zip(dots.marks, sides, strict=True))
        if any(side)
    ]
    if spans:
        ax.add(Whiskers(spans, order=5))


def _value(ax: Axes, x: float, y: float, text: str, *, right: bool, own: bool) -> None:
    """Write a value on the side of its dot on which no other dot is."""
    ax.add(
        Text(
            x,
            y,
            text,
            "start" if right else "end",
            shift=(4.5 if right else -4.5, 0),
            size=8 if own else 7,
            colour=INK if own else MUTED,
            ground=GROUND,
            order=1.5,
        )
    )


def _plot_distribution(ax: Axes, dots: Dots, median: str) -> None:
    """Draw all dots in order with intervals, the middle half shaded, median and ends named."""
    values = [float(mark.point) for mark in dots.marks]
    count, span = len(values), (values[0] - values[-1]) or 1.0
    half = (_quantile(values, 0.75), _quantile(values, 0.25))
    ax.add(Bar(half, (0, 1), PALE, opacity=0.55, kinds=("data", "axes"), order=1))
    sides = [ends(mark.interval, mark.point) for mark in dots.marks]
    spans: list[float] = []
    rows: list[int] = []
    for row, (value, (down, up)) in enumerate(zip(values, sides, strict=True)):
        spans += [value - down, value + up, math.nan]  # one line with gaps: a path a city is heavy
        rows += [row] * 3
    ax.add(Line(spans, rows, GREY, 0.8))
    if count > _POINTED or ax.canvas.narrow:
        tiny = span / 4000  # a piece of no length is not drawn, however round its ends
        points = [x for value in values for x in (value - tiny, value + tiny, math.nan)]
        ax.add(Line(points, rows, BLUE, 2.2, cap="round", order=3))
    else:
        told = tips(*((dots.title, mark.label, mark.told or mark.text) for mark in dots.marks))
        ax.add(Marks(values, range(count), "o", 2.2, BLUE, told=told, order=3))
    # the curve leaves two corners free
    for marks, x, y, side in (
        (dots.marks[:_NAMED], 0.98, 0.04, ("end", "bottom")),
        (dots.marks[-_NAMED:], 0.02, 0.84, ("start", "top")),
    ):
        ax.add(
            Text(
                x,
                y,
                "\n".join(f"{mark.label} {mark.text}" for mark in marks),
                *side,  # type: ignore[arg-type]
                size=8,
                spacing=1.5,
                ground=GROUND,
                kinds=("axes", "axes"),
                order=1.5,
            )
        )
    room = 0.06 * span
    ax.xlim = (values[-1] - room, values[0] + room)
    ax.ylim = (1.02 * count, -0.17 * count)
    steps = round_steps(*ax.xlim, 6)
    ax.xticks(steps, MUTED, FONT_SIZE - 1)
    ax.grid(xs=list(steps))
    ax.title(dots.title)
    low, high = dots.marks[count // 2], dots.marks[(count - 1) // 2]  # one where count is odd
    text = low.text if low.text == high.text else f"{low.text} / {high.text}"
    _line(ax, Mark(median, text, (low.point + high.point) / 2), -0.05 * count, 0.03 * count, GREY)
    if dots.line is not None:
        _line(ax, dots.line, -0.12 * count, 0.03 * count, OCHRE)


def _line(ax: Axes, line: Mark, y: float, below: float, colour: str) -> None:
    """Draw a line that all are held against, from *below* its name and value down the dots."""
    dash = "4.4 2.2" if colour == OCHRE else ""
    at, text = float(line.point), f"{line.label} {line.text}"
    ax.add(Line((at, at), (y + below, ax.ylim[0]), colour, 1.1, dash=dash, order=1))
    ax.add(Text(at, y, text, "middle", size=8, colour=MUTED, ground=GROUND, order=1.5))


def _quantile(ordered: list[float], share: float) -> float:
    """Return the value that *share* of the ordered values come before."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
