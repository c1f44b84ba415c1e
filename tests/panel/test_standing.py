"""Ranking by the four rates: ties, small counts, rounding, the bottom three."""

from __future__ import annotations

from zoneanalysis.panel import rate_standings

E = "2024-01-05"


def project(number: int, zone: str, *, started: bool) -> str:
    """Return the row of a signed project."""
    return f"p{number},ZZ-1-{zone},2024-1,signed,x,,1,,亿元,{E},{'2024-02-01' if started else ''}"


def ledger(**counts: tuple[int, int]) -> list[str]:
    """Return a ledger in which *k* of *n* signed projects of each zone have started."""
    rows = []
    for zone, (k, n) in counts.items():
        for at in range(n):
            rows.append(project(len(rows), zone, started=at < k))
    return rows


def month(small, **counts):
    """Return the standings by the last letter of the zone, one last place."""
    panel = small(projects=ledger(**counts), panel=["ZZ-1-A,2024-06,investment,ytd,1,亿元,actual"])
    return {each.zone[-1]: each for each in rate_standings(panel, "2024-06", last=1)}


def test_equal_rates_share_their_place(small):
    """Two of four and three of six are the same rate."""
    found = month(small, A=(2, 4), B=(3, 6), C=(1, 1), D=(0, 9))
    assert [found[zone].place for zone in "CABD"] == [1, 2, 2, 4]


def test_a_difference_of_less_than_a_project_is_none(small):
    """Two of four and three of five: one project more turns the order."""
    found = month(small, A=(2, 4), B=(3, 5), C=(100, 100), D=(0, 100))
    assert (found["A"].best, found["A"].worst) == (found["B"].best, found["B"].worst) == (2, 3)
    assert (found["C"].best, found["C"].worst) == (1, 1)


def test_many_projects_tell_zones_apart(small):
    """40 of 80 and 60 of 100."""
    found = month(small, A=(40, 80), B=(60, 100), C=(1, 100), D=(99, 100))
    assert [(found[zone].best, found[zone].worst) for zone in "DBAC"] == [
        (1, 1),
        (2, 2),
        (3, 3),
        (4, 4),
    ]


def test_the_cut_of_the_last_in_a_tie_says_could_be(small):
    """One last place, two zones that it may be."""
    found = month(small, A=(90, 100), B=(80, 100), C=(1, 10), D=(1, 10))
    assert [found[zone].last for zone in "ABCD"] == ["no", "no", "could be", "could be"]
    found = month(small, A=(90, 100), B=(80, 100), C=(50, 100), D=(10, 100))
    assert [found[zone].last for zone in "ABCD"] == ["no", "no", "no", "yes"]


def test_printed_rates_are_apart_only_beyond_their_rounding(small):
    """66.7 and 66.6 are apart; 67 and 66.6 may be the same."""
    row = "ZZ-1-{},2024-06,start_rate,rate,{},%,actual".format
    panel = small(panel=[row("A", "66.7"), row("B", "66.5"), row("C", "67"), row("D", "10")])
    found = {each.zone[-1]: (each.best, each.worst) for each in rate_standings(panel, "2024-06")}
    assert found == {"C": (1, 3), "A": (1, 2), "B": (2, 3), "D": (4, 4)}


def test_of_three_zones_none_is_among_the_last_three(small):
    """The rule is meant for more zones than it names; of four, three are."""
    rates = [f"ZZ-1-{zone},2024-05,start_rate,rate,{rate}.0,%,actual"
             for zone, rate in zip("ABCD", (90, 70, 50, 30), strict=True)]  # fmt: skip
    assert {each.last for each in rate_standings(small(panel=rates[:3]), "2024-05")} == {"no"}
    found = [each.last for each in rate_standings(small(panel=rates), "2024-05")]
    assert found == ["no", "yes", "yes", "yes"]


def test_a_zone_without_projects_has_no_place(small):
    """No data is no rank."""
    assert set(month(small, A=(1, 2), B=(1, 3))) == {"A", "B"}
