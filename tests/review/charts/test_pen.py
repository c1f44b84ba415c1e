"""The pen writes what matplotlib's SVG renderer writes of the same marks, lines and areas."""

from __future__ import annotations

import math
import re
from io import StringIO
from typing import Any

import pytest
from matplotlib import rc_context
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_rgba
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from zoneanalysis.review.charts.pen import INK, Pen

WIDTH, HEIGHT = 120.5, 80.0
RC = {"svg.fonttype": "none", "svg.hashsalt": "zoneanalysis"}
UNSAID = dict.fromkeys(("Creator", "Date", "Format", "Type"))


@pytest.fixture(autouse=True)
def _rc() -> Any:
    with rc_context(RC):  # type: ignore[arg-type]
        yield


class Renderer(RendererSVG):
    """matplotlib's own, with y growing downward."""

    def __init__(self) -> None:
        self.out = StringIO()
        super().__init__(WIDTH, HEIGHT, self.out, metadata=UNSAID)
        self.down = Affine2D().scale(1, -1).translate(0, HEIGHT)

    def look(self, width: float, dash: str = "", cap: str = "butt") -> Any:
        """Return how lines are drawn."""
        look = self.new_gc()
        look.set_foreground(INK)
        look.set_linewidth(width)
        look.set_capstyle(cap)
        if dash:
            look.set_dashes(0, [float(each) for each in dash.split()])
        return look

    def svg(self) -> str:
        """Return the picture as ours is kept."""
        self.finalize()
        svg = self.out.getvalue()
        return re.sub(r"\s*\n\s*", "\n", svg[svg.index("<svg") :])


@pytest.mark.parametrize("shape", [*"osD^v|"])
@pytest.mark.parametrize("face", ["#c98a1b", "none"])
def test_marks(shape: str, face: str) -> None:
    """Marks of one outline share it."""
    theirs, ours = Renderer(), Pen(WIDTH, HEIGHT, tells=True)
    mark = MarkerStyle(shape)
    for size, x in ((2.6, 10.0), (5.5, 20.25), (5.5, 30.0)):
        sized = Affine2D(mark.get_transform().get_matrix()).scale(size)
        there = Path([(x, 7.5)])
        look = theirs.look(1.3)
        theirs.draw_markers(look, mark.get_path(), sized, there, theirs.down, to_rgba(face))
        ours.mark(shape, size, (x, 7.5), face, ours.ink("", 1.3))
    assert ours.svg() == theirs.svg()


@pytest.mark.parametrize(
    ("width", "dash", "cap", "theirs_cap"),
    [(1, "", "square", "projecting"), (0.8, "3 1.5", "butt", "butt"), (2, "", "round", "round")],
)
def test_lines(width: float, dash: str, cap: Any, theirs_cap: str) -> None:
    """Lines have gaps where a point is none; of gaps alone there is no path."""
    theirs, ours = Renderer(), Pen(WIDTH, HEIGHT, tells=True)
    path = Path([(1, 2.5), (30, 40), (50, 60), (70, 1)], [1, 2, 1, 2])
    theirs.draw_path(theirs.look(width, dash, theirs_cap), path, theirs.down)
    gap = (math.nan, 3.0)
    points = [gap, (1, 2.5), (30, 40.001), gap, gap, (50, 60), (70, 1)]
    ours.line(points, ours.ink("", width, dash, cap))
    ours.line([gap], ours.ink("", width))
    assert ours.svg() == theirs.svg()


@pytest.mark.parametrize("opacity", [1.0, 0.35])
@pytest.mark.parametrize("face", ["#c98a1b", "none"])
def test_areas(face: str, opacity: float) -> None:
    """An area without a fill is closed by a line as well."""
    theirs, ours = Renderer(), Pen(WIDTH, HEIGHT, tells=True)
    points = [(1.0, 2.0), (30.0, 2.0), (30.0, 44.44)]
    path = Path([*points, points[0]], closed=True)
    filled = None if face == "none" else to_rgba(face, opacity)
    theirs.draw_path(theirs.look(0.9), path, theirs.down, filled)
    ours.area(points, face, opacity, ours.ink("", 0.9))
    assert ours.svg() == theirs.svg()


def test_texts_and_what_is_told_are_escaped() -> None:
    """Signs of markup stand for themselves."""
    pen = Pen(WIDTH, HEIGHT, tells=True)
    with pen.telling(("a < b",)):
        pen.text((1, 2), 'R&D "x"', 9, INK, "end", bold=True)
    assert "<title>a &lt; b</title>" in pen.svg()
    assert '>R&amp;D "x"</text>' in pen.svg()
