"""How wide a text is in the font that charts are set in (字宽)."""

from __future__ import annotations

import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

from zoneanalysis.document.files import FONTS

__all__ = ["advance"]


@cache
def _advances(*, bold: bool) -> dict[str, float]:
    """Return the width of each character of the font, in its size."""
    with TTFont(FONTS / f"ZoneSansSC-{'Bold' if bold else 'Regular'}.ttf", lazy=True) as font:
        metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {chr(code): metrics[name][0] / em for code, name in font.getBestCmap().items()}


def advance(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text set in a font of that size, in the unit of the size.

    A character that the font lacks counts as wide as it is high, or half of that.

    Examples
    --------
    >>> advance("增长", 9.0)
    18.0
    """
    known = _advances(bold=bold)
    return size * sum(
        known.get(each) or (1.0 if unicodedata.east_asian_width(each) in "WF" else 0.5)
        for each in text
    )
