"""Which rates of growth count, which moved most, and how they stand in a row (增速的取舍与列举)."""

from __future__ import annotations

from collections.abc import Sequence

from zoneanalysis.document.model import Runs
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.areas import NAMELESS, told_of
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.facts.families import is_lead, other_months
from zoneanalysis.review.facts.kinds import may_be_wanted
from zoneanalysis.review.facts.names import says_what
from zoneanalysis.review.facts.rows import Row
from zoneanalysis.values.figures import Bound

__all__ = [
    "bare_rates",
    "each_rate",
    "ends_of",
    "home_name",
    "is_clear",
    "is_own_row",
    "rated",
    "rates_of",
    "way_of",
]


def rated(c: Citation, rows: Sequence[Row], *, assumed: bool = False) -> list[Row]:
    """Return the rows of the report's own area and period with growth in percent, a name once.

    Growth whose date is *assumed* (目前) leads nothing: it stands, marked, among others alone. What
    is better lower stands last.
    """
    found: dict[str, Row] = {}
    for row in rows:
        if row.growth is None or (row.growth.period_assumed and not assumed):
            continue
        if is_own_row(c, row):
            old = found.get(row.indicator)
            if old is None or (old.growth and old.growth.figure.bound is not Bound.NONE):
                found[row.indicator] = row  # an exact rate rather than a bound
    return sorted(found.values(), key=lambda row: not is_lead(c.report, row))


def rates_of(c: Citation, rows: Sequence[Row]) -> list[Row]:
    """Return every row of the report's own area and period with growth, whatever its name or unit.

    Counts and superlatives (增幅最大) are over these, as the tables show them; over none that is
    better lower: fewer accidents are no bad news.
    """
    return [e for e in rows if e.growth and is_own_row(c, e) and is_lead(c.report, e)]


def way_of(row: Row) -> int:
    """Return 1 where a row grew, −1 where it fell, else 0."""
    each = row.growth
    return 0 if each is None else (each.figure.point > 0) - (each.figure.point < 0)


def ends_of(rows: Sequence[Row]) -> tuple[Row, Row] | None:
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


def is_own_row(c: Citation, row: Row) -> bool:
    """Return whether a row is of the area and the months that the report is about."""
    own = report_period(c.report)
    same = row.period.end == own.end and not other_months(row.period, own)
    return same and row.area == (told_of(c.report) or row.area)


def home_name(c: Citation) -> str:
    """Return the name of the area that the report is about."""
    return c.area(told_of(c.report) or NAMELESS)


def is_clear(c: Citation, row: Row) -> bool:
    """Return whether a row's name says what it is of, and its growth is wanted: no accidents."""
    return says_what(c.report, row.indicator) and may_be_wanted(c.report, row.indicator)


def bare_rates(c: Citation, rows: Sequence[Row]) -> Runs:
    """Return the rate of the first of some rows without its sign."""
    return tuple(c.printed(row.growth, style="unsigned") for row in rows[:1] if row.growth)


def each_rate(c: Citation, rows: Sequence[Row], style: str = "unsigned") -> Runs:
    """Return the names of rows, each with its rate behind it."""
    known = ((row, row.growth) for row in rows if row.growth is not None)
    told = ((c.indicator(e.indicator), *c.enclosed(c.printed(g, style=style))) for e, g in known)
    return c.row(told, "、")
