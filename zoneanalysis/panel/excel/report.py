"""The tables of a report as a workbook to edit, and back (报告数据的编辑)."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zoneanalysis.errors import Fault, InputError, Location
from zoneanalysis.panel.excel.cells import UnreadableError, number_text
from zoneanalysis.panel.excel.opening import Cell, Sheet, open_book
from zoneanalysis.placing import place_file, stage_beside
from zoneanalysis.reports.descriptor import as_json
from zoneanalysis.reports.loading import Lists, ReportFolder
from zoneanalysis.reports.package import DataPackage
from zoneanalysis.reports.schema.columns import Column, Table
from zoneanalysis.reports.schema.decoding import table_text
from zoneanalysis.reports.schema.tables import REPORT_TABLES

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

__all__ = ["Edited", "edited_report", "report_workbook"]

_ROWS = 300  # rows below the last that are formatted as text and checked, too
_LONGEST_LIST = 255  # characters of a drop-down list that Excel takes


@dataclass(frozen=True)
class Edited:
    """The tables of a report as a workbook has them: texts by file name, and what they change.

    ``changes`` holds for each table the rows that are new, changed and gone.
    """

    package: DataPackage
    report_id: str
    texts: Mapping[str, str]
    changes: Mapping[str, tuple[int, int, int]]

    def write(self) -> None:
        """Write the tables, each whole or not at all, and count their rows anew."""
        folder = self.package.folder(self.report_id)
        with stage_beside(folder) as stage:
            for name, text in self.texts.items():
                place_file(text, folder / name, stage)
        self.package.write_descriptor((self.report_id,))


def report_workbook(package: DataPackage, report_id: str) -> Workbook:
    """Return a workbook with a sheet for each table of a report, every cell as text.

    The note on a head says what goes into its column; lists offer the words that it may hold.
    """
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    book.remove(book.worksheets[0])
    for table, rows in _tables(package.folder(report_id)).items():
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "B2"
        for at, name in enumerate(rows[0], start=1):
            column = table[name]
            head = sheet.cell(1, at, name)
            head.font = Font(bold=True)
            head.comment = Comment(column.description, "zoneanalysis")
            widest = max(len(row[at - 1]) for row in rows)
            sheet.column_dimensions[head.column_letter].width = min(60, 4 + 1.3 * widest)
            words = f'"{",".join(column.values)}"'
            if column.values and len(words) <= _LONGEST_LIST:
                offered = DataValidation("list", formula1=words, allow_blank=not column.required)
                offered.add(f"{head.column_letter}2:{head.column_letter}{len(rows) + _ROWS}")
                sheet.add_data_validation(offered)
            for number in range(2, len(rows) + _ROWS):
                cell = sheet.cell(number, at)
                cell.number_format = "@"
                if number <= len(rows):
                    cell.value = rows[number - 1][at - 1] or None
                    cell.data_type = "s" if cell.value else "n"
                    cell.alignment = Alignment(wrap_text=widest > 46, vertical="top")
    return book


def edited_report(path: Path, package: DataPackage, report_id: str) -> Edited:
    """Return what a workbook makes of a report's tables; nothing is written yet.

    Raises
    ------
    InputError
        With every cell that a spreadsheet spoilt, or else every fault that the tables would have;
        rows are those of the sheet.
    """
    book = open_book(path)
    folder = package.folder(report_id)
    before = _tables(folder)
    faults = list(book.faults)
    texts, changes = {}, {}
    for sheet in book.sheets:
        table = next((each for each in REPORT_TABLES if each.name == sheet.name.strip()), None)
        if table is None:
            continue
        rows = _rows(book.name, sheet, table, faults)
        texts[f"{table.name}.csv"] = _csv(rows)
        changes[table.name] = _changes(table, before.get(table, [[*table.header]]), rows)
    if not texts:
        names = ", ".join(table.name for table in before)
        do = "`zoneanalysis data edit REPORT --xlsx FILE` writes a workbook to edit."
        faults.append(Fault(f"a sheet must be one of {names}", "none", Location(book.name), do))
    if not faults:
        faults += _faults(package, report_id, texts)
    if faults:
        raise InputError(faults)
    return Edited(package, report_id, texts, changes)


def _tables(folder: Path) -> dict[Table, list[list[str]]]:
    found = {}
    for table in REPORT_TABLES:
        path = folder / f"{table.name}.csv"
        if path.is_file():
            text, faults = table_text(path.read_bytes(), path.name)
            if text is None:
                raise InputError(faults)
            found[table] = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    return found


def _rows(book: str, sheet: Sheet, table: Table, faults: list[Fault]) -> list[list[str]]:
    lines = sheet.rows
    heads = {at: str(cell.value).strip() for at, cell in lines.get(1, {}).items()}
    columns = {column.name: column for column in table.columns}
    rows = [list(heads.values())]
    for number in range(2, max(lines, default=1) + 1):
        line = lines.get(number, {})
        row = []
        for at, name in heads.items():
            try:
                row.append(_text(line.get(at), columns.get(name)))
            except UnreadableError as error:
                do = "Format the cell as Text (文本) and type what is printed."
                where = Location(f"{book}, {sheet.place(number, at)}", column=name)
                faults.append(Fault(f"{name} must be text", str(error), where, do))
                row.append("")
        if any(row):
            rows.append(row)
    return rows


def _text(cell: Cell | None, column: Column | None) -> str:
    if cell is None or cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return cell.value
    if isinstance(cell.value, (dt.date, dt.time, dt.timedelta)):
        raise UnreadableError(f"{cell.value}, the spreadsheet took it for a date")
    if isinstance(cell.value, bool) or (column and column.kind in {"printed", "period", "unit"}):
        raise UnreadableError(f"{cell.value}, the spreadsheet took it for a number")
    read = number_text(cell)
    if read.unit:
        raise UnreadableError(f"{cell.value} in a format with {read.unit}")
    return read.text


def _csv(rows: list[list[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


def _changes(table: Table, before: list[list[str]], after: list[list[str]]) -> tuple[int, int, int]:
    def by_key(rows: list[list[str]]) -> dict[tuple[str, ...], dict[str, str]]:
        records = [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]
        return {tuple(record.get(name, "") for name in table.key): record for record in records}

    old, new = by_key(before), by_key(after)
    changed = sum(old[key] != new[key] for key in old.keys() & new.keys())
    return len(new.keys() - old.keys()), changed, len(old.keys() - new.keys())


def _faults(package: DataPackage, report_id: str, texts: Mapping[str, str]) -> tuple[Fault, ...]:
    """Return what the report's tables would have against them with these texts."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / package.root.name
        folder = root / "reports" / report_id
        shutil.copytree(package.folder(report_id), folder)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
        meta = json.loads((folder / "report.json").read_bytes())
        meta.pop("tables", None)  # rows that are gone were deleted on purpose
        (folder / "report.json").write_text(as_json(meta), encoding="utf-8")
        return ReportFolder.load(root, report_id, Lists.load(package.root)).faults
