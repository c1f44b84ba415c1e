"""Direction words against signs and order (由负转正, 收窄, 持平, 翻番, 倍), and rankings (位次)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from zoneanalysis.errors import InputError, NotDerivableError, UnitMismatchError
from zoneanalysis.messages import Message
from zoneanalysis.relations.conditions import Condition, compared, judge_conditions, signed
from zoneanalysis.relations.digits import show_figure
from zoneanalysis.relations.judge import (
    Comparison,
    Value,
    as_figure,
    as_figures,
    not_assessable,
    undecided,
)
from zoneanalysis.relations.results import CheckResult
from zoneanalysis.values.figures import Figure, Rounding

__all__ = [
    "DIRECTION_WORDS",
    "TIMES",
    "check_direction",
    "check_ranking",
    "direction_conditions",
    "is_decline",
]

# Word: what it says. "turn" words need a sign before and another after; "move" words an order;
# words of both kinds are read by the figures that are given.
DIRECTION_WORDS: dict[str, str] = {
    "由负转正": "turns positive",
    "扭负为正": "turns positive",
    "负转正": "turns positive",
    "转正": "turns positive",
    "止跌回升": "turns positive",
    "由降转升": "turns positive",
    "由降转增": "turns positive",
    "扭亏为盈": "turns positive",
    "由正转负": "turns negative",
    "正转负": "turns negative",
    "由升转降": "turns negative",
    "由增转降": "turns negative",
    "收窄": "narrows",
    "降幅收窄": "narrows",
    "增幅收窄": "narrows",
    "跌幅收窄": "narrows",
    "缩小": "narrows",
    "扩大": "widens",
    "降幅扩大": "widens",
    "增幅扩大": "widens",
    "跌幅扩大": "widens",
    "上升": "rises",
    "提高": "rises",
    "提升": "rises",
    "加快": "rises",
    "回升": "rises",
    "增加": "rises",
    "增长": "rises",
    "上涨": "rises",
    "攀升": "rises",
    "向好": "rises",
    "逐步向好": "rises",
    "正增长": "rises",
    "同比增长": "rises",
    "高于": "rises",
    "下降": "falls",
    "降低": "falls",
    "回落": "falls",
    "放缓": "falls",
    "减少": "falls",
    "下滑": "falls",
    "下跌": "falls",
    "减缓": "falls",
    "负增长": "falls",
    "同比下降": "falls",
    "低于": "falls",
    "持平": "flat",
    "翻番": "doubles",
    "翻一番": "doubles",
    "翻了一番": "doubles",
    "翻两番": "quadruples",
}
# 收窄 and 扩大 of a decline or an increase that is named; by themselves they take either.
DECLINES = ("降幅", "跌幅")
INCREASES = ("增幅",)
_SIGN_WORDS = {"正增长", "负增长", "同比增长", "同比下降"}  # of a growth rate itself
_FORECAST = ("预计", "有望", "力争", "将", "争取", "确保")
TIMES = re.compile(r"(?P<growth>增长|增加|提高|上升|提升)?(?P<number>\d+(?:\.\d+)?)倍", re.ASCII)


def check_direction(
    stated: str,
    *,
    before: Value | None = None,
    after: Value | None = None,
    values: Iterable[Value] = (),
    rounding: Rounding = Rounding.UNKNOWN,
) -> CheckResult:
    """Return whether a direction word fits the signs and the order of figures (增减方向).

    Parameters
    ----------
    stated : str
        The word: 由负转正, 降幅收窄, 上升, 负增长, 持平, 翻番, 增长1.5倍 …
    before, after : figure or None
        The two figures that the word links.
    values : iterable of figure
        Growth rates that the word says something of by themselves; for 由负转正 what they have
        become.
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure.

    Examples
    --------
    Linfen: "turned from negative to positive", with growth of −3.8% and −15.1%.

    >>> result = check_direction("由负转正", values=["-3.8%", "-15.1%"])
    >>> result.verdict.value, result.numbers
    ('inconsistent', '−3.8 > 0 ×; −15.1 > 0 ×')
    """
    single = as_figures(values, "%", rounding)
    first = None if before is None else as_figure(before, "%", rounding)
    last = None if after is None else as_figure(after, "%", rounding)
    inputs = [
        *([("before", first)] if first else []),
        *([("after", last)] if last else []),
        *(("value", each) for each in single),
    ]
    times = TIMES.fullmatch(stated)
    meaning = DIRECTION_WORDS.get(stated)
    if any(stated.startswith(word) for word in _FORECAST):
        reason = Message("{word} is a forecast or an intention", {"word": stated})
    elif meaning is None and times is None:
        reason = Message("the check does not know the word {word}", {"word": stated})
    elif not inputs:
        reason = Message("no figure is printed for {word} to be held against", {"word": stated})
    else:
        try:
            if times is not None:
                return _times(stated, times, first, last, inputs, rounding)
            assert meaning is not None
            conditions = direction_conditions(stated, meaning, first, last, single)
        except (UnitMismatchError, NotDerivableError) as error:
            return undecided("direction", error, stated=stated, inputs=inputs)
        if conditions:
            return judge_conditions("direction", stated, conditions, inputs, unit=inputs[0][1].unit)
        reason = Message("the figures given are not those that {word} links", {"word": stated})
    return not_assessable("direction", reason, stated=stated, inputs=inputs)


def direction_conditions(
    word: str,
    meaning: str,
    before: Figure | None,
    after: Figure | None,
    values: Sequence[Figure],
) -> list[Condition]:
    """Return what a word of a known meaning demands of the figures that it stands beside."""
    conditions = [c for each in values for c in _of_value(meaning, each)]
    if word in _SIGN_WORDS:
        conditions += [c for each in (before, after) if each for c in _of_value(meaning, each)]
    elif before is not None and after is not None:
        if meaning in {"narrows", "widens"}:
            sides = _narrows if meaning == "narrows" else _widens
            conditions += sides(word, before, after)
        else:
            conditions += _MOVES[meaning](before, after)
    elif after is not None:
        conditions += _of_value(meaning, after)
    elif before is not None and meaning.startswith("turns"):
        conditions.append(signed(before, "<" if meaning == "turns positive" else ">"))
    return conditions


def _of_value(meaning: str, value: Figure) -> list[Condition]:
    """Return what a word says of one growth rate by itself."""
    if meaning in {"turns positive", "rises"}:
        return [signed(value, ">")]
    if meaning in {"turns negative", "falls"}:
        return [signed(value, "<")]
    if meaning == "flat":
        return [signed(value, "=")]
    if meaning in {"doubles", "quadruples"} and value.unit.dimension == "percent":
        return [signed(value, ">=", 100 if meaning == "doubles" else 300)]
    return []


def _turns_positive(before: Figure, after: Figure) -> list[Condition]:
    return [signed(before, "<"), signed(after, ">")]


def _turns_negative(before: Figure, after: Figure) -> list[Condition]:
    return [signed(before, ">"), signed(after, "<")]


def is_decline(word: str, decisive: Fraction, other: Fraction) -> bool:
    """Return whether 收窄 or 扩大 speaks of a decline: by its own word (降幅, 增幅), else by sign.

    *decisive* is the value before 收窄 or after 扩大; *other* counts where that is zero.
    """
    if word.startswith(DECLINES):
        return True
    if word.startswith(INCREASES):
        return False
    return decisive < 0 or (decisive == 0 and other < 0)


def _narrows(word: str, before: Figure, after: Figure) -> list[Condition]:
    """Return: a decline narrows upwards to zero at most, an increase downwards to zero at least."""
    if is_decline(word, before.point, after.point):
        signs, move = ("<", "<="), ">"
    else:
        signs, move = (">", ">="), "<"
    return [compared(after, move, before), signed(before, signs[0]), signed(after, signs[1])]


def _widens(word: str, before: Figure, after: Figure) -> list[Condition]:
    """Return: a decline widens downwards from at most zero, an increase upwards from there."""
    if is_decline(word, after.point, before.point):
        return [compared(after, "<", before), signed(before, "<=")]
    return [compared(after, ">", before), signed(before, ">=")]


def _multiplies(factor: int) -> Callable[[Figure, Figure], list[Condition]]:
    def conditions(before: Figure, after: Figure) -> list[Condition]:
        like = before.to(after.unit)
        if like.interval.sign != 1:
            raise NotDerivableError(Message("the base may be zero or negative within its rounding"))
        return [
            Condition(
                after.point - factor * like.point,
                after.interval - like.interval * factor,
                ">=",
                f"{show_figure(after)} ≥ {factor} × {show_figure(before)}",
                after.decimals,
                ((after, Fraction(1)), (before, Fraction(-factor))),
            )
        ]

    return conditions


_MOVES: dict[str, Callable[[Figure, Figure], list[Condition]]] = {
    "turns positive": _turns_positive,
    "turns negative": _turns_negative,
    "rises": lambda before, after: [compared(after, ">", before)],
    "falls": lambda before, after: [compared(after, "<", before)],
    "flat": lambda before, after: [compared(after, "=", before)],
    "doubles": _multiplies(2),
    "quadruples": _multiplies(4),
}


def _times(
    word: str,
    match: re.Match[str],
    before: Figure | None,
    after: Figure | None,
    inputs: list[tuple[str, Figure]],
    rounding: Rounding,
) -> CheckResult:
    """Judge 增长1.5倍 (150% more) and 2.5倍 (two and a half times as much)."""
    if before is None or after is None:
        reason = Message("{word} links two levels; one is not printed", {"word": word})
        return not_assessable("direction", reason, stated=word, inputs=inputs)
    if rounding is Rounding.UNKNOWN and before.rounding is after.rounding:
        rounding = after.rounding  # one office prints the levels and the number in the word
    like = before.to(after.unit)
    if like.interval.sign != 1:
        raise NotDerivableError(Message("the base may be zero or negative within its rounding"))
    more = 1 if match["growth"] else 0
    suffix = f" {'−'} 1" if more else ""
    return Comparison(
        "direction",
        Figure.of(match["number"], "倍", printed=word, rounding=rounding),
        after.point / like.point - more,
        after.interval / like.interval - more,
        f"{show_figure(after)} ÷ {show_figure(before)}{suffix}",
        inputs,
    ).judge()


def check_ranking(
    values: Iterable[Value],
    *,
    order: str = "desc",
    stated: str = "",
    rounding: Rounding = Rounding.UNKNOWN,
) -> CheckResult:
    """Return whether values stand in the order of their ranking (位次排序).

    Parameters
    ----------
    values : iterable of figure
        In the order of the ranking, the first place first.
    order : {"desc", "asc"}
        Whether the largest stands first or the smallest.
    stated : str
        The word that claims it.
    rounding : Rounding
        For values that come as text.

    Raises
    ------
    InputError
        Where a value is no printed figure or the order is neither.

    Examples
    --------
    Lüliang names four zones in falling order of growth:

    >>> check_ranking(["33.8%", "24.5%", "24%", "21.3%"]).verdict.value
    'consistent'
    """
    if order not in {"desc", "asc"}:
        raise InputError.single(
            must='order must be "desc" or "asc"', came=repr(order), do="Largest first is desc."
        )
    figures = as_figures(values, "", rounding)
    inputs = [("value", each) for each in figures]
    if len(figures) < 2:
        return not_assessable(
            "ranking", Message("fewer than two values are given"), stated=stated, inputs=inputs
        )
    try:
        conditions = [
            compared(a, ">=" if order == "desc" else "<=", b) for a, b in pairwise(figures)
        ]
    except UnitMismatchError as error:
        return undecided("ranking", error, stated=stated, inputs=inputs)
    return judge_conditions("ranking", stated, conditions, inputs, unit=figures[0].unit)
