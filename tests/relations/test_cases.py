"""Every check on cases that hold, that fail and that can't be decided, from a readable table."""

import csv
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest

from zoneanalysis.relations.register import CHECKS
from zoneanalysis.relations.tables import check_table

with Path(__file__).with_name("cases.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))


def relation(row):
    """Return the cells of the relation by role."""
    return dict(pair.split("=", 1) for pair in row["relation"].split())


def parameters(row):
    """Return the parameters of the check."""
    params = dict(pair.split("=", 1) for pair in row["params"].split("; ") if pair)
    if "items" in params:
        params["items"] = int(params["items"])
    return params


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['check']}: {row['case']}")
def test_case(row):
    """The verdict is the one worked out by hand, on single values and in a table."""
    frame = pd.DataFrame([relation(row)])
    single = check_table(row["check"], frame, details=True, **parameters(row))
    table = check_table(row["check"], frame, **parameters(row))
    assert single["verdict"].item() == row["verdict"], single["reason"].item()
    assert table["verdict"].item() == row["verdict"]


def test_every_check_has_cases_that_hold_that_fail_and_that_are_open():
    """A check tested only on good data is untested."""
    found = defaultdict(set)
    for row in ROWS:
        found[row["check"]].add(row["verdict"])
    for name in CHECKS:
        assert found[name] & {"consistent", "consistent only within rounding"}, name
        assert found[name] & {"inconsistent", "impossible"}, name
        assert "not assessable" in found[name], name


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['check']}: {row['case']}")
def test_every_result_explains_itself(row):
    """A reason in both languages, without gaps left open; numbers unless nothing was computed."""
    single = check_table(
        row["check"], pd.DataFrame([relation(row)]), details=True, **parameters(row)
    )
    chinese = check_table(
        row["check"],
        pd.DataFrame([relation(row)]),
        details=True,
        language="zh",
        **parameters(row),
    )
    for text in (single["reason"].item(), chinese["reason"].item()):
        assert text
        assert "{" not in text
    assert single["reason"].item() != chinese["reason"].item()
    if row["verdict"] != "not assessable":
        assert single["numbers"].item()
