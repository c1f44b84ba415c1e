"""A system of relations as linear rows and products, with the figures that bind them (模型).

Variables stand for true values in base units (元, 平方米, percent). A figure that is kept lies in
its rounding interval, a figure that is freed anywhere it can. Products of two variables are held
between the planes that touch them at their bounds (G. P. McCormick, *Mathematical Programming* 10,
1976, doi:10.1007/BF01580665), so that what clashes here clashes in truth.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from fractions import Fraction

from zoneanalysis.audit.repair.simplex import Reasons, Simplex

__all__ = ["Linear", "Model", "Product"]

_NONE: Reasons = frozenset()
_ONE = Fraction(1)

Ends = tuple[Fraction | None, Fraction | None]


@dataclass(frozen=True)
class Product:
    """``left`` × ``right`` = ``result``, all variables of a model."""

    left: int
    right: int
    result: int
    why: Reasons


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
        self._one = self.simplex.variable()
        self.simplex.bound(self._one, _ONE, _ONE)
        self._why[self._one] = _NONE
        self.nominal[self._one] = _ONE

    def copy(self) -> Model:
        """Return an independent copy."""
        other = copy(self)
        held = {name: each for name, each in vars(self).items() if name != "_one"}
        vars(other).update({name: each.copy() for name, each in held.items()})
        return other

    def variable(
        self,
        lo: Fraction | None,
        hi: Fraction | None,
        why: Reasons = _NONE,
        *,
        whole: bool = False,
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
        terms: Mapping[int, Fraction | int],
        constant: Fraction | int = 0,
        *,
        lo: Fraction | int | None = None,
        hi: Fraction | int | None = None,
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
        self._why[new] = reasons = _NONE.union(*map(self._why.__getitem__, coefficients))
        if lo is None and hi is None:
            self.simplex.bound(new, *self._range(coefficients), reasons)
        else:
            lower, upper = (None if end is None else Fraction(end) for end in (lo, hi))
            self.simplex.bound(new, lower, upper, why)
        return new

    def equal(
        self, terms: Mapping[int, Fraction | int], constant: Fraction | int, why: Reasons
    ) -> None:
        """Demand that a linear expression is zero."""
        self.linear(terms, constant, lo=0, hi=0, why=why)

    def product(self, left: int, right: int, result: int, why: Reasons) -> None:
        """Demand that ``left`` × ``right`` = ``result``."""
        each = Product(left, right, result, why)
        self.products.append(each)
        for known, unknown in ((left, right), (right, left)):
            self._quotient(known, unknown, result, why)
        self.envelope(each)

    def _quotient(self, known: int, unknown: int, result: int, why: Reasons) -> None:
        """Bound a factor by the product's bounds and those of the other factor, if positive."""
        k_lo, k_hi = self.simplex.bounds(known)
        low, high = self.simplex.bounds(result)
        if k_lo is None or k_hi is None or k_lo <= 0:
            return
        reasons = why | self._why[known] | self._why[result]
        before = self.simplex.bounds(unknown)
        least = None if low is None or before[0] is not None else min(low / k_lo, low / k_hi)
        most = None if high is None or before[1] is not None else max(high / k_lo, high / k_hi)
        self.simplex.bound(unknown, least, most, reasons)
        if before != self.simplex.bounds(unknown):
            self._why[unknown] |= reasons

    def envelope(self, product: Product) -> None:
        """Add the planes that hold a product at the present bounds of its factors."""
        left, right, result = product.left, product.right, product.result
        for a, b in ((left, right), (right, left)):
            why = self._why[a] | product.why
            a_lo, a_hi = self.simplex.bounds(a)
            b_lo, b_hi = self.simplex.bounds(b)
            if a_lo is not None and a_lo == a_hi:
                self.linear({result: 1, b: -a_lo}, lo=0, hi=0, why=why)
                return
            if b_lo is not None and b_lo >= 0:
                self._planes(b, result, (a_lo, a_hi), why, sign=1)
            elif b_hi is not None and b_hi <= 0:
                self._planes(b, result, (a_lo, a_hi), why, sign=-1)

    def corners(self, product: Product) -> None:
        """Add the planes through the corners of a product's range, which cut off a little more."""
        x_lo, x_hi = self.simplex.bounds(product.left)
        y_lo, y_hi = self.simplex.bounds(product.right)
        if x_lo is None or x_hi is None or y_lo is None or y_hi is None:
            return
        x, y, z = product.left, product.right, product.result
        why = self._why[x] | self._why[y] | product.why
        self.linear({z: 1, y: -x_lo, x: -y_lo}, x_lo * y_lo, lo=0, why=why)
        self.linear({z: 1, y: -x_hi, x: -y_hi}, x_hi * y_hi, lo=0, why=why)
        self.linear({z: -1, y: x_hi, x: y_lo}, -x_hi * y_lo, lo=0, why=why)
        self.linear({z: -1, y: x_lo, x: y_hi}, -x_lo * y_hi, lo=0, why=why)

    def _planes(self, b: int, result: int, ends: Ends, why: Reasons, *, sign: int) -> None:
        """With b of one sign: the other factor's ends times b lie on either side of the product."""
        low, high = ends
        # the sign of b is itself a bound, and so a reason, unless b has it by nature
        if b not in self._nonnegative:
            why |= self._why[b]
        if low is not None:
            self.linear({result: sign, b: -low * sign}, lo=0, why=why)
        if high is not None:
            self.linear({result: -sign, b: high * sign}, lo=0, why=why)

    def never_negative(self, variable: int) -> None:
        """Say that a variable can't be negative by its nature (a level, a count, a base)."""
        self._nonnegative.add(variable)
        self.simplex.bound(variable, Fraction(0), None)

    def is_natural(self, variable: int) -> bool:
        """Whether a variable can't be negative by its nature."""
        return variable in self._nonnegative

    def _range(self, coefficients: Mapping[int, Fraction]) -> Ends:
        low: Fraction | None = Fraction(0)
        high: Fraction | None = Fraction(0)
        for each, factor in coefficients.items():
            lo, hi = self.simplex.bounds(each)
            if factor < 0:
                lo, hi = hi, lo
            low = None if low is None or lo is None else low + factor * lo
            high = None if high is None or hi is None else high + factor * hi
        return low, high

    def quotient_bounds(self, variable: int, top: int, bottom: int) -> None:
        """Bound a positive variable that equals top ÷ bottom, both positive."""
        t_lo, t_hi = self.simplex.bounds(top)
        b_lo, b_hi = self.simplex.bounds(bottom)
        why = self._why[top] | self._why[bottom]
        self._why[variable] |= why
        if top in self.nominal and self.nominal.get(bottom):
            self.nominal[variable] = self.nominal[top] / self.nominal[bottom]
        least = None if t_lo is None or t_lo < 0 or b_hi is None or b_hi <= 0 else t_lo / b_hi
        most = None if t_hi is None or b_lo is None or b_lo <= 0 else t_hi / b_lo
        self.simplex.bound(variable, least, most, why)


Number = Fraction | int


@dataclass(frozen=True, eq=False)
class Linear:
    """A weighted sum of variables and a constant.

    A product or quotient of two of them becomes a new variable of the model, tied by a product.
    """

    model: Model
    terms: Mapping[int, Number]
    constant: Number = 0
    why: Reasons = frozenset()  # what a product is made for: the relation that it stands in

    def _with(self, terms: Mapping[int, Number], constant: Number) -> Linear:
        return Linear(self.model, terms, constant, self.why)

    def __add__(self, other: Linear | Number) -> Linear:
        if not isinstance(other, Linear):
            return self._with(self.terms, self.constant + other)
        terms = dict(self.terms)
        for variable, weight in other.terms.items():
            terms[variable] = terms.get(variable, 0) + weight
        return self._with(terms, self.constant + other.constant)

    __radd__ = __add__

    def __sub__(self, other: Linear | Number) -> Linear:
        return self + (other * -1)

    def __rsub__(self, other: Number) -> Linear:
        return self * -1 + other

    def __mul__(self, other: Linear | Number) -> Linear:
        if not isinstance(other, Linear):
            weights = {variable: weight * other for variable, weight in self.terms.items()}
            return self._with(weights, self.constant * other)
        if not other.terms:
            return self * other.constant
        if not self.terms:
            return other * self.constant
        result = self.model.variable(None, None)
        if self.natural and other.natural:
            self.model.never_negative(result)
        self.model.product(self.variable, other.variable, result, self.why)
        return self._with({result: 1}, 0)

    __rmul__ = __mul__

    def __truediv__(self, other: Linear | Number) -> Linear:
        if not isinstance(other, Linear):
            return self * (1 / Fraction(other))
        if not other.terms:
            return self * (1 / Fraction(other.constant))
        return self._over(other)

    def __rtruediv__(self, other: Number) -> Linear:
        return self._with({}, other)._over(self)

    def _over(self, divisor: Linear) -> Linear:
        """Return the variable of a quotient; one and the same for the same two sides."""
        key = (self._key, divisor._key)
        found = self.model.quotients.get(key)
        if found is None:
            below = divisor.divides()
            found = self.model.variable(None, None)
            above = self.variable
            if self.natural:
                self.model.never_negative(found)
                self.model.quotient_bounds(found, above, below)
            self.model.product(below, found, above, self.why)
            self.model.quotients[key] = found
        return self._with({found: 1}, 0)

    @property
    def _key(self) -> tuple[object, ...]:
        return (frozenset(self.terms.items()), self.constant)

    @property
    def variable(self) -> int:
        """Its variable."""
        if self.constant == 0 and len(self.terms) == 1:
            ((variable, weight),) = self.terms.items()
            if weight == 1:
                return variable
        return self.model.linear(self.terms, self.constant)

    def divides(self) -> int:
        """Return its variable as a divisor, which is never negative."""
        variable = self.variable
        self.model.never_negative(variable)
        return variable

    @property
    def natural(self) -> bool:
        """Whether it can't be negative by its nature."""
        return self.constant >= 0 and all(
            weight >= 0 and self.model.is_natural(variable)
            for variable, weight in self.terms.items()
        )
