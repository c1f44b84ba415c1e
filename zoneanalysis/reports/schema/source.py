"""The rows of figures.csv against the source text (原文核对)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from zoneanalysis.errors import Fault, Location
from zoneanalysis.messages import phrase
from zoneanalysis.reports.schema.decoding import decode
from zoneanalysis.reports.schema.rows import Row

__all__ = [
    "QUOTE_LENGTH",
    "check_digest",
    "check_offsets",
    "printed_end",
    "quotations",
    "read_source",
]

# So many characters in a row are a quotation of the source rather than a term of the trade.
QUOTE_LENGTH = 24


def read_source(raw: bytes, file: str) -> tuple[str | None, tuple[Fault, ...]]:
    """Return the source text, byte for byte as UTF-8, and its faults."""
    return decode(raw, file, what="source text")


def check_digest(raw: bytes, meta: Mapping[str, Any], file: str) -> Iterator[Fault]:
    """Yield a fault where the source is another file than report.json names."""
    source = meta.get("source") or {}
    wanted = source.get("sha256")
    came = hashlib.sha256(raw).hexdigest()
    if wanted and wanted != came:
        size = phrase("{count} bytes, ", count=source["bytes"]) if "bytes" in source else ""
        yield Fault(
            phrase(
                "the source must be the file that report.json names ({size}SHA-256 {wanted}…)",
                size=size,
                wanted=wanted[:16],
            ),
            phrase("{count} bytes, SHA-256 {came}…", count=len(raw), came=came[:16]),
            Location(file=file),
            "Pass the original file; a copy with other line ends, encoding or edits differs. The "
            "offsets are checked against it all the same.",
        )


def printed_end(text: str, start: int, printed: str) -> int | None:
    r"""Return where *printed*, which begins at *start*, ends in *text*; None if it isn't there.

    Line ends, blanks and characters that print nothing are passed over within it: a text that was
    wrapped by hand, or taken from a PDF, breaks a line within a figure now and then.

    Examples
    --------
    >>> printed_end("同比下降\n18.8%,", 2, "下降18.8%"), printed_end("下降1.8%", 0, "下降8.8%")
    (10, None)
    """
    place = start
    for character in printed:
        while place > start and _unseen(text[place : place + 1]):
            place += 1
        if not text.startswith(character, place):
            return None
        place += 1
    return place


def _unseen(character: str) -> bool:
    unseen = character != "" and unicodedata.category(character) == "Cf"
    return unseen or character.isspace() or "\ufe00" <= character <= "\ufe0f"


def check_offsets(rows: Sequence[Row], file: str, text: str) -> Iterator[Fault]:
    """Yield every figure whose characters don't stand in *text* where it says.

    Where they stand elsewhere, the fault says at which character; where most figures are shifted
    by the same distance, one fault says so for all of them.
    """
    placed = [row for row in rows if row.sound("char_start", "printed") and row["char_start"]]
    shifted: list[tuple[Row, int, int]] = []
    missing: list[tuple[Row, int]] = []
    for row in placed:
        start = int(row["char_start"])
        if printed_end(text, start, row["printed"]) is None:
            nearest = _nearest(text, row["printed"], start)
            if nearest is None:
                missing.append((row, start))
            else:
                shifted.append((row, start, nearest))
    if len(missing) > max(3, len(placed) // 2):
        yield Fault(
            "the source must be the text of this report",
            phrase(
                "{missing} of its {count} printed figures are nowhere in it",
                missing=len(missing),
                count=len(placed),
            ),
            Location(file),
            "Pass the text that the figures were taken from.",
        )
        return
    for row, start in missing:
        stands = text[start : start + len(row["printed"])]
        yield Fault(
            "printed must stand in the source text",
            phrase(
                "{printed!r}, which is nowhere in it; at {start} stands {stands!r}",
                printed=row["printed"],
                start=start,
                stands=stands,
            ),
            Location(file, row.number, "printed", start),
            "Copy the characters from the source exactly, with its digits and signs.",
        )
    distances = {nearest - start for _, start, nearest in shifted}
    if len(shifted) > 2 and len(distances) == 1:
        distance = distances.pop()
        first = shifted[0][0]
        yield Fault(
            "printed must stand at char_start",
            phrase(
                "{count} figures from {id} on stand {distance} characters {which}",
                count=len(shifted),
                id=first["id"],
                distance=abs(distance),
                which=phrase("later") if distance > 0 else phrase("earlier"),
            ),
            Location(file, first.number, "char_start", shifted[0][1]),
            phrase(
                "The source has changed, or offsets were counted without line ends or in "
                "bytes; {which} {distance} in each row.",
                which=phrase("add") if distance > 0 else phrase("take off"),
                distance=abs(distance),
            ),
        )
        return
    for row, start, nearest in shifted:
        yield Fault(
            "printed must stand at char_start",
            phrase(
                "at {start} stands {stands!r}; {printed!r} stands at {nearest}",
                start=start,
                stands=text[start : start + len(row["printed"])],
                printed=row["printed"],
                nearest=nearest,
            ),
            Location(file, row.number, "char_start", start),
            phrase("Write {nearest}, if it is that one.", nearest=nearest),
        )


def _nearest(text: str, printed: str, start: int) -> int | None:
    places = [match.start() for match in re.finditer(f"(?={re.escape(printed)})", text)]
    if not places:
        return None
    at = bisect_left(places, start)
    return min(places[max(0, at - 1) : at + 1], key=lambda place: abs(place - start))


def quotations(tables: Iterable[tuple[str, Sequence[Row]]], text: str) -> Iterator[Fault]:
    """Yield every cell that quotes a stretch of the source.

    Parameters
    ----------
    tables : iterable
        File name and rows.
    text : str
        The source text.
    """
    squeezed = re.sub(r"\s", "", text)
    stretches = {squeezed[i : i + QUOTE_LENGTH] for i in range(len(squeezed) - QUOTE_LENGTH + 1)}
    for file, rows in tables:
        for row in rows:
            for column, cell in row.cells.items():
                bare = re.sub(r"\s", "", cell)
                for i in range(len(bare) - QUOTE_LENGTH + 1):
                    if bare[i : i + QUOTE_LENGTH] in stretches:
                        yield Fault(
                            phrase(
                                "a cell must not quote {most} characters of the source",
                                most=QUOTE_LENGTH,
                            ),
                            f"…{bare[i : i + QUOTE_LENGTH]}…",
                            Location(file, row.number, column),
                            "Say it in your own words; the package holds figures and short tokens.",
                        )
                        break
