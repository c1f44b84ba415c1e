"""series, compare: what the reports printed of an area over time, and what changed (时间序列)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from zoneanalysis.cli import terminal
from zoneanalysis.cli.commands.parameters import (
    FILE,
    REPORT,
    SPOKEN,
    TABLE_FORM,
    form_option,
    package_of,
)
from zoneanalysis.messages import N_, Language, Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zoneanalysis.history import Across, Crossing
    from zoneanalysis.reports.series import Point

__all__ = ["compare", "series", "show_crossings"]

_SIGNS = {
    "consistent": ("✓", "green"),
    "consistent only within rounding": ("≈", "cyan"),
    "revised": ("↻", "cyan"),
    "inconsistent": ("≠", "bold red"),
    "impossible": ("×", "bold red"),
    "not assessable": ("–", "dim"),
}


_HEADS = (N_("Verdict"), N_("Report"), N_("Of what"), N_("Relation"), N_("Why"))


@click.command(
    epilog="""
\b
Examples:
  zoneanalysis series CN-1410
  zoneanalysis series CN-1410 industrial_investment --plot investment.svg
  zoneanalysis series CN-1410 --relations
      each report against the ones before it: consistent, revised, or contradicted
  zoneanalysis series CN-1410 --outcomes
      what became of estimates, targets, promises and of the forecast made then

Figures are those of the area and of all that lies in it: of reports, of panels, and of your own
series in data/series/AREA/INDICATOR.csv. Breaks are declared in breaks.csv.
""",
)
@click.argument("area", metavar="AREA")
@click.argument("indicator", required=False, metavar="[INDICATOR]")
@click.option("--relations", is_flag=True, help="Show the relations between the reports instead.")
@click.option("--outcomes", is_flag=True, help="Show what became of what was said instead.")
@click.option("--plot", type=FILE, metavar="FILE.svg", help="Also draw the series.")
@TABLE_FORM
@SPOKEN
@click.pass_context
def series(
    context: click.Context,
    area: str,
    indicator: str | None,
    plot: Path | None,
    form: str,
    language: Language,
    *,
    relations: bool,
    outcomes: bool,
) -> None:
    """Show an area's figures over all reports, with intervals and where each was printed."""
    from zoneanalysis.history import across
    from zoneanalysis.history.outcomes import outcomes as what_became
    from zoneanalysis.history.series import whole_index
    from zoneanalysis.reports.continuity import remarks

    index = whole_index(package_of(context))
    for name, faults in index.unusable.items():
        terminal.message(f"! {name} can't be used: {faults[0].must}; came: {faults[0].came}")
    points = index.select(area, indicator)
    if plot is not None:
        _draw(index, points, plot, language)
    names: tuple[str, ...] = ("area", "indicator", "measure", "period", "printed", "status")
    names += ("interval", "report", "figure", "break")
    codes = index.within(area)
    notes = [f"! {each.render(language)}" for each in remarks(index, codes)]
    if relations:
        found = across(index)
        kept = [each for each in found if found.observation(each.places[0]).ref_area in codes]
        if form == "table":
            show_crossings(found, kept, language)
            return
        frame = found.to_frame(language)
        frame = frame[[each in kept for each in found]]
    elif outcomes:
        became = what_became(index)
        frame = became.to_frame(language)[[row.area in codes for row in became]]
        notes = [became.calibration_said.render(language)]
        shown = ("kind", "report", "indicator", "area", "period", "said", "came", "outcome")
        names = (*shown, "error", "reason")
    else:
        frame = index.to_frame(points)
        if form == "table":
            frame["interval"] = [
                _interval(*ends) for ends in zip(frame["low"], frame["high"], strict=True)
            ]
            notes += _composed(points, language)
    if not terminal.written(frame, form):
        rows = frame[list(names)].itertuples(index=False)
        terminal.table(names, [tuple(map(str, row)) for row in rows])
        for note in notes:
            terminal.show(note)


@click.command(
    epilog="""
\b
Examples:
  zoneanalysis compare linfen-2023h1 linfen-2024h1
  zoneanalysis compare linfen-2023h1 lvliang-2023h1 --format md

Growth in percent of levels and counts, points of rates. Of two cities only what both measure.
""",
)
@click.argument("before", type=REPORT, metavar="A")
@click.argument("after", type=REPORT, metavar="B")
@form_option("csv", "json", "md")
@SPOKEN
@click.pass_context
def compare(context: click.Context, before: str, after: str, form: str, language: Language) -> None:
    """Show what changed from one report to another, figure by figure."""
    from zoneanalysis.history.changes import changes

    package = package_of(context)
    found = changes(package.read(before), package.read(after), breaks=package.breaks)
    frame = found.to_frame(language)
    shown = frame.drop(columns=["low", "high"])
    if terminal.written(frame, form):
        return
    if form == "md":
        cells = [list(shown.columns), ["---"] * len(shown.columns), *shown.values.tolist()]
        lines = (" | ".join(str(each).replace("|", "\\|") for each in row) for row in cells)
        click.echo("\n".join(f"| {line} |" for line in lines))
    else:
        terminal.table(list(shown.columns), [tuple(map(str, row)) for row in shown.values])
        said = Message(
            "{both} in both, {new} only in {after}, {gone} only in {before}",
            {
                "both": len(found.rows) - len(found.new) - len(found.gone),
                "new": len(found.new),
                "gone": len(found.gone),
                "before": before,
                "after": after,
            },
        )
        terminal.show(said.render(language))


def _draw(index: object, points: object, plot: Path, language: str) -> None:
    from zoneanalysis.review.pictures.history import history_chart

    keys = tuple(dict.fromkeys(point.key for point in points))  # type: ignore[attr-defined]
    chart = history_chart(index, keys, language)  # type: ignore[arg-type]
    if chart is None:
        terminal.message("Nothing to draw: no series has two periods.")
        return
    plot.write_text(chart.svg, encoding="utf-8")
    terminal.message(str(plot))


def _interval(low: float, high: float) -> str:
    """Return the values that a printed one stands for; nothing of a count."""
    return "" if low == high else f"[{low:g}, {high:g}]"


def _composed(points: Iterable[Point], language: str) -> list[str]:
    """Return what the codes stand for that extraction made of a text's own words."""
    from zoneanalysis.reports.report import COMPOSED

    named = {
        point.key.indicator: point.report.indicator_name(point.key.indicator, language)
        for point in points
    }
    return [f"{code}: {name}" for code, name in named.items() if code.startswith(COMPOSED)]


def show_crossings(found: Across, crossings: Iterable[Crossing], language: str) -> None:
    """Print how reports stand against the ones before them."""
    titles = [Message(each) for each in _HEADS]
    rows = []
    for each in crossings:
        sign, style = _SIGNS[each.standing.value]
        verdict = Text.assemble((sign, style), f" {each.standing.label.render(language)}")
        name = f"{each.kind} {each.claim}".strip()
        past = dict.fromkeys(report for report, _ in each.places if report != each.report)
        against = ", ".join(past)
        about = f"{each.report} → {against}"
        why = f"{each.numbers}  {each.reason.render(language)}"
        rows.append((verdict, about, found.subject(each, language), name, why))
    terminal.table([title.render(language) for title in titles], rows)
