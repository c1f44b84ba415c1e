"""Numbers with their units, and what holds digits without being a statistic (数字与单位).

One pass from left to right. Every stretch with a digit becomes a token: a number with its unit,
or a trap with the reason why it is none (a date is found by :mod:`~zoneanalysis.extraction.
timewords` and handed in).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.numerals import COMPOUND, DIGITS, FRACTION, NUMERAL, Numeral, number_of
from zoneanalysis.values.units import known_unit

__all__ = ["Number", "Trap", "numbers_of", "with_lost"]

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
_RATIO = re.compile(rf"{DIGITS}(?::{DIGITS}){{1,7}}(?![\d:])", re.ASCII)
_SIGN_BEFORE = frozenset("(:,、;为是至到长降升幅速达和及“\n")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# What a digit, a mark and a blank before a number make of it: the tail of another one.
_TORN = re.compile(r"\d[.,·‧•∙⋅・。…'’` \n]{1,9}$", re.ASCII)
_RUN = re.compile(r"(?:\d[\d.,·‧•∙⋅・’` ]*)?$", re.ASCII)
_FRESH = frozenset("\n。;:,、(“ ")  # before a mark that numbers an item
_POINTS_FOLLOW = re.compile(
    r"(?:[、和及与]|以及)(?:\d+(?:\.\d+)?个(?:[、和及与]|以及))*\d+(?:\.\d+)?个百分点"
)


@cache
def _units() -> str:
    names = sorted(vocabulary().units, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name) for name in names)


@cache
def _unit_pattern() -> re.Pattern[str]:
    base = _units()
    per = (
        "/(?:万元|亿元|千瓦时|平方米|平方公里|立方米|公斤|千克|人|年|月|日|天|亩|吨|头|户|小时"
        "|千瓦|公里|个|元)"
    )
    # a unit that begins with a multiple (千瓦, 兆瓦, 百分点) is one unit
    return re.compile(
        rf"(?P<raised>[{_RAISED}]{{0,2}})(?P<about>[多余几来])?"
        rf"(?:(?P<whole>(?=[百千兆])(?:{base}))"
        rf"|(?P<multiple>{_MULTIPLE})?(?P<about2>[多余])?(?P<base>{base})?)"
        rf"(?P<per>(?<=[^\d多余几来]){per})?"
    )


@cache
def _scanner() -> re.Pattern[str]:
    said = vocabulary().numbers
    follows = "|".join(
        re.escape(name) + (f"(?!{rule.not_before})" if rule.not_before else "")
        for name, rule in sorted(vocabulary().numeral_units.items(), key=lambda item: -len(item[0]))
    )
    return re.compile(
        rf"(?P<trap>{vocabulary().traps.pattern})"
        rf"|(?P<ratio>{_RATIO.pattern})"
        rf"|(?P<number>{COMPOUND}(?![\d.,])|{DIGITS})"
        rf"|(?P<double>翻了?(?P<times>[一两二三四])?番)"
        rf"|(?P<part>(?<!第){FRACTION})"
        rf"|(?P<round>[百千万]亿(?={said['round_end'].pattern}))"
        rf"|(?P<numeral>(?<!{said['numeral_before'].pattern}){NUMERAL}(?=[多余]?(?:{follows})))",
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
    place, upcoming, previous, read = 0, 0, -1, 0
    scan = _scanner()
    while match := scan.search(text, place):
        while upcoming < len(taken) and taken[upcoming][1] <= match.start():
            upcoming += 1
        if upcoming < len(taken) and taken[upcoming][0] < match.end():
            read = taken[upcoming][1]
            place = max(read, match.start() + (match.start() >= taken[upcoming][0]))
            if taken[upcoming][0] > match.start() and not match["trap"]:
                place = taken[upcoming][1]
            continue
        place = match.end()
        if match["trap"]:
            read = place
            kinds = vocabulary().traps.groupindex
            yield Trap(match.start(), match.end(), next(k for k in kinds if match[k]))
        elif match["ratio"]:
            yield from _ratio(text, match)
        elif match["number"]:
            for token in _number(text, match, previous, read):
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
        elif match["part"]:
            said = number_of(match[0])
            if said is not None:
                yield _worded(match.start(), match.end(), said, said.unit, "percent")
        elif match["round"]:
            yield from _round(text, match)
        else:
            for token in _numeral(text, match):
                yield token
                place = token.end


_DOUBLED = {"一": 100, "两": 300, "二": 300, "三": 700, "四": 1500}


def _ratio(text: str, match: re.Match[str]) -> Iterator[Number | Trap]:
    before = text[max(0, match.start() - 24) : match.start()]
    if not re.search(r"比|结构|构成|占", before):
        yield Trap(match.start(), match.end(), "time")
        return
    parts = list(re.finditer(DIGITS, match[0]))
    if len(parts) == 2 and "1" in {parts[0][0], parts[1][0]}:
        said = parts[1] if parts[0][0] == "1" and parts[1][0] != "1" else parts[0]
        begin, end = match.start() + said.start(), match.start() + said.end()
        yield Number(begin, end, Decimal(said[0]), "", "bare", part="times")
        return
    for part in parts:
        start = match.start() + part.start()
        yield Number(start, start + len(part[0]), Decimal(part[0]), "%", "bare", part="ratio")


def _number(  # noqa: C901
    text: str, match: re.Match[str], previous_end: int, read: int
) -> Iterator[Number | Trap]:
    start, stop = match.span()
    if stop - start > 2 * LONGEST_NUMBER:
        yield Trap(start, stop, "identifier")
        return
    said = number_of(match[0])
    if said is None:  # 3万5: read the first of its numbers alone
        stop = re.compile(DIGITS, re.ASCII).match(text, start).end()  # type: ignore[union-attr]
        said = number_of(text[start:stop])
    if said is None:
        return
    digits = f"{said.low:f}"
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
    base, per = found["whole"] or found["base"] or "", found["per"] or ""
    multiple = said.unit + (found["multiple"] or "")
    about = (found["about"] or "") + (found["about2"] or "")
    if len(multiple) == 3:
        about, multiple = multiple[1], multiple[0] + multiple[2]
    multiple = multiple.replace("兆", "万亿")
    end = found.end()
    if about and not base and not multiple:
        end, about = stop, ""
    torn = _torn(text, start, read)
    if torn or (found["raised"] and len(digits) <= 2):  # 10²
        yield Trap(start, end, torn or "broken", f"{multiple}{base}")
        return
    doubt = "raised" if found["raised"] or (before and before in _RAISED) else ""
    if base == "个" and _POINTS_FOLLOW.match(text, end):
        base = "个百分点"
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
    if kind == "count" and "." in digits and not multiple and before in {"", "\n"}:
        yield Trap(start, end, "broken")  # 1.5家 at the head of a line: item 1, and 5家
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
    specified = vocabulary().numbers["specification"].match(text, end)
    if kind == "level" and base not in {"元", "美元"} and specified:
        yield Trap(start, end, "specification")
        return
    if _in_short_quotes(text, start, end):
        yield Trap(start, end, "name")
        return
    if price := _per_each(text, start):
        unit = f"{unit}/{price}"
    if known_unit(unit) is None:
        yield Trap(start, end, "unit")
        return
    value = Decimal(sign + digits)
    yield Number(start, end, value, unit, kind, about, doubt=doubt)  # type: ignore[arg-type]


def with_lost(text: str, tokens: Sequence[Number | Trap]) -> list[Number]:
    """Return the numbers of a text, and in their places those that are broken, as lost.

    Examples
    --------
    >>> text = "产值完成8.6.7亿元,同比增长5.2%"
    >>> [text[n.start : n.end] for n in with_lost(text, list(numbers_of(text))) if n.lost]
    ['8.6.7亿元']
    """
    numbers: list[Number] = []
    for token in tokens:
        if isinstance(token, Number):
            numbers.append(token)
        elif token.unit and token.kind in {"broken", "damaged"}:
            start = token.start - len(_RUN.search(text[max(0, token.start - 24) : token.start])[0])  # type: ignore[index]
            while numbers and numbers[-1].end > start:
                numbers.pop()
            kind = vocabulary().units.get(token.unit.lstrip("万亿千百"), "level")
            numbers.append(
                Number(start, token.end, Decimal(1), token.unit, kind, lost=True)  # type: ignore[arg-type]
            )
    return numbers


def _torn(text: str, start: int, read: int) -> str:
    """Return why a number is the tail of another one, or of what can't be read; else nothing.

    What is left of it belongs to nothing where a trap or a period that was read ends there.
    """
    if start <= read:
        return ""
    before = text[start - 1]
    if _TORN.search(text, max(read, start - 10), start):
        return "broken"
    if before.isascii():
        return ""
    beyond = text[start - 2 : start - 1]
    if before in _RAISED:
        return "broken" if beyond.isdigit() else ""
    if before in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" or unicodedata.category(before) in {"Co", "So"}:
        return "" if not beyond or beyond in _FRESH or _is_mark(text, before) else "broken"
    if before.isnumeric() or before == "○":
        return "broken"
    return "damaged" if before == "\ufffd" or unicodedata.category(before)[0] in "CM" else ""


def _is_mark(text: str, mark: str) -> bool:
    """Whether a circled number marks a note: one beside it in order stands in the text too."""
    return mark != "○" and (chr(ord(mark) - 1) in text or chr(ord(mark) + 1) in text)


def _worded(start: int, end: int, said: Numeral, unit: str, kind: Kind, about: str = "") -> Number:
    """Return a number in words, with what they leave open."""
    about = "几" if said.open or said.rounded else about
    return Number(start, end, said.low, unit, kind, about, numeral=True)


def _bare(
    text: str, start: int, stop: int, end: int, digits: str, multiple: str
) -> Iterator[Number | Trap]:
    """Yield a number without a unit: a member of a list, an index, or nothing."""
    if _in_short_quotes(text, start, stop):
        yield Trap(start, stop, "name")
    elif multiple and vocabulary().numbers["threshold_noun"].match(text, end):
        yield Trap(start, end, "threshold")
    elif multiple.endswith("亿") and vocabulary().numbers["money"].match(text, end):
        yield Number(start, end, Decimal(digits), f"{multiple}元", "level")
    elif multiple:
        yield Number(start, end, Decimal(digits), multiple, "level")
    else:
        yield Number(start, stop, Decimal(digits), "", "bare")


def _numeral(text: str, match: re.Match[str]) -> Iterator[Number | Trap]:
    start, stop = match.span()
    said = number_of(match[0])
    found = _unit_pattern().match(text, stop)
    base = (found["whole"] or found["base"]) if found else ""
    if said is None or found is None or not base or base not in vocabulary().numeral_units:
        return
    end, lead = found.end() - len(found["per"] or ""), ""
    words = vocabulary().numbers
    if match[0][0] in "百千万亿兆":  # 上千家, 超万亿元: a sum only where a word says so
        if not (
            led := re.search(f"{words['round_before'].pattern}$", text[max(0, start - 3) : start])
        ):
            return
        if base == "元" and (len(match[0]) == 1 or words["round_after"].match(text, end)):
            return
        lead = led[0] if led[0] == "上" else ""
    large = said.open or said.low > 10 or said.unit  # 十件实事 is a name
    kind = vocabulary().units[base]
    if not large and (
        vocabulary().numeral_units[base].size == "large"
        or (said.low <= 1 and said.low == int(said.low) and base not in {"倍", "成", "个百分点"})
        or (base == "个" and not words["counted"].match(text, end))
    ):
        return
    if _in_short_quotes(text, start, end):
        yield Trap(start, end, "name")
        return
    if base == "次" and text[max(0, start - 1) : start] in {"多", "几", "历"}:
        return
    if kind in {"level", "count"} and _is_threshold(text, start, end):
        yield Trap(start, end, "threshold")
        return
    unit = f"{said.unit}{vocabulary().canonical_units.get(base, base)}"
    if known_unit(unit) is None:
        yield Trap(start, end, "unit")
        return
    about = (found["about"] or "") + (found["about2"] or "") or lead
    yield _worded(start - len(lead), end, said, unit, kind, about)  # type: ignore[arg-type]


def _round(text: str, match: re.Match[str]) -> Iterator[Number]:
    """Yield a multiple alone that is a sum: 产值突破万亿,达…, not 千亿级产业."""
    lead, said = text[max(0, match.start() - 3) : match.start()], number_of(match[0])
    if said is not None and re.search(f"{vocabulary().numbers['round_before'].pattern}$", lead):
        yield _worded(match.start(), match.end(), said, said.unit, "level")


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
    return bool(vocabulary().numbers["threshold_noun"].match(text, end)) or _limits_a_count(
        text, start, end
    )


def _limits_a_count(text: str, start: int, end: int) -> bool:
    lead = text[max(0, start - 3) : start]
    limits = ("超过", "高于", "低于", "大于", "小于", "不足", "不低于", "达到", "超")
    return lead.endswith(limits) and bool(vocabulary().numbers["threshold_count"].match(text, end))


def _per_each(text: str, start: int) -> str:
    """Return the unit that 每 names right before a price: 每公斤20元."""
    found = re.search(
        r"每(公斤|吨|亩|人|平方米|户|千瓦时|斤|立方米|头|千克)$", text[max(0, start - 5) : start]
    )
    return found[1] if found else ""
