"""Formulas: TeX to Typst (for PDF) and to MathML (for HTML), each proved to compile on its own."""

from __future__ import annotations

import re
from functools import lru_cache

import typst
from tex2typst import tex2typst

_ENVIRONMENTS = r"(?:equation|displaymath|math|split|gathered|gather|multline)\*?"
_BEFORE = (
    (r"\\(?:begin|end)\{" + _ENVIRONMENTS + r"\}", ""),
    (r"\\label\{[^}]*\}|\\nonumber\b|\\notag\b|\\(?:no)?limits\b|\\color\{[^}]*\}", ""),
    (r"\\tag\{([^}]*)\}", r"\\qquad (\\text{\1})"),
    (r"\\text(?:bf|it|rm|sf|tt|normal)\{", r"\\text{"),
    (r"\\[lr]Vert\b", r"\\|"),
    (r"\\[lr]vert\b", "|"),
    (r"(?<=\d)\{,\}(?=\d)", r"\\text{,}"),
    (r"(\\operatorname\*?\{[^}]*?)\\[,;: ]", r"\1 "),
    (r"(?<!\\)~", r"\\ "),
    ('"', "”"),
)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_ALLOWED_CODE = re.compile(r"#(?:none|true|false|center|left|right)\b")
_HARMFUL = re.compile(r'[#$"@]|//|/\*|<[\w.:-]+>')
_ESCAPED = re.compile(r"\\.")

_ITALIC = {0x1D44E + i: chr(ord("a") + i) for i in range(26)} | {
    0x1D434 + i: chr(ord("A") + i) for i in range(26)
}
_ITALIC[0x210E] = "h"


@lru_cache(maxsize=512)
def _convert(tex: str) -> tuple[str, str] | None:
    """Return the formula in Typst and its displayed MathML, or None if either can't be made."""
    source = tex.strip()
    for pattern, replacement in _BEFORE:
        source = re.sub(pattern, replacement, source)
    if not source.strip():
        return None
    try:
        code = tex2typst(source)
    except ValueError:
        return None
    outside = _ALLOWED_CODE.sub("", _ESCAPED.sub("", _STRING.sub("", code)))
    if _HARMFUL.search(outside):
        return None
    try:
        page = typst.compile(
            f"$ {code} $".encode(), format="html", ignore_system_fonts=True
        ).decode("utf-8")
    except (typst.TypstError, RuntimeError):
        return None
    found = re.search(r"<math.*</math>", page, re.DOTALL)
    if not found or "<code" in found[0]:
        return None
    return code, found[0].translate(_ITALIC).replace("\ufe00", "")


def to_typst(tex: str, alt_literal: str, *, block: bool) -> str | None:
    """Return the formula as Typst markup with its alternative text, or None if it can't be made.

    ``alt_literal`` is a Typst string literal.
    """
    converted = _convert(tex)
    if converted is None:
        return None
    space = " " if block else ""
    return f"#[#set math.equation(alt: {alt_literal});${space}{converted[0]}{space}$]"


def to_mathml(tex: str, *, block: bool) -> str | None:
    """Return the formula as MathML, or None if it can't be made."""
    converted = _convert(tex)
    if converted is None:
        return None
    return converted[1] if block else converted[1].replace(' display="block"', "", 1)
