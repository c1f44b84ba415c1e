"""Runs a parameterised notebook and returns it as it is kept: same input, same bytes.

Parameters are put in as papermill does, whose import takes an eighth of all that a build imports;
the cells run in this process (:mod:`zoneanalysis.run.shell`). Parameters are checked before, the
first error ends the run, and no time, path or random id is in the result.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from zoneanalysis.document.export.notebook_file import notebook_of
from zoneanalysis.errors import InputError, Location, ZoneAnalysisError, lacking_library
from zoneanalysis.run.parameters import Value, check, declared, injected
from zoneanalysis.run.shell import CellShell

__all__ = ["NotebookFailedError", "Value", "read", "run", "to_text"]

CellDone = Callable[[int, int], None]


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


def _tagged(notebook: NotebookNode, tag: str) -> int | None:
    """Return the place of the first cell with a tag."""
    tags = (cell.metadata.get("tags", ()) for cell in notebook.cells)
    return next((place for place, each in enumerate(tags) if tag in each), None)


def _put_in(parameters: Mapping[str, Value], notebook: NotebookNode, name: str) -> None:
    """Put a cell with the parameters behind that which declares them, once they are checked."""
    place = _tagged(notebook, "parameters")
    known = {} if place is None else declared(notebook.cells[place].source)
    check(parameters, known, name)
    if place is not None and parameters:
        cell = {
            "cell_type": "code",
            "metadata": {"tags": ["injected-parameters"]},
            "source": injected(parameters),
        }
        before = _tagged(notebook, "injected-parameters")
        kept, rest = (place + 1, place + 1) if before is None else (before, before + 1)
        notebook.cells[kept:rest] = [nbformat.from_dict(cell)]


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
        If a cell raised, also one tagged ``raises-exception``.
    """
    _put_in(parameters, notebook, name)
    total = len(notebook.cells)
    with (
        tempfile.TemporaryDirectory(prefix="zoneanalysis-") as scratch,
        CellShell.opened(Path(scratch)) as shell,
    ):
        for index, cell in enumerate(notebook.cells):
            if cell.cell_type == "code":
                cell.execution_count, cell.outputs, error = None, [], None
                if cell.source.strip():
                    cell.execution_count, cell.outputs, error = shell.run(cell.source)
                if error:
                    number = index + (0 if parameters else 1)  # one cell has been put in
                    raise NotebookFailedError(name, number, _told(error)) from error
            if cell_done:
                cell_done(index + 1, total)
    return _settled(notebook)


def _told(error: BaseException) -> str:
    """Return an error in its own words where they are for the user, else with its class."""
    lacking = lacking_library(error)
    if isinstance(error, ZoneAnalysisError) or lacking is not None:
        return str(lacking or error)
    return f"{type(error).__name__}: {error}"


_PYTHON = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"},
}


def _settled(notebook: NotebookNode) -> NotebookNode:
    """Rid the notebook of times, paths, versions and random ids, and return it."""
    notebook.metadata = nbformat.from_dict(_PYTHON)
    used: set[str] = set()
    for index, cell in enumerate(notebook.cells):
        for key in ("papermill", "execution"):  # of an earlier run
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
