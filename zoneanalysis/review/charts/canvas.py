"""What charts are drawn on: marks at places of the data, written as SVG (画布).

Lengths are points, 72 to an inch; a picture's y grows downward. A drawing costs three milliseconds
where a general library takes forty.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from zoneanalysis.review.charts.advances import advance

__all__ = [
    "FONT_SIZE", "INK", "Axes", "Bar", "Canvas", "Item", "Line", "Marks", "Text", "Told",
    "Whiskers", "number", "round_steps",
]  # fmt: skip

INK = "#22262b"
FONT_SIZE = 9.0
_FAMILY = "ZoneSansSC"
_TOP, _BOTTOM = 0.85, 0.2  # of a line of text above and below what it stands on, in its size
_FROM_AXES = 3.5  # to the labels of its ticks
_TITLE_ABOVE = 6.0
_GRID = "#e6e9ed"

Told = tuple[str, ...]
"""What marks say under the pointer, one each."""
Kind = Literal["data", "axes", "figure"]
Place = Callable[[float, float, tuple[Kind, Kind]], tuple[float, float]]

_SHAPES = {  # of a mark, as if it were a point wide
    "o": "M 0 -{0} A {0} {0} 0 0 1 0 {0} A {0} {0} 0 0 1 0 -{0} z",
    "s": "M -{0} -{0} L {0} -{0} L {0} {0} L -{0} {0} z",
    "D": "M 0 -{1} L {1} 0 L 0 {1} L -{1} 0 z",
    "^": "M 0 -{0} L {0} {0} L -{0} {0} z",
    "v": "M 0 {0} L {0} -{0} L -{0} -{0} z",
    "|": "M 0 -{0} L 0 {0}",
}


def number(value: float) -> str:
    """Return a number as an SVG has it: two places at most.

    Examples
    --------
    >>> number(12.50), number(-0.001)
    ('12.5', '0')
    """
    return f"{round(value, 2) + 0.0:g}"


def _path(points: Sequence[tuple[float, float]]) -> str:
    """Return a path along points, with a gap where one isn't finite."""
    out, begins = [], True
    for x, y in points:
        if math.isfinite(x) and math.isfinite(y):
            out.append(f"{'M' if begins else 'L'} {number(x)} {number(y)}")
        begins = not (math.isfinite(x) and math.isfinite(y))
    return " ".join(out)


def _element(name: str, style: str, told: str = "", **attributes: str) -> str:
    given = "".join(f' {key.replace("_", ":")}="{value}"' for key, value in attributes.items())
    start = f'<{name}{given} style="{style}"'
    return (
        f"{start}><title>{escape(told, quote=False)}</title></{name}>\n" if told else f"{start}/>\n"
    )


@dataclass(kw_only=True)
class Item:
    """Something drawn; what has the higher ``order`` is drawn later."""

    order: float = 2.0

    def svg(self, place: Place, canvas: Canvas) -> str:
        """Return it as SVG, its points placed by *place*."""
        raise NotImplementedError


@dataclass
class Line(Item):
    """A line through points; one that isn't finite leaves a gap."""

    xs: Sequence[float]
    ys: Sequence[float]
    colour: str = INK
    width: float = 1.0
    dash: str = ""
    cap: str = "square"
    kinds: tuple[Kind, Kind] = ("data", "data")
    told: Told = ()

    def svg(self, place: Place, canvas: Canvas) -> str:
        """Return a path."""
        style = f"fill: none; stroke: {self.colour}; stroke-width: {number(self.width)}"
        style += (
            f"; stroke-dasharray: {self.dash}" if self.dash else f"; stroke-linecap: {self.cap}"
        )
        points = [place(x, y, self.kinds) for x, y in zip(self.xs, self.ys, strict=True)]
        return _element("path", style, canvas.say(self.told), d=_path(points))


@dataclass
class Bar(Item):
    """A rectangle from corner to corner."""

    xs: tuple[float, float]
    ys: tuple[float, float]
    fill: str = "none"
    edge: str = ""
    width: float = 0.9
    hatched: bool = False
    opacity: float = 1.0
    kinds: tuple[Kind, Kind] = ("data", "data")
    told: Told = ()

    def svg(self, place: Place, canvas: Canvas) -> str:
        """Return a path, filled, hatched or both."""
        (x0, x1), (y0, y1) = self.xs, self.ys
        corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
        fill = f"url(#{canvas.hatch(self.edge)})" if self.hatched else self.fill
        style = f"fill: {fill}"
        style += f"; fill-opacity: {number(self.opacity)}" if self.opacity < 1 else ""
        if self.edge and self.width:
            style += f"; stroke: {self.edge}; stroke-width: {number(self.width)}"
        path = f"{_path([place(x, y, self.kinds) for x, y in corners])} z"
        return _element("path", style, canvas.say(self.told), d=path)


@dataclass
class Band(Item):
    """The area between two lines over the same *xs*."""

    xs: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    fill: str
    opacity: float

    def svg(self, place: Place, canvas: Canvas) -> str:  # noqa: ARG002
        """Return a path, filled."""
        there = [*zip(self.xs, self.low, strict=True)]
        back = [*zip(self.xs, self.high, strict=True)][::-1]
        points = [place(x, y, ("data", "data")) for x, y in there + back]
        style = f"fill: {self.fill}; fill-opacity: {number(self.opacity)}"
        return _element("path", style, d=f"{_path(points)} z")


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

    def svg(self, place: Place, canvas: Canvas) -> str:
        """Return a use of the shape for each point."""
        name = canvas.shape(self.shape, self.size)
        style = f"fill: {self.face or self.colour}; stroke: {self.colour}; "
        style += f"stroke-width: {number(self.edge)}"
        told = self.told or ("",)
        out = []
        for at, (x, y) in enumerate(zip(self.xs, self.ys, strict=True)):
            left, top = place(x, y, ("data", "data"))
            says = canvas.say(told[at : at + 1])
            where = {"x": number(left), "y": number(top)}
            out.append(_element("use", style, says, xlink_href=f"#{name}", **where))
        return "".join(out)


@dataclass
class Whiskers(Item):
    """Intervals of points, (x, y, before, behind) each: lines with two ends across."""

    points: Sequence[tuple[float, float, float, float]]
    colour: str = INK
    width: float = 0.9
    cap: float = 2.6
    upright: bool = False

    def svg(self, place: Place, canvas: Canvas) -> str:  # noqa: ARG002
        """Return one path."""
        pieces = []
        for x, y, before, behind in self.points:
            far = (
                [(x, y - before), (x, y + behind)]
                if self.upright
                else [(x - before, y), (x + behind, y)]
            )
            ends = [place(*each, ("data", "data")) for each in far]
            pieces.append(_path(ends))
            for left, top in ends:
                dx, dy = (self.cap, 0.0) if self.upright else (0.0, self.cap)
                pieces.append(_path([(left - dx, top - dy), (left + dx, top + dy)]))
        style = f"fill: none; stroke: {self.colour}; stroke-width: {number(self.width)}"
        return _element("path", style, d=" ".join(pieces))


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

    def svg(self, place: Place, canvas: Canvas) -> str:  # noqa: ARG002
        """Return a text a line, and the white behind them."""
        x, y = place(self.x, self.y, self.kinds)
        left, right, top, bottom = self.reach()
        out = []
        if self.ground is not None:
            pad = self.ground
            xs, ys = (x + left - pad, x + right + pad), (y + top - pad, y + bottom + pad)
            corners = [(xs[0], ys[0]), (xs[1], ys[0]), (xs[1], ys[1]), (xs[0], ys[1])]
            out.append(_element("path", "fill: #ffffff", d=f"{_path(corners)} z"))
        style = f"font-size: {number(self.size)}px; font-family: '{_FAMILY}'"
        style += "; font-weight: 700" if self.bold else ""
        style += f"; text-anchor: {self.across}" if self.across != "start" else ""
        style += f"; fill: {self.colour}"
        x += self.shift[0]
        for at, line in enumerate(self.text.split("\n")):
            under = y + top + self.size * (_TOP + at * self.spacing)
            where = f'x="{number(x)}" y="{number(under)}"'
            out.append(f'<text {where} style="{style}">{escape(line, quote=False)}</text>\n')
        return "".join(out)


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

    def svg(self) -> str:
        """Return all items in their order."""
        drawn = sorted(self.items, key=lambda item: item.order)
        return "".join(item.svg(self.place, self.canvas) for item in drawn)


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
    defined: dict[str, tuple[str, str]] = field(default_factory=dict)  # element by what it draws

    def say(self, told: Told) -> str:
        """Return what a mark says, where a pointer can ask."""
        return told[0] if told and self.tells else ""

    def shape(self, shape: str, size: float) -> str:
        """Return the id of a mark of that shape and size."""
        drawn = _SHAPES[shape].format(number(size / 2), number(size * 0.7071))
        return self._name(f"{shape}{size}", f'<path id="{{}}" d="{drawn}"/>')

    def hatch(self, colour: str) -> str:
        """Return the id of a pattern of strokes."""
        box = 'width="3.6" height="3.6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"'
        stroke = f'<path d="M 0 0 L 0 3.6" style="stroke: {colour}; stroke-width: .9"/>'
        return self._name(colour, f'<pattern id="{{}}" {box}>{stroke}</pattern>')

    def _name(self, key: str, element: str) -> str:
        name = f"i{len(self.defined)}"
        return self.defined.setdefault(key, (name, element.format(name)))[0]

    def svg(self, axes: Sequence[Axes]) -> str:
        """Return the picture."""
        drawn = "".join(each.svg() for each in axes)
        for sign, text in self.legend:
            drawn += sign.svg(lambda x, y, _: (x, y), self) + text.svg(lambda x, y, _: (x, y), self)
        shapes = "".join(element for _, element in self.defined.values())
        wide, high = number(self.width), number(self.height)
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'width="{wide}pt" height="{high}pt" viewBox="0 0 {wide} {high}">\n'
            f"<defs>{shapes}</defs>\n{drawn}</svg>\n"
        )


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
