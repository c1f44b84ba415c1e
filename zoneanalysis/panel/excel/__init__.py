"""Panels as workbooks: a template, the import of what offices keep, the export (电子表格)."""

from zoneanalysis.panel.excel.importing import Imported, import_workbook
from zoneanalysis.panel.excel.template import panel_workbook

__all__ = ["Imported", "import_workbook", "panel_workbook"]
