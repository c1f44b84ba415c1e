"""What 合计 adds up: the figures before it, or a count of things across sentences (合计)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.relations.index import Block, FigureIndex, levels
from zoneanalysis.extraction.relations.names import canonical, is_average, number_said, says
from zoneanalysis.extraction.relations.parts import JOINS
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["all_kinds", "counted", "listed_out", "shared_out", "totals"]

_LONGEST = 30  # figures that are looked back over
_NAMES = re.compile("[、和及与]|(?<=”)(?=“)")
_SHORT = 10  # characters before a list that opens its sentence
_FURTHER = 80  # figures between what several places have in all and what each has


def counted(index: FigureIndex) -> Iterator[Block]:
    """Yield what as many parts make as words count, before their whole or behind it."""
    for total in levels(index.drafts):
        if not is_average(total):
            found = (
                _together(index, total), _out(index, total), _each_place(index, total),
                _behind_colon(index, total),
            )  # fmt: skip
            several = [(parts, pattern) for parts, pattern in found if len(parts) > 1]
            yield from (Block(total, tuple(parts), pattern) for parts, pattern in several)


def _together(index: FigureIndex, total: Draft) -> tuple[Sequence[Draft], str]:
    """Return what 三大产业合计, 两区合计 and A、B两类企业合计 add up.

    Where things are named before they are counted, they are the parts. Else they are the levels of
    the sentences before it, of one kind (产值) and each of another thing: exactly as many.
    """
    found, pattern = says("counted_together", _lead(index, total)), "sum.counted"
    if found is None:
        return (), pattern
    if found["first"]:
        return _firsts(index, total, number_said(found["number"])), pattern
    alike = [e for e in index.above(total, within=_LONGEST) if e.unit == total.unit]
    near = [e for e in alike if e.counted and not (is_average(e) or e.depth or e.numeral)]
    named = found["names"] or found["both"] or found["quoted"] or ""
    names = _NAMES.split(re.sub("^.*(?:是|为|有)", "", named))
    told = found["number"] or found["these"]
    number = number_said(told) if told else len(names)
    own = canonical(total.indicator)
    ends = ((e, canonical(e.indicator)) for e in near)
    exact = [e for e, name in ends if own.endswith(name) or own[-4:] == name[-4:]]
    near = exact if len(exact) >= number else near  # 两县工业投资合计: not of their 技改投资
    parts = _named(near, names) if names[0] else near[:number]
    if found["quoted"] and not parts:  # “签约”“开工”两类合计60个。…“签约”类36个
        behind = levels(index.after(total, within=_LONGEST), total, "unit")
        alone = (e for e in behind if says("quoted_alone", e.indicator))
        parts = _named([e for e in alone if not says("among", index.left(e))], names)
    sentences = {each.sentence for each in parts}
    others = not names[0] and any(each.sentence in sentences for each in near[number:])
    parts = parts[::-1]
    if len(parts) != number or not parts or (others and not says("among", index.left(parts[0]))):
        return (), pattern
    here = {each.sentence for each in parts} == {total.sentence}
    these = here and bool(found["these"])  # 甲港存煤…,乙港库存量…,上述两大港口…
    kind = these or _of_one_kind(index, total, parts)
    return parts if kind and _are_plain(total, parts) else (), pattern


def _each_place(index: FigureIndex, total: Draft) -> tuple[Sequence[Draft], str]:
    """Return what as many places as were counted make: 4个园区供地1860亩,其中经开区720亩、….

    Each is of another place, or all stand in one list: 三大片区依次为712.4、503.6、270.2亿元. Or a
    sentence further on tells the same of just as many: 六个园区完成税收78.6亿元. … .
    """
    pattern, opening = "sum.places", index.opening(total)
    near = [e for e in index.after(total, within=_LONGEST) if e.unit == total.unit]
    near = [e for e in near if e.counted and not e.depth and e.paragraph == total.paragraph]
    alike = [e for e in near if e.sentence <= total.sentence + 1]
    ties = vocabulary().ties
    found = [*ties["places_all"].finditer(opening)]
    group = bool(found) and total.area.kind == "group"
    if group and (far := _further(index, total, number_said(found[-1]["number"]))):
        return far, pattern
    found = found or [*ties["places_great"].finditer(index.left(alike[0]) if alike else "")]
    if not alike or not found:
        return (), pattern
    if found[-1].string == opening:
        begin = total.number_start - len(opening) + found[-1].end()
        if says("all_place", opening[found[-1].end() :]):
            return (), pattern  # 3个园区纳入统计,全市供地1860亩
        if any(e.unit == total.unit and e.number_start >= begin for e in index.earlier(total)):
            return (), pattern  # 4个园区承接项目134个,其中甲园39个
    number, parts = number_said(found[-1]["number"]), list(index.group(alike[0]))
    listed = len(parts) > 1
    parts = parts if listed else alike
    names = {(e.area.name, e.indicator) for e in parts if e.area != total.area}
    plain = levels(parts, total, "status", "period") == parts and total not in parts
    told = len(parts) == number and (listed or len(names) == number)
    rest = index.following(parts[-1])
    if rest and rest.sentence == parts[-1].sentence and says("rest", index.left(rest)):
        parts = [*parts, rest]  # 三大板块产值分别为…,其余产业16.4亿元
    return parts if plain and told else (), pattern


def _further(index: FigureIndex, total: Draft, number: int) -> Sequence[Draft]:
    """Return the levels of a sentence further on, of as many places and the same as a group's."""
    for first in index.after(total, within=_FURTHER):
        parts = [e for e in index.sentence(first.sentence) if e.unit == total.unit and e.counted]
        if parts[:1] != [first] or len(parts) != number or first.area == total.area:
            continue
        names = {canonical(first.indicator), canonical(total.indicator)}
        leads = [index.left(each) for each in parts]
        some = any(says(role, words) for role in ("among", "several") for words in leads)
        plain = levels(parts, total, "status", "period") == parts
        if plain and len({*map(_place, parts)}) == number and len(names) == 1 and not some:
            return parts
    return ()


def all_kinds(index: FigureIndex) -> Iterator[Block]:
    """Yield what a sentence of all kinds divides: 人均消费支出11754元。八大类消费中,食品烟酒….

    There are as many parts in it as it counts kinds, and the level before it is called as they are.
    """
    for first in index.drafts:
        found = says("all_kinds", index.left(first))
        parts = levels(index.sentence(first.sentence), first, "unit") if found else []
        if found is None or parts[:1] != [first] or len(parts) != number_said(found["number"]):
            continue
        near = levels(index.above(first, within=_LONGEST), first, "unit", "status", "period")
        told = [each for each in near if found["what"] in each.indicator]
        if told and told[0].area == first.area:
            doubts = ("whole_named",) if len({e.value for e in told}) > 1 else ()
            yield Block(told[0], tuple(parts), "sum.kinds", doubts=doubts)


def _place(draft: Draft) -> str:
    """Return the place that a figure's name begins with, else its area: 北部工业区总产值."""
    ends = range(len(draft.indicator), 1, -1)
    named = (draft.indicator[:end] for end in ends if says("place_end", draft.indicator[:end]))
    return next(named, draft.area.name)


def _firsts(index: FigureIndex, total: Draft, number: int) -> Sequence[Draft]:
    """Return the first few of the list right before 前三项合计, of more than those."""
    listed: list[Draft] = []
    for each in levels(index.earlier(total), total, "unit", "status", "period"):
        listed.insert(0, each)
        if not index.left(each).startswith("、"):
            break
    return listed[:number] if len(listed) > number else ()


def _out(index: FigureIndex, total: Draft) -> tuple[Sequence[Draft], str]:
    """Return as many parts behind a colon as were counted before it: 在3个村征地90亩:甲村30亩…."""
    counted = list(vocabulary().ties["as_many"].finditer(index.opening(total)))
    if index.text[total.end : total.end + 1] != ":" or not counted:
        return (), ""
    told = takewhile(partial(_goes_on, index, total), index.after(total, within=_LONGEST))
    parts = [each for each in told if each.counted]
    leads = [index.opening(total)[counted[-1].end() :], *map(index.left, parts)]
    some = any(says("among", words) or says("leading", words) for words in leads)
    plain = levels(parts, total, "unit", "status", "period") == parts and not some
    return parts if plain and len(parts) == number_said(counted[-1]["number"]) else (), "sum.total"


def _behind_colon(index: FigureIndex, total: Draft) -> tuple[Sequence[Draft], str]:
    """Return the list that a colon behind a level opens: 14225万元:中央6284万元、省级….

    Nothing in its sentence says that only some are named, and each is of another thing. What was
    counted with it may stand beside it, and is a column of its own: 33个,90亿元:签约12个,40亿元;….
    """
    pattern, heads = "sum.total", _heads(index, total)
    first = index.following(heads[-1])
    if index.text[heads[-1].end : heads[-1].end + 1] != ":" or first is None:
        return (), pattern
    told = [e for e in index.after(heads[-1], within=_LONGEST) if e.sentence == first.sentence]
    columns = [[e for e in told if e.unit == head.unit] for head in heads]
    alike = next(column for head, column in zip(heads, columns, strict=True) if head is total)
    parts = [*takewhile(lambda e: not _some(index.left(e)) and e.counted, alike)]
    behind = index.right(told[-1]) if parts else ""
    open_list = len(parts) < len(alike) or says("leading", behind) or says("rest", behind)
    names = {(e.indicator, e.area) for e in parts}
    cuts = [says("cut_across", index.own(e)) is not None for e in parts]
    mixed = len({*cuts}) > 1  # 工业…、农业…、民间投资…
    plain = levels(parts, total, "unit", "status", "period") == parts and len(names) == len(parts)
    near = first.sentence - total.sentence in {0, 1} and first.paragraph == total.paragraph
    uneven = len({*map(len, columns)}) > 1 or says("more_besides", behind) is not None
    nested = [says("or_more", e.indicator) or says("staged", index.left(e)) for e in told]
    if uneven or sum(map(bool, nested)) > 1 or says("as_many", index.opening(heads[0])):
        return (), pattern  # 在6个村征地1500亩:甲村486亩、…: as many are told, or not all
    return (
        parts if plain and near and len(parts) > 2 and not (open_list or mixed) else ()
    ), pattern


def _heads(index: FigureIndex, total: Draft) -> list[Draft]:
    """Return a level with the count or amount beside it, where the list behind them has both."""
    for first, second in ((index.preceding(total), total), (total, index.following(total))):
        if first is None or second is None or first.sentence != second.sentence:
            continue
        behind = [*index.after(second, within=4)]
        pairs = [each.unit for each in behind] == [first.unit, second.unit] * 2
        if pairs and first.unit != second.unit and first.counted and second.counted:
            return [first, second]
    return [total]


def _some(words: str) -> bool:
    """Whether words say that what follows are some of the parts, or several of them."""
    return any(says(role, words) for role in ("among", "leading", "several", "cut"))


def _goes_on(index: FigureIndex, total: Draft, each: Draft) -> bool:
    """Whether a figure is of the list behind a total's colon: a part or the share of one."""
    near = each.sentence - total.sentence in {0, 1} and each.paragraph == total.paragraph
    return near and not says("leading", index.left(each)) and not says("several", index.left(each))


def listed_out(index: FigureIndex) -> Iterator[Block]:
    """Yield what a list to the last makes: 项目76个。工业30个、…、其他6个; 覆盖工业30个…及其他6个.

    The list says nothing of another whole, which it stands right behind, or opens the sentence
    behind that of the count.
    """
    for first in levels(index.drafts):
        words, last = index.left(first), index.preceding(first)
        if last is None or first.measure != "count" or _some(words) or says("inside", words):
            continue
        parts = levels(index.sentence(first.sentence), first, "unit", "measure")
        opens = index.first(first) is first and first.sentence == last.sentence + 1
        opens = opens and last.paragraph == first.paragraph and len(words) <= _SHORT
        covers = last.sentence == first.sentence and says("covers", words) is not None
        total = index.first(last) if opens else last
        parts = parts[parts.index(first) :] if first in parts else []
        leads = [*map(index.left, parts[1:])]
        plain = levels((total,), first, "unit", "measure", "status", "period") == [total]
        if not (opens or covers) or not plain or len(parts) < 3 or any(map(_some, leads)):
            continue
        across = any(says("cut_across", each.indicator) for each in parts)
        twice = says("set_apart", index.right(parts[-1])) is not None
        joined = len({JOINS.get(words[:1], ",") for words in leads[:-1]}) == 1
        bare = all(says("list_mark", index.right(each)) for each in parts)  # not 9家上榜
        if joined and bare and says("rest", leads[-1]) and not (across or twice):
            yield Block(total, tuple(parts), "sum.total")


def shared_out(index: FigureIndex) -> Iterator[Block]:
    """Yield what each bears of a sum: 应到位33780万元,中央、省、市县按6:2:2分担,分别为…."""
    for first in index.drafts:
        parts = index.group(first)
        if first is not parts[0] or len(levels(parts)) < 2 or says("rest", index.right(parts[-1])):
            continue
        told = (e for e in index.earlier(first) if e.unit == first.unit and e.counted)
        total = next((each for each in told if not is_average(each)), None)
        if total is None or not says("shared_out", index.between(total, first)) or total.limit:
            continue  # 总投资1000万元,省、市分别承担…: others may, too
        behind = index.following(parts[-1])
        if not (behind and (behind.sentence, behind.unit) == (first.sentence, first.unit)):
            yield Block(total, tuple(parts), "sum.each")


def _lead(index: FigureIndex, total: Draft) -> str:
    """Return the words before a figure, the count of what they name with them: 四个|行业合计.

    Those of 上述三大港口库存增加41.0万吨,增长4.0%至1071.0万吨 stand before its changes.
    """
    for each in index.earlier(total) if says("reaches", index.left(total)) else ():
        if each.counted:
            break
        total = each
    first = index.preceding(total)
    if first is None or not first.numeral or first.clause != total.clause:
        return index.left(total)
    return index.left(first) + index.text[first.number_start : total.number_start]


def _named(near: Sequence[Draft], names: Sequence[str]) -> list[Draft]:
    """Return the last level of each name; none where one has none."""
    found = [
        next((e for e in near if e.indicator.startswith(name) or e.area.name == name), None)
        for name in reversed(names)
    ]
    return [each for each in found if each is not None] if None not in found else []


def _of_one_kind(index: FigureIndex, total: Draft, parts: list[Draft]) -> bool:
    """Whether parts and their total are alike but for whom they are of."""
    told = {(canonical(each.indicator), each.area.name) for each in parts}
    own, *heads = (head_of(each.indicator).replace("总", "") for each in (total, *parts))
    alike = len({*heads}) == 1 and own in {"", heads[0]} and len(told) == len(parts)
    nested = any(says("among", index.left(each)) for each in parts[1:])
    return alike and not nested


def _are_plain(total: Draft, parts: list[Draft]) -> bool:
    """Whether parts are levels of their total's time."""
    return levels(parts, total, "status", "period") == parts


def totals(index: FigureIndex) -> Iterator[Block]:
    """Yield what 合计 adds up: 首期投资12.0亿元,追加投资8.6亿元,合计20.6亿元.

    Where the figures before it are joined in two ways it may be of the last few alone.
    """
    for total in levels(index.drafts):
        lead = index.left(total).strip(",; ")
        found = says("total", lead)
        said = says("together", lead[: found.start()]) if found else None
        name = lead[: found.start()] if found else ""
        if not found or (name and not (said or _of_the_list(index, total, name))):
            continue
        if found[0] == "共" and index.right(total)[:1] not in {*",;。)", ""}:
            continue  # 新建12公里、改造8公里,共28公里绿道投用
        told = list(index.earlier(total))
        others = {each.unit for each in told[:1]} - {total.unit}  # 20个、30亿元,15个、25亿元,共35个
        told = told[1::2] if others and {e.unit for e in told[::2]} == others else told
        kind = (total.unit, True, total.status)
        unlike = (at for at, e in enumerate(told) if (e.unit, e.counted, e.status) != kind)
        parts = told[: next(unlike, None)][::-1]
        plain = not any(says("among", w) or says("apiece", w) for w in map(index.left, parts))
        joins = {JOINS.get(index.left(part)[:1], ",") for part in parts[1:]}
        if parts and says("plus", index.left(parts[0])):
            begun = _begun(index, parts[0])
            if begun is None or begun.unit != total.unit or begun.paragraph != total.paragraph:
                continue
            parts.insert(0, begun)  # 收入86.4亿元。加上级补助112.4亿元、…,总计
        if said and said["number"] and number_said(said["number"]) != len(parts):
            continue  # 增值税12.0亿元、所得税8.0亿元、罚没收入5.0亿元,两项合计: which
        if len(parts) > 1 and len(joins) == 1 and plain and not is_average(total):
            yield Block(total, tuple(parts), "sum.total")


def _of_the_list(index: FigureIndex, total: Draft, name: str) -> bool:
    """Whether 期间费用合计 ends as what a list right before it was of: 四项费用依次为…."""
    before = next(index.earlier(total), total)
    listed = index.group(before)
    of = index.left(listed[0]).replace("分别", "依次").partition("依次")[0]
    return len(listed) > 1 and len(name) > 1 and of.endswith(name[-2:])


def _begun(index: FigureIndex, first: Draft) -> Draft | None:
    """Return the level that 加 adds to: the one before it, or the one that was divided there.

    Behind 收入108.1亿元。其中,税收…。税收收入中,增值税…。加上… that is the first of them.
    """
    near = [e for e in index.before(first, within=40) if e.counted and not e.depth]
    for level in near:
        if not _divides(index, level):
            return level
        told = [each for each in near if each.sentence == level.sentence]
        if not _divides(index, told[-1]):
            return told[-1]
    return None


def _divides(index: FigureIndex, level: Draft) -> bool:
    """Whether a level stands among the parts of another in its sentence."""
    told = (level, *index.earlier(level))
    return any(says("among", index.left(e)) or says("of_these", index.opening(e)) for e in told)
