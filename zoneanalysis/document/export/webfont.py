"""The characters of a page's charts as fonts inside the page, so that no label is cut elsewhere."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Mapping
from itertools import accumulate
from struct import pack, unpack

from zoneanalysis.document.advances import font, metrics
from zoneanalysis.document.svg import svg_characters

__all__ = ["font_faces"]

_KEPT = (b"OS/2", b"post")


def font_faces(charts: Iterable[str]) -> str:
    """Return CSS with ZoneSansSC cut down to what the charts, as SVG, draw in each weight."""
    used: tuple[set[str], set[str]] = set(), set()
    for svg in charts:
        for held, characters in zip(used, svg_characters(svg), strict=True):
            held |= characters
    return "".join(
        f"@font-face{{font-family:ZoneSansSC;font-weight:{weight};src:url(data:font/woff;base64,"
        f"{base64.b64encode(_woff(_cut(characters, bold=weight > 400))).decode()})}}"
        for weight, characters in zip((400, 700), used, strict=True)
        if characters
    )


def _cut(characters: Iterable[str], *, bold: bool) -> dict[bytes, bytes]:
    """Return the tables of a weight of the font with those characters alone.

    Its glyphs are renumbered in the order of the characters, behind the sign of a lacking one. None
    is made of others in our fonts, none has hints; what joins and moves glyphs is left out.
    fontTools, which can cut any font, takes an eighth of a second to import.
    """
    whole, glyphs = font(bold=bold)
    held = sorted(set(characters) & glyphs.keys())
    chosen = [0, *(glyphs[each] for each in held)]
    places = (unpack(">II", whole[b"loca"][4 * each : 4 * each + 8]) for each in chosen)
    outlines = [whole[b"glyf"][start:end] for start, end in places]
    known = metrics(bold=bold)
    groups = b"".join(pack(">III", ord(each), ord(each), n) for n, each in enumerate(held, 1))
    head, hhea, maxp = (bytearray(whole[tag]) for tag in (b"head", b"hhea", b"maxp"))
    head[8:12] = bytes(4)  # the sum over the whole font
    hhea[34:36] = maxp[4:6] = pack(">H", len(chosen))
    return {tag: whole[tag] for tag in _KEPT} | {
        b"cmap": pack(">HHHHIHHIII", 0, 1, 3, 10, 12, 12, 0, 16 + len(groups), 0, len(held))
        + groups,
        b"glyf": b"".join(outlines),
        b"head": bytes(head),
        b"hhea": bytes(hhea),
        b"hmtx": b"".join(pack(">hh", *known[each]) for each in chosen),
        b"loca": b"".join(pack(">I", at) for at in accumulate(map(len, outlines), initial=0)),
        b"maxp": bytes(maxp),
        b"name": pack(">HHH", 0, 0, 6),
    }


def _woff(tables: Mapping[bytes, bytes]) -> bytes:
    """Return the tables of a font as WOFF."""
    directory, body, size = b"", b"", 12 + 16 * len(tables)
    start = 44 + 20 * len(tables)
    for tag, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        packed = min(table, zlib.compress(table, 9), key=len)  # if no less, as it is
        total = sum(unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += tag + pack(">IIII", start + len(body), len(packed), len(table), total)
        body += packed + bytes(-len(packed) % 4)
        size += len(padded)
    length = start + len(body)
    head = pack(">4sIIHHIHH20x", b"wOFF", 0x10000, length, len(tables), 0, size, 1, 0)
    return head + directory + body
