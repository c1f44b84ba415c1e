"""Workbooks and separated values to text: a line a row, cells set apart by tabs (表格文件).

Nothing is computed: a formula counts for the value that was last saved with it.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from zoneanalysis.errors import InputError, Location
from zoneanalysis.extraction.inputs.limits import MOST_ELEMENTS, check_parts, too_much
from zoneanalysis.messages import Message
from zoneanalysis.reports.schema.decoding import shown

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["is_separated", "separated_text", "workbook_text"]

_CELL = re.compile(rb"<(?:\w+:)?(?:c|row)[\s/>]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_UNSAVED = re.compile(
    rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_SAMPLE = 40  # lines that show whether a text is a table
_SHORT = 40  # characters that a cell has at most, on the whole
_NUMBER = re.compile(r"[-+]?[\d,]*\d(?:\.\d+)?%?", re.ASCII)
_MOST_ROWS = 100_000


def workbook_text(raw: bytes, where: Location) -> tuple[str, tuple[Message, ...]]:
    """Return the text of an Excel workbook (.xlsx) and remarks on it.

    Every visible sheet in its order; numbers as their format shows them, with its places; merged
    cells hold their value once. Hidden sheets, rows and columns are left out and said.

    Raises
    ------
    InputError
        If the file is damaged or holds too much.
    """
    import openpyxl

    try:
        check_parts(raw, _CELL, where)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that openpyxl doesn't know
            book = openpyxl.load_workbook(io.BytesIO(raw), data_only=True, keep_links=False)
        computed, unsaved = _formulas(raw)
    except InputError:
        raise
    except Exception:  # noqa: BLE001 - openpyxl, zipfile and lxml raise whatever they meet
        raise InputError.single(
            must="a workbook must be whole and without a password",
            came="one that can't be opened",
            where=where,
            do="Open it in Excel or WPS, save it again as .xlsx or CSV.",
        ) from None
    seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden = len(book.worksheets) - len(seen)
    lines = [line for sheet in seen for line in (*_sheet(sheet, where), "")]
    remarks = []
    if computed:
        said = "{count} cells hold formulas: the values last saved with them are read"
        remarks.append(Message(said, {"count": computed}))
    if unsaved:
        said = "{count} formulas have no saved value: open the workbook, save it, pass it again"
        remarks.append(Message(said, {"count": unsaved}))
    if hidden:
        remarks.append(Message("{count} hidden sheets are left out", {"count": hidden}))
    return "".join(f"{line}\n" for line in lines), tuple(remarks)


def _formulas(raw: bytes) -> tuple[int, int]:
    """Return how many cells hold formulas, and how many of them no saved value."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]
    return tuple(sum(len(each.findall(sheet)) for sheet in sheets) for each in (_FORMULA, _UNSAVED))  # type: ignore[return-value]


def _sheet(sheet: Worksheet, where: Location) -> Iterator[str]:
    if sheet.max_row > _MOST_ROWS or sheet.max_row * sheet.max_column > 5 * MOST_ELEMENTS:
        raise too_much("cells", MOST_ELEMENTS, sheet.max_row * sheet.max_column, where)
    from openpyxl.utils import get_column_letter

    unseen = {name for name, each in sheet.column_dimensions.items() if each.hidden}
    for row in sheet.iter_rows():
        if sheet.row_dimensions[row[0].row or 1].hidden:
            continue
        cells = [
            ""
            if get_column_letter(cell.column or 1) in unseen
            else shown(cell.value, cell.number_format)
            for cell in row
        ]
        if any(cells):
            yield "\t".join(cells).rstrip("\t")


def is_separated(text: str) -> str:
    r"""Return what sets the cells of a table of separated values apart; "" where it is none.

    Examples
    --------
    >>> is_separated("县区,工业投资\n甲水县,20.0\n乙山县,18.0\n")
    ','
    >>> is_separated("工业投资完成54.76亿元,同比下降18.8%。\n税收增长5%。\n")
    ''
    """
    sample = [line for line in text.splitlines()[: 2 * _SAMPLE] if line.strip()][:_SAMPLE]
    for mark in (",", ";", "，"):
        rows = list(csv.reader(sample, delimiter=mark))
        wide = [row for row in rows if len(row) > 1]
        widths = {len(row) for row in wide}
        cells = [cell.strip() for row in wide for cell in row]
        numbers = sum(_NUMBER.fullmatch(cell) is not None for cell in cells)
        short = sum(len(cell) <= _SHORT for cell in cells)
        full = len(wide) >= 3 and len(wide) * 5 >= len(rows) * 3
        if full and len(widths) <= 2 and numbers * 4 >= len(cells) and short == len(cells):
            return mark
    return ""


def separated_text(text: str, mark: str, where: Location) -> str:
    """Return a table of separated values with its cells set apart by tabs.

    Raises
    ------
    InputError
        If a quotation mark is never closed, or it holds too much.
    """
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise InputError.single(
            must="quotation marks in a table of separated values must come in pairs",
            came=str(error),
            where=where,
            do="Export it again as CSV UTF-8.",
        ) from None
    if sum(map(len, rows)) > MOST_ELEMENTS:
        raise too_much("cells", MOST_ELEMENTS, sum(map(len, rows)), where)
    return "".join(f"{_joined(row)}\n" for row in rows)


def _joined(row: Sequence[str]) -> str:
    return "\t".join(" ".join(cell.split()) for cell in row).rstrip("\t")
