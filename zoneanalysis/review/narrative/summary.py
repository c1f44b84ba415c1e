"""The page that is read first: key figures as cards, and what stands out (一页概要)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from zoneanalysis.document.model import Card, Number, Runs, Tone
from zoneanalysis.document.reading import run_text
from zoneanalysis.forecast import ReportOutlook
from zoneanalysis.indicators import pp_gap
from zoneanalysis.messages import N_, Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.areas import home
from zoneanalysis.review.facts.derived import fact
from zoneanalysis.review.facts.economy import Series, compared_with, report_period
from zoneanalysis.review.facts.kinds import may_be_wanted
from zoneanalysis.review.facts.outlook import Need
from zoneanalysis.review.facts.pipeline import Stage
from zoneanalysis.review.facts.resources import Land, Loans, Promotion
from zoneanalysis.review.facts.rows import Row, is_told_with
from zoneanalysis.review.facts.targets import ZoneTarget
from zoneanalysis.review.narrative.economy import first_mention, gap_number
from zoneanalysis.review.narrative.forecast import turning_sentence
from zoneanalysis.review.narrative.outlook import turning_words
from zoneanalysis.review.narrative.printed import base_words, before_name
from zoneanalysis.review.narrative.watch import named_falling
from zoneanalysis.review.narrative.zones import below_all_targets
from zoneanalysis.review.wording import in_list, period_name, short_period
from zoneanalysis.values.periods import Period

__all__ = ["growth_cards", "highlights", "project_cards", "row_cards"]

Detail = tuple[str, Number, Tone]
MOST_CARDS = 5
MOST_MESSAGES = 4
SMALL = Fraction(1, 10)  # of the largest level
MOST_ALIKE = 3  # zones of one rank that are all named
LEAST_RATES = 3  # of which the best and the worst are told


def _title(c: Citation, each: Observation) -> str:
    """Return an indicator with its period, where that ends apart from the report's."""
    name = c.indicator(each.indicator, start=True)
    if each.period.end == report_period(c.report).end:
        return name
    return f"{name} · {period_name(each.period, c.language)}"


def growth_cards(c: Citation, group: Sequence[Series]) -> tuple[Card, ...]:
    """Return one card a series: growth, with level, city, province, target and what comes next.

    Levels alone where no series has growth.
    """
    cards: list[Card] = []
    grown = [each for each in group if each.growth is not None and _weighs(each, group)]
    if not grown:
        known = [(each.indicator, each.level) for each in group if each.level is not None]
        return tuple(Card(c.indicator(i, start=True), c.printed(e)) for i, e in known[:MOST_CARDS])
    for series in grown[:MOST_CARDS]:
        growth = series.growth
        assert growth is not None
        details: list[Detail] = []
        if series.level is not None and is_told_with(series.level, growth):
            details.append((c.say("level"), c.printed(series.level), "neutral"))
        for each in series.references:
            gap = fact(Message("Gap to the reference"), pp_gap, growth, each)
            if gap is not None:
                ahead: Tone = "good" if gap.value.point >= 0 else "bad"
                label = Message(
                    "vs {area} ({rate})",
                    {
                        "area": c.reference(each, series.indicator),
                        "rate": c.printed(each, style="signed").text + c.doubt(each),
                    },
                )
                number, _ = gap_number(c, series, each, gap)
                details.append((c.say(label), number, ahead))
        goals = series.target_range
        if goals is not None:
            low, high = goals
            tone: Tone = "bad" if growth.figure.point < low.figure.point else "neutral"
            target = Number(run_text(c.span(low, high)), c.provenance(low))
            theirs = low.ref_area != series.area
            own = Message("{goal}", {"goal": c.goal})
            whose = Message("its zones' targets") if theirs else own
            details.append((c.say(whose), target, tone))
        _, later = series.later
        if later is not None:
            name = short_period(later.period, c.language)
            label = (
                Message("{period}, estimate", {"period": name})
                if later.status == "estimate"
                else Message("{period}", {"period": name})
            )
            details.append((c.say(label), c.printed(later, style="signed"), "neutral"))
        title = first_mention(c, series.indicator)
        if series.area != home(c.report):
            title = f"{title} · {c.area(series.area)}"
        wanted = may_be_wanted(c.report, series.indicator)
        tone = (
            "neutral"
            if not wanted
            else "good"
            if growth.figure.point > 0
            else "bad"
            if growth.figure.point < 0
            else "neutral"
        )
        cards.append(Card(title, c.ranged(growth, style="signed"), tuple(details), tone))
    return tuple(cards)


def _weighs(series: Series, group: Sequence[Series]) -> bool:
    """Return whether a series is of the area that leads, or its level is no small part of that's.

    Growth of 150% on a level of a few hundredths leads no review.
    """
    if series.level is None or series.area == group[0].area:
        return True
    own = series.level.figure
    levels = [e.level.figure for e in group if e.level is not None and e.area == group[0].area]
    alike = [e.to(own.unit).point for e in levels if e.unit.dimension == own.unit.dimension]
    return own.point >= SMALL * max(alike, default=own.point)


def row_cards(c: Citation, rows: Sequence[Row]) -> tuple[Card, ...]:
    """Return one card a row: its growth with its value, or its value with the change printed."""
    cards: list[Card] = []
    for row in rows[:MOST_CARDS]:
        change, value, growth = row.get("pp_change"), row.value, row.growth
        details: list[Detail] = []
        tone: Tone = "neutral"
        if growth is not None and value is not None and is_told_with(value, growth):
            details.append((c.say("level"), c.printed(value), "neutral"))
        elif change is not None:
            since, base = compared_with(c.report, change), base_words(c, change)
            name = before_name(since, row.period, c.language) if since is not None else base
            against = Message("against {period}" if name else "change", {"period": name})
            moved: Tone = "good" if change.figure.point > 0 else "bad"
            details.append((c.say(against), c.printed(change, style="points"), moved))
        shown = growth or value
        if shown is not None:
            style = "signed" if growth else "amount"
            number = c.ranged(shown, style=style)
            label = c.indicator(row.indicator, start=True)
            if growth is not None and may_be_wanted(c.report, row.indicator):
                tone = "good" if growth.figure.point > 0 else "bad"
            cards.append(Card(label, number, tuple(details), tone))
    return tuple(cards)


def project_cards(
    c: Citation, stages: Sequence[Stage], promotion: Promotion, land: Land, loans: Loans
) -> tuple[Card, ...]:
    """Return cards on signed projects, the pipeline's rates, plants and loans."""
    cards = []
    if promotion.investment is not None:
        details: list[Detail] = []
        if promotion.projects is not None:
            details.append((c.say("projects"), c.printed(promotion.projects), "neutral"))
        if promotion.mean is not None:
            details.append((c.say("per project"), c.fact(promotion.mean), "neutral"))
        if promotion.large_investment_share is not None:
            share = c.printed(promotion.large_investment_share, style="signed")
            large = Message("of it in projects of CNY 100 million or more")
            details.append((c.say(large), share, "neutral"))
        title = _title(c, promotion.investment)
        cards.append(Card(title, c.printed(promotion.investment), tuple(details)))
    rates = [each.rate for each in stages if each.rate is not None]
    if rates and not any(c.finding(each) for each in rates):  # what is in doubt is no key figure
        details = [
            (c.indicator(each.indicator), c.printed(each, style="signed"), "neutral")
            for each in rates[1:]
        ]
        value = c.printed(rates[0], style="signed")
        cards.append(Card(_title(c, rates[0]), value, tuple(details)))
    if land.use is not None:
        details = []
        if land.built is not None and land.used is not None:
            details = [
                (c.say("built"), c.printed(land.built), "neutral"),
                (c.say("in use"), c.printed(land.used), "neutral"),
            ]
        title = _title(c, land.use)
        cards.append(Card(title, c.printed(land.use, style="signed"), tuple(details)))
    elif land.area is not None:
        details = []
        if land.parcels is not None:
            details.append((c.say("parcels"), c.printed(land.parcels), "neutral"))
        if land.mean is not None:
            details.append((c.say("per parcel"), c.fact(land.mean), "neutral"))
        cards.append(Card(_title(c, land.area), c.printed(land.area), tuple(details)))
    if loans.granted is not None:
        intended, *later = loans.steps
        details = [(c.indicator(e.indicator), c.printed(e), "neutral") for e in later[:1]]
        label = c.say("credit granted ÷ intended")
        details.append((label, c.fact(loans.granted), "neutral"))
        cards.append(Card(_title(c, intended), c.printed(intended), tuple(details)))
    return tuple(cards)


def highlights(
    c: Citation,
    group: Sequence[Series],
    singles: Sequence[Series],
    pairs: Sequence[ZoneTarget],
    unpublished: Sequence[tuple[str, Observation]],
    counted: Mapping[str, Observation],
    needed: Sequence[Need],
    outlooks: Sequence[ReportOutlook] = (),
    *,
    estimates: bool = True,
) -> tuple[Runs, ...]:
    """Return what stands out, the gravest first, at most four messages.

    Totals below all targets, zones that fall, zones on target, what zero growth needs and how
    likely the report's month of turning is, what its estimates imply, the best and the worst zone.
    """
    out = [
        below_all_targets(c, group),
        *named_falling(c),
        *_targets(c, pairs, unpublished, counted),
        turning_words(c, needed),
        turning_sentence(c, outlooks),
        _estimates(c, group) if estimates else (),
        *_ends(c, singles, {goal.indicator for _, goal in unpublished}),
    ]
    return tuple(each for each in out if each)[:MOST_MESSAGES]


def _ends(c: Citation, known: Sequence[Series], partly: Collection[str]) -> tuple[Runs, ...]:
    """Return the highest and the lowest growth of single zones, an indicator.

    Not of one that some zones leave open, *partly*: those that print it may be the best.
    """
    out = []
    for indicator in dict.fromkeys(each.indicator for each in known):
        found = ((e.area, e.growth) for e in known if e.indicator == indicator)
        grown = [(area, growth) for area, growth in found if growth is not None]
        if len(grown) < LEAST_RATES or indicator in partly:
            continue
        points = [growth.figure.point for _, growth in grown]
        parts: dict[str, object] = {"indicator": c.indicator(indicator)}
        for name, end in (("best", max(points)), ("worst", min(points))):
            alike = [each for each in grown if each[1].figure.point == end]
            parts[name] = _together(c, [area for area, _ in alike])
            parts[f"{name}_rate"] = c.printed(alike[0][1], style="signed")
        message = Message(
            "Among the zones, growth of {indicator} is highest in {best} ({best_rate}) and lowest "
            "in {worst} ({worst_rate}).",
            parts,
        )
        out.append(c.runs(message))
    return tuple(out)


def _together(c: Citation, zones: Sequence[str]) -> str | Message:
    """Return the names of zones that share a rank; of many the first, and how many."""
    if len(zones) <= MOST_ALIKE:
        return in_list([c.area(each) for each in zones], c.language)
    told = {"name": c.area(zones[0]), "count": len(zones)}
    return Message("{name} etc. ({count})", told)


def _estimates(c: Citation, group: Sequence[Series]) -> Runs:
    items = []
    for series in group:
        month = series.month_growth()
        _, later = series.later
        if month is None or later is None:
            continue
        months = Period(series.period.end.shifted(1), later.period.end)
        item = c.runs(
            "{growth} in {indicator} in {months} alone",
            indicator=c.indicator(series.indicator),
            months=period_name(months, c.language),
            growth=c.fact(month, style="range"),
        )
        items.append(item + (c.runs(", a guide only") if month.value.indicative else ()))
    if not items:
        return ()
    told = c.row(items, "；")
    return c.runs("The report's estimates imply growth of {items}.", items=told)


def _targets(
    c: Citation,
    pairs: Sequence[ZoneTarget],
    unpublished: Sequence[tuple[str, Observation]],
    counted: Mapping[str, Observation],
) -> tuple[Runs, ...]:
    """Return how many zones reached their target, an indicator; who prints nothing is counted.

    Of an indicator of which no zone prints a result the chart and the chapter say so.
    """
    out = []
    for indicator in dict.fromkeys(each.indicator for each in pairs):
        group = [each.reached for each in pairs if each.indicator == indicator]
        goals = [each.target for each in pairs if each.indicator == indicator]
        missing = sum(goal.indicator == indicator for _, goal in unpublished)
        if len(group) + missing == 1:
            continue
        parts = {
            "indicator": c.indicator(indicator, start=True),
            "all": len(group) + missing,
            "reached": group.count(True),
            "goal": c.goal,
        }
        rates = all(each.figure.unit.dimension == "percent" for each in goals)
        counts = (
            (group.count(False), Message("{count} below it")),
            (group.count(None), Message("{count} too close to tell")),
            (0 if indicator in counted else missing, Message("{count} with no printed result")),
            (missing if indicator in counted else 0, Message(_BY_SENSE)),
        )
        rest = [Message(each.template, {"count": count}) for count, each in counts if count]
        parts["rest"] = "".join(c.say("; {clause}", clause=each) for each in rest)
        message = (
            Message(
                "{indicator}: growth so far is at or above the {goal} in {reached} of {all} zones "
                "with a target{rest}.",
                parts,
            )
            if rates
            else Message(
                "{indicator}: {reached} of {all} zones with a target at or above it, or on "
                "schedule{rest}.",
                parts,
            )
        )
        out.append(c.runs(message))
    return tuple(out)


_BY_SENSE = N_("{count} with no printed result, by the text below it")
