"""ledger, bulletin, scorecard, template, panel import: zones by months (月度调度)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zoneanalysis.cli import terminal
from zoneanalysis.cli.commands.building import show_outcome
from zoneanalysis.cli.commands.parameters import (
    FILE,
    FORMATS,
    SPOKEN,
    TABLE_FORM,
    UNUSABLE,
    WRITTEN,
    package_of,
)
from zoneanalysis.messages import LANGUAGES, Language, Message

if TYPE_CHECKING:
    import pandas as pd

    from zoneanalysis.panel import Panel

__all__ = ["bulletin", "ledger", "scorecard"]

# Of each view of the ledgers: the heads of its columns.
_VIEWS = {
    "stuck": {
        "name": Message("Project"),
        "zone": Message("Zone"),
        "waits_for": Message("Waits for"),
        "since": Message("Since"),
        "days": Message("Days"),
        "owner": Message("In charge"),
    },
    "agents": {
        "zone": Message("Zone"),
        "leaders": Message("Leaders"),
        "agents": Message("Agents"),
        "projects": Message("Projects served"),
        "alone": Message("With no leader or agent"),
        "procedures": Message("Procedures"),
    },
    "land": {
        "zone": Message("Zone"),
        "parcels": Message("Parcels sold"),
        "area": Message("Area sold"),
        "used": Message("Used (project started)"),
        "used_share": Message("Share used (%)"),
        "unit": Message("Unit"),
    },
    "loans": {
        "zone": Message("Zone"),
        "agreements": Message("Agreements"),
        "intended": Message("Agreed in intent"),
        "granted": Message("Credit granted"),
        "granted_share": Message("Share granted (%)"),
        "paid": Message("Paid out"),
        "paid_share": Message("Share of it paid (%)"),
        "unit": Message("Unit"),
    },
}
_KEYS = {
    "zone": Message("Zone"),
    "event": Message("Event"),
    "industry": Message("Industry"),
    "owner": Message("In charge"),
}


def _panel(context: click.Context, panel_id: str) -> Panel:
    from zoneanalysis.panel import read_panel

    return read_panel(panel_id, package_of(context))


@click.command(
    epilog="""
\b
Examples:
  zoneanalysis ledger yunchuan                       the four rates, by zone
  zoneanalysis ledger yunchuan --day 2024-05-31 --by event
  zoneanalysis ledger yunchuan --stuck --least 180   projects that wait, the longest first
  zoneanalysis ledger yunchuan --agents              who handles the approvals (领办代办)
  zoneanalysis ledger yunchuan --land                standard land sold and used, by zone (标准地)
  zoneanalysis ledger yunchuan --loans --format csv  loans agreed, granted, paid out, by zone (融资)
""",
)
@click.argument("panel")
@click.option("--day", metavar="YYYY-MM-DD", help="As of the end of that day; else the last month.")
@click.option(
    "--by", type=click.Choice(["zone", "event", "industry", "owner"]), default="zone",
    show_default=True,
)  # fmt: skip
@click.option("--stuck", "view", flag_value="stuck", help="Projects that wait for a stage.")
@click.option("--agents", "view", flag_value="agents", help="Who handles the approvals.")
@click.option("--land", "view", flag_value="land", help="Standard land sold and used, by zone.")
@click.option("--loans", "view", flag_value="loans", help="Loans granted and paid out, by zone.")
@click.option("--least", type=click.IntRange(min=0), default=0, help="Days waited at least.")
@TABLE_FORM
@SPOKEN
@click.pass_context
def ledger(
    context: click.Context,
    panel: str,
    day: str | None,
    by: str,
    view: str | None,
    least: int,
    form: str,
    language: Language,
) -> None:
    """Show the four rates of a panel's projects, with the projects behind them."""
    from zoneanalysis.panel import RATES
    from zoneanalysis.panel.panel import last_day

    found = _panel(context, panel)
    if day is None and not found.months:
        raise click.UsageError("The panel has no month yet: name the day with --day.")
    day = day or last_day(found.months[-1])
    try:
        day = dt.date.fromisoformat(day).isoformat()  # 20240531 would sort behind every day
    except ValueError:
        raise click.BadParameter(f"{day!r} is no day; write it as YYYY-MM-DD") from None
    frame = _frame(found, view, day, by=by, least=least)
    if terminal.written(frame, form):
        return
    if view is not None:
        heads = _VIEWS[view]
        terminal.table(
            [head.render(language) for head in heads.values()],
            [
                tuple(_cell(found, name, row[name], language) for name in heads)
                for row in frame.to_dict("records")
            ],
        )
    else:
        shown = {
            (row["key"], row["indicator"]): f"{row['rate']}% ({row['reached']}/{row['of']})"
            for row in frame.to_dict("records")
        }
        terminal.table(
            [_KEYS[by].render(language), *(found.name(code, language) for code in RATES)],
            [
                (
                    found.name(key, language) if key else Message("All").render(language),
                    *(shown.get((key, code), "—") for code in RATES),
                )
                for key in dict.fromkeys(frame["key"])
            ],
        )


def _frame(panel: Panel, view: str | None, day: str, *, by: str, least: int) -> pd.DataFrame:
    """Return a view of the ledgers with codes, as other programs take it."""
    import pandas as pd

    from zoneanalysis.panel import RATES, four_rates, land, loans, served, stuck
    from zoneanalysis.values.formatting import format_half_up

    match view:
        case "stuck":
            return stuck(panel, day, least=least)
        case "agents":
            return served(panel, day).rename_axis("zone").reset_index()
        case "land":
            return land(panel, day)
        case "loans":
            return loans(panel, day)
    rates = four_rates(panel, day, by=by) | four_rates(panel, day, by=None)
    keys = dict.fromkeys(key for key, _ in rates)
    if by == "zone":  # in the office's order
        keys = {key: None for key in (*panel.zones, *keys) if key in keys}
    rows = [
        (key, code, format_half_up(rate.quantity.point, 1), rate.reached, rate.of)
        for key in keys
        for code in RATES
        if (rate := rates.get((key, code)))
    ]
    return pd.DataFrame(rows, columns=["key", "indicator", "rate", "reached", "of"])


def _cell(panel: Panel, column: str, value: object, language: Language) -> str:
    """Return a cell of a view in words."""
    from zoneanalysis.panel import WAITS

    if column == "zone":
        return panel.name(str(value), language)
    if column == "waits_for":
        return WAITS[value].render(language)  # type: ignore[index]
    return str(value) or "—"


def _page_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what both kinds of page take."""
    for option in (
        click.option(
            "--output", type=FILE, default=Path("outputs"), metavar="DIR", show_default=True
        ),
        click.option("--format", "formats", type=FORMATS, default="html,pdf", show_default=True),
        WRITTEN,
        click.argument("panel"),
    ):
        command = option(command)
    return command


def _build(
    context: click.Context,
    page: str,
    panel: str,
    language: str,
    formats: tuple[str, ...],
    output: Path,
) -> None:
    from zoneanalysis.run import pipeline

    languages = LANGUAGES if language == "all" else (language,)
    kind, month = page.split()
    with terminal.progress("Building") as progress:
        outcome = pipeline.build(
            panels={panel: [page]},
            data=context.find_root().params.get("data"),
            output=output,
            languages=languages,
            formats=formats,
            progress=progress,
        )
    show_outcome(outcome, debug=context.find_root().params["debug"])
    if outcome.failed:
        context.exit(UNUSABLE)
    terminal.show(str(output / panel / f"{kind}-{month}.{languages[0]}.{formats[0]}"))


@click.command(
    epilog="""
\b
Examples:
  zoneanalysis bulletin yunchuan --month 2024-05
  zoneanalysis bulletin yunchuan --month 2024-05 --language zh --format pdf
""",
)
@_page_options
@click.option("--month", required=True, metavar="YYYY-MM", help="The month reported on.")
@click.pass_context
def bulletin(
    context: click.Context,
    panel: str,
    language: str,
    formats: tuple[str, ...],
    output: Path,
    month: str,
) -> None:
    """Build the bulletin of a month: ranking, indicators, warnings, projects, tasks."""
    _panel(context, panel).check_month(month)
    _build(context, f"bulletin {month}", panel, language, formats, output)


@click.command(
    epilog="""
\b
Examples:
  zoneanalysis scorecard yunchuan --period 2024                 the year
  zoneanalysis scorecard yunchuan --period 2024-01/2024-06      its first half
  zoneanalysis scorecard yunchuan --period 2024-01/2024-03      its first quarter
""",
)
@_page_options
@click.option("--period", required=True, metavar="PERIOD", help="From January on: year-to-date.")
@click.pass_context
def scorecard(
    context: click.Context,
    panel: str,
    language: str,
    formats: tuple[str, ...],
    output: Path,
    period: str,
) -> None:
    """Build the scorecard of a quarter, half-year or year, with the arithmetic."""
    from zoneanalysis.errors import InputError
    from zoneanalysis.values.periods import Period

    span = Period.parse(period)
    if not span.is_ytd:
        raise InputError.single(
            must="the period of a scorecard must begin in January and end in the same year",
            came=period,
            do="Values are year-to-date; write the first half as 2024-01/2024-06.",
        )
    month = str(span.end)
    _panel(context, panel).check_month(month)
    _build(context, f"scorecard {month}", panel, language, formats, output)
