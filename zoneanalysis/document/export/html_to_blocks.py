"""Cleaned HTML of a notebook (markdown and outputs) as blocks, for an office document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from zoneanalysis.document import model
from zoneanalysis.document.export.fragments import FIELDS, field_text, is_block

__all__ = ["blocks_of"]

_STRONG = frozenset(("strong", "b", "th", "summary", "dt"))
_LINES = ("blockquote", "dd", "div", "dt", "li", "p", "pre", "tr")
_CODE = frozenset(("code", "kbd", "samp", "tt"))
_NUMERIC = re.compile(r"[+−-]?[\d.,]+%?")


def blocks_of(soup: BeautifulSoup | Tag, shift: int = 0) -> Iterator[model.Block]:
    """Yield the blocks of a fragment; *shift* is taken from the level of a heading.

    What has no block of its own (quotations, definitions) comes as paragraphs, a list in a list as
    further items.
    """
    loose: list[model.Run] = []
    for node in soup.children:
        if is_block(node):
            yield from _paragraph(loose)
            loose = []
            yield from _block(node, shift)
        else:
            loose += _runs(node)
    yield from _paragraph(loose)


def _paragraph(runs: list[model.Run]) -> Iterator[model.Block]:
    if line := _line(runs):
        yield model.Paragraph(line)


def _block(tag: Tag, shift: int) -> Iterator[model.Block]:
    name = tag.name
    if re.fullmatch("h[1-6]", name):
        level = int(name[1]) - shift
        if text := "".join(map(_plain, _runs(tag))).strip():
            yield (
                model.Heading(min(level, 4), text) if level > 0 else model.Cover(text, brief=True)
            )
    elif name in _STRONG or name == "a":
        yield from _paragraph(_runs(tag))
    elif name in ("ul", "ol"):
        items = [_line(_runs(item, lists=False)) for item in tag.find_all("li")]
        yield model.BulletList(tuple(items), ordered=name == "ol")
    elif name == "pre" and not tag.find(_is_more):
        yield model.CodeBlock(tag.get_text().rstrip())
    elif name == "table":
        yield from _table(tag)
    elif tag.has_attr("data-tex"):
        yield model.Formula(str(tag["data-tex"]), str(tag["data-tex"]))
    elif name not in ("style", "img", "svg"):
        yield from blocks_of(tag, shift)


def _table(table: Tag) -> Iterator[model.Block]:
    own = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    rows = [found for row in own if (found := row.find_all(["td", "th"], recursive=False))]
    if not rows:
        return
    wide = max(map(len, rows))
    texts = [[_runs(cell) for cell in row] + [[]] * (wide - len(row)) for row in rows]
    plain = [["".join(map(_plain, cell)).strip() for cell in row] for row in texts]
    columns = tuple(
        model.Column(
            plain[0][at],
            "right" if all(_NUMERIC.fullmatch(row[at]) for row in plain[1:] if row[at]) else "left",
        )
        for at in range(wide)
    )
    caption = table.find("caption", recursive=False)
    yield model.Table(
        "".join(map(_plain, _runs(caption))).strip() if isinstance(caption, Tag) else "",
        columns,
        tuple(tuple(model.Cell(_line(cell)) for cell in row) for row in texts[1:]),
        compact=wide > 6,
    )


def _line(runs: list[model.Run]) -> tuple[model.Run, ...]:
    """Return runs without the blanks at their ends."""
    line = list(runs)
    for at in (0, -1):
        while line and isinstance(end := line[at], str):
            line[at] = end.strip() if len(line) == 1 else end.rstrip() if at else end.lstrip()
            if line[at]:
                break
            del line[at]
    return tuple(line)


def _plain(run: model.Run) -> str:
    return run if isinstance(run, str) else str(getattr(run, "text", getattr(run, "tex", "")))


def _runs(node: PageElement, *, lists: bool = True) -> list[model.Run]:
    """Return a text or inline element as runs; what stands in a block inside it as its text.

    Without *lists*, what stands in a list inside it is left out.
    """
    if isinstance(node, NavigableString):
        text = re.sub(r"\s+", " ", str(node))
        return [text] if text else []
    if not isinstance(node, Tag) or node.name in ("style", "svg"):
        return []
    if node.name in ("ul", "ol") and not lists:
        return []
    if node.name in FIELDS:
        return [field_text(node)]
    if node.has_attr("data-tex"):
        return [model.InlineFormula(str(node["data-tex"]), str(node["data-tex"]))]
    text = re.sub(r"\s+", " ", node.get_text())
    if node.name == "br":
        return ["\n"]
    if node.name in _CODE and not node.find(_is_more):
        return [model.Code(text)]
    address = str(node.get("href", ""))
    if node.name == "a" and not node.find(_is_more) and re.match(r"https?://|mailto:", address):
        return [model.Link(text, address)]
    if node.name in _STRONG and text.strip() and not node.find(_is_more):
        return [model.Strong(text)]
    runs = [run for child in node.children for run in _runs(child, lists=lists)]
    return [*runs, " "] if node.name in _LINES else runs


def _is_more(tag: Tag) -> bool:
    """Return whether an element is more than its text."""
    return tag.name in FIELDS or tag.has_attr("data-tex")
