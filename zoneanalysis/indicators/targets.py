"""Targets: what has been attained of them, and whether the schedule is kept (目标, 序时进度)."""

from __future__ import annotations

from zoneanalysis.indicators.columns import Given, columnwise, quantity
from zoneanalysis.indicators.operands import derived, like, written
from zoneanalysis.messages import Message
from zoneanalysis.relations.register import CHECKS
from zoneanalysis.relations.solve import follows
from zoneanalysis.values.figures import Derived
from zoneanalysis.values.periods import Period
from zoneanalysis.values.units import PERCENT, POINT

__all__ = ["attainment", "schedule_lead", "scheduled_level"]


@columnwise
def attainment(achieved: Given, target: Given) -> Derived:
    """Return how much of a target level has been reached (完成率), in percent.

    .. math:: a = 100 x / x^*

    Raises
    ------
    UnitMismatchError
        Where the two have unlike units.
    NotDerivableError
        Where the target may be zero.

    Examples
    --------
    >>> str(attainment("3.33亿元", "6亿元").point)
    '111/2'
    """
    reached = quantity(achieved)
    goal = like(reached, quantity(target), "attainment")
    return derived(
        "attainment",
        follows(CHECKS["attainment"], "stated", PERCENT, {"achieved": reached, "target": goal}),
        Message("attainment = achieved ÷ target × 100"),
        f"{written(reached)} ÷ {written(goal)} × 100",
        reached,
        goal,
    )


@columnwise
def scheduled_level(target: Given, period: Period | str) -> Derived:
    r"""Return the part of a year's target that is due when *period* ends (序时目标).

    .. math:: x^*_t = x^* \cdot m_t / 12

    Parameters
    ----------
    target : figure or printed token
        Of the whole year.
    period : Period or str
        Year-to-date; its last month counts.

    Examples
    --------
    >>> str(scheduled_level("6亿元", "2023-01/2023-06").point)
    '3'
    """
    goal, elapsed = quantity(target), _elapsed(period)
    return derived(
        "scheduled_level",
        follows(CHECKS["schedule"], "achieved", goal.unit, {"target": goal}, elapsed=elapsed),
        Message("due by schedule = target of the year × months elapsed ÷ 12"),
        f"{written(goal)} × {elapsed}",
        goal,
    )


def _elapsed(period: Period | str) -> str:
    return str((Period.parse(period) if isinstance(period, str) else period).elapsed)


@columnwise
def schedule_lead(achieved: Given, target: Given, period: Period | str) -> Derived:
    """Return how far attainment is ahead of the calendar (超序时进度), in percentage points.

    .. math:: d = 100 (x / x^* - m_t / 12)

    Examples
    --------
    >>> from zoneanalysis.values.formatting import format_half_up
    >>> lead = schedule_lead("3.33亿元", "6亿元", "2023-01/2023-06")
    >>> format_half_up(lead.point, 1)
    '5.5'
    """
    reached, elapsed = attainment(achieved, target), _elapsed(period)
    return derived(
        "schedule_lead",
        follows(CHECKS["schedule_gap"], "stated", POINT, {"own": reached}, elapsed=elapsed),
        Message("lead = attainment − share of the year elapsed"),
        f"{reached.numbers} − 100 × {elapsed}",
        *reached.inputs,
    )
