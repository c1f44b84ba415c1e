"""Shares and use rates with their part and whole (占比)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, canonical
from zoneanalysis.extraction.relations.wholes import Partition

__all__ = ["shares"]


def shares(index: FigureIndex, partitions: Sequence[Partition], own: str) -> Iterator[Proposal]:
    """Propose shares with their part and whole: 占全市比重41.4%, 比重为31.3:68.7, 使用率71.27%."""
    pairs = sorted(
        ((partition, part) for partition in partitions for part in partition.parts),
        key=lambda pair: pair[1].number_start,
    )
    for draft in index.drafts:
        if draft.measure == "share" and draft.part == "ratio":
            yield from _ratio_share(draft, pairs, index)
        elif draft.measure == "share" and draft.relation == "share" and draft.status == "actual":
            named = list(_ratio_share(draft, pairs, index)) if draft.pattern == "share.word" else []
            yield from named or _share_of(index, draft, own)
        elif draft.measure == "rate" and draft.unit == "%":
            yield from _use_rate(index, draft)


def _ratio_share(
    draft: Draft, pairs: Sequence[tuple[Partition, Draft]], index: FigureIndex
) -> Iterator[Proposal]:
    name = re.sub("(?:所占)?(?:比重|占比|比例)$", "", canonical(draft.indicator))
    end = bisect_left(pairs, draft.number_start, key=lambda pair: pair[1].number_start)
    near = [
        (partition, part)
        for partition, part in pairs[max(0, end - 40) : end]
        if _names(part.indicator, name) and part.period == draft.period
    ]
    if near:
        partition, part = min(near, key=lambda pair: index.distance(pair[1], draft))
        yield Proposal(
            "share",
            draft,
            (("part", part), ("whole", partition.total)),
            pattern="share.ratio",
        )


def _names(indicator: str, name: str) -> bool:
    """Whether 第一产业增加值 is what 第一产业 (or 油经济 what 油经济) means in a ratio."""
    full = canonical(indicator)
    short = re.sub("制?经济|产业$", "", name)
    stripped = re.sub("制?经济", "", full)
    return (
        full.startswith(name)
        or re.fullmatch(f"{re.escape(short)}(?:增加值|投资|收入|零售额)?", stripped) is not None
        or full == name
    )


def _share_of(index: FigureIndex, draft: Draft, own: str) -> Iterator[Proposal]:
    part = whole = None
    if draft.pattern == "share.printed":
        near = [each for each in index.before(draft, within=3) if each.sentence == draft.sentence]
        if len(near) > 1 and near[0].unit == near[1].unit:
            part, whole = near[1], near[0]
    elif draft.pattern == "share.of":
        name = canonical(draft.indicator.split("占", 1)[0])
        part = next(
            (
                each
                for each in index.before(draft)
                if each.measure in {"level", "count"}
                and canonical(each.indicator) == name
                and each.period == draft.period
                and each.area == draft.area
            ),
            None,
        )
        wanted = canonical(draft.indicator.split("占", 1)[-1].removesuffix("比重"))
        if part is not None:
            whole = _whole(index, draft, part, wanted, own)
    elif draft.pattern == "share.word":
        kind = {"数量占比": "count", "投资额占比": "level", "个数占比": "count"}
        measure = next((m for word, m in kind.items() if draft.indicator.endswith(word)), "")
        same = [
            each
            for each in index.before(draft, within=6)
            if each.measure == measure and each.paragraph == draft.paragraph
        ]
        if same:
            part = same[0]
            whole = next(
                (
                    each
                    for each in same[1:]
                    if each.unit == part.unit
                    and each.value >= part.value
                    and (not part.scope or _covers(each, part.scope))
                ),
                None,
            )
    if part is not None:
        inputs = (("part", part),) if whole is None else (("part", part), ("whole", whole))
        yield Proposal("share", draft, inputs, pattern=draft.pattern)


def _whole(index: FigureIndex, draft: Draft, part: Draft, wanted: str, own: str) -> Draft | None:
    if not wanted:  # 占全市比重: the same indicator of the whole area
        found = index.same(part, measure=part.measure, area=own) if part.area.name != own else []
        return FigureIndex.nearest(draft, found)
    fits = [
        each
        for each in (*index.before(draft, within=120), *index.after(draft, within=20))
        if each.measure == part.measure
        and each.unit == part.unit
        and each.period == part.period
        and each is not part
        and each.bound == ""
        and (
            canonical(each.indicator) == wanted
            or canonical(each.indicator).removesuffix("额") == wanted
        )
    ]
    if not fits:
        ending = wanted.removeprefix("总").removeprefix("全部").removesuffix("总数")
        fits = [
            each
            for each in index.before(draft, within=30)
            if each.measure == part.measure
            and each.unit == part.unit
            and len(ending) > 1
            and each.period == part.period
            and each is not part
            and each.value > part.value
            and canonical(each.indicator).endswith(ending)
        ]
        leads = [each for each in fits if each.indicator[:2] == part.indicator[:2]]
        fits = leads if len(fits) > 1 else fits
        if len({canonical(each.indicator) for each in fits}) > 1:
            return None
    return FigureIndex.nearest(draft, fits)


def _covers(whole: Draft, scope: str) -> bool:
    """Whether a figure counts what 签约项目中 limits the sentence to."""
    return canonical(scope) in canonical(whole.indicator)


def _use_rate(index: FigureIndex, draft: Draft) -> Iterator[Proposal]:
    """Propose 建成…,使用…,使用率…: the rate's own verb names the part."""
    stem = re.search(r"(使用|利用|投用|出租|入驻|销售)率$", draft.indicator)
    if not stem:
        return
    same = [
        each
        for each in index.before(draft, within=4)
        if each.measure == "level" and each.sentence == draft.sentence
    ]
    if len(same) >= 2 and stem[1] in same[0].indicator and same[0].unit == same[1].unit:
        yield Proposal("share", draft, (("part", same[0]), ("whole", same[1])), pattern="share.use")
