"""The verdict on one relation, with everything that explains it (判定): the first reader."""

from __future__ import annotations

from dataclasses import replace

from zoneanalysis.errors import NotDerivableError
from zoneanalysis.messages import Message
from zoneanalysis.relations.amounts import in_words
from zoneanalysis.relations.equations import Equation, judge_conditions
from zoneanalysis.relations.formula import Name, Num, comparisons, evaluate, variables
from zoneanalysis.relations.given import Given
from zoneanalysis.relations.ranges import range_of
from zoneanalysis.relations.relation import RATES, Case
from zoneanalysis.relations.results import ALLOWED, CheckResult, Verdict
from zoneanalysis.relations.words import said
from zoneanalysis.values.units import PERCENT

__all__ = ["judge", "judge_by"]


def judge(given: Given) -> CheckResult:
    """Return the verdict on figures in their roles; never raises for what they say."""
    if given.fault is not None:
        return given.not_assessable(given.fault)
    try:
        result = _judged(given)
    except NotDerivableError as error:
        return given.not_assessable(error.reason)
    if given.params.get("assumed") and result.verdict.is_finding:
        assumed = Message(given.params["assumed"])
        return result.changed(Verdict.NOT_ASSESSABLE, reason=said("only_assumed", assumed=assumed))
    if given.params.get("soft") == "yes" and result.verdict.is_finding:
        return result.changed(Verdict.NOT_ASSESSABLE, reason=said("unusual"))
    return result


def _judged(given: Given) -> CheckResult:
    relation = given.relation
    if relation.judge is not None:
        return relation.judge(given)
    if given.case is not None:
        result = judge_by(given, given.case)
        text = given.params.get("items", "") if relation.item == "list" else ""
        names = [each.strip() for each in text.split("|") if each.strip()]
        twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
        if twice:
            warning = said("named_twice", names="、".join(twice))
            return result.changed(result.verdict, warning=warning)
        return result
    if relation.vocabulary and not relation.meaning(given.word):
        return given.not_assessable(said("unknown_word", word=given.word))
    return given.not_assessable(Message(relation.lacking))


def judge_by(given: Given, case: Case) -> CheckResult:
    """Return the verdict by one case."""
    shown = case.formula and "stated" in given.places
    if reason := _unmet(given, case) or (not shown and case.open):
        return given.not_assessable(Message(reason), _implied(given, case))
    trees = given.ground(case.trees)
    left = case.trees[0].left
    named = isinstance(left, Num) or (isinstance(left, Name) and left.name == "stated")
    equates = named and trees[0].sign == "="
    if not (case.open or (equates and case.unit is None)):
        slots = variables(trees[0].left) or variables(trees[0].right)
        implied = _implied(given, case, min(slots, default=0))
        return judge_conditions(given, trees, case, implied)
    equation = Equation.of(given, trees[0])
    unlike = given.relation.bases and given.basis != "nominal"
    if case.open:
        equation = replace(equation, left_open=Message(case.open))
    elif unlike and not (given.basis == "unknown" and equation.verdict.holds):
        equation = equation.on_other_basis()
    return equation.result


def _unmet(given: Given, case: Case) -> str:
    """Return why nothing follows from a case; empty where all that it needs is sure."""
    for formula, reason in case.needs.items():
        for each in given.ground(comparisons(formula)):
            if not range_of(each.gap, given.boxes).within(ALLOWED[each.sign]):
                return reason
    rates = case.levels and given.figures[0].unit.dimension in RATES
    return next(iter(case.needs.values())) if rates else ""


def _implied(given: Given, case: Case, like: int = 0) -> Message | None:
    """Return what a case says of what isn't printed, in the unit of a figure, if it says so."""
    said = case.implied
    if said is None:
        return None
    try:
        (tree,) = given.ground(comparisons(f"0 = {said.formula}"))
        interval = range_of(tree.right, given.boxes)
    except NotDerivableError:
        return None
    point = evaluate(tree.right, given.points)
    template = said.exact if said.exact and interval.width == 0 else said.template
    unit, decimals, worth = PERCENT, 1, PERCENT.scale
    if said.like:
        (figure,) = given.inputs[said.like]
        unit, decimals, worth = figure.unit, figure.decimals, figure.unit.scale
    elif not said.percent:
        unit, worth = given.figures[like].unit, given.worths[like]
        decimals = max(figure.decimals for figure in given.figures)
    return in_words(template, point / worth, interval * (1 / worth), unit, decimals)
