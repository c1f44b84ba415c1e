"""One role of a relation from the others (反推): base levels, needed growth, what it would be."""

from __future__ import annotations

from fractions import Fraction

from zoneanalysis.relations.formula import Compare, Node, evaluate, grounded, solved
from zoneanalysis.relations.placing import Placed
from zoneanalysis.relations.ranges import range_of
from zoneanalysis.relations.relation import Relation
from zoneanalysis.values.figures import Quantity
from zoneanalysis.values.units import Unit

__all__ = ["solve"]

_BASE = Unit("", "one", Fraction(1), "")


def solve(relation: Relation, role: str, placed: Placed, *, case: int = 0) -> Quantity:
    """Return what a role comes to by the others, in base units.

    Raises
    ------
    NotDerivableError
        Where a divisor may be zero.
    """
    (tree,) = grounded(_solution(relation, role, case), placed.places, {})
    interval = range_of(tree, placed.boxes)
    return Quantity(Fraction(evaluate(tree, placed.points)), interval, _BASE)


def _solution(relation: Relation, role: str, case: int) -> Node:
    equation = relation.cases[case].trees[0]
    assert isinstance(equation, Compare)
    return equation.right if role == "stated" else solved(equation, role)
