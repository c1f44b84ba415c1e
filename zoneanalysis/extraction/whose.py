"""Whose a figure is where no phrase before it says so: a zone, a bracket's host, a firm (归属)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.discourse import Discourse
from zoneanalysis.extraction.nouns import Noun, head_of
from zoneanalysis.extraction.places import COUNTRY, AreaRef, Gazetteer
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = [
    "FIRM",
    "beside_bracket",
    "firm_acting",
    "firm_headed",
    "firm_told",
    "host_named",
    "is_listed",
    "level_less",
    "place_beside",
    "place_opened",
    "places_before",
    "places_listed",
    "zones_counted",
]

_WORDS = vocabulary().nouns

FIRM = AreaRef("公司", "", "entity")
_LEVELS = re.compile(f"^{_WORDS['level'].pattern}(?:及?以上)?")
_TOPICS = {"province", "city", "county"}  # that a paragraph may speak of
_LONGEST = 40  # characters of a place's name
_NEAR = 200  # characters before a figure in which its firm may have been named
_OFTEN = 3  # times that a text on a firm says 公司 and the like; twice as often where named once
_HOST = 20  # characters before a bracket that may name what it is of


def firm_told(area: AreaRef | None, text: str, place: int, held: AreaRef) -> AreaRef | None:
    """Return the firm that 公司 and 我们 mean: the one spoken of, the last named, the title's."""
    if area != FIRM:
        return area
    if held.kind == "entity":
        return held
    titled = _WORDS["firm_titled"].match(text)
    told = _WORDS["firm_told"].findall(text[max(0, place - _NEAR) : place])
    name = told[-1] if told else titled["name"] if titled else FIRM.name
    return AreaRef(name, "", "entity")


def firm_acting(body: str, text: str, clause: Clause) -> AreaRef | None:
    """Return the firm that a clause without figures is about: 甲乙公司抓住机遇; 企业扩大了产能."""
    if found := _WORDS["firm_acts"].match(body):
        return AreaRef(found["name"], "", "entity")
    told = _WORDS["firm_told"].findall(text[max(0, clause.start - _NEAR) : clause.start])
    return AreaRef(told[-1], "", "entity") if told and _WORDS["one_acts"].match(body) else None


def firm_headed(line: str, text: str) -> AreaRef | None:
    r"""Return the firm that a line of a text on firms is headed with: 甲乙股份:销量创新高.

    Examples
    --------
    >>> text = "云飞达:净利增两成\\n云飞达公布年报,公司营收2亿元。公司称,云飞达集团…"
    >>> firm_headed(text, text)
    AreaRef(name='云飞达', code='XX', kind='entity')
    """
    found = _WORDS["firm_heads"].match(line)
    if found is None or _WORDS["no_firm"].search(found["name"]) or head_of(found["name"]):
        return None
    firms = len(vocabulary().ties["of_firms"].findall(text.replace(found["name"], "")))
    often = firms >= (_OFTEN if text.count(found["name"]) > 1 else 2 * _OFTEN)
    return AreaRef(found["name"], "XX", "entity") if often else None


def place_beside(text: str, clause: Clause, gazetteer: Gazetteer) -> AreaRef | None:
    """Return the area right before a bracket: 增速较高的有云川经开区(15.3%)."""
    if not clause.depth or text[clause.start - 1 : clause.start] != "(":
        return None
    host = _WORDS["host_begins"].split(text[max(0, clause.start - _HOST) : clause.start - 1])[-1]
    area, length = gazetteer.leading(host)
    return area if length == len(host) else None


def place_opened(clause: Clause, gazetteer: Gazetteer) -> AreaRef | None:
    """Return the one other place that a paragraph opens with, and of which alone it speaks."""
    text = gazetteer.text[clause.start :].split("\n", 1)[0]
    words = vocabulary().marks["item"].sub("", text)
    area, length = gazetteer.leading(words)
    if area is None or area.kind not in _TOPICS or area == gazetteer.own:
        return None
    if vocabulary().zones["witness"].match(words, length):
        return None  # 云川一家企业表示,…
    rest = (words[at : at + _LONGEST] for at in range(length, len(words)))
    others = (gazetteer.leading(each)[0] for each in rest)
    return None if any(each not in {None, area, COUNTRY} for each in others) else area


def beside_bracket(text: str, clause: Clause, talk: Discourse, gazetteer: Gazetteer) -> str:
    """Return the noun right before a bracket that holds its growth: 生姜(上涨32.0%)."""
    if clause.mentions or place_beside(text, clause, gazetteer) is not None:
        return ""
    bracket = _WORDS["in_bracket"].search(text[max(0, clause.start - 2 * _HOST) : clause.start])
    if not clause.depth or bracket is None:
        return ""
    outside = clause.start - len(bracket[0])
    found = _WORDS["beside"].search(text[max(0, outside - _HOST) : outside])
    noun = re.sub(r"^.*(?:有|为|是|的)", "", found[1]) if found else ""
    moved = any(word in noun for word in vocabulary().directions if len(word) > 1)
    head = "" if head_of(noun) else head_of(talk.subject)
    return "" if moved or len(noun) < 2 else noun + head


def host_named(text: str, clause: Clause) -> str:
    """Return what places before brackets are ranked by: 开工率排名前三位的是青禾经开区(85.7%)."""
    if not clause.depth or text[clause.start - 1 : clause.start] != "(":
        return ""
    host = re.split("[,;。:\n]", text[max(0, clause.start - 2 * _HOST) : clause.start - 1])[-1]
    ranked = _WORDS["host_ranked"].match(host)
    what = ranked["what"] if ranked else ""
    return what if head_of(what) and what not in vocabulary().phrases["deriv"] else ""


def is_listed(area: AreaRef, raw: str, items: Sequence[str]) -> bool:
    """Whether a place is only the first of those that are counted: 洛阳等10个枢纽."""
    if area.kind == "county" and items:
        return True
    if area == COUNTRY or not raw.endswith("等"):
        return area == COUNTRY and "中国" in raw and raw.endswith("等")  # 中国甲公司等19家
    return re.search(rf"{re.escape(area.name[:-1])}.?[、等]", raw) is not None


def places_listed(raw: str, count: int, gazetteer: Gazetteer) -> tuple[str, list[AreaRef]] | None:
    """Return what places that a list names have, and the places: 青禾县、南塘县工业投资分别….

    None where the list is of other things, or of another length than its figures.
    """
    parts = _WORDS["joins"].split(_WORDS["then"].sub("", raw))
    found = [gazetteer.leading(part) for part in parts]
    areas = [area for area, _ in found if area is not None and "、" not in area.name]
    whole = all(length == len(part) for part, (_, length) in zip(parts[:-1], found, strict=False))
    if len(areas) != count or len(parts) != count or not whole:
        return None
    return parts[-1][found[-1][1] :], areas


def places_before(said: str, count: int, gazetteer: Gazetteer) -> list[AreaRef] | None:
    """Return the places that a clause lists, if as many: 青禾县、南塘县位列前二,投资分别达…."""
    found: list[AreaRef] = []
    own, length = gazetteer.leading(said)
    if own == gazetteer.own and not _WORDS["joins"].match(said, length):
        said = said[length:]  # 云川市|青禾县、南塘县
    while len(found) < count:
        area, length = gazetteer.leading(said)
        if area is None or "、" in area.name:
            return None
        found.append(area)
        said = said[length:]
        joined = _WORDS["joins"].match(said)
        if joined is None:
            break
        said = said[joined.end() :]
    return found if len(found) == count and not _WORDS["joins"].match(said) else None


def level_less(counted: str) -> str:
    """Return what is counted without its level: 省级开发区 is 开发区."""
    return _LEVELS.sub("", counted, count=1)


def zones_counted(
    name: str, noun: Noun, unit: str, clause: Clause, talk: Discourse, gazetteer: Gazetteer
) -> tuple[str, AreaRef] | None:
    """Return what zones are counted behind their own name, and whose: 全市现有开发区8个."""
    last, area = talk.last, noun.area
    if unit not in {"个", "家", "处"}:
        return None
    if _WORDS["level"].fullmatch(name) and last and last.counts_zones:
        same = last.sentence == clause.sentence
        return (name + level_less(last.indicator), last.area) if same else None
    if name or area is None or area.kind != "group" or talk.counted_sentence == clause.sentence:
        return None
    rank = _WORDS["zone_rank"].search(noun.raw)
    return (rank[0] if rank else "") + area.name.removeprefix(gazetteer.own.name), area
