"""Any prose about a city held against the record of its reports (文稿核对)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from zoneanalysis.audit import audit
from zoneanalysis.errors import InputError
from zoneanalysis.extraction import ReportDraft, extract, report_ids
from zoneanalysis.history.held import Held, HeldDraft, Holding
from zoneanalysis.history.record import Record
from zoneanalysis.messages import phrase
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.reports.series import SeriesIndex
from zoneanalysis.values.periods import Period

__all__ = ["Held", "HeldDraft", "Holding", "hold"]


def hold(text: str, index: SeriesIndex, *, period: str | Period | None = None) -> HeldDraft:
    """Return each figure of a text against the record of one city, and the text against itself.

    A figure is told by what it measures, where and when, as its words say. It *disagrees* only
    where these words stand in its own clause or an unambiguous frame, or where another figure of
    its paragraph bears out area and period, and the record prints one value for them; else it is
    *to be confirmed*.

    Parameters
    ----------
    text : str
        Chinese prose: a press note, a speech, a summary that a language model wrote.
    index : SeriesIndex
        Reports of one city.
    period : str or Period, optional
        What the text is about; read from it where left out, else the latest report's.

    Raises
    ------
    InputError
        Where the record is of no city or of several, the text is about another one, or nothing
        can be read in it.
    """
    cities = index.cities
    if len(cities) != 1:
        raise InputError.single(
            must="the record must be reports of one city",
            came=", ".join(cities) or "no report that can be used",
            do="Name reports of one city.",
        )
    _require_city(text, index, cities[0])
    latest = max(str(Period.parse(str(each.meta["period"]))) for each in index.reports)
    try:
        found = extract(text, cities[0], period, areas=index.areas)
    except InputError:
        if period is not None:
            raise
        found = extract(text, cities[0], latest, areas=index.areas)
    record = Record(index)
    rows: list[Held] = []
    audits = []
    for draft, report_id in zip(found.reports, report_ids(found), strict=True):
        report = record.renamed(draft, report_id)
        rows += _rows(record, report, draft)
        audits.append(audit(report))
    return HeldDraft(text, tuple(rows), tuple(audits))


def _rows(record: Record, report: Report, draft: ReportDraft) -> Iterator[Held]:
    """Yield how each figure stands; area and period that were carried may be borne out.

    Where the record prints another figure of the paragraph under the same area and period, both
    are those of the paragraph, and only the indicator must stand in the figure's own words.
    """
    drafts = {each.id: each for each in draft.drafts}
    loose = {
        each.id: frozenset(part for part, source in each.evidence.items() if source.how != "own")
        for each in draft.drafts
    }
    first = [
        record.held(report, each, sure=drafts[each.id].named, loose=loose[each.id])
        for each in report
    ]
    borne = {
        (drafts[row.observation.id].paragraph, row.observation.ref_area, row.observation.period)
        for row in first
        if row.holding is Holding.STANDS and _telling(row.observation)
    }
    for row in first:
        each = row.observation
        own = drafts[each.id]
        named = own.evidence["indicator"].how in {"own", "frame"} if own.evidence else False
        place = (own.paragraph, each.ref_area, each.period)
        if row.holding is Holding.UNCONFIRMED and named and place in borne:
            yield record.held(report, each, sure=True, loose=loose[each.id])
        else:
            yield row


def _telling(each: Observation) -> bool:
    """Return whether a figure has digits enough not to meet the record by chance."""
    return len(each.figure.number.lstrip("-").replace(".", "").strip("0")) > 1


def _require_city(text: str, index: SeriesIndex, city: str) -> None:
    """Refuse a text that names another city, of the record's areas or any, and not this one."""
    own = index.areas.get(city)
    if own is None or own.name_zh.removesuffix("市") in text:
        return
    line = set(index.line(city))
    others = [
        each.name_zh
        for code, each in index.areas.items()
        if code not in line and each.kind == "city"
    ]
    others = [each for each in others if len(each) > 1 and each.removesuffix("市") in text]
    if not others:
        with suppress(InputError):
            latest = index.reports[-1].meta["period"]
            read = extract(text, None, str(latest)).reports[0].area
            inside = read.name in {
                e.name_zh for c, e in index.areas.items() if city in index.line(c)
            }
            named = read.kind in {"city", "county"} and read.name in text
            others = [read.name] if named and not inside else []
    if others:
        raise InputError.single(
            must=phrase("the draft must be about {name}, as the record is", name=own.name_zh),
            came=phrase("a text that names {others} only", others=", ".join(others)),
            do="Name reports of that city with --against.",
        )
