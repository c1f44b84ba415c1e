"""Rates of counted things that no whole number of them may give (整数可达, GRIM)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from typing import Any

from zoneanalysis.messages import Message
from zoneanalysis.relations.amounts import Amount, amount, show, show_figure
from zoneanalysis.relations.equations import Equation
from zoneanalysis.relations.formula import comparisons
from zoneanalysis.relations.given import Given
from zoneanalysis.relations.results import CheckResult, Story, Verdict
from zoneanalysis.relations.words import said
from zoneanalysis.values.figures import Bound, Figure, Rounding
from zoneanalysis.values.intervals import Interval

__all__ = ["attainable", "denominators_that_give", "judge_rate", "least_whole"]

# How many denominators a result names, and how far from the printed one they are looked for.
NAMED = 4
SEARCH_FACTOR = 2
REACH = 100_000


def attainable(interval: Interval, denominator: int, items: int = 1) -> range:
    """Return the whole numbers that, out of *denominator* × *items*, give a rate in *interval*.

    The interval is in percent; *items* is how many yes-or-no items a counted thing has.

    Examples
    --------
    No whole number out of 84 gives 70.7%, 58 out of 82 do:

    >>> printed = Figure.of("70.7", "%").interval
    >>> list(attainable(printed, 84)), list(attainable(printed, 82))
    ([], [58])
    """
    size, lo, hi = denominator * items, interval.lo, interval.hi
    first, last = 0, size
    if lo is not None:
        low = least_whole(lo.numerator * size, lo.denominator * 100, not interval.lo_open)
        first = max(first, low)
    if hi is not None:
        high = least_whole(-hi.numerator * size, hi.denominator * 100, not interval.hi_open)
        last = min(last, -high)
    return range(first, last + 1)


def least_whole(top: Any, bottom: int, reached: Any) -> Any:
    """Return the least whole number, or a column of them, from top ÷ bottom on, if *reached*."""
    least = -(-top // bottom)
    return least + ((least * bottom == top) & (reached == 0))


def denominators_that_give(
    interval: Interval, around: int, *, items: int = 1, bound: int | None = None
) -> Iterator[tuple[int, int]]:
    """Yield the denominators near *around* that can give a rate in *interval*, nearest first.

    Each comes behind one numerator that does; *bound* is the largest denominator looked at (twice
    *around* unless told, and no further than `REACH` from it).
    """
    limit = _limit(around) if bound is None else bound
    for distance in range(min(REACH, max(around, limit - around)) + 1):
        for candidate in dict.fromkeys((around - distance, around + distance)):
            if 1 <= candidate <= limit:
                for numerator in attainable(interval, candidate, items)[:1]:
                    yield numerator, candidate * items


def _limit(around: int) -> int:
    return min(SEARCH_FACTOR * around, around + REACH)


def judge_rate(given: Given) -> CheckResult:
    """Return whether a whole number out of the printed count gives the stated rate."""
    (_, stated), *others = given.pairs
    counts = dict(others)
    if any(not each.exact or each.point.denominator != 1 for each in counts.values()):
        fault = "count_not_whole"
    elif counts["denominator"].point <= 0:
        fault = "nothing_counted"
    elif any(each.point < 0 for each in counts.values()):
        fault = "count_negative"
    else:
        numbers = {role: int(figure.point) for role, figure in counts.items()}
        return _Rate(given, stated, numbers, given.whole("items")).judge()
    return given.not_assessable(said(fault))


@dataclass(frozen=True)
class _Rate:
    given: Given
    rate: Figure
    numbers: Mapping[str, int]  # by role
    items: int

    def judge(self) -> CheckResult:
        n, most = self.numbers["denominator"], max(self.numbers.values())
        k, rest = self.numbers.get("numerator"), self.numbers.get("complement")
        size, printed = n * self.items, self.percent
        if most > n:
            reason = said("too_many", some=most, n=n)
            return self._found(Verdict.INCONSISTENT, f"{most} > {n}", reason)
        if k is not None and rest is not None and k + rest != n:
            reason = said("not_all", k=k, rest=rest, sum=k + rest, n=n)
            numbers = f"{k} + {rest} = {k + rest} ≠ {n}"
            return self._found(Verdict.INCONSISTENT, numbers, reason)
        fits = attainable(printed, n, self.items)
        none_gives = said("none_gives", count=size, stated=self.stated)
        if self.given.case is not None:  # by the number that do or don't
            (tree,) = self.given.ground(self.given.case.trees)
            equation = Equation.of(self.given, tree, implied=None if fits else none_gives)
            if not self.rate.interval.contains(equation.nominal):
                equation = replace(equation, alternatives=tuple(self._alternatives(size)))
            return equation.result
        if not fits:
            return self._impossible(size, none_gives)
        if self.rate.bound is not Bound.NONE:
            reason = said("vague", stated=self.stated)
        elif printed.width is None or printed.width * size >= 100:
            reason = said("any_rate", count=size, places=self.rate.decimals)
        else:
            nearest = min(fits, key=lambda k: abs(self._of(k, size) - self.rate.point))
            (tree,) = self.given.ground(comparisons(f"stated = {nearest} / {size} * 100"))
            return Equation.of(self.given, tree).result
        return self.given.not_assessable(reason)

    @property
    def percent(self) -> Interval:
        return self.rate.interval * self.rate.unit.scale

    @property
    def stated(self) -> Amount:
        return amount(show_figure(self.rate), self.rate.unit)

    def _of(self, number: int, size: int) -> Fraction:
        """Return a rate in the unit of the printed one."""
        return Fraction(number * 100, size) / self.rate.unit.scale

    def _found(self, verdict: Verdict, numbers: str, reason: Message, **more: Any) -> CheckResult:
        relation = self.given.relation
        story = Story(Message(relation.words), numbers, reason, Message(relation.not_shown),
                      stated=self.rate.interval, unit=self.rate.unit, **more)  # fmt: skip
        return self.given.result(verdict, story)

    def _impossible(self, size: int, reason: Message) -> CheckResult:
        low = max(0, min(int(self.rate.point * self.rate.unit.scale * size / 100), size))
        near = [k for k in (low, low + 1) if k <= size]
        shown = [f"{k} ÷ {size} × 100 = {show(Fraction(k * 100, size), self.rate.decimals)}"
                 for k in near]  # fmt: skip
        nearest = min((self._of(k, size) for k in near), key=lambda r: abs(r - self.rate.point))
        at = Interval.exactly(nearest)
        return self._found(
            Verdict.IMPOSSIBLE,
            f"{', '.join(shown)} ≠ {show_figure(self.rate)}",
            reason,
            distance=self.rate.interval.distance(at),
            alternatives=tuple(self._alternatives(size)),
            recomputed=at,
            nominal=nearest,
        )

    def _alternatives(self, size: int) -> Iterator[Message]:
        """Yield what would give the rate, the most telling first."""
        yield from self._agreeing()
        rate, around = self.rate, self.numbers["denominator"]
        stated, cut = self.stated, None
        if rate.bound is Bound.NONE and rate.rounding is not Rounding.TRUNCATION:
            cut = rate.with_rounding(Rounding.TRUNCATION).interval * rate.unit.scale
            for k in attainable(cut, size)[:1]:
                if not rate.prints(self._of(k, size)):
                    yield said("gives_if_cut", k=k, count=size, stated=stated)
        if named := self._near(self.percent, around):
            yield said("counts_near", count=around, stated=stated, pairs=named)
            return
        yield said("no_count", bound=_limit(around), stated=stated)
        if cut is not None and (named := self._near(cut, around)):
            yield said("counts_near_if_cut", count=around, stated=stated, pairs=named)

    def _near(self, interval: Interval, around: int) -> str:
        pairs = denominators_that_give(interval, around, items=self.items)
        return ", ".join(f"{k}/{size}" for k, size in islice(pairs, NAMED))

    def _agreeing(self) -> Iterator[Message]:
        """Yield the denominators that agree with another count of the text as well."""
        n, given = self.numbers["denominator"], self.given
        own = (self.numbers.get(role) for role in ("complement", "numerator"))
        for other in dict.fromkeys((*own, *given.counts)):
            if other is None or self.items != 1 or other == n:
                continue
            for size in range(max(1, other), _limit(n) + 1):
                fits = attainable(self.percent, size)
                gaps = {"count": size, "stated": self.stated, "other": other}
                if size - other in fits:
                    yield said("leaves_other", k=size - other, **gaps)
                elif other in fits:
                    yield said("is_other", **gaps)
