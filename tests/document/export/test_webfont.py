"""Fonts inside a page: the characters of its charts, whatever was cut before."""

from __future__ import annotations

import pytest

from zoneanalysis.document.export import webfont


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_a_font_does_not_depend_on_those_before(weight):
    """The bytes are those that the whole font gives."""
    whole = (webfont.FONTS / f"ZoneSansSC-{weight}.ttf").read_bytes()
    wanted = set("增长5.6%")
    known = webfont._Known(whole)
    for before in ("工业投资", "下降", "abc"):
        known.cut(set(before))
    assert known.cut(wanted) == webfont._subset(whole, wanted, flavor="woff")
