"""Look of the DOCX report: page, fonts, and named styles that an office changes in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from zoneanalysis.document.model import Tone
from zoneanalysis.messages import Language

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["BLUE", "GREY", "HAIR", "INK", "TEXT_WIDTH", "TINTS", "TONES", "element", "new_file"]

BLUE, INK, GREY, HAIR = "1F4E79", "1B2530", "57636F", "C9D2DA"
TONES: Mapping[Tone, str] = {
    "neutral": BLUE, "good": "0B6660", "bad": "A3352A", "warn": "8A5A0B", "muted": GREY,
}  # fmt: skip
TINTS: Mapping[Tone, str] = {
    "neutral": "EEF3F8", "good": "EAF4F3", "bad": "FAEEEC", "warn": "FBF4E6", "muted": "F2F4F6",
}  # fmt: skip
TEXT_WIDTH = 9070
"""Width of the text in twentieths of a point: A4 less 2.5 cm on either side."""

_MARGIN = 1418
_LATIN = {"zh": "Microsoft YaHei", "en": "Calibri"}
_LANGUAGE = {"zh": "zh-CN", "en": "en-GB"}

# Name: what it is based on, size in half-points, colour, bold, space before and after in
# twentieths of a point, whether it stays with what follows.
_STYLES: Mapping[str, tuple[str, int, str, bool, int, int, bool]] = {
    "Title": ("Normal", 42, BLUE, True, 0, 80, True),
    "Subtitle": ("Normal", 21, INK, False, 0, 80, False),
    "Section Label": ("Normal", 17, GREY, False, 240, 0, True),
    "Heading 1": ("Normal", 30, BLUE, True, 360, 140, True),
    "Heading 2": ("Normal", 25, BLUE, True, 280, 110, True),
    "Heading 3": ("Normal", 22, BLUE, True, 220, 90, True),
    "Heading 4": ("Normal", 21, INK, True, 200, 80, True),
    "Body Text": ("Normal", 21, INK, False, 0, 120, False),
    "List Bullet": ("Normal", 21, INK, False, 0, 60, False),
    "List Number": ("Normal", 21, INK, False, 0, 60, False),
    "Caption": ("Normal", 18, INK, True, 160, 80, False),
    "Lead": ("Normal", 23, BLUE, False, 120, 160, False),
    "Note": ("Normal", 17, GREY, False, 60, 160, False),
    "Cover Details": ("Normal", 18, INK, False, 0, 200, False),
    "Chart": ("Normal", 21, INK, False, 160, 60, True),
    "Table Text": ("Normal", 18, INK, False, 20, 20, False),
    "Table Text Small": ("Table Text", 15, INK, False, 10, 10, False),
    "Table Gap": ("Table Text", 8, INK, False, 0, 60, False),
    "Card Label": ("Table Text", 17, GREY, False, 60, 0, True),
    "Card Value": ("Table Text", 36, BLUE, True, 20, 40, True),
    "Card Value Long": ("Card Value", 26, BLUE, True, 20, 40, True),
    "Card Line": ("Table Text", 17, INK, False, 0, 20, False),
    "Callout": ("Normal", 20, INK, False, 0, 0, False),
    "Callout Title": ("Callout", 21, INK, True, 160, 0, True),
    "Code Block": ("Normal", 17, INK, False, 60, 120, False),
    "Formula": ("Normal", 21, INK, False, 100, 140, False),
    "Provenance": ("Normal", 17, INK, False, 0, 20, False),
    "Provenance Title": ("Provenance", 17, BLUE, True, 120, 20, True),
    "Header": ("Normal", 16, GREY, False, 0, 0, False),
    "Footer": ("Normal", 16, GREY, False, 0, 0, False),
}


def element(tag: str, *children: Any, **attributes: str) -> Any:
    """Return an element of WordprocessingML: ``<w:jc w:val="right"/>`` for ("jc", val="right")."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def _fonts(language: Language) -> Any:
    latin = _LATIN[language]
    return element("rFonts", ascii=latin, hAnsi=latin, cs=latin, eastAsia="Microsoft YaHei")


def new_file(language: Language) -> Document:
    """Return an empty A4 document with its styles, in the language of the report."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn

    file = docx.Document()
    section = file.element.body.sectPr
    for each in section.findall(qn("w:docGrid")):
        section.remove(each)
    section.find(qn("w:pgSz")).attrib.update({qn("w:w"): "11906", qn("w:h"): "16838"})
    for side in ("left", "right", "top", "bottom"):
        section.find(qn("w:pgMar")).set(qn(f"w:{side}"), str(_MARGIN))
    styles = file.styles.element
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(defaults):
        defaults.remove(child)
    latin = _LANGUAGE[language]
    defaults.extend((
        _fonts(language),
        element("sz", val="21"),
        element("szCs", val="21"),
        element("lang", val=latin if language == "en" else "en-US", eastAsia="zh-CN"),
    ))  # fmt: skip
    normal = file.styles["Normal"].element
    for each in (*normal.findall(qn("w:rPr")), *normal.findall(qn("w:pPr"))):
        normal.remove(each)
    for name, (base, size, colour, bold, before, after, kept) in _STYLES.items():
        try:
            style = file.styles[name]
        except KeyError:
            style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = file.styles[base]
        style.next_paragraph_style = file.styles["Body Text" if kept else name]
        style.hidden, style.quick_style = False, True
        xml = style.element
        numbering = xml.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        for part in ("w:rPr", "w:pPr"):
            for each in xml.findall(qn(part)):
                xml.remove(each)
        tight = name.startswith(("Table", "Card", "Provenance"))
        shape = [
            element("keepNext") if kept else None,
            numbering,
            element("pBdr", _golden()) if name == "Title" else None,
            element("spacing", before=str(before), after=str(after), lineRule="auto",
                    line="240" if tight else "276"),
            element("ind", firstLineChars="200", firstLine="420")
            if name == "Body Text" and language == "zh" else None,
            element("jc", val="center") if name in ("Chart", "Footer") else None,
            element("outlineLvl", val=str(int(name[-1]) - 1)) if name[:-2] == "Heading" else None,
        ]  # fmt: skip
        xml.get_or_add_pPr().extend(each for each in shape if each is not None)
        mono = element("rFonts", ascii="Consolas", hAnsi="Consolas", eastAsia="Microsoft YaHei")
        look = [mono] if name == "Code Block" else []
        look += [element("b"), element("bCs")] if bold else []
        look += [element("color", val=colour), element("sz", val=str(size))]
        xml.get_or_add_rPr().extend((*look, element("szCs", val=str(size))))
    return file


def _golden() -> Any:
    return element("bottom", val="single", sz="12", space="6", color="C9973B")
