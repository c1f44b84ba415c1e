"""matplotlib's SVG renderer, without its figures and axes: lines, areas and texts (画笔).

It draws a chart in two milliseconds; with axes, ticks and transforms that no chart shows it takes
forty.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from typing import Literal

from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

__all__ = ["INK", "RC", "Cap", "Pen", "Point", "Told", "box", "rounded"]

INK = "#22262b"
RC = {"svg.fonttype": "none", "svg.hashsalt": "zoneanalysis"}
_UNSAID = dict.fromkeys(("Creator", "Date", "Format", "Type"))  # the same bytes everywhere

Cap = Literal["butt", "projecting", "round"]
Point = tuple[float, float]
Told = tuple[str, ...]
"""What marks say under the pointer, one each."""


class Pen(RendererSVG):
    """The renderer of one picture, with y growing downward.

    ``tells`` where marks say their values under a pointer.
    """

    def __init__(self, width: float, height: float, out: StringIO, *, tells: bool) -> None:
        super().__init__(width, height, out, image_dpi=72, metadata=_UNSAID)
        self.tells = tells
        self.down = Affine2D().scale(1, -1).translate(0, height)

    def ink(
        self, colour: str, width: float, dash: str = "", cap: Cap = "butt"
    ) -> GraphicsContextBase:
        """Return how lines are drawn; of no width none are."""
        look = self.new_gc()
        look.set_foreground(colour or INK)
        look.set_linewidth(width)
        if dash:
            look.set_dashes(0, [float(each) for each in dash.split()])
        else:
            look.set_capstyle(cap)
        return look

    def line(self, points: Sequence[Point], look: GraphicsContextBase) -> None:
        """Draw lines along points, with a gap where one isn't finite."""
        known = [math.isfinite(x) and math.isfinite(y) for x, y in points]
        codes = [Path.LINETO if before else Path.MOVETO for before in (False, *known[:-1])]
        kept = [at for at, here in enumerate(known) if here]
        if kept:
            path = Path([rounded(points[at]) for at in kept], [codes[at] for at in kept])
            self.draw_path(look, path, self.down)

    def area(
        self, points: Sequence[Point], fill: str, opacity: float = 1.0,
        look: GraphicsContextBase | None = None,
    ) -> None:  # fmt: skip
        """Fill the area within points."""
        path = Path([rounded(each) for each in (*points, points[0])], closed=True)
        face = None if fill == "none" else to_rgba(fill, opacity)
        self.draw_path(look or self.ink("", 0), path, self.down, face)

    @contextmanager
    def telling(self, told: Told) -> Iterator[None]:
        """Let what is drawn meanwhile say something under a pointer."""
        if not (told and told[0] and self.tells):
            yield
            return
        self.writer.start("g")
        self.writer.element("title", told[0])
        yield
        self.writer.end("g")


def rounded(point: Point) -> Point:
    """Return a point to a hundredth."""
    return round(point[0], 2), round(point[1], 2)


def box(xs: Point, ys: Point) -> list[Point]:
    """Return the corners of a rectangle."""
    (x0, x1), (y0, y1) = xs, ys
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
