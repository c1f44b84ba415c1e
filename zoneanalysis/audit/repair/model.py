"""A system of relations as linear rows and products, with the figures that bind them (模型).

Variables stand for true values in base units (元, 平方米, percent). A figure that is kept lies in
its rounding interval, a figure that is freed anywhere it can. Products of two variables are held
between the planes that touch them at their bounds (G. P. McCormick, *Mathematical Programming* 10,
1976, doi:10.1007/BF01580665), so that what clashes here clashes in truth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import NamedTuple

from zoneanalysis.audit.repair.simplex import Reasons, Simplex
from zoneanalysis.relations.formula import Node, Num, Op, Total, Var

__all__ = ["Linear", "Model", "Product"]

_NONE: Reasons = frozenset()
_ONE = Fraction(1)

Number = Fraction | int


@dataclass(frozen=True)
class Product:
    """``left`` × ``right`` = ``result``, all variables of a model."""

    left: int
    right: int
    result: int
    why: Reasons


class Linear(NamedTuple):
    """A weighted sum of variables and a constant."""

    terms: Mapping[int, Number]
    constant: Number = 0

    def plus(self, other: Linear, weight: Number = 1) -> Linear:
        """Return the sum with another, times a number."""
        terms = dict(self.terms)
        for variable, own in other.terms.items():
            terms[variable] = terms.get(variable, 0) + own * weight
        return Linear(terms, self.constant + other.constant * weight)


class Model:
    """Variables, linear rows between bounds, and products."""

    def __init__(self, work: list[int] | None = None) -> None:
        self.simplex = Simplex(work)
        self.products: list[Product] = []
        self.integers: list[int] = []
        # variables that may take only some values, rising, and who says so
        self.domains: dict[int, tuple[tuple[int, ...], Reasons]] = {}
        # values as printed, and what follows from them: where a solution is likely near
        self.nominal: dict[int, Fraction] = {}
        # the variable of each quotient that has been asked for
        self.quotients: dict[tuple[object, ...], int] = {}
        self._why: dict[int, Reasons] = {}
        self._nonnegative: set[int] = set()
        self._one = self.variable(_ONE, _ONE)
        self.nominal[self._one] = _ONE

    def copy(self) -> Model:
        """Return an independent copy."""
        other = copy(self)
        held = {name: each for name, each in vars(self).items() if name != "_one"}
        vars(other).update({name: each.copy() for name, each in held.items()})
        return other

    def variable(
        self, lo: Fraction | None, hi: Fraction | None, why: Reasons = _NONE, *, whole: bool = False
    ) -> int:
        """Return a new variable between two ends, bound by *why*."""
        new = self.simplex.variable()
        self._why[new] = why
        self.simplex.bound(new, lo, hi, why)
        if whole:
            self.integers.append(new)
        return new

    def linear(
        self,
        terms: Mapping[int, Number],
        constant: Number = 0,
        *,
        lo: Number | None = None,
        hi: Number | None = None,
        why: Reasons = _NONE,
    ) -> int:
        """Return the variable of a linear expression; with *lo* or *hi* it must lie between them.

        Its bounds follow from those of its terms, so that products can use them.
        """
        coefficients = {each: Fraction(factor) for each, factor in terms.items() if factor}
        if constant:
            coefficients[self._one] = Fraction(constant)
        new = self.simplex.row(coefficients)
        if all(each in self.nominal for each in coefficients):
            self.nominal[new] = sum(
                (factor * self.nominal[each] for each, factor in coefficients.items()), Fraction(0)
            )
        self._why[new] = _NONE.union(*map(self._why.__getitem__, coefficients))
        ends = [None if end is None else Fraction(end) for end in (lo, hi)]
        if lo is None and hi is None:
            why, ends = self._why[new], [Fraction(0), Fraction(0)]
            for each, factor in coefficients.items():
                own = self.simplex.bounds(each)[:: -1 if factor < 0 else 1]
                ends = [None if a is None or b is None else a + factor * b
                        for a, b in zip(ends, own, strict=True)]  # fmt: skip
        self.simplex.bound(new, ends[0], ends[1], why)
        return new

    def equal(self, terms: Mapping[int, Number], constant: Number, why: Reasons = _NONE) -> None:
        """Demand that a linear expression is zero."""
        self.linear(terms, constant, lo=0, hi=0, why=why)

    def product(self, left: int, right: int, result: int, why: Reasons) -> None:
        """Demand that ``left`` × ``right`` = ``result``."""
        each = Product(left, right, result, why)
        self.products.append(each)
        for known, unknown in ((left, right), (right, left)):
            # a factor is bounded by the product and the other factor, if that is positive
            k_lo, k_hi = self.simplex.bounds(known)
            low, high = self.simplex.bounds(result)
            if k_lo is None or k_hi is None or k_lo <= 0:
                continue
            reasons = why | self._why[known] | self._why[result]
            before = self.simplex.bounds(unknown)
            least = None if low is None or before[0] is not None else min(low / k_lo, low / k_hi)
            most = None if high is None or before[1] is not None else max(high / k_lo, high / k_hi)
            self.simplex.bound(unknown, least, most, reasons)
            if before != self.simplex.bounds(unknown):
                self._why[unknown] |= reasons
        self.envelope(each)

    def envelope(self, product: Product) -> None:
        """Add the planes that hold a product at the present bounds of its factors."""
        left, right, result = product.left, product.right, product.result
        for a, b in ((left, right), (right, left)):
            why = self._why[a] | product.why
            a_lo, a_hi = self.simplex.bounds(a)
            b_lo, b_hi = self.simplex.bounds(b)
            if a_lo is not None and a_lo == a_hi:
                self.equal({result: 1, b: -a_lo}, 0, why)
                return
            # with b of one sign, the other factor's ends times b lie on either side of the product
            sign = 1 if b_lo is not None and b_lo >= 0 else -1
            if sign == 1 or (b_hi is not None and b_hi <= 0):
                # that sign is itself a bound, and so a reason, unless b has it by nature
                why |= frozenset() if b in self._nonnegative else self._why[b]
                for end, side in ((a_lo, sign), (a_hi, -sign)):
                    if end is not None:
                        self.linear({result: side, b: -end * side}, lo=0, why=why)

    def corners(self, product: Product) -> None:
        """Add the planes through the corners of a product's range, which cut off a little more."""
        x_lo, x_hi = self.simplex.bounds(product.left)
        y_lo, y_hi = self.simplex.bounds(product.right)
        if x_lo is None or x_hi is None or y_lo is None or y_hi is None:
            return
        x, y, z = product.left, product.right, product.result
        why = self._why[x] | self._why[y] | product.why
        same, cross = ((x_lo, y_lo, 1), (x_hi, y_hi, 1)), ((x_hi, y_lo, -1), (x_lo, y_hi, -1))
        for x_end, y_end, side in (*same, *cross):
            terms: dict[int, Number] = {z: side, y: -side * x_end, x: -side * y_end}
            self.linear(terms, side * x_end * y_end, lo=0, why=why)

    def never_negative(self, variable: int) -> None:
        """Say that a variable can't be negative by its nature (a level, a count, a base)."""
        self._nonnegative.add(variable)
        self.simplex.bound(variable, Fraction(0), None)

    def value(self, node: Node, held: Sequence[Linear], why: Reasons) -> Linear:
        """Return what a formula comes to; *why* it is demanded: the relation that it stands in.

        A product or quotient of two sums of variables becomes a new variable, tied by a product.
        """
        match node:
            case Var():
                return held[node.index]
            case Num():
                return Linear({}, node.value)
            case Total():
                return reduce(
                    Linear.plus, (self.value(each, held, why) for each in node.items), Linear({})
                )
        assert isinstance(node, Op)
        left, right = self.value(node.left, held, why), self.value(node.right, held, why)
        match node.sign:
            case "+" | "-":
                return left.plus(right, 1 if node.sign == "+" else -1)
            case "*" if not (left.terms and right.terms):
                one, other = (left, right) if left.terms else (right, left)
                return Linear({}).plus(one, other.constant)
            case "*":
                result = self.variable(None, None)
                if self.is_natural(left) and self.is_natural(right):
                    self.never_negative(result)
                self.product(self.of(left), self.of(right), result, why)
                return Linear({result: 1})
        if not right.terms:
            return Linear({}).plus(left, 1 / Fraction(right.constant))
        key = tuple((frozenset(each.terms.items()), each.constant) for each in (left, right))
        if key not in self.quotients:  # one and the same for the same two sides
            self.quotients[key] = self._ratio(left, self.divisor(right), why)
        return Linear({self.quotients[key]: 1})

    def _ratio(self, above: Linear, bottom: int, why: Reasons) -> int:
        """Return the variable of a quotient, with the bounds that follow if nothing is negative."""
        found, top = self.variable(None, None), self.of(above)
        if self.is_natural(above):
            self.never_negative(found)
            t_lo, t_hi = self.simplex.bounds(top)
            b_lo, b_hi = self.simplex.bounds(bottom)
            reasons = self._why[top] | self._why[bottom]
            self._why[found] |= reasons
            if top in self.nominal and self.nominal.get(bottom):
                self.nominal[found] = self.nominal[top] / self.nominal[bottom]
            least = None if t_lo is None or t_lo < 0 or b_hi is None or b_hi <= 0 else t_lo / b_hi
            most = None if t_hi is None or b_lo is None or b_lo <= 0 else t_hi / b_lo
            self.simplex.bound(found, least, most, reasons)
        self.product(bottom, found, top, why)
        return found

    def of(self, value: Linear) -> int:
        """Return the variable of a sum."""
        if not value.constant and list(value.terms.values()) == [1]:
            return next(iter(value.terms))
        return self.linear(value.terms, value.constant)

    def divisor(self, value: Linear) -> int:
        """Return the variable of a sum as a divisor, which is never negative."""
        variable = self.of(value)
        self.never_negative(variable)
        return variable

    def is_natural(self, value: Linear) -> bool:
        """Whether a sum can't be negative by its nature."""
        return value.constant >= 0 and all(
            weight >= 0 and variable in self._nonnegative
            for variable, weight in value.terms.items()
        )
