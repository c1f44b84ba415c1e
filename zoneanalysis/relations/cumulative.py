"""Year-to-date levels (累计): single periods out of two of them, and changes of a level."""

from __future__ import annotations

from fractions import Fraction

from zoneanalysis.errors import UnitMismatchError
from zoneanalysis.messages import Message
from zoneanalysis.relations.amounts import amount
from zoneanalysis.relations.conditions import compared, judge_conditions
from zoneanalysis.relations.digits import bracketed, show_figure, show_interval
from zoneanalysis.relations.judge import Comparison, Value, as_figure, undecided
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.values.figures import Figure, Quantity, Rounding
from zoneanalysis.values.formatting import MINUS

__all__ = ["check_difference", "check_ytd_difference", "check_ytd_monotone"]


def check_ytd_difference(
    stated: Value, later: Value, earlier: Value, *, rounding: Rounding = Rounding.UNKNOWN
) -> CheckResult:
    """Return whether a single period's level is the difference of two year-to-date levels (当月).

    Parameters
    ----------
    stated : figure
        Level of the months between.
    later, earlier : figure
        Year-to-date levels of one year.
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure.

    Examples
    --------
    Linfen: industrial value added to July and to June of 2023 leave 35.14 for July.

    >>> check_ytd_difference("35.14亿元", "190.16亿元", "155.02亿元").verdict.value
    'consistent'
    """
    return _subtraction("ytd_difference", stated, later, earlier, rounding)


def check_difference(
    stated: Value, later: Value, earlier: Value, *, rounding: Rounding = Rounding.UNKNOWN
) -> CheckResult:
    """Return whether a stated change is the later level less the earlier one (增减量).

    Parameters
    ----------
    stated : figure
        Signed change; 减少 is negative.
    later, earlier : figure
        In units of one dimension.
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure.

    Examples
    --------
    >>> check_difference("-3家", "9家", "12家").verdict.value
    'consistent'
    """
    return _subtraction("difference", stated, later, earlier, rounding)


def _subtraction(
    check: str, stated: Value, later: Value, earlier: Value, rounding: Rounding
) -> CheckResult:
    change, last, first = (as_figure(each, "", rounding) for each in (stated, later, earlier))
    inputs = [("later", last), ("earlier", first)]
    try:
        factor = _like(last, change)
        other = _like(first, change)
    except UnitMismatchError as error:
        return undecided(check, error, stated=change, inputs=inputs)
    alike = (
        last.unit == first.unit == change.unit or _like(last, change) == _like(first, change) == 1
    )
    shown = [show_figure(each) + ("" if alike else each.unit.symbol) for each in (last, first)]
    return Comparison(
        check,
        change,
        last.point * factor - first.point * other,
        last.interval * factor - first.interval * other,
        f"{shown[0]} {MINUS} {bracketed(shown[1])}",
        inputs,
        symbol="" if alike else change.unit.symbol,
        addends=[
            Quantity(last.point * factor, last.interval * factor, change.unit),
            Quantity(-first.point * other, first.interval * -other, change.unit),
        ],
    ).judge()


def _like(figure: Figure, stated: Figure) -> Fraction:
    rates = {"percent", "point"}
    if {figure.unit.dimension, stated.unit.dimension} == rates:
        return figure.unit.scale / stated.unit.scale
    return figure.unit.factor_to(stated.unit)


def check_ytd_monotone(
    later: Value, earlier: Value, *, stated: str = "", rounding: Rounding = Rounding.UNKNOWN
) -> CheckResult:
    """Return whether a year-to-date level has not fallen since an earlier month (累计不减).

    Parameters
    ----------
    later, earlier : figure
        Year-to-date levels of one year of something that can't be negative.
    stated : str
        The word that claims it, if any.
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure.

    Examples
    --------
    >>> result = check_ytd_monotone("190.16亿元", "155.02亿元")
    >>> print(result.verdict.value, "·", result.implied)
    consistent · the months between come to CNY 3.514 billion ([35.13, 35.15])
    """
    last, first = as_figure(later, "", rounding), as_figure(earlier, "", rounding)
    inputs = [("later", last), ("earlier", first)]
    try:
        condition = compared(last, ">=", first)
    except UnitMismatchError as error:
        return undecided("ytd_monotone", error, stated=stated, inputs=inputs)
    implied = Message(
        "the months between come to {value} ({interval})",
        {
            "value": amount(condition.value, last.unit, condition.decimals),
            "interval": show_interval(condition.interval, condition.decimals),
        },
    )
    return judge_conditions(
        "ytd_monotone", stated, [condition], inputs, unit=last.unit, implied=implied
    )
