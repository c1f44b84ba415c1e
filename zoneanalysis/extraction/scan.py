"""The numbers of a text, and what holds digits without being a statistic (数字扫描).

One pass from left to right. Every stretch with a digit becomes a token: a number with its unit,
or a trap with the reason why it is none (a date is found by :mod:`~zoneanalysis.extraction.
timewords` and handed in).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from zoneanalysis.extraction.numerals import doubled, numeral, round_sum, worded
from zoneanalysis.extraction.tokens import (
    RAISED,
    Number,
    Trap,
    in_short_quotes,
    is_threshold,
    limits_a_count,
    unit_pattern,
)
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.numerals import COMPOUND, DIGITS, FRACTION, NUMERAL, number_of
from zoneanalysis.values.units import known_unit, usual_symbol

__all__ = ["numbers_of", "with_lost"]

LONGEST_NUMBER = 18  # digits; more is an identifier, not a statistic


_RATIO = re.compile(rf"{DIGITS}(?::{DIGITS}){{1,7}}(?![\d.]|:\d)", re.ASCII)
_SIGN_BEFORE = frozenset("(:,、;为是至到长降升幅速达和及“\n")
# What a digit, a mark and a blank before a number make of it: the tail of another one.
_TORN = re.compile(r"\d[.,·‧•∙⋅・。…'’` \n]{1,9}$", re.ASCII)
_RUN = re.compile(r"(?:\d[\d.,·‧•∙⋅・’` ]*)?$", re.ASCII)
_FRESH = frozenset("\n。;:,、(“ ")  # before a mark that numbers an item
_POINTS_FOLLOW = re.compile(
    r"(?:[、和及与]|以及)(?:\d+(?:\.\d+)?个(?:[、和及与]|以及))*\d+(?:\.\d+)?个百分点"
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
    scan, priced = _scanner(), None
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
            for each in _number(text, match, previous, read):
                token = priced = _priced_as(text, priced, each)
                yield token
                place = previous = max(place, token.end)
        elif match["double"]:
            yield doubled(match)
        elif match["part"]:
            said = number_of(match[0])
            if said is not None:
                yield worded(match.start(), match.end(), said, said.unit, "percent")
        elif match["round"]:
            yield from round_sum(text, match)
        else:
            for token in numeral(text, match):
                yield token
                place = token.end


def _ratio(text: str, match: re.Match[str]) -> Iterator[Number | Trap]:
    before = text[max(0, match.start() - 24) : match.start()]
    if not vocabulary().numbers["ratio_before"].search(before):
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
    found = unit_pattern().match(text, stop)
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
    doubt = "raised" if found["raised"] or (before and before in RAISED) else ""
    if base == "个" and _POINTS_FOLLOW.match(text, end):
        base = "个百分点"
    kind = vocabulary().units.get(base, "") if base else ""
    usual = usual_symbol(base)
    unit = f"{multiple}{usual}{per}"
    if kind == "count" and base == "个" and text.startswith("月", end):
        yield Trap(start, end, "duration")
        return
    if base == "人" and text.startswith("均", end):
        base, unit, kind, end = "", multiple, "", end - 1
    sign = ""
    minus = (
        before == "-"
        and start - 1 != previous_end
        and (start < 2 or text[start - 2] in _SIGN_BEFORE or _cjk(text[start - 2]))
    )
    if minus or vocabulary().numbers["minus"].search(text, max(0, start - 3), start):
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
    if kind in {"level", "count"} and is_threshold(text, start, end):
        yield Trap(start, end, "threshold")
        return
    if kind == "percent" and limits_a_count(text, start, end):
        yield Trap(start, end, "threshold")
        return
    specified = vocabulary().numbers["specification"].match(text, end)
    if kind == "level" and base not in {"元", "美元"} and specified:
        yield Trap(start, end, "specification")
        return
    if in_short_quotes(text, start, end):
        yield Trap(start, end, "name")
        return
    price = _per_each(text, start)
    if price and known_unit(f"{unit}/{price}"):
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
    if before in RAISED:
        return "broken" if beyond.isdigit() else ""
    if before in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" or unicodedata.category(before) in {"Co", "So"}:
        return "" if not beyond or beyond in _FRESH or _is_mark(text, before) else "broken"
    if before.isnumeric() or before == "○":
        return "broken"
    return "damaged" if before == "\ufffd" or unicodedata.category(before)[0] in "CM" else ""


def _is_mark(text: str, mark: str) -> bool:
    """Whether a circled number marks a note: one beside it in order stands in the text too."""
    return mark != "○" and (chr(ord(mark) - 1) in text or chr(ord(mark) + 1) in text)


def _bare(
    text: str, start: int, stop: int, end: int, digits: str, multiple: str
) -> Iterator[Number | Trap]:
    """Yield a number without a unit: a member of a list, an index, or nothing."""
    if in_short_quotes(text, start, stop):
        yield Trap(start, stop, "name")
    elif multiple and vocabulary().numbers["threshold_noun"].match(text, end):
        yield Trap(start, end, "threshold")
    elif multiple.endswith("亿") and vocabulary().numbers["money"].match(text, end):
        yield Number(start, end, Decimal(digits), f"{multiple}元", "level")
    elif multiple:
        yield Number(start, end, Decimal(digits), multiple, "level")
    else:
        yield Number(start, stop, Decimal(digits), "", "bare")


def _cjk(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _word_before(text: str, start: int) -> bool:
    """Whether three or more Latin capitals stand before: GDP1228亿元 is a figure, T5 is not."""
    run = start
    while run > 0 and start - run < 8 and text[run - 1].isascii() and text[run - 1].isalpha():
        run -= 1
    return start - run >= 3


def _per_each(text: str, start: int) -> str:
    """Return the unit that 每 names right before a price: 每公斤20元."""
    found = vocabulary().numbers["price_of"].search(text[max(0, start - 5) : start])
    return found[1] if found else ""


def _priced_as(text: str, before: Number | Trap | None, token: Number | Trap) -> Number | Trap:
    """Return a number in the unit of the price that it is set beside: 每公斤2.62元,去年2.84元."""
    if not isinstance(before, Number) or not isinstance(token, Number):
        return token
    unit, per, thing = before.unit.partition("/")
    again = vocabulary().numbers["price_again"].fullmatch(text, before.end, token.start)
    return (
        replace(token, unit=before.unit)
        if per and thing and token.unit == unit and again
        else token
    )
