"""What parts add to the growth of their whole: 拉动, 贡献率 (拉动与贡献)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import growth_of
from zoneanalysis.extraction.relations.index import COMPLETE, FigureIndex, Proposal, sole, tie
from zoneanalysis.extraction.relations.names import bare_name, canonical, is_real, says
from zoneanalysis.extraction.relations.parts import may_be_whole, owner_of
from zoneanalysis.extraction.vocabulary import Partition, vocabulary

__all__ = ["RULES"]

_PRODUCT = "地区生产总值"


def contributions(index: FigureIndex) -> Iterator[Proposal]:
    """Propose each part's contribution to the growth of its whole; at current prices only.

    And that the contributions of all parts add to the growth of the whole.
    """
    moved: dict[str, list[Draft]] = {}
    for draft in index.drafts:
        if draft.measure == "contribution":
            moved.setdefault(canonical(draft.indicator).split("对", 1)[0], []).append(draft)
    for block in index.blocks:
        growth = growth_of(index, block.total)
        if growth is None:
            continue
        for part in block.parts if block.complete and not is_real(growth) else ():
            rate = growth_of(index, part)
            for draft in moved.get(canonical(part.indicator), ()) if rate else ():
                if rate and not is_real(rate) and draft.period == part.period:
                    moved_by = (rate, part, block.total, growth)
                    yield _contribution(draft, moved_by, block.doubts)
        nearest = [_moved_by(part, moved) for part in block.parts] if block.words else []
        found = [each for each in nearest if each is not None]
        if found and len(found) == len(block.parts):
            yield tie(
                "sum", growth, "sum.contributions", part=found, params=COMPLETE, doubts=block.doubts
            )


def pulled(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 拉动出口增长1.2个百分点 by the level and growth right before it, and those of 出口.

    Not of what grows at other prices than its levels, or is counted of a sample.
    """
    for draft in index.drafts:
        moved = says("pulled", canonical(draft.indicator))
        part = next((each for each in index.earlier(draft) if each.counted), None)
        if draft.measure != "contribution" or moved is None or draft.limit or part is None:
            continue
        named = index.named(bare_name(moved["whole"]), draft)
        named = [e for e in named if may_be_whole(index, e, part, draft) and e.area == part.area]
        named = [e for e in named if not owner_of(index, e) and growth_of(index, e) is not None]
        whole = sole(named) if canonical(part.indicator) == moved["part"] else None
        if whole is None or says("resampled", whole.indicator):
            continue
        own, of_all = growth_of(index, part), growth_of(index, whole)
        if own and of_all and not any(is_real(e) or e.limit for e in (own, of_all)):
            yield _contribution(draft, (own, part, whole, of_all))


def _contribution(draft: Draft, found: Sequence[Draft], doubts: tuple[str, ...] = ()) -> Proposal:
    roles = ("part_growth", "part_level", "whole_level", "whole_growth")
    inputs = tuple(zip(roles, found, strict=True))
    return Proposal("contribution", draft, inputs, (), "contribution", doubts)


def _moved_by(part: Draft, moved: Mapping[str, Sequence[Draft]]) -> Draft | None:
    """Return what a part is said to have added, be it called with 增加值 or without."""
    stem = vocabulary().ties["points_end"].sub("", canonical(part.indicator))
    fits = (e for name in (stem, canonical(part.indicator)) for e in moved.get(name, ()))
    return FigureIndex.nearest(part, [e for e in fits if e.paragraph == part.paragraph])


def demands(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that what consumption, investment and trade pull adds to the growth of the whole."""
    seen: set[int] = set()
    for draft in index.drafts:
        if draft.measure != "contribution" or draft.sentence in seen:
            continue
        seen.add(draft.sentence)
        moved = [e for e in index.sentence(draft.sentence)[:40] if e.measure == "contribution"]
        near = [e for e in index.above(draft, within=40) if e.measure == "yoy" and not e.depth]
        near = [e for e in near if e.area == draft.area]
        for partition in vocabulary().partitions:
            named = {
                word: each
                for word in partition.words
                for each in moved
                if canonical(each.indicator).startswith(canonical(word))
            }
            all_three = says("all_three", draft.indicator) and len(partition.words) == 3
            parts = index.group(draft) if all_three else [*named.values()]
            wholes = [each for each in near if _is_whole_of(partition, each)]
            growth = next((each for each in wholes if each.period == draft.period), None)
            if growth and len(parts) == len(partition.words) == len(moved):
                inputs = tuple(("contribution", each) for each in parts)
                doubts = ("rival",) if len({each.period for each in wholes}) > 1 else ()
                pattern = "contributions.demand"
                yield Proposal("contributions_sum", growth, inputs, COMPLETE, pattern, doubts)


def _is_whole_of(partition: Partition, growth: Draft) -> bool:
    """Whether growth is of what all the parts pull: 地区生产总值, or what a partition names."""
    name = canonical(growth.indicator)
    whole = partition.of.fullmatch(name) if partition.of else name == canonical(_PRODUCT)
    return bool(whole)


def pulls(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 拉动 as 贡献率 × growth of the whole, where words name one part and one whole."""
    for draft in index.drafts:
        moved = says("pulled", canonical(draft.indicator))
        if draft.measure != "contribution" or moved is None or not draft.plain:
            continue
        part, whole = moved["part"], _whole_named(moved["whole"])
        rate = next((e for e in index.earlier(draft) if says("hundred", e.indicator)), None)
        if rate is None or not _is_rate_of(canonical(rate.indicator), part, whole):
            rate = index.following(draft)
            if rate is None or not says("rate_beside", index.between(draft, rate)):
                continue
        kind = (draft.area, draft.status, draft.period, 0, "")
        growths = [
            each
            for each in index.above(draft, within=12)
            if each.measure == "yoy"
            and (each.area, each.status, each.period, each.depth, each.limit) == kind
            and bare_name(each.indicator).removesuffix("增加值") == bare_name(whole)
        ]
        growth = sole(growths) if rate.unit == "%" and rate.period == draft.period else None
        if growth and rate.area == draft.area and not rate.limit:
            yield tie(
                "contribution_from_rate", draft, "contribution.rate", rate=rate, whole_growth=growth
            )


def _whole_named(words: str) -> str:
    return canonical(_PRODUCT) if says("economy", words) else words


def _is_rate_of(name: str, part: str, whole: str) -> bool:
    """Whether 消费对经济增长的贡献率 is of a part and a whole, as far as it names them."""
    named = says("rate_of", name)
    if named is None or (named["whole"] and _whole_named(named["whole"]) != whole):
        return False
    return part == name or (part == named["part"] != "")


RULES = (contributions, pulled, demands, pulls)
