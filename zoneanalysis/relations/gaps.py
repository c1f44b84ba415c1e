"""Gaps and changes in percentage points (百分点差距): own less reference, later less earlier."""

from __future__ import annotations

from zoneanalysis.errors import UnitMismatchError
from zoneanalysis.messages import Message
from zoneanalysis.relations.digits import bracketed, show_figure, show_interval
from zoneanalysis.relations.judge import (
    Comparison,
    Value,
    as_figure,
    in_percent,
    not_assessable,
    percent_factor,
    undecided,
)
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.values.figures import Figure, Rounding
from zoneanalysis.values.formatting import MINUS, format_half_up

__all__ = ["check_pp_change", "check_pp_gap"]


def check_pp_gap(
    stated: Value, own: Value, reference: Value, *, rounding: Rounding = Rounding.UNKNOWN
) -> CheckResult:
    """Return whether a stated gap is the own rate less the rate it is compared with (百分点差).

    Parameters
    ----------
    stated : figure
        Signed gap in percentage points; 低于 (below) is negative.
    own, reference : figure
        Rates in percent.
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure.

    Notes
    -----
    gap = own − reference. Interval arithmetic: Moore, *Interval Analysis* (1966), ch. 2.

    Examples
    --------
    Lüliang, first half of 2023: 9.9% against the provincial average of 10.4%, "below by 1.5":

    >>> result = check_pp_gap("-1.5", "9.9", "10.4")
    >>> result.verdict.value, result.numbers
    ('inconsistent', '9.9 − 10.4 = −0.5 ≠ −1.5')
    """
    return _subtraction(
        "pp_gap",
        as_figure(stated, "个百分点", rounding),
        ("own", as_figure(own, "%", rounding)),
        ("reference", as_figure(reference, "%", rounding)),
    )


def check_pp_change(
    stated: Value,
    later: Value,
    earlier: Value | None = None,
    *,
    rounding: Rounding = Rounding.UNKNOWN,
) -> CheckResult:
    """Return whether a stated change of a rate is the later rate less the earlier one (升降幅度).

    Parameters
    ----------
    stated : figure
        Signed change in percentage points: 上升 and 收窄 (a decline narrows) are positive,
        回落 is negative.
    later, earlier : figure
        Rates in percent. Without the earlier one nothing can be judged; the result then shows the
        earlier rate that the other two imply.
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure.

    Notes
    -----
    change = later − earlier.

    Examples
    --------
    Linfen: growth of −3.8% to July, "narrowed by 1.8" against −5.6% to June.

    >>> check_pp_change("1.8", "-3.8", "-5.6").verdict.value
    'consistent'
    >>> print(check_pp_change("0.8", "-3.8").implied)
    the earlier rate would be −4.6% ([−4.7, −4.5])
    """
    change = as_figure(stated, "个百分点", rounding)
    last = as_figure(later, "%", rounding)
    if earlier is not None:
        first = as_figure(earlier, "%", rounding)
        return _subtraction("pp_change", change, ("later", last), ("earlier", first))
    inputs = [("later", last)]
    try:
        point = in_percent(last).point - in_percent(change).point
        interval = in_percent(last).interval - in_percent(change).interval
    except UnitMismatchError as error:
        return undecided("pp_change", error, stated=change, inputs=inputs)
    decimals = max(last.decimals, change.decimals)
    implied = Message(
        "the earlier rate would be {value}% ({interval})",
        {
            "value": format_half_up(point, decimals),
            "interval": show_interval(interval, decimals),
        },
    )
    return not_assessable(
        "pp_change",
        Message("the earlier rate is not printed"),
        stated=change,
        inputs=inputs,
        implied=implied,
    )


def _subtraction(
    check: str, stated: Figure, left: tuple[str, Figure], right: tuple[str, Figure]
) -> CheckResult:
    inputs = [left, right]
    try:
        own, reference = in_percent(left[1]), in_percent(right[1])
        factor = percent_factor(stated)
    except UnitMismatchError as error:
        return undecided(check, error, stated=stated, inputs=inputs)
    return Comparison(
        check,
        stated,
        (own.point - reference.point) * factor,
        (own.interval - reference.interval) * factor,
        f"{show_figure(left[1])} {MINUS} {bracketed(show_figure(right[1]))}",
        inputs,
    ).judge()
