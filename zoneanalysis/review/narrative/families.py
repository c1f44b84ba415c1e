"""A family of indicators in a few sentences: what leads, what grew, what fell (分类叙述)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, product

from zoneanalysis.document.model import Runs
from zoneanalysis.document.reading import run_text
from zoneanalysis.messages import N_, Message
from zoneanalysis.reports.report import Report
from zoneanalysis.review.citation import STATUSES, Citation
from zoneanalysis.review.facts.areas import told_of
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.facts.families import REST, Family, is_index, is_lead, other_months
from zoneanalysis.review.facts.kinds import is_price
from zoneanalysis.review.facts.names import name_words, says_what
from zoneanalysis.review.facts.rows import Row
from zoneanalysis.review.narrative.doubts import is_in_percent
from zoneanalysis.review.narrative.printed import also_printed, is_summed, made_name
from zoneanalysis.review.narrative.rates import (
    bare_rates,
    each_rate,
    ends_of,
    home_name,
    is_clear,
    is_own_row,
    rated,
    rates_of,
    way_of,
)
from zoneanalysis.review.wording import period_name
from zoneanalysis.values.periods import Period

__all__ = ["family_paragraph", "family_title", "measured", "more_figures", "rows_title"]

MOST_SAID = 2  # rates in the title of the first page
SHORT = 10  # signs of a name in a heading of counts
MOST_NAMED = 5  # indicators of one sign that a sentence names


def _verbless(report: Report) -> set[str]:
    """Return the figures whose words stand with the first of their row: 年均增长10%、5.4%."""
    found: set[str] = set()
    for before, each in pairwise(report):
        joined = each.char_start == (before.char_start or 0) + len(before.printed) + 1
        told = before.id in found or not before.printed[:1].isdigit()
        if joined and told and before.measure == each.measure == "other":
            found.add(each.id)
    return found


def measured(c: Citation, rows: Sequence[Row]) -> list[Row]:
    """Return the rows of the report's own area and period that lead where nothing has growth.

    They have a value that is no count, and a name that says what is measured; those that moved
    come first.
    """
    months, verbless = max(len(report_period(c.report).months), 1), _verbless(c.report)
    found: dict[str, Row] = {}
    for row in rows:
        value = row.value
        if value is None or value.measure == "count" or value.status in STATUSES:
            continue
        if value.id in verbless or is_summed(c, row):
            continue
        percent = value.figure.unit.dimension == "percent"
        clear = says_what(c.report, row.indicator, "percent" if percent else "measure")
        if clear and is_own_row(c, row) and len(row.period.months) <= months:
            found.setdefault(row.indicator, row)
    return sorted(found.values(), key=lambda row: row.get("pp_change") is None)


def _brief(c: Citation, rows: Sequence[Row]) -> list[Row]:
    """Return the counts whose names are short enough for a heading: 公共图书馆 6 个."""
    return [
        row
        for row in rows
        if row.value is not None and row.value.status not in STATUSES and is_own_row(c, row)
        if not is_summed(c, row)
        if len(c.report.indicator_name(row.indicator, "zh")) <= SHORT
    ]


def rows_title(c: Citation, rows: Sequence[Row]) -> Message | None:
    """Return what the first two rows say: how they grew, else what they come to, or are to."""
    aims = bool(rows) and all(each.is_aim for each in rows[:2])
    comma = "，" if c.language == "zh" else "; "
    clauses = enumerate(rows[:2])
    text = comma.join(c.say(_clause(c, e, aims=aims, start=not (n or aims))) for n, e in clauses)
    return (
        Message("targets: {clauses}" if aims else "{clauses}", {"clauses": text}) if text else None
    )


def _clause(c: Citation, row: Row, *, aims: bool, start: bool) -> Message:
    """Return what a row says, with whose it is and when where that is not the report's."""
    parts: dict[str, object] = {"name": made_name(c, row, start=start)}
    first, own, notes = row.figures[0], report_period(c.report), []
    if row.growth is not None and (is_lead(c.report, row) or row.value is None):
        parts["value"] = c.ranged(row.growth, style="words").text
    elif row.value is not None:
        begun = [each for each in row.others if name_words()["from"].search(each.printed)]
        parts["value"] = "→".join(c.ranged(each).text for each in (*begun[:1], row.value))
    elif row.is_aim and first.measure != "other":  # else 再提高1.5岁, as it is printed
        style = "words" if first.measure == "yoy" else "amount"
        parts["value"] = c.ranged(first, style=style).text
    else:
        parts["value"] = run_text(also_printed(c, first))
    if row.area != told_of(c.report):
        notes.append(c.area(row.area))
    if row.period.end != own.end or other_months(row.period, own):
        notes += [] if aims else [period_name(row.period, c.language, year=True)]
    if row.is_aim and not aims:
        notes.append(c.say("target"))
    clause = Message("{name} {value}", parts)
    if not notes:
        return clause
    told = c.sign("，").join(notes)
    return Message("{clause} ({notes})", {"clause": clause, "notes": told})


def family_title(c: Citation, family: Family, said: Sequence[str] = ()) -> Message:
    """Return what the first indicator did, and how many of all grew.

    Of one that the first page has *said*, where it can be, more: its value, or what the next did;
    of the first ones, which stand in the title of that page, how many grew alone.
    """
    if moved := family.surveyed and _moved(c, family.rows):
        return moved
    known = [] if family.surveyed else rated(c, family.rows)
    first = next((row.growth for row in known[:1] if is_lead(c.report, row)), None)
    if first is None or (family.key == REST and not is_clear(c, known[0])):
        facts = [row for row in family.rows if not row.is_aim] or list(family.rows)
        facts.sort(key=lambda row: is_summed(c, row))
        leading = measured(c, family.rows) or _brief(c, family.rows) or facts
        return rows_title(c, leading) or Message("{name}", {"name": family.label(c.language)})
    growth = c.ranged(first, style="words").text
    lead = Message(
        "{indicator} {growth}", {"indicator": c.indicator(known[0].indicator), "growth": growth}
    )
    rates = rates_of(c, family.rows)
    rose = all(way_of(row) >= 0 for row in rates)
    apart = [e for e in family.rows if e.growth and is_own_row(c, e) and e not in rates]
    falls = {e.indicator for e in c.report if e.figure.point < 0 and is_in_percent(e)}
    if rose and (
        any(way_of(row) < 0 for row in apart) or any(row.indicator in falls for row in rates)
    ):
        return lead  # no word of all beside a fall, be it a good one, or one to be confirmed
    if len(rates) < 3 or any(is_index(c.report, row) for row in family.rows if is_own_row(c, row)):
        level = known[0].value
        if first.id not in said:
            return lead
        if level is not None:
            named = {"name": made_name(c, known[0]), "value": c.ranged(level).text}
            return Message("{name} {value}", named)
        others = [*known[1:], *measured(c, family.rows)]
        more = [each for each in others if each.indicator != known[0].indicator]
        return rows_title(c, (known[0], *more)) or lead
    of = _of(c, family.rows)
    told = _counts_of(c, rates, {"lead": lead, "of": of}, prices=family.prices)
    beside = _beside(c, family.rows, rates)
    if not beside and first.id in said[:MOST_SAID]:
        text = c.say(told).removeprefix(c.say(lead))
        return Message("{clauses}", {"clauses": text.lstrip("，； ;")})
    if not beside:
        return told
    (period, others), *_ = beside.items()
    counts = {"lead": told, "period": period_name(period, c.language), "all": len(others)}
    counts |= {"down": sum(way_of(row) < 0 for row in others)}
    return Message("{lead}; in {period} {down} of {all} fell", counts)


def _moved(c: Citation, rows: Sequence[Row]) -> Message | None:
    """Return how many indices of a survey rose, of those whose change is printed."""
    own = (row.get("pp_change") for row in rows if is_own_row(c, row))
    ways = [each.figure.point > 0 for each in own if each is not None and each.figure.point]
    if len(ways) < 3:
        return None
    counts = {"all": len(ways), "up": sum(ways)}
    if len(set(ways)) > 1:
        return Message("{up} of {all} indices with a printed change rose", counts)
    if ways[0]:
        return Message("all {all} indices with a printed change rose", counts)
    return Message("all {all} indices with a printed change fell", counts)


def _counts_of(
    c: Citation, rates: Sequence[Row], parts: Mapping[str, object], *, prices: bool
) -> Message:
    """Return what leads a family, with how many of its indicators went up or down.

    The indicators, not their rates: in 增速下降 it is growth that slows.
    """
    ways = [way_of(row) for row in rates]
    period = period_name(report_period(c.report), c.language)
    counts = {**parts, "all": len(ways), "down": ways.count(-1), "period": period}
    if ways.count(1) == len(ways):
        if prices:
            return Message("{lead}; all {all} prices{of} went up in {period}", counts)
        return Message("{lead}; all {all} indicators{of} rose in {period}", counts)
    if ways.count(-1) == len(ways):
        if prices:
            return Message("{lead}; all {all} prices{of} went down in {period}", counts)
        return Message("{lead}; all {all} indicators{of} fell in {period}", counts)
    if -1 not in ways:
        return Message("{lead}; none of {all} indicators{of} fell in {period}", counts)
    return Message("{lead}; {down} of {all} indicators{of} fell in {period}", counts)


def _beside(c: Citation, rows: Sequence[Row], rates: Sequence[Row]) -> dict[Period, list[Row]]:
    """Return rates of other months by period, where none of the own period is a fall.

    And one of the others of the year is: a heading that says all rose stands over no fall.
    """
    found: dict[Period, list[Row]] = {}
    for row in rows:
        own = row.area == told_of(c.report) and is_lead(c.report, row)
        own = own and row.period.year == report_period(c.report).year
        if row.growth is not None and own and not is_own_row(c, row):
            found.setdefault(row.period, []).append(row)
    rose = all(way_of(row) >= 0 for row in rates)
    return {
        period: others
        for period, others in found.items()
        if rose and any(way_of(row) < 0 for row in others)
    }


def _of(c: Citation, rows: Sequence[Row]) -> Message | str:
    """Return whose rates are counted, where others stand beside them."""
    area = Message(" of {area}", {"area": home_name(c)})
    return area if any(row.growth and not is_own_row(c, row) for row in rows) else ""


def more_figures(count: int) -> Message:
    """Return that there are so many figures, for want of one that could lead."""
    one = Message("one more figure")
    return one if count == 1 else Message("{count} more figures", {"count": count})


def family_paragraph(c: Citation, family: Family) -> Runs:
    """Return the first indicator in full, then those of one sign together."""
    known = [] if family.surveyed else rated(c, family.rows)
    if not known:
        return _values(c, measured(c, family.rows)[:MOST_NAMED])
    first, rest = known[0], rated(c, family.rows, assumed=True)
    rest = [row for row in rest if row.indicator != first.indicator]
    if not rest:
        return ()  # heading and table say as much
    out = [_first(c, first)]
    rates = [row for row in rates_of(c, family.rows) if row is not first]
    of = _of(c, family.rows)
    for sign, prices in product((1, -1), (False, True)):
        alike = [row for row in rest if is_price(c.report, row.indicator) is prices]
        same = [row for row in alike if row.growth and (row.growth.figure.point >= 0) == (sign > 0)]
        every = [
            e for e in rates if way_of(e) == sign and is_price(c.report, e.indicator) is prices
        ]
        if same:  # every is empty where all is better lower
            out.append(_together(c, same, every or same, sign, of, prices=prices))
    return c.sentences(out)


def _values(c: Citation, rows: Sequence[Row]) -> Runs:
    """Return values in a row, each with the change that is printed of it."""
    if len(rows) <= 2 and not any(row.get("pp_change") for row in rows):
        return ()  # the heading says as much
    items = []
    for row in rows:
        if row.value is None:
            continue
        item = c.runs("{name} {value}", name=made_name(c, row), value=c.printed(row.value))
        change = row.get("pp_change")
        items.append(item + (c.enclosed(*also_printed(c, change)) if change is not None else ()))
    return (*c.row(items, "；"), c.sign("。")) if items else ()


def _first(c: Citation, row: Row) -> Runs:
    growth, value = row.growth, row.value
    parts: dict[str, object] = {"indicator": c.indicator(row.indicator, start=True)}
    if growth is not None:
        parts["growth"] = c.printed(growth, style="words")
    if value is None or value.measure == "other":
        return c.runs("{indicator} went {growth} on a year earlier.", **parts)
    parts["level"] = c.printed(value)
    return c.runs("{indicator} came to {level}, {growth} on a year earlier.", **parts)


def _together(
    c: Citation,
    rows: Sequence[Row],
    every: Sequence[Row],
    sign: int,
    of: Message | str,
    *,
    prices: bool = False,
) -> Runs:
    """Return a sentence for all indicators of one sign: named if few, else the ends of *every*."""
    way = "fell" if sign < 0 else "went up" if prices else "rose"
    if len(rows) == 1:  # its value stands in the table
        growth = c.printed(rows[0].growth, style="words")  # type: ignore[arg-type]
        one = {"indicator": c.indicator(rows[0].indicator, start=True), "growth": growth}
        return c.runs("{indicator} went {growth} on a year earlier.", **one)
    if len(rows) <= MOST_NAMED:
        return _begun(c.runs(Message(_FEW[way], {"items": each_rate(c, rows)})))
    told: dict[str, object] = {"count": len(every), "of": of}
    ends = ends_of(every)
    if ends is None:
        return _begun(c.runs(Message(_UNTOLD[way], told)))
    most, least = ends
    told |= {
        "most": c.indicator(most.indicator),
        "most_rate": bare_rates(c, [most]),
        "least": c.indicator(least.indicator),
        "least_rate": bare_rates(c, [least]),
    }
    return _begun(c.runs(Message(_MANY[way], told)))


_FEW = {"rose": N_("{items} rose."), "went up": N_("{items} went up."), "fell": N_("{items} fell.")}
_MANY = {
    "rose": N_(
        "another {count} indicators{of} rose, most of all {most} ({most_rate}), least {least} "
        "({least_rate})."
    ),
    "went up": N_(
        "another {count} prices{of} went up, most of all {most} ({most_rate}), least {least} "
        "({least_rate})."
    ),
    "fell": N_(
        "another {count} indicators{of} fell, most of all {most} ({most_rate}), least {least} "
        "({least_rate})."
    ),
}
_UNTOLD = {
    "rose": N_("another {count} indicators{of} rose."),
    "went up": N_("another {count} prices{of} went up."),
    "fell": N_("another {count} indicators{of} fell."),
}


def _begun(sentence: Runs) -> Runs:
    first, *rest = sentence
    return (first[:1].upper() + first[1:] if isinstance(first, str) else first, *rest)
