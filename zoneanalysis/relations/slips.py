"""Slips of the pen (笔误): the figures that one slip turns into what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from zoneanalysis.relations.given import Given
from zoneanalysis.relations.plans import verdict_on
from zoneanalysis.relations.results import Term
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.intervals import Interval

__all__ = ["is_one_slip", "slips_within"]


def is_one_slip(given: Given, *, digit: bool = False) -> bool:
    """Whether a relation that fails would hold but for one slip in one of its figures, or a word.

    *digit*: one digit written otherwise, and no other slip.

    Examples
    --------
    >>> from zoneanalysis.relations import spec
    >>> from zoneanalysis.relations.given import from_call
    >>> share = spec("share")
    >>> printed = {"stated": "61.0%", "part": "186.4亿元", "whole": "321.3亿元"}  # 58.0%
    >>> is_one_slip(from_call(share, printed | {"stated": "85.0%"}))
    True
    """
    terms = given.terms
    for at, (role, each, name) in enumerate(terms):
        if isinstance(each, str):
            return True
        for value in _one_digit(each) if digit else _slips(each):
            figure = replace(each, point=value, interval=each.interval + (value - each.point))
            undone = (*terms[:at], Term(role, figure, name), *terms[at + 1 :])
            if verdict_on(replace(given, terms=undone)).holds:
                return True
    return False


def slips_within(figure: Figure, needed: Interval) -> tuple[str, ...]:
    """Return the printed values that one slip of *figure* gives and that may stand for *needed*.

    A slip is one digit written otherwise or added, two neighbouring digits swapped, the sign, or
    the decimal point one to four places off.

    Examples
    --------
    >>> slips_within(Figure.of("-1.5", "个百分点"), Interval.around(Fraction(-1, 2), 0))
    ('−0.5',)
    >>> slips_within(Figure.of("755", "个"), Interval.around(75, 1))
    ('75',)
    """
    half = figure.half_unit
    found = {
        value
        for value in _slips(figure, shorter=True)
        if value != figure.point and Interval(value - half, value + half).overlaps(needed)
    }
    ordered = sorted(found)
    if needed.lo is not None and needed.hi is not None:
        centre = (needed.lo + needed.hi) / 2
        ordered.sort(key=lambda value: abs(value - centre))
    return tuple(format_half_up(value, figure.decimals) for value in ordered)


def _one_digit(figure: Figure) -> Iterator[Fraction]:
    """Yield what one digit written otherwise makes of a number."""
    digits, sign = figure.number.lstrip("-"), -1 if figure.number.startswith("-") else 1
    for i, old in enumerate(digits):
        for new in "0123456789" if old != "." else "":
            if new != old:
                yield sign * Fraction(digits[:i] + new + digits[i + 1 :])


def _slips(figure: Figure, *, shorter: bool = False) -> Iterator[Fraction]:
    """Yield what one slip makes of a number; *shorter*: or may have added a digit to."""
    digits, sign = figure.number.lstrip("-"), -1 if figure.number.startswith("-") else 1
    yield -figure.point
    yield from _one_digit(figure)
    for power in (1, 2, 3, 4):
        for factor in (Fraction(10**power), Fraction(1, 10**power)):
            if (figure.point * factor * 10**figure.decimals).denominator == 1:
                yield figure.point * factor
    for i, old in enumerate(digits):
        if old == ".":
            continue
        left = digits[:i] + digits[i + 1 :]
        if shorter and re.fullmatch(r"(?!0\d)\d+(?:\.\d+)?", left):
            yield sign * Fraction(left)
        following = i + 2 if digits[i + 1 : i + 2] == "." else i + 1
        if following < len(digits):
            swapped = list(digits)
            swapped[i], swapped[following] = swapped[following], swapped[i]
            yield sign * Fraction("".join(swapped))
