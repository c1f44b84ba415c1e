"""What the head of a row or a column says: role, unit, period, area, indicator (表头)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zoneanalysis.extraction.places import AreaRef, Gazetteer
from zoneanalysis.extraction.timewords import mentions_of, resolve
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.periods import Period
from zoneanalysis.values.units import known_unit, usual_symbol

__all__ = ["Head", "read_head", "unit_said"]

_ROLES = ("rank", "order", "note", "unit", "share", "attained", "points", "change", "monthly",
          "earlier", "target", "yoy", "month", "cumulative")  # fmt: skip
_WORDS = vocabulary().table_words
_MARKS = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹①-⑳*]+$|\[\d{1,2}\]$")
_BRACKET = re.compile(r"[(]([^()]{1,12})[)]")


@dataclass
class Head:
    """A head taken apart.

    Parameters
    ----------
    name : str
        What is left: an indicator, or part of one.
    role : str
        As in ``tables.csv``; "" where it names a value.
    kind : str
        Of a row: total, subtotal, whole, among, part.
    unit : str
    period : Period or None
    area : AreaRef or None
    whole : str
        Of what a share is, where that is said.
    among : bool
        Whether 其中 opens it.
    beside : str
        Of a column: the last indicator that a column up to it names. Of a row that names none,
        such as 第二产业: that of the last row above which does.
    """

    name: str = ""
    role: str = ""
    kind: str = "part"
    unit: str = ""
    period: Period | None = None
    area: AreaRef | None = None
    whole: str = ""
    among: bool = False
    beside: str = ""


def read_head(
    parts: Sequence[str], gazetteer: Gazetteer, own: Period, *, places: bool = False
) -> Head:
    """Return what a head of one or several levels says.

    Parameters
    ----------
    parts : sequence of str
        From the outermost to the innermost.
    gazetteer : Gazetteer
    own : Period
        Of the report.
    places : bool
        Whether the column's own head says that it names places.
    """
    head = Head()
    names: list[str] = []
    for part in parts:
        if (name := _read_part(part, head, gazetteer, own, places=places)) and name not in names:
            names.append(name)
    head.name = "".join(names)
    return head


def _read_part(part: str, head: Head, gazetteer: Gazetteer, own: Period, *, places: bool) -> str:
    text = _MARKS.sub("", vocabulary().marks["numbered"].sub("", part))
    if found := _WORDS["among"].match(text):
        head.kind, head.among = "among", True
        text = text[found.end() :]
    for bracket in _BRACKET.finditer(text):
        if said := unit_said(bracket[1]):
            head.unit = said
            text = text.replace(bracket[0], "")
    for kind in ("subtotal", "total", "whole"):
        if _WORDS[kind].search(text):
            head.kind = "total" if kind == "whole" and text.endswith("计") else kind
            return ""
    if said := unit_said(text):
        head.unit = head.unit or said
        return ""
    text = _without_period(_WORDS["compared"].sub("同比", text), head, own)
    if _WORDS["score"].search(text):
        head.kind, head.unit = "total", head.unit or "分"
        return text
    if head.area is None and (area := _area(text, gazetteer, places=places)) is not None:
        head.area = area
        return ""
    if share := _WORDS["share_of"].search(text):
        head.role, head.whole = "share", share["whole"]
        target = _WORDS["target"].search(share["whole"])
        head.role = "attained" if target else "share"
        return text[: share.start()]
    for role in _ROLES:
        found = _WORDS[role].search(text)
        if found and not (role == "yoy" and head.role):
            head.role = head.role or role
            text = text[: found.start()] + text[found.end() :]
            if role in {"rank", "order", "note", "unit"}:
                return ""
            if role == "yoy":  # 同比增长, 同比±%
                text = _WORDS["yoy"].sub("", text)
    text = text.strip("的:、,.·-%()/ ")
    return "" if _WORDS["value"].fullmatch(text) or _WORDS["head"].fullmatch(text) else text


def _without_period(text: str, head: Head, own: Period) -> str:
    for mention in reversed(mentions_of(text)):
        if mention.form not in {"span", "same", "asof", "year"}:
            continue
        head.period, _ = resolve(mention, own, head.period or own)
        text = text[: mention.start] + text[mention.end :]
    return text


def _area(text: str, gazetteer: Gazetteer, *, places: bool) -> AreaRef | None:
    area, length = gazetteer.leading(text)
    if area is not None and length == len(text):
        return area
    if text and (places or (_WORDS["place"].search(text) and len(text) <= 14)):
        zone = _WORDS["zone"].search(text) is not None
        found = gazetteer.zone(text)
        return found if zone or found.code else AreaRef(text, "", "county")
    return None


def unit_said(text: str) -> str:
    """Return the unit that a head's bracket or a column of units names; "" where it names none.

    Examples
    --------
    >>> unit_said("亿元"), unit_said("±%"), unit_said("上年=100")
    ('亿元', '%', '')
    """
    text = text.strip("±+-:、 ").removeprefix("单位:")
    found = known_unit(text)
    return usual_symbol(text) if found and found.symbol else ""
