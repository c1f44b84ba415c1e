"""Relations judged by whole numbers, one or many at once (成列核验): the second reader.

What can't be decided so (a base that may be zero, a word such as 超) is left to the judge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import Any

from zoneanalysis.errors import InputError
from zoneanalysis.relations.columns import (
    ASK,
    CONSISTENT,
    IMPOSSIBLE,
    INCONSISTENT,
    OPEN,
    VERDICTS,
    WITHIN,
    Column,
    Table,
)
from zoneanalysis.relations.directions import conditions_of, meaning_of
from zoneanalysis.relations.forms import SAFE, Form, form_of, where
from zoneanalysis.relations.formula import Compare, Num, Op, Var, comparisons
from zoneanalysis.relations.given import Given, check_params
from zoneanalysis.relations.judge import judge
from zoneanalysis.relations.relation import RATES
from zoneanalysis.relations.results import Verdict
from zoneanalysis.relations.whole import least_whole
from zoneanalysis.values.figures import Bound
from zoneanalysis.values.units import unit

__all__ = ["code_on", "columns_of", "plan_of", "verdict_on"]

# How like relations are judged: from figures, or columns of them, to places in `VERDICTS`.
Plan = Callable[[Sequence[Column]], Any]
Judged = Callable[[Table], Any]
_PLANS: dict[tuple[Any, ...], Plan | None] = {}
MOST = 4096  # plans that are kept


def columns_of(given: Given) -> list[Column]:
    """Return the figures of a relation as columns, the stated one first."""
    rounded = given.relation.rounded
    return [Column.of(f, rounded=rounded and role == "stated") for role, f in given.pairs]


def code_on(given: Given, columns: Sequence[Column] | None = None) -> Any:
    """Return the place in `VERDICTS` that whole numbers show, or `ASK`; *columns*: of like ones."""
    plan = plan_of(given)
    return ASK if plan is None else plan(columns or columns_of(given))


def verdict_on(given: Given) -> Verdict:
    """Return the verdict of the judge, without what explains it where whole numbers suffice."""
    code = code_on(given)
    return judge(given).verdict if code == ASK else VERDICTS[code]


def plan_of(given: Given) -> Plan | None:
    """Return how this relation and those like it are judged; None where the judge must see each.

    Like are those of one check, word, basis of growth, excuse, parameters, and units in each role.
    Words such as 超 leave open what a figure is.
    """
    figures = given.pairs
    if any(each.bound is not Bound.NONE for _, each in figures):
        return None
    units = tuple((role, each.unit.symbol) for role, each in figures)
    params = tuple(given.params.items())
    kind = (given.relation.name, given.word, given.basis, given.adjusted, params, units)
    if kind not in _PLANS:
        if len(_PLANS) >= MOST:
            _PLANS.clear()
        _PLANS[kind] = _planned(given)
    return _PLANS[kind]


def _planned(given: Given) -> Plan | None:
    relation, params = given.relation, given.params
    if given.word and not relation.states_word:
        return None
    try:
        check_params(relation, params)
        judged = None if given.fault else _SPECIAL.get(relation.name, _by_formula)(given)
    except InputError:
        return None
    if judged is None:
        return None
    # a finding is the judge's, who may know an excuse
    excused = given.adjusted or bool(params.get("assumed")) or params.get("soft") == "yes"
    exact = [relation.places[role].exact for role, _ in given.pairs]

    def plan(columns: Sequence[Column]) -> Any:
        if True in exact:
            pairs = zip(columns, exact, strict=True)
            columns = [each.exactly() if fixed else each for each, fixed in pairs]
        codes = judged(Table.of(columns))
        if not excused:
            return codes
        return where((codes == INCONSISTENT) | (codes == IMPOSSIBLE), ASK, codes)

    return plan


def _forms(
    trees: Sequence[Compare], worths: tuple[Fraction, ...], stated: int | None = None
) -> list[Form]:
    """Return comparisons as forms; none where one of them is none."""
    forms = [form for tree in trees if (form := form_of(tree, worths, stated)) is not None]
    return forms if len(forms) == len(trees) else []


def _by_formula(given: Given) -> Judged | None:
    """Return the judgement by the case that fits."""
    relation, case = given.relation, given.case
    if relation.judge is not None or any(each.sign for each in relation.params):
        return None
    if case is None or case.open or (relation.bases and given.basis != "nominal"):
        return None
    if case.levels and given.figures[0].unit.dimension in RATES:
        return None
    trees = given.ground(case.trees)
    equation = trees[0].sign == "=" and "stated" in given.places
    needed = given.ground(comparisons("; ".join(case.needs)) if case.needs else ())
    forms = _forms(trees, given.worths, 0 if equation else None)
    needs = _forms(needed, given.worths)
    if not forms or len(needs) < len(needed):
        return None
    # a divisor is looked at anyway
    divisors = {repr(each.tree) for form in forms for each in form.divisors}
    needs = [each for each in needs if repr(each.tree) not in divisors]

    def judged(table: Table) -> Any:
        refused: Any = False
        for need in needs:
            refused = refused | table.doubtful(need)
        return table.judged(forms, refused=refused)

    return judged


_EQUAL = Compare(Var(0), "=", Var(1))
_RATE = Compare(Var(0), "=", Op("*", Op("/", Var(1), Var(2)), Num(100)))


def _repeat(given: Given) -> Judged | None:
    """Return the judgement of two statements; the coarser may be what the finer is printed as."""
    if len(given.places["other"]) != 1:
        return None
    equal, turned = (_forms([_EQUAL], each, 0) for each in (given.worths, given.worths[::-1]))

    def judged(table: Table) -> Any:
        first, other = table.columns
        codes = table.judged(equal)
        back = Table.of([other, first.exactly()]).judged(turned)
        back = where(other.half == 0, OPEN, back)
        ratio = (first.unit.scale / first.scale) / (other.unit.scale / other.scale)
        same = first.half * ratio.numerator == other.half * ratio.denominator
        found = where(same, INCONSISTENT, WITHIN)
        found = where(back == CONSISTENT, CONSISTENT, found)
        return where(codes == WITHIN, where(back == ASK, ASK, found), codes)

    return judged


def _direction(given: Given) -> Judged | None:
    """Return the judgement of a word; a finding where it may be of the months is the judge's."""
    meaning = meaning_of(given.word, given.relation.vocabulary) or ""
    if meaning in {
        "doubles",
        "quadruples",
        "narrows",
        "widens",
    }:  # what they ask lies in the values
        return None
    wanted = conditions_of(given.relation, meaning, given.inputs)
    forms = _forms(given.ground(wanted), given.worths)

    def judged(table: Table) -> Any:
        codes = table.judged(forms)
        return where(codes == INCONSISTENT, ASK, codes) if "level_before" in given.inputs else codes

    return judged if forms else None


def _rate(given: Given) -> Judged | None:
    """Return the judgement of rates that a whole number of counted things must give."""
    items = given.whole("items")
    by_count = _forms([_RATE], (given.worths[0], Fraction(1), Fraction(1)), 0)
    at = {role: slots[0] for role, slots in given.places.items()}

    def judged(table: Table) -> Any:
        own = {role: table.columns[slot] for role, slot in at.items()}
        stated, size = own.pop("stated"), own.pop("denominator")
        if stated.unit.scale != 1 or (
            table.reach and (stated.reach + 1) * (size.reach + 1) * items * 4 >= SAFE
        ):
            return ASK
        ask = reduce(or_, (each.half != 0 for each in (size, *own.values())))
        count = where(ask, 1, size.point // size.scale)
        counts = {role: column.point // column.scale for role, column in own.items()}
        low, high, low_in, high_in = stated.ends()
        whole, scaled = 100 * stated.scale, count * items
        first = least_whole(low * scaled, whole, low_in)
        first = where(first < 0, 0, first)
        last = -least_whole(-high * scaled, whole, high_in)
        last = where(last > scaled, scaled, last)
        unfit = reduce(or_, (each < 0 for each in counts.values()), count <= 0)
        too_many = reduce(or_, (each > count for each in counts.values()), count != count)
        over, under = first, scaled
        if counts:
            over = counts["numerator"] if "numerator" in counts else count - counts["complement"]
            under = count
        done, out_of = (
            Column(2 * number, 0 * number, 2, unit("个"))
            for number in (over, where(under > 0, under, 1))
        )
        codes = Table.of([stated, done, out_of]).judged(by_count)
        if len(counts) == 2:
            whole_set = counts["numerator"] + counts["complement"] == count
            codes = where(whole_set, codes, INCONSISTENT)
        if not counts:
            codes = where((high - low) * scaled >= whole, OPEN, codes)
            codes = where(first > last, IMPOSSIBLE, codes)
        codes = where(too_many, INCONSISTENT, codes)
        return where(ask, ASK, where(unfit, OPEN, codes))

    return judged


_SPECIAL = {"rate_from_count": _rate, "repeat": _repeat, "direction": _direction}
