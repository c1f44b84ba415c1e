"""What leads of all indicators: the signs, the ends, the aims, for the first page (领先与增减)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zoneanalysis.document.model import Runs
from zoneanalysis.messages import N_, Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.facts.families import is_lead, not_prices
from zoneanalysis.review.facts.names import is_firm, is_told
from zoneanalysis.review.facts.rows import Row
from zoneanalysis.review.narrative.doubts import is_in_percent
from zoneanalysis.review.narrative.rates import (
    bare_rates,
    each_rate,
    ends_of,
    home_name,
    is_clear,
    is_own_row,
    rates_of,
    way_of,
)
from zoneanalysis.review.wording import in_list, period_name
from zoneanalysis.values.figures import Bound

__all__ = ["aims_sentence", "leading_sentence", "signs_sentence"]

LEAST_LEADING = 4  # main indicators of which the ends are told
MOST_NAMED = 5  # rates of which the signs are counted; aims that are told


def signs_sentence(c: Citation, rows: Sequence[Row]) -> Runs:
    """Return how many rates of the whole area are rises, how many falls, and which moved most.

    It says that prices, and what firms of the place did, are not among them. Growth that is only
    quoted in the annex may belong to it: no end is told that one of these passes.
    """
    known = rates_of(c, not_prices(c.report, rows))
    up = [row for row in known if way_of(row) > 0]
    down = [row for row in known if way_of(row) < 0]
    if len(known) < MOST_NAMED:
        return ()
    counts: dict[str, object] = {"all": len(known), "up": len(up), "down": len(down)}
    counts["area"] = home_name(c)
    grown = c.report.find(measure="yoy", status="actual")
    firms = any(is_firm(c.report, each.ref_area) for each in grown)
    own = [row for row in rows if row.growth is not None and is_own_row(c, row)]
    left_out = {
        N_("prices"): len(rates_of(c, rows)) > len(known),
        N_("what is better lower"): not all(is_lead(c.report, row) for row in own),
        N_("firms"): firms,
    }
    apart = [c.say(Message(each)) for each, left in left_out.items() if left]
    names = {"names": in_list(apart, c.language)}
    counts["but"] = Message(" ({names} apart)", names) if apart else ""
    unread = [e.figure.point for e in grown if _is_unread(c, e)]
    unread += [e.figure.point for e in c.report if is_in_percent(e)]
    if len(up) == len(known) and min(unread, default=0) < 0:
        return ()  # a fall stands in the annex alone
    if len(up) == len(known):
        every = Message(
            "All {all} indicators of {area}{but} with growth on a year earlier rose.", counts
        )
        return c.runs(every)
    out = c.runs(
        "Of {all} indicators of {area}{but} with growth on a year earlier, {up} rose and "
        "{down} fell.",
        **counts,
    )
    ends = {"rise": ends_of(up), "fall": ends_of(down)}
    for way, end in ends.items():
        size = abs(_point(end[0]) or Fraction()) if end else Fraction()
        if end is not None and is_clear(c, end[0]) and all(abs(each) <= size for each in unread):
            alike = [c.indicator(e.indicator) for e in known if _point(e) == _point(end[0])]
            most = in_list(list(dict.fromkeys(alike)), c.language)
            parts = {"most": most, "rate": bare_rates(c, end[:1])}
            out = c.sentences((out, c.runs(Message(_LARGEST[way], parts))))
    return out


def _is_unread(c: Citation, each: Observation) -> bool:
    """Return whether growth of the report's own months is only quoted, no row of a table."""
    return each.period == report_period(c.report) and not is_told(c.report, each)


def _point(row: Row) -> Fraction | None:
    return row.growth.figure.point if row.growth is not None else None


_LARGEST = {
    "rise": N_("The largest rise is that of {most} ({rate})."),
    "fall": N_("The largest fall is that of {most} ({rate})."),
}


def leading_sentence(c: Citation, leading: Sequence[Row]) -> Runs:
    """Return which of the main indicators grew most and which least, where there are several."""
    rows = [row for row in leading if row.growth is not None and is_clear(c, row)]
    exact = all(row.growth and row.growth.figure.bound is Bound.NONE for row in rows)
    if len(rows) < LEAST_LEADING or not exact:
        return ()
    points = [_point(row) or Fraction() for row in rows]
    if min(points) == max(points):
        return ()
    parts = {
        name: each_rate(c, [row for row in rows if _point(row) == end], "signed")
        for name, end in (("most", max(points)), ("least", min(points)))
    }
    message = "Among the main indicators growth is highest in {most}, lowest in {least}."
    return c.runs(Message(message, parts))


def aims_sentence(c: Citation, leading: Sequence[Row]) -> Runs:
    """Return what the main indicators are to grow by in the year ahead, beside their growth now."""
    year = report_period(c.report).year
    items: list[Runs] = []
    ahead = [
        (row, goal)
        for row in leading
        for goal in c.report.find(indicator=row.indicator, status="target", measure="yoy")
        if goal.period.year == year + 1 and goal.ref_area == row.area and row.growth is not None
    ]
    told = {row.indicator: (row, goal) for row, goal in reversed(ahead)}
    for row, goal in list(reversed(told.values()))[:MOST_NAMED]:
        name = c.indicator(row.indicator)
        parts = {
            "name": name,
            "aim": c.ranged(goal, style="signed"),
            "now": c.printed(row.growth, style="signed"),  # type: ignore[arg-type]
        }
        items.append(c.runs("{name} {aim} (growth now {now})", **parts))
    if not items:
        return ()
    period = ahead[0][1].period
    named = {"period": period_name(period, c.language, year=True), "items": c.row(items, "；")}
    return c.runs("Targets of growth for {period}: {items}.", **named)
