"""Contributions to growth (拉动): growth of a part times its weight in the base period."""

from __future__ import annotations

from fractions import Fraction

from zoneanalysis.errors import InputError, NotDerivableError, UnitMismatchError
from zoneanalysis.messages import Message
from zoneanalysis.relations.digits import bracketed, show, show_figure
from zoneanalysis.relations.growth import by_basis, growth_ratio
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
from zoneanalysis.values.intervals import Interval

__all__ = ["check_contribution"]


def check_contribution(
    stated: Value,
    part_growth: Value,
    *,
    share: Value | None = None,
    part_level: Value | None = None,
    whole_level: Value | None = None,
    whole_growth: Value | None = None,
    share_period: str = "base",
    basis: str = "nominal",
    rounding: Rounding = Rounding.UNKNOWN,
) -> CheckResult:
    """Return whether a stated contribution is growth times the base period's share (拉动).

    Parameters
    ----------
    stated : figure
        Contribution of the part to the growth of the whole, in percentage points.
    part_growth : figure
        Growth of the part in percent.
    share : figure or None
        Share of the part in the whole, in percent.
    part_level, whole_level : figure or None
        Their current levels, instead of a share.
    whole_growth : figure or None
        Growth of the whole in percent; needed to get from the current period's share or levels to
        the base period's.
    share_period : {"base", "current"}
        Which period ``share`` belongs to.
    basis : {"nominal", "constant_price", "comparable", "unknown"}
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure, or a parameter none of those allowed.

    Notes
    -----
    contribution = growth × base share; base share = current share × (1 + whole growth) ÷ (1 + part
    growth), all as fractions (OECD, *Understanding National Accounts*, 2014, ch. 1).

    Examples
    --------
    A tenth of last year's total grew by 12%:

    >>> check_contribution("1.2", "12.0", share="10.0").verdict.value
    'consistent'
    """
    if share_period not in {"base", "current"}:
        raise InputError.single(
            must='share_period must be "base" or "current"',
            came=repr(share_period),
            do="Say which period the printed share belongs to.",
        )
    points = as_figure(stated, "个百分点", rounding)
    given: dict[str, Figure] = {"part_growth": as_figure(part_growth, "%", rounding)}
    for role, value, symbol in (
        ("share", share, "%"),
        ("part_level", part_level, ""),
        ("whole_level", whole_level, ""),
        ("whole_growth", whole_growth, "%"),
    ):
        if value is not None:
            given[role] = as_figure(value, symbol, rounding)
    inputs = list(given.items())
    name = "contribution"
    by_levels = "part_level" in given and "whole_level" in given
    if "share" not in given and not by_levels:
        return not_assessable(
            name,
            Message("neither the share of the part nor both levels are printed"),
            stated=points,
            inputs=inputs,
        )
    from_base = "share" in given and share_period == "base"
    if not from_base and "whole_growth" not in given:
        return not_assessable(
            name,
            Message(
                "the share is that of the current period; the base period's does not follow "
                "without the growth of the whole"
            ),
            stated=points,
            inputs=inputs,
        )
    try:
        nominal, interval, formula = _contribution(given, from_base=from_base)
        factor = percent_factor(points)
    except (UnitMismatchError, NotDerivableError) as error:
        return undecided(name, error, stated=points, inputs=inputs)
    return by_basis(
        Comparison(
            name, points, nominal * factor, interval * factor, formula, inputs, scalable=False
        ),
        basis,
    )


def _contribution(given: dict[str, Figure], *, from_base: bool) -> tuple[Fraction, Interval, str]:
    growth = in_percent(given["part_growth"])
    shown = bracketed(show_figure(given["part_growth"]))
    if "share" in given:
        share = in_percent(given["share"])
        weight, spread = share.point / 100, share.interval / 100
        text = f"{show_figure(given['share'])} ÷ 100"
    else:
        part = given["part_level"].to(given["whole_level"].unit)
        whole = given["whole_level"]
        if whole.interval.sign != 1:
            raise NotDerivableError(Message("the whole may be zero within its rounding"))
        weight, spread = part.point / whole.point, part.interval / whole.interval
        text = f"{show_figure(given['part_level'])} ÷ {show_figure(whole)}"
    if from_base:
        return growth.point * weight, growth.interval * spread, f"{shown} × {text}"
    rise = growth_ratio(given["whole_growth"])
    own = growth_ratio(given["part_growth"])
    # growth ÷ (1 + growth) rises with growth, so its ends give its exact range
    fraction = Interval.exactly(1) - 1 / own.interval
    return (
        (1 - 1 / own.point) * weight * rise.point * 100,
        fraction * spread * rise.interval * 100,
        f"{shown} × {text} × {show(rise.point, 3)} ÷ {show(own.point, 3)}",
    )
