"""forecast: year-to-date growth to December, as a distribution (展望)."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zoneanalysis.commands.parameters import LANGUAGE, REPORT
from zoneanalysis.messages import Language, Message

if TYPE_CHECKING:
    from zoneanalysis.forecast import Forecast, ReportOutlook

__all__ = ["forecast"]

_COVERAGES, _SIDES = (50, 80, 95), ("low", "high")
_HEADINGS = (
    Message("Month"),
    Message("Printed"),
    Message("Median"),
    *(Message("{coverage}% interval", {"coverage": each}) for each in _COVERAGES),
    Message("P(growth > 0)"),
)
_YEAR_END = Message("At the year end")
_METHODS = {
    "model": Message("model"),
    "carried": Message("year-to-date growth carried on"),
    "last": Message("last observed growth carried on"),
    "zero": Message("no growth in the remaining months"),
}


@click.command(
    epilog="""
\b
Examples:
  zoneanalysis forecast linfen-2023h1
  zoneanalysis forecast linfen-2023h1 --indicator industrial_investment --use-estimates
  zoneanalysis forecast series.csv
      your own series: columns period, ytd_growth or level, and status (actual or estimate)

Growth in percent. Beside the model stand two naive forecasts; few observations give a wide
interval, and the assumptions below the table say so.
""",
)
@click.argument("report", type=REPORT, metavar="REPORT|SERIES.csv")
@click.option(
    "--indicator", metavar="CODE", help="A code of data/indicators.csv; all if not given."
)
@click.option(
    "--use-estimates/--hold-estimates",
    default=False,
    help="Whether official estimates are used, or held out and judged.  [default: hold]",
)
@click.option("--language", type=LANGUAGE, help="Of the words; your system's if not given.")
@click.pass_context
def forecast(
    context: click.Context,
    report: str,
    indicator: str | None,
    language: Language | None,
    *,
    use_estimates: bool,
) -> None:
    """Forecast year-to-date growth to December, with intervals and benchmarks."""
    from zoneanalysis import forecast as forecasting
    from zoneanalysis import terminal
    from zoneanalysis.commands.texts import read_csv, reports_of

    spoken: Language = language or terminal.preferred_language()
    if report.lower().endswith(".csv"):
        text, name = read_csv(report), Path(report).name
        series = forecasting.parse_series(text, file=name, use_estimates=use_estimates)
        _show(forecasting.forecast(series), name, spoken)
        return
    for found, _ in reports_of(context, report):
        outlooks = forecasting.report_outlooks(
            found, indicator=indicator, use_estimates=use_estimates
        )
        for each in outlooks:
            names = (
                found.area_name(each.ref_area, spoken),
                found.indicator_name(each.indicator, spoken),
            )
            _show(each.chosen, " ".join(names), spoken)
            _show_readings(each, spoken)
        if not outlooks:
            terminal.message(f"{found.id}: no growth rate that is printed for two periods")


def _percent(value: float) -> str:
    return "" if math.isnan(value) else f"{value:+.1f}".replace("-", "−")


def _show(made: Forecast, title: str, language: Language) -> None:
    from zoneanalysis import terminal

    terminal.show(f"{title}, {made.year}")
    months: list[dict[Any, Any]] = made.table().reset_index().to_dict("records")
    terminal.table(
        [heading.render(language) for heading in _HEADINGS],
        [
            (
                f"{row['month']:.0f}",
                _percent(row["printed"]),
                _percent(row["median"]),
                *(" … ".join(_percent(row[f"{side}{c}"]) for side in _SIDES) for c in _COVERAGES),
                f"{row['positive']:.0%}",
            )
            for row in months
            if row["month"] >= made.origin
        ],
    )
    ends = made.comparison().set_index("method")["year_end"].to_dict()
    shown = (f"{_METHODS[str(m)].render(language)} {_percent(end)}" for m, end in ends.items())
    terminal.show(f"{_YEAR_END.render(language)}: {', '.join(shown)}")
    for each in made.assumptions:
        terminal.show(f"  · {each.render(language)}")


def _show_readings(outlook: ReportOutlook, language: Language) -> None:
    from zoneanalysis import terminal

    for reading in outlook.estimates:
        terminal.show(
            f"  · {reading.estimate.source} ({_percent(float(reading.estimate.growth.point))}): "
            f"{reading.words.render(language)}"
        )
    terminal.show()
