"""Shares, and the whole or the part behind a share (占比)."""

from __future__ import annotations

from zoneanalysis.errors import NotDerivableError
from zoneanalysis.indicators.columns import Given, columnwise, quantity
from zoneanalysis.indicators.operands import derived, like, percent, written
from zoneanalysis.messages import Message
from zoneanalysis.relations.register import CHECKS
from zoneanalysis.relations.solve import follows
from zoneanalysis.values.figures import Derived
from zoneanalysis.values.units import PERCENT

__all__ = ["part_from_share", "share", "whole_from_share"]


@columnwise
def share(part: Given, whole: Given) -> Derived:
    """Return what part of a whole something is (占比), in percent.

    .. math:: s = 100 x_{part} / x_{whole}

    Raises
    ------
    UnitMismatchError
        Where the two have unlike units.
    NotDerivableError
        Where the whole may be zero.

    Examples
    --------
    >>> from zoneanalysis.values.formatting import format_half_up
    >>> format_half_up(share("42个", "49个").point, 1)
    '85.7'
    """
    piece = quantity(part)
    total = like(piece, quantity(whole), "a share")
    return derived(
        "share",
        follows(CHECKS["share"], "stated", PERCENT, {"part": piece, "whole": total}),
        Message("share = part ÷ whole × 100"),
        f"{written(piece)} ÷ {written(total)} × 100",
        piece,
        total,
    )


@columnwise
def whole_from_share(part: Given, share_of_whole: Given) -> Derived:
    """Return the whole that a part and its share imply, in the unit of the part.

    .. math:: x_{whole} = 100 x_{part} / s

    Raises
    ------
    NotDerivableError
        Where the part is negative, or its share may be zero.

    Examples
    --------
    >>> from zoneanalysis.values.formatting import format_half_up
    >>> city = whole_from_share("54.76亿元", "41.4%")
    >>> format_half_up(city.point, 2)
    '132.27'
    """
    piece, rate = quantity(part), percent(share_of_whole, "the whole behind a share")
    if piece.interval.sign == -1:
        raise NotDerivableError(Message("a negative level is no part of a whole"))
    return derived(
        "whole_from_share",
        follows(CHECKS["share"], "whole", piece.unit, {"part": piece, "stated": rate}),
        Message("whole = part ÷ share × 100"),
        f"{written(piece)} ÷ {written(rate)} × 100",
        piece,
        rate,
    )


@columnwise
def part_from_share(whole: Given, share_of_whole: Given) -> Derived:
    """Return the part that a whole and a share imply, in the unit of the whole.

    .. math:: x_{part} = x_{whole} s / 100

    Examples
    --------
    >>> str(part_from_share("210.57亿元", "98%").interval)
    '[205.300875, 207.416375]'
    """
    total, rate = quantity(whole), percent(share_of_whole, "the part behind a share")
    return derived(
        "part_from_share",
        follows(CHECKS["share"], "part", total.unit, {"whole": total, "stated": rate}),
        Message("part = whole × share ÷ 100"),
        f"{written(total)} × {written(rate)} ÷ 100",
        total,
        rate,
    )
