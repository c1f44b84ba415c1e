"""The fonts in the package: what they hold, and that they are ours to ship."""

from __future__ import annotations

import importlib.util
import io
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from tests.document.export.notebooks import code, notebook, shows, text
from zoneanalysis.document.export import ZonePDFExporter
from zoneanalysis.document.export.typesetting import covered, fallback_for
from zoneanalysis.document.files import FALLBACK, FONTS
from zoneanalysis.errors import InputError

REPO = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def tool() -> Any:
    """Return the script that rebuilds the fonts, as a module."""
    spec = importlib.util.spec_from_file_location("build_fonts", REPO / "tools" / "build_fonts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_fonts"] = module
    spec.loader.exec_module(module)
    return module


def test_the_list_holds_the_8105_characters_of_the_standard(tool: Any) -> None:
    """通用规范汉字表 has 8,105 characters (State Council, 2013), 丁 and 𬺈 among them."""
    points = tool.from_ranges(tool.CODEPOINTS.read_text(encoding="ascii"))
    assert len(points) == 8105
    assert {ord("丁"), ord("𬺈"), ord("龘")} & points == {ord("丁"), ord("𬺈")}
    assert tool.to_ranges(points) == tool.CODEPOINTS.read_text(encoding="ascii")


def test_both_weights_hold_the_standard_and_gb_2312(tool: Any) -> None:
    """No character of a Chinese official text is missing."""
    points = tool.from_ranges(tool.CODEPOINTS.read_text(encoding="ascii"))
    assert points <= set(map(ord, covered()))
    assert {ord(c) for c in "临汾吕梁堉镕％‰㎡①②—…“”《》·×÷≈≠≤≥→✓ǎé²αΔ"} <= set(map(ord, covered()))
    assert {p for p in tool.encoded("gb2312") if 0x4E00 <= p <= 0x9FFF} <= set(map(ord, covered()))


@pytest.mark.parametrize(("style", "weight"), [("Regular", 400), ("Bold", 700)])
def test_fonts_are_static_renamed_and_licensed(style: str, weight: int) -> None:
    """No variable font, no installed Noto in their place, licence and copyright kept."""
    with TTFont(FONTS / f"ZoneSansSC-{style}.ttf") as font:
        names = {record.nameID: str(record) for record in font["name"].names}
        assert names[1] == "ZoneSansSC"
        assert names[2] == style
        assert "Adobe" in names[0]
        assert "Open Font License" in names[13]
        assert "fvar" not in font
        assert font["OS/2"].usWeightClass == weight
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8").upper()


def test_the_fonts_for_what_ours_lack() -> None:
    """Static, ours by name, licensed; Traditional Han in both weights as far as Big5 goes."""
    held = {}
    for file in sorted(FALLBACK.glob("*.ttf")):
        with TTFont(file) as font:
            assert font["name"].getDebugName(1) == file.stem.partition("-")[0]
            assert "Open Font License" in font["name"].getDebugName(13)
            assert "fvar" not in font
            held[file.stem] = set(map(chr, font.getBestCmap()))
    assert set("臺灣經濟發") <= held["ZoneSansTC-Bold"] & held["ZoneSansTC-Regular"]
    assert set("深水埗赤鱲角") - covered() <= held["ZoneSansTC-Regular"]
    assert set("한국어뷁") <= held["ZoneSansKR-Regular"]
    assert "\U0001f600" in held["ZoneEmoji-Regular"]
    assert "SIL OPEN FONT LICENSE" in (FALLBACK / "OFL.txt").read_text(encoding="utf-8").upper()


def test_a_font_is_taken_only_for_what_it_adds(tmp_path: Path) -> None:
    """Nothing for what ours have; what is named goes first, and a folder is the fonts in it."""

    def chosen(text: str, *named: Path) -> list[str]:
        used = {("text", each): "" for each in text}
        return [font.name for font in fallback_for(used, named)]

    assert chosen("云川市") == []
    assert chosen("臺") == ["ZoneSansTC-Bold.ttf", "ZoneSansTC-Regular.ttf"]
    assert chosen("한😀") == ["ZoneEmoji-Regular.ttf", "ZoneSansKR-Regular.ttf"]
    deep = tmp_path / "truetype"
    deep.mkdir()
    (deep / "Mine.ttf").write_bytes((FALLBACK / "ZoneEmoji-Regular.ttf").read_bytes())
    (deep / "fonts.dir").write_text("no font", encoding="ascii")
    assert chosen("😀한", tmp_path) == ["Mine.ttf", "ZoneSansKR-Regular.ttf"]


def test_a_fallback_font_that_is_named_sets_what_ours_lack() -> None:
    """Emoji in text and chart out of a font of emoji; a rare Han is a code point."""
    font = FALLBACK / "ZoneEmoji-Regular.ttf"
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>\U0001f601</text></svg>'
    )
    nb = notebook(text("\U0001f600 \U00030ede"), code("x", shows({"image/svg+xml": svg}, alt="a")))
    body, _ = ZonePDFExporter(fallback_fonts=[str(font)]).from_notebook_node(nb)
    shown = PdfReader(io.BytesIO(body)).pages[0].extract_text()
    assert "\U0001f600" in shown
    assert "\U0001f601" in shown
    assert re.findall(r"\[U.*?\]", shown) == ["[U+30EDE]"]
    with pytest.raises(InputError, match="a fallback font must be a file"):
        ZonePDFExporter(fallback_fonts=["none.ttf"]).from_notebook_node(nb)
