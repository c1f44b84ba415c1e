"""The lesson of planted errors, and the notebook that opens every check."""

import csv
import re
from pathlib import Path

import nbformat
import pytest

from zoneanalysis.audit import audit
from zoneanalysis.relations.register import CHECKS
from zoneanalysis.reports import DataPackage
from zoneanalysis.values.figures import Bound

ROOT = Path(__file__).parents[2]
LESSON = ROOT / "data" / "lessons" / "planted-errors"
NOTEBOOK = ROOT / "notebooks" / "audit.ipynb"


@pytest.fixture(scope="module")
def found():
    """Return the audit of the lesson's report."""
    return audit(DataPackage(LESSON).read("yunchuan-2024h1"))


@pytest.fixture(scope="module")
def solution():
    """Return what was planted, by relation."""
    with (LESSON.parent / "solutions" / "planted-errors.csv").open(encoding="utf-8") as file:
        return {row["claim"]: row for row in csv.DictReader(file)}


def test_the_data_agree_with_the_text():
    """Every offset, every printed figure, every row."""
    assert DataPackage(LESSON).validate(LESSON / "yunchuan.txt", ["yunchuan-2024h1"]) == ()


def test_what_was_planted_is_found_and_nothing_else(found, solution):
    """Twenty-one errors, no false alarm."""
    assert {result.claim_id for result in found.findings} == set(solution)
    assert len(solution) == 21


def test_every_family_has_an_error(found, solution):
    """Families of the manual's table of checks, as the solution names them."""
    text = (ROOT / "docs/methods/audit.md").read_text(encoding="utf-8")
    family_of, family = {}, ""
    for head, checks in re.findall(r"^\|( \w*) ?\| (`.*?|the others) \|", text, re.MULTILINE):
        family = head.strip() or family
        family_of |= dict.fromkeys(re.findall(r"`(\w+)`", checks), family)
    assert {row["family"] for row in solution.values()} == set(family_of.values())
    assert set(family_of) < set(CHECKS)
    for result in found.findings:
        assert solution[result.claim_id]["family"] == family_of[result.check]


def test_the_report_also_has_traps(found):
    """Real growth against nominal levels stays silent; a partial list is within its whole."""
    silent = {r.check for r in found.results if not r.verdict.is_finding and not r.verdict.holds}
    assert silent == {"growth_from_levels"}
    assert all(each.figure.bound is Bound.NONE for each in found.report)


def test_the_planted_figure_is_among_the_repairs(found):
    """What the solution says of three of them is what the repair says."""
    values = {
        change.printed: change.values
        for cluster in found.repair.clusters
        for alternative in cluster.alternatives
        for change in alternative.changes
    }
    assert values["2.7个百分点"] == ("−1.7",)
    assert values["3120万元"] == ("31200",)
    assert values["增长8.8%"] == ("9.7",)
    held = {h.printed for cluster in found.repair.clusters for h in cluster.held}
    assert {"增长7.2%", "482.60亿元"} <= held


def test_rules_of_notebooks():
    """No outputs, no def, no loop, at most 60 lines of code, one parameters cell."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    lines = [line for cell in code for line in cell.source.splitlines() if line.strip()]
    assert len(lines) <= 60
    assert not any(line.startswith(("def ", "for ", "while ")) for line in lines)
    assert not any(cell.outputs or cell.execution_count for cell in code)
    assert [c.id for c in code if "parameters" in c.metadata.get("tags", [])] == ["parameters"]


def test_the_notebook_runs(monkeypatch):
    """Each code cell runs after the ones before it, from the folder of the notebook."""
    monkeypatch.chdir(NOTEBOOK.parent)
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    names: dict[str, object] = {"In": []}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, f"audit {cell.id}", "exec"), names)
    assert names["found"].results
