"""Year-to-date growth through the year: printed, estimated and implied points (累计增速走势)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from zoneanalysis.review.charts.canvas import Axes, Line, Marks, Text, Whiskers
from zoneanalysis.review.charts.marks import COLOURS, Kind, ends
from zoneanalysis.review.charts.style import FONT_SIZE, GREY, GROUND, MUTED, tips, write_legend
from zoneanalysis.values.intervals import Interval

__all__ = ["PathPanel", "PathPoint", "plot_paths"]

_SHAPES: dict[Kind, tuple[str, bool]] = {
    "own": ("o", True),
    "estimate": ("s", False),
    "implied": ("D", False),
    "reference": ("^", True),
}


_LABEL, _ABOVE = 0.45, 0.65  # of the span of the values, for a label below and one under the title
_ASIDE = 0.12  # of the months' span, from a point to those beside it
_LONG = 30  # signs beside a panel that stand in two lines


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
    write_legend(axes[0], [(names[kind], partial(_sign, kind)) for kind in kinds])


def _sign(kind: Kind, x: float, y: float) -> Marks:
    shape, filled = _SHAPES[kind]
    return Marks([x], [y], shape, 5.5, COLOURS[kind], "" if filled else "#ffffff")


def _panel(ax: Axes, panel: PathPanel, ticks: dict[int, str], names: dict[Kind, str]) -> None:
    points = [each for each in panel.points if each.kind != "reference"]
    beside = [each for each in panel.points if each.kind == "reference"]
    values = [float(each.point) for each in points]
    extra = [float(each.point) for each in beside]
    low, high = min(0.0, *values, *extra), max(0.0, *values, *extra)
    span = (high - low) or 1.0
    months = sorted({each.month for each in panel.points})
    wide = months[-1] - months[0] or 1
    left, right = months[0] - 0.2 * wide, months[-1] + (0.75 if beside else 0.2) * wide
    clear = months[-1] + 0.2 * wide if beside else right  # of the names beside
    ax.add(Line([left, clear], [0, 0], width=0.8, order=1))
    high = max(high, _beside(ax, panel.title, beside, span, _ASIDE * wide))
    ax.add(Line([each.month for each in points], values, GREY, 1.2))
    for index, each in enumerate(points):
        shape, filled = _SHAPES[each.kind]
        colour = COLOURS[each.kind]
        down, up = ends(each.interval, each.point)
        if down or up:
            interval = [(each.month, float(each.point), down, up)]
            ax.add(Whiskers(interval, colour, 1.0, 2.5, upright=True, order=4))
        told = tips((panel.title, f"{ticks[each.month]} {names[each.kind]}", each.text))
        face = colour if filled else "#ffffff"
        at = [each.month], [float(each.point)]
        ax.add(Marks(*at, shape, 6, colour, face, 1.3, told=told, order=4))
        value = float(each.point)
        others = [values[i] for i in (index - 1, index + 1) if 0 <= i < len(values)]
        below = value < 0 if not others else value < sum(others) / len(others)
        on_zero = 0 < value * (1 if below else -1) < _LABEL * span
        below ^= on_zero
        # clear of what stands above, or on the other side of zero
        left_of = on_zero or (bool(beside) and each.month == beside[0].month)
        ax.add(
            Text(
                each.month,
                value,
                each.text,
                "end" if left_of else "middle",
                "top" if below else "bottom",
                (-5 if left_of else 0, 9 if below else -9),
                bold=each.kind == "own",
                ground=GROUND,
            )
        )
    ax.xticks({month: ticks[month] for month in months}, MUTED, FONT_SIZE - 1)
    ax.xlim = (left, right)
    near = max(values, default=0.0) > high - 0.2 * span  # whose text stands above it
    ax.ylim = (low - _LABEL * span, high + (_ABOVE if near else 0.1) * span)
    ax.title(panel.title)


def _beside(ax: Axes, title: str, points: list[PathPoint], span: float, aside: float) -> float:
    """Draw growth elsewhere, aside, names clear of each other; return the highest place."""
    room, place = 0.26 * span, float("-inf")
    for each in sorted(points, key=lambda point: point.point):
        value = float(each.point)
        place = max(value, place + room)
        shape, _ = _SHAPES["reference"]
        colour = COLOURS["reference"]
        told = tips((title, each.label, each.text))
        at = each.month + aside
        ax.add(Marks([at], [value], shape, 5.5, colour, told=told, order=3))
        long = len(each.label) + len(each.text) > _LONG
        text = f"{each.label}\n{each.text}" if long else f"{each.label} {each.text}"
        ax.add(Text(at, place, text, shift=(9, 0), size=8, colour=MUTED))
    return place
