"""Expressions as sums of products over sums of products, without a figure in common (整式)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from types import MappingProxyType

from zoneanalysis.relations.formula import Node, Num, Op, Total, Var
from zoneanalysis.relations.ranges import CORNERS, addends_of, blocks_of

__all__ = ["ONE", "Parts", "Sum", "UnfitError", "parts_of", "plus", "shared_in"]

LONGEST = 400  # products in one sum

# A sum of products: the places of the figures in each, and its weight.
Sum = Mapping[tuple[int, ...], Fraction | int]
ONE: Sum = {(): 1}


class UnfitError(Exception):
    """The formula is none that can be written so."""


def plus(one: Sum, other: Sum) -> Sum:
    """Return two sums as one."""
    found = dict(one)
    for slots, weight in other.items():
        found[slots] = found.get(slots, 0) + weight
    return {slots: weight for slots, weight in found.items() if weight}


def _times(one: Sum, other: Sum) -> Sum:
    found: dict[tuple[int, ...], Fraction | int] = {}
    if len(one) * len(other) > LONGEST:
        raise UnfitError
    for (a, v), (b, w) in product(one.items(), other.items()):
        slots = tuple(sorted(a + b))
        if len(set(slots)) < len(slots):
            raise UnfitError  # a figure times itself
        found[slots] = found.get(slots, 0) + v * w
    return {slots: weight for slots, weight in found.items() if weight}


@dataclass(frozen=True)
class _Ratio:
    """One sum over another, and every divisor in them."""

    top: Sum
    bottom: Sum = field(default_factory=lambda: ONE)
    divisors: tuple[Sum, ...] = ()

    def __add__(self, other: _Ratio) -> _Ratio:
        divisors = self.divisors + other.divisors
        if self.bottom == other.bottom:
            return _Ratio(plus(self.top, other.top), self.bottom, divisors)
        top = plus(_times(self.top, other.bottom), _times(other.top, self.bottom))
        return _Ratio(top, _times(self.bottom, other.bottom), divisors)

    def __mul__(self, other: _Ratio) -> _Ratio:
        bottom = _times(self.bottom, other.bottom)
        return _Ratio(_times(self.top, other.top), bottom, self.divisors + other.divisors)

    def __truediv__(self, other: _Ratio) -> _Ratio:
        if set(other.top) == {()}:  # a number
            return (
                self
                * _Ratio({(): 1 / Fraction(other.top[()])}, ONE, other.divisors)
                * _Ratio(other.bottom)
            )
        upside = _Ratio(other.bottom, other.top, (*other.divisors, other.top))
        return self * upside


def _ratio(node: Node) -> _Ratio:
    match node:
        case Var():
            return _Ratio({(node.index,): 1})
        case Num():
            return _Ratio({(): node.value} if node.value else {})
        case Total():
            return sum(map(_ratio, node.items), _Ratio({}))
        case Op(sign="/", right=right) if not _ratio(right).top:
            raise UnfitError
        case Op(sign=sign):
            left, right_ = _ratio(node.left), _ratio(node.right)
            if sign == "-":
                return left + right_ * _Ratio({(): -1})
            return left + right_ if sign == "+" else left * right_ if sign == "*" else left / right_
    raise UnfitError


# Parts without a figure in common: what stands above the stroke, and below it.
Parts = tuple[tuple[Sum, Sum], ...]


def parts_of(
    top: Node, bottom: Node | None = None, factor: Sum = MappingProxyType({}),
    stated: int | None = None,
) -> tuple[Parts, tuple[Parts, ...]]:  # fmt: skip
    """Return top − factor × bottom in parts, and what must be above zero."""
    above = list(addends_of(top))
    below = [] if not factor else list(addends_of(bottom)) if bottom else [(1, Num(1))]
    terms = (*above, *below)
    parts: list[_Ratio] = []
    divisors: list[Parts] = []
    for block in blocks_of(terms):
        whole = _Ratio({})
        for i in block:
            weight: Sum = {(): terms[i][0]}
            if i >= len(above):
                weight = {slots: -w * terms[i][0] for slots, w in factor.items()}
            whole += _ratio(terms[i][1]) * _Ratio(weight)
        parts.append(whole)
        divisors += [((each, ONE),) for each in whole.divisors]
    if bottom is not None:
        under, others = parts_of(bottom)
        divisors += (*others, under)
    if any(each.bottom != ONE for each in parts):
        joined = sum(parts, _Ratio({}))
        if len(shared_in(joined.top, stated)) < CORNERS:  # the sign is that of what stands above
            parts = [_Ratio(joined.top)]
    unlike = [each for i, each in enumerate(divisors) if each not in divisors[:i]]
    return tuple((each.top, each.bottom) for each in parts), tuple(unlike)


def shared_in(terms: Iterable[tuple[int, ...]], stated: int | None) -> list[int]:
    """Return the figures but the stated one that stand in several products."""
    times = Counter(slot for slots in terms for slot in slots)
    return [slot for slot, many in times.items() if many > 1 and slot != stated]
