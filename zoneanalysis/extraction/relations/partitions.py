"""Parts that are all there are by their meaning: 三次产业, 去程和回程, 已开工和未开工 (划分)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import Block, FigureIndex, levels
from zoneanalysis.extraction.relations.names import (
    bare_name,
    canonical,
    fits_whole,
    is_average,
    says,
)
from zoneanalysis.extraction.relations.parts import of_one_time, owner_of
from zoneanalysis.extraction.vocabulary import Partition, vocabulary

__all__ = ["is_partition", "named_whole", "partitions"]


def partitions(index: FigureIndex) -> Iterator[Block]:
    """Yield the parts that a partition of the vocabulary names, with their whole."""
    places: dict[tuple[bool, int], list[Draft]] = {}  # sentences first
    said: dict[int, str] = {}
    for draft in index.drafts:
        if _column(draft) and _adds(draft):
            said[id(draft)] = index.own(draft)
            places.setdefault((True, draft.sentence), []).append(draft)
            places.setdefault((False, draft.paragraph), []).append(draft)
            if draft.block >= 0:
                places.setdefault((False, -1 - draft.block), []).append(draft)
    sets: list[tuple[Partition, tuple[Draft, ...]]] = []
    taken: set[int] = set()
    for _, drafts in sorted(places.items(), reverse=True):
        words = "\n".join(f"{canonical(each.indicator)}\n{said[id(each)]}" for each in drafts)
        for partition, apart in product(vocabulary().partitions, (False, True)):
            named = all(word in words or canonical(word) in words for word in partition.words)
            if not named or (apart and partition.of is None):
                continue
            for parts in _sets(said, drafts, partition, taken, apart=apart):
                sets.append((partition, parts))
                taken.update(id(part) for part in parts)
    for partition, parts in sets:
        total = _named_total(index, parts, partition, taken)
        if total is not None:
            yield Block(total, parts, "sum.partition", words=partition.words)


def _sets(
    said: Mapping[int, str],
    drafts: Sequence[Draft],
    partition: Partition,
    taken: set[int],
    *,
    apart: bool,
) -> Iterator[tuple[Draft, ...]]:
    """Yield the sets of figures whose names differ only by the words of a partition.

    *said*: the words before each. *apart*: by other words, too, in one sentence (一产,
    城乡居民生活 of 用电量).
    """
    stems: dict[tuple[str, str, str, str], dict[str, Draft]] = {}
    last: tuple[str, str, str, str] | None = None
    for draft in drafts:
        name = canonical(draft.indicator)
        word = next((word for word in partition.words if canonical(word) in name), None)
        if word is None and apart:  # 首次认定, of which the name is 认定
            word = next((word for word in partition.words if word in said[id(draft)]), None)
        if id(draft) in taken or word is None or (is_average(draft) and partition.of is None):
            continue
        if partition.not_of and partition.not_of.search(name):
            continue
        key = (
            str(draft.sentence) if apart else _stem(name, word),
            _column(draft) + draft.thing,
            draft.area.name,
            str(draft.period),
        )
        before = stems.get(last, {}) if last is not None and last[1:] == key[1:] else {}
        bare = name == word and not says("all_place", said[id(draft)])
        if last and bare and before and word not in before and not stems.get(key):
            key = last  # 一般贸易出口10.6亿元,进口8.9亿元
        members, last = stems.setdefault(key, {}), key
        members.setdefault(word, draft)
    for members in stems.values():
        if len(members) == len(partition.words):
            yield _ordered(members)


def _ordered(members: dict[str, Draft]) -> tuple[Draft, ...]:
    return tuple(sorted(members.values(), key=lambda each: each.number_start))


def _stem(name: str, word: str) -> str:
    """Return what a part's name leaves without the word that tells it from the others."""
    rest = name.replace(canonical(word), "", 1)
    return vocabulary().ties["part_only"].sub("", rest)


def _named_total(
    index: FigureIndex, parts: Sequence[Draft], partition: Partition, taken: set[int]
) -> Draft | None:
    """Return the figure before the parts that their names make their total."""
    first = parts[0]
    names = [canonical(part.indicator) for part in parts]
    told = [_stem(n, w) for n in names for w in partition.words if canonical(w) in n]
    stems = told or names  # 蓄水 of 大型水库…、中型水库…, of which the words stand apart
    stem, loose = stems[0] or owner_of(index, first), None
    inside = [e for e in index.after(first, within=40) if e.number_start < parts[-1].number_start]
    others = (e for e in inside if partition.of is not None and _is_beside(index, e, parts))
    if any(others) or any(_is_whole(each, partition, parts) for each in inside):
        return None  # 水电4.2亿千瓦,核电0.6亿千瓦,风电4.4亿千瓦: of more kinds
    if _goes_on(index, parts[-1]):
        return None  # 养护公路3240公里,其中国道…;全市公路9240公里,县道…
    behind = [*index.after(parts[-1], within=8)]
    if partition.of is None:
        behind = [each for each in behind if each.sentence == first.sentence]
    kind = (_column(first), first.thing, first.period, first.area, first.status)
    for each in (*index.before(first, within=60), *behind):
        name = canonical(each.indicator)
        if (_column(each), each.thing, each.period, each.area, each.status) != kind:
            continue
        if not each.plain or first.limit or index.note_of(each) != index.note_of(first):
            continue
        if says("moment", index.left(each)) or not _of_group(index, each, first) or name in names:
            continue
        if is_average(each) and partition.of is None:
            continue
        place = each.area.name  # 云川生产总值, of 云川市
        owned = (n for n in range(len(place), 1, -1) if each.indicator.startswith(place[:n]))
        total = each.indicator[next(owned, 0) :]
        fit = fits_whole(total, stem, *(part.indicator for part in parts))
        fit = "same" if _joins(each, partition, stem) else fit
        ends = {word[-1] for word in partition.words} == {each.indicator[-1:]}
        if fit != "same" and ends and (each.indicator[-1:] == "级" or _names_part(each, partition)):
            continue  # 中央级 is beside 省级; but 进出口 is 出口 and 进口
        if _another(index, each, first):
            continue
        if partition.of is not None:
            beside = stem in each.indicator or each.sentence == first.sentence
            last = index.preceding(index.first(first))
            near = each.sentence in {first.sentence, last.sentence if last else -1}
            beside = beside if len({*stems}) == 1 else near
            beside = beside and not _with_another(index, each, parts)
            fit = "same" if partition.of.search(each.indicator) and beside else ""
        if fit == "same":
            return each
        here = each.paragraph == first.paragraph and id(each) not in taken
        if fit == "ending" and loose is None and here and _leads(index, each, parts):
            loose = each
    return loose


def _is_beside(index: FigureIndex, each: Draft, parts: Sequence[Draft]) -> bool:
    """Whether a level stands among parts as another of them."""
    alike = (each.thing, each.sentence, each.depth) == (parts[0].thing, parts[0].sentence, 0)
    told = each.counted and alike and all(each is not part for part in parts)
    return told and not says("among", index.left(each)) and not is_average(each)


def _joins(total: Draft, partition: Partition, stem: str) -> bool:
    """Whether a name joins a partition's words to what its parts have in common: 布料进出口总额."""
    name = canonical(total.indicator)
    found = says("both_ways", name)
    if found is None or any(not {*word} <= {*found[0]} for word in partition.words):
        return False
    return bare_name(_stem(name, found[0])) == bare_name(stem) != ""


def _with_another(index: FigureIndex, total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether parts are trade with others than their total's words name, or with several."""
    told = (says("partner", part.indicator) for part in parts)
    names = {found["who"] for found in told if found}
    return len(names) > 1 or any(name not in index.opening(total) for name in names)


def _names_part(total: Draft, partition: Partition) -> bool:
    """Whether a figure is itself one of the parts elsewhere: 国际赛金牌1枚, 省运会奖牌60枚."""
    return any(canonical(word) in canonical(total.indicator) for word in partition.words)


def _column(draft: Draft) -> str:
    """Return what adds together: levels, or changes of them; nothing for what adds with neither."""
    if draft.counted:
        return "level"
    return "change" if draft.pattern == "level.change" else ""


def _adds(draft: Draft) -> bool:
    """Whether a figure may be a part or a whole: incomes a head add as incomes do."""
    return not is_average(draft) or says("a_head", draft.indicator) is not None


def _of_group(index: FigureIndex, total: Draft, part: Draft) -> bool:
    """Whether a part's words name the same households as its total's, or it stands right behind."""
    mine = _group(index, part)
    return mine == _group(index, total) or (not mine and part.sentence <= total.sentence + 1)


def _group(index: FigureIndex, draft: Draft) -> str:
    """Return whose incomes they are, where a figure's name or what opens its sentence says so."""
    found = says("residents", draft.indicator) or says("residents", index.opening(draft))
    return found[0] if found and says("a_head", draft.indicator + index.opening(draft)) else ""


def _leads(index: FigureIndex, total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether a figure leads to parts, no other of the kind among them or before them."""
    between = index.between(total, parts[0])
    cut = says("cut", between)
    near = parts[0].sentence - total.sentence in {0, 1} or cut or says("among", between)
    if total.end > parts[0].start or not near or (cut and says("cut", index.opening(total))):
        return False
    told = [e for e in index.after(total, within=20) if e.number_start <= parts[-1].number_start]
    return len(levels(told, total, "unit")) <= len(parts)


def _is_whole(each: Draft, partition: Partition, parts: Sequence[Draft]) -> bool:
    """Whether a level among parts is called what their whole is called."""
    alike = _column(each) == _column(parts[0]) and each.unit == parts[0].unit and not each.depth
    named = partition.of is not None and partition.of.search(each.indicator) is not None
    return alike and named and not _names_part(each, partition)


def _goes_on(index: FigureIndex, last: Draft) -> bool:
    """Whether the list that a part ends names another: 水田1.2万亩、旱地0.6万亩、菜地0.1万亩."""
    behind = index.following(last)
    alike = behind is not None and (behind.unit, behind.depth) == (last.unit, last.depth)
    return alike and behind is not None and index.left(behind).startswith(("、", "和", "及"))


def _another(index: FigureIndex, total: Draft, first: Draft) -> bool:
    """Whether another level stands between a whole and its parts, one of which 其中 tells.

    In 耕地5.8万亩,流转2.1万亩,其中水田1.2万亩 they are the other's; in 公路9240公里,其中高速…,
    国道 it is one.
    """
    near = (e for e in index.earlier(first) if e.number_start > total.number_start)
    told = [e for e in near if e.unit == first.unit and _column(e) == _column(first)]
    told = [e for e in told if of_one_time(first, e)]
    return bool(told) and any(says("among", index.left(e)) for e in (first, *told))


def is_partition(total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether the parts are a whole partition of the vocabulary, as of their total."""
    names = [canonical(part.indicator) for part in parts]
    return any(
        len(each.words) == len(names)
        and (each.of is None or each.of.search(total.indicator) is not None)
        and not (each.not_of and each.not_of.search(total.indicator))
        and all(any(canonical(word) in name for name in names) for word in each.words)
        and _is_of(total, names, each.words)
        for each in vocabulary().partitions
    )


def named_whole(total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether a figure's own name joins those of parts that are all there are: 出口 and 进口."""
    both = {*"".join(canonical(part.indicator) for part in parts)}
    named = says("both_ways", canonical(total.indicator)) is not None
    return named and both <= {*canonical(total.indicator)} and is_partition(total, parts)


def _is_of(total: Draft, names: Sequence[str], words: Sequence[str]) -> bool:
    """Whether what parts' names have beside a partition's words is their total's: no 民企出口."""
    told = [next((w for w in words if canonical(w) in name), "") for name in names]
    stems = {_stem(name, word) for name, word in zip(names, told, strict=True) if word} - {""}
    own = canonical(total.indicator)
    return all(stem in own or fits_whole(own, stem, *names) for stem in stems)
