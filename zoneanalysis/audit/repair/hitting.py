"""Smallest weighted sets that meet every conflict, by branch and bound (最小碰集)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zoneanalysis.audit.repair.simplex import UndecidedError

__all__ = ["smallest_hitting_set"]

NODES = 5_000
COST = 50  # of one call beside its nodes, in the measure of the simplex
# One item more always costs more than the weights of a few items together.
_ITEM = 1000


def smallest_hitting_set(
    conflicts: Sequence[frozenset[str]],
    weights: Mapping[str, int],
    excluded: Sequence[frozenset[str]] = (),
    work: list[int] | None = None,
) -> frozenset[str] | None:
    """Return the smallest set of items that has a member in each conflict; None if there is none.

    Of sets of one size that with the least weight (0 to 100: how much stands against an item's
    being wrong) comes first; none holds all of one that is *excluded*. What it takes is taken off
    *work*. Minimise Σ (1000 + weight) z, Σ z ≥ 1 over each conflict, Σ z ≤ size − 1 over each
    excluded set, z in {0, 1}: the items of one unmet conflict are tried after another. Raises
    `UndecidedError` where that takes over `NODES`.
    """
    costs = {item: _ITEM + min(weights.get(item, 0), 100) for item in frozenset().union(*conflicts)}
    best: frozenset[str] | None = None
    most, nodes = 1 + sum(costs.values()), 0

    def search(chosen: frozenset[str], cost: int, unmet: Sequence[frozenset[str]]) -> None:
        nonlocal best, most, nodes
        nodes += 1
        if nodes > NODES:
            raise UndecidedError
        unmet = sorted(unmet, key=len)
        apart, bound = frozenset[str](), cost
        for conflict in unmet:  # of those without a common item, each takes one
            if not conflict & apart:
                apart |= conflict
                bound += min((costs[each] for each in conflict), default=most)
        if bound >= most or any(each <= chosen for each in excluded):
            return
        if not unmet:
            best, most = chosen, cost
            return
        for item in sorted(unmet[0], key=lambda each: (costs[each], each)):
            search(chosen | {item}, cost + costs[item], [e for e in unmet if item not in e])
            unmet = [each - {item} for each in unmet]

    try:
        search(frozenset(), 0, conflicts)
    finally:
        if work is not None:
            work[0] -= COST + nodes
    return best
