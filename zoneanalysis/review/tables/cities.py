"""Cities side by side as tables (城市对照表)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zoneanalysis.document.model import (
    Cell,
    Column,
    Table,
    Verdictmark,
)
from zoneanalysis.document.signs import VERDICT_SIGNS
from zoneanalysis.indicators import Ranked, ranking
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.citation import Citation, Cities
from zoneanalysis.review.facts.derived import Fact
from zoneanalysis.review.facts.pairs import Matched
from zoneanalysis.review.facts.resources import land, promotion
from zoneanalysis.review.narrative.cities import groups
from zoneanalysis.review.wording import period_name
from zoneanalysis.values.periods import Period

__all__ = ["matched_table", "means_table"]


def _value(c: Citation, each: Observation | None) -> Cell:
    if each is None:
        return Cell(("—",), "muted")
    style = "signed" if each.measure in {"yoy", "share", "rate"} else "amount"
    mark = c.finding(each)
    number = c.printed(each, style=style)
    return Cell((number,) if mark is None else (number, " ", Verdictmark(mark.verdict, "")))


def matched_table(
    cities: Cities, rows: Sequence[Matched], caption: Message, anchor: str
) -> Table | None:
    """Return what reports print of the same things, side by side, with ranks of rates."""
    if not rows:
        return None
    body = []
    ranked = any(row.ranks() for row in rows)
    for row in rows:
        c = cities.citations[0]
        kind = cities.say(
            {
                "level": Message("level"),
                "yoy": Message("growth on a year earlier"),
                "share": Message("share"),
                "rate": Message("rate"),
                "count": Message("count"),
            }[row.measure]
        )
        name = c.indicator(row.indicator, start=True)
        known = row.known[0].period
        period = (
            period_name(known, cities.language)
            if row.same_period
            else " / ".join(_until(cities, each.period) for each in row.known)
        )
        body.append(
            (
                Cell(
                    (
                        " · ".join(
                            (
                                name,
                                *((kind,) if row.measure in {"yoy", "share"} else ()),
                                groups(cities, row),
                            )
                        ),
                    )
                ),
                *(
                    _value(citation, each)
                    for citation, each in zip(cities.citations, row.observations, strict=True)
                ),
                *((Cell((_ranks(cities, row),)),) if ranked else ()),
                Cell((period,), "neutral" if row.same_period else "warn"),
            )
        )
    return Table(
        caption=cities.say(caption),
        columns=(
            Column(cities.say(Message("Indicator"))),
            *(Column(city, "right") for city in cities.names),
            *((Column(cities.say(Message("Order"))),) if ranked else ()),
            Column(cities.say(Message("Period"))),
        ),
        rows=tuple(body),
        widths=(7 if ranked else 8, *(3 for _ in cities.reports), *((4,) if ranked else ()), 5),
        note=_note(cities, rows),
        anchor=anchor,
    )


def _note(cities: Cities, rows: Sequence[Matched]) -> str:
    """Return what stands below a table: what has no order, and what its signs mean."""
    notes = [
        Message(
            "Levels and counts have no order: cities and their zones differ in size. Two rates "
            "that their rounding cannot tell apart share a rank. “!” marks figures of different "
            "periods."
        )
    ]
    marks = dict.fromkeys(
        mark
        for row in rows
        for c, each in zip(cities.citations, row.observations, strict=True)
        if each is not None and (mark := c.finding(each)) is not None
    )
    notes += [
        Message(
            "“{sign}” marks figures that the audit finds {verdict}; see the review of the city.",
            {"sign": VERDICT_SIGNS[mark.verdict][0], "verdict": mark.text},
        )
        for mark in marks
    ]
    return ("" if cities.language == "zh" else " ").join(cities.say(each) for each in notes)


def _until(cities: Cities, period: Period) -> str:
    """Return a period in short, for spans that begin together and end apart."""
    if period.start is not None and period.start.year != period.end.year:
        end = period_name(Period(None, period.end, "stock"), cities.language)
        return cities.say(Message("{year} to {end}", {"year": period.start.year, "end": end}))
    return period_name(period, cities.language)


def means_table(cities: Cities) -> Table | None:
    """Return means that make cities of different size comparable."""
    rows = []
    for label, facts in _means(cities):
        if sum(each is not None for each in facts) < 2:
            continue
        values = {str(number): each.value for number, each in enumerate(facts) if each is not None}
        cells = (
            Cell((c.fact(each),)) if each is not None else Cell(("—",), "muted")
            for c, each in zip(cities.citations, facts, strict=True)
        )
        rows.append((Cell((cities.say(label),)), *cells, Cell((_places(cities, ranking(values)),))))
    if not rows:
        return None
    return Table(
        caption=cities.say(Message("Means, from the figures above")),
        columns=(
            Column(cities.say(Message("Mean"))),
            *(Column(city, "right") for city in cities.names),
            Column(cities.say(Message("Largest first"))),
        ),
        rows=tuple(rows),
        anchor="table-means",
    )


def _means(cities: Cities) -> list[tuple[Message, list[Fact | None]]]:
    found = [promotion(report) for report in cities.reports]
    ground = [land(report) for report in cities.reports]
    return [
        (Message("Investment a signed project"), [each.mean for each in found]),
        (Message("Area a parcel"), [each.mean for each in ground]),
    ]


def _ranks(cities: Cities, row: Matched) -> str:
    return _places(cities, row.ranks()) or "—"


def _places(cities: Cities, places: Iterable[Ranked]) -> str:
    texts = []
    for place in places:
        rank = str(place.best) if not place.shared else f"{place.best}–{place.worst}"
        texts.append(f"{rank} {cities.names[int(place.name)]}")
    return "，".join(texts) if cities.language == "zh" else ", ".join(texts)
