"""Linear systems over exact rationals: feasible or not, with the bounds that clash (单纯形法).

The general simplex of B. Dutertre & L. de Moura, "A Fast Linear-Arithmetic Solver for DPLL(T)",
*Computer Aided Verification* 2006, doi:10.1007/11817963_11, with Bland's rule, which ends. Each
bound carries reasons; where the system has no solution, the reasons of the clashing bounds come
back: without one of them there would be no proof. No float is involved.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

__all__ = ["Infeasible", "Reasons", "Simplex", "UndecidedError"]

Reasons = frozenset[str]
_NONE: Reasons = frozenset()


class UndecidedError(Exception):
    """Neither a solution nor a proof that there is none within the work that is allowed."""


class Infeasible(Exception):  # noqa: N818 - a state, not a fault
    """The system has no solution; ``reasons`` names the bounds that clash."""

    def __init__(self, reasons: Reasons) -> None:
        self.reasons = reasons
        super().__init__(", ".join(sorted(reasons)))


class Simplex:
    """Variables between bounds, tied by linear rows.

    Examples
    --------
    >>> system = Simplex()
    >>> x, y = system.variable(), system.variable()
    >>> total = system.row({x: Fraction(1), y: Fraction(1)})
    >>> system.at_least(x, Fraction(2), frozenset({"x"}))
    >>> system.at_least(y, Fraction(2), frozenset({"y"}))
    >>> system.at_most(total, Fraction(3), frozenset({"total"}))
    >>> try:
    ...     system.solve()
    ... except Infeasible as clash:
    ...     print(sorted(clash.reasons))
    ['total', 'x', 'y']
    """

    def __init__(self, work: list[int] | None = None) -> None:
        self.work = work  # terms that may yet be computed, shared with every copy
        self._lo: list[Fraction | None] = []
        self._hi: list[Fraction | None] = []
        self._lo_why: list[Reasons] = []
        self._hi_why: list[Reasons] = []
        self._value: list[Fraction] = []
        self._rows: dict[int, dict[int, Fraction]] = {}

    def variable(self) -> int:
        """Return a new variable without bounds."""
        self._lo.append(None)
        self._hi.append(None)
        self._lo_why.append(_NONE)
        self._hi_why.append(_NONE)
        self._value.append(Fraction(0))
        return len(self._value) - 1

    def row(self, coefficients: Mapping[int, Fraction]) -> int:
        """Return a new variable that equals a linear combination of others."""
        terms: dict[int, Fraction] = {}
        for variable, factor in coefficients.items():
            source = self._rows.get(variable)
            for each, weight in (source or {variable: Fraction(1)}).items():
                terms[each] = terms.get(each, Fraction(0)) + weight * factor
        new = self.variable()
        self._rows[new] = {each: weight for each, weight in terms.items() if weight}
        self._value[new] = sum(
            (weight * self._value[each] for each, weight in self._rows[new].items()), Fraction(0)
        )
        return new

    def at_least(self, variable: int, bound: Fraction, why: Reasons = _NONE) -> None:
        """Raise the lower bound of a variable; a looser bound changes nothing."""
        low, high = self._lo[variable], self._hi[variable]
        if low is not None and low >= bound:
            return
        if high is not None and bound > high:
            raise Infeasible(why | self._hi_why[variable])
        self._lo[variable], self._lo_why[variable] = bound, why
        if variable not in self._rows and self._value[variable] < bound:
            self._move(variable, bound)

    def at_most(self, variable: int, bound: Fraction, why: Reasons = _NONE) -> None:
        """Lower the upper bound of a variable; a looser bound changes nothing."""
        low, high = self._lo[variable], self._hi[variable]
        if high is not None and high <= bound:
            return
        if low is not None and bound < low:
            raise Infeasible(why | self._lo_why[variable])
        self._hi[variable], self._hi_why[variable] = bound, why
        if variable not in self._rows and self._value[variable] > bound:
            self._move(variable, bound)

    def bounds(self, variable: int) -> tuple[Fraction | None, Fraction | None]:
        """Return the bounds set on a variable."""
        return self._lo[variable], self._hi[variable]

    def value(self, variable: int) -> Fraction:
        """Return the value of a variable in the solution found last."""
        return self._value[variable]

    def copy(self) -> Simplex:
        """Return an independent copy."""
        other = Simplex(self.work)
        other._lo, other._hi = self._lo[:], self._hi[:]
        other._lo_why, other._hi_why = self._lo_why[:], self._hi_why[:]
        other._value = self._value[:]
        other._rows = {basic: dict(row) for basic, row in self._rows.items()}
        return other

    def solve(self) -> None:
        """Find a solution; raises `Infeasible` with the reasons where there is none."""
        while True:
            basic = self._violated()
            if basic is None:
                return
            low = self._lo[basic]
            if low is not None and self._value[basic] < low:
                self._repair(basic, low, sign=1)
            else:
                high = self._hi[basic]
                assert high is not None
                self._repair(basic, high, sign=-1)

    def extreme(self, variable: int, *, largest: bool) -> Fraction | None:
        """Return the largest or smallest value of a variable; None where it is unbounded.

        Call it after :meth:`solve` has found a solution.
        """
        sign = 1 if largest else -1
        while True:
            row = self._rows.get(variable, {variable: Fraction(1)})
            entering = self._improving(row, sign)
            if entering is None:
                return self._value[variable]
            up = (row[entering] > 0) == (sign > 0)
            step, leaving = self._ratio(entering, up=up)
            if step is None:
                return None
            move = step if up else -step
            if leaving is None:
                self._move(entering, self._value[entering] + move)
            else:
                target = self._value[leaving] + self._rows[leaving][entering] * move
                self._pivot_to(leaving, entering, target)
            if leaving == variable:
                return self._value[variable]

    def _violated(self) -> int | None:
        for basic in sorted(self._rows):
            low, high, value = self._lo[basic], self._hi[basic], self._value[basic]
            if (low is not None and value < low) or (high is not None and value > high):
                return basic
        return None

    def _can_rise(self, variable: int) -> bool:
        high = self._hi[variable]
        return high is None or self._value[variable] < high

    def _can_fall(self, variable: int) -> bool:
        low = self._lo[variable]
        return low is None or self._value[variable] > low

    def _repair(self, basic: int, target: Fraction, *, sign: int) -> None:
        row = self._rows[basic]
        entering = self._improving(row, sign)
        if entering is not None:
            self._pivot_to(basic, entering, target)
            return
        reasons = self._lo_why[basic] if sign > 0 else self._hi_why[basic]
        for other, weight in row.items():
            reasons |= self._hi_why[other] if weight * sign > 0 else self._lo_why[other]
        raise Infeasible(reasons)

    def _improving(self, row: Mapping[int, Fraction], sign: int) -> int | None:
        for other in sorted(row):
            rises = row[other] * sign > 0
            if self._can_rise(other) if rises else self._can_fall(other):
                return other
        return None

    def _ratio(self, entering: int, *, up: bool) -> tuple[Fraction | None, int | None]:
        """Return how far a variable can move, and the basic one that stops it (None: itself)."""
        end = self._hi[entering] if up else self._lo[entering]
        best = None if end is None else abs(end - self._value[entering])
        leaving: int | None = None
        for basic in sorted(self._rows):
            weight = self._rows[basic].get(entering)
            if not weight:
                continue
            limit = self._hi[basic] if (weight > 0) == up else self._lo[basic]
            if limit is None:
                continue
            step = (limit - self._value[basic]) / weight
            room = step if up else -step
            if best is None or room < best:
                best, leaving = room, basic
        return best, leaving

    def _move(self, variable: int, value: Fraction) -> None:
        """Set a nonbasic variable and everything that hangs on it."""
        change = value - self._value[variable]
        if not change:
            return
        self._value[variable] = value
        for basic, row in self._rows.items():
            weight = row.get(variable)
            if weight:
                self._value[basic] += weight * change

    def _pivot_to(self, basic: int, other: int, target: Fraction) -> None:
        """Exchange a basic and a nonbasic variable so that the former takes *target*."""
        if self.work is not None:
            rows = sum(other in terms for terms in self._rows.values())
            self.work[0] -= 1 + rows * len(self._rows[basic])
            if self.work[0] < 0:
                raise UndecidedError
        row = self._rows.pop(basic)
        pivot = row.pop(other)
        change = (target - self._value[basic]) / pivot
        inverse = 1 / pivot
        new_row = {each: -weight * inverse for each, weight in row.items()}
        new_row[basic] = inverse
        self._value[basic] = target
        self._value[other] += change
        for each, terms in self._rows.items():
            weight = terms.pop(other, None)
            if not weight:
                continue
            self._value[each] += weight * change
            for variable, factor in new_row.items():
                total = terms.get(variable, Fraction(0)) + weight * factor
                if total:
                    terms[variable] = total
                else:
                    terms.pop(variable, None)
        self._rows[other] = new_row
