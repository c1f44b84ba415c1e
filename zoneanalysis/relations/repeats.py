"""One quantity printed more than once (重复表述): in one report or in several."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from zoneanalysis.errors import UnitMismatchError
from zoneanalysis.messages import Message
from zoneanalysis.relations.digits import show_figure
from zoneanalysis.relations.judge import (
    Comparison,
    Value,
    as_figure,
    as_figures,
    not_assessable,
    printed_as,
    terms_of,
    undecided,
)
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.values.figures import Bound, Figure, Rounding

__all__ = ["check_repeat"]

_WORST_LAST = (
    Verdict.CONSISTENT,
    Verdict.WITHIN_ROUNDING,
    Verdict.NOT_ASSESSABLE,
    Verdict.INCONSISTENT,
)


def check_repeat(
    stated: Value, others: Iterable[Value], *, rounding: Rounding = Rounding.UNKNOWN
) -> CheckResult:
    """Return whether statements of one quantity agree, each to its own precision (前后一致).

    Parameters
    ----------
    stated : figure
    others : iterable of figure
        The same quantity where it is printed again, in units of one dimension.
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure.

    Examples
    --------
    >>> check_repeat("1.2万亿元", ["11962亿元"]).verdict.value
    'consistent'
    >>> check_repeat("54.76亿元", ["54.67亿元"]).verdict.value
    'inconsistent'
    """
    first = as_figure(stated, "", rounding)
    again = as_figures(others, "", rounding)
    inputs = [("other", each) for each in again]
    if not again:
        return not_assessable("repeat", Message("it is printed only once"), stated=first)
    try:
        results = [_pair(first, each) for each in again]
    except UnitMismatchError as error:
        return undecided("repeat", error, stated=first, inputs=inputs)
    apart = _apart(first, again)
    if apart is not None:
        results.append(apart)
    worst = max(results, key=lambda result: _WORST_LAST.index(result.verdict))
    return replace(
        worst,
        terms=terms_of(first, inputs),
        numbers="; ".join(dict.fromkeys(result.numbers for result in results)),
    )


def _apart(first: Figure, again: tuple[Figure, ...]) -> CheckResult | None:
    """Return the finding on two of the other statements that no one value can stand for.

    Intervals that meet two by two have a value in common, so the one that begins last and the one
    that ends first tell.
    """
    spans = [(each, each.to(first.unit).interval) for each in again]
    lows = [(span.lo, span.lo_open, each) for each, span in spans if span.lo is not None]
    highs = [(span.hi, not span.hi_open, each) for each, span in spans if span.hi is not None]
    if not lows or not highs:
        return None
    last = max(lows, key=lambda low: low[:2])[2]
    earliest = min(highs, key=lambda high: high[:2])[2]
    result = _pair(last, earliest)
    return result if result.verdict is Verdict.INCONSISTENT else None


def _pair(first: Figure, other: Figure) -> CheckResult:
    like = other.to(first.unit)
    alike = first.unit == other.unit
    shown = show_figure(other) + ("" if alike else other.unit.symbol)
    result = Comparison(
        "repeat", first, like.point, like.interval, shown, [("other", other)]
    ).judge()
    # the coarser of two statements is judged by the finer one, whichever came first
    back = first.point * first.unit.factor_to(other.unit)
    rounds_to_other = (
        other.bound is Bound.NONE
        and first.bound is Bound.NONE
        and not other.exact
        and printed_as(back, other, other.decimals) == other.point
    )
    if result.verdict is Verdict.WITHIN_ROUNDING and rounds_to_other:
        reason = Message(
            "{finer} is printed as {coarser} with fewer places",
            {
                "finer": show_figure(first) + first.unit.symbol,
                "coarser": show_figure(other) + other.unit.symbol,
            },
        )
        return replace(result, verdict=Verdict.CONSISTENT, reason=reason, slack_used=Fraction(0))
    return result
