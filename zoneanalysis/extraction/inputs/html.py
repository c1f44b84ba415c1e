"""HTML to text: what a reader sees of it, one line a block, cells of a table set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString
from bs4.exceptions import ParserRejectedMarkup

from zoneanalysis.errors import InputError, Location
from zoneanalysis.extraction.inputs.limits import MOST_ELEMENTS, check_markup, too_much

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
_WIDEST = 200  # columns that a cell may span
_LONGEST_CELL = 400  # characters of a cell that holds data
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
        If it can't be read as HTML, or holds too much.

    Examples
    --------
    >>> html_text("<p>投资<b>54.76</b><sup>1</sup>亿元</p><script>alert('9%')</script>完")
    '投资54.76¹亿元\n完\n'
    """
    check_markup(markup, where or Location())
    try:
        soup = BeautifulSoup(_DECLARATION.sub("", markup), "html.parser")
    except ParserRejectedMarkup:
        raise InputError.single(
            must="an HTML file must be readable as HTML",
            came="markup that no rule covers",
            where=where,
            do="Open it in a browser, copy the text and pass that.",
        ) from None
    return _tidy(_text_of(soup))


def _text_of(root: Tag) -> str:
    """Return the text below a tag, with line feeds and tabs where blocks and cells end."""
    out: list[str] = []
    # An explicit stack: a page may be nested deeper than Python recurses.
    stack: list[tuple[PageElement | str, bool, dict[int, int] | None]] = [
        (child, False, None) for child in reversed(root.contents)
    ]
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
        if node.name == "table" and _is_data(node):
            out += ["\n", *_rows(node), "\n"]
            continue
        edge = "\n" if node.name in _BLOCKS else "\t" if node.name in _CELLS else ""
        if edge == "\n":
            out.append(edge)
        kept = kept or node.name == "pre"
        raised = {"sup": _SUPERSCRIPT, "sub": _SUBSCRIPT}.get(node.name, raised)
        if edge:
            stack.append((edge, kept, raised))
        stack.extend((child, kept, raised) for child in reversed(node.contents))
    return "".join(out)


def _is_data(table: Tag) -> bool:
    """Whether a table holds data; others only lay a page out."""
    if table.find("table") is not None:
        return False
    rows = [row.find_all(list(_CELLS)) for row in table.find_all("tr")]
    several = sum(len(cells) > 1 for cells in rows)
    longest = max((len(cell.get_text()) for cells in rows for cell in cells), default=0)
    return several > 1 and longest <= _LONGEST_CELL


def _rows(table: Tag) -> Iterator[str]:
    """Yield the rows of a table as lines; a cell that spans several leaves the others empty."""
    hanging: dict[int, int] = {}  # column: rows that a cell from above still spans
    caption = table.find("caption")
    if isinstance(caption, Tag):
        yield f"{_line(_text_of(caption))}\n"
    laid_out = 0
    for row in table.find_all("tr"):
        cells: list[str] = []
        if _is_hidden(row):
            continue
        for cell in row.find_all(list(_CELLS)):
            while hanging.get(len(cells), 0) > 0:
                hanging[len(cells)] -= 1
                cells.append("")
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for i in range(wide):
                hanging[len(cells)] = high - 1
                cells.append(_line(_text_of(cell)) if i == 0 and not _is_hidden(cell) else "")
        while hanging.get(len(cells), 0) > 0:
            hanging[len(cells)] -= 1
            cells.append("")
        laid_out += len(cells)
        if laid_out > MOST_ELEMENTS:
            raise too_much("cells", MOST_ELEMENTS, f"more than {MOST_ELEMENTS:,}", Location())
        yield "\t".join(cells).rstrip("\t") + "\n"


def _span(cell: Tag, name: str) -> int:
    said = str(cell.get(name) or "")
    return min(max(int(said), 1), _WIDEST) if said.isdecimal() and len(said) < 5 else 1


def _line(text: str) -> str:
    return " ".join(text.split())


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style") or "")))


def _tidy(text: str) -> str:
    """Return the text without blanks at the ends of lines and without empty lines."""
    text = re.sub(r" *\t *", "\t", re.sub(r" {2,}", " ", text))
    lines = (line.strip(" ").rstrip("\t") for line in text.split("\n"))
    return "".join(f"{line}\n" for line in lines if line)
