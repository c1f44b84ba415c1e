"""Comparisons in whole numbers, for one relation or columns of them (整式): they decide verdicts.

``stated = top / bottom`` can hold in a box of intervals where ``top - stated * bottom`` can be
zero, as long as no divisor can (W. Dinkelbach, *Management Science* 13, 1967). With the stated
figure at one of its ends that is a sum of blocks which share no figure. Within one, every figure
stands linearly above and below the stroke, so that the extremes lie in corners. The same code works
on Python's whole numbers and on columns of them; nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from itertools import product
from math import gcd, lcm
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from zoneanalysis.relations.formula import (
    APPLY,
    ONE,
    Compare,
    Node,
    Num,
    Op,
    Total,
    Var,
    cleared,
    evaluate,
    variables,
    walk,
)
from zoneanalysis.relations.ranges import CORNERS, addends_of, blocks_of

if TYPE_CHECKING:
    from zoneanalysis.relations.columns import Table

__all__ = ["SAFE", "Form", "Integers", "form_of", "where"]

Integers = npt.NDArray[Any]  # int64 where everything fits, Python ints (object) where not

SAFE = 2**61  # an int64 holds this with room for a few additions


class _UnfitError(Exception):
    """The formula is none that can be written so."""


class _Stroke(NamedTuple):
    """A number times one sum of products over another."""

    weight: Fraction
    top: Node = ONE
    bottom: Node = ONE


def _stroke(node: Node, worths: Sequence[Fraction]) -> _Stroke:
    match node:
        case Var():
            return _Stroke(worths[node.index], node)
        case Num():
            return _Stroke(Fraction(node.value))
        case Total():
            items = (_stroke(each, worths) for each in node.items)
            return reduce(_added, items, _Stroke(Fraction(0)))
    assert isinstance(node, Op)
    one, other = _stroke(node.left, worths), _stroke(node.right, worths)
    weight, top, bottom = other
    if node.sign in "+-":
        return _added(one, other if node.sign == "+" else _Stroke(-weight, top, bottom))
    if node.sign == "/":
        if weight <= 0:
            raise _UnfitError
        weight, top, bottom = 1 / weight, bottom, top
    return _Stroke(one.weight * weight, _times(one.top, top), _times(one.bottom, bottom))


def _added(one: _Stroke, other: _Stroke) -> _Stroke:
    if not (one.weight and other.weight):
        return one if one.weight else other
    (a, c), (b, d) = one.weight.as_integer_ratio(), other.weight.as_integer_ratio()
    step = Fraction(gcd(a * d, b * c), c * d)
    tops, bottom = (one.top, other.top), one.bottom
    if repr(bottom) != repr(other.bottom):
        tops = (_times(one.top, other.bottom), _times(other.top, bottom))
        bottom = _times(bottom, other.bottom)
    weights = (Num(int(each.weight / step)) for each in (one, other))
    return _Stroke(step, Op("+", *map(_times, weights, tops)), bottom)


def _times(one: Node, other: Node) -> Node:
    for each, rest in ((one, other), (other, one)):
        if isinstance(each, Num) and each.value == 1:
            return rest
    if variables(one) & variables(other):
        raise _UnfitError  # a figure times itself
    return Op("*", one, other)


def form_of(tree: Compare, worths: tuple[Fraction, ...], stated: int | None = None) -> Form | None:
    """Return a grounded comparison as a form; None where a figure is multiplied by itself.

    *stated* is the place of the figure on the left of an equation, *worths* are those of units.
    """
    equation = Compare(Num(0), "=", tree.gap) if stated is None else tree
    factor, below, above = cleared(equation)
    plain = tuple(addends_of(above))
    terms = (*plain, *addends_of(below, -1))
    scaled = [Op("*", Num(weight), each) for weight, each in terms]
    scaled[len(plain) :] = [Op("*", factor, each) for each in scaled[len(plain) :]]
    blocks = [Total(tuple(scaled[i] for i in block)) for block in blocks_of(terms)]
    divisors = {repr(e.right): e.right for e in walk(Op("/", above, below))
                if isinstance(e, Op) and e.sign == "/" and variables(e.right)}  # fmt: skip
    try:
        positive = [form_of(Compare(each, ">", Num(0)), worths) for each in divisors.values()]
        form = Form(tree, blocks, [each for each in positive if each], stated, worths)
        form.blocks_at(1)
    except _UnfitError:
        return None
    return form if None not in positive else None


class _Block(NamedTuple):
    weight: int
    top: Node
    bottom: Node | None  # None for a 1
    slots: list[int]  # its figures but the stated one


@dataclass(frozen=True, eq=False)
class Form:
    """A comparison with zero: a sum of blocks without a figure in common."""

    tree: Compare
    nodes: Sequence[Node]  # the blocks, as parts of the formula
    divisors: Sequence[Form]  # what must be above zero
    stated: int | None  # the place of the stated figure, with which it falls
    worths: tuple[Fraction, ...]  # of the units of the figures, by their places
    _scaled: dict[int, list[_Block]] = field(default_factory=dict)

    def value(self, box: Table, stated: Any = 0) -> Any:
        """Return a number of its sign for what is printed, or for another stated value."""
        fitting = self._fitting(box)
        if fitting is not box and not isinstance(stated, int):
            stated = stated.astype(object)
        return self._highest(fitting, fitting.points, fitting.points, stated, 1)

    def extreme(self, box: Table, *, side: int) -> Any:
        """Return a number of the sign of its highest (side 1) or lowest (−1) value."""
        box = self._fitting(box)
        stated = 0 if self.stated is None else (box.lows if side > 0 else box.highs)[self.stated]
        return side * self._highest(box, box.lows, box.highs, stated, side)

    def blocks_at(self, scale: int) -> list[_Block]:
        """Return the blocks in whole numbers, for figures that come times *scale*."""
        found = self._scaled.get(scale)
        if found is None:
            worths = [worth / scale for worth in self.worths]
            made = [each for node in self.nodes if (each := _stroke(node, worths)).weight]
            below = lcm(*(each.weight.denominator for each in made))
            step = Fraction(gcd(*(int(each.weight * below) for each in made)) or 1, below)
            found = self._scaled[scale] = []
            for each in made:
                slots = sorted((variables(each.top) | variables(each.bottom)) - {self.stated})
                if len(slots) > 2 * CORNERS:
                    raise _UnfitError
                # of a single one the sign is that of what stands above
                bottom = each.bottom if variables(each.bottom) and len(made) > 1 else None
                found.append(_Block(int(each.weight / step), each.top, bottom, slots))
        return found

    def _fitting(self, box: Table) -> Table:
        """Return the box in numbers that are large enough."""
        if not box.reach:
            return box
        sizes = [(abs(w) * _size(top, box.reach), bottom and _size(bottom, box.reach))
                 for w, top, bottom, _ in self.blocks_at(box.scale)]  # fmt: skip
        fits = max([_sum(sizes), *(top * (bottom or 1) for top, bottom in sizes)]) < SAFE
        return box if fits else box.wide

    def _highest(
        self, box: Table, lows: Sequence[Any], highs: Sequence[Any], stated: Any, side: int
    ) -> Any:
        """Return a number of the sign of the highest value of side × the sum."""
        low, high = lows, highs
        if self.stated is not None:
            low, high = [*lows], [*highs]
            low[self.stated] = high[self.stated] = stated
        found: list[tuple[Any, Any]] = []
        for weight, top, bottom, slots in self.blocks_at(box.scale):
            weight *= side
            if type(top) is Var and bottom is None:  # the most frequent
                found.append((weight * (high if weight > 0 else low)[top.index], None))
                continue
            at = [*low]
            best: tuple[Any, Any] | None = None
            for corner in product(*(_ends(low[slot], high[slot]) for slot in slots)):
                for slot, end in zip(slots, corner, strict=True):
                    at[slot] = end
                each = (weight * evaluate(top, at), bottom and evaluate(bottom, at))
                best = each if best is None else _higher(best, each)
            assert best is not None
            found.append(best)
        return _sum(found)


def _ends(low: Any, high: Any) -> tuple[Any, ...]:
    return (low,) if low is high else (low, high)


def _size(node: Node, reach: Sequence[int]) -> int:
    """Return a bound on the size of a sum of products, and of every part of it."""
    match node:
        case Var():
            return max(reach[node.index], 1)
        case Op():
            found: int = APPLY[node.sign](_size(node.left, reach), _size(node.right, reach))
            return found
    assert isinstance(node, Num)
    return abs(int(node.value))


def _sum(fractions: Sequence[tuple[Any, Any]]) -> Any:
    """Return what stands above the stroke of a sum of fractions; None below one is a 1."""
    above: Any = 0
    below: Any = None
    for top, bottom in fractions:
        own = top if below is None else top * below
        above = own + (above if bottom is None else above * bottom)
        below = bottom if below is None else below if bottom is None else below * bottom
    return above


def _higher(one: tuple[Any, Any], other: tuple[Any, Any]) -> tuple[Any, Any]:
    """Return the higher of two fractions, row by row."""
    (a, b), (c, d) = one, other
    better = c > a if b is None else c * b > a * d
    return where(better, c, a), None if b is None else where(better, d, b)


def where(condition: Any, this: Any, that: Any) -> Any:
    """Return one or the other, row by row where there are rows."""
    if isinstance(condition, np.ndarray):
        return np.where(condition, this, that)
    return this if condition else that
