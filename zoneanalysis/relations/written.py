"""Formulas with their numbers in them, in signs that need no translation (算式)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from zoneanalysis.relations.digits import bracketed, show, show_figure
from zoneanalysis.relations.formula import Compare, Node, Num, Op, Total, Var, evaluate, variables
from zoneanalysis.relations.relation import Relation
from zoneanalysis.relations.verdicts import SIGNS
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.formatting import MINUS

__all__ = ["compared", "mixed_units", "written"]

_SIGNS = {"+": "+", "-": MINUS, "*": "×", "/": "÷"}
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}


def mixed_units(
    relation: Relation, figures: Sequence[Figure], places: Mapping[str, Sequence[int]]
) -> frozenset[int]:
    """Return the places of the figures that must be written with their units."""
    roles = relation.places
    level = [i for n, at in places.items() if roles[n].kind[0] in {"level", "any"} for i in at]
    count = [i for n, at in places.items() if roles[n].kind[0] in {"count", "area"} for i in at]
    found: set[int] = set()
    if len({figures[i].unit for i in level}) > 1:
        found.update(level)
    found.update(i for i in count if figures[i].unit.scale != 1)
    # growth of 1.5倍 beside growth in %
    found.update(i for i, each in enumerate(figures) if each.unit.dimension == "ratio")
    return frozenset(found)


def written(
    node: Node,
    figures: Sequence[Figure],
    points: Sequence[Fraction],
    units: frozenset[int] = frozenset(),
) -> str:
    """Return a grounded expression with the figures in it as they are printed."""

    def text(each: Node, *, first: bool) -> tuple[str, int]:
        match each:
            case Var():
                figure = figures[each.index]
                number = show_figure(figure)
                if each.index in units:
                    number += figure.unit.symbol
                return (number if first else bracketed(number)), 3
            case Num():
                return each.text or str(each.value), 3
            case Total():
                items = [text(item, first=first and not i)[0] for i, item in enumerate(each.items)]
                return " + ".join(items), 1 if len(items) > 1 else 3
        if _is_ratio(each):
            return show(Fraction(evaluate(each, points)), 3), 3
        assert isinstance(each, Op)
        rank = _RANK[each.sign]
        left, own = text(each.left, first=first)
        right, other = text(each.right, first=False)
        left = f"({left})" if own < rank else left
        right = f"({right})" if other < rank or (other == rank and each.sign in "-/") else right
        return f"{left} {_SIGNS[each.sign]} {right}", rank

    return text(node, first=True)[0]


def _is_ratio(node: Node) -> bool:
    """Whether it is one plus a growth rate, which is shown as its value."""
    match node:
        case Op(sign="+", left=Num(value=1), right=Op(sign="/", left=Var(), right=Num())):
            return True
    return False


def compared(
    tree: Compare,
    figures: Sequence[Figure],
    points: Sequence[Fraction],
    units: frozenset[int],
    scale: Fraction | None = None,
) -> str:
    """Return a comparison with its numbers; a side that is computed is shown with its value.

    *scale* is the worth of the unit that it is shown in; without it, that of the first figure's.
    """

    def side(node: Node) -> str:
        text = written(node, figures, points, units)
        plain = isinstance(node, Var | Num) or (isinstance(node, Total) and len(node.items) == 1)
        if plain:
            return text
        return f"{text} = {show(Fraction(evaluate(node, points)) / worth, 0)}"

    worth = scale or _scale(tree, figures)
    return f"{side(tree.left)} {SIGNS[tree.sign]} {side(tree.right)}"


def _scale(tree: Compare, figures: Sequence[Figure]) -> Fraction:
    """Return the worth of the unit of the first figure."""
    slots = sorted(variables(tree.left) | variables(tree.right))
    return figures[slots[0]].unit.scale if slots else Fraction(1)
