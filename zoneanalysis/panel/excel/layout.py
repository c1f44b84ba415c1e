"""Where tables of zones stand in a sheet: their zones, heads and titles (表的位置)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from zoneanalysis.panel.excel.opening import Cell, Sheet
from zoneanalysis.panel.excel.records import Names
from zoneanalysis.panel.excel.slots import Words
from zoneanalysis.panel.excel.words import plain, words

__all__ = ["Layout", "tables_of", "zones_across"]


@dataclass(frozen=True)
class Layout:
    """Where a table stands in a sheet.

    ``zones`` is the column of the zones, ``first`` the first row with one; ``heads`` holds by
    column all that stands above it, and ``tops`` the last row of that.
    """

    zones: int
    first: int
    heads: Mapping[int, str]
    tops: Mapping[int, int]
    title: str


def zones_across(sheet: Sheet, names: Names) -> bool:
    """Return whether most zones of a sheet stand in one row, and not below each other."""
    found = [at for at, cell in sheet.cells.items() if _is_zone(cell, names)]
    rows, columns = (Counter(at[side] for at in found) for side in (0, 1))
    return bool(found) and max(rows.values()) > max(2, *columns.values())


def tables_of(sheet: Sheet, told: Words) -> list[tuple[Sheet, Layout]]:
    """Return the tables of a sheet that stand below each other, each with heads of its own.

    A row of heads between the zones begins another, with the title above it; one that only repeats
    the heads above, as at the top of a page, is left out.
    """
    names = told.names
    hits = Counter(at for (_, at), cell in sheet.cells.items() if _is_zone(cell, names))
    if not hits:
        return []
    zones = max(hits, key=lambda column: (hits[column], -column))
    starts, repeated, before, last = [0], set(), [], 0
    for number, line in sheet.rows.items():
        texts = {at: plain(cell.value) for at, cell in line.items() if isinstance(cell.value, str)}
        label = texts.get(zones, "")
        if label in names.areas or label.lower() in words("total"):
            last = number
        elif not last:
            before.append(texts)
        elif (
            len(texts) == len(line) > 1
            and label
            and any(told.say(text).says for at, text in texts.items() if at > zones)
        ):
            if texts in before and last == number - 1:
                repeated.add(number)
                continue
            starts.append(last + 1)
            before, last = [texts], 0
    ends = [*starts[1:], max(row for row, _ in sheet.cells) + 1]
    found = []
    for start, end in zip(starts, ends, strict=True):
        cells = {
            at: cell
            for at, cell in sheet.cells.items()
            if start <= at[0] < end and at[0] not in repeated
        }
        part = Sheet(sheet.name, cells)
        layout = _layout(part, names)
        if layout is not None:
            found.append((part, layout))
    return found


def _layout(sheet: Sheet, names: Names) -> Layout | None:
    """Find the column with the most zones, and what stands above it."""
    rows = sheet.rows
    hits: dict[int, list[int]] = {}
    for (row, column), cell in sheet.cells.items():
        if _is_zone(cell, names):
            hits.setdefault(column, []).append(row)
    if not hits:
        return None
    zones = max(hits, key=lambda column: (len(hits[column]), -column))
    first = min(row for row in hits[zones] if len(rows[row]) > 1 or row > min(hits[zones]))
    for number in sorted((each for each in rows if each < first), reverse=True):
        if zones in rows[number] and any(map(_is_amount, rows[number].values())):
            first = number  # a zone by a name that isn't known, above all that are
    heads: dict[int, list[str]] = {}
    tops: dict[int, int] = {}
    title = []
    right = max(column for _, column in sheet.cells)
    for number in sorted(each for each in rows if each < first):
        line = rows[number]
        beyond = [at for at in line if at > zones]
        if len(line) == 1 or not beyond:
            title += [str(cell.value) for cell in line.values()]
            continue
        carried = ""
        for at in range(zones + 1, right + 1):  # a merged head holds its text on the left only
            if at in line:
                carried = _head(line[at])
            elif any(at in rows[above] for above in set(tops.values())):
                carried = ""  # a head above begins anew here
            if carried:
                heads.setdefault(at, []).append(carried)
        tops |= {at: number for at in heads if at in line or at not in tops}
    texts = {at: " ".join(each) for at, each in heads.items()}
    return Layout(zones, first, texts, tops, " ".join(title))


def _is_zone(cell: Cell, names: Names) -> bool:
    return isinstance(cell.value, str) and plain(cell.value) in names.areas


def _is_amount(cell: Cell) -> bool:
    """Return whether a cell is a number that is no month and no year, as heads have them."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return not (float(value).is_integer() and (1 <= value <= 12 or 1900 <= value <= 2200))


def _head(cell: Cell) -> str:
    if isinstance(cell.value, (dt.datetime, dt.date)):
        return f"{cell.value.year}年{cell.value.month}月"
    return str(cell.value)
