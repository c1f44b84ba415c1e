"""Panels and reports as workbooks: template, import of what offices keep, export (电子表格)."""

from zoneanalysis.panel.excel.importing import Imported, import_workbook
from zoneanalysis.panel.excel.report import Edited, edited_report, report_workbook
from zoneanalysis.panel.excel.template import panel_workbook

__all__ = [
    "Edited",
    "Imported",
    "edited_report",
    "import_workbook",
    "panel_workbook",
    "report_workbook",
]
