"""The search for a repair ends: what is too much work is stopped, and said."""

import pytest

from tests.audit.yunchuan import claim, observation, report
from zoneanalysis.audit import audit
from zoneanalysis.audit.repair import search

WHOLE = {"complete": "yes"}


def chain(length):
    """Return sums of two, each the part of the next, all of them wrong."""
    numbers = [str(100 + 37 * i) for i in range(2 * length + 1)]
    figures = [observation(f"f{i}", text, "亿元") for i, text in enumerate(numbers)]
    sums = [
        claim(
            f"c{i}", "sum", f"f{i + 1}", part=f"f{i} f{length + 1 + i}", params={"complete": "yes"}
        )
        for i in range(length)
    ]
    return report(figures, sums)


def test_a_search_that_takes_too_much_work_says_so(monkeypatch):
    """Six wrong sums in a chain, and next to no work allowed."""
    monkeypatch.setattr(search, "WORK", 120)
    found = audit(chain(6)).repair
    assert "not searched to the end" in " ".join(map(str, found.notes))
    assert not any(cluster.complete for cluster in found.clusters)
    assert found.size >= 1


@pytest.mark.parametrize("length", [2, 3])
def test_short_chains_are_searched_to_the_end(length):
    """No level below zero mends two sums at once, so each needs a change of its own."""
    found = audit(chain(length)).repair
    assert not found.notes
    assert found.size == length
