"""audit: does every printed figure of a report follow from the others? (核验)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from zoneanalysis.cli import terminal
from zoneanalysis.cli.commands.history import show_crossings
from zoneanalysis.cli.commands.parameters import (
    AREA,
    FINDINGS,
    PERIOD,
    REPORT,
    RULES,
    SPOKEN,
    form_option,
    package_of,
)
from zoneanalysis.document.signs import VERDICT_SIGNS
from zoneanalysis.messages import Language, Message, phrase

if TYPE_CHECKING:
    from zoneanalysis.audit import Audit
    from zoneanalysis.audit.repair import Cluster
    from zoneanalysis.history import Across
    from zoneanalysis.relations.results import CheckResult
    from zoneanalysis.reports.report import Report

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
@form_option("csv", "json", "md", "sarif")
@click.option("--source", help="The source text that SARIF points at; else figures.csv.")
@click.option("--strict", is_flag=True, help="Exit with 1 if something can't be as printed.")
@click.option("--findings", is_flag=True, help="Show only what can't be as printed.")
@click.option(
    "--rounding",
    type=click.Choice(["unknown", "half-up", "half-even", "truncation"]),
    help="How the office rounds; what the report says of itself if not given.",
)
@RULES
@AREA
@PERIOD
@SPOKEN
@click.pass_context
def audit(
    context: click.Context,
    report: str,
    form: str,
    source: str | None,
    rounding: str | None,
    rules: Path | None,
    area: str | None,
    period: str | None,
    language: Language,
    *,
    strict: bool,
    findings: bool,
) -> None:
    """Judge every relation of a report, with the arithmetic."""
    from zoneanalysis.audit import audit as judge
    from zoneanalysis.cli.commands.texts import reports_of
    from zoneanalysis.values.figures import Rounding

    assumed = Rounding(rounding) if rounding else None
    audits = [
        judge(_with_rules(context, found, rules), rounding=assumed, reviews=reviews)
        for found, reviews in reports_of(context, report, area, period)
    ]
    shown = [each.only_findings() for each in audits] if findings else audits
    if form == "table":
        for each, fewer in zip(audits, shown, strict=True):
            _show(each, fewer.results, language)
    else:
        text = source or (report if Path(report).is_file() else None)
        _print(shown, form, language, text, _figures_of(context, report))
    found = _against_the_past(context, report)
    past = found.of(report)
    if form == "table" and past:
        terminal.show(f"\n{Message('Against earlier reports').render(language)}")
        kept = [e for e in past if e.standing.is_finding or not findings]
        show_crossings(found, kept, language)
    contradicted = sum(each.standing.is_finding for each in past)
    if form != "table" and contradicted:
        terminal.message(
            phrase(
                "! {count} contradictions with earlier reports; see the table", count=contradicted
            )
        )
    if strict and (contradicted or any(each.has_findings for each in audits)):
        context.exit(FINDINGS)


def _with_rules(context: click.Context, report: Report, path: Path | None) -> Report:
    """Return a report to be judged by the rules of a file; say what is wrong with any."""
    from zoneanalysis.cli.commands.texts import is_text
    from zoneanalysis.reports.rules import read_rules

    own = not is_text(context, context.params["report"])
    if path is None:
        if own:
            terminal.faults(package_of(context).rules.faults)
        return report
    found = read_rules(path.read_bytes(), path.name, report.indicators, report.areas)
    terminal.faults(found.faults)
    if own:
        return package_of(context).with_rules(report, found.rules)
    return replace(report, rules=found.rules)


def _against_the_past(context: click.Context, name: str) -> Across:
    """Return how a report of the data package and the ones before it stand to each other."""
    from zoneanalysis.cli.commands.texts import is_text
    from zoneanalysis.history import across
    from zoneanalysis.reports.series import SeriesIndex

    if is_text(context, name):
        return across(SeriesIndex(()))
    package = package_of(context)
    return across(SeriesIndex.of(package, area=package.area_of(name)))


def _figures_of(context: click.Context, name: str) -> Path | None:
    """Return the table of a report of the data package."""
    from zoneanalysis.cli.commands.texts import is_text

    if is_text(context, name):
        return None
    return package_of(context).folder(name) / "figures.csv"


def _print(
    audits: Sequence[Audit],
    form: str,
    language: Language,
    source: str | None,
    figures: Path | None,
) -> None:
    """Print the audits of all reports of a text for another program, as one document."""
    from zoneanalysis.audit import rendering, sarif
    from zoneanalysis.extraction import read_file
    from zoneanalysis.reports.schema.decoding import table_text

    if form == "csv":
        text = rendering.to_csv(audits, language)
    elif form == "json":
        text = rendering.to_json(audits, language)
    elif form == "sarif":
        there = source is not None and Path(source).is_file()
        original = read_file(source).text if source is not None and there else None
        table = None
        if source is None and figures is not None:
            source = os.path.relpath(figures).replace(os.sep, "/")
            table, _ = table_text(figures.read_bytes(), figures.name)
        text = sarif.to_sarif(audits, language, source=source, text=original, table=table)
    else:
        titled = len(audits) > 1
        heads = (f"## {each.report.id}\n\n" if titled else "" for each in audits)
        texts = (each.to_markdown(language) for each in audits)
        text = "\n".join(head + body for head, body in zip(heads, texts, strict=True))
    click.echo(text.rstrip("\n"))


def _show(audited: Audit, results: Sequence[CheckResult], language: Language) -> None:
    """Print an audit for a reader: relations, summary, smallest repair, remarks."""
    titles = (Message("Verdict"), Message("Relation"), Message("Printed"), Message("Why"))
    terminal.table(
        [title.render(language) for title in titles],
        [_row(audited, each, language) for each in results],
    )
    terminal.show()
    terminal.show(audited.summary().sentence.render(language))
    terminal.show(audited.repair.sentence.render(language))
    for cluster in audited.repair.clusters:
        _show_cluster(cluster, language)
    for note in audited.repair.notes:
        terminal.show(note.render(language))
    for remark in audited.remarks:
        terminal.show(f"! {remark.text.render(language)}")
    for gone in audited.unmatched_reviews:
        terminal.message(
            phrase(
                "reviews.csv: no finding {finding} any more; was: {note}",
                finding=gone.finding,
                note=gone.note,
            )
        )


def _show_cluster(cluster: Cluster, language: Language) -> None:
    """Print what fails in a group of relations, each smallest repair, and what is held."""
    if cluster.claims:
        failing = Message("{claims} fail", {"claims": ", ".join(cluster.claims)})
        terminal.show(f"{failing.render(language)}:")
    for joint in cluster.joint:
        together = Message(
            "hold one by one but not together: {claims}", {"claims": ", ".join(joint)}
        )
        terminal.show(f"{together.render(language)}:")
    for number, alternative in enumerate(cluster.alternatives, start=1):
        texts = (change.text.render(language) for change in alternative.changes)
        terminal.show(f"  {number}. {'; '.join(texts)}")
    if not cluster.alternatives:
        none = Message("no repair was found within the limit")
        terminal.show(f"  – {none.render(language)}")
    elif not cluster.complete:
        more = Message("there may be more alternatives than these")
        terminal.show(f"  – {more.render(language)}")
    for held in cluster.held:
        terminal.show(f"  · {held.text.render(language)}")


def _row(audited: Audit, result: CheckResult, language: Language) -> tuple[str | Text, ...]:
    sign, tone = VERDICT_SIGNS[result.verdict.value]
    verdict = Text(f"{sign} {result.verdict.label.render(language)}", style=_STYLES[tone])
    printed = next((term.printed for term in result.terms if term.role == "stated"), "")
    parts = [result.numbers, result.reason.render(language)]
    parts += [each.render(language) for each in (result.implied, result.warning) if each]
    parts += [each.render(language) for each in (*result.alternatives, *result.doubts)]
    review = audited.review(result)
    if review:
        parts.append(f"{review.label.render(language)}: {review.note} ({review.by})")
    why = "\n".join(part for part in parts if part)
    return (verdict, f"{result.claim_id} {result.check}", printed, why)
