"""Areas in the text: the report's own, its province, groups of zones, single zones (地区)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property

from zoneanalysis.errors import InputError, Location
from zoneanalysis.extraction.vocabulary import Place, vocabulary
from zoneanalysis.messages import phrase
from zoneanalysis.reports.report import Area

__all__ = [
    "ABROAD",
    "COUNTRY",
    "NAMELESS",
    "NO_CODE",
    "SINGLE_ZONE",
    "WORLD",
    "AreaRef",
    "Gazetteer",
    "area_asked",
    "no_name",
    "place_named",
    "places_pattern",
    "ref_of",
]


@dataclass(frozen=True, slots=True)
class AreaRef:
    """An area as the text names it, with its code where it has one."""

    name: str
    code: str = ""
    kind: str = ""


COUNTRY = AreaRef("全国", "CN", "country")
WORLD = AreaRef("全球", "XX", "region")

_WORDS = vocabulary().zones
_ZONE = _WORDS["zone"].pattern
SINGLE_ZONE = re.compile(
    rf"(?P<name>(?:(?![的了各年我该]|[百千万]亿级)[\u4e00-\u9fff]){{2,7}}?)(?P<what>{_ZONE})"
)
_SEVERAL = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,6}}?(?:{_ZONE})?、){{1,7}}[\u4e00-\u9fff]{{2,6}}?(?:{_ZONE})"
)
_CORE = re.compile(rf"(?:{_ZONE}|{_WORDS['core'].pattern})+$")
_JOINED = re.compile("[和与及]")
NAMELESS = "未指明"  # the area of a text that names none
_NOWHERE = AreaRef(NAMELESS, "XX", "city")
NO_CODE = "the area has no code in areas.csv: add it there and replace XX"
ABROAD = ("71", "81", "82")  # 台湾, 香港, 澳门: partners in trade, hardly ever the report's own


@cache
def places_pattern() -> re.Pattern[str]:
    """Return what finds an area of the gazetteer."""
    names = sorted(vocabulary().places, key=lambda name: (-len(name), name))
    return re.compile(f"(?:{'|'.join(map(re.escape, names))})(?!时间)")  # 北京时间


@cache
def _words(role: str) -> tuple[str, ...]:
    return tuple(vocabulary().phrases[role])


def no_name(text: str) -> bool:
    """Whether a text begins with a word that begins no zone's name."""
    long = (word for word in _words("lead") if len(word) > 1)
    return text.startswith((*_words("not_name"), *_words("act"), *long))


def place_named(name: str) -> AreaRef | None:
    """Return the administrative area of that name, or None.

    Examples
    --------
    >>> place_named("临汾")
    AreaRef(name='临汾市', code='CN-1410', kind='city')
    """
    found = vocabulary().places.get(name)
    if found is None:
        named = [
            place
            for counties in vocabulary().counties.values()
            for place in counties.values()
            if place.name == name
        ]
        found = named[0] if len(named) == 1 else None
    return ref_of(found) if found else None


def area_asked(asked: str, known: Mapping[str, Area]) -> tuple[AreaRef, tuple[str, ...]]:
    """Return the area that a user names or gives the code of, and why to look: it has no code.

    Parameters
    ----------
    asked : str
        A code of ``areas.csv`` or of GB/T 2260 (CN-1410), or a Chinese name.
    known : mapping of code to Area

    Raises
    ------
    InputError
        Where a code is neither in ``areas.csv`` nor in GB/T 2260.

    Examples
    --------
    >>> area_asked("CN-1410", {})
    (AreaRef(name='临汾市', code='CN-1410', kind='city'), ())
    >>> area_asked("云川市", {})[1]
    ('the area has no code in areas.csv: add it there and replace XX',)
    """
    asked = asked.strip()
    fits = [area for area in known.values() if asked in {area.code, area.name_zh}]
    places = vocabulary().places.values()
    if fits:
        return AreaRef(fits[0].name_zh, fits[0].code, fits[0].kind), ()
    named = place_named(asked) or next((ref_of(p) for p in places if ref_of(p).code == asked), None)
    if named is not None:
        return named, ()
    if not re.search(r"[\u4e00-\u9fff]", asked):
        near = get_close_matches(asked, known, n=3)
        raise InputError.single(
            must="the area must be a code of areas.csv, or a Chinese name",
            came=repr(asked),
            do=phrase("Did you mean {names}?", names=", ".join(near))
            if near
            else "Add it to areas.csv first.",
            where=Location(file="areas.csv", column="code"),
        )
    kind = "county" if asked[-1] in "县旗" else "zone" if asked[-1] == "区" else "city"
    return AreaRef(asked, "XX", kind), (NO_CODE,)


def ref_of(place: Place) -> AreaRef:
    """Return an area of the gazetteer as the text names it."""
    return AreaRef(place.name, place.code, place.kind)


@dataclass(frozen=True)
class Gazetteer:
    """Every area that a report may speak of, seen from its own.

    Parameters
    ----------
    own : AreaRef
    known : mapping
        Areas by code, from the data package's ``areas.csv``.
    zones : str
        What the report calls the development zones that it is about, so that a figure without an
        area is theirs; "" where it is about none, or about one.
    text : str
        The report, which says what 全区 means: its own area, unless it names that by other words.
    """

    own: AreaRef
    known: Mapping[str, Area]
    zones: str = ""
    text: str = ""

    @property
    def default(self) -> AreaRef:
        """The area of a figure that names none."""
        if not self.zones or self.own.kind == "zone":
            return self.own
        group, _ = self._group(self.zones, self.own)
        return group or self.own

    def pointed(self, word: str, behind: str = "") -> AreaRef | None:
        """Return what 全市, 全省, 全国 … mean here; nothing before 首个, 最大: 全国首个园区."""
        meaning = vocabulary().place_words.get(word)
        if meaning in {"country", "province"} and _WORDS["first_of"].match(behind):
            return None
        if meaning == "country":
            return COUNTRY
        if meaning == "province":
            return self._upper("province", 2)
        if meaning == "own zone" and self.own.kind == "zone":
            return self.own
        if meaning == "own":
            city = self.own.name.endswith(
                "市"
            )  # 滕州市 is a county's peer, and 全市 in its reports
            if "市" in word and self.own.kind in {"county", "zone"} and not city:
                return self._upper("city", 4)
            return AreaRef(word, "", "county") if set(word) & self._smaller else self.own
        return None

    @cached_property
    def _smaller(self) -> set[str]:
        """The kinds of place that lie in its own: 区 and 县 of a city that it calls 全市."""
        inner = {"city": "区县旗", "province": "市县州盟旗"}.get(self.own.kind, "")
        own = {"city": "全市", "province": "全省"}.get(self.own.kind, "")
        named = own in self.text or self.own.name in self.text
        return set(inner) - {self.own.name[-1]} if named else set()  # 我市 of 重庆市 is itself

    @cached_property
    def _own_names(self) -> tuple[str, ...]:
        """The ways in which a text names its own area: 光明区, 光明."""
        name = self.own.name
        place = vocabulary().places.get(name)
        short = place.short if place else _WORDS["division"].sub("", name)
        return tuple(dict.fromkeys(each for each in (name, short) if len(each) > 1))

    def _upper(self, kind: str, digits: int) -> AreaRef:
        if self.own.kind == kind:
            return self.own
        code = self.own.code[3 : 3 + digits]
        for place in vocabulary().places.values():
            if len(code) == digits and place.kind == kind and place.gb2260.startswith(code):
                return ref_of(place)
        return AreaRef({"province": "全省", "city": "全市"}[kind], "", kind)

    def leading(self, text: str) -> tuple[AreaRef | None, int]:
        """Return the area that *text* begins with, and how many characters name it.

        Examples
        --------
        >>> here = Gazetteer(AreaRef("临汾市", "CN-1410", "city"), {})
        >>> here.leading("全市工业类开发区工业投资")
        (AreaRef(name='临汾市工业类开发区', code='CN-1410-DZ-IND', kind='group'), 8)
        >>> here.leading("全省平均水平")
        (AreaRef(name='山西省', code='CN-14', kind='province'), 2)
        """
        own = self.own.name[:-1]
        begin = len(own) if text.startswith(own) else 0
        if level := vocabulary().nouns["government"].match(text, begin):  # 市本级 is not the city
            return AreaRef(
                f"{_WORDS['region'].sub('', own)}{level[0]}", "", "government"
            ), level.end()
        for name in self._own_names:
            if text.startswith(name) and not text.startswith(_words("not_place"), len(name) - 1):
                if name != self.own.name and (one := re.match(_ZONE, text[len(name) :])):
                    return self.zone(name, one[0]), len(name) + one.end()
                if name != self.own.name and (other := _WORDS["namesake"].match(text, len(name))):
                    called = text[: other.end()]  # 长沙县 in a report on 长沙市
                    kind = "county" if other[0] in "县区旗" else "city"
                    return place_named(called) or AreaRef(called, "", kind), other.end()
                group, more = self._group(text[len(name) :], self.own)
                return (group, len(name) + more) if group else (self.own, len(name))
        for length in (n for n in (4, 3, 2) if n <= len(text)):
            if pointed := self.pointed(text[:length], text[length:]):
                group, more = self._group(text[length:], pointed)
                return (group, length + more) if group else (pointed, length)
        region = _WORDS["region_of"].match(text)
        if region and self.own.kind in {"country", "province", "region"}:
            return AreaRef(region[0], "", "region"), region.end()
        group, length = self._group(text, self.own)
        if group:
            itself = self.own.kind == "zone" and self.own.name.endswith(text[:length])
            return (self.own if itself else group), length
        several = _SEVERAL.match(text[:40])
        if several and not _WORDS["no_row"].search(several[0]):
            return self.zone(several[0]), several.end()
        if text.startswith("其余") and (rest := _WORDS["group"].match(text, 2)):
            return AreaRef(text[: rest.end()], "", "group"), rest.end()
        zone, length = self._zone(text)
        if zone:
            return zone, length
        match = places_pattern().match(text)
        first = match and match[0] == COUNTRY.name and _WORDS["first_of"].match(text, match.end())
        if match and (first or _WORDS["site"].match(text, match.end())):
            return None, 0  # 郑州大学, 成都平原
        if match and not vocabulary().places[match[0]].gb2260.startswith(ABROAD):
            return ref_of(vocabulary().places[match[0]]), match.end()
        return self._county(text)

    def _group(self, text: str, whole: AreaRef) -> tuple[AreaRef | None, int]:
        match = _WORDS["group"].match(text)
        if not match or whole.kind == "country":
            return None, 0
        place = "" if whole == _NOWHERE else whole.name
        kind = match["kind"] or ""
        if _WORDS["AGR"].fullmatch(kind) and not self.zones:
            return None, 0  # 农业示范区3个 of a text that is not about zones
        code_of = ((code, _WORDS[code].fullmatch(kind)) for code in ("IND", "AGR", "ECO", "LOG"))
        suffix = next((code for code, fits in code_of if fits), "")
        label = f"{kind}{'类' * bool(_WORDS['classed'].fullmatch(kind))}{match['what']}"
        code = f"{whole.code}-DZ" + (f"-{suffix}" if suffix else "") if whole.code else ""
        if match["what"].endswith(("园区", "集聚区")):
            told = f"{kind}{match['what']}"
            label, code = self.zones if self.zones.endswith(told) else told, ""
        if match["rank"] and not match["up"]:
            label, code = f"{match['rank']}{label}", ""  # 省级高新区 are some of them
        join = _JOINED.match(text, match.end())
        other, more = self._group(text[join.end() :], whole) if join else (None, 0)
        if join and other:
            both = f"{place}{label}{join[0]}{other.name.removeprefix(place)}"
            return AreaRef(both, "", "group"), join.end() + more
        return AreaRef(f"{place}{label}", code, "group"), match.end()

    def _zone(self, text: str) -> tuple[AreaRef | None, int]:
        match = SINGLE_ZONE.match(text[:16])
        if not match or no_name(match["name"]) or "、" in match[0]:
            return None, 0
        return self.zone(match["name"], match["what"]), match.end()

    def zone(self, name: str, what: str = "") -> AreaRef:
        """Return a single zone, or several named together, by the name of the place."""
        return AreaRef(f"{name}{what}", self.code_of(f"{name}{what}"), "zone")

    def code_of(self, name: str, indicator: str = "") -> str:
        """Return the code of a zone or group of zones that ``areas.csv`` knows; "" else.

        Where several fit (其余开发区 differs from target to target), the one whose name holds
        the indicator.
        """
        wanted = _core(name)
        fits = [
            area
            for area in self.known.values()
            if area.kind in {"zone", "group", "rest"}
            and area.code.startswith(self.own.code)
            and wanted in {_core(area.name_zh), _core(area.short_zh), area.short_zh, area.name_zh}
        ]
        for area in fits:
            if indicator and (indicator in area.name_zh or indicator[-3:] in area.name_zh):
                return area.code
        return fits[0].code if fits else ""

    def _county(self, text: str) -> tuple[AreaRef | None, int]:
        counties = vocabulary().counties.get(self.own.code[3:7], {})
        for length in (4, 3, 2):
            place = counties.get(text[:length])
            if (
                place
                and text[length : length + 1] != "、"
                and not _WORDS["site"].match(text, length)
            ):
                tail = len(place.name) if text.startswith(place.name) else length
                return ref_of(place), tail
        if town := vocabulary().nouns["town"].match(text):
            return AreaRef(town[0], "", "town"), town.end()
        outer = self.own.kind in {"city", "province"} and not no_name(text)
        stranger = _WORDS["county"].match(text) if outer else None
        return (AreaRef(stranger[0], "", "county"), stranger.end()) if stranger else (None, 0)


def _core(name: str) -> str:
    """Return the place names of one or several zones: 兴县经开区、岚县经开区 gives 兴县、岚县."""
    return "、".join(_CORE.sub("", part) for part in name.split("、"))
