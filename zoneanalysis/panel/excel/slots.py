"""What a head, a label or a title says of the values under it, and what of it isn't understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from zoneanalysis.panel.excel.records import Names
from zoneanalysis.panel.excel.words import plain, words
from zoneanalysis.reports.report import Indicator
from zoneanalysis.values.units import known_units

__all__ = ["Slots", "Words", "measure_of", "read_slots"]

_CUT, _NAME = "\0", "\1"  # stand where a word, and where an indicator's name, was understood
_TOLD = re.compile(r"单位[:：]?([^\s,，、;；)）]+)")
_SPAN = re.compile(r"(?:(?P<year>\d{4})年)?0?1月?[-—–~至](?:\d{4}年)?(?P<month>\d{1,2})月")
_DATED = re.compile(r"(?P<year>\d{4})[-./年](?P<month>\d{1,2})(?:月份?(?P<end>[末底])?|(?!\d))")
_YEAR = re.compile(r"(?P<year>\d{4})年度?")
_MONTH = re.compile(r"(?<!\d)(?P<month>\d{1,2})月份?(?P<end>[末底])?")
_LETTERS = r"[^\W\d_]"


@dataclass(frozen=True)
class Slots:
    """What words say of a value; a slot that they leave open is empty.

    ``before`` is how many years earlier the value is (上年同期); ``rest`` is what isn't understood.
    """

    indicator: str = ""
    scope: str = ""
    kind: str = ""
    year: str = ""
    month: str = ""
    unit: str = ""
    before: str = ""
    rest: str = ""

    @property
    def says(self) -> bool:
        """Whether any slot is filled."""
        return self != Slots(rest=self.rest)

    def over(self, other: Slots) -> Slots:
        """Return these slots, the empty ones filled from others that stand further away."""
        filled = {
            each.name: getattr(self, each.name) or getattr(other, each.name)
            for each in fields(self)
            if each.name != "rest"
        }
        return Slots(**filled, rest=self.rest)

    def against(self, other: Slots) -> bool:
        """Return whether both name an indicator, a unit or a year, and not the same."""
        pairs = ((getattr(self, n), getattr(other, n)) for n in ("indicator", "unit", "year"))
        return any(mine and its and mine != its for mine, its in pairs)


class Words:
    """What the texts of a workbook say, each read once."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._read: dict[tuple[str, bool], Slots] = {}

    def say(self, text: str, *, title: bool = False) -> Slots:
        """Return what a text says."""
        key = (text, title)
        if key not in self._read:
            self._read[key] = read_slots(text, self.names, title=title)
        return self._read[key]


def read_slots(text: str, names: Names, *, title: bool = False) -> Slots:
    """Return what a text says: only its words count, never the numbers below.

    The longest words are understood first and taken out; what then is left is ``rest``. A *title*
    says more than what its values are: there only what touches the indicator's name is left
    (民营企业工业投资 is not 工业投资).
    """
    left = plain(text)
    indicator = names.indicator_in(left)
    for name in sorted(names.indicators, key=len, reverse=True) if indicator else ():
        if names.indicators[name] == indicator:
            left = left.replace(name, _NAME)
    second = names.indicator_in(left)
    unit, left = _unit(left)
    year, month, scope, left = _period(left)
    if title:
        for name in sorted(names.areas, key=len, reverse=True):
            left = left.replace(name, _CUT)
    found: dict[str, dict[str, None]] = {}
    slots = {word: slot for slot in ("scope", "kind", "span", "before", "neutral")
             for word in words(slot)}  # fmt: skip
    for word in sorted(slots, key=len, reverse=True):
        if word in left.lower():
            found.setdefault(slots[word], {})[words(slots[word])[word]] = None
            left = re.sub(re.escape(word), _CUT, left, flags=re.IGNORECASE)
    rest = re.findall(rf"{_LETTERS}+", left)
    if title:
        touching = re.findall(rf"({_LETTERS}*){_NAME}({_LETTERS}*)", left)
        rest = [each for pair in touching for each in pair if each]
    scopes, spans = found.get("scope", {}), found.get("span", {})
    if spans and not month:
        month, scope = next(iter(spans)), scope or "ytd"
    if len(scopes) > 1:  # 累计 and 当月 in one head
        rest.append(" / ".join(scopes))
    return Slots(
        "" if second or (title and rest) else indicator,
        "" if len(scopes) > 1 else next(iter(scopes), scope),
        next(iter(found.get("kind", ())), ""),
        year,
        f"{int(month):02d}" if month and 1 <= int(month) <= 12 else "",
        unit,
        next(iter(found.get("before", ())), ""),
        " ".join(rest),
    )


def _unit(text: str) -> tuple[str, str]:
    """Return the unit behind 单位, in brackets, alone, or %; and the text without it."""
    if text in known_units():
        return text, ""
    told = _TOLD.search(text)
    if told and told[1] in known_units():
        return told[1], text.replace(told[0], _CUT)
    for each in re.finditer(r"\(([^()]+)\)", text):
        if each[1] in known_units():
            return each[1], text.replace(each[0], _CUT)
    return "%" if "%" in text else "", text


def _period(text: str) -> tuple[str, str, str, str]:
    """Return year, month and scope of the period in a text, and the text without it."""
    year = month = scope = ""
    for pattern in (_SPAN, _DATED, _YEAR, _MONTH):
        match = pattern.search(text)
        if match is not None:
            told = match.groupdict()
            year, month = year or told.get("year") or "", month or told.get("month") or ""
            scope = "ytd" if pattern is _SPAN else "stock" if told.get("end") else scope
            text = text.replace(match[0], _CUT)
    return year, month, scope, text


def measure_of(said: Slots, indicators: Mapping[str, Indicator]) -> str:
    """Return the measure that the words give; nothing where they leave it open."""
    if said.indicator and indicators[said.indicator].unit == "%":
        return "" if said.kind == "yoy" else "rate"
    if said.scope == "stock" or not said.scope:
        return said.scope
    return f"{said.scope}_yoy" if said.kind == "yoy" else said.scope
