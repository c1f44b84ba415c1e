"""Formulas in one line of text with subscripts, from the MathML of :mod:`~.formulas` (行内公式).

An office program without a formula editor, such as LibreOffice without Math, leaves a native
formula (OMML) blank.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Literal

from zoneanalysis.document.export.formulas import to_mathml

__all__ = ["Look", "to_line"]

Look = Literal["", "italic", "subscript", "superscript"]
Piece = tuple[str, Look]

_SCRIPTS: dict[str, tuple[Look, ...]] = {
    "msub": ("subscript",), "msup": ("superscript",), "munder": ("subscript",),
    "mover": ("superscript",), "msubsup": ("subscript", "superscript"),
    "munderover": ("subscript", "superscript"),
}  # fmt: skip
_CLOSE = frozenset("()[]{}|,;/∑∏√")  # operators that stand close


def to_line(tex: str) -> list[Piece] | None:
    """Return a formula as pieces of text with their looks; None where it can't be told in a line.

    Examples
    --------
    >>> to_line("x_1 + 2")
    [('x', 'italic'), ('1', 'subscript'), (' + ', ''), ('2', '')]
    """
    mathml = to_mathml(tex, block=False)
    try:
        return None if mathml is None else _line(ET.fromstring(mathml))  # noqa: S314 - Typst's own
    except KeyError:
        return None


def _line(node: ET.Element) -> list[Piece]:
    """Return one element of MathML as pieces; KeyError for one that takes more than a line."""
    name, text = node.tag.rpartition("}")[2], node.text or ""
    parts = list(node)
    if name == "mi":
        return [(text, "italic" if len(text) == 1 and text.isascii() else "")]
    if name == "mo":
        return [(text if text in _CLOSE or not text.strip() else f" {text} ", "")]
    if name in ("mn", "mtext"):
        return [(text, "")]
    if name == "mspace":
        return [(" ", "")]
    if name in ("math", "mrow", "mstyle"):
        return _row(parts)
    if name == "msqrt":
        return [("√", ""), *_bracketed(parts)]
    if name == "mfrac":
        above, below = map(_bracketed, ([parts[0]], [parts[1]]))
        return [*above, (f"/{below[0][0]}", below[0][1]), *below[1:]]
    base, *scripts = map(_line, parts)
    for script, look in zip(scripts, _SCRIPTS[name], strict=True):
        base = [*base, ("".join(text.replace(" ", "") for text, _ in script), look)]
    return base


def _row(parts: list[ET.Element]) -> list[Piece]:
    """Return parts one behind the other; a fraction that is a factor stands in brackets."""
    made: list[Piece] = []
    for number, part in enumerate(parts):
        pieces = _line(part)
        after = parts[number + 1] if number + 1 < len(parts) else None
        if part.tag.endswith("mfrac") and after is not None and not after.tag.endswith("mo"):
            pieces = [("(", ""), *pieces, (") ", "")]
        made += pieces
    return made


def _bracketed(parts: list[ET.Element]) -> list[Piece]:
    """Return pieces in brackets, where they are more than one quantity."""
    made = _row(parts)
    if any(text[:1] == " " or "/" in text for text, _ in made):
        return [("(", ""), *made, (")", "")]
    return made
