"""The notebooks of the reports: thin, and as anyone from the Jupyter world expects them."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest

from zoneanalysis.review.comparison import Comparison
from zoneanalysis.review.review import Review

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
MADE = {"review.ipynb": ("review", Review), "comparison.ipynb": ("comparison", Comparison)}


@pytest.fixture(params=sorted(MADE))
def name(request: pytest.FixtureRequest) -> str:
    """Return the name of each notebook in turn."""
    return str(request.param)


def code(name: str) -> list[str]:
    """Return the sources of the code cells."""
    notebook = nbformat.read(NOTEBOOKS / name, as_version=4)
    nbformat.validate(notebook)
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def test_no_more_than_sixty_lines_of_code(name: str) -> None:
    """A notebook of a report is thin, and defines and loops over nothing."""
    lines = [line for source in code(name) for line in source.splitlines() if line.strip()]
    assert len(lines) <= 60
    tree = ast.parse("\n".join(lines))
    assert not any(
        isinstance(node, (ast.FunctionDef, ast.For, ast.While, ast.ClassDef, ast.With))
        for node in ast.walk(tree)
    )


def test_one_cell_of_parameters_with_literals(name: str) -> None:
    """The parameters stand in one tagged cell, each with its type, and are literals only."""
    notebook = nbformat.read(NOTEBOOKS / name, as_version=4)
    tagged = [c for c in notebook.cells if "parameters" in c.metadata.get("tags", [])]
    assert len(tagged) == 1
    for node in ast.parse(tagged[0].source).body:
        assert isinstance(node, ast.AnnAssign) and node.value is not None
        ast.literal_eval(node.value)
        assert "#" in tagged[0].source.splitlines()[node.lineno - 1]  # papermill's help shows it


def test_committed_without_outputs_and_with_stable_ids(name: str) -> None:
    """No output, no execution count, and an id a cell that says what it is."""
    notebook = nbformat.read(NOTEBOOKS / name, as_version=4)
    for cell in notebook.cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        assert cell.id.replace("-", "").isalpha()


def test_every_section_is_called_once(name: str) -> None:
    """Each public method that writes a section has its cell, and no cell calls another."""
    variable, made = MADE[name]
    sections = {
        key
        for key, value in vars(made).items()
        if not key.startswith("_") and callable(value) and key != "open"
    }
    called = [
        node.func.attr
        for source in code(name)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == variable
    ]
    assert len(called) == len(set(called))
    assert set(called) == sections


def test_prose_is_for_the_notebook_only(name: str) -> None:
    """Markdown cells guide whoever works with the notebook; the report brings its own words."""
    notebook = nbformat.read(NOTEBOOKS / name, as_version=4)
    prose = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    assert prose
    assert all("notebook-only" in cell.metadata.get("tags", []) for cell in prose)
