"""Each notebook of the repository, as a build runs it and as it is committed."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from zoneanalysis.run.workers import Done, Task, run_tasks

REPOSITORY = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((REPOSITORY / "notebooks").rglob("*.ipynb"))
pytestmark = pytest.mark.parametrize(
    "path", NOTEBOOKS, ids=lambda path: path.relative_to(REPOSITORY).as_posix()
)


def executed(path: Path, report) -> str:
    """Run a notebook with its own parameters and return its file's text."""
    from zoneanalysis.run import notebooks

    return notebooks.to_text(notebooks.run(notebooks.read(path), {}, name=path.name))


def test_it_runs_with_its_own_parameters(path):
    """No cell raises, nothing is printed to standard error, no path of the machine is kept."""
    task = Task(path.stem, executed, (path,), {"ZONEANALYSIS_DATA": str(REPOSITORY / "data")})
    (end,) = run_tasks([task], preload=["zoneanalysis.run.warm"])
    assert isinstance(end, Done), end
    outputs = [
        output
        for cell in nbformat.reads(end.value, as_version=4).cells
        for output in cell.get("outputs", [])
    ]
    assert outputs
    assert not [output for output in outputs if output.get("name") == "stderr"]
    assert str(REPOSITORY) not in end.value


def test_it_is_committed_without_outputs(path):
    """What a reader sees was made by a run, not kept from one."""
    cells = nbformat.read(path, as_version=4).cells
    assert not [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]
    assert len({cell["id"] for cell in cells}) == len(cells)
