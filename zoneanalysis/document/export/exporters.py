"""nbconvert's exporters ``zone-html``, ``zone-pdf`` and ``zone-docx``: the forms, by its traits."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode
from traitlets import Bool, Enum, List, Unicode

from zoneanalysis.document.export import items as it
from zoneanalysis.document.export.docx_form import DOCXForm
from zoneanalysis.document.export.frontmatter import FrontMatter
from zoneanalysis.document.export.html_form import HTMLForm
from zoneanalysis.document.export.pdf_form import PDFForm
from zoneanalysis.document.export.uncopied import Uncopied
from zoneanalysis.document.files import TEMPLATES, lean

__all__ = ["ZoneDOCXExporter", "ZoneHTMLExporter", "ZonePDFExporter"]


class _ReportExporter(Uncopied, TemplateExporter):  # type: ignore[misc]
    """An exporter of what a notebook reports."""

    language = Unicode("", help="zh or en; else the notebook's").tag(config=True)
    title = Unicode("", help="Title of the report; else the notebook's").tag(config=True)
    date = Unicode("", help="Date of the report, 2023-08-15; else the notebook's").tag(config=True)

    def _reported(
        self, nb: Any, resources: Any
    ) -> tuple[Any, dict[str, Any], list[it.Item], FrontMatter]:
        """Return the notebook and nbconvert's resources, what the report shows, and its front."""
        kept, resources = self._preprocess(nb, self._init_resources(resources))
        found, front = self._read(nb, kept, resources.get("metadata", {}))
        return kept, resources, found, front


class ZoneHTMLExporter(_ReportExporter, HTMLForm):
    """Exports a notebook as a report: one HTML file, no network."""

    export_from_notebook = "Report (HTML)"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def _template_name_default(self) -> str:
        return "zone"

    def _default_extra_template_basedirs(self) -> list[str]:
        return [str(TEMPLATES)]

    def __init__(self, config: Any = None, **kw: Any) -> None:
        kw.setdefault("extra_template_basedirs", [str(TEMPLATES)])
        super().__init__(config=config, **kw)

    def from_notebook_node(
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page of a notebook, and nbconvert's resources."""
        nb, resources, found, front = self._reported(nb, resources)
        resources["zone"] = self._page(found, front)
        shell = NotebookNode({**nb, "cells": []})  # the template shows what the resources hold
        page, resources = super().from_notebook_node(shell, resources, **kw)
        return lean(page), resources


class _PaperExporter(_ReportExporter):
    """An exporter of a file to print: the code is left out unless asked for."""

    exclude_input = Bool(default_value=True, help="False prints the code of the cells, too").tag(
        config=True
    )
    missing_glyphs = Enum(
        ("replace", "error"),
        "replace",
        help="What to do with a character that the fonts lack: print its code point, or refuse it",
    ).tag(config=True)
    fallback_fonts = List(
        Unicode(),
        help="Font files, or folders of them as /usr/share/fonts, to take what the report's fonts "
        "lack from before those that come with them",
    ).tag(config=True)

    def from_notebook_node(
        self, nb: Any, resources: Any = None, **_: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the file of a notebook, and nbconvert's resources.

        Raises
        ------
        InputError
            If a character is in none of the fonts and ``missing_glyphs`` is "error".
        """
        _, resources, found, front = self._reported(nb.copy(), resources)
        resources["output_extension"] = self.file_extension
        return self._set(found, front), resources


class ZonePDFExporter(_PaperExporter, PDFForm):
    """Exports a notebook as a report in PDF: no LaTeX, no browser, no font of the system."""

    export_from_notebook = "Report (PDF)"
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"


class ZoneDOCXExporter(_PaperExporter, DOCXForm):
    """Exports a notebook as an Office document: named styles, native tables, charts as PNG."""

    export_from_notebook = "Report (DOCX)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def _file_extension_default(self) -> str:
        return ".docx"
