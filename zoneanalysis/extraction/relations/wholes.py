"""Parts and wholes: sums, shares, growth of a whole, contributions (总分)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, canonical
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = [
    "Partition",
    "contributions",
    "nested",
    "partitions_of",
    "shares",
    "sums",
    "sums_of_contributions",
]

_MOST_PARTS = 6
_AVERAGE = re.compile("人均|户均|平均|每|价格|单价|能耗|率")
# Stages of one project, and classes by a lower limit: the later are among the earlier.
_NESTED = re.compile(
    r"^[已未]?(?:签约|注册|备案|落地|入库|开工|投产|达产|竣工|履约)|\d(?:亿|万)?(?:美元|元)?(?:及)?以上"
)
_AMONG = re.compile(r"其中")


@dataclass(frozen=True, slots=True)
class Partition:
    """Parts that make a whole by their names: 第一产业, 第二产业, 第三产业."""

    total: Draft
    parts: tuple[Draft, ...]
    words: tuple[str, ...]


def partitions_of(index: FigureIndex) -> list[Partition]:
    """Return every complete set of parts that the vocabulary knows, with its total."""
    found: list[Partition] = []
    by_block: dict[int, list[Draft]] = {}
    for draft in index.drafts:
        counted = draft.measure in {"level", "count"} and draft.status != "target"
        if counted and not _AVERAGE.search(draft.indicator):
            by_block.setdefault(draft.paragraph, []).append(draft)
            if draft.block >= 0:
                by_block.setdefault(-1 - draft.block, []).append(draft)
    for _, drafts in sorted(by_block.items(), reverse=True):
        taken: set[int] = set()
        for words in vocabulary().partitions:
            for parts in _sets(drafts, words, taken):
                total = _total(index, parts)
                if total is not None:
                    found.append(Partition(total, parts, words))
                    taken.update(id(part) for part in parts)
    known = {(id(each.total), *map(id, each.parts)) for each in found}
    for total in index.drafts:
        parts = _siblings(index, total)
        if parts and (id(total), *map(id, parts)) not in known:
            found.append(Partition(total, parts, ()))
    return found


def _siblings(index: FigureIndex, total: Draft) -> tuple[Draft, ...]:
    """Return the figures right behind a level that add up to it, where that can't be chance."""
    if total.measure != "level" or total.depth or total.bound or total.status == "target":
        return ()
    parts: list[Draft] = []
    for each in index.after(total, within=16):
        if each.paragraph != total.paragraph or len(parts) > _MOST_PARTS:
            break
        if each.measure != "level" or each.depth or each.unit != total.unit:
            continue
        if each.area != total.area or each.period != total.period or each.value >= total.value:
            break
        parts.append(each)
        slack = sum((_half(part) for part in (total, *parts)), Decimal(0))
        if len(parts) > 1 and adds_up(total, parts) and slack * 400 < total.value:
            return tuple(parts)
    return ()


def _sets(
    drafts: Sequence[Draft], words: tuple[str, ...], taken: set[int]
) -> Iterator[tuple[Draft, ...]]:
    """Yield the sets of figures whose names differ only by the words of a partition."""
    stems: dict[tuple[str, str, str, str], dict[str, Draft]] = {}
    for draft in drafts:
        if id(draft) in taken:
            continue
        name = canonical(draft.indicator)
        word = next((word for word in words if canonical(word) in name), None)
        if word is None:
            continue
        stem = name.replace(canonical(word), "*", 1)
        loose = re.sub(r"规上|单位|经济|综合", "", stem)
        key = (loose, draft.unit, draft.area.name, str(draft.period))
        stems.setdefault(key, {}).setdefault(word, draft)
    for members in stems.values():
        if len(members) == len(words):
            yield tuple(sorted(members.values(), key=lambda each: each.number_start))


def _total(index: FigureIndex, parts: Sequence[Draft]) -> Draft | None:
    """Return the figure before the parts that is their total.

    The nearest that they add up to; where they add up to none, the nearest of like size.
    """
    added = sum((part.value for part in parts), Decimal(0))
    nearest = None
    for each in index.before(parts[0], within=60):
        if (
            each.measure == parts[0].measure
            and each.unit == parts[0].unit
            and not each.depth
            and each.period == parts[0].period
            and each.area == parts[0].area
            and each not in parts
            and each.bound == parts[0].bound
            and abs(each.value - added) * 5 <= added
        ):
            if adds_up(each, parts):
                return each
            nearest = nearest or each
    return nearest


def sums(index: FigureIndex, partitions: Sequence[Partition]) -> Iterator[Proposal]:
    """Propose totals of known parts, and of what 其中 names."""
    done: set[int] = set()
    for partition in partitions:
        done.update(id(part) for part in partition.parts)
        yield Proposal(
            "sum",
            partition.total,
            tuple(("part", part) for part in partition.parts),
            (("complete", "yes" if _closed(index, partition) else "no"),),
            "sum.partition",
        )
    yield from _among(index, done)


def _closed(index: FigureIndex, partition: Partition) -> bool:
    """Whether the parts are all: they add up, or nothing of their kind stands beside them."""
    if adds_up(partition.total, partition.parts):
        return True
    first, last = partition.parts[0], partition.parts[-1]
    beside = [
        each
        for each in index.paragraph(last.paragraph)
        if each.unit == last.unit
        and each.measure == last.measure
        and each not in partition.parts
        and each is not partition.total
        and each.number_start > first.number_start
        and each.value < partition.total.value
    ]
    return not beside


def _among(index: FigureIndex, done: set[int]) -> Iterator[Proposal]:
    """Propose what 其中 names as parts of the figure of the same unit before it."""
    used: set[int] = set()
    for i, first in enumerate(index.drafts):
        if first.measure not in {"level", "count"} or id(first) in done or id(first) in used:
            continue
        if not (first.among or _AMONG.search(first.lead) or "中的" in first.lead):
            continue
        for unit in dict.fromkeys(
            each.unit for each in index.drafts[i : i + 4] if each.sentence == first.sentence
        ):
            total = next(
                (each for each in index.before(first, within=8) if _whole_of(each, first, unit)),
                None,
            )
            parts = _parts(index.drafts[i : i + 12], first, unit)
            if total is None or not parts or any(id(part) in done for part in parts):
                continue
            if nested(parts):
                used.update(id(part) for part in parts)
                continue
            complete = next((n for n in range(len(parts), 1, -1) if adds_up(total, parts[:n])), 0)
            if complete:
                parts = parts[:complete]
            elif any(part.value > total.value for part in parts):
                continue
            used.update(id(part) for part in parts)
            yield Proposal(
                "sum",
                total,
                tuple(("part", part) for part in parts),
                (("complete", "yes" if complete else "no"),),
                "sum.among",
            )


def nested(parts: Sequence[Draft]) -> bool:
    """Whether parts hold one another: what is under construction was signed before."""
    return sum(bool(_NESTED.search(part.indicator)) for part in parts) > 1


def _whole_of(total: Draft, first: Draft, unit: str) -> bool:
    own = head_of(first.indicator)
    if first.unit == unit and own and head_of(total.indicator) not in {own, ""}:
        return False
    return (
        total.unit == unit
        and total.measure in {"level", "count"}
        and not total.depth
        and total.paragraph == first.paragraph
        and total.status == first.status
        and total.area == first.area
        and total.period.end == first.period.end
    )


def _parts(drafts: Sequence[Draft], first: Draft, unit: str) -> list[Draft]:
    own = head_of(first.indicator)
    return [
        each
        for each in drafts
        if each.sentence == first.sentence
        and each.unit == unit
        and each.area == first.area
        and (not own or head_of(each.indicator) in {own, ""} or each.unit != first.unit)
        and each.measure in {"level", "count"}
        and not each.depth
    ]


def adds_up(total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether the parts give the total within the rounding of all of them."""
    added = sum((part.value for part in parts), Decimal(0))
    slack = sum((_half(each) for each in (total, *parts)), Decimal(0))
    return abs(added - total.value) <= slack


def _half(draft: Draft) -> Decimal:
    exponent = draft.value.as_tuple().exponent
    whole = draft.kind == "count" and exponent == 0
    return Decimal(0) if whole else Decimal(5).scaleb(int(exponent) - 1)


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


def growth_of(index: FigureIndex, level: Draft) -> Draft | None:
    """Return the growth that is printed right after a level."""
    for each in index.after(level, within=3):
        if (
            each.measure == "yoy"
            and canonical(each.indicator) == canonical(level.indicator)
            and (each.depth == level.depth and each.period == level.period)
        ):
            return each
    return None


def _contributions(index: FigureIndex) -> dict[str, list[Draft]]:
    """Return contributions by the part that they are of."""
    found: dict[str, list[Draft]] = {}
    for draft in index.drafts:
        if draft.measure == "contribution":
            found.setdefault(canonical(draft.indicator).split("对", 1)[0], []).append(draft)
    return found


def contributions(index: FigureIndex, partitions: Sequence[Partition]) -> Iterator[Proposal]:
    """Propose the growth of a whole from its parts, and each part's contribution; nominal only."""
    moved = _contributions(index)
    for partition in partitions:
        if not _closed(index, partition):
            continue
        growth = growth_of(index, partition.total)
        rates = [growth_of(index, part) for part in partition.parts]
        if growth is None or any(rate is None for rate in rates):
            continue
        known = [rate for rate in rates if rate is not None]
        if any(each.basis == "constant_price" for each in (growth, *known)):
            continue
        pairs: list[tuple[str, Draft]] = []
        for part, rate in zip(partition.parts, known, strict=True):
            pairs += [("part_level", part), ("part_growth", rate)]
        yield Proposal(
            "growth_from_parts", growth, tuple(pairs), (("complete", "yes"),), "growth.parts"
        )
        for part, rate in zip(partition.parts, known, strict=True):
            for draft in moved.get(canonical(part.indicator), ()):
                if draft.period == part.period and index.distance(draft, part) < 40:
                    yield Proposal(
                        "contribution",
                        draft,
                        (
                            ("part_growth", rate),
                            ("part_level", part),
                            ("whole_level", partition.total),
                            ("whole_growth", growth),
                        ),
                        pattern="contribution",
                    )


def sums_of_contributions(
    index: FigureIndex, partitions: Sequence[Partition]
) -> Iterator[Proposal]:
    """Propose that the contributions of all parts add to the growth of the whole."""
    moved = _contributions(index)
    for partition in partitions:
        growth = growth_of(index, partition.total)
        if growth is None:
            continue
        found = []
        for part in partition.parts:
            stem = re.sub("增加值$", "", canonical(part.indicator))
            fits = [draft for draft in moved.get(stem, ()) if draft.paragraph == part.paragraph]
            if fits:
                found.append(FigureIndex.nearest(part, fits) or fits[0])
        if len(found) == len(partition.parts):
            yield Proposal(
                "sum",
                growth,
                tuple(("part", each) for each in found),
                (("complete", "yes"),),
                "sum.contributions",
            )
