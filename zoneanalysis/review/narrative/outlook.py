"""Sentences on what the rest of the year needs (下半年测算)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.document.model import Number, Runs
from zoneanalysis.messages import N_, Message
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.outlook import Need, latest
from zoneanalysis.review.wording import period_name, range_text
from zoneanalysis.values.periods import Month, Period

__all__ = ["months_left", "need_decimals", "need_sentence", "needed_number", "turning_words"]

WIDE = 3  # points of a range of which no tenth is told


def months_left(need: Need) -> Period:
    """Return the months behind the last printed one that the need is about."""
    start = need.known.period.end.shifted(1)
    return Period(start, Month(need.known.period.year, need.month))


def need_decimals(need: Need) -> int:
    """Return the places that needed growth and its range have wherever they stand."""
    return int(need.growth.value.interval.width or 0) < WIDE


def needed_number(c: Citation, need: Need) -> Number:
    """Return needed growth with its range in brackets."""
    return c.fact(need.growth, style="range", decimals=need_decimals(need))


def need_sentence(c: Citation, needed: Sequence[Need]) -> Runs:
    """Return what the months left must do, for each goal; all from the same known growth."""
    first = needed[0]
    items: list[Runs] = []
    for each in needed:
        parts: dict[str, object] = {
            "months": period_name(months_left(each), c.language),
            "end": period_name(Period.ytd(each.known.period.year, each.month), c.language),
            "growth": needed_number(c, each),
        }
        if each.goal is None:
            message = Message(
                "growth of {growth} in {months} would bring {end} back to zero", parts
            )
        else:
            parts["goal"] = c.printed(each.goal, style="signed")
            message = Message(
                "growth of {growth} in {months} would reach the lowest target of {goal}", parts
            )
        items.append(c.runs(message))
    parts = {
        "indicator": c.indicator(first.series.indicator, start=True),
        "area": c.area(first.series.area),
        "known": c.printed(first.known, style="signed"),
        "known_period": period_name(first.known.period, c.language),
        "items": c.row(items, "；"),
    }
    message = Message(
        "{indicator} of {area} stood at {known} in {known_period}; depending on how much each "
        "month counted last year, {items}.",
        parts,
    )
    if first.estimated:
        message = Message(
            "The report expects {known} for {indicator} of {area} in {known_period}; depending on "
            "how much each month counted last year, {items}.",
            parts | {"indicator": c.indicator(first.series.indicator)},
        )
    return c.runs(message)


def turning_words(c: Citation, needed: Sequence[Need], *, heading: bool = False) -> Runs:
    """Return what the indicator with the farthest to go needs, to come to zero; else nothing.

    A *heading* has the range alone, and no full stop.
    """
    turning = [each for each in latest(needed) if each.goal is None]
    hardest = max(turning, key=lambda each: each.growth.value.point, default=None)
    if hardest is None:
        return ()
    places = need_decimals(hardest)
    spread = range_text(hardest.growth.value, c.language, decimals=places)
    end = Period.ytd(hardest.known.period.year, hardest.month)
    parts: dict[str, object] = {
        "indicator": c.indicator(hardest.series.indicator, start=True),
        "months": period_name(months_left(hardest), c.language),
        "end": period_name(end, c.language),
        "growth": spread if heading else needed_number(c, hardest),
        "known": c.printed(hardest.known, style="signed"),
        "known_period": period_name(hardest.known.period, c.language),
    }
    words = N_("{indicator}: growth of {growth} in {months} would bring {end} back to zero")
    if hardest.estimated:
        words = N_(
            "{indicator}: growth of {growth} in {months} would bring {end} back to zero, if "
            "{known_period} came to the {known} that the report expects"
        )
    told = c.runs(Message(words, parts))
    return told if heading else (*told, c.sign("。"))
