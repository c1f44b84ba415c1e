"""Reports from notebooks; nbconvert's exporters ``zone-html``, ``zone-pdf``, ``zone-docx``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

from zoneanalysis.document.export.html_form import HTMLForm
from zoneanalysis.document.export.pdf_form import PDFForm
from zoneanalysis.messages import Language

if TYPE_CHECKING:
    from zoneanalysis.document.export.exporters import (
        ZoneDOCXExporter,
        ZoneHTMLExporter,
        ZonePDFExporter,
    )
    from zoneanalysis.document.export.form import Form

__all__ = ["ZoneDOCXExporter", "ZoneHTMLExporter", "ZonePDFExporter", "export_notebook"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    from zoneanalysis.document.export import exporters  # it imports nbconvert

    return getattr(exporters, name)


def export_notebook(
    nb: Any,
    *,
    format: Literal["html", "pdf", "docx"],  # noqa: A002 - the word that users know from --format
    language: Language | None = None,
    title: str = "",
    date: dt.date | str | None = None,
) -> bytes:
    """Return an executed notebook as a report; nothing is written.

    Parameters
    ----------
    nb : nbformat.NotebookNode
        With its outputs.
    format : "html", "pdf" or "docx"
    language, title, date
        As the notebook says, where not given. The date is the one fixed in the report's data;
        today's plays no part.

    Raises
    ------
    InputError
        If the notebook holds a document that can't be read, a chart that is no SVG, a date that
        is none, or (PDF) a character that the fonts lack.
    TypesettingError
        If Typst refuses the report.
    """
    day = date.isoformat() if isinstance(date, dt.date) else date or ""
    form = _form(format)
    form.language, form.title, form.date = language or "", title, day
    return form.make(nb)


def _form(format: str) -> Form:  # noqa: A002
    if format == "docx":
        from zoneanalysis.document.export.docx_form import DOCXForm

        return DOCXForm()
    return {"html": HTMLForm, "pdf": PDFForm}[format]()
