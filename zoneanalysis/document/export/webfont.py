"""The characters of a page's charts as fonts inside the page, so that no label is cut elsewhere."""

from __future__ import annotations

import base64
import io
import logging
from collections.abc import Iterable

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
        f"{base64.b64encode(_subset(name, characters)).decode()})}}"
        for (name, weight), characters in zip(_WEIGHTS, used, strict=True)
        if characters
    )


def _subset(name: str, characters: set[str]) -> bytes:
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    options = subset.Options(
        layout_features=[], hinting=False, name_IDs=[], glyph_names=False, recalc_timestamp=False
    )
    options.flavor = "woff"
    options.drop_tables += _DROPPED
    out = io.BytesIO()
    with subset.load_font(str(FONTS / f"ZoneSansSC-{name}.ttf"), options) as font:
        cut = subset.Subsetter(options)
        cut.populate(text="".join(sorted(characters)))
        cut.subset(font)
        subset.save_font(font, out, options)
    return out.getvalue()
