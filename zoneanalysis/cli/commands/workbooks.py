"""template, panel import, export, audit: panels as workbooks, and whether they hold (台账)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zoneanalysis.cli import terminal
from zoneanalysis.cli.commands.parameters import (
    FILE,
    FINDINGS,
    LANGUAGE,
    REPORT,
    RULES,
    SPOKEN,
    UNUSABLE,
    package_of,
)
from zoneanalysis.messages import Language, Message

if TYPE_CHECKING:
    from zoneanalysis.panel.excel import Imported

__all__ = ["panel", "template"]

_MOST_SHOWN = 50  # rows that change, before anything is written
_COUNTED = (Message("Rule"), Message("Verdict"), Message("Relations"))


def _save(context: click.Context, path: Path, panel_id: str | None, language: Language) -> None:
    from zoneanalysis.errors import InputError
    from zoneanalysis.panel import read_panel
    from zoneanalysis.panel.excel import panel_workbook

    if path.exists():
        raise InputError.single(
            must="the workbook to be written must not be there yet",
            came=str(path),
            do="Name another, or take that one away: what was typed into it would be lost.",
        )
    package = package_of(context)
    found = read_panel(panel_id, package) if panel_id else None
    own = {}
    if found:
        outside = package.areas
        own = {code: area for code, area in found.areas.items() if code not in outside}
        own = own or {code: found.areas[code] for code in (found.area, *found.zones)}
    book = panel_workbook(
        own,
        found.indicators if found else package.indicators,
        found,
        language="en" if language == "en" else "zh",
    )
    book.save(path)
    terminal.show(str(path))


@click.command(
    epilog="""
\b
Examples:
  zoneanalysis template panel.xlsx
  zoneanalysis panel import panel.xlsx -o data/panels/yunchuan    once it is filled in

Each sheet is a table; the note on a head says what goes into its column.
""",
)
@click.argument("file", type=FILE)
@click.option("--language", type=LANGUAGE, help="Of the heads; Chinese if not given.")
@click.pass_context
def template(context: click.Context, file: Path, language: Language) -> None:
    """Write an empty workbook for a panel: drop-down lists, units in the heads, checks."""
    _save(context, file, None, language)


@click.group()
def panel() -> None:
    """Move panels in and out of Excel workbooks, and audit them."""


@panel.command(
    "export",
    epilog="""
\b
Example:
  zoneanalysis panel export yunchuan yunchuan.xlsx
""",
)
@click.argument("panel_id", metavar="PANEL")
@click.argument("file", type=FILE)
@click.option("--language", type=LANGUAGE, help="Of the heads; Chinese if not given.")
@click.pass_context
def export(context: click.Context, panel_id: str, file: Path, language: Language) -> None:
    """Write a panel as a workbook with the sheets of the template."""
    _save(context, file, panel_id, language)


@panel.command(
    "import",
    epilog="""
\b
Examples:
  zoneanalysis panel import panel.xlsx -o data/panels/yunchuan
  zoneanalysis panel import 工业投资.xlsx -o data/panels/yunchuan --year 2024
      a month table of any layout into a panel that is there

Shows what it understood, and names each cell that it could not, before anything is written.
""",
)
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, metavar="DIR", help="The panel's folder.")
@click.option("--year", metavar="YYYY", default="", help="Of month tables that don't say theirs.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--leave-out", is_flag=True, help="Write also where cells could not be read.")
@click.pass_context
def import_(
    context: click.Context, file: Path, output: Path, year: str, *, yes: bool, leave_out: bool
) -> None:
    """Read a workbook into a panel: sheets of the template, month tables as offices keep them."""
    from zoneanalysis.panel.excel import import_workbook

    found = import_workbook(file, output, package_of(context).root, year=year)
    _show(found)
    if found.reading.faults:
        terminal.faults(found.reading.faults)
        if not leave_out or found.unsound:
            hint = "" if found.unsound else " --leave-out writes the rest."
            terminal.message(f"Nothing was written.{hint}", style="bold")
            context.exit(UNUSABLE)
    if not found.changes:
        terminal.message("There is nothing to write.")
        return
    if not yes:
        click.confirm(f"Write it to {output}?", abort=True)
    found.write()
    terminal.show(str(output))


@panel.command(
    "audit",
    epilog="""
\b
Examples:
  zoneanalysis panel audit yunchuan
  zoneanalysis panel audit yunchuan --report yunchuan-2024h1    and a printed report against it
  zoneanalysis panel audit yunchuan --rules rules.csv           and rules of your own, by month
""",
)
@click.argument("panel_id", metavar="PANEL")
@click.option("--report", "reports", type=REPORT, multiple=True, help="To hold against it.")
@RULES
@click.option("--strict", is_flag=True, help="Exit with 1 where something does not hold.")
@SPOKEN
@click.pass_context
def audit(
    context: click.Context,
    panel_id: str,
    reports: tuple[str, ...],
    rules: Path | None,
    language: Language,
    *,
    strict: bool,
) -> None:
    """Hold a panel against itself, its ledgers and printed reports; remark on odd values."""
    import pandas as pd

    from zoneanalysis.history.panel_rules import judge_panel
    from zoneanalysis.panel import read_panel
    from zoneanalysis.panel.auditing import audit_panel
    from zoneanalysis.panel.plausibility import plausibility
    from zoneanalysis.relations.results import Verdict
    from zoneanalysis.reports.rules import read_rules

    package = package_of(context)
    found = read_panel(panel_id, package)
    judged = audit_panel(found, [package.read(each) for each in reports], language=language)
    own = package.rules
    if rules is not None:
        own = read_rules(rules.read_bytes(), rules.name, found.indicators, found.areas)
    terminal.faults(own.faults)
    judged = pd.concat(
        [judged, judge_panel(found, own.rules, language=language)], ignore_index=True
    )
    labels = {each.value: each.label.render(language) for each in Verdict}
    counts = Counter(zip(judged["rule"], judged["verdict"], strict=True))
    terminal.table(
        [head.render(language) for head in _COUNTED],
        [
            (Message(rule).render(language), labels[verdict], str(count))
            for (rule, verdict), count in sorted(counts.items())
        ],
    )
    odd = judged[judged["numbers"] != ""]
    for row in odd.to_dict("records"):
        where = f"{found.name(row['zone'], language)} {row['month']}"
        what = found.name(row["indicator"], language)
        sign = "✗" if Verdict(row["verdict"]).is_finding else "?"
        rule_name = Message(row["rule"]).render(language)
        terminal.show(f"{sign} {where} {what} ({rule_name}): {row['numbers']}")
        terminal.show(f"  {labels[row['verdict']]}: {row['reason']}")
    for rule in own.rules:
        mine = judged[judged["rule"] == rule.name]
        if set(mine["verdict"]) == {Verdict.NOT_ASSESSABLE.value}:
            terminal.show(f"– {rule.name}: {mine['reason'].iloc[-1]}")
    remarks = plausibility(found, found.months[-1]).to_dict("records") if found.months else ()
    for row in remarks:
        zones = ", ".join(found.name(each, language) for each in row["zone"].split())
        what = found.name(row["indicator"], language) if row["indicator"] else ""
        remark = Message(row["remark"]).render(language)
        terminal.show(f"· {remark}: {zones} {what} {row['value']} {row['note']}".rstrip())
    if strict and any(Verdict(each).is_finding for each in judged["verdict"]):
        context.exit(FINDINGS)


def _show(found: Imported) -> None:

    for line in found.reading.understood:
        terminal.show(f"✓ {line}")
    for line in found.reading.aside:
        terminal.show(f"· left aside: {line}")
    if found.reading.formulas:
        terminal.show(f"· values that formulas had computed: {found.reading.formulas}")
    for line in found.reading.replaced[:_MOST_SHOWN]:
        terminal.show(f"~ {line}")
    if len(found.reading.replaced) > _MOST_SHOWN:
        terminal.show(f"~ and {len(found.reading.replaced) - _MOST_SHOWN} rows more that change")
    for name, (new, changed, same) in found.changes.items():
        terminal.show(f"{name}.csv: {new} rows new, {changed} changed, {same} as before")
