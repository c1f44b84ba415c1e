"""Repairs that a review found wrong: words, multiples, strict sides, words shared, what holds."""

from dataclasses import replace
from itertools import combinations

import pytest

from tests.audit.yunchuan import claim, gaps, observation, report
from zoneanalysis.audit import audit
from zoneanalysis.audit.repair import Cluster, Repair
from zoneanalysis.audit.repair.branching import UndecidedError, solve
from zoneanalysis.audit.repair.constrain import System
from zoneanalysis.audit.repair.items import items_of
from zoneanalysis.audit.repair.simplex import Infeasible


def levels(before, after, symbol="亿元"):
    """Return two observations of one unit."""
    return [observation("f1", before, symbol), observation("f2", after, symbol)]


def test_growth_that_slows_is_still_growth():
    """5% and then 3% are both 正增长; nothing is to be repaired."""
    relation = claim("c", "direction", "正增长", before="f1", after="f2")
    assert audit(report(levels("5", "3", "%"), [relation])).repair.clusters == ()


def test_a_multiple_that_fails_is_repaired():
    """100 to 300 is no growth by 1.5 times; 120 to 300 or 100 to 250 would be."""
    relation = claim("c", "direction", "增长1.5倍", before="f1", after="f2")
    found = audit(report(levels("100", "300"), [relation]))
    assert found.findings
    (cluster,) = found.repair.clusters
    changes = {change.item: change for a in cluster.alternatives for change in a.changes}
    assert set(changes) == {"f1", "f2", "word:c:增长1.5倍"}
    assert changes["f2"].needed.contains(250)
    assert not changes["f2"].needed.contains(300)


@pytest.mark.parametrize(
    ("word", "role", "value"), [("负增长", "after", "3.0"), ("持平", "value", "5.0")]
)
def test_a_word_about_one_figure_binds_it(word, role, value):
    """What the figure would have to be doesn't hold what is printed."""
    relation = claim("c", "direction", word, **{role: "f1"})
    found = audit(report([observation("f1", value, "%", measure="yoy")], [relation]))
    (cluster,) = found.repair.clusters
    (change,) = (c for a in cluster.alternatives for c in a.changes if c.is_figure)
    assert not change.needed.contains(int(float(value)))


def test_a_count_that_rises_rises_by_one():
    """12 and again 12 is no rise: the one were 11 at most, the other 13 at least."""
    relation = claim("c", "direction", "上升", before="f1", after="f2")
    (cluster,) = audit(report(levels("12", "12", "家"), [relation])).repair.clusters
    needed = {c.item: c.needed for a in cluster.alternatives for c in a.changes if c.is_figure}
    assert (needed["f1"].hi, needed["f2"].lo) == (11, 13)


def test_a_side_that_is_left_out_is_shown_so():
    """More than 0 is (0, …), not [0, …."""
    relation = claim("c", "direction", "正增长", value="f1")
    found = audit(report([observation("f1", "-3.0", "%", measure="yoy")], [relation]))
    (cluster,) = found.repair.clusters
    (change,) = (c for a in cluster.alternatives for c in a.changes if c.is_figure)
    assert (change.needed.lo, change.needed.lo_open) == (0, True)


@pytest.mark.parametrize(("notes", "words"), [(("", ""), 2), (("said of all", "said of all"), 1)])
def test_a_word_is_shared_only_where_the_relations_say_so(notes, words):
    """Two relations of a section that state one word may be two sentences."""
    observations = [
        observation("f1", "-3.0", "%", measure="yoy"),
        observation("f2", "-4.0", "%", measure="yoy"),
    ]
    claims = [
        replace(claim(f"c{i}", "direction", "正增长", value=f"f{i}"), note=note)
        for i, note in enumerate(notes, 1)
    ]
    assert audit(report(observations, claims)).repair.size == words


def test_a_figure_whose_change_mends_nothing_is_not_said_to_be_held():
    """由负转正 needs the later rate above zero, whatever the earlier one was."""
    observations = [
        observation("f1", "-5.6", "%", measure="yoy"),
        observation("f2", "-3.8", "%", measure="yoy"),
        observation("f3", "1.8", "个百分点", measure="pp_change"),
    ]
    claims = [
        claim("c1", "pp_change", "f3", later="f2", earlier="f1"),
        claim("c2", "direction", "由负转正", before="f1", after="f2"),
    ]
    (cluster,) = audit(report(observations, claims)).repair.clusters
    held = {each.figure: each for each in cluster.held}
    assert (held["f1"].mends, held["f1"].claims) == (False, ())
    assert (held["f2"].mends, held["f2"].claims) == (True, ("c1",))
    assert "mend" in str(held["f1"].text)


def test_counts_that_would_give_a_rate_are_examples_the_nearest_first():
    """103 projects and 30.99%: 71 is nearer to 103 than 142."""
    observations = [
        observation("f1", "103", "个", measure="count"),
        observation("f2", "30.99", "%", measure="rate"),
    ]
    claims = [claim("c", "rate_from_count", "f2", denominator="f1")]
    (cluster,) = audit(report(observations, claims)).repair.clusters
    changes = {c.item: c for a in cluster.alternatives for c in a.changes}
    assert changes["f1"].values == ("71", "142", "171")
    assert "for instance" in str(changes["f1"].text)
    assert cluster.alternatives[0].items == {"f2"}  # one place off before a third off


def test_a_group_without_a_repair_still_counts():
    """At least one thing is wrong in it, and the sentence says that none was found."""
    none = Cluster(("c9",), (), (), (), complete=False)
    found = audit(gaps()).repair
    both = Repair((*found.clusters, none))
    assert (found.size, both.size) == (1, 2)
    assert not none.alternatives
    assert "for 1 groups of relations no repair was found" in str(both.sentence)


def test_a_figure_in_two_places_of_a_relation_counts_twice():
    """A − a is 0, not −a: the terms of a sum add up."""
    observations = levels("5.0", "0.0")
    relation = claim("c", "difference", "f2", later="f1", earlier="f1")
    subject = report(observations, [relation])
    solve(System(subject, (relation,), frozenset()).model(frozenset(), (relation,)).model)


CASES = {
    "direction": (
        [
            observation("f1", "5.0", "%", measure="yoy"),
            observation("f2", "3.0", "%", measure="yoy"),
            observation("f3", "1.0", "个百分点", measure="pp_change"),
        ],
        [
            claim("c1", "direction", "上升", before="f1", after="f2"),
            claim("c2", "pp_change", "f3", later="f2", earlier="f1"),
        ],
    ),
    "times": (
        [*levels("100", "300"), observation("f3", "200", "亿元")],
        [
            claim("c1", "direction", "增长1.5倍", before="f1", after="f2"),
            claim("c2", "difference", "f3", later="f2", earlier="f1"),
        ],
    ),
    "growth": (
        [
            observation("f1", "12.0", "%", measure="yoy", basis="nominal"),
            observation("f2", "105.0", "亿元"),
            observation("f3", "100.0", "亿元"),
            observation("f4", "5.0", "亿元"),
        ],
        [
            claim("c1", "growth_from_levels", "f1", current="f2", base="f3"),
            claim("c2", "difference", "f4", later="f2", earlier="f3"),
        ],
    ),
    "contribution": (
        [
            observation("f1", "5.0", "个百分点", measure="contribution", basis="nominal"),
            observation("f2", "10.0", "%", measure="yoy", basis="nominal"),
            observation("f3", "20.0", "%", measure="share"),
            observation("f4", "80.0", "%", measure="share"),
        ],
        [
            claim(
                "c1", "contribution", "f1", part_growth="f2", share="f3",
                params={"share_period": "base"},
            ),
            claim("c2", "shares_sum", "", share="f3 f4", params={"complete": "yes"}),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_smallest_repairs_are_those_that_trying_all_sets_finds(name):
    """Every set of one size, freed one by one, of words, multiples, growth and contributions."""
    observations, claims = CASES[name]
    subject = audit(report(observations, claims))
    assert subject.findings
    system = System(subject.report, subject.claims, frozenset())
    items = sorted({item for c in subject.claims for item in items_of(subject.report, c)})

    def mends(freed):
        try:
            solve(system.model(frozenset(freed), subject.claims).model)
        except (Infeasible, UndecidedError):
            return False
        return True

    (cluster,) = subject.repair.clusters
    assert cluster.complete
    size = cluster.size
    assert not any(mends(s) for n in range(size) for s in combinations(items, n))
    expected = {frozenset(s) for s in combinations(items, size) if mends(s)}
    assert {a.items for a in cluster.alternatives} == expected
