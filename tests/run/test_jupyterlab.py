"""Every notebook and every lesson, opened and run in JupyterLab, in a real browser.

Needs a JupyterLab in whose environment zoneanalysis is installed: ``ZONEANALYSIS_LAB`` names its
``jupyter``. `.ci/run` sets it to that of the installed wheel.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium
from zoneanalysis.run.lessons import Lesson, lessons
from zoneanalysis.run.notebooks import read
from zoneanalysis.run.project import init

__all__ = ["chromium"]
JUPYTER = os.environ.get("ZONEANALYSIS_LAB", "")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not JUPYTER, reason="ZONEANALYSIS_LAB names no jupyter"),
]
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
OURS = sorted(f"notebooks/{path.name}" for path in NOTEBOOKS.glob("*.ipynb"))
LESSONS = [f"lessons/{name}.ipynb" for name in lessons()]
_PATIENCE = 300  # seconds that a notebook may take


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a JupyterLab over a new project, with the lessons in it."""
    project = init(tmp_path_factory.mktemp("lab") / "project", example=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        JUPYTER,
        "lab",
        "--no-browser",
        "--allow-root",
        "--expose-app-in-browser",
        f"--port={port}",
        "--IdentityProvider.token=",
        f"--ServerApp.root_dir={project}",
    ]
    own = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "ZONEANALYSIS_DATA"}}
    server = subprocess.Popen(
        command,
        cwd=project,
        env=own | {"HOME": str(project.parent)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{address}/api", timeout=2)
                break
            except OSError:
                assert server.poll() is None, "JupyterLab ended"
                time.sleep(0.5)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _code_cells(name: str) -> int:
    path = Path(name)
    lesson = name in LESSONS
    notebook = Lesson.read(path.stem).notebook() if lesson else read(NOTEBOOKS / path.name)
    return sum(cell.cell_type == "code" for cell in notebook.cells)


@pytest.mark.parametrize("name", [*OURS, *LESSONS])
def test_it_runs_from_the_menu(chromium: Any, lab: str, name: str) -> None:
    """Run all: every cell is done, none shows an error, the first output is there."""
    page = chromium.new_page(viewport={"width": 1300, "height": 1000})
    page.goto(f"{lab}/lab/tree/{name}?reset")
    page.wait_for_function(_READY, timeout=90_000)
    page.evaluate(_RUN_ALL)
    page.wait_for_function(_ALL_DONE, arg=_code_cells(name), timeout=_PATIENCE * 1000)
    assert page.evaluate(_ERRORS) == []
    assert page.locator(".jp-OutputArea-output").count() > 0
    page.close()


_MODEL = "window.jupyterapp.shell.currentWidget.content.model.sharedModel.toJSON().cells"
_READY = """() => {
    const it = window.jupyterapp?.shell.currentWidget;
    return it?.context?.isReady && it.sessionContext?.session?.kernel?.status == "idle";
}"""
_RUN_ALL = "() => { window.jupyterapp.commands.execute('notebook:run-all-cells') }"
_ALL_DONE = f"n => {_MODEL}.filter(c => c.cell_type == 'code' && c.execution_count).length == n"
_ERRORS = (
    f"() => {_MODEL}.flatMap(c => c.outputs || [])"
    ".filter(o => o.output_type == 'error').map(o => o.evalue)"
)
