"""What the exporters share: the traits, and how a notebook is read as a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import TemplateExporter
from traitlets import Unicode

from zoneanalysis.document.export import items as it
from zoneanalysis.document.export.frontmatter import (
    FrontMatter,
    find_date,
    find_language,
    read_front_matter,
)
from zoneanalysis.document.export.uncopied import Uncopied

__all__ = ["ReportExporter"]


class ReportExporter(Uncopied, TemplateExporter):  # type: ignore[misc]
    """An exporter of what a notebook reports."""

    language = Unicode("", help="zh or en; else the notebook's").tag(config=True)
    title = Unicode("", help="Title of the report; else the notebook's").tag(config=True)
    date = Unicode("", help="Date of the report, 2023-08-15; else the notebook's").tag(config=True)

    def _read(
        self,
        nb: Any,
        resources: Any,
        *,
        left_out: frozenset[str] = it.LEFT_OUT,
        raw_types: tuple[str, ...] = ("",),
    ) -> tuple[Any, dict[str, Any], list[it.Item], FrontMatter]:
        """Return the notebook and nbconvert's resources, what the report shows, and its front."""
        language, date = find_language(nb, self.language), find_date(nb, self.date)
        nb, resources = self._preprocess(nb, self._init_resources(resources))
        about = resources.get("metadata", {})
        content = it.Content(
            code=not self.exclude_code_cell,
            input=not self.exclude_input,
            output=not self.exclude_output,
            markdown=not self.exclude_markdown,
            raw=not self.exclude_raw,
            raw_types=raw_types,
        )
        folder = None if about.get("path") is None else Path(about["path"])
        found = list(it.Reader(language, content, folder, left_out).items(nb))
        name = str(about.get("name", ""))
        front = read_front_matter(
            nb, found, language=language, title=self.title, date=date, name=name
        )
        return nb, resources, found, front
