"""From a workbook to a panel's folder: what was understood, what wasn't, and then the files."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zoneanalysis.errors import Fault, InputError, Location
from zoneanalysis.panel.checking import check_rows
from zoneanalysis.panel.excel.opening import Book, open_book
from zoneanalysis.panel.excel.own import OWN_TABLES, read_own, renamed, table_of
from zoneanalysis.panel.excel.records import Names, Reading, Record, unread
from zoneanalysis.panel.excel.wide import read_wide
from zoneanalysis.panel.excel.words import plain
from zoneanalysis.panel.loading import DATA_FILE
from zoneanalysis.reports.loading import Lists
from zoneanalysis.reports.report import Area, Indicator
from zoneanalysis.reports.schema.columns import Table
from zoneanalysis.reports.schema.other_rows import areas as areas_of
from zoneanalysis.reports.schema.other_rows import indicators as indicators_of
from zoneanalysis.reports.schema.rows import Row, csv_text, read_rows
from zoneanalysis.reports.schema.tables import AREAS, INDICATORS, ORIGIN, PANEL_TABLES

__all__ = ["ABOUT", "Imported", "about_rows", "import_workbook"]

# The sheet of the template that says what the workbook is about, and its rows by their labels.
ABOUT = ("说明", "About")
_ABOUT_KEYS = {
    "title.zh": ("标题", "Title (Chinese)"),
    "title.en": ("英文标题", "Title (English)"),
    "publisher.zh": ("发布单位", "Publisher (Chinese)"),
    "publisher.en": ("发布单位英文", "Publisher (English)"),
    "area": ("开发区总体代码", "Code of all zones"),
}


def about_rows(meta: Mapping[str, Any], language: str) -> list[tuple[str, str]]:
    """Return the rows of the sheet that says what a workbook is about."""
    rows = []
    for key, labels in _ABOUT_KEYS.items():
        name, _, part = key.partition(".")
        value = meta.get(name, "")
        rows.append((labels[language == "en"], value[part] if part and value else str(value)))
    return rows


@dataclass(frozen=True)
class Imported:
    """What a workbook holds, ready to be written.

    Parameters
    ----------
    folder : Path
        Where it goes.
    files : mapping
        The text of each file by its name.
    reading : Reading
        What was understood, what was left aside, and the faults by sheet and cell.
    changes : mapping
        By table the numbers of rows that are new, changed and the same as before.
    unsound : bool
        Whether rows that could be read make no sound panel: unknown codes, days out of order.
    """

    folder: Path
    files: Mapping[str, str]
    reading: Reading
    changes: Mapping[str, tuple[int, int, int]]
    unsound: bool = False

    def write(self) -> None:
        """Write the folder whole: it is made beside and then put into its place."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=self.folder.parent, prefix=f".{self.folder.name}."))
        try:
            if self.folder.is_dir():
                shutil.copytree(self.folder, beside, dirs_exist_ok=True)
            for name, text in self.files.items():
                (beside / name).write_text(text, encoding="utf-8", newline="\n")
            beside.chmod(0o755)
            old = beside.with_name(f"{beside.name}.old")
            if self.folder.exists():
                self.folder.rename(old)
            beside.rename(self.folder)
            shutil.rmtree(old, ignore_errors=True)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise


def import_workbook(path: Path, folder: Path, root: Path, *, year: str = "") -> Imported:
    """Return what a workbook holds: sheets of the template, and month tables of any other layout.

    Rows are added to those that the folder has; a row with the key of one that is there takes its
    place. Nothing is written.

    Parameters
    ----------
    path : Path
        The workbook.
    folder : Path
        The panel's folder; its last part is the panel's id.
    root : Path
        The data package, for its lists of areas and indicators.
    year : str, optional
        Of month tables that don't say theirs.

    Raises
    ------
    InputError
        Where the file can't be opened, or neither it nor the folder says which zones there are.
    """
    book = open_book(path)
    shared = Lists.load(root)
    lists = shared.with_own(root, folder) if folder.is_dir() else shared
    reading = Reading(aside=list(book.notes), faults=list(book.faults))
    areas, indicators = dict(lists.areas or {}), dict(lists.indicators or {})
    tables = {sheet.name: table_of(sheet) for sheet in book.sheets}
    for sheet in book.sheets:  # the lists first: the other sheets use their names
        table = tables[sheet.name]
        if table in (AREAS, INDICATORS):
            read_own(book, sheet, table, Names({}, {}), reading)
    areas |= areas_of(_rows_of(reading, AREAS)) | dict(shared.areas or {})
    own = {code for code in areas if code not in (shared.areas or {})}
    indicators |= indicators_of(_rows_of(reading, INDICATORS)) | dict(shared.indicators or {})
    names = Names(areas, indicators, own)
    for sheet in book.sheets:
        table = tables[sheet.name]
        if plain(sheet.name) in ABOUT or table in (AREAS, INDICATORS):
            continue
        if table is not None:
            read_own(book, sheet, table, names, reading)
        elif fault := renamed(book, sheet):
            reading.faults.append(fault)
        else:
            read_wide(book, sheet, names, areas, indicators, reading, year=year)
    if not folder.is_dir() and AREAS.name not in reading.records:
        raise InputError.single(
            must="a workbook for a new panel must have the sheets of the template",
            came=f"{path.name} with the sheets {', '.join(s.name for s in book.sheets)}",
            do="`zoneanalysis template` writes one to fill in; month tables of another layout go "
            "into a panel that is there.",
        )
    _no_twice(book, reading)
    files, changes, faults = _files(book, folder, reading, shared, areas, indicators)
    reading.faults += faults
    return Imported(folder, files, reading, changes, bool(faults))


def _rows_of(reading: Reading, table: Table) -> list[Row]:
    found = [Row(at, each.cells) for at, each in enumerate(reading.records.get(table.name, ()), 2)]
    return [row for row in found if row["code"]]


def _no_twice(book: Book, reading: Reading) -> None:
    """Name rows that come twice in the workbook: the same thing said with other numbers, or not."""
    for name, records in reading.records.items():
        first: dict[tuple[str, ...], Record] = {}
        unlike = set()
        for record in records:
            key = tuple(record.cells[column] for column in OWN_TABLES[name].key)
            earlier = first.setdefault(key, record)
            if earlier is record:
                continue
            if earlier.cells != record.cells:
                why = f"{', '.join(key)} again, as in {earlier.row}"
                do = "Leave one of the two; ids and zone-months must come once."
                reading.faults.append(unread(book.name, record.row, why, do))
                unlike.add(key)
        records[:] = [record for key, record in first.items() if key not in unlike]


def _files(
    book: Book,
    folder: Path,
    reading: Reading,
    shared: Lists,
    areas: Mapping[str, Area],
    indicators: Mapping[str, Indicator],
) -> tuple[dict[str, str], dict[str, tuple[int, int, int]], list[Fault]]:
    files: dict[str, str] = {}
    found: list[Fault] = []
    changes: dict[str, tuple[int, int, int]] = {}
    rows: dict[str, Sequence[Row]] = {}
    origins: dict[str, list[Record | None]] = {}
    known = {AREAS.name: shared.areas or {}, INDICATORS.name: shared.indicators or {}}
    for name, table in OWN_TABLES.items():
        path = folder / f"{name}.csv"
        before = _read(path, table)
        records = reading.records.get(name, [])
        if name in known:  # what the data package has already isn't repeated
            records = [each for each in records if each.cells["code"] not in known[name]]
        merged: dict[tuple[str, ...], Record | dict[str, str]] = {
            tuple(row[column] for column in table.key): row for row in before
        }
        fresh = changed = 0
        for record in records:
            key = tuple(record.cells[column] for column in table.key)
            old = merged.get(key)
            if ORIGIN in table.header:
                record.cells[ORIGIN] = record.origin(book.name, table)
            if old is None:
                fresh += 1
            else:  # what its sheet has no column of stays
                assert not isinstance(old, Record)
                kept = {name: cell for name, cell in old.items()
                        if name not in {*record.places, ORIGIN}}  # fmt: skip
                record.cells |= kept
                if record.cells | {ORIGIN: ""} != old | {ORIGIN: ""}:
                    changed += 1
                    reading.replaced.append(
                        f"{path.name}, {', '.join(key)}: {_change(old, record)}"
                    )
                elif old.get(ORIGIN):  # what it says came from there
                    record.cells[ORIGIN] = old[ORIGIN]
                amounts = [name for name, cell in kept.items()
                           if cell and table[name].kind == "decimal"]  # fmt: skip
                if amounts and record.cells["unit"] != old["unit"]:
                    why = f"{record.cells['unit']}, and {', '.join(amounts)} kept in {old['unit']}"
                    do = "Give all amounts of the row, or those in the unit that the panel has."
                    found.append(unread(book.name, record.row, why, do))
            merged[key] = record
        if records:
            changes[name] = (fresh, changed, len(records) - fresh - changed)
        if name in known and not merged:
            continue
        origins[name] = [each if isinstance(each, Record) else None for each in merged.values()]
        cells = [each.cells if isinstance(each, Record) else each for each in merged.values()]
        files[path.name] = csv_text(table.header, cells)
        read, faults = read_rows(files[path.name].encode(), f"{folder.name}/{path.name}", table)
        rows[name] = read or ()
        found += [_at(fault, book, origins[name]) for fault in faults]
    every = {table.name: rows.get(table.name, ()) for table in PANEL_TABLES}
    for fault in check_rows(every, areas, indicators):
        name = (fault.where.file or "").rpartition("/")[2].removesuffix(".csv")
        found.append(_at(fault, book, origins[name]))
    meta = _meta(book, folder, every["panel"])
    if meta is not None:
        files[DATA_FILE] = json.dumps(meta, ensure_ascii=False, indent=2) + "\n"
    return files, changes, found


def _change(old: Mapping[str, str], record: Record) -> str:
    """Return the cells of a row that change, before and after, and where the row stands."""
    said = (
        f"{column} {old.get(column) or '—'} → {cell or '—'}"
        for column, cell in record.cells.items()
        if column != ORIGIN and cell != old.get(column, "")
    )
    return f"{', '.join(said)} ({record.row})"


def _read(path: Path, table: Table) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    rows, faults = read_rows(path.read_bytes(), path.name, table)
    if faults:
        raise InputError(faults)
    return [dict(row.cells) for row in rows or ()]


def _at(fault: Fault, book: Book, origins: Sequence[Record | None]) -> Fault:
    """Return a fault of a table's row as one of the cell that it came from."""
    row, column = fault.where.row, fault.where.column
    origin = origins[row - 2] if row is not None and 2 <= row < len(origins) + 2 else None
    if origin is None:
        return fault
    place = origin.places.get(column or "", origin.row)
    return Fault(fault.must, fault.came, Location(f"{book.name}, {place}"), fault.do)


def _meta(book: Book, folder: Path, rows: Sequence[Row]) -> dict[str, Any] | None:
    """Return the content of panel.json, its period as wide as the months; None where it stands."""
    months = sorted({row["month"] for row in rows}) or ["2024-01"]
    path = folder / DATA_FILE
    if path.is_file():
        meta = json.loads(path.read_bytes())
        first, _, last = str(meta["period"]).partition("/")
        period = f"{min(first, f'{months[0][:4]}-01')}/{max(last, months[-1])}"
        return None if period == meta["period"] else {**meta, "period": period}
    told: dict[str, str] = {}
    for sheet in book.sheets:
        if plain(sheet.name) in ABOUT:
            for line in sheet.rows.values():
                label, *rest = [str(cell.value).strip() for cell in line.values()]
                for key, labels in _ABOUT_KEYS.items():
                    if plain(label) in {plain(each) for each in labels} and rest:
                        told[key] = rest[0]
    return {
        "id": folder.name,
        "title": {"zh": told.get("title.zh", folder.name), "en": told.get("title.en", folder.name)},
        "publisher": {
            "zh": told.get("publisher.zh", "(to be filled in)"),
            "en": told.get("publisher.en", "(to be filled in)"),
        },
        "area": told.get("area", ""),
        "period": f"{months[0][:4]}-01/{months[-1]}",
        "language": "zh",
        "licence": {"zh": "(to be filled in)", "en": "(to be filled in)"},
    }
