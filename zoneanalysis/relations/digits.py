"""Digits of exact values in formulas and sentences."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

from zoneanalysis.values.figures import Figure
from zoneanalysis.values.formatting import MINUS, format_half_up
from zoneanalysis.values.intervals import Interval

__all__ = ["bracketed", "show", "show_figure", "show_interval"]


def show(value: Fraction, decimals: int, cut: Callable[[Fraction], int] | None = None) -> str:
    """Return *value* in digits: in full where few do, else with two places beyond *decimals*.

    Those are rounded half up, or as *cut* says: an interval's ends by floor and ceil, outward.

    Examples
    --------
    >>> show(Fraction(1, 2), 1), show(Fraction(200, 3), 1), show(Fraction(200, 3), 1, floor)
    ('0.5', '66.667', '66.666')
    """
    for places in range(max(0, decimals), decimals + 4):
        if (value * 10**places).denominator == 1:
            return format_half_up(value, places)
    size = Fraction(10) ** (decimals + 2)
    return format_half_up(value if cut is None else cut(value * size) / size, decimals + 2)


def show_figure(figure: Figure) -> str:
    """Return the signed number of a figure with its printed places."""
    return format_half_up(figure.point, figure.decimals)


def show_interval(interval: Interval, decimals: int) -> str:
    """Return an interval in digits, its ends outward; a single value without brackets."""
    if interval.lo is not None and interval.lo == interval.hi:
        return show(interval.lo, decimals)
    left = "(" if interval.lo_open else "["
    right = ")" if interval.hi_open else "]"
    lo = f"{MINUS}∞" if interval.lo is None else show(interval.lo, decimals, floor)
    hi = "∞" if interval.hi is None else show(interval.hi, decimals, ceil)
    return f"{left}{lo}, {hi}{right}"


def bracketed(number: str) -> str:
    """Return a number with brackets where its sign would stand beside an operator."""
    return f"({number})" if number.startswith(MINUS) else number
