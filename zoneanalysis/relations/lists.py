"""Counts of named lists (…等4家) and of signs (七升一降): as many as the words say."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from zoneanalysis.relations.given import Given
from zoneanalysis.relations.judge import judge_by, not_assessable
from zoneanalysis.relations.placing import case_of
from zoneanalysis.relations.relation import Relation
from zoneanalysis.relations.results import CheckResult, Story
from zoneanalysis.relations.words import said

__all__ = ["counted", "judge_list", "judge_signs"]


def judge_list(relation: Relation, given: Given) -> CheckResult:
    """Return whether a list names as many things as its count says."""
    held = counted(relation, given)
    text = held.params["items"]
    if not text.strip("0| "):
        return not_assessable(relation, given, said("no_name"))
    case = case_of(relation, held)
    assert case is not None
    result = replace(judge_by(relation, held, case), places=given.places())
    names = [name.strip() for name in text.split("|") if name.strip()]
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if not twice:
        return result
    return replace(result, tell=partial(_warned, result, "、".join(twice)))


def judge_signs(relation: Relation, given: Given) -> CheckResult:
    """Return whether as many values rise and fall as is said; what rounds to zero may do either."""
    if not (given.inputs.get("value") and given.params.get("rises") and given.params.get("falls")):
        return not_assessable(relation, given, said("no_value"))
    return judge_by(relation, counted(relation, given), relation.cases[0])


def counted(relation: Relation, given: Given) -> Given:
    """Return a list as how many it names or how many rise and fall; else what is given."""
    if relation.name == "sign_counts":
        ends = [each.interval for each in given.inputs["value"]]
        risen = sum(each.lo is not None and each.lo > 0 for each in ends)
        fallen = sum(each.hi is not None and each.hi < 0 for each in ends)
        return replace(given, params={**given.params, "risen": str(risen), "fallen": str(fallen)})
    if relation.item != "list":
        return given
    text = given.params.get("items", "") or str(len(given.inputs.get("item", ())))
    ids = {role: names for role, names in given.ids.items() if role == "stated"}
    return replace(given, inputs={}, ids=ids, params={**given.params, "items": text})


def _warned(result: CheckResult, names: str) -> Story:
    warning = said("named_twice", names=names)
    return replace(result.story, warning=warning)
