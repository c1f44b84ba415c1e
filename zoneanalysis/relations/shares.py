"""Shares and use rates (占比, 使用率): a part of a whole, and the shares of one whole together."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from zoneanalysis.errors import NotDerivableError, UnitMismatchError
from zoneanalysis.messages import Message
from zoneanalysis.relations.amounts import amount
from zoneanalysis.relations.digits import show, show_figure, show_interval
from zoneanalysis.relations.judge import (
    Comparison,
    Value,
    as_figure,
    as_figures,
    in_percent,
    not_assessable,
    percent_factor,
    undecided,
)
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.values.figures import Figure, Rounding
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.intervals import Interval

__all__ = ["check_share", "check_shares_sum"]


def check_share(
    stated: Value,
    part: Value | None = None,
    whole: Value | None = None,
    *,
    adjusted: bool = False,
    rounding: Rounding = Rounding.UNKNOWN,
) -> CheckResult:
    """Return whether a stated share is the part divided by the whole (占比, 使用率).

    Parameters
    ----------
    stated : figure
        In percent.
    part, whole : figure or None
        In units of one dimension. Where one is missing nothing can be judged; the result then
        shows what it would have to be.
    adjusted : bool
        Whether the share belongs to several that were made to add to exactly 100 (largest
        remainder); it may then be one unit of the last place off, and the result says so.
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure.

    Examples
    --------
    Linfen: 66.70 of 93.60 (10,000 m² of standard plants) are used, "71.27%".

    >>> result = check_share("71.27", "66.70万平方米", "93.60万平方米")
    >>> result.verdict.value, result.numbers
    ('consistent only within rounding', '66.70 ÷ 93.60 × 100 = 71.2607 ≈ 71.27')
    >>> print(check_share("41.4", part="54.76亿元").implied)
    the whole would be CNY 13.227 billion ([132.0989, 132.4426])
    """
    share = as_figure(stated, "%", rounding)
    inputs = [
        (role, as_figure(value, "", rounding))
        for role, value in (("part", part), ("whole", whole))
        if value is not None
    ]
    given = dict(inputs)
    try:
        factor = percent_factor(share)
        if len(inputs) == 2:
            return _both(share, given["part"], given["whole"], factor, adjusted=adjusted)
        implied = _implied(share, given, factor)
    except (UnitMismatchError, NotDerivableError) as error:
        return undecided("share", error, stated=share, inputs=inputs)
    missing = Message("neither the part nor the whole is printed")
    if "part" in given:
        missing = Message("the whole is not printed")
    elif "whole" in given:
        missing = Message("the part is not printed")
    return not_assessable("share", missing, stated=share, inputs=inputs, implied=implied)


def _both(
    share: Figure, part: Figure, whole: Figure, factor: Fraction, *, adjusted: bool
) -> CheckResult:
    of, by = part.to(whole.unit), whole
    if by.interval.sign is None or by.interval.contains(0):
        raise NotDerivableError(Message("the whole may be zero within its rounding"))
    ratio = of.interval / by.interval
    alike = part.unit == whole.unit
    shown = [show_figure(each) + ("" if alike else each.unit.symbol) for each in (part, whole)]
    return Comparison(
        "share",
        share,
        of.point / by.point * 100 * factor,
        ratio * 100 * factor,
        f"{shown[0]} ÷ {shown[1]} × 100",
        [("part", part), ("whole", whole)],
        adjusted=adjusted,
    ).judge()


def _implied(share: Figure, given: dict[str, Figure], factor: Fraction) -> Message | None:
    ratio = share.interval * (1 / (factor * 100))
    point = share.point / (factor * 100)
    if "part" in given:
        part = given["part"]
        if point == 0 or ratio.sign is None:
            raise NotDerivableError(Message("the share may be zero within its rounding"))
        return Message(
            "the whole would be {value} ({interval})",
            _filled(part, part.point / point, part.interval / ratio),
        )
    if "whole" in given:
        whole = given["whole"]
        return Message(
            "the part would be {value} ({interval})",
            _filled(whole, whole.point * point, whole.interval * ratio),
        )
    return None


def _filled(like: Figure, point: Fraction, interval: Interval) -> dict[str, object]:
    return {
        "value": amount(format_half_up(point, like.decimals), like.unit),
        "interval": show_interval(interval, like.decimals),
    }


def check_shares_sum(
    shares: Iterable[Value],
    *,
    complete: bool = False,
    rounding: Rounding = Rounding.UNKNOWN,
) -> CheckResult:
    """Return whether the shares of one whole add to 100 (比重之和).

    Rounded shares need not add to exactly 100; n of them may miss it by n half units. Shares
    that do add to exactly 100 may have been adjusted (largest remainder), which the result of
    each single share then allows for.

    Parameters
    ----------
    shares : iterable of figure
        In percent.
    complete : bool
        Whether they are all the parts. If not, they may not exceed 100, and nothing more.
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure.

    Notes
    -----
    Balinski & Young, *Fair Representation* (1982), on the method of largest remainders.

    Examples
    --------
    >>> check_shares_sum(["33.3", "33.3", "33.3"], complete=True).verdict.value
    'consistent only within rounding'
    """
    figures = as_figures(shares, "%", rounding)
    inputs = [("share", each) for each in figures]
    if len(figures) < 2:
        return not_assessable(
            "shares_sum", Message("fewer than two shares are given"), inputs=inputs
        )
    try:
        like = [in_percent(each) for each in figures]
    except UnitMismatchError as error:
        return undecided("shares_sum", error, inputs=inputs)
    nominal = sum((each.point for each in like), Fraction(0))
    interval = sum((each.interval for each in like), Interval.exactly(0))
    formula = " + ".join(show_figure(each) for each in figures)
    whole = Figure.of("100", "%", printed="100%", exact=True)
    over = interval.lo is not None and interval.lo > 100
    if not complete and not over:
        return not_assessable(
            "shares_sum",
            Message("the list of shares is not complete, so it need not add to 100"),
            inputs=inputs,
            numbers=f"{formula} = {show(nominal, 0)}",
        )
    result = Comparison("shares_sum", whole, nominal, interval, formula, inputs, scalable=False)
    return result.judge()
