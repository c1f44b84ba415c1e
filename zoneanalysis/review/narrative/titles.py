"""Headings that say what a chapter found (标题即结论)."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from zoneanalysis.document.reading import run_text
from zoneanalysis.forecast import ReportOutlook
from zoneanalysis.indicators import pp_gap
from zoneanalysis.messages import N_, Message
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.areas import home, is_zone
from zoneanalysis.review.facts.derived import fact
from zoneanalysis.review.facts.economy import Series, report_period
from zoneanalysis.review.facts.outlook import Need, latest
from zoneanalysis.review.facts.pipeline import Stage
from zoneanalysis.review.facts.resources import Land, Loans, Promotion
from zoneanalysis.review.facts.targets import ZoneTarget
from zoneanalysis.review.narrative.audit import places_in_doubt
from zoneanalysis.review.narrative.economy import gap_number, movement
from zoneanalysis.review.narrative.forecast import doubt_of, with_interval
from zoneanalysis.review.narrative.management import task_figures
from zoneanalysis.review.narrative.outlook import months_left, turning_words
from zoneanalysis.review.wording import period_name, range_text, signed
from zoneanalysis.values.figures import Quantity
from zoneanalysis.values.periods import Period

__all__ = [
    "MOVED",
    "coming_title",
    "economy_title",
    "outlook_title",
    "projects_title",
    "resources_title",
    "summary_title",
    "targets_title",
    "zones_title",
]

_MOST = 2


def _both(c: Citation, parts: Sequence[Message]) -> Message | None:
    """Return one or two clauses as one."""
    texts = list(dict.fromkeys(c.say(each) for each in parts))[:_MOST]
    if not texts:
        return None
    comma = "，" if c.language == "zh" else "; "
    return Message("{clauses}", {"clauses": comma.join(texts)})


def _grew(c: Citation, series: Series) -> Message | None:
    if series.growth is None:
        return None
    parts = {
        "indicator": c.indicator(series.indicator),
        "growth": c.ranged(series.growth, style="words").text,
    }
    return Message("{indicator} {growth}", parts)


def summary_title(
    c: Citation,
    group: Sequence[Series],
    causes: int,
    against: int = 0,
    otherwise: Message | None = None,
) -> Message | None:
    """Return the growth of the main indicators, and how many places are in doubt.

    Without any, how many contradict earlier reports. A single zone is named; *otherwise* is told
    where no series leads.
    """
    area = next((each.area for each in group if each.growth), "")
    clauses = [_grew(c, each) for each in group if each.growth and each.area == area]
    known = _both(c, [each for each in clauses if each is not None])
    if known and area != home(c.report):  # neither a zone's growth nor that of zones is a city's
        zone = c.area(area) if is_zone(c.report, area) else run_text(c.group(area))
        known = Message("{zone}: {told}", {"zone": zone, "told": known})
    known = known or _levels(c, group) or otherwise
    if not causes and not against:
        return known
    doubt = places_in_doubt(causes)
    if not causes:
        doubt = Message("{count} statements contradict earlier reports", {"count": against})
    return Message("{growth}; {doubt}", {"growth": known, "doubt": doubt}) if known else doubt


def economy_title(
    c: Citation, group: Sequence[Series], suspects: Container[str] = ()
) -> Message | None:
    """Return where growth stands beside others, or how it has moved; else what it is.

    No move against a rate that is implied by one of the *suspects*, figures of relations in doubt.
    """
    told = [_beside(c, each) or _moved(c, each, suspects) or _grew(c, each) for each in group]
    return _both(c, [each for each in told if each is not None]) or _levels(c, group)


def _levels(c: Citation, group: Sequence[Series]) -> Message | None:
    """Return what the first series come to, where none has growth."""
    clauses = []
    for each in group:
        if each.level is not None:
            level = c.printed(each.level).text
            parts = {"indicator": c.indicator(each.indicator), "level": level}
            clauses.append(Message("{indicator} comes to {level}", parts))
    return _both(c, clauses)


def _beside(c: Citation, series: Series) -> Message | None:
    if series.growth is None or not series.references:
        return None
    other = series.references[0]
    gap = fact(Message("Gap to the reference"), pp_gap, series.growth, other)
    if gap is None or gap.value.point == 0:
        return None
    parts = {
        "indicator": c.indicator(series.indicator),
        "points": gap_number(c, series, other, gap, style="points")[0].text,
        "name": c.reference(other, series.indicator),
    }
    if gap.value.point > 0:
        return Message("{indicator}: growth {points} above {name}", parts)
    return Message("{indicator}: growth {points} below {name}", parts)


def _moved(c: Citation, series: Series, suspects: Container[str]) -> Message | None:
    growth = series.growth
    before: list[tuple[Period, Quantity, tuple[Observation, ...]]] = [
        (each.period, each.figure, ()) for each in series.path
    ]
    before += [(p, known.figure, ()) for p, known, _ in series.looked_back()]
    before += [
        (p, rate.value, rate.sources)
        for p, rate in series.earlier()
        if c.doubt(*rate.sources) or not any(each.id in suspects for each in rate.sources)
    ]
    before = [each for each in before if each[0].end < series.period.end]
    if growth is None or not before:
        return None
    period, earlier, sources = max(before, key=lambda each: each[0].end)
    if c.doubt(*sources):
        return _unclear(c, series, period)
    points = c.derived(pp_gap(growth.figure, earlier), (), style="points").text
    how = Message(movement(growth.figure, earlier).template, {"points": points})
    parts = {
        "indicator": c.indicator(series.indicator),
        "how": how,
        "period": period_name(period, c.language, year=period.year != series.period.year),
        **how.args,
    }
    return Message(MOVED.get(how.template, "{indicator}: {how} against {period}"), parts)


N_("{indicator}: {how} against {period}")
MOVED = {
    "the decline narrows by {points}": N_(
        "{indicator}: the decline narrows by {points} against {period}"
    ),
    "the decline widens by {points}": N_(
        "{indicator}: the decline widens by {points} against {period}"
    ),
    "growth is {points} faster": N_("{indicator}: growth {points} faster than in {period}"),
    "growth is {points} slower": N_("{indicator}: growth {points} slower than in {period}"),
}


def zones_title(
    c: Citation,
    pairs: Sequence[ZoneTarget],
    unreported: Sequence[tuple[str, Observation]],
    singles: Sequence[Series],
) -> Message | None:
    """Return how many zones with a target print that they reached it."""
    if pairs:
        counts: dict[str, int] = {}
        for each in pairs:
            counts[each.indicator] = counts.get(each.indicator, 0) + 1
        main = max(counts, key=lambda each: counts[each])
        goals = [goal for _, goal in unreported if goal.indicator == main]
        parts = {
            "indicator": c.indicator(main),
            "all": counts[main] + len(goals),
            "reached": sum(each.reached is True for each in pairs if each.indicator == main),
            "goal": c.goal,
        }
        own_pairs = [each for each in pairs if each.indicator == main]
        if all(each.target.figure.unit.dimension == "percent" for each in own_pairs):
            return Message(
                "{indicator}: growth so far at or above the {goal} in {reached} of {all} zones, "
                "by what is printed",
                parts,
            )
        return Message("{indicator}: {reached} of {all} zones on target by what is printed", parts)
    grown = [each for each in singles if each.growth is not None]
    if not grown:
        known = [(each, each.level) for each in singles if each.level is not None]
        told = [
            Message(
                "{name} {value}",
                {
                    "name": f"{c.area(each.area)}{' ' * (c.language == 'en')}"
                    f"{c.indicator(each.indicator)}",
                    "value": c.printed(level).text,
                },
            )
            for each, level in known
        ]
        return _both(c, told)
    first = max(grown, key=lambda each: abs(each.growth.figure.point))  # type: ignore[union-attr]
    parts = {"zone": c.area(first.area), "told": _grew(c, first)}
    return Message("{zone}: {told}", parts)


def projects_title(c: Citation, stages: Sequence[Stage], promotion: Promotion) -> Message | None:
    """Return what is signed, and how many rates cannot be as printed."""
    clauses = []
    if promotion.projects is not None and promotion.investment is not None:
        parts: dict[str, object] = {
            "count": c.printed(promotion.projects).text,
            "investment": c.printed(promotion.investment).text,
            "period": period_name(promotion.investment.period, c.language),
        }
        own = promotion.investment.period.end == report_period(c.report).end
        clauses.append(
            Message("{count} projects worth {investment} signed", parts)
            if own
            else Message("{count} projects worth {investment} signed in {period}", parts)
        )
    elif promotion.projects is not None:
        signed_ones = {"count": c.printed(promotion.projects).text}
        clauses.append(Message("{count} projects signed", signed_ones))
    rates = [each for each in stages if each.rate is not None]
    doubtful = sum(not each.counts for each in rates)
    if doubtful and doubtful == len(rates) > 1:
        clauses.append(
            Message("no whole number of projects gives any of the {all} rates", {"all": len(rates)})
        )
    elif doubtful:
        clauses.append(
            Message(
                "no whole number of projects gives {count} of the {all} rates",
                {"count": doubtful, "all": len(rates)},
            )
        )
    elif rates and rates[0].rate is not None:
        parts = {
            "name": c.indicator(rates[0].rate.indicator),
            "rate": c.printed(rates[0].rate, style="signed").text,
        }
        clauses.append(Message("{name} {rate}", parts))
    elif stages and not clauses:
        parts = {
            "name": stages[0].name or c.indicator(stages[0].projects.indicator),
            "projects": c.printed(stages[0].projects).text,
        }
        clauses.append(Message("{name}: {projects}", parts))
    return _both(c, clauses)


def resources_title(c: Citation, land: Land, loans: Loans) -> Message | None:
    """Return how far plants are used, what land was sold, what credit was granted."""
    clauses = []
    if land.use is None and land.area is not None and land.parcels is not None:
        area = {"parcels": c.printed(land.parcels).text, "area": c.printed(land.area).text}
        clauses.append(Message("{parcels} parcels of standard land sold, {area} in all", area))
    for each in (land.use, *loans.steps[1:2]):
        if each is not None:
            style = "signed" if each.figure.unit.symbol == "%" else "amount"
            parts = {
                "name": c.indicator(each.indicator),
                "value": c.printed(each, style=style).text,
            }
            clauses.append(Message("{name} {value}", parts))
    return _both(c, clauses)


def outlook_title(
    c: Citation, needed: Sequence[Need], known: Sequence[ReportOutlook]
) -> Message | None:
    """Return what the indicator with the farthest to go needs; else what is forecast."""
    turning = turning_words(c, needed, heading=True)
    if not turning:
        return _forecast(c, known[:_MOST]) or _aim(c, needed)
    return Message("{clauses}", {"clauses": run_text(turning)})


def _aim(c: Citation, needed: Sequence[Need]) -> Message | None:
    """Return what the months left need for the target of the first indicator that has one."""
    for each in latest(needed):
        if each.goal is not None:
            parts = {
                "indicator": c.indicator(each.series.indicator),
                "growth": range_text(each.growth.value, c.language),
                "months": period_name(months_left(each), c.language),
                "goal": signed(each.goal.figure, c.language),
            }
            message = "{indicator} needs growth of {growth} over {months} for its target of {goal}"
            return Message(message, parts)
    return None


def _forecast(c: Citation, outlooks: Sequence[ReportOutlook]) -> Message | None:
    """Return what is forecast of the indicators whose forecast rests on nothing in doubt."""
    told = [
        Message(
            "{name} {value}",
            {
                "name": c.indicator(each.indicator),
                "value": with_interval(end.median, *end.interval(0.8), c.language),
            },
        )
        for each in outlooks
        if not doubt_of(c, each.chosen)
        for end in (each.chosen.ytd[12],)
    ]
    if not told:
        return None
    parts = {
        "clauses": _both(c, told),
        "count": max(each.chosen.count for each in outlooks if not doubt_of(c, each.chosen)),
    }
    if parts["count"] == 1:
        return Message("forecast from one growth rate: {clauses}", parts)
    return Message("forecast from {count} growth rates: {clauses}", parts)


def _unclear(c: Citation, series: Series, since: Period) -> Message:
    """Return growth, whose change since a period is in doubt and heads no chapter."""
    parts = {"told": _grew(c, series), "period": period_name(since, c.language)}
    return Message("{told} (change since {period} in doubt)", parts)


def targets_title(targets: Sequence[Observation], language: str) -> Message:
    """Return how many targets there are for their period."""
    period = period_name(targets[0].period, language, year=True)
    return Message("{count} targets for {period}", {"count": len(targets), "period": period})


def coming_title(
    report: Report, ahead: Mapping[Period, Sequence[Observation]], language: str
) -> Message | None:
    """Return how many priorities there are for what follows, how many with figures; or targets."""
    aims = [each for each in report.actions if each.section == "actions"]
    count = len(aims)  # what is told of progress so far is none
    if not count:
        if not ahead:
            return None
        return targets_title(max(ahead.values(), key=len), language)
    period = report_period(report)
    when = Message("the coming months")
    if period.end.month == 12:
        when = Message("the coming year")
    elif period.is_ytd and period.end.month == 6:
        when = Message("the second half")
    told = sum(bool(task_figures(report, each)) for each in aims)
    parts = {"count": count, "when": when, "told": told}
    if count == 1:
        return Message("one priority for {when}", parts)
    if not told:
        return Message("{count} priorities for {when}, none with a figure", parts)
    return Message("{count} priorities for {when}, {told} of them with figures", parts)
