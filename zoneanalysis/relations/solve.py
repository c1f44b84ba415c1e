"""One role of a relation from the others (反推): base levels, needed growth, what it would be."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from zoneanalysis.relations.formula import Compare, Num, evaluate, names, solved
from zoneanalysis.relations.given import Given
from zoneanalysis.relations.ranges import range_of
from zoneanalysis.relations.relation import Relation
from zoneanalysis.values.figures import Quantity
from zoneanalysis.values.units import Unit

__all__ = ["follows"]


def follows(
    relation: Relation, role: str, unit: Unit, given: Mapping[str, Quantity], **params: str
) -> Quantity:
    """Return what a role comes to by one quantity in each of the others, in a unit.

    It is the first case that they, and the parameters, fit that says so; a bound says what is just
    within it. Raises `NotDerivableError` where `range_of` does.

    Examples
    --------
    >>> from zoneanalysis.relations.register import CHECKS
    >>> from zoneanalysis.values.figures import Figure
    >>> from zoneanalysis.values.units import POINT
    >>> rates = {"own": Figure.parse("9.9%"), "reference": Figure.parse("10.4%")}
    >>> str(follows(CHECKS["pp_gap"], "stated", POINT, rates).interval)
    '[-0.6, -0.4]'
    """
    trees = [case.trees[0] for case in relation.cases if case.trees]
    known = {role, *given, *params}
    equation = next((tree for tree in trees if known.issuperset(names(tree))), trees[0])
    places = {name: (i,) for i, name in enumerate(given)}
    wanted = Compare(Num(0), "=", solved(equation, role))
    tree = Given(relation, params=params).ground([wanted], places)[0].right
    # refuses a divisor that may be zero
    interval = range_of(tree, [each.interval * each.unit.scale for each in given.values()])
    point = evaluate(tree, [each.point * each.unit.scale for each in given.values()])
    return Quantity(Fraction(point) / unit.scale, interval * (1 / unit.scale), unit)
