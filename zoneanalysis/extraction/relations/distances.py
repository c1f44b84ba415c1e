"""How far two figures told before are from each other, and how a rate moved (差距).

Words of a distance name one of the two, or both: 城西较城东少投5.49亿元, 农村快于城镇1.5个百分点;
or a rate, told of two times, moved: 增速加快0.7个百分点. As they may name others, too, a reading is
kept where it holds, or where one digit explains it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, tie
from zoneanalysis.extraction.relations.names import canonical, is_average, is_real, says
from zoneanalysis.extraction.relations.rivals import may_be_meant
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["distances"]

_REACH = 10  # figures between a distance and the first of the two
_RATES = ("yoy", "rate", "share", "other")


def distances(index: FigureIndex, tied: set[int]) -> Iterator[Proposal]:
    """Propose a distance by the two that it names, or by a rate at two times; *tied*: others."""
    for draft in index.drafts:
        points = draft.kind == "point"
        gap = draft.pattern == "level.gap" and draft.kind != "count"
        told = (points and draft.measure != "contribution") or says("far_off", index.left(draft))
        moved = draft.roles & {"from", "reached"}  # 差距由20.7个百分点缩小为16.3个百分点
        if (
            id(draft) in tied
            or moved
            or not (told or gap)
            or not draft.plain
            or draft.pattern == "compared"
            or re.search("的有?$", index.left(draft))  # 高于全市的4个
            or says("aim_of", index.right(draft))  # 低于省定9.0万吨控制数
        ):
            continue
        near = [e for e in _near(index, draft) if not e.limit]
        if points:
            near = [e for e in near if e.unit == "%" and e.measure in _RATES]
            pair = _two_named(index, draft, near) or _of_two_times(index, draft, near)
        else:
            near = [e for e in near if e.unit == draft.unit and e.counted and not is_average(e)]
            pair = _last_two(index, draft, near) if not draft.reference_period else []
        if not pair or any(is_real(e) or says("real", index.left(e)) for e in pair):
            continue
        check = "pp_change" if points else "difference"
        found = tie(check, draft, "gap.levels", later=pair[0], earlier=pair[1])
        if may_be_meant(found, digit=True):
            yield found


def _by_size(distance: Draft, pair: Sequence[Draft]) -> list[Draft]:
    """Return two of which no word says which one lies further, as their distance has them."""
    return sorted(pair, key=lambda each: each.value, reverse=distance.value > 0)


def _near(index: FigureIndex, draft: Draft) -> list[Draft]:
    """Return the figures of a distance's paragraph before it, and one in the bracket behind."""
    behind = index.following(draft)
    inside = behind is not None and behind.depth > draft.depth and index.text[draft.end] == "("
    told = [e for e in index.above(draft, within=_REACH) if not e.depth or not draft.plain]
    return [*([behind] if inside and behind else []), *told]


def _last_two(index: FigureIndex, draft: Draft, near: Sequence[Draft]) -> list[Draft]:
    """Return the last two levels of one time, where words name one of them or both together."""
    pair = [*near[:2]]
    times = {(e.status, e.period) for e in pair}
    among = any(says(role, index.left(e)) for e in pair for role in ("among", "several"))
    words = _pairs(re.split("[;:。]", index.left(draft))[-1] + draft.reference)
    named = _both(index, draft) or any(_own(index, e) & words for e in pair)
    fits = len(pair) == 2 and len(times) == 1 and not among and named
    return _by_size(draft, pair) if fits else []


def _both(index: FigureIndex, draft: Draft) -> bool:
    """Whether a distance is of the former and the latter, or of both."""
    words = re.split("[,;:。]", index.left(draft))[-1]
    former = says("former_latter", words[:2]) or says("former_latter", words.split("比")[0])
    return bool(former or says("both_of", words))


def _two_named(index: FigureIndex, draft: Draft, near: Sequence[Draft]) -> list[Draft]:
    """Return the rate that a distance is of and the one that it is told against.

    The first is named, or stands right before the distance; of the second most of a name is told.
    """
    if _both(index, draft):
        ends = says("both_ends", index.own(draft)) is not None and len(near) > 2
        return _by_size(draft, near[:2]) if len(near) > 1 and not ends else []
    words = re.split("[;:。]", index.left(draft))[-1]
    found = says("told_against", words)
    near = [e for e in near if "from" not in e.roles]
    if found is None or len(near) < 2 or draft.reference_period is not None:
        return []
    mine, theirs = words[: found.start()], words[found.end() :] or draft.reference
    against, own = _named(index, theirs, near), _named(index, mine, near)
    if against is None and len(near) == 2 and own is not None:
        against = next(e for e in near if e is not own)
    beside = index.preceding(draft)
    own = own or next((e for e in near if e is beside and e is not against), None)
    own = own or (next(e for e in near if e is not against) if len(near) == 2 else None)
    if own is None or against is None or own is against:
        return []
    names = sorted((canonical(e.indicator) for e in (own, against)), key=len)
    alike = own.measure == against.measure == "yoy" or names[1].endswith(names[0])
    if not (alike or len(near) == 2 == len({e.measure for e in near}) + 1):
        return []
    way = says("far_apart", index.left(draft)) is None  # 与全国差1.0个百分点: of no direction
    return [own, against] if way else _by_size(draft, (own, against))


def _named(index: FigureIndex, words: str, near: Sequence[Draft]) -> Draft | None:
    """Return the one figure that has most of what words tell."""
    told = _pairs(vocabulary().ties["rate_words"].sub("#", words))
    held = [len(_own(index, e) & told) * 2 >= len(told) > 0 for e in near]
    return next(e for e, yes in zip(near, held, strict=True) if yes) if sum(held) == 1 else None


def _own(index: FigureIndex, draft: Draft) -> set[str]:
    words = f"{index.own(draft)}#{draft.indicator}#{draft.area.name}"
    return _pairs(vocabulary().ties["rate_words"].sub("#", words))


def _pairs(words: str) -> set[str]:
    return {words[at : at + 2] for at in range(len(words) - 1) if "#" not in words[at : at + 2]}


def _of_two_times(index: FigureIndex, draft: Draft, near: Sequence[Draft]) -> list[Draft]:
    """Return a rate and the same of another time, told last: 1-7月增长3.5%,1-8月增长4.2%,加快…."""
    if len(near) < 2 or not says("rate_moved", index.text[draft.start : draft.number_start]):
        return []
    later, earlier = near[:2]
    beside = index.preceding(draft) is later and index.preceding(later) is earlier
    beside = beside and {later.measure, earlier.measure} == {"yoy"}
    beside = beside and draft.status == later.status == earlier.status
    names = sorted((canonical(e.indicator) for e in (later, earlier)), key=len)
    same = names[1].endswith(names[0]) or earlier.pattern in {"compared", "share.behind"}
    apart = later.period != earlier.period and later.area == earlier.area
    since = draft.reference_period
    dated = since is None or since in {later.period, earlier.period}
    fits = same and apart and dated and beside
    return sorted((later, earlier), key=lambda e: e.until, reverse=True) if fits else []
