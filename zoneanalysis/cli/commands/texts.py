"""What an argument means that may be a report's id, a file, or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zoneanalysis.cli import terminal
from zoneanalysis.cli.commands.parameters import package_of
from zoneanalysis.cli.language import spoken
from zoneanalysis.errors import InputError, Location
from zoneanalysis.reports.report import Area, Indicator, Report

if TYPE_CHECKING:
    from zoneanalysis.extraction import Extraction, Source

__all__ = [
    "STANDARD_INPUT",
    "Lists",
    "extracted_reports",
    "is_text",
    "lists_of",
    "read_report_text",
    "reports_of",
]

STANDARD_INPUT = "-"


@dataclass(frozen=True)
class Lists:
    """The areas and indicators that are known: those of the data package, else the program's."""

    areas: Mapping[str, Area]
    indicators: Mapping[str, Indicator]


def lists_of(context: click.Context) -> Lists:
    """Return the lists of the data package; outside a project, those that come with the program."""
    from zoneanalysis.reports.shipped import shipped

    try:
        package = package_of(context)
    except InputError:
        if context.find_root().params.get("data"):
            raise
        package = shipped()
    return Lists(package.areas, package.indicators)


def is_text(context: click.Context, name: str) -> bool:
    """Return whether an argument names a text and no report: a file that is there, or ``-``.

    Raises
    ------
    InputError
        If it looks like a file's name and no such file is there.
    """
    if name == STANDARD_INPUT:
        return True
    try:
        known = package_of(context).reports()
    except InputError:
        known = ()
    if name in known or Path(name).is_file():
        return name not in known
    if Path(name).suffix or len(Path(name).parts) > 1:
        raise InputError.single(
            must="a text must be a file that can be read",
            came="a folder" if Path(name).is_dir() else "no such file",
            where=Location(file=name),
            do="check the path; a report of the data package is named by its id alone",
        )
    return False


def read_report_text(name: str) -> Source:
    """Return the text of a file in any format, or of standard input; say how it was read."""
    from zoneanalysis.extraction import read_file, read_source

    if name == STANDARD_INPUT:
        source = read_source(sys.stdin.buffer.read(), "standard input")
    else:
        source = read_file(name)
    for remark in source.remarks:
        terminal.message(f"{name}: {remark.render(spoken())}")
    return source


def extracted_reports(extraction: Extraction, lists: Lists) -> Iterator[Report]:
    """Yield the reports that a text holds, as data."""
    from zoneanalysis.extraction import as_report, report_ids
    from zoneanalysis.extraction.vocabulary import vocabulary

    for draft, report_id in zip(extraction.reports, report_ids(extraction), strict=True):
        english = vocabulary().english.of_place(draft.area.name) or draft.area.name
        meta = {
            "id": report_id,
            "title": {"zh": extraction.title_of(draft), "en": f"{english}, {draft.period}"},
            "publisher": {"zh": draft.part.credit, "en": draft.part.credit},
            "area": draft.area.code,
            "period": str(draft.period),
            "language": "zh",
        }
        yield as_report(draft, report_id, meta, lists.indicators, lists.areas)


def reports_of(
    context: click.Context, name: str, area: str | None = None, period: str | None = None
) -> Iterator[tuple[Report, Sequence[Mapping[str, str]]]]:
    """Yield the report of that id, or those that a text holds, with what reviewers noted."""
    if not is_text(context, name):
        package = package_of(context)
        yield package.read(name), package.reviews(name)
        return
    from zoneanalysis.extraction import extract

    lists = lists_of(context)
    source = read_report_text(name)
    found = extract(source.text, area, period, areas=lists.areas, source=name)
    for report in extracted_reports(found, lists):
        yield report, ()
