"""Another figure near that fits where the one that was read doesn't (另有相符之数).

Relations are read from words. Where the figures of one don't fit, and another figure beside them
does, exactly, the words were most likely read wrongly: that is to be confirmed, and no finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import COUNTED, FigureIndex, Proposal
from zoneanalysis.extraction.relations.parts import closes, half

__all__ = ["weighed"]

_NEAR = 12  # figures on each side
_TELLING = 100  # a share of fewer steps fits by chance


def weighed(index: FigureIndex, proposal: Proposal) -> Proposal:
    """Return a relation, inferred where it fails and another figure would make it hold."""
    told = all(draft.cell is None for draft in proposal.drafts)
    if proposal.doubts or not isinstance(proposal.stated, Draft) or not told:
        return proposal
    rivals = {"sum": _sums, "share": _shares}.get(proposal.check)
    if rivals is None or not rivals(index, proposal, proposal.stated):
        return proposal
    return replace(proposal, doubts=("rival",))


def _near(index: FigureIndex, draft: Draft, unit: str) -> Iterator[Draft]:
    """Yield the levels and counts of a unit around a figure."""
    for each in (*index.before(draft, within=_NEAR), *index.after(draft, within=_NEAR)):
        if each.unit == unit and each.measure in COUNTED and each is not draft:
            yield each


def _sums(index: FigureIndex, proposal: Proposal, total: Draft) -> bool:
    """Whether parts that don't come to their whole come to another, or some of them to it."""
    parts = [draft for _, draft in proposal.inputs]
    if dict(proposal.params).get("complete") != "yes" or len(parts) < 2 or _comes(total, parts):
        return False
    known = {id(each) for each in (total, *parts)}
    others = [e for e in _near(index, parts[0], total.unit) if id(e) not in known]
    runs = [parts[i:j] for i in range(len(parts)) for j in range(i + 2, len(parts) + 1)]
    return any(
        [
            *(closes(each, parts) for each in others),
            *(closes(total, run) for run in runs),
            *(closes(total, [*parts, each]) for each in others),
        ]
    )


def _comes(total: Draft, parts: list[Draft]) -> bool:
    added = sum((part.value for part in parts), Decimal(0))
    return abs(added - total.value) <= sum((half(each) for each in (total, *parts)), Decimal(0))


def _shares(index: FigureIndex, proposal: Proposal, share: Draft) -> bool:
    """Whether a share that its part and whole don't give is given with another of either."""
    roles = dict(proposal.inputs)
    part, whole = roles.get("part"), roles.get("whole")
    if part is None or whole is None or share.unit != "%" or _gives(share, part, whole):
        return False
    if share.value / (2 * half(share)) < _TELLING:
        return False
    near = [e for e in _near(index, share, whole.unit) if e is not part and e is not whole]
    return any(_gives(share, part, each) or _gives(share, each, whole) for each in near)


def _gives(share: Draft, part: Draft, whole: Draft) -> bool:
    """Whether a part is that share of a whole, within the rounding of the three."""
    low, high = part.value - half(part), part.value + half(part)
    least, most = whole.value - half(whole), whole.value + half(whole)
    if least <= 0:
        return False
    return (share.value - half(share)) * least <= 100 * high and 100 * low <= (
        share.value + half(share)
    ) * most
