"""Land, plants and loans: use, averages, and conversion from step to step (土地, 厂房, 融资)."""

from __future__ import annotations

from dataclasses import replace

from zoneanalysis.indicators.columns import Given, columnwise, quantity
from zoneanalysis.indicators.operands import derived, written
from zoneanalysis.indicators.shares import share
from zoneanalysis.messages import Message
from zoneanalysis.relations.register import CHECKS
from zoneanalysis.relations.solve import follows
from zoneanalysis.values.figures import Derived

__all__ = ["average", "conversion", "land_per_parcel", "use_rate"]


@columnwise
def use_rate(used: Given, built: Given) -> Derived:
    """Return how much of the built floor space is used (标准厂房使用率), in percent.

    .. math:: u = 100 x_{used} / x_{built}

    Examples
    --------
    >>> from zoneanalysis.values.formatting import format_half_up
    >>> format_half_up(use_rate("66.70万平方米", "93.60万平方米").point, 2)
    '71.26'
    """
    return _named(share(used, built), "use_rate", Message("use = used ÷ built × 100"))


@columnwise
def conversion(later: Given, earlier: Given) -> Derived:
    """Return how much of one step became the next (转化率), in percent.

    Loan intention to credit granted (意向→授信), credit to completed investment (授信→完成).

    .. math:: c = 100 x_{later} / x_{earlier}

    Examples
    --------
    >>> from zoneanalysis.values.formatting import format_half_up
    >>> format_half_up(conversion("86.23亿元", "99.07亿元").point, 1)
    '87.0'
    """
    words = Message("conversion = later step ÷ earlier step × 100")
    return _named(share(later, earlier), "conversion", words)


@columnwise
def average(total: Given, count: Given) -> Derived:
    """Return the mean of a total over a count (项均), in the unit of the total.

    .. math:: m = x / n

    Raises
    ------
    UnitMismatchError
        Where *count* is no count.
    NotDerivableError
        Where the count may be zero.

    Examples
    --------
    >>> from zoneanalysis.values.formatting import format_half_up
    >>> format_half_up(average("366.19亿元", "84个").point, 2)
    '4.36'
    """
    amount, number = quantity(total), quantity(count)
    number.require("count", "a mean")
    return derived(
        "average",
        follows(CHECKS["average"], "stated", amount.unit, {"total": amount, "count": number}),
        Message("mean = total ÷ count"),
        f"{written(amount)} ÷ {written(number)}",
        amount,
        number,
    )


@columnwise
def land_per_parcel(area: Given, parcels: Given) -> Derived:
    """Return the mean area of a land parcel (宗均面积), in the unit of the area.

    Examples
    --------
    >>> from zoneanalysis.values.formatting import format_half_up
    >>> format_half_up(land_per_parcel("1259.77亩", "11宗").point, 2)
    '114.52'
    """
    words = Message("mean area = area ÷ parcels")
    return _named(average(area, parcels), "land_per_parcel", words)


def _named(result: Derived, name: str, words: Message) -> Derived:
    return replace(result, name=name, words=words)
