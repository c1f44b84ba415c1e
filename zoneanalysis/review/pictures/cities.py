"""Cities side by side as charts (城市对照图)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from zoneanalysis.document.model import Chart
from zoneanalysis.document.signs import VERDICT_SIGNS
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.charts.dots import Dots, Legend, dots_height, plot_panels
from zoneanalysis.review.charts.marks import Mark
from zoneanalysis.review.charts.style import ABOVE, drawn
from zoneanalysis.review.cities import Cities
from zoneanalysis.review.facts.areas import home
from zoneanalysis.review.facts.economy import economic_series
from zoneanalysis.review.facts.pairs import Matched
from zoneanalysis.review.narrative.cities import by_group, listed
from zoneanalysis.review.wording import interval_text, signed

__all__ = ["rate_charts"]

_ACROSS = 2  # panels beside each other
_WHOLE = 4  # rates of whole cities that are drawn
_HEIGHT = 78.0  # of a distribution, in millimetres


def rate_charts(
    cities: Cities, rows: Sequence[Matched], caption: Message, anchor: str
) -> list[Chart]:
    """Return the rates that have an order, the cities sorted: dots, or their distribution.

    A chart shows rates of the same zones, those of whole cities beside them; the first rates of
    whole cities where no report is on zones.
    """
    differ = [row for row in rows if _differ(row)]
    zones = [row for row in differ if not cities.whole(row.areas)] or differ[:_WHOLE]
    text = cities.say(caption)
    charts: list[Chart] = []
    for group, held in by_group(cities, zones).items():
        for start in range(0, len(held), _ACROSS):
            panels = tuple(_dots(cities, row) for row in held[start : start + _ACROSS])
            told = f"{text}{'：' if cities.language == 'zh' else ': '}{group}"
            told += _whose(cities, held[start : start + _ACROSS], panels)
            charts.append(
                drawn(
                    partial(
                        plot_panels, panels, named=not cities.many, legend=_legend(cities, group)
                    ),
                    height_mm=_HEIGHT if cities.many else dots_height(panels),
                    tall=1.0 if cities.many else ABOVE,
                    alt=_alt(cities, told, panels),
                    caption=told,
                    anchor=f"{anchor}-{len(charts) + 1}" if charts else anchor,
                    panels=len(panels),
                )
            )
    return charts


def _whose(cities: Cities, rows: Sequence[Matched], panels: Sequence[Dots]) -> str:
    """Return whose reports print the lines that all are held against, where not all do."""
    printing = {
        number
        for row, panel in zip(rows, panels, strict=True)
        for number in range(len(cities.reports))
        for each in _references(cities, number, row)
        if panel.line is not None and not each.ref_area.startswith(home(cities.reports[number]))
    }
    if len(printing) in (0, len(cities.reports)):
        return ""
    names = listed(cities, [cities.names[number] for number in sorted(printing)])
    return cities.say("; dashed line: as printed by {city}", city=names)


def _legend(cities: Cities, group: str) -> Legend:
    words = (cities.whole_place, Message("the middle half"), Message("Median"))
    beside, half, median = map(cities.say, words)
    interval = Message("possible values")
    return Legend(group, cities.say(interval), beside, half, median)


def _differ(row: Matched) -> bool:
    """Return whether the cities of a row differ at all: else a chart shows one value."""
    return len({place.quantity.point for place in row.ranks}) > 1


def _dots(cities: Cities, row: Matched) -> Dots:
    order = [int(place.name) for place in row.ranks]
    beside: list[Mark | None] = []
    provinces: set[tuple[str, str]] = set()
    line = None
    for number in order:
        whole = None
        for each in _references(cities, number, row):
            report = cities.reports[number]
            name = cities.citations[number].area(each.ref_area)
            told = signed(each.figure, cities.language) + cities.citations[number].doubt(each)
            mark = Mark(name, told, each.figure.point)
            if not each.ref_area.startswith(home(report)):
                provinces.add((each.ref_area, each.printed))
                line = mark
            elif each.ref_area == home(report):
                whole = mark
        beside.append(whole)
    marks = []
    for number in order:
        own = row.observations[number]
        assert own is not None
        found = cities.citations[number].finding(own)
        sign = "" if found is None else f" {VERDICT_SIGNS[found.verdict][0]}"
        text = f"{signed(own.figure, cities.language)}{sign}"
        span = own.figure.interval
        told = text if span.width == 0 else f"{text} {interval_text(span, own.figure.unit.symbol)}"
        marks.append(Mark(cities.names[number], text, own.figure.point, span, told=told))
    return Dots(
        cities.indicator(row.indicator, start=True),
        tuple(marks),
        tuple(beside) if any(beside) else (),
        line if len(provinces) == 1 else None,
    )


def _references(cities: Cities, number: int, row: Matched) -> Sequence[Observation]:
    """Return what a report prints beside a rate: the city's, the province's."""
    own = row.observations[number]
    for series in economic_series(cities.reports[number]):
        if own is not None and series.growth is not None and series.growth.id == own.id:
            return tuple(series.references)
    return ()


def _alt(cities: Cities, caption: str, panels: tuple[Dots, ...]) -> str:
    """Return a chart in words: every city, or the ends and the middle of many."""
    comma, colon, stop = map(cities.sign, "，：。")
    parts = []
    for panel in panels:
        marks = list(panel.marks)
        if cities.many:
            marks = [marks[0], marks[len(marks) // 2], marks[-1]]
        else:
            marks += [each for each in panel.beside if each is not None]
        marks += [panel.line] if panel.line else []
        told = comma.join(f"{mark.label} {mark.text}" for mark in marks)
        parts.append(f"{panel.title}{colon}{told}")
    return f"{caption}{colon}{stop.join(parts)}{stop.strip()}"
