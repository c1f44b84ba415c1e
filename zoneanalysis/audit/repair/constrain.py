"""Relations as rows and products of a model (约束): the reader behind the smallest repair.

A word (由负转正) or a list of names takes part as an item of its own: it may be what is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache

from zoneanalysis.audit.claims import RoundingOf, figure_of, given_of
from zoneanalysis.audit.repair.items import word_item
from zoneanalysis.audit.repair.model import Linear, Model
from zoneanalysis.audit.repair.simplex import Reasons
from zoneanalysis.relations.directions import conditions_of, multiple_in
from zoneanalysis.relations.formula import Compare, Op, cleared
from zoneanalysis.relations.given import Given, worth_of
from zoneanalysis.relations.register import CHECKS
from zoneanalysis.relations.relation import RATES
from zoneanalysis.relations.repeats import same_precision
from zoneanalysis.relations.whole import attainable
from zoneanalysis.reports.report import Claim, Report
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.intervals import Interval

__all__ = ["COUNTS_UP_TO", "GAP", "Encoding", "System"]

# A count that is wrong is taken to be at most so many times what is printed.
COUNTS_UP_TO = 10
# What keeps a value off an end that is left out, in half units of the last printed place; no two
# values that printed figures lead to lie nearer to one another.
GAP = Fraction(1, 10**9)


@dataclass(frozen=True)
class System:
    """The relations of a report that can be written down, and the figures that they bind."""

    report: Report
    claims: tuple[Claim, ...]
    adjusted: frozenset[str]  # shares that may have been made to add to 100
    rounding: RoundingOf | None = None

    def model(
        self,
        freed: frozenset[str],
        claims: tuple[Claim, ...],
        gap: Fraction = GAP,
        work: list[int] | None = None,
    ) -> Encoding:
        """Return the model of *claims* with the items *freed* unbound, and the work it may take."""
        encoding = Encoding(self, freed, gap, Model(work))
        for claim in claims:
            if word_item(claim) not in freed:
                encoding.add(claim)
        return encoding

    def figure(self, name: str) -> Figure:
        """Return a figure under the rounding that is assumed."""
        return figure_of(self.report[name], self.rounding)

    @cached_property
    def signed(self) -> frozenset[str]:
        """Amounts that may be negative: changes of a level."""
        changes = {claim.stated for claim in self.claims if claim.check == "difference"}
        return frozenset(changes.union(*(c.inputs.get("change", ()) for c in self.claims)))


@dataclass
class Encoding:
    """A model under construction, with the variable of each figure."""

    system: System
    freed: frozenset[str]  # items that are not bound to what is printed
    gap: Fraction = GAP  # `GAP`, or 0 to count ends that are left out as if they were in
    model: Model = field(default_factory=Model)
    variables: dict[str, int] = field(default_factory=dict)

    def add(self, claim: Claim) -> None:
        """Demand that a relation holds."""
        given = given_of(self.system.report, claim, self.system.rounding)
        if claim.check == "rate_from_count":
            self._rate(claim, given)
        elif claim.check == "direction":
            self._direction(claim, given)
        else:
            assert given.case is not None
            self._demand(claim, given, given.case.trees)

    def _demand(
        self, claim: Claim, given: Given, trees: Sequence[Compare], stated: Linear | None = None
    ) -> None:
        """Demand comparisons between the figures of a relation."""
        relation = given.relation
        held = [] if stated is None else [stated]
        places: dict[str, list[int]] = {} if stated is None else {"stated": [0]}
        for role, figure, name in given.terms:
            if isinstance(figure, str) or (relation.item == "list" and role != "stated"):
                continue  # a list is counted
            if not name:  # said by a parameter: it is as it is
                one = Linear({}, figure.point * figure.unit.scale)
            elif role == "stated":
                one = self._stated(claim, name)
            else:
                exact = relation.places[role].exact
                one = Linear({self.exactly(name) if exact else self.of(name): 1})
            places.setdefault(role, []).append(len(held))
            held.append(one)
        for again in claim.inputs["other"] if claim.check == "repeat" else ():
            pair = claim.stated, again
            if not self.freed & {*pair} and same_precision(*map(self.system.figure, pair)):
                terms = {self.exactly(claim.stated): 1, self.exactly(again): -1}
                self.model.equal(terms, 0, self.why(claim))
        for tree in given.ground(trees, places):
            if tree.sign == "=":
                self._equal(claim, tree, held)
            else:
                why = self.why(claim)
                gap = self.model.value(tree.gap, held, why)
                step = self._step(gap) if tree.sign in {">", "<"} else Fraction(0)
                low, high = (step, None) if tree.sign[0] == ">" else (None, -step)
                self.model.linear(gap.terms, gap.constant, lo=low, hi=high, why=why)

    def _stated(self, claim: Claim, name: str) -> Linear:
        """Return the stated figure; loosened where it was rounded or adjusted beyond its digits."""
        figure, variable = self.system.figure(name), self.of(name)
        if CHECKS[claim.check].stated.rounded and figure.exact:
            variable = self.loosened(name, Fraction(1, 2) * figure.unit.scale)
            self.model.never_negative(variable)
        adjusted = name in self.system.adjusted or claim.params.get("adjusted") == "yes"
        if claim.check == "share" and adjusted:
            variable = self.loosened(name, Fraction(1, 2 * 10**figure.decimals))
        return Linear({variable: 1})

    def _equal(self, claim: Claim, tree: Compare, held: Sequence[Linear]) -> None:
        """Demand an equation; one product or quotient of sums stands for itself."""
        model, why = self.model, self.why(claim)
        factor, below, above = cleared(tree)
        stated, divisor = (model.value(each, held, why) for each in (factor, below))
        if isinstance(above, Op) and above.sign == "*":
            left, right = (model.value(each, held, why) for each in (above.left, above.right))
            if left.terms and right.terms and not divisor.terms:
                model.product(model.of(left), model.of(right), model.of(stated), why)
                return
        whole = model.value(above, held, why)
        if divisor.terms:
            natural = model.is_natural(whole) and stated.constant
            own = model.divisor(stated) if natural else model.of(stated)
            model.product(own, model.divisor(divisor), model.of(whole), why)
            return
        gap = stated.plus(whole, -1)
        model.equal(gap.terms, gap.constant, why)

    def _direction(self, claim: Claim, given: Given) -> None:
        if found := multiple_in(given):
            stated, trees = found
            word = Linear({self._bound(stated, self.why(claim)): 1})
            self._demand(claim, given, trees, word)
            return
        meaning = given.relation.meaning(claim.stated)
        # 收窄 and 扩大 ask whether it is a decline: of a figure that may be wrong, the other tells
        before, after = (claim.inputs.get(role, ("",))[0] for role in ("before", "after"))
        doubtful = before in self.freed and after not in self.freed
        decisive = "after" if doubtful else ""
        wanted = conditions_of(given.relation, meaning, given.inputs, decisive=decisive)
        self._demand(claim, given, wanted)

    def _rate(self, claim: Claim, given: Given) -> None:
        (denominator,) = claim.inputs["denominator"]
        rate, size = self.of(claim.stated), self.of(denominator)
        items = given.whole("items")
        model, why = self.model, self.why(claim)
        model.never_negative(rate)
        # a count that is wrong is still a count, and not beyond all measure
        largest = COUNTS_UP_TO * max(int(self.system.figure(denominator).point), 1)
        model.linear({size: 1}, lo=1, hi=largest)
        known = {"numerator", "complement"} & set(claim.inputs)
        if denominator in self.freed and not known:
            if claim.stated not in self.freed:
                fitting = _fitting(self.system.figure(claim.stated).interval, items, largest)
                model.domains[size] = (fitting, why | {claim.stated})
            return
        number = model.variable(Fraction(0), None, whole=True)
        model.never_negative(number)
        scaled = model.linear({size: items})
        model.integers.append(scaled)
        model.linear({size: items, number: -1}, lo=0, why=why)
        if "numerator" in claim.inputs:
            having = self.of(claim.inputs["numerator"][0])
            model.equal({number: 1, having: -items}, 0, why)
        if "complement" in claim.inputs:
            rest = self.of(claim.inputs["complement"][0])
            model.equal({number: 1, size: -items, rest: items}, 0, why)
        model.product(rate, scaled, model.linear({number: 100}), why)

    def of(self, name: str) -> int:
        """Return the variable of a figure, in base units."""
        if name in self.variables:
            return self.variables[name]
        figure = self.system.figure(name)
        if name in self.freed:
            new = self.model.variable(None, None, whole=_is_whole(figure))
        elif self.system.report[name].status == "target":
            new = self.exactly(name)
        else:
            new = self._bound(figure, frozenset({name}), self._worth(name))
        level = figure.unit.dimension not in RATES and name not in self.system.signed
        # an amount; 0.0 may be a little below zero
        if level and (figure.point > 0 or (figure.exact and figure.point == 0)):
            self.model.never_negative(new)
        if name not in self.freed:
            self.model.nominal[new] = figure.point * self._worth(name)
        self.variables[name] = new
        return new

    def exactly(self, name: str) -> int:
        """Return a variable that is what is printed to the last digit: a target is set so."""
        if name in self.freed:
            return self.of(name)
        at = self.system.figure(name).point * self._worth(name)
        return self.model.variable(at, at, frozenset({name}))

    def loosened(self, name: str, half_width: Fraction) -> int:
        """Return a variable that may lie beside a figure by up to *half_width* (base units)."""
        beside = self.model.variable(-half_width, half_width)
        return self.model.linear({self.of(name): 1, beside: 1})

    def why(self, claim: Claim) -> Reasons:
        """Return the reasons of a relation: itself, and its word."""
        return frozenset(filter(None, (f"claim:{claim.id}", word_item(claim))))

    def _worth(self, name: str) -> Fraction:
        """Return the worth of a figure's unit in base units; of growth, in percent."""
        each = self.system.report[name]
        return worth_of(each.figure.unit, growth=each.measure in {"yoy", "growth"})

    def _bound(self, figure: Figure, why: Reasons, worth: Fraction | None = None) -> int:
        """Return a variable that lies in the interval of a figure, or of a number in a word."""
        interval, scale = figure.interval, worth or figure.unit.scale
        off = self.gap * figure.half_unit
        lo, hi = interval.lo, interval.hi
        return self.model.variable(
            None if lo is None else (lo + off * interval.lo_open) * scale,
            None if hi is None else (hi - off * interval.hi_open) * scale,
            why,
        )

    def _step(self, gap: Linear) -> Fraction:
        """Return by how much one side must exceed the other: by one where all are whole."""
        figures = [self.system.figure(n) for n, v in self.variables.items() if v in gap.terms]
        numbers = [Fraction(each) for each in (*gap.terms.values(), gap.constant)]
        if all(map(_is_whole, figures)) and all(each.denominator == 1 for each in numbers):
            return Fraction(1)
        return self.gap * min(each.half_unit * each.unit.scale for each in figures)


@lru_cache
def _fitting(interval: Interval, items: int, largest: int) -> tuple[int, ...]:
    """Return the counts of which a whole number gives a rate; asked for in every model anew."""
    return tuple(n for n in range(1, largest + 1) if attainable(interval, n, items))


def _is_whole(figure: Figure) -> bool:
    return figure.exact and figure.unit.is_count and figure.unit.scale == 1
