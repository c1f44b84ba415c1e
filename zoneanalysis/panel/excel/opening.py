"""Opens a workbook as data: values alone, nothing run or followed, within limits (打开工作簿)."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from zoneanalysis.errors import Fault, InputError, Location

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

__all__ = ["Book", "Cell", "Place", "Sheet", "open_book"]

LARGEST_FILE = 100_000_000
LARGEST_UNPACKED = 1_000_000_000
MOST_CELLS = 5_000_000
_ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"}
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Cell:
    """A cell that holds something.

    Parameters
    ----------
    value : object
        Number, text, date or truth value; a formula's is the one that the file stores.
    format : str
        How the spreadsheet shows a number.
    formula : bool
        Whether the value came from a formula.
    """

    value: Any
    format: str = "General"
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands: sheet 项目台账, cell D5."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"sheet {self.sheet}, cell {self._cell}"

    @property
    def _cell(self) -> str:
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(self.column)}{self.row}"

    def seen_from(self, book: str) -> str:
        """Return it as a spreadsheet names a cell of another file: [月报.xlsx]项目台账!D5."""
        return f"[{book}]{self.sheet}!{self._cell}"


@dataclass(frozen=True)
class Sheet:
    """A sheet: its cells by row and column, both from 1."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(repr=False)
    broken: frozenset[tuple[int, int]] = frozenset()  # cells that hold an error, or no value

    def place(self, row: int, column: int) -> Place:
        """Return where a cell stands."""
        return Place(self.name, row, column)

    def places(self, rows: Sequence[int], column: int) -> str:
        """Return where cells of a column stand: sheet 工业投资, cells D5:D8."""
        from openpyxl.utils import get_column_letter

        if len(rows) == 1:
            return str(self.place(rows[0], column))
        letter = get_column_letter(column)
        if rows[-1] - rows[0] == len(rows) - 1:
            return f"sheet {self.name}, cells {letter}{rows[0]}:{letter}{rows[-1]}"
        return f"sheet {self.name}, cells {', '.join(f'{letter}{row}' for row in rows)}"

    @cached_property
    def rows(self) -> dict[int, dict[int, Cell]]:
        """Cells by row, then by column, both in order."""
        found: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in sorted(self.cells.items(), key=lambda item: item[0]):
            found.setdefault(row, {})[column] = cell
        return found


@dataclass(frozen=True)
class Book:
    """A workbook: its file's name, its sheets, what was left aside in it, what couldn't be read."""

    name: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def open_book(path: Path) -> Book:
    """Return the cells of a workbook.

    Macros and links to other files are never run or followed; of a formula the value is read that
    the file stores, and marked. A cell with a formula's error (#REF!) is a fault.

    Raises
    ------
    InputError
        Where the file is no workbook, is protected by a password, is damaged, or is too large.
    """
    try:
        _check(path)
        return _read(path)
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, EOFError,
            NotImplementedError, zipfile.BadZipFile, zlib.error, ParseError) as error:  # fmt: skip
        raise _refused(path, f"a damaged one ({type(error).__name__}: {error})"[:160]) from None


def _read(path: Path) -> Book:
    notes = []
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if any(each.endswith("vbaProject.bin") for each in names):
            notes.append("macros: left aside, never run")
        if any(each.startswith("xl/externalLinks/") for each in names):
            notes.append("links to other workbooks: not followed, stored values are used")
    faults: list[Fault] = []
    written = _load(path, values=False)
    stored: Workbook | None = None
    sheets = []
    for name in (each.title for each in written.worksheets if _is_visible(each)):
        cells = dict(_cells(written[name]))
        formulas = [at for at, cell in cells.items() if cell.formula]
        if formulas:
            stored = stored or _load(path, values=True)
            values = dict(_cells(stored[name]))
            for at in formulas:
                found = values.get(at)
                cells[at] = Cell(None if found is None else found.value,
                                 cells[at].format, formula=True)  # fmt: skip
        broken = frozenset(at for at, cell in cells.items() if _is_broken(cell))
        sheet = Sheet(name, {at: c for at, c in cells.items() if at not in broken}, broken)
        faults += [_broken(cells[at], f"{path.name}, {sheet.place(*at)}") for at in sorted(broken)]
        sheets.append(sheet)
    notes += [f"sheet {each.title}: hidden" for each in written.worksheets if not _is_visible(each)]
    return Book(path.name, tuple(sheets), tuple(notes), tuple(faults))


def _refused(path: Path, came: str, do: str = "") -> InputError:
    return InputError.single(
        must="the file must be an Excel workbook (.xlsx) that opens without a password",
        came=came,
        where=Location(file=path.name),
        do=do or "Open it in a spreadsheet program and save it again as .xlsx.",
    )


def _check(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(4)
            size = path.stat().st_size
            if size > LARGEST_FILE:
                raise _refused(
                    path,
                    f"a file of {size / 1e6:,.0f} MB, more than {LARGEST_FILE / 1e6:,.0f}",
                    "Take out pictures and sheets that aren't needed, or split it by city.",
                )
            if head == _OLE:
                file.seek(0)
                if _ENCRYPTED in file.read():
                    raise _refused(
                        path, "one protected by a password", "Save a copy without the password."
                    )
                raise _refused(path, "an old workbook (.xls)", "Save it as .xlsx.")
    except OSError as error:
        raise _refused(path, error.strerror or str(error), "Check the path.") from None
    if not zipfile.is_zipfile(path):
        raise _refused(path, "something else, or a damaged one")
    with zipfile.ZipFile(path) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise _refused(path, "an archive without a workbook in it")
        unpacked = sum(each.file_size for each in archive.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise _refused(path, f"one that unpacks to {unpacked / 1e6:,.0f} MB")


def _load(path: Path, *, values: bool) -> Workbook:
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts that openpyxl leaves out: charts, validation
        return load_workbook(path, read_only=True, data_only=values, keep_links=False)


def _is_visible(sheet: Any) -> bool:
    return bool(sheet.sheet_state == "visible")


def _cells(sheet: Any) -> Iterator[tuple[tuple[int, int], Cell]]:
    sheet.reset_dimensions()  # a sheet may say that it has a million rows
    count = 0
    for line in sheet.iter_rows():
        for cell in line:
            value = cell.value
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            count += 1
            if count > MOST_CELLS:
                raise ValueError(f"more than {MOST_CELLS:,} cells in the sheet {sheet.title}")
            formula = cell.data_type == "f"
            yield (cell.row, cell.column), Cell(value, cell.number_format or "General", formula)


def _is_broken(cell: Cell) -> bool:
    return cell.value in _ERRORS or (cell.formula and cell.value is None)


def _broken(cell: Cell, place: str) -> Fault:
    return Fault(
        "a cell must hold a value",
        "a formula without a stored value" if cell.value is None else f"the error {cell.value}",
        Location(file=place),
        "Mend the formula, or type the value; save the file in a spreadsheet program.",
    )
