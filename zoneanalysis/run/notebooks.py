"""Runs a parameterised notebook and returns it as it is kept: same input, same bytes.

papermill puts the parameters in and drives the cells; the cells run in this process
(:mod:`zoneanalysis.run.shell`). What papermill leaves to its user is done here: parameters are
checked before it sees them, success is what the run says, and times, paths and random ids are
removed from the result.
"""

from __future__ import annotations

import hashlib
import json
import logging
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbformat import NotebookNode
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines

from zoneanalysis.document.export.uncopied import notebook_of
from zoneanalysis.errors import InputError, Location, ZoneAnalysisError, lacking_library
from zoneanalysis.run.parameters import Value, check, declared
from zoneanalysis.run.shell import CellShell

__all__ = ["NotebookFailedError", "Value", "read", "run", "to_text"]

CellDone = Callable[[int, int], None]

_ENGINE = "zoneanalysis"


class NotebookFailedError(ZoneAnalysisError):
    """A cell of a notebook raised; cells count from 1, as they stand in the notebook."""

    def __init__(self, name: str, cell: int, error: str) -> None:
        super().__init__(f"{name}, cell {cell}: {error}")
        self.name = name
        self.cell = cell
        self.error = error


def read(path: Path) -> NotebookNode:
    """Return the notebook in the file ``path``.

    Raises
    ------
    InputError
        If the file is missing or is no notebook.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise InputError.single(
            must="a notebook must be a Jupyter notebook file",
            came="no such file" if isinstance(error, FileNotFoundError) else str(error)[:100],
            where=Location(file=path.name),
            do="open it in JupyterLab and save it again, or restore it from the repository",
        ) from None
    return notebook_of(text, path.name)


def _tagged(notebook: NotebookNode, tag: str) -> NotebookNode | None:
    cells = (cell for cell in notebook.cells if tag in cell.metadata.get("tags", []))
    return next(cells, None)


def _checked(name: str, notebook: NotebookNode, parameters: Mapping[str, Value]) -> None:
    cell = _tagged(notebook, "parameters")
    check(parameters, declared(cell.source) if cell else {}, name)


class _InProcessEngine(Engine):  # type: ignore[misc]
    """A papermill engine that runs the cells in this process."""

    @classmethod
    def execute_managed_notebook(
        cls,
        manager: NotebookExecutionManager,
        kernel_name: str,  # noqa: ARG003 -- papermill's signature
        *,
        outputs: dict[int, list[NotebookNode]],
        cell_done: CellDone | None = None,
        **_: Any,
    ) -> None:
        """Run the cells in order and fill *outputs* by their places; stop at the first error.

        papermill has to see the errors; what else stands in the notebook it turns into JSON that
        nobody reads.
        """
        with (
            tempfile.TemporaryDirectory(prefix="zoneanalysis-") as scratch,
            CellShell.opened(Path(scratch)) as shell,
        ):
            total = len(manager.nb.cells)
            for index, cell in enumerate(manager.nb.cells):
                if cell.cell_type == "code" and cell.source.strip():
                    manager.cell_start(cell, index)
                    cell.execution_count, shown, error = shell.run(cell.source)
                    outputs[index] = shown
                    cell.outputs = [each for each in shown if each.output_type == "error"]
                    if error:
                        raise _CellError(index, error)
                    manager.cell_complete(cell, index)
                if cell_done:
                    cell_done(index + 1, total)


class _CellError(Exception):
    """Carries the error of a cell out of papermill."""

    def __init__(self, index: int, error: BaseException) -> None:
        super().__init__(index, error)
        self.index = index
        self.error = error


papermill_engines.register(_ENGINE, _InProcessEngine)


def run(
    notebook: NotebookNode,
    parameters: Mapping[str, Value],
    *,
    name: str = "notebook",
    cell_done: CellDone | None = None,
) -> NotebookNode:
    """Return the notebook, executed with the parameters and without anything that varies.

    It takes this process: matplotlib, pandas options and the random state stay as the cells left
    them. :mod:`zoneanalysis.run.workers` gives each run a process of its own.

    Parameters
    ----------
    notebook
        As :func:`read` returns it.
    parameters
        By name; each must be declared in the notebook, with a value of its default's type.
    name
        What errors call the notebook.
    cell_done
        Called after each cell with its number and the number of cells.

    Raises
    ------
    InputError
        If a parameter is unknown or of another type.
    NotebookFailedError
        If a cell raised. To papermill any error output is a failure, so this goes for cells
        tagged ``raises-exception``, too.
    """
    _checked(name, notebook, parameters)
    logging.getLogger("papermill").setLevel(logging.ERROR)
    notebook.metadata = nbformat.from_dict(_PYTHON)
    outputs: dict[int, list[NotebookNode]] = {}
    try:
        executed = papermill.execute_notebook(
            notebook,
            None,
            parameters=dict(parameters),
            engine_name=_ENGINE,
            progress_bar=False,
            request_save_on_cell_execute=False,
            cell_done=cell_done,
            outputs=outputs,
        )
    except _CellError as failed:
        error, lacking = failed.error, lacking_library(failed.error)
        own = isinstance(error, ZoneAnalysisError) or lacking is not None
        text = str(lacking or error) if own else f"{type(error).__name__}: {error}"
        number = failed.index + (0 if parameters else 1)  # papermill has put one cell in
        raise NotebookFailedError(name, number, text) from error
    for index, shown in outputs.items():
        executed.cells[index].outputs = shown
    return _settled(executed)


_PYTHON = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"},
}


def _settled(notebook: NotebookNode) -> NotebookNode:
    """Rid the notebook of times, paths, versions and random ids, and return it."""
    notebook.metadata = nbformat.from_dict(_PYTHON)
    used: set[str] = set()
    for index, cell in enumerate(notebook.cells):
        for key in ("papermill", "execution"):
            cell.metadata.pop(key, None)
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]
        tags = cell.metadata.get("tags", ())
        wanted = cell.get("id")
        if wanted is None or wanted in used or "injected-parameters" in tags:
            text = f"{index}\0{cell.cell_type}\0{cell.source}"
            wanted = hashlib.sha256(text.encode()).hexdigest()[:8]
        used.add(wanted)
        cell["id"] = wanted
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def to_text(notebook: NotebookNode) -> str:
    """Return the notebook as the text of its file, a cell a line."""
    cells = (json.dumps(each, ensure_ascii=False, sort_keys=True) for each in notebook.cells)
    rest = json.dumps({k: v for k, v in notebook.items() if k != "cells"}, sort_keys=True)
    return "\n".join(('{"cells": [', ",\n".join(cells), "],", rest[1:], ""))
