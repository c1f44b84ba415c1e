"""How large a document may be once it is unpacked (上限): small files can hold huge ones."""

from __future__ import annotations

import io
import re
import zipfile

from zoneanalysis.errors import InputError, Location
from zoneanalysis.messages import phrase

__all__ = [
    "MOST_CHARACTERS",
    "MOST_ELEMENTS",
    "MOST_UNPACKED",
    "check_markup",
    "check_parts",
    "too_much",
]

MOST_UNPACKED = 20_000_000  # bytes of XML or HTML, pictures apart
MOST_ELEMENTS = 400_000  # paragraphs and cells, or tags
MOST_CHARACTERS = 8_000_000

_MARKUP = (".xml", ".rels")


def too_much(what: str, most: int, came: int | str, where: Location) -> InputError:
    """Return the error for a document that holds more than a report can."""
    shown = came if isinstance(came, str) else f"{came:,}"
    return InputError.single(
        must=phrase("a document must hold at most {most:,} {what}", most=most, what=phrase(what)),
        came=shown,
        where=where,
        do="Pass the text of the report alone, or split the file.",
    )


def check_parts(raw: bytes, counted: re.Pattern[bytes], where: Location) -> None:
    """Raise where the parts of a zipped document unpack to more than a report can hold.

    Parameters
    ----------
    raw : bytes
        A ZIP archive.
    counted : pattern
        What opens an element that counts: a paragraph, a cell.
    where : Location
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = [each for each in archive.infolist() if each.filename.endswith(_MARKUP)]
        size = sum(each.file_size for each in parts)
        if size > MOST_UNPACKED:
            raise too_much("bytes of XML", MOST_UNPACKED, size, where)
        elements = sum(len(counted.findall(archive.read(each))) for each in parts)
    if elements > MOST_ELEMENTS:
        raise too_much("paragraphs and cells", MOST_ELEMENTS, elements, where)


def check_markup(markup: str, where: Location) -> None:
    """Raise where a page is larger, or has more tags, than a report can have."""
    if len(markup) > MOST_UNPACKED:
        raise too_much("characters of HTML", MOST_UNPACKED, len(markup), where)
    tags = markup.count("<")
    if tags > MOST_ELEMENTS:
        raise too_much("tags", MOST_ELEMENTS, tags, where)
