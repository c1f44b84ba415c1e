"""Conditions that figures must meet: each holds, can hold, or can't (条件)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from zoneanalysis.messages import Message
from zoneanalysis.relations.amounts import show, show_interval
from zoneanalysis.relations.formula import Compare, Op, Var, evaluate, variables
from zoneanalysis.relations.placing import Placed
from zoneanalysis.relations.ranges import range_of
from zoneanalysis.relations.results import CheckResult, Story, Verdict
from zoneanalysis.relations.verdicts import ALLOWED, HOLDS
from zoneanalysis.relations.words import said
from zoneanalysis.relations.written import compared, mixed_units
from zoneanalysis.values.formatting import MINUS
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.units import Unit

__all__ = ["judge_conditions"]


class Condition(NamedTuple):
    """A comparison, its left side less its right one, and whether it does or can hold."""

    tree: Compare
    point: Fraction
    gap: Interval
    holds: bool
    can: bool

    @classmethod
    def of(cls, placed: Placed, tree: Compare) -> Condition:
        """Return a grounded comparison, judged."""
        if variables(tree.left) & variables(tree.right):
            gap = range_of(Op("-", tree.left, tree.right), placed.boxes)
        else:
            gap = range_of(tree.left, placed.boxes) - range_of(tree.right, placed.boxes)
        point = evaluate(tree.left, placed.points) - evaluate(tree.right, placed.points)
        can = gap.overlaps(ALLOWED[tree.sign])
        return cls(tree, Fraction(point), gap, HOLDS[tree.sign](point, 0), can)

    @property
    def slots(self) -> frozenset[int]:
        """The places of its figures."""
        return variables(self.tree.left) | variables(self.tree.right)

    def slack(self) -> Fraction | None:
        """Return the share of the rounding slack that it needs to hold."""
        needed = abs(self.point)
        if self.holds or needed == 0:
            return Fraction(0)
        end = self.gap.hi if self.point < 0 else self.gap.lo
        return None if end is None or end == self.point else needed / abs(end - self.point)


def judge_conditions(
    placed: Placed,
    trees: Sequence[Compare],
    *,
    words: str = "",
    implied: Message | None = None,
    unit: Unit | None = None,
) -> CheckResult:
    """Return the verdict on conditions that figures must meet.

    What is compared is shown in *unit*, or in that of the first figure; *words* are the formula in
    words where they aren't those of the relation.
    """
    found = [Condition.of(placed, tree) for tree in trees]
    failing = [each for each in found if not each.can]
    opened = [each for each in found if each.can and not each.holds]
    verdict = Verdict.CONSISTENT
    if failing or opened:
        verdict = Verdict.INCONSISTENT if failing else Verdict.WITHIN_ROUNDING
    worst = (failing or opened or found)[0]
    left = variables(worst.tree.left) or variables(worst.tree.right)
    shown = unit or placed.figures[min(left, default=0)].unit
    nominal, recomputed = worst.point, worst.gap
    if placed.stated is not None and isinstance(trees[0].right, Var):  # a bound of what is stated
        nominal = Fraction(evaluate(trees[0].left, placed.points))
        recomputed = range_of(trees[0].left, placed.boxes)
    factor = 1 / shown.scale
    told = _Told(
        placed, found, failing or opened or found, verdict, shown, words, implied,
        unit.scale if unit else None, nominal * factor, recomputed * factor,
    )  # fmt: skip
    return placed.result(verdict, told.story)


_FAILED = {" > ": " ≯ ", " < ": " ≮ "}


def failed(text: str) -> str:
    """Return a comparison that the figures rule out; one that has a sign of its own with that."""
    for sign, not_so in _FAILED.items():
        if sign in text:
            return text.replace(sign, not_so, 1)
    return f"{text} ×"


@dataclass(frozen=True)
class _Told:
    placed: Placed
    found: Sequence[Condition]
    chosen: Sequence[Condition]  # those that the verdict rests on
    verdict: Verdict
    unit: Unit
    words: str
    implied: Message | None
    scale: Fraction | None
    nominal: Fraction
    recomputed: Interval

    def story(self) -> Story:
        """Return all that explains the verdict."""
        placed, relation, factor = self.placed, self.placed.relation, 1 / self.unit.scale
        units = mixed_units(placed)
        texts = {each: compared(each.tree, placed, units, self.scale) for each in self.found}
        first = self.chosen[0]
        decimals = max((placed.figures[i].decimals for i in first.slots), default=0)
        reason = said(
            _REASONS[self.verdict],
            word=placed.given.word or said("implied"),
            numbers="; ".join(texts[each] for each in self.chosen),
            difference=show(first.point * factor, decimals).lstrip(MINUS),
            interval=show_interval(first.gap * factor, decimals),
        )
        shares = [each.slack() for each in self.found]
        return Story(
            words=Message(self.words) if self.words else relation.message("words"),
            numbers="; ".join(text if each.can else failed(text) for each, text in texts.items()),
            reason=reason,
            not_shown=relation.message("not_shown"),
            slack_used=None if None in shares else max(s for s in shares if s is not None),
            distance=max(e.gap.distance(ALLOWED[e.tree.sign]) for e in self.found) * factor,
            implied=self.implied,
            stated=placed.stated.interval if placed.stated else None,
            recomputed=self.recomputed,
            nominal=self.nominal,
            unit=self.unit,
        )


_REASONS = {
    Verdict.CONSISTENT: "needs_and_holds",
    Verdict.WITHIN_ROUNDING: "needs_and_can",
    Verdict.INCONSISTENT: "needs_in_vain",
}
