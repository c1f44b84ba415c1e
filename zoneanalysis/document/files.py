"""Files of the pages: fonts and templates that come with the program, formats made (字体与模板)."""

from __future__ import annotations

from pathlib import Path

__all__ = [
    "FALLBACK",
    "FONTS",
    "FORMATS",
    "TEMPLATES",
    "page_script",
    "page_style",
    "right_columns",
]

FORMATS = ("html", "pdf", "docx")
"""The formats that a report can be had in; the end of the file's name is the same."""

FONTS = Path(__file__).with_name("fonts")
FALLBACK = Path(__file__).with_name("fallback")
"""Fonts that are looked at only where ours lack a character: Traditional Han, other scripts."""
TEMPLATES = Path(__file__).with_name("templates")


def page_style() -> str:
    """Return the style sheet of HTML pages, on one line."""
    style = (TEMPLATES / "zone" / "zone.css").read_text(encoding="utf-8").replace("\n", "")
    return style + right_columns()


def right_columns() -> str:
    """Return the style of columns to the right, and of muted ones: once, not with every cell."""
    right, muted = (
        ",".join(f".{name}{n} td:nth-child({n})" for n in range(1, most))
        for name, most in (("r", 31), ("m", 13))
    )
    return f"{right}{{text-align:right;white-space:nowrap}}{muted}{{color:var(--muted)}}"


def page_script() -> str:
    """Return the script of HTML pages, without indents and remarks."""
    lines = (TEMPLATES / "zone" / "zone.js").read_text(encoding="utf-8").splitlines()
    return "\n".join(line.strip() for line in lines if not line.strip().startswith("//"))
