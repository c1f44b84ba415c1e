"""What the exporters do with a notebook before they read it."""

from __future__ import annotations

from typing import IO, Any

from nbconvert.preprocessors import RegexRemovePreprocessor, TagRemovePreprocessor
from nbformat import NotebookNode

from zoneanalysis.document.export.notebook_file import notebook_of
from zoneanalysis.errors import ZoneAnalysisError, lacking_library

__all__ = ["Uncopied"]

_SHALLOW = (RegexRemovePreprocessor, TagRemovePreprocessor)  # leave out cells and outputs, no more


class Uncopied:
    """An exporter that copies outputs only for a preprocessor that could change them.

    nbconvert copies a notebook three times, for whatever preprocessors may do; of a review with its
    documents that is a fifth of the export.
    """

    _preprocessors: list[Any]
    log: Any

    def from_file(self, file_stream: IO[str], resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """Return what :meth:`from_notebook_node` returns of the notebook in a file.

        `jupyter nbconvert` would show a traceback of what is wrong with a file: it ends with the
        words alone.
        """
        name = (resources or {}).get("metadata", {}).get("name", "")
        try:
            nb = notebook_of(file_stream.read(), f"{name}.ipynb" if name else "")
            done: tuple[Any, Any] = self.from_notebook_node(nb, resources, **kw)  # type: ignore[attr-defined]
        except Exception as error:
            from nbconvert.nbconvertapp import NbConvertApp  # it imports the exporters

            told = error if isinstance(error, ZoneAnalysisError) else lacking_library(error)
            if told is None or not NbConvertApp.initialized():
                raise
            self.log.error("%s", told)
            raise SystemExit(1) from None
        return done

    def _preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook and resources as the preprocessors that are on leave them."""
        used = [each for each in self._preprocessors if getattr(each, "enabled", True)]
        if not all(isinstance(each, _SHALLOW) for each in used):
            done: tuple[Any, Any] = super()._preprocess(nb, resources)  # type: ignore[misc]
            return done
        cells = [{**cell, "metadata": NotebookNode(cell.metadata)} for cell in nb.cells]
        nb = NotebookNode({**nb, "cells": [NotebookNode(cell) for cell in cells]})
        for each in used:
            nb, resources = each(nb, resources)
        return nb, resources
