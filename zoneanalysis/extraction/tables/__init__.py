"""Tables in a text: grids, what their heads say, and their cells as figures (表格)."""

from zoneanalysis.extraction.tables.figures import read_tables

__all__ = ["read_tables"]
