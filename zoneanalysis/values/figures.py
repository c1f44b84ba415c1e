"""Figures as printed: a value, the precision that its characters show, and a unit (数据)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cached_property
from html import escape

from zoneanalysis.errors import InputError, UnitMismatchError
from zoneanalysis.messages import Message
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.numerals import number_within
from zoneanalysis.values.units import PERCENT, Unit, unit
from zoneanalysis.values.words import direction_in, words_beside

__all__ = ["Bound", "Derived", "Figure", "Quantity", "Rounding"]


class Rounding(Enum):
    """How an office makes its printed digits (修约方式)."""

    UNKNOWN = "unknown"
    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    TRUNCATION = "truncation"


class Bound(Enum):
    """What a word beside the figure makes of it: 超, 近, 左右, 以上."""

    NONE = ""
    LOWER = "lower"
    UPPER = "upper"
    APPROXIMATE = "approximate"

    @classmethod
    def signed(cls, word: str, value: str) -> Bound:
        """Return the bound of a signed value from that of its words (以上、以内).

        Examples
        --------
        >>> Bound.signed("lower", "-30")  # 下降30%以上: growth of −30% at most
        <Bound.UPPER: 'upper'>
        """
        return _reversed(cls(word)) if value.startswith("-") else cls(word)


@dataclass(frozen=True, repr=False)
class Quantity:
    """A value and what is known of it.

    Parameters
    ----------
    point : Fraction
        The value as printed, or as computed from printed values, in ``unit``.
    interval : Interval
        Every value that it may stand for, in ``unit``.
    """

    point: Fraction
    interval: Interval
    unit: Unit

    def __float__(self) -> float:
        return float(self.point)

    def __format__(self, spec: str) -> str:
        """Return the value in digits: ``.1f`` rounds the exact value, halves away from zero."""
        places = re.fullmatch(r"\.(\d+)f", spec)
        if places is not None:
            return format_half_up(self.point, int(places[1]), minus="-")
        return format(float(self), spec) if spec else str(self)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._shown} {self.interval}>"

    def _repr_html_(self) -> str:
        return f"<code>{escape(self._shown)}</code> {escape(str(self.interval))}"

    @property
    def _shown(self) -> str:
        return f"{format_half_up(self.point, 4, minus='-')}{self.unit.symbol}"

    def to(self, other: Unit) -> Quantity:
        """Return the same quantity in another unit of the same dimension."""
        factor = self.unit.factor_to(other)
        return Quantity(self.point * factor, self.interval * factor, other)

    def require(self, dimension: str, operation: str) -> None:
        """Raise `UnitMismatchError` unless the unit measures *dimension*."""
        if self.unit.dimension != dimension:
            raise UnitMismatchError(self.unit.symbol or "a plain number", dimension, operation)


_NUMBER = re.compile(
    r"(?P<sign>[-+−－]?)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<rest>.*)",
    re.ASCII | re.DOTALL,
)


@dataclass(frozen=True, repr=False)
class Figure(Quantity):
    """A printed figure: the true value lies within half a unit of its last printed digit.

    A count of whole things without a multiplier (84个) is exact. Both ends are closed unless the
    rounding of the office is known.

    Parameters
    ----------
    printed : str
        The characters as printed.
    decimals : int
        Printed places after the point.
    exact : bool
        Whether it is a count.

    Examples
    --------
    >>> growth = Figure.parse("下降18.8%")
    >>> growth.point, str(growth.interval)
    (Fraction(-94, 5), '[-18.85, -18.75]')
    >>> str(Figure.parse("1.2万亿元").to(unit("亿元")).interval)
    '[11500, 12500]'
    """

    printed: str = ""
    decimals: int = 0
    exact: bool = False
    bound: Bound = Bound.NONE
    rounding: Rounding = Rounding.UNKNOWN

    def in_percent(self) -> Figure:
        """Return a rate that is printed in 成 or ‰ in percent; any other figure as it is.

        Examples
        --------
        >>> half = Figure.of("5", "成", printed="五成").in_percent()
        >>> half.point, str(half.interval), half.printed
        (Fraction(50, 1), '[45, 55]', '五成')
        """
        if self.unit.dimension != PERCENT.dimension or self.unit == PERCENT:
            return self
        made = self.to(PERCENT)
        places = max(0, self.decimals + (1 if self.unit.scale < 1 else -1))
        return replace(
            self, point=made.point, interval=made.interval, unit=PERCENT, decimals=places
        )

    @classmethod
    def of(
        cls,
        value: Decimal | int | str,
        symbol: str,
        *,
        printed: str = "",
        bound: Bound = Bound.NONE,
        rounding: Rounding = Rounding.UNKNOWN,
        exact: bool | None = None,
    ) -> Figure:
        """Return the figure of a value with its printed number of places and a unit's symbol.

        Raises
        ------
        InputError
            Where the unit is unknown or the value is no plain decimal number.
        """
        number = _decimal(value)
        measured = unit(symbol)
        exponent = number.as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        whole_things = measured.is_count and measured.scale == 1 and decimals == 0
        is_exact = whole_things if exact is None else exact
        if bound is not Bound.NONE and exact is None:
            is_exact = False
        point = Fraction(number)
        half = Fraction(0) if is_exact else Fraction(1, 2 * 10**decimals)
        return cls(
            point=point,
            interval=_interval(point, half, decimals, bound, rounding, whole_things, printed),
            unit=measured,
            printed=printed or f"{value}{symbol}",
            decimals=decimals,
            exact=is_exact,
            bound=bound,
            rounding=rounding,
        )

    @classmethod
    def parse(cls, printed: str, *, rounding: Rounding = Rounding.UNKNOWN) -> Figure:
        """Return the figure that a short printed token shows: "下降18.8%", "54.76亿元", "-31%".

        A direction word before the number gives its sign; 收窄 and 扩大 are taken as of a decline
        (positive and negative) unless 增幅 stands before them. 超, 近, 约, 余, 以上, 以下 and 左右
        make it a bound. For whole sentences see `zoneanalysis.extraction`.

        Raises
        ------
        InputError
            Where there is no number, or the unit behind it is unknown.
        """
        match = _NUMBER.search(printed.strip())
        if match is None:
            raise InputError.single(
                must="a printed figure must hold a number in half-width digits",
                came=repr(printed),
                do="Write it as printed, such as 下降18.8% or 54.76亿元.",
            )
        lead = printed.strip()[: match.start()]
        lead, rest, bound = _bounds(lead, match["rest"].strip())
        says = direction_in(lead)
        negative = match["sign"] in {"-", "−", "－"} or says in {"-1", "either"}
        if lead and not negative and not says:
            raise InputError.single(
                must="words before the number must be a direction such as 下降 or 增长",
                came=repr(printed),
                do="Leave out what does not belong to the figure.",
            )
        digits = match["digits"].replace(",", "")
        return cls.of(
            Decimal(f"-{digits}" if negative else digits),
            rest,
            printed=printed,
            bound=_reversed(bound) if negative else bound,
            rounding=rounding,
        )

    def with_rounding(self, rounding: Rounding) -> Figure:
        """Return the same figure for an office that rounds in a known way."""
        counted = self.unit.is_count and self.unit.scale == 1 and self.decimals == 0
        interval = _interval(
            self.point, self.half_unit, self.decimals, self.bound, rounding, counted, self.printed
        )
        return replace(self, rounding=rounding, interval=interval)

    def prints(self, value: Fraction) -> bool:
        """Return whether a value is printed so; halves are rounded away where nobody says how."""
        known = self.rounding is not Rounding.UNKNOWN
        return (self if known else self.with_rounding(Rounding.HALF_UP)).interval.contains(value)

    @property
    def half_unit(self) -> Fraction:
        """Half a unit of the last printed digit; 0 for a count (半个末位单位)."""
        return Fraction(0) if self.exact else Fraction(1, 2 * 10**self.decimals)

    @property
    def _shown(self) -> str:
        return self.printed

    @cached_property
    def digits(self) -> int:
        """The signed number without its point: 5470 for 54.70."""
        places: int = 10**self.decimals
        return self.point.numerator * (places // self.point.denominator)

    @property
    def number(self) -> str:
        """The signed number with its printed places, in ASCII."""
        return str(Decimal(self.digits).scaleb(-self.decimals))


@dataclass(frozen=True, repr=False)
class Derived(Quantity):
    """A quantity computed from others, with the way it was computed.

    Parameters
    ----------
    name : str
        Which indicator function made it, such as ``base_level``.
    words : Message
        The formula in words.
    numbers : str
        The formula with the numbers in it.
    indicative : bool
        Whether it mixes bases (constant-price growth on nominal levels) and so may be shown but
        never judged.
    note : Message or None
        What a reader must know beside it.
    """

    name: str = ""
    words: Message = field(default_factory=lambda: Message(""))
    numbers: str = ""
    inputs: tuple[Quantity, ...] = ()
    indicative: bool = False
    note: Message | None = None

    @property
    def _shown(self) -> str:
        return f"{self.name} = {self.numbers} = {super()._shown}".removeprefix(" = ")


def _bounds(lead: str, rest: str) -> tuple[str, str, Bound]:
    """Return what stands before and after a number without the word for a bound, and the bound."""
    for word, bound in words_beside("before").items():
        if lead.endswith(word):
            return lead.removesuffix(word), rest, Bound(bound)
    for word, bound in words_beside("behind").items():
        if rest.endswith(word):
            return lead, rest.removesuffix(word), Bound(bound)
    for word, bound in words_beside("between").items():
        if rest.startswith(word):
            return lead, rest.removeprefix(word), Bound(bound)
    return lead, rest, Bound.NONE


def _reversed(bound: Bound) -> Bound:
    """Return the bound of a negative value: a fall by more than 3% is growth below −3%."""
    return {Bound.LOWER: Bound.UPPER, Bound.UPPER: Bound.LOWER}.get(bound, bound)


def _decimal(value: Decimal | int | str) -> Decimal:
    text = str(value).replace("−", "-")
    if not re.fullmatch(r"[-+]?\d+(\.\d+)?", text, re.ASCII):
        raise InputError.single(
            must="a value must be a plain decimal number in half-width digits",
            came=repr(value),
            do="Write it with a point and without spaces or separators, such as -18.8.",
        )
    return Decimal(text)


# How far a word beside the figure lets the true value lie from it, in parts of the printed value.
# 左右 and 约 are read as within a tenth, 两三 as its words say; 超, 近, 以上, 以下 leave one side
# open.
APPROXIMATE_SPAN = Fraction(1, 10)


def _interval(
    point: Fraction,
    half: Fraction,
    decimals: int,
    bound: Bound,
    rounding: Rounding,
    counted: bool,  # noqa: FBT001
    printed: str,
) -> Interval:
    if bound is Bound.LOWER:
        return Interval(point, None)
    if bound is Bound.UPPER:
        return Interval(None, point)
    if bound is Bound.APPROXIMATE:
        if (said := number_within(printed)) is not None and said.open:  # 两三家, 数十家
            low, high = Fraction(said.low), Fraction(said.high)
            return Interval(low, high) if point >= 0 else Interval(-high, -low)
        span = max(abs(point) * APPROXIMATE_SPAN, half or Fraction(1 if counted else 0))
        return Interval(point - span, point + span)
    if half == 0 or rounding is Rounding.UNKNOWN:
        return Interval(point - half, point + half)
    if rounding is Rounding.TRUNCATION:
        step = 2 * half
        if point > 0:
            return Interval(point, point + step, hi_open=True)
        if point < 0:
            return Interval(point - step, point, lo_open=True)
        return Interval(-step, step, lo_open=True, hi_open=True)
    if rounding is Rounding.HALF_UP:  # halves away from zero
        low, high = point - half, point + half
        if point > 0:
            return Interval(low, high, hi_open=True)
        if point < 0:
            return Interval(low, high, lo_open=True)
        return Interval(low, high, lo_open=True, hi_open=True)
    even = (point * 10**decimals).numerator % 2 == 0
    return Interval(point - half, point + half, lo_open=not even, hi_open=not even)
