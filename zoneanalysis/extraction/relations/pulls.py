"""What parts add to the growth of their whole: 拉动, 贡献率 (拉动与贡献)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import growth_of
from zoneanalysis.extraction.relations.index import (
    COMPLETE,
    FigureIndex,
    Proposal,
    sole,
    tie,
)
from zoneanalysis.extraction.relations.names import bare_name, canonical, is_real, says
from zoneanalysis.extraction.relations.parts import of_same_heads, owner_of, whose_else
from zoneanalysis.extraction.relations.rivals import read_alone
from zoneanalysis.extraction.vocabulary import Partition, vocabulary

__all__ = ["RULES"]

_PRODUCT = "地区生产总值"
_INDUSTRIES = ("第一产业", "第二产业", "第三产业")
_REACH = 60  # figures between what is pulled and what pulls it


@dataclass(frozen=True, slots=True)
class _Move:
    """What a part adds to the growth of its whole: so many points, or a rate of that growth.

    *part* and *whole* are what they are called, *whole* "" where the words leave it out; *own* is
    the figure that was told of the part right before, *growth* the whole's.
    """

    draft: Draft
    part: str
    whole: str
    own: Draft | None
    growth: Draft | None
    doubts: tuple[str, ...] = ()

    @property
    def is_rate(self) -> bool:
        return self.draft.unit == "%"


def moves(index: FigureIndex) -> Iterator[Proposal]:
    """Propose what each part adds by its rate, by levels and by changes, and what all parts add."""
    told: dict[int, _Move] = {}
    last: _Move | None = None
    for draft in index.drafts:
        pair = _pair(index, draft)
        inside = draft.depth and (pair is None or pair.depth == draft.depth)
        if inside or draft.lost or draft.pattern == "compared":
            continue
        rate = draft.unit == "%" and says("hundred", draft.indicator) is not None
        if rate or draft.measure == "contribution":
            beside = told.get(id(pair))
            last = _read(index, draft, beside, last)
            told[id(draft)] = last
            if beside is not None:
                yield from _by_rate(beside, last)
    for each in told.values():
        if each.own is not None and not each.draft.limit:
            yield from _by_change(index, each) if each.is_rate else _by_level(index, each)
    found = [*_together(index, [*told.values()])]
    yield from found
    summed = {id(each) for proposal in found for each in proposal.drafts}
    free = [e.draft for e in told.values() if not e.is_rate and id(e.draft) not in summed]
    yield from _of_paragraph(index, free)


def _of_paragraph(index: FigureIndex, pulls: Sequence[Draft]) -> Iterator[Proposal]:
    """Propose that all the pulls of a paragraph, said to be all, make the growth beside them."""
    told: dict[int, list[Draft]] = {}
    for each in pulls:
        told.setdefault(each.paragraph, []).extend([each] if each.plain else [])
    for number, parts in told.items():
        words = "".join(map(index.left, parts)) + index.right(parts[-1])[:24] if parts else ""
        if len(parts) < 2 or not says("pull_all", words) or says("among", words):
            continue
        near = [e for e in index.paragraph(number) if e.measure == "yoy" and e.plain]
        ends = [e for e in near if e.start < parts[0].start][-1:]
        ends += [e for e in near if e.start > parts[-1].start][:1]
        made = (
            tie("contributions_sum", e, "contributions.all", params=COMPLETE, contribution=parts)
            for e in ends
        )
        yield from read_alone(made, digit=True)


def _pair(index: FigureIndex, draft: Draft) -> Draft | None:
    """Return the pull that a rate stands right beside, or the rate that a pull does; in lists each.

    分别拉动0.5、2.0、2.5个百分点,贡献率分别为10%、40%、50%.
    """
    mine = index.group(draft)
    near = index.preceding(mine[0])
    if near is None or near.sentence != draft.sentence:
        return None
    role = "rate_beside" if draft.unit == "%" else "pull_beside"
    others = index.group(near)
    pairs = len(others) == len(mine) and says(role, index.between(near, mine[0])) is not None
    return others[index.at(draft)] if pairs else None


def _read(index: FigureIndex, draft: Draft, pair: _Move | None, last: _Move | None) -> _Move:
    """Return what a figure says of part and whole; what it leaves out is as right before it."""
    name = canonical(draft.indicator)
    found = says("pulled" if draft.measure == "contribution" else "rate_of", name)
    words = found.groupdict() if found else {}
    subject = next((e for e in index.earlier(draft) if e.counted or e.measure == "yoy"), None)
    apart = subject is not None and ";" in index.between(subject, draft)
    own = None if apart else subject
    beside = pair or (last if last is not None and own is not None and last.own is own else None)
    part = words.get("part") or ""
    if says("hundred", part):
        part = ""  # 贡献率4.8%,拉动…: of what was told before
    part = part or (beside.part if beside else canonical(own.indicator) if own else "")
    whole = words.get("whole") or ""
    if not whole and beside is not None:
        whole = beside.whole
    if not whole:
        divided = pair.growth if pair is not None else _divided(index, draft)
        return _Move(draft, part, "", own, divided)
    growths = _grown(index, draft, _whole_named(whole), part, subject)
    growths = [e for e in growths if own is None or of_same_heads(index, e, own)]
    here = [e for e in growths if e.paragraph == draft.paragraph]
    growth = sole([e for e in here or growths if e.period == draft.period])
    several = len({e.period for e in here}) > 1
    return _Move(draft, part, whole, own, growth, ("rival",) if several else ())


def _grown(
    index: FigureIndex, draft: Draft, name: str, part: str, subject: Draft | None
) -> list[Draft]:
    """Return the growth of a whole that words name: what was told of its place and is so called.

    Else what a longer name ends with: 规上工业, 居民人均可支配收入; but for the *subject*.
    """
    area, length = index.gazetteer.leading(name)
    name = _stem(name[length:] if area is not None else name)
    near = [*index.before(draft, within=_REACH)]
    told = [e for e in near if e.measure == "yoy" and e.plain and e.unit == "%"]
    told = [e for e in told if (e.area, e.status) == (draft.area, draft.status)]
    told = [e for e in told if not index.is_mean(e)]
    named = [(e, _stem(_whole_named(canonical(e.indicator)))) for e in told]
    named = [(e, own) for e, own in named if own != _stem(part) and len(name) > 1]
    exact = [e for e, own in named if vocabulary().ties["whose"].sub("", own) == name]
    ends = [e for e, _ in named if whose_else(e, name)]
    same = [e for e, own in named if own == name]
    return same or [e for e in exact or ends if e is not subject]


def _stem(name: str) -> str:
    """Return what grew, be it called with 增加值 or without: 工业 of 工业增加值."""
    return vocabulary().ties["points_end"].sub("", bare_name(name))


def _whole_named(words: str) -> str:
    return canonical(_PRODUCT) if says("economy", words) else words


def _divided(index: FigureIndex, draft: Draft) -> Draft | None:
    """Return the growth that 其中 or a cut divides, in the sentence of what pulls it or before.

    零售额增长5.0%,其中汽车类拉动2.0个百分点;家电类拉动0.9个百分点.
    """
    behind = draft
    for each in index.before(draft, within=_REACH):
        if each.depth:
            continue
        if not 0 <= draft.sentence - each.sentence < 2 or each.paragraph != draft.paragraph:
            return None
        words = index.between(each, behind)
        if says("among", words) or says("cut_pulls", words):
            kind = (draft.area, draft.period, draft.status, "yoy", "%")
            alike = (each.area, each.period, each.status, each.measure, each.unit) == kind
            other = index.is_mean(each) or says("counted_by", index.left(each))
            return each if alike and each.plain and not other else None  # 剔除汽车后增长5.2%
        behind = each
    return None


def _by_rate(one: _Move, other: _Move) -> Iterator[Proposal]:
    """Propose 拉动 as 贡献率 × growth of the whole, one of them told right behind the other."""
    pull, rate = (other, one) if one.is_rate else (one, other)
    if pull.is_rate or not rate.is_rate:
        return
    growths = [each.growth for each in (pull, rate) if each.growth is not None]
    unknown = [each.whole for each in (pull, rate) if each.growth is None]
    alike = len({id(each) for each in growths}) == 1
    alike = alike and all(growths[0].indicator.endswith(words) for words in unknown)
    drafts = (pull.draft, rate.draft)
    plain = pull.draft.area == rate.draft.area and not any(each.limit for each in drafts)
    if alike and plain and rate.draft.period == pull.draft.period:
        yield tie(
            "contribution_from_rate", pull.draft, "contribution.rate",
            doubts=pull.doubts or rate.doubts, rate=rate.draft, whole_growth=growths[0],
        )  # fmt: skip


def _by_level(index: FigureIndex, move: _Move) -> Iterator[Proposal]:
    """Propose 拉动出口增长1.2个百分点 by the level and growth of its part, and those of 出口.

    Not of what grows at other prices than its levels, or is counted of a sample.
    """
    part, grown = _level(index, move), move.growth
    whole = grown and _level_of(index, grown)
    own = growth_of(index, part) if part is not None else None
    if part is None or whole is None or own is None or grown is None:
        return
    if any(says(role, whole.indicator) for role in ("resampled", "rebased")):
        return
    alike = (part.thing, part.area, part.period) == (whole.thing, whole.area, whole.period)
    plain = not any(is_real(e) or e.limit for e in (own, grown, part, whole))
    if alike and plain and not owner_of(index, whole):
        roles = ("part_growth", "part_level", "whole_level", "whole_growth")
        inputs = tuple(zip(roles, (own, part, whole, grown), strict=True))
        yield Proposal("contribution", move.draft, inputs, (), "contribution", move.doubts)


def _level(index: FigureIndex, move: _Move) -> Draft | None:
    """Return the level told of a part in its sentence before what it adds."""
    level = next((e for e in index.earlier(move.draft) if e.counted), None)
    if level is None or move.own is None or ";" in index.between(level, move.draft):
        return None
    names = {move.part, canonical(move.own.indicator)}
    return level if canonical(level.indicator) in names else None


def _level_of(index: FigureIndex, growth: Draft) -> Draft | None:
    """Return the level that growth is told right behind."""
    near = (e for e in index.earlier(growth) if e.counted)
    level = next(near, None)
    return level if level is not None and growth_of(index, level) is growth else None


def _by_change(index: FigureIndex, move: _Move) -> Iterator[Proposal]:
    """Propose a rate as the part's change of its whole's: 增加36元,…贡献率40%, of 增加90元.

    The whole's stands right behind its level, or is the one increment of what is so called.
    """
    level, total = _level(index, move), move.growth and _level_of(index, move.growth)
    part, whole = (each and index.following(each) for each in (level, total))
    if part and not whole and len(move.whole) > 1:
        told = [e for e in index.above(move.draft, within=_REACH) if e.plain and e is not part]
        named = [e for e in told if e.area == part.area and move.whole in canonical(e.indicator)]
        whole = sole([e for e in named if _is_change(index, e)])
    pair = [each for each in (part, whole) if each and each.plain and _is_change(index, each)]
    if len(pair) == 2 and pair[0].unit == pair[1].unit and pair[0].period == pair[1].period:
        pattern, doubts = "share.named", move.doubts
        yield tie("share", move.draft, pattern, part=pair[0], whole=pair[1], doubts=doubts)


def _is_change(index: FigureIndex, draft: Draft) -> bool:
    """Whether a figure is a change: 增加10.6亿元, 增量为46.5亿元."""
    return draft.pattern == "level.change" or says("increment", index.left(draft)) is not None


def _together(index: FigureIndex, told: Sequence[_Move]) -> Iterator[Proposal]:
    """Propose that what all parts of a whole add makes its growth, and their rates 100.

    They are pulls of one growth, or stand in one sentence that leaves it out.
    """
    runs: dict[tuple[object, ...], list[_Move]] = {}
    for each in told:
        whole = id(each.growth) if each.growth is not None else -1 - each.draft.sentence
        key = (whole, each.is_rate, each.draft.area, each.draft.period)
        runs.setdefault(key, []).append(each)
    for run in runs.values():
        alone = [each for each in run if not says("pulls_several", index.left(each.draft))]
        for parts, growths in _all_told(index, alone):
            yield from _of_all(parts, growths)


def _all_told(
    index: FigureIndex, run: Sequence[_Move]
) -> Iterator[tuple[Sequence[_Move], Sequence[Draft]]]:
    """Yield those of a run that are all there are, with the growth that they make.

    They are of a partition, or go to what is left over: 制造业…,基础设施…,其他领域….
    """
    if not run or any(each.draft.limit for each in run):
        return
    growth, last = run[0].growth, run[-1]
    for partition in vocabulary().partitions:
        of_other = (
            growth is not None
            and partition.not_of
            and partition.not_of.search(canonical(growth.indicator))
        )  # 全社会用电量: 居民生活 is a fourth
        parts = [] if of_other else _of_partition(index, partition, run)
        if parts and growth and (not run[0].whole or _is_whole_of(partition, growth)):
            yield parts, [growth]
    alike = len({(each.draft.sentence, each.whole) for each in run}) == 1 < len(run)
    nested = any(says("among", index.left(each.draft)) for each in run[1:])
    if alike and says("pull_rest", last.part) and not nested:
        yield run, [growth] if growth is not None else []


def _of_all(parts: Sequence[_Move], growths: Sequence[Draft]) -> Iterator[Proposal]:
    """Propose that the pulls of all parts make the growth of their whole."""
    drafts = [each.draft for each in parts]
    if growths and not parts[0].is_rate:
        check, pattern = "contributions_sum", "contributions.demand"
        doubts = parts[0].doubts or (("rival",) if len(growths) > 1 else ())
        yield tie(check, growths[0], pattern, params=COMPLETE, doubts=doubts, contribution=drafts)


def _of_partition(index: FigureIndex, partition: Partition, run: Sequence[_Move]) -> list[_Move]:
    """Return one move for each word of a partition, all that are told of their whole.

    They may be called by all the parts at once: 三次产业分别拉动….
    """
    first = run[0]
    listed = says("all_three", first.part) and len(run) == len(index.group(first.draft)) == 3
    if listed and partition.words == _INDUSTRIES:
        return list(run)
    found: dict[str, _Move] = {}
    stems: set[str] = set()
    for each in run:
        word = next((w for w in partition.words if canonical(w) in each.part), None)
        if word is not None and word not in found:
            found[word] = each
            stems.add(_stem(each.part.replace(canonical(word), "", 1)))
    return list(found.values()) if len(found) == len(partition.words) and len(stems) == 1 else []


def _is_whole_of(partition: Partition, growth: Draft) -> bool:
    """Whether growth is of what all the parts pull: 地区生产总值, or what a partition names."""
    name = _whole_named(canonical(growth.indicator))
    whole = partition.of.search(name) if partition.of else name == canonical(_PRODUCT)
    return bool(whole)


RULES = (moves,)
