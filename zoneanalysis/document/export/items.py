"""A notebook as what its report shows: items in order, the same for HTML and PDF."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from nbformat import NotebookNode

from zoneanalysis.document.document import Document
from zoneanalysis.document.export.fragments import clean, picture
from zoneanalysis.document.export.terminal import plain, settled
from zoneanalysis.document.model import MIME_TYPE
from zoneanalysis.errors import InputError
from zoneanalysis.messages import Language, Message

LEFT_OUT = frozenset({"notebook-only", "parameters", "injected-parameters", "remove-cell"})
SCREEN = "screen-only"  # tag of a cell that no paper shows
"""Tags of cells that are for whoever works with the notebook, not for the report."""

_KINDS = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
_HTML_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)


@dataclass(frozen=True)
class Content:
    """Which kinds of content an exporter wants, by nbconvert's usual traits."""

    code: bool = True
    input: bool = True
    output: bool = True
    markdown: bool = True
    raw: bool = True
    raw_types: tuple[str, ...] = ("",)


@dataclass(frozen=True)
class Fragment:
    """Cleaned HTML: of a markdown cell, or an output that came as HTML."""

    soup: BeautifulSoup
    markdown: bool


@dataclass(frozen=True)
class Code:
    """The source of a code cell."""

    source: str


@dataclass(frozen=True)
class Report:
    """A document of ours."""

    document: Document


@dataclass(frozen=True)
class Picture:
    """An image that a cell shows."""

    data: bytes
    kind: str
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Printed:
    """Text that a cell printed (``stdout``, ``stderr``), returned (``text``), or an ``error``.

    ``missing`` says what can't be shown, with its text; ``coloured`` holds the terminal's colours.
    """

    text: str
    stream: str
    coloured: str = field(default="", compare=False)

    @classmethod
    def of(cls, written: str, stream: str) -> Printed:
        """Return what a program wrote to a terminal, in its last state."""
        last = settled(written)
        return cls(plain(last), stream, last)


@dataclass(frozen=True)
class Raw:
    """A raw cell in the format of the exporter, to be passed through unchanged."""

    text: str


Item = Fragment | Code | Report | Picture | Printed | Raw


@dataclass
class Reader:
    """Reads the cells of a notebook; *folder* is where it lies, for the images beside it.

    Cells with a tag in ``left_out`` are passed over.
    """

    language: Language
    content: Content = field(default_factory=Content)
    folder: Path | None = None
    left_out: frozenset[str] = LEFT_OUT

    def items(self, nb: Any) -> Iterator[Item]:
        """Yield what the report shows of each cell, in order.

        Raises
        ------
        InputError
            If an output says it is a document of ours, and is not.
        """
        for number, cell in enumerate(nb.cells, 1):
            tags = set(cell.metadata.get("tags", ()))
            if tags & self.left_out:
                continue
            try:
                yield from self._cell(cell, number, tags)
            except InputError as error:
                raise error.at(file=f"cell {number}") from None

    def _cell(self, cell: Any, number: int, tags: set[str]) -> Iterator[Item]:
        if cell.cell_type == "markdown" and self.content.markdown:
            if cell.source.strip():
                attachments = cell.get("attachments", {})
                yield self._markdown(cell.source, number, attachments)
        elif cell.cell_type == "raw" and self.content.raw:
            kind = cell.metadata.get("raw_mimetype", cell.metadata.get("format", ""))
            source = plain(cell.source)
            if kind and kind.lower() in self.content.raw_types:
                yield Raw(source)
            elif source.strip():
                yield self._missing(kind, source) if kind else Printed(source, "text")
        elif cell.cell_type == "code" and self.content.code:
            jupyter = cell.metadata.get("jupyter", {})
            hidden = tags & {"remove-input", "hide-input"} or jupyter.get("source_hidden")
            shown: list[Item] = []
            if self.content.output and not tags & {"remove-output", "hide-output"}:
                for output in _coalesced(cell.outputs):
                    shown += self._output(output, cell, number)
            if self.content.input and not hidden and cell.source.strip():
                # what a report says comes first, how it was made after it
                made = len(shown) if any(isinstance(item, Report) for item in shown) else 0
                shown.insert(made, Code(plain(cell.source)))
            yield from shown

    def _markdown(self, source: str, number: int, attachments: Mapping[str, Any]) -> Fragment:
        from zoneanalysis.document.export.markdown import markdown_to_html  # slow to import

        html = markdown_to_html(plain(source))
        soup = clean(
            html,
            folder=self.folder,
            attachments=attachments,
            prefix=f"c{number}-",
            language=self.language,
        )
        return Fragment(soup, markdown=True)

    def _output(self, output: Any, cell: Any, number: int) -> Iterator[Item]:
        kind = output.output_type
        if kind == "stream":
            yield Printed.of(output.text, output.name)
        elif kind == "error":
            text = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
            yield Printed.of(text, "error")
        elif kind in ("display_data", "execute_result"):
            item = self._data(output.data, output.get("metadata", {}), cell, number)
            if item is not None:
                yield item

    def _data(
        self, data: Mapping[str, Any], metadata: Mapping[str, Any], cell: Any, number: int
    ) -> Item | None:
        data = {kind: _joined(stored) for kind, stored in data.items()}
        if MIME_TYPE in data:
            stored = data[MIME_TYPE]
            if isinstance(stored, str):
                stored = json.loads(stored)
            read = isinstance(stored, Document)  # by a run that makes several files of it
            return Report(stored if read else Document.from_json(stored))
        html = plain(data.get("text/html", ""))
        images = sorted((kind for kind in data if kind.startswith("image/")), key=_best_first)
        for kind in images:
            if not html or _HTML_SCRIPT.search(html):
                return self._picture(kind, data, metadata, cell)
        if html and not _HTML_SCRIPT.search(html):
            return Fragment(clean(html, folder=self.folder, language=self.language), markdown=False)
        if "text/markdown" in data:
            return self._markdown(data["text/markdown"], number, {})
        if "text/latex" in data:
            return self._markdown(data["text/latex"], number, {})
        if html:
            soup = clean(html, folder=self.folder, language=self.language)
            if soup.get_text(strip=True):
                return Fragment(soup, markdown=False)
        text = data.get("text/plain", "")
        rich = [kind for kind in data if kind not in ("text/plain", "application/json")]
        if rich:
            return self._missing(rich[0], text)
        if "application/json" in data:
            stored = json.dumps(data["application/json"], ensure_ascii=False, indent=1)
            return Printed(stored, "text")
        return Printed.of(text, "text") if text else None

    def _missing(self, what: str, text: str) -> Printed:
        return missing(what, text, self.language)

    def _picture(
        self, kind: str, data: Mapping[str, Any], metadata: Mapping[str, Any], cell: Any
    ) -> Picture | Printed:
        stored = data[kind]
        try:
            raw = stored.encode() if "svg" in kind else base64.b64decode(stored)
            found = picture(raw, self.language)
        except (binascii.Error, ValueError):
            found = None
        if found is None:
            unread = Message("an image that can't be read").render(self.language)
            return self._missing(kind, "\n".join(filter(None, (unread, data.get("text/plain")))))
        options = dict(re.findall(r"^#\|\s*([\w-]+):\s*(.*?)\s*$", cell.source, re.MULTILINE))
        own = metadata.get(kind, {})
        alt = (
            metadata.get("alt")
            or (own.get("alt") if isinstance(own, Mapping) else None)
            or cell.metadata.get("alt")
            or options.get("fig-alt", "").strip("\"'")
        )
        caption = options.get("fig-cap", "").strip("\"'")
        missing = Message("figure without a description").render(self.language)
        return Picture(*found, str(alt or caption or missing), caption)


def missing(what: str, text: str, language: Language) -> Printed:
    """Return the note that stands in the place of what can't be shown, and its text."""
    note = Message("can't be shown here: {what}", {"what": what}).render(language)
    return Printed(plain(settled(f"[{note}]\n{text}")), "missing")


def _best_first(kind: str) -> int:
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)


def _joined(stored: Any) -> Any:
    """Return text that old notebooks keep as a list of lines in one piece."""
    if isinstance(stored, list) and all(isinstance(each, str) for each in stored):
        return "".join(stored)
    return stored


def _coalesced(outputs: Any) -> Iterator[Any]:
    """Yield the outputs of a cell, the pieces of one stream in a row as one."""
    for key, group in groupby(outputs, lambda each: (each.output_type, each.get("name"))):
        pieces = list(group)
        if key[0] == "stream":
            text = "".join(_joined(each.text) for each in pieces)
            pieces = [NotebookNode(output_type="stream", name=key[1], text=text)]
        yield from pieces
