"""The verdict on one relation, with everything that explains it (判定): the first reader."""

from __future__ import annotations

from zoneanalysis.errors import NotDerivableError, UnitMismatchError
from zoneanalysis.messages import Message
from zoneanalysis.relations.amounts import in_words
from zoneanalysis.relations.equations import Equation, judge_conditions
from zoneanalysis.relations.formula import Name, Num, comparisons, evaluate, variables
from zoneanalysis.relations.given import Given, Placed, case_of, fault_of
from zoneanalysis.relations.ranges import range_of
from zoneanalysis.relations.relation import PERCENT as RATE
from zoneanalysis.relations.relation import RATES, Case, Relation, Role
from zoneanalysis.relations.results import ALLOWED, CheckResult, Story, Verdict
from zoneanalysis.relations.solve import solve
from zoneanalysis.relations.words import said
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.units import PERCENT

__all__ = ["judge", "not_assessable"]


def judge(relation: Relation, given: Given) -> CheckResult:
    """Return the verdict on figures in their roles; never raises for what they say."""
    fault = fault_of(relation, given)
    if fault is not None:
        return not_assessable(relation, given, fault)
    try:
        result = _judged(relation, given)
    except UnitMismatchError as error:
        return not_assessable(relation, given, said("unlike", left=error.left, right=error.right))
    except NotDerivableError as error:
        return not_assessable(relation, given, error.reason)
    if given.params.get("assumed") and result.verdict.is_finding:
        assumed = Message(given.params["assumed"])
        return result.retold(Verdict.NOT_ASSESSABLE, said("only_assumed", assumed=assumed))
    if given.params.get("soft") == "yes" and result.verdict.is_finding:
        return result.retold(Verdict.NOT_ASSESSABLE, said("unusual"))
    return result


def _judged(relation: Relation, given: Given) -> CheckResult:
    if relation.judge is not None:
        result: CheckResult = relation.judge(relation, given)
        return result
    case = case_of(relation, given)
    if case is not None:
        result = _judge_by(relation, given, case)
        text = given.params.get("items", "") if relation.item == "list" else ""
        names = [each.strip() for each in text.split("|") if each.strip()]
        twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
        if twice:
            warning = said("named_twice", names="、".join(twice))
            return result.changed(result.verdict, warning=warning)
        return result
    if relation.vocabulary and given.word not in relation.vocabulary:
        reason = said("unknown_word", word=given.word)
        return not_assessable(relation, given, reason)
    missing = [r for r in relation.roles if r.name not in given.inputs and r.missing]
    if len(missing) != 1:
        return not_assessable(relation, given, Message(relation.lacking))
    (role,) = missing
    implied = _would_be(role, Placed.of(relation, given))
    return not_assessable(relation, given, Message(role.missing), implied=implied)


def _would_be(role: Role, placed: Placed) -> Message:
    """Return what a role that isn't printed would be by the others."""
    found = solve(role.name, placed)
    like = [f for f in placed.figures if role.takes(f.unit.dimension)][-1]
    decimals = like.decimals
    if role.kind == RATE:
        decimals = max(figure.decimals for figure in placed.figures)
    back = 1 / like.unit.scale
    return in_words(role.implied, found.point * back, found.interval * back, like.unit, decimals)


def _judge_by(relation: Relation, given: Given, case: Case) -> CheckResult:
    placed = Placed.of(relation, given)
    reason = _unmet(placed, case)
    if reason:
        implied = _implied(placed, case)
        return not_assessable(relation, given, Message(reason), implied=implied)
    trees = placed.ground(case.trees)
    if case.open and placed.stated is None:
        return not_assessable(relation, given, Message(case.open))
    equates = trees[0].sign == "=" and isinstance(case.trees[0].left, Name | Num)
    if not (case.open or (equates and case.unit is None)):
        left = variables(trees[0].left) or variables(trees[0].right)
        implied = _implied(placed, case, min(left, default=0))
        return judge_conditions(placed, trees, words=case.words, implied=implied, unit=case.unit)
    equation = Equation.of(placed, trees[0])
    if case.open:
        return equation.shown(Message(case.open))
    result, basis = equation.result, given.basis
    if relation.bases and basis != "nominal" and not (basis == "unknown" and result.verdict.holds):
        return equation.on_other_basis()
    return result


def _unmet(placed: Placed, case: Case) -> str:
    """Return why nothing follows from a case; empty where all that it needs is sure."""
    for formula, reason in case.needs.items():
        for each in placed.ground(comparisons(formula)):
            if not range_of(each.gap, placed.boxes).within(ALLOWED[each.sign]):
                return reason
    rates = case.levels and placed.figures[0].unit.dimension in RATES
    return next(iter(case.needs.values())) if rates else ""


def _implied(placed: Placed, case: Case, like: int = 0) -> Message | None:
    """Return what a case says of what isn't printed, in the unit of a figure, if it says so."""
    said = case.implied
    if said is None:
        return None
    try:
        (tree,) = placed.ground(comparisons(f"0 = {said.formula}"))
        interval = range_of(tree.right, placed.boxes)
    except NotDerivableError:
        return None
    point = evaluate(tree.right, placed.points)
    template = said.exact if said.exact and interval.width == 0 else said.template
    unit, decimals = PERCENT, 1
    if not said.percent:
        unit = placed.figures[like].unit
        decimals = max(figure.decimals for figure in placed.figures)
    return in_words(template, point / unit.scale, interval * (1 / unit.scale), unit, decimals)


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
        relation.message("words"), "", reason, said("nothing_shown"),
        implied=implied,
        stated=figure.interval if figure else None,
        unit=figure.unit if figure else None,
    )  # fmt: skip
    return CheckResult(relation.name, Verdict.NOT_ASSESSABLE, claim_id, given.places(), tell=story)
