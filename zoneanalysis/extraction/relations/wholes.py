"""Parts and wholes: sums, growth of a whole, contributions (总分)."""

from __future__ import annotations

import re
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
