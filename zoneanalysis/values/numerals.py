"""Numbers in digits and Chinese numerals, with what their words leave open (数字与中文数字).

One grammar for whoever reads a printed number: 54.76, 1,228.5, 1兆480亿, 三百二十, 十三四, 数十,
一点五, 百分之十二点五, 三分之一. Nothing here is a float.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

__all__ = [
    "COMPOUND",
    "DIGITS",
    "FRACTION",
    "NUMBER",
    "NUMERAL",
    "Numeral",
    "number_of",
    "number_within",
]

#: A number in half-width digits, with thousands separators or without.
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_GROUPS = {"百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
#: Digits over several multiples: 1兆480亿, 3万5千, 12兆8,412亿.
_WHOLE = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,12})"
COMPOUND = rf"(?<!\d){_WHOLE}(?:万亿|千万|百万|[百千万亿兆])(?:{_WHOLE}(?:千万|百万|[百千万亿])?)+"
#: A Chinese numeral, two dozen characters at most; whether it is well-formed is another matter.
NUMERAL = (
    "(?:[〇零一二两三四五六七八九十百千万亿兆]|[几数](?=[十百千万亿])|(?<=十)几){1,24}"
    "(?:点[〇零一二三四五六七八九]{1,8}(?:[百千]?(?:万亿|[万亿]))?)?"
)
#: A part in words: 三分之一, 百分之十二点五, 千分之五.
FRACTION = f"(?:百|千|万|[一二三四五六七八九十]{{1,3}})分之(?:{NUMERAL})"

#: Whatever of these a short printed token holds.
NUMBER = f"{COMPOUND}(?![\\d.,])|{DIGITS}|{FRACTION}|{NUMERAL}"

_NUMERAL = re.compile(NUMERAL)
_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNIT = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
# What a multiple of a unit may be called; trailing multiples of a numeral belong to the unit.
_MULTIPLE = re.compile("[十百千]?(?:万亿|[万亿])$")
_NEIGHBOURS = frozenset({(3, 5)})  # 三五: more than a step apart, and said all the same
_SEVERAL = (2, 9)  # 几, 数


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a number says.

    Parameters
    ----------
    low, high : Decimal
        Its ends; equal where nothing is left open.
    unit : str
        The multiple that belongs to its unit (亿 of 1兆480亿), or % and ‰ of a part in words.
    rounded : bool
        Whether it is a part that has no end in decimals, such as 三分之一.
    """

    low: Decimal
    high: Decimal
    unit: str = ""
    rounded: bool = False

    @property
    def open(self) -> bool:
        """Whether its words leave it open between two ends."""
        return self.low != self.high


def number_of(text: str) -> Numeral | None:
    """Return what a number in digits or Chinese numerals says; None where it is not well-formed.

    Examples
    --------
    >>> number_of("1,228.5").low, number_of("三百二十").low, number_of("十一十二")
    (Decimal('1228.5'), Decimal('320'), None)
    >>> [(n.low, n.high, n.unit) for n in map(number_of, ("十三四", "数十", "两三万", "三五"))]
    [(Decimal('13'), Decimal('14'), ''), (Decimal('20'), Decimal('99'), ''), \
(Decimal('2'), Decimal('3'), '万'), (Decimal('3'), Decimal('5'), '')]
    >>> number_of("1兆480亿").low, number_of("百分之十二点五").unit
    (Decimal('10480'), '%')
    """
    if "分之" in text:
        return _part(text)
    if text[:1].isdigit():
        return _digits(text)
    if not _NUMERAL.fullmatch(text):
        return None
    head, multiple = _parted(text)
    whole, point, places = head.partition("点")
    ends = _whole(whole)
    if ends is None or (point and ends[0] != ends[1]):
        return None
    if point:
        value = Decimal(f"{ends[0]}.{''.join(str(_DIGIT[each]) for each in places)}")
        return Numeral(value, value, multiple)
    return Numeral(Decimal(ends[0]), Decimal(ends[1]), multiple)


def number_within(printed: str) -> Numeral | None:
    """Return what the first number of a printed token says; None where it holds none.

    Examples
    --------
    >>> number_within("上升两三成").high
    Decimal('3')
    """
    found = re.search(NUMBER, printed, re.ASCII)
    return number_of(found[0]) if found else None


def _parted(text: str) -> tuple[str, str]:
    """Return a numeral without the multiple that belongs to its unit, and that multiple."""
    found = _MULTIPLE.search(text)
    head = text[: found.start()] if found else text
    if found is None or ("点" not in head and set(head) & set(_LARGE)):
        return text, ""
    if "点" in head or ((ends := _whole(head)) is not None and ends[0] == ends[1]):
        return head, found[0]
    return text[:-1] or "一", text[-1]  # 万亿, 数百亿: the shortest multiple that there is


def _digits(text: str) -> Numeral | None:
    pieces = re.findall(r"([\d.,]+)([百千万亿兆]*)", text)
    if "".join(map("".join, pieces)) != text:
        return None
    if len(pieces) == 1 and not pieces[0][1]:
        value = Decimal(text.replace(",", ""))
        return Numeral(value, value)
    total, room = 0, 0
    for printed, multiple in pieces:
        digits = printed.replace(",", "")
        zeros = sum(_GROUPS[each] for each in multiple)
        length = len(digits) + zeros
        if room and (length > room or (length < room and not multiple)):
            return None  # 1亿2000亿; 3万5 may be 35 thousand
        total, room = total + int(digits) * 10**zeros, zeros
    value = Decimal(total // 10**room)
    return Numeral(value, value, pieces[-1][1].replace("兆", "万亿"))


def _part(text: str) -> Numeral | None:
    below, _, above = text.partition("分之")
    over = number_of(above)
    if over is None or over.unit:
        return None
    if below in {"百", "千"}:
        return Numeral(over.low, over.high, "%" if below == "百" else "‰")
    under = _whole(below)
    if under is None or under[0] != under[1] or not 0 < over.high < under[0]:
        return None
    exact = over.low * 100 / under[0]
    places = exact if exact == exact.to_integral_value() else exact.quantize(
        Decimal("0.1"), ROUND_HALF_UP
    )  # fmt: skip
    return Numeral(places.normalize() + 0 if places == exact else places, places, "%", rounded=True)


def _whole(text: str) -> tuple[int, int] | None:
    """Return the ends of a whole number in Chinese numerals."""
    for large, worth in reversed(_LARGE.items()):
        head, found, tail = text.partition(large)
        if found:
            above = _section(head) if large != "兆" or head else None
            if large in "亿兆" and above is None and head:
                above = _whole(head)
            above = above or ((1, 1) if not head and not tail else None)
            below = (0, 0) if not tail else _whole(tail.removeprefix("零").removeprefix("〇"))
            if above is None or below is None or below[1] >= worth:
                return None
            if above[0] != above[1]:
                return None if tail else (above[0] * worth, above[1] * worth + worth - 1)
            return above[0] * worth + below[0], above[0] * worth + below[1]
    return _section(text)


def _section(text: str) -> tuple[int, int] | None:
    """Return the ends of a number below ten thousand; where its words are in order."""
    total, last, gap = 0, 10_000, False
    place = 0
    if text in {"零", "〇"}:
        return 0, 0
    while place < len(text):
        if text[place] in "零〇":
            if gap or not total or place + 1 == len(text):
                return None
            gap, place = True, place + 1
            continue
        ends, taken = _digit(text, place, begins=not total)
        unit = _UNIT.get(text[place + taken : place + taken + 1], 1)
        step = taken + (unit > 1)
        if not step or unit >= last or (ends is None and unit == 1):
            return None
        if ends is None:
            if unit != 10 and len(text) > 1:
                return None  # 千百
            ends = (1, 1)
        if unit == 1 and total and not gap and last > 10:
            return None  # 三百二: 302 or 320
        if ends[0] != ends[1]:
            open_end = place + step == len(text)
            return (total + ends[0] * unit, total + ends[1] * unit + unit - 1) if open_end else None
        total, last, gap, place = total + ends[0] * unit, unit, False, place + step
    return (total, total) if text else None


def _digit(text: str, place: int, *, begins: bool) -> tuple[tuple[int, int] | None, int]:
    """Return the ends of one digit, or of two that leave it open, and how long that is."""
    char = text[place]
    if char in "几数":
        return (_SEVERAL if begins else (1, 9)), 1
    if char not in _DIGIT:
        return None, 0
    first, second = _DIGIT[char], _DIGIT.get(text[place + 1 : place + 2], 0)
    if second == first + 1 or (first, second) in _NEIGHBOURS:
        return (first, second), 2
    return (first, first), 1
