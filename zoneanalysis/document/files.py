"""What comes with the program for its pages: fonts and templates (字体与模板)."""

from __future__ import annotations

from pathlib import Path

__all__ = ["FONTS", "TEMPLATES"]

FONTS = Path(__file__).with_name("fonts")
TEMPLATES = Path(__file__).with_name("templates")
