"""Single check against the model of that relation alone: what holds is feasible, what fails not."""

import random
from decimal import Decimal

import pytest

from tests.audit.yunchuan import claim, observation, report
from zoneanalysis.audit import audit
from zoneanalysis.audit.repair.branching import UndecidedError, solve
from zoneanalysis.audit.repair.constrain import System
from zoneanalysis.audit.repair.simplex import Infeasible
from zoneanalysis.relations.words import words_of
from zoneanalysis.values.figures import Rounding

DIRECTIONS = [word for word in words_of("direction") if not word.endswith("…")]
RATE = ("%", "yoy")
POINTS = ("个百分点", "pp_gap")
LEVEL = ("亿元", "level")
COUNT = ("家", "count")
SHARE = ("%", "share")

# check: places of its figures (the stated one first), words, parameters
RELATIONS = {
    "pp_gap": ({"": POINTS, "own": RATE, "reference": RATE}, (), {}),
    "pp_change": ({"": POINTS, "later": RATE, "earlier": RATE}, (), {}),
    "sum": ({"": LEVEL, "part": LEVEL}, (), {"complete": "yes"}),
    "share": ({"": SHARE, "part": LEVEL, "whole": LEVEL}, (), {}),
    "rate_from_count": ({"": ("%", "rate"), "denominator": COUNT}, (), {}),
    "growth_from_levels": ({"": RATE, "current": LEVEL, "base": LEVEL}, (), {}),
    "growth_from_change": ({"": RATE, "current": LEVEL, "change": LEVEL}, (), {}),
    "growth_from_index": ({"": RATE, "index": ("%", "other")}, (), {}),
    "growth_from_parts": (
        {"": RATE, "part_level": LEVEL, "part_growth": RATE}, (), {"complete": "yes"},
    ),
    "contribution": (
        {"": ("个百分点", "contribution"), "part_growth": RATE, "share": SHARE},
        (),
        {"share_period": "base"},
    ),
    "difference": ({"": LEVEL, "later": LEVEL, "earlier": LEVEL}, (), {}),
    "ytd_monotone": ({"later": LEVEL, "earlier": LEVEL}, ("",), {}),
    "target_reached": ({"achieved": RATE, "target": RATE}, ("已达目标", "超额完成", "未达"), {}),
    "schedule": ({"achieved": LEVEL, "target": LEVEL}, ("达序时进度", "未达序时进度"), {}),
    "ranking": ({"value": RATE}, ("居前列",), {"order": "asc"}),
    "repeat": ({"": LEVEL, "other": LEVEL}, (), {}),
    "average": ({"": LEVEL, "total": LEVEL, "count": COUNT}, (), {}),
    "direction": (
        {"before": RATE, "after": RATE},
        (*DIRECTIONS, "增长1.5倍", "2.1倍", "增长2倍"),
        {},
    ),
}  # fmt: skip
REPEATS = {("sum", "part"), ("ranking", "value"), ("direction", "value")}
REPEATS |= {("growth_from_parts", "part_level"), ("growth_from_parts", "part_growth")}


def figures_of(check, chance):
    """Return random observations of one relation, small numbers so that limits are met."""
    kinds, words, params = RELATIONS[check]
    if check == "direction":
        drop = chance.choice([(), (), ("before",), ("after",), ("before", "after")])
        kind = chance.choice([RATE, LEVEL, COUNT])
        kinds = {role: kind for role in kinds if role not in drop}
        if chance.random() < 0.3 or not kinds:
            kinds["value"] = RATE
    observations, roles, stated = [], {}, chance.choice(words) if words else ""
    for role, (symbol, measure) in kinds.items():
        for _ in range(2 if (check, role) in REPEATS else 1):
            name = f"f{len(observations) + 1}"
            places = 0 if symbol == "家" else chance.choice([0, 1, 1, 2])
            low = -12 if measure in {"yoy", "pp_gap", "contribution"} else 0
            value = Decimal(chance.randint(low * 10, 120)).scaleb(-1)
            if symbol == "家" or places == 0:
                value = Decimal(chance.randint(max(low, 1), 12))
            if check == "growth_from_index":
                value += 100 if role else 0
            text = f"{value:.{places}f}"
            bound = chance.choice(["lower", "upper", "approximate"]) * (chance.random() < 0.05)
            if symbol == "家" and bound == "upper":
                bound = ""  # the model knows that nothing is counted below none, a check does not
            observations.append(
                observation(
                    name, text, symbol, measure=measure, bound=bound, basis="nominal",
                    indicator="x" if check == "repeat" else f"x{name}",
                )
            )  # fmt: skip
            if role:
                roles[role] = f"{roles.get(role, '')} {name}".strip()
            else:
                stated = name
    return observations, claim("c", check, stated, params=params, **roles)


def near_to(stated, nominal, chance):
    """Return the stated observation with what follows from the others, give or take one place."""
    places = stated.figure.decimals
    value = Decimal(round(nominal * 10**places) + chance.choice([-1, 0, 0, 1])).scaleb(-places)
    return observation(
        stated.id, f"{value:.{places}f}", stated.figure.unit.symbol,
        measure=stated.measure, basis="nominal", indicator=stated.indicator,
    )  # fmt: skip


@pytest.mark.parametrize("check", RELATIONS)
@pytest.mark.parametrize("rounding", [None, Rounding.TRUNCATION, Rounding.HALF_UP])
def test_the_model_of_one_relation_says_what_its_check_says(check, rounding):
    """What a check lets pass can hold in the model; what it rules out cannot."""
    chance = random.Random(f"{check} {rounding}")
    seen = set()
    for _ in range(60):
        observations, relation = figures_of(check, chance)
        subject = report(observations, [relation])
        result = audit(subject, rounding=rounding)["c"]
        if relation.stated in subject and result.nominal is not None and chance.random() < 0.6:
            near = near_to(subject[relation.stated], result.nominal, chance)
            subject = report([near, *observations[1:]], [relation])
            result = audit(subject, rounding=rounding)["c"]
        if result.verdict.holds or result.verdict.is_finding:
            seen.add(result.verdict.holds)
            system = System(subject, (relation,), frozenset(), rounding)
            shown = (str(result.numbers), result.verdict.value, str(result.reason))
            try:
                solve(system.model(frozenset(), (relation,)).model)
            except Infeasible:
                assert not result.verdict.holds, shown
            except UndecidedError:
                continue
            else:
                assert result.verdict.holds, shown
    assert seen == {True, False}
