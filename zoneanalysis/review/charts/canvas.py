"""What charts are drawn on: marks at places of the data, drawn by matplotlib (画布).

Lengths are points, 72 to an inch; a picture's y grows downward.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import StringIO
from typing import Literal

from matplotlib import rc_context
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.text import Text as Anchor
from matplotlib.transforms import Affine2D

from zoneanalysis.document.advances import advance
from zoneanalysis.review.charts.pen import INK, RC, Cap, Pen, Point, Told, box, rounded

__all__ = [
    "FONT_SIZE", "INK", "Axes", "Bar", "Canvas", "Item", "Line", "Marks", "Text", "Told",
    "Whiskers", "round_steps",
]  # fmt: skip

FONT_SIZE = 9.0
_FAMILY = "ZoneSansSC"
_TOP, _BOTTOM = 0.85, 0.2  # of a line of text above and below what it stands on, in its size
_FROM_AXES = 3.5  # to the labels of its ticks
_TITLE_ABOVE = 6.0
_GRID = "#e6e9ed"
_APART = 5.1  # points between the strokes of a hatch, measured across
_HUNG = {"start": "left", "middle": "center", "end": "right"}

Kind = Literal["data", "axes", "figure"]
Place = Callable[[float, float, tuple[Kind, Kind]], tuple[float, float]]


@dataclass(kw_only=True)
class Item:
    """Something drawn; what has the higher ``order`` is drawn later."""

    order: float = 2.0

    def draw(self, pen: Pen, place: Place) -> None:
        """Draw it, its points placed by *place*."""
        raise NotImplementedError


@dataclass
class Line(Item):
    """A line through points; one that isn't finite leaves a gap."""

    xs: Sequence[float]
    ys: Sequence[float]
    colour: str = INK
    width: float = 1.0
    dash: str = ""
    cap: Cap = "projecting"
    kinds: tuple[Kind, Kind] = ("data", "data")
    told: Told = ()

    def draw(self, pen: Pen, place: Place) -> None:
        """Draw a path."""
        points = [place(x, y, self.kinds) for x, y in zip(self.xs, self.ys, strict=True)]
        with pen.telling(self.told):
            pen.line(points, pen.ink(self.colour, self.width, self.dash, self.cap))


@dataclass
class Bar(Item):
    """A rectangle from corner to corner."""

    xs: Point
    ys: Point
    fill: str = "none"
    edge: str = ""
    width: float = 0.9
    hatched: bool = False
    opacity: float = 1.0
    kinds: tuple[Kind, Kind] = ("data", "data")
    told: Told = ()

    def draw(self, pen: Pen, place: Place) -> None:
        """Draw a rectangle, filled, hatched or both."""
        one = place(self.xs[0], self.ys[0], self.kinds)
        other = place(self.xs[1], self.ys[1], self.kinds)
        xs, ys = (one[0], other[0]), (one[1], other[1])
        with pen.telling(self.told):
            look = pen.ink(self.edge, self.width if self.edge else 0)
            pen.area(box(xs, ys), "none" if self.hatched else self.fill, self.opacity, look)
            if self.hatched:
                pen.line(_strokes(sorted(xs), sorted(ys)), pen.ink(self.edge, 0.9))


def _strokes(xs: Sequence[float], ys: Sequence[float]) -> list[Point]:
    """Return strokes from lower left to upper right within a rectangle, a gap behind each."""
    (left, right), (top, bottom) = xs, ys
    points: list[Point] = []
    for at in range(1, math.ceil((right - left + bottom - top) / _APART)):
        across = at * _APART  # along the left side, then along the bottom
        start = (left + max(0.0, across - (bottom - top)), min(bottom, top + across))
        end = (min(right, left + across), top + max(0.0, across - (right - left)))
        points += [start, end, (math.nan, math.nan)]
    return points


@dataclass
class Band(Item):
    """The area between two lines over the same *xs*."""

    xs: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    fill: str
    opacity: float

    def draw(self, pen: Pen, place: Place) -> None:
        """Draw an area."""
        there = [*zip(self.xs, self.low, strict=True)]
        back = [*zip(self.xs, self.high, strict=True)][::-1]
        points = [place(x, y, ("data", "data")) for x, y in there + back]
        pen.area(points, self.fill, self.opacity)


@dataclass
class Marks(Item):
    """A mark at each point: o, s, D, ^, v or |."""

    xs: Sequence[float]
    ys: Sequence[float]
    shape: str = "o"
    size: float = 6.0
    colour: str = INK
    face: str = ""
    edge: float = 1.0
    told: Told = ()

    def draw(self, pen: Pen, place: Place) -> None:
        """Draw a marker at each point."""
        mark, look = MarkerStyle(self.shape), pen.ink(self.colour, self.edge)
        sized, face = (
            Affine2D(mark.get_transform().get_matrix()).scale(self.size),
            to_rgba(self.face or self.colour),
        )
        told = self.told or ("",)
        for at, (x, y) in enumerate(zip(self.xs, self.ys, strict=True)):
            with pen.telling(told[at : at + 1]):
                there = Path([rounded(place(x, y, ("data", "data")))])
                pen.draw_markers(look, mark.get_path(), sized, there, pen.down, face)


@dataclass
class Whiskers(Item):
    """Intervals of points, (x, y, before, behind) each: lines with two ends across."""

    points: Sequence[tuple[float, float, float, float]]
    colour: str = INK
    width: float = 0.9
    cap: float = 2.6
    upright: bool = False

    def draw(self, pen: Pen, place: Place) -> None:
        """Draw one path."""
        gap, drawn = (math.nan, math.nan), list[Point]()
        for x, y, before, behind in self.points:
            far = (
                [(x, y - before), (x, y + behind)]
                if self.upright
                else [(x - before, y), (x + behind, y)]
            )
            ends = [place(*each, ("data", "data")) for each in far]
            drawn += [*ends, gap]
            for left, top in ends:
                dx, dy = (self.cap, 0.0) if self.upright else (0.0, self.cap)
                drawn += [(left - dx, top - dy), (left + dx, top + dy), gap]
        pen.line(drawn, pen.ink(self.colour, self.width))


@dataclass
class Text(Item):
    """A text of one or several lines, moved by *shift* points from its place.

    ``across`` says what of it stands there: start, middle or end; ``upward`` what of its height:
    top, middle, bottom, or the line that it stands on. ``ground`` points of white surround
    it where given.
    """

    x: float
    y: float
    text: str
    across: Literal["start", "middle", "end"] = "start"
    upward: Literal["top", "middle", "bottom", "line"] = "middle"
    shift: tuple[float, float] = (0.0, 0.0)
    size: float = FONT_SIZE
    colour: str = INK
    bold: bool = False
    ground: float | None = None
    spacing: float = 1.2
    kinds: tuple[Kind, Kind] = ("data", "data")
    order: float = field(default=3.0, kw_only=True)

    def reach(self) -> tuple[float, float, float, float]:
        """Return from where to where it stands: left, right, top and bottom of its place."""
        lines = self.text.split("\n")
        width = max(advance(line, self.size, bold=self.bold) for line in lines)
        height = self.size * (_TOP + _BOTTOM + (len(lines) - 1) * self.spacing)
        left = self.shift[0] - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.across]
        stands = height - _BOTTOM * self.size  # the last line does
        above = {"top": 0.0, "middle": height / 2, "bottom": height, "line": stands}
        top = self.shift[1] - above[self.upward]
        return left, left + width, top, top + height

    def draw(self, pen: Pen, place: Place) -> None:
        """Draw a text a line, on white where there is a ground."""
        x, y = place(self.x, self.y, self.kinds)
        left, right, top, bottom = self.reach()
        if (pad := self.ground) is not None:
            xs, ys = (x + left - pad, x + right + pad), (y + top - pad, y + bottom + pad)
            pen.area(box(xs, ys), "#ffffff")
        font, hung = _font(self.size, 700 if self.bold else 400), _anchor(_HUNG[self.across])
        x, look = x + self.shift[0], pen.ink(self.colour, 1)
        for at, line in enumerate(self.text.split("\n")):
            place_of = rounded((x, y + top + self.size * (_TOP + at * self.spacing)))
            hung.set_position((place_of[0], pen.height - place_of[1]))
            pen.draw_text(look, *place_of, line, font, 0, mtext=hung)


@cache
def _font(size: float, weight: int) -> FontProperties:
    return FontProperties(family=_FAMILY, size=size, weight=weight)


@cache
def _anchor(across: str) -> Anchor:
    """Return what tells matplotlib where a text hangs; it draws nothing itself."""
    return Anchor(ha=across)


@dataclass
class Axes:
    """A part of a chart with scales of its own; where it stands is found when all is drawn."""

    canvas: Canvas
    items: list[Item] = field(default_factory=list)
    xlim: tuple[float, float] = (0.0, 1.0)
    ylim: tuple[float, float] = (0.0, 1.0)
    across: tuple[float, float] = (0.0, 1.0)  # its left and right side, in points
    down: tuple[float, float] = (0.0, 1.0)  # its top and bottom

    def add(self, *items: Item) -> None:
        """Draw items."""
        self.items += items

    def hline(self, y: float, colour: str = INK, width: float = 0.8, **look: object) -> None:
        """Draw a line across the whole Axes."""
        kinds: tuple[Kind, Kind] = ("axes", "data")
        self.add(Line((0, 1), (y, y), colour, width, kinds=kinds, **look))  # type: ignore[arg-type]

    def vline(self, x: float, colour: str = INK, width: float = 0.8, **look: object) -> None:
        """Draw a line from the bottom of the Axes to its top."""
        kinds: tuple[Kind, Kind] = ("data", "axes")
        self.add(Line((x, x), (0, 1), colour, width, kinds=kinds, **look))  # type: ignore[arg-type]

    def title(self, text: str, size: float = FONT_SIZE + 0.5) -> None:
        """Write a title above."""
        shift = (0.0, -_TITLE_ABOVE)
        self.add(
            Text(0, 1, text, "start", "line", shift, size, INK, bold=True, kinds=("axes", "axes"))
        )

    def xticks(
        self, ticks: dict[float, str], colour: str, size: float, *, top: bool = False
    ) -> None:
        """Write labels below the Axes, or above it."""
        for at, label in ticks.items():
            shift = (0.0, -_FROM_AXES if top else _FROM_AXES)
            hangs: tuple[Kind, Kind] = ("data", "axes")
            part: Literal["bottom", "top"] = "bottom" if top else "top"
            self.add(Text(at, float(top), label, "middle", part, shift, size, colour, kinds=hangs))

    def yticks(self, ticks: dict[float, str], colour: str, size: float) -> None:
        """Write labels to the left of the Axes."""
        for at, label in ticks.items():
            shift = (-_FROM_AXES, 0.0)
            self.add(
                Text(0, at, label, "end", "middle", shift, size, colour, kinds=("axes", "data"))
            )

    def grid(self, *, xs: Sequence[float] = (), ys: Sequence[float] = ()) -> None:
        """Draw pale lines behind all else."""
        for x in xs:
            self.vline(x, _GRID, 0.6, order=0.5)
        for y in ys:
            self.hline(y, _GRID, 0.6, order=0.5)

    def share(self, x: float, y: float, kinds: tuple[Kind, Kind]) -> tuple[float, float]:
        """Return where a place is in the Axes: from 0 to 1 to the right and upward."""
        sides = ((x, kinds[0], self.xlim), (y, kinds[1], self.ylim))
        across, upward = (
            (at - low) / (high - low) if kind == "data" else at for at, kind, (low, high) in sides
        )
        return across, upward

    def place(self, x: float, y: float, kinds: tuple[Kind, Kind]) -> tuple[float, float]:
        """Return where a place is in the picture."""
        across, upward = self.share(x, y, kinds)
        (left, right), (top, bottom) = self.across, self.down
        from_left = (
            x * self.canvas.width if kinds[0] == "figure" else left + across * (right - left)
        )
        return from_left, bottom - upward * (bottom - top)

    def draw(self, pen: Pen) -> None:
        """Draw all items in their order."""
        for item in sorted(self.items, key=lambda item: item.order):
            item.draw(pen, self.place)


@dataclass
class Canvas:
    """A picture of so many points with rows of Axes, and what they share.

    ``narrow`` where it is for a telephone; ``tells`` where marks say their values under a pointer.
    """

    width: float
    height: float
    narrow: bool = False
    tells: bool = True
    legend: list[tuple[Item, Text]] = field(default_factory=list)
    room: tuple[float, float] = (0.0, 0.0)  # for a legend above the Axes and below them

    def svg(self, axes: Sequence[Axes]) -> str:
        """Return the picture."""
        out = StringIO()
        with rc_context(RC):  # type: ignore[arg-type]
            pen = Pen(self.width, self.height, out, tells=self.tells)
            for each in axes:
                each.draw(pen)
            for item in (each for entry in self.legend for each in entry):
                item.draw(pen, lambda x, y, _: (x, y))
            pen.finalize()
        svg = out.getvalue()
        svg = re.sub(r' transform="rotate\(-0 [^"]*"', "", svg[svg.index("<svg") :])
        return re.sub(r"\s*\n\s*", "\n", svg)


def round_steps(low: float, high: float, most: int) -> dict[float, str]:
    """Return round numbers between two, no more than so many, each as text.

    Examples
    --------
    >>> list(round_steps(-7, 12, 5).values())
    ['−5', '0', '5', '10']
    """
    wanted = (high - low) / most
    power = 10.0 ** math.floor(math.log10(wanted))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= wanted * (1 - 1e-9))
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return {at * step: f"{at * step:.{places}f}".replace("-", "−") for at in range(first, last + 1)}
