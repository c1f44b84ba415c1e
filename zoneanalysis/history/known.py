"""A report with what was known when it came out: the rates and levels of the years before it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from fractions import Fraction

from zoneanalysis.errors import InputError, NotDerivableError
from zoneanalysis.forecast.report import growth_series
from zoneanalysis.reports.report import Claim, Observation, Report
from zoneanalysis.reports.series import SeriesIndex, vintage_of
from zoneanalysis.values.periods import Period

__all__ = ["as_known"]


def as_known(index: SeriesIndex, report: Report) -> Report:
    """Return a report with the earlier growth rates and levels of what it prints growth of.

    They give the months of this year their weights and their base (翘尾). Of each the latest
    vintage before this report counts; what the report prints itself stays, and nothing is taken
    over a declared break. A printed rate overrules one that a stated change implies. Where levels
    were revised since, so that a series would not hold together with them, it takes the rates
    alone, and nothing where these don't hold together either. How far official estimates were off
    before goes along.

    Parameters
    ----------
    report : Report
        One of its reports.

    Returns
    -------
    Report
        Ids of earlier figures begin with the id of their report; they have no place in the text.
    """
    pairs = dict.fromkeys(
        (each.indicator, each.ref_area)
        for each in report.find(measure="yoy", status="actual")
        if each.period.months
    )
    found = replace(report, estimates_off=tuple(_estimates_off(index, report)))
    for indicator, area in pairs:
        past = tuple(_past(index, report, indicator, area))
        rates = tuple(each for each in past if each.measure == "yoy")
        printed = {each.period for each in rates}
        claims = tuple(
            e for e in found.claims if not _overruled(report, e, indicator, area, printed)
        )
        for chosen in filter(None, (past, rates)):
            more = replace(found, observations=(*found.observations, *chosen), claims=claims)
            try:
                growth_series(more, indicator, area)
            except (InputError, NotDerivableError):
                continue
            found = more
            break
    return found


def _overruled(
    report: Report, claim: Claim, indicator: str, area: str, printed: Container[Period]
) -> bool:
    """Whether an earlier report prints the rate that a stated change implies."""
    named = claim.params.get("earlier_period", "")
    if claim.check != "pp_change" or not named or claim.stated not in report:
        return False
    each = report[claim.stated]
    return (each.indicator, each.ref_area) == (indicator, area) and Period.parse(named) in printed


def _estimates_off(index: SeriesIndex, report: Report) -> Iterator[Fraction]:
    """Yield how far estimates of earlier reports were off, in points of growth, as known then.

    What came is what the first later report prints; an estimated level's error is taken in percent
    of it. Nothing is taken over a declared break.
    """
    earlier = index.before(report)
    known = (*earlier, report)
    for number, own in enumerate(earlier):
        for each in own.find(status="estimate"):
            if each.measure not in {"level", "yoy"}:
                continue
            key = index.key_of(own, each)
            later = {one.id for one in known[number + 1 :]}
            came = next((p for p in index.at(key, each.period) if p.report.id in later), None)
            end = Period.parse(str(own.meta["period"]))
            if came is None or index.break_between(key, end, each.period) is not None:
                continue
            said = each.figure.point
            off = came.observation.figure.to(each.figure.unit).point - said
            if each.measure == "yoy" or said:
                yield off if each.measure == "yoy" else 100 * off / said


def _past(index: SeriesIndex, report: Report, indicator: str, area: str) -> Iterator[Observation]:
    mine = vintage_of(report)
    own = Period.parse(str(report.meta["period"]))
    printed = {
        (each.measure, each.period)
        for each in report.find(indicator=indicator)
        if each.ref_area == area
    }
    latest: dict[tuple[str, Period], Observation] = {}
    for measure in ("yoy", "level"):
        for key in index.keys_of(area, indicator, measure):
            for point in index.points[key]:
                each = point.observation
                if (
                    vintage_of(point.report) < mine
                    and each.status == "actual"
                    and each.period.is_ytd
                    and (measure, each.period) not in printed
                    and index.break_between(key, each.period, own) is None
                ):
                    latest[measure, each.period] = replace(
                        each,
                        id=f"{point.report.id}-{each.id}",
                        indicator=indicator,
                        char_start=None,
                    )
    yield from latest.values()
