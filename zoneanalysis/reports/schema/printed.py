"""A printed token against the value that was written down for it (原文与数值核对)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zoneanalysis.values.numerals import NUMBER, number_of, number_within
from zoneanalysis.values.units import known_unit

__all__ = ["Token", "disagreements", "hints_at_bound", "read_token"]

# Direction words: -1 makes the value negative, 1 positive. The one nearest to the number counts.
# 收窄 is said of a decline: the growth rate rises. 扩大 alone may be either and says nothing here.
_DIRECTIONS = {
    "降幅收窄": 1, "跌幅收窄": 1, "降幅扩大": -1, "跌幅扩大": -1, "增幅扩大": 1, "增速回落": -1,
    "增幅回落": -1, "增幅收窄": -1, "负增长": -1, "正增长": 1, "衰退": -1, "成长": 1,
    "下降": -1, "减少": -1, "降低": -1, "低于": -1, "回落": -1, "下滑": -1, "下跌": -1, "缩减": -1,
    "减收": -1, "调减": -1, "净减": -1, "跌": -1, "降": -1, "减": -1, "低": -1, "亏损": -1,
    "增长": 1, "上升": 1, "提高": 1, "高于": 1, "收窄": 1, "增加": 1, "提升": 1, "上涨": 1,
    "回升": 1, "加快": 1, "增收": 1, "净增": 1, "高": 1, "增": 1, "升": 1, "涨": 1,
}  # fmt: skip
_WORDS_WITHOUT_NUMBER = {"持平": "0", "翻番": "100", "翻一番": "100", "翻两番": "300"}
_RAISED = re.compile(r"(?<=\d)[⁰¹²³⁴⁵⁶⁷⁸⁹]+")  # the mark of a note, not a digit
_TOKEN = re.compile(
    rf"(?P<lead>.*?)(?P<sign>[-−–+]?)(?P<number>{NUMBER})(?P<rest>.*)", re.DOTALL | re.ASCII
)
_LOOSE_BEFORE_UNIT = re.compile(r"^[余多来]")
_LOOSE_WITHIN_UNIT = re.compile(r"(?<=[百千万亿])[余多](?=.)")  # 2万多家
_TRADITIONAL = str.maketrans(  # of every unit and of the words beside a number
    "個億兩冊單噸場塊對張幾戶擴數時條棟標歐歲減準牀畝種筆箇約組臺萬處輛輪迴長門間陞隻雙頃項頭顆類餘點",
    "个亿两册单吨场块对张几户扩数时条栋标欧岁减准床亩种笔个约组台万处辆轮回长门间升只双顷项头颗类余点",
)
_LOOSE_AFTER_UNIT = re.compile(r"(左右|上下|以上|以下|以内|余|多)$")
_LOOSE_LEADS = (
    "超",
    "超过",
    "近",
    "约",
    "不少于",
    "不低于",
    "不超过",
    "不高于",
    "逾",
    "突破",
    "上",
)
_BARE_UNITS = ("万元", "亿元")
_UNIT_FORMS = {"％": "%", "百分点": "个百分点", "台（套）": "台(套)"}


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
    for word, number in _WORDS_WITHOUT_NUMBER.items():
        if text.endswith(word):
            return Token(0, Decimal(number), "")
    match = _TOKEN.fullmatch(text)
    said = number_of(match["number"]) if match else None
    if match is None or said is None or match["number"] + match["rest"] in _BARE_UNITS:
        return None
    rest = _LOOSE_BEFORE_UNIT.sub("", match["rest"])
    rest = _LOOSE_WITHIN_UNIT.sub("", rest)
    rest = said.unit + _LOOSE_AFTER_UNIT.sub("", rest).strip()
    if known_unit(rest) is None:  # 兆元, but 兆瓦
        rest = rest.replace("兆", "万亿", 1)
    sign = -1 if match["sign"] in {"-", "−", "–"} else _direction(match["lead"])
    if match["sign"] == "+":
        sign = 1
    return Token(sign, said.low, _UNIT_FORMS.get(rest, rest))


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
    match, said = _TOKEN.fullmatch(_plain(printed)), number_within(_plain(printed))
    if match is None or said is None:
        return False
    rest = match["rest"]
    return (
        said.open
        or said.rounded
        or match["lead"].endswith(_LOOSE_LEADS)
        or _LOOSE_BEFORE_UNIT.match(rest) is not None
        or _LOOSE_AFTER_UNIT.search(rest) is not None
    )


def _direction(lead: str) -> int:
    best = (-1, 0, 0)
    for word, sign in _DIRECTIONS.items():
        at = lead.rfind(word)
        if at >= 0:
            best = max(best, (at + len(word), len(word), sign))
    return best[2]


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
            f"obs_value must be the number in printed, {token.number}",
            value,
            _magnitude_hint(abs(number), token.number),
        )
    elif number.as_tuple().exponent != token.number.as_tuple().exponent:
        signed = token.number.copy_sign(number)
        yield (
            "obs_value",
            "obs_value must keep the printed number of places",
            f"{value}, printed {printed}",
            f"Write {signed}; a spreadsheet drops trailing zeros, so set the column to 'Text'.",
        )
    if number and token.sign and (number > 0) != (token.sign > 0):
        right = token.number.copy_sign(token.sign)
        yield (
            "obs_value",
            "obs_value must have the sign that printed says",
            f"{value}, printed {printed}",
            f"Write {right}: falls and lower values are negative, a narrowing decline positive.",
        )
    if token.unit and not _same_unit(unit, token.unit) and not _said_of_growth(token.unit, measure):
        yield (
            "unit_measure",
            "unit_measure must be the unit that printed shows",
            f"{unit}, printed {printed}",
            f"Write {token.unit}, or correct printed.",
        )


def _same_unit(unit: str, printed: str) -> bool:
    """Whether a unit is the one that is printed, or another name of it: 兆瓦 for MW."""
    unit = _UNIT_FORMS.get(unit, unit)
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
            return f"The point has moved: the two differ by {ratio.normalize():f} times."
    return "Copy the number from printed, or correct printed."
