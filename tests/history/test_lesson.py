"""Four reports of one invented city: what was planted is found, and nothing else."""

import csv
from pathlib import Path

import pytest

from zoneanalysis.audit import audit
from zoneanalysis.history import Standing, across
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.series import SeriesIndex

LESSON = Path(__file__).parents[2] / "data" / "lessons" / "four-reports"


@pytest.fixture(scope="module")
def found():
    """Return the relations between the lesson's reports."""
    return across(SeriesIndex.of(DataPackage(LESSON)))


@pytest.fixture(scope="module")
def solution():
    """Return what was planted."""
    with (LESSON.parent / "solutions" / "four-reports.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _planted(solution, kind):
    rows = [row for row in solution if row["planted"] == kind]
    return {(row["report"], row["claim"], row["against"]) for row in rows}


def _told(found, crossings):
    return {
        (each.report, each.claim, found.observation(each.places[-1]).printed) for each in crossings
    }


def test_the_data_agree_with_the_texts():
    """Every offset, every printed figure, every row of the four reports."""
    assert DataPackage(LESSON).validate(LESSON) == ()


def test_five_contradictions_are_found_and_nothing_else(found, solution):
    """No report contradicts itself; only the record shows them."""
    assert _told(found, found.findings) == _planted(solution, "contradiction")
    assert len(found.findings) == 5
    assert not any(audit(each).findings for each in found.index.reports)


def test_revisions_are_no_findings_and_say_how_much(found, solution):
    """Printed anew, or implied by level and growth; latest less first vintage."""
    assert _told(found, found.revisions) == _planted(solution, "revision")
    frame = found.to_frame()
    sizes = frame.loc[frame["verdict"] == "revised", "size"]
    assert sorted(sizes) == ["−1.29亿元", "−3.00亿元", "−6.30亿元"]


def test_nothing_is_compared_over_the_break(found):
    """Seven zones in 2024, six before: growth, levels and changes of the group stay open."""
    over = [
        each
        for each in found.of("yunchuan-2024")
        if found.observation(each.places[0]).ref_area == "YC-DZ" and each.kind in {"base", "change"}
    ]
    assert len(over) == 3
    assert {each.standing for each in over} == {Standing.NOT_ASSESSABLE}


def test_true_statements_hold(found):
    """由负转正 against the half-year, both halves of the year, a rate that rose by 0.7 points."""
    holds = {(e.report, e.claim) for e in found if e.claim and e.standing.holds}
    assert holds == {
        ("yunchuan-2023", "c001"),
        ("yunchuan-2023", "p01"),
        ("yunchuan-2023", "p02"),
        ("yunchuan-2024h1", "p02"),
        ("yunchuan-2024", "p01"),
    }
