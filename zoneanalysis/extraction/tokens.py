"""A number with its unit, a trap that is none, and what right beside a number decides which.

Numbers in digits (:mod:`~zoneanalysis.extraction.scan`) and in Chinese numerals
(:mod:`~zoneanalysis.extraction.numerals`) ask here alike (数字与单位).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = [
    "RAISED",
    "Number",
    "Trap",
    "in_short_quotes",
    "is_threshold",
    "limits_a_count",
    "unit_pattern",
]

Kind = Literal["percent", "point", "ratio", "level", "count", "index", "spec", "bare"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in the normalised text.

    Parameters
    ----------
    start, end : int
        From the first digit (or sign) to the end of the unit.
    value : Decimal
        As printed, with the printed places; a minus sign counts.
    unit : str
        With its multiplier: 亿元, 万平方米, %; empty for a bare number.
    kind : str
        Kind of the unit.
    approximate : str
        多, 余 or 上 at the figure, 几 where its words leave it open; else empty.
    numeral : bool
        Whether it is printed in Chinese numerals.
    part : str
        "ratio" for a member of a : b : c; "range" for an end of a range; "doubling" for 翻番.
    doubt : str
        "raised" where a raised digit beside it may be the mark of a note; else empty.
    lost : bool
        Whether it can't be read: what is said of it is known, and no value of it is used.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    kind: Kind
    approximate: str = ""
    numeral: bool = False
    part: str = ""
    doubt: str = ""
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Trap:
    """Digits that are no statistic, and why; of a broken number, its unit."""

    start: int
    end: int
    kind: str
    unit: str = ""


_MULTIPLE = "万[多余]?亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百|兆"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"


@cache
def unit_pattern() -> re.Pattern[str]:
    """Return the pattern of a unit right behind a number, with its multiple and what it is per."""
    names = sorted(vocabulary().units, key=lambda name: (-len(name), name))
    base = "|".join(re.escape(name) for name in names)
    per = (
        "/(?:万元|亿元|千瓦时|平方米|平方公里|立方米|公斤|千克|人|年|月|日|天|亩|吨|头|户|小时"
        "|千瓦|公里|个|元)"
    )
    # a unit that begins with a multiple (千瓦, 兆瓦, 百分点) is one unit
    return re.compile(
        rf"(?P<raised>[{RAISED}]{{0,2}})(?P<about>[多余几来])?"
        rf"(?:(?P<whole>(?=[百千兆])(?:{base}))"
        rf"|(?P<multiple>{_MULTIPLE})?(?P<about2>[多余])?(?P<base>{base})?)"
        rf"(?P<per>(?<=[^\d多余几来]){per})?"
    )


def in_short_quotes(text: str, start: int, end: int) -> bool:
    """Whether the figure stands in quotation marks that hold a name: “985”, “21条”."""
    opened = text.rfind("“", max(0, start - 8), start)
    if opened < 0 or "”" in text[opened:start]:
        return False
    closed = text.find("”", end, end + 8)
    return closed >= 0 and "“" not in text[end:closed]


def is_threshold(text: str, start: int, end: int) -> bool:
    """Whether the number only says which things are counted: 超过2亿元的县区有3个."""
    words = vocabulary().numbers
    upper = words["class_from"].search(text[max(0, start - 8) : start])
    return bool(
        words["threshold_noun"].match(text, end)
        or (upper and words["class_of"].match(text, end))
        or limits_a_count(text, start, end)
    )


def limits_a_count(text: str, start: int, end: int) -> bool:
    """Whether the number is the least or the most of what is counted behind it."""
    lead = text[max(0, start - 3) : start]
    words = vocabulary().numbers
    return bool(words["limit"].search(lead) and words["threshold_count"].match(text, end))
