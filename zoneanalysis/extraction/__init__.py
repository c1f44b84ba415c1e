"""From the text of a report to figures and relations (从文本到数据).

Rule-based: tokens, clauses, frames, context, figures, relations, each stage a module that can be
looked at. Vocabularies are the CSV files in ``zoneanalysis/vocabularies``.
"""

from zoneanalysis.extraction.api import Extraction, ReportDraft, extract

__all__ = ["Extraction", "ReportDraft", "extract"]
