"""Links from a page to its other forms: shown where the file is there (各种形式)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from zoneanalysis.placing import place_file
from zoneanalysis.run.crate import FILE_NAME as CRATE
from zoneanalysis.run.crate import described
from zoneanalysis.run.plan import Plan
from zoneanalysis.run.publishing import Record, file_sha256

__all__ = ["link", "linked_pages"]

# Either is as long as the other, so that a page keeps its size.
_SHOWN, _HIDDEN = b"data-a", b"hidden"
_LINK = re.compile(rb'<a (?:data-a|hidden) href="([^"]+)"')


def link(run: Plan) -> None:
    """Show in every page the links to its other forms that are there; records and crates follow."""
    units = {name: unit for unit, record in run.records.items() for name in record.files}
    for name, data in linked_pages(run.output, units):
        record, digest = run.records[units[name]], hashlib.sha256(data).hexdigest()
        target, before = run.output / name, record.files[name]
        if file_sha256(target) != before:
            continue  # somebody's own by now
        place_file(data, target, run.stage, settled=False)
        told = target.parent / CRATE
        if described(told):
            text = told.read_text(encoding="utf-8").replace(before, digest)
            place_file(text, told, run.stage, settled=False)
        run.records[units[name]] = Record(record.key, {**record.files, name: digest})


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
