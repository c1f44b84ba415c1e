"""The reports of Linfen and Lüliang, first half of 2023: verdicts checked by hand."""

from pathlib import Path

import pytest

from zoneanalysis.audit import audit, remarks_across
from zoneanalysis.relations.results import Verdict
from zoneanalysis.reports import DataPackage

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def audits():
    """Return the audits of both reports by city."""
    package = DataPackage(DATA)
    return {city: audit(package.read(f"{city}-2023h1")) for city in ("linfen", "lvliang")}


def about(audited, check, *printed):
    """Return the only result of a check whose figures include the printed ones."""
    found = [
        result
        for result in audited.results
        if result.check == check and set(printed) <= {term.printed for term in result.terms}
    ]
    assert found, (check, printed)
    return found


@pytest.mark.parametrize("printed", [("70.7%", "84个"), ("33.4%", "63个")])
def test_a_rate_that_its_count_cannot_give_is_found(audits, printed):
    """No whole number of 84 gives 70.7%, none of 63 gives 33.4%.

    That the 24 and 23 projects of the second part are of the same set is assumed: no finding.
    """
    alone, with_those_left = about(audits["linfen"], "rate_from_count", *printed)
    assert alone.verdict is Verdict.IMPOSSIBLE
    assert with_those_left.verdict is Verdict.NOT_ASSESSABLE
    assert "under that assumption in doubt" in str(with_those_left.reason)


@pytest.mark.parametrize(
    ("city", "check", "printed", "verdict"),
    [
        ("linfen", "rate_from_count", ("94.6%", "72个"), Verdict.IMPOSSIBLE),
        ("linfen", "share", ("71.27%",), Verdict.WITHIN_ROUNDING),  # 66.70/93.60 = 71.2607
        ("linfen", "share", ("85.7%",), Verdict.CONSISTENT),  # 42/49 = 85.714
        ("linfen", "sum", ("3827项",), Verdict.CONSISTENT),  # 217 + 2691 + 919
        # −3.8 and −15.1 remain, but July alone is +5.0 and +2.4
        ("linfen", "direction", ("由负转正",), Verdict.ONE_READING),
        # −4.6, −5.6, −3.8; and −27.0, −18.8, −15.1
        ("linfen", "direction", ("逐步向好", "收窄0.8"), Verdict.INCONSISTENT),
        ("linfen", "direction", ("逐步向好", "11.9个百分点"), Verdict.CONSISTENT),
        ("linfen", "share", ("41.4%",), Verdict.NOT_ASSESSABLE),  # the whole is not printed
        ("lvliang", "pp_gap", ("10.4%", "1.5个百分点"), Verdict.INCONSISTENT),  # 9.9 − 10.4
        ("lvliang", "rate_from_count", ("86.66%",), Verdict.IMPOSSIBLE),
        ("lvliang", "rate_from_count", ("30.99%",), Verdict.IMPOSSIBLE),
        ("lvliang", "rate_from_count", ("91.13%",), Verdict.IMPOSSIBLE),
    ],
)
def test_verdict(audits, city, check, printed, verdict):
    """Each was recomputed by hand from the printed figures."""
    for result in about(audits[city], check, *printed):
        assert result.verdict is verdict, result.reason


def test_nothing_else_is_found(audits):
    """The findings are the ones above; the other relations hold or are open."""
    assert {r.check for r in audits["linfen"].findings} == {"rate_from_count", "direction"}
    assert {r.check for r in audits["lvliang"].findings} == {"rate_from_count", "pp_gap"}
    assert len({r.terms[0].printed for r in audits["linfen"].findings}) == 4
    assert len({r.terms[0].printed for r in audits["lvliang"].findings}) == 4


def test_the_investment_of_the_three_batches_adds_up(audits):
    """366.19 + 199.24 + 208.09 = 773.52, and 84 + 63 + 72 = 219."""
    for printed in ("773.52亿元", "219个"):
        results = [r for r in about(audits["linfen"], "sum", printed) if len(r.terms) == 4]
        assert [r.verdict for r in results] == [Verdict.CONSISTENT]


def test_the_start_rate_would_come_from_82_projects(audits):
    """58 of 82 are 70.7% and leave the 24 that the second part names."""
    (result,) = {
        r.alternatives[0].args["count"]: r
        for r in about(audits["linfen"], "rate_from_count", "70.7%")
    }.values()
    assert str(result.alternatives[0]) == (
        "58 of 82 gives 70.7% and leaves the other count of the text, 24"
    )


def test_lvliangs_gap_could_be_wrong_in_two_places_and_not_in_a_third(audits):
    """10.4 or −1.5; 9.9 is held by the gap to the city and the change since the first quarter."""
    (gap,) = about(audits["lvliang"], "pp_gap", "10.4%", "1.5个百分点")
    clusters = audits["lvliang"].repair.clusters
    (cluster,) = (each for each in clusters if gap.claim_id in each.claims)
    changes = {c.printed: c.values for a in cluster.alternatives for c in a.changes}
    assert changes == {"10.4%": ("11.4",), "1.5个百分点": ("−0.5",)}
    assert [held.printed for held in cluster.held] == ["增长9.9%"]
    assert len(cluster.held[0].claims) == 2


def test_linfens_rates_have_a_repair_that_moves_two_projects(audits):
    """84 → 82 and 72 → 74 are among what would mend two of the three rates."""
    clusters = [c for c in audits["linfen"].repair.clusters if c.size == 3]
    assert len(clusters) == 1
    moved = [
        {change.printed: change.values[0] for change in alternative.changes}
        for alternative in clusters[0].alternatives
    ]
    assert {"70.7%": "70.2", "33.4%": "33.3", "94.6%": "94.4"} in moved
    assert {"84个": "82", "33.4%": "33.3", "72个": "74"} in moved


def test_one_figure_stands_in_both_reports(audits):
    """47.03亿元 is one project's investment in Linfen and a city's in Lüliang: a remark."""
    remarks = remarks_across([audits["linfen"].report, audits["lvliang"].report])
    assert any("47.03亿元" in str(remark.text) for remark in remarks)


def test_every_figure_is_accounted_for(audits):
    """Tied by a check, or with a reason."""
    for audited in audits.values():
        assert len(audited.coverage) == len(audited.report)
        assert all(row.is_tied or row.reason for row in audited.coverage)
        assert audited.summary().tied / audited.summary().figures > 0.5
