"""The verdict on one relation, with everything that explains it (判定): the first reader."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from zoneanalysis.errors import NotDerivableError, UnitMismatchError
from zoneanalysis.messages import N_, Message
from zoneanalysis.relations.equations import Equation
from zoneanalysis.relations.formula import (
    Compare,
    Name,
    Num,
    Op,
    Var,
    evaluate,
    variables,
)
from zoneanalysis.relations.given import Given
from zoneanalysis.relations.grammar import comparisons
from zoneanalysis.relations.placing import Placed, case_of, fault_of, ground
from zoneanalysis.relations.ranges import range_of
from zoneanalysis.relations.relation import PERCENT as RATE
from zoneanalysis.relations.relation import RATES, Case, Relation, Role
from zoneanalysis.relations.results import CheckResult, Story, Verdict, told
from zoneanalysis.relations.solve import solve
from zoneanalysis.relations.stories import (
    condition_story,
    equation_story,
    in_words,
    other_basis,
    shown_only,
)
from zoneanalysis.relations.verdicts import ALLOWED, HOLDS, verdict_of
from zoneanalysis.values.figures import Bound, Figure
from zoneanalysis.values.units import PERCENT, Unit

__all__ = ["Placed", "judge", "judge_conditions", "judge_equation", "not_assessable", "undecided"]


def judge(relation: Relation, given: Given) -> CheckResult:
    """Return the verdict on figures in their roles; never raises for what they say.

    Raises
    ------
    InputError
        Where a parameter is no value that the relation takes.
    """
    fault = fault_of(relation, given)
    if fault is not None:
        return not_assessable(relation, given, fault)
    try:
        result = _judged(relation, given)
    except (UnitMismatchError, NotDerivableError) as error:
        return undecided(relation, given, error)
    if given.params.get("assumed") and result.verdict.is_finding:
        return result.retold(
            Verdict.NOT_ASSESSABLE,
            N_(
                "not printed and only assumed: {assumed}; under that assumption {verdict}: {reason}"
            ),
            {"assumed": Message(given.params["assumed"])},
        )
    if given.params.get("soft") == "yes" and result.verdict.is_finding:
        return result.retold(Verdict.NOT_ASSESSABLE, N_("unusual, but no contradiction: {reason}"))
    return result


def _judged(relation: Relation, given: Given) -> CheckResult:
    if relation.judge is not None:
        result: CheckResult = relation.judge(relation, given)
        return result
    case = case_of(relation, given)
    if case is None:
        return _without(relation, given)
    return judge_by(relation, given, case)


def _without(relation: Relation, given: Given) -> CheckResult:
    """Return what can be said where a role is missing that the formula needs, or a word unknown."""
    if relation.vocabulary and given.word not in relation.vocabulary:
        reason = Message("the check does not know the word {word}", {"word": given.word})
        return not_assessable(relation, given, reason)
    missing = [r for r in relation.roles if r.name not in given.inputs and r.missing]
    if len(missing) != 1:
        return not_assessable(relation, given, Message(relation.lacking))
    (role,) = missing
    placed = Placed.of(relation, given)
    return not_assessable(
        relation, given, Message(role.missing), implied=_implied(relation, placed, role)
    )


def _implied(relation: Relation, placed: Placed, role: Role) -> Message:
    """Return what a role that isn't printed would be by the others."""
    found = solve(relation, role.name, placed)
    like = [f for f in placed.figures if role.takes(f.unit.dimension)]
    if role.kind == RATE:
        decimals = max(figure.decimals for figure in placed.figures)
    else:
        decimals = like[-1].decimals
    unit = like[-1].unit
    return in_words(
        role.implied, found.point / unit.scale, found.interval * (1 / unit.scale), unit, decimals
    )


def judge_by(relation: Relation, given: Given, case: Case) -> CheckResult:
    """Return the verdict by one case of a relation."""
    placed = Placed.of(relation, given)
    for need in case.needs:
        for each in ground(relation, given, (need.tree,), placed.places):
            gap = range_of(each.left, placed.boxes) - range_of(each.right, placed.boxes)
            if not gap.within(ALLOWED[each.sign]):
                return _open(relation, given, placed, case, Message(need.reason), computed=False)
    if case.levels and placed.figures[0].unit.dimension in RATES:
        return _open(relation, given, placed, case, Message(case.needs[0].reason), computed=False)
    trees = ground(relation, given, case.trees, placed.places)
    if case.open:
        return _open(relation, given, placed, case, Message(case.open), computed=True, trees=trees)
    if trees[0].sign == "=" and isinstance(case.trees[0].left, (Name, Num)):
        result = judge_equation(relation, given, placed, trees[0])
        return _by_basis(result, given) if relation.bases else result
    return judge_conditions(relation, given, placed, trees, case=case)


def judge_equation(
    relation: Relation,
    given: Given,
    placed: Placed,
    tree: Compare,
    *,
    adjusted: bool = False,
    **more: Any,
) -> CheckResult:
    """Return the verdict on a stated figure by what the others give for it."""
    stated = placed.stated
    if stated is None:  # held against a number: shares against 100
        assert isinstance(tree.left, Num)
        stated = Figure.of(str(tree.left.value), "%", printed=f"{tree.left.value}%", exact=True)
    scale = placed.worth if placed.stated is not None else stated.unit.scale
    recomputed = range_of(tree.right, placed.boxes)  # refuses divisors that may be zero
    nominal = Fraction(evaluate(tree.right, placed.points)) / scale
    if scale != 1:
        recomputed = recomputed * (1 / scale)
    equation = Equation(
        relation, given, placed, tree, stated, nominal, recomputed,
        adjusted=adjusted or given.adjusted, **more,
    )  # fmt: skip
    verdict = verdict_of(
        stated, nominal, recomputed,
        adjusted=equation.adjusted,
        vague=any(f.bound is not Bound.NONE for f in placed.figures if f is not stated),
    )  # fmt: skip
    return CheckResult(
        relation.name,
        verdict,
        places=given.places(),
        tell=partial(equation_story, equation, verdict),
    )


def judge_conditions(
    relation: Relation,
    given: Given,
    placed: Placed,
    trees: Sequence[Compare],
    *,
    case: Case | None = None,
    implied: Message | None = None,
    unit: Unit | None = None,
) -> CheckResult:
    """Return the verdict on conditions that figures must meet: each holds, can hold, or can't.

    What is compared is shown in *unit*, or in that of the first figure.
    """
    found = []
    for tree in trees:
        if variables(tree.left) & variables(tree.right):
            gap = range_of(Op("-", tree.left, tree.right), placed.boxes)
        else:
            gap = range_of(tree.left, placed.boxes) - range_of(tree.right, placed.boxes)
        can = gap.overlaps(ALLOWED[tree.sign])
        point = evaluate(tree.left, placed.points) - evaluate(tree.right, placed.points)
        found.append((tree, Fraction(point), gap, HOLDS[tree.sign](point), can))
    verdict = Verdict.CONSISTENT
    if not all(can for *_, can in found):
        verdict = Verdict.INCONSISTENT
    elif not all(holds for *_, holds, _ in found):
        verdict = Verdict.WITHIN_ROUNDING
    worst = next(
        (each for each in found if not each[4]),
        next((each for each in found if not each[3]), found[0]),
    )
    first = placed.figures[min(_slots(worst[0]), default=0)]
    shown = unit or first.unit
    factor = 1 / shown.scale
    nominal, recomputed = worst[1] * factor, worst[2] * factor
    if placed.stated is not None and isinstance(trees[0].right, Var):  # a bound of what is stated
        nominal = Fraction(evaluate(trees[0].left, placed.points)) * factor
        recomputed = range_of(trees[0].left, placed.boxes) * factor
    if case is not None and implied is None:
        implied = _case_implied(relation, given, placed, case, first)
    return CheckResult(
        relation.name,
        verdict,
        places=given.places(),
        tell=partial(
            condition_story, relation, given, placed, found, verdict, shown, implied,
            case.words if case else "", scale=unit.scale if unit else None,
            nominal=nominal, recomputed=recomputed,
        ),
    )  # fmt: skip


def _slots(tree: Compare) -> list[int]:
    return sorted(variables(tree.left) or variables(tree.right))


def _case_implied(
    relation: Relation, given: Given, placed: Placed, case: Case, like: Figure
) -> Message | None:
    """Return what a case says of something that isn't printed; None where it says nothing."""
    said = case.implied
    if said is None:
        return None
    (tree,) = comparisons(f"0 = {said.formula}")
    try:
        (tree,) = ground(relation, given, (tree,), placed.places)
        interval = range_of(tree.right, placed.boxes)
    except NotDerivableError:
        return None
    point = Fraction(evaluate(tree.right, placed.points))
    template = said.exact if said.exact and interval.width == 0 else said.template
    if said.percent:
        return in_words(template, point, interval, PERCENT, 1)
    scale = like.unit.scale
    decimals = max(figure.decimals for figure in placed.figures)
    return in_words(template, point / scale, interval * (1 / scale), like.unit, decimals)


def _open(
    relation: Relation,
    given: Given,
    placed: Placed,
    case: Case,
    reason: Message,
    *,
    computed: bool,
    trees: Sequence[Compare] = (),
) -> CheckResult:
    """Return "not assessable", with what can be computed all the same."""
    if computed and placed.stated is not None:
        result = judge_equation(relation, given, placed, trees[0])
        return shown_only(result, reason)
    implied = _case_implied(relation, given, placed, case, placed.figures[0])
    return not_assessable(relation, given, reason, implied=implied)


def _by_basis(result: CheckResult, given: Given) -> CheckResult:
    """Return the verdict on growth only where its basis is that of the levels."""
    if given.basis == "nominal" or (given.basis == "unknown" and result.verdict.holds):
        return result
    return other_basis(result, given)


def not_assessable(
    relation: Relation,
    given: Given,
    reason: Message,
    *,
    implied: Message | None = None,
    claim_id: str = "",
) -> CheckResult:
    """Return the result of a check that can't decide, with the reason."""
    figure = given.stated if isinstance(given.stated, Figure) else None
    story = Story(
        relation.message("words"), "", reason, Message("Nothing is shown either way."),
        implied=implied,
        stated=figure.interval if figure else None,
        unit=figure.unit if figure else None,
    )  # fmt: skip
    return CheckResult(
        relation.name,
        Verdict.NOT_ASSESSABLE,
        claim_id=claim_id,
        places=given.places(),
        tell=partial(told, story),
    )


def undecided(
    relation: Relation, given: Given, error: UnitMismatchError | NotDerivableError
) -> CheckResult:
    """Return "not assessable" for figures that don't go together or give nothing."""
    reason = (
        error.reason
        if isinstance(error, NotDerivableError)
        else Message(
            "the figures measure different things: {left} and {right}",
            {"left": error.left, "right": error.right},
        )
    )
    return not_assessable(relation, given, reason)
