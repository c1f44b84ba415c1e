"""What no relation of the text holds, and no reader should quote unasked (存疑读数)."""

from __future__ import annotations

from zoneanalysis.document.model import Runs, Strong
from zoneanalysis.indicators import yoy_growth
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.areas import told_of
from zoneanalysis.review.facts.derived import fact
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.facts.names import is_beyond, is_misfit
from zoneanalysis.review.narrative.printed import as_printed
from zoneanalysis.review.wording import period_name
from zoneanalysis.values.figures import Bound

__all__ = ["doubtful_rates", "is_in_percent"]

MOST_TOLD = 3


def doubtful_rates(c: Citation) -> dict[str, Runs]:
    """Return falls by more than the whole, and growth that printed levels do not bear out.

    By the id of the rate; one that is printed twice is told once. First what a text prints twice
    for one thing (累计增长5.9%，同比下降1.3%), then what has the unit of another quantity.
    """
    found: dict[str, Runs] = {}
    told = set()
    for each in filter(is_in_percent, c.report):
        rates = c.report.find(indicator=each.indicator, measure="yoy", period=each.period)
        beside = next((e for e in rates if e.ref_area == each.ref_area), None)
        if beside is not None and len(found) < MOST_TOLD:
            growth = {"growth": c.printed(beside, style="words")}
            found[each.id] = _told(c, each, Message(_TWICE.template, growth))
    for each in c.report:
        if is_misfit(c.report, each) and len(found) < MOST_TOLD:
            found[each.id] = _told(c, each, _UNIT)
    for each in c.report.find(measure="yoy", status="actual"):
        what = (each.indicator, each.ref_area, each.period, each.figure.point)
        beyond = is_beyond(c.report, each)
        said = _told(c, each, _BEYOND) if beyond else _of_levels(c, each)
        if said and _is_exact(each) and what not in told and len(found) < MOST_TOLD:
            told.add(what)
            found[each.id] = said
    return found


_BEYOND = Message("nothing falls by more than all of it; look the figure up before quoting it.")
_UNIT = Message("the unit is not one of that quantity; look it up before quoting it.")
_TWICE = Message(
    "the text also prints {growth} for the same months; the other may be a change of that rate, in "
    "percentage points."
)
_OTHER = Message(
    "the levels of {now} and {then} that the report prints ({level} and {base}) give {computed}; "
    "the year before may have been revised, or growth be on a comparable basis."
)


def is_in_percent(each: Observation) -> bool:
    """Return whether a figure is read as a change of growth, and printed as growth: 下降1.3%."""
    return each.doubted and each.measure == "pp_change" and each.printed.endswith(("%", "％"))


def _told(c: Citation, rate: Observation, why: Message) -> Runs:
    style = "words" if rate.measure == "yoy" else "amount"
    growth = as_printed(c, rate) if is_in_percent(rate) else c.printed(rate, style=style)
    return (Strong(f"{c.indicator(rate.indicator, start=True)}{c.gap}{growth.text}"), c.sign("："),
            *c.runs(why))  # fmt: skip


def _of_levels(c: Citation, rate: Observation) -> Runs:
    """Return growth of the report's own area at current prices beside what its levels come to."""
    own = report_period(c.report)
    if (rate.basis, rate.ref_area, rate.period) != ("nominal", told_of(c.report), own):
        return ()
    levels = [
        each
        for each in c.report.find(indicator=rate.indicator, measure="level", status="actual")
        if each.ref_area == rate.ref_area and _is_exact(each) and not each.doubted
    ]
    now = next((each for each in levels if each.period == own), None)
    then = next(
        (e for e in levels if [m.shifted(12) for m in e.period.months] == [*own.months]), None
    )
    made = fact(Message("Growth by the levels, implied"), yoy_growth, now, then)
    if made is None or now is None or then is None:
        return ()
    if made.value.interval.overlaps(rate.figure.in_percent().interval):
        return ()
    parts = {
        "now": period_name(now.period, c.language, year=True),
        "then": period_name(then.period, c.language, year=True),
        "level": c.printed(now),
        "base": c.printed(then),
        "computed": c.fact(made, style="signed", decimals=rate.figure.decimals),
    }
    return _told(c, rate, Message(_OTHER.template, parts))


def _is_exact(each: Observation) -> bool:
    return each.figure.bound is Bound.NONE and not each.period_assumed
