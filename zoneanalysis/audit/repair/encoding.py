"""A model under construction, with the variable of each printed figure (变量)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from zoneanalysis.audit.claims import RoundingOf, figure_of
from zoneanalysis.audit.repair.items import word_item
from zoneanalysis.audit.repair.model import Model
from zoneanalysis.audit.repair.simplex import Reasons
from zoneanalysis.reports.report import Claim, Report
from zoneanalysis.values.figures import Figure

__all__ = ["GAP", "Encoding"]

# What keeps a value off an end that is left out, in half units of the last printed place; no two
# printed figures part by so little.
GAP = Fraction(1, 10**9)

_RATES = {"percent", "point"}


@dataclass
class Encoding:
    """A model under construction, with the variable of each figure.

    Parameters
    ----------
    report : Report
    rounding : Rounding, mapping or None
    adjusted : frozenset of str
        Shares that may have been made to add to 100.
    signed : frozenset of str
        Amounts that may be negative: changes of a level.
    freed : frozenset of str
        Items that are not bound to what is printed.
    gap : Fraction
        `GAP`, or 0 to count ends that are left out as if they were in.
    """

    report: Report
    rounding: RoundingOf | None
    adjusted: frozenset[str]
    signed: frozenset[str]
    freed: frozenset[str]
    gap: Fraction = GAP
    model: Model = field(default_factory=Model)
    variables: dict[str, int] = field(default_factory=dict)
    _bases: dict[tuple[int, int], int] = field(default_factory=dict)

    def figure(self, name: str) -> Figure:
        """Return a figure under the rounding that is assumed."""
        return figure_of(self.report[name], self.rounding)

    def of(self, name: str) -> int:
        """Return the variable of a figure, in base units."""
        if name in self.variables:
            return self.variables[name]
        figure = self.figure(name)
        if name in self.freed:
            new = self.model.variable(None, None, whole=_is_whole(figure))
        elif self.report[name].status == "target":
            at = figure.point * figure.unit.scale
            new = self.model.variable(at, at, frozenset({name}))
        else:
            new = self._bound(figure, frozenset({name}))
        if self.is_level(name):
            self.model.never_negative(new)
        if name not in self.freed:
            self.model.nominal[new] = figure.point * figure.unit.scale
        self.variables[name] = new
        return new

    def exactly(self, name: str) -> int:
        """Return a variable that is what is printed to the last digit: a target is set so."""
        if name in self.freed:
            return self.of(name)
        figure = self.figure(name)
        at = figure.point * figure.unit.scale
        return self.model.variable(at, at, frozenset({name}))

    def is_level(self, name: str) -> bool:
        """Whether a figure is an amount that can't be negative; 0.0 may be a little below zero."""
        figure = self.figure(name)
        if figure.unit.dimension in _RATES or name in self.signed:
            return False
        return figure.point > 0 or (figure.exact and figure.point == 0)

    def loosened(self, name: str, half_width: Fraction) -> int:
        """Return a variable that may lie beside a figure by up to *half_width* (base units)."""
        beside = self.model.variable(-half_width, half_width)
        return self.model.linear({self.of(name): 1, beside: 1})

    def constant(self, figure: Figure, why: Reasons) -> int:
        """Return a variable that lies in the interval of a number that a word holds (1.5倍)."""
        return self._bound(figure, why)

    def why(self, claim: Claim) -> Reasons:
        """Return the reasons of a relation: itself, and its word."""
        word = word_item(claim)
        return frozenset({f"claim:{claim.id}"} | ({word} if word else set()))

    def sign(
        self,
        claim: Claim,
        terms: Mapping[int, Fraction | int],
        relation: str,
        constant: Fraction | int = 0,
    ) -> None:
        """Demand that a linear expression stands to zero as a relation says."""
        step = self._step(terms, constant) if relation in {">", "<"} else Fraction(0)
        low = step if relation in {">", ">=", "="} else None
        high = -step if relation in {"<", "<=", "="} else None
        self.model.linear(terms, constant, lo=low, hi=high, why=self.why(claim))

    def base_of(self, level: int, growth: int, why: Reasons) -> int:
        """Return the variable of the base level behind a level and its growth in percent."""
        if (level, growth) in self._bases:
            return self._bases[level, growth]
        factor = self.factor(growth)
        base = self.model.variable(None, None)
        self.model.never_negative(base)
        self.model.quotient_bounds(base, (level, Fraction(100)), factor)
        self.model.product(factor, base, self.model.linear({level: 100}), why)
        self._bases[level, growth] = base
        return base

    def factor(self, growth: int, *, falls_below: bool = False) -> int:
        """Return the variable of 100 + growth; negative only where a level turns negative."""
        factor = self.model.linear({growth: 1}, 100)
        if not falls_below:
            self.model.never_negative(factor)
        return factor

    def _bound(self, figure: Figure, why: Reasons) -> int:
        interval, scale = figure.interval, figure.unit.scale
        off = self.gap * figure.half_unit
        lo, hi = interval.lo, interval.hi
        return self.model.variable(
            None if lo is None else (lo + off * interval.lo_open) * scale,
            None if hi is None else (hi - off * interval.hi_open) * scale,
            why,
        )

    def _step(self, terms: Mapping[int, Fraction | int], constant: Fraction | int) -> Fraction:
        """Return by how much one side must exceed the other: by one where all are whole."""
        figures = [self.figure(n) for n, variable in self.variables.items() if variable in terms]
        numbers = [Fraction(each) for each in (*terms.values(), constant)]
        if all(map(_is_whole, figures)) and all(each.denominator == 1 for each in numbers):
            return Fraction(1)
        return self.gap * min(each.half_unit * each.unit.scale for each in figures)


def _is_whole(figure: Figure) -> bool:
    return figure.exact and figure.unit.is_count and figure.unit.scale == 1
