"""Columns of exact rational numbers and intervals, for formulas over whole tables (精确数列).

A column is an array of whole numbers over another; 64 bits where everything surely fits, Python's
own integers where not. Nothing is ever rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["SAFE", "Exact", "Flags", "Integers", "Span", "chosen", "difference_sign"]

Integers = npt.NDArray[Any]  # int64 where everything fits, Python ints (object) where not
Flags = Any  # an array of truth values, or one for all rows

# An int64 holds this with room for a few additions.
SAFE = 2**61


def _wide(array: Any) -> Any:
    return array.astype(object) if isinstance(array, np.ndarray) else array


@dataclass(frozen=True, eq=False)
class Exact:
    """A column of fractions: ``num / den``, with bounds on the size of both.

    Parameters
    ----------
    num : array of int
    den : array of int, or int
        Above zero.
    top, bottom : int
        No number above the stroke is larger than ``top``, none below it larger than ``bottom``.
    """

    num: Integers
    den: Any
    top: int
    bottom: int

    @classmethod
    def of(cls, value: Fraction | int, rows: int) -> Exact:
        """Return one number in every row."""
        number = Fraction(value)
        fits = abs(number.numerator) < SAFE
        num = np.full(rows, number.numerator, dtype=np.int64 if fits else object)
        return cls(num, number.denominator, abs(number.numerator), number.denominator)

    def __neg__(self) -> Exact:
        return Exact(-self.num, self.den, self.top, self.bottom)

    def __add__(self, other: Exact) -> Exact:
        if isinstance(self.den, int) and isinstance(other.den, int):
            common = lcm(self.den, other.den)
            left, right = common // self.den, common // other.den
            top = self.top * left + other.top * right
            a, b = (self.num, other.num) if top < SAFE else (_wide(self.num), _wide(other.num))
            return Exact(a * left + b * right, common, top, common)
        top = self.top * other.bottom + other.top * self.bottom
        bottom = self.bottom * other.bottom
        a, b, c, d = self.num, other.num, self.den, other.den
        if max(top, bottom) >= SAFE:
            a, b, c, d = map(_wide, (a, b, c, d))
        return Exact(a * d + b * c, c * d, top, bottom)

    def __sub__(self, other: Exact) -> Exact:
        return self + -other

    def __mul__(self, other: Exact | Fraction | int) -> Exact:
        if not isinstance(other, Exact):
            number = Fraction(other)
            top = self.top * abs(number.numerator)
            bottom = self.bottom * number.denominator
            num = self.num if top < SAFE else _wide(self.num)
            den = self.den if bottom < SAFE else _wide(self.den)
            return Exact(num * number.numerator, den * number.denominator, top, bottom)
        top, bottom = self.top * other.top, self.bottom * other.bottom
        a, b = (self.num, other.num) if top < SAFE else (_wide(self.num), _wide(other.num))
        c, d = (self.den, other.den) if bottom < SAFE else (_wide(self.den), _wide(other.den))
        return Exact(a * b, c * d, top, bottom)

    def inverse(self) -> Exact:
        """Return one over each; every number must be above zero."""
        below = self.den
        if isinstance(below, int):
            below = np.full(len(self.num), below, dtype=np.int64 if below < SAFE else object)
        return Exact(below, self.num, self.bottom, self.top)

    def __truediv__(self, other: Exact) -> Exact:
        return self * other.inverse()


def difference_sign(left: Exact, right: Exact) -> Integers:
    """Return where *left* is above (1), equal to (0) or below (-1) *right*."""
    return np.sign((left - right).num).astype(np.int8)


def chosen(where: Flags, left: Exact, right: Exact) -> Exact:
    """Return *left* in the rows that *where* says, *right* in the others."""
    den: Any = left.den
    if not (isinstance(den, int) and den == right.den):
        den = np.where(where, left.den, right.den)
    num = np.where(where, left.num, right.num)
    return Exact(num, den, max(left.top, right.top), max(left.bottom, right.bottom))


@dataclass(frozen=True, eq=False)
class Span:
    """A column of intervals with the values as printed.

    Parameters
    ----------
    point, lo, hi : Exact
    lo_open, hi_open : array of bool, or bool
    bad : array of bool, or bool
        Rows in which a divisor may be zero.
    """

    point: Exact
    lo: Exact
    hi: Exact
    lo_open: Flags = False
    hi_open: Flags = False
    bad: Flags = False

    @classmethod
    def exactly(cls, point: Exact) -> Span:
        """Return the intervals that hold one value each."""
        return cls(point, point, point)

    def _lifted(self, other: Span | Fraction | int) -> Span:
        if isinstance(other, Span):
            return other
        return Span.exactly(Exact.of(other, len(self.point.num)))

    def __add__(self, other: Span | Fraction | int) -> Span:
        b = self._lifted(other)
        return Span(
            self.point + b.point,
            self.lo + b.lo,
            self.hi + b.hi,
            self.lo_open | b.lo_open,
            self.hi_open | b.hi_open,
            self.bad | b.bad,
        )

    __radd__ = __add__

    def __neg__(self) -> Span:
        return Span(-self.point, -self.hi, -self.lo, self.hi_open, self.lo_open, self.bad)

    def __sub__(self, other: Span | Fraction | int) -> Span:
        return self + -self._lifted(other)

    def __rsub__(self, other: Fraction | int) -> Span:
        return self._lifted(other) + -self

    def __mul__(self, other: Span | Fraction | int) -> Span:
        if not isinstance(other, Span):
            if other < 0:
                return -(self * -other)
            point, lo, hi = (each * other for each in (self.point, self.lo, self.hi))
            return Span(point, lo, hi, self.lo_open, self.hi_open, self.bad)
        ends = [
            (a * b, _product_open(a, a_open, b, b_open))
            for a, a_open in ((self.lo, self.lo_open), (self.hi, self.hi_open))
            for b, b_open in ((other.lo, other.lo_open), (other.hi, other.hi_open))
        ]
        low, high = ends[0], ends[0]
        for end in ends[1:]:
            low, high = _outer(low, end, upper=False), _outer(high, end, upper=True)
        return Span(self.point * other.point, low[0], high[0], low[1], high[1],
                    self.bad | other.bad)  # fmt: skip

    __rmul__ = __mul__

    def __truediv__(self, other: Span | Fraction | int) -> Span:
        if not isinstance(other, Span):
            return self * (1 / Fraction(other))
        return self * other.inverse()

    def __rtruediv__(self, other: Fraction | int) -> Span:
        return self._lifted(other) / self

    def inverse(self) -> Span:
        """Return the intervals of 1/x; rows in which x may be zero or less are bad."""
        bad = np.asarray((self.lo.num <= 0), dtype=bool)
        point, lo, hi = (_above_zero(each, bad) for each in (self.point, self.lo, self.hi))
        return Span(
            point.inverse(), hi.inverse(), lo.inverse(), self.hi_open, self.lo_open, self.bad | bad
        )


def _above_zero(value: Exact, bad: Flags) -> Exact:
    return Exact(np.where(bad, 1, value.num), value.den, max(value.top, 1), value.bottom)


def _product_open(a: Exact, a_open: Flags, b: Exact, b_open: Flags) -> Flags:
    """Return whether the product of two ends is left out; zero that is attained never is."""
    if a_open is False and b_open is False:
        return False
    attained = ((a.num == 0) & ~np.asarray(a_open)) | ((b.num == 0) & ~np.asarray(b_open))
    return (a_open | b_open) & ~np.asarray(attained, dtype=bool)


def _outer(
    first: tuple[Exact, Flags], second: tuple[Exact, Flags], *, upper: bool
) -> tuple[Exact, Flags]:
    """Return the outer of two ends; where they are equal the closed one."""
    order = difference_sign(first[0], second[0])
    wins = order >= 0 if upper else order <= 0
    value = chosen(wins, first[0], second[0])
    if first[1] is False and second[1] is False:
        return value, False
    equal = order == 0
    is_open = np.where(equal, first[1] & np.asarray(second[1]), np.where(wins, first[1], second[1]))
    return value, is_open
