"""Rates of counted things that no whole number of them may give (整数可达, GRIM)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from typing import Any

from zoneanalysis.messages import Message
from zoneanalysis.relations.amounts import amount
from zoneanalysis.relations.digits import show, show_figure
from zoneanalysis.relations.formula import Compare, Node, Num, Op, Var, evaluate
from zoneanalysis.relations.given import Given
from zoneanalysis.relations.judge import judge_equation, not_assessable
from zoneanalysis.relations.placing import Placed, whole_param
from zoneanalysis.relations.relation import Relation
from zoneanalysis.relations.results import CheckResult, Story, Verdict, told
from zoneanalysis.relations.verdicts import printed_as
from zoneanalysis.values.figures import Bound, Figure, Rounding
from zoneanalysis.values.intervals import Interval

__all__ = ["Pair", "attainable", "denominators_that_give", "judge_rate"]

# How many denominators a result names, and how far from the printed one they are looked for.
NAMED = 4
SEARCH_FACTOR = 2


REACH = 100_000


def _limit(around: int, bound: int | None) -> int:
    return min(SEARCH_FACTOR * around, around + REACH) if bound is None else bound


@dataclass(frozen=True)
class Pair:
    """A whole number of things and the number they are counted out of."""

    numerator: int
    denominator: int

    @property
    def rate(self) -> Fraction:
        """The rate in percent."""
        return Fraction(self.numerator * 100, self.denominator)


def attainable(interval: Interval, denominator: int, items: int = 1) -> range:
    """Return the whole numbers that, out of *denominator* × *items*, give a rate in *interval*.

    Parameters
    ----------
    interval : Interval
        In percent.
    denominator : int
        At least 1.
    items : int
        Yes-or-no items a counted thing has; the numbers run from 0 to ``denominator * items``.

    Examples
    --------
    No whole number out of 84 gives 70.7%, 58 out of 82 do:

    >>> printed = Figure.of("70.7", "%").interval
    >>> list(attainable(printed, 84)), list(attainable(printed, 82))
    ([], [58])
    """
    size = denominator * items
    first, last = 0, size
    if interval.lo is not None:  # whole numbers throughout: this runs for many counts
        top, bottom = interval.lo.numerator * size, interval.lo.denominator * 100
        low = -(-top // bottom)
        first = max(first, low + (interval.lo_open and low * bottom == top))
    if interval.hi is not None:
        top, bottom = interval.hi.numerator * size, interval.hi.denominator * 100
        high = top // bottom
        last = min(last, high - (interval.hi_open and high * bottom == top))
    return range(first, last + 1)


def denominators_that_give(
    interval: Interval, around: int, *, items: int = 1, bound: int | None = None
) -> Iterator[Pair]:
    """Yield the denominators near *around* that can give a rate in *interval*, nearest first.

    Each comes with one numerator that does; *bound* is the largest denominator looked at (twice
    *around* unless told, and no further than `REACH` from it).
    """
    limit = _limit(around, bound)
    for distance in range(min(REACH, max(around, limit - around)) + 1):
        for candidate in dict.fromkeys((around - distance, around + distance)):
            if 1 <= candidate <= limit:
                for numerator in attainable(interval, candidate, items)[:1]:
                    yield Pair(numerator, candidate * items)


def judge_rate(relation: Relation, given: Given) -> CheckResult:
    """Return whether a whole number out of the printed count gives the stated rate."""
    assert isinstance(given.stated, Figure)
    inputs = [(role, figure) for role, (figure,) in given.inputs.items()]
    inputs.sort(key=lambda pair: pair[0] != "denominator")
    fault = _unfit([figure for _, figure in inputs])
    if fault is not None:
        return not_assessable(relation, given, fault)
    rate = given.stated
    factor = 1 / rate.unit.scale
    numbers = {role: int(figure.point) for role, figure in inputs}
    items = whole_param(relation, given, "items")
    return _Case(relation, given, rate, factor, numbers, items).judge()


def _unfit(counts: list[Figure]) -> Message | None:
    if any(not each.exact or each.point.denominator != 1 for each in counts):
        return Message("a count is not printed as a whole number")
    if counts[0].point <= 0:
        return Message("nothing is counted: the denominator is zero or negative")
    if any(each.point < 0 for each in counts):
        return Message("a count is negative")
    return None


@dataclass(frozen=True)
class _Case:
    relation: Relation
    given: Given
    rate: Figure
    factor: Fraction
    numbers: dict[str, int]
    items: int

    @cached_property
    def percent(self) -> Interval:
        return self.rate.interval * (1 / self.factor)

    def judge(self) -> CheckResult:
        size = self.numbers["denominator"] * self.items
        if max(self.numbers.values()) > self.numbers["denominator"]:
            return self._too_many()
        printed = self.percent
        fits = attainable(printed, self.numbers["denominator"], self.items)
        known = self._numerator()
        if known is not None:
            return self._known(known, size, possible=bool(fits))
        if not fits:
            return self._impossible(size)
        if self.rate.bound is not Bound.NONE:
            return self._open(
                Message(
                    "a word such as 超, 近 or 左右 leaves open what a figure is; {stated} can "
                    "neither be confirmed nor ruled out",
                    {"stated": self._stated()},
                )
            )
        if printed.width is None or printed.width * size >= 100:
            return self._open(
                Message(
                    "with {count} things every rate to {places} places is possible, so nothing "
                    "can be found",
                    {"count": size, "places": self.rate.decimals},
                )
            )
        nearest = min(
            (Pair(k, size) for k in fits),
            key=lambda pair: abs(pair.rate * self.factor - self.rate.point),
        )
        tree = Compare(Var(0), "=", _rate(Num(nearest.numerator), Num(size)))
        return self._judged(tree)

    def _judged(self, tree: Compare, **more: Any) -> CheckResult:
        placed = Placed.of(self.relation, Given(self.rate, {}))
        return judge_equation(self.relation, self.given, placed, tree, **more)

    def _open(self, reason: Message) -> CheckResult:
        return not_assessable(self.relation, self.given, reason)

    def _numerator(self) -> Node | None:
        if "numerator" in self.numbers:
            return Num(self.numbers["numerator"])
        if "complement" in self.numbers:
            return Op("-", Num(self.numbers["denominator"]), Num(self.numbers["complement"]))
        return None

    def _known(self, known: Node, size: int, *, possible: bool) -> CheckResult:
        """Judge by the number that do or don't; what no number at all can give is said beside."""
        if self._contradicts():
            return self._contradiction()
        tree = Compare(Var(0), "=", _rate(known, Num(self.numbers["denominator"])))
        exact = Fraction(evaluate(tree.right, ())) * self.factor
        fails = not self.rate.interval.contains(exact)
        return self._judged(
            tree,
            alternatives=tuple(self._alternatives(size)) if fails else (),
            implied=None if possible else self._none_gives(size),
        )

    def _none_gives(self, size: int) -> Message:
        return Message(
            "no whole number out of {count} gives {stated}",
            {"count": size, "stated": self._stated()},
        )

    def _contradicts(self) -> bool:
        both = "numerator" in self.numbers and "complement" in self.numbers
        return both and (
            self.numbers["numerator"] + self.numbers["complement"] != self.numbers["denominator"]
        )

    def _contradiction(self) -> CheckResult:
        n, k, rest = (self.numbers[role] for role in ("denominator", "numerator", "complement"))
        return self._result(
            Verdict.INCONSISTENT,
            f"{k} + {rest} = {k + rest} ≠ {n}",
            Message(
                "{k} that do and {rest} that don't are {sum}, not {n}",
                {"k": k, "rest": rest, "sum": k + rest, "n": n},
            ),
        )

    def _too_many(self) -> CheckResult:
        n, most = self.numbers["denominator"], max(self.numbers.values())
        return self._result(
            Verdict.INCONSISTENT,
            f"{most} > {n}",
            Message("{some} of the things are more than all {n} of them", {"some": most, "n": n}),
        )

    def _result(self, verdict: Verdict, numbers: str, reason: Message, **more: Any) -> CheckResult:
        words, not_shown = self.relation.message("words"), self.relation.message("not_shown")
        story = Story(words, numbers, reason, not_shown, stated=self.rate.interval,
                      unit=self.rate.unit, **more)  # fmt: skip
        return CheckResult(
            self.relation.name, verdict, places=self.given.places(), tell=partial(told, story)
        )

    def _impossible(self, size: int) -> CheckResult:
        low = max(0, min(int(self.rate.point / self.factor * size / 100), size))
        near = [Pair(k, size) for k in (low, low + 1) if k <= size]
        decimals = self.rate.decimals
        shown = [f"{p.numerator} ÷ {size} × 100 = {show(p.rate, decimals)}" for p in near]
        nearest = min(
            (pair.rate * self.factor for pair in near),
            key=lambda rate: abs(rate - self.rate.point),
        )
        at = Interval.exactly(nearest)
        return self._result(
            Verdict.IMPOSSIBLE,
            f"{', '.join(shown)} ≠ {show_figure(self.rate)}",
            self._none_gives(size),
            distance=self.rate.interval.distance(at),
            alternatives=tuple(self._alternatives(size)),
            recomputed=at,
            nominal=nearest,
        )

    def _stated(self) -> Message:
        return amount(show_figure(self.rate), self.rate.unit)

    def _alternatives(self, size: int) -> Iterator[Message]:
        """Yield what would give the rate, the most telling first."""
        stated = self._stated()
        yield from self._agreeing(stated)
        if self.rate.bound is Bound.NONE and self.rate.rounding is not Rounding.TRUNCATION:
            for k in attainable(
                self.rate.with_rounding(Rounding.TRUNCATION).interval * (1 / self.factor),
                size,
            )[:1]:
                if (
                    printed_as(Fraction(k * 100, size) * self.factor, self.rate, self.rate.decimals)
                    != self.rate.point
                ):
                    yield Message(
                        "{k} of {count} gives {stated} if further digits are cut off instead of "
                        "rounded",
                        {"k": k, "count": size, "stated": stated},
                    )
        around = self.numbers["denominator"]
        limit = _limit(around, self.given.bound)
        named = self._near(self.percent, around)
        if named:
            args = {"count": around, "stated": stated, "pairs": named}
            yield Message("counts near {count} that can give {stated}: {pairs}", args)
            return
        yield Message(
            "no count up to {bound} can give {stated}", {"bound": limit, "stated": stated}
        )
        if self.rate.bound is Bound.NONE and self.rate.rounding is not Rounding.TRUNCATION:
            cut = self.rate.with_rounding(Rounding.TRUNCATION).interval * (1 / self.factor)
            named = self._near(cut, around)
            if named:
                yield Message(
                    "counts near {count} that can give {stated} if further digits are cut off "
                    "instead of rounded: {pairs}",
                    {"count": around, "stated": stated, "pairs": named},
                )

    def _near(self, interval: Interval, around: int) -> str:
        pairs = denominators_that_give(interval, around, items=self.items, bound=self.given.bound)
        named = [pair for pair, _ in zip(pairs, range(NAMED), strict=False)]
        return ", ".join(f"{pair.numerator}/{pair.denominator}" for pair in named)

    def _agreeing(self, stated: Message) -> Iterator[Message]:
        """Yield the denominators that agree with another count of the text as well."""
        others = dict.fromkeys(
            (*(self.numbers.get(r) for r in ("complement", "numerator")), *self.given.counts)
        )
        limit = _limit(self.numbers["denominator"], self.given.bound)
        for other in others:
            if other is None or self.items != 1 or other == self.numbers["denominator"]:
                continue
            for size in range(max(1, other), limit + 1):
                fits = attainable(self.percent, size)
                args = {"count": size, "stated": stated, "other": other}
                if size - other in fits:
                    yield Message(
                        "{k} of {count} gives {stated} and leaves the other count of the text, "
                        "{other}",
                        {**args, "k": size - other},
                    )
                elif other in fits:
                    yield Message(
                        "{other} of {count} gives {stated}; {other} is another count of the text",
                        args,
                    )


def _rate(number: Node, size: Node) -> Node:
    return Op("*", Op("/", number, size), Num(100))
