"""Writes a picture as SVG: lines, areas, marks and texts (画笔)."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import Literal

__all__ = ["INK", "Cap", "Pen", "Point", "Told", "box"]

INK = "#22262b"
Cap = Literal["butt", "square", "round"]
Point = tuple[float, float]
Told = tuple[str, ...]
"""What marks say under the pointer, one each."""

# Outlines of marks two units wide, y growing downward.
_SHAPES = {
    "s": ((-1, 1), (1, 1), (1, -1), (-1, -1)),
    "D": ((-0.0, 2**0.5), (2**0.5, 0), (0, -(2**0.5)), (-(2**0.5), -0.0)),
    "^": ((0, -1), (-1, 1), (1, 1)),
    "v": ((-0.0, 1), (1, -1), (-1, -1)),
    "|": ((0, 1), (0, -1)),
}


def _disc() -> Iterator[Point]:
    """Yield where a disc begins, then three points a curve, two curves a quarter."""
    near, middle = 0.2652031, 0.5**0.5  # along an eighth, and where it ends
    low, high = middle * (1 - near), middle * (1 + near)
    quarter = [(near, 1), (low, high), (middle, middle), (high, low), (1, near), (1, 0)]
    yield 0, 1
    for _ in range(4):
        yield from quarter
        quarter = [(y, -x) for x, y in quarter]


_DISC = tuple(_disc())


class Pen:
    """Draws one picture, with y growing downward.

    ``tells`` where marks say their values under a pointer.
    """

    def __init__(self, width: float, height: float, *, tells: bool) -> None:
        self.tells = tells
        self._marks: set[str] = set()
        wide, high = _short(width), _short(height)
        head = (
            f'<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="{wide}pt" height="{high}pt" '
            f'viewBox="0 0 {wide} {high}" xmlns="http://www.w3.org/2000/svg" version="1.1">'
        )
        style = "*{stroke-linejoin: round; stroke-linecap: butt}"
        self._drawn = [head, f'<defs>\n<style type="text/css">{style}</style>\n</defs>']

    def svg(self) -> str:
        """Return what has been drawn."""
        return re.sub(r"\s*\n\s*", "\n", "\n".join((*self._drawn, "</svg>\n")))

    def ink(self, colour: str, width: float, dash: str = "", cap: Cap = "butt") -> str:
        """Return how lines are drawn, as CSS; of no width none are."""
        look = [f"stroke-dasharray: {','.join(dash.split())}; stroke-dashoffset: 0"] if dash else []
        if width:
            look.append(f"stroke: {colour or INK}")
            look += [] if width == 1 else [f"stroke-width: {_short(width)}"]
            look += [] if dash or cap == "butt" else [f"stroke-linecap: {cap}"]
        return "; ".join(look)

    def line(self, points: Sequence[Point], look: str) -> None:
        """Draw lines along points, with a gap where one isn't finite."""
        known = [math.isfinite(x) and math.isfinite(y) for x, y in points]
        strokes = [
            f"{'L' if before else 'M'} {_placed(point)}"
            for point, here, before in zip(points, known, (False, *known), strict=False)
            if here
        ]
        if strokes:
            self._path(strokes, "none", look)

    def area(
        self, points: Sequence[Point], fill: str, opacity: float = 1.0, look: str = ""
    ) -> None:
        """Fill the area within points."""
        first, *others = [_placed(each) for each in points]
        if fill == "none":
            others.append(first)
        elif opacity < 1:
            fill += f"; fill-opacity: {_short(opacity)}"
        self._path([f"M {first}", *(f"L {each}" for each in others), "z"], fill, look)

    def _path(self, strokes: Sequence[str], fill: str, look: str) -> None:
        self._drawn.append(f'<path d="{_data(strokes)}" style="{_css(fill, look)}"/>')

    def mark(self, shape: str, size: float, place: Point, fill: str, look: str) -> None:
        """Draw a mark around a place; its outline is written once."""
        outline, css = _data(_outline(shape, size / 2)), _css(fill, look)
        css = css.replace("fill: none", "fill-opacity: 0")  # a pointer meets what is clear
        told = str((outline, css)).encode()
        name = f"m{hashlib.sha256(b'zoneanalysis' + told).hexdigest()[:10]}"
        if name not in self._marks:
            self._marks.add(name)
            style = f' style="{look}"' if look else ""
            self._drawn.append(f'<defs>\n<path id="{name}" d="{outline}"{style}/>\n</defs>')
        x, y = _placed(place).split()
        self._drawn.append(f'<g>\n<use xlink:href="#{name}" x="{x}" y="{y}" style="{css}"/>\n</g>')

    def text(
        self, place: Point, text: str, size: float, colour: str, across: str, *, bold: bool
    ) -> None:
        """Write a line of text; *across* says what of it stands at the place."""
        x, y = _placed(place).split()
        weight = "font-weight: 700; " if bold else ""
        told = f">{escape(text, quote=False)}</text>" if text else "/>"
        self._drawn.append(
            f"<text style=\"{weight}font-size: {_short(size)}px; font-family: 'ZoneSansSC'; "
            f'text-anchor: {across}; fill: {colour}" x="{x}" y="{y}" '
            f'transform="rotate(0 {x} {y})"{told}'
        )

    @contextmanager
    def telling(self, told: Told) -> Iterator[None]:
        """Let what is drawn meanwhile say something under a pointer."""
        if not (told and told[0] and self.tells):
            yield
            return
        self._drawn.append(f"<g>\n<title>{escape(told[0], quote=False)}</title>")
        yield
        self._drawn.append("</g>")


def _outline(shape: str, radius: float) -> list[str]:
    """Return the path of a mark of so many points to each side."""
    first, *others = [
        f"{_short(x * radius)} {_short(y * radius)}" for x, y in _SHAPES.get(shape, _DISC)
    ]
    if shape == "o":
        strokes = [f"C {' '.join(others[at : at + 3])}" for at in range(0, len(others), 3)]
    else:
        strokes = [f"L {each}" for each in others]
    return [f"M {first}", *strokes, *(["z"] if others[1:] else [])]


def _data(strokes: Sequence[str]) -> str:
    return "".join("z\n" if each == "z" else f"{each} \n" for each in strokes)


def _css(fill: str, look: str) -> str:
    return f"fill: {fill}; {look}" if look else f"fill: {fill}"


def _short(number: float) -> str:
    return f"{number:f}".rstrip("0").rstrip(".")


def _placed(point: Point) -> str:
    """Return a point to a hundredth."""
    x, y = point
    return f"{_short(round(x, 2))} {_short(round(y, 2) + 0.0)}"


def box(xs: Point, ys: Point) -> list[Point]:
    """Return the corners of a rectangle."""
    (x0, x1), (y0, y1) = xs, ys
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
