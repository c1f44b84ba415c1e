"""The same notebook gives the same bytes, wherever and whenever it is exported."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tests.document.export.notebooks import report
from zoneanalysis.document.export import export_notebook

REPO = Path(__file__).parents[3]
SCRIPT = """
import hashlib, sys, nbformat
from zoneanalysis.document.export import export_notebook
nb = nbformat.read(sys.argv[1], as_version=4)
for form in ("html", "pdf"):
    print(hashlib.sha256(export_notebook(nb, format=form)).hexdigest())
"""


@pytest.mark.parametrize(("seed", "zone"), [("1", "Asia/Shanghai"), ("2", "America/Lima")])
def test_bytes_depend_on_nothing_but_the_notebook(tmp_path: Path, seed: str, zone: str) -> None:
    """Another process, folder, time zone and hash seed give the bytes that this process gives."""
    nb = report("zh")
    file = tmp_path / f"folder {seed}" / "report.ipynb"
    file.parent.mkdir()
    nbformat.write(nb, file)
    environment = {
        **os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(REPO), "LC_ALL": "C",
        "HOME": str(tmp_path),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(file)],
        cwd=file.parent, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    here = [
        hashlib.sha256(export_notebook(nb, format=form)).hexdigest() for form in ("html", "pdf")
    ]
    assert done.stdout.split() == here


def test_exporting_twice_in_one_process_changes_nothing() -> None:
    """An export leaves the notebook as it was, and nothing behind for the next one."""
    nb = report("en")
    before = nbformat.writes(nb)
    first = [export_notebook(nb, format=form) for form in ("html", "pdf")]
    second = [export_notebook(nb, format=form) for form in ("html", "pdf")]
    assert first == second
    assert nbformat.writes(nb) == before
