"""Numbers with their units, and what holds digits without being a statistic (数字与单位).

One pass from left to right. Every stretch with a digit becomes a token: a number with its unit,
or a trap with the reason why it is none (a date is found by :mod:`~zoneanalysis.extraction.
timewords` and handed in).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from zoneanalysis.errors import InputError
from zoneanalysis.extraction.numerals import NUMERAL, numeral_value
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.units import unit as unit_named

__all__ = ["Number", "Trap", "numbers_of"]

Kind = Literal["percent", "point", "ratio", "level", "count", "index", "spec", "bare"]

LONGEST_NUMBER = 18  # digits; more is an identifier, not a statistic


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
        多, 余 or 几 inside the figure; else empty.
    numeral : bool
        Whether it is printed in Chinese numerals.
    part : str
        "ratio" for a member of a : b : c; "range" for an end of a range; "doubling" for 翻番.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    kind: Kind
    approximate: str = ""
    numeral: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class Trap:
    """Digits that are no statistic, and why."""

    start: int
    end: int
    kind: str


_MULTIPLE = "万[多余]?亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_RATIO = re.compile(rf"{_DIGITS}(?::{_DIGITS}){{1,7}}(?![\d:])", re.ASCII)
_SIGN_BEFORE = frozenset("(:,、;为是至到长降升幅速达和及“\n")
_RANGE = frozenset("-~至到")
_MONEY_AFTER = re.compile(
    r"(?:中央|财政|专项|投资|资金|贷款|债券|补贴|补助|预算|产值|收入|利润|税|营收|基金|订单|以上项目|级项目|规模)"
)
_THRESHOLD_NOUN = re.compile(
    r"(?:及)?(?:以上|以下|以内)(?:的)?(?=[\u4e00-\u9fff“\d])(?!的?(?:增长|降幅|增幅|水平|。))"
)
_THRESHOLD_COUNT = re.compile(
    r"的有\d|的(?:县|市|区|企业|项目|园区|开发区|镇|村|单位|行业|产品|集群|品牌)[^,。;]{0,12}?(?:有|达|共|为)?\d"
)
_SPEC_NOUN = re.compile(
    r"(?:级|机组|炼油|乙烯|电厂|电站|风电|光伏|装置|生产线|线路|输电|变电站|口径|燃煤|热电|核电|锅炉|扩建)"
)
_NUMERAL_UNITS = {
    "家": "",
    "次": "(?!产业|能源|性|元|方)",
    "宗": "",
    "户": "",
    "座": "",
    "倍": "",
    "成": "(?!立|为|果|功|员|本|交|品|都|熟|效|长|绩|分|型)",
    "位数": "x",
}
_ENTITY = (
    "(?=(?:省级|市级|国家级|县级|工业|农业|经济)?"
    "(?:开发区|示范区|经开区|高新区|园区|县区|县市区|县|项目|企业|行业))"
)


@cache
def _unit_pattern() -> re.Pattern[str]:
    names = sorted(vocabulary().units, key=lambda name: (-len(name), name))
    base = "|".join(re.escape(name) for name in names)
    per = (
        "/(?:万元|亿元|千瓦时|平方米|平方公里|立方米|公斤|千克|人|年|月|日|天|亩|吨|头|户|小时"
        "|千瓦|公里|个|元)"
    )
    return re.compile(
        rf"(?P<about>[多余几来])?(?P<multiple>{_MULTIPLE})?(?P<about2>[多余])?"
        rf"(?:(?P<base>{base})(?P<per>{per})?)?"
    )


@cache
def _scanner() -> re.Pattern[str]:
    numerals = "|".join(
        f"{NUMERAL}{unit}{rest}" for unit, rest in _NUMERAL_UNITS.items() if rest != "x"
    )
    return re.compile(
        rf"(?P<trap>{vocabulary().traps.pattern})"
        rf"|(?P<ratio>{_RATIO.pattern})"
        rf"|(?P<number>{_DIGITS})"
        rf"|(?P<double>翻了?(?P<times>[一两二三四])?番)"
        rf"|(?P<trillion>(?<=突破|跨过|超过|迈上|跃上)(?:万|千|百)亿(?:元)?)"
        rf"|(?P<numeral>(?<![第述这此些该各前〇零一二两三四五六七八九十百千每])(?:{numerals}|{NUMERAL}个{_ENTITY}))",
        re.ASCII,
    )


def numbers_of(text: str, taken: Sequence[tuple[int, int]] = ()) -> Iterator[Number | Trap]:
    """Yield every number and trap of *text* in order.

    Parameters
    ----------
    text : str
        Normalised.
    taken : sequence of (start, end)
        Stretches that are periods already, in order.

    Examples
    --------
    >>> [(n.value, n.unit) for n in numbers_of("工业投资完成54.76亿元,同比下降18.8%。")]
    [(Decimal('54.76'), '亿元'), (Decimal('18.8'), '%')]
    >>> [n.kind for n in numbers_of("PM2.5浓度、4A级景区、第12位")]
    ['name', 'name', 'ordinal']
    """
    place, upcoming, previous = 0, 0, -1
    scan = _scanner()
    while match := scan.search(text, place):
        while upcoming < len(taken) and taken[upcoming][1] <= match.start():
            upcoming += 1
        if upcoming < len(taken) and taken[upcoming][0] < match.end():
            place = max(taken[upcoming][1], match.start() + (match.start() >= taken[upcoming][0]))
            if taken[upcoming][0] > match.start() and not match["trap"]:
                place = taken[upcoming][1]
            continue
        place = match.end()
        if match["trap"]:
            kinds = vocabulary().traps.groupindex
            yield Trap(match.start(), match.end(), next(k for k in kinds if match[k]))
        elif match["ratio"]:
            yield from _ratio(text, match)
        elif match["number"]:
            for token in _number(text, match, previous):
                yield token
                place = previous = max(place, token.end)
        elif match["double"]:
            yield Number(
                match.start(),
                match.end(),
                Decimal(_DOUBLED[match["times"] or "一"]),
                "%",
                "ratio",
                numeral=True,
                part="doubling",
            )
        elif match["trillion"]:
            size = {"万": "10000", "千": "1000", "百": "100"}[match["trillion"][0]]
            yield Number(match.start(), match.end(), Decimal(size), "亿元", "level", numeral=True)
        else:
            yield from _numeral(text, match)


_DOUBLED = {"一": 100, "两": 300, "二": 300, "三": 700, "四": 1500}


def _ratio(text: str, match: re.Match[str]) -> Iterator[Number | Trap]:
    before = text[max(0, match.start() - 24) : match.start()]
    if not re.search(r"比|结构|构成|占", before):
        yield Trap(match.start(), match.end(), "time")
        return
    parts = list(re.finditer(_DIGITS, match[0]))
    if len(parts) == 2 and "1" in {parts[0][0], parts[1][0]}:
        said = parts[1] if parts[0][0] == "1" and parts[1][0] != "1" else parts[0]
        begin, end = match.start() + said.start(), match.start() + said.end()
        yield Number(begin, end, Decimal(said[0]), "", "bare", part="times")
        return
    for part in parts:
        start = match.start() + part.start()
        yield Number(start, start + len(part[0]), Decimal(part[0]), "%", "bare", part="ratio")


def _number(text: str, match: re.Match[str], previous_end: int) -> Iterator[Number | Trap]:  # noqa: C901
    start, stop = match.span()
    digits = match[0].replace(",", "")
    before = text[start - 1 : start]
    if len(digits) > LONGEST_NUMBER:
        yield Trap(start, stop, "identifier")
        return
    if before and (before.isascii() and before.isalpha()) and not _word_before(text, start):
        yield Trap(start, stop, "name")
        return
    found = _unit_pattern().match(text, stop)
    if found is None:
        return
    base, per, multiple = found["base"] or "", found["per"] or "", found["multiple"] or ""
    about = (found["about"] or "") + (found["about2"] or "")
    if len(multiple) == 3:
        about, multiple = multiple[1], multiple[0] + multiple[2]
    end = found.end()
    if about and not base and not multiple:
        end, about = stop, ""
    kind = vocabulary().units.get(base, "") if base else ""
    usual = vocabulary().canonical_units.get(base, base)
    unit = f"{multiple}{usual}{per}"
    if kind == "count" and base == "个" and text.startswith("月", end):
        yield Trap(start, end, "duration")
        return
    if base == "人" and text.startswith("均", end):
        base, unit, kind, end = "", multiple, "", end - 1
    sign = ""
    if (
        before == "-"
        and start - 1 != previous_end
        and (start < 2 or text[start - 2] in _SIGN_BEFORE or _cjk(text[start - 2]))
    ):
        sign, start = "-", start - 1
    elif before == "+" and (start < 2 or text[start - 2] in _SIGN_BEFORE):
        start -= 1
    if not unit or not kind:
        yield from _bare(text, start, stop, end, sign + digits, multiple)
        return
    if kind == "index" and "." not in digits and "指数" not in text[max(0, start - 14) : start]:
        yield Trap(start, end, "time")
        return
    if kind == "spec":
        yield Trap(start, end, "specification")
        return
    if kind in {"level", "count"} and _is_threshold(text, start, end):
        yield Trap(start, end, "threshold")
        return
    if kind == "percent" and _limits_a_count(text, start, end):
        yield Trap(start, end, "threshold")
        return
    if kind == "level" and base not in {"元", "美元"} and _SPEC_NOUN.match(text, end):
        yield Trap(start, end, "specification")
        return
    if _in_short_quotes(text, start, end):
        yield Trap(start, end, "name")
        return
    if price := _per_each(text, start):
        unit = f"{unit}/{price}"
    if not _known(unit):
        yield Trap(start, end, "unit")
        return
    yield Number(start, end, Decimal(sign + digits), unit, kind, about)  # type: ignore[arg-type]


@cache
def _known(symbol: str) -> bool:
    """Whether the table of units can reckon with a unit."""
    try:
        return bool(unit_named(symbol).symbol)
    except InputError:
        return False


def _bare(
    text: str, start: int, stop: int, end: int, digits: str, multiple: str
) -> Iterator[Number | Trap]:
    """Yield a number without a unit: a member of a list, an index, or nothing."""
    if _in_short_quotes(text, start, stop):
        yield Trap(start, stop, "name")
    elif multiple and _THRESHOLD_NOUN.match(text, end):
        yield Trap(start, end, "threshold")
    elif multiple.endswith("亿") and _MONEY_AFTER.match(text, end):
        yield Number(start, end, Decimal(digits), f"{multiple}元", "level")
    elif multiple:
        yield Number(start, end, Decimal(digits), multiple, "level")
    else:
        yield Number(start, stop, Decimal(digits), "", "bare")


def _numeral(text: str, match: re.Match[str]) -> Iterator[Number | Trap]:
    printed = match["numeral"]
    unit = printed[-1]
    value = numeral_value(printed[:-1])
    if value is None or (value <= 1 and unit not in "倍成"):
        return
    if _in_short_quotes(text, match.start(), match.end()):
        yield Trap(match.start(), match.end(), "name")
        return
    if unit == "次" and text[max(0, match.start() - 1) : match.start()] in {"多", "几", "历"}:
        return
    kind: Kind = "percent" if unit == "成" else "ratio" if unit == "倍" else "count"
    yield Number(match.start(), match.end(), value, unit, kind, numeral=True)


def _cjk(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _word_before(text: str, start: int) -> bool:
    """Whether three or more Latin capitals stand before: GDP1228亿元 is a figure, T5 is not."""
    run = start
    while run > 0 and start - run < 8 and text[run - 1].isascii() and text[run - 1].isalpha():
        run -= 1
    return start - run >= 3


def _in_short_quotes(text: str, start: int, end: int) -> bool:
    """Whether the figure stands in quotation marks that hold a name: “985”, “21条”."""
    opened = text.rfind("“", max(0, start - 8), start)
    if opened < 0 or "”" in text[opened:start]:
        return False
    closed = text.find("”", end, end + 8)
    return closed >= 0 and "“" not in text[end:closed]


def _is_threshold(text: str, start: int, end: int) -> bool:
    """Whether the number only says which things are counted: 超过2亿元的县区有3个."""
    return bool(_THRESHOLD_NOUN.match(text, end)) or _limits_a_count(text, start, end)


def _limits_a_count(text: str, start: int, end: int) -> bool:
    lead = text[max(0, start - 3) : start]
    limits = ("超过", "高于", "低于", "大于", "小于", "不足", "不低于", "达到", "超")
    return lead.endswith(limits) and bool(_THRESHOLD_COUNT.match(text, end))


def _per_each(text: str, start: int) -> str:
    """Return the unit that 每 names right before a price: 每公斤20元."""
    found = re.search(
        r"每(公斤|吨|亩|人|平方米|户|千瓦时|斤|立方米|头|千克)$", text[max(0, start - 5) : start]
    )
    return found[1] if found else ""
