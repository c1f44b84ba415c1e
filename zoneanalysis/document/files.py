"""Files of the pages: fonts and templates that come with the program, formats made (字体与模板)."""

from __future__ import annotations

from pathlib import Path

__all__ = ["FONTS", "FORMATS", "TEMPLATES"]

FORMATS = ("html", "pdf", "docx")
"""The formats that a report can be had in; the end of the file's name is the same."""

FONTS = Path(__file__).with_name("fonts")
TEMPLATES = Path(__file__).with_name("templates")
