"""The lesson runs, says what its text says, and keeps to the house rules of notebooks."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from pathlib import Path

import nbformat
import pytest

LESSON = Path(__file__).parents[2] / "notebooks" / "teaching" / "ytd_to_monthly.ipynb"


@pytest.fixture(scope="module")
def notebook():
    """Return the lesson."""
    return nbformat.read(LESSON, as_version=4)


@pytest.fixture(scope="module")
def run(notebook):
    """Return the names that the lesson's cells leave behind, and what they print."""
    names, printed = {}, io.StringIO()
    with redirect_stdout(printed):
        for cell in notebook.cells:
            if cell.cell_type == "code":
                exec(compile(cell.source, cell.id, "exec"), names)
    return names, printed.getvalue()


def test_rules_of_notebooks(notebook):
    """No outputs, no def, at most 60 lines of code, one parameters cell, an invented city."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    lines = [line for cell in code for line in cell.source.splitlines() if line.strip()]
    assert len(lines) <= 60
    assert not any(line.lstrip().startswith("def ") for line in lines)
    assert not any(cell.outputs or cell.execution_count for cell in code)
    assert [cell.id for cell in code if "parameters" in cell.metadata.get("tags", [])] == [
        "parameters"
    ]
    assert "虚构" in notebook.cells[0].source


def test_second_quarter_by_hand(run):
    """2 · 1.8 - 4.2 = -0.6, give or take 0.15."""
    names, printed = run
    assert float(names["second_quarter"]) == pytest.approx(-0.6)
    assert "-0.6%" in printed
    assert "-0.75% … -0.45%" in printed


def test_cumulator_is_the_weighted_mean(run):
    """December's year-to-date growth is the weighted mean of the twelve months."""
    names, _ = run
    pairs = list(zip(names["growth"], names["weights"], strict=True))
    mean = sum(g * w for g, w in pairs) / sum(w for _, w in pairs)
    assert names["ytd"][-1] == pytest.approx(mean)


def test_cumulator_restarts_in_january(run):
    """The second year, with the same growth, has the same path as the first."""
    names, _ = run
    assert len(names["ytd"]) == 24
    assert names["ytd"][12:] == pytest.approx(names["ytd"][:12])
    assert names["ytd"][12] == pytest.approx(names["growth"][0])


def test_first_exercise_narrows_the_quarter(notebook):
    """June printed "1.80" instead of "1.8": ±(3 · 0.05 + 6 · 0.005)/3 = 0.06 instead of 0.15."""
    names = {}
    for cell in notebook.cells[:7]:
        if cell.cell_type == "code":
            with redirect_stdout(io.StringIO()):
                source = cell.source.replace('"1.8"', '"1.80"')
                exec(compile(source, cell.id, "exec"), names)
    assert float(names["slack"]) == pytest.approx(0.06)


def test_target_needs_what_the_text_asks(run):
    """(12 · 6 - 7 · 2.5) / 5 = 10.9% for the remaining five months, and that's unlikely."""
    names, printed = run
    assert float(names["need"].growth.point) == pytest.approx(10.9)
    assert names["need"].probability < 0.2
    assert "取自许多其他序列" in printed
