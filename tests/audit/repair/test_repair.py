"""The smallest repair: what could be wrong, what cannot, and what it would have to be."""

import random
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.audit.yunchuan import claim, gaps, observation, report
from zoneanalysis.audit import audit
from zoneanalysis.audit.repair.branching import solve
from zoneanalysis.audit.repair.constrain import System
from zoneanalysis.audit.repair.hitting import smallest_hitting_set
from zoneanalysis.audit.repair.items import items_of
from zoneanalysis.audit.repair.simplex import Infeasible
from zoneanalysis.reports import DataPackage


def repairs(audited):
    """Return the alternatives of the only cluster as sets of ids."""
    (cluster,) = audited.repair.clusters
    return {alternative.items for alternative in cluster.alternatives}


def test_a_report_that_holds_needs_no_repair():
    """Three gaps that are right."""
    found = audit(gaps(stated="-0.5")).repair
    assert found.clusters == ()
    assert str(found.sentence) == "all relations can hold together as printed"


def test_other_gaps_hold_a_rate_fixed():
    """9.9 can't be wrong: the gap to the province and to the first quarter hold it."""
    found = audit(gaps())
    assert repairs(found) == {frozenset({"f4"}), frozenset({"f5"})}
    (cluster,) = found.repair.clusters
    (held,) = cluster.held
    assert (held.figure, held.claims) == ("f1", ("c1", "c3"))


def test_the_repair_says_what_the_figure_would_have_to_be():
    """10.4 would be 11.4, and −1.5 would be −0.5; one digit each."""
    (cluster,) = audit(gaps()).repair.clusters
    changes = {change.item: change for a in cluster.alternatives for change in a.changes}
    assert changes["f4"].values == ("11.4",)
    assert changes["f5"].values == ("−0.5",)
    # 3.82 + 6.08 hold the own rate within 9.89 to 9.91, so less than ±0.1 is left
    assert changes["f5"].needed.lo == Fraction("-0.56")
    assert changes["f5"].needed.hi == Fraction("-0.44")
    assert changes["f5"].slips == ("−0.5",)


def shares():
    """Return a report of three amounts, their sum and their shares; one amount may be wrong."""
    return [
        observation("f1", "30.0", "亿元"),
        observation("f2", "50.0", "亿元"),
        observation("f3", "20.0", "亿元"),
        observation("f4", "100.0", "亿元"),
        observation("f5", "30.0", "%", measure="share"),
        observation("f6", "50.0", "%", measure="share"),
        observation("f7", "20.0", "%", measure="share"),
    ]


SHARE_CLAIMS = [
    claim("c1", "sum", "f4", part="f1 f2 f3", params={"complete": "yes"}),
    claim("c2", "share", "f5", part="f1", whole="f4"),
    claim("c3", "share", "f6", part="f2", whole="f4"),
    claim("c4", "share", "f7", part="f3", whole="f4"),
]


@pytest.mark.parametrize(
    ("wrong", "value"), [("f1", "80.0"), ("f2", "5.0"), ("f4", "10.0"), ("f6", "51.0")]
)
def test_one_wrong_amount_among_sums_and_shares_is_found(wrong, value):
    """Sum and shares together point at one figure."""
    observations = [
        observation(o.id, value, o.figure.unit.symbol, measure=o.measure) if o.id == wrong else o
        for o in shares()
    ]
    found = audit(report(observations, SHARE_CLAIMS))
    assert found.findings
    assert repairs(found) == {frozenset({wrong})}


def test_two_wrong_figures_are_found_together():
    """An amount and a share of another amount."""
    changed = {"f1": "80.0", "f7": "25.0"}
    observations = [
        observation(o.id, changed.get(o.id, o.figure.number), o.figure.unit.symbol)
        for o in shares()
    ]
    assert repairs(audit(report(observations, SHARE_CLAIMS))) == {frozenset({"f1", "f7"})}


def test_relations_that_hold_alone_but_not_together():
    """a−b = 1.00 and b−c = 1.00 leave 2.00 for a−c; 2.40 alone would do."""
    observations = [
        observation("f1", "10", "%", measure="yoy"),
        observation("f2", "9", "%", measure="yoy"),
        observation("f3", "8", "%", measure="yoy"),
        observation("f4", "1.00", "个百分点", measure="pp_gap"),
        observation("f5", "1.00", "个百分点", measure="pp_gap"),
        observation("f6", "2.40", "个百分点", measure="pp_gap"),
    ]
    claims = [
        claim("c1", "pp_gap", "f4", own="f1", reference="f2"),
        claim("c2", "pp_gap", "f5", own="f2", reference="f3"),
        claim("c3", "pp_gap", "f6", own="f1", reference="f3"),
    ]
    found = audit(report(observations, claims))
    assert found.findings == ()
    (cluster,) = found.repair.clusters
    assert cluster.claims == ()
    assert cluster.joint == (("c1", "c2", "c3"),)
    assert repairs(found) == {frozenset({"f4"}), frozenset({"f5"}), frozenset({"f6"})}


def test_a_count_tied_by_a_sum_leaves_the_rate():
    """84 + 63 + 72 = 219 holds 84, so 70.7% is what is wrong; 24 not started make it 71.4%."""
    observations = [
        observation("f1", "84", "个", measure="count"),
        observation("f2", "63", "个", measure="count"),
        observation("f3", "72", "个", measure="count"),
        observation("f4", "219", "个", measure="count"),
        observation("f5", "70.7", "%", measure="rate"),
        observation("f6", "24", "个", measure="count"),
    ]
    claims = [
        claim("c1", "sum", "f4", part="f1 f2 f3", params={"complete": "yes"}),
        claim("c2", "rate_from_count", "f5", denominator="f1", complement="f6"),
    ]
    found = audit(report(observations, claims))
    assert found["c2"].verdict.is_finding
    assert repairs(found) == {frozenset({"f5"})}
    (cluster,) = found.repair.clusters
    assert cluster.alternatives[0].changes[0].values == ("71.4",)


def test_a_count_alone_may_be_what_is_wrong():
    """Without the sum, 82 projects are as likely."""
    observations = [
        observation("f1", "84", "个", measure="count"),
        observation("f5", "70.7", "%", measure="rate"),
        observation("f6", "24", "个", measure="count"),
    ]
    claims = [claim("c2", "rate_from_count", "f5", denominator="f1", complement="f6")]
    found = audit(report(observations, claims))
    assert repairs(found) == {frozenset({"f1"}), frozenset({"f5"})}
    values = {c.item: c.values for a in found.repair.clusters[0].alternatives for c in a.changes}
    assert values == {"f1": ("82",), "f5": ("71.4",)}


def test_a_word_may_be_what_is_wrong():
    """Both rates are tied by their change, so the word is left."""
    observations = [
        observation("f1", "-5.6", "%", measure="yoy"),
        observation("f2", "-3.8", "%", measure="yoy"),
        observation("f3", "1.8", "个百分点", measure="pp_change"),
    ]
    claims = [
        claim("c1", "pp_change", "f3", later="f2", earlier="f1"),
        claim("c2", "direction", "由负转正", before="f1", after="f2"),
    ]
    assert repairs(audit(report(observations, claims))) == {frozenset({"word:c2:由负转正"})}


def test_every_answer_is_confirmed_and_none_is_missed():
    """All subsets of one size tried one by one give the same alternatives."""
    subject = audit(gaps())
    system = System(subject.report, subject.claims, frozenset())
    items = sorted({item for c in subject.claims for item in items_of(subject.report, c)})

    def mends(freed):
        try:
            solve(system.model(frozenset(freed), subject.claims).model)
        except Infeasible:
            return False
        return True

    assert not mends(())
    assert {frozenset(s) for s in combinations(items, 1) if mends(s)} == repairs(subject)


def test_hitting_sets_prefer_fewer_items_then_lighter_ones():
    """B meets both conflicts; of a and c the lighter."""
    assert smallest_hitting_set([frozenset("ab"), frozenset("bc")], {"b": 50}) == {"b"}
    assert smallest_hitting_set([frozenset("ac")], {"a": 3, "c": 1}) == {"c"}
    assert smallest_hitting_set([frozenset("a")], {}, [frozenset("a")]) is None
    assert smallest_hitting_set([frozenset()], {}) is None
    assert smallest_hitting_set([], {}) == frozenset()


def by_highs(conflicts, weights, excluded):
    """Return the least cost by SciPy's solver; None where no set meets all conflicts."""
    items = sorted(frozenset().union(*conflicts))
    barred = [each for each in excluded if each <= set(items)]
    rows = [[float(item in each) for item in items] for each in (*conflicts, *barred)]
    low = [1.0] * len(conflicts) + [-np.inf] * len(barred)
    high = [np.inf] * len(conflicts) + [len(each) - 1.0 for each in barred]
    found = milp(
        [1000 + weights[item] for item in items],
        constraints=LinearConstraint(np.array(rows), low, high),
        integrality=np.ones(len(items)),
        bounds=Bounds(0, 1),
    )
    return None if found.x is None else round(found.fun)


@pytest.mark.parametrize("seed", range(20))
def test_highs_finds_no_smaller_set(seed: int) -> None:
    """Twenty items, fifteen conflicts: the least cost is that of another solver."""
    rng = random.Random(seed)
    items = [f"f{number}" for number in range(20)]
    conflicts = [frozenset(rng.sample(items, rng.randint(1, 5))) for _ in range(15)]
    weights = {item: rng.randint(0, 5) for item in items}
    excluded = [frozenset(rng.sample(items, 2)) for _ in range(4)]
    found = smallest_hitting_set(conflicts, weights, excluded)
    assert found is None or all(found & conflict for conflict in conflicts)
    assert found is None or not any(barred <= found for barred in excluded)
    cost = None if found is None else sum(1000 + weights[item] for item in found)
    assert cost == by_highs(conflicts, weights, excluded)


def test_the_places_in_doubt_can_be_counted_without_a_repair() -> None:
    """The same number, of the same relations, and no change is worked out."""
    for name in ("linfen-2023h1", "lvliang-2023h1"):
        found = audit(DataPackage(Path(__file__).parents[3] / "data").read(name))
        counted = replace(found, alternatives=0)
        assert counted.causes_by_claim == found.causes_by_claim != {}
        assert not any(cluster.alternatives for cluster in counted.repair.clusters)
