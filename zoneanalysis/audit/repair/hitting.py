"""Smallest weighted sets that meet every conflict, by branch and bound (最小碰集)."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence

from zoneanalysis.audit.repair.simplex import UndecidedError

__all__ = ["smallest_hitting_set"]

NODES = 200
FEW = 200  # nodes of a search of our own: one of few conflicts takes less than SciPy's import
COST = 50  # of one call, in the measure of the simplex
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
    excluded set, z in {0, 1}: by a search in whole numbers, and where that would be long by HiGHS
    (J. Hall & Q. Huangfu, *Mathematical Programming Computation* 10, 2018), read as whole numbers
    and checked against every conflict. Raises `UndecidedError` where that takes over `NODES`.
    """
    if not conflicts:
        return frozenset()
    if any(not conflict for conflict in conflicts):
        return None
    costs = {item: _ITEM + min(weights.get(item, 0), 100) for item in frozenset().union(*conflicts)}
    if work is not None:
        work[0] -= COST
    with contextlib.suppress(UndecidedError):
        return _searched(conflicts, costs, excluded)
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    items = sorted(costs)
    barred = [each for each in excluded if each <= set(items)]
    rows = [[item in each for item in items] for each in (*conflicts, *barred)]
    low = [1.0] * len(conflicts) + [-np.inf] * len(barred)
    high = [np.inf] * len(conflicts) + [len(each) - 1.0 for each in barred]
    outcome = milp(
        [costs[item] for item in items],
        constraints=LinearConstraint(np.array(rows, dtype=float), low, high),
        integrality=np.ones(len(items)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0, "node_limit": NODES},
    )
    if work is not None:
        work[0] -= int(outcome.get("mip_node_count") or 0)
    if outcome.status == 1:
        raise UndecidedError
    if outcome.x is None:
        return None
    chosen = frozenset(item for item, z in zip(items, outcome.x, strict=True) if z > 0.5)
    assert all(chosen & conflict for conflict in conflicts)
    return chosen


def _searched(
    conflicts: Sequence[frozenset[str]],
    costs: Mapping[str, int],
    excluded: Sequence[frozenset[str]],
) -> frozenset[str] | None:
    """Return the set of least cost by trying the items of one unmet conflict after another."""
    best: frozenset[str] | None = None
    most, nodes = 1 + sum(costs.values()), 0

    def search(chosen: frozenset[str], cost: int, unmet: Sequence[frozenset[str]]) -> None:
        nonlocal best, most, nodes
        nodes += 1
        if nodes > FEW:
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

    search(frozenset(), 0, conflicts)
    return best
