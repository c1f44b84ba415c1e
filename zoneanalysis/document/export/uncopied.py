"""What both kinds of exporters do with a notebook before they read it."""

from __future__ import annotations

from typing import Any

from nbconvert.preprocessors import RegexRemovePreprocessor, TagRemovePreprocessor
from nbformat import NotebookNode

__all__ = ["Uncopied"]

_SHALLOW = (RegexRemovePreprocessor, TagRemovePreprocessor)  # leave out cells and outputs, no more


class Uncopied:
    """An exporter that copies outputs only for a preprocessor that could change them.

    nbconvert copies a notebook three times, for whatever preprocessors may do; of a review with its
    documents that is a fifth of the export.
    """

    _preprocessors: list[Any]

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
