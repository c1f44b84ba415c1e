"""A printed token against the value that was written down for it (原文与数值核对)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zoneanalysis.messages import phrase
from zoneanalysis.values.numerals import NUMBER, number_of, number_within
from zoneanalysis.values.units import known_unit, usual_symbol
from zoneanalysis.values.words import any_of, direction_in, words_beside

__all__ = ["Token", "disagreements", "hints_at_bound", "read_token"]

_RAISED = re.compile(r"(?<=\d)[⁰¹²³⁴⁵⁶⁷⁸⁹]+")  # the mark of a note, not a digit
_TOKEN = re.compile(
    rf"(?P<lead>.*?)(?P<sign>[-−–+]?)(?P<number>{NUMBER})(?P<rest>.*)", re.DOTALL | re.ASCII
)
_LOOSE_BEFORE_UNIT = re.compile(f"^{any_of('between')}")
_LOOSE_WITHIN_UNIT = re.compile(f"(?<=[百千万亿]){any_of('between')}(?=.)")  # 2万多家
_TRADITIONAL = str.maketrans(  # of every unit and of the words beside a number
    "個億兩冊單噸場塊對張幾戶擴數時條棟標歐歲減準牀畝種筆箇約組臺萬處輛輪迴長門間陞隻雙頃項頭顆類餘點",
    "个亿两册单吨场块对张几户扩数时条栋标欧岁减准床亩种笔个约组台万处辆轮回长门间升只双顷项头颗类余点",
)
_LOOSE_AFTER_UNIT = re.compile(f"{any_of('behind', 'between')}$")
_BARE_UNITS = ("万元", "亿元")
_SIGNS = {"-1": -1, "1": 1}  # 扩大 alone may be either


@dataclass(frozen=True)
class Token:
    """What a printed token says.

    Parameters
    ----------
    sign : int
        -1 or 1 where a word or a sign says so, 0 where nothing does.
    number : Decimal
        The number without sign, with its printed places.
    unit : str
        The unit behind it; empty where the token is bare (a list whose unit is printed once).
    """

    sign: int
    number: Decimal
    unit: str


def read_token(printed: str) -> Token | None:
    """Return what *printed* says, or None where it holds no number.

    Examples
    --------
    >>> read_token("下降18.8%")
    Token(sign=-1, number=Decimal('18.8'), unit='%')
    >>> read_token("收窄0.8")
    Token(sign=1, number=Decimal('0.8'), unit='')
    >>> read_token("两次")
    Token(sign=0, number=Decimal('2'), unit='次')
    """
    text = _plain(printed)
    for word, number in words_beside("said").items():
        if text.endswith(word):
            return Token(0, Decimal(number), "")
    match = _TOKEN.fullmatch(text)
    read = number_of(match["number"]) if match else None
    if match is None or read is None or match["number"] + match["rest"] in _BARE_UNITS:
        return None
    rest = _LOOSE_BEFORE_UNIT.sub("", match["rest"])
    rest = _LOOSE_WITHIN_UNIT.sub("", rest)
    rest = read.unit + _LOOSE_AFTER_UNIT.sub("", rest).strip()
    if known_unit(rest) is None:  # 兆元, but 兆瓦
        rest = rest.replace("兆", "万亿", 1)
    sign = -1 if match["sign"] in {"-", "−", "–"} else _SIGNS.get(direction_in(match["lead"]), 0)
    if match["sign"] == "+":
        sign = 1
    return Token(sign, read.low, usual_symbol(rest))


def _plain(printed: str) -> str:
    text = unicodedata.normalize("NFKC", _RAISED.sub("", printed))
    return text.strip().translate(_TRADITIONAL)


def hints_at_bound(printed: str) -> bool:
    """Return whether a word in *printed* leaves its value open: 超, 近, 约, 以上, 左右, 余.

    Examples
    --------
    >>> hints_at_bound("5300余人"), hints_at_bound("下降18.8%")
    (True, False)
    """
    match, read = _TOKEN.fullmatch(_plain(printed)), number_within(_plain(printed))
    if match is None or read is None:
        return False
    rest = match["rest"]
    return (
        read.open
        or read.rounded
        or match["lead"].endswith(tuple(words_beside("before")))
        or _LOOSE_BEFORE_UNIT.match(rest) is not None
        or _LOOSE_AFTER_UNIT.search(rest) is not None
    )


def disagreements(
    printed: str, value: str, unit: str, measure: str
) -> Iterator[tuple[str, str, str, str]]:
    """Yield what a value, its unit and its sign have against the printed token.

    Yields
    ------
    tuple of str
        Column, what must hold, what came, what to do.
    """
    token = read_token(printed)
    if token is None:
        yield (
            "printed",
            "printed must hold a number",
            repr(printed),
            "Copy the shortest stretch with the number, its unit and the direction word.",
        )
        return
    number = Decimal(value)
    if abs(number) != token.number:
        yield (
            "obs_value",
            phrase("obs_value must be the number in printed, {number}", number=token.number),
            value,
            _magnitude_hint(abs(number), token.number),
        )
    elif number.as_tuple().exponent != token.number.as_tuple().exponent:
        signed = token.number.copy_sign(number)
        yield (
            "obs_value",
            "obs_value must keep the printed number of places",
            phrase("{value}, printed {printed}", value=value, printed=printed),
            phrase(
                "Write {right}; a spreadsheet drops trailing zeros, so set the column to 'Text'.",
                right=signed,
            ),
        )
    if number and token.sign and (number > 0) != (token.sign > 0):
        right = token.number.copy_sign(token.sign)
        yield (
            "obs_value",
            "obs_value must have the sign that printed says",
            phrase("{value}, printed {printed}", value=value, printed=printed),
            phrase(
                "Write {right}: falls and lower values are negative, a narrowing decline positive.",
                right=right,
            ),
        )
    if token.unit and not _same_unit(unit, token.unit) and not _said_of_growth(token.unit, measure):
        yield (
            "unit_measure",
            "unit_measure must be the unit that printed shows",
            phrase("{unit}, printed {printed}", unit=unit, printed=printed),
            phrase("Write {unit}, or correct printed.", unit=token.unit),
        )


def _same_unit(unit: str, printed: str) -> bool:
    """Whether a unit is the one that is printed, or another name of it: 兆瓦 for MW."""
    unit = usual_symbol(unit)
    if unit.startswith(printed):
        return True
    one, other = known_unit(unit), known_unit(printed)
    if one is None or other is None:
        return False
    return (one.dimension, one.scale) == (other.dimension, other.scale)


def _said_of_growth(unit: str, measure: str) -> bool:
    """Return whether % may stand for points: 下降1.3% said of a growth rate."""
    return unit == "%" and measure in {"pp_gap", "pp_change", "contribution"}


def _magnitude_hint(came: Decimal, printed: Decimal) -> str:
    if came and printed:
        ratio = came / printed if came > printed else printed / came
        if ratio.normalize().as_tuple().digits == (1,):
            return phrase(
                "The point has moved: the two differ by {ratio:f} times.", ratio=ratio.normalize()
            )
    return "Copy the number from printed, or correct printed."
