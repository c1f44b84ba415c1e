"""Files of the pages: fonts and templates that come with the program, formats made (字体与模板)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

__all__ = [
    "FALLBACK",
    "FONTS",
    "FORMATS",
    "TEMPLATES",
    "lean",
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


_STYLE = re.compile("(?<=<style>).*?(?=</style>)", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{[^{}]*\}")
_EITHER = re.compile(r":[\w-]+\((?:[^()]|\([^()]*\))*\)|\[[^]]*\]")  # :is(a,b), [href]: not all
_NAMED = re.compile(r"(?<![:\w-])[a-zA-Z][\w-]*")
_EMPTY = re.compile(r"@(?:media|supports)[^{};]*\{\}")


def lean(page: str) -> str:
    """Return an HTML page without the rules of style whose elements and classes it doesn't name.

    A word anywhere in the page, its script included, counts as a name.

    Examples
    --------
    >>> lean("<style>.r1,.r2{color:red}@media print{nav{display:none}}</style><p class=r1>")
    '<style>.r1{color:red}</style><p class=r1>'
    """
    words = set(re.findall(r"[\w-]+", _STYLE.sub("", page)))

    def kept(rule: re.Match[str]) -> str:
        if "@" in (selectors := rule[1]):
            return rule[0]
        used = [names <= words for names in _names(selectors)]
        if len(used) == len(every := selectors.split(",")):
            chosen = ",".join(each for each, holds in zip(every, used, strict=True) if holds)
            return rule[0].replace(selectors, chosen, 1) if chosen else ""
        return rule[0] if any(used) else ""

    return _STYLE.sub(lambda style: _EMPTY.sub("", _RULE.sub(kept, style[0])), page)


@lru_cache(1 << 10)  # of one style sheet for all pages
def _names(selectors: str) -> tuple[set[str], ...]:
    """Return the elements and classes that each selector of a rule needs."""
    return tuple(set(_NAMED.findall(each)) for each in _EITHER.sub("", selectors).split(","))


def page_script() -> str:
    """Return the script of HTML pages, without indents and remarks."""
    lines = (TEMPLATES / "zone" / "zone.js").read_text(encoding="utf-8").splitlines()
    return "\n".join(line.strip() for line in lines if not line.strip().startswith("//"))
