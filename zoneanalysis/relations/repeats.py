"""Statements of one quantity, held against one another (前后一致)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from zoneanalysis.relations.amounts import show_figure
from zoneanalysis.relations.equations import Equation
from zoneanalysis.relations.given import Given, worth_of
from zoneanalysis.relations.relation import Relation
from zoneanalysis.relations.results import CheckResult, Term, Verdict
from zoneanalysis.relations.words import said
from zoneanalysis.values.figures import Bound, Figure

__all__ = ["judge_repeat", "same_precision"]


def judge_repeat(given: Given) -> CheckResult:
    """Return whether statements of one quantity agree, each to its own precision."""
    (stated,), others = given.inputs["stated"], given.inputs["other"]
    results = [_pair(given.relation, stated, other) for other in others]
    results += _apart(given.relation, others)
    seen = [each.verdict for each in results]
    told = [(v.is_finding, not v.holds, v is not Verdict.CONSISTENT) for v in seen]
    worst = results[told.index(max(told))]
    numbers = "; ".join(dict.fromkeys(result.numbers for result in results))
    return replace(worst.changed(worst.verdict, numbers=numbers), terms=given.terms)


def _apart(relation: Relation, again: tuple[Figure, ...]) -> list[CheckResult]:
    """Return the finding on two of the other statements that no one value can stand for, if any.

    Intervals that meet two by two have a value in common, so the one that begins last and the one
    that ends first tell.
    """
    spans = [(each, each.interval * worth_of(each.unit, growth=True)) for each in again]
    lows = [(span.lo, span.lo_open, each) for each, span in spans if span.lo is not None]
    highs = [(span.hi, not span.hi_open, each) for each, span in spans if span.hi is not None]
    if not lows or not highs:
        return []
    last = max(lows, key=lambda low: low[:2])[2]
    earliest = min(highs, key=lambda high: high[:2])[2]
    result = _pair(relation, last, earliest)
    return [result] if result.verdict is Verdict.INCONSISTENT else []


def _pair(relation: Relation, first: Figure, other: Figure) -> CheckResult:
    pair = Given(relation, (Term("stated", first), Term("other", other)))
    assert pair.case is not None
    result = Equation.of(pair, *pair.ground(pair.case.trees)).result
    if result.verdict is not Verdict.WITHIN_ROUNDING:
        return result
    shown = {
        name: show_figure(each) + each.unit.symbol
        for name, each in {"first": first, "other": other}.items()
    }
    if same_precision(first, other):
        numbers = result.numbers.replace("≈", "≠")
        why = said("one_rounding", **shown)
        return result.changed(Verdict.INCONSISTENT, numbers=numbers, reason=why)
    known = other.bound is first.bound is Bound.NONE and not other.exact
    # whether the coarser of two statements is what the finer one is printed as
    if known and other.prints(pair.points[0] / pair.worths[1]):
        why = said("coarser", **shown)
        return result.changed(Verdict.CONSISTENT, reason=why, slack_used=Fraction(0))
    return result


def same_precision(first: Figure, other: Figure) -> bool:
    """Whether two figures are printed to one precision by one way of rounding.

    An office rounds in one way throughout, whichever it is, so one value gives the same digits.
    """
    places = [worth_of(each.unit, growth=True) / 10**each.decimals for each in (first, other)]
    return (
        places[0] == places[1]
        and first.rounding is other.rounding
        and first.bound is other.bound is Bound.NONE
    )
