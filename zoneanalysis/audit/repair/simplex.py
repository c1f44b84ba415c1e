"""Linear systems over exact rationals: feasible or not, with the bounds that clash (单纯形法).

The general simplex of B. Dutertre & L. de Moura, "A Fast Linear-Arithmetic Solver for DPLL(T)",
*Computer Aided Verification* 2006, doi:10.1007/11817963_11, with Bland's rule, which ends. Each
bound carries reasons; where the system has no solution, the reasons of the clashing bounds come
back: without one of them there would be no proof. No float is involved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from operator import gt, lt

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


# Of the lower ends of variables and of the upper ones: what is tighter than another.
_TIGHTER: tuple[Callable[[Fraction, Fraction], bool], ...] = (gt, lt)
_LOWER, _UPPER = 0, 1


class Simplex:
    """Variables between bounds, tied by linear rows."""

    def __init__(self, work: list[int] | None = None) -> None:
        self.work = work  # terms that may yet be computed, shared with every copy
        self._ends: tuple[list[Fraction | None], ...] = ([], [])  # lower, upper
        self._why: tuple[list[Reasons], ...] = ([], [])
        self._value: list[Fraction] = []
        self._rows: dict[int, dict[int, Fraction]] = {}

    def variable(self) -> int:
        """Return a new variable without bounds."""
        for ends, why in zip(self._ends, self._why, strict=True):
            ends.append(None)
            why.append(_NONE)
        self._value.append(Fraction(0))
        return len(self._value) - 1

    def row(self, coefficients: Mapping[int, Fraction]) -> int:
        """Return a new variable that equals a linear combination of others."""
        terms: dict[int, Fraction] = {}
        for variable, factor in coefficients.items():
            _add(terms, self._rows.get(variable, {variable: Fraction(1)}), factor)
        new = self.variable()
        self._rows[new] = terms
        self._value[new] = sum((w * self._value[each] for each, w in terms.items()), Fraction(0))
        return new

    def bound(
        self, variable: int, lo: Fraction | None, hi: Fraction | None, why: Reasons = _NONE
    ) -> None:
        """Narrow the bounds of a variable, if they do; raises `Infeasible` if nothing is left."""
        for side, end in ((_LOWER, lo), (_UPPER, hi)):
            tighter = _TIGHTER[side]
            old, other = self._ends[side][variable], self._ends[1 - side][variable]
            if end is None or (old is not None and not tighter(end, old)):
                continue
            if other is not None and tighter(end, other):
                raise Infeasible(why | self._why[1 - side][variable])
            self._ends[side][variable], self._why[side][variable] = end, why
            if variable not in self._rows and tighter(end, self._value[variable]):
                self._move(variable, end)

    def bounds(self, variable: int) -> tuple[Fraction | None, Fraction | None]:
        """Return the bounds set on a variable."""
        return self._ends[_LOWER][variable], self._ends[_UPPER][variable]

    def value(self, variable: int) -> Fraction:
        """Return the value of a variable in the solution found last."""
        return self._value[variable]

    def copy(self) -> Simplex:
        """Return an independent copy."""
        other = Simplex(self.work)
        other._ends = tuple(ends[:] for ends in self._ends)
        other._why = tuple(why[:] for why in self._why)
        other._value = self._value[:]
        other._rows = {basic: dict(row) for basic, row in self._rows.items()}
        return other

    def solve(self) -> None:
        """Find a solution; raises `Infeasible` with the reasons where there is none."""
        while (violated := self._violated()) is not None:
            basic, side, target = violated
            row, sign = self._rows[basic], 1 if side == _LOWER else -1
            entering = self._improving(row, sign)
            if entering is None:
                tight = ((_UPPER if row[each] * sign > 0 else _LOWER, each) for each in row)
                others = (self._why[end][each] for end, each in tight)
                raise Infeasible(self._why[side][basic].union(*others))
            self._pivot_to(basic, entering, target)

    def extreme(self, variable: int, *, largest: bool) -> Fraction | None:
        """Return the extreme of a variable, from a solution on; None where it is unbounded."""
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

    def _violated(self) -> tuple[int, int, Fraction] | None:
        """Return a basic variable beyond an end, which side that is, and the end."""
        lows, highs = self._ends
        for basic in sorted(self._rows):
            low, high, value = lows[basic], highs[basic], self._value[basic]
            if low is not None and value < low:
                return basic, _LOWER, low
            if high is not None and value > high:
                return basic, _UPPER, high
        return None

    def _improving(self, row: Mapping[int, Fraction], sign: int) -> int | None:
        """Return the first variable of a row that can still move so that the sum does."""
        for other in sorted(row):
            end = self._ends[_UPPER if row[other] * sign > 0 else _LOWER][other]
            if end is None or self._value[other] != end:
                return other
        return None

    def _ratio(self, entering: int, *, up: bool) -> tuple[Fraction | None, int | None]:
        """Return how far a variable can move, and the basic one that stops it (None: itself)."""
        end = self._ends[up][entering]
        best = None if end is None else abs(end - self._value[entering])
        leaving: int | None = None
        for basic in sorted(self._rows):
            weight = self._rows[basic].get(entering)
            if not weight:
                continue
            limit = self._ends[(weight > 0) == up][basic]
            if limit is None:
                continue
            room = abs((limit - self._value[basic]) / weight)
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
            _add(terms, new_row, weight)
        self._rows[other] = new_row


def _add(terms: dict[int, Fraction], row: Mapping[int, Fraction], weight: Fraction) -> None:
    """Add a row, times a number, to terms; none of them is left at zero."""
    for variable, factor in row.items():
        if total := terms.get(variable, 0) + weight * factor:
            terms[variable] = total
        else:
            terms.pop(variable, None)
