"""Notebooks for the tests of the exporters, built in memory."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests.document.demo import demo
from zoneanalysis.document.document import Document
from zoneanalysis.messages import Language


def png() -> bytes:
    """Return a picture of 8 × 8 grey dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    rows = b"".join(b"\x00" + b"\x80" * 8 for _ in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )  # fmt: skip


PNG = base64.b64encode(png()).decode("ascii")


def notebook(*cells: Any, **metadata: Any) -> Any:
    """Return a notebook of these cells, with stable ids."""
    nb = new_notebook(metadata=metadata, cells=list(cells))
    for number, cell in enumerate(nb.cells):
        cell["id"] = f"cell-{number}"
    nbformat.validate(nb)
    return nb


def text(source: str, tags: tuple[str, ...] = (), **more: Any) -> Any:
    """Return a markdown cell."""
    cell = new_markdown_cell(source, metadata={"tags": list(tags)})
    cell.update(more)
    return cell


def code(source: str, *outputs: Any, tags: tuple[str, ...] = (), **metadata: Any) -> Any:
    """Return a code cell with its outputs."""
    return new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags), **metadata})


def shows(data: dict[str, Any], **metadata: Any) -> Any:
    """Return the output of a display."""
    return new_output("display_data", data=data, metadata=metadata)


def document(content: Document) -> Any:
    """Return the output of a cell that shows a document of ours."""
    return shows(dict(content._repr_mimebundle_()))


def report(language: Language) -> Any:
    """Return the notebook of a whole report, with cells that are for whoever works with it."""
    return notebook(
        text("# For whoever opens the notebook", ("notebook-only",)),
        code("report = 'yunchuan-2030h1'", tags=("parameters",)),
        code("report = 'injected'", tags=("injected-parameters",)),
        code("show(review)", document(demo(language))),
        zoneanalysis={"date": "2030-08-15", "language": language},
    )
