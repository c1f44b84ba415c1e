"""How many digits of a value its interval bears, and the interval to show beside them (修约)."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from zoneanalysis.values.figures import Figure, Quantity
from zoneanalysis.values.formatting import floor_power, round_half_up
from zoneanalysis.values.intervals import Interval

__all__ = ["outward", "shown_interval", "supported_decimals"]


def supported_decimals(value: Quantity, *, most: int = 2) -> int:
    """Return how many places of *value* its interval bears: one unit of the last, either way.

    A printed figure keeps its own places. A derived one shows no more than *most*, and as many of
    them as it takes for the rounded point to lie in its interval; fewer than none where its last
    whole digits are not known: −2 rounds to hundreds.

    Examples
    --------
    >>> from zoneanalysis.indicators import period_growth, whole_from_share
    >>> supported_decimals(whole_from_share("54.76亿元", "41.4%"))  # 132.3 in [132.10, 132.44]
    1
    """
    if isinstance(value, Figure):
        return value.decimals
    width = value.interval.width
    if width is None:
        return 0
    if width == 0:
        return 0 if value.point.denominator == 1 else most
    half = width / 2
    exponent = floor_power(half)
    places = -exponent if Fraction(10) ** exponent == half else -(exponent + 1)
    places = min(most, places)
    inside = value.interval.contains(value.point)
    while inside and places < most and not _holds(value, places):
        places += 1
    return places


def _holds(value: Quantity, places: int) -> bool:
    return value.interval.contains(round_half_up(value.point, places))


def shown_interval(value: Quantity, places: int) -> Interval:
    """Return the interval to show beside *value* rounded to *places*: never without that point.

    An interval narrower than the last place shown is widened to it, outward.

    Examples
    --------
    >>> from zoneanalysis.indicators import average
    >>> print(shown_interval(average("210.57亿元", "49个"), 2))
    [4.29, 4.3]
    """
    return value.interval if _holds(value, places) else outward(value.interval, places)


def outward(interval: Interval, places: int) -> Interval:
    """Return *interval* with its ends at *places* decimals, never narrower (向外取整)."""
    if interval.lo is None or interval.hi is None:
        return interval
    step = Fraction(10) ** -places
    return Interval(floor(interval.lo / step) * step, ceil(interval.hi / step) * step)
