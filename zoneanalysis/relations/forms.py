"""Comparisons in whole numbers, for one relation or columns of them (整式): they decide verdicts.

``stated = top / bottom`` can hold in a box of intervals where ``top - stated * bottom`` can be
zero, as long as no divisor can (W. Dinkelbach, *Management Science* 13, 1967). With the stated
figure at one of its ends that is a sum of blocks which share no figure. Within one, every figure
stands linearly above and below the stroke, so that the extremes lie in corners. The same code works
on Python's whole numbers and on columns of them; nothing is rounded, the verdicts are the judge's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from math import gcd, lcm
from typing import Any, NamedTuple

import numpy as np

from zoneanalysis.relations.columns import SAFE, Code, Column, where
from zoneanalysis.relations.formula import Compare, Node, Num, Op, Total, cleared, variables, walk
from zoneanalysis.relations.ranges import FEW, Sum, UnfitError, addends_of, blocks_of, stroke, times
from zoneanalysis.values.figures import Rounding

__all__ = ["Form", "Table", "form_of"]


def form_of(tree: Compare, worths: tuple[Fraction, ...], stated: int | None = None) -> Form:
    """Return a grounded comparison as a form; raises `UnfitError` where it is none.

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
    positive = [form_of(Compare(each, ">", Num(0)), worths) for each in divisors.values()]
    form = Form(tree, blocks, positive, stated, worths)
    form.blocks_at(1)
    return form


# Whole weights, each with the places of the figures whose product it weighs.
Terms = Sequence[tuple[int, Sequence[int]]]


class _Block(NamedTuple):
    top: Terms
    bottom: Terms  # empty for one
    slots: list[int]  # its figures but the stated one

    def at(self, values: Sequence[Any]) -> tuple[Any, Any]:
        """Return what stands above and below the stroke."""
        return _value(self.top, values), _value(self.bottom, values) if self.bottom else 1

    def highest(self, lows: Sequence[Any], highs: Sequence[Any], side: int) -> tuple[Any, Any]:
        """Return side × the block where that is highest: a figure's end, or the best corner."""
        weight, places = self.top[0]
        if len(self.top) == len(places) == 1 and not self.bottom:  # the most frequent
            return side * weight * (highs if side * weight > 0 else lows)[places[0]], 1
        at, best = [*lows], None
        for corner in product(*((lows[slot], highs[slot]) for slot in self.slots)):
            for slot, end in zip(self.slots, corner, strict=True):
                at[slot] = end
            top, bottom = self.at(at)
            best = (side * top, bottom) if best is None else _higher(best, (side * top, bottom))
        assert best is not None
        return best


def _step(weights: Iterable[Fraction]) -> Fraction:
    """Return the largest number of which all weights are multiples."""
    told = [*weights]
    below = lcm(*(each.denominator for each in told))
    return Fraction(gcd(*(int(each * below) for each in told)) or 1, below)


def _whole(weights: Sum, step: Fraction) -> Terms:
    return [(int(weight / step), [*places]) for places, weight in weights.items() if weight]


def _value(terms: Terms, values: Sequence[Any]) -> Any:
    found: Any = 0
    for weight, places in terms:
        for each in places:
            weight = weight * values[each]
        found = found + weight
    return found


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
        at = self._beside(stated, fitting.points)
        return _sum([block.at(at) for block in self.blocks_at(fitting.scale)])

    def extreme(self, box: Table, *, side: int) -> Any:
        """Return a number of the sign of its highest (side 1) or lowest (−1) value."""
        box = self._fitting(box)
        ends = (box.lows, box.highs)
        stated = 0 if self.stated is None else ends[side < 0][self.stated]
        lows, highs = (self._beside(stated, each) for each in ends)
        blocks = self.blocks_at(box.scale)
        return side * _sum([block.highest(lows, highs, side) for block in blocks])

    def _beside(self, stated: Any, values: Sequence[Any]) -> Sequence[Any]:
        """Return values with another one of the stated figure."""
        at = [*values]
        if self.stated is not None:
            at[self.stated] = stated
        return at

    def blocks_at(self, scale: int) -> list[_Block]:
        """Return the blocks in whole numbers, for figures that come times *scale*."""
        if scale not in self._scaled:
            worths, found = [worth / scale for worth in self.worths], []
            for node in self.nodes:
                slots = sorted(variables(node) - {self.stated})
                if len(slots) > FEW:
                    raise UnfitError
                top, bottom = stroke(node, worths)
                step = _step(bottom.values())
                if any(top.values()):
                    found.append((times(top, {frozenset(): 1 / step}), _whole(bottom, step), slots))
            step = _step(weight for top, *_ in found for weight in top.values())
            # of a single one the sign is that of what stands above
            self._scaled[scale] = [
                _Block(_whole(top, step), [] if len(found) == 1 or bottom == _UNIT else bottom, at)
                for top, bottom, at in found
            ]
        return self._scaled[scale]

    def _fitting(self, box: Table) -> Table:
        """Return the box in numbers that are large enough."""
        if not box.reach:
            return box
        reach = [max(each, 1) for each in box.reach]
        sizes = [[_value([(abs(w), places) for w, places in terms or _UNIT], reach)
                  for terms in each[:2]] for each in self.blocks_at(box.scale)]  # fmt: skip
        fits = max([_sum(sizes), *(top * bottom for top, bottom in sizes)]) < SAFE
        return box if fits else box.wide


_UNIT: Terms = [(1, [])]


def _sum(fractions: Iterable[Sequence[Any]]) -> Any:
    """Return what stands above the stroke of a sum of fractions."""
    above, below = 0, 1
    for top, bottom in fractions:
        above, below = above * bottom + top * below, below * bottom
    return above


def _higher(one: tuple[Any, Any], other: tuple[Any, Any]) -> tuple[Any, Any]:
    """Return the higher of two fractions, row by row."""
    (a, b), (c, d) = one, other
    better = c * b > a * d
    return where(better, c, a), where(better, d, b)


@dataclass(eq=False)
class Table:
    """Figures, or columns of them, as whole numbers: as printed, and what each may stand for."""

    # points, lows, highs: by the place of the figure, times ``scale``; in arrays there are as many
    # rows
    points: list[Any]
    lows: list[Any]
    highs: list[Any]
    # a bound on the size of each; empty for Python's own numbers, which have no limit
    reach: list[int]
    scale: int
    columns: Sequence[Column]
    left_out: Any = False  # whether an end is

    @property
    def wide(self) -> Table:
        """The same in Python's own whole numbers."""
        ends = (self.points, self.lows, self.highs)
        points, lows, highs = ([each.astype(object) for each in many] for many in ends)
        return replace(self, points=points, lows=lows, highs=highs, reach=[])

    @classmethod
    def of(cls, columns: Sequence[Column]) -> Table:
        """Return columns, brought to one scale."""
        box = cls([], [], [], [], max(each.scale for each in columns), columns)
        for each in columns:
            low, high, low_in, high_in = each.ends()
            factor, point = box.scale // each.scale, each.point
            if isinstance(point, np.ndarray):
                box.reach.append(each.reach * factor)
                if box.reach[-1] >= SAFE:
                    point, low, high = (end.astype(object) for end in (point, low, high))
            box.points.append(point * factor)
            box.lows.append(low * factor)
            box.highs.append(high * factor)
            if each.rounding is not Rounding.UNKNOWN:
                box.left_out = box.left_out | ((low_in & high_in) == 0)
        return box

    def judged(self, forms: Sequence[Form], needs: Iterable[Form] = ()) -> Any:
        """Return the verdict on an equation of the stated figure, or on conditions.

        It is to be asked for where it isn't sure that what is needed is above zero, or at least
        not below.
        """
        ask: Any = False
        for each in needs:
            low = each.extreme(self, side=-1)
            ask = ask | (low < 0 if each.tree.sign == ">=" else low <= 0)
        holds: Any = True
        can: Any = True
        for each in forms:
            holds = holds & self._holds(each)
        if holds if isinstance(holds, bool) else np.all(holds):  # then they surely can
            return _code(holds, holds, ask)
        for each in forms:
            low, high = (each.extreme(self, side=side) for side in (-1, 1))
            can = can & _meets(each.tree.sign, low, high)
            ask = ask | ((low == 0) | (high == 0)) & self.left_out & (holds == 0)
        return _code(holds, can, ask)

    def _holds(self, form: Form) -> Any:
        """Return whether it holds as printed: an equation where its value would be printed so."""
        if form.stated is None:
            at = form.value(self)
            return _meets(form.tree.sign, at, at)
        stated = self.columns[form.stated]
        first, last, first_in, last_in = stated.printing()
        factor = self.scale // stated.scale
        if isinstance(first, np.ndarray) and self.points[form.stated].dtype == object:
            first, last = first.astype(object), last.astype(object)
        above, below = form.value(self, first * factor), form.value(self, last * factor)
        return ((above > 0) | (above == 0) & first_in) & ((below < 0) | (below == 0) & last_in)


def _code(holds: Any, can: Any, ask: Any) -> Any:
    """Return consistent where it holds, inconsistent where it can't, to be asked where told."""
    found = where(can, Code.WITHIN, Code.INCONSISTENT)
    return where(ask, Code.ASK, where(holds, Code.CONSISTENT, found))


def _meets(sign: str, low: Any, high: Any) -> Any:
    """Return where what lies between two ends can stand to zero as a sign says."""
    match sign:
        case "=":
            return (low <= 0) & (high >= 0)
        case ">" | ">=":
            return high > 0 if sign == ">" else high >= 0
    return low < 0 if sign == "<" else low <= 0
