"""Scores, totals, ranks: against a second implementation; rules by hand; alerts; sensitivity."""

from __future__ import annotations

import csv
from collections import defaultdict
from fractions import Fraction

import pytest

from zoneanalysis.panel import alerts, contributions, progress, scorecard, sensitivity
from zoneanalysis.panel.progress import due
from zoneanalysis.panel.scoring import items, value_of
from zoneanalysis.values.formatting import format_half_up

from .conftest import DATA, ZONES
from .test_ledger import counted

FOLDER = DATA / "panels" / "yunchuan"


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of 云川."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_a_spreadsheet(month: str, day: str) -> dict[str, float]:
    """Return the totals of 云川 in floats, with the formulas that a spreadsheet would hold."""
    cells = {
        (r["zone"], r["month"], r["indicator"], r["measure"]): float(r["value"])
        for r in table("panel")
    }
    goals = {
        (r["zone"], r["indicator"], r["measure"]): float(r["value"])
        for r in table("targets")
        if r["year"] == month[:4]
    }
    groups = {r["code"]: r["members"].split() for r in table("areas")}
    rates = {key: 100 * k / n for key, (k, n) in counted(day).items()}
    totals: dict[str, float] = defaultdict(float)
    for item in table("scheme"):
        zones, code = groups[item["zones"]], item["indicator"]
        values = {}
        for zone in zones:
            value = cells.get((zone, month, code, item["measure"]))
            if code.endswith("_rate") and (zone, code) in rates:
                value = rates[zone, code]
            elif code.endswith("_rate") and "plant" not in code:
                value = None
            if item["measure"] == "gap":
                value = cells[zone, month, code, "ytd_yoy"] - goals[zone, code, "ytd_yoy"]
            if item["measure"] == "progress":
                reached = cells[zone, month, code, "ytd"] / goals[zone, code, "ytd"]
                value = 100 * (reached - int(month[5:]) / 12)
            if code == "overdue_tasks":
                value = sum(
                    t["zone"] == zone and t["deadline"] < day and (not t["done"] or t["done"] > day)
                    for t in table("tasks")
                )
            if code == "signed_large_projects":
                value = sum(
                    p["zone"] == zone
                    and p["batch"] == "signed"
                    and p["signed"][:4] == month[:4]
                    and p["signed"] <= day
                    and float(p["planned"]) >= 1
                    for p in table("projects")
                )
            if value is not None:
                values[zone] = value
        weight = float(item["weight"])
        for zone, value in values.items():
            if item["rule"] == "linear":
                low, high = float(item["lower"]), float(item["upper"])
                totals[zone] += weight * min(1, max(0, (value - low) / (high - low)))
            elif item["rule"] == "rank":
                rank = 1 + sum(other > value for other in values.values())
                totals[zone] += max(0, weight - float(item["step"]) * (rank - 1))
            else:
                points = min(float(item["cap"]), float(item["step"]) * value)
                totals[zone] += points if item["rule"] == "bonus" else -points
    return totals


@pytest.mark.parametrize(
    ("month", "day"),
    [("2023-06", "2023-06-30"), ("2024-05", "2024-05-31"), ("2024-12", "2024-12-31")],
)
def test_totals_and_places_are_those_of_a_spreadsheet(yunchuan, month, day):
    """Every zone, three months."""
    card = scorecard(yunchuan, month)
    other = by_a_spreadsheet(month, day)
    assert {each.zone: float(each.total.point) for each in card} == pytest.approx(dict(other))
    for each in card:
        assert each.place == 1 + sum(v > other[each.zone] + 1e-9 for v in other.values())
        assert each.total.interval.contains(each.total.point)
        assert each.best <= each.place <= each.worst


ITEM = "i,ZZ-1,investment,ytd_yoy,100,linear,{},{}"
GROWTH = "ZZ-1-{},2024-06,investment,ytd_yoy,{},%,actual"


def score_of(small, value: str, lower: str, upper: str):
    """Return the score of one growth rate by one linear rule."""
    panel = small(panel=[GROWTH.format("A", value)], scheme=[ITEM.format(lower, upper)])
    (score,) = next(each for each in scorecard(panel, "2024-06") if each.zone == ZONES[0]).scores
    return score


@pytest.mark.parametrize(
    ("value", "lower", "upper", "points", "interval"),
    [
        ("5.0", "0", "10", "50", "[49.5, 50.5]"),
        ("12.0", "0", "10", "100", "[100, 100]"),
        ("-0.1", "0", "10", "0", "[0, 0]"),
        ("0.0", "0", "10", "0", "[0, 0.5]"),
        ("5.0", "10", "0", "50", "[49.5, 50.5]"),
        ("12.0", "10", "0", "0", "[0, 0]"),
    ],
)
def test_the_linear_rule(small, value, lower, upper, points, interval):
    """Between its bounds, at and beyond them, rising and falling."""
    score = score_of(small, value, lower, upper)
    assert format_half_up(score.point, 0) == points
    assert str(score.points) == interval


def test_a_missing_value_scores_nothing_and_leaves_all_open(small):
    """No data is no pass: the interval reaches to the full weight."""
    panel = small(panel=[GROWTH.format("A", "5.0")], scheme=[ITEM.format("0", "10")])
    card = {each.zone: each for each in scorecard(panel, "2024-06")}
    assert card[ZONES[1]].total.point == 0
    assert str(card[ZONES[1]].total.interval) == "[0, 100]"
    assert card[ZONES[1]].best == 1


def test_ranks_within_rounding_share_points(small):
    """5.0 and 5 may be the same; the third is apart."""
    rows = [GROWTH.format(*pair) for pair in (("A", "5.2"), ("B", "5"), ("C", "3.0"))]
    panel = small(panel=rows, scheme=["i,ZZ-1,investment,ytd_yoy,100,rank,,,10"])
    card = {each.zone[-1]: each.scores[0] for each in scorecard(panel, "2024-06")}
    assert [card[zone].point for zone in "ABC"] == [100, 90, 80]
    assert [str(card[zone].points) for zone in "ABC"] == ["[90, 100]", "[90, 100]", "[80, 80]"]


def test_exactly_equal_values_share_the_better_rank(small):
    """Counts that are equal get the same points, for certain."""
    rows = [
        f"ZZ-1-{z},2024-06,signed_large_projects,ytd,{n},个,actual" for z, n in ("A3", "B3", "C1")
    ]
    panel = small(panel=rows, scheme=["i,ZZ-1,signed_large_projects,ytd,100,rank,,,10"])
    card = {each.zone[-1]: each.scores[0] for each in scorecard(panel, "2024-06")}
    assert [str(card[zone].points) for zone in "ABC"] == ["[100, 100]", "[100, 100]", "[80, 80]"]


def test_deduction_and_bonus_have_a_cap(small):
    """Seven tasks overdue at half a point each, three at most."""
    tasks = [f"t{n},ZZ-1-A,x,y,z,2024-01-01,2024-0{n % 3 + 1}-01" for n in range(7)]
    tasks.append("t8,ZZ-1-B,x,y,z,2024-01-01,2024-02-01,2024-03-01")
    tasks.append("t9,ZZ-1-B,x,y,z,2024-01-01,2024-06-30")
    panel = small(
        panel=[GROWTH.format("A", "5.0"), GROWTH.format("B", "5.0")],
        tasks=tasks,
        scheme=[ITEM.format("0", "10"), "d,ZZ-1,overdue_tasks,count,0,deduction,,,0.5,3"],
    )
    card = {each.zone[-1]: each for each in scorecard(panel, "2024-06")}
    assert card["A"].scores[1].point == -3
    assert card["B"].scores[1].point == 0
    assert card["A"].total.point == 47


def test_what_goes_without_a_deduction_stands_in_the_arithmetic(small):
    """The first two of five overdue tasks cost nothing."""
    panel = small(
        panel=[GROWTH.format("A", "5.0")],
        tasks=[f"t{n},ZZ-1-A,x,y,z,2024-01-01,2024-02-01" for n in range(5)],
        scheme=[ITEM.format("0", "10"), "d,ZZ-1,overdue_tasks,count,0,deduction,2,,0.5,3"],
    )
    card = next(each for each in scorecard(panel, "2024-06") if each.zone == "ZZ-1-A")
    assert card.scores[1].numbers == "−0.5 × (5 − 2) (≤ 3) = −1.5"


SCHEDULE = ("1", "2", "3", "4", "5", "60", "70", "80", "85", "90", "95", "100")
WARNED = "i,ZZ-1,investment,ytd_yoy,100,linear,0,10,,,0,2,3"


def level_of(small, *values: str) -> str | None:
    """Return the level after these monthly growth rates, from February on; blank is no value."""
    rows = [
        f"ZZ-1-A,2024-{month:02d},investment,ytd_yoy,{value},%,actual"
        for month, value in enumerate(values, start=2)
        if value
    ]
    rows.append(f"ZZ-1-B,2024-{len(values) + 1:02d},investment,ytd_yoy,9.0,%,actual")
    found = alerts(small(panel=rows, scheme=[WARNED]), f"2024-{len(values) + 1:02d}")
    return found[0].level if found else None


@pytest.mark.parametrize(
    ("values", "level"),
    [
        (("1.0",), None),
        (("-1.0",), "reminder"),
        (("-1.0", "-2.0"), "letter"),
        (("-1.0", "-2.0", "-0.5"), "talk"),
        (("-1.0", "2.0", "-0.5"), "reminder"),
        (("-1.0", "", "-0.5"), "letter"),
        (("0.0",), "open"),
        (("-1.0", "0.0", "-1.0"), "reminder"),
        (("-1.0", ""), None),
    ],
)
def test_warnings_escalate_month_by_month(small, values, level):
    """Two in a row make a letter, three a talk; rounding to the threshold leaves it open."""
    assert level_of(small, *values) == level


def test_the_months_in_a_row_are_all_counted(small):
    """Two years below the threshold are 24 months, not as many as the talk needs."""
    months = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
    rows = [f"ZZ-1-A,{month},investment,ytd_yoy,-1.0,%,actual" for month in months]
    (found,) = alerts(small(panel=rows, scheme=[WARNED]), "2024-12")
    assert found.months == tuple(months)


def test_months_far_apart_follow_on_nothing(small):
    """A value of a year ago makes no second month in a row; one of three months ago does."""
    rows = [f"ZZ-1-A,{month},investment,ytd_yoy,-1.0,%,actual"
            for month in ("2023-05", "2024-02", "2024-05")]  # fmt: skip
    panel = small(panel=rows, scheme=[WARNED])
    assert alerts(panel, "2024-02")[0].level == "reminder"
    assert alerts(panel, "2024-05")[0].months == ("2024-02", "2024-05")


def test_progress_against_both_schedules(small):
    """A twelfth a month, or as the year before went: the range is shown."""
    panel = small(
        panel=[
            "ZZ-1-A,2023-06,investment,ytd,4.00,亿元,actual",
            "ZZ-1-A,2023-12,investment,ytd,10.00,亿元,actual",
            "ZZ-1-A,2024-06,investment,ytd,5.50,亿元,actual",
        ],
        targets=[
            "ZZ-1-A,2024,investment,ytd,11,亿元",
            f"ZZ-1-B,2024,investment,ytd,10,亿元,{' '.join(SCHEDULE)}",
        ],
    )  # fmt: skip
    found = progress(panel, ZONES[0], "investment", "2024-06")
    assert found.lead.point == 0
    assert found.due.point == 50
    assert (round(float(found.due.interval.lo), 1), found.due.interval.hi) == (39.9, 50)
    assert due(panel, ZONES[1], "investment", "2024-06").interval.lo == 60
    assert progress(panel, ZONES[2], "investment", "2024-06") is None


def test_contributions_add_to_the_growth_of_all(small):
    """10 to 12 and 30 to 29: five points and minus two and a half."""
    panel = small(
        panel=[
            "ZZ-1-A,2023-06,investment,ytd,10.00,亿元,actual",
            "ZZ-1-B,2023-06,investment,ytd,30.00,亿元,actual",
            "ZZ-1-A,2024-06,investment,ytd,12.00,亿元,actual",
            "ZZ-1-B,2024-06,investment,ytd,29.00,亿元,actual",
        ]
    )
    found = contributions(panel, "investment", "2024-06")
    assert {zone[-1]: each.point for zone, each in found.items()} == {
        "A": 5,
        "B": Fraction(-5, 2),
    }
    assert all(each.interval.contains(each.point) for each in found.values())
    assert contributions(panel, "value_added", "2024-06") == {}


def test_levels_in_another_unit_are_the_same_levels(small):
    """万元 of one zone beside 亿元 of another: in scores, ranks, warnings and contributions."""
    scheme = ["a,ZZ-1,investment,ytd,60,linear,0,10,,,4,1,1", "b,ZZ-1,investment,ytd,40,rank,,,5"]
    rows = {
        unit: [
            f"{zone},{year}-05,investment,ytd,{level * factor:.4f},{unit},actual"
            for at, zone in enumerate(ZONES)
            for year, level in ((2023, 5 + at), (2024, 3 + 2 * at))
        ]
        for unit, factor in (("亿元", 1), ("万元", 10_000))
    }
    mixed = [rows["万元" if at % 3 else "亿元"][at] for at in range(2 * len(ZONES))]
    one, other = (small(panel=each, scheme=scheme) for each in (rows["亿元"], mixed))
    for found in zip(scorecard(one, "2024-05"), scorecard(other, "2024-05"), strict=True):
        assert len({(each.zone, each.total.point, each.place) for each in found}) == 1
    levels = [[(a.zone, a.level) for a in alerts(each, "2024-05")] for each in (one, other)]
    assert levels == [[(ZONES[0], "talk")]] * 2
    parts = [contributions(each, "investment", "2024-05") for each in (one, other)]
    assert [part.point for part in parts[0].values()] == [part.point for part in parts[1].values()]


def test_an_item_may_score_a_single_zone(small):
    """A zone is a group of one."""
    rows = [f"{zone},2024-05,investment,ytd,5.0,亿元,actual" for zone in ZONES]
    panel = small(panel=rows, scheme=[f"a,{ZONES[1]},investment,ytd,100,linear,0,10"])
    assert [(each.zone, each.total.point) for each in scorecard(panel, "2024-05")] == [
        (ZONES[1], 50)
    ]


def test_the_share_of_draws_is_as_fine_as_it_is_printed(yunchuan):
    """Other draws move it by about a point, no more."""
    card = scorecard(yunchuan, "2024-06")
    shares = [sensitivity(card, seed=seed)["last"] for seed in (1, 2, 3, 4)]
    assert max((a - b).abs().max() for a in shares for b in shares) < 0.015


def test_sensitivity_of_a_firm_ranking(yunchuan):
    """Shares sum to the places at the end; who leads by far is never last; the same twice."""
    card = scorecard(yunchuan, "2024-06")
    found = sensitivity(card, draws=500)
    assert found["last"].sum() == pytest.approx(3)
    assert found["last"].iloc[0] == 0
    assert found.equals(sensitivity(card, draws=500))
    still = sensitivity(card, draws=50, spread=Fraction(0))
    assert (still["rank_low"] >= [each.best for each in card]).all()
    assert (still["rank_high"] <= [each.worst for each in card]).all()


def test_every_item_of_the_example_has_a_value(yunchuan):
    """But for zones whose list is empty."""
    missing = [
        (item.id, zone)
        for item in items(yunchuan)
        for zone in yunchuan.members(item.zones)
        if value_of(yunchuan, item, zone, "2024-06") is None
    ]
    assert missing == []
