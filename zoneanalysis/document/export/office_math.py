"""Formulas as Office sets them (OMML), from the MathML of :mod:`~.formulas`."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

from zoneanalysis.document.export.formulas import to_mathml

__all__ = ["to_office"]

_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_PAIRS = {"(": ")", "[": "]", "{": "}", "|": "|"}
_SCRIPTS = {
    "msub": ("sSub", "sub"), "msup": ("sSup", "sup"), "munder": ("limLow", "lim"),
    "mover": ("limUpp", "lim"),
}  # fmt: skip


def to_office(tex: str, *, block: bool) -> Any:
    """Return a formula as an element of WordprocessingML, or None where Office can't be told it."""
    from docx.oxml import parse_xml

    mathml = to_mathml(tex, block=block)
    if mathml is None:
        return None
    try:
        inner = "".join(map(_math, ET.fromstring(mathml)))  # noqa: S314 - Typst's own
    except KeyError:
        return None
    made = f'<m:oMath xmlns:m="{_NAMESPACE}">{inner}</m:oMath>'
    if block:
        made = f'<m:oMathPara xmlns:m="{_NAMESPACE}">{made}</m:oMathPara>'
    return parse_xml(made)


def _math(node: ET.Element) -> str:
    """Return one element of MathML as OMML; KeyError for one that has no counterpart here."""
    name = node.tag.rpartition("}")[2]
    if name in ("mi", "mn", "mo", "mtext", "mspace"):
        return _text(node, name)
    parts = list(node)
    if name in ("mrow", "mstyle", "math"):
        return _row(parts)
    if name in _SCRIPTS:
        tag, script = _SCRIPTS[name]
        return f"<m:{tag}>{_part('e', parts[0])}{_part(script, parts[1])}</m:{tag}>"
    return _SPECIAL[name](parts)


def _text(node: ET.Element, name: str) -> str:
    text = " " if name == "mspace" else (node.text or "")
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    plain = "" if name == "mi" and len(text) == 1 else '<m:rPr><m:sty m:val="p"/></m:rPr>'
    return f'<m:r>{plain}<m:t xml:space="preserve">{escaped}</m:t></m:r>'


def _row(parts: list[ET.Element]) -> str:
    first, last = (parts[0].text, parts[-1].text) if len(parts) > 1 else ("", "")
    if first in _PAIRS and last in _PAIRS.values():
        inner = "".join(map(_math, parts[1:-1]))
        ends = f'<m:begChr m:val="{first}"/><m:endChr m:val="{last}"/>'
        return f"<m:d><m:dPr>{ends}</m:dPr><m:e>{inner}</m:e></m:d>"
    return "".join(map(_math, parts))


def _part(tag: str, node: ET.Element) -> str:
    return f"<m:{tag}>{_math(node)}</m:{tag}>"


_SPECIAL: dict[str, Callable[[list[ET.Element]], str]] = {
    "mfrac": lambda p: f"<m:f>{_part('num', p[0])}{_part('den', p[1])}</m:f>",
    "msqrt": lambda p: (
        f'<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>{_row(p)}</m:e></m:rad>'
    ),
    "msubsup": lambda p: (
        f"<m:sSubSup>{_part('e', p[0])}{_part('sub', p[1])}{_part('sup', p[2])}</m:sSubSup>"
    ),
}
