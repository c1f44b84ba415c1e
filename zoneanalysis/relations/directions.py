"""What a direction word says of figures (增减方向): conditions on their signs and their order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from zoneanalysis.errors import NotDerivableError
from zoneanalysis.relations.amounts import amount, show_figure, show_interval
from zoneanalysis.relations.conditions import judge_conditions
from zoneanalysis.relations.equations import Equation
from zoneanalysis.relations.given import Given
from zoneanalysis.relations.grammar import comparisons
from zoneanalysis.relations.judge import not_assessable
from zoneanalysis.relations.placing import Placed
from zoneanalysis.relations.relation import Relation
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.relations.solve import follows
from zoneanalysis.relations.verdicts import ALLOWED
from zoneanalysis.relations.words import demand_of, said, words_of
from zoneanalysis.values.figures import Figure, Rounding
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.units import PERCENT

__all__ = ["TIMES", "conditions_of", "judge_direction", "meaning_of"]

# 增长1.5倍 is 150% more, 2.5倍 without such a word two and a half times as much.
TIMES = re.compile(
    rf"(?P<growth>{'|'.join(words_of('times'))})?(?P<number>\d+(?:\.\d+)?)倍", re.ASCII
)


def meaning_of(word: str, vocabulary: Mapping[str, str]) -> str | None:
    """Return what a word means; None where it isn't known."""
    for known, meaning in vocabulary.items():
        if word == known or (known.endswith("…") and word.startswith(known[:-1])):
            return meaning
    return None


def conditions_of(
    meaning: str, inputs: Mapping[str, tuple[Figure, ...]], *, decisive: str = ""
) -> list[str]:
    """Return what a word of a known meaning demands of the figures that it stands beside.

    收窄 and 扩大 by themselves ask whether it is a decline: by the sign of the figure before the
    one, after the other (*decisive*), and of the other where that is zero.
    """
    found = []
    if "value" in inputs:
        found += _alone(meaning, "value", inputs["value"][0])
    both = "before" in inputs and "after" in inputs
    if meaning in {"narrows", "widens"} and both:
        order = ("before", "after") if meaning == "narrows" else ("after", "before")
        first, second = ((decisive, *order) if decisive else order)[:2]
        point = inputs[first][0].point or inputs[second][0].point
        found.append(demand_of(f"{'decline' if point < 0 else 'increase'} {meaning}"))
    elif meaning in {"is positive", "is negative"}:
        found += [c for role in ("before", "after") if role in inputs
                  for c in _alone(meaning, role, inputs[role][0])]  # fmt: skip
    elif both:
        found.append(demand_of(meaning))
        if meaning == "improves" and "earlier_change" in inputs:
            found.append("before > after - earlier_change")
    elif "after" in inputs:
        found += _alone(meaning, "after", inputs["after"][0])
    elif "before" in inputs and meaning.startswith("turns"):
        found.append("before < 0" if meaning == "turns positive" else "before > 0")
    return found


def _alone(meaning: str, role: str, figure: Figure) -> list[str]:
    """Return what a word says of one growth rate by itself."""
    if meaning in {"doubles", "quadruples"} and figure.unit.dimension != "percent":
        return []
    return list(filter(None, [demand_of(meaning, role)]))


def judge_direction(relation: Relation, given: Given, *, months: Relation) -> CheckResult:
    """Return whether a direction word fits the signs and the order of figures.

    *months* is the relation that gives the growth of the months between two of the year to date.
    """
    word, inputs = given.word, given.inputs
    meaning, times = meaning_of(word, relation.vocabulary), TIMES.fullmatch(word)
    if meaning == "forecast":
        reason = said("forecast", word=word)
    elif meaning is None and times is None:
        reason = said("unknown_word", word=word)
    elif not inputs:
        reason = said("lone_word", word=word)
    elif times is not None:
        return _multiple(relation, given, times)
    else:
        assert meaning is not None
        wanted = conditions_of(meaning, inputs)
        if wanted:
            return _held(relation, given, meaning, wanted, months)
        reason = said("other_figures", word=word)
    return not_assessable(relation, given, reason)


def _held(
    relation: Relation, given: Given, meaning: str, wanted: list[str], months: Relation
) -> CheckResult:
    placed = Placed.of(relation, given)
    if meaning in {"doubles", "quadruples"} and "before" in given.inputs:
        _positive(placed)
    result = judge_conditions(placed, placed.ground(comparisons("; ".join(wanted))))
    levels = {"before", "after", "level_before", "level_after"} <= set(given.inputs)
    if result.verdict is Verdict.INCONSISTENT and meaning.startswith("turns") and levels:
        return _of_the_months(given, meaning, result, months)
    return result


def _of_the_months(
    given: Given, meaning: str, result: CheckResult, months: Relation
) -> CheckResult:
    """Return what the word comes to if it is said of the months between, not of the year to date.

    由负转正 has two readings; where the other one holds, the word is not wrong.
    """
    roles = {
        "later": "level_after", "earlier": "level_before",
        "later_growth": "after", "earlier_growth": "before",
    }  # fmt: skip
    figures = {name: given.inputs[role][0] for name, role in roles.items()}
    try:
        found = follows(months, "stated", PERCENT, figures)
    except NotDerivableError:
        return result
    if not found.interval.overlaps(ALLOWED[">" if meaning == "turns positive" else "<"]):
        return result
    after = figures["later_growth"]
    why = said(
        "months_alone",
        after=amount(show_figure(after), after.unit),
        value=amount(format_half_up(found.point, after.decimals), PERCENT),
        interval=show_interval(found.interval, after.decimals),
    )
    return result.retold(Verdict.ONE_READING, why)


def _positive(placed: Placed) -> None:
    if placed.boxes[placed.places["before"][0]].sign != 1:
        raise NotDerivableError(said("base_may_be_zero"))


def _multiple(relation: Relation, given: Given, match: re.Match[str]) -> CheckResult:
    """Judge 增长1.5倍 (150% more) and 2.5倍 (two and a half times as much)."""
    if not {"before", "after"} <= set(given.inputs):
        reason = said("one_level", word=given.word)
        return not_assessable(relation, given, reason)
    placed = Placed.of(relation, given)
    _positive(placed)
    before, after = (given.inputs[role][0] for role in ("before", "after"))
    # one office prints the levels and the number in the word
    rounding = after.rounding if before.rounding is after.rounding else Rounding.UNKNOWN
    stated = Figure.of(match["number"], "倍", printed=given.word, rounding=rounding)
    formula = "stated = after / before - 1" if match["growth"] else "stated = after / before"
    (tree,) = comparisons(formula)
    whole = replace(
        placed,
        figures=(stated, *placed.figures),
        places={"stated": (0,), **{n: [i + 1 for i in at] for n, at in placed.places.items()}},
        points=[stated.point, *placed.points],
        boxes=[stated.interval, *placed.boxes],
        stated=stated,
        worths=(stated.unit.scale, *placed.worths),
    )
    return Equation.of(whole, *whole.ground((tree,))).result
