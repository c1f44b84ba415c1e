"""extract: from a report's text to figures and relations (抽取)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zoneanalysis.cli import terminal
from zoneanalysis.cli.commands.parameters import (
    AREA,
    FILE,
    PERIOD,
    REPORT,
    SPOKEN,
    UNUSABLE,
    package_of,
)
from zoneanalysis.cli.commands.texts import Lists, extracted_reports, lists_of, read_report_text
from zoneanalysis.messages import Language

if TYPE_CHECKING:
    from zoneanalysis.extraction import Extraction, Source, Written
    from zoneanalysis.reports.report import Report

__all__ = ["extract"]

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@click.command(
    epilog="""
\b
Examples:
  zoneanalysis extract report.txt -o data/reports/yunchuan-2024h1
  zoneanalysis extract report.pdf --area 云川市 --period 2024-01/2024-06 -o new/report
  zoneanalysis extract report.txt --explain
      which rule read which figure, and what was passed over, and why
  zoneanalysis extract report.txt -o data/reports/yunchuan-2024h1 --update
      again, keeping what you corrected in the CSV files
  zoneanalysis extract folder-of-texts -o new
  pbpaste | zoneanalysis extract - -o new/report

Plain text (UTF-8, GB18030), HTML, DOCX, PDF with a text layer, XLSX and CSV; tables become
figures too. The file extraction.csv says
of each figure how sure the rules are and why a human should look.
""",
)
@click.argument("text", type=FILE, metavar="TEXT|FOLDER|-")
@click.option("-o", "--output", type=FILE, metavar="FOLDER", help="Where to write.")
@AREA
@PERIOD
@click.option(
    "--after",
    type=REPORT,
    metavar="EARLIER",
    help="Take its indicators and areas; say what changed since.",
)
@click.option("--update", is_flag=True, help="Extract again into the folder; keep corrections.")
@click.option("--explain", is_flag=True, help="Show how each figure and relation was read.")
@SPOKEN
@click.pass_context
def extract(
    context: click.Context,
    text: Path,
    output: Path | None,
    area: str | None,
    period: str | None,
    after: str | None,
    language: Language,
    *,
    update: bool,
    explain: bool,
) -> None:
    """Read figures and relations out of a report's text, as a report's folder."""
    from zoneanalysis import extraction
    from zoneanalysis.extraction.assemble import fit_areas, fit_codes

    if output is None and not explain:
        raise click.UsageError("say where to write with -o FOLDER, or only look with --explain")
    lists = lists_of(context)
    earlier = None if after is None else package_of(context).read(after)
    if earlier is not None:
        area = area or str(earlier.meta["area"])
    if text.is_dir():
        _folder(context, text, output, lists, area, period, update=update)
        return
    source = read_report_text(str(text))
    areas = lists.areas if earlier is None else {**earlier.areas, **lists.areas}
    found = extraction.extract(source.text, area, period, areas=areas, source=source.name)
    if earlier is not None:
        for draft in found.reports:
            fit_codes(draft.drafts, {**lists.indicators, **earlier.indicators})
            fit_areas(draft.drafts, earlier)
    if explain:
        terminal.show(extraction.explain(found, language), end="")
    if output is not None:
        _show(_write(found, source, output, lists, update=update))
    for report in extracted_reports(found, lists) if earlier is not None else ():
        _since(earlier, report)


def _since(earlier: Report | None, report: Report) -> None:
    """Say which quantities of an earlier report a text prints again, leaves out, or adds."""
    from zoneanalysis.history.changes import changes

    assert earlier is not None
    found = changes(earlier, report)
    both = len(found.rows) - len(found.new) - len(found.gone)
    terminal.message(
        f"{both} figures as in {earlier.id}, {len(found.gone)} left out, {len(found.new)} new"
    )
    for row in found.gone:
        if row.before is not None:
            name = earlier.indicator_name(row.key.indicator, "zh")
            terminal.message(f"  left out: {row.before.printed} ({name}, {row.key.area})")


def _write(
    found: Extraction, source: Source, output: Path, lists: Lists, *, update: bool
) -> Sequence[Written]:
    """Write the reports of a text; a single one is named after its folder."""
    from zoneanalysis.extraction import write_reports

    name = output.resolve().name
    named = [name] if len(found.reports) == 1 and _SLUG.fullmatch(name) else None
    written = write_reports(
        found,
        output,
        source=source,
        ids=named,
        areas=lists.areas,
        indicators=lists.indicators,
        update=update,
    )
    _list(written)
    return written


def _list(written: Sequence[Written]) -> None:
    """List reports that now lie in a data package in its descriptor."""
    from zoneanalysis.reports import DataPackage

    for each in written:
        reports = each.folder.resolve().parent
        if reports.name == "reports" and (reports.parent / "datapackage.json").is_file():
            DataPackage(reports.parent).write_descriptor((each.report_id,))


def _show(written: Sequence[Written]) -> None:

    columns = ("report", "figures", "relations", "to look at", "kept", "folder")
    terminal.table(
        columns,
        [
            (each.report_id, *map(str, (each.figures, each.claims, each.to_look_at, each.kept)),
             str(each.folder))
            for each in written
        ],
    )  # fmt: skip
    terminal.message("extraction.csv says why a figure should be looked at.")


def _folder(
    context: click.Context,
    folder: Path,
    output: Path | None,
    lists: Lists,
    area: str | None,
    period: str | None,
    *,
    update: bool,
) -> None:
    """Extract from every file of a folder; a bad one stops nothing."""
    from zoneanalysis.extraction import extract_folder, report_ids

    written: list[Written] = []
    failed = 0
    taken: set[str] = set()

    def progress(number: int, total: int, path: Path) -> None:
        terminal.message(f"{number} of {total}: {path.name}")

    for result in extract_folder(folder, area, period, areas=lists.areas, progress=progress):
        if result.extraction is None or result.source is None:
            failed += 1
            if result.error:
                terminal.faults(result.error.faults)
            continue
        for each in report_ids(result.extraction):
            terminal.message(f"  {each}")
        if output is not None:
            name = _free(result.path.stem, taken)
            written += _write(result.extraction, result.source, output / name, lists, update=update)
    if written:
        _show(written)
    terminal.message(f"{len(written)} reports written, {failed} files could not be read")
    if failed:
        context.exit(UNUSABLE)


def _free(stem: str, taken: set[str]) -> str:
    """Return a folder name that no other file has."""
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    taken.add(name)
    return name
