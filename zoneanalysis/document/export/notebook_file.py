"""The file of a notebook, read."""

from __future__ import annotations

import nbformat
from nbformat import NotebookNode, reader

from zoneanalysis.errors import InputError, Location

__all__ = ["notebook_of"]


def notebook_of(text: str, name: str) -> NotebookNode:
    """Return the notebook that a file of this text and name holds.

    It is not held against nbformat's schema, which only warns, and takes a tenth of a second.

    Raises
    ------
    InputError
        If it is no notebook.
    """
    try:
        notebook: NotebookNode = nbformat.convert(reader.reads(text), 4)
    except (AttributeError, LookupError, TypeError):
        came = "JSON, but no notebook"
    except (ValueError, RecursionError, nbformat.ValidationError) as error:
        came = (str(error).splitlines() or [type(error).__name__])[0][:100]
    else:
        return notebook
    raise InputError.single(
        must="a notebook must be a Jupyter notebook file",
        came=came,
        where=Location(file=name),
        do="open it in JupyterLab and save it again, or restore it from the repository",
    )
