"""One role of a relation from the others (反推): base levels, needed growth, what it would be."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from zoneanalysis.relations.formula import Compare, Num, evaluate, names, solved
from zoneanalysis.relations.given import Given, Placed
from zoneanalysis.relations.ranges import range_of
from zoneanalysis.relations.relation import Relation
from zoneanalysis.values.figures import Quantity
from zoneanalysis.values.units import Unit

__all__ = ["follows", "solve"]

_BASE = Unit("", "one", Fraction(1), "")


def solve(role: str, placed: Placed) -> Quantity:
    """Return what a role comes to by the others, in base units, by the case that they are given in.

    Raises `NotDerivableError` where `range_of` does.
    """
    trees = [case.trees[0] for case in placed.relation.cases]
    known = {role, *placed.places}
    equation = next((tree for tree in trees if known.issuperset(names(tree))), trees[0])
    tree = placed.ground([_solution(equation, role)])[0].right
    interval = range_of(tree, placed.boxes)
    return Quantity(Fraction(evaluate(tree, placed.points)), interval, _BASE)


def follows(relation: Relation, role: str, unit: Unit, given: Mapping[str, Quantity]) -> Quantity:
    """Return what a role comes to by one quantity in each of the others, in a unit.

    Examples
    --------
    >>> from zoneanalysis.relations.register import CHECKS
    >>> from zoneanalysis.values.figures import Figure
    >>> from zoneanalysis.values.units import POINT
    >>> rates = {"own": Figure.parse("9.9%"), "reference": Figure.parse("10.4%")}
    >>> str(follows(CHECKS["pp_gap"], "stated", POINT, rates).interval)
    '[-0.6, -0.4]'
    """
    placed = Placed(
        relation,
        Given(None, {}),
        figures=(),
        places={name: (i,) for i, name in enumerate(given)},
        points=[each.point * each.unit.scale for each in given.values()],
        boxes=[each.interval * each.unit.scale for each in given.values()],
    )
    found = solve(role, placed)
    return Quantity(found.point / unit.scale, found.interval * (1 / unit.scale), unit)


@lru_cache(maxsize=512)
def _solution(equation: Compare, role: str) -> Compare:
    node = equation.right if role == "stated" else solved(equation, role)
    return Compare(Num(0), "=", node)
