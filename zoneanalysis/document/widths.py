"""How wide the columns of a table on paper are, from what stands in them (列宽)."""

from __future__ import annotations

import itertools
import math
import re
import unicodedata

from zoneanalysis.document import model, reading
from zoneanalysis.document.signs import TONE_SIGNS

__all__ = ["column_widths", "surely_low", "table_widths", "text_width", "word_widths"]

_PAGE_WIDTH, _COMPACT_WIDTH = 92, 109  # digits of a table's text across the page
_PADDING = 3  # digits beside the text of a cell
_WORD = re.compile("[^\\s\u3000-\u9fff\uff00-\uffef]+|[\u3400-\u9fff]")
_LOW = 40  # lines of a table that are less than three quarters of a page


def text_width(text: str) -> int:
    """Return the width of *text* in digits.

    A Chinese character counts two, a change of script half a one, for the space set there.
    """
    wide = [unicodedata.east_asian_width(c) in "WF" for c in text]
    changes = sum(a != b for a, b in itertools.pairwise(wide))
    return len(wide) + sum(wide) + (changes + 1) // 2


def column_widths(texts: list[list[str]], available: int = _PAGE_WIDTH) -> tuple[list[int], bool]:
    """Return the widths of a table's columns in digits, and whether every text fits its own.

    Columns are as wide as their texts where all fit. Else those that need no more than a fair
    share get what they need, and the long ones divide the rest by how much they hold.
    """
    needed = [max((text_width(text) for text in column), default=1) + _PADDING for column in texts]
    if sum(needed) <= available:
        return needed, True
    long = set(range(len(needed)))
    rest = available
    while modest := {i for i in long if needed[i] * len(long) <= rest}:
        long -= modest
        rest = available - sum(needed[i] for i in range(len(needed)) if i not in long)
    held = {i: math.isqrt(sum(text_width(text) for text in texts[i])) + 4 for i in long}
    total = sum(held.values())
    return [
        max(8, held[i] * rest // total) if i in long else needed[i] for i in range(len(needed))
    ], False


def table_widths(table: model.Table) -> tuple[list[int], bool]:
    """Return :func:`column_widths` of a table."""
    across = _COMPACT_WIDTH if table.compact else _PAGE_WIDTH
    return column_widths(_texts(table), across // table.across)


def word_widths(table: model.Table) -> tuple[list[int], bool]:
    """Return widths in which no word is wider than its column, and whether they fit its type.

    Words may be a quarter wider than ours: an office program that lacks the font takes another.
    What a column lacks comes from those that have more than their longest word needs. Half of the
    table is the most that a word gets.
    """
    widths, _ = table_widths(table)
    available = (_COMPACT_WIDTH if table.compact else _PAGE_WIDTH) // table.across
    least = [
        min(
            max((text_width(word) for text in column for word in _WORD.findall(text)), default=1)
            * 5
            // 4
            + _PADDING,
            available // 2,
        )
        for column in _texts(table)
    ]
    spare = [max(0, width - need) for width, need in zip(widths, least, strict=True)]
    lack = sum(max(0, need - width) for width, need in zip(widths, least, strict=True))
    if lack > sum(spare):
        return least, False
    return [
        max(width, need) - -(-lack * extra // max(1, sum(spare)))
        for width, need, extra in zip(widths, least, spare, strict=True)
    ], True


def _texts(table: model.Table) -> list[list[str]]:
    return [
        [column.label, *(_measured(row[i]) for row in table.rows)]
        for i, column in enumerate(table.columns)
    ]


def surely_low(table: model.Table, shares: list[int]) -> bool:
    """Return whether a table with columns in these shares takes much less than a page on paper.

    Each text is taken for twice as long as it is, since lines break where words do.
    """
    across = (_COMPACT_WIDTH if table.compact else _PAGE_WIDTH) // table.across
    room = [max(1, share * across // max(1, sum(shares)) - _PADDING) for share in shares]
    lines = (
        [1 + 2 * text_width(_measured(cell)) // wide for cell, wide in zip(row, room, strict=True)]
        for row in table.rows
    )
    return sum(map(max, lines)) <= _LOW * table.across


def _measured(cell: model.Cell) -> str:
    """Return the text of a cell with three more characters for each sign."""
    signs = sum(
        isinstance(run, model.Verdictmark) or getattr(run, "tone", "") in TONE_SIGNS
        for run in cell.runs
    )
    return reading.run_text(cell.runs) + "..." * (signs + (cell.tone in TONE_SIGNS))
