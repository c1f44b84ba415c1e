"""Growth: year on year, of single months, of what remains; gaps and contributions (增速)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from zoneanalysis.errors import InputError, NotDerivableError
from zoneanalysis.indicators.columns import Given, columnwise, quantity
from zoneanalysis.indicators.operands import derived, like, percent, written
from zoneanalysis.messages import Message
from zoneanalysis.relations.register import CHECKS
from zoneanalysis.relations.solve import follows
from zoneanalysis.values.figures import Derived, Quantity
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.units import PERCENT, POINT

__all__ = [
    "base_level",
    "contribution_pp",
    "earlier_rate",
    "period_growth",
    "period_level",
    "pp_gap",
    "required_growth",
    "yoy_growth",
]


@columnwise
def yoy_growth(current: Given, base: Given) -> Derived:
    """Return growth against the same period of the year before (同比增速), in percent.

    .. math:: g = 100 (x_t / x_{t-12} - 1)

    Parameters
    ----------
    current, base : figure or printed token
        Levels of one dimension; *base* is the year before's.

    Raises
    ------
    UnitMismatchError
        Where the two have unlike units.
    NotDerivableError
        Where the base may be zero or negative.

    References
    ----------
    National Bureau of Statistics of China, 国家统计调查制度, 指标解释: 同比.

    Examples
    --------
    >>> from zoneanalysis.values.formatting import format_half_up
    >>> growth = yoy_growth("54.76亿元", "67.44亿元")
    >>> format_half_up(growth.point, 1)
    '−18.8'
    """
    now = quantity(current)
    before = like(now, quantity(base), "year-on-year growth")
    if before.interval.sign != 1:
        raise NotDerivableError(Message("the base may be zero or negative within its rounding"))
    return derived(
        "yoy_growth",
        follows(CHECKS["growth_from_levels"], "stated", PERCENT, {"current": now, "base": before}),
        Message("growth = (current ÷ same period of the year before − 1) × 100"),
        f"({written(now)} ÷ {written(before)} − 1) × 100",
        now,
        before,
    )


@columnwise
def base_level(current: Given, growth: Given, *, basis: str = "nominal") -> Derived:
    """Return the level of the year before that a level and its growth imply (上年同期基数).

    .. math:: x_{t-12} = x_t / (1 + g/100)

    Parameters
    ----------
    current : figure or printed token
        Level; the result has its unit.
    growth : figure or printed token
        In percent.
    basis : str
        Of the growth: "nominal", "unknown", "constant_price" or "comparable". With the last two
        the result is indicative.

    Raises
    ------
    NotDerivableError
        Where growth may be −100% or less, or the level is negative: a loss does not grow.

    Examples
    --------
    >>> from zoneanalysis.values.formatting import format_half_up
    >>> base = base_level("54.76亿元", "下降18.8%")
    >>> format_half_up(base.point, 2), str(base.unit)
    ('67.44', '亿元')
    """
    now, rate = quantity(current), percent(growth, "the growth of a base level")
    _refuse_total_loss(rate)
    if now.interval.sign == -1:
        raise NotDerivableError(Message("growth of a negative level says nothing of its base"))
    return derived(
        "base_level",
        follows(CHECKS["growth_from_levels"], "base", now.unit, {"current": now, "stated": rate}),
        Message("base = level ÷ (1 + growth ÷ 100)"),
        f"{written(now)} ÷ (1 + {written(rate)} ÷ 100)",
        now,
        rate,
        basis=basis,
    )


def _refuse_total_loss(*rates: Quantity) -> None:
    if any((rate.interval + 100).sign != 1 for rate in rates):
        raise NotDerivableError(Message("growth of −100% or less leaves no base to divide by"))


@columnwise
def period_level(later: Given, earlier: Given) -> Derived:
    """Return the level of the months between two year-to-date figures (当期值).

    .. math:: x_{(s,t]} = X_t - X_s

    Parameters
    ----------
    later, earlier : figure or printed token
        Year-to-date levels of one year, such as January–July and January–June. January and
        February come merged in Chinese statistics, so a January is never among them.

    Examples
    --------
    >>> from zoneanalysis.values.formatting import format_half_up
    >>> july = period_level("69.35亿元", "54.76亿元")
    >>> format_half_up(july.point, 2), str(july.interval)
    ('14.59', '[14.58, 14.6]')
    """
    after = quantity(later)
    before = like(after, quantity(earlier), "a difference of year-to-date levels")
    return derived(
        "period_level",
        follows(
            CHECKS["ytd_difference"], "stated", after.unit, {"later": after, "earlier": before}
        ),
        Message("single period = later year-to-date − earlier year-to-date"),
        f"{written(after)} − {written(before)}",
        after,
        before,
    )


@columnwise
def period_growth(
    later: Given,
    earlier: Given,
    later_growth: Given,
    earlier_growth: Given,
    *,
    basis: str = "nominal",
) -> Derived:
    r"""Return the growth of the months between two year-to-date figures (当月同比增速), in percent.

    .. math:: g = 100 \left(\frac{X_t - X_s}{X_t/(1+G_t/100) - X_s/(1+G_s/100)} - 1\right)

    Parameters
    ----------
    later, earlier : figure or printed token
        Year-to-date levels.
    later_growth, earlier_growth : figure or printed token
        Their year-to-date growth, in percent.
    basis : str
        As in :func:`base_level`.

    Raises
    ------
    NotDerivableError
        Where the interval of the implied base touches zero, a level may be negative, or the
        year-to-date level falls.

    Examples
    --------
    >>> from zoneanalysis.values.formatting import format_half_up
    >>> july = period_growth("69.35亿元", "54.76亿元", "下降15.1%", "下降18.8%")
    >>> format_half_up(july.point, 1)
    '2.4'
    """
    after = quantity(later)
    before = like(after, quantity(earlier), "a difference of year-to-date levels")
    after_rate = percent(later_growth, "the growth of a single period")
    before_rate = percent(earlier_growth, "the growth of a single period")
    _refuse_total_loss(after_rate, before_rate)
    if any(each.sign != 1 for each in (before.interval, after.interval)):
        raise NotDerivableError(Message("growth of a negative level says nothing of its base"))
    if (after.to(before.unit).interval - before.interval).sign == -1:
        raise NotDerivableError(Message("a year-to-date level that falls leaves no month to grow"))
    given = {
        "later": after,
        "earlier": before,
        "later_growth": after_rate,
        "earlier_growth": before_rate,
    }
    return derived(
        "period_growth",
        follows(CHECKS["period_growth"], "stated", PERCENT, given),
        Message("growth of the period = (difference of levels ÷ difference of bases − 1) × 100"),
        f"(({written(after)} − {written(before)}) ÷ ({written(after)} ÷ "
        f"(1 + {written(after_rate)} ÷ 100) − {written(before)} ÷ "
        f"(1 + {written(before_rate)} ÷ 100)) − 1) × 100",
        *given.values(),
        basis=basis,
    )


@columnwise
def pp_gap(own: Given, reference: Given) -> Derived:
    """Return how many percentage points a rate lies above another (高于, 低于 … 个百分点).

    .. math:: d = r_{own} - r_{reference}

    Parameters
    ----------
    own, reference : figure or printed token
        Rates, shares or growth, in percent.

    Examples
    --------
    >>> from zoneanalysis.values.formatting import format_half_up
    >>> gap = pp_gap("9.9%", "10.4%")
    >>> format_half_up(gap.point, 1), str(gap.interval)
    ('−0.5', '[-0.6, -0.4]')
    """
    mine = percent(own, "a percentage-point gap")
    other = like(mine, percent(reference, "a percentage-point gap"), "a percentage-point gap")
    return derived(
        "pp_gap",
        follows(CHECKS["pp_gap"], "stated", POINT, {"own": mine, "reference": other}),
        Message("gap = own rate − reference rate"),
        f"{written(mine)} − {written(other)}",
        mine,
        other,
    )


@columnwise
def earlier_rate(later: Given, change: Given) -> Derived:
    r"""Return the earlier rate that a rate and its stated change imply, in percent.

    .. math:: r_s = r_t - \Delta

    Parameters
    ----------
    later : figure or printed token
        In percent.
    change : figure or printed token
        In percentage points, signed: a decline that narrows (收窄) is positive.

    Examples
    --------
    >>> from zoneanalysis.values.formatting import format_half_up
    >>> may = earlier_rate("下降3.8%", "收窄0.8个百分点")
    >>> format_half_up(may.point, 1)
    '−4.6'
    """
    now, step = percent(later, "an earlier rate"), quantity(change)
    step.require("point", "the change of a rate")
    return derived(
        "earlier_rate",
        follows(CHECKS["pp_change"], "earlier", PERCENT, {"later": now, "stated": step}),
        Message("earlier rate = later rate − stated change"),
        f"{written(now)} − {written(step)}",
        now,
        step,
    )


@columnwise
def contribution_pp(part_growth: Given, base_share: Given) -> Derived:
    r"""Return how many points of the whole's growth a part makes up (拉动), in percentage points.

    .. math:: c = g_{part} \cdot s_{base} / 100

    Parameters
    ----------
    part_growth : figure or printed token
        Growth of the part, in percent.
    base_share : figure or printed token
        The part's share of the whole in the year before, in percent.

    References
    ----------
    National Bureau of Statistics of China, 指标解释: 对GDP增长的拉动.

    Examples
    --------
    >>> from zoneanalysis.values.formatting import format_half_up
    >>> pull = contribution_pp("增长4.4%", "3.9%")
    >>> format_half_up(pull.point, 1)
    '0.2'
    """
    growth = percent(part_growth, "a contribution")
    weight = percent(base_share, "a contribution")
    return derived(
        "contribution_pp",
        follows(CHECKS["contribution"], "stated", POINT, {"part_growth": growth, "share": weight}),
        Message("contribution = growth of the part × its share of the base ÷ 100"),
        f"{written(growth)} × {written(weight)} ÷ 100",
        growth,
        weight,
    )


@columnwise
def required_growth(
    ytd_growth: Given,
    target: Given,
    *,
    months_done: int,
    months_total: int = 12,
    weight_done: Fraction | None = None,
) -> Derived:
    """Return the growth that the remaining months need for a year-to-date target, in percent.

    Year-to-date growth is the mean of the months' growth, weighted by the year before's levels:

    .. math:: g_{rest} = (G^* - w G) / (1 - w)

    Parameters
    ----------
    ytd_growth : figure or printed token
        Year-to-date growth after *months_done* months, in percent.
    target : figure or printed token
        Year-to-date growth wanted after *months_total* months; ``Figure.of("0", "%", exact=True)``
        for turning positive (转正).
    months_done, months_total : int
        1 to 12, the first below the second.
    weight_done : Fraction, optional
        Share of the year before's level that falls into the months done; equal months without it.

    Examples
    --------
    >>> from zoneanalysis.values.figures import Figure
    >>> from zoneanalysis.values.formatting import format_half_up
    >>> zero = Figure.of("0", "%", exact=True)
    >>> need = required_growth("下降18.8%", zero, months_done=6, months_total=10)
    >>> format_half_up(need.point, 1)
    '28.2'
    """
    if not 1 <= months_done < months_total <= 12:
        raise InputError.single(
            must="the months done must be fewer than the months of the target, both from 1 to 12",
            came=f"{months_done} of {months_total}",
            do="For the half-year against the year write months_done=6, months_total=12.",
        )
    weight = Fraction(months_done, months_total) if weight_done is None else weight_done
    if not 0 < weight < 1:
        raise InputError.single(
            must="the weight of the months done must lie between 0 and 1, both left out",
            came=str(weight),
            do="Give the share of last year's level that falls into the months done.",
        )
    so_far, goal = percent(ytd_growth, "required growth"), percent(target, "required growth")
    part = str(weight) if weight.denominator <= 12 else format_half_up(weight, 4)
    given, whole = {"so_far": so_far, "stated": goal}, CHECKS["growth_by_periods"]
    need = derived(
        "required_growth",
        follows(whole, "rest", PERCENT, given, weight=str(weight)),
        Message("required growth of the rest = (target − weight × growth so far) ÷ (1 − weight)"),
        f"({written(goal)} − {part} × {written(so_far)}) ÷ (1 − {part})",
        so_far,
        goal,
    )
    note = Message("months are weighted equally") if weight_done is None else None
    return replace(need, note=note)
