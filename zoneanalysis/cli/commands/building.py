"""build, verify: the reviews and whether they can be reproduced (生成与复现)."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zoneanalysis.cli.commands.parameters import (
    AREA,
    FILE,
    FINDINGS,
    FORMATS,
    JOBS,
    PERIOD,
    REPORT,
    RULES,
    SOURCE,
    UNUSABLE,
    WRITTEN,
    package_of,
)
from zoneanalysis.errors import Fault, InputError
from zoneanalysis.messages import LANGUAGES, phrase
from zoneanalysis.run.publishing import read_records
from zoneanalysis.run.workers import WARM, start_warming

if TYPE_CHECKING:
    from zoneanalysis.cli.commands.texts import Lists
    from zoneanalysis.run.pipeline import Outcome

__all__ = ["build", "show_outcome", "verify"]

TEXTS = "texts"  # below the output: the data packages that were read from texts


@click.command(
    epilog="""
\b
Examples:
  zoneanalysis build                                 everything
  zoneanalysis build linfen-2023h1 --language zh     one report, in Chinese
  zoneanalysis build --format html --output site
  zoneanalysis build report.txt                      straight from a text
  zoneanalysis build a.txt b.txt c.txt               several, and their comparison
  zoneanalysis build linfen-2023h1 --source report.txt
      each figure also shows its sentence; share such pages only if you may share the text

What has not changed since the last build is kept.
""",
)
@click.argument("reports", nargs=-1, type=REPORT, metavar="[REPORT|TEXT]…")
@WRITTEN
@click.option("--format", "formats", type=FORMATS, default="html,pdf", show_default=True)
@click.option("--output", type=FILE, default=Path("outputs"), metavar="DIR", show_default=True)
@click.option("--source", type=SOURCE, metavar="FILE", help="The text that the reports came from.")
@RULES
@AREA
@PERIOD
@JOBS
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Work on a Dask cluster: tcp://host:8786, or local. Needs zoneanalysis[cluster].",
)
@click.pass_context
def build(
    context: click.Context,
    reports: tuple[str, ...],
    language: str,
    formats: tuple[str, ...],
    output: Path,
    source: Path | None,
    rules: Path | None,
    area: str | None,
    period: str | None,
    jobs: int | None,
    scheduler: str | None,
) -> None:
    """Build the reviews, as HTML and PDF, with their tables, charts and an index page."""
    if not (scheduler or read_records(output)):  # everything is to be made
        start_warming(WARM)
    from zoneanalysis.cli import terminal
    from zoneanalysis.cli.commands.texts import is_text, lists_of
    from zoneanalysis.reports import DataPackage
    from zoneanalysis.reports.joined import join
    from zoneanalysis.reports.package import RULES_FILE
    from zoneanalysis.run import pipeline

    languages = LANGUAGES if language == "all" else (language,)
    texts = [each for each in reports if is_text(context, each)]
    named = [each for each in reports if each not in texts]
    for each in named:
        package_of(context).folder(each)
    with terminal.progress("Building") as progress, contextlib.ExitStack() as folders:
        if rules is not None:  # the processes of the run read it
            os.environ[RULES_FILE] = str(rules.resolve())
            folders.callback(os.environ.pop, RULES_FILE, None)
        run = partial(
            pipeline.build,
            output=output,
            languages=languages,
            formats=formats,
            jobs=jobs,
            scheduler=scheduler,
            progress=progress,
        )
        outcomes = []
        plans: list[tuple[Path | None, Sequence[str], Path | None]] = []
        if named or not texts:
            plans.append((context.find_root().params.get("data"), named, source))
        refused: list[Fault] = []
        taken = {*named}
        with contextlib.suppress(InputError):  # no project: nothing of its own to keep
            taken.update(package_of(context).reports())
        for text in texts:
            folder = Path(folders.enter_context(tempfile.TemporaryDirectory()))
            try:
                made = _package_of_text(
                    text, folder, output / TEXTS, lists_of(context), area, period, taken
                )
            except InputError as error:
                refused += error.faults
                continue
            plans.append(made)
            taken.update(made[1])
        if not plans:
            raise InputError(refused)
        for data, ids, original in plans:
            terminal.faults(DataPackage.find(data).rules.faults)
            outcomes.append(run(ids, data=data, source=original))
        together = {}
        for (data, *_), outcome in zip(plans, outcomes, strict=True):
            package = DataPackage.find(data)
            read = [each.name for each in outcome.built if each.status != "failed"]
            together[package.root] = [each for each in read if each in package.reports()]
        ids = [each for several in together.values() for each in several]
        if texts and len(ids) > 1:  # whose comparison none of their data packages can make
            folder = Path(folders.enter_context(tempfile.TemporaryDirectory())) / "data"
            outcomes.append(run(ids, compared=True, data=join(together, folder).root))
    terminal.faults(refused)
    failed = bool(refused)
    for outcome in outcomes:
        show_outcome(outcome, debug=context.find_root().params["debug"])
        failed = failed or bool(outcome.failed)
    shown = {each.name for outcome in outcomes for each in outcome.built}
    if ids and ((texts and len(ids) > 1) or not reports) and shown.isdisjoint(pipeline.COMPARISONS):
        reason = (
            "the reports share nothing that can be compared" if ids[1:] else "it takes two reports"
        )
        terminal.message(f"· no comparison: {reason}")
    terminal.show(str(output / "index.html"))
    if failed:
        context.exit(UNUSABLE)


def _package_of_text(
    name: str,
    folder: Path,
    kept: Path,
    lists: Lists,
    area: str | None,
    period: str | None,
    taken: Collection[str],
) -> tuple[Path, list[str], Path]:
    """Write what a text says as a data package; return it, its reports, and the plain text.

    The package stays below *kept*, to be corrected; one of the same text that is there already is
    taken as it is. No report takes an id in *taken*: another of the run would be overwritten.
    """
    from zoneanalysis.cli import terminal
    from zoneanalysis.cli.commands.texts import STANDARD_INPUT, read_report_text
    from zoneanalysis.extraction import extract, report_ids, write_package
    from zoneanalysis.reports import DataPackage

    text = read_report_text(name)
    found = extract(text.text, area, period, areas=lists.areas, source=name)
    refused = set(taken)
    first = report_ids(found, refused)[0]
    while (kept / first).exists() and _digest_of(kept / first) != hashlib.sha256(
        text.raw
    ).hexdigest():
        refused.add(first)
        first = report_ids(found, refused)[0]
    data = kept / first
    if data.exists():
        ids = list(DataPackage(data).reports())
        terminal.message(
            f"· {data} holds what was read from {name} before, corrections included; "
            "delete that folder to read the text again"
        )
    else:
        written = write_package(
            found,
            data,
            source=text,
            areas=lists.areas,
            indicators=lists.indicators,
            taken=refused,
        )
        DataPackage(data).write_descriptor()
        ids = [each.report_id for each in written]
        terminal.message(
            f"· {data / 'reports'} holds the figures as CSV: extraction.csv says which to look at "
            "first; correct figures.csv and claims.csv there and build again"
        )
    plain = folder / f"{Path(name).stem if name != STANDARD_INPUT else 'text'}.txt"
    plain.write_text(text.text, encoding="utf-8", newline="")
    return data, ids, plain


def _digest_of(data: Path) -> str:
    """Return the checksum of the text that a package below the output was read from."""
    try:
        meta = json.loads((data / "reports" / data.name / "report.json").read_text("utf-8"))
        return str(meta["source"]["sha256"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


def show_outcome(outcome: Outcome, *, debug: bool) -> None:
    """Print what became of each report or panel."""
    from zoneanalysis.cli import terminal

    for path in outcome.aside:
        terminal.message(f"· what stood there and was not made by a build is now {path}")
    for each in outcome.built:
        if each.status == "failed":
            words = phrase("✗ {name}: not built; files of earlier builds are kept", name=each.name)
            terminal.message(words, style="red")
            for error in each.errors:
                terminal.message(f"  {error}")
            if each.details and debug:
                terminal.message(each.details)
        else:
            made = phrase("✓ {name}: {count} files written", name=each.name, count=len(each.files))
            same = phrase("✓ {name}: up to date", name=each.name)
            terminal.message(same if each.status == "unchanged" else made)


@click.command(
    epilog="""
\b
Examples:
  zoneanalysis verify
  zoneanalysis verify --update     after a change that is meant to change the results
""",
)
@click.option("--update", is_flag=True, help="Write the checksums of this rebuild instead.")
@JOBS
@click.pass_context
def verify(context: click.Context, jobs: int | None, *, update: bool) -> None:
    """Rebuild everything elsewhere and compare with outputs/SHA256SUMS, byte for byte."""
    from zoneanalysis.cli import terminal
    from zoneanalysis.run import verification

    data = context.find_root().params.get("data")
    with terminal.progress("Rebuilding") as progress:
        if update:
            sums = verification.rebuilt_sums(data, jobs, progress)
        else:
            found = verification.verify(data=data, jobs=jobs, progress=progress)
    if update:
        path = verification.sums_file(data)
        verification.write_sums(sums, path)
        terminal.show(f"✓ {len(sums)} checksums written to {path}")
        return
    new = found.new_reports
    for name, files in new.items():
        terminal.show(f"+ {name}: new, the checksums don't have it yet ({len(files)} files)")
    told = {file for files in new.values() for file in files}
    for name in found.over_all if new else ():
        told.add(name)
        terminal.show(f"~ {name}: tells of all reports, so it changes with the new one")
    for names, what in (
        (found.different, "other bytes than committed"),
        (found.missing, "not made by this rebuild"),
        (found.extra, "made, but not committed"),
    ):
        for name in names:
            if name not in told:
                terminal.show(f"✗ {name}: {what}")
    if new:
        terminal.show("`zoneanalysis verify --update` takes in what is new.")
    terminal.show(f"{'✓' if found.holds else '✗'} {len(found.same)} files are the same bytes")
    if not found.holds:
        context.exit(FINDINGS)
