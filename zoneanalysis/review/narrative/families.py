"""A family of indicators in a few sentences: what leads, what grew, what fell (分类叙述)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from zoneanalysis.document.model import Runs
from zoneanalysis.messages import N_, Message
from zoneanalysis.reports.report import Report
from zoneanalysis.review.citation import STATUSES, Citation
from zoneanalysis.review.facts.areas import NAMELESS, told_of
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.facts.families import REST, Family, Row, is_index, not_prices, other_months
from zoneanalysis.review.facts.kinds import is_price, may_be_wanted
from zoneanalysis.review.facts.names import is_firm, says_what
from zoneanalysis.review.narrative.printed import also_printed
from zoneanalysis.review.runs import runs
from zoneanalysis.review.wording import FOREIGN, period_name
from zoneanalysis.values.figures import Bound

__all__ = [
    "aims_sentence",
    "family_paragraph",
    "family_title",
    "leading_sentence",
    "measured",
    "more_figures",
    "rated",
    "rows_title",
    "signs_sentence",
]

SHORT = 10  # signs of a name in a heading of counts
LEAST_LEADING = 4  # main indicators of which the ends are told
MOST_NAMED = 5  # indicators of one sign that a sentence names


def rated(c: Citation, rows: Sequence[Row]) -> list[Row]:
    """Return the rows of the report's own area and period with growth in percent, a name once."""
    found: dict[str, Row] = {}
    for row in rows:
        if row.growth is not None and _own(c, row):
            old = found.get(row.indicator)
            if old is None or (old.growth and old.growth.figure.bound is not Bound.NONE):
                found[row.indicator] = row  # an exact rate rather than a bound
    return list(found.values())


def _rates_of(c: Citation, rows: Sequence[Row]) -> list[Row]:
    """Return every row of the report's own area and period with growth, whatever its name or unit.

    Counts and superlatives (增幅最大) are over these, as the tables show them.
    """
    return [row for row in rows if row.growth is not None and _own(c, row)]


def _way(row: Row) -> int:
    each = row.growth
    return 0 if each is None else (each.figure.point > 0) - (each.figure.point < 0)


def _ends(rows: Sequence[Row]) -> tuple[Row, Row] | None:
    """Return the rows that moved most and least; none where one of them can't be told.

    A bound can't: by 30% or more may be by 31% or by 60%.
    """
    rates = [row.growth.figure for row in rows if row.growth is not None]
    sizes = [abs(each.point) for each in rates]
    if not rows or len(sizes) < len(rows):
        return None
    ends = sizes.index(max(sizes)), sizes.index(min(sizes))
    if any(rates[each].bound is not Bound.NONE for each in ends):
        return None
    return rows[ends[0]], rows[ends[1]]


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
        if value.id in verbless:
            continue
        percent = value.figure.unit.dimension == "percent"
        clear = says_what(c.report, row.indicator, "percent" if percent else "measure")
        if clear and _own(c, row) and len(row.period.months) <= months:
            found.setdefault(row.indicator, row)
    return sorted(found.values(), key=lambda row: row.get("pp_change") is None)


def _brief(c: Citation, rows: Sequence[Row]) -> list[Row]:
    """Return the counts whose names are short enough for a heading: 公共图书馆 6 个."""
    return [
        row
        for row in rows
        if row.value is not None and row.value.status not in STATUSES and _own(c, row)
        if len(c.report.indicator_name(row.indicator, "zh")) <= SHORT
    ]


def _readable(c: Citation, rows: Sequence[Row]) -> list[Row]:
    """Return the rows whose names a heading can show: in English those that have an English one."""
    zh = c.language == "zh"
    return [row for row in rows if zh or not FOREIGN.search(c.indicator(row.indicator))]


def _own(c: Citation, row: Row) -> bool:
    own = report_period(c.report)
    same = row.period.end == own.end and not other_months(row.period, own)
    return same and row.area == (told_of(c.report) or row.area)


def rows_title(c: Citation, rows: Sequence[Row]) -> Message | None:
    """Return what the first two rows say: how they grew, else what they come to."""
    clauses = []
    for each in rows[:2]:
        parts: dict[str, object] = {"name": c.indicator(each.indicator)}
        if each.growth is not None:
            style = "prices" if is_price(c.report, each.indicator) else "words"
            parts["value"] = c.headline(each.growth, style=style)
        elif each.value is not None:
            parts["value"] = c.ranged(each.value).text
        else:  # a target of growth
            style = "words" if each.figures[0].measure == "yoy" else "amount"
            parts["value"] = c.ranged(each.figures[0], style=style).text
        clauses.append(Message("{name} {value}", parts))
    comma = "，" if c.language == "zh" else "; "
    text = comma.join(each.render(c.language) for each in clauses)
    return Message("{clauses}", {"clauses": text}) if text else None


def family_title(c: Citation, family: Family) -> Message:
    """Return what the first indicator did, and how many of all grew."""
    if all(row.is_aim for row in family.rows):
        return rows_title(c, _readable(c, family.rows)) or _counted(c, family)
    known = [] if family.surveyed else rated(c, family.rows)
    if family.key == REST and not (known and _clear(c, known[0])):
        return _counted(c, family)
    if not known or known[0].growth is None:
        led = rows_title(c, _readable(c, measured(c, family.rows)))
        return led or rows_title(c, _readable(c, _brief(c, family.rows))) or _counted(c, family)
    lead: Message | str = ""
    for first in _readable(c, known)[:1]:
        assert first.growth is not None
        growth = c.headline(first.growth, style="prices" if family.prices else "words")
        parts = {"indicator": c.indicator(first.indicator), "growth": growth}
        lead = Message("{indicator} {growth}", parts)
    counts = _counts_of(c, family, lead)
    if not lead and counts:  # an English heading without a word of English says nothing
        return Message("{clauses}", {"clauses": counts.render(c.language).removeprefix("; ")})
    return counts or (lead if isinstance(lead, Message) else _counted(c, family))


def _counts_of(c: Citation, family: Family, lead: Message | str) -> Message | None:
    """Return what leads a family, with how many of all its rates go up or down; None of few."""
    ways = [_way(row) for row in _rates_of(c, family.rows)]
    falling = ways.count(-1)
    if len(ways) < 3 or any(is_index(c.report, row) for row in family.rows if _own(c, row)):
        return None
    counts = {
        "lead": lead,
        "down": falling,
        "all": len(ways),
        "of": _of(c, family.rows, Message(" of {area}", {"area": _home(c)})),
    }
    if ways.count(1) == len(ways):
        if family.prices:
            return Message("{lead}; all {all} rates{of} for the period go up", counts)
        return Message("{lead}; all {all} rates{of} for the period are rises", counts)
    if falling == len(ways):
        if family.prices:
            return Message("{lead}; all {all} rates{of} for the period go down", counts)
        return Message("{lead}; all {all} rates{of} for the period are falls", counts)
    if not falling:
        return Message("{lead}; none of {all} rates{of} for the period is a fall", counts)
    return Message("{lead}; {down} of {all} rates{of} for the period down", counts)


def _home(c: Citation) -> str:
    return c.area(told_of(c.report) or NAMELESS)


def _of(c: Citation, rows: Sequence[Row], area: Message) -> Message | str:
    """Return whose rates are counted, where others stand beside them."""
    return area if any(row.growth and not _own(c, row) for row in rows) else ""


def _counted(c: Citation, family: Family) -> Message:
    """Return how many figures a family has, for want of one that could lead it."""
    figures = [each for row in family.rows for each in row.figures]
    if all(each.status == "target" for each in figures):
        return Message("{count} targets", {"count": len(figures)})
    if family.key == REST:
        return Message("{count} figures of no subject above", {"count": len(figures)})
    name = family.label(c.language)
    return Message("{name}: {count} figures", {"name": name, "count": len(figures)})


def more_figures(count: int) -> Message:
    """Return that there are so many figures, for want of one that could lead."""
    one = Message("one more figure")
    return one if count == 1 else Message("{count} more figures", {"count": count})


def family_paragraph(c: Citation, family: Family) -> Runs:
    """Return the first indicator in full, then those of one sign together."""
    known = [] if family.surveyed else rated(c, family.rows)
    if not known:
        return _values(c, measured(c, family.rows)[:MOST_NAMED])
    first, rest = known[0], known[1:]
    out = _first(c, first, "prices" if family.prices else "words")
    gap = () if c.language == "zh" else (" ",)
    for sign in (1, -1):
        same = [row for row in rest if row.growth and (row.growth.figure.point >= 0) == (sign > 0)]
        every = [r for r in _rates_of(c, family.rows) if r is not first and _way(r) == sign]
        if same:
            of = _of(c, family.rows, Message("Of {area}, ", {"area": _home(c)}))
            out += (*gap, *_together(c, same, every, sign, of, prices=family.prices))
    return out


def _values(c: Citation, rows: Sequence[Row]) -> Runs:
    """Return values in a row, each with the change that is printed of it."""
    if len(rows) <= 2 and not any(row.get("pp_change") for row in rows):
        return ()  # the heading says as much
    items: Runs = ()
    for row in rows:
        if row.value is None:
            continue
        if items:
            items += ("；",) if c.language == "zh" else ("; ",)
        parts = {"name": c.indicator(row.indicator, start=not items), "value": c.printed(row.value)}
        items += runs(Message("{name} {value}", parts), c.language)
        change = row.get("pp_change")
        if change is not None:
            told = also_printed(c, change)
            items += ("（", *told, "）") if c.language == "zh" else (" (", *told, ")")
    return (*items, "。" if c.language == "zh" else ".") if items else ()


def _first(c: Citation, row: Row, style: str) -> Runs:
    growth, value = row.growth, row.value
    parts: dict[str, object] = {"indicator": c.indicator(row.indicator, start=True)}
    if growth is not None:
        parts["growth"] = c.printed(growth, style=style)
    if value is None or value.measure == "other":
        return runs(Message("{indicator} went {growth} on a year earlier.", parts), c.language)
    parts["level"] = c.printed(value)
    return runs(
        Message("{indicator} came to {level}, {growth} on a year earlier.", parts), c.language
    )


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
        growth = c.printed(rows[0].growth, style="prices" if prices else "words")  # type: ignore[arg-type]
        one = {"indicator": c.indicator(rows[0].indicator, start=True), "growth": growth}
        return runs(Message("{indicator} went {growth} on a year earlier.", one), c.language)
    if len(rows) <= MOST_NAMED:
        return _begun(runs(Message(_FEW[way], {"items": _each_rate(c, rows)}), c.language))
    told: dict[str, object] = {"count": len(every), "of": of}
    ends = _ends(every)
    if ends is None:
        return _begun(runs(Message(_UNTOLD[way], told), c.language))
    most, least = ends
    told |= {
        "most": c.indicator(most.indicator),
        "most_rate": _rates(c, [most]),
        "least": c.indicator(least.indicator),
        "least_rate": _rates(c, [least]),
    }
    return _begun(runs(Message(_MANY[way], told), c.language))


_FEW = {
    "rose": N_("{items} rose."),
    "went up": N_("{items} went up."),
    "fell": N_("{items} fell."),
}
_MANY = {
    "rose": N_(
        "{of}another {count} rates are rises, the largest that of {most} ({most_rate}), the "
        "smallest that of {least} ({least_rate})."
    ),
    "went up": N_(
        "{of}another {count} prices went up, most of all {most} ({most_rate}), least {least} "
        "({least_rate})."
    ),
    "fell": N_(
        "{of}another {count} rates are falls, the largest that of {most} ({most_rate}), the "
        "smallest that of {least} ({least_rate})."
    ),
}
_UNTOLD = {
    "rose": N_("{of}another {count} rates are rises."),
    "went up": N_("{of}another {count} prices went up."),
    "fell": N_("{of}another {count} rates are falls."),
}


def _begun(sentence: Runs) -> Runs:
    first, *rest = sentence
    return (first[:1].upper() + first[1:] if isinstance(first, str) else first, *rest)


def _rates(c: Citation, rows: Sequence[Row]) -> Runs:
    """Return the rate of the first of some rows without its sign."""
    return tuple(c.printed(row.growth, style="unsigned") for row in rows[:1] if row.growth)


def _each_rate(c: Citation, rows: Sequence[Row], style: str = "unsigned") -> Runs:
    """Return the names of rows, each with its rate behind it."""
    out: Runs = ()
    for number, row in enumerate(rows):
        if row.growth is None:
            continue
        if out:
            last = number == len(rows) - 1
            out += ("、",) if c.language == "zh" else (" and ",) if last else (", ",)
        opening, closing = "（）" if c.language == "zh" else (" (", ")")
        rate = c.printed(row.growth, style=style)
        out += (c.indicator(row.indicator), opening, rate, closing)
    return out


def signs_sentence(c: Citation, rows: Sequence[Row]) -> Runs:
    """Return how many rates of the whole area are rises, how many falls, and which moved most.

    It says that prices, and what firms of the place did, are not among them.
    """
    known = _rates_of(c, not_prices(c.report, rows))
    up = [row for row in known if _way(row) > 0]
    down = [row for row in known if _way(row) < 0]
    if len(known) < MOST_NAMED:
        return ()
    counts: dict[str, object] = {"all": len(known), "up": len(up), "down": len(down)}
    counts["area"] = _home(c)
    grown = c.report.find(measure="yoy", status="actual")
    firms = any(is_firm(c.report, each.ref_area) for each in grown)
    prices = len(_rates_of(c, rows)) > len(known)
    apart = {
        (True, True): Message(" (prices and firms apart)"),
        (True, False): Message(" (prices apart)"),
        (False, True): Message(" (firms apart)"),
    }
    counts["but"] = apart.get((prices, firms), "")
    if len(up) == len(known):
        every = Message(
            "All {all} growth rates of {area}{but} for the period on a year earlier are rises.",
            counts,
        )
        return runs(every, c.language)
    out = runs(
        Message(
            "Of {all} growth rates of {area}{but} for the period on a year earlier, {up} are "
            "rises and {down} falls.",
            counts,
        ),
        c.language,
    )
    gap = () if c.language == "zh" else (" ",)
    ends = {"rise": _ends(up), "fall": _ends(down)}
    for way, end in ends.items():
        if end is not None and _clear(c, end[0]):
            parts = {"most": c.indicator(end[0].indicator), "rate": _rates(c, end[:1])}
            out = (*out, *gap, *runs(Message(_LARGEST[way], parts), c.language))
    return out


_LARGEST = {
    "rise": N_("The largest rise is that of {most} ({rate})."),
    "fall": N_("The largest fall is that of {most} ({rate})."),
}


def _clear(c: Citation, row: Row) -> bool:
    """Return whether a row's name says what it is of, and its growth is wanted: no accidents."""
    return says_what(c.report, row.indicator) and may_be_wanted(c.report, row.indicator)


def leading_sentence(c: Citation, leading: Sequence[Row]) -> Runs:
    """Return which of the main indicators grew most and which least, where there are several."""
    rows = [row for row in leading if row.growth is not None and _clear(c, row)]
    exact = all(row.growth and row.growth.figure.bound is Bound.NONE for row in rows)
    if len(rows) < LEAST_LEADING or not exact:
        return ()
    ordered = sorted(rows, key=lambda row: row.growth.figure.point)  # type: ignore[union-attr]
    parts = {
        "most": _each_rate(c, ordered[-1:], "signed"),
        "least": _each_rate(c, ordered[:1], "signed"),
    }
    message = "Among the main indicators growth is highest in {most}, lowest in {least}."
    return runs(Message(message, parts), c.language)


def aims_sentence(c: Citation, leading: Sequence[Row]) -> Runs:
    """Return what the main indicators are to grow by in the year ahead, beside their growth now."""
    year = report_period(c.report).year
    items: Runs = ()
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
        items += (("；",) if c.language == "zh" else ("; ",)) if items else ()
        items += runs(Message("{name} {aim} (growth now {now})", parts), c.language)
    if not items:
        return ()
    period = ahead[0][1].period
    named = {"period": period_name(period, c.language, year=True), "items": items}
    return runs(Message("Targets of growth for {period}: {items}.", named), c.language)
