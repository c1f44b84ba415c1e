"""What a direction word says of figures (增减方向): conditions on their signs and their order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import chain

from zoneanalysis.errors import NotDerivableError
from zoneanalysis.relations.amounts import amount, show_figure, show_interval
from zoneanalysis.relations.formula import Compare, comparisons
from zoneanalysis.relations.given import Given
from zoneanalysis.relations.judge import judge_by
from zoneanalysis.relations.relation import GROWTH, Case, Relation, Role
from zoneanalysis.relations.results import ALLOWED, CheckResult, Verdict
from zoneanalysis.relations.solve import follows
from zoneanalysis.relations.words import said, sentence, words_of
from zoneanalysis.values.figures import Figure, Rounding
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.units import PERCENT

__all__ = ["TIMES", "case_of", "conditions_of", "judge_direction", "multiple_in"]

TIMES = re.compile(
    rf"(?P<growth>{'|'.join(words_of('times'))})?(?P<number>\d+(?:\.\d+)?)倍", re.ASCII
)
MULTIPLES = ("doubles", "quadruples")
_ABOVE_ZERO = {"before > 0": sentence("base_may_be_zero")}
_ROLE = re.compile("[a-z_]+")


def multiple_in(given: Given) -> tuple[Figure, tuple[Compare, ...]] | None:
    """Return the number of 增长1.5倍 (150% more) or 2.5倍 (as much), and its equation."""
    if (found := TIMES.fullmatch(given.word)) is None:
        return None
    # one office prints the levels and the number in the word
    ways = {given.inputs[role][0].rounding for role in ("before", "after")}
    rounding = ways.pop() if len(ways) == 1 else Rounding.UNKNOWN
    stated = Figure.of(found["number"], "倍", printed=given.word, rounding=rounding)
    more = " - 1" if found["growth"] else ""
    return stated, comparisons(f"stated = after / before{more}")


def conditions_of(
    relation: Relation,
    meaning: str,
    inputs: Mapping[str, tuple[Figure, ...]],
    *,
    decisive: str = "",
) -> tuple[Compare, ...]:
    """Return what a word of a known meaning demands of the figures that it stands beside.

    A decline narrows upwards to zero at most and widens downwards from there, an increase the other
    way round. 收窄 and 扩大 by themselves ask which of them it is: by the sign of the figure before
    the one, after the other (*decisive*), and of the other where that is zero.
    """
    if meaning in {"narrows", "widens"} and {"before", "after"} <= set(inputs):
        order = ("before", "after") if meaning == "narrows" else ("after", "before")
        first, second = ((decisive, *order) if decisive else order)[:2]
        point = inputs[first][0].point or inputs[second][0].point
        meaning = f"{'decline' if point < 0 else 'increase'} {meaning}"
    found: dict[bool, str] = {}
    for each in relation.demands.get(meaning, ()):
        roles = set(_ROLE.findall(each))
        # 翻番 says nothing of one level by itself
        alone = len(roles) == 1 and meaning in MULTIPLES
        if roles <= set(inputs) and not (
            alone and any(inputs[role][0].unit.dimension not in GROWTH for role in roles)
        ):
            found.setdefault("value" in roles, each)
    return tuple(chain(*map(comparisons, found.values())))


def case_of(given: Given) -> Case | None:
    """Return what a word makes of the figures that it stands beside; None if it links others."""
    meaning = given.relation.meaning(given.word)
    wanted = conditions_of(given.relation, meaning, given.inputs)
    multiple = meaning in MULTIPLES and "before" in given.inputs
    return Case("", needs=_ABOVE_ZERO if multiple else {}, read=wanted) if wanted else None


def judge_direction(given: Given, *, months: Relation) -> CheckResult:
    """Return whether a direction word fits the signs and the order of figures.

    *months* is the relation that gives the growth of the months between two of the year to date.
    """
    word, there = given.word, set(given.inputs)
    meaning = given.relation.meaning(word)
    times = TIMES.fullmatch(word)
    if meaning == "forecast":
        why = "forecast"
    elif not meaning and times is None:
        why = "unknown_word"
    elif not there:
        why = "lone_word"
    elif times is not None:
        if there >= {"before", "after"}:
            return _multiple(given)
        why = "one_level"
    elif (case := case_of(given)) is None:
        why = "other_figures"
    else:
        result = judge_by(given, case)
        fails = result.verdict is Verdict.INCONSISTENT and meaning.startswith("turns")
        fails = fails and given.param("of") == "either"
        return _of_the_months(given, meaning, result, months) if fails else result
    return given.not_assessable(said(why, word=word))


def _of_the_months(
    given: Given, meaning: str, result: CheckResult, months: Relation
) -> CheckResult:
    """Return what the word comes to if it is said of the months between, not of the year to date.

    由负转正 has two readings; where the other one holds, the word is not wrong. Without the levels
    growth of the year to date still lies between that of the months before and of those since.
    """
    roles = {
        "later": "level_after", "earlier": "level_before",
        "later_growth": "after", "earlier_growth": "before",
    }  # fmt: skip
    figures = {n: given.inputs[role][0] for n, role in roles.items() if role in given.inputs}
    allowed = ALLOWED[">" if meaning == "turns positive" else "<"]
    found = None
    with suppress(NotDerivableError):
        found = follows(months, "stated", PERCENT, figures) if len(figures) == len(roles) else None
    spans = [found.interval] if found else []
    if found is None and given.inputs.keys() >= {"before", "after"}:
        before, after = (given.boxes[given.places[role][0]] for role in ("before", "after"))
        spans = [after, after - before]
    if spans and not any(each.overlaps(allowed) for each in spans):
        return result
    if found is None:
        return result.changed(Verdict.NOT_ASSESSABLE, reason=said("months_open"))
    growth = figures["later_growth"]
    why = said(
        "months_alone",
        after=amount(show_figure(growth), growth.unit),
        value=amount(format_half_up(found.point, growth.decimals), PERCENT),
        interval=show_interval(found.interval, growth.decimals),
    )
    return result.changed(Verdict.ONE_READING, reason=why)


def _multiple(given: Given) -> CheckResult:
    """Judge a number of times between two levels."""
    found = multiple_in(given)
    assert found is not None
    relation = replace(given.relation, stated=Role("stated", ("ratio",)))
    (word, *others) = given.terms
    whole = replace(given, relation=relation, terms=(word._replace(held=found[0]), *others))
    result = judge_by(whole, Case("", needs=_ABOVE_ZERO, read=found[1]))
    return replace(result, terms=given.terms)
