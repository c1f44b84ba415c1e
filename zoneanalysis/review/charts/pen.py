"""Writes the SVG of one picture: lines, areas, marks and texts (画笔)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import Literal

__all__ = ["INK", "Cap", "Pen", "Point", "Told", "box", "ink"]

INK = "#22262b"
_FAMILY = "ZoneSansSC"

Cap = Literal["butt", "round", "square"]
Point = tuple[float, float]
Told = tuple[str, ...]
"""What marks say under the pointer, one each."""

_DIAGONAL = math.sqrt(2)
# Marks but the disc by their corners, in half their size; y grows downward.
_CORNERS: dict[str, Sequence[Point]] = {
    "s": ((-1, 1), (1, 1), (1, -1), (-1, -1)),
    "D": ((0, _DIAGONAL), (_DIAGONAL, 0), (0, -_DIAGONAL), (-_DIAGONAL, 0)),
    "^": ((0, -1), (-1, 1), (1, 1)),
    "v": ((0, 1), (1, -1), (-1, -1)),
    "|": ((0, 1), (0, -1)),
}


class Pen:
    """Writes one picture, with y growing downward; ``tells`` where marks say their values."""

    def __init__(self, width: float, height: float, *, tells: bool) -> None:
        wide, high = _short(width), _short(height)
        self.tells = tells
        self._marks: dict[str, str] = {}  # the name of each that was drawn
        self._lines = [
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"',
            f'version="1.1" width="{wide}pt" height="{high}pt" viewBox="0 0 {wide} {high}">',
            "<defs>",
            '<style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style>',
            "</defs>",
        ]

    def svg(self) -> str:
        """Return the picture."""
        return "\n".join((*self._lines, "</svg>", ""))

    def line(self, points: Sequence[Point], ink: str) -> None:
        """Draw lines along points, with a gap where one isn't finite."""
        path, on = [], False
        for x, y in points:
            if known := math.isfinite(x) and math.isfinite(y):
                path.append(f"{'L' if on else 'M'} {_hundredth(x)} {_hundredth(y)}")
            on = known
        if joined := "\n".join(path):
            self._lines.append(f'<path d="{joined}" style="fill: none; {ink}"/>')

    def area(self, points: Sequence[Point], fill: str, opacity: float = 1.0, ink: str = "") -> None:
        """Fill the area within points."""
        corners = "\nL ".join(f"{_hundredth(x)} {_hundredth(y)}" for x, y in points)
        style = "; ".join(filter(None, (_filled(fill, opacity), ink)))
        self._lines.append(f'<path d="M {corners}\nz" style="{style}"/>')

    def marks(
        self, points: Sequence[Point], shape: str, size: float, fill: str, ink: str, told: Told
    ) -> None:
        """Draw a mark at each point."""
        if shape == "o":
            drawn = f'circle r="{_short(size / 2)}"'
        else:
            half = size / 2
            corners = (f"{_short(x * half)} {_short(y * half)}" for x, y in _CORNERS[shape])
            path = "\nL ".join(corners)
            drawn = f'path d="M {path}"' if shape == "|" else f'path d="M {path}\nz"'
        drawn += f' style="{ink}"/>'
        face = _filled("#ffffff", 0.0) if fill == "none" else _filled(fill)  # has a pointer over it
        for at, (x, y) in enumerate(points):
            with self.telling(told[at : at + 1]):
                if (name := self._marks.get(drawn)) is None:
                    name = self._marks[drawn] = f"m{len(self._marks)}"
                    kind, _, looks = drawn.partition(" ")
                    self._lines += ["<defs>", f'<{kind} id="{name}" {looks}', "</defs>"]
                place = f'x="{_hundredth(x)}" y="{_hundredth(y)}"'
                self._lines.append(f'<use xlink:href="#{name}" {place} style="{face}; {ink}"/>')

    def text(
        self, at: Point, text: str, size: float, colour: str, across: str, *, bold: bool
    ) -> None:
        """Write a line of text; *across* is what of it stands at the point."""
        weight = "font-weight: 700; " if bold else ""
        look = f"{weight}font-size: {_short(size)}px; font-family: '{_FAMILY}'"
        place = f'x="{_hundredth(at[0])}" y="{_hundredth(at[1])}"'
        style = f"{look}; text-anchor: {across}; fill: {colour}"
        self._lines.append(f'<text style="{style}" {place}>{escape(text, quote=False)}</text>')

    @contextmanager
    def telling(self, told: Told) -> Iterator[None]:
        """Let what is drawn meanwhile say something under a pointer."""
        tells = self.tells and bool(told and told[0])
        if tells:
            self._lines += ["<g>", f"<title>{escape(told[0], quote=False)}</title>"]
        yield
        if tells:
            self._lines.append("</g>")


def ink(colour: str, width: float, dash: str = "", cap: Cap = "butt") -> str:
    """Return how lines are drawn, as style; of no width none are."""
    looks = []
    if dash:
        looks.append(f"stroke-dasharray: {dash.replace(' ', ',')}; stroke-dashoffset: 0")
    if width:
        looks.append(f"stroke: {colour or INK}")
        looks += [f"stroke-width: {_short(width)}"] * (width != 1)
        looks += [f"stroke-linecap: {cap}"] * (not dash and cap != "butt")
    return "; ".join(looks)


def _filled(fill: str, opacity: float = 1.0) -> str:
    return f"fill: {fill}" + (f"; fill-opacity: {_short(opacity)}" if opacity != 1 else "")


def _short(number: float) -> str:
    return f"{number:f}".rstrip("0").rstrip(".")


def _hundredth(number: float) -> str:
    return _short(round(number, 2) + 0.0)  # no -0


def box(xs: Point, ys: Point) -> list[Point]:
    """Return the corners of a rectangle."""
    (x0, x1), (y0, y1) = xs, ys
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
