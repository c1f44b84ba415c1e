"""What every chart shares: page fonts, palette, and an SVG that is the same byte for byte."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from matplotlib import font_manager, rc_context
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from zoneanalysis.document.files import FONTS
from zoneanalysis.document.model import Chart
from zoneanalysis.document.widths import text_width
from zoneanalysis.review.charts.layout import lay_out

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "ABOVE",
    "BLUE",
    "BRICK",
    "GREY",
    "INK",
    "MUTED",
    "NO_FRAME",
    "OCHRE",
    "PALE",
    "SIGN",
    "TEAL",
    "drawn",
    "is_narrow",
    "label_rows",
    "legend_columns",
    "tips",
]

# Told apart by people with any of the usual colour-vision deficiencies, and in grey print by
# lightness; the style sheets of HTML and PDF use the same values.
BLUE = "#1f4e79"
TEAL = "#2a8f86"
OCHRE = "#c98a1b"
BRICK = "#a3352a"
GREY = "#8a9099"
PALE = "#d5dae1"
INK = "#22262b"
MUTED = "#5b626b"

WIDTH_MM = 140
NARROW_MM = 92  # on a telephone: its type is then as large as the text's there
ABOVE = 1.75  # how much higher a row is whose label stands above it
SIGN = 5.6  # points of a sign of a value
_LABEL = 36  # half-width signs of a label beside an Axes
LINE = 92  # half-width signs of a legend in a row
_HANDLE = 6  # of them beside the words of an entry
FONT_SIZE = 9.0
_DPI = 72  # of SVG, of which a dot is a point
_UNDATED = {"Date": None, "Creator": None}
_FAMILY = "ZoneSansSC"
NO_FRAME = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}

_RC: dict[str, object] = {
    "font.family": [_FAMILY],
    "font.size": FONT_SIZE,
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "zoneanalysis",
    "axes.unicode_minus": True,
    "text.color": INK,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": GREY,
    "axes.linewidth": 0.6,
    "axes.titlesize": FONT_SIZE + 0.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 6.0,
    "axes.titley": 1.0,  # fixed; else it is looked for three times, above ticks that are below
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.spines.bottom": False,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "xtick.labelsize": FONT_SIZE - 1,
    "ytick.labelsize": FONT_SIZE,
    "xtick.major.size": 0.0,
    "ytick.major.size": 0.0,
    "grid.color": "#e6e9ed",
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.5,
    "path.simplify": False,
}


def legend_columns(ax: Axes, labels: Iterable[str]) -> int:
    """Return how many entries of a legend stand in a row of the width of the chart of *ax*."""
    widths = [text_width(label) + _HANDLE for label in labels]
    line = LINE * ax.figure.get_figwidth() * 25.4 / WIDTH_MM  # type: ignore[union-attr]

    def needed(columns: int) -> int:
        least, more = divmod(len(widths), columns)
        ends = [0, *accumulate([least + 1] * more + [least] * (columns - more))]
        return sum(max(widths[start:end]) for start, end in pairwise(ends))

    fitting = (columns for columns in range(len(widths), 1, -1) if needed(columns) <= line)
    return next(fitting, 1)


def is_narrow(ax: Axes) -> bool:
    """Return whether *ax* is of the drawing for a telephone: labels stand above their rows."""
    return ax.figure.get_figwidth() * 25.4 < WIDTH_MM - 1  # type: ignore[union-attr]


def label_rows(
    ax: Axes, rows: Sequence[tuple[float, str, bool]], *, clear: float = 0, up: float = 0.5
) -> None:
    """Write labels left of an Axes, at (place, text, whether a heading), *clear* points away.

    On a telephone they stand above their rows, by *up* of a row.
    """
    above = is_narrow(ax)
    ax.set_yticks([])
    for place, text, heading in rows:
        ax.annotate(
            _cut(text.replace("\n", " · "), 1.5 * _LABEL) if above else _cut(text, _LABEL),
            (0.01, place - (0 if heading else up)) if above else (0, place),
            xycoords=("figure fraction" if above else "axes fraction", "data"),
            xytext=(0 if above else -3 - clear, 0),
            textcoords="offset points",
            ha="left" if above else "right",
            va="center",
            weight="bold" if heading else "normal",
            bbox=NO_FRAME if above else None,  # no line runs through it
        )


def _cut(text: str, most: float) -> str:
    """Return a label of which no line is wider than *most* half-width signs."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        kept = len(line)
        while text_width(line[:kept]) > most - (kept < len(line)):
            kept -= 1
        lines[number] = line if kept == len(line) else f"{line[:kept]}…"
    return "\n".join(lines)


@cache
def _register_fonts() -> None:
    for path in sorted(FONTS.glob("*.ttf")):
        font_manager.fontManager.addfont(path)


def drawn(
    plot: Callable[..., None],
    *,
    height_mm: float,
    alt: str,
    caption: str = "",
    anchor: str = "",
    panels: int = 1,
    rows: int = 1,
    ratios: tuple[float, ...] | None = None,
    narrow: tuple[int, int] | None = None,
    tall: float = 1.0,
) -> Chart:
    """Return the chart that *plot* draws, as a block of a document.

    Parameters
    ----------
    plot : callable
        Takes an Axes, or as many as there are *panels*, and draws on them.
    height_mm : float
        Height on paper; charts are 140 mm wide and are enlarged to the text's width.
    alt : str
        What the chart shows, in words, from the same values.
    panels : int
        Axes side by side.
    rows : int
        Rows of so many Axes.
    ratios : tuple of float, optional
        Relative widths of the panels.
    narrow : (int, int), optional
        Rows of Axes, and Axes in a row, of the drawing for a telephone; one below the other if not
        given.
    tall : float
        How much higher a row is there, where its label stands above it.
    """
    below, beside = narrow or (rows * panels, 1)
    wide = _drawing(plot, WIDTH_MM, height_mm, rows, panels, ratios)
    small = _drawing(plot, NARROW_MM, tall * height_mm * below / rows, below, beside)
    small = re.sub("<title>.*?</title>", "", small)  # there is no pointer
    return Chart(svg=wide, alt=alt, caption=caption, anchor=anchor, narrow=small)


def _drawing(
    plot: Callable[..., None],
    width_mm: float,
    height_mm: float,
    rows: int,
    panels: int,
    ratios: tuple[float, ...] | None = None,
) -> str:
    """Return what *plot* draws on so many rows of Axes, as SVG."""
    _register_fonts()
    with rc_context(_RC):  # type: ignore[arg-type]
        figure = Figure(figsize=(width_mm / 25.4, height_mm / 25.4), dpi=_DPI)
        grid: list[list[Axes]] = figure.subplots(rows, panels, squeeze=False).tolist()
        axes = [each for row in grid for each in row]
        for each in axes:
            each.patch.set_visible(False)
        figure.patch.set_visible(False)
        plot(*axes)
        for axis in (axis for each in axes for axis in (each.xaxis, each.yaxis)):
            if not axis.get_label_text():
                axis.set_label_coords(0, 0)  # its place, too
        for text in (text for each in axes for text in each.texts):
            if isinstance(text, Annotation):
                text.set_annotation_clip(False)  # nor is it asked whether its mark is drawn
        buffer = io.StringIO()
        # one renderer measures and draws: it knows the texts that it has measured
        width, height = figure.bbox.size
        renderer = RendererSVG(width, height, buffer, image_dpi=_DPI, metadata=_UNDATED)  # type: ignore[no-untyped-call]
        lay_out(figure, grid, ratios or (1.0,) * panels, renderer)
        figure.draw(renderer)
        renderer.finalize()  # type: ignore[no-untyped-call]
    return _slim(buffer.getvalue())


def tips(*rows: tuple[str, ...]) -> str:
    """Return the gid of marks that show *rows* under the pointer, one each (悬停数值).

    A row is what the page's CSV of the chart holds, too: group (where the chart has several),
    item, value.
    """
    kept = ("\t".join(" ".join(part.split()) for part in row if part) for row in rows)
    return f"tips:{'|'.join(text.replace('|', '/') for text in kept)}"


def _titled(found: re.Match[str]) -> str:
    """Return a group with its texts as titles: of each mark in it, or of the whole."""
    texts, inner = found[1].split("|"), found[2]
    if len(texts) == 1:
        return f"<g><title>{texts[0]}</title>{inner}</g>"
    waiting = iter(texts)

    def mark(use: re.Match[str]) -> str:
        text = next(waiting, "")
        return f"{use[1]}><title>{text}</title></use>" if text else use[0]

    return f"<g>{re.sub(r'(<use [^>]*?)/>', mark, inner)}</g>"


def _slim(svg: str) -> str:
    """Drop what a page does not need: prologue, comments, metadata, clips, and long names.

    No chart draws beyond its Axes; the lines of markers without a line are empty.
    """
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r' clip-path="[^"]*"', "", svg)
    svg = re.sub(r"<clipPath.*?</clipPath>", "", svg, flags=re.DOTALL)
    svg = re.sub(r' transform="rotate\(-0 [^"]*"', "", svg)
    svg = re.sub(r'<path d="M \S+ \S+\s*" style="fill: none[^"]*"/>', "", svg)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    names = dict.fromkeys(re.findall(r'id="([a-z][0-9a-f]{10})"', svg))
    for number, name in enumerate(names):
        svg = svg.replace(name, f"i{number}")
    svg = re.sub(r'<g id="tips:([^"]*)">(.*?)</g>', _titled, svg, flags=re.DOTALL)
    return re.sub(r"\n\s*", "\n", svg)
