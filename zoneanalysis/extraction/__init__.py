"""From the text of a report to figures and relations (从文本到数据).

Rule-based: tokens, clauses, frames, context, figures, relations, each stage a module that can be
looked at. Vocabularies are the CSV files in ``zoneanalysis/extraction/vocabularies``.
"""

from zoneanalysis.extraction.api import Extraction, ReportDraft, extract
from zoneanalysis.extraction.explain import explain, readings_of
from zoneanalysis.extraction.files import (
    FileResult,
    extract_bytes,
    extract_file,
    extract_folder,
    read_file,
)
from zoneanalysis.extraction.inputs import Source, read_source
from zoneanalysis.extraction.rows import as_report
from zoneanalysis.extraction.write import Written, report_ids, write_package, write_reports

__all__ = [
    "Extraction",
    "FileResult",
    "ReportDraft",
    "Source",
    "Written",
    "as_report",
    "explain",
    "extract",
    "extract_bytes",
    "extract_file",
    "extract_folder",
    "read_file",
    "read_source",
    "readings_of",
    "report_ids",
    "write_package",
    "write_reports",
]
