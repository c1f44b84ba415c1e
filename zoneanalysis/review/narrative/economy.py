"""Sentences on levels and growth (经济产出)."""

from __future__ import annotations

from dataclasses import replace

from zoneanalysis.document.model import Number, Runs, Tone
from zoneanalysis.indicators import pp_gap
from zoneanalysis.messages import N_, Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.derived import Fact, fact
from zoneanalysis.review.facts.economy import Series
from zoneanalysis.review.facts.names import of_large_firms
from zoneanalysis.review.wording import number_text, period_name, signed
from zoneanalysis.values.figures import Quantity
from zoneanalysis.values.periods import Period

__all__ = ["first_mention", "gap_number", "gap_words", "movement", "series_paragraph"]


def movement(later: Quantity, earlier: Quantity) -> Message:
    """Return how a rate has moved, as reports say it: 降幅收窄, 增速加快, 由降转升."""
    if later.point == earlier.point:
        return Message("the same rate")
    up = later.point > earlier.point
    if earlier.point < 0 <= later.point:
        return Message("a turn from decline to growth, {points} higher")
    if later.point < 0 <= earlier.point:
        return Message("a turn from growth to decline, {points} lower")
    if later.point < 0:
        return (
            Message("the decline narrows by {points}")
            if up
            else Message("the decline widens by {points}")
        )
    return Message("growth is {points} faster") if up else Message("growth is {points} slower")


def gap_words(gap: Quantity) -> Message:
    """Return which way a gap goes."""
    if gap.point == 0:
        return Message("level with {name} ({reference})")
    if gap.point > 0:
        return Message("{points} above {name} ({reference})")
    return Message("{points} below {name} ({reference})")


def _head(c: Citation, series: Series) -> Runs:
    level, growth, share = series.level, series.growth, series.get("share")
    parts: dict[str, object] = {
        "period": period_name(series.period, c.language),
        "area": c.group(series.area),
        "indicator": first_mention(c, series.indicator),
    }
    if level is not None:
        parts["level"] = c.printed(level)
    if growth is not None:
        parts["growth"] = c.printed(growth, style="words")
    if level is not None and growth is not None and level.figure.point < 0:  # a loss
        message = Message(
            "{indicator} of {area} stood at {level} in {period}, {growth} on a year earlier", parts
        )
    elif level is not None and growth is not None:
        message = Message(
            "{indicator} of {area} came to {level} in {period}, {growth} on a year earlier", parts
        )
    elif level is not None:
        message = Message("{indicator} of {area} came to {level} in {period}", parts)
    else:
        message = Message("{indicator} of {area} was {growth} on a year earlier in {period}", parts)
    out = c.runs(message)
    whole = series.whole()
    if share is not None:
        out += c.runs(", {share} of the whole city's", share=c.printed(share))
        if whole is not None:
            out += c.runs(
                ", which, if the scope is the same, puts {indicator} of the "
                "whole city at about {whole}",
                whole=c.fact(whole),
                indicator=c.indicator(series.indicator),
            )
    return (*out, c.sign("。"))


def first_mention(c: Citation, code: str) -> str:
    """Return the name of an indicator where it first comes; English adds what 规上 says of it."""
    name = c.indicator(code, start=True)
    if c.language == "zh" or not of_large_firms(c.report, code):
        return name
    return Message("{indicator} (firms above designated size)", {"indicator": name}).render("en")


def _comparison(c: Citation, series: Series) -> Runs:
    growth = series.growth
    if growth is None or not series.references:
        return ()
    clauses = []
    for reference in series.references:
        gap = fact(Message("Gap to the reference"), pp_gap, growth, reference)
        if gap is None:
            continue
        printed = _printed_gap(c, series, reference)
        points, agrees = gap_number(c, series, reference, gap, style="points")
        clause = c.runs(
            Message(
                gap_words(gap.value).template,
                {
                    "points": points,
                    "name": c.reference(reference, series.indicator),
                    "reference": (c.printed(reference, style="signed"), c.doubt(reference)),
                },
            )
        )
        if printed is not None and not agrees:
            clause += c.runs(
                " (the report prints {printed}; see the audit)",
                printed=c.printed(printed, style="points"),
            )
        clauses.append(clause)
    joined = c.row(clauses, "，")
    return c.runs("That is {gaps}.", gaps=joined)


def gap_number(
    c: Citation,
    series: Series,
    reference: Observation,
    gap: Fact,
    *,
    style: str = "signed",
    tone: Tone = "neutral",
) -> tuple[Number, bool]:
    """Return a gap as printed where the report prints it so, else as computed; and whether it is.

    Text, cards and tables thus show one number.
    """
    printed = _printed_gap(c, series, reference)
    if printed is not None and abs(printed.figure.point) == abs(gap.value.point):
        return c.printed(printed, style=style, tone=tone), True
    return c.fact(gap, style=style, tone=tone), False


def _printed_gap(c: Citation, series: Series, reference: Observation) -> Observation | None:
    for claim in series.claims:
        if claim.check == "pp_gap" and reference.id in claim.inputs.get("reference", ()):
            return _figure(c, claim.stated)
    return None


def _figure(c: Citation, name: str) -> Observation | None:
    return next((each for each in c.report if each.id == name), None)


def _path(c: Citation, series: Series) -> Runs:
    """Write how growth has moved since earlier periods, printed or implied."""
    growth = series.growth
    if growth is None:
        return ()
    out: list[Runs] = []
    for each in series.path:
        if each.period.end < series.period.end:
            change = fact(Message("Change of the growth rate"), pp_gap, growth, each)
            if change is not None:
                out.append(
                    _moved(
                        c,
                        movement(growth.figure, each.figure),
                        _change(c, series, growth, each, change),
                        each.period,
                        c.printed(each, style="signed"),
                        _PRINTED,
                        series.period,
                    )
                )
    for period, known, stated in series.looked_back():
        derived = pp_gap(growth.figure, known.figure)
        same = stated is not None and abs(stated.figure.point) == abs(derived.point)
        points = c.derived(
            derived, (growth,), label=Message("Change of the growth rate"), style="points"
        )
        if same and stated is not None:
            points = c.printed(stated, style="points")
        moved = movement(growth.figure, known.figure)
        then = signed(known.figure, c.language)
        out.append(_moved(c, moved, points, period, then, _PUBLISHED, series.period))
        if stated is not None and not same:
            words = {"stated": replace(c.printed(stated), text=stated.printed)}
            out.append(c.runs("The report itself says {stated}.", **words))
    for period, rate in series.earlier():
        if period.end >= series.period.end:
            continue
        out.append(
            _moved(
                c,
                movement(growth.figure, rate.value),
                (_implied_change(c, growth, rate), c.doubt(*rate.sources)),
                period,
                (c.fact(rate, style="signed"), c.doubt(*rate.sources)),
                _IMPLIED,
                series.period,
            )
        )
    return c.sentences(out)


def _change(
    c: Citation, series: Series, later: Observation, earlier: Observation, change: Fact
) -> Number:
    """Return the change as printed where the report prints it so, else as computed."""
    for claim in series.claims:
        named = (claim.inputs.get("later", ()), claim.inputs.get("earlier", ()))
        if claim.check == "pp_change" and named == ((later.id,), (earlier.id,)):
            stated = _figure(c, claim.stated)
            if stated is not None and stated.figure.point == change.value.point:
                return c.printed(stated, style="points")
    return c.fact(change, style="points")


def _implied_change(c: Citation, growth: Observation, rate: Fact) -> Number:
    value = pp_gap(growth.figure, rate.value)
    return c.derived(
        value,
        (growth, *rate.sources),
        label=Message("Change against implied growth"),
        style="points",
    )


_PRINTED = N_("Against {period} ({rate}), {moved}.")
_PUBLISHED = N_("Against {period} ({rate} in the report then), {moved}.")
_IMPLIED = N_(
    "The report does not print growth for {period}; its stated change implies {rate}, so against "
    "that {moved}."
)


def _moved(
    c: Citation,
    how: Message,
    points: Number | Runs,
    period: Period,
    rate: Number | str | Runs,
    words: str,
    own: Period,
) -> Runs:
    moved = c.runs(Message(how.template, {"points": points}))
    name = period_name(period, c.language, year=period.year != own.year)
    parts = {"period": name, "rate": rate, "moved": moved}
    return c.runs(Message(words, parts))


def _base(c: Citation, series: Series) -> Runs:
    base = series.base()
    if base is None:
        return ()
    message = (
        Message(
            "At constant-price growth the base a year earlier comes to some {base}, a guide only "
            "because the level is at current prices.",
            {"base": c.fact(base)},
        )
        if base.value.indicative
        else Message(
            "Level and growth imply a base of {base} a year earlier.", {"base": c.fact(base)}
        )
    )
    return c.runs(message)


def _later(c: Citation, series: Series) -> Runs:
    level, growth = series.later
    if growth is None:
        return ()
    estimate = growth.status == "estimate"
    parts: dict[str, object] = {
        "period": period_name(growth.period, c.language),
        "growth": c.printed(growth, style="words"),
    }
    if level is not None:
        parts["level"] = c.printed(level)
    templates = {
        (True, True): Message("For {period} the report expects {level}, {growth}", parts),
        (True, False): Message("For {period} the report expects growth of {growth}", parts),
        (False, True): Message("For {period} the report has {level}, {growth}", parts),
        (False, False): Message("For {period} the report has growth of {growth}", parts),
    }
    out = c.runs(templates[estimate, level is not None])
    if series.growth is not None:
        now = series.growth
        change = fact(Message("Change of the growth rate"), pp_gap, growth, now)
        if change is not None:
            moved = c.runs(
                Message(
                    movement(growth.figure, now.figure).template,
                    {"points": _change(c, series, growth, now, change)},
                )
            )
            parts = {"moved": moved, "period": period_name(now.period, c.language)}
            out += c.runs(" ({moved} against {period})", **parts)
    month_level, month_growth = series.month_level(), series.month_growth()
    if month_level is not None:
        start = series.period.end.shifted(1)
        months = Period(start, growth.period.end)
        parts = {"months": period_name(months, c.language), "level": c.fact(month_level)}
        if month_growth is not None:
            parts["growth"] = c.fact(month_growth, style="range")
            out += c.runs("; that implies {level} in {months} alone, growth of {growth}", **parts)
            if month_growth.value.indicative:
                out += c.runs(", a guide only")
        else:
            out += c.runs("; that implies {level} in {months} alone", **parts)
    told = [(*out, c.sign("。"))]
    if estimate and growth.figure.interval.hi is not None and growth.figure.interval.hi < 0:
        rate = number_text(growth.figure, c.language)
        told.append(
            c.runs(
                "By that estimate cumulative growth is still below zero ({rate}%) for {period}.",
                rate=rate,
                period=period_name(growth.period, c.language),
            )
        )
    return c.sentences(told)


def series_paragraph(c: Citation, series: Series) -> Runs:
    """Return all that is to say of one indicator in one area."""
    told = (_head, _comparison, _path, _base, _later)
    return c.sentences(each(c, series) for each in told)
