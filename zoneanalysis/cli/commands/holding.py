"""hold: any prose about a city against the record of its reports (文稿核对)."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from zoneanalysis.cli import terminal
from zoneanalysis.cli.commands.parameters import (
    FILE,
    FINDINGS,
    PERIOD,
    REPORT,
    SPOKEN,
    TABLE_FORM,
    package_of,
)
from zoneanalysis.errors import InputError
from zoneanalysis.messages import Language, Message

__all__ = ["hold"]


@click.command(
    epilog="""
\b
Examples:
  zoneanalysis hold press-note.txt --against linfen-2023h1
  zoneanalysis hold speech.docx --html speech.html
      against every report of the one city in the data package
  zoneanalysis hold summary.txt --against linfen-2023h1 --strict --format json
      exit code 1 if a figure disagrees with the record, or the text with itself

A figure that was carried to its words from afar is to be confirmed by a person, never accused.
""",
)
@click.argument("draft", metavar="DRAFT")
@click.option(
    "--against",
    "reports",
    multiple=True,
    type=REPORT,
    metavar="REPORT",
    help="A report of the record; may come several times. All of the package if not given.",
)
@TABLE_FORM
@click.option("--html", type=FILE, metavar="FILE.html", help="Also write the marked text.")
@click.option("--strict", is_flag=True, help="Exit with 1 if something disagrees.")
@click.option("--complete", is_flag=True, help="With --strict: also if a figure isn't borne out.")
@PERIOD
@SPOKEN
@click.pass_context
def hold(
    context: click.Context,
    draft: str,
    reports: tuple[str, ...],
    form: str,
    html: Path | None,
    period: str | None,
    language: Language,
    *,
    strict: bool,
    complete: bool,
) -> None:
    """Hold every figure of a text against the record of a city's reports."""
    from zoneanalysis.cli.commands.texts import read_report_text
    from zoneanalysis.history.hold import hold as held_against
    from zoneanalysis.reports.series import SeriesIndex
    from zoneanalysis.review.sourceview.held import held_page

    package = package_of(context)
    if reports:
        chosen = [package.read(each) for each in reports]
        index = SeriesIndex.build(chosen, breaks=package.breaks, areas=package.areas)
        if index.unusable:
            raise InputError(fault for faults in index.unusable.values() for fault in faults)
    else:
        index = SeriesIndex.of(package)
    source = read_report_text(draft)
    found = held_against(source.text, index, period=period)
    if html is not None:
        html.write_text(held_page(found, Path(draft).name, language), encoding="utf-8")
        terminal.message(str(html))
    if form == "json":
        click.echo(found.to_json(language))
    elif not terminal.written(found.to_frame(language), form):
        _show(found, language)
    fails = found.has_findings or (complete and not all(row.holding.agrees for row in found))
    if strict and fails:
        context.exit(FINDINGS)


def _show(found: object, language: Language) -> None:
    from zoneanalysis.history.hold import HeldDraft
    from zoneanalysis.review.sourceview.held import HOLDING_SIGNS

    assert isinstance(found, HeldDraft)
    styles = {"good": "green", "bad": "bold red", "warn": "yellow", "muted": "dim"}
    rows = []
    for row, record in zip(found.rows, found.records(language), strict=True):
        sign, tone = HOLDING_SIGNS[row.holding]
        label = Text.assemble((sign, styles[tone]), f" {row.holding.label.render(language)}")
        why = " ".join(str(record[name]) for name in ("difference", "numbers", "reason"))
        rows.append((label, row.observation.printed, why.strip(), str(record["where"])))
    heads = (
        Message("Against the record"),
        Message("Printed"),
        Message("Why"),
        Message("Where in the record"),
    )
    terminal.table([each.render(language) for each in heads], rows)
    terminal.show()
    counts = (f"{each.label.render(language)} {n}" for each, n in found.counts.items() if n)
    terminal.show("; ".join(counts))
    for audited in found.audits:
        terminal.show(audited.summary().sentence.render(language))
        for result in audited.findings:
            terminal.show(f"≠ {result.numbers}  {result.reason.render(language)}")
