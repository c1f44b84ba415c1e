"""Which area a text is about: its signature, its title, what opens its sentences (主题地区)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from zoneanalysis.extraction.blocks import Block
from zoneanalysis.extraction.places import (
    ABROAD,
    COUNTRY,
    NO_CODE,
    SINGLE_ZONE,
    WORLD,
    AreaRef,
    no_name,
    places_pattern,
    ref_of,
)
from zoneanalysis.extraction.timewords import Mention
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.extraction.whose import firm_headed
from zoneanalysis.messages import N_
from zoneanalysis.reports.report import Area

__all__ = ["area_in", "area_of"]

_WORDS = vocabulary().ties
_ZONES = vocabulary().zones
_NOUNS = vocabulary().nouns

_HEAD = 300  # characters in which a report says where it was made
_FIRST = 160  # characters in which the first sentences stand
_NEAR = 16  # characters between the head of a sentence and the area that opens it
_POINTED = r"[全我本]([市省县区州旗盟])"  # 全市, 我县: of a place
_SIGNED = 3  # lines at the end of a text in which an office signs it
_LEAD = 12  # sentences' openings that may say what a text is about
_PASSING = N_("the area is named only in passing")
_NO_AREA = N_("no area is named")
_HEADS = {"title", "date"}  # 2013年1月16日在云川市第六届人民代表大会上
_PARTS = re.compile("[:-]+(?=.*[\u4e00-\u9fff])(?<!\\d-)")  # 稳中有进——2024年云川市经济运行
_NO_SUBJECT = ("trade_zone", "site", "witness")  # 陕西|自贸区, 云川|港, 云川|一家企业
_DIVISIONS = ("省", "市", "州", "盟")  # behind a short name: 山东|省滕州市
_JOINED = ("、", "和", "与", "及")  # behind one of several: 云川市|青禾县、南塘县


def area_of(
    text: str,
    mentions: Sequence[Mention],
    blocks: Sequence[Block],
    known: Mapping[str, Area],
    credit: str = "",
) -> tuple[AreaRef | None, tuple[str, ...]]:
    """Return the area that a text is about, and why a human should look.

    The signature before all, then the title, then what opens the first sentences; an area that
    the text only names in passing isn't taken.
    """
    if found := _titled(text, blocks, known, credit):
        return found, _coded(found)
    weights: Counter[AreaRef] = Counter()
    for start in _openings(text, mentions)[:_LEAD]:
        if not weights and _ZONES["points"].match(text, start):
            found = _zone_meant(text)
            return found, _coded(found)
        stretch = text[start : start + 24].split("\n", maxsplit=1)[0]
        if found := area_in(stretch, known):
            begin = max(text.rfind(mark, 0, start) for mark in "。\n")
            weights[found] += 3 if start < _FIRST and start - begin <= _NEAR else 1
            if (outer := area_in(stretch, known, inner=False)) and outer != found:
                weights[outer] += 1  # 云川市东泽区…,占全市的42.1%
    learned = _WORDS["learned_at"].search(text[:_HEAD])  # 在云川市获悉,…该市
    if learned and (found := area_in(learned["where"], known)):
        weights[found] += 1
    nation = len(_ZONES["nation_told"].findall(text))
    here = Counter(word for word in re.findall(_POINTED, text))
    if weights and (max(weights.values()) > 1 or not nation):
        first = max(weights, key=lambda area: (weights[area], -text.find(area.name)))
        pointed = here.most_common(1)[0][0] if here else ""
        fitting = [area for area in weights if pointed and area.name.endswith(pointed)]
        best = first if first.name.endswith(pointed) or not fitting else fitting[0]
        return best, _coded(best)
    if found := _signed(text, known, here):
        return found, _coded(found)
    seen = _places_seen(text)
    if nation > sum(here.values()) and (not seen or nation >= max(seen.values())):
        return COUNTRY, ()
    most = max(seen.values(), default=0)
    firms = len(_WORDS["of_firms"].findall(text))
    within = len(_WORDS["within_nation"].findall(text))
    if most > 2 and (here or max(firms, within) <= most):
        return max(seen, key=lambda area: seen[area]), ()
    if not here and within > max(1, firms):
        return COUNTRY, (_PASSING if seen else _NO_AREA,)
    return None, (_PASSING if seen else _NO_AREA,)


def _titled(
    text: str, blocks: Sequence[Block], known: Mapping[str, Area], credit: str
) -> AreaRef | None:
    """Return the firm or area that a text is headed with, or signed before its parts."""
    title = text.lstrip("\n").split("\n", 1)[0]
    if not re.search(_POINTED, text) and (firm := firm_headed(title, text)):
        return firm
    if headed := _headed(_undated(title), text):
        return headed
    customs = _ZONES["customs_area"].search(text)
    for stretch in (credit, *(text[b.start : b.end] for b in blocks if b.kind in _HEADS)):
        if customs and (office := _ZONES["customs"].match(stretch)):
            return AreaRef(office["name"] + customs[0], "XX", "region")
        for part in map(_undated, _PARTS.split(stretch)):
            if found := area_in(part, known) or _called_short(part, text):
                return found
        if found := area_in(_undated(stretch), known, anywhere=True):
            return found
        if _WORDS["world"].match(_undated(stretch)):
            return WORLD
    return None


def _headed(title: str, text: str) -> AreaRef | None:
    """Return the place that no list has and that a title begins with, told again below.

    A town (镇, 乡, 街道) is told as a county, the least area that there is.
    """
    found = _NOUNS["headed_place"].match(title)
    if found is None or places_pattern().match(title) or _NOUNS["no_place"].search(found[0]):
        return None
    kind = "街道" if found[0].endswith("街道") else found[0][-1]
    again = text.count(found[0]) > 1 or f"全{kind}" in text
    again = again or _NOUNS["place_told"].match(title, found.end()) is not None
    inner = _within("", title[found.end() :])
    return (inner or _stranger(found[0])) if again and not no_name(found[0]) else None


def _signed(text: str, known: Mapping[str, Area], here: Counter[str]) -> AreaRef | None:
    """Return the area of the office that a text comes from: at its end, or of a survey."""
    if (office := _ZONES["issuer"].search(text)) and here:
        return _stranger(office["name"] + here.most_common(1)[0][0])
    ends = (line for line in text.rstrip().split("\n")[-_SIGNED:] if len(line) < _NEAR)
    signs = (area_in(line, known) for line in ends if _ZONES["office"].search(line))
    return next(filter(None, signs), None)


def _called_short(title: str, text: str) -> AreaRef | None:
    """Return the place whose short name a title begins with: 霁川外贸回升, and 霁川省 below."""
    for stem in filter(str.isalpha, (title[:3], title[:2])):
        whole = rf"(?<![一-鿿])(?:[据在对即]|来自)?({stem}(?:{_ZONES['divided'].pattern}))"
        for found in re.finditer(whole, text):
            if not _NOUNS["no_place"].search(found[1]):
                return _stranger(found[1])
    return None


def _zone_meant(text: str) -> AreaRef:
    """Return the zone that 园区 means in a text of its own: the one named most."""
    named = Counter(
        found[0]
        for found in SINGLE_ZONE.finditer(text)
        if found[0].endswith("园区") and not no_name(found[0])
    )
    return AreaRef(max(named, key=lambda name: named[name], default="园区"), "XX", "zone")


def _coded(area: AreaRef) -> tuple[str, ...]:
    return (NO_CODE,) if area.code == "XX" else ()


def _undated(line: str) -> str:
    """Return a title without the period and 关于 that open it."""
    return re.sub(
        r"^[-(]*(?:关于|[在据](?![全我])|我(?![国省市区县])|(?:19|20)\d\d年(?:度|\d{1,2}月\d{1,2}日在?)?|[\d一二三四前至-]+(?:月份?|季度)|[上下]半年)*",
        "",
        line,
    )


def _openings(text: str, mentions: Sequence[Mention]) -> list[int]:
    """Return where the first clauses begin once periods and words without meaning are passed."""
    begins = {m.start: m.end for m in mentions}
    leads = vocabulary().phrases["lead"]
    found = []
    for stop in re.finditer(r"(?:^|[,。;:!?\n])(?=.)(?![^()\n]*\))", text[:2000]):
        at = stop.end()
        while at < len(text):
            if at in begins:
                at = begins[at]
            elif text[at] in ", “":
                at += 1
            elif word := next((w for n in (4, 3, 2, 1) if (w := text[at : at + n]) in leads), ""):
                at += len(word)
            else:
                break
        found.append(at)
    return found


def area_in(
    text: str, known: Mapping[str, Area], *, anywhere: bool = False, inner: bool = True
) -> AreaRef | None:
    """Return the area that a title or the opening of a sentence names, or None.

    Parameters
    ----------
    text : str
    known : mapping of code to Area
    anywhere : bool
        Whether an area of the gazetteer may stand behind other words.
    inner : bool
        Whether a smaller area right behind it is meant: 云川市|青禾县.

    Examples
    --------
    >>> area_in("丁洲市工业投资完成", {})
    AreaRef(name='丁洲市', code='XX', kind='city')
    >>> area_in("云川高新区在市委领导下", {})
    AreaRef(name='云川高新区', code='XX', kind='zone')
    """
    match = places_pattern().search(text) if anywhere else places_pattern().match(text)
    place = vocabulary().places[match[0]] if match else None
    zone = SINGLE_ZONE.match(text) or _ZONES["own_zone"].match(text)
    held = vocabulary().places.get(zone.groupdict().get("name", "")) if zone else None
    if held and held.kind == "province":
        return ref_of(held)  # 四川高新区: all of them
    if zone and not no_name(zone[0]) and not _NOUNS["zones_of_a_place"].search(zone[0]):
        for area in known.values():
            if zone[0] in {area.name_zh, area.short_zh}:
                return AreaRef(area.name_zh, area.code, area.kind)
        return AreaRef(_ZONES["zone_in"].sub("", zone[0]), "XX", "zone")
    if region := _ZONES["region_of"].match(text):
        return AreaRef(region[0], "XX", "region")
    unknown = _NOUNS["unknown_place"].match(text)
    if (
        unknown
        and not _NOUNS["no_place"].search(unknown[1])
        and not (place and match and not match.start())
    ):
        inside = places_pattern().search(unknown[1])
        led = inside and (inside.start() > 1 or _NOUNS["before_place"].match(unknown[1]))
        if inside and led and inside.end() == len(unknown[1]):
            return ref_of(vocabulary().places[inside[0]])  # 五年内贵州
        smaller = _within("", text[unknown.end(1) :]) if inner else None
        return smaller or _stranger(unknown[1])
    if place and match and place.kind != "country":
        if any(_ZONES[each].match(text, match.end()) for each in _NO_SUBJECT):
            return None
        if place.gb2260.startswith(ABROAD):
            return None
        return (_within(place.code[3:], text[match.end() :]) if inner else None) or ref_of(place)
    return COUNTRY if not anywhere and _NOUNS["nation"].match(text) else None


def _within(outer: str, text: str) -> AreaRef | None:
    """Return the smaller area that is named right behind another: 山东|滕州市, 云川市|青禾县.

    Parameters
    ----------
    outer : str
        Leading digits of the larger area in GB/T 2260; "" of one that no list has.
    text : str
        What stands behind its name.
    """
    begin = text[:1] in _DIVISIONS
    match = places_pattern().match(text, begin) if outer else None
    place = vocabulary().places[match[0]] if match else None
    if place and match and place.kind == "city" and place.gb2260[:2] == outer:
        return _within(place.code[3:], text[match.end() :]) or ref_of(place)
    for city, counties in vocabulary().counties.items():
        for county in counties.values() if city.startswith(outer or "?") else ():
            if text.startswith(county.name, begin):
                end = begin + len(county.name)
                return None if text.startswith(_JOINED, end) else ref_of(county)
    inner = _ZONES["inner_place"].match(text, begin)
    listed = inner is not None and text.startswith(_JOINED, inner.end())
    if inner is None or listed or no_name(inner[0]) or _NOUNS["no_place"].search(inner[0]):
        return None
    return _within(outer, text[inner.end() :]) or _stranger(inner[0])


def _places_seen(text: str) -> Counter[AreaRef]:
    """Return how often a text names each area of the gazetteer, the country aside."""
    named = (vocabulary().places[found[0]] for found in places_pattern().finditer(text))
    return Counter(
        ref_of(place)
        for place in named
        if place.kind != "country" and not place.gb2260.startswith(ABROAD)
    )


def _stranger(name: str) -> AreaRef:
    """Return an area that the gazetteer doesn't have, such as an invented city of a lesson."""
    kind = "county" if name[-1] in "县旗区镇乡道" else "province" if name[-1] == "省" else "city"
    return AreaRef(name, "XX", kind)
