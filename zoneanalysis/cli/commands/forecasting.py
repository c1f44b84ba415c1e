"""forecast: year-to-date growth to December, as a distribution (展望)."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zoneanalysis.cli import terminal
from zoneanalysis.cli.commands.parameters import FORM, REPORT, SPOKEN
from zoneanalysis.messages import Language, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from zoneanalysis.forecast import EstimateReading, Forecast, Need, ReportOutlook

__all__ = ["forecast"]

_COVERAGES, _SIDES = (50, 80, 95), ("low", "high")
_HEADINGS = (
    Message("Month"),
    Message("Printed"),
    Message("Median"),
    *(Message("{coverage}% interval", {"coverage": each}) for each in _COVERAGES),
    Message("P(growth > 0)"),
)
_WITHOUT = Message("estimates against the forecast that leaves them out, not the one above:")
_NEEDS = (
    Message("By the end of month"),
    Message("Wanted"),
    Message("Needed in the months left"),
    Message("Probability"),
)
_MODEL = Message("model")
_SIMPLE = (
    Message("At the year end"),
    Message("Growth"),
    Message("{coverage}% interval", {"coverage": 80}),
)
_SCENARIOS = (
    Message("Months weighted"),
    Message("Assumed of the months left"),
    Message("Their growth"),
    Message("Growth of the year"),
    Message("Probability of at least that"),
)
_WEIGHTED = {"equal": Message("equally"), "figures": Message("as last year's figures say")}
_PATHS = {
    "carried": Message("year-to-date growth carried on"),
    "last": Message("growth of the last months alone carried on"),
    "held": Message("levels stay where they are (base effect)"),
    "model": Message("model"),
}


@click.command(
    epilog="""
\b
Examples:
  zoneanalysis forecast linfen-2023h1
  zoneanalysis forecast linfen-2023h1 --indicator industrial_investment --use-estimates
  zoneanalysis forecast series.csv
      your own series, CSV or XLSX: period, ytd_growth, month_growth or level, status (actual or
      estimate), basis (同比; 两年平均 and 环比 are set aside); heads may be Chinese (时间,
      累计同比, 累计值), months may be the columns

Growth in percent. Beside the model stand four simple forecasts, with the errors that they had
elsewhere; few observations give a wide interval, and the assumptions below the table say so.
""",
)
@click.argument("report", type=REPORT, metavar="REPORT|SERIES.csv|SERIES.xlsx")
@click.option(
    "--indicator", metavar="CODE", help="A code of data/indicators.csv; all if not given."
)
@click.option(
    "--use-estimates/--hold-estimates",
    default=False,
    help="Whether official estimates are used, or held out and judged.  [default: hold]",
)
@SPOKEN
@FORM
@click.pass_context
def forecast(
    context: click.Context,
    report: str,
    indicator: str | None,
    language: Language,
    form: str,
    *,
    use_estimates: bool,
) -> None:
    """Forecast year-to-date growth to December, with intervals and benchmarks."""
    from zoneanalysis import forecast as forecasting
    from zoneanalysis.cli.commands.texts import reports_of

    if report.lower().endswith((".csv", ".xlsx")):
        name = Path(report).name
        series = forecasting.read_series(_bytes(report), file=name, use_estimates=use_estimates)
        made = forecasting.forecast(series)
        if form == "json":
            terminal.as_json([_data(made, made.needs(), language)])
            return
        _show(made, made.needs(), name, language)
        for reading in forecasting.read_estimates(made):
            _show_reading(reading, language)
        return
    written = []
    for found, _ in reports_of(context, report):
        outlooks = forecasting.report_outlooks(
            found, indicator=indicator, use_estimates=use_estimates
        )
        if form == "json":
            for each in outlooks:
                about = {"report": found.id, "area": each.ref_area, "indicator": each.indicator}
                written.append(about | _data(each.chosen, each.needs, language))
            continue
        for each in outlooks:
            names = (
                found.area_name(each.ref_area, language),
                found.indicator_name(each.indicator, language),
            )
            _show(each.chosen, each.needs, " ".join(names), language)
            _show_readings(each, language)
        if not outlooks:
            terminal.message(f"{found.id}: no growth rate that is printed for two periods")
    if form == "json":
        terminal.as_json(written)


def _data(made: Forecast, needs: tuple[Need, ...], language: Language) -> dict[str, Any]:
    """Return a forecast as plain data; rates in percent, what isn't known is null."""
    months = made.table().reset_index()
    simple = made.comparison()
    return {
        "year": made.year,
        "origin": made.origin,
        "months": months.astype(object).where(months.notna(), None).to_dict("records"),
        "year_end": simple.astype(object).where(simple.notna(), None).to_dict("records"),
        "needs": [
            {
                "month": need.month,
                "target": float(need.target.point),
                **dict(zip(("growth", "low", "high"), _needed(need), strict=True)),
                "probability": need.probability,
            }
            for need in needs
        ],
        "assumptions": [each.render(language) for each in made.assumptions],
    }


def _bytes(path: str) -> bytes:
    from zoneanalysis.errors import InputError, Location

    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError.single(
            must="the file must be readable",
            came=error.strerror or str(error),
            where=Location(file=path),
            do="Check the path.",
        ) from None


def _percent(value: float) -> str:
    """Return a rate with its sign and one place; nothing for NaN, no sign for zero."""
    from zoneanalysis.values.formatting import format_half_up, round_half_up

    if math.isnan(value):
        return ""
    rounded = round_half_up(Fraction(value), 1)
    return format_half_up(rounded, 1, sign=rounded != 0)


def _needed(need: Need) -> tuple[float, float, float]:
    """Return the growth that is needed, and its range."""
    growth = need.growth
    return float(growth.point), float(growth.interval.lo or 0), float(growth.interval.hi or 0)


def _ranged(value: float, low: float, high: float) -> str:
    """Return a rate with its range, where it has one."""
    if low == high:
        return _percent(value)
    return f"{_percent(value)} ({_percent(low)} … {_percent(high)})"


def _show(made: Forecast, needs: tuple[Need, ...], title: str, language: Language) -> None:
    from zoneanalysis.review.narrative.forecast import chance
    from zoneanalysis.values.formatting import format_half_up

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
                chance(row["positive"])
                if row["forecast"]
                else f"{format_half_up(Fraction(row['positive']) * 100, 0)}%",
            )
            for row in months
            if row["month"] >= made.origin
        ],
    )
    names = {"model": _MODEL} | {each.name: each.words for each in made.naive}
    terminal.table(
        [heading.render(language) for heading in _SIMPLE],
        [
            (
                names[row.method].render(language),
                _percent(row.year_end),
                f"{_percent(row.low80)} … {_percent(row.high80)}",
            )
            for row in _rows(made.comparison())
        ],
    )
    if needs:
        terminal.table(
            [heading.render(language) for heading in _NEEDS],
            [
                (
                    str(need.month),
                    _percent(float(need.target.point)),
                    _ranged(*_needed(need)),
                    chance(need.probability),
                )
                for need in needs
            ],
        )
    _show_scenarios(made, needs, language)
    level = _level(made)
    if level is not None:
        terminal.show(level.render(language))
    measured = made.measured
    if measured is not None:
        terminal.show(f"  · {measured.render(language)}")
    for each in made.assumptions:
        terminal.show(f"  · {each.render(language)}")


def _rows(table: pd.DataFrame) -> Iterator[Any]:
    yield from table.itertuples()


def _show_scenarios(made: Forecast, needs: tuple[Need, ...], language: Language) -> None:
    from zoneanalysis.forecast import scenarios
    from zoneanalysis.review.narrative.forecast import chance

    if made.now is None or made.origin == 12:
        return
    target = needs[-1].target if needs else 0
    rate = float(needs[-1].target.point) if needs else 0.0
    goal = Message("no growth of the year")
    if rate:
        goal = Message("growth of the year of {rate}%", {"rate": f"{rate:g}"})
    paths = _PATHS | {"needed": goal}
    terminal.table(
        [heading.render(language) for heading in _SCENARIOS],
        [
            (
                _WEIGHTED[row.weights].render(language),
                paths[row.path].render(language),
                _ranged(row.rest, row.low, row.high),
                _percent(row.ytd),
                chance(row.probability),
            )
            for row in _rows(scenarios(made, target))
        ],
    )


def _level(made: Forecast) -> Message | None:
    """Return the level of the year in words; no interval where its base is not published."""
    from zoneanalysis.errors import NotDerivableError
    from zoneanalysis.values.formatting import format_half_up

    try:
        level = made.year_end_level()
    except NotDerivableError:
        return None
    low, high = level.interval(0.8)
    median, left, right = (
        format_half_up(Fraction(each), 1, grouping=True) for each in (level.median, low, high)
    )
    if 12 in made.fit.weights.known:
        return Message(
            "Level of the year: {median}, 80% interval {low} … {high}, in the unit of the levels",
            {"median": median, "low": left, "high": right},
        )
    return Message(
        "Level of the year: {median}, in the unit of the levels, if last year's was what it is "
        "taken to be; it is not published, so no interval can be given",
        {"median": median},
    )


def _show_readings(outlook: ReportOutlook, language: Language) -> None:

    if outlook.estimates and outlook.chosen is not outlook.held:
        terminal.show(f"  · {_WITHOUT.render(language)}")
    for reading in outlook.estimates:
        _show_reading(reading, language)
    terminal.show()


def _show_reading(reading: EstimateReading, language: Language) -> None:

    terminal.show(
        f"  · {reading.estimate.source} ({_percent(float(reading.estimate.growth.point))}): "
        f"{reading.words.render(language)}"
    )
