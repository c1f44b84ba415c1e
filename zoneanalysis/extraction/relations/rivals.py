"""Other readings of a relation that fails: an accusation stands only where there is none (另读).

The words propose a relation, never its numbers. But words can be misread, and what a misread
sentence "contradicts" is no fault of the report's. So a share or a sum that fails is read again
with another whole, another part, or another list. Where the text then says something true, the
first reading is inferred and not certain: it is put to a reader, and accuses nobody. A figure that
agrees with nothing stays accused, and so does one whose whole other shares of the text confirm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import COUNTED, FigureIndex, Proposal
from zoneanalysis.extraction.relations.parts import half
from zoneanalysis.values.units import unit

__all__ = ["weighed"]

# Part and whole of the checks that hold a rate, or a mean, against them.
_PAIRS = {
    "share": ("part", "whole"),
    "attainment": ("achieved", "target"),
    "rate_from_count": ("numerator", "denominator"),
    "average": ("total", "count"),
}
# How many figures are tried, the nearest first, by the digits of the least exact one: so many that
# a wrong figure finds another that it fits by chance in one case out of some twenty.
_TRIED = (0, 2, 4, 40, 200)
_NEAR = 4
_ALL = 100  # per cent


def weighed(proposals: Sequence[Proposal], index: FigureIndex) -> list[Proposal]:
    """Return the relations, those inferred that fail while another reading of them holds."""
    rates = [each for each in proposals if _pair(each) and not each.doubts]
    fails = {id(each): not _gives(each.stated, *_pair(each)) for each in rates}
    held = {(each.check, id(_whole(each))) for each in rates if not fails[id(each)]}
    misread: set[int] = set()
    doubtful: set[int] = set()
    for each in rates:
        known = (each.check, id(_whole(each))) in held
        if fails[id(each)] and (_is_more_than_all(each) or _other_pair(each, index, known=known)):
            doubtful.add(id(each))
            if not known:
                misread.add(id(_whole(each)))
    doubtful |= {id(e) for e in rates if fails[id(e)] and id(_whole(e)) in misread}
    sums = (each for each in proposals if each.check == "sum" and not each.doubts)
    doubtful |= {id(each) for each in sums if _other_list(each, index)}
    return [
        replace(each, doubts=("rival",)) if id(each) in doubtful else each for each in proposals
    ]


def _pair(proposal: Proposal) -> tuple[Draft, ...]:
    """Return part and whole of a rate whose figures all stand in prose; nothing of another."""
    roles = dict(proposal.inputs)
    names = _PAIRS.get(proposal.check, ())
    told = all(draft.cell is None for draft in proposal.drafts)
    whole = told and isinstance(proposal.stated, Draft) and {*names} == {*roles}
    return tuple(roles[name] for name in names) if whole else ()


def _whole(proposal: Proposal) -> Draft:
    return _pair(proposal)[1]


def _other_pair(proposal: Proposal, index: FigureIndex, *, known: bool) -> bool:
    """Whether a rate is that of another part, or of another whole where none confirms its own."""
    part, whole = _pair(proposal)
    tried = _tried(proposal)
    wholes = () if known else _in_place_of(whole, proposal, index, tried)
    parts = _in_place_of(part, proposal, index, min(tried, _NEAR))
    return (
        _gives(proposal.stated, whole, part)  # 完成53.8亿元,占计划70.2亿元的76.6%
        or any(_gives(proposal.stated, part, each) for each in wholes)
        or any(_gives(proposal.stated, each, whole) for each in parts)
    )


def _other_list(proposal: Proposal, index: FigureIndex) -> bool:
    """Whether parts that miss their total make another, or some of them do, or one more with them.

    Some of them: all but one; and the last ones that of the figure before them.
    """
    total, parts = proposal.stated, [draft for _, draft in proposal.inputs]
    if not isinstance(total, Draft) or any(draft.cell for draft in proposal.drafts):
        return False
    if dict(proposal.params).get("complete") != "yes" or _makes(total, parts):
        return False
    others = _in_place_of(total, proposal, index, _tried(proposal))
    runs = [(total, [*parts[:at], *parts[at + 1 :]]) for at in range(len(parts))]
    runs += [(parts[at - 1], parts[at:]) for at in range(1, len(parts))]
    more = _in_place_of(parts[0], proposal, index, _NEAR)
    runs += [(total, [*parts, each]) for each in more]
    return any(_makes(other, parts) for other in others) or any(
        _makes(whole, run) for whole, run in runs if len(run) > 1
    )


def _tried(proposal: Proposal) -> int:
    """Return how many figures are tried in a place; counts are exact, but add by chance."""
    known = [each for each in proposal.drafts if half(each) or proposal.check == "sum"]
    digits = min((len(draft.value.as_tuple().digits) for draft in known), default=0)
    return _TRIED[min(digits, len(_TRIED) - 1)]


def _in_place_of(
    draft: Draft, proposal: Proposal, index: FigureIndex, most: int
) -> Iterator[Draft]:
    """Yield the figures that may be meant in the place of one, the nearest first."""
    taken = {id(each) for each in proposal.drafts}
    kind = unit(draft.unit).dimension
    found = (
        each
        for each in index.around(draft)
        if each.measure in COUNTED
        and (each.unit == draft.unit or unit(each.unit).dimension == kind)
        and id(each) not in taken
        and not each.lost
    )
    return islice(found, most)


def _range(draft: Draft) -> tuple[Decimal, Decimal]:
    """Return the least and the most that a figure may be, in base units."""
    scale = unit(draft.unit).scale
    worth = Decimal(scale.numerator) / scale.denominator
    return (draft.value - half(draft)) * worth, (draft.value + half(draft)) * worth


def _gives(rate: Draft | str, part: Draft, whole: Draft) -> bool:
    """Whether a part is that rate of a whole, or a total that mean, within the rounding of all."""
    assert isinstance(rate, Draft)
    (low, high), (least, most), (under, over) = _range(part), _range(whole), _range(rate)
    times = _ALL if rate.unit == "%" else 1
    return least > 0 and under * least <= times * high and times * low <= over * most


def _makes(total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether parts come to a total within the rounding of all."""
    (low, high), ranges = _range(total), [_range(each) for each in parts]
    return sum(r[0] for r in ranges) <= high and low <= sum(r[1] for r in ranges)


def _is_more_than_all(proposal: Proposal) -> bool:
    """Whether a part is more than the whole that another sentence gave it, though its share isn't.

    So it is of another whole, whatever the words seemed to say.
    """
    (part, whole), share = _pair(proposal), proposal.stated
    assert isinstance(share, Draft)
    return (
        proposal.check != "average"
        and whole.sentence != part.sentence
        and share.value <= _ALL
        and _range(part)[0] > _range(whole)[1]
    )
