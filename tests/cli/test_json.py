"""`--format json` of list, validate and forecast: data for another program."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from zoneanalysis.cli.main import cli

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of the data package without its lessons."""
    return shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("lessons"))


def said(data: Path, *words: str) -> tuple[int, object]:
    """Return the exit code and the data that a command printed."""
    result = CliRunner().invoke(cli, ["--data", str(data), *words, "--format", "json"])
    return result.exit_code, json.loads(result.stdout)


def test_list(data):
    """Each report with its numbers, or with its faults."""
    (data / "reports" / "lvliang-2023h1" / "claims.csv").write_text("")
    code, found = said(data, "list")
    assert (code, found[0]["figures"], found[0]["period"]) == (0, 69, "2023-01/2023-06")
    assert found[1]["report"] == "lvliang-2023h1"
    assert "claims.csv" in found[1]["faults"][0]


def test_validate(data):
    """No faults, exit 0; a fault with file, row and column, exit 2."""
    assert said(data, "validate") == (0, {"faults": [], "remarks": []})
    path = data / "reports" / "linfen-2023h1" / "figures.csv"
    path.write_text(path.read_text("utf-8").replace("level,155.02", "level,155.03"), "utf-8")
    code, found = said(data, "validate")
    (fault,) = found["faults"]
    assert (code, fault["row"], fault["column"]) == (2, 3, "obs_value")
    assert fault["file"].endswith("figures.csv") and fault["must"] and fault["do"]


def test_forecast(data):
    """Months with their intervals; what isn't known is null, never NaN."""
    code, found = said(data, "forecast", "linfen-2023h1")
    assert code == 0
    series = found[0]
    assert (series["report"], series["year"]) == ("linfen-2023h1", 2023)
    december = series["months"][-1]
    assert december["low80"] < december["median"] < december["high80"]
    assert december["printed"] is None
    assert series["year_end"][0]["method"] == "model"
