"""Word files to text: paragraphs and tables in their order (Word 文档)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from zoneanalysis.errors import InputError, Location
from zoneanalysis.extraction.inputs.missing import library_missing
from zoneanalysis.messages import Message

__all__ = ["docx_text"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_DEEPEST = 200


def docx_text(raw: bytes, where: Location) -> tuple[str, tuple[Message, ...]]:
    """Return the text of a Word file and remarks on it.

    A line for each paragraph and each row of a table, cells set apart by a tab. Text that was
    inserted under tracked changes is in, deleted and hidden text is out; a text box follows the
    paragraph that it is anchored in.

    Raises
    ------
    InputError
        If python-docx is missing, or the file is damaged.
    """
    try:
        import docx
    except ImportError:
        raise library_missing("python-docx", "Word files", where) from None
    try:
        body = docx.Document(io.BytesIO(raw)).element.body
        lines = list(_lines(body, 0))
    except InputError as error:
        raise error.at(file=where.file) from None
    except Exception:  # noqa: BLE001 - python-docx, zipfile and lxml raise whatever they meet
        raise InputError.single(
            must="a Word file must be whole",
            came="one that can't be opened",
            where=where,
            do="Open it in Word or LibreOffice, save it again as .docx or as plain text.",
        ) from None
    remarks = []
    notes = sum(1 for _ in body.iter(f"{_W}footnoteReference", f"{_W}endnoteReference"))
    if notes:
        remarks.append(Message("{count} footnotes are left out", {"count": notes}))
    return "".join(f"{line}\n" for line in lines if line.strip()), tuple(remarks)


def _lines(parent: Any, depth: int) -> Iterator[str]:
    """Yield the lines of a body, a cell or a text box."""
    if depth > _DEEPEST:
        raise InputError.single(
            must="a Word file must be nested a few levels deep at most",
            came=f"more than {_DEEPEST} levels",
            do="Pass its text as plain text in UTF-8.",
        )
    for child in parent:
        if child.tag == f"{_W}p":
            boxes: list[Any] = []
            yield from "".join(_characters(child, boxes, depth)).split("\n")
            for box in boxes:
                yield from _lines(box, depth + 1)
        elif child.tag == f"{_W}tbl":
            for row in child.iterchildren(f"{_W}tr"):
                cells = (" ".join(_lines(cell, depth + 1)) for cell in _cells(row))
                yield "\t".join(cells).strip("\t")
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"}:
            yield from _lines(child, depth + 1)


def _cells(row: Any) -> Iterator[Any]:
    """Yield the cells of a row; one that goes on from the row above is empty in the file."""
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag == f"{_W}sdt":
            yield from child.iter(f"{_W}tc")


def _characters(parent: Any, boxes: list[Any], depth: int) -> Iterator[str]:
    """Yield the text of a paragraph, and note the text boxes in it."""
    if depth > _DEEPEST:
        return
    hidden, raised = _look(parent)
    if hidden:
        return
    for child in parent:
        if child.tag == f"{_W}t":
            yield (child.text or "").translate(raised)
        elif child.tag in {f"{_W}tab", f"{_W}ptab"}:
            yield "\t"
        elif child.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag not in {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", _FALLBACK}:
            yield from _characters(child, boxes, depth + 1)


def _look(run: Any) -> tuple[bool, dict[int, int]]:
    """Return whether a run is hidden, and how its digits are set."""
    look = run.find(f"{_W}rPr") if run.tag == f"{_W}r" else None
    if look is None:
        return False, {}
    vanish = look.find(f"{_W}vanish")
    hidden = vanish is not None and vanish.get(f"{_W}val") not in {"0", "false"}
    place = look.find(f"{_W}vertAlign")
    kind = place.get(f"{_W}val") if place is not None else ""
    return hidden, {"superscript": _SUPERSCRIPT, "subscript": _SUBSCRIPT}.get(kind, {})
