"""One document, whatever its format, as text with what is known of where it came from."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from zoneanalysis.errors import InputError, Location
from zoneanalysis.extraction.inputs.encoding import decode_text
from zoneanalysis.extraction.inputs.kinds import DocumentFormat, format_of
from zoneanalysis.extraction.inputs.limits import MOST_CHARACTERS, too_much
from zoneanalysis.extraction.inputs.sheets import is_separated, separated_text
from zoneanalysis.extraction.language import require_chinese
from zoneanalysis.messages import Message, phrase

__all__ = ["MOST_BYTES", "SourceText", "read_document", "too_large"]

MOST_BYTES = 50_000_000  # files of this size and beyond are refused before they are read

STANDARD_INPUT = "-"


@dataclass(frozen=True)
class SourceText:
    """The text of a document (原文), from which offsets of figures count.

    Parameters
    ----------
    text : str
        Code points, line ends as they came; a byte-order mark is no part of it.
    name : str
        Name of the file, for messages; ``<stdin>`` for standard input.
    format : str
        "text", "html", "docx", "pdf", "xlsx" or "csv".
    sha256 : str
        Of the bytes as they came, before any decoding.
    encoding : str
        "utf-8", "utf-8-sig", "utf-16-le", "utf-16-be" or "gb18030"; empty for Word and PDF,
        which say it inside.
    remarks : tuple of Message
        What a reader should know of how it was read: page heads left out, pages without text,
        tracked changes, formulas.
    """

    text: str
    name: str
    format: DocumentFormat
    sha256: str
    encoding: str = ""
    remarks: tuple[Message, ...] = ()


def read_document(
    source: str | Path | bytes | BinaryIO,
    name: str | None = None,
    *,
    language: Literal["zh", ""] = "zh",
) -> SourceText:
    """Return the text of one document.

    Parameters
    ----------
    source : path, bytes or binary stream
        ``"-"`` is standard input. The format is told from the content, never from the name alone.
    name : str or None
        Shown in messages and kept; the file's own if None.
    language : str
        "zh" refuses a text in another language; "" takes any.

    Raises
    ------
    InputError
        If the document can't be read, is too large, is no text, has no text layer, is empty, or
        is in another language; the message says what to do.

    Examples
    --------
    >>> raw = "工业投资完成54.76亿元，同比下降18.8%。".encode("gb18030")
    >>> document = read_document(raw, "a.txt")
    >>> document.encoding, document.format, document.text.index("18.8%")
    ('gb18030', 'text', 18)
    """
    raw, shown = _bytes_of(source, name)
    where = Location(file=shown)
    if len(raw) >= MOST_BYTES:
        raise too_large(len(raw), where)
    if not raw.strip():
        raise InputError.single(
            must="a document must hold the text of a report",
            came="a file of blanks" if raw else "an empty file",
            where=where,
            do="Copy the text again, or pass another file.",
        )
    kind = format_of(raw, where)
    encoding = ""
    remarks: tuple[Message, ...] = ()
    if kind == "docx":
        from zoneanalysis.extraction.inputs.docx import docx_text

        text, remarks = docx_text(raw, where)
    elif kind == "pdf":
        from zoneanalysis.extraction.inputs.pdf import pdf_text

        text, remarks = pdf_text(raw, where)
    elif kind == "xlsx":
        from zoneanalysis.extraction.inputs.sheets import workbook_text

        text, remarks = workbook_text(raw, where)
    else:
        text, encoding = decode_text(raw, where)
        if kind == "text" and (mark := is_separated(text)):
            kind, text = "csv", separated_text(text, mark, where)
        elif kind == "html":
            from zoneanalysis.extraction.inputs.html import html_text

            text = html_text(text, where)
    _check_text(text, kind, where)
    if language == "zh":
        require_chinese(text, where)
    damaged = text.count("\ufffd")
    if damaged:
        remarks = (*remarks, Message("{count} characters are damaged (�)", {"count": damaged}))
    return SourceText(text, shown, kind, hashlib.sha256(raw).hexdigest(), encoding, remarks)


def _bytes_of(source: str | Path | bytes | BinaryIO, name: str | None) -> tuple[bytes, str]:
    """Return the bytes, no more than one beyond the limit, and the name to show."""
    if isinstance(source, bytes):
        return source, name or "<bytes>"
    if source == STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1), name or "<stdin>"
    if not isinstance(source, (str, Path)):
        return source.read(MOST_BYTES + 1), name or str(getattr(source, "name", "<stream>"))
    path = Path(source)
    shown = name or str(path)
    where = Location(file=shown)
    try:
        if path.is_dir():
            raise InputError.single(
                must="a document must be one file",
                came="a folder",
                where=where,
                do="Pass one of its files; `zoneanalysis extract` takes a folder as a whole.",
            )
        size = path.stat().st_size
        if size >= MOST_BYTES:
            raise too_large(size, where)
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1), shown
    except FileNotFoundError:
        raise InputError.single(
            must="a document must be there",
            came="no such file",
            where=where,
            do="See whether the name is right.",
        ) from None
    except (OSError, ValueError) as error:
        raise InputError.single(
            must="a document must be readable",
            came=getattr(error, "strerror", None) or str(error),
            where=where,
            do="Make the file readable, or pass a copy.",
        ) from None


def too_large(size: int, where: Location) -> InputError:
    """Return the error for a file that is too large to be a report."""
    return InputError.single(
        must=phrase("a document must be smaller than {most:,} bytes", most=MOST_BYTES),
        came=phrase("{size:,} bytes", size=size),
        where=where,
        do="A report has some ten thousand characters: pass its text alone, or split the file.",
    )


def _check_text(text: str, kind: DocumentFormat, where: Location) -> None:
    if len(text) > MOST_CHARACTERS:
        raise too_much("characters", MOST_CHARACTERS, len(text), where)
    if not text.strip():
        raise InputError.single(
            must="a document must hold the text of a report",
            came=phrase("a {kind} file without any text", kind=kind.upper()),
            where=where,
            do="See whether its text is a picture, or is loaded by a script; then copy it by hand.",
        )
