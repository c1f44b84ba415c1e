"""Growth rates (同比增速) from levels, parts, changes and indices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from zoneanalysis.errors import InputError, NotDerivableError, UnitMismatchError
from zoneanalysis.messages import Message
from zoneanalysis.relations.amounts import amount
from zoneanalysis.relations.digits import bracketed, show, show_figure, show_interval
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
from zoneanalysis.values.figures import Figure, Quantity, Rounding
from zoneanalysis.values.formatting import MINUS
from zoneanalysis.values.intervals import Interval

__all__ = [
    "BASES",
    "by_basis",
    "check_growth_from_change",
    "check_growth_from_index",
    "check_growth_from_levels",
    "check_growth_from_parts",
    "growth_ratio",
]

# What a growth rate may be measured on. Levels in reports are nominal (current prices).
BASES = ("nominal", "constant_price", "comparable", "unknown")


def check_growth_from_levels(
    stated: Value,
    current: Value,
    base: Value,
    *,
    basis: str = "nominal",
    rounding: Rounding = Rounding.UNKNOWN,
) -> CheckResult:
    """Return whether a stated growth rate follows from two levels (同比增速).

    Parameters
    ----------
    stated : figure
        Growth in percent.
    current, base : figure
        The level and that of the period compared with, in units of one dimension.
    basis : {"nominal", "constant_price", "comparable", "unknown"}
        What the growth rate is measured on. Real and comparable growth can't be judged by nominal
        levels; with an unknown basis only agreement can be found.
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure or the basis is none of the four.

    Notes
    -----
    growth = (current ÷ base − 1) × 100.

    Examples
    --------
    >>> check_growth_from_levels("12.5", "90", "80").verdict.value
    'consistent'
    >>> check_growth_from_levels("9.9", "110", "80", basis="constant_price").verdict.value
    'not assessable'
    """
    growth = as_figure(stated, "%", rounding)
    now, then = as_figure(current, "", rounding), as_figure(base, "", rounding)
    inputs = [("current", now), ("base", then)]
    name = "growth_from_levels"
    try:
        factor = percent_factor(growth)
        like = now.to(then.unit)
        if then.interval.sign != 1:
            raise NotDerivableError(Message("the base may be zero or negative within its rounding"))
        return by_basis(
            Comparison(
                name,
                growth,
                (like.point / then.point * 100 - 100) * factor,
                (like.interval / then.interval * 100 - 100) * factor,
                f"{_of(now, then)} ÷ {_of(then, now)} × 100 {MINUS} 100",
                inputs,
                scalable=False,
            ),
            basis,
        )
    except (UnitMismatchError, NotDerivableError) as error:
        return undecided(name, error, stated=growth, inputs=inputs)


def check_growth_from_parts(
    stated: Value,
    levels: Iterable[Value],
    growths: Iterable[Value],
    *,
    complete: bool = False,
    basis: str = "nominal",
    rounding: Rounding = Rounding.UNKNOWN,
) -> CheckResult:
    """Return whether the growth of a whole follows from its parts' levels and growth (分项合成).

    Parameters
    ----------
    stated : figure
        Growth of the whole in percent.
    levels, growths : iterable of figure
        Level and growth of each part, in the same order. Levels can't be negative.
    complete : bool
        Whether the parts are all there are; nothing can be judged where not.
    basis : {"nominal", "constant_price", "comparable", "unknown"}
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure, the lists differ in length or the basis is unknown to
        the check.

    Notes
    -----
    growth = (Σ levelᵢ ÷ Σ (levelᵢ ÷ (1 + growthᵢ÷100)) − 1) × 100. The exact range over all
    roundings is found by letting each level stand at the end that moves the quotient outwards
    (a linear-fractional function takes its extremes at vertices: Charnes & Cooper, *Naval Research
    Logistics Quarterly* 9, 1962).

    Examples
    --------
    >>> check_growth_from_parts(
    ...     "5.0", ["60亿元", "40亿元"], ["9.1", "-0.6"], complete=True
    ... ).verdict.value
    'consistent'
    """
    growth = as_figure(stated, "%", rounding)
    sizes = as_figures(levels, "", rounding)
    rates = as_figures(growths, "%", rounding)
    if len(sizes) != len(rates):
        raise InputError.single(
            must="each part must have a level and a growth rate",
            came=f"{len(sizes)} levels and {len(rates)} growth rates",
            do="Give both lists in the same order.",
        )
    name = "growth_from_parts"
    inputs = [
        pair
        for size, rate in zip(sizes, rates, strict=True)
        for pair in (("part_level", size), ("part_growth", rate))
    ]
    if len(sizes) < 2:
        return not_assessable(
            name, Message("fewer than two parts are given"), stated=growth, inputs=inputs
        )
    try:
        factor = percent_factor(growth)
        like = [each.to(sizes[0].unit) for each in sizes]
        ratios = [growth_ratio(rate) for rate in rates]
        lo, hi = _range_of_parts(like, ratios)
        base = sum((s.point / r.point for s, r in zip(like, ratios, strict=True)), Fraction(0))
        if base == 0:
            raise NotDerivableError(Message("the parts come to nothing"))
    except (UnitMismatchError, NotDerivableError) as error:
        return undecided(name, error, stated=growth, inputs=inputs)
    total = sum((each.point for each in like), Fraction(0))
    comparison = Comparison(
        name,
        growth,
        (total / base * 100 - 100) * factor,
        Interval((lo - 1) * 100, None if hi is None else (hi - 1) * 100) * factor,
        f"({' + '.join(show_figure(s) for s in sizes)}) ÷ ("
        + " + ".join(
            f"{show_figure(s)} ÷ {show(r.point, 3)}" for s, r in zip(sizes, ratios, strict=True)
        )
        + f") × 100 {MINUS} 100",
        inputs,
        scalable=False,
    )
    if not complete:
        return not_assessable(
            name,
            Message(
                "the list of parts is not complete (其中, 等), so the whole may grow otherwise"
            ),
            stated=growth,
            inputs=inputs,
            nominal=comparison.nominal,
            recomputed=comparison.recomputed,
            numbers=f"{comparison.formula} = {show(comparison.nominal, growth.decimals)}",
        )
    return by_basis(comparison, basis)


def growth_ratio(rate: Figure) -> Quantity:
    """Return one plus a growth rate; raises `NotDerivableError` where it may be zero or less."""
    percent = in_percent(rate)
    quotient = percent.interval / 100 + 1
    if quotient.lo is None or quotient.lo <= 0:
        raise NotDerivableError(Message("a part may have shrunk to nothing within its rounding"))
    return Quantity(percent.point / 100 + 1, quotient, percent.unit)


def _range_of_parts(
    sizes: Sequence[Quantity], ratios: Sequence[Quantity]
) -> tuple[Fraction, Fraction | None]:
    """Return the least and the greatest Σ level ÷ Σ (level ÷ ratio) that the roundings allow."""
    ends = []
    for size, ratio in zip(sizes, ratios, strict=True):
        s, r = size.interval, ratio.interval
        if s.lo is None or s.hi is None or r.lo is None or r.hi is None:
            raise NotDerivableError(
                Message("a word such as 超 or 以上 leaves open how large a part is")
            )
        if s.lo < 0:
            raise NotDerivableError(Message("a part's level may be negative"))
        ends.append((s.lo, s.hi, r.lo, r.hi))
    lowest = _extreme_quotient([(lo, hi, 1 / r_lo) for lo, hi, r_lo, _ in ends], largest=False)
    highest = _extreme_quotient([(lo, hi, 1 / r_hi) for lo, hi, _, r_hi in ends], largest=True)
    if lowest is None:
        raise NotDerivableError(Message("the parts come to nothing"))
    return lowest, highest


def _extreme_quotient(
    parts: list[tuple[Fraction, Fraction, Fraction]], *, largest: bool
) -> Fraction | None:
    """Return the extreme of Σ x ÷ Σ w·x for each x between its ends, weights w fixed.

    Parts with small weights pull the quotient up: at the maximum they stand at their upper end and
    the others at their lower end, so only the places where the sorted list is cut need trying.
    """
    ordered = sorted(parts, key=lambda part: part[2], reverse=not largest)
    best: Fraction | None = None
    for cut in range(len(ordered) + 1):
        values = [hi if i < cut else lo for i, (lo, hi, _) in enumerate(ordered)]
        base = sum((v * w for v, (_, _, w) in zip(values, ordered, strict=True)), Fraction(0))
        if base > 0:
            quotient = sum(values, Fraction(0)) / base
            if best is None or (quotient > best if largest else quotient < best):
                best = quotient
    return best


def check_growth_from_change(
    stated: Value,
    current: Value,
    change: Value | Iterable[Value],
    *,
    basis: str = "nominal",
    rounding: Rounding = Rounding.UNKNOWN,
) -> CheckResult:
    """Return whether growth follows from a level and by how much it rose (增减额).

    Parameters
    ----------
    stated : figure
        Growth in percent.
    current : figure
        The level after the change.
    change : figure or iterable of figure
        Signed changes (增收, 减收) that add to the change of the level.
    basis : {"nominal", "constant_price", "comparable", "unknown"}
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure or the basis is none of the four.

    Notes
    -----
    growth = change ÷ (current − change) × 100 = (current ÷ (current − change) − 1) × 100.

    Examples
    --------
    >>> check_growth_from_change("12.5", "90亿元", "10亿元").numbers
    '10 ÷ (90 − 10) × 100 = 12.5'
    """
    growth, now = as_figure(stated, "%", rounding), as_figure(current, "", rounding)
    single = isinstance(change, str | int | Figure) or not isinstance(change, Iterable)
    given = [change] if single else list(change)  # type: ignore[arg-type]
    changes = as_figures(given, "", rounding)  # type: ignore[arg-type]
    inputs = [("current", now), *(("change", each) for each in changes)]
    name = "growth_from_change"
    try:
        factor = percent_factor(growth)
        like = [each.to(now.unit) for each in changes]
        moved = sum((each.point for each in like), Fraction(0))
        spread = sum((each.interval for each in like), Interval.exactly(0))
        base = now.interval - spread
        if base.lo is None or base.lo <= 0 or now.point <= moved:
            raise NotDerivableError(Message("the base may be zero or negative within its rounding"))
        if now.interval.sign != 1:
            raise NotDerivableError(Message("the level may be zero or negative"))
        quotient = _change_range(now.interval, spread)
    except (UnitMismatchError, NotDerivableError) as error:
        return undecided(name, error, stated=growth, inputs=inputs)
    shown = " + ".join(bracketed(show_figure(each)) for each in changes)
    if len(changes) > 1:
        shown = f"({shown})"
    return by_basis(
        Comparison(
            name,
            growth,
            moved / (now.point - moved) * 100 * factor,
            quotient * 100 * factor,
            f"{shown} ÷ ({show_figure(now)} {MINUS} {shown}) × 100",
            inputs,
            scalable=False,
        ),
        basis,
    )


def _change_range(level: Interval, change: Interval) -> Interval:
    """Return the range of change ÷ (level − change), which is monotone in either."""
    if level.lo is None or level.hi is None or change.lo is None or change.hi is None:
        raise NotDerivableError(Message("a word such as 超 or 以上 leaves open what a figure is"))
    corners = [d / (lv - d) for d in (change.lo, change.hi) for lv in (level.lo, level.hi)]
    return Interval(min(corners), max(corners))


def check_growth_from_index(
    stated: Value, index: Value, *, rounding: Rounding = Rounding.UNKNOWN
) -> CheckResult:
    """Return whether growth is an index less 100 (指数, 上年同期=100).

    Parameters
    ----------
    stated : figure
        Growth in percent.
    index : figure
        The index, 100 in the period compared with.
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure.

    Examples
    --------
    >>> check_growth_from_index("-20.2", "79.8").verdict.value
    'consistent'
    """
    growth, level = as_figure(stated, "%", rounding), as_figure(index, "", rounding)
    inputs = [("index", level)]
    try:
        factor = percent_factor(growth)
        if level.unit.dimension not in {"one", "percent"}:
            level.require("one", "an index")
    except UnitMismatchError as error:
        return undecided("growth_from_index", error, stated=growth, inputs=inputs)
    return Comparison(
        "growth_from_index",
        growth,
        (level.point - 100) * factor,
        (level.interval - 100) * factor,
        f"{show_figure(level)} {MINUS} 100",
        inputs,
        scalable=False,
    ).judge()


def by_basis(comparison: Comparison, basis: str) -> CheckResult:
    """Judge growth only where its basis is that of the levels."""
    if basis not in BASES:
        raise InputError.single(
            must=f"a basis of growth must be one of {', '.join(BASES)}",
            came=repr(basis),
            do="Write constant_price for 可比价, comparable for 可比口径, nominal for 现价.",
        )
    result = comparison.judge()
    if basis == "nominal" or (basis == "unknown" and result.verdict.holds):
        return result
    reason = {
        "constant_price": Message("the growth is at constant prices, the levels are nominal"),
        "comparable": Message("the growth is on a comparable basis, the levels are as published"),
    }.get(
        basis,
        Message(
            "the printed levels give other growth, but the basis of the stated growth is not known"
        ),
    )
    stated = comparison.stated
    return not_assessable(
        comparison.check,
        reason,
        stated=stated,
        inputs=comparison.inputs,
        implied=Message(
            "as nominal growth the levels give {value} ({interval}); shown only, not judged",
            {
                "value": amount(comparison.nominal, stated.unit, stated.decimals),
                "interval": show_interval(comparison.recomputed, stated.decimals),
            },
        ),
        recomputed=comparison.recomputed,
        nominal=comparison.nominal,
        numbers=f"{comparison.formula} = {show(comparison.nominal, stated.decimals)}",
    )


def _of(figure: Figure, other: Figure) -> str:
    text = show_figure(figure)
    return text if figure.unit == other.unit else text + figure.unit.symbol
