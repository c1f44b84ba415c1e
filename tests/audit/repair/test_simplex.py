"""The exact simplex against SciPy's, and its reasons against the definition of a conflict."""

import random
from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import linprog

from zoneanalysis.audit.repair.simplex import Infeasible, Simplex


def random_system(seed):
    """Return bounds and rows with small whole numbers: three to six variables, two to five rows."""
    source = random.Random(seed)
    size = source.randint(3, 6)
    bounds = []
    for _ in range(size):
        low = source.randint(-8, 6)
        bounds.append((low, low + source.randint(0, 6)))
    rows = []
    for _ in range(source.randint(2, 5)):
        weights = [source.choice([-2, -1, 0, 1, 2]) for _ in range(size)]
        low = source.randint(-12, 8)
        rows.append((weights, low, low + source.randint(0, 5)))
    return bounds, rows


def solvable_system(seed):
    """Return a random system around a point, so that it has solutions."""
    bounds, rows = random_system(seed)
    point = [(low + high) // 2 for low, high in bounds]
    around = []
    for weights, low, high in rows:
        value = sum(w * v for w, v in zip(weights, point, strict=True))
        around.append((weights, value - (high - low), value + 1))
    return bounds, around


def built(bounds, rows, kept=None):
    """Return the simplex of a random system, each bound with a reason; *kept* leaves others out."""
    system = Simplex()
    variables = []
    for i, (low, high) in enumerate(bounds):
        each = system.variable()
        variables.append(each)
        if kept is None or f"x{i}" in kept:
            why = frozenset({f"x{i}"})
            system.bound(each, Fraction(low), Fraction(high), why)
    for i, (weights, low, high) in enumerate(rows):
        if kept is not None and f"r{i}" not in kept:
            continue
        each = system.row({v: Fraction(w) for v, w in zip(variables, weights, strict=True) if w})
        why = frozenset({f"r{i}"})
        system.bound(each, Fraction(low), Fraction(high), why)
    return system, variables


def scipy_feasible(bounds, rows):
    """Return whether SciPy's HiGHS finds a solution."""
    matrix, right = [], []
    for weights, low, high in rows:
        matrix += [weights, [-w for w in weights]]
        right += [high, -low]
    outcome = linprog(np.zeros(len(bounds)), A_ub=matrix, b_ub=right, bounds=bounds)
    return outcome.status == 0


@pytest.mark.parametrize("seed", range(120))
def test_feasible_or_not_as_scipy_says(seed):
    """On small whole numbers floats are reliable enough to compare with."""
    bounds, rows = random_system(seed)
    try:
        system, _ = built(bounds, rows)
        system.solve()
        ours = True
    except Infeasible:
        ours = False
    assert ours == scipy_feasible(bounds, rows)


@pytest.mark.parametrize("seed", range(120))
def test_a_solution_keeps_every_bound_and_reasons_clash_by_themselves(seed):
    """What is found is a solution to the last digit; what is not found is named in full."""
    bounds, rows = random_system(seed)
    try:
        system, variables = built(bounds, rows)
        system.solve()
    except Infeasible as clash:
        with pytest.raises(Infeasible):  # noqa: PT012 - building may already clash
            alone, _ = built(bounds, rows, kept=clash.reasons)
            alone.solve()
        return
    values = [system.value(v) for v in variables]
    assert all(low <= v <= high for v, (low, high) in zip(values, bounds, strict=True))
    for weights, low, high in rows:
        assert low <= sum(w * v for w, v in zip(weights, values, strict=True)) <= high


@pytest.mark.parametrize("seed", range(60))
def test_extremes_are_those_of_scipy(seed):
    """The largest and smallest value of the first variable."""
    bounds, rows = solvable_system(seed)
    system, variables = built(bounds, rows)
    system.solve()
    matrix, right = [], []
    for weights, low, high in rows:
        matrix += [weights, [-w for w in weights]]
        right += [high, -low]
    for largest in (True, False):
        goal = np.zeros(len(bounds))
        goal[0] = -1 if largest else 1
        outcome = linprog(goal, A_ub=matrix, b_ub=right, bounds=bounds)
        ours = system.copy().extreme(variables[0], largest=largest)
        assert float(ours) == pytest.approx(outcome.x[0], abs=1e-7)


def test_an_unbounded_variable_has_no_extreme():
    """None stands for infinity."""
    system = Simplex()
    x = system.variable()
    system.bound(x, Fraction(1), None)
    system.solve()
    assert system.extreme(x, largest=True) is None
    assert system.extreme(x, largest=False) == 1
