"""Lines that are not prose: titles, dates, notes, captions, rows of tables, contacts (分块).

What stands in them never gives a noun, a period or an area to the text around. The patterns are
data: ``vocabularies/blocks.csv``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["PROSE", "Block", "blocks_of", "kind_at", "outside"]

_LONGEST_TITLE = 50  # characters
_TITLE_LINES = 3
PROSE = re.compile("[。;!?]|,.*,")
_WORDS = vocabulary().marks
#: Kinds whose digits are no statistics of the text.
SILENT = frozenset({"caption", "table", "date", "contact", "contents"})


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_T = TypeVar("_T", bound=_Placed)


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the normalised text and what it is: title, note, caption, table, date, … or body.

    Parameters
    ----------
    start, end : int
    kind : str
    """

    start: int
    end: int
    kind: str


def blocks_of(text: str) -> list[Block]:
    r"""Return the lines of a normalised text with their kinds, in order.

    Examples
    --------
    >>> found = blocks_of("云川市公报\n2024年4月18日\n出口5亿元。\n图5:出口\n注:按现价。\n")
    >>> [block.kind for block in found]
    ['title', 'date', 'body', 'caption', 'note']
    """
    blocks: list[Block] = []
    start, titled, previous = 0, 0, ""
    for line in text.split("\n"):
        body = line.strip()
        kind = next((kind for kind, found in vocabulary().blocks if found.search(body)), "")
        kind = "table" if "\t" in line else kind
        if not kind and previous == "note" and _WORDS["noted"].match(body):
            kind = "note"
        if not kind and body and titled < _TITLE_LINES:
            short = len(body) <= _LONGEST_TITLE and not PROSE.search(body)
            short = short and not _WORDS["heading"].match(body)
            titled = titled + 1 if short else _TITLE_LINES
            kind = "title" if short else "body"
        if body:
            blocks.append(Block(start, start + len(line), kind or "body"))
            previous = kind
        start += len(line) + 1
    return blocks


def kind_at(blocks: Sequence[Block], place: int) -> str:
    """Return the kind of the block that holds a place of the text."""
    found = bisect_right(blocks, place, key=lambda block: block.start) - 1
    return blocks[found].kind if found >= 0 else "body"


def outside(items: Iterable[_T], blocks: Sequence[Block]) -> list[_T]:
    """Return the periods or numbers that stand in no line of captions, tables, dates, contacts."""
    return [item for item in items if kind_at(blocks, item.start) not in SILENT]
