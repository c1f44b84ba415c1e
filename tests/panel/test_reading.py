"""Reading a panel: every fault at once, by file, row and column."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from zoneanalysis.errors import InputError
from zoneanalysis.panel import panels, read_panel

with Path(__file__).with_name("faults.csv").open(encoding="utf-8", newline="") as table:
    CASES = list(csv.DictReader(table))
ROOT = Path(__file__).resolve().parents[2]


def faults_of(package, name="yunchuan"):
    """Return the faults that reading a panel raises."""
    with pytest.raises(InputError) as raised:
        read_panel(name, package)
    return raised.value.faults


@pytest.mark.parametrize("case", CASES, ids=[each["case"] for each in CASES])
def test_each_fault_is_named_by_file_row_and_column(package, case):
    """One slip in one cell gives that fault at that place, and no other."""
    path = package.root / "panels" / "yunchuan" / case["file"]
    text = path.read_text(encoding="utf-8")
    assert case["find"] in text, "the case is stale"
    path.write_text(text.replace(case["find"], case["replace"], 1), encoding="utf-8")
    row = text[: text.index(case["find"])].count("\n") + 1
    found = faults_of(package)
    (fault,) = [each for each in found if case["must"] in each.must]
    assert fault.where.file == f"data/panels/yunchuan/{case['file']}"
    assert fault.where.column == case["column"]
    assert case["came"] in fault.came
    assert case["do"] in fault.do
    if case["row"] != "other":
        assert fault.where.row == row
    assert len(found) == 1


def test_faults_of_all_tables_come_together(package):
    """Three tables broken, three faults."""
    folder = package.root / "panels" / "yunchuan"
    (folder / "loans.csv").unlink()
    for name in ("projects.csv", "targets.csv"):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace("亿元", "亿圆", 1), encoding="utf-8")
    assert {each.where.file.rpartition("/")[2] for each in faults_of(package)} == {
        "loans.csv",
        "projects.csv",
        "targets.csv",
    }


def test_an_unknown_panel_suggests_a_near_one(package):
    """A slip in the name."""
    assert panels(package) == ("yunchuan",)
    (fault,) = faults_of(package, "yunchan")
    assert "yunchuan" in fault.do


def test_groups_are_their_named_zones_or_those_inside(yunchuan):
    """A group with members, and one without."""
    assert len(yunchuan.members("CN-9901-DZ")) == 11
    assert len(yunchuan.members("CN-9901-DZ-IND")) == 8
    assert len(yunchuan.members("CN-9901")) == 11


def test_values_keep_their_printed_places(yunchuan):
    """A value is the interval of its last digit; a count is exact."""
    row = yunchuan.tables["panel"].query("indicator == 'industrial_investment'").iloc[0]
    figure = yunchuan.figure(row.zone, row.month, row.indicator, row.measure)
    assert figure.number == row.value
    assert figure.interval.width == 2 * figure.half_unit != 0
    count = yunchuan.figure("CN-9901-DZ", "2024-05", "signed_projects", "ytd")
    assert count.exact


def test_the_script_makes_the_committed_city():
    """The same seed, the same bytes."""
    done = subprocess.run(
        [sys.executable, "tools/make_yunchuan.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
