"""The page that links everything that a run made (目录页), in both languages at once."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import jinja2

from zoneanalysis._version import __version__
from zoneanalysis.document.files import TEMPLATES
from zoneanalysis.document.signs import VERDICT_SIGNS
from zoneanalysis.relations.results import Verdict

__all__ = ["FILE_NAME", "Listed", "index_page"]

FILE_NAME = "index.html"
_DATA = (
    "source.zh.html",
    "source.en.html",
    "figures.csv",
    "checks.csv",
    "ro-crate-metadata.json",
)


_PAGES = (
    ("html", "HTML"),
    ("pdf", "PDF"),
    ("docx", "DOCX"),
    ("xlsx", "Excel"),
    ("ipynb", "Notebook"),
)


@dataclass(frozen=True)
class Listed:
    """A report, or the comparison, as the page lists it; ``place`` is its folder in the output."""

    title: Mapping[str, str]
    place: str
    stem: str
    details: Sequence[Mapping[str, str]] = field(default_factory=tuple)


def _verdicts(path: Path) -> list[tuple[str, str, str, int]]:
    """Return sign, words and count of each verdict in a checks.csv, without those of no check."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        counts = Counter(row.get("verdict", "") for row in csv.DictReader(file))
    return [
        (
            VERDICT_SIGNS[each.value][0],
            each.label.render("zh"),
            each.label.render("en"),
            counts[each.value],
        )
        for each in Verdict
        if counts[each.value]
    ]


def index_page(output: Path, listed: Sequence[Listed]) -> str:
    """Return the page's HTML: for each entry, links to those of its files that are there."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    entries = []
    for each in listed:
        folder = output / each.place
        pages = {
            language: [
                (f"{each.place}{name}", kind, folder.joinpath(name).stat().st_size)
                for suffix, kind in _PAGES
                if folder.joinpath(name := f"{each.stem}.{language}.{suffix}").is_file()
            ]
            for language in ("zh", "en")
        }
        if not any(pages.values()):
            continue
        data = _DATA if each.place else ()
        charts = "*.svg" if each.stem == "review" else f"{each.stem}-*.svg"
        entries.append(
            {
                "title": each.title,
                "details": each.details,
                "pages": pages,
                "verdicts": _verdicts(folder / "checks.csv") if each.place else [],
                "data": [
                    (f"{each.place}{name}", name) for name in data if (folder / name).is_file()
                ],
                "charts": [
                    (f"{each.place}charts/{path.name}", path.stem)
                    for path in sorted((folder / "charts").glob(charts) if each.place else ())
                ],
            }
        )
    return environment.get_template("index.html.j2").render(entries=entries, version=__version__)
