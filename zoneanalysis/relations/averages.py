"""Averages (平均): a total over a count."""

from __future__ import annotations

from zoneanalysis.errors import UnitMismatchError
from zoneanalysis.messages import Message
from zoneanalysis.relations.digits import show_figure
from zoneanalysis.relations.judge import Comparison, Value, as_figure, not_assessable, undecided
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.values.figures import Figure, Rounding

__all__ = ["check_average"]


def check_average(
    stated: Value, total: Value, count: Value, *, rounding: Rounding = Rounding.UNKNOWN
) -> CheckResult:
    """Return whether a stated average is the total divided by the count (平均每个).

    Parameters
    ----------
    stated : figure
        The average. Even where it counts whole things it is taken as rounded, not exact.
    total : figure
        In a unit of the same dimension.
    count : figure
        How many share the total.
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure.

    Examples
    --------
    Linfen: 49 projects signed for 210.57 (100 million yuan) make 4.30 each.

    >>> check_average("4.30亿元", "210.57亿元", 49).verdict.value
    'consistent'
    """
    mean = _rounded(as_figure(stated, "", rounding))
    whole, number = as_figure(total, "", rounding), as_figure(count, "个", rounding)
    inputs = [("total", whole), ("count", number)]
    if number.unit.dimension not in {"count", "one"}:
        return undecided(
            "average",
            UnitMismatchError(number.unit.symbol, "个", "an average"),
            stated=mean,
            inputs=inputs,
        )
    if number.interval.sign != 1:
        return not_assessable(
            "average",
            Message("nothing is counted: the denominator is zero or negative"),
            stated=mean,
            inputs=inputs,
        )
    try:
        like = whole.to(mean.unit)
    except UnitMismatchError as error:
        return undecided("average", error, stated=mean, inputs=inputs)
    divisor, spread = number.point * number.unit.scale, number.interval * number.unit.scale
    alike = whole.unit == mean.unit
    left = show_figure(whole) + ("" if alike else whole.unit.symbol)
    right = show_figure(number) + ("" if number.unit.scale == 1 else number.unit.symbol)
    return Comparison(
        "average",
        mean,
        like.point / divisor,
        like.interval / spread,
        f"{left} ÷ {right}",
        inputs,
    ).judge()


def _rounded(mean: Figure) -> Figure:
    if not mean.exact:
        return mean
    return Figure.of(
        int(mean.point),
        mean.unit.symbol,
        printed=mean.printed,
        rounding=mean.rounding,
        exact=False,
    )
