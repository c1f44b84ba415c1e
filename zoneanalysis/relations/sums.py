"""Sums: parts against their total, whole lists and partial ones (合计与其中)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from zoneanalysis.errors import UnitMismatchError
from zoneanalysis.messages import Message
from zoneanalysis.relations.amounts import amount
from zoneanalysis.relations.digits import bracketed, show, show_figure, show_interval
from zoneanalysis.relations.judge import (
    Comparison,
    Value,
    as_figure,
    as_figures,
    not_assessable,
    undecided,
)
from zoneanalysis.relations.register import spec
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.values.figures import Figure, Quantity, Rounding
from zoneanalysis.values.formatting import MINUS
from zoneanalysis.values.intervals import Interval

__all__ = ["check_sum"]


def check_sum(
    stated: Value,
    parts: Iterable[Value],
    *,
    complete: bool = False,
    named: Iterable[str] = (),
    rounding: Rounding = Rounding.UNKNOWN,
) -> CheckResult:
    """Return whether parts add up to their stated total (合计).

    Parameters
    ----------
    stated : figure
        The total.
    parts : iterable of figure
        In units of one dimension; bare numbers take the unit of the total. Contributions in
        percentage points may add to a growth rate.
    complete : bool
        Whether the parts are all there are. A partial list (其中, 等) is never summed to a
        failure: only where parts that can't be negative exceed the total is something wrong.
    named : iterable of str
        Things named without a number that count one each (除某示范区外, 11家 …).
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure.

    Examples
    --------
    Linfen: powers handed down by the province, the city and the counties.

    >>> check_sum("3827", ["217", "2691", "919"], complete=True).verdict.value
    'consistent'
    >>> check_sum("49", ["42"]).verdict.value
    'not assessable'
    >>> check_sum("12家", ["11家"], complete=True, named=["吉县示范区"]).numbers
    '11 + 1 (吉县示范区) = 12'
    """
    total = as_figure(stated, "", rounding)
    figures = as_figures(parts, total.unit.symbol, rounding)
    inputs = [("part", each) for each in figures]
    if not figures:
        return not_assessable("sum", Message("no part is given"), stated=total)
    try:
        like = [_in_unit_of(each, total) for each in figures]
    except UnitMismatchError as error:
        return undecided("sum", error, stated=total, inputs=inputs)
    names = tuple(named)
    nominal = sum((each.point for each in like), Fraction(len(names)))
    interval = sum((each.interval for each in like), Interval.exactly(len(names)))
    alike = {each.unit for each in figures} == {total.unit}
    formula = " + ".join((_formula(figures, alike=alike), *(f"1 ({name})" for name in names)))
    if complete:
        symbol = "" if alike else total.unit.symbol
        return Comparison(
            "sum", total, nominal, interval, formula, inputs, symbol=symbol, addends=like
        ).judge()
    return _partial(total, like, nominal, interval, formula, inputs)


def _in_unit_of(part: Figure, total: Figure) -> Quantity:
    rates = {"percent", "point"}
    if {part.unit.dimension, total.unit.dimension} == rates:
        scale = part.unit.scale / total.unit.scale
        return Quantity(part.point * scale, part.interval * scale, total.unit)
    return part.to(total.unit)


def _formula(figures: Sequence[Figure], *, alike: bool) -> str:
    shown = [
        show_figure(each) if alike else show_figure(each) + each.unit.symbol for each in figures
    ]
    return " + ".join([shown[0], *(bracketed(each) for each in shown[1:])])


def _partial(
    total: Figure,
    parts: Sequence[Quantity],
    nominal: Fraction,
    interval: Interval,
    formula: str,
    inputs: Sequence[tuple[str, Figure]],
) -> CheckResult:
    """Judge parts that are not all there are: they may not exceed the total, nothing more."""
    decimals = total.decimals
    signed = any(each.interval.lo is None or each.interval.lo < 0 for each in parts)
    over = (
        not signed
        and interval.lo is not None
        and total.interval.hi is not None
        and not interval.overlaps(Interval(None, total.interval.hi, hi_open=total.interval.hi_open))
    )
    rest = total.interval - interval
    shown = show(nominal, decimals)
    if over and total.unit.dimension not in {"percent", "point"}:
        entry = spec("sum")
        return CheckResult(
            check="sum",
            verdict=Verdict.INCONSISTENT,
            words=Message("parts that can't be negative ≤ total"),
            numbers=f"{formula} = {shown} > {show_figure(total)}",
            reason=Message(
                "some of the parts alone give {value}, more than the total of {stated}",
                {
                    "value": amount(shown, total.unit),
                    "stated": amount(show_figure(total), total.unit),
                },
            ),
            not_shown=entry.message("not_shown"),
            stated=total.interval,
            recomputed=Interval(interval.lo, None, interval.lo_open),
            nominal=nominal,
            unit=total.unit,
            distance=total.interval.distance(interval),
        )
    return not_assessable(
        "sum",
        Message("the list of parts is not complete (其中, 等), so it need not add up"),
        stated=total,
        inputs=inputs,
        implied=_not_printed(amount(total.point - nominal, total.unit, decimals), rest, decimals),
        numbers=(
            f"{show_figure(total)} {MINUS} {formula if len(parts) == 1 else f'({formula})'} = "
            f"{show(total.point - nominal, decimals)}"
        ),
    )


def _not_printed(value: Message, rest: Interval, decimals: int) -> Message:
    """Return what parts that are not printed come to; with a range where rounding leaves one."""
    if rest.width == 0:
        return Message("the parts that are not printed come to {value}", {"value": value})
    return Message(
        "the parts that are not printed come to {value} ({interval})",
        {"value": value, "interval": show_interval(rest, decimals)},
    )
