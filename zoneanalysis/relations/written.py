"""Formulas with their numbers in them, in signs that need no translation (算式)."""

from __future__ import annotations

from fractions import Fraction

from zoneanalysis.relations.amounts import bracketed, show, show_figure
from zoneanalysis.relations.formula import Compare, Node, Num, Op, Total, Var, evaluate, variables
from zoneanalysis.relations.placing import Placed
from zoneanalysis.relations.verdicts import SIGNS
from zoneanalysis.values.formatting import MINUS

__all__ = ["compared", "mixed_units", "written"]

_SIGNS = {"+": "+", "-": MINUS, "*": "×", "/": "÷"}
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}


def mixed_units(placed: Placed) -> frozenset[int]:
    """Return the places of the figures that must be written with their units."""
    figures = placed.figures
    kinds = [(placed.relation.places[n].kind[0], i) for n, at in placed.places.items() for i in at]
    level = [i for kind, i in kinds if kind in {"level", "any"}]
    count = [i for kind, i in kinds if kind in {"count", "area"}]
    found: set[int] = set()
    if len({figures[i].unit for i in level}) > 1:
        found.update(level)
    found.update(i for i in count if figures[i].unit.scale != 1)
    # growth of 1.5倍 beside growth in %
    found.update(i for i, each in enumerate(figures) if each.unit.dimension == "ratio")
    return frozenset(found)


def written(node: Node, placed: Placed, units: frozenset[int]) -> str:
    """Return a grounded expression with the figures in it as they are printed."""

    def text(each: Node, *, first: bool) -> tuple[str, int]:
        match each:
            case Var():
                figure = placed.figures[each.index]
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
            return show(Fraction(evaluate(each, placed.points)), 3), 3
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
    tree: Compare, placed: Placed, units: frozenset[int], scale: Fraction | None = None
) -> str:
    """Return a comparison with its numbers; a side that is computed is shown with its value.

    *scale* is the worth of the unit that it is shown in; without it, that of the first figure's.
    """

    def side(node: Node) -> str:
        text = written(node, placed, units)
        plain = isinstance(node, Var | Num) or (isinstance(node, Total) and len(node.items) == 1)
        if plain:
            return text
        return f"{text} = {show(Fraction(evaluate(node, placed.points)) / worth, 0)}"

    slots = variables(tree.left) | variables(tree.right)
    worth = scale or (placed.figures[min(slots)].unit.scale if slots else Fraction(1))
    return f"{side(tree.left)} {SIGNS[tree.sign]} {side(tree.right)}"
