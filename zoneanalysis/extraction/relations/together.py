"""What 合计 adds up: the figures before it, or a count of things across sentences (合计)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.relations.index import Block, FigureIndex, canonical, says
from zoneanalysis.extraction.relations.names import is_average
from zoneanalysis.extraction.relations.parts import JOINS
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = [
    "all_kinds",
    "counted_out",
    "counted_places",
    "counted_together",
    "listed_places",
    "shared_out",
    "totals",
]

_LONGEST = 30  # figures that are looked back over
_FURTHER = 80  # figures between what several places have in all and what each has


def counted_together(index: FigureIndex) -> Iterator[Block]:
    """Yield what 三大产业合计, 两区合计 and A、B两类企业合计 add up.

    Where things are named before they are counted, they are the parts. Else they are the levels of
    the sentences before it, of one kind (产值) and each of another thing: exactly as many.
    """
    for total in index.drafts:
        if not total.counted or not total.plain or is_average(total):
            continue
        found = says("counted_together", _lead(index, total))
        if found is None:
            continue
        before = (e for e in index.before(total, within=_LONGEST) if e.paragraph == total.paragraph)
        alike = (e for e in before if e.counted and e.unit == total.unit)
        levels = [e for e in alike if not (is_average(e) or e.depth or e.numeral)]
        if found["first"]:
            if firsts := _firsts(index, total, _number(found["number"])):
                yield Block(total, firsts, "sum.counted")
            continue
        names = re.sub("^.*(?:是|为|有)", "", found["names"] or found["both"] or "")
        told = found["number"] or found["these"]
        number = _number(told or str(len(re.split("[、和及与]", names))))
        parts = _named(levels, re.split("[、和及与]", names)) if names else levels[:number]
        whole = names or not _others(index, levels[number:], parts[::-1])
        if len(parts) == number > 1 and whole and _of_one_kind(index, total, parts[::-1]):
            yield Block(total, tuple(parts[::-1]), "sum.counted")


def counted_places(index: FigureIndex) -> Iterator[Block]:
    """Yield what as many places as were counted make: 4个园区供地1860亩,其中经开区720亩、….

    Each is of another place, or all stand in one list: 三大片区依次为712.4、503.6、270.2亿元.
    """
    for total in index.drafts:
        if not total.counted or not total.plain or is_average(total):
            continue
        near = (e for e in index.after(total, within=_LONGEST) if e.unit == total.unit)
        near = (e for e in near if e.counted and not e.depth)
        alike = [e for e in near if e.sentence <= total.sentence + 1]
        alike = [e for e in alike if e.paragraph == total.paragraph]
        if not alike:
            continue
        found = [*vocabulary().ties["places_all"].finditer(index.opening(total))]
        found = found or [*vocabulary().ties["places_great"].finditer(index.left(alike[0]))]
        number = _number(found[-1]["number"]) if found else 0
        opening = index.opening(total)
        if found and found[-1].string == opening:
            begin = total.number_start - len(opening) + found[-1].end()
            told = [e for e in index.earlier(total) if e.number_start >= begin]
            if says("all_place", opening[found[-1].end() :]):
                continue  # 3个园区纳入统计,全市供地1860亩
            if any(each.unit == total.unit for each in told):
                continue  # 4个园区承接项目134个,其中甲园39个
        parts = alike if len(index.group(alike[0])) < 2 else list(index.group(alike[0]))
        listed = len(parts) == number and len(index.group(parts[0])) == number
        names = {(each.area.name, each.indicator) for each in parts}
        named = len(names) == number == len(parts) and all(
            each.area != total.area or says("place_end", each.indicator) for each in parts
        )
        plain = all(
            (e.status, e.period, e.limit) == (total.status, total.period, "") for e in parts
        )
        if number > 1 and plain and (listed or named) and not any(e is total for e in parts):
            yield Block(total, tuple(parts), "sum.places")


def listed_places(index: FigureIndex) -> Iterator[Block]:
    """Yield what as many places as a group has make further on: 六个园区完成税收78.6亿元. … .

    A sentence behind it tells the same of just as many, each of another place.
    """
    for total in index.drafts:
        if not total.counted or not total.plain or is_average(total):
            continue
        found = [*vocabulary().ties["places_all"].finditer(index.opening(total))]
        if not found or total.area.kind != "group":
            continue
        number = _number(found[-1]["number"])
        for first in index.after(total, within=_FURTHER):
            near = index.sentence(first.sentence)
            parts = [e for e in near if e.unit == total.unit and e.counted]
            if (
                not parts
                or parts[0] is not first
                or len(parts) != number
                or first.area == total.area
            ):
                continue
            kind = (total.status, total.period, "", 0)
            alike = all((e.status, e.period, e.limit, e.depth) == kind for e in parts)
            named = len({*map(_place, parts)}) == number
            same = canonical(first.indicator) == canonical(total.indicator)
            heads = {head_of(each.indicator) for each in parts}
            leads = [index.left(each) for each in parts]
            some = (says(role, e) for role in ("among", "several") for e in leads)
            if alike and named and same and len(heads) == 1 and not any(some):
                yield Block(total, tuple(parts), "sum.places")
                break


def all_kinds(index: FigureIndex) -> Iterator[Block]:
    """Yield what a sentence of all kinds divides: 人均消费支出11754元。八大类消费中,食品烟酒….

    There are as many parts in it as it counts kinds, and the level before it is called as they are.
    """
    for first in index.drafts:
        found = says("all_kinds", index.left(first))
        near = [e for e in index.sentence(first.sentence) if e.counted and not e.depth]
        parts = [each for each in near if each.unit == first.unit]
        if found is None or parts[:1] != [first] or len(parts) != _number(found["number"]):
            continue
        kind = (first.unit, first.status, first.period, "")
        before = (e for e in index.before(first, within=_LONGEST) if e.paragraph == first.paragraph)
        told = [e for e in before if found["what"] in e.indicator and e.counted]
        told = [e for e in told if (e.unit, e.status, e.period, e.limit) == kind and not e.depth]
        plain = not any(e.limit or says("among", index.left(e)) for e in parts)
        if plain and told and told[0].area == first.area:
            doubts = ("whole_named",) if len({e.value for e in told}) > 1 else ()
            yield Block(told[0], tuple(parts), "sum.kinds", doubts=doubts)


def _place(draft: Draft) -> str:
    """Return the place that a figure's name begins with, else its area: 北部工业区总产值."""
    ends = range(len(draft.indicator), 1, -1)
    named = (draft.indicator[:end] for end in ends if says("place_end", draft.indicator[:end]))
    return next(named, draft.area.name)


def _firsts(index: FigureIndex, total: Draft, number: int) -> tuple[Draft, ...]:
    """Return the first few of the list right before 前三项合计, of more than those."""
    listed: list[Draft] = []
    for each in index.earlier(total):
        alike = (each.unit, each.status, each.period, each.limit)
        if alike != (total.unit, total.status, total.period, "") or not each.counted:
            return ()
        listed.insert(0, each)
        if not index.left(each).startswith("、"):
            break
    return tuple(listed[:number]) if len(listed) > number > 1 else ()


def counted_out(index: FigureIndex) -> Iterator[Block]:
    """Yield as many parts behind a colon as were counted before it: 在3个村征地90亩:甲村30亩…."""
    for total in index.drafts:
        if not total.counted or not total.plain or is_average(total):
            continue
        counted = list(vocabulary().ties["as_many"].finditer(index.opening(total)))
        if index.text[total.end : total.end + 1] != ":" or not counted:
            continue
        told = list(takewhile(partial(_goes_on, index, total), index.after(total, within=_LONGEST)))
        parts = [each for each in told if each.counted]
        leads = [index.opening(total)[counted[-1].end() :], *map(index.left, parts)]
        some = any(says("among", words) or says("leading", words) for words in leads)
        alike = {(e.unit, e.status, e.period, e.limit, e.depth) for e in parts}
        whole = alike == {(total.unit, total.status, total.period, "", 0)} and not some
        if whole and len(parts) == _number(counted[-1]["number"]) > 1:
            yield Block(total, tuple(parts), "sum.total")


def _goes_on(index: FigureIndex, total: Draft, each: Draft) -> bool:
    """Whether a figure is of the list behind a total's colon: a part or the share of one."""
    near = each.sentence - total.sentence in {0, 1} and each.paragraph == total.paragraph
    return near and not says("leading", index.left(each)) and not says("several", index.left(each))


def shared_out(index: FigureIndex) -> Iterator[Block]:
    """Yield what each bears of a sum: 应到位33780万元,中央、省、市县按6:2:2分担,分别为…."""
    for first in index.drafts:
        parts = index.group(first)
        if first is not parts[0] or len(parts) < 2 or first.depth or not first.counted:
            continue
        if says("rest", index.right(parts[-1])):
            continue
        told = (e for e in index.earlier(first) if e.unit == first.unit and e.counted)
        total = next((each for each in told if not is_average(each)), None)
        if total is None or not says("shared_out", index.between(total, first)):
            continue  # 总投资1000万元,省、市分别承担…: others may, too
        behind = index.following(parts[-1])
        more = behind and behind.sentence == first.sentence and behind.unit == first.unit
        if not (total.limit or more or any(e.limit for e in parts)):
            yield Block(total, tuple(parts), "sum.each")


def _lead(index: FigureIndex, total: Draft) -> str:
    """Return the words before a figure, the count of what they name with them: 四个|行业合计.

    Those of 上述三大港口库存增加41.0万吨,增长4.0%至1071.0万吨 stand before its changes.
    """
    for each in index.before(total) if says("reaches", index.left(total)) else ():
        if each.counted or each.sentence != total.sentence:
            break
        total = each
    first = index.preceding(total)
    counted = first is not None and first.numeral and first.clause == total.clause
    if first is None or not counted:
        return index.left(total)
    return index.left(first) + index.text[first.number_start : total.number_start]


def _named(levels: Sequence[Draft], names: Sequence[str]) -> list[Draft]:
    """Return the last level of each name; none where one has none."""
    found = [
        next((e for e in levels if e.indicator.startswith(name) or e.area.name == name), None)
        for name in reversed(names)
    ]
    return [each for each in found if each is not None] if None not in found else []


def _others(index: FigureIndex, rest: Sequence[Draft], parts: Sequence[Draft]) -> bool:
    """Whether more levels stand in the sentences of parts, but for a whole before 其中."""
    sentences = {each.sentence for each in parts}
    more = [each for each in rest if each.sentence in sentences]
    return bool(more) and not says("among", index.left(parts[0]))


def _of_one_kind(index: FigureIndex, total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether parts and their total are alike but for whom they are of."""
    told = {(canonical(each.indicator), each.area.name) for each in parts}
    heads = {head_of(each.indicator).replace("总", "") for each in parts}
    alike = not (own := head_of(total.indicator).replace("总", "")) or {own} == heads
    plain = all(
        (each.status, each.period, each.limit) == (total.status, total.period, "") for each in parts
    )
    nested = any(says("among", index.left(each)) for each in parts[1:])
    return plain and alike and not nested and len(told) == len(parts) and len(heads) == 1


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else int(unicodedata.numeric(words.replace("两", "二")))


def totals(index: FigureIndex) -> Iterator[Block]:
    """Yield what 合计 adds up: 首期投资12.0亿元,追加投资8.6亿元,合计20.6亿元.

    Where the figures before it are joined in two ways it may be of the last few alone.
    """
    for total in index.drafts:
        if not total.counted or not total.plain:
            continue
        lead = index.left(total).strip(",; ")
        found = says("total", lead)
        if not found or (found.start() and not says("together", lead[: found.start()])):
            continue
        if found[0] == "共" and index.right(total)[:1] not in {*",;。)", ""}:
            continue  # 新建12公里、改造8公里,共28公里绿道投用
        parts: list[Draft] = []
        told = list(index.earlier(total))
        others = {each.unit for each in told[:1]} - {total.unit}  # 20个、30亿元,15个、25亿元,共35个
        told = told[1::2] if others and {e.unit for e in told[::2]} == others else told
        for each in told:
            if each.unit != total.unit or not each.counted or each.status != total.status:
                break
            parts.insert(0, each)
        plain = not any(says("among", w) or says("apiece", w) for w in map(index.left, parts))
        joins = {JOINS.get(index.left(part)[:1], ",") for part in parts[1:]}
        if parts and says("plus", index.left(parts[0])):
            begun = _begun(index, parts[0])
            if begun is None or begun.unit != total.unit or begun.paragraph != total.paragraph:
                continue
            parts.insert(0, begun)  # 收入86.4亿元。加上级补助112.4亿元、…,总计
        if len(parts) > 1 and len(joins) == 1 and plain and not is_average(total):
            yield Block(total, tuple(parts), "sum.total")


def _begun(index: FigureIndex, first: Draft) -> Draft | None:
    """Return the level that 加 adds to: the one before it, or the one that was divided there.

    Behind 收入108.1亿元。其中,税收…。税收收入中,增值税…。加上… that is the first of them.
    """
    levels = [e for e in index.before(first, within=40) if e.counted and not e.depth]
    for level in levels:
        if not _divides(index, level):
            return level
        told = [each for each in levels if each.sentence == level.sentence]
        if not _divides(index, told[-1]):
            return told[-1]
    return None


def _divides(index: FigureIndex, level: Draft) -> bool:
    """Whether a level stands among the parts of another in its sentence."""
    told = (level, *index.earlier(level))
    return any(says("among", index.left(e)) or says("of_these", index.opening(e)) for e in told)
