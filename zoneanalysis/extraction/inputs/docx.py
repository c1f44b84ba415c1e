"""Word files to text: paragraphs and tables in their order (Word 文档)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from zoneanalysis.errors import InputError, Location
from zoneanalysis.extraction.inputs.limits import check_parts
from zoneanalysis.messages import Message, phrase

__all__ = ["docx_text"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHANGES = ("ins", "del", "moveFrom", "moveTo")
_ELEMENT = re.compile(rb"<(?:\w+:)?(?:p|tc|r)[\s/>]")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_DEEPEST = 200
_WIDEST = 200  # columns that a cell may span


def docx_text(raw: bytes, where: Location) -> tuple[str, tuple[Message, ...]]:
    """Return the text of a Word file and remarks on it.

    A line for each paragraph and each row of a table, cells set apart by a tab; a cell that spans
    columns is followed by empty ones. Text that was inserted under tracked changes is in, deleted
    and hidden text is out; a text box follows the paragraph that it is anchored in, and footnotes
    and endnotes follow the text.

    Raises
    ------
    InputError
        If the file is damaged or holds too much.
    """
    import docx

    try:
        check_parts(raw, _ELEMENT, where)
        file = docx.Document(io.BytesIO(raw))
        body = file.element.body
        lines = list(_lines(body, 0))
        notes = list(_notes(file))
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
    changes = sum(1 for _ in body.iter(*(f"{_W}{kind}" for kind in _CHANGES)))
    if changes:
        said = "{count} tracked changes: the text is read as if all were accepted"
        remarks.append(Message(said, {"count": changes}))
    if notes:
        said = "footnotes, read behind the text: {count}"
        remarks.append(Message(said, {"count": len(notes)}))
    lines += [f"注{number}：{note}" for number, note in enumerate(notes, start=1)]
    return "".join(f"{line}\n" for line in lines if line.strip()), tuple(remarks)


def _notes(file: Any) -> Iterator[str]:
    """Yield footnotes and endnotes in their order, each in one line."""
    from docx.oxml import parse_xml

    for kind in ("footnote", "endnote"):
        for related in file.part.rels.values():
            if related.is_external or not related.reltype.endswith(f"/{kind}s"):
                continue
            for note in parse_xml(related.target_part.blob).iterchildren(f"{_W}{kind}"):
                text = " ".join(" ".join(_lines(note, 0)).split())
                if text and note.get(f"{_W}type") in {None, "normal"}:
                    yield text


def _lines(parent: Any, depth: int) -> Iterator[str]:
    """Yield the lines of a body, a cell or a text box."""
    _require_shallow(depth)
    for child in parent:
        if child.tag == f"{_W}p":
            boxes: list[Any] = []
            yield from "".join(_characters(child, boxes, depth)).split("\n")
            for box in boxes:
                yield from _lines(box, depth + 1)
        elif child.tag == f"{_W}tbl":
            yield from _rows(child, depth + 1)
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"}:
            yield from _lines(child, depth + 1)


def _require_shallow(depth: int) -> None:
    if depth > _DEEPEST:
        raise InputError.single(
            must="a Word file must be nested a few levels deep at most",
            came=phrase("more than {most} levels", most=_DEEPEST),
            do="Pass its text as plain text in UTF-8.",
        )


def _rows(table: Any, depth: int) -> Iterator[str]:
    """Yield the rows of a table; tables in its cells follow it."""
    _require_shallow(depth)
    nested: list[Any] = []
    for row in table.iterchildren(f"{_W}tr"):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            continue
        cells: list[str] = []
        for cell in _cells(row):
            parts = [each for each in cell if each.tag != f"{_W}tbl"]
            nested += [each for each in cell if each.tag == f"{_W}tbl"]
            text = " ".join(" ".join(_lines(parts, depth)).split())
            cells += [text, *[""] * (_spanned(cell) - 1)]
        yield "\t".join(cells).rstrip("\t")
    for each in nested:
        yield from _rows(each, depth + 1)


def _cells(row: Any) -> Iterator[Any]:
    """Yield the cells of a row; one that goes on from the row above is empty in the file."""
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag == f"{_W}sdt":
            yield from child.iter(f"{_W}tc")


def _spanned(cell: Any) -> int:
    """Return how many columns a cell spans."""
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    said = span.get(f"{_W}val") if span is not None else "1"
    return min(int(said), _WIDEST) if str(said).isdecimal() and int(said) else 1


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
