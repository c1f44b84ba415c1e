"""Bytes to text: UTF-8 or a fault that names what the file is instead."""

from __future__ import annotations

import codecs

from zoneanalysis.errors import Fault, Location

__all__ = ["decode"]

_SAVE = "Save the file as UTF-8 without a byte-order mark ('CSV UTF-8' and then strip the mark)."

# Signatures of files that are no text at all, by their first bytes.
_BINARY = (
    (b"PK\x03\x04", "a ZIP archive such as an Excel workbook (.xlsx) or Word file (.docx)"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls) or Word file (.doc)"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\x1f\x8b", "a gzip archive"),
)


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

    def fault(came: str, do: str) -> tuple[Fault, ...]:
        return (
            Fault(f"a {what} file must be text in UTF-8 without byte-order mark", came, where, do),
        )

    if not raw.strip():
        return None, (
            Fault(
                f"a {what} file must hold at least its header"
                if what == "CSV"
                else f"a {what} file must hold one object",
                "an empty file" if not raw else "a file of blanks",
                where,
                "Restore it from version control, or scaffold a report with `zoneanalysis new` "
                "and copy the empty table from there.",
            ),
        )
    for signature, name in _BINARY:
        if raw.startswith(signature):
            return None, fault(name, f"Open it in its own program and export {what} in UTF-8.")
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
                f"a {what} file must hold no NUL character",
                f"NUL at character {at}, {text.count(chr(0))} in all",
                Location(file=file, row=row, offset=at),
                "The file is damaged or is UTF-16; restore it or save it as UTF-8.",
            ),
        )
    return text, ()


def _other_encoding(raw: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """Return what the bytes seem to be instead, and what to do."""
    position = f"byte {error.start} (0x{raw[error.start]:02X}) is not UTF-8"
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
                f"{name}; {position}",
                f"Convert it, for example: iconv -f {encoding.upper()} -t UTF-8 OLD > NEW",
            )
    return position, f"Find out its encoding and convert it. {_SAVE}"
