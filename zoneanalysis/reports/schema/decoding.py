"""Bytes to text: UTF-8 or a fault that names what the file is instead; tables as Excel shows."""

from __future__ import annotations

import codecs
import contextlib
import csv
import datetime as dt
import io
import re
from decimal import Decimal
from fractions import Fraction

from zoneanalysis.errors import Fault, Location
from zoneanalysis.messages import phrase
from zoneanalysis.values.formatting import format_half_up

__all__ = ["decode", "shown", "table_text"]

_SAVE = "Save the file as UTF-8 (in Excel: 'CSV UTF-8'), JSON without a byte-order mark."

# Signatures of files that are no text at all, by their first bytes.
_BINARY = (
    (b"PK\x03\x04", "a ZIP archive such as an Excel workbook (.xlsx) or Word file (.docx)"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls) or Word file (.doc)"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\x1f\x8b", "a gzip archive"),
)


def table_text(raw: bytes, file: str) -> tuple[str | None, tuple[Fault, ...]]:
    r"""Return a table's text as this program writes it, however a spreadsheet saved it.

    A byte-order mark goes; UTF-16 that has one, and GB18030 whose Chinese is of GB 2312, become
    UTF-8; semicolons or tabs between the cells become commas. What is none of these is refused as
    `decode` does.

    Examples
    --------
    >>> table_text("id;printed\n".encode("utf-8-sig"), "figures.csv")[0]
    'id,printed\n'
    """
    text, faults = decode(_as_utf8(raw), file)
    return (None if text is None else _with_commas(text)), faults


def shown(value: object, pattern: str) -> str:
    """Return a spreadsheet's cell as its number format shows it, a half rounded away from zero.

    Examples
    --------
    >>> shown(54.764, "0.00"), shown(0.188, "0.0%"), shown(1234.5, "#,##0.00"), shown(84, "")
    ('54.76', '18.8%', '1,234.50', '84')
    """
    if value is None:
        return ""
    pattern = pattern.partition(";")[0]
    if isinstance(value, dt.date):
        parts = pattern.lower().replace("red", "")
        month = f"{value.month}月" if "d" in parts or "m" in parts else ""
        return f"{value.year}年{month}" + (f"{value.day}日" if "d" in parts else "")
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return " ".join(str(value).split())
    percent = "%" if "%" in pattern else ""
    number = Decimal(str(value)) * (100 if "%" in re.sub(r'"[^"]*"', "", pattern) else 1)
    if "0" not in pattern:
        return f"{Decimal(f'{number:.10g}').normalize():f}{percent}"
    places = re.search(r"0\.(0+)", pattern)
    grouping, decimals = "," in pattern, len(places[1]) if places else 0
    return format_half_up(Fraction(number), decimals, grouping=grouping, minus="-") + percent


def _as_utf8(raw: bytes) -> bytes:
    """Return text in an encoding of spreadsheets as UTF-8, and any other bytes as they came."""
    with contextlib.suppress(UnicodeDecodeError):
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return raw.decode("utf-16").encode()
    with contextlib.suppress(UnicodeDecodeError):
        return raw.decode("utf-8-sig").encode()
    with contextlib.suppress(UnicodeDecodeError):
        text = raw.decode("gb18030")
        if _is_chinese(text):
            return text.encode()
    return raw


def _is_chinese(text: str) -> bool:
    """Return whether nearly all Chinese of a text is in GB 2312, as that of Big5 read so is not."""
    han = [character for character in text if "一" <= character <= "鿿"]
    known = "".join(han).encode("gb2312", errors="ignore").decode("gb2312")
    strange = sum(ord(character) > 0xFFEF for character in text)
    return bool(han) and not strange and len(known) > 0.95 * len(han)


def _with_commas(text: str) -> str:
    head = text.partition("\n")[0]
    delimiter = max(";\t", key=head.count)
    if "," in head or delimiter not in head:
        return text
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return text
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue() if text.endswith(("\n", "\r")) else written.getvalue().rstrip("\n")


def decode(raw: bytes, file: str, *, what: str = "CSV") -> tuple[str | None, tuple[Fault, ...]]:
    """Return the text of *raw* and its faults; None where it can't be read at all.

    Parameters
    ----------
    raw : bytes
        The whole file.
    file : str
        Its name, for the faults.
    what : str
        What it should be, for the faults: "CSV", "JSON".
    """
    where = Location(file=file)
    what = phrase(what)

    def fault(came: str, do: str) -> tuple[Fault, ...]:
        return (
            Fault(
                phrase("a {what} file must be text in UTF-8", what=what),
                came,
                where,
                do,
            ),
        )

    if not raw.strip():
        return None, (
            Fault(
                phrase("a {what} file must hold at least its header", what=what)
                if what == "CSV"
                else phrase("a {what} file must hold one object", what=what),
                "an empty file" if not raw else "a file of blanks",
                where,
                "Restore it from version control, or scaffold a report with `zoneanalysis new` "
                "and copy the empty table from there.",
            ),
        )
    for signature, name in _BINARY:
        if raw.startswith(signature):
            return None, fault(
                name, phrase("Open it in its own program and export {what} in UTF-8.", what=what)
            )
    for mark, name in (
        (codecs.BOM_UTF8, "UTF-8 with a byte-order mark (EF BB BF)"),
        (codecs.BOM_UTF16_LE, "UTF-16 (little-endian, with a byte-order mark)"),
        (codecs.BOM_UTF16_BE, "UTF-16 (big-endian, with a byte-order mark)"),
    ):
        if raw.startswith(mark):
            faults = fault(name, _SAVE)
            if mark == codecs.BOM_UTF8:
                text, others = decode(raw[len(mark) :], file, what=what)
                return text, (*faults, *others)
            return None, faults
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, fault(*_other_encoding(raw, error))
    if "\0" in text:
        at = text.index("\0")
        row = text.count("\n", 0, at) + 1
        return None, (
            Fault(
                phrase("a {what} file must hold no NUL character", what=what),
                phrase("NUL at character {at}, {count} in all", at=at, count=text.count(chr(0))),
                Location(file=file, row=row, offset=at),
                "The file is damaged or is UTF-16; restore it or save it as UTF-8.",
            ),
        )
    return text, ()


def _other_encoding(raw: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """Return what the bytes seem to be instead, and what to do."""
    position = phrase(
        "byte {start} (0x{byte:02X}) is not UTF-8", start=error.start, byte=raw[error.start]
    )
    for encoding, name in (
        ("gb18030", "GB18030 (GBK, 'ANSI' on a Chinese Windows)"),
        ("big5", "Big5"),
    ):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        han = sum("一" <= character <= "鿿" for character in text)
        strange = sum(ord(character) > 127 for character in text) - han
        if han and han >= strange:
            return (
                phrase("{name}; {position}", name=phrase(name), position=position),
                phrase(
                    "Convert it, for example: iconv -f {codec} -t UTF-8 OLD > NEW",
                    codec=encoding.upper(),
                ),
            )
    return position, phrase("Find out its encoding and convert it. {save}", save=phrase(_SAVE))
