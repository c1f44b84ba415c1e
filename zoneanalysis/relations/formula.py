"""Formulas (公式): one language for the house's relations and its users' rules.

A formula such as ``stated = part / whole * 100`` or ``sum(level) >= total`` is read once, by
:func:`parse`; what stands for its names is put in by :func:`grounded`, and :func:`evaluate` works
the tree out with fractions, intervals, columns or rows of a model alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, cached_property, lru_cache, reduce
from itertools import chain, pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from zoneanalysis.errors import InputError
from zoneanalysis.messages import phrase
from zoneanalysis.relations.words import refused
from zoneanalysis.values.formatting import MINUS
from zoneanalysis.values.units import unit

if TYPE_CHECKING:
    from lark import Lark

__all__ = ["APPLY", "ONE", "Compare", "Name", "Node", "Num", "Op", "Total", "Var",
           "cleared", "comparisons", "evaluate", "grounded", "names", "outside_sums",
           "parse", "refusal", "solved", "vanishes", "variables", "walk"]  # fmt: skip


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

    @cached_property
    def gap(self) -> Op:
        """The left side less the right one: it stands to zero as they do to one another."""
        return Op("-", self.left, self.right)


Node = Num | Name | Var | Total | Op
ONE = Num(1)


def _parts(node: Compare | Node, *, sums: bool = True) -> tuple[Node, ...]:
    match node:
        case Op() | Compare():
            return node.left, node.right
        case Total() if sums:
            return node.items
    return ()


def walk(node: Compare | Node, *, sums: bool = True) -> Iterator[Any]:
    """Yield a formula and every part of it; without *sums*, none of what is summed."""
    yield node
    for each in _parts(node, sums=sums):
        yield from walk(each, sums=sums)


def names(node: Compare | Node) -> Iterator[str]:
    """Yield the names in a formula, as they come."""
    return (each.name for each in walk(node) if isinstance(each, Name))


def outside_sums(node: Compare | Node) -> Iterator[Name]:
    """Yield the names in a formula that are not summed over."""
    return (each for each in walk(node, sums=False) if isinstance(each, Name))


def grounded(
    node: Compare | Node, places: Mapping[str, Sequence[int]], numbers: Mapping[str, Num]
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
            case Op() | Compare():
                made = replace(each, left=fill(each.left, turn), right=fill(each.right, turn))
                nothing = made.sign == "+" and isinstance(made.right, Num) and not made.right.value
                return made.left if nothing else made
        return each

    totals: dict[Total, Total] = {}
    return [fill(node, turn) for turn in range(turns)]


@lru_cache(maxsize=4096)
def variables(node: Node) -> frozenset[int]:
    """Return the places of the figures in a grounded expression."""
    return frozenset(each.index for each in walk(node) if isinstance(each, Var))


APPLY: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: Fraction(a) / b if isinstance(a, int) and isinstance(b, int) else a / b,
}
# What takes back an operation.
UNDONE = {"+": "-", "-": "+", "*": "/", "/": "*"}


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


@lru_cache(maxsize=4096)
def vanishes(node: Node) -> bool:
    """Whether a formula is zero whatever its names stand for: ``1 - 1``, ``a - a``.

    It is taken to be where it is zero at three points taken at random, or divides by zero there; of
    a formula of degree *d* that is wrong with a chance below (d / 2³¹)³ (J. T. Schwartz, *Journal
    of the ACM* 27, 1980).
    """
    places = {name: (i,) for i, name in enumerate(dict.fromkeys(names(node)))}
    (tree,), point = grounded(node, places, {}), Random(0)  # noqa: S311 - no secret
    points = ([point.randrange(1, 2**31) for _ in places] for _ in range(3))
    try:
        return not any(evaluate(tree, each) for each in points)
    except ZeroDivisionError:
        return True


@lru_cache(maxsize=512)
def solved(equation: Compare, name: str) -> Node:
    """Return what one name of an equation comes to by the others, where it stands in it once."""
    left: Any = equation.left
    right: Any = equation.right
    if name in names(right):
        left, right = right, left
    while not (isinstance(left, Name) and left.name == name):
        if isinstance(left, Total):  # the one figure that a role has
            left = left.items[0]
            continue
        assert isinstance(left, Op)
        sign, one, other = left.sign, left.left, left.right
        if name in names(one):
            left, right = one, Op(UNDONE[sign], right, other)
        else:
            back = Op(UNDONE[sign], right, one) if sign in "+*" else Op(sign, one, right)
            left, right = other, back
    return right  # type: ignore[no-any-return]


def cleared(equation: Compare) -> tuple[Node, Node, Node]:
    """Return the sides of an equation, left × divisor = right, without its last division.

    What is done to the whole right side by a number is undone on the left.
    """
    left, right = equation.left, equation.right
    while isinstance(right, Op) and isinstance(right.right, Num) and right.right.value:
        left, right = Op(UNDONE[right.sign], left, right.right), right.left
    if isinstance(right, Op) and right.sign == "/":
        return left, right.right, right.left
    return left, ONE, right


LONGEST = 4000  # characters of a formula
DEEPEST = 250  # operations inside one another
SHOWN = 60  # characters of one that can't be read, before and behind the place

_SAME = {"−": "-", "×": "*", "÷": "/", "==": "=", "≥": ">=", "≧": ">=", "≤": "<=", "≦": "<="}
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(.*)")


def _plain(sign: str) -> str:
    half = unicodedata.normalize("NFKC", str(sign))
    return _SAME.get(half, half)


@cache
def _lark() -> Lark:
    from lark import Lark, Transformer, v_args

    @v_args(inline=True)
    class Trees(Transformer[Any, Any]):
        """Makes the nodes of a formula, from the innermost outwards."""

        def number(self, text: str) -> Num:
            match = _NUMBER.fullmatch(text)
            assert match is not None
            value, symbol = Fraction(match[1]), match[2]
            if symbol:
                return Num(value * unit(symbol).scale, str(text), symbol)
            return Num(value.numerator if value.denominator == 1 else value)

        def name(self, text: str) -> Name:
            return Name(str(text))

        def later(self, text: str) -> Name:
            return Name(str(text), later=True)

        def negative(self, _: str, node: Node) -> Num | Op:
            if isinstance(node, Num):
                return Num(-node.value, f"{MINUS}{node.text or node.value}", node.symbol)
            return Op("-", Num(0), node)

        def op(self, left: Node, sign: str, right: Node) -> Op:
            return Op(_plain(sign), left, right)

        def total(self, *summed: Node) -> Node:
            one, other = summed[: len(summed) // 2], summed[len(summed) // 2 :]  # side by side
            return Op("+", self.total(*one), self.total(*other)) if one else Total(other)

        def formula(self, first: Node, *rest: Any) -> list[Any]:
            sides = pairwise((first, *rest[1::2]))
            found = zip(sides, rest[::2], strict=True)
            return [Compare(a, _plain(sign), b) for (a, b), sign in found] or [first]

        def start(self, *formulas: list[Any]) -> tuple[Any, ...]:
            return tuple(chain(*formulas))

    text = Path(__file__).with_name("formula.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", transformer=Trees())


@lru_cache(maxsize=1024)
def parse(text: str) -> tuple[Compare | Node, ...]:
    """Return the comparisons and expressions of a formula, several joined by ``;``.

    Raises `InputError` where it can't be read, with a caret under the place.

    Examples
    --------
    >>> parse("stated = part ÷ whole × 100")[0].sign
    '='
    >>> parse("签约数 ≥ 开工数 ≥ 投产数")[1].left
    Name(name='开工数', later=False)
    >>> parse("全市合计 = sum(工业投资[各县; 同比])")[0].right.items
    (Name(name='工业投资[各县; 同比]', later=False),)
    """
    from lark.exceptions import UnexpectedEOF, UnexpectedInput, VisitError

    if len(text) > LONGEST:
        raise refusal(text, 0, f"one of {len(text)} characters, over {LONGEST},")
    try:
        found: Any = _lark().parse(text)
    except UnexpectedInput as error:
        came = getattr(getattr(error, "token", None), "type", "")
        ended = isinstance(error, UnexpectedEOF) or came == "$END"
        at = len(text.rstrip()) if ended else error.pos_in_stream or 0
        raise refusal(text, at, "the end" if ended else repr(text[at])) from None
    except VisitError as error:
        if isinstance(error.orig_exc, InputError):
            raise error.orig_exc from None
        raise
    level, depth = found, 0
    while level := [part for each in level for part in _parts(each)]:
        depth += 1
    if depth > DEEPEST:
        raise refusal(text, 0, f"more than {DEEPEST} operations one on another; sum(…) is one")
    return found  # type: ignore[no-any-return]


def comparisons(text: str) -> tuple[Compare, ...]:
    """Return the comparisons of a formula that is made of nothing else."""
    found = tuple(tree for tree in parse(text) if isinstance(tree, Compare))
    assert len(found) == len(parse(text))
    return found


def refusal(text: str, at: int, came: str) -> InputError:
    """Return the error of a formula that can't be read, with a caret under character *at*."""
    before, behind = text[max(at - SHOWN, 0) : at], text[at : at + SHOWN]
    if at > SHOWN:
        before = f"…{before}"
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in before)
    shown = "{came} at character {at}:\n{text}\n{blanks}^"
    gaps = {"came": phrase(came), "at": at + 1, "text": before + behind,
            "blanks": " " * (len(before) + wide)}  # fmt: skip
    return refused("formula", phrase(shown, **gaps))
