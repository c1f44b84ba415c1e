"""Links from a page to its other forms: shown where the file is there (各种形式)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

__all__ = ["linked_pages"]

# Either is as long as the other, so that a page keeps its size.
_SHOWN, _HIDDEN = b"data-a", b"hidden"
_LINK = re.compile(rb'<a (?:data-a|hidden) href="([^"]+)"')


def linked_pages(output: Path, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the pages whose links to other forms don't fit the files that are there, mended.

    Parameters
    ----------
    output : Path
        The folder of a run.
    pages : iterable of str
        Names of the run's files, relative to *output*.
    """
    given = cache(_given)  # a comparison is linked to by the pages of all its cities
    for name in pages:
        path = output / name
        if path.suffix != ".html" or not path.is_file():
            continue
        data = path.read_bytes()

        def link(found: re.Match[bytes], folder: Path = path.parent) -> bytes:
            target = folder / found[1].decode()
            there = target.is_file()
            if found[1].startswith(b"../comparison"):
                notebook = folder.parent / target.with_suffix(".ipynb").name  # one path for all
                there = there and f'"{folder.name}"' in given(notebook)
            return b'<a %b href="%b"' % (_SHOWN if there else _HIDDEN, found[1])

        mended = _LINK.sub(link, data)
        if mended != data:
            yield name, mended


def _given(notebook: Path) -> str:
    """Return what a comparison's notebook was given, its reports among it; nothing without one."""
    if not notebook.is_file():
        return ""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    given = (e for e in cells if "injected-parameters" in e["metadata"].get("tags", ()))
    return "".join(line for each in given for line in each["source"])
