"""Units of Chinese official reports and what one of them is worth in another (计量单位)."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from zoneanalysis.errors import InputError, UnitMismatchError

__all__ = ["PERCENT", "POINT", "Unit", "known_unit", "known_units", "unit"]


@dataclass(frozen=True)
class Unit:
    """A unit as printed.

    Parameters
    ----------
    symbol : str
        As printed: 亿元, %, 个百分点, 亩.
    dimension : str
        What it measures; only units of one dimension convert and add.
    scale : Fraction
        Worth of one of it in the dimension's base unit (元, one, 平方米 …).
    english : str
        Its name in English text.
    """

    symbol: str
    dimension: str
    scale: Fraction
    english: str

    def factor_to(self, other: Unit) -> Fraction:
        """Return what a value in this unit is multiplied by to stand in *other*.

        Raises
        ------
        UnitMismatchError
            Where the two measure different things.

        Examples
        --------
        >>> unit("亿元").factor_to(unit("万元"))
        Fraction(10000, 1)
        """
        if self.dimension != other.dimension:
            raise UnitMismatchError(self.symbol, other.symbol, "a conversion")
        return self.scale / other.scale

    @property
    def is_count(self) -> bool:
        """Whether whole things are counted (个, 宗, 次 …)."""
        return self.dimension == "count"

    def __str__(self) -> str:
        return self.symbol


# Multipliers that Chinese prints before a unit: 万元, 亿元, 万亿元, 万平方米.
_MULTIPLIERS: dict[str, tuple[int, str]] = {
    "": (1, ""),
    "十": (10, "ten "),
    "百": (100, "hundred "),
    "千": (1_000, "thousand "),
    "万": (10_000, "10,000 "),
    "十万": (100_000, "100,000 "),
    "百万": (1_000_000, "million "),
    "千万": (10_000_000, "10 million "),
    "亿": (100_000_000, "100 million "),
    "十亿": (1_000_000_000, "billion "),
    "百亿": (10_000_000_000, "10 billion "),
    "千亿": (100_000_000_000, "100 billion "),
    "万亿": (1_000_000_000_000, "trillion "),
}

# symbol: (dimension, worth in the base unit, English name)
_BASE: dict[str, tuple[str, Fraction, str]] = {
    "元": ("CNY", Fraction(1), "yuan"),
    "美元": ("USD", Fraction(1), "US dollars"),
    "欧元": ("EUR", Fraction(1), "euros"),
    "港元": ("HKD", Fraction(1), "Hong Kong dollars"),
    "日元": ("JPY", Fraction(1), "yen"),
    "平方米": ("area", Fraction(1), "square metres"),
    "平方公里": ("area", Fraction(1_000_000), "square kilometres"),
    "平方千米": ("area", Fraction(1_000_000), "square kilometres"),
    "公顷": ("area", Fraction(10_000), "hectares"),
    "亩": ("area", Fraction(2000, 3), "mu"),
    "立方米": ("volume", Fraction(1), "cubic metres"),
    "升": ("volume", Fraction(1, 1000), "litres"),
    "吨": ("mass", Fraction(1), "tonnes"),
    "公斤": ("mass", Fraction(1, 1000), "kilograms"),
    "千克": ("mass", Fraction(1, 1000), "kilograms"),
    "吨标准煤": ("coal_equivalent", Fraction(1), "tonnes of coal equivalent"),
    "吨标煤": ("coal_equivalent", Fraction(1), "tonnes of coal equivalent"),
    "千克标准煤": ("coal_equivalent", Fraction(1, 1000), "kilograms of coal equivalent"),
    "公斤标准煤": ("coal_equivalent", Fraction(1, 1000), "kilograms of coal equivalent"),
    "克标准煤": ("coal_equivalent", Fraction(1, 1_000_000), "grams of coal equivalent"),
    "千瓦时": ("energy", Fraction(1), "kilowatt-hours"),
    "度": ("energy", Fraction(1), "kilowatt-hours"),
    "千瓦": ("power", Fraction(1), "kilowatts"),
    "公里": ("length", Fraction(1000), "kilometres"),
    "千米": ("length", Fraction(1000), "kilometres"),
    "米": ("length", Fraction(1), "metres"),
    "元/吨": ("CNY/mass", Fraction(1), "yuan a tonne"),
    "元/人": ("CNY/count", Fraction(1), "yuan a person"),
    "元/平方米": ("CNY/area", Fraction(1), "yuan a square metre"),
    "元/亩": ("CNY/area", Fraction(3, 2000), "yuan a mu"),
    "吨标准煤/万元": (
        "coal_equivalent/CNY",
        Fraction(1, 10_000),
        "tonnes of coal equivalent a 10,000 yuan",
    ),
    "吨标煤/万元": (
        "coal_equivalent/CNY",
        Fraction(1, 10_000),
        "tonnes of coal equivalent a 10,000 yuan",
    ),
    "方": ("volume", Fraction(1), "cubic metres"),
    "克": ("mass", Fraction(1, 1_000_000), "grams"),
    "毫克": ("mass", Fraction(1, 1_000_000_000), "milligrams"),
    "微克": ("mass", Fraction(1, 1_000_000_000_000), "micrograms"),
    "斤": ("mass", Fraction(1, 2000), "jin"),
    "兆瓦": ("power", Fraction(1000), "megawatts"),
    "瓦": ("power", Fraction(1, 1000), "watts"),
    "kW": ("power", Fraction(1), "kilowatts"),
    "MW": ("power", Fraction(1000), "megawatts"),
    "GW": ("power", Fraction(1_000_000), "gigawatts"),
    "kWh": ("energy", Fraction(1), "kilowatt-hours"),
    "MWh": ("energy", Fraction(1000), "megawatt-hours"),
    "GWh": ("energy", Fraction(1_000_000), "gigawatt-hours"),
    "kVA": ("apparent_power", Fraction(1), "kilovolt-amperes"),
    "MVA": ("apparent_power", Fraction(1000), "megavolt-amperes"),
    "km": ("length", Fraction(1000), "kilometres"),
    "km²": ("area", Fraction(1_000_000), "square kilometres"),
    "m²": ("area", Fraction(1), "square metres"),
    "m³": ("volume", Fraction(1), "cubic metres"),
    "吨海里": ("freight_at_sea", Fraction(1), "tonne-nautical-miles"),
    "千伏安": ("apparent_power", Fraction(1), "kilovolt-amperes"),
    "海里": ("length", Fraction(1852), "nautical miles"),
    "吨公里": ("freight", Fraction(1), "tonne-kilometres"),
    "人公里": ("travel", Fraction(1), "person-kilometres"),
    "重量箱": ("glass", Fraction(1), "weight cases"),
    "小时": ("duration", Fraction(1, 24), "hours"),
    "岁": ("age", Fraction(1), "years of age"),
    "分": ("score", Fraction(1), "points of a score"),
    "点": ("index", Fraction(1), "points of an index"),
    "指数": ("index", Fraction(1), "index"),
    "天": ("duration", Fraction(1), "days"),
    "倍": ("ratio", Fraction(1), "times"),
    "": ("one", Fraction(1), ""),
}

_COUNTS: dict[str, str] = {
    "个": "",
    "家": "",
    "户": "households",
    "人": "people",
    "人次": "person-times",
    "名": "people",
    "位": "people",
    "宗": "parcels",
    "件": "items",
    "项": "items",
    "次": "times",
    "期": "issues",
    "份": "letters",
    "批": "batches",
    "种": "kinds",
    "类": "kinds",
    "条": "items",
    "台": "sets",
    "套": "sets",
    "台(套)": "sets",
    "辆": "vehicles",
    "只": "head",
    "头": "head",
    "座": "",
    "栋": "buildings",
    "所": "",
    "例": "cases",
    "轮": "rounds",
    "场": "events",
    "支": "",
    "部门": "departments",
    "班": "",
    "艘": "ships",
    "箱": "boxes",
    "块": "",
    "根": "",
    "片": "",
    "双": "pairs",
    "枚": "",
    "组": "groups",
    "场次": "events",
    "架次": "flights",
    "标箱": "TEU",
    "标准箱": "TEU",
    "辆次": "vehicle trips",
    "架": "aircraft",
    "处": "",
    "颗": "",
    "羽": "birds",
    "株": "plants",
    "棵": "trees",
    "间": "rooms",
    "幢": "buildings",
    "张": "",
    "床": "beds",
    "起": "cases",
    "只次": "",
    "篇": "papers",
    "册": "volumes",
    "部": "",
    "款": "",
    "批次": "batches",
    "对": "pairs",
    "笔": "transactions",
    "单": "orders",
    "门": "lines",
    "列": "trains",
    "趟": "trips",
    "TEU": "TEU",
}

_ALIASES = {
    "％": "%",
    "百分点": "个百分点",
    "㎡": "平方米",
    "平米": "平方米",
    "人民币": "元",
    "千瓦小时": "千瓦时",
    "台（套）": "台(套)",
    "度电": "度",
    "台套": "台(套)",
    "标准煤": "吨标准煤",
    "港币": "港元",
    "KW": "kW",
    "个点": "个百分点",
    "个pct": "个百分点",
    "pct": "个百分点",
    "基点": "个基点",
    "BP": "个基点",
}

PERCENT = Unit("%", "percent", Fraction(1), "%")
POINT = Unit("个百分点", "point", Fraction(1), "percentage points")
BASIS_POINT = Unit("个基点", "point", Fraction(1, 100), "basis points")
PER_MILLE = Unit("‰", "percent", Fraction(1, 10), "per mille")
TENTH = Unit("成", "percent", Fraction(10), "tenths")


@cache
def _register() -> dict[str, Unit]:
    register = {each.symbol: each for each in (PERCENT, POINT, BASIS_POINT, PER_MILLE, TENTH)}
    for count, name in _COUNTS.items():
        for lead, (factor, english) in _MULTIPLIERS.items():
            symbol = f"{lead}{count}"
            register[symbol] = Unit(symbol, "count", Fraction(factor), f"{english}{name}".strip())
    for base, (dimension, worth, name) in _BASE.items():
        for lead, (factor, english) in _MULTIPLIERS.items():
            symbol = f"{lead}{base}"
            if symbol not in register:
                register[symbol] = Unit(
                    symbol, dimension, worth * factor, f"{english}{name}".strip()
                )
    # a bare multiplier counts without naming what: 1200万 (people, cars …)
    for lead, (factor, english) in _MULTIPLIERS.items():
        if lead:
            register[lead] = Unit(lead, "one", Fraction(factor), english.strip())
    return register


def _quotient(symbol: str) -> Unit | None:
    """Return a unit printed as one over another: 元/头, 万吨/年; None where either is unknown."""
    above, slash, below = symbol.partition("/")
    upper = _register().get(_ALIASES.get(above, above))
    if not (above and slash and below) or upper is None:
        return None
    if below in _TIMES:
        return Unit(
            symbol, f"{upper.dimension}/time", upper.scale, f"{upper.english} a {_TIMES[below]}"
        )
    lower = _register().get(_ALIASES.get(below, below))
    if lower is None:
        return None
    english = f"{upper.english} per {lower.english or 'one'}"
    return Unit(symbol, f"{upper.dimension}/{lower.dimension}", upper.scale / lower.scale, english)


_TIMES = {"年": "year", "月": "month", "日": "day", "天": "day", "小时": "hour", "秒": "second"}


def known_units() -> tuple[str, ...]:
    """Return every symbol that :func:`unit` knows, longest first (as a tokeniser needs them)."""
    return tuple(sorted((*_register(), *_ALIASES), key=lambda symbol: (-len(symbol), symbol)))


def known_unit(symbol: str) -> Unit | None:
    """Return the unit that is printed as *symbol*; None where no such unit is known."""
    return _register().get(_ALIASES.get(symbol, symbol)) or _quotient(symbol)


def unit(symbol: str) -> Unit:
    """Return the unit that is printed as *symbol*.

    Raises
    ------
    InputError
        Where no such unit is known; names those that look alike.

    Examples
    --------
    >>> unit("万平方米").scale
    Fraction(10000, 1)
    """
    found = known_unit(symbol)
    if found is None:
        near = difflib.get_close_matches(symbol, known_units(), n=3, cutoff=0.5)
        hint = f" Near ones: {', '.join(near)}." if near else ""
        raise InputError.single(
            must="a unit must be one that the unit table knows",
            came=repr(symbol),
            do=f"Write it as printed in the report, such as 亿元, %, 个百分点, 个, 亩.{hint}",
        )
    return found
