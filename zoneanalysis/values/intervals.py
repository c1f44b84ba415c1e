"""Intervals of exact rational numbers: what is known of a printed figure (区间)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import escape

from zoneanalysis.errors import NotDerivableError
from zoneanalysis.messages import Message
from zoneanalysis.values.formatting import finite_decimals, format_half_up

__all__ = ["Interval", "hull"]

Exact = Fraction | Decimal | int

# An end of an interval while it is computed with: a value (None: infinite), and whether open.
_End = tuple[Fraction | None, bool]


@dataclass(frozen=True, repr=False)
class Interval:
    """The rational numbers between two ends; an end that is ``None`` is unbounded.

    Arithmetic returns the exact set of results where each operand varies on its own
    (R. E. Moore, *Interval Analysis*, Prentice-Hall 1966, ch. 2).

    Parameters
    ----------
    lo, hi : Fraction or None
        Ends, in the unit that the interval's owner names.
    lo_open, hi_open : bool
        Whether the end itself is left out.

    Examples
    --------
    >>> printed = Interval.around(Fraction("18.8"), Fraction("0.05"))
    >>> str(printed)
    '[18.75, 18.85]'
    >>> printed.contains(Fraction("18.79"))
    True
    """

    lo: Fraction | None
    hi: Fraction | None
    lo_open: bool = False
    hi_open: bool = False

    def __post_init__(self) -> None:
        for name in ("lo", "hi"):
            value = getattr(self, name)
            if value is None:
                object.__setattr__(self, f"{name}_open", True)
            elif isinstance(value, float):
                raise TypeError("an interval's ends are exact; a float came")
            elif type(value) is not Fraction:
                object.__setattr__(self, name, Fraction(value))
        lo, hi = self.lo, self.hi
        if lo is not None and hi is not None and lo is not hi and lo > hi:
            raise ValueError(f"the lower end {self.lo} lies above the upper end {self.hi}")

    @classmethod
    def exactly(cls, value: Exact) -> Interval:
        """Return the interval that holds *value* alone."""
        point = Fraction(value)
        return cls(point, point)

    @classmethod
    def around(cls, value: Exact, half_width: Exact) -> Interval:
        """Return ``[value - half_width, value + half_width]``."""
        centre, half = Fraction(value), Fraction(half_width)
        return cls(centre - half, centre + half)

    @classmethod
    def total(cls, parts: Sequence[Interval]) -> Interval:
        """Return the sum of *parts*, in one go."""
        lows = [each.lo for each in parts if each.lo is not None]
        highs = [each.hi for each in parts if each.hi is not None]
        return cls(
            sum(lows, Fraction(0)) if len(lows) == len(parts) else None,
            sum(highs, Fraction(0)) if len(highs) == len(parts) else None,
            any(each.lo_open for each in parts),
            any(each.hi_open for each in parts),
        )

    @classmethod
    def everything(cls) -> Interval:
        """Return the whole line."""
        return cls(None, None)

    @property
    def width(self) -> Fraction | None:
        """Upper end less lower end; None where an end is unbounded."""
        return None if self.lo is None or self.hi is None else self.hi - self.lo

    @property
    def is_empty(self) -> bool:
        """Whether an open end leaves nothing (both ends equal, one open)."""
        return (self.lo_open or self.hi_open) and self.lo is not None and self.lo == self.hi

    @property
    def sign(self) -> int | None:
        """1 or -1 where every value has that sign, 0 for exactly zero, None where it's open."""
        low = -1 if self.lo is None else self.lo.numerator
        high = 1 if self.hi is None else self.hi.numerator
        if low == high == 0:
            return 0
        if low > 0 or (low == 0 and self.lo_open):
            return 1
        return -1 if high < 0 or (high == 0 and self.hi_open) else None

    def contains(self, value: Exact) -> bool:
        """Return whether *value* lies in the interval."""
        point = Fraction(value)
        if self.lo is not None and (point < self.lo or (self.lo_open and point == self.lo)):
            return False
        return not (
            self.hi is not None and (point > self.hi or (self.hi_open and point == self.hi))
        )

    def within(self, other: Interval) -> bool:
        """Return whether every value of this interval lies in *other*."""
        return self.intersect(other) == self

    def intersect(self, other: Interval) -> Interval | None:
        """Return what both hold, or None where they have nothing in common."""
        lo, lo_open = _tighter(self.lower_end(), other.lower_end(), upper=False)
        hi, hi_open = _tighter(self.upper_end(), other.upper_end(), upper=True)
        if lo is not None and hi is not None and (lo > hi or (lo == hi and (lo_open or hi_open))):
            return None
        return Interval(lo, hi, lo_open, hi_open)

    def overlaps(self, other: Interval) -> bool:
        """Return whether the two have a value in common."""
        if self.is_empty or other.is_empty:
            return False
        return not (_above(self, other) or _above(other, self))

    def distance(self, other: Interval) -> Fraction:
        """Return the length of the gap between the two; 0 where they touch or overlap."""
        if self.hi is not None and other.lo is not None and other.lo > self.hi:
            return other.lo - self.hi
        if other.hi is not None and self.lo is not None and self.lo > other.hi:
            return self.lo - other.hi
        return Fraction(0)

    def __add__(self, other: Interval | Exact) -> Interval:
        term = _as_interval(other)
        return Interval(
            None if self.lo is None or term.lo is None else self.lo + term.lo,
            None if self.hi is None or term.hi is None else self.hi + term.hi,
            self.lo_open or term.lo_open,
            self.hi_open or term.hi_open,
        )

    __radd__ = __add__

    def __neg__(self) -> Interval:
        return Interval(
            None if self.hi is None else -self.hi,
            None if self.lo is None else -self.lo,
            self.hi_open,
            self.lo_open,
        )

    def __sub__(self, other: Interval | Exact) -> Interval:
        return self + -_as_interval(other)

    def __rsub__(self, other: Interval | Exact) -> Interval:
        return _as_interval(other) - self

    def __mul__(self, other: Interval | Exact) -> Interval:
        if not isinstance(other, Interval) and other > 0:
            number = Fraction(other)
            return Interval(
                None if self.lo is None else self.lo * number,
                None if self.hi is None else self.hi * number,
                self.lo_open,
                self.hi_open,
            )
        factor = _as_interval(other)
        if factor.lo == factor.hi == 0 or self.lo == self.hi == 0:
            return Interval.exactly(0)
        if self._is_plain and factor._is_plain:
            return Interval(
                self.lo * factor.lo,  # type: ignore[operator]
                self.hi * factor.hi,  # type: ignore[operator]
                self.lo_open or factor.lo_open,
                self.hi_open or factor.hi_open,
            )
        products = [
            _end_product(a, sa, b, sb)
            for a, sa in ((self.lower_end(), -1), (self.upper_end(), 1))
            for b, sb in ((factor.lower_end(), -1), (factor.upper_end(), 1))
        ]
        lo = _extreme(products, upper=False)
        hi = _extreme(products, upper=True)
        return Interval(lo[0], hi[0], lo[1], hi[1])

    __rmul__ = __mul__

    @property
    def _is_plain(self) -> bool:
        """Whether both ends are above zero and bounded."""
        return self.lo is not None and self.hi is not None and self.lo.numerator > 0

    def __truediv__(self, other: Interval | Exact) -> Interval:
        if not isinstance(other, Interval) and other > 0:
            return self * (1 / Fraction(other))
        return self * _as_interval(other).reciprocal()

    def __rtruediv__(self, other: Interval | Exact) -> Interval:
        return _as_interval(other) / self

    def reciprocal(self) -> Interval:
        """Return the values of 1/x.

        Raises
        ------
        NotDerivableError
            Where the interval touches or spans zero.
        """
        if not self.sign:
            raise NotDerivableError(
                Message("the divisor may be zero: it lies in {interval}", {"interval": str(self)})
            )
        lo: _End = (
            (Fraction(0), True)
            if self.hi is None
            else ((None, True) if self.hi == 0 else (1 / self.hi, self.hi_open))
        )
        hi: _End = (
            (Fraction(0), True)
            if self.lo is None
            else ((None, True) if self.lo == 0 else (1 / self.lo, self.lo_open))
        )
        return Interval(lo[0], hi[0], lo[1], hi[1])

    def lower_end(self) -> _End:
        """Return the lower end and whether it is open."""
        return self.lo, self.lo_open

    def upper_end(self) -> _End:
        """Return the upper end and whether it is open."""
        return self.hi, self.hi_open

    def __repr__(self) -> str:
        return f"<Interval {self}>"

    def _repr_html_(self) -> str:
        return f"<code>{escape(str(self))}</code>"

    def __str__(self) -> str:
        left = "(" if self.lo_open else "["
        right = ")" if self.hi_open else "]"
        lo = "-∞" if self.lo is None else _plain(self.lo)
        hi = "∞" if self.hi is None else _plain(self.hi)
        return f"{left}{lo}, {hi}{right}"


def hull(intervals: Iterable[Interval]) -> Interval:
    """Return the smallest interval that holds every one of *intervals* (at least one)."""
    parts = list(intervals)
    lo = _extreme([_as_product(part.lo, part.lo_open, -1) for part in parts], upper=False)
    hi = _extreme([_as_product(part.hi, part.hi_open, 1) for part in parts], upper=True)
    return Interval(lo[0], hi[0], lo[1], hi[1])


def _as_product(end: Fraction | None, is_open: bool, side: int) -> _Product:  # noqa: FBT001
    return (Fraction(0), True, side) if end is None else (end, is_open, 0)


def _plain(value: Fraction) -> str:
    """Write a fraction as a decimal where it has a finite one, else to six places with ≈."""
    decimals = finite_decimals(value)
    if decimals is None:
        return f"≈{format_half_up(value, 6, minus='-')}"
    return format_half_up(value, decimals, minus="-")


def _above(upper: Interval, lower: Interval) -> bool:
    """Return whether all of one interval lies above all of another."""
    lo, hi = upper.lo, lower.hi
    if lo is None or hi is None or lo < hi:
        return False
    return lo > hi or upper.lo_open or lower.hi_open


def _as_interval(value: Interval | Exact) -> Interval:
    return value if isinstance(value, Interval) else Interval.exactly(value)


def _tighter(a: _End, b: _End, *, upper: bool) -> _End:
    if a[0] is None:
        return b
    if b[0] is None:
        return a
    if a[0] == b[0]:
        return a[0], a[1] or b[1]
    return min(a, b) if upper else max(a, b)


_Product = tuple[Fraction, bool, int]  # value, open, infinity (-1, 0 or 1)


def _end_product(a: _End, side_a: int, b: _End, side_b: int) -> _Product:
    """Return the product of two ends; an unbounded end counts as infinite on its side."""
    if a[0] is not None and b[0] is not None:
        attained_zero = (a[0] == 0 and not a[1]) or (b[0] == 0 and not b[1])
        return a[0] * b[0], (a[1] or b[1]) and not attained_zero, 0
    sign = (side_a if a[0] is None else _sign(a[0])) * (side_b if b[0] is None else _sign(b[0]))
    if sign == 0:
        return Fraction(0), a[1] if a[0] is not None else b[1], 0
    return Fraction(0), True, sign


def _extreme(products: list[_Product], *, upper: bool) -> _End:
    """Return the outermost of *products* on one side; where two are equal a closed one wins."""
    side = 1 if upper else -1
    if any(infinity == side for _, _, infinity in products):
        return None, True
    finite = [(value, is_open) for value, is_open, infinity in products if infinity == 0]
    outermost = (max if upper else min)(value for value, _ in finite)
    return outermost, all(is_open for value, is_open in finite if value == outermost)


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)
