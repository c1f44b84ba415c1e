"""Many zones as rows: level, growth and target of each, indicators side by side (开发区表)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from zoneanalysis.document.model import Cell, Column, Table
from zoneanalysis.messages import Message
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.economy import Series
from zoneanalysis.review.facts.targets import ZoneTarget
from zoneanalysis.review.quoting import REST
from zoneanalysis.review.tables.cells import cell, filled, printed_cell
from zoneanalysis.review.tables.targets import state_cell
from zoneanalysis.review.wording import column_unit, period_name, unit_name

__all__ = ["zone_tables"]

BESIDE = 2  # indicators in a table


def zone_tables(
    c: Citation, singles: Sequence[Series], pairs: Sequence[ZoneTarget]
) -> Iterator[Table]:
    """Yield tables of a row a zone, the fastest of the first indicator first; targets beside."""
    often = Counter(each.indicator for each in singles)
    names = sorted(often, key=lambda name: -often[name])
    for start in range(0, len(names), BESIDE):
        yield _table(c, names[start : start + BESIDE], singles, pairs, start)


def _table(
    c: Citation,
    names: Sequence[str],
    singles: Sequence[Series],
    pairs: Sequence[ZoneTarget],
    number: int,
) -> Table:
    of = {(each.area, each.indicator): each for each in reversed(singles)}
    goals = {(each.area, each.indicator): each for each in pairs}
    areas = dict.fromkeys(each.area for each in singles if each.indicator in names)

    def place(area: str) -> tuple[bool, Fraction]:
        found = of.get((area, names[0]))
        growth = found.growth if found else None
        return growth is None, -growth.figure.point if growth else Fraction(0)

    heads = [Column(c.say("Zone"))]
    cells: dict[str, list[Cell]] = {area: [] for area in areas}
    for name in names:
        levels = {a: e.level for a in areas if (e := of.get((a, name))) and e.level is not None}
        unit = column_unit([each.figure for each in levels.values()], c.language)
        what, style = c.indicator(name, start=True), "number" if unit else "amount"
        counted = c.bracketed(unit_name(unit, c.language)) if unit is not None else ""
        parts = {"indicator": what}
        heads += [
            Column(f"{what}{counted}", "right"),
            Column(c.say("{indicator} · growth", **parts), "right"),
            Column(c.say("Target"), "right"),
            Column(c.say("State")),
        ]
        for area in areas:
            series, goal = of.get((area, name)), goals.get((area, name))
            growth = series.growth if series else None
            level = levels.get(area)
            aim = c.printed(goal.target, style="signed") if goal else None
            cells[area] += [
                printed_cell(c, level, style, unit),
                printed_cell(c, growth, "signed"),
                cell(aim, c.inferred([goal.target]) if goal else None),
                state_cell(c, goal) if goal else cell(),
            ]
    inferred = c.inferred([each.target for each in pairs if each.indicator in names])
    period = period_name(singles[0].period, c.language, year=True)
    return filled(
        Table(
            caption=c.say("Zone by zone, {period}", period=period),
            columns=tuple(heads),
            rows=tuple((Cell((c.area(a),)), *cells[a]) for a in sorted(areas, key=place)),
            note=c.say("{note}.", note=Message(REST)) if inferred else "",
            compact=True,
            anchor=f"table-plain-zones-{number}" if number else "table-plain-zones",
        )
    )
