"""What the forms of a report share (HTML, PDF, DOCX): how a notebook is read as a report."""

from __future__ import annotations

import logging
from abc import abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zoneanalysis.document.export import items as it
from zoneanalysis.document.export.frontmatter import (
    FrontMatter,
    find_date,
    find_language,
    read_front_matter,
)

__all__ = ["Form"]

_LOG = logging.getLogger("zoneanalysis.export")
_LOG.addHandler(logging.NullHandler())


class Form:
    """A form of what a notebook reports, as asked for by the names of nbconvert's traits.

    A run makes it without nbconvert, whose import takes a sixth of all that a build imports;
    nbconvert's exporters (:mod:`~zoneanalysis.document.export.exporters`) are forms, too.
    """

    language = ""
    title = ""
    date = ""
    exclude_code_cell = False
    exclude_input = False
    exclude_output = False
    exclude_markdown = False
    exclude_raw = False
    left_out = it.LEFT_OUT
    raw_types: tuple[str, ...] = ("",)
    log: Any = _LOG

    @abstractmethod
    def make(self, nb: Any) -> bytes:
        """Return the file of an executed notebook."""

    def _read(
        self, nb: Any, kept: Any = None, about: Mapping[str, Any] = {}
    ) -> tuple[list[it.Item], FrontMatter]:
        """Return what the report shows, and its front.

        *kept* is what preprocessors left of the notebook, *about* what is known of its file.
        """
        language, date = find_language(nb, self.language), find_date(nb, self.date)
        nb = nb if kept is None else kept
        content = it.Content(
            code=not self.exclude_code_cell,
            input=not self.exclude_input,
            output=not self.exclude_output,
            markdown=not self.exclude_markdown,
            raw=not self.exclude_raw,
            raw_types=self.raw_types,
        )
        folder = None if about.get("path") is None else Path(about["path"])
        found = list(it.Reader(language, content, folder, self.left_out).items(nb))
        name = str(about.get("name", "Notebook"))  # as nbconvert names what comes from no file
        front = read_front_matter(
            nb, found, language=language, title=self.title, date=date, name=name
        )
        return found, front
