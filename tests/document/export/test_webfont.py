"""Fonts inside a page: the characters of its charts, as the whole font has them."""

from __future__ import annotations

import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont

from zoneanalysis.document.export.webfont import font_faces
from zoneanalysis.document.files import FONTS


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_a_font_holds_the_characters_as_the_whole_font_has_them(weight: str) -> None:
    """fontTools, which wrote the whole, finds the same outlines, widths and checksums."""
    wanted = set("增长5.6% −—ä")
    style = "font-weight: bold" if weight == "Bold" else ""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg"><text style="{style}">'
        f"{''.join(wanted)}\U0001f600</text></svg>"
    )
    (data,) = re.findall(r"data:font/woff;base64,([^)]+)\)", font_faces([svg]))
    whole = TTFont(FONTS / f"ZoneSansSC-{weight}.ttf")
    cut = TTFont(io.BytesIO(base64.b64decode(data)), checkChecksums=2)
    assert {chr(code) for code in cut.getBestCmap()} == wanted
    assert cut["maxp"].numGlyphs == len(wanted) + 1
    for code, name in cut.getBestCmap().items():
        before = whole.getBestCmap()[code]
        assert cut["hmtx"][name] == whole["hmtx"][before]
        assert cut["glyf"][name] == whole["glyf"][before]


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_no_glyph_is_made_of_others(weight: str) -> None:
    """Cutting follows no parts."""
    glyphs = TTFont(FONTS / f"ZoneSansSC-{weight}.ttf")["glyf"]
    assert not any(glyphs[name].isComposite() for name in glyphs.keys())  # noqa: SIM118
