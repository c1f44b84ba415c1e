"""Linear expressions over the variables of a model, which formulas are worked out with (线性式)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from zoneanalysis.audit.repair.model import Model
from zoneanalysis.audit.repair.simplex import Reasons

__all__ = ["Linear"]

Number = Fraction | int


@dataclass(frozen=True, eq=False)
class Linear:
    """A weighted sum of variables and a constant.

    A product or quotient of two of them becomes a new variable of the model, tied by a product.
    """

    model: Model
    terms: Mapping[int, Number]
    constant: Number = 0
    why: Reasons = frozenset()  # what a product is made for: the relation that it stands in

    def _with(self, terms: Mapping[int, Number], constant: Number) -> Linear:
        return Linear(self.model, terms, constant, self.why)

    def __add__(self, other: Linear | Number) -> Linear:
        if not isinstance(other, Linear):
            return self._with(self.terms, self.constant + other)
        terms = dict(self.terms)
        for variable, weight in other.terms.items():
            terms[variable] = terms.get(variable, 0) + weight
        return self._with(terms, self.constant + other.constant)

    __radd__ = __add__

    def __sub__(self, other: Linear | Number) -> Linear:
        return self + (other * -1)

    def __rsub__(self, other: Number) -> Linear:
        return self * -1 + other

    def __mul__(self, other: Linear | Number) -> Linear:
        if not isinstance(other, Linear):
            weights = {variable: weight * other for variable, weight in self.terms.items()}
            return self._with(weights, self.constant * other)
        if not other.terms:
            return self * other.constant
        if not self.terms:
            return other * self.constant
        result = self.model.variable(None, None)
        if self.natural and other.natural:
            self.model.never_negative(result)
        self.model.product(self.variable, other.variable, result, self.why)
        return self._with({result: 1}, 0)

    __rmul__ = __mul__

    def __truediv__(self, other: Linear | Number) -> Linear:
        if not isinstance(other, Linear):
            return self * (1 / Fraction(other))
        if not other.terms:
            return self * (1 / Fraction(other.constant))
        return self._over(other)

    def __rtruediv__(self, other: Number) -> Linear:
        return self._with({}, other)._over(self)

    def _over(self, divisor: Linear) -> Linear:
        """Return the variable of a quotient; one and the same for the same two sides."""
        key = (self._key, divisor._key)
        found = self.model.quotients.get(key)
        if found is None:
            below = divisor.divides()
            found = self.model.variable(None, None)
            above = self.variable
            if self.natural:
                self.model.never_negative(found)
                self.model.quotient_bounds(found, (above, Fraction(1)), below)
            self.model.product(below, found, above, self.why)
            self.model.quotients[key] = found
        return self._with({found: 1}, 0)

    @property
    def _key(self) -> tuple[object, ...]:
        return (frozenset(self.terms.items()), self.constant)

    @property
    def variable(self) -> int:
        """Its variable."""
        if self.constant == 0 and len(self.terms) == 1:
            ((variable, weight),) = self.terms.items()
            if weight == 1:
                return variable
        return self.model.linear(self.terms, self.constant)

    def divides(self) -> int:
        """Return its variable as a divisor, which is never negative."""
        variable = self.variable
        self.model.never_negative(variable)
        return variable

    @property
    def natural(self) -> bool:
        """Whether it can't be negative by its nature."""
        return self.constant >= 0 and all(
            weight >= 0 and self.model.is_natural(variable)
            for variable, weight in self.terms.items()
        )
