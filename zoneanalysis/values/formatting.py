"""The one place where exact values become digits: half-up, from exact arithmetic only."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

__all__ = ["MINUS", "finite_decimals", "floor_power", "format_half_up", "round_half_up"]

MINUS = "−"


def round_half_up(value: Fraction | Decimal | int, decimals: int) -> Fraction:
    """Return *value* rounded to *decimals* places, halves away from zero (四舍五入).

    Examples
    --------
    >>> round_half_up(Fraction(1, 8), 2)
    Fraction(13, 100)
    >>> round_half_up(Fraction(-1, 8), 2)
    Fraction(-13, 100)
    """
    return _units(value, decimals) / Fraction(10) ** decimals


def _units(value: Fraction | Decimal | int, decimals: int) -> int:
    """Return in how many units of the last place *value* is rounded; exact, without fractions."""
    top, bottom = value.as_integer_ratio()
    if decimals < 0:
        bottom *= 10**-decimals
    else:
        top *= 10**decimals
    whole = (2 * abs(top) + bottom) // (2 * bottom)
    return -whole if top < 0 else whole


def floor_power(value: Fraction) -> int:
    """Return the exponent of the largest power of ten not above ``abs(value)``; 0 for zero."""
    magnitude = abs(value)
    if magnitude == 0:
        return 0
    exponent = len(str(magnitude.numerator)) - len(str(magnitude.denominator))
    return exponent if Fraction(10) ** exponent <= magnitude else exponent - 1


def finite_decimals(value: Fraction) -> int | None:
    """Return how many places write *value* exactly; None where no finite number does.

    Examples
    --------
    >>> finite_decimals(Fraction(1, 8)), finite_decimals(Fraction(1, 3))
    (3, None)
    """
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def format_half_up(
    value: Fraction | Decimal | int,
    decimals: int,
    *,
    sign: bool = False,
    grouping: bool = False,
    minus: str = MINUS,
) -> str:
    """Return *value* with exactly *decimals* places, halves rounded away from zero.

    Parameters
    ----------
    value : Fraction, Decimal or int
    decimals : int
        Places after the point; the trailing zeros are kept. Below zero, as in `round_half_up`.
    sign : bool
        Write a plus before positive values.
    grouping : bool
        Write a comma between groups of three digits.
    minus : str
        The sign of negative values; a true minus by default. A value that rounds to zero has no
        sign.

    Examples
    --------
    >>> format_half_up(Fraction("54.765"), 2)
    '54.77'
    >>> format_half_up(Fraction(-188, 10), 1, minus="-")
    '-18.8'
    """
    units = _units(value, decimals) * 10 ** max(-decimals, 0)
    decimals = max(decimals, 0)
    digits = str(abs(units)).rjust(decimals + 1, "0")
    whole, fraction = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    if grouping:
        whole = f"{int(whole):,}"
    lead = minus if units < 0 else "+" if sign and units > 0 else ""
    return f"{lead}{whole}.{fraction}" if fraction else f"{lead}{whole}"
