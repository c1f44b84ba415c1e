"""Comparisons as sums without strokes, in whole numbers (整式): verdicts are decided by them.

``stated = top / bottom`` can hold in a box of intervals where ``top - stated * bottom`` can be
zero, as long as no divisor can (W. Dinkelbach, *Management Science* 13, 1967). With the stated
figure at one of its ends that is a sum of parts which share no figure, each linear in every single
figure, so that its extremes lie in corners. The same code works on Python's whole numbers and on
columns of them; nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import gcd, lcm, prod
from typing import Any

import numpy as np
import numpy.typing as npt

from zoneanalysis.relations.formula import Compare, Node, Num, Op
from zoneanalysis.relations.parts import ONE, Parts, Sum, UnfitError, parts_of, plus, shared_in

__all__ = ["SAFE", "Box", "Form", "Integers", "form_of", "where"]

Integers = npt.NDArray[Any]  # int64 where everything fits, Python ints (object) where not

# An int64 holds this with room for a few additions.
SAFE = 2**61


def form_of(tree: Compare, worths: tuple[Fraction, ...], stated: int | None = None) -> Form | None:
    """Return a grounded comparison as a form; None where a figure is multiplied by itself.

    *stated* is the place of the figure on the left of an equation, *worths* are those of units.
    """
    node: Any = Op("-", tree.left, tree.right)
    factor: Sum = {}
    bottom: Node | None = None
    if stated is not None:
        node, factor = tree.right, {(stated,): 1}
        # what is done to the whole right side is undone on the left
        while isinstance(node, Op) and isinstance(node.right, Num) and node.right.value:
            number = Fraction(node.right.value)
            if node.sign in "+-":
                factor = plus(factor, {(): -number if node.sign == "+" else number})
            else:
                change = 1 / number if node.sign == "*" else number
                factor = {slots: weight * change for slots, weight in factor.items()}
            node = node.left
        if isinstance(node, Op) and node.sign == "/":
            node, bottom = node.left, node.right
    try:
        return Form(tree.sign, *parts_of(node, bottom, factor, stated), stated, worths)
    except UnfitError:
        return None


@dataclass(frozen=True, eq=False)
class Form:
    """A comparison with zero: the sum of its parts, one sum over another each."""

    sign: str
    parts: Parts  # without a figure in common
    divisors: tuple[Parts, ...]  # sums of parts that must be above zero
    stated: int | None  # the place of the stated figure, with which it falls
    worths: tuple[Fraction, ...]  # of the units of the figures, by their places
    _scaled: dict[int, tuple[_Whole, ...]] = field(default_factory=dict)

    def value(self, box: Box, stated: Any = 0) -> Any:
        """Return a number of its sign for what is printed, or for another stated value."""
        return self._at(box.scale)[0].value(box, stated)

    def extreme(self, box: Box, stated: Any = 0, *, side: int) -> Any:
        """Return a number of the sign of its highest (side 1) or lowest (−1) value."""
        return side * self._at(box.scale)[0].highest(box, stated, side)

    def unsure(self, box: Box) -> Any:
        """Return whether, or in which rows, a divisor may be zero or less."""
        found: Any = False
        for each in self._at(box.scale)[1:]:
            found = found | (each.highest(box, 0, -1) >= 0)
        return found

    def _at(self, scale: int) -> tuple[_Whole, ...]:
        """Return itself and its divisors for figures that come times *scale*."""
        found = self._scaled.get(scale)
        if found is None:
            found = tuple(
                _Whole(each, self.worths, scale, self.stated)
                for each in (self.parts, *self.divisors)
            )
            self._scaled[scale] = found
        return found


Terms = list[tuple[int, bool, tuple[int, ...]]]  # weight, whether times the stated one, places


class _Whole:
    """A sum of parts, times a number above zero that makes all its weights whole."""

    def __init__(
        self, parts: Parts, worths: tuple[Fraction, ...], scale: int, stated: int | None
    ) -> None:
        def depth(terms: Sum) -> int:
            return max(map(len, terms), default=0)

        def scaled(terms: Sum, power: int) -> dict[tuple[int, ...], Fraction]:
            return {
                slots: Fraction(w) * prod((worths[s] for s in slots), start=Fraction(1))
                * Fraction(scale) ** (power - len(slots))
                for slots, w in terms.items()
            }  # fmt: skip

        def terms(found: Sum, factor: Fraction) -> Terms:
            return [
                (int(w * factor), stated in slots, tuple(s for s in slots if s != stated))
                for slots, w in found.items()
            ]

        most = max((depth(top) - depth(bottom) for top, bottom in parts), default=0)
        plain: Sum = {}
        rest = []
        for top, bottom in parts:
            above, below = scaled(top, most + depth(bottom)), scaled(bottom, depth(bottom))
            if bottom == ONE and not shared_in(top, stated):
                plain = plus(plain, above)
            else:
                rest.append((above, below))
        factor = _ground([plain, *(top for top, _ in rest)])
        self.plain = terms(plain, factor)
        self.rest = []
        for above, below in rest:
            own = Fraction(1) if below.keys() == {()} else _ground([below])
            under = [] if below.keys() == {()} else terms(below, own)
            shared = shared_in([*above, *below], stated)
            self.rest.append((terms(above, factor * own), under, shared))
        self.sizes = [
            (abs(weight), slots if stated is None or not by_stated else (stated, *slots))
            for many in (self.plain, *(above for above, *_ in self.rest))
            for weight, by_stated, slots in many
        ]

    def _for(self, box: Box, stated: Any) -> tuple[Box, Any]:
        """Return the box in numbers that are large enough."""
        if not box.reach:
            return box, stated
        most: int = sum(w * prod([box.reach[s] for s in slots]) for w, slots in self.sizes)
        if most < SAFE and not any(under for _, under, _ in self.rest):
            return box, stated
        return box.wide, stated if isinstance(stated, int) else stated.astype(object)

    def value(self, box: Box, stated: Any) -> Any:
        """Return the sum for what is printed."""
        box, stated = self._for(box, stated)
        above: Any = _value(self.plain, box.points, stated)
        below: Any = 1
        for top, bottom, _ in self.rest:
            above, below = _added(
                above, below, _value(top, box.points, stated),
                _value(bottom, box.points, stated) if bottom else None,
            )  # fmt: skip
        return above

    def highest(self, box: Box, stated: Any, side: int) -> Any:
        """Return the highest value of side × the sum."""
        box, stated = self._for(box, stated)
        above: Any = _highest(self.plain, box, stated, side)
        below: Any = 1
        for top, bottom, shared in self.rest:
            best: tuple[Any, Any] | None = None
            for corner in product(*((box.lows[s], box.highs[s]) for s in shared)):
                at = box.fixed(zip(shared, corner, strict=True)) if shared else box
                found, under = _highest(top, at, stated, side), None
                if bottom:
                    least, most = (way * _highest(bottom, at, 0, way) for way in (-1, 1))
                    under = where(found < 0, most, least)
                best = (found, under) if best is None else _higher(best, (found, under))
            assert best is not None
            above, below = _added(above, below, *best)
        return above


def _ground(sums: Sequence[Sum]) -> Fraction:
    """Return by what all weights become whole numbers, as small as can be."""
    weights = [Fraction(w) for each in sums for w in each.values()]
    below = lcm(*(w.denominator for w in weights))
    return Fraction(below, gcd(*(int(w * below) for w in weights)) or 1)


def _value(terms: Terms, at: Sequence[Any], stated: Any) -> Any:
    total: Any = 0
    for weight, by_stated, slots in terms:
        part: Any = weight * stated if by_stated else weight
        for slot in slots:
            part = part * at[slot]
        total = total + part
    return total


def _highest(terms: Terms, box: Box, stated: Any, side: int) -> Any:
    """Return the highest value of side × a sum in which no figure that can move stands twice."""
    total: Any = 0
    lows, highs = box.lows, box.highs
    for weight, by_stated, slots in terms:
        low: Any = side * weight * stated if by_stated else side * weight
        high = low
        if len(slots) == 1 and isinstance(low, int):  # the most frequent, without a call
            high = low * (highs if low >= 0 else lows)[slots[0]]
        else:
            for slot in slots:
                low, high = box.within(low, high, lows[slot], highs[slot])
        total = total + high
    return total


def _added(above: Any, below: Any, top: Any, bottom: Any) -> tuple[Any, Any]:
    """Return the sum of two fractions; None below the stroke is a 1."""
    if bottom is None:
        return above + top * below, below
    return above * bottom + top * below, below * bottom


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


def _one(a: Any, b: Any, low: Any, high: Any) -> tuple[Any, Any]:
    """Return both ends of the product of two intervals."""
    if a is b:
        return (a * low, a * high) if a >= 0 else (a * high, a * low)
    ends = (a * low, a * high, b * low, b * high)
    return min(ends), max(ends)


def _many(a: Any, b: Any, low: Any, high: Any) -> tuple[Any, Any]:
    """Return the same in every row."""
    if isinstance(a, int):
        return _one(a, b, low, high)
    least, most = a * low, a * high
    least, most = np.minimum(least, most), np.maximum(least, most)
    for each in () if a is b else (b * low, b * high):
        least, most = np.minimum(least, each), np.maximum(most, each)
    return least, most


@dataclass(eq=False)
class Box:
    """Figures as whole numbers: what is printed, and the ends of what it may stand for."""

    # points, lows, highs: by the place of the figure, times ``scale``; in arrays there are as many
    # rows
    points: list[Any]
    lows: list[Any]
    highs: list[Any]
    # a bound on the size of each; empty for Python's own numbers, which have no limit
    reach: list[int]
    scale: int

    @property
    def within(self) -> Callable[[Any, Any, Any, Any], tuple[Any, Any]]:
        """What multiplies intervals."""
        return _one if isinstance(self.points[0], int) else _many

    @property
    def wide(self) -> Box:
        """The same in Python's own whole numbers."""
        points, lows, highs = (
            [each.astype(object) for each in many] for many in (self.points, self.lows, self.highs)
        )
        return Box(points, lows, highs, [], self.scale)

    def fixed(self, ends: Iterable[tuple[int, Any]]) -> Box:
        """Return the box with some figures at one end."""
        lows, highs = self.lows[:], self.highs[:]
        for slot, end in ends:
            lows[slot] = highs[slot] = end
        return Box(self.points, lows, highs, self.reach, self.scale)
