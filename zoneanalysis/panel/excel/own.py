"""Sheets of the template: a row a record, heads known by their names (模板工作表)."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from zoneanalysis.errors import Fault, Location
from zoneanalysis.panel.excel.cells import (
    UnreadableError,
    day_text,
    is_blank,
    month_text,
    number_text,
)
from zoneanalysis.panel.excel.opening import Book, Cell, Place, Sheet
from zoneanalysis.panel.excel.records import Names, Reading, Record, unread
from zoneanalysis.panel.excel.words import heads, plain, split_unit, spoken
from zoneanalysis.reports.schema.columns import Column, Table
from zoneanalysis.reports.schema.tables import AREAS, DATES, INDICATORS, ORIGIN, PANEL_TABLES

__all__ = ["OWN_TABLES", "read_own", "renamed", "table_of"]

OWN_TABLES = {table.name: table for table in (AREAS, INDICATORS, *PANEL_TABLES)}
_NAMED = {"zone", "zones"}
_TITLES = 10  # rows among which the heads are looked for


def table_of(sheet: Sheet) -> Table | None:
    """Return the table that a sheet of the template holds, by its title; None for another sheet."""
    title = plain(sheet.name).lower()
    for head in heads():
        if not head.column and title in {head.table, head.zh, head.en.lower()}:
            return OWN_TABLES[head.table]
    return None


def renamed(book: Book, sheet: Sheet) -> Fault | None:
    """Return the fault of a sheet that has every head that a ledger needs, and another title."""
    for table in OWN_TABLES.values():
        if table.key != ("id",) or not sheet.rows:
            continue
        known = _known(table)
        first = sheet.rows[_heads_in(sheet.rows, table)]
        found = {known.get(split_unit(str(cell.value))[0].lower()) for cell in first.values()}
        if found.issuperset(_needed(table)):
            title = next(h.zh for h in heads() if h.table == table.name and not h.column)
            must = "a sheet with the heads of the template must have its title"
            where = Location(f"{book.name}, sheet {sheet.name}")
            return Fault(must, sheet.name, where, f"Rename it {title}.")
    return None


def _needed(table: Table) -> set[str]:
    return {each.name for each in table.columns if each.required} - {"unit", "status"}


def read_own(book: Book, sheet: Sheet, table: Table, names: Names, into: Reading) -> None:
    """Read a sheet of the template into records."""
    rows = sheet.rows
    if not rows:
        return
    first = _heads_in(rows, table)
    columns, units = _columns(book, sheet, first, table, into)
    if not columns:
        return
    count = 0
    wrong: dict[tuple[int, str, str], list[int]] = {}  # rows, by column, reason and what to do
    for number, line in rows.items():
        if number <= first:
            continue
        cells = dict.fromkeys(table.header, "")
        places: dict[str, Place] = {}
        shown: dict[str, str] = {}  # the units that cells show themselves
        whole = not any((number, at) in sheet.broken for at in columns)
        for at, name in columns.items():
            cell = line.get(at)
            places[name] = sheet.place(number, at)
            if cell is None or is_blank(cell):
                continue
            into.formulas += cell.formula
            try:
                text, unit = _text(cell, table[name], names)
            except UnreadableError as error:
                do = "Correct the cell; see the note on the head of its column."
                wrong.setdefault((at, str(error), do), []).append(number)
                whole = False
                continue
            cells[name] = text
            if unit:
                shown[name] = unit
        if not whole or not any(cells.values()):
            continue  # a row with a cell that can't be read is named, and left out as a whole
        if "unit" in table.header:
            given = cells["unit"]  # of the row; else each amount has its own or that of its head
            amounts = [n for n, text in cells.items() if text and table[n].kind == "decimal"]
            found = {shown.get(name) or given or units.get(name, "") for name in amounts}
            found |= {given} - {""}
            if len(found) > 1:
                came = f"amounts in {' and '.join(sorted(each or 'no unit' for each in found))}"
                do = "Give all amounts of a row in one unit."
                wrong.setdefault((min(columns), came, do), []).append(number)
                continue
            places.setdefault("unit", sheet.place(number, min(line)))
            cells["unit"] = next(iter(found or units.values()), "")
        if "status" in table.header and not cells["status"]:
            cells["status"] = "actual"
            places.setdefault("status", sheet.place(number, min(line)))
        into.add(table.name, Record(cells, places, sheet.place(number, min(line))))
        count += 1
    for (at, came, do), numbers in wrong.items():
        into.faults.append(unread(book.name, sheet.places(numbers, at), came, do))
    into.understood.append(f"sheet {sheet.name}: {table.title}, {count} rows")


def _known(table: Table) -> dict[str, str]:
    """Return the columns of a table by every word that may head them."""
    return {
        plain(word).lower(): head.column
        for head in heads()
        if head.table == table.name and head.column
        for word in (head.column, head.zh, head.en)
    }


def _heads_in(rows: Mapping[int, Mapping[int, Cell]], table: Table) -> int:
    """Return the row with the most heads among the first; titles may stand above it."""
    known = _known(table)
    return max(
        list(rows)[:_TITLES],
        key=lambda row: sum(
            split_unit(str(cell.value))[0].lower() in known for cell in rows[row].values()
        ),
    )


def _columns(
    book: Book, sheet: Sheet, first: int, table: Table, into: Reading
) -> tuple[dict[int, str], dict[str, str]]:
    """Return the columns of a sheet by number, and the units that their heads name."""
    known = _known(table)
    columns: dict[int, str] = {}
    units: dict[str, str] = {}
    unknown = {}
    for at, cell in sheet.rows[first].items():
        name, unit = split_unit(str(cell.value))
        found = known.get(name.lower()) or known.get(plain(cell.value).lower())
        if found is None:
            unknown[at] = name
        elif found in columns.values():
            do = "Remove one of the two columns."
            into.faults.append(unread(book.name, sheet.place(first, at), f"{name} twice", do))
        else:
            columns[at] = found
            if unit:
                units[found] = unit
    labels = {head.column: head.zh for head in heads() if head.table == table.name}
    given = {*columns.values(), ORIGIN}
    lacking = [column for column in table.columns if column.name not in given]
    missing = False
    for column in lacking:
        needed = column.name in _needed(table)
        cutoff = 0.4 if needed else 0.5
        near = difflib.get_close_matches(labels[column.name], unknown.values(), n=1, cutoff=cutoff)
        where = f"{book.name}, sheet {sheet.name}, row {first}"
        if needed:
            missing = True
            hint = f"Rename {near[0]}" if near else "Add the column"
            must = f"the sheet {sheet.name} must have the column {labels[column.name]}"
            do = f"{hint}; `zoneanalysis template` writes every head."
            into.faults.append(Fault(must, "no such head", Location(where), do))
        elif near and column.name != "unit":
            at = next(at for at, name in unknown.items() if name == near[0])
            must = f"a head of the sheet {sheet.name} must be one of the template's"
            do = f"Rename it {labels[column.name]}, or take it out if it is something else."
            place = Location(f"{book.name}, {sheet.place(first, at)}")
            into.faults.append(Fault(must, unknown.pop(at), place, do))
    into.aside += [
        f"{sheet.place(first, at)}: the column {name} is none of the template's"
        for at, name in unknown.items()
    ]
    return ({} if missing else columns), units


def _text(cell: Cell, column: Column, names: Names) -> tuple[str, str]:
    """Return a cell as the text that its column holds, and the unit that it shows."""
    if column.name in {*_NAMED, "indicator"}:
        kind, known = ("indicator", names.indicators) if column.name == "indicator" else (
            "zone", names.areas)  # fmt: skip
        name = plain(cell.value)
        if name not in known:
            near = "、".join(difflib.get_close_matches(name, known, n=2, cutoff=0.5))
            raise UnreadableError(f"{name[:40]!r} is no {kind} that is known; near: {near or '—'}")
        return known[name], ""
    if column.name == "month":
        return month_text(cell), ""
    if column.pattern == DATES:
        return day_text(cell), ""
    if column.kind == "decimal":
        found = number_text(cell)
        return found.text, found.unit
    if column.values:
        return spoken(column).get(plain(cell.value), plain(cell.value)), ""
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value)), ""
    text = str(cell.value).strip()
    return (" ".join(text.split()) if column.kind == "text" else plain(text)), ""
