"""The font of the pages: its tables, its glyphs, how wide a text is (字宽)."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from zoneanalysis.document.files import FONTS

__all__ = ["advance", "advances", "font", "metrics"]


@cache
def font(*, bold: bool) -> tuple[Mapping[bytes, bytes], Mapping[str, int]]:
    """Return the tables of the font by their tags, and the glyph of each character.

    Characters are read from cmap in its format 12. fontTools, which gives each glyph a name before,
    takes a hundred times as long.
    """
    import numpy as np

    data = (FONTS / f"ZoneSansSC-{'Bold' if bold else 'Regular'}.ttf").read_bytes()

    def number(at: int, size: int = 4) -> int:
        return int.from_bytes(data[at : at + size])

    places = {data[at : at + 4]: at + 8 for at in range(12, 12 + 16 * number(4, 2), 16)}
    tables = {tag: data[number(at) : number(at) + number(at + 4)] for tag, at in places.items()}
    cmap = number(places[b"cmap"])
    maps = range(cmap + 8, cmap + 8 * number(cmap + 2, 2) + 4, 8)
    start = next(at for each in maps if number(at := cmap + number(each), 2) == 12)
    spans = np.frombuffer(data, ">u4", 3 * number(start + 12), start + 16).astype(int)
    first, final, glyph = spans.reshape(-1, 3).T
    sizes = final - first + 1
    inside = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    codes, glyphs = (np.repeat(each, sizes) + inside for each in (first, glyph))
    return tables, dict(zip(map(chr, codes.tolist()), glyphs.tolist(), strict=True))


@cache
def metrics(*, bold: bool) -> Sequence[tuple[int, int]]:
    """Return the advance and the left bearing of each glyph; the last advance goes for the rest."""
    tables, _ = font(bold=bold)
    many = 2 * int.from_bytes(tables[b"hhea"][34:36])
    held = struct.unpack(f">{len(tables[b'hmtx']) // 2}h", tables[b"hmtx"])
    own = list(zip(held[:many:2], held[1:many:2], strict=True))
    return own + [(own[-1][0], bearing) for bearing in held[many:]]


@cache
def advances(*, bold: bool) -> Mapping[str, float]:
    """Return the width of each character of the font, in its size."""
    tables, glyphs = font(bold=bold)
    em, widths = int.from_bytes(tables[b"head"][18:20]), metrics(bold=bold)
    return {each: widths[glyph][0] / em for each, glyph in glyphs.items()}


@lru_cache(1 << 12)  # a text is measured for two widths, when it is laid out and when it is drawn
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
