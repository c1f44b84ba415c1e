"""Relations that the heads of a table state: totals, shares, growth, attainment (表内关系).

From the words of the heads (合计, 其中, 占比, 同比, 完成率), never because the numbers fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, product

from zoneanalysis.extraction.context import CellPlace, Draft
from zoneanalysis.extraction.relations.index import COMPLETE, PARTIAL, Proposal, tie
from zoneanalysis.extraction.relations.names import canonical, says
from zoneanalysis.extraction.relations.partitions import named_whole
from zoneanalysis.extraction.relations.parts import MOST_PARTS, exceeds, half
from zoneanalysis.extraction.relations.rivals import may_be_meant
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.units import unit

__all__ = []

_ALL = Decimal(100)  # per cent
_ADDED = frozenset({"level", "count", "share"})


def in_tables(drafts: Sequence[Draft], notes: str) -> Iterator[Proposal]:
    """Yield the relations within each table.

    Growth is inferred where a note says that it is of other bases than those printed:
    上年数据已修订,增速按可比口径计算.
    """
    restated = ("rival",) if says("restated", notes) else ()
    tables: dict[int, list[tuple[CellPlace, Draft]]] = {}
    for draft in drafts:
        if draft.cell is not None:
            tables.setdefault(draft.cell.table, []).append((draft.cell, draft))
    for cells in tables.values():
        yield from _growth(cells, restated)
        yield from _shares(cells)
        yield from _totals(cells)
        yield from _parts(cells)


def text_and_table(drafts: Sequence[Draft]) -> Iterator[Proposal]:
    """Yield every quantity that is printed in the prose and in a table, both under their names."""
    printed: dict[tuple[str, ...], Draft] = {}
    for draft in drafts:
        plain = draft.cell is not None and draft.cell.kind in {"part", "whole"}
        if plain and "twin" not in draft.reasons:
            printed.setdefault(_key(draft), draft)
    for draft in drafts:
        twin = printed.get(_key(draft)) if draft.cell is None else None
        if twin is not None and not (draft.part or draft.items or draft.reference):
            doubts = () if draft.named else ("subject",)
            yield tie("repeat", draft, "table.text", other=twin, doubts=doubts)


def _key(draft: Draft) -> tuple[str, ...]:
    name, kind = canonical(draft.indicator), unit(draft.unit).dimension
    return name, draft.area.name, str(draft.period), draft.measure, draft.status, kind


_Cells = Sequence[tuple[CellPlace, Draft]]


def _same(cells: _Cells, draft: Draft) -> list[Draft]:
    """Return the levels in the row of a figure that are of its indicator and area."""
    row = draft.cell.row if draft.cell is not None else -1
    own = (draft.indicator, draft.area)
    here = [each for place, each in cells if place.row == row and each.counted]
    return [each for each in here if (each.indicator, each.area) == own]


def _growth(cells: _Cells, doubts: tuple[str, ...]) -> Iterator[Proposal]:
    for place, draft in cells:
        if place.role not in {"yoy", "change", "attained"}:
            continue
        levels = _same(cells, draft)
        now = [each for each in levels if each.period == draft.period and each.status == "actual"]
        before = [each for each in levels if each.period == draft.period.previous_year()]
        aims = [each for each in levels if each.status == "target"]
        if len(now) != 1:
            continue
        if place.role == "attained" and len(aims) == 1:
            yield tie("share", draft, "table.attained", part=now[0], whole=aims[0])
        elif place.role == "yoy" and len(before) == 1 and draft.measure == "yoy":
            [current], [base], check = now, before, "growth_from_levels"
            yield tie(check, draft, "table.growth", current=current, base=base, doubts=doubts)
        elif place.role == "change" and len(before) == 1:
            yield tie("difference", draft, "table.change", later=now[0], earlier=before[0])


def _shares(cells: _Cells) -> Iterator[Proposal]:
    """Yield shares of the row that adds the others up, or of the row of the whole area."""
    kinds = dict(enumerate(cells[0][0].kinds))
    totals = [row for row, kind in kinds.items() if kind == "total"]
    wholes = [row for row, kind in kinds.items() if kind == "whole"]
    for place, draft in cells:
        if place.role != "share" or place.kind not in {"part", "subtotal"} or not _of_all(draft):
            continue
        said = draft.reference
        rows = wholes if said.startswith("全") and wholes else totals
        rows = rows or ([] if said else wholes)
        near = [
            (where, each)
            for where, each in cells
            if where.row == place.row
            and where.role in {"", "cumulative"}
            and each.counted
            and (where.group == place.group or not place.group)
        ]
        if len(rows) == len(near) == 1:
            [(where, part)] = near
            for other, whole in cells:
                if (other.row, other.column) == (rows[0], where.column):
                    yield tie("share", draft, "table.share", part=part, whole=whole)


def _of_all(share: Draft) -> bool:
    """Whether a share is of all that its column adds up to, not of something else named."""
    return not share.reference or share.reference.startswith(("全", "总", "合计"))


def _totals(cells: _Cells) -> Iterator[Proposal]:
    kinds = dict(enumerate(cells[0][0].kinds))
    rows = [row for row, kind in kinds.items() if kind != "heading"]
    at = {(place.row, place.column): draft for place, draft in cells}
    subtotals = [row for row in rows if kinds[row] == "subtotal"]
    columns = sorted({place.column for place, _ in cells})
    parts = {row: _rows_added(row, rows, kinds, subtotals) for row in rows}
    for row, column in product(rows, columns):
        stated = at.get((row, column))
        added = [at.get((part, column)) for part in parts[row]]
        if stated is not None and (found := _sum(stated, added, "table.total")):
            yield found
        near = [at.get((row + i, column)) for i in (1, 2)]  # 进出口, 出口, 进口
        if stated is not None and None not in near and named_whole(stated, [e for e in near if e]):
            yield from filter(None, [_sum(stated, near, "table.total")])
    for column in columns if not {"total", "subtotal", "whole"} & {*kinds.values()} else ():
        told = [at.get((row, column)) for row in rows]
        shares = [each for each in told if each is not None and each.measure == "share"]
        if len(shares) == len(told) and _ends(shares, _ALL) and all(map(_of_all, shares)):
            yield tie("shares_sum", "", "table.parts", share=shares, params=COMPLETE)
    yield from _column_totals(cells, at, rows)


def _rows_added(
    row: int, rows: Sequence[int], kinds: dict[int, str], subtotals: Sequence[int]
) -> list[int]:
    """Return the rows that a row adds up by its word; none where that isn't told."""
    if kinds[row] == "subtotal":
        begin = max((each for each in subtotals if each < row), default=-1)
        return [each for each in rows if begin < each < row and kinds[each] == "part"]
    totals = [each for each in rows if kinds[each] == "total"]
    if "heading" in kinds.values():
        return []  # which rows it adds up isn't told
    if kinds[row] != "total" or len(totals) != 1 or row not in {rows[0], rows[-1]}:
        return []
    if subtotals:
        return list(subtotals)
    return [each for each in rows if kinds[each] == "part"]


def _column_totals(
    cells: _Cells, at: dict[tuple[int, int], Draft], rows: Sequence[int]
) -> Iterator[Proposal]:
    columns = {place.column: place for place, _ in cells}
    times = {place.column: draft.period for place, draft in reversed(cells)}
    less = {
        p.column for p, draft in cells if vocabulary().table_words["less"].search(draft.indicator)
    }
    for column, place in columns.items():
        of_time = [each for each in columns if times[each] == times[column] and each != column]
        kind = (place.group, place.role)
        siblings = [each for each in of_time if (columns[each].group, columns[each].role) == kind]
        grouped = place.group or (len(siblings) == len(of_time) and not less & {*siblings})
        if not place.total or any(columns[each].among for each in siblings) or not grouped:
            continue
        for row in rows:
            stated = at.get((row, column))
            added = [at.get((row, each)) for each in siblings]
            if stated is not None and (found := _sum(stated, added, "table.across")):
                yield found


def _sum(stated: Draft, added: Sequence[Draft | None], pattern: str) -> Proposal | None:
    parts = [each for each in added if each is not None]
    kinds = {(e.measure, e.status, e.period, unit(e.unit).dimension) for e in (stated, *parts)}
    whole = stated.measure in _ADDED and (stated.measure != "share" or _of_all(stated))
    if len(parts) < 2 or len(parts) < len(added) or len(kinds) > 1 or not whole:
        return None
    # rows of kinds may stand within one another; those of places, and heads of one group, don't
    apart = len({each.area for each in parts}) == len(parts) or pattern == "table.across"
    ranged = stated.cell is not None and "outside" in stated.cell.kinds
    found = tie("sum", stated, pattern, part=parts, params=COMPLETE)
    if (
        apart
        or ranged
        or named_whole(stated, parts)
        or (_ends(parts, stated.value) and may_be_meant(found))
    ):
        return found
    return replace(found, doubts=("whole",))


def _ends(parts: Sequence[Draft], whole: Decimal) -> bool:
    """Whether the last of several parts is the rest, so that all are told: 其他税收.

    Where they are more than the whole by what some of them are, those stand within others.
    """
    rest = vocabulary().ties["rest"].match(parts[-1].indicator)
    if rest is None or not 2 < len(parts) <= MOST_PARTS:
        return False
    values = [each.value for each in parts]
    more, slack = sum(values) - whole, sum(map(half, parts))
    spans = combinations(range(1, len(values) + 1), 2)
    runs = ((sum(values[i:j]), slack if j - i > 1 else 2 * half(parts[i])) for i, j in spans)
    return not any(abs(run - more) <= near for run, near in runs)


def _parts(cells: _Cells) -> Iterator[Proposal]:
    """Yield that what 其中 names is no more than the row above; such rows may overlap.

    Where it is more and another row above would hold it, 其中 may be of that one.
    """
    at = {(place.row, place.column): (place, draft) for place, draft in cells}
    kinds = dict(enumerate(cells[0][0].kinds))
    for place, draft in cells:
        plain = draft.measure in {"level", "count"} and place.role in {"", "cumulative"}
        if place.kind != "among" or not plain:
            continue
        above = [row for row in range(place.row) if kinds[row] != "among"]
        wholes = [at[row, place.column][1] for row in above if (row, place.column) in at]
        kind = unit(draft.unit).dimension
        if (max(above, default=-1), place.column) in at and unit(wholes[-1].unit).dimension == kind:
            held = any(e.unit == draft.unit and e.value >= draft.value for e in wholes)
            doubts = ("rival",) if held and exceeds(wholes[-1], (draft,)) else ()
            yield tie("sum", wholes[-1], "table.among", part=draft, params=PARTIAL, doubts=doubts)
