"""What the exporters do with a notebook before they read it."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Any

import nbformat
from nbconvert.exporters import TemplateExporter
from nbconvert.preprocessors import RegexRemovePreprocessor, TagRemovePreprocessor
from nbformat import NotebookNode
from traitlets import Unicode

from zoneanalysis.document.export import items as it
from zoneanalysis.document.export.frontmatter import (
    FrontMatter,
    find_date,
    find_language,
    read_front_matter,
)
from zoneanalysis.errors import InputError, Location, ZoneAnalysisError, lacking_library

__all__ = ["ReportExporter", "notebook_of"]

_SHALLOW = (RegexRemovePreprocessor, TagRemovePreprocessor)  # leave out cells and outputs, no more


def notebook_of(text: str, name: str) -> NotebookNode:
    """Return the notebook that a file of this text and name holds.

    Raises
    ------
    InputError
        If it is no notebook.
    """
    try:
        notebook: NotebookNode = nbformat.reads(text, as_version=4)
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


class _Uncopied:
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


class ReportExporter(_Uncopied, TemplateExporter):  # type: ignore[misc]
    """An exporter of what a notebook reports."""

    language = Unicode("", help="zh or en; else the notebook's").tag(config=True)
    title = Unicode("", help="Title of the report; else the notebook's").tag(config=True)
    date = Unicode("", help="Date of the report, 2023-08-15; else the notebook's").tag(config=True)

    def _read(
        self,
        nb: Any,
        resources: Any,
        *,
        left_out: frozenset[str] = it.LEFT_OUT,
        raw_types: tuple[str, ...] = ("",),
    ) -> tuple[Any, dict[str, Any], list[it.Item], FrontMatter]:
        """Return the notebook and nbconvert's resources, what the report shows, and its front."""
        language, date = find_language(nb, self.language), find_date(nb, self.date)
        nb, resources = self._preprocess(nb, self._init_resources(resources))
        about = resources.get("metadata", {})
        content = it.Content(
            code=not self.exclude_code_cell,
            input=not self.exclude_input,
            output=not self.exclude_output,
            markdown=not self.exclude_markdown,
            raw=not self.exclude_raw,
            raw_types=raw_types,
        )
        folder = None if about.get("path") is None else Path(about["path"])
        found = list(it.Reader(language, content, folder, left_out).items(nb))
        name = str(about.get("name", ""))
        front = read_front_matter(
            nb, found, language=language, title=self.title, date=date, name=name
        )
        return nb, resources, found, front
