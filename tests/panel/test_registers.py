"""The registers of land and loans: sums by hand, units mixed, as of a day."""

from __future__ import annotations

from zoneanalysis.panel import land, loans

PROJECTS = [
    "p1,ZZ-1-A,2024-1,signed,甲,,1,,亿元,2024-01-01,2024-02-01",
    "p2,ZZ-1-B,2024-1,signed,乙,,1,,亿元,2024-01-01",
]
LAND = [
    "L1,ZZ-1-B,2024-01-10,20.00,亩,p2",
    "L2,ZZ-1-A,2024-01-10,2.0,公顷,p1",
    "L3,ZZ-1-A,2024-01-31,10.5,亩,",
    "L4,ZZ-1-A,2024-06-01,99,亩,p1",
]
LOANS = [
    "D1,ZZ-1-A,,甲行,2024-01-10,1.20,0.60,0.30,亿元",
    "D2,ZZ-1-A,,乙行,2024-01-11,3000,,,万元",
    "D3,ZZ-1-B,,乙行,2024-01-11,1000,,,万元",
    "D4,ZZ-1-B,,乙行,2024-07-01,1000,1000,1000,万元",
]


def test_land_is_sold_and_used_once_its_project_has_started(small):
    """Of a register in 亩 and 公顷 (15亩), by zone and in all; as of two days."""
    panel = small(projects=PROJECTS, land=LAND)
    assert land(panel, "2024-03-01").to_numpy().tolist() == [
        ["ZZ-1-A", 2, "40.50", "30.00", "74.1", "亩"],
        ["ZZ-1-B", 1, "20.00", "0.00", "0.0", "亩"],
        ["ZZ-1", 3, "60.50", "30.00", "49.6", "亩"],
    ]
    assert land(panel, "2024-01-10").iloc[-1].tolist() == ["ZZ-1", 2, "50.00", "0.00", "0.0", "亩"]
    assert land(panel, "2023-12-31").empty


def test_loans_granted_and_paid_out(small):
    """An empty cell is none yet; of no credit there is no share paid."""
    assert loans(small(loans=LOANS), "2024-03-01").to_numpy().tolist() == [
        ["ZZ-1-A", 2, "15000.00", "6000.00", "40.0", "3000.00", "50.0", "万元"],
        ["ZZ-1-B", 1, "1000.00", "0.00", "0.0", "0.00", "", "万元"],
        ["ZZ-1", 3, "16000.00", "6000.00", "37.5", "3000.00", "50.0", "万元"],
    ]
    assert list(loans(small(), "2024-03-01").columns)[:2] == ["zone", "agreements"]
