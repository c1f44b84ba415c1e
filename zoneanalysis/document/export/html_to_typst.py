"""Cleaned HTML of a notebook (markdown and outputs) as Typst markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, field
from typing import Protocol

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement
from PIL import ImageColor

from zoneanalysis.document.export.fragments import (
    FIELDS,
    drawing,
    field_text,
    from_data_uri,
    holds_blocks,
    is_block,
)
from zoneanalysis.document.svg import svg_text
from zoneanalysis.document.typst import TypstContext, literal
from zoneanalysis.messages import Message

_INLINE = {
    "em": "emph", "i": "emph", "cite": "emph", "dfn": "emph", "var": "emph",
    "strong": "strong", "b": "strong", "th": "strong",
    "del": "strike", "s": "strike", "strike": "strike",
    "u": "underline", "ins": "underline", "mark": "highlight",
    "sub": "sub", "sup": "super",
}  # fmt: skip
_LINES = ("emph", "strike", "underline")  # emphasis is underlined
_APART = frozenset((
    "blockquote", "details", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "pre",
    "svg", "table", "ul",
))  # fmt: skip
_CODE = frozenset(("code", "kbd", "samp", "tt"))
EXTENSIONS = {
    "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp",
    "image/svg+xml": "svg",
}  # fmt: skip
_NUMERIC = re.compile(r"[-+−]?[\d.,\s]+%?|nan|NaN|None|—|-|<NA>|inf|[-+−]?[\d.]+e[-+]?\d+")
_WIDE = 12


class FormulaWriter(Protocol):
    """Turns TeX into Typst markup."""

    def __call__(self, tex: str, *, block: bool) -> str:
        """Return the markup; *block* for a formula on a line of its own."""
        ...


@dataclass
class Converter:
    """Converts the fragments of one notebook.

    ``formula`` turns TeX into markup; ``heading`` a heading of a markdown cell, given level, text
    and content.
    """

    context: TypstContext
    formula: FormulaWriter
    heading: Callable[[int, str, str], str]
    footnotes: dict[str, Tag] = field(default_factory=dict)
    seen_notes: set[str] = field(default_factory=set)

    def convert(self, soup: BeautifulSoup) -> str:
        """Return the markup of a fragment, which stays as it is."""
        soup = copy(soup)
        _inline_styles(soup)
        for section in soup.select("section.footnotes"):
            for item in section.find_all("li"):
                self.footnotes[f"#{item.get('id', '')}"] = item
            section.extract()
        return self.blocks(soup.children)

    # --- blocks

    def blocks(self, nodes: Iterable[PageElement]) -> str:
        """Return block markup; text between blocks becomes paragraphs."""
        out: list[str] = []
        line: list[str] = []

        def flush() -> None:
            text = "".join(line).strip()
            if text:
                out.append(f"#par[{text}]\n\n")
            line.clear()

        for node in nodes:
            if is_block(node):
                flush()
                out.append(self.block(node))
            else:
                line.append(self.inline(node))
        flush()
        return "".join(out)

    def block(self, tag: Tag) -> str:
        """Return the markup of a block element."""
        name = tag.name
        if name == "style":
            return ""
        if tag.has_attr("data-block"):
            return f"{self.inline(tag)}\n\n"
        if name == "a":
            return self._link(str(tag.get("href", "")), self.blocks(tag.children))
        if name == "svg":
            return self._svg(tag)
        if re.fullmatch(r"h[1-6]", name):
            return self._heading(tag)
        if name == "p":
            return self._paragraph(tag)
        if name in ("ul", "ol"):
            return self._list(tag)
        if name in ("dt", "summary"):
            return f"#strong[{self.blocks(tag.children)}];\n"
        if name == "dd":
            return f"#pad(left: 1.4em)[{self.blocks(tag.children)}];\n"
        if name == "pre" and not tag.find(_is_drawn):
            return f"{self.context.code(tag.get_text().rstrip(), block=True)}\n\n"
        if name == "blockquote":
            return f"#quote(block: true)[{self.blocks(tag.children)}]\n\n"
        if name == "hr":
            return "#pdf.artifact(line(length: 100%, stroke: 0.5pt + hair));\n\n"
        if name == "table":
            return self._table(tag)
        return self.blocks(tag.children)

    def _heading(self, tag: Tag) -> str:
        """Return a heading of the text alone, and behind it what no heading can hold."""
        for link in tag.select("a[href^='#']"):
            link.unwrap()  # where one leads is known only when the heading is set
        apart = []
        while isinstance(part := tag.find(_stands_apart), Tag):
            apart.append(part.extract())
        if text := tag.get_text(" ", strip=True):
            heading = self.heading(int(tag.name[1]), text, self.inlines(tag))
            return heading + self.blocks(apart)
        return self.blocks([*tag.children, *apart])

    def _paragraph(self, tag: Tag) -> str:
        children = [c for c in tag.children if isinstance(c, Tag) or str(c).strip()]
        if len(children) == 1 and isinstance(children[0], Tag) and children[0].name == "img":
            return f"#chart({self._image(children[0])});\n\n"
        return self.blocks(tag.children)

    def _list(self, tag: Tag) -> str:
        items = []
        for item in tag.find_all("li", recursive=False):
            nodes = [c for c in item.children if isinstance(c, Tag) or str(c).strip()]
            tight = all(not isinstance(c, Tag) or c.name != "p" for c in nodes)
            items.append(f"[{self._content(item) if tight else self.blocks(item.children)}]")
        if not items:
            return ""
        if tag.name == "ol":
            start = str(tag.get("start", "1"))
            return f"#enum(start: {start if start.isdigit() else 1}, {', '.join(items)});\n\n"
        return f"#list({', '.join(items)});\n\n"

    def _content(self, tag: Tag) -> str:
        """Return what stands in an element, its lines of text as no paragraphs of their own."""
        return "".join(
            self.block(node).strip() if is_block(node) else self.inline(node)
            for node in tag.children
        ).strip()

    def _table(self, table: Tag) -> str:
        head: list[tuple[int, list[str]]] = []
        body: list[tuple[int, list[str]]] = []
        texts: dict[int, list[str]] = {}
        taken: set[tuple[int, int]] = set()
        columns = 0
        number = 0
        aligns: dict[int, str] = {}
        at, firsts = len(self.context.heads), set[str]()
        self.context.heads.append(0)  # a table in one of its cells comes behind it
        for row in table.find_all("tr"):
            if row.find_parent("table") is not table:
                continue
            cells = row.find_all(["td", "th"], recursive=False)
            in_head = row.find_parent("thead") is not None or (
                number == 0 and cells and all(cell.name == "th" for cell in cells)
            )
            column = 0
            if not in_head:
                firsts |= {cell.name for cell in cells[:1]}
            out: list[str] = []
            for cell in cells:
                while (number, column) in taken:
                    column += 1
                across, down = _span(cell, "colspan"), _span(cell, "rowspan")
                taken |= {(number + i, column + j) for i in range(down) for j in range(across)}
                out.append(self._cell(cell, across, down, head=bool(in_head)))
                if not in_head and across == 1:
                    texts.setdefault(column, []).append(cell.get_text(strip=True))
                style = re.search(r"text-align:\s*(left|right|center)", str(cell.get("style", "")))
                if style:
                    aligns[column] = style[1]
                column += across
            columns = max(columns, column)
            (head if in_head and not body else body).append((number, out))
            number += 1
        if not columns or not number:
            return ""
        for column in range(columns):
            values = [text for text in texts.get(column, []) if text]
            numeric = bool(values) and all(_NUMERIC.fullmatch(value) for value in values)
            aligns.setdefault(column, "right" if numeric else "left")
        self.context.heads[at] = columns if firsts == {"th"} else 0
        caption = table.find("caption", recursive=False)
        words = self._content(caption) if isinstance(caption, Tag) else ""
        markup = (
            f"#plain-table(columns: {columns}, "
            f"align: ({', '.join(aligns[c] for c in range(columns))},), caption: [{words}], "
            f"head: ({_fill(head, columns, taken)}),\n{_fill(body, columns, taken)});\n\n"
        )
        return f"#page(flipped: true)[{markup}]\n" if columns > _WIDE else markup

    def _cell(self, cell: Tag, across: int, down: int, *, head: bool) -> str:
        content = self.blocks(cell.children) if holds_blocks(cell) else self.inlines(cell)
        spans = "".join(
            f", {name}: {value}"
            for name, value in (("colspan", across), ("rowspan", down))
            if value > 1
        )
        if head:
            return f"head-cell([{content}]{spans})"
        style = str(cell.get("style", ""))
        if ink := colour(style, "color"):
            content = f"#text(fill: {ink})[{content}];"
        if paper := colour(style, "background-color") or colour(style, "background"):
            spans += f", fill: {paper}"
        return f"table.cell([{content}]{spans})" if spans else f"[{content}]"

    # --- inline

    def inlines(self, tag: Tag) -> str:
        """Return the markup of what stands inside an element, as one line."""
        return "".join(self.inline(child) for child in tag.children).strip()

    def inline(self, node: PageElement) -> str:
        """Return the markup of a text or an inline element."""
        if isinstance(node, NavigableString):
            text = re.sub(r"[ \t\r\n\f]+", " ", str(node))
            # spaces at the ends as markup: Typst drops those at the ends of a line
            before = " " if text.startswith(" ") else ""
            after = " " if text.endswith(" ") and text.strip(" ") else ""
            return f"{before}{self.context.text(text.strip(' '))}{after}"
        if not isinstance(node, Tag):
            return ""
        name = node.name
        if name == "span" and node.has_attr("data-tex"):
            return self.formula(str(node["data-tex"]), block=node.has_attr("data-block"))
        if name == "sup" and "footnote-ref" in (node.get("class") or []):
            return self._footnote(node)
        if name == "br":
            return "#linebreak();"
        if name == "img":
            return f"#box({self._image(node)});"
        if name == "svg":
            return self._svg(node)
        if name in FIELDS:
            return self.context.text(field_text(node))
        if name == "style":
            return ""
        if name in _CODE and not node.find(_is_drawn):
            return self.context.code(node.get_text(), block=False)
        content = "".join(self.inline(child) for child in node.children)
        if name == "a":
            return self._link(str(node.get("href", "")), content)
        if name not in _INLINE or not content or _is_decorated(node):
            return content
        return f"#{_INLINE[name]}[{content}];"

    def _link(self, address: str, content: str) -> str:
        if not content:
            return ""
        if address.startswith("#") and len(address) > 1:
            return f"#goto({literal(address[1:])})[{content}];"
        if re.match(r"(https?|mailto):", address):
            return f"#link({literal(address)})[{content}];"
        return content

    def _footnote(self, node: Tag) -> str:
        anchor = node.find("a")
        address = str(anchor.get("href", "")) if isinstance(anchor, Tag) else ""
        note = self.footnotes.get(address)
        if note is None:
            return self.context.text(node.get_text())
        label = literal(address[1:])
        if address in self.seen_notes:
            return f"#footnote(label({label}));"
        self.seen_notes.add(address)
        for back in note.select("a.footnote"):
            back.extract()
        own = [each for each in note.children if isinstance(each, Tag) or str(each).strip()]
        first = own[0] if own and isinstance(own[0], Tag) and own[0].name == "p" else None
        content = self._content(first) + self.blocks(own[1:]) if first else self._content(note)
        return f"#[#footnote[{content}]#label({label})];"

    def _image(self, tag: Tag) -> str:
        found = from_data_uri(str(tag.get("src", "")))
        if found is None:
            return f"[{self.context.text(str(tag.get('alt', '')))}]"
        missing = Message("figure without a description").render(self.context.language)
        alt = str(tag.get("alt", "")) or missing
        if found[1] == "image/svg+xml":
            self.context.note(svg_text(found[0].decode()))
        picture = self.context.image(found[0], EXTENSIONS[found[1]], alt)
        width = re.fullmatch(r"(\d+(?:\.\d+)?)(px|%)?", str(tag.get("width", "")))
        if width and float(width[1]):
            most, unit = (100, "1%") if width[2] == "%" else (600, "0.75pt")
            size = f"calc.min({width[1]}, {most}) * {unit}"
            picture = f"{picture[:-1]}, width: {size})"
        return picture

    def _svg(self, tag: Tag) -> str:
        markup = drawing(tag)
        self.context.note(svg_text(markup))
        alt = str(tag["aria-label"])
        return f"#chart({self.context.image(markup.encode(), 'svg', alt)});\n\n"


def _stands_apart(tag: Tag) -> bool:
    return tag.name in _APART or tag.has_attr("data-block")


def _is_drawn(tag: Tag) -> bool:
    """Return whether an element is more than its text."""
    return tag.name in ("img", "svg", *FIELDS) or tag.has_attr("data-tex")


def _is_decorated(tag: Tag) -> bool:
    """Return whether a text has its line already: PDF/UA knows one, under it or through it."""
    over = [_INLINE.get(parent.name) for parent in tag.parents]
    return _INLINE[tag.name] in _LINES and any(line in _LINES for line in over)


_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def _inline_styles(soup: BeautifulSoup) -> None:
    """Write into each element what a style sheet says of it by its id, as pandas' Styler does."""
    sheets = [sheet.string or "" for sheet in soup.find_all("style")]
    named = {f"#{tag['id']}": tag for tag in soup.find_all(id=True)} if sheets else {}
    for selectors, rules in _RULE.findall("".join(sheets)):
        for selector in selectors.split(","):
            if (tag := named.get(selector.strip())) is not None:
                tag["style"] = f"{rules.strip()};{tag.get('style', '')}"


def colour(style: str, name: str) -> str:
    """Return a colour of CSS as Typst's; empty where there is none that can be read."""
    found = re.search(rf"(?:^|[;\s]){name}\s*:\s*([^;]+)", style)
    try:
        return f"rgb{ImageColor.getrgb(found[1].strip())[:3]}" if found else ""
    except ValueError:
        return ""


def _fill(rows: list[tuple[int, list[str]]], columns: int, taken: set[tuple[int, int]]) -> str:
    """Return the rows of a table, the short ones filled up with empty cells."""
    out = []
    for number, cells in rows:
        missing = sum((number, column) not in taken for column in range(columns))
        out.append(", ".join([*cells, *["[]"] * missing]))
    return "".join(f"{row},\n" for row in out if row)


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, "1"))
    return max(1, min(int(value), 100)) if value.isdigit() else 1
