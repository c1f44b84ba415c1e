"""Cities side by side as charts (城市对照图)."""

from __future__ import annotations

from collections.abc import Iterable

from zoneanalysis.document.model import (
    Chart,
)
from zoneanalysis.document.signs import VERDICT_SIGNS
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.charts.growth import growth_height, plot_growth
from zoneanalysis.review.charts.marks import Mark, Panel, spoken
from zoneanalysis.review.charts.style import drawn
from zoneanalysis.review.citation import Citation, Cities
from zoneanalysis.review.facts.economy import economic_series, report_period
from zoneanalysis.review.facts.pairs import Matched, matched
from zoneanalysis.review.wording import half_year_name, signed

__all__ = ["cities_growth_chart", "cities_rate_chart"]

ECONOMY = ("economic_output",)


def cities_growth_chart(cities: Cities) -> Chart | None:
    """Return growth of each city's zones beside their references."""
    names = dict.fromkeys(
        row.indicator for row in matched(cities.reports, ECONOMY) if row.measure == "yoy"
    )
    panels = []
    for indicator in names:
        marks: list[Mark] = []
        seen: set[tuple[str, str]] = set()
        for number, c in enumerate(cities.citations):
            for series in economic_series(c.report):
                if series.indicator != indicator or series.growth is None:
                    continue
                marks.append(
                    Mark(
                        _named(cities, number, series.area),
                        signed(series.growth.figure, cities.language),
                        series.growth.figure.point,
                    )
                )
                for each in series.references:
                    label = _named(cities, number, each.ref_area)
                    if (label, each.printed) not in seen:
                        seen.add((label, each.printed))
                        marks.append(
                            Mark(
                                label,
                                signed(each.figure, cities.language),
                                each.figure.point,
                                kind="reference",
                            )
                        )
                break
        name = cities.citations[0].indicator(indicator, start=True)
        panels.append(Panel(name, tuple(marks)))
    return _bars(
        cities,
        tuple(panels),
        Message("Growth on a year earlier, by city (%)"),
        "chart-growth",
    )


def cities_rate_chart(cities: Cities, rows: Iterable[Matched]) -> Chart | None:
    """Return the pipeline's rates by city."""
    panels = tuple(
        Panel(
            cities.citations[0].indicator(row.indicator, start=True),
            tuple(
                Mark(city, _signed(c, each), each.figure.point)
                for city, c, each in zip(
                    cities.names, cities.citations, row.observations, strict=True
                )
                if each is not None
            ),
        )
        for row in rows
    )
    return _bars(cities, panels, Message("Rates of the pipeline, by city (%)"), "chart-rates")


def _named(cities: Cities, number: int, code: str) -> str:
    """Return an area with its city: the whole name in Chinese, the short one in English.

    With the period where the reports are about several.
    """
    c = cities.citations[number]
    name = c.area(code) if c.language == "en" else c.report.area_name(code, c.language)
    if cities.one_period:
        return name
    period = half_year_name(report_period(c.report), c.language)
    return f"{name}{'' if c.language == 'zh' else ', '}{period}"


def _signed(c: Citation, each: Observation) -> str:
    """Return a rate; with the sign of its verdict where it cannot be as printed."""
    mark = c.finding(each)
    text = signed(each.figure, c.language)
    return text if mark is None else f"{text} {VERDICT_SIGNS[mark.verdict][0]}"


def _bars(cities: Cities, panels: tuple[Panel, ...], caption: Message, anchor: str) -> Chart | None:
    if not panels:
        return None
    text = cities.say(caption)
    colon = "：" if cities.language == "zh" else ": "
    return drawn(
        lambda ax: plot_growth(ax, panels),
        height_mm=growth_height(panels),
        alt=f"{text}{colon}{spoken(panels, cities.language)}",
        caption=text,
        anchor=anchor,
    )
