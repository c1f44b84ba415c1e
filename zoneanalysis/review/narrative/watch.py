"""Sentences on zones with falling indicators (重点关注)."""

from __future__ import annotations

from zoneanalysis.document.model import Runs
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.areas import is_zone
from zoneanalysis.review.facts.names import is_told
from zoneanalysis.review.wording import in_list

__all__ = ["falling", "falling_title", "named_falling"]

MOST_NAMED = 6  # zones with a falling indicator that a sentence names


def _declines(report: Report) -> dict[str, list[Observation]]:
    """Return the falling growth of single zones by indicator, where its name says what it is of."""
    found: dict[str, list[Observation]] = {}
    for each in report.find(measure="yoy", status="actual"):
        if each.figure.point < 0 and is_zone(report, each.ref_area) and is_told(report, each):
            found.setdefault(each.indicator, []).append(each)
    return found


def falling_title(c: Citation) -> Message | None:
    """Return in how many zones the indicator that falls in most of them does."""
    found = _declines(c.report)
    if not found:
        return None
    indicator = max(found, key=lambda each: len(found[each]))
    parts = {"indicator": c.indicator(indicator), "count": len(found[indicator])}
    return Message("{indicator} falls in {count} zones", parts)


def named_falling(c: Citation) -> tuple[Runs, ...]:
    """Return which zones the report names as those whose main indicators fell."""
    facts = [each for each in c.report.zones if each.item.endswith("_falling")]
    if not facts:
        return ()
    named = list(dict.fromkeys(c.area(each.ref_area) for each in facts))
    parts: dict[str, object] = {"zones": in_list(named, c.language)}
    figures = (c.report[name] for each in facts for name in each.figures if name in c.report)
    counted = next(figures, None)
    if counted is None:
        message = Message("The report names zones whose main indicators fell: {zones}.", parts)
        return (c.runs(message),)
    parts["count"] = c.printed(counted)
    message = Message("The report names {count} zones whose main indicators fell: {zones}.", parts)
    return (c.runs(message),)


def falling(c: Citation) -> tuple[Runs, ...]:
    """Return which zones fall behind, by what the report says and by its printed growth."""
    out = [
        (*each, *c.runs(" The report gives no figures of their own.")) for each in named_falling(c)
    ]
    for indicator, found in _declines(c.report).items():
        worst = sorted(found, key=lambda each: each.figure.point)
        items = (
            (c.area(each.ref_area), *c.enclosed(c.printed(each, style="signed")))
            for each in worst[:MOST_NAMED]
        )
        zones = c.row(items, "、")
        parts = {"indicator": c.indicator(indicator), "zones": zones, "count": len(found)}
        message = (
            Message("{indicator} fell in {zones}.", parts)
            if len(found) <= MOST_NAMED
            else Message("{indicator} fell in {count} zones, most of all in {zones}.", parts)
        )
        told = c.runs(message)
        if isinstance(told[0], str):
            told = (told[0][:1].upper() + told[0][1:], *told[1:])
        out.append(told)
    return tuple(out)
