"""What whole numbers show to hold, the judge says too, of relations changed in many ways."""

import random
from dataclasses import replace

import pytest

from benchmarks.audit_reports import make_report
from zoneanalysis.audit.claims import check_claim, check_claims
from zoneanalysis.relations import plans
from zoneanalysis.relations.register import CHECKS
from zoneanalysis.values.figures import Bound, Figure, Rounding

SYMBOLS = ["%", "亿元", "万元", "个", "个百分点", "倍", "亩", ""]
WORDS = ["", "f999", "由负转正", "收窄", "已达目标", "增长1.5倍", "负增长"]
VALUES = ["yes", "no", "3", "down", "甲|乙"]


def changed_figure(observation, chance):
    """Return a figure as it was, or another, or with a word beside it."""
    figure = observation.figure
    if chance.random() < 0.1:
        number = chance.choice(["0", "0.0", "-1.5", "3", "2.50", "98765432109876543210.5"])
        figure = Figure.of(number, chance.choice([*SYMBOLS, figure.unit.symbol]))
    if chance.random() < 0.05:
        figure = replace(figure, bound=chance.choice(list(Bound)))
    return replace(observation, figure=figure)


def changed_claim(claim, ids, chance):
    """Return a relation with another figure, check, word or parameter, or one of them less."""
    inputs = dict(claim.inputs)
    way = chance.randrange(8)
    if way == 0 and inputs:
        role = chance.choice(list(inputs))
        inputs[role] = tuple(chance.choice([*ids, "f999"]) for _ in inputs[role])
    elif way == 1 and inputs:
        inputs.pop(chance.choice(list(inputs)))
    elif way == 2:
        return replace(claim, check=chance.choice(list(CHECKS)))
    elif way == 3:
        return replace(claim, stated=chance.choice([*ids, *WORDS]))
    elif way == 4:
        name = chance.choice(["complete", "adjusted", "assumed", "soft", "items", "better"])
        return replace(claim, params={**claim.params, name: chance.choice(VALUES)})
    return replace(claim, inputs=inputs)


@pytest.mark.parametrize("rounding", [None, *Rounding], ids=str)
def test_the_verdicts_are_those_of_the_judge(rounding, monkeypatch):
    """Alone, each relation gets what it gets with the others, in columns or not; none raises."""
    chance = random.Random(f"whole numbers {rounding}")
    for seed in range(6):
        monkeypatch.setattr(plans, "MANY", 2 if seed % 2 else 16)
        report = make_report(seed)
        report = replace(
            report, observations=tuple(changed_figure(each, chance) for each in report)
        )
        ids = [each.id for each in report]
        claims = [changed_claim(each, ids, chance) for each in report.claims * 3]
        together = check_claims(report, claims, rounding=rounding)
        for claim, result in zip(claims, together, strict=True):
            alone = check_claim(report, claim, rounding=rounding)
            assert (result.verdict, result.terms) == (alone.verdict, alone.terms), claim
            assert (result.recomputed, result.numbers) == (alone.recomputed, alone.numbers)
