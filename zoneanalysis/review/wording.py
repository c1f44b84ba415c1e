"""How values, periods and intervals read in Chinese and in English (数值与时期的表述)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from zoneanalysis.messages import N_, Message
from zoneanalysis.reports.schema.report_file import TO_FILL_IN, TO_FILL_IN_ZH
from zoneanalysis.review.bounds import hectares, in_bounds, is_vague, rate_words
from zoneanalysis.values.figures import Bound, Figure, Quantity
from zoneanalysis.values.formatting import (
    finite_decimals,
    floor_power,
    format_half_up,
    round_half_up,
)
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.periods import Period
from zoneanalysis.values.rounding import supported_decimals
from zoneanalysis.values.units import PERCENT, counted_in, multiples

__all__ = ["BASES", "FOREIGN", "amount", "as_sentence", "assumed_note", "bare_name",
           "change_words", "column_unit", "half_year_name", "in_list", "interval_beside",
           "largest", "number_text", "period_name", "price_words", "range_text", "short_month",
           "short_period", "signed", "to_month", "unit_name",
           "whole_year"]  # fmt: skip

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
BASES = {
    "nominal": N_("current prices"),
    "constant_price": N_("constant prices"),
    "comparable": N_("comparable scope"),
}
FOREIGN = re.compile("[\u3400-\u9fff]")
MONEY = {"CNY", "USD", "EUR", "HKD", "JPY"}
_MOST_PLACES = 3  # of a number counted in a larger unit than it is printed in
_UNREADABLE = 10**10  # of a unit as printed: 12000000000元 is told as 120亿元
_COUNTED = 10**8  # 562.5亿册 is no 56,250,000,000
_LARGE = 10_000  # yuan from which English counts in millions
_LEADS = {name: worth for name, worth in multiples().items() if worth >= _LARGE}


def _scaled(
    value: Quantity, decimals: int, language: str, beside: Quantity | None = None
) -> tuple[Fraction, int, str]:
    """Return value, places and unit as *language* counts: English has no 亿 and no 万.

    With *beside*, in the unit that suits that quantity, so that a column counts in one.
    """
    factor, name = (_chinese if language == "zh" else _english)(value, beside)
    most = max(decimals, _MOST_PLACES + (language == "zh"))
    point, places = value.point * factor, decimals - floor_power(factor)
    if places > most:
        places = most
        while places > max(decimals, 0) and _ends_in_nought(point, places):
            places -= 1
    elif isinstance(value, Figure) and (
        value.bound is not Bound.NONE or (language == "zh" and beside is None and factor < 1)
    ):
        while places > max(decimals, 0) and _ends_in_nought(point, places):  # no 10.00 million
            places -= 1
    return point, places, name


def _ends_in_nought(point: Fraction, places: int) -> bool:
    return round_half_up(point, places) == round_half_up(point, places - 1)


def _chinese(value: Quantity, beside: Quantity | None = None) -> tuple[Fraction, str]:
    """Return what a value is multiplied by in Chinese, and its unit.

    What is printed keeps its unit; what is derived, or has more digits than can be read, stands in
    万 or 亿 of it where it is large.
    """
    unit = value.unit
    if beside is not None and beside.unit.dimension == unit.dimension:
        unit = beside.unit
    elif not isinstance(value, Figure) or abs(value.point) >= _UNREADABLE:
        unit = counted_in(unit, value.point)
    return value.unit.scale / unit.scale, unit.symbol


def _english(value: Quantity, beside: Quantity | None = None) -> tuple[Fraction, str]:
    """Return what a value is multiplied by in English, and the unit that it then has."""
    unit = value.unit
    sized = beside if beside is not None and beside.unit.dimension == unit.dimension else value
    if unit.dimension == PERCENT.dimension and unit.scale >= 1:  # 7成 is 70%
        return unit.scale, "%"
    if unit.dimension == "count" and unit.scale < _COUNTED:
        return unit.scale, ""
    if unit.dimension in {*MONEY, "one", "count"}:  # 71.3万 of what the text names elsewhere
        total = abs(sized.point) * sized.unit.scale
        return _sized(unit.scale, total)
    if unit.symbol == "万平方米":
        return Fraction(10_000), " m²"
    lead = next((each for each in _LEADS if unit.english.startswith(f"{each} ")), "")
    if not lead:
        return Fraction(1), f" {unit.english}" if unit.english else ""
    factor, name = _sized(Fraction(_LEADS[lead]), abs(sized.point) * _LEADS[lead])
    return factor, f"{name} {unit.english[len(lead) + 1 :]}"


def _sized(scale: Fraction, total: Fraction) -> tuple[Fraction, str]:
    """Return the factor to the English unit of a size, and its name."""
    if total >= 10**12:
        return scale / 10**12, " trillion"
    if total >= 10**9:
        return scale / 10**9, " billion"
    if total >= 10**6:
        return scale / 10**6, " million"
    return scale, ""


def number_text(
    value: Quantity,
    language: str,
    *,
    decimals: int | None = None,
    sign: bool = False,
    beside: Quantity | None = None,
) -> str:
    """Return the bare number of *value*, as *language* counts, without its unit.

    With *beside*, in the unit of that, which the head of a column has; with its own unit where it
    measures something else.
    """
    if beside is not None and beside.unit.dimension != value.unit.dimension:
        return amount(value, language, decimals=decimals)
    text = _digits(value, language, decimals, sign=sign, beside=beside)
    return in_bounds(value, text, language, short=True)


def _digits(
    value: Quantity,
    language: str,
    decimals: int | None,
    *,
    sign: bool = False,
    beside: Quantity | None = None,
) -> str:
    places = supported_decimals(value) if decimals is None else decimals
    point, shown, _ = _scaled(value, places, language, beside)
    return format_half_up(point, shown, sign=sign, grouping=_in_groups(point, language))


def _in_groups(point: Fraction, language: str) -> bool:
    return language == "en" or abs(point) >= _UNREADABLE


def unit_name(value: Quantity, language: str) -> str:
    """Return the unit that :func:`number_text` counts in."""
    _, _, name = _scaled(value, 0, language)
    return " ".join(f"{_currency(value, language)}{name}".split())


def _currency(value: Quantity, language: str) -> str:
    money = language == "en" and value.unit.dimension in MONEY
    return f"{value.unit.dimension} " if money else ""


def interval_beside(value: Quantity, interval: Interval, language: str) -> str:
    """Return an interval in the unit that *value* is shown in: one unit a number.

    Examples
    --------
    >>> more = Figure.parse("7成以上")
    >>> interval_beside(more, more.interval, "en")
    '[70, ∞)%'
    """
    factor, name = (_chinese if language == "zh" else _english)(value)
    low, high = (end if end is None else end * factor for end in (interval.lo, interval.hi))
    scaled = replace(interval, lo=low, hi=high)
    if language == "zh":
        return interval_text(scaled, name)
    if value.unit.dimension == "point":
        name = " points"
    return f"{_currency(value, language)}{interval_text(scaled)}{name}"


def column_unit(values: Sequence[Quantity], language: str) -> Quantity | None:
    """Return the level whose unit a column takes, so that no cell loses a printed digit.

    None where the levels have no such unit: then each stands with its own.
    """
    if language == "zh":
        alike = len({each.unit.symbol for each in values}) == 1
        short = all(abs(each.point) < _UNREADABLE for each in values)
        return values[0] if alike and short and values else None
    most = largest(values, language)

    def lost(each: Quantity) -> bool:
        places = supported_decimals(each)
        return _scaled(each, places, language, most)[1] < places - floor_power(
            _english(each, most)[0]
        )

    same = most is not None and all(e.unit.dimension == most.unit.dimension for e in values)
    return most if same and not any(map(lost, values)) else None


def largest(values: Iterable[Quantity], language: str) -> Quantity | None:
    """Return the level in yuan whose unit a column takes; None where there is none.

    In Chinese that of the largest unit printed; in English, which chooses units by size, the
    largest.
    """

    def size(each: Quantity) -> tuple[Fraction, Fraction]:
        whole = abs(each.point) * each.unit.scale
        return (each.unit.scale if language == "zh" else whole, whole)

    return max((each for each in values if each.unit.dimension == "CNY"), key=size, default=None)


def amount(value: Quantity, language: str, *, decimals: int | None = None) -> str:
    """Return *value* with its unit: 54.76亿元, CNY 5.476 billion, 84个, 18.8%.

    Examples
    --------
    >>> amount(Figure.parse("54.76亿元"), "en"), amount(Figure.parse("0.94亿元"), "en")
    ('CNY 5.476 billion', 'CNY 94 million')
    """
    places = supported_decimals(value) if decimals is None else decimals
    point, shown, name = _scaled(value, places, language)
    if isinstance(value, Figure) and is_vague(value):
        ends = range_text(value, language, decimals=places)
        return value.printed if language == "zh" else f"{ends}{name}"
    text = format_half_up(point, shown, grouping=_in_groups(point, language))
    lead, tail = _currency(value, language), ""
    if language == "en" and value.unit.symbol.endswith("亩") and value.unit.dimension == "area":
        tail = hectares(value, places)
    if text == "1" and name == " percentage points":
        name = " percentage point"
    return in_bounds(value, f"{lead}{text}{name}{tail}", language)


def price_words(value: Quantity, *, decimals: int | None = None) -> Message:
    """Return a change of prices in words: they rise (上涨), they do not grow."""
    if value.point <= 0:
        return change_words(value, decimals=decimals)
    places = supported_decimals(value) if decimals is None else decimals
    return rate_words(value, "up by", format_half_up(value.point, places))


def signed(value: Quantity, language: str, *, decimals: int | None = None) -> str:
    """Return a rate or gap with a true minus, its unit short: −18.8%, +8.9."""
    text = _digits(value, language, decimals, sign=value.unit.dimension == "point")
    text += "%" if value.unit.symbol == "%" else ""
    return in_bounds(value, text, language, short=True)


def change_words(value: Quantity, *, decimals: int | None = None) -> Message:
    """Return growth in words: 增长9.9%, 下降18.8%, 持平."""
    if value.point == 0:
        return Message("unchanged")
    places = supported_decimals(value) if decimals is None else decimals
    way = "up" if value.point > 0 else "down"
    return rate_words(value, way, format_half_up(abs(value.point), places))


def range_text(value: Quantity, language: str, *, decimals: int | None = None) -> str:
    """Return the interval of *value* with its unit: 1.7%～3.1%, 1.7% to 3.1%."""
    interval = value.interval
    unit = "%" if value.unit.symbol == "%" else ""
    places = supported_decimals(value) + 1 if decimals is None else decimals
    if interval.lo is None or interval.hi is None:
        return interval_text(interval, value.unit.symbol if language == "zh" else unit)
    step = Fraction(10) ** -places
    texts = [
        number_text(Quantity(end, interval, value.unit), language, decimals=places, beside=value)
        for end in (floor(interval.lo / step) * step, ceil(interval.hi / step) * step)
    ]
    return (
        f"{texts[0]}{unit}～{texts[1]}{unit}"
        if language == "zh"
        else (f"{texts[0]}{unit} to {texts[1]}{unit}")
    )


def interval_text(interval: Interval, symbol: str = "") -> str:
    """Return an interval in brackets with a true minus, its ends rounded outward to four places."""

    def end(value: Fraction | None, infinite: str, outward: Callable[[Fraction], int]) -> str:
        if value is None:
            return infinite
        if (places := finite_decimals(value)) is not None and places <= 6:
            return format_half_up(value, places)
        return format_half_up(Fraction(outward(value * 10**4), 10**4), 4)

    if interval.lo is not None and interval.width == 0:
        return f"{end(interval.lo, '', round)} {symbol}".strip()
    left = "(" if interval.lo_open else "["
    right = ")" if interval.hi_open else "]"
    text = f"{left}{end(interval.lo, '−∞', floor)}, {end(interval.hi, '∞', ceil)}{right}"
    return f"{text} {symbol}".strip()


def short_month(month: int) -> str:
    """Return a month's English name as an axis writes it: Jun."""
    return _MONTHS[month - 1][:3]


def to_month(year: int, month: int, language: str) -> str:
    """Return January to a month as an axis writes it: 1—6月, Jan–Jun."""
    zh = language == "zh"
    return period_name(Period.ytd(year, month), "zh") if zh else f"Jan–{short_month(month)}"


def period_name(period: Period, language: str, *, year: bool = False) -> str:
    """Return a period as reports write it: 1—6月, 一季度, 6月末; January–June, end of June."""
    zh = language == "zh"
    end = period.end.month
    lead = f"{period.year}年" if zh and year else ""
    tail = f" {period.year}" if not zh and year else ""
    if period.kind == "stock":
        if year and end == 12:
            return f"{period.year}年末" if zh else f"end of{tail}"
        return f"{lead}{end}月末" if zh else f"end of {_MONTHS[end - 1]}{tail}"
    if period.start is None:
        return f"截至{lead}{end}月末累计" if zh else f"up to the end of {_MONTHS[end - 1]}{tail}"
    if period.start.year != period.end.year:
        if (period.start.month, end) == (1, 12):
            return f"{period.start.year}{'—' if zh else '–'}{period.end.year}{'年' if zh else ''}"
        if zh:
            return f"{period.start.year}年{period.start.month}月—{period.year}年{end}月"
        first_name = _MONTHS[period.start.month - 1]
        return f"{first_name} {period.start.year}–{_MONTHS[end - 1]} {period.year}"
    first = period.start.month
    if (first, end) == (1, 12):
        return (
            f"{period.year}年全年" if zh and year else "全年" if zh else f"the year {period.year}"
        )
    if first == end:
        return f"{lead}{end}月" if zh else f"{_MONTHS[end - 1]}{tail}"
    if (first, end) == (1, 3):
        return f"{lead}一季度" if zh else f"the first quarter{' of' + tail if year else ''}"
    return f"{lead}{first}—{end}月" if zh else f"{_MONTHS[first - 1]}–{_MONTHS[end - 1]}{tail}"


def whole_year(period: Period, language: str) -> str:
    """Return a year before a noun: 2026年目标, 2026 target."""
    return f"{period.year}年" if language == "zh" else str(period.year)


def short_period(period: Period, language: str) -> str:
    """Return months of one year in short, for charts and cards: 1—7月, Jan–Jul."""
    if language == "zh" or period.start is None or period.start.year != period.end.year:
        return period_name(period, language)
    first, last = (short_month(each.month) for each in (period.start, period.end))
    return first if first == last else f"{first}–{last}"


def half_year_name(period: Period, language: str) -> str:
    """Return the reported period as a title has it: 2023年上半年, first half of 2023."""
    zh = language == "zh"
    names = {6: ("上半年", "first half of"), 9: ("前三季度", "first three quarters of")}
    if period.is_ytd and period.end.month in names:
        chinese, english = names[period.end.month]
        return f"{period.year}年{chinese}" if zh else f"{english} {period.year}"
    if zh and len(period.months) == period.end.month == 12:
        return f"{period.year}年度"
    return period_name(period, language, year=True)


def as_sentence(text: str, language: str) -> str:
    """Return a text with a capital and a full stop, once."""
    end = "。" if language == "zh" else "."
    return f"{text[:1].upper()}{text[1:].rstrip(end)}{end}"


def in_list(items: Sequence[str], language: str) -> str:
    """Return names in a row: 洪洞、襄汾、曲沃; A, B and C. One that is a row itself is quoted."""
    if language == "zh":
        return "、".join(
            f"“{each}”" if "、" in each and not re.search("[“（(]", each) else each
            for each in items
        )
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def bare_name(name: str) -> str:
    """Return a name without the mark of what is still to be filled in."""
    return name.replace(TO_FILL_IN, "").replace(TO_FILL_IN_ZH, "").strip()


def assumed_note() -> Message:
    """Return what the mark behind a figure means."""
    return Message(
        "† The text prints no date (“this year”, “at present”); the report's period, or its end, "
        "is taken."
    )
