"""Reports from notebooks: nbconvert exporters ``zone-html``, ``zone-pdf``, ``zone-docx``."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any, Literal

from zoneanalysis.document.export.docx_exporter import ZoneDOCXExporter
from zoneanalysis.document.export.html_exporter import ZoneHTMLExporter
from zoneanalysis.document.export.pdf_exporter import ZonePDFExporter
from zoneanalysis.messages import Language

__all__ = ["FORMATS", "ZoneDOCXExporter", "ZoneHTMLExporter", "ZonePDFExporter", "export_notebook"]

FORMATS = {"html": ZoneHTMLExporter, "pdf": ZonePDFExporter, "docx": ZoneDOCXExporter}
"""Exporters by the name of the format, which is also the end of the file's name."""


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
    exporter = _exporter(format, language or "", title, day)
    body, _ = exporter.from_notebook_node(nb)
    return body.encode("utf-8") if isinstance(body, str) else bytes(body)


@lru_cache(8)  # to make one takes as long as to read a notebook
def _exporter(format: str, language: str, title: str, date: str) -> Any:  # noqa: A002
    return FORMATS[format](language=language, title=title, date=date)
