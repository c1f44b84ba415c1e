"""The audit of panels: what holds, each rule broken once, reports, remarks."""

from __future__ import annotations

import csv
import subprocess
import sys
from dataclasses import replace

import pytest

from zoneanalysis.history.panel_rules import judge_panel
from zoneanalysis.panel import Panel, read_panel
from zoneanalysis.panel.auditing import audit_panel, reconcile
from zoneanalysis.panel.plausibility import plausibility
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.reports.rules import read_rules
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period

from .conftest import DATA

HALF_YEAR = Period.parse("2024-01/2024-06")
HOLDS = {"consistent", "consistent only within rounding"}
BEISHAN = "CN-9901-DZ-BEISHAN"


def changed(panel: Panel, table: str, where: dict[str, str], **cells: str) -> Panel:
    """Return the panel with cells of one row changed."""
    frame = panel.tables[table].copy()
    rows = (frame[list(where)] == list(where.values())).all(axis=1)
    assert rows.sum() == 1
    for name, value in cells.items():
        frame.loc[rows, name] = value
    tables = {**panel.tables, table: frame}
    return Panel(panel.id, panel.meta, tables, panel.indicators, panel.areas)


def test_every_relation_of_the_example_holds(yunchuan):
    """All eight rules, thousands of relations, no finding."""
    found = audit_panel(yunchuan)
    assert set(found["rule"]) == {
        "zones add",
        "zones within",
        "months",
        "cumulated",
        "growth",
        "ledger rates",
        "ledger counts",
        "stages",
    }
    assert set(found["verdict"]) == HOLDS
    assert len(found) > 3000


ROW = {"zone": BEISHAN, "month": "2024-05", "indicator": "industrial_investment"}


@pytest.mark.parametrize(
    ("table", "where", "cells", "rules"),
    [
        (
            "panel",
            {**ROW, "measure": "ytd"},
            {"value": "48.42"},
            {"zones add", "months", "cumulated", "growth"},
        ),
        ("panel", {**ROW, "measure": "month"}, {"value": "9.99"}, {"months"}),
        ("panel", {**ROW, "measure": "ytd_yoy"}, {"value": "71.8"}, {"growth"}),
        (
            "panel",
            {"zone": BEISHAN, "month": "2024-05", "indicator": "start_rate", "measure": "rate"},
            {"value": "52.00"},
            {"ledger rates"},
        ),
        (
            "panel",
            {"zone": BEISHAN, "month": "2024-05", "indicator": "signed_projects", "measure": "ytd"},
            {"value": "9"},
            {"ledger counts", "cumulated"},
        ),
    ],
)
def test_a_planted_fault_breaks_its_rules_and_no_other(yunchuan, table, where, cells, rules):
    """Each with its arithmetic; what doesn't touch the cell still holds."""
    found = audit_panel(changed(yunchuan, table, where, **cells))
    odd = found[~found["verdict"].isin(HOLDS)]
    assert set(odd["rule"]) - {"zones add"} == rules - {"zones add"}
    assert (odd["numbers"] != "").all()
    assert (odd["reason"] != "").all()


def test_zones_with_more_than_their_city_are_to_be_confirmed(yunchuan):
    """No finding: the city may count otherwise."""
    city = {**ROW, "zone": "CN-9901", "measure": "ytd"}
    found = audit_panel(changed(yunchuan, "panel", city, value="49.00"))
    odd = found[(found["rule"] == "zones within") & ~found["verdict"].isin(HOLDS)]
    assert odd[["month", "indicator", "verdict"]].to_numpy().tolist() == [
        ["2024-05", "industrial_investment", "to be confirmed"]
    ]
    assert odd["reason"].iloc[0].endswith("counted differently")


def test_a_day_moved_in_the_ledger_breaks_its_rates(yunchuan):
    """A start that the panel has counted is put off."""
    own = "zone == @BEISHAN and batch == 'signed' and started != ''"
    first = yunchuan.tables["projects"].query(own)
    found = audit_panel(
        changed(yunchuan, "projects", {"id": first.iloc[0].id}, started="", commissioned="",
                full_capacity="", in_statistics="")
    )  # fmt: skip
    odd = found[~found["verdict"].isin(HOLDS)]
    assert set(odd["rule"]) == {"ledger rates"}
    assert BEISHAN in set(odd["zone"])


def test_a_ledger_or_a_sum_that_may_not_be_whole_accuses_nobody(small):
    """Zones without a ledger, a list that need not be all, a zone that never shows its level."""

    def verdicts(*rows, projects=()):
        found = audit_panel(small(panel=list(rows), projects=list(projects)))
        return found.set_index(["rule", "zone"])["verdict"].to_dict()

    small_ = small()
    assert "signed_projects" not in small_.indicators  # unknown codes are judged all the same
    signed = "{},2024-05,signed_projects,ytd,{},个,actual"
    rate = "{},2024-05,start_rate,rate,{},%,actual"
    listed = [f"p{at},ZZ-1-A,2024-1,signed,甲,,1,,亿元,2024-02-0{at}" for at in (1, 2)]
    found = verdicts(
        signed.format("ZZ-1-A", 3), signed.format("ZZ-1-B", 3), signed.format("ZZ-1", 6),
        rate.format("ZZ-1", 50), rate.format("ZZ-1-A", 50), projects=listed,
    )  # fmt: skip
    assert found["ledger counts", "ZZ-1-A"] == "to be confirmed"
    assert found["ledger rates", "ZZ-1-A"] == "inconsistent"
    assert {zone for rule, zone in found if rule.startswith("ledger")} == {"ZZ-1-A"}
    few = verdicts(signed.format("ZZ-1-A", 1), projects=listed)
    assert few["ledger counts", "ZZ-1-A"] == "inconsistent"
    level = "{},2024-05,investment,ytd,{},亿元,actual"
    three = [level.format(f"ZZ-1-{zone}", "2.0") for zone in "ABC"]
    assert verdicts(*three, level.format("ZZ-1", "8.0"))["zones add", "ZZ-1"] == "consistent"
    assert verdicts(*three, level.format("ZZ-1", "5.0"))["zones add", "ZZ-1"] == "inconsistent"
    four = [*three, level.format("ZZ-1-D", "2.0")]
    assert verdicts(*four, level.format("ZZ-1", "9.0"))["zones add", "ZZ-1"] == "inconsistent"


def test_what_a_revision_explains_is_to_be_confirmed(small):
    """A level that falls, and no such rule where an indicator can be negative."""
    level = "ZZ-1-A,2024-{},investment,ytd,{},亿元,actual"
    fallen = [level.format("04", "3.0"), level.format("05", "2.0")]
    assert list(audit_panel(small(panel=fallen))["verdict"]) == ["to be confirmed"]
    below = [level.format("02", "-1.0"), level.format("03", "0.5"), *fallen]
    assert audit_panel(small(panel=below)).empty


def report(*figures: tuple[str, str, str, str]) -> Report:
    """Return a report of the first half of 2024 with these figures."""
    return Report(
        "r",
        {},
        tuple(
            Observation(f"f{at:03d}", Figure.parse(printed), code, area, HALF_YEAR, measure)
            for at, (printed, code, area, measure) in enumerate(figures)
        ),
    )  # fmt: skip


def test_a_printed_report_is_held_against_the_panel(yunchuan):
    """The same, the same rounded, another, and one that the panel does not have."""
    own = yunchuan.figure(BEISHAN, "2024-06", "industrial_investment", "ytd")
    rounded = f"{float(own.point):.1f}亿元"
    code = "industrial_investment"
    found = reconcile(
        yunchuan,
        report(
            (f"{own.number}亿元", code, BEISHAN, "level"),
            (rounded, code, BEISHAN, "level"),
            ("1.11亿元", code, BEISHAN, "level"),
            ("1.11亿元", code, "CN-1410", "level"),
        ),
    )
    assert [verdict in HOLDS for verdict in found["verdict"]] == [True, True, False]
    assert "1.11" in found["numbers"].iloc[2]


def test_a_report_is_held_against_the_same_months_and_bounds(yunchuan):
    """A quarter is no year to date; 超 and 约 are no exact values; what is not final is open."""
    code, row = "industrial_investment", {"zone": BEISHAN, "month": "2024-06"}
    key = {**row, "indicator": "industrial_investment", "measure": "ytd"}  # 10.35亿元
    quarter = Period.parse("2024-04/2024-06")
    held = report(*(("10亿元以上", code, BEISHAN, "level"), ("约10亿元", code, BEISHAN, "level")))
    (one,) = report(("5.00亿元", code, BEISHAN, "level")).observations
    apart = replace(held, observations=(*held.observations, replace(one, period=quarter)))
    assert [verdict in HOLDS for verdict in reconcile(yunchuan, apart)["verdict"]] == [True, True]
    other = report(("5.00亿元", code, BEISHAN, "level"))
    assert list(reconcile(yunchuan, other)["verdict"]) == ["inconsistent"]
    early = changed(yunchuan, "panel", key, status="preliminary")
    assert list(reconcile(early, other)["verdict"]) == ["to be confirmed"]
    guess = changed(yunchuan, "panel", key, value="99.99", status="estimate")
    assert set(audit_panel(guess)["verdict"]) == HOLDS


def test_remarks_are_no_findings(yunchuan, small):
    """An outlier, a level that stands still, one rate three times, one name in two zones."""
    rows = [
        f"ZZ-1-{zone},2024-{month},investment,{measure},{value},{unit},actual"
        for zone, month, measure, value, unit in (
            ("A", "04", "ytd", "4.31", "亿元"),
            ("A", "05", "ytd", "4.31", "亿元"),
            ("A", "05", "ytd_yoy", "3.1", "%"),
            ("B", "05", "ytd_yoy", "3.1", "%"),
            ("C", "05", "ytd_yoy", "3.1", "%"),
        )
    ]
    panel = small(panel=rows, projects=["p1,ZZ-1-A,2024-1,signed,甲", "p2,ZZ-1-B,2024-1,signed,甲"])
    assert sorted(plausibility(panel, "2024-05")["remark"]) == ["names", "repeated", "same"]
    row = {"zone": BEISHAN, "month": "2024-05", "indicator": "industrial_value_added",
           "measure": "ytd_yoy"}  # fmt: skip
    odd = plausibility(changed(yunchuan, "panel", row, value="84.0"), "2024-05")
    assert BEISHAN in set(odd.loc[odd["remark"] == "outlier", "zone"])
    assert BEISHAN not in set(plausibility(yunchuan, "2024-05")["zone"])


def test_too_many_round_ends_are_remarked(small):
    """Thirty levels of which all end in 0 or 5; a fifth would; fewer than thirty say nothing."""

    def remarks(ends, count):
        rows = [
            f"ZZ-1-A,{2020 + at // 12}-{at % 12 + 1:02d},investment,month,{at}.{ends[at % 5]},亿元,"
            "actual"
            for at in range(count)
        ]
        last = f"{2020 + (count - 1) // 12}-{(count - 1) % 12 + 1:02d}"
        found = plausibility(small(panel=rows), last)
        return found[["remark", "value"]].to_numpy().tolist()

    assert remarks("05050", 30) == [["digits", "30/30"]]
    assert remarks("01234", 30) == []
    assert remarks("05050", 29) == []


RULES = """名称,公式,级别
分区合计,investment = sum(investment[各开发区]),强制性
开工,start_rate[各开发区] >= 30%,提示性
增速,investment[同比] = investment / investment[上年同期] * 100 - 100,强制性
全无,signed_large_projects >= 0,强制性
"""


def test_rules_of_ones_own_are_judged_by_month(small):
    """A sum over the zones, a rule for each, a year before, and one without figures."""
    values = [
        ("ZZ-1", "2023-06", "ytd", "50.0"),
        *((f"ZZ-1-{zone}", "2024-06", "ytd", "12.5") for zone in "ABCD"),
        ("ZZ-1", "2024-06", "ytd", "52.0"),
        ("ZZ-1", "2024-06", "ytd_yoy", "4.0"),
    ]
    rows = [
        f"{zone},{month},investment,{kind},{value},{'%' if 'yoy' in kind else '亿元'},actual"
        for zone, month, kind, value in values
    ]
    rows += ["ZZ-1-A,2024-06,start_rate,rate,20.0,%,actual"]
    panel = small(panel=rows)
    rules = read_rules(RULES.encode(), "rules.csv", panel.indicators, panel.areas)
    assert not rules.faults
    found = judge_panel(panel, rules.rules).set_index(["rule", "month"])["verdict"]
    assert found["分区合计", "2024-06"] == "inconsistent"
    assert found["开工", "2024-06"] == "to be confirmed"
    assert found["增速", "2024-06"] == "consistent"
    assert set(found["全无"]) == {"not assessable"}
    assert found["增速", "2023-06"] == "not assessable"


@pytest.fixture(scope="module")
def lesson():
    """Return the lesson: its panel, its printed report, and what was planted."""
    package = DataPackage(DATA / "lessons" / "planted-panel")
    path = package.root.parent / "solutions" / "planted-panel.csv"
    with path.open(encoding="utf-8", newline="") as file:
        solution = list(csv.DictReader(file))
    return read_panel("yunchuan", package), package.read("yunchuan-2024h1"), solution


def test_every_planted_fault_of_the_lesson_is_found(lesson):
    """Each by the rule that the solution names; nothing that no planted cell takes part in."""
    panel, printed, solution = lesson
    found = audit_panel(panel, [printed])
    odd = found[~found["verdict"].isin(HOLDS)]
    touched = set()
    for row in solution:
        zone, _, *rest = row["place"].split()
        if zone == "report":
            assert set(odd.loc[odd["rule"] == "report", "indicator"]) == {"industrial_investment"}
            continue
        touched.add(rest[0])
        own = odd[(odd["rule"] == row["rule"]) & (odd["indicator"] == rest[0])]
        near = own["zone"].isin([zone, *(g for g in panel.areas if zone in panel.members(g))])
        assert len(own[near]), row
    assert set(odd["indicator"]) == touched


def test_the_script_makes_the_lesson():
    """What was planted is what the solution says."""
    root = DATA.parent
    done = subprocess.run(
        [sys.executable, "tools/plant_panel_faults.py", "--check"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


LEDGER = [
    "p1,ZZ-1-A,2024-1,signed,甲,,1,,亿元,2024-02-01,2024-05-10,2024-04-02",  # runs backwards
    "p2,ZZ-1-B,2024-1,commissioned,乙,,1,,亿元,,,2024-04-02,2024-05-05,2024-04-09",
    "p3,ZZ-1-B,2024-1,started,丙,,1,,亿元,,2024-02-02,,2024-05-05,2024-04-09",
]


def test_a_ledgers_counts_fall_from_stage_to_stage(small):
    """A start after production is told in between; days that the ledger leaves out are not."""
    months = [f"ZZ-1-A,2024-0{at},investment,month,1.0,亿元,actual" for at in (3, 4, 5)]
    found = audit_panel(small(panel=months, projects=LEDGER))
    found = found[found["rule"] == "stages"]
    odd = found[~found["verdict"].isin(HOLDS)].to_dict("records")
    assert [(row["zone"], row["month"], row["verdict"]) for row in odd] == [
        ("ZZ-1-A", "2024-04", "inconsistent")
    ]
    assert odd[0]["indicator"] == "batch_signed_projects"
    assert "0个" in odd[0]["numbers"] or "0 ≥ 1" in odd[0]["numbers"]
    assert len(found[found["zone"] == "ZZ-1-B"]) == 10


RATES_PRINTED = {"start_rate": "60.0", "commissioning_rate": "60.04",
                 "full_capacity_rate": "70.0", "statistics_entry_rate": "65.0"}  # fmt: skip


def test_rates_fall_only_where_they_are_of_one_base(small):
    """As the panel says; within rounding; not from full capacity to entry into the statistics."""

    def verdicts(base, **rates):
        rows = [f"ZZ-1-A,2024-05,{code},rate,{value},%,actual" for code, value in rates.items()]
        panel = small(panel=rows)
        found = audit_panel(replace(panel, meta={**panel.meta, **base}))
        return found[found["rule"] == "stages"]["verdict"].to_list()

    one = {"rates_of": "signed"}
    assert verdicts({}, **RATES_PRINTED) == []
    assert verdicts(one, **RATES_PRINTED) == ["inconsistent", "inconsistent"]
    sound = RATES_PRINTED | {"full_capacity_rate": "50.0", "statistics_entry_rate": "55.0"}
    assert set(verdicts(one, **sound)) <= HOLDS
    assert verdicts(one, start_rate="60.0", full_capacity_rate="60.2") == ["inconsistent"]
    assert verdicts(one, start_rate="60.0") == []


def test_counts_of_one_base_fall_too(small):
    """Of the projects filed no more can have started; in a year, those of earlier years may."""

    def found(measure):
        row = f"ZZ-1-A,2024-05,filed_commitment_projects{{}},{measure},{{}},个,actual"
        judged = audit_panel(small(panel=[row.format("", 3), row.format("_started", 4)]))
        return judged[["rule", "verdict"]].to_numpy().tolist()

    assert found("stock") == [["stages", "inconsistent"]]
    assert found("ytd") == found("month") == []


def test_growth_of_rates_is_in_no_order(small):
    """Also where the panel names their one base."""
    rows = [
        f"ZZ-1-A,2024-05,{code},ytd_yoy,{value},%,actual" for code, value in RATES_PRINTED.items()
    ]
    panel = small(panel=rows)
    assert audit_panel(replace(panel, meta={**panel.meta, "rates_of": "signed"})).empty
