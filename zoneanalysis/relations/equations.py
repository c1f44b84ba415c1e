"""What is stated beside what the others give; conditions that figures must meet (等式、条件)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, partial
from itertools import product
from typing import Any, NamedTuple

from zoneanalysis.messages import Message
from zoneanalysis.relations.amounts import (
    amount,
    compared,
    ends,
    in_words,
    mixed_units,
    show,
    show_figure,
    show_interval,
    written,
)
from zoneanalysis.relations.formula import Compare, Num, Var, evaluate, variables
from zoneanalysis.relations.given import Given
from zoneanalysis.relations.ranges import addends_of, range_of
from zoneanalysis.relations.relation import Case
from zoneanalysis.relations.results import ALLOWED, CheckResult, Story, Verdict
from zoneanalysis.relations.words import said, sentence
from zoneanalysis.values.figures import Bound, Figure, Rounding
from zoneanalysis.values.formatting import MINUS, format_half_up
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.units import PERCENT, POINT

__all__ = ["Equation", "judge_conditions"]


SEARCHED = 50  # addends of which a slipped unit is looked for
_MU = (Fraction(15), Fraction(1, 15))  # 亩 for 公顷
_SHIFTS = tuple(Fraction(10) ** places for places in (4, -4, 1, -1, 2, -2, 3, -3, 8, -8))


@dataclass(frozen=True)
class Equation:
    """A stated figure and what the other figures of its relation give for it."""

    given: Given
    tree: Compare
    stated: Figure
    nominal: Fraction  # from the inputs exactly as printed, in the unit of ``stated``
    recomputed: Interval  # from the inputs within their rounding
    alternatives: tuple[Message, ...] = ()
    implied: Message | None = None
    left_open: Message | None = None  # why nothing is judged by it, although it is computed

    @classmethod
    def of(cls, given: Given, tree: Compare, **more: Any) -> Equation:
        """Return a grounded equation; raises `NotDerivableError` where a divisor may be zero."""
        stated, scale = given.figures[0], given.worths[0]
        if isinstance(tree.left, Num):  # held against a number: shares against 100
            stated = Figure.of(str(tree.left.value), "%", printed=f"{tree.left.value}%", exact=True)
            scale = stated.unit.scale
        recomputed = range_of(tree.right, given.boxes) * (1 / scale)
        nominal = Fraction(evaluate(tree.right, given.points)) / scale
        return cls(given, tree, stated, nominal, recomputed, **more)

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict on what is stated; a word (超, 左右) may leave open what an input is."""
        stated, nominal, meets = self.stated, self.nominal, self.recomputed.overlaps
        if self.left_open is not None:
            return Verdict.NOT_ASSESSABLE
        if stated.prints(nominal):
            return Verdict.CONSISTENT
        if meets(stated.interval):
            vague = any(each.bound is not Bound.NONE for _, each in self.given.pairs)
            vague = vague and stated.bound is Bound.NONE
            return Verdict.NOT_ASSESSABLE if vague else Verdict.WITHIN_ROUNDING
        # shares forced to add to 100 may differ by one more unit
        beside = stated.interval + Interval.around(0, Fraction(1, 2 * 10**stated.decimals))
        adjusted = self.given.params.get("adjusted") == "yes"
        adjusted = adjusted and stated.bound is Bound.NONE and meets(beside)
        return Verdict.WITHIN_ROUNDING if adjusted else Verdict.INCONSISTENT

    @property
    def result(self) -> CheckResult:
        """The verdict with all that explains it."""
        return self.given.result(self.verdict, self.story)

    def on_other_basis(self) -> Equation:
        """Return growth that is not on the basis of its levels: shown, not judged."""
        stated, basis = self.stated, self.given.basis
        known = basis in {"constant_price", "comparable"}
        as_nominal = in_words(
            sentence("as_nominal"), self.nominal, self.recomputed, stated.unit, stated.decimals
        )
        reason = said(basis if known else "unknown_basis")
        return replace(self, left_open=reason, implied=as_nominal)

    def story(self) -> Story:
        """Return all that explains the verdict."""
        stated, nominal, relation = self.stated, self.nominal, self.given.relation
        formula, value = written(self.tree.right, self.given), show(nominal, stated.decimals)
        told = partial(
            Story, Message(relation.words), implied=self.implied, stated=stated.interval,
            recomputed=self.recomputed, nominal=nominal, unit=stated.unit,
        )  # fmt: skip
        if self.left_open is not None:
            return told(f"{formula} = {value}", self.left_open, said("nothing_shown"))
        share = _slack(stated.point - nominal, stated.interval - self.recomputed)
        distance = stated.interval.distance(self.recomputed)
        with_unit = 0 in mixed_units(self.given) and "stated" in self.given.places
        symbol = stated.unit.symbol if with_unit else ""
        sign = {
            Verdict.CONSISTENT: "=" if nominal == stated.point else "≈",
            Verdict.WITHIN_ROUNDING: "≈",
            Verdict.NOT_ASSESSABLE: "?",
        }.get(self.verdict, "≠")
        right = show_figure(stated)
        left = formula if formula == value else f"{formula} = {value}{symbol}"
        same = sign == "=" and value == right
        fails = self.verdict is Verdict.INCONSISTENT
        return told(
            left + ("" if same else f" {sign} {right}{symbol}"),
            self._reason(share, distance),
            Message(relation.not_shown),
            slack_used=share,
            distance=distance,
            alternatives=self.alternatives + (self._otherwise() if fails else ()),
            warning=self._slip() if fails else None,
        )

    def _reason(self, share: Fraction | None, distance: Fraction) -> Message:
        stated, unit, decimals = self.stated, self.stated.unit, self.stated.decimals
        apart = POINT if unit == PERCENT else unit  # two rates are percentage points apart
        match self.verdict:
            case Verdict.CONSISTENT if stated.bound is not Bound.NONE:
                why = "within_bound"
            case Verdict.CONSISTENT:
                why = "as_stated" if self.nominal == stated.point else "printed_as"
            case Verdict.WITHIN_ROUNDING if not stated.interval.overlaps(self.recomputed):
                why = "adjusted"
            case Verdict.WITHIN_ROUNDING:
                why = "can_be" if share is None else "can_be_by_slack"
            case Verdict.NOT_ASSESSABLE:
                why = "vague"
            case _:
                why = "missed" if self.recomputed.width == 0 else "missed_range"
        return said(
            why,
            value=amount(self.nominal, unit, decimals),
            stated=amount(show_figure(stated), unit),
            interval=ends(self.recomputed, unit, decimals),
            distance=amount(distance, apart, decimals),
            share="" if share is None else format_half_up(share * 100, 0),
        )

    def _otherwise(self) -> tuple[Message, ...]:
        """Say so where cutting digits off, or the other sign, would make the figure agree."""
        stated, found = self.stated, []
        if stated.bound is not Bound.NONE:
            return ()
        cut = stated.with_rounding(Rounding.TRUNCATION)
        rounds = stated.rounding is not Rounding.TRUNCATION and not stated.exact
        if rounds and cut.interval.contains(self.nominal):
            found.append(said("if_cut"))
        if stated.point != 0 and (-stated.interval).overlaps(self.recomputed):
            other = amount(-stated.point, stated.unit, stated.decimals)
            found.append(said("if_negated", value=other))
        return tuple(found)

    def _slip(self) -> Message | None:
        """Warn where a shift of the decimal point or of a unit (万 for 亿) would make it agree."""
        if not self.given.relation.scalable or self.stated.point == 0:
            return None
        for figure, factor in self._slips():
            up, down = factor.as_integer_ratio()
            return said(
                "unit_slip" if factor in _MU else "order_slip",
                stated=amount(show_figure(figure), figure.unit),
                factor=f"{up:,}" if down == 1 else f"1/{down:,}",
            )
        return None

    def _slips(self) -> Iterator[tuple[Figure, Fraction]]:
        """Yield figures, and by how much they may have slipped, for it would then hold."""
        stated, given, right = self.stated, self.given, self.tree.right
        for factor in _SHIFTS:
            if _fits(stated.interval * factor, self.recomputed):
                yield stated, factor
        for factor in _MU if stated.unit.dimension == "area" else ():
            if (stated.interval * factor).overlaps(self.recomputed):
                yield stated, factor
        # another unit of one addend (万元 for 亿元)
        terms = [each for _, each in addends_of(right)]
        addends = [each.index for each in terms if isinstance(each, Var)]
        plain = all(isinstance(each, Var | Num) for each in terms) and "stated" in given.places
        for i, factor in product(
            addends if plain and len(addends) <= SEARCHED else (), _SHIFTS[:2]
        ):
            boxes = [*given.boxes]
            boxes[i] *= factor
            if given.points[i] and _fits(given.boxes[0], range_of(right, boxes)):
                yield given.figures[i], factor


def _fits(one: Interval, other: Interval) -> bool:
    """Whether two meet that are so narrow (within 5% of the value) that it is no accident."""
    for each in (one, other):
        if each.lo is None or each.hi is None or each.hi - each.lo > abs(each.hi + each.lo) / 20:
            return False
    return one.overlaps(other)


def _slack(point: Fraction, gap: Interval) -> Fraction | None:
    """Return the share of what rounding leaves open that a gap needs to close; None of nothing."""
    if point == 0:
        return Fraction(0)
    end = gap.hi if point < 0 else gap.lo
    return None if end is None or end == point else abs(point / (end - point))


class _Condition(NamedTuple):
    """A comparison, its left side less its right one, and whether it does or can hold."""

    tree: Compare
    point: Fraction
    gap: Interval
    holds: bool
    can: bool

    @classmethod
    def of(cls, given: Given, tree: Compare) -> _Condition:
        allowed = ALLOWED[tree.sign]
        gap = range_of(tree.gap, given.boxes)  # refuses a divisor that may be zero
        point = evaluate(tree.gap, given.points)
        return cls(tree, point, gap, allowed.contains(point), gap.overlaps(allowed))


def judge_conditions(
    given: Given, trees: Sequence[Compare], case: Case, implied: Message | None
) -> CheckResult:
    """Return the verdict on conditions that figures must meet, shown as their case says."""
    found = [_Condition.of(given, tree) for tree in trees]
    verdict = Verdict.CONSISTENT if all(e.holds for e in found) else Verdict.WITHIN_ROUNDING
    if not all(each.can for each in found):
        verdict = Verdict.INCONSISTENT
    return given.result(verdict, partial(_story, given, found, verdict, case, implied))


_REASONS = {
    Verdict.CONSISTENT: "needs_and_holds",
    Verdict.WITHIN_ROUNDING: "needs_and_can",
    Verdict.INCONSISTENT: "needs_in_vain",
}


def _story(
    given: Given, found: Sequence[_Condition], verdict: Verdict, case: Case, implied: Message | None
) -> Story:
    # those that the verdict rests on
    chosen = [e for e in found if not e.can] or [e for e in found if not e.holds] or found
    first = chosen[0]
    slots = [*sorted(variables(first.tree.left)), *sorted(variables(first.tree.right))]
    first_slot = slots[0] if slots else 0
    unit = case.unit or given.figures[first_slot].unit
    factor = 1 / (case.unit.scale if case.unit else given.worths[first_slot])
    stated = given.figures[0].interval if "stated" in given.places else None
    nominal, recomputed, side = first.point, first.gap, None
    if case.unit is not None:  # both sides of the first that is not met as printed
        order = {">": 1, "<": -1}
        missed = (e for e in found if e.point * order.get(e.tree.sign[0], 0) < 0)
        worst = next(missed, found[0]).tree
        stated, side = range_of(worst.left, given.boxes) * factor, worst.right
    elif stated is not None and isinstance(found[0].tree.right, Var):  # a bound of what is stated
        side = found[0].tree.left
    if side is not None:
        nominal, recomputed = evaluate(side, given.points), range_of(side, given.boxes)
    texts = {each: compared(each.tree, given, case.unit) for each in found}
    decimals = max((given.figures[i].decimals for i in slots), default=0)
    shares = [Fraction(0) if each.holds else _slack(each.point, each.gap) for each in found]
    return Story(
        words=Message(case.words or given.relation.words),
        numbers="; ".join(text if each.can else _failed(text) for each, text in texts.items()),
        reason=said(
            _REASONS[verdict],
            word=given.word or said("implied"),
            numbers="; ".join(texts[each] for each in chosen),
            difference=show(first.point * factor, decimals).lstrip(MINUS),
            interval=show_interval(first.gap * factor, decimals),
        ),
        not_shown=Message(given.relation.not_shown),
        slack_used=None if None in shares else max(s for s in shares if s is not None),
        distance=max(e.gap.distance(ALLOWED[e.tree.sign]) for e in found) * factor,
        implied=implied,
        stated=stated,
        recomputed=recomputed * factor,
        nominal=nominal * factor,
        unit=unit,
    )


def _failed(text: str) -> str:
    """Return a comparison that the figures rule out; one whose sign has no "not so" with a ×."""
    for sign, not_so in ((" > ", " ≯ "), (" < ", " ≮ ")):
        if sign in text:
            return text.replace(sign, not_so, 1)
    return f"{text} ×"
