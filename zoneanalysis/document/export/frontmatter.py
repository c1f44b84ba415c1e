"""What a report says about itself: language, title, date, and how its headings count."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from zoneanalysis.document.export.items import Fragment, Item, Report
from zoneanalysis.document.model import MIME_TYPE, Cover
from zoneanalysis.errors import InputError
from zoneanalysis.messages import LANGUAGES, Language

_CJK = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True)
class FrontMatter:
    """Front matter of one report.

    ``shift`` is taken from the level of a markdown heading, so that the title is level 0.
    ``stem`` begins the names of the files beside it, such as ``review``, where a run made them.
    ``show_title`` says that the title stands nowhere in the notebook and is to be set above it.
    """

    language: Language
    title: str
    date: dt.date | None
    shift: int
    has_cover: bool
    show_title: bool
    anchors: frozenset[str]
    stem: str = ""


def find_language(nb: Any, asked: str = "") -> Language:
    """Return the language of a notebook: asked for, in its metadata, its documents, or its text.

    Raises
    ------
    InputError
        If the language asked for is neither Chinese nor English.
    """
    metadata = nb.metadata
    parameters = metadata.get("papermill", {}).get("parameters", {})
    own = metadata.get("zoneanalysis", {})
    for value in (
        asked,
        own.get("language"),
        *_document_languages(nb),
        parameters.get("language"),
        metadata.get("language"),
        metadata.get("lang"),
    ):
        for language in LANGUAGES:
            if isinstance(value, str) and value.lower().startswith(language):
                return language
        if value and value == asked:
            raise InputError.single(
                must=f"the language must be one of: {', '.join(LANGUAGES)}",
                came=repr(value),
                do="ask for one of them, or leave it to the notebook",
            )
    text = "\n".join(cell.source for cell in nb.cells if cell.cell_type == "markdown")
    return "zh" if len(_CJK.findall(text)) > len(_WORD.findall(text)) else "en"


def _document_languages(nb: Any) -> list[str]:
    return [
        output.data[MIME_TYPE].get("language", "")
        for cell in nb.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "data" in output and isinstance(output.data.get(MIME_TYPE), Mapping)
    ][:1]


def find_date(nb: Any, asked: str | dt.date | None = None) -> dt.date | None:
    """Return the fixed date of a report: asked for, in its metadata, or SOURCE_DATE_EPOCH.

    Never today: the same notebook gives the same bytes.

    Raises
    ------
    InputError
        If a date is not of the form 2023-08-15.
    """
    if isinstance(asked, dt.date):
        return asked
    value = asked or nb.metadata.get("zoneanalysis", {}).get("date") or nb.metadata.get("date")
    if value:
        try:
            return dt.date.fromisoformat(str(value)[:10])
        except ValueError:
            raise InputError.single(
                must="the date of a report must be of the form 2023-08-15",
                came=repr(value),
                do="correct the date in the notebook's metadata, or the one asked for",
            ) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    return None


def read_front_matter(
    nb: Any,
    items: Sequence[Item],
    *,
    language: Language,
    title: str,
    date: dt.date | None,
    name: str,
) -> FrontMatter:
    """Return the front matter of a notebook whose report shows *items*; *name* is its file's."""
    documents = [item.document for item in items if isinstance(item, Report)]
    blocks = chain.from_iterable(each.blocks for each in documents)
    cover = next((block for block in blocks if isinstance(block, Cover)), None)
    headings = [
        (int(tag.name[1]), tag.get_text(" ", strip=True))
        for item in items
        if isinstance(item, Fragment) and item.markdown
        for tag in item.soup.find_all(re.compile(r"^h[1-6]$"))
    ]
    one_title = (
        cover is None
        and bool(headings)
        and headings[0][0] == 1
        and sum(level == 1 for level, _ in headings) == 1
    )
    given = title or nb.metadata.get("zoneanalysis", {}).get("title") or nb.metadata.get("title")
    found = cover.title if cover else headings[0][1] if one_title else ""
    return FrontMatter(
        language=language,
        title=str(given or found or name),
        date=date,
        shift=1 if one_title else 0,
        has_cover=cover is not None,
        show_title=bool(given) and not found,
        anchors=frozenset().union(*(each.anchors for each in documents)),
        stem=str(nb.metadata.get("zoneanalysis", {}).get("stem", "")),
    )
