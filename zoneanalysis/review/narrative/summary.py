"""The page that is read first: key figures as cards, and what stands out (一页概要)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.document.model import Card, Number, Runs, Tone
from zoneanalysis.document.signs import VERDICT_SIGNS
from zoneanalysis.indicators import pp_gap
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.citation import Citation, runs
from zoneanalysis.review.facts.areas import home
from zoneanalysis.review.facts.derived import fact
from zoneanalysis.review.facts.economy import Series, report_period
from zoneanalysis.review.facts.outlook import Need
from zoneanalysis.review.facts.pipeline import Stage
from zoneanalysis.review.facts.resources import Land, Loans, Promotion
from zoneanalysis.review.facts.targets import ZoneTarget
from zoneanalysis.review.narrative.economy import gap_number
from zoneanalysis.review.wording import period_name, short_period
from zoneanalysis.values.periods import Period

__all__ = ["growth_cards", "headline", "highlights", "project_cards"]

Detail = tuple[str, Number, Tone]
MOST_CARDS = 5
MOST_HEADLINES = 4


def _say(c: Citation, message: Message) -> str:
    return message.render(c.language)


def _title(c: Citation, each: Observation) -> str:
    """Return an indicator with its period, where that ends apart from the report's."""
    name = c.indicator(each.indicator, start=True)
    if each.period.end == report_period(c.report).end:
        return name
    return f"{name} · {period_name(each.period, c.language)}"


def _rate(c: Citation, each: Observation) -> Number:
    """Return a printed rate; one that cannot be as printed carries the sign of its verdict."""
    number = c.printed(each, style="signed")
    mark = c.finding(each)
    if mark is None:
        return number
    sign, _ = VERDICT_SIGNS[mark.verdict]
    return Number(f"{number.text} {sign}", number.provenance, number.tone)


def _findings(c: Citation, rates: Sequence[Observation]) -> list[Detail]:
    """Return what the signs beside rates mean, each once."""
    marks = dict.fromkeys(mark for each in rates if (mark := c.finding(each)) is not None)
    return [
        (
            _say(c, Message("audit")),
            Number(f"{VERDICT_SIGNS[mark.verdict][0]} {mark.text}"),
            "neutral",
        )
        for mark in marks
    ]


def growth_cards(c: Citation, group: Sequence[Series]) -> tuple[Card, ...]:
    """Return one card a series: growth, with level, city, province, target and what comes next."""
    cards: list[Card] = []
    for series in group:
        growth = series.growth
        if growth is None or len(cards) == MOST_CARDS:
            continue
        details: list[Detail] = []
        if series.level is not None:
            details.append((_say(c, Message("level")), c.printed(series.level), "neutral"))
        for each in series.references:
            gap = fact(Message("Gap to the reference"), pp_gap, growth, each)
            if gap is not None:
                ahead: Tone = "good" if gap.value.point >= 0 else "bad"
                label = Message(
                    "vs {area} ({rate})",
                    {
                        "area": c.reference(each, series.indicator),
                        "rate": c.printed(each, style="signed").text,
                    },
                )
                number, _ = gap_number(c, series, each, gap)
                details.append((_say(c, label), number, ahead))
        goals = series.target_range
        if goals is not None:
            low, high = goals
            span = c.printed(low, style="signed").text
            if high.figure.point != low.figure.point:
                span += ("～" if c.language == "zh" else "–") + c.printed(high, style="signed").text
            tone: Tone = "bad" if growth.figure.point < low.figure.point else "neutral"
            target = Number(span, c.provenance(low))
            details.append((_say(c, Message("target for the year")), target, tone))
        _, later = series.later
        if later is not None:
            name = short_period(later.period, c.language)
            label = (
                Message("{period}, estimate", {"period": name})
                if later.status == "estimate"
                else Message("{period}", {"period": name})
            )
            details.append((_say(c, label), c.printed(later, style="signed"), "neutral"))
        title = c.indicator(series.indicator, start=True)
        if series.area != home(c.report):
            title = f"{title} · {c.area(series.area)}"
        tone = (
            "good" if growth.figure.point > 0 else "bad" if growth.figure.point < 0 else "neutral"
        )
        cards.append(Card(title, c.printed(growth, style="signed"), tuple(details), tone))
    return tuple(cards)


def project_cards(
    c: Citation, stages: Sequence[Stage], promotion: Promotion, land: Land, loans: Loans
) -> tuple[Card, ...]:
    """Return cards on signed projects, the pipeline's rates, plants and loans."""
    cards = []
    if promotion.investment is not None:
        details: list[Detail] = []
        if promotion.projects is not None:
            details.append((_say(c, Message("projects")), c.printed(promotion.projects), "neutral"))
        if promotion.mean is not None:
            details.append((_say(c, Message("per project")), c.fact(promotion.mean), "neutral"))
        if promotion.large_investment_share is not None:
            share = c.printed(promotion.large_investment_share, style="signed")
            details.append((_say(c, Message("large ones")), share, "neutral"))
        title = _title(c, promotion.investment)
        cards.append(Card(title, c.printed(promotion.investment), tuple(details)))
    rated = [each for each in stages if each.rate is not None]
    if rated:
        first, *others = rated
        details = [
            (
                _say(c, first.name) if first.name else c.indicator(first.projects.indicator),
                c.printed(first.projects),
                "neutral",
            )
        ]
        details += [
            (c.indicator(each.rate.indicator), _rate(c, each.rate), "neutral")
            for each in others
            if each.rate is not None
        ]
        details += _findings(c, [each.rate for each in rated if each.rate is not None])
        if first.rate is not None:
            cards.append(Card(_title(c, first.rate), _rate(c, first.rate), tuple(details)))
    if land.use is not None:
        details = []
        if land.built is not None and land.used is not None:
            details = [
                (_say(c, Message("built")), c.printed(land.built), "neutral"),
                (_say(c, Message("in use")), c.printed(land.used), "neutral"),
            ]
        title = _title(c, land.use)
        cards.append(Card(title, c.printed(land.use, style="signed"), tuple(details)))
    elif land.area is not None:
        details = []
        if land.parcels is not None:
            details.append((_say(c, Message("parcels")), c.printed(land.parcels), "neutral"))
        if land.mean is not None:
            details.append((_say(c, Message("per parcel")), c.fact(land.mean), "neutral"))
        cards.append(Card(_title(c, land.area), c.printed(land.area), tuple(details)))
    if loans.granted is not None:
        intended, *later = loans.steps
        details = [(c.indicator(each.indicator), c.printed(each), "neutral") for each in later]
        label = _say(c, Message("credit granted ÷ intended"))
        details.append((label, c.fact(loans.granted), "neutral"))
        cards.append(Card(_title(c, intended), c.printed(intended), tuple(details)))
    return tuple(cards)


def headline(c: Citation, group: Sequence[Series]) -> Runs:
    """Return the reported period in one sentence: growth of each main indicator."""
    items: Runs = ()
    first: Series | None = None
    for series in [each for each in group if each.growth is not None][:MOST_HEADLINES]:
        growth = series.growth
        if growth is None or (first is not None and series.area != first.area):
            continue
        if first is None:
            first = series
        if items:
            items += ("，",) if c.language == "zh" else (", ",)
        items += runs(
            Message(
                "{indicator} {growth} on a year earlier",
                {
                    "indicator": c.indicator(series.indicator),
                    "growth": c.printed(growth, style="words"),
                },
            ),
            c.language,
        )
    if first is None:
        return ()
    return runs(
        Message(
            "In {period}, {area}: {items}.",
            {
                "period": period_name(first.period, c.language, year=True),
                "area": c.group(first.area),
                "items": items,
            },
        ),
        c.language,
    )


def highlights(
    c: Citation,
    group: Sequence[Series],
    pairs: Sequence[ZoneTarget],
    unpublished: Sequence[tuple[str, Observation]],
    needed: Sequence[Need],
) -> tuple[Runs, ...]:
    """Return what else stands out: estimates, targets, what is needed."""
    out = [each for each in (_estimates(c, group), *_targets(c, pairs, unpublished)) if each]
    published = [each for each in needed if not each.estimated and each.goal is None]
    hardest = max(published, key=lambda each: each.growth.value.point, default=None)
    if hardest is not None:
        end = Period.ytd(hardest.known.period.year, hardest.month)
        out.append(
            runs(
                Message(
                    "Growth of {growth} in the months left would bring {indicator} back "
                    "to zero growth for {end}.",
                    {
                        "indicator": c.indicator(hardest.series.indicator),
                        "end": period_name(end, c.language),
                        "growth": c.fact(hardest.growth, style="signed"),
                    },
                ),
                c.language,
            )
        )
    return tuple(out)


def _estimates(c: Citation, group: Sequence[Series]) -> Runs:
    items: Runs = ()
    for series in group:
        month = series.month_growth()
        _, later = series.later
        if month is None or later is None:
            continue
        if items:
            items += ("；",) if c.language == "zh" else ("; ",)
        months = Period(series.period.end.shifted(1), later.period.end)
        items += runs(
            Message(
                "{growth} in {indicator} in {months} alone",
                {
                    "indicator": c.indicator(series.indicator),
                    "months": period_name(months, c.language),
                    "growth": c.fact(month, style="range"),
                },
            ),
            c.language,
        )
    if not items:
        return ()
    return runs(
        Message("The report's estimates imply growth of {items}.", {"items": items}), c.language
    )


def _targets(
    c: Citation, pairs: Sequence[ZoneTarget], unpublished: Sequence[tuple[str, Observation]]
) -> tuple[Runs, ...]:
    """Return how many zones reached their target, an indicator; who prints nothing is counted."""
    out = []
    for indicator in dict.fromkeys(each.indicator for each in pairs):
        group = [each for each in pairs if each.indicator == indicator]
        missing = sum(goal.indicator == indicator for _, goal in unpublished)
        parts = {
            "indicator": c.indicator(indicator, start=True),
            "all": len(group) + missing,
            "reached": sum(each.reached is True for each in group),
            "missing": missing,
        }
        if missing:
            message = Message(
                "{indicator}: of {all} zones with a target {reached} print a result at or above "
                "it, or on schedule; {missing} print none.",
                parts,
            )
        elif len(group) > 1:
            message = Message(
                "{indicator}: of {all} zones with a target {reached} are at or above it, or on "
                "schedule.",
                parts,
            )
        else:
            continue
        out.append(runs(message, c.language))
    return tuple(out)
