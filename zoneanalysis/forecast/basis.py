"""What a forecast rests on, and how such forecasts turned out elsewhere (预测依据)."""

from __future__ import annotations

from collections.abc import Iterable

from zoneanalysis.forecast.fitting import Fit
from zoneanalysis.forecast.measured import measured
from zoneanalysis.forecast.naive import Naive
from zoneanalysis.forecast.observations import GrowthSeries, Published
from zoneanalysis.messages import N_, Message

__all__ = ["NO_YTD", "PRICES", "rests_on", "turned_out"]

ROUNDING = N_("every rate counts with the rounding error of its own print")
KIND = N_(
    "by what is known, the series is {smooth}% likely of a smooth kind, {noisy}% of a noisy one "
    "and {swinging}% of one whose levels swing and come back"
)
LONG_RUN = N_(
    "monthly growth moves about a long-run mean and is drawn back towards it; the mean is "
    "uncertain, and its sign is not presumed"
)
HELD = N_("official estimates left out, and compared with the forecast: {count}")
USED = N_("official estimates used as if they were published values: {count}")
WEIGHED = N_(
    "official estimates used, each with the error that earlier ones had (±{error} points): {count}"
)
IMPLIED = N_("rates that are not printed but follow from other figures: {count}")
NO_YTD = N_(
    "no year-to-date growth up to {month} is known, so none of the simple forecasts can be given"
)
COMPLETE = N_(
    "the year is complete: its growth is the published rate, and nothing is left to forecast"
)
JOINED = N_(
    "year-to-date growth up to month {month} is not published; it is put together from the rates "
    "of its parts"
)
NO_LAST = N_(
    "the last observed growth can't be carried on: the published rates would put it below -100%"
)
PRICES = N_(
    "growth is at constant prices, levels at current prices: the level at the year's end is "
    "indicative"
)
MEASURED = N_(
    "measured on {series} other series ({forecasts} forecasts of December from month {month}, "
    "{known}): {coverage}% of the 80% intervals held the outcome"
)
INFORMATION = {
    "1 rate": N_("one rate known"),
    "report": N_("two or three rates known"),
    "this year": N_("this year's rates known"),
    "earlier years": N_("last year's rates known too"),
}
FLOORED = N_("no month can fall by more than 100%")
REPORT = 3
"""So many of this year's rates, or two, are what a report prints."""


def rests_on(fitted: Fit, now: Published | None, naive: Iterable[Naive]) -> tuple[Message, ...]:
    """Return what a forecast takes for granted: *now* is growth to date, *naive* its rivals."""
    series = fitted.series
    chances = zip(fitted.kinds, fitted.chances.sum(axis=1), strict=True)
    notes = [
        *fitted.notes,
        fitted.weights.basis,
        Message(ROUNDING),
        Message(LONG_RUN),
        Message(KIND, {kind.name: round(100 * float(chance)) for kind, chance in chances}),
        Message(FLOORED),
    ]
    estimates = series.ahead(series.observations)
    implied = [one for one in series.observations if one.implied]
    beyond = (float(e.variance - (e.growth.interval.width or 0) ** 2 / 12) for e in estimates)
    error = max(0.0, *beyond, 0.0) ** 0.5  # what an estimate counts beside its rounding
    used = WEIGHED if error else USED
    held = series.ahead(series.held)
    for template, some in ((HELD, held), (used, estimates), (IMPLIED, implied)):
        if some:
            notes.append(Message(template, {"count": len(some), "error": f"{error:.1f}"}))
    if fitted.weights.base_note is not None:
        notes.append(fitted.weights.base_note)
    if now is None:
        notes.append(Message(NO_YTD, {"month": series.origin}))
    elif series.origin == 12:
        notes.append(Message(COMPLETE))
    else:
        if now not in series.observations:
            notes.append(Message(JOINED, {"month": series.origin}))
        if not any(each.name == "last" for each in naive):
            notes.append(Message(NO_LAST))
    return tuple(notes)


def turned_out(series: GrowthSeries) -> Message | None:
    """Return how forecasts from as much information turned out on others; None in December."""
    rates = sum(one.year == series.year for one in series.observations)
    known = "1 rate" if rates == 1 else "report" if rates <= REPORT else "this year"
    known = known if rates == len(series.observations) else "earlier years"
    found = measured("backtest", known, series.origin)
    if not found:
        return None
    values = {
        "month": series.origin,
        "known": Message(INFORMATION[known]),
        "coverage": round(100 * found["coverage"]),
        **{name: round(found[name]) for name in ("forecasts", "series")},
    }
    return Message(MEASURED, values)
