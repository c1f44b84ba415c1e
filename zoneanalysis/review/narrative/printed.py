"""Shares, gaps and changes with the words that they need (占比、差距与变动的表述)."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise, takewhile

from zoneanalysis.document.model import Number, Runs
from zoneanalysis.errors import InputError
from zoneanalysis.messages import N_, Message
from zoneanalysis.reports.report import COMPOSED, Observation
from zoneanalysis.review.bounds import in_bounds, unsigned
from zoneanalysis.review.citation import ASSUMED, MEASURES, Citation
from zoneanalysis.review.english import base_in_english, in_english, made_in_english, meaning_of
from zoneanalysis.review.facts.economy import compared_with, report_period
from zoneanalysis.review.facts.names import against, is_share, name_words
from zoneanalysis.review.facts.rows import Row
from zoneanalysis.review.narrative.economy import movement
from zoneanalysis.review.wording import period_name
from zoneanalysis.values.figures import Bound, Figure, Quantity
from zoneanalysis.values.periods import Period

__all__ = ["also_printed", "as_printed", "base_words", "before_name", "is_summed", "made_name"]

LEAD = 60  # signs before a figure


def also_printed(c: Citation, each: Observation, *, of_growth: Observation | None = None) -> Runs:
    """Return a share, a gap, a change or whatever else is printed, with the word that it needs."""
    if each.measure in _WAYS:
        ways = _WAYS[each.measure]
        if of_growth is not None and each.measure == "pp_change":
            ways = _moved(of_growth, each)
        if each.measure == "pp_gap" and each.figure.unit.dimension == "percent":
            ways = _BOUNDS
        moved: Runs = c.runs(
            Message(ways[each.figure.point < 0], {"points": c.printed(each, style="points")})
        )
        other = _beside(c, each)
        if other:
            parts = {"name": other, "points": c.printed(each, style="points")}
            return c.runs(Message(_BESIDE[each.figure.point < 0], parts))
        since = compared_with(c.report, each)
        if since is None:
            return (as_printed(c, each),) if against(c.before(each)) else moved
        parts = {"moved": moved, "period": before_name(since, each.period, c.language)}
        return c.runs("{moved} against {period}", **parts)
    if each.measure == "contribution" and each.figure.point < 0:
        words = {"points": c.printed(each, style="points")}
        return c.runs("taking away {points}", **words)
    worded = not any(sign.isdigit() for sign in each.printed)  # 翻番 is told so, not as 100%
    if each.measure == "other" or (
        each.measure == "yoy" and (worded or each.figure.unit.dimension != "percent")
    ):
        return (as_printed(c, each),)
    if each.measure == "share" and is_share(c.report, each.indicator):
        return (c.ranged(each),)  # 比重 needs no 占比
    name = Message(MEASURES.get(each.measure, "figure"))
    if each.status == "target":
        name = Message("target")
    elif each.measure == "yoy":  # of several years, or beside an exact one
        return (c.ranged(each, style="words"),)
    style = "signed" if each.measure == "yoy" else "amount"
    return (f"{c.say(name)} ", c.ranged(each, style=style))


def _beside(c: Citation, each: Observation) -> str:
    """Return what a gap is to, where the text names it and a relation holds it."""
    for claim in c.report.claims:
        if claim.check == "pp_gap" and claim.stated == each.id:
            for name in claim.inputs.get("reference", ()):
                if name in c.report:
                    other = c.report[name]
                    told = {"name": c.reference(other, each.indicator)}
                    rate = other.measure == "yoy" and other.indicator != each.indicator
                    return c.say(Message("growth of {name}" if rate else "{name}", told))
    return ""


def _moved(growth: Observation, change: Observation) -> tuple[str, str]:
    """Return how growth has moved by a printed change, up and down: a fall narrows or widens."""
    now, by = growth.figure, change.figure
    before = Quantity(now.point - by.point, now.interval - by.interval, now.unit)
    if growth.figure.point >= 0 and before.point >= 0:
        return _RATES
    moved = movement(growth.figure, before).template
    return (moved, moved)


def as_printed(c: Citation, each: Observation) -> Number:
    """Return a figure in the words of its text, with what the change is against.

    Of a list, 较上年末分别下降2.1%、3.4%, the second with the words of the first.
    """
    words, first = each.printed.replace("％", "%"), each
    listed = [e for e in c.report if (e.measure, e.period) == (each.measure, each.period)]
    for before, after in pairwise(listed):
        joined = after.char_start == (before.char_start or 0) + len(before.printed) + 1
        if after.id == each.id and joined and words[:1].isdigit():
            first = before
    way = "".join(takewhile(lambda sign: not sign.isdigit(), first.printed))
    if each.measure in _WAYS or (way and (each.measure == "other" or first is not each)):
        words = f"{against(c.before(first))}{way}{words.removeprefix(way)}"
    text = words
    if c.language == "en":
        text = meaning_of(words) or in_english(c.names, words)
    text = _open(each, text, c.language)
    return replace(c.printed(each), text=text + ASSUMED * each.period_assumed)


def _open(each: Observation, text: str, language: str) -> str:
    """Return printed words with what leaves them open where that stands behind them: 5%左右."""
    value, first = unsigned(each.figure), re.search(r"\d", text)
    with suppress(InputError):
        if first and Figure.parse(each.printed).bound is Bound.NONE:
            if language == "zh":
                return in_bounds(value, text, language)
            at = first.start()
            return f"{text[:at]}{in_bounds(value, '', language, short=True)}{text[at:]}"
    return text


def made_name(c: Citation, row: Row, *, start: bool = True) -> str:
    """Return a name with the verb without which it is no stock: 新建浴室; 累计 of a year's sum."""
    name, own = (
        c.indicator(row.indicator, start=start),
        c.report.indicator_name(row.indicator, "zh"),
    )
    lead, _, tail = c.context(row.figures[0], LEAD) or ("", "", "")
    if is_summed(c, row):
        parts = {"name": name}
        return c.say("{name} (summed up)", **parts)
    before = lead.removesuffix(own) if lead.endswith(own) else lead if tail.startswith(own) else ""
    listed = (
        re.split("[，。；,;]", lead)[-1] if before.endswith("、") else ""
    )  # 新建浴室3个、食堂2个
    made = name_words()["made"].search(before) or name_words()["made"].search(listed[:2])
    if made is None or not row.indicator.startswith(COMPOSED):
        return name
    if c.language == "zh":
        return f"{made[0]}{name}"
    return f"{name} ({made_in_english(made[0])})"


def is_summed(c: Citation, row: Row) -> bool:
    """Return whether a value of a year is a sum (累计), of its months or of several years."""
    year = len(row.period.months) == len(report_period(c.report).months) == 12
    return (
        year and row.value is not None and bool(name_words()["summed"].search(c.before(row.value)))
    )


def base_words(c: Citation, change: Observation) -> str:
    """Return what the text holds a change against: 上月, the month before; "" where it doesn't."""
    words = against(c.before(change)).lstrip("较比同环")
    return words if c.language == "zh" else base_in_english(words)


def before_name(before: Period, now: Period, language: str) -> str:
    """Return the period that a change is against: the same months a year earlier are called so."""
    months = [each.shifted(12) for each in before.months]
    if months == list(now.months) and months:
        return Message("a year earlier").render(language)
    return period_name(before, language, year=before.year != now.year)


_RATES = (N_("growth up by {points}"), N_("growth down by {points}"))
_BOUNDS = (N_("above {points}"), N_("below {points}"))  # 高于50% is no gap of 50 points
_BESIDE = (N_("{points} above {name}"), N_("{points} below {name}"))
_WAYS = {
    "pp_change": (N_("up by {points}"), N_("down by {points}")),
    "pp_gap": (N_("above by {points}"), N_("below by {points}")),
}
