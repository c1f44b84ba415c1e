"""The characters of a page's charts as fonts inside the page, so that no label is cut elsewhere."""

from __future__ import annotations

import base64
import io
import logging
import string
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from fontTools import subset

from zoneanalysis.document.files import FONTS
from zoneanalysis.document.svg import svg_characters

__all__ = ["font_faces"]

_WEIGHTS = (("Regular", 400), ("Bold", 700))
_DROPPED = ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG"]


def font_faces(charts: Iterable[str]) -> str:
    """Return CSS with ZoneSansSC cut down to what the charts, as SVG, draw in each weight."""
    used: tuple[set[str], set[str]] = set(), set()
    for svg in charts:
        for held, characters in zip(used, svg_characters(svg), strict=True):
            held |= characters
    return "".join(
        f"@font-face{{font-family:ZoneSansSC;font-weight:{weight};src:url(data:font/woff;base64,"
        f"{base64.b64encode(_known(name).cut(characters)).decode()})}}"
        for (name, weight), characters in zip(_WEIGHTS, used, strict=True)
        if characters
    )


@dataclass
class _Known:
    """A weight of the font, and the part of it that this process has needed.

    A page's few characters are the same bytes, cut from either; the whole takes ten times as long.
    """

    whole: bytes
    part: bytes = b""
    characters: frozenset[str] = frozenset(string.printable)

    def cut(self, characters: set[str]) -> bytes:
        """Return the weight with those characters alone, as WOFF."""
        if not self.part or not characters <= self.characters:
            self.characters |= characters
            self.part = _subset(self.whole, self.characters)
        return _subset(self.part, characters, flavor="woff")


@cache
def _known(name: str) -> _Known:
    return _Known((FONTS / f"ZoneSansSC-{name}.ttf").read_bytes())


def _subset(data: bytes, characters: Iterable[str], flavor: str | None = None) -> bytes:
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    options = subset.Options(
        layout_features=[], hinting=False, name_IDs=[], glyph_names=False, recalc_timestamp=False
    )
    options.flavor = flavor
    options.drop_tables += _DROPPED
    out = io.BytesIO()
    with subset.load_font(io.BytesIO(data), options) as font:
        font.setGlyphOrder([f"g{number}" for number in range(font["maxp"].numGlyphs)])
        for table in _DROPPED:  # before it is read to see whether it is extended
            if table in font:
                del font[table]
        cut = subset.Subsetter(options)
        cut.populate(text="".join(sorted(characters)))
        cut.subset(font)
        subset.save_font(font, out, options)
    return out.getvalue()
