"""Relations judged by whole numbers, one or many at once (成列核验): the second reader.

What can't be decided so (a base that may be zero, a word such as 超) is left to the judge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import reduce
from operator import and_
from typing import Any

import numpy as np

from zoneanalysis.errors import InputError
from zoneanalysis.relations.columns import SAFE, VERDICTS, Code, Column, where
from zoneanalysis.relations.directions import case_of
from zoneanalysis.relations.forms import Form, Table, form_of
from zoneanalysis.relations.formula import Compare, comparisons
from zoneanalysis.relations.given import Given
from zoneanalysis.relations.judge import judge
from zoneanalysis.relations.ranges import UnfitError
from zoneanalysis.relations.relation import RATES, Case
from zoneanalysis.relations.results import Verdict
from zoneanalysis.relations.whole import least_whole
from zoneanalysis.values.figures import Bound, Figure

__all__ = ["codes_on", "plan_of", "verdict_on"]

# How like relations are judged: from figures, or columns of them, to places in `VERDICTS`.
Plan = Callable[[Sequence[Column]], Any]
Judged = Callable[[Table], Any]
_PLANS: dict[tuple[Any, ...], Plan | None] = {}
MOST = 4096  # plans that are kept
MANY = 16  # like relations that are judged faster in columns than one by one


def codes_on(given: Iterable[Given | None]) -> list[int]:
    """Return the place in `VERDICTS` that whole numbers show of each, or `Code.ASK`."""
    codes, alike = list[int](), defaultdict[Plan, dict[int, list[Figure]]](dict)
    for place, each in enumerate(given):
        codes.append(Code.ASK)
        if each is not None and (plan := plan_of(each)):
            alike[plan][place] = each.figures
    for plan, rows in alike.items():
        if len(rows) >= MANY:
            found = plan([Column.of(*each) for each in zip(*rows.values(), strict=True)])
            found = np.broadcast_to(found, len(rows)).tolist()
        else:
            found = [plan([*map(Column.of, each)]) for each in rows.values()]
        for place, code in zip(rows, found, strict=True):
            codes[place] = code
    return codes


def verdict_on(given: Given) -> Verdict:
    """Return the verdict of the judge, without what explains it where whole numbers suffice."""
    (code,) = codes_on([given])
    return judge(given).verdict if code == Code.ASK else VERDICTS[code]


def plan_of(given: Given) -> Plan | None:
    """Return how this relation and those like it are judged; None where the judge must see each.

    Like are those of one check, word, basis of growth, parameters, and units and rounding
    in each role. Words such as 超 leave open what a figure is.
    """
    units: list[Any] = []
    for role, each in given.pairs:
        if each.bound is not Bound.NONE:
            return None
        units += role, each.unit.symbol, each.rounding.value
    params = tuple(given.params.items())
    kind = (given.relation.name, given.word, given.basis, params, *units)
    plan = _PLANS.get(kind, ...)
    if plan is ...:
        if len(_PLANS) >= MOST:
            _PLANS.clear()
        plan = _PLANS[kind] = _planned(given)
    return plan


def _planned(given: Given) -> Plan | None:
    relation, params = given.relation, given.params
    if given.word and not relation.states_word:
        return None
    try:
        given.check()
        if given.fault:
            return None
        special = _SPECIAL.get(relation.name)
        judged = special(given) if special else _by_case(given, given.case)
    except (InputError, UnfitError):
        return None
    if judged is None:
        return None
    # a finding is the judge's, who may know an excuse, or that a word is said of the months between
    excused = "yes" in {params.get("adjusted"), params.get("soft")} or "assumed" in params
    asks = excused or relation.meaning(given.word).startswith("turns")

    def plan(columns: Sequence[Column]) -> Any:
        codes = judged(Table.of(columns))
        if not asks:
            return codes
        return where((codes == Code.INCONSISTENT) | (codes == Code.IMPOSSIBLE), Code.ASK, codes)

    return plan


def _forms(
    trees: Sequence[Compare], worths: tuple[Fraction, ...], stated: int | None = None
) -> list[Form]:
    return [form_of(tree, worths, stated) for tree in trees]


def _by_case(given: Given, case: Case | None) -> Judged | None:
    """Return the judgement by one case."""
    relation = given.relation
    if any(each.sign for each in relation.params):
        return None
    if case is None or case.open or (relation.bases and given.basis != "nominal"):
        return None
    if case.levels and given.figures[0].unit.dimension in RATES:
        return None
    trees = given.ground(case.trees)
    equation = trees[0].sign == "=" and "stated" in given.places
    forms = _forms(trees, given.worths, 0 if equation else None)
    needs = _forms(
        given.ground(comparisons("; ".join(case.needs)) if case.needs else ()), given.worths
    )
    needs += [each for form in (*forms, *needs) for each in form.divisors]
    once = [*{repr(each.tree): each for each in needs}.values()]
    return lambda table: table.judged(forms, once)


def _repeat(given: Given) -> Judged | None:
    """Return the judgement of two statements; the coarser may be what the finer is printed as."""
    if len(given.inputs.get("other", ())) != 1:
        return None
    trees = given.ground(given.case.trees) if given.case else []
    equal, turned = (_forms(trees, each, 0) for each in (given.worths, given.worths[::-1]))

    def judged(table: Table) -> Any:
        first, other = table.columns
        codes = table.judged(equal)
        back = Table.of([other, first._replace(half=0 * first.half)]).judged(turned)
        back = where(other.half == 0, Code.OPEN, back)
        ratio = (given.worths[0] / first.scale) / (given.worths[1] / other.scale)
        same = first.half * ratio.numerator == other.half * ratio.denominator
        found = where(same, Code.INCONSISTENT, Code.WITHIN)
        found = where(back == Code.CONSISTENT, Code.CONSISTENT, found)
        return where(codes == Code.WITHIN, where(back == Code.ASK, Code.ASK, found), codes)

    return judged


def _direction(given: Given) -> Judged | None:
    """Return the judgement of a word by what it makes of the figures."""
    if given.relation.meaning(given.word) in {"narrows", "widens"}:
        return None  # what these ask lies in the values
    return _by_case(given, case_of(given))


def _rate(given: Given) -> Judged | None:
    """Return the judgement of rates that a whole number of counted things must give."""
    items = given.whole("items")
    forms = _forms(given.ground(given.case.trees), given.worths, 0) if given.case else []

    def judged(table: Table) -> Any:
        stated, size, *others = table.columns
        counted = reduce(and_, (each.half == 0 for each in (size, *others)), size.point > 0)
        for each in table.points[2:]:
            counted = counted & (each >= 0) & (each <= table.points[1])
        if len(others) == 2:
            counted = counted & (table.points[2] + table.points[3] == table.points[1])
        codes = table.judged(forms) if forms else _attained(stated, size, items)
        return where(counted, codes, Code.ASK)  # the judge says what else is wrong

    return judged


def _attained(stated: Column, size: Column, items: int) -> Any:
    """Return the judgement of rates of which only the number of all things is known."""
    if stated.unit.scale != 1 or (
        isinstance(size.point, np.ndarray)
        and (stated.reach + 1) * (size.reach + 1) * items * 4 >= SAFE
    ):
        return Code.ASK
    count, whole = size.point // size.scale * items, 100 * stated.scale

    def exists(ends: tuple[Any, Any, Any, Any]) -> Any:
        """Return whether a whole number of things gives a rate between two ends."""
        low, high, low_in, high_in = ends
        first = least_whole(low * count, whole, low_in)
        last = -least_whole(-high * count, whole, high_in)
        return where(first < 0, 0, first) <= where(last > count, count, last)

    low, high, *_ = ends = stated.ends()
    codes = where(exists(stated.printing()), Code.CONSISTENT, Code.WITHIN)
    codes = where((high - low) * count >= whole, Code.OPEN, codes)
    return where(exists(ends), codes, Code.IMPOSSIBLE)


_SPECIAL = {"rate_from_count": _rate, "repeat": _repeat, "direction": _direction}
