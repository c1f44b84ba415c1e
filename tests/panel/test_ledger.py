"""The four rates counted anew from the file, projects by hand, and waiting times."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace

import pytest

from zoneanalysis.panel import four_rates, served, stuck
from zoneanalysis.panel.ledger import Rate, rate_of

from .conftest import DATA

LEDGER = (
    "p1,ZZ-1-A,2024-1,signed,甲,,2,,亿元,2024-02-01,2024-04-30",
    "p2,ZZ-1-A,2024-1,signed,乙,,2,,亿元,2024-02-01",
    "p3,ZZ-1-A,2024-2,signed,丙,,2,,亿元,2024-05-01,2024-05-02",
    "p4,ZZ-1-B,2024-1,signed,丁,,2,,亿元,2024-02-01,,2024-03-01",
    "p5,ZZ-1-B,2024-1,commissioned,戊,,2,,亿元,,,2024-02-01,,2024-03-10",
)


def counted(day: str) -> dict[tuple[str, str], tuple[int, int]]:
    """Count the rates of 云川 from the file, line by line."""
    lists = {
        "start_rate": ("signed", ["started", "commissioned", "full_capacity", "in_statistics"]),
        "commissioning_rate": ("started", ["commissioned", "full_capacity", "in_statistics"]),
        "full_capacity_rate": ("commissioned", ["full_capacity"]),
        "statistics_entry_rate": ("commissioned", ["in_statistics"]),
    }
    done, of = Counter(), Counter()
    path = DATA / "panels" / "yunchuan" / "projects.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for code, (batch, stages) in lists.items():
                if row["batch"] == batch and row[batch] and row[batch] <= day:
                    of[row["zone"], code] += 1
                    done[row["zone"], code] += any(row[s] and row[s] <= day for s in stages)
    return {key: (done[key], of[key]) for key in of}


@pytest.mark.parametrize("day", ["2022-08-18", "2023-06-30", "2024-05-31", "2024-12-31"])
def test_rates_are_those_counted_line_by_line(yunchuan, day):
    """As of four days, every zone, every rate."""
    found = {key: (rate.reached, rate.of) for key, rate in four_rates(yunchuan, day).items()}
    assert found == counted(day)


def test_a_day_decides(small):
    """On the day itself a project has started, the day before it has not."""
    panel = small(projects=LEDGER)
    assert four_rates(panel, "2024-04-29")["ZZ-1-A", "start_rate"] == Rate(0, 2)
    assert four_rates(panel, "2024-04-30")["ZZ-1-A", "start_rate"] == Rate(1, 2)
    assert four_rates(panel, "2024-05-02")["ZZ-1-A", "start_rate"] == Rate(2, 3)
    assert ("ZZ-1-A", "start_rate") not in four_rates(panel, "2024-01-31")


def test_who_is_in_production_has_started(small):
    """Also where the ledger leaves the day of the start empty."""
    assert four_rates(small(projects=LEDGER), "2024-03-31")["ZZ-1-B", "start_rate"] == Rate(1, 1)


def test_all_four_rates_are_of_the_list_that_the_panel_names(small):
    """Each of its own list otherwise."""
    panel = small(projects=LEDGER)
    assert ("ZZ-1-B", "full_capacity_rate") in four_rates(panel, "2024-12-31")
    one = replace(panel, meta={**panel.meta, "rates_of": "signed"})
    found = four_rates(one, "2024-12-31", by=None)
    assert list(found.values()) == [Rate(3, 4), Rate(1, 4), Rate(0, 4), Rate(0, 4)]


def test_by_event_and_in_all(small):
    """Other keys than the zone."""
    panel = small(projects=LEDGER)
    by_event = four_rates(panel, "2024-12-31", by="event")
    assert by_event["2024-1", "start_rate"] == Rate(2, 3)
    assert four_rates(panel, "2024-12-31", by=None)["", "start_rate"] == Rate(3, 4)


def test_a_printed_rate_stands_in_where_there_is_no_ledger(small):
    """Exact out of the ledger, an interval as printed."""
    panel = small(projects=LEDGER, panel=["ZZ-1-C,2024-05,start_rate,rate,66.7,%,actual"])
    assert rate_of(panel, "ZZ-1-A", "start_rate", "2024-05").interval.width == 0
    assert str(rate_of(panel, "ZZ-1-C", "start_rate", "2024-05").interval) == "[66.65, 66.75]"
    assert rate_of(panel, "ZZ-1-D", "start_rate", "2024-05") is None


def test_who_serves_which_projects(small):
    """People of a day, each once; projects signed and not in production that nobody serves."""
    panel = small(
        projects=[
            "p1,ZZ-1-A,2024-1,signed,甲,,1.0,,亿元,2024-01-05",
            "p2,ZZ-1-A,2024-1,signed,乙,,1.0,,亿元,2024-01-05",
            "p3,ZZ-1-B,2024-1,signed,丙,,1.0,,亿元,2024-01-05",
        ],
        agents=[
            "a1,ZZ-1-A,p1,王,leader,2024-01-06,,3",
            "a2,ZZ-1-A,p1,李,agent,2024-01-06,,",
            "a3,ZZ-1-A,p2,李,agent,2024-01-06,2024-03-01,5",
        ],
    )
    assert served(panel, "2024-02-01").loc["ZZ-1-A"].tolist() == [1, 1, 2, 0, 8]
    assert served(panel, "2024-05-01").loc["ZZ-1-A"].tolist() == [1, 1, 1, 1, 3]
    assert served(panel, "2024-05-01").loc["ZZ-1-B"].tolist() == [0, 0, 0, 1, 0]


def test_waiting_projects_by_days(small):
    """Signed and not started, the longest first; who is in the statistics waits for nothing."""
    found = stuck(small(projects=LEDGER), "2024-05-31")
    assert found[["id", "waits_for", "days"]].to_numpy().tolist() == [
        ["p2", "started", 120],
        ["p4", "full_capacity", 91],
        ["p1", "commissioned", 31],
        ["p3", "commissioned", 29],
    ]
    assert stuck(small(projects=LEDGER), "2024-05-31", least=100)["id"].tolist() == ["p2"]
