"""What kind of file some bytes are, told from the bytes (格式识别)."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from zoneanalysis.errors import InputError, Location
from zoneanalysis.messages import phrase

__all__ = ["DocumentFormat", "format_of"]

DocumentFormat = Literal["text", "html", "docx", "pdf", "xlsx", "csv"]

_OCR = "Recognise its text first (OCR), read it over, and pass the text."
_SAVE_DOCX = "Open it in its own program and save it as .docx, or as plain text in UTF-8."
_UNPACK = "Unpack it and pass the files, or the folder."

# First bytes of files that are no report: what they are, and the way out.
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Office file (.doc, .xls, .wps), or one that a password protects",
        _SAVE_DOCX,
    ),
    (b"{\\rtf", "a Rich Text file (.rtf)", _SAVE_DOCX),
    (b"\x89PNG", "a PNG picture", _OCR),
    (b"\xff\xd8\xff", "a JPEG picture", _OCR),
    (b"GIF8", "a GIF picture", _OCR),
    (b"II*\0", "a TIFF picture", _OCR),
    (b"MM\0*", "a TIFF picture", _OCR),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"\xfd7zXZ\0", "an xz archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"SQLite format 3\0", "an SQLite database", "Pass the text of a report."),
    (b"\x7fELF", "a program", "Pass the text of a report."),
)
_ZIPPED = (
    ("ppt/presentation.xml", "a PowerPoint file (.pptx)", "Save its text as .docx or plain text."),
    ("content.xml", "an OpenDocument file (.odt)", _SAVE_DOCX),
    ("META-INF/container.xml", "an EPUB book", "Save its text as plain text in UTF-8."),
)  # fmt: skip
_UNZIPPED_MOST = 400_000_000
_TAG = (
    rb"!doctype\s+html|html|head|body|meta|title|div|p|table|article|section|main|span|script|style"
    rb"|h[1-6]"
)
_HTML = re.compile(
    rb"(?:\s|<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->)*<(?:" + _TAG + rb")[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_MUST = "a document must be plain text, HTML, Word (.docx), Excel (.xlsx), CSV or PDF"


def format_of(raw: bytes, where: Location) -> DocumentFormat:
    """Return the format of *raw*; the name of the file has no say.

    Raises
    ------
    InputError
        If it is another kind of file, which the message names.
    """
    for signature, what, do in _SIGNATURES:
        if raw.startswith(signature):
            raise InputError.single(must=_MUST, came=what, where=where, do=do)
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(raw, where)
    if b"%PDF-" in raw[:1024]:
        return "pdf"
    head = raw[:8192]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16: its ASCII characters suffice here
        head = head.replace(b"\0", b"")
    return "html" if _HTML.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe")) else "text"


def _zipped(raw: bytes, where: Location) -> DocumentFormat:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = set(archive.namelist())
            size = sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise InputError.single(
            must=_MUST,
            came="a Word file or archive that is cut off or damaged",
            where=where,
            do="Fetch the file again.",
        ) from None
    if size > _UNZIPPED_MOST:
        raise InputError.single(
            must=phrase("a Word file must unpack to at most {most:,} bytes", most=_UNZIPPED_MOST),
            came=phrase("{size:,} bytes", size=size),
            where=where,
            do="Take its pictures out, or pass its text.",
        )
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    for member, what, do in _ZIPPED:
        if member in names:
            raise InputError.single(must=_MUST, came=what, where=where, do=do)
    raise InputError.single(must=_MUST, came="a ZIP archive", where=where, do=_UNPACK)
