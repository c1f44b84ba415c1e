"""A printed token against the value that was written down for it (原文与数值核对)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import cn2an

__all__ = ["Token", "disagreements", "hints_at_bound", "read_token"]

# Direction words: -1 makes the value negative, 1 positive. The one nearest to the number counts.
# 收窄 is said of a decline: the growth rate rises. 扩大 alone may be either and says nothing here.
_DIRECTIONS = {
    "降幅收窄": 1, "跌幅收窄": 1, "降幅扩大": -1, "跌幅扩大": -1, "增幅扩大": 1, "增速回落": -1,
    "增幅回落": -1, "增幅收窄": -1, "负增长": -1, "正增长": 1,
    "下降": -1, "减少": -1, "降低": -1, "低于": -1, "回落": -1, "下滑": -1, "下跌": -1, "缩减": -1,
    "减收": -1, "调减": -1, "净减": -1, "跌": -1, "降": -1, "减": -1, "低": -1, "亏损": -1,
    "增长": 1, "上升": 1, "提高": 1, "高于": 1, "收窄": 1, "增加": 1, "提升": 1, "上涨": 1,
    "回升": 1, "加快": 1, "增收": 1, "净增": 1, "高": 1, "增": 1, "升": 1, "涨": 1,
}  # fmt: skip
_WORDS_WITHOUT_NUMBER = {"持平": "0", "翻番": "100", "翻一番": "100", "翻两番": "300"}
_ROUND_SUMS = {"百亿": "100", "千亿": "1000", "万亿": "10000"}  # 突破万亿
_NUMERAL = "〇零一二两三四五六七八九十百千"
_TOKEN = re.compile(
    rf"(?P<lead>[^\d{_NUMERAL}]*?)(?P<sign>[-−–+]?)"
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|[{_NUMERAL}]+)(?P<rest>.*)",
    re.DOTALL,
)
_LOOSE_BEFORE_UNIT = re.compile(r"^[余多来]")
_LOOSE_WITHIN_UNIT = re.compile(r"(?<=[百千万亿])[余多](?=.)")  # 2万多家
_TRADITIONAL = str.maketrans("萬億個餘幾長", "万亿个余几长")
_LOOSE_AFTER_UNIT = re.compile(r"(左右|上下|以上|以下|以内|余|多)$")
_LOOSE_LEADS = ("超", "超过", "近", "约", "不少于", "不低于", "不超过", "不高于", "逾", "突破")
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
    text = unicodedata.normalize("NFKC", printed).strip().translate(_TRADITIONAL)
    for word, number in _WORDS_WITHOUT_NUMBER.items():
        if text.endswith(word):
            return Token(0, Decimal(number), "")
    for word, number in _ROUND_SUMS.items():
        if text in {word, f"{word}元"}:
            return Token(0, Decimal(number), text[1:])
    match = _TOKEN.fullmatch(text)
    if match is None:
        return None
    digits = match["number"].replace(",", "")
    if not digits[0].isascii():
        try:
            digits = str(cn2an.cn2an(digits, "smart"))
        except ValueError:  # 百, 千十: no number by themselves
            return None
    rest = _LOOSE_BEFORE_UNIT.sub("", match["rest"])
    rest = _LOOSE_WITHIN_UNIT.sub("", rest)
    rest = _LOOSE_AFTER_UNIT.sub("", rest).strip()
    sign = -1 if match["sign"] in {"-", "−", "–"} else _direction(match["lead"])
    if match["sign"] == "+":
        sign = 1
    return Token(sign, Decimal(digits), _UNIT_FORMS.get(rest, rest))


def hints_at_bound(printed: str) -> bool:
    """Return whether a word in *printed* leaves its value open: 超, 近, 约, 以上, 左右, 余.

    Examples
    --------
    >>> hints_at_bound("5300余人"), hints_at_bound("下降18.8%")
    (True, False)
    """
    match = _TOKEN.fullmatch(unicodedata.normalize("NFKC", printed).strip())
    if match is None:
        return False
    rest = match["rest"]
    return (
        match["lead"].endswith(_LOOSE_LEADS)
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
    unit = _UNIT_FORMS.get(unit, unit)
    if token.unit and not unit.startswith(token.unit) and not _said_of_growth(token.unit, measure):
        yield (
            "unit_measure",
            "unit_measure must be the unit that printed shows",
            f"{unit}, printed {printed}",
            f"Write {token.unit}, or correct printed.",
        )


def _said_of_growth(unit: str, measure: str) -> bool:
    """Return whether % may stand for points: 下降1.3% said of a growth rate."""
    return unit == "%" and measure in {"pp_gap", "pp_change", "contribution"}


def _magnitude_hint(came: Decimal, printed: Decimal) -> str:
    if came and printed:
        ratio = came / printed if came > printed else printed / came
        if ratio.normalize().as_tuple().digits == (1,):
            return f"The point has moved: the two differ by {ratio.normalize():f} times."
    return "Copy the number from printed, or correct printed."
