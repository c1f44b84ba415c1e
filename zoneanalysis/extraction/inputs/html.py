"""HTML to text: what a reader sees of it, one line a block, cells of a table set apart."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString
from bs4.exceptions import ParserRejectedMarkup

from zoneanalysis.errors import InputError, Location

__all__ = ["html_text"]


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Never text of the report: code, style, what a browser doesn't show, controls.
_DROPPED = _names(
    "script style template noscript head iframe object embed applet svg canvas audio video map "
    "select button textarea input datalist nav rp rt"
)
_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section "
    "summary table tbody tfoot thead tr ul br"
)
_CELLS = frozenset({"td", "th"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def html_text(markup: str, where: Location | None = None) -> str:
    r"""Return the text of a page, with a line for each paragraph, row or other block.

    Nothing in it is executed or fetched, and what stands in scripts, styles and hidden parts
    isn't passed on. Digits set as superscript become superscript characters, so that the mark of
    a footnote never becomes part of a number. Cells of a row are set apart by a tab.

    Raises
    ------
    InputError
        If it can't be read as HTML.

    Examples
    --------
    >>> html_text("<p>投资<b>54.76</b><sup>1</sup>亿元</p><script>alert('9%')</script>完")
    '投资54.76¹亿元\n完\n'
    """
    try:
        soup = BeautifulSoup(_DECLARATION.sub("", markup), "html.parser")
    except ParserRejectedMarkup:
        raise InputError.single(
            must="an HTML file must be readable as HTML",
            came="markup that no rule covers",
            where=where,
            do="Open it in a browser, copy the text and pass that.",
        ) from None
    out: list[str] = []
    # An explicit stack: a page may be nested deeper than Python recurses.
    stack: list[tuple[PageElement | str, bool, dict[int, int] | None]] = [(soup, False, None)]
    while stack:
        node, kept, raised = stack.pop()
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):  # comments, declarations, CDATA
                text = str(node) if kept else re.sub(r"[ \t\r\n\f]+", " ", node)
                out.append(text.translate(raised) if raised else text)
            continue
        if isinstance(node, str):
            out.append(node)
            continue
        if not isinstance(node, Tag) or node.name in _DROPPED or _is_hidden(node):
            continue
        edge = "\n" if node.name in _BLOCKS else "\t" if node.name in _CELLS else ""
        if edge == "\n":
            out.append(edge)
        kept = kept or node.name == "pre"
        raised = {"sup": _SUPERSCRIPT, "sub": _SUBSCRIPT}.get(node.name, raised)
        if edge:
            stack.append((edge, kept, raised))
        stack.extend((child, kept, raised) for child in reversed(node.contents))
    return _tidy("".join(out))


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style") or "")))


def _tidy(text: str) -> str:
    """Return the text without blanks at the ends of lines and without empty lines."""
    text = re.sub(r" *\t *", "\t", re.sub(r" {2,}", " ", text))
    lines = (line.strip(" \t") for line in text.split("\n"))
    return "".join(f"{line}\n" for line in lines if line)
