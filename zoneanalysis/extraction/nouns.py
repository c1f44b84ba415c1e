"""Noun phrases: which indicator, which area, in which words (指标短语)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from zoneanalysis.extraction.places import AreaRef, Gazetteer
from zoneanalysis.extraction.timewords import Mention
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["Noun", "coordinate", "counted_noun", "head_of", "noun_of"]

_WORDS = vocabulary().nouns


@dataclass(slots=True)
class Noun:
    """A noun phrase taken apart.

    Parameters
    ----------
    name : str
        The indicator, without area, period and verbs.
    area : AreaRef or None
    mention : Mention or None
        A period that opens it.
    derived : str
        增速, 降幅 … that ended it.
    target : bool
        Whether 目标 ended it.
    """

    name: str
    area: AreaRef | None = None
    mention: Mention | None = None
    derived: str = ""
    target: bool = False
    raw: str = ""


_STRIP = " 、,.:①②③④⑤⑥⑦⑧⑨⑩“”\"'()[]·-"
_REGIONS = re.compile(r"^([东中西](?:[、和及与][东中西]){1,2})部(?:地区)?(.*)$")
_EXPAND = re.compile(r"^(第?[一二三](?:[、和及与]?第?[一二三]){1,2})次?(?:产业|产)(.*)$")


@cache
def _by_role(role: str) -> tuple[str, ...]:
    return tuple(sorted(vocabulary().phrases[role], key=lambda word: (-len(word), word)))


def noun_of(text: str, origin: int, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Noun:
    """Return the noun phrase of the text left of a predicate.

    Parameters
    ----------
    text : str
    origin : int
        Where *text* begins in the whole text, to find the periods in it.
    mentions : sequence of Mention
    gazetteer : Gazetteer
    """
    noun = Noun("", raw=text)
    begins = {m.start - origin: m for m in mentions}
    said = _WORDS["said"].match(text) or _WORDS["topped"].match(text)
    at, end = said.end() if said else 0, len(text)
    changed = True
    while changed and at < end:
        changed = False
        quoted = text[at] == "“" and "”" not in text[at:end]  # what somebody says
        if quoted or (text[at] in _STRIP and text[at] not in "“("):
            at, changed = at + 1, True
            continue
        at += text[at] in "到至" and at + 1 in begins
        mention = begins.get(at)
        if mention is not None and mention.end - origin <= end:
            dated = mention.shift is not None or mention.year is not None
            if mention.form != "same" or (not at and dated):
                noun.mention = mention  # 上年同期全市生产总值为…, 2019年同期…, not 同比
            at, changed = mention.end - origin, True
            continue
        area, length = gazetteer.leading(text[at:end])
        nested = noun.area is None or area is None or narrows(noun.area, area)
        whole = area is not None and (
            area.kind == "group" or not _names_indicator(text[at:end], length)
        )
        if area is not None and length and nested and whole:
            again = _WORDS["all_of_it"].match(text, at + length)  # 云川|全市数字经济
            noun.area, at, changed = area, again.end() if again else at + length, True
            continue
        if wish := _WORDS["wish"].match(text, at):
            at, changed = wish.end(), True
            continue
        if text.startswith(_by_role("keep_start"), at) or _WORDS["trade_with"].match(text, at):
            break
        chief = _WORDS["chief"].match(text, at)
        if chief and not head_of(chief["name"]):
            noun.area, at = AreaRef(chief["name"], "", "entity"), chief.end()
            break
        led = next((len(word) for word in _by_role("lead") if text.startswith(word, at, end)), 0)
        led = 0 if _WORDS["bare_rate"].fullmatch(text, at + led, end) else led  # 落实|率
        at, changed = at + led, led > 0
    within = next((m for m in mentions if at + 2 <= m.start - origin <= at + 8), None)
    if within is not None and noun.mention is None and within.end - origin <= end:
        named = text[at : within.start - origin]
        does = _WORDS["earns"].match(text, within.end - origin)
        plain = _WORDS["firm_name"].fullmatch(named)
        if does and plain and not head_of(named):
            named = named.lstrip("按据而")
            noun.area, noun.mention = AreaRef(named, "", "entity"), within
            at = within.end - origin
    rest = _undated(text, at, origin, mentions, noun)
    if noun.area is not None and not rest.startswith(_by_role("keep_start")):
        rest = rest.removeprefix("内")
    rest = _without_tail(rest, noun)
    rest = _WORDS["per_unit"].sub("", rest)
    rest = _WORDS["produces"].sub("", rest)
    rest = _without_tail(rest, noun)
    rest = _without_firm(rest, noun)
    noun.name = rest.strip(" 、,.:-")
    if noun.name.count("“") != noun.name.count("”"):
        noun.name = noun.name.strip("“”")
    if noun.name.count("(") != noun.name.count(")"):
        noun.name = noun.name.strip("()")
    return noun


def _undated(text: str, at: int, origin: int, mentions: Sequence[Mention], noun: Noun) -> str:
    """Return a phrase without the period that stands inside it: 企业前6个月工业总产值."""
    inside = [m for m in mentions if at < m.start - origin and m.end - origin < len(text)]
    if len(inside) != 1 or inside[0].form not in {"span", "year"}:
        return text[at:]
    noun.mention = noun.mention or inside[0]
    return text[at : inside[0].start - origin] + text[inside[0].end - origin :]


@cache
def _firms() -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fff]{{2,12}}?(?:{'|'.join(_by_role('firm'))})")


def _without_firm(rest: str, noun: Noun) -> str:
    """Return a phrase without the firm that it begins with, which becomes the noun's area."""
    if own := _WORDS["itself"].match(rest):
        noun.area = AreaRef("公司", "", "entity")
        return rest[own.end() :]
    settled = noun.area is not None and noun.area.kind in {"entity", "zone"}
    found = None if settled else _firms().match(rest)
    behind = rest[found.end() :].removeprefix("的") if found else ""
    behind = _WORDS["produces"].sub("", behind)
    if not found or len(behind) < 2 or not head_of(behind) or _is_class(found[0]):
        return rest
    noun.area = AreaRef(found[0], "", "entity")
    return behind


def _is_class(firm: str) -> bool:
    """Whether a phrase means a class of firms, not one: 上市公司, 民营集团."""
    name = next(firm.removesuffix(word) for word in _by_role("firm") if firm.endswith(word))
    return not name or name.startswith(_by_role("firm_class")) or name.endswith(("类", "家", "型"))


def narrows(outer: AreaRef, inner: AreaRef) -> bool:
    """Whether the second of two areas in a row lies in the first: 深圳市光明区."""
    unknown = inner.kind in {"county", "town"} and inner.code in {"", "XX"}
    within = {"county": {"city", "province"}, "town": {"city", "county"}}
    return (
        (unknown and outer.kind in within[inner.kind])
        or inner.kind in {"group", "zone"}
        or (inner.code != outer.code and inner.code.startswith(outer.code or "?"))
    )


def _names_indicator(text: str, length: int) -> bool:
    """Whether the area is only the first part of a name: 地区生产总值, 国家级新区."""
    return text[length : length + 1] == "级" or text.startswith(_by_role("area_in_name"))


def _without_tail(rest: str, noun: Noun) -> str:
    changed = True
    while changed and rest:
        changed = False
        rest = rest.rstrip(" 、,.:-。")
        if _WORDS["participle"].search(rest):
            return ""
        for word in _by_role("target"):
            if rest.endswith(word):
                noun.target, rest, changed = True, rest[: -len(word)], True
                break
        for word in _by_role("deriv"):
            if rest.endswith(word):
                noun.derived, rest, changed = noun.derived or word, rest[: -len(word)], True
                break
        late = _WORDS["late"].search(rest)
        if late:
            rest, changed = rest[: late.start()], True
    return rest


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(_by_role('head'))})(?:\\([^()]{{1,12}}\\))?$")


def head_of(name: str) -> str:
    """Return the head noun that says what is measured: 化工产值 gives 产值; "" where none is.

    Examples
    --------
    >>> head_of("高技术制造业产值"), head_of("石化公司")
    ('产值', '')
    """
    found = _heads().search(name)
    return found[0] if found else ""


_OF_ALL = frozenset({"占比", "比重", "增速"})  # ends that names with an end of their own share


def coordinate(name: str, count: int) -> list[str] | None:
    """Return the *count* indicators that a joined noun phrase names, or None.

    Examples
    --------
    >>> coordinate("化工、造纸、电子、电气机械等重点行业产值", 4)
    ['化工产值', '造纸产值', '电子产值', '电气机械产值']
    >>> coordinate("城镇、农村居民人均可支配收入", 2)
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    >>> coordinate("第二、第三产业比重", 2)
    ['第二产业比重', '第三产业比重']
    >>> coordinate("商业、住宅、商业改造投资", 3), coordinate("各项存贷款余额", 2)
    (['商业投资', '住宅投资', '商业改造投资'], ['各项存款余额', '各项贷款余额'])
    >>> coordinate("数量及投资额占比", 2)
    ['数量占比', '投资额占比']
    >>> coordinate("进口货值、入境游客、免税销售额", 3)
    ['进口货值', '入境游客', '免税销售额']
    >>> coordinate("道路交通事故起数、死亡人数", 2)
    ['道路交通事故起数', '道路交通事故死亡人数']
    """
    if told := _in_one_word(name, count):
        return told
    each, apart, shared = name.partition("分别")
    if apart and (joined := coordinate(each, count)):
        return [f"{part}{shared}" for part in joined]
    guarded = name
    kept: dict[str, str] = {}
    for i, word in enumerate(_by_role("compound")):
        if word in guarded:
            mark = chr(0xE000 + i)
            kept[mark] = word
            guarded = guarded.replace(word, mark)
    guarded = re.sub(r"\([^()]*、[^()]*\)", "", guarded)
    tail = ""
    if etcs := list(_WORDS["etc"].finditer(guarded)):
        tail = guarded[etcs[-1].end() :]
        tail = _WORDS["class"].sub("", tail, count=1) if _WORDS["class"].match(tail) else tail
        guarded = guarded[: etcs[-1].start()]
    for pattern in ("[、]", "、|和|与|及|以及", "和|与|及"):
        parts = [part for part in re.split(pattern, guarded) if part]
        if len(parts) == count and count > 1:
            break
    else:
        return None
    told = [_restore(part, kept) for part in parts]
    for words in (each.words for each in vocabulary().partitions if not tail):
        last = next((word for word in words if told[-1].startswith(word)), "")
        if last and last not in told[:-1] and all(part in words for part in told[:-1]):
            return [*(f"{part}{told[-1].removeprefix(last)}" for part in told[:-1]), told[-1]]
    if not tail:
        found = _heads().search(told[-1])
        tail = found[0] if found else ""
        tail = _rest_alike(told, tail) or tail
        if tail not in _OF_ALL and any(head_of(part) for part in told[:-1]):
            tail = ""  # 进口货值、入境游客、免税销售额 share no end
    while tail and any(part + tail == told[-1] for part in told[:-1]):
        tail = head_of(tail[1:])  # 工业、制造业、工业技改投资 are of no 工业技改投资 twice
    names = []
    for part in parts:
        full = _without_tail(_restore(part, kept), Noun(""))
        names.append(full if (not tail or full.endswith(tail)) else full + _tail(full, tail))
    return _owned(names)


def _in_one_word(name: str, count: int) -> list[str]:
    """Return the indicators that one word names: 存贷款余额, 一二三产业; [] for others."""
    if count == 2 and name.startswith("城乡居民"):
        return [f"{kind}居民{name[4:]}" for kind in ("城镇", "农村")]
    if count == 2 and (both := _WORDS["both"].search(name)):
        return [name.replace(both[0], each) for each in both[0]]
    expanded = _EXPAND.match(name.replace("三次产业", "一二三产业", 1))
    if expanded and len(digits := re.findall("[一二三]", expanded[1])) == count:
        return [f"第{digit}产业{expanded[2]}" for digit in digits]
    regions = _REGIONS.match(name)
    if regions and len(sides := re.findall("[东中西]", regions[1])) == count:
        return [f"{side}部地区{regions[2]}" for side in sides]
    return []


def _owned(names: list[str]) -> list[str]:
    """Return the members of a list with whose they are, where only the first says it."""
    first, *rest = names
    firm, event = _WORDS["firm_owner"].match(first), first.removesuffix(head_of(first))
    whose = {"of_firm": firm[0] if firm else "", "of_event": event if event != first else ""}
    owners = (
        next((o for role, o in whose.items() if _WORDS[role].fullmatch(each)), "") for each in rest
    )
    if first.startswith("对") and all(each.endswith(head_of(first) or "?") for each in rest):
        return [first, *(f"对{each.removeprefix('对')}" for each in rest)]  # 对欧盟、美国进出口
    return [first, *(f"{owner}{each}" for owner, each in zip(owners, rest, strict=True))]


def _rest_alike(told: list[str], tail: str) -> str:
    """Return what stands behind the last of members that end alike: 德系和日系|零部件的比例."""
    first, last = told[0], told[-1]
    at = last.find(first[-1])
    alike = 0 < at <= len(first) and all(part.endswith(first[-1]) for part in told[:-1])
    return last[at + 1 :] if alike and last.endswith(tail) else ""


def _tail(full: str, tail: str) -> str:
    return "" if head_of(full) and tail not in _OF_ALL else tail


def _restore(part: str, kept: dict[str, str]) -> str:
    for mark, word in kept.items():
        part = part.replace(mark, word)
    return part


def _classed(text: str) -> str:
    """Return what is counted without the threshold that says which: 企业年销售额超过5000万元."""
    entity = next(
        (text[: at + len(word)] for word in _by_role("entity") if 0 <= (at := text.find(word)) < 8),
        "",
    )
    found = _WORDS["classed"].match(text, len(entity))
    return (entity or "") + "," if found and not found["what"] else text


@cache
def _predicates() -> re.Pattern[str]:
    return re.compile("|".join(_by_role("predicate")))


def counted_noun(text: str) -> str:
    """Return what a count counts, from the text behind it: 9家|工业类开发区规上….

    Examples
    --------
    >>> counted_noun("实现收入的税种中,增值税")
    '实现收入的税种'
    >>> counted_noun("税种实现增长,合计")
    '税种'
    """
    if text.startswith(("和", "与", "及", "比", "较")):
        return ""
    stretch = _classed(text[:30])
    stop = re.search(r"[,;。:!?(\x01\n、]", stretch)
    stretch = stretch[: stop.start()] if stop else stretch
    many = _WORDS["of_many"].search(stretch)
    stretch = stretch[: many.start()] if many else stretch
    of = stretch.find("的")
    begin = 3 if stretch.startswith(("已", "新", "由", "从")) else 0
    begin = stretch.find("”") + 1 if stretch.startswith("“") else begin  # “倍增计划”企业
    end = _WORDS["count_end"].search(stretch, of + 1 if 0 < of < 10 else begin)
    if end:
        stretch = stretch[: end.start()]
    said = _predicates().search(stretch, max(2, begin, of + 1 if 0 < of < 10 else 2))
    if said and not stretch.endswith(_by_role("entity")):
        stretch = stretch[: said.start()]
    noun = (
        _WORDS["within"]
        .sub("", stretch)
        .rstrip("和与及")
        .strip(_STRIP.replace("“", "").replace("”", ""))
    )
    whose = _WORDS["counts_whose"].match(noun)  # 3000家重点零售企业销售额
    return whose[0] if whose and (head_of(noun) or whose.end() == noun.find("的")) else noun
