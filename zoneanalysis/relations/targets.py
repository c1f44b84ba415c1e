"""Targets (目标) and progress against the schedule (序时进度): the word against the figures."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from zoneanalysis.errors import InputError, UnitMismatchError
from zoneanalysis.messages import Message
from zoneanalysis.relations.amounts import amount
from zoneanalysis.relations.conditions import SIGNS, Condition, compared, judge_conditions
from zoneanalysis.relations.digits import show, show_figure
from zoneanalysis.relations.judge import Value, as_figure, not_assessable, undecided
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.values.figures import Bound, Figure, Rounding
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.intervals import Interval

__all__ = ["SCHEDULE_WORDS", "TARGET_WORDS", "check_schedule", "check_target_reached"]

# What each word says of achieved − target, where more is better.
TARGET_WORDS = {
    "已达目标": ">=",
    "达到目标": ">=",
    "达目标": ">=",
    "已达": ">=",
    "达标": ">=",
    "完成目标": ">=",
    "完成": ">=",
    "实现目标": ">=",
    "已完成": ">=",
    "超额完成": ">",
    "超目标": ">",
    "超过目标": ">",
    "高于目标": ">",
    "未达目标": "<",
    "未达": "<",
    "未达标": "<",
    "未完成": "<",
    "低于目标": "<",
}
SCHEDULE_WORDS = {
    "达序时进度": ">=",
    "达到序时进度": ">=",
    "达序时进度要求": ">=",
    "达到时间进度": ">=",
    "超序时进度": ">",
    "超过序时进度": ">",
    "快于序时进度": ">",
    "快于时间进度": ">",
    "超时间进度": ">",
    "未达序时进度": "<",
    "未达时间进度": "<",
    "低于序时进度": "<",
    "落后序时进度": "<",
    "滞后序时进度": "<",
    "慢于序时进度": "<",
}
_OPPOSITE = {">=": "<=", ">": "<", "<": ">"}


def check_target_reached(
    achieved: Value,
    target: Value,
    *,
    stated: str = "已达目标",
    better: str = "up",
    rounding: Rounding = Rounding.UNKNOWN,
) -> CheckResult:
    """Return whether a target was reached as the text says (目标完成).

    A target is set, not measured, and so exact: "13%" is 13, not 12.5 to 13.5.

    Parameters
    ----------
    achieved, target : figure
        In units of one dimension.
    stated : str
        What the text says: 已达目标, 超额完成, 未达目标 …
    better : {"up", "down"}
        Whether more or less is better.
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure or ``better`` is neither.

    Examples
    --------
    Xiaoyi: 24.5% against a target of 13%.

    >>> check_target_reached("24.5%", "13%").verdict.value
    'consistent'
    >>> check_target_reached("9.9%", "16%").verdict.value
    'inconsistent'
    """
    if better not in {"up", "down"}:
        raise InputError.single(
            must='better must be "up" or "down"', came=repr(better), do="Say which is better."
        )
    done, goal = as_figure(achieved, "%", rounding), _exact(as_figure(target, "%", rounding))
    inputs = [("achieved", done), ("target", goal)]
    relation = TARGET_WORDS.get(stated)
    if relation is None:
        return _unknown("target_reached", stated, inputs)
    if better == "down":
        relation = _OPPOSITE[relation]
    try:
        condition = compared(done, relation, goal)
    except UnitMismatchError as error:
        return undecided("target_reached", error, stated=stated, inputs=inputs)
    return judge_conditions("target_reached", stated, [condition], inputs, unit=done.unit)


def check_schedule(
    achieved: Value,
    target: Value,
    elapsed: Fraction | str,
    *,
    stated: str = "达序时进度",
    rounding: Rounding = Rounding.UNKNOWN,
) -> CheckResult:
    """Return whether progress against the year's target is what the text says (序时进度).

    Parameters
    ----------
    achieved, target : figure
        Year-to-date level and the year's target (exact, as targets are set).
    elapsed : Fraction or str
        Share of the year that is over: "1/2" for the half-year.
    stated : str
        What the text says: 达序时进度, 未达序时进度 …
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure, or ``elapsed`` no share between 0 and 1.

    Notes
    -----
    on schedule: achieved ≥ target × elapsed.

    Examples
    --------
    Fangshan: 3.33 of 6 (100 million yuan) by June.

    >>> result = check_schedule("3.33亿元", "6亿元", "1/2")
    >>> print(result.verdict.value, "·", result.numbers, "·", result.implied)
    consistent · 3.33 ≥ 6 × 1/2 = 3 · 55.5% of the target is reached, 50.0% of the year is over
    """
    share = _share_of_year(elapsed)
    done, goal = as_figure(achieved, "", rounding), _exact(as_figure(target, "", rounding))
    inputs = [("achieved", done), ("target", goal)]
    relation = SCHEDULE_WORDS.get(stated)
    if relation is None:
        return _unknown("schedule", stated, inputs)
    try:
        like = goal.to(done.unit)
    except UnitMismatchError as error:
        return undecided("schedule", error, stated=stated, inputs=inputs)
    due = like.point * share
    bound = like.interval * share
    alike = done.unit == goal.unit
    texts = [show_figure(each) + ("" if alike else each.unit.symbol) for each in (done, goal)]
    condition = Condition(
        done.point - due,
        done.interval - bound,
        relation,
        f"{texts[0]} {SIGNS[relation]} {texts[1]} × {share} = {show(due, 0)}",
        done.decimals,
    )
    implied = None
    if like.point > 0:
        implied = Message(
            "{done}% of the target is reached, {elapsed}% of the year is over",
            {
                "done": format_half_up(done.point / like.point * 100, 1),
                "elapsed": format_half_up(share * 100, 1),
            },
        )
    return judge_conditions(
        "schedule", stated, [condition], inputs, unit=done.unit, implied=implied
    )


def _exact(target: Figure) -> Figure:
    if target.bound is not Bound.NONE:
        # 以上 and 左右 beside a target say how it is meant, not how it was measured
        return replace(target, interval=Interval.exactly(target.point), bound=Bound.NONE)
    return replace(target, interval=Interval.exactly(target.point), exact=True)


def _share_of_year(elapsed: Fraction | str) -> Fraction:
    try:
        share = Fraction(str(elapsed))
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if not 0 < share <= 1:
        raise InputError.single(
            must="the share of the year elapsed must be a fraction above 0 and up to 1",
            came=repr(elapsed),
            do='Write "1/2" for the half-year, "7/12" for January to July.',
        )
    return share


def _unknown(check: str, word: str, inputs: list[tuple[str, Figure]]) -> CheckResult:
    implied = None
    done, goal = inputs[0][1], inputs[1][1]
    if done.unit == goal.unit:
        implied = Message(
            "achieved {achieved}, target {target}",
            {
                "achieved": amount(show_figure(done), done.unit),
                "target": amount(show_figure(goal), goal.unit),
            },
        )
    return not_assessable(
        check,
        Message("the check does not know what {word} says of the two figures", {"word": word}),
        stated=word,
        inputs=inputs,
        implied=implied,
    )
