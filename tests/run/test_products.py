"""What one process makes: the same, whatever it has made before."""

from __future__ import annotations

import shutil
from pathlib import Path

from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.shipped import shipped_folder
from zoneanalysis.run.plan import Plan
from zoneanalysis.run.products import make_pages
from zoneanalysis.run.workers import Done, Task, run_tasks

REPOSITORY = Path(__file__).resolve().parents[2]


def pages(folder: Path, report: str, language: str, kin: str) -> Task:
    """Return the task that makes a review, with its PDF."""
    told = {"report": report, "language": language}
    notebook = REPOSITORY / "notebooks" / "review.ipynb"
    arguments = (folder, notebook, told, "review", "2023-06-30", ("html", "pdf"), None)
    data = {"ZONEANALYSIS_DATA": str(REPOSITORY / "data")}
    return Task(folder.name, make_pages, arguments, data, kin)


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder by their names."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_pages_do_not_depend_on_what_was_made_before(tmp_path):
    """A process that has made another report and language makes the same bytes as a fresh one."""
    one = "linfen-2023h1"
    tasks = [
        pages(tmp_path / "other", "lvliang-2023h1", "en", "kin"),
        pages(tmp_path / "english", one, "en", "kin"),
        pages(tmp_path / "after", one, "zh", "kin"),
        pages(tmp_path / "alone", one, "zh", ""),
    ]
    ends = [each for each in run_tasks(tasks, jobs=1) if isinstance(each, Done)]
    assert len(ends) == len(tasks)
    assert contents(tmp_path / "after") == contents(tmp_path / "alone")


def test_only_a_notebook_of_the_program_shares_a_process(tmp_path):
    """Of one that somebody wrote nobody knows what it leaves behind."""
    package = DataPackage(REPOSITORY / "data")
    plan = Plan(package, tmp_path, tmp_path, ("zh",), ("html",), None, True, {})
    plan.reports["linfen-2023h1"] = package.read("linfen-2023h1")

    def kin(data: Path) -> set[str]:
        plan.package = DataPackage(data)
        return {e.task.kin for e in plan.pages("linfen-2023h1", "review", "linfen-2023h1/", {})}

    assert kin(package.root) == {"linfen-2023h1"}
    own = tmp_path / "notebooks" / "review.ipynb"
    own.parent.mkdir()
    own.write_bytes((shipped_folder("notebooks") / "review.ipynb").read_bytes() + b"\n")
    shutil.copytree(package.root, tmp_path / "data")
    assert kin(tmp_path / "data") == {""}
