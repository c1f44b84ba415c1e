"""How wide a text is in the font of the pages (字宽)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

from zoneanalysis.document.files import FONTS

__all__ = ["advance", "advances"]


@cache
def advances(*, bold: bool) -> Mapping[str, float]:
    """Return the width of each character of the font, in its size.

    Read from the tables that say it, of OpenType: head, hhea, hmtx, and cmap in its format 12.
    fontTools, which gives each glyph a name before, takes a hundred times as long.
    """
    import numpy as np

    data = (FONTS / f"ZoneSansSC-{'Bold' if bold else 'Regular'}.ttf").read_bytes()

    def number(at: int, size: int = 2) -> int:
        return int.from_bytes(data[at : at + size])

    tables = {data[at : at + 4]: number(at + 8, 4) for at in range(12, 12 + 16 * number(4), 16)}
    last, em = number(tables[b"hhea"] + 34) - 1, number(tables[b"head"] + 18)
    widths = np.frombuffer(data, ">u2", 2 * last + 1, tables[b"hmtx"])[::2] / em
    maps = range(tables[b"cmap"] + 8, tables[b"cmap"] + 8 * number(tables[b"cmap"] + 2) + 4, 8)
    start = next(at for each in maps if number(at := tables[b"cmap"] + number(each, 4)) == 12)
    spans = np.frombuffer(data, ">u4", 3 * number(start + 12, 4), start + 16).astype(int)
    first, final, glyph = spans.reshape(-1, 3).T
    sizes = final - first + 1
    inside = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    codes, glyphs = (np.repeat(each, sizes) + inside for each in (first, glyph))
    return dict(zip(map(chr, codes), widths[np.minimum(glyphs, last)].tolist(), strict=True))


def advance(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text set in a font of that size, in the unit of the size.

    A character that the font lacks counts as wide as it is high, or half of that.

    Examples
    --------
    >>> advance("增长", 9.0)
    18.0
    """
    known = advances(bold=bold)
    return size * sum(
        known.get(each) or (1.0 if unicodedata.east_asian_width(each) in "WF" else 0.5)
        for each in text
    )
