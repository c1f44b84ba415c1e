"""What every chart shares: palette, labels, legend, and an SVG that is the same byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from textwrap import wrap

from zoneanalysis.document.advances import advance
from zoneanalysis.document.model import Chart
from zoneanalysis.document.widths import text_width
from zoneanalysis.review.charts.canvas import FONT_SIZE, INK, Axes, Canvas, Item, Text, Told
from zoneanalysis.review.charts.layout import lay_out

__all__ = [
    "ABOVE", "BLUE", "BRICK", "FONT_SIZE", "GREY", "GROUND", "INK", "MUTED", "OCHRE",
    "PALE", "SIGN", "TEAL", "drawn", "label_rows", "tips", "wrapped",
    "write_legend",
]  # fmt: skip

# Told apart by people with any of the usual colour-vision deficiencies, and in grey print by
# lightness; the style sheets of HTML and PDF use the same values.
BLUE = "#1f4e79"
TEAL = "#2a8f86"
OCHRE = "#c98a1b"
BRICK = "#a3352a"
GREY = "#8a9099"
PALE = "#d5dae1"
MUTED = "#5b626b"

WIDTH_MM = 140
NARROW_MM = 92  # on a telephone: its type is then as large as the text's there
ABOVE = 1.75  # how much higher a row is whose label stands above it
SIGN = 5.6  # points of a sign of a value
GROUND = 0.6  # points of white around a text
_LABEL = 36  # half-width signs of a label beside an Axes
_POINTS = 72 / 25.4  # in a millimetre


def write_legend(
    ax: Axes,
    entries: Sequence[tuple[str, Callable[[float, float], Item]]],
    *,
    top: bool = False,
    size: float = 8.5,
    handle: float = 17.0,
) -> None:
    """Write what signs are, above or below the whole chart, in as many columns as there is room.

    Of each entry the second draws its sign around a point; *handle* points are free for it.
    """
    canvas = ax.canvas
    gap, apart, pitch = 0.35 * size, 1.4 * size, 1.5 * size
    widths = [handle + gap + advance(label, size) + apart for label, _ in entries]
    ends = [0, len(widths)]
    for columns in range(len(widths), 0, -1):
        least, more = divmod(len(widths), columns)
        ends = [0, *accumulate([least + 1] * more + [least] * (columns - more))]
        if (
            sum(max(widths[start:end]) for start, end in pairwise(ends)) - apart
            < canvas.width - size
        ):
            break
    rows = max(end - start for start, end in pairwise(ends))
    room = rows * pitch + 0.3 * size
    canvas.room = (room, 0.0) if top else (0.0, room)
    above, left = 0.0 if top else canvas.height - room, 0.3 * size
    for start, end in pairwise(ends):
        for row, (label, sign) in enumerate(entries[start:end]):
            y = above + (row + 0.5) * pitch + 0.15 * size
            canvas.legend.append(
                (sign(left + handle / 2, y), Text(left + handle + gap, y, label, size=size))
            )
        left += max(widths[start:end])


def label_rows(
    ax: Axes,
    rows: Sequence[tuple[float, str, bool]],
    *,
    clear: float = 0,
    up: float = 0.5,
    alone: bool = False,
) -> None:
    """Write labels left of an Axes, at (place, text, whether a heading), *clear* points away.

    On a telephone they stand above their rows, by *up* of a row. Longer ones are whole where no
    other Axes stands beside it (*alone*).
    """
    for place, text, heading in rows:
        if ax.canvas.narrow:  # on white, so that no line runs through it
            label, at = (
                _cut(text.replace("\n", " · "), 1.5 * _LABEL),
                place - (0.2 if heading else up),
            )
            kinds, ground = ("figure", "data"), GROUND
            ax.add(Text(0.01, at, label, bold=heading, ground=ground, kinds=kinds))  # type: ignore[arg-type]
        else:
            shift = (-3 - clear, 0.0)
            label = _cut(text, _LABEL * (4 / 3 if alone else 1))
            ax.add(Text(0, place, label, "end", shift=shift, bold=heading, kinds=("axes", "data")))


def wrapped(text: str) -> str:
    r"""Return a label on two lines where one does not hold it: parted at a sign, else midway.

    Examples
    --------
    >>> wrapped("Contribution of the local economy to growth of GDP")
    'Contribution of the local economy to\ngrowth of GDP'
    >>> wrapped("信息传输、软件和信息技术服务业营业收入")
    '信息传输、软件和\n信息技术服务业营业收入'
    """
    if " " not in text and text_width(text) > _LABEL:
        half = len(text) // 2
        signs = [found.end() for found in re.finditer("[、，和及）]|(?=（)", text)]
        fits = [n for n in signs if max(map(text_width, (text[:n], text[n:]))) <= _LABEL]
        at = min(fits, key=lambda n: abs(n - half), default=half)
        return f"{text[:at]}\n{text[at:]}"
    first, *rest = wrap(text, _LABEL, break_long_words=False) or [""]
    return f"{first}\n{' '.join(rest)}" if rest and text_width(text) > _LABEL else text


def _cut(text: str, most: float) -> str:
    """Return a label of which no line is wider than *most* half-width signs."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        kept = len(line)
        while text_width(line[:kept]) > most - (kept < len(line)):
            kept -= 1
        lines[number] = line if kept == len(line) else f"{line[:kept]}…"
    return "\n".join(lines)


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
    narrow = width_mm < WIDTH_MM  # no pointer there asks what a mark says
    canvas = Canvas(width_mm * _POINTS, height_mm * _POINTS, narrow, tells=not narrow)
    grid = [[Axes(canvas) for _ in range(panels)] for _ in range(rows)]
    axes = [each for row in grid for each in row]
    plot(*axes)
    lay_out(canvas, grid, ratios or (1.0,) * panels)
    return canvas.svg(axes)


def tips(*rows: tuple[str, ...]) -> Told:
    """Return what marks show under the pointer, a row each (悬停数值).

    A row is what the page's CSV of the chart holds, too: group (where the chart has several),
    item, value.
    """
    return tuple("\t".join(" ".join(part.split()) for part in row if part) for row in rows)
