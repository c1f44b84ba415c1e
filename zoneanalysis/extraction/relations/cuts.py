"""What a cut divides: 按登记类型分,国有…、民营…; 分级别看,国家级园区…,余下的… (切分)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.relations.index import Block, FigureIndex, levels, sole
from zoneanalysis.extraction.relations.names import (
    canonical,
    disjoint,
    is_average,
    same_ending,
    says,
)
from zoneanalysis.extraction.relations.partitions import is_partition
from zoneanalysis.extraction.relations.parts import is_rest, of_one_time
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["cuts"]

_NESTED = ("or_more", "or_less")  # 1亿元以上 holds 10亿元以上


def cuts(index: FigureIndex) -> Iterator[Block]:
    """Yield what a cut divides a level into, at the head of a sentence or behind a semicolon.

    All of the parts are told where the last is the rest, or where things are cut by what each of
    them has one of (按区域分) and nothing says that only some are named. Behind the first column
    of the list a second divides another level: 第一产业17个、62亿元,第二产业….
    """
    for first in levels(index.drafts):
        words = index.left(first)
        if not says("cut", words):
            continue
        told = [e for e in index.earlier(first) if e.counted]
        whole = says("cut_all", words) is not None
        if told and not (words.startswith(";") or (len(told) == 1 and whole)):
            continue
        alike = [first, *takewhile(lambda e: not _sums_up(index, e), index.after(first))]
        listed = [e for e in levels(alike) if e.sentence == first.sentence]
        beside: Block | None = None
        for unit in dict.fromkeys(each.unit for each in listed):
            column = [each for each in listed if each.unit == unit]
            block = None if is_average(column[0]) else _cut(index, first, column, told, beside)
            if block is not None:
                yield block
            beside = beside or block


def _cut(
    index: FigureIndex,
    first: Draft,
    column: Sequence[Draft],
    told: Sequence[Draft],
    beside: Block | None,
) -> Block | None:
    """Return what a cut divides in one column of its list, *first* the figure that it opens with.

    *told*: the levels before it in its sentence; *beside*: the column that was read before.
    """
    words, head = index.left(first), column[0]
    whole = says("cut_all", words) is not None
    own = [e for e in index.group(head) if e.unit == head.unit]  # 四季分别为…,上、下半年…
    parts = own if len(own) > 1 else _of_one_column(index, column)
    if head is first:
        total = told[-1] if told else _uncut(index, first)
    else:
        second = beside is None or len(parts) == len(beside.parts)
        alike = [each for each in told if each.unit == head.unit]
        total = (alike[-1] if alike else _uncut(index, head)) if second else None
    if total is None or not levels((total,), head, "unit") or len(parts) < 2:
        return None
    if is_average(total) or not of_one_time(head, total):
        return None
    places = _are_places(parts, total)
    counts = head.measure == total.measure == "count"
    counts = counts and (bool(told) or not head_of(head.indicator))
    called = same_ending(total, head) or (
        same_ending(total, parts[-1])  # 其他资金 of 到位资金
        and not says("funded_apart", total.indicator)
    )
    kinds = _are_kinds(index, total, parts)
    of_it = counts or called or kinds or _unnamed(index, total, parts)
    if beside is not None:  # 第一产业17个、62亿元: not 第一产业17个、完成投资62亿元
        of_it = not any(re.search("[\u4e00-\u9fff]", index.left(each)) for each in parts)
    leads = [*map(index.left, parts[1:])]
    nested = any(says("among", e) or says("cut", e) for e in leads)
    nested = nested or (not told and says("among", index.opening(total)) is not None)
    near = bool(told) or total.area == head.area
    places = places and (called or not head_of(head.indicator))  # 分县看,总值…: of no 增加值
    if nested or says("cut", index.opening(total)) or not (places or (near and of_it)):
        return None
    block = Block(total, tuple(parts), "sum.cut", complete=False)
    rest, known = is_rest(index, block), is_partition(total, parts)
    whole = whole and not says("leading", "".join(leads))
    ends = any(sum(bool(says(end, e.indicator)) for e in parts) > 1 for end in _NESTED)
    pair = places or len(parts) > 2 or known  # not 民营…;外资…
    across = any(says("across", each.indicator) for each in parts) and not (rest and whole)
    complete = ((whole and pair and not ends) or rest or known) and not across
    apart = (kinds or disjoint(parts)) and not across  # 已注册60个,已开工38个 may overlap
    return replace(block, complete=complete) if complete or places or apart else None


def _are_kinds(index: FigureIndex, total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether 分品种 cuts a thing into kinds that are called after it: 轮胎 into 子午胎, 斜交胎."""
    ends = {vocabulary().ties["doing"].sub("", each.indicator)[-1:] for each in (total, *parts)}
    cross = any(says("cross_kinds", each.indicator) for each in parts)
    return len(ends) == 1 and not cross and says("cut_kinds", index.left(parts[0])) is not None


def _unnamed(index: FigureIndex, total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether parts to the last are of no other thing than the one level told before their cut.

    旅游总收入489.9亿元。按消费构成分,餐饮…、住宿…、其他…; not 从出口商品看 of 进出口.
    """
    if len(parts) < 3 or any(head_of(each.indicator) for each in parts):
        return False
    told = (e for e in index.before(parts[0], within=20) if e.number_start > total.number_start)
    others = [e for e in told if e.unit == total.unit and e.counted]
    alone = all(each.pattern == "compared" for each in others)
    traded = any(says(role, index.left(parts[0])) for role in ("exports", "imports"))
    return alone and not traded and is_rest(index, Block(total, tuple(parts), "sum.cut"))


def _sums_up(index: FigureIndex, each: Draft) -> bool:
    """Whether a figure behind parts is of several of them: 三地合计467.1亿元."""
    return says("several", index.left(each)) is not None


def _are_places(parts: Sequence[Draft], whole: Draft | None) -> bool:
    """Whether parts are of places, each of another: 一园…,二园…."""
    told = {(each.area.name, each.indicator) for each in parts}
    own = "" if whole is None else whole.area.name
    named = all(each.area.name != own or says("place_end", each.indicator) for each in parts)
    return len(told) == len(parts) > 1 and named


def _of_one_column(index: FigureIndex, parts: Sequence[Draft]) -> list[Draft]:
    """Return the first of each group where semicolons part them: 收7.9、支6.1;收3.2、支2.6.

    None where the groups are of unlike lengths: 一级190人、二级427人;持证1610人.
    """
    groups: list[list[Draft]] = []
    for before, part in zip((None, *parts), parts, strict=False):
        if before is None or ";" in index.between(before, part):
            groups.append([])
        groups[-1].append(part)
    if len({len(group) for group in groups}) > 1:
        return []
    return [group[0] for group in groups] if len(groups) > 1 else [*parts]


def _uncut(index: FigureIndex, first: Draft) -> Draft | None:
    """Return the first level of the nearest sentence before a cut that is no cut itself.

    It stands in the cut's paragraph, or where the cut opens its own in the one before. Where it is
    of another time or unit, the one level of the paragraph that is as the cut's; where it stands
    further off, the one that is called as the cut's, or the only one of the paragraph before.
    """
    before = [e for e in index.before(first, within=30) if e.sentence != first.sentence]
    for each in before:
        if not each.counted or any(True for _ in index.earlier(each)):
            continue
        words = index.left(each)
        if each.paragraph != first.paragraph and _is_cut(index, each.paragraph):
            return None  # 分隶属关系看,中央…。地方…。从产业看,…: of the whole above both
        if not index.is_near(each, first):
            return _above(index, first, before)
        if says("of_these", words):
            return None  # 预算收入中,税收79.2亿元,…。分级次看,…: of which
        if not any(says(role, words) for role in ("among", "cut", "surplus")):
            alike = of_one_time(first, each) and each.unit == first.unit
            return each if alike else _only(first, before)
    return None


def _above(index: FigureIndex, first: Draft, before: Sequence[Draft]) -> Draft | None:
    """Return what a cut that opens its paragraph divides of the paragraph before."""
    apart = first.paragraph - before[0].paragraph == 1
    told = [e for e in levels(before, first, "unit", "status") if of_one_time(first, e)]
    told = [e for e in told if e.paragraph == before[0].paragraph and not is_average(e)]
    told = [e for e in told if not (says("among", index.left(e)) or says("place_end", e.indicator))]
    named = [e for e in told if canonical(e.indicator) == canonical(first.indicator)]
    return sole(named or told) if apart else None


def _is_cut(index: FigureIndex, paragraph: int) -> bool:
    """Whether a paragraph opens with a cut."""
    return says("cut", index.opening(index.paragraph(paragraph)[0])) is not None


def _only(first: Draft, before: Sequence[Draft]) -> Draft | None:
    """Return the one level of the time, unit and paragraph of a cut before it."""
    here = [e for e in before if e.paragraph == before[0].paragraph and of_one_time(first, e)]
    alike = [e for e in levels(here, first, "unit") if not is_average(e)]
    return alike[0] if len(alike) == 1 else None
