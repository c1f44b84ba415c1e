"""Why a verdict is what it is, in words and numbers (理由): made when they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

from zoneanalysis.messages import Message
from zoneanalysis.relations.amounts import amount, ends, gap_amount
from zoneanalysis.relations.digits import show, show_figure, show_interval
from zoneanalysis.relations.equations import Equation, slip_of
from zoneanalysis.relations.formula import Compare, variables
from zoneanalysis.relations.given import Given
from zoneanalysis.relations.placing import Placed
from zoneanalysis.relations.relation import Relation
from zoneanalysis.relations.results import CheckResult, Story, Verdict
from zoneanalysis.relations.verdicts import ALLOWED, slack_share
from zoneanalysis.relations.written import compared, mixed_units
from zoneanalysis.values.figures import Bound, Rounding
from zoneanalysis.values.formatting import MINUS, format_half_up
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.units import Unit

__all__ = ["Equation", "condition_story", "equation_story", "in_words", "other_basis", "shown_only"]


def in_words(
    template: str, point: Fraction, interval: Interval, unit: Unit, decimals: int
) -> Message:
    """Return a message with {value} in a unit and its {interval}."""
    return Message(
        template,
        {
            "value": amount(format_half_up(point, decimals), unit),
            "interval": ends(interval, unit, decimals),
        },
    )


def equation_story(equation: Equation, verdict: Verdict) -> Story:
    """Return all that explains the verdict on a stated figure."""
    stated, nominal = equation.stated, equation.nominal
    decimals = stated.decimals
    share = slack_share(stated.interval, stated.point, equation.recomputed, nominal)
    distance = stated.interval.distance(equation.recomputed)
    formula, symbol = equation.text()
    sign = {
        Verdict.CONSISTENT: "=" if nominal == stated.point else "≈",
        Verdict.WITHIN_ROUNDING: "≈",
        Verdict.NOT_ASSESSABLE: "?",
    }.get(verdict, "≠")
    value, right = show(nominal, decimals), show_figure(stated)
    left = formula if formula == value else f"{formula} = {value}{symbol}"
    same = sign == "=" and value == right
    warning = slip_of(equation) if verdict is Verdict.INCONSISTENT else None
    return Story(
        words=equation.relation.message("words"),
        numbers=left + ("" if same else f" {sign} {right}{symbol}"),
        reason=_reason(equation, verdict, share, distance),
        not_shown=equation.relation.message("not_shown"),
        slack_used=share,
        distance=distance,
        alternatives=equation.alternatives
        + (_otherwise(equation) if verdict is Verdict.INCONSISTENT else ()),
        implied=equation.implied,
        warning=equation.warning or warning,
        stated=stated.interval,
        recomputed=equation.recomputed,
        nominal=nominal,
        unit=stated.unit,
    )


def _reason(
    equation: Equation, verdict: Verdict, share: Fraction | None, distance: Fraction
) -> Message:
    stated, unit, decimals = equation.stated, equation.unit, equation.stated.decimals
    args: dict[str, object] = {
        "value": amount(equation.nominal, unit, decimals),
        "stated": amount(show_figure(stated), unit),
        "interval": ends(equation.recomputed, unit, decimals),
        "distance": gap_amount(distance, unit, decimals),
    }
    if verdict is Verdict.CONSISTENT:
        if stated.bound is not Bound.NONE:
            return Message("the printed figures give {value}, which the stated bound allows", args)
        if equation.nominal == stated.point:
            return Message("the printed figures give {value}, as stated", args)
        return Message("the printed figures give {value}, printed as {stated}", args)
    if verdict is Verdict.WITHIN_ROUNDING:
        if not stated.interval.overlaps(equation.recomputed):
            return Message(
                "the printed figures give {value}; {stated} is one unit of the last place "
                "off, as happens where shares are adjusted to add to 100",
                args,
            )
        if share is None:
            return Message(
                "the printed figures give {value}; within what their rounding leaves open "
                "({interval}) it can be {stated}",
                args,
            )
        args["share"] = format_half_up(share * 100, 0)
        return Message(
            "the printed figures give {value}; within what their rounding leaves open "
            "({interval}) it can be {stated}, which takes up {share}% of the slack",
            args,
        )
    if verdict is Verdict.NOT_ASSESSABLE:
        return Message(
            "a word such as 超, 近 or 左右 leaves open what a figure is; {stated} can "
            "neither be confirmed nor ruled out",
            args,
        )
    if equation.recomputed.width == 0:
        return Message(
            "the printed figures give {value}; the stated {stated} misses that by {distance} "
            "even at its own limit",
            args,
        )
    return Message(
        "the printed figures give {value}, or anything in {interval} within their rounding; "
        "the stated {stated} misses that by {distance} even at its own limit",
        args,
    )


def _otherwise(equation: Equation) -> tuple[Message, ...]:
    """Say so where cutting digits off, or the other sign, would make the figure agree."""
    stated = equation.stated
    if stated.bound is not Bound.NONE:
        return ()
    found: list[Message] = []
    if stated.rounding is not Rounding.TRUNCATION and not stated.exact:
        cut = stated.with_rounding(Rounding.TRUNCATION)
        if cut.interval.contains(equation.nominal):
            found.append(
                Message(
                    "it would agree if the digits after the last printed one were cut off "
                    "instead of rounded"
                )
            )
    if stated.point != 0 and (-stated.interval).overlaps(equation.recomputed):
        found.append(
            Message(
                "it would agree with the opposite sign: {value}",
                {"value": amount(-stated.point, equation.unit, stated.decimals)},
            )
        )
    return tuple(found)


def shown_only(result: CheckResult, reason: Message) -> CheckResult:
    """Return a result that is computed but can't be judged, for a reason."""
    return replace(
        result, verdict=Verdict.NOT_ASSESSABLE, tell=partial(_shown_only, result, reason, None)
    )


def _shown_only(result: CheckResult, reason: Message, implied: Message | None) -> Story:
    equation: Equation = result.tell.args[0]  # type: ignore[attr-defined]
    formula, _ = equation.text()
    return replace(
        result.story,
        numbers=f"{formula} = {show(equation.nominal, equation.stated.decimals)}",
        reason=reason,
        not_shown=Message("Nothing is shown either way."),
        slack_used=None,
        distance=None,
        alternatives=(),
        implied=implied,
        warning=None,
    )


def other_basis(result: CheckResult, given: Given) -> CheckResult:
    """Return growth that is not on the basis of its levels: shown, not judged."""
    reason = {
        "constant_price": Message("the growth is at constant prices, the levels are nominal"),
        "comparable": Message("the growth is on a comparable basis, the levels are as published"),
    }.get(
        given.basis,
        Message(
            "the printed levels give other growth, but the basis of the stated growth is not known"
        ),
    )
    equation: Equation = result.tell.args[0]  # type: ignore[attr-defined]
    implied = in_words(
        "as nominal growth the levels give {value} ({interval}); shown only, not judged",
        equation.nominal, equation.recomputed, equation.unit, equation.stated.decimals,
    )  # fmt: skip
    return replace(
        result,
        verdict=Verdict.NOT_ASSESSABLE,
        tell=partial(_shown_only, result, reason, implied),
    )


Found = tuple[Compare, Fraction, Interval, bool, bool]


def condition_story(
    relation: Relation,
    given: Given,
    placed: Placed,
    found: Sequence[Found],
    verdict: Verdict,
    unit: Unit,
    implied: Message | None,
    words: str,
    *,
    scale: Fraction | None = None,
    nominal: Fraction,
    recomputed: Interval,
) -> Story:
    """Return all that explains the verdict on conditions."""
    units = mixed_units(relation, placed.figures, placed.places)
    texts = [compared(tree, placed.figures, placed.points, units, scale) for tree, *_ in found]
    failed = [i for i, each in enumerate(found) if not each[4]]
    open_ = [i for i, each in enumerate(found) if each[4] and not each[3]]
    chosen = failed or open_ or list(range(len(found)))
    tree, point, gap, *_ = found[chosen[0]]
    slots = variables(tree.left) | variables(tree.right)
    decimals = max((placed.figures[i].decimals for i in slots), default=0)
    factor = 1 / unit.scale
    args: dict[str, object] = {
        "word": given.word or Message("what is implied"),
        "numbers": "; ".join(texts[i] for i in chosen),
        "difference": show(point * factor, decimals).lstrip(MINUS),
        "interval": show_interval(gap * factor, decimals),
    }
    if verdict is Verdict.INCONSISTENT:
        reason = Message("{word} needs {numbers}, which the printed figures rule out", args)
    elif verdict is Verdict.WITHIN_ROUNDING:
        reason = Message(
            "{word} needs {numbers}; as printed that does not hold, but within the rounding of "
            "the figures it can (difference in {interval})",
            args,
        )
    else:
        reason = Message("{word} needs {numbers}, which holds", args)
    shares = [_slack(*each[1:4]) for each in found]
    return Story(
        words=Message(words) if words else relation.message("words"),
        numbers="; ".join(
            text if each[4] else f"{text} ×" for text, each in zip(texts, found, strict=True)
        ),
        reason=reason,
        not_shown=relation.message("not_shown"),
        slack_used=None if None in shares else max(s for s in shares if s is not None),
        distance=max(gap.distance(ALLOWED[tree.sign]) for tree, _, gap, *_ in found) * factor,
        implied=implied,
        stated=placed.stated.interval if placed.stated else None,
        recomputed=recomputed,
        nominal=nominal,
        unit=unit,
    )


def _slack(value: Fraction, interval: Interval, holds: bool) -> Fraction | None:  # noqa: FBT001
    """Return the share of the rounding slack that a condition needs to hold."""
    needed = abs(value)
    if holds or needed == 0:
        return Fraction(0)
    end = interval.hi if value < 0 else interval.lo
    if end is None or end == value:
        return None
    return needed / abs(end - value)
