"""init, list, validate, new, data edit: the data package (数据包)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zoneanalysis.cli import terminal
from zoneanalysis.cli.commands.parameters import (
    FILE,
    FORM,
    REPORT,
    SOURCE,
    SPOKEN,
    UNUSABLE,
    package_of,
)
from zoneanalysis.cli.language import spoken
from zoneanalysis.errors import Fault, InputError
from zoneanalysis.messages import in_language, phrase

if TYPE_CHECKING:
    from zoneanalysis.messages import Language
    from zoneanalysis.reports import DataPackage

__all__ = ["data", "init", "list_", "new", "validate"]

_NONE = phrase(
    "No report yet: `zoneanalysis extract TEXT -o data/reports/ID` makes one from its text."
)


@click.command(
    epilog="""
\b
Examples:
  zoneanalysis init my-review
  zoneanalysis init my-review --example     with two reports, a panel and the lessons
""",
)
@click.argument("folder", type=FILE)
@click.option("--example", is_flag=True, help="Also the example reports, panel and lessons.")
def init(folder: Path, *, example: bool) -> None:
    """Make a folder to work in: a data package, the notebooks, a README."""
    from zoneanalysis.run import project

    project.init(folder, example=example)
    terminal.show(str(folder))
    terminal.message(f"`cd {folder}`; its README.md says how to go on.")


@click.command(
    "list",
    epilog="""
\b
Example:
  zoneanalysis list --language zh
""",
)
@SPOKEN
@FORM
@click.pass_context
def list_(context: click.Context, language: Language, form: str) -> None:
    """List the reports of the data package."""
    package = package_of(context)
    if form == "json":
        terminal.as_json([_about(package, each) for each in package.reports()])
        return
    if not package.reports():
        terminal.message(_NONE)
        return
    rows = []
    broken = []
    for each in package.reports():
        try:
            report = package.read(each)
        except InputError as error:
            broken.append(each)
            told = phrase("faults: {count}", count=len(error.faults)).render(language)
            rows.append((each, f"✗ {told}", "", "", ""))
            continue
        meta: Any = report.meta
        counts = (str(len(report.observations)), str(len(report.claims)))
        rows.append((each, meta["period"], *counts, meta["title"][language]))
    terminal.table(("report", "period", "figures", "relations", "title"), rows)
    if broken:
        names = " ".join(broken)
        terminal.message(phrase("`zoneanalysis validate {names}` says what is wrong.", names=names))


def _about(package: DataPackage, report_id: str) -> dict[str, Any]:
    """Return what a list says of a report; only its faults where it can't be read."""
    try:
        report = package.read(report_id)
    except InputError as error:
        faults = [each.render(spoken()) for each in error.faults]
        return {"report": report_id, "faults": faults}
    meta: Any = report.meta
    return {
        "report": report_id,
        "area": meta["area"],
        "period": meta["period"],
        "figures": len(report.observations),
        "relations": len(report.claims),
        "title": meta["title"],
    }


@click.command(
    epilog="""
\b
Examples:
  zoneanalysis validate
  zoneanalysis validate linfen-2023h1 --source report.txt
      also holds each printed figure and its place against the text
""",
)
@click.argument("reports", nargs=-1, type=REPORT, metavar="[REPORT]…")
@click.option("--source", type=SOURCE, metavar="FILE", help="The text, or a folder of texts.")
@click.option(
    "--write-descriptor",
    is_flag=True,
    help="First write datapackage.json, the table schemas and the counts of rows anew.",
)
@FORM
@SPOKEN
@click.pass_context
def validate(
    context: click.Context,
    reports: tuple[str, ...],
    source: Path | None,
    form: str,
    language: Language,
    *,
    write_descriptor: bool,
) -> None:
    """Check the data package: every fault of every file, with row, column and what to do."""
    from zoneanalysis.history.series import records

    package = package_of(context)
    if write_descriptor:
        for each in package.write_descriptor(reports or None):
            terminal.message(phrase("· counted anew: {table}", table=each))
    found = package.validate(source, reports or None)
    kept, unusable = ((), {}) if reports else records(package)
    found = (*found, *(fault for faults in unusable.values() for fault in faults))
    if form == "json":
        remarks = () if found else (*package.remarks(source, reports or None), *package.edited())
        terminal.as_json({"faults": _told(found, language), "remarks": _told(remarks, language)})
        context.exit(UNUSABLE if found else 0)
    terminal.faults(found)
    if found:
        folder, count = package.root, len(found)
        whole = phrase("{count} faults in {folder}", count=count, folder=folder)
        one = phrase("1 fault in {folder}", folder=folder)
        terminal.message(one if count == 1 else whole, style="bold")
        context.exit(UNUSABLE)
    chosen = reports or None
    for remark in (*package.remarks(source, chosen), *package.edited(chosen)):
        terminal.message(f"· {remark.render(language)}")
    checked = reports or package.reports()
    if checked:
        gaps = {"count": len(checked), "names": ", ".join(checked)}
        terminal.show(
            phrase("✓ {count} reports agree with the schema and its text: {names}", **gaps)
            if source
            else phrase("✓ {count} reports agree with the schema: {names}", **gaps)
        )
    else:
        terminal.message(_NONE)
    for kind, sentence in _AGREE.items():
        known = [each.id.partition("/")[2] for each in kept if each.id.startswith(f"{kind}/")]
        if known:
            terminal.show(phrase(sentence, count=len(known), names=", ".join(known)))


_AGREE = {
    "panels": "✓ {count} panels agree with the schema: {names}",
    "series": "✓ {count} series agree with the schema: {names}",
}


def _told(faults: Iterable[Fault], language: Language) -> list[dict[str, Any]]:
    return [
        {
            "file": each.where.file,
            "row": each.where.row,
            "column": each.where.column,
            "must": in_language(each.must, language),
            "came": in_language(each.came, language),
            "do": in_language(each.do, language),
        }
        for each in faults
    ]


@click.command(
    epilog="""
\b
Example:
  zoneanalysis new yunchuan-2024h1 --area CN-1410 --period 2024-01/2024-06
      makes data/reports/yunchuan-2024h1 with empty tables to fill in;
      `zoneanalysis extract` fills them from a text
  zoneanalysis new linfen-2024h1 --after linfen-2023h1
      with the figures and relations of that report, their values empty
""",
)
@click.argument("report")
@click.option("--area", metavar="CODE", help="A code of data/areas.csv.")
@click.option("--period", metavar="PERIOD", help="For example 2024-01/2024-06.")
@click.option("--after", type=REPORT, metavar="EARLIER", help="A report that it is to be like.")
@click.option("--source", type=SOURCE, metavar="FILE", help="The text; only its checksum is kept.")
@click.pass_context
def new(
    context: click.Context,
    report: str,
    area: str | None,
    period: str | None,
    after: str | None,
    source: Path | None,
) -> None:
    """Make the folder of a new report, with every file and column it needs."""
    if after is None and not (area and period):
        raise click.UsageError("say --area and --period, or --after an earlier report")
    folder = package_of(context).scaffold(
        report, area=area or "", period=period or "", source=source, after=after
    )
    terminal.show(str(folder))
    terminal.message("Fill in figures.csv and claims.csv; `zoneanalysis validate` checks them.")


@click.group()
def data() -> None:
    """Edit the tables of a report in a spreadsheet."""


@data.command(
    epilog="""
\b
Examples:
  zoneanalysis data edit linfen-2023h1 --xlsx linfen.xlsx        write its tables
  zoneanalysis data edit linfen-2023h1 --from-xlsx linfen.xlsx   read them back

Every cell is text there, so no spreadsheet turns 2024-06 into a date or 66.70 into 66.7. A cell
that was spoilt all the same is named, and nothing is written.
""",
)
@click.argument("report", type=REPORT)
@click.option("--xlsx", type=FILE, metavar="FILE", help="Write the tables as a workbook.")
@click.option("--from-xlsx", type=SOURCE, metavar="FILE", help="Read the workbook back.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.pass_context
def edit(
    context: click.Context, report: str, xlsx: Path | None, from_xlsx: Path | None, *, yes: bool
) -> None:
    """Write a report's tables as a workbook, or take them back from one."""
    from zoneanalysis.panel.excel import edited_report, report_workbook

    if (xlsx is None) == (from_xlsx is None):
        raise click.UsageError("say either --xlsx FILE or --from-xlsx FILE")
    package = package_of(context)
    if xlsx is not None:
        report_workbook(package, report).save(xlsx)
        terminal.show(str(xlsx))
        return
    assert from_xlsx is not None
    found = edited_report(from_xlsx, package, report)
    for name, (new_, changed, gone) in found.changes.items():
        terminal.show(f"{name}.csv: {new_} rows new, {changed} changed, {gone} gone")
    if not any(map(any, found.changes.values())):
        terminal.message("There is nothing to write.")
        return
    if not yes:
        click.confirm(f"Write it to {package.folder(report)}?", abort=True)
    found.write()
