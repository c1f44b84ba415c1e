"""Rebuild zoneanalysis/document/fonts: static Regular and Bold subsets of Noto Sans SC.

    python tools/build_fonts.py                        # rebuild the font files
    python tools/build_fonts.py --unihan FILE.bz2      # derive the list of characters again

Needs `fonttools`, `justmytype-intl-cjk` (the variable Noto Sans SC, TC, JP and KR) and
`manimgx-fonts` (those of other scripts), all under the SIL Open Font Licence. Static, because
matplotlib can't use a variable font; renamed, because no installed Noto of another version may take
its place.

Characters: the 8,105 of 通用规范汉字表 (property kTGH of Unicode's Unihan database, kept beside
this file as `tgh_codepoints.txt`; `--unihan` reads it from Unihan_OtherMappings.txt or its .bz2,
as in Debian's package unicode-data), those of GB 2312, and the Latin, Greek, punctuation, symbol
and full-width blocks as far as the source font has them.

Beside them, in document/fallback, what those lack: what Noto Sans TC has, of which the Bold holds
Big5, the kanji of Shift-JIS, the syllables of Hangul, other scripts and emoji whole, in Regular.
They are looked at only where a character is missing.
"""

from __future__ import annotations

import argparse
import bz2
import re
import shutil
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FAMILY = "ZoneSansSC"
HERE = Path(__file__).parent
TARGET = HERE.parent / "zoneanalysis" / "document" / "fonts"
FALLBACK = TARGET.with_name("fallback")
SCRIPTS = (
    "", "Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati",
    "Gurmukhi", "Hebrew", "Kannada", "Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala",
    "Symbols", "Tamil", "Telugu", "Thai",
)  # fmt: skip
CODEPOINTS = HERE / "tgh_codepoints.txt"

# Whole Unicode blocks; the source font decides which of their characters exist.
BLOCKS = (
    (0x0020, 0x007E, "Basic Latin"),
    (0x00A0, 0x00FF, "Latin-1"),
    (0x0100, 0x017F, "Latin Extended-A (pinyin)"),
    (0x01CD, 0x01DC, "pinyin with tones"),
    (0x02C7, 0x02D9, "tone marks"),
    (0x0391, 0x03C9, "Greek"),
    (0x2000, 0x206F, "General Punctuation"),
    (0x2070, 0x209F, "Superscripts and Subscripts"),
    (0x20A0, 0x20BF, "Currency Symbols"),
    (0x2100, 0x214F, "Letterlike Symbols"),
    (0x2150, 0x218F, "Number Forms"),
    (0x2190, 0x21FF, "Arrows"),
    (0x2200, 0x22FF, "Mathematical Operators"),
    (0x2300, 0x23FF, "Miscellaneous Technical"),
    (0x2460, 0x24FF, "Enclosed Alphanumerics"),
    (0x2500, 0x257F, "Box Drawing"),
    (0x2580, 0x259F, "Block Elements"),
    (0x25A0, 0x25FF, "Geometric Shapes"),
    (0x2600, 0x26FF, "Miscellaneous Symbols"),
    (0x2700, 0x27BF, "Dingbats"),
    (0x3000, 0x303F, "CJK Symbols and Punctuation"),
    (0x3200, 0x33FF, "Enclosed CJK, CJK Compatibility (㎡, ㎞)"),
    (0xFF00, 0xFFEF, "Halfwidth and Fullwidth Forms"),
)
FEATURES = ["kern", "liga", "locl", "ccmp", "mark", "mkmk", "halt", "palt"]


def to_ranges(codepoints: Iterable[int]) -> str:
    """Return code points as text, '4E00-4E01 4E03', sixteen entries a line."""
    ranges: list[list[int]] = []
    for point in sorted(set(codepoints)):
        if ranges and point == ranges[-1][1] + 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    entries = [f"{low:X}" if low == high else f"{low:X}-{high:X}" for low, high in ranges]
    return "".join(" ".join(entries[i : i + 16]) + "\n" for i in range(0, len(entries), 16))


def from_ranges(text: str) -> set[int]:
    """Return the code points that :func:`to_ranges` wrote."""
    points: set[int] = set()
    for entry in text.split():
        low, _, high = entry.partition("-")
        points.update(range(int(low, 16), int(high or low, 16) + 1))
    return points


def read_unihan(file: Path) -> set[int]:
    """Return the characters with the property kTGH in a file of the Unihan database."""
    data = file.read_bytes()
    text = (bz2.decompress(data) if file.suffix == ".bz2" else data).decode("utf-8")
    found = re.findall(r"^U\+([0-9A-F]+)\tkTGH\t", text, re.MULTILINE)
    return {int(point, 16) for point in found}


def encoded(codec: str) -> set[int]:
    """Return the code points of a national standard, through Python's codec."""
    pairs = (bytes((row, cell)) for row in range(0x81, 0xFF) for cell in range(0x40, 0xFF))
    return {ord(each) for each in "".join(pair.decode(codec, "ignore") for pair in pairs)}


def wanted() -> set[int]:
    """Return every code point that the fonts should hold."""
    blocks = {point for low, high, _ in BLOCKS for point in range(low, high + 1)}
    return from_ranges(CODEPOINTS.read_text(encoding="ascii")) | encoded("gb2312") | blocks


def rename(font: TTFont, family: str, style: str) -> None:
    """Give the font a family name of ours; keep copyright, designer and licence as they are."""
    source = font["name"].getDebugName(16) or font["name"].getDebugName(1)
    table = font["name"]
    table.names = [n for n in table.names if n.nameID in (0, 5, 7, 8, 9, 10, 11, 12, 13, 14)]
    for identifier, text in (
        (1, family),
        (2, style),
        (3, f"{family}-{style}: subset of {source}"),
        (4, family if style == "Regular" else f"{family} {style}"),
        (6, f"{family}-{style}"),
    ):
        table.setName(text, identifier, 3, 1, 0x409)


def build(source: Path, target: Path, weight: int, points: set[int], features: list[str]) -> Path:
    """Write one static subset, named FAMILY-STYLE.ttf, and return its path."""
    font = TTFont(source, recalcTimestamp=False)
    family, _, style = target.stem.partition("-")
    options = subset.Options()
    options.hinting = False
    options.layout_features = features
    options.drop_tables += ["vhea", "vmtx", "VORG"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    static = instancer.instantiateVariableFont(font, {"wght": weight}, updateFontNames=False)
    static["OS/2"].usWeightClass = weight
    bold = style == "Bold"
    static["head"].macStyle = 1 if bold else 0
    static["OS/2"].fsSelection = (static["OS/2"].fsSelection & ~0x61) | (0x20 if bold else 0x40)
    if "STAT" in static:
        del static["STAT"]
    rename(static, family, style)
    static.save(target)
    print(target.name, target.stat().st_size)
    return target


def has(font: Path) -> set[int]:
    """Return the code points of a font."""
    with TTFont(font, lazy=True) as read:
        return set(read.getBestCmap())


def main() -> None:
    """Rebuild the fonts, and with --unihan the list of characters first."""
    parser = argparse.ArgumentParser(description="Rebuild the fonts of zoneanalysis.")
    parser.add_argument("--unihan", type=Path, help="Unihan file that holds kTGH")
    arguments = parser.parse_args()
    if arguments.unihan:
        CODEPOINTS.write_text(to_ranges(read_unihan(arguments.unihan)), encoding="ascii")
    try:
        cjk = Path(str(find_spec("justmytype_intl_cjk").origin)).parent / "fonts" / "ofl"
        other = Path(str(find_spec("manimgx_fonts").origin)).parent
    except AttributeError:
        parser.error("needs packages: pip install justmytype-intl-cjk manimgx-fonts")
    chinese, taiwan, japanese, korean = (
        cjk / f"notosans{name.lower()}" / f"NotoSans{name}[wght].ttf"
        for name in ("SC", "TC", "JP", "KR")
    )
    for folder in (TARGET, FALLBACK):
        folder.mkdir(exist_ok=True)
        shutil.copyfile(chinese.with_name("OFL.txt"), folder / "OFL.txt")
    for style, weight in (("Regular", 400), ("Bold", 700)):
        main_font = build(chinese, TARGET / f"{FAMILY}-{style}.ttf", weight, wanted(), FEATURES)
        traditional = (encoded("big5") if weight == 700 else has(taiwan)) - has(main_font)
        build(taiwan, FALLBACK / f"ZoneSansTC-{style}.ttf", weight, traditional, FEATURES)
    more = encoded("shift_jis") - has(main_font) - has(taiwan)
    build(japanese, FALLBACK / "ZoneSansJP-Regular.ttf", 400, more, FEATURES)
    build(korean, FALLBACK / "ZoneSansKR-Regular.ttf", 400, {*range(0xAC00, 0xD7A4)}, FEATURES)
    for script in (*(f"Sans{name}" for name in SCRIPTS), "Emoji"):
        source = other / f"Noto{script}[wght].ttf"
        build(source, FALLBACK / f"Zone{script}-Regular.ttf", 400, has(source), ["*"])


if __name__ == "__main__":
    main()
