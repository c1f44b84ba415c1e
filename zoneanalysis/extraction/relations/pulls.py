"""What parts add to the growth of their whole: 拉动, 贡献率 (拉动与贡献)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

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
    told: list[_Move] = []
    for draft in index.drafts:
        if draft.depth or draft.lost or draft.pattern == "compared":
            continue
        rate = draft.unit == "%" and says("hundred", draft.indicator) is not None
        if rate or draft.measure == "contribution":
            told.append(_read(index, draft, told[-1] if told else None))
    for one, other in pairwise(told):
        yield from _by_rate(index, one, other)
    for each in told:
        if each.own is not None and each.growth is not None and not each.draft.limit:
            yield from _by_change(index, each) if each.is_rate else _by_level(index, each)
    yield from _together(index, told)


def _read(index: FigureIndex, draft: Draft, last: _Move | None) -> _Move:
    """Return what a figure says of part and whole; what it leaves out is as right before it."""
    name = canonical(draft.indicator)
    found = says("pulled" if draft.measure == "contribution" else "rate_of", name)
    words = found.groupdict() if found else {}
    subject = next((e for e in index.earlier(draft) if e.counted or e.measure == "yoy"), None)
    apart = subject is not None and ";" in index.between(subject, draft)
    own = None if apart else subject
    beside = last if last is not None and own is not None and last.own is own else None
    part = words.get("part") or ""
    if says("hundred", part):
        part = ""  # 贡献率4.8%,拉动…: of what was told before
    part = part or (beside.part if beside else canonical(own.indicator) if own else "")
    whole = words.get("whole") or ""
    if not whole and beside is not None:
        whole = beside.whole
    growths = _grown(index, draft, _whole_named(whole), part) if whole else []
    growths = [e for e in growths if e is not subject]
    growths = [e for e in growths if own is None or of_same_heads(index, e, own)]
    growth = sole([e for e in growths if e.period == draft.period])
    here = {e.period for e in growths if e.paragraph == draft.paragraph}
    return _Move(draft, part, whole, own, growth, ("rival",) if len(here) > 1 else ())


def _grown(index: FigureIndex, draft: Draft, name: str, part: str) -> list[Draft]:
    """Return the growth of a whole that words name: what was told of its place and is so called.

    Else what a longer name ends with: 规上工业, 居民人均可支配收入.
    """
    area, length = index.gazetteer.leading(name)
    name = _stem(name[length:] if area is not None else name)
    near = [*index.before(draft, within=_REACH)]
    told = [e for e in near if e.measure == "yoy" and e.plain and e.unit == "%"]
    told = [e for e in told if (e.area, e.status) == (draft.area, draft.status)]
    told = [e for e in told if not index.is_mean(e)]
    named = [(e, _stem(canonical(e.indicator))) for e in told]
    named = [(e, own) for e, own in named if own != _stem(part) and len(name) > 1]
    exact = [e for e, own in named if vocabulary().ties["whose"].sub("", own) == name]
    ends = [e for e, _ in named if whose_else(e, name)]
    return [e for e, own in named if own == name] or exact or ends


def _stem(name: str) -> str:
    """Return what grew, be it called with 增加值 or without: 工业 of 工业增加值."""
    return vocabulary().ties["points_end"].sub("", bare_name(name))


def _whole_named(words: str) -> str:
    return canonical(_PRODUCT) if says("economy", words) else words


def _by_rate(index: FigureIndex, one: _Move, other: _Move) -> Iterator[Proposal]:
    """Propose 拉动 as 贡献率 × growth of the whole, one of them told right behind the other."""
    pull, rate = (other, one) if one.is_rate else (one, other)
    words = index.between(one.draft, other.draft)
    beside = says("rate_beside" if one is pull else "pull_beside", words)
    if pull.is_rate or not rate.is_rate or beside is None:
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
    assert move.growth is not None
    part, whole = _level(index, move), _level_of(index, move.growth)
    own = growth_of(index, part) if part is not None else None
    if part is None or whole is None or own is None:
        return
    if any(says(role, whole.indicator) for role in ("resampled", "rebased")):
        return
    alike = (part.thing, part.area, part.period) == (whole.thing, whole.area, whole.period)
    plain = not any(is_real(e) or e.limit for e in (own, move.growth, part, whole))
    if alike and plain and not owner_of(index, whole):
        roles = ("part_growth", "part_level", "whole_level", "whole_growth")
        inputs = tuple(zip(roles, (own, part, whole, move.growth), strict=True))
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
    """Propose a rate as the part's change of its whole's: 增加36元,…贡献率40%, of 增加90元."""
    assert move.growth is not None
    level, whole = _level(index, move), _level_of(index, move.growth)
    pair = [each and index.following(each) for each in (level, whole)]
    told = [e for e in pair if e is not None and e.pattern == "level.change" and e.plain]
    if len(told) == 2 and told[0].unit == told[1].unit and told[0].period == told[1].period:
        pattern, doubts = "share.named", move.doubts
        yield tie("share", move.draft, pattern, part=told[0], whole=told[1], doubts=doubts)


def _together(index: FigureIndex, told: Sequence[_Move]) -> Iterator[Proposal]:
    """Propose that what all parts of a whole add makes its growth, and their rates 100.

    They are pulls of one growth, or stand in one sentence that leaves it out.
    """
    runs: dict[tuple[object, ...], list[_Move]] = {}
    for each in told:
        whole = id(each.growth) if each.growth is not None else -1 - each.draft.sentence
        key = (whole, each.is_rate, each.draft.area, each.draft.period)
        runs.setdefault(key, []).append(each)
    for run, partition in product(runs.values(), vocabulary().partitions):
        parts = _of_partition(index, partition, run)
        if not parts or any(each.draft.limit for each in parts):
            continue
        drafts = [each.draft for each in parts]
        if run[0].is_rate:
            check, pattern = "contribution_rates_sum", "contributions.rates"
            yield tie(check, "", pattern, params=COMPLETE, rate=drafts)
            continue
        named = [run[0].growth] if run[0].growth is not None else []
        growths = named or _growths(index, partition, drafts[0])
        if growths and (not named or _is_whole_of(partition, growths[0])):
            check, pattern = "contributions_sum", "contributions.demand"
            doubts = run[0].doubts or (("rival",) if len(growths) > 1 else ())
            yield tie(
                check, growths[0], pattern, params=COMPLETE, doubts=doubts, contribution=drafts
            )


def _growths(index: FigureIndex, partition: Partition, pull: Draft) -> list[Draft]:
    """Return the growth rates before a pull of what all the parts of a partition pull."""
    near = [e for e in index.above(pull, within=40) if e.measure == "yoy" and not e.depth]
    near = [e for e in near if (e.area, e.period) == (pull.area, pull.period)]
    of = partition.of
    return [e for e in near if of and of.fullmatch(canonical(e.indicator))]


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
    name = canonical(growth.indicator)
    whole = partition.of.search(name) if partition.of else name == canonical(_PRODUCT)
    return bool(whole)


RULES = (moves,)
