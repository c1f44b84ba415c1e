"""Sentences on the forecast: what it expects, how sure it is, what it rests on (展望)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zoneanalysis.document.model import Number, Provenance, Runs
from zoneanalysis.forecast import Forecast, Mixture, ReportOutlook
from zoneanalysis.messages import Message
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.wording import as_sentence, period_name
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.periods import Period

__all__ = [
    "chance",
    "doubt_of",
    "expectation",
    "forecast_rate",
    "measured",
    "reading",
    "rests_on",
    "turning_claims",
    "turning_sentence",
    "with_interval",
    "worded_chance",
]


def chance(value: float) -> str:
    """Return a probability in whole percent, never as 0 or 100."""
    percent = Fraction(value) * 100
    if percent < 1:
        return "<1%"
    if percent > 99:
        return ">99%"
    return f"{format_half_up(percent, 0)}%"


def worded_chance(value: float) -> Message | str:
    """Return a probability for a sentence, where no sign stands for 大于 or 小于."""
    shown = chance(value)
    return _ENDS.get(shown, shown)


_ENDS = {"<1%": Message("less than 1%"), ">99%": Message("more than 99%")}


def forecast_rate(value: float) -> str:
    """Return a forecast growth rate with one place."""
    return f"{format_half_up(Fraction(value), 1)}%"


def with_interval(median: float, low: float, high: float, language: str) -> str:
    """Return a forecast growth rate with its interval in brackets."""
    value, *ends = map(forecast_rate, (median, low, high))
    return f"{value}（{'～'.join(ends)}）" if language == "zh" else f"{value} ({' to '.join(ends)})"


def expected(
    c: Citation, outlook: ReportOutlook, made: Forecast, month: int, distribution: Mixture
) -> Number:
    """Return the median of a forecast with its 80% interval and what it rests on."""
    low, high = distribution.interval(0.8)
    held = "held" if made is outlook.held else "used"
    title = c.say(
        "Forecast: {indicator}, {period}",
        indicator=c.indicator(outlook.indicator),
        period=period_name(Period.ytd(made.year, month), c.language),
    )
    return Number(
        with_interval(distribution.median, low, high, c.language),
        Provenance(
            id=f"d-forecast-{outlook.indicator}-{outlook.ref_area}-{month}-{held}",
            title=title,
            words=c.say(
                "median of the forecast; in brackets the 80% interval, from {count} observations",
                count=made.count,
            ),
            note="；".join(c.say(each) for each in made.assumptions)
            if c.language == "zh"
            else "; ".join(c.say(each) for each in made.assumptions),
        ),
    )


def expectation(c: Citation, outlook: ReportOutlook) -> Runs:
    """Return what year-to-date growth is expected to be at the year's end, and when it turns."""
    made = outlook.chosen
    parts: dict[str, object] = {
        "indicator": c.indicator(outlook.indicator, start=True),
        "area": c.area(outlook.ref_area),
        "rates": (c.say(_rates(made)), doubt_of(c, made)),
        "year": period_name(Period.ytd(made.year, 12), c.language),
        "median": expected(c, outlook, made, 12, made.ytd[12]),
        "positive": worded_chance(made.ytd[12].above(0.0)),
    }
    out = [
        c.runs(
            "{indicator} of {area}: from {rates} the model expects {median} for {year} and puts "
            "the chance of growth at {positive}.",
            **parts,
        )
    ]
    if made.origin < 12 and made.ytd[made.origin].above(0.0) <= 0.5:
        turning = made.turning_month
        if turning is None:
            parts = {
                "first": period_name(Period.ytd(made.year, made.origin + 1), c.language),
                "last": period_name(Period.ytd(made.year, 12), c.language),
            }
            out.append(
                c.runs(
                    "Each year-to-date rate from {first} to {last}, taken alone, is likelier "
                    "to be below zero than above.",
                    **parts,
                )
            )
        else:
            parts = {
                "period": period_name(Period.ytd(made.year, turning), c.language),
                "chance": worded_chance(made.ytd[turning].above(0.0)),
            }
            out.append(
                c.runs(
                    "{period} is the first period ahead whose growth is more likely above zero "
                    "than below ({chance}).",
                    **parts,
                )
            )
    if outlook.targets and made.origin < 12:
        goals = sorted(outlook.targets, key=lambda each: each.figure.point)
        lowest, highest = (
            {
                "goal": c.printed(each, style="signed"),
                "chance": worded_chance(made.ytd[12].above(float(each.figure.point))),
            }
            for each in (goals[0], goals[-1])
        )
        parts = {**lowest, "most": highest["goal"], "least_chance": highest["chance"]}
        even = Message(
            "The chance that their total reaches even the lowest of the zones' targets, {goal}, "
            "is {chance}.",
            parts,
        )
        several = Message(
            "The chance that their total reaches the lowest of the zones' targets, {goal}, is "
            "{chance}; of the highest, {most}, it is {least_chance}.",
            parts,
        )
        alone = Message("The chance of reaching the target of {goal} is {chance}.", parts)
        zones = goals[0].ref_area != outlook.ref_area and goals[0].figure != goals[-1].figure
        if lowest["chance"] == highest["chance"]:
            several = even
        out.append(c.runs(several if zones else alone))
    other = _other(outlook)
    if other is not None:
        parts = {
            "median": expected(c, outlook, other, 12, other.ytd[12]),
            "positive": worded_chance(other.ytd[12].above(0.0)),
        }
        sentence = Message(
            "With the report's own estimate taken as published it expects {median}, and the "
            "chance becomes {positive}.",
            parts,
        )
        if other is outlook.held:
            sentence = Message(
                "That counts the report's own estimate; without it the model expects {median}, "
                "and the chance becomes {positive}.",
                parts,
            )
        out.append(c.runs(sentence))
    return c.sentences(out)


def _other(outlook: ReportOutlook) -> Forecast | None:
    """Return the forecast that wasn't chosen: with estimates or without; None if it tells nothing.

    An estimate of the year, taken as published, would say itself.
    """
    if outlook.held is None or outlook.used is outlook.held:
        return None
    if outlook.chosen is outlook.used:
        return outlook.held
    return None if outlook.used.fit.series.observations[-1].month == 12 else outlook.used


def doubt_of(c: Citation, made: Forecast) -> str:
    """Return what stands behind a forecast one of whose rates rests on a figure in doubt."""
    stated = {claim.id: claim.figure_ids for claim in c.report.claims}
    sources = (
        name for each in made.fit.series.observations for name in stated.get(each.source, ())
    )
    return c.doubt(*(c.report[name] for name in sources if name in c.report))


def _rates(made: Forecast) -> Message:
    """Return how many rates a forecast rests on, and how many of them are computed."""
    implied = sum(each.implied for each in made.fit.series.observations)
    if implied:
        counts = {"count": made.count, "implied": implied}
        return Message("{count} growth rates ({implied} of them not printed but computed)", counts)
    if made.count == 1:
        return Message("one growth rate")
    return Message("{count} growth rates", {"count": made.count})


def reading(c: Citation, outlooks: Sequence[ReportOutlook]) -> Runs:
    """Return how the report's estimates compare with the forecasts that do not use them."""
    out = []
    for outlook in outlooks:
        for each in outlook.estimates if outlook.chosen is outlook.held else ():
            low, high = each.model.interval(0.8)
            dash = c.sign("～")
            parts: dict[str, object] = {
                "indicator": c.indicator(outlook.indicator),
                "period": period_name(each.estimate.period, c.language),
                "estimate": f"{format_half_up(each.estimate.growth.point, 1)}%",
                "median": forecast_rate(each.model.median),
                "span": f"{forecast_rate(low)}{dash}{forecast_rate(high)}",
                "words": each.words,
            }
            sentence = Message(
                "The report's estimate of {indicator} for {period} ({estimate}) against the "
                "model without it ({median}, 80% interval {span}): {words}.",
                parts,
            )
            out.append(c.runs(sentence))
    return c.sentences(out)


def turning_claims(c: Citation, outlooks: Sequence[ReportOutlook]) -> tuple[Runs, ...]:
    """Return how likely the report's own months of turning positive are, a month at a time."""
    found: dict[int, Runs] = {}
    for outlook in outlooks:
        for month in outlook.turning:
            chosen, other = outlook.chosen, _other(outlook)
            parts: dict[str, object] = {
                "month": period_name(Period.single(chosen.year, month), c.language),
                "period": period_name(Period.ytd(chosen.year, month), c.language),
                "indicator": c.indicator(outlook.indicator),
                "ytd": (_chance(c, chosen, month), doubt_of(c, chosen)),
                "beside": _beside(outlook, other, month),
                "single": worded_chance(chosen.month[month].above(0.0)),
            }
            if month not in found:
                lead = Message("The report expects a turn to growth by {month}.", parts)
                found[month] = c.runs(lead)
            sentence = Message(
                "For {indicator} the model puts the chance of growth over {period} at "
                "{ytd}{beside}, and of growth in that month alone at {single}.",
                parts,
            )
            found[month] += (c.gap, *c.runs(sentence))
    return tuple(found.values())


def turning_sentence(c: Citation, outlooks: Sequence[ReportOutlook]) -> Runs:
    """Return how likely growth to date is by the month in which the report expects a turn."""
    months = [month for each in outlooks for month in each.turning]
    if not months:
        return ()
    month, items = max(months), []
    for outlook in (each for each in outlooks if month in each.turning):
        made, other = outlook.chosen, _other(outlook)
        told = _chance(c, made, month)
        parts: dict[str, object] = {
            "indicator": c.indicator(outlook.indicator),
            "chance": (told, doubt_of(c, made)),
            "beside": _beside(outlook, other, month),
        }
        items.append(c.runs("{indicator} {chance}{beside}", **parts))
    year = outlooks[0].chosen.year
    parts = {
        "month": period_name(Period.single(year, month), c.language),
        "period": period_name(Period.ytd(year, month), c.language),
        "items": c.row(items, "，"),
    }
    message = Message(
        "The report expects a turn to growth by {month}; the model's chance for {period}: {items}.",
        parts,
    )
    return c.runs(message)


def _chance(c: Citation, made: Forecast, month: int) -> str:
    told = worded_chance(made.ytd[month].above(0.0))
    return c.say(told) if isinstance(told, Message) else told


def _beside(outlook: ReportOutlook, other: Forecast | None, month: int) -> Message | str:
    """Return the chance that the other forecast gives, with the report's estimate or without."""
    if other is None:
        return ""
    rate = {"chance": worded_chance(other.ytd[month].above(0.0))}
    if other is outlook.held:
        return Message(" ({chance} without the estimate)", rate)
    return Message(" ({chance} with the estimate)", rate)


def measured(c: Citation, outlooks: tuple[ReportOutlook, ...]) -> tuple[str, ...]:
    """Return how such forecasts turned out elsewhere, each sentence once."""
    found = [each.chosen.measured for each in outlooks]
    texts = [c.say(each) for each in found if each is not None]
    return tuple(as_sentence(text, c.language) for text in dict.fromkeys(texts))


def rests_on(c: Citation, outlooks: tuple[ReportOutlook, ...]) -> tuple[str, ...]:
    """Return the assumptions: those of all once, the others with their indicator."""
    texts = [[c.say(note) for note in each.chosen.assumptions] for each in outlooks]
    common = [text for text in texts[0] if all(text in others for others in texts)]
    out = [as_sentence(text, c.language) for text in dict.fromkeys(common)]
    for outlook, own in zip(outlooks, texts, strict=True):
        rest = [text for text in dict.fromkeys(own) if text not in common]
        if rest:
            name = c.indicator(outlook.indicator, start=True)
            colon, comma = map(c.sign, "：；")
            out.append(as_sentence(f"{name}{colon}{comma.join(rest)}", c.language))
    return tuple(out)
