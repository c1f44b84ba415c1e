"""Sums, growth of a whole from its parts, contributions (总分关系)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import growth_of
from zoneanalysis.extraction.relations.index import (
    COUNTED,
    FigureIndex,
    Proposal,
    bare_name,
    canonical,
    says,
)
from zoneanalysis.extraction.relations.judged import verdict_of
from zoneanalysis.extraction.relations.names import is_real
from zoneanalysis.extraction.relations.parts import Block, exceeds, may_be_whole, owner_of
from zoneanalysis.extraction.vocabulary import Partition, vocabulary

__all__ = [
    "changes_of_wholes",
    "contributions",
    "demands",
    "growth_of_wholes",
    "pulled",
    "pulls",
    "sums",
    "sums_of_contributions",
]

_SEVERAL = "两三四五六七八九"
_MOVED = re.compile("(?P<part>[^对]+)对(?P<whole>.+?)增长拉动$")
_RATE_OF = re.compile("(?:(?P<part>[^对]*)对)?(?:(?P<whole>[^对]+?)增长|[^对]*?)贡献率$")


def sums(index: FigureIndex, blocks: Sequence[Block]) -> Iterator[Proposal]:
    """Propose that parts make their whole; and where some of them exceed it, that they may not.

    That some parts are less than their whole would be no news: it is not listed as consistent.
    """
    for block in blocks:
        if block.complete or (exceeds(block.total, block.parts) and _is_bound(index, block)):
            yield Proposal(
                "sum",
                block.total,
                tuple(("part", part) for part in block.parts),
                (("complete", "yes" if block.complete else "no"),),
                block.pattern,
                block.doubts,
            )


def _is_bound(index: FigureIndex, block: Block) -> bool:
    """Whether some parts can be no more than their whole, as far as words tell.

    One of them stands in its sentence with no other level between.
    """
    total, first = block.total, block.parts[0]
    near = index.sentence(total.sentence)
    signed = any(says("signed", e.indicator + index.left(e)[-6:]) for e in near)
    if block.doubts or signed:
        return False  # 利润54.4亿元,其中盈利企业盈利56.8亿元
    between = [e for e in index.before(first) if e.number_start > total.number_start]
    alone = not any(each.measure in COUNTED and each.unit == total.unit for each in between)
    told = block.pattern != "sum.among" or says("among", index.left(first)) is not None
    return len(block.parts) > 1 or (told and alone and total.sentence == first.sentence)


def growth_of_wholes(index: FigureIndex, blocks: Sequence[Block]) -> Iterator[Proposal]:
    """Propose the growth of a whole from that of its parts; at current prices only.

    Where they are not all there are they bound it: the whole was no less before than they were.
    That it was more would be no news.
    """
    for block in blocks:
        if len(block.parts) < 2 or not (block.complete or _is_bound(index, block)):
            continue
        if says("a_head", block.total.indicator):
            continue  # of a survey: its growth is not only that of what the households earn
        growth = growth_of(index, block.total)
        rates = [growth_of(index, part) for part in block.parts]
        known = [rate for rate in rates if rate is not None]
        if growth is None or len(known) < len(rates) or any(map(is_real, (growth, *known))):
            continue
        pairs = [] if block.complete else [("whole_level", block.total)]
        for part, rate in zip(block.parts, known, strict=True):
            pairs += [("part_level", part), ("part_growth", rate)]
        params = (("complete", "yes" if block.complete else "no"),)
        found = Proposal(
            "growth_from_parts", growth, tuple(pairs), params, "growth.parts", block.doubts
        )
        if block.complete or verdict_of(found).is_finding:
            yield found


def changes_of_wholes(index: FigureIndex, blocks: Sequence[Block]) -> Iterator[Proposal]:
    """Propose that the changes of all parts, each right behind its level, make the whole's."""
    for block in blocks:
        levels = (block.total, *block.parts)
        told = [each for level in levels for each in index.after(level, within=1)]
        behind = [each for each in told if each.pattern == "level.change" and not each.limit]
        alike = {(each.unit, says("short", each.lead) is None) for each in behind}
        first = behind[0].reference_period if behind else None
        since = {each.reference_period for each in behind} <= {first, None}
        plain = len(behind) == len(levels) and not any(each.depth for each in behind)
        if block.complete and plain and len(alike) == 1 and since:
            inputs = tuple(("part", each) for each in behind[1:])
            params = (("complete", "yes"),)
            yield Proposal("sum", behind[0], inputs, params, "sum.changes", block.doubts)


def shares_together(index: FigureIndex, blocks: Sequence[Block]) -> Iterator[Proposal]:
    """Propose that the shares of parts make that of their whole: 三项合计…,占62.8%."""
    for block in blocks:
        levels = (block.total, *block.parts)
        told = [each for level in levels for each in index.after(level, within=1)]
        shares = [each for each in told if each.measure == "share" and not each.limit]
        plain = len({(e.reference, e.unit, e.depth, e.pattern) for e in shares}) == 1
        if block.complete and plain and len(shares) == len(levels) and not block.doubts:
            inputs = tuple(("part", each) for each in shares[1:])
            params = (("complete", "yes"),)
            yield Proposal("sum", shares[0], inputs, params, "sum.shares")
    yield from _shares_of_several(index)


def _shares_of_several(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 两者合计占54.1% of the shares told before it in its sentence: 占31.4%,…占22.7%."""
    for draft in index.drafts:
        found = says("share_of_several", index.left(draft))
        if found is None or draft.measure != "share" or draft.depth or draft.limit:
            continue
        near = [e for e in index.before(draft, within=12) if e.sentence == draft.sentence]
        shares = [e for e in near if e.measure == "share" and e.pattern != "compared"]
        told = [each for each in shares if each.period == draft.period]  # 占80.4%;图书(12.7%)
        number = _SEVERAL.find(found["number"]) + 2 if found["number"] else len(told)
        wholes = {each.reference for each in told[:number]} - {"", draft.reference}
        plain = not any(each.limit or says("among", index.left(each)) for each in told[:number])
        if plain and len(told) >= number > 1 and len(wholes) < 2 - bool(draft.reference):
            inputs = tuple(("part", each) for each in told[:number][::-1])
            yield Proposal("sum", draft, inputs, (("complete", "yes"),), "sum.shares")


def contributions(index: FigureIndex, blocks: Sequence[Block]) -> Iterator[Proposal]:
    """Propose each part's contribution to the growth of its whole; at current prices only."""
    moved = _contributions(index)
    for block in blocks:
        growth = growth_of(index, block.total)
        if growth is None or is_real(growth) or not block.complete:
            continue
        for part in block.parts:
            rate = growth_of(index, part)
            if rate is None or is_real(rate):
                continue
            for draft in moved.get(canonical(part.indicator), ()):
                if draft.period == part.period and index.distance(draft, part) < 40:
                    yield Proposal(
                        "contribution",
                        draft,
                        (
                            ("part_growth", rate),
                            ("part_level", part),
                            ("whole_level", block.total),
                            ("whole_growth", growth),
                        ),
                        pattern="contribution",
                        doubts=block.doubts,
                    )


def pulled(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 拉动出口增长1.2个百分点 by the level and growth right before it, and those of 出口.

    Not of what grows at other prices than its levels, or is counted of a sample.
    """
    for draft in index.drafts:
        moved = _MOVED.match(canonical(draft.indicator))
        part = next((each for each in index.earlier(draft) if each.measure in COUNTED), None)
        if draft.measure != "contribution" or moved is None or draft.limit or part is None:
            continue
        named = index.named(bare_name(moved["whole"]), draft)
        named = [e for e in named if may_be_whole(index, e, part, draft) and e.area == part.area]
        named = [e for e in named if not owner_of(index, e) and growth_of(index, e) is not None]
        if canonical(part.indicator) != moved["part"] or len({each.value for each in named}) != 1:
            continue
        rates = [growth_of(index, part), growth_of(index, named[0])]
        known = [e for e in rates if e is not None and not (is_real(e) or e.limit)]
        if len(known) == len(rates) and not says("resampled", named[0].indicator):
            inputs = (
                ("part_growth", known[0]), ("part_level", part),
                ("whole_level", named[0]), ("whole_growth", known[1]),
            )  # fmt: skip
            yield Proposal("contribution", draft, inputs, pattern="contribution")


def sums_of_contributions(index: FigureIndex, blocks: Sequence[Block]) -> Iterator[Proposal]:
    """Propose that the contributions of all parts add to the growth of the whole."""
    moved = _contributions(index)
    for block in blocks:
        growth = growth_of(index, block.total)
        if growth is None or not block.words:
            continue
        found = []
        for part in block.parts:
            stem = vocabulary().ties["points_end"].sub("", canonical(part.indicator))
            fits = [
                draft
                for name in (stem, canonical(part.indicator))
                for draft in moved.get(name, ())
                if draft.paragraph == part.paragraph
            ]
            if fits:
                found.append(FigureIndex.nearest(part, fits) or fits[0])
        if len(found) == len(block.parts):
            yield Proposal(
                "sum",
                growth,
                tuple(("part", each) for each in found),
                (("complete", "yes"),),
                "sum.contributions",
                block.doubts,
            )


def demands(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that what consumption, investment and trade pull adds to the growth of the whole."""
    seen: set[int] = set()
    for draft in index.drafts:
        if draft.measure != "contribution" or draft.sentence in seen:
            continue
        seen.add(draft.sentence)
        moved = [e for e in index.sentence(draft.sentence)[:40] if e.measure == "contribution"]
        for partition in vocabulary().partitions:
            parts = {
                word: each
                for word in partition.words
                for each in moved
                if canonical(each.indicator).startswith(canonical(word))
            }
            if says("all_three", draft.indicator) and len(moved) == len(partition.words) == 3:
                parts = {str(at): each for at, each in enumerate(index.group(draft))}
            if len(parts) < len(partition.words) or len(parts) != len(moved):
                continue
            growth = next(
                (
                    each
                    for each in index.before(draft, within=12)
                    if each.measure == "yoy"
                    and each.paragraph == draft.paragraph
                    and (each.period, each.area) == (draft.period, draft.area)
                    and not each.depth
                    and _is_whole_of(partition, canonical(each.indicator))
                ),
                None,
            )
            if growth is not None:
                yield Proposal(
                    "contributions_sum",
                    growth,
                    tuple(("contribution", each) for each in parts.values()),
                    (("complete", "yes"),),
                    "contributions.demand",
                )


def _is_whole_of(partition: Partition, name: str) -> bool:
    """Whether growth is of what all the parts pull: 地区生产总值, or what a partition names."""
    if partition.of is not None:
        return partition.of.fullmatch(name) is not None
    return name == canonical("地区生产总值")


def pulls(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 拉动 as 贡献率 × growth of the whole, where words name one part and one whole."""
    for draft in index.drafts:
        moved = _MOVED.match(canonical(draft.indicator))
        if draft.measure != "contribution" or moved is None or draft.limit or draft.depth:
            continue
        part, whole = moved["part"], _whole_named(moved["whole"])
        rate = next((e for e in index.earlier(draft) if says("hundred", e.indicator)), None)
        if rate is None or not _is_rate_of(canonical(rate.indicator), part, whole):
            rate = next(index.after(draft, within=1), None)
            if rate is None or not says("rate_beside", index.between(draft, rate)):
                continue
        if rate.unit != "%" or rate.limit or rate.area != draft.area:
            continue
        growths = [
            each
            for each in index.before(draft, within=12)
            if each.measure == "yoy"
            and each.unit == "%"
            and bare_name(each.indicator).removesuffix("增加值") == bare_name(whole)
            and (each.paragraph, each.period) == (draft.paragraph, draft.period)
            and (each.area, each.status) == (draft.area, draft.status)
            and not (each.limit or each.depth)
        ]
        if rate.period == draft.period and len({each.value for each in growths}) == 1:
            inputs = (("rate", rate), ("whole_growth", growths[0]))
            yield Proposal("contribution_from_rate", draft, inputs, pattern="contribution.rate")


def _whole_named(words: str) -> str:
    return canonical("地区生产总值") if says("economy", words) else words


def _is_rate_of(name: str, part: str, whole: str) -> bool:
    """Whether 消费对经济增长的贡献率 is of a part and a whole, as far as it names them."""
    named = _RATE_OF.match(name)
    if named is None or (named["whole"] and _whole_named(named["whole"]) != whole):
        return False
    return part == name or (part == named["part"] != "")


def _contributions(index: FigureIndex) -> dict[str, list[Draft]]:
    """Return contributions by the part that they are of."""
    found: dict[str, list[Draft]] = {}
    for draft in index.drafts:
        if draft.measure == "contribution":
            found.setdefault(canonical(draft.indicator).split("对", 1)[0], []).append(draft)
    return found
