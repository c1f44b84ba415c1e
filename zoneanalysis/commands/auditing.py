"""audit: does every printed figure of a report follow from the others? (核验)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from zoneanalysis.commands.parameters import AREA, FINDINGS, LANGUAGE, PERIOD, REPORT
from zoneanalysis.document.signs import VERDICT_SIGNS
from zoneanalysis.messages import Language, Message

if TYPE_CHECKING:
    from zoneanalysis.audit import Audit
    from zoneanalysis.results import CheckResult

__all__ = ["audit"]

_STYLES = {"good": "green", "warn": "cyan", "bad": "bold red", "muted": "dim"}


@click.command(
    epilog="""
\b
Examples:
  zoneanalysis audit linfen-2023h1
  zoneanalysis audit linfen-2023h1 --findings --language zh
  zoneanalysis audit linfen-2023h1 --format csv > checks.csv
  zoneanalysis audit report.txt --format sarif --strict
      straight from a text; exit code 1 if something can't be as printed

A verdict is about the printed digits only: consistent, consistent only within rounding,
inconsistent, impossible, or not assessable with the reason.
""",
)
@click.argument("report", type=REPORT, metavar="REPORT|TEXT")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "md", "sarif"]),
    default="table",
    show_default=True,
)
@click.option("--strict", is_flag=True, help="Exit with 1 if something can't be as printed.")
@click.option("--findings", is_flag=True, help="Show only what can't be as printed.")
@click.option(
    "--rounding",
    type=click.Choice(["unknown", "half-up", "half-even", "truncation"]),
    help="How the office rounds; what the report says of itself if not given.",
)
@AREA
@PERIOD
@click.option("--language", type=LANGUAGE, help="Of the words; your system's if not given.")
@click.pass_context
def audit(
    context: click.Context,
    report: str,
    form: str,
    rounding: str | None,
    area: str | None,
    period: str | None,
    language: Language | None,
    *,
    strict: bool,
    findings: bool,
) -> None:
    """Judge every relation of a report, with the arithmetic."""
    from zoneanalysis import terminal
    from zoneanalysis.audit import audit as judge
    from zoneanalysis.commands.texts import reports_of
    from zoneanalysis.figures import Rounding

    spoken: Language = language or terminal.preferred_language()
    assumed = Rounding(rounding) if rounding else None
    failed = False
    for found, reviews in reports_of(context, report, area, period):
        audited = judge(found, rounding=assumed, reviews=reviews)
        failed = failed or bool(audited.findings)
        shown = _findings_of(audited) if findings else audited
        if form == "table":
            _show(audited, shown.results, spoken)
        else:
            _print(shown, form, spoken, Path(report).name)
    if strict and failed:
        context.exit(FINDINGS)


def _findings_of(audited: Audit) -> Audit:
    """Return the audit with those relations only that can't be as printed."""
    kept = [
        (claim, result)
        for claim, result in zip(audited.claims, audited.results, strict=True)
        if result.verdict.is_finding
    ]
    return replace(
        audited,
        claims=tuple(claim for claim, _ in kept),
        results=tuple(result for _, result in kept),
    )


def _print(audited: Audit, form: str, language: Language, name: str) -> None:
    """Print an audit for another program."""
    texts = {
        "csv": audited.to_csv,
        "json": audited.to_json,
        "md": audited.to_markdown,
        "sarif": lambda named: audited.to_sarif(named, source=name),
    }
    click.echo(texts[form](language).rstrip("\n"))


def _show(audited: Audit, results: Sequence[CheckResult], language: Language) -> None:
    """Print an audit for a reader: relations, summary, smallest repair, remarks."""
    from zoneanalysis import terminal

    titles = (Message("Verdict"), Message("Relation"), Message("Printed"), Message("Why"))
    terminal.table(
        [title.render(language) for title in titles],
        [_row(audited, each, language) for each in results],
    )
    terminal.show()
    terminal.show(audited.summary().sentence.render(language))
    terminal.show(audited.repair.sentence.render(language))
    for cluster in audited.repair.clusters:
        for number, alternative in enumerate(cluster.alternatives, start=1):
            texts = (change.text.render(language) for change in alternative.changes)
            terminal.show(f"  {number}. {'; '.join(texts)}")
        for held in cluster.held:
            terminal.show(f"  · {held.text.render(language)}")
    for remark in audited.remarks:
        terminal.show(f"! {remark.text.render(language)}")
    for note in audited.unmatched_reviews:
        terminal.message(f"reviews.csv: no finding {note.finding} any more; was: {note.note}")


def _row(audited: Audit, result: CheckResult, language: Language) -> tuple[str | Text, ...]:
    sign, tone = VERDICT_SIGNS[result.verdict.value]
    verdict = Text(f"{sign} {result.verdict.label.render(language)}", style=_STYLES[tone])
    printed = next((term.printed for term in result.terms if term.role == "stated"), "")
    parts = [result.numbers, result.reason.render(language)]
    parts += [each.render(language) for each in (result.implied, result.warning) if each]
    parts += [each.render(language) for each in result.alternatives]
    review = audited.review(result)
    if review:
        parts.append(f"{review.label.render(language)}: {review.note} ({review.by})")
    why = "\n".join(part for part in parts if part)
    return (verdict, f"{result.claim_id} {result.check}", printed, why)
