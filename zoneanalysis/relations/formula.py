"""The trees of formulas (公式), worked out over any kind of number.

A formula such as ``stated = part / whole * 100`` or ``sum(level) >= total`` is read once, by
:mod:`zoneanalysis.relations.grammar`; what stands for its names is put in by :func:`grounded`, and
:func:`evaluate` works the tree out with fractions, intervals, columns or rows of a model alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache, reduce
from typing import Any

__all__ = ["APPLY", "Compare", "Name", "Node", "Num", "Op", "Total", "Var", "evaluate", "grounded",
           "names", "outside_sums", "rebuilt", "solved", "variables", "walk"]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Num:
    """An exact number; *text* is how it is shown, where not in digits; *symbol* its unit."""

    value: Fraction | int
    text: str = ""
    symbol: str = ""


@dataclass(frozen=True, eq=False)
class Name:
    """A role, a parameter, or in a user's rule an indicator; *later* is the next of its figures."""

    name: str
    later: bool = False


@dataclass(frozen=True, eq=False)
class Var:
    """The figure in one place of a grounded formula."""

    index: int


@dataclass(frozen=True, eq=False)
class Total:
    """A sum: of one expression over the figures of its roles, or, grounded, of its items."""

    items: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Op:
    """One of ``+ - * /`` between two expressions."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, eq=False)
class Compare:
    """One of ``= >= <= > <`` between two expressions."""

    left: Node
    sign: str
    right: Node


Node = Num | Name | Var | Total | Op


def walk(node: Compare | Node, *, sums: bool = True) -> Iterator[Any]:
    """Yield a formula and every part of it; without *sums*, none of what is summed."""
    yield node
    match node:
        case Op() | Compare():
            yield from walk(node.left, sums=sums)
            yield from walk(node.right, sums=sums)
        case Total() if sums:
            for item in node.items:
                yield from walk(item)


def rebuilt(node: Any, change: Callable[[Any], Any]) -> Any:
    """Return a formula with the parts that it is made of changed."""
    match node:
        case Op() | Compare():
            return replace(node, left=change(node.left), right=change(node.right))
        case Total():
            return Total(tuple(map(change, node.items)))
    return node


def names(node: Compare | Node) -> Iterator[str]:
    """Yield the names in a formula, as they come."""
    return (each.name for each in walk(node) if isinstance(each, Name))


def outside_sums(node: Compare | Node) -> Iterator[Name]:
    """Yield the names in a formula that are not summed over."""
    return (each for each in walk(node, sums=False) if isinstance(each, Name))


def grounded(
    node: Compare | Node,
    places: Mapping[str, Sequence[int]],
    numbers: Mapping[str, Num],
) -> list[Any]:
    """Return a formula with the places of its figures in it, once for each figure it is said of.

    *places* says where the figures of each role stand among all figures, *numbers* what the
    parameters come to.
    """
    outside = list(outside_sums(node))
    spread = [len(places[each.name]) for each in outside if len(places.get(each.name, ".")) != 1]
    later = [len(places[each.name]) - 1 for each in outside if each.later]
    turns = min(later or spread or [1])

    def fill(each: Compare | Node, turn: int) -> Any:
        match each:
            case Name():
                if each.name in numbers:
                    return numbers[each.name]
                at = places[each.name]
                return Var(at[0] if len(at) == 1 else at[turn + each.later])
            case Total():
                if each not in totals:
                    many = [len(places[n]) for n in names(each) if n in places]
                    totals[each] = Total(
                        tuple(fill(each.items[0], i) for i in range(max(many, default=1)))
                    )
                return totals[each]
        made = rebuilt(each, lambda part: fill(part, turn))
        nothing = isinstance(made, Op) and made.sign == "+" and isinstance(made.right, Num)
        return made.left if nothing and made.right.value == 0 else made

    totals: dict[Total, Total] = {}
    return [fill(node, turn) for turn in range(turns)]


@lru_cache(maxsize=4096)
def variables(node: Node) -> frozenset[int]:
    """Return the places of the figures in a grounded expression."""
    match node:
        case Var():
            return frozenset({node.index})
        case Op():
            return variables(node.left) | variables(node.right)
        case Total():
            return frozenset().union(*map(variables, node.items))
    return frozenset()


APPLY: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: Fraction(a) / b if isinstance(a, int) and isinstance(b, int) else a / b,
}


def evaluate(node: Node, values: Sequence[Any] | Mapping[Any, Any]) -> Any:
    """Return a grounded expression with *values* in the places of its figures.

    Examples
    --------
    >>> evaluate(Op("/", Var(0), Var(1)), [Fraction(1), Fraction(3)])
    Fraction(1, 3)
    """
    kind = type(node)
    if kind is Var:
        return values[node.index]  # type: ignore[union-attr]
    if kind is Num:
        return node.value  # type: ignore[union-attr]
    if kind is Op:
        left, right = evaluate(node.left, values), evaluate(node.right, values)  # type: ignore[union-attr]
        return APPLY[node.sign](left, right)  # type: ignore[union-attr]
    items = [evaluate(item, values) for item in node.items]  # type: ignore[union-attr]
    return reduce(APPLY["+"], items) if items else 0


def solved(equation: Compare, name: str) -> Node:
    """Return what one name of an equation comes to by the others, where it stands in it once.

    Examples
    --------
    >>> from zoneanalysis.relations.grammar import parse
    >>> (share,) = parse("stated = part / whole * 100")
    >>> solved(share, "part").sign
    '*'
    """
    left, right = equation.left, equation.right
    if name in names(right):
        left, right = right, left
    while not (isinstance(left, Name) and left.name == name):
        if isinstance(left, Total):  # the one figure that a role has
            left = left.items[0]
            continue
        assert isinstance(left, Op)
        a, b, first = left.left, left.right, name in names(left.left)
        match left.sign, first:
            case "+", _:
                left, right = (a, Op("-", right, b)) if first else (b, Op("-", right, a))
            case "-", True:
                left, right = a, Op("+", right, b)
            case "-", False:
                left, right = b, Op("-", a, right)
            case "*", _:
                left, right = (a, Op("/", right, b)) if first else (b, Op("/", right, a))
            case "/", True:
                left, right = a, Op("*", right, b)
            case _:
                left, right = b, Op("/", a, right)
    return right
