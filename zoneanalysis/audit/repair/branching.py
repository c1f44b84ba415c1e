"""Exact solutions of a model: products and whole numbers, by branching (分支定界).

A linear solution is first tried with one factor of each product held where it is printed, then
where it is, which makes the rest linear and, if it goes through, exact. Where it doesn't, the
factor's range is halved; a variable that may take only some values is split between the two beside
it. The reasons of all parts together are reasons.
"""

from __future__ import annotations

from bisect import bisect_left
from contextlib import suppress
from fractions import Fraction
from math import floor
from operator import itemgetter

from zoneanalysis.audit.repair.model import Model, Product
from zoneanalysis.audit.repair.simplex import Infeasible, Reasons, UndecidedError
from zoneanalysis.values.intervals import Interval

__all__ = ["UndecidedError", "solve"]

# Halvings of one model before it is given up as undecided.
BUDGET = 20


def solve(model: Model, budget: list[int] | None = None) -> Model:
    """Return a model with an exact solution in it; *budget* is shared with its halves.

    Raises `Infeasible` with the reasons where there is none, or `UndecidedError`.
    """
    budget = budget or [BUDGET]
    model.simplex.solve()
    gap = _between(model)
    product = _broken(model)
    if product is None and gap is None:
        return model
    budget[0] -= 1
    if budget[0] < 0:
        raise UndecidedError
    if gap is not None:
        variable, below, above, why = gap
        return _split(model, variable, (below, above), budget, why=why)
    assert product is not None
    for side, nominal in (("right", True), ("left", True), ("left", False), ("right", False)):
        found = _held(model, side, nominal=nominal)
        if found is not None:
            return found
    if budget[0] == BUDGET - 1:
        for each in model.products:
            model.corners(each)
        return solve(model, budget)
    variable, at = _halving(model, product)
    return _split(model, variable, (at, at), budget, product=product)


def _broken(model: Model) -> Product | None:
    value = model.simplex.value
    off = (p for p in model.products if value(p.left) * value(p.right) != value(p.result))
    return next(off, None)


Gap = tuple[int, Fraction | None, Fraction | None, Reasons]


def _between(model: Model) -> Gap | None:
    """Return a variable that lies between two values that it may take, with the two."""
    for each in model.integers:
        value = model.simplex.value(each)
        if value.denominator != 1:
            return each, Fraction(floor(value)), Fraction(floor(value) + 1), frozenset()
    for each, (values, why) in model.domains.items():
        value = model.simplex.value(each)
        place = bisect_left(values, value)
        if place < len(values) and values[place] == value:
            continue
        below = Fraction(values[place - 1]) if place else None
        above = Fraction(values[place]) if place < len(values) else None
        return each, below, above, why
    return None


def _held(model: Model, side: str, *, nominal: bool) -> Model | None:
    """Hold one factor of every product, as printed or where it is; return the solution, if any."""
    for each in model.products:
        factor, other = (each.left, each.right) if side == "left" else (each.right, each.left)
        value = model.simplex.value(factor)
        printed = model.nominal.get(factor, value) if nominal else value
        simple = _simple(printed, *model.simplex.bounds(factor))
        for choice in dict.fromkeys((simple, value)):
            trial = model.copy()
            with suppress(Infeasible):
                trial.simplex.bound(factor, choice, choice)
                trial.equal({each.result: 1, other: -choice}, 0)
                trial.simplex.solve()
                model = trial
                break
        else:
            return None
    return model if _broken(model) is None and _between(model) is None else None


def _simple(value: Fraction, lo: Fraction | None, hi: Fraction | None) -> Fraction:
    """Return a number with few digits near *value* and between the bounds, so digits don't grow."""
    box = Interval(lo, hi)
    for places in (2, 4, 6, 8, 10, 12):
        near = value * 10**places // 1
        for each in (Fraction(near, 10**places), Fraction(near + 1, 10**places)):
            if box.contains(each) and abs(each - value) <= abs(value) / 10**6:
                return each
    return value


def _halving(model: Model, product: Product) -> tuple[int, Fraction]:
    """Return the factor whose range is the wider for its size, and where to cut it."""
    found = []
    for factor in (product.left, product.right):
        lo, hi = model.simplex.bounds(factor)
        if lo is None or hi is None:
            return factor, model.simplex.value(factor)
        found.append(((hi - lo) / max(abs(lo), abs(hi), Fraction(1)), factor, (lo + hi) / 2))
    _, factor, at = max(found, key=itemgetter(0))
    return factor, at


def _split(
    model: Model,
    variable: int,
    ends: tuple[Fraction | None, Fraction | None],
    budget: list[int],
    *,
    why: Reasons = frozenset(),
    product: Product | None = None,
) -> Model:
    """Solve with the variable up to the one end, or from the other end; whichever goes."""
    reasons = why
    for low, high in ((None, ends[0]), (ends[1], None)):
        if low is None and high is None:
            continue
        trial = model.copy()
        try:
            trial.simplex.bound(variable, low, high)
            for each in model.products if product is not None else ():
                if variable in (each.left, each.right):
                    trial.envelope(each)
                    trial.corners(each)
            return solve(trial, budget)
        except Infeasible as clash:
            reasons |= clash.reasons
    raise Infeasible(reasons)
