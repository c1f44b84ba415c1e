"""Counts of named lists (…等4家): as many names as the count says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from zoneanalysis.messages import Message
from zoneanalysis.relations.digits import show_figure
from zoneanalysis.relations.judge import Comparison, Value, as_figure, not_assessable
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.values.figures import Rounding
from zoneanalysis.values.intervals import Interval

__all__ = ["check_list_count"]


def check_list_count(
    stated: Value,
    items: Sequence[str] | int,
    *,
    complete: bool = True,
    rounding: Rounding = Rounding.UNKNOWN,
) -> CheckResult:
    """Return whether a list names as many things as its count says (列举计数).

    Parameters
    ----------
    stated : figure
        The count.
    items : sequence of str or int
        The names, or how many there are.
    complete : bool
        Whether the list is complete; one that ends in 等 may be shorter than its count, but not
        longer.
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where the count is no printed figure.

    Examples
    --------
    Linfen: six zones named, "6家".

    >>> names = ["洪洞", "襄汾", "曲沃", "尧都", "古县", "霍州"]
    >>> check_list_count("6家", names).numbers
    '洪洞 + 襄汾 + 曲沃 + 尧都 + 古县 + 霍州 = 6'
    """
    count = as_figure(stated, "个", rounding)
    names = () if isinstance(items, int) else tuple(name.strip() for name in items if name.strip())
    number = items if isinstance(items, int) else len(names)
    if number < 1:
        return not_assessable("list_count", Message("no name of the list is given"), stated=count)
    formula = " + ".join(names) if names else f"1 × {number}"
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if not complete and (count.interval.hi is None or number <= count.interval.hi):
        return not_assessable(
            "list_count",
            Message("the list is not complete (等), so it may be shorter than its count"),
            stated=count,
            numbers=f"{formula} = {number} ≤ {show_figure(count)}",
        )
    result = Comparison(
        "list_count",
        count,
        Fraction(number),
        Interval.exactly(number),
        formula,
        (),
        scalable=False,
    ).judge()
    if twice:
        return replace(
            result,
            warning=Message("named more than once: {names}", {"names": "、".join(twice)}),
        )
    return result
