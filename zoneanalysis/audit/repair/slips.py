"""Slips of the pen (笔误): the figures that one slip turns into what is printed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from zoneanalysis.values.figures import Figure
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.intervals import Interval

__all__ = ["slips_within"]


def slips_within(figure: Figure, needed: Interval) -> tuple[str, ...]:
    """Return the printed values that one slip of *figure* gives and that may stand for *needed*.

    A slip is one digit written otherwise, two neighbouring digits swapped, the sign, or the decimal
    point one to four places off.

    Examples
    --------
    >>> needed = Interval.around(Fraction("-0.5"), Fraction("0.1"))
    >>> slips_within(Figure.of("-1.5", "个百分点"), needed)
    ('−0.5',)
    """
    half = figure.half_unit
    found = {
        value
        for value in _slips(figure)
        if value != figure.point and Interval(value - half, value + half).overlaps(needed)
    }
    centre = _centre(needed)
    ordered = (
        sorted(found, key=lambda v: (abs(v - centre), v)) if centre is not None else sorted(found)
    )
    return tuple(format_half_up(value, figure.decimals) for value in ordered)


def _centre(interval: Interval) -> Fraction | None:
    if interval.lo is None or interval.hi is None:
        return None
    return (interval.lo + interval.hi) / 2


def _slips(figure: Figure) -> Iterator[Fraction]:
    number = figure.number
    sign, digits = (-1, number[1:]) if number.startswith("-") else (1, number)
    yield -figure.point
    for power in (1, 2, 3, 4):
        for factor in (Fraction(10**power), Fraction(1, 10**power)):
            if (figure.point * factor * 10**figure.decimals).denominator == 1:
                yield figure.point * factor
    for i, old in enumerate(digits):
        if old == ".":
            continue
        for new in "0123456789":
            if new != old:
                yield sign * Fraction(digits[:i] + new + digits[i + 1 :])
        following = i + 2 if digits[i + 1 : i + 2] == "." else i + 1
        if following < len(digits):
            swapped = list(digits)
            swapped[i], swapped[following] = swapped[following], swapped[i]
            yield sign * Fraction("".join(swapped))
