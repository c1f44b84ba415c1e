"""The tables of a report as one Excel workbook, with where each number comes from (导出表格)."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from zoneanalysis._version import __version__
from zoneanalysis.document.archive import settled
from zoneanalysis.document.model import Cell, Number, Run, Table
from zoneanalysis.messages import Message

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl.styles import Alignment, Font
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from zoneanalysis.document.document import Document

__all__ = ["frames_workbook", "tables_workbook"]

_NUMBER = re.compile(r"([+−-]?)([1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*)(?:\.(\d+))?(%?)", re.ASCII)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'（）()]")
_LONGEST = 31  # of a sheet's title
_LINE = 15  # high, in points
_TINT = "F3F6F9"  # of heads, as on the pages
_PAGE = 150  # the width of all columns together, in characters


def tables_workbook(documents: Sequence[Document], *, language: str, date: str) -> bytes:
    """Return a workbook with a sheet for each table, and one with the provenance of its numbers.

    A number is a number there, shown with its places; text is text, whatever it begins with, and
    never a formula. The same documents give the same bytes.

    Parameters
    ----------
    documents : sequence of Document
        In their order.
    language : {"zh", "en"}
    date : str
        Of the report, as YYYY-MM-DD.
    """
    from openpyxl import Workbook

    def say(message: Message) -> str:
        return message.render(language)

    book = Workbook()
    sources = book.active
    assert sources is not None
    sources.title = say(Message("Provenance"))
    heads = (
        Message("Sheet"),
        Message("Cell"),
        Message("Number"),
        Message("What it is"),
        Message("In words"),
        Message("Arithmetic"),
        Message("Interval"),
        Message("Remark"),
    )
    _row(sources, 1, [f"zoneanalysis {__version__}", date], bold=False)
    _row(sources, 2, [say(head) for head in heads], bold=True)
    line = 3
    tables = [
        block for document in documents for block in document.blocks if isinstance(block, Table)
    ]
    for table in tables:
        sheet = book.create_sheet(_title(table.caption, book))
        _row(sheet, 1, [table.caption], bold=True)
        _row(sheet, 2, [column.label for column in table.columns], bold=True)
        for number, cells in enumerate(table.rows, start=3):
            for at, cell in enumerate(cells, start=1):
                _write(sheet, number, at, _text(cell))
                for each in _numbers(cell):
                    assert each.provenance is not None
                    told = each.provenance
                    place = sheet.cell(number, at).coordinate
                    _row(
                        sources,
                        line,
                        [sheet.title, place, "", told.title, told.words, told.numbers,
                         told.interval, told.note],
                        bold=False,
                    )  # fmt: skip
                    _write(sources, line, 3, each.text)
                    line += 1
        sheet.freeze_panes = "B3"
        room = _PAGE // len(table.columns)
        for at, column in enumerate(table.columns, start=1):
            widest = max([len(column.label), *(len(_text(row[at - 1])) for row in table.rows)])
            letter = sheet.cell(2, at).column_letter
            sheet.column_dimensions[letter].width = min(max(room, 12), 6 + 1.4 * widest)
        if table.note:
            _row(sheet, len(table.rows) + 4, [table.note], bold=False)
            _over(sheet, len(table.rows) + 4, len(table.columns))
        _set_page(sheet)
    for letter, width in zip("ABCDEFGH", (20, 7, 10, 26, 26, 26, 18, 26), strict=True):
        sources.column_dimensions[letter].width = width
    sources.freeze_panes = "A3"
    _set_page(sources)
    book.move_sheet(sources, len(tables))
    book.active = 0
    written = io.BytesIO()
    book.save(written)
    return settled(written.getvalue())


def frames_workbook(
    frames: Mapping[str, pd.DataFrame],
    formats: Mapping[str, Mapping[str, Sequence[str]]] = MappingProxyType({}),
) -> bytes:
    """Return a workbook with a sheet for each frame, its index first, with filters on the heads.

    Numbers are numbers, text is text and never a formula. The same frames give the same bytes.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        By the name of the sheet.
    formats : mapping, optional
        Of a sheet's columns, the number format of each row, such as ``0.00"亿元"``.
    """
    import pandas as pd
    from openpyxl.styles import Alignment, Border, Font, PatternFill

    written = io.BytesIO()
    tint, bold = PatternFill("solid", fgColor=_TINT), Font(bold=True)
    with pd.ExcelWriter(written, engine="openpyxl") as book:
        for name, frame in frames.items():
            frame.astype(object).to_excel(book, sheet_name=name, freeze_panes=(1, 1))
            sheet = book.sheets[name]
            sheet.auto_filter.ref = sheet.dimensions
            _fit(sheet, "1:1")
            for column in sheet.columns:
                texts = [str(cell.value) for cell in column if cell.value is not None]
                width = min(48.0, 3 + 1.4 * max(map(len, texts), default=8))
                sheet.column_dimensions[column[0].column_letter].width = width
                column[0].font, column[0].fill, column[0].border = bold, tint, Border()
                column[0].alignment = Alignment(vertical="top")
                shown = formats.get(name, {}).get(column[0].value, ())
                for cell, each in zip(column[1:], shown, strict=False):
                    cell.number_format = each
                for cell in column:
                    if cell.data_type == "f":
                        cell.data_type = "s"
    return settled(written.getvalue())


def _title(caption: str, book: Workbook) -> str:
    wanted = _FORBIDDEN.sub(" ", caption).strip()[:_LONGEST].strip() or "table"
    title, number = wanted, 1
    while title.lower() in {each.lower() for each in book.sheetnames}:
        number += 1
        title = f"{wanted[: _LONGEST - 3]} {number}"
    return title


def _set_page(sheet: Worksheet) -> None:
    """Print a sheet as wide as a page, its heads on each, with long texts in several lines."""
    from openpyxl.utils import get_column_letter

    columns = range(1, sheet.max_column + 1)
    wide = {at: sheet.column_dimensions[get_column_letter(at)].width for at in columns}
    merged = {
        number for area in sheet.merged_cells for number in range(area.min_row, area.max_row + 1)
    }
    known: dict[object, Any] = {}
    for number, row in enumerate(sheet.iter_rows(min_row=2), start=2):
        lines = 1
        for at, cell in enumerate(row, start=1):
            text = cell.value if cell.data_type == "s" else None
            _set(cell, known, alignment=_alignment(text is not None))
            if text is not None and number not in merged:
                lines = max(lines, _lines(str(text), wide[at]))
        if lines > 1:  # LibreOffice doesn't find the height of a row by itself
            sheet.row_dimensions[number].height = _LINE * lines
    _fit(sheet, "1:2")


def _fit(sheet: Worksheet, heads: str) -> None:
    """Print a sheet as wide as a page, on as many pages as it takes."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = heads


def _over(sheet: Worksheet, row: int, columns: int) -> None:
    """Let a note run over all columns, with the lines that it takes there."""
    wide = sum(each.width for each in sheet.column_dimensions.values())
    sheet.row_dimensions[row].height = _LINE * _lines(str(sheet.cell(row, 1).value), wide)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)


def _lines(text: str, wide: float) -> int:
    """Return how many lines a text takes in a column; Han are nearly twice as wide as letters."""
    han = sum(unicodedata.east_asian_width(sign) in "WFA" for sign in text)
    return 1 + int((len(text) + 0.8 * han) / wide)


def _row(sheet: Worksheet, row: int, texts: Sequence[str], *, bold: bool) -> None:
    known: dict[object, Any] = {}
    for at, text in enumerate(texts, start=1):
        cell = sheet.cell(row, at, text)
        cell.data_type = "s"
        _set(cell, known, font=_font(bold))


def _set(cell: Any, known: dict[object, Any], **style: Any) -> None:
    """Set the font or the like of a cell, as of another one in a style like it that is known.

    openpyxl compares all that a font says with all others of the workbook, each time.
    """
    key = (*(cell._style or ()), *map(id, style.values()))  # noqa: SLF001
    if key in known:
        cell._style = copy(known[key])  # noqa: SLF001
        return
    for name, value in style.items():
        setattr(cell, name, value)
    known[key] = cell._style  # noqa: SLF001


@cache
def _font(bold: bool) -> Font:  # noqa: FBT001
    from openpyxl.styles import Font

    return Font(bold=bold)


@cache
def _alignment(wrapped: bool) -> Alignment:  # noqa: FBT001
    from openpyxl.styles import Alignment

    return Alignment(vertical="top", wrap_text=wrapped)


def _text(cell: Cell) -> str:
    return "".join(map(_run, cell.runs))


def _run(run: Run) -> str:
    return run if isinstance(run, str) else str(getattr(run, "text", "") or getattr(run, "alt", ""))


def _numbers(cell: Cell) -> Iterator[Number]:
    for run in cell.runs:
        if isinstance(run, Number) and run.provenance is not None:
            yield run


def _write(sheet: Worksheet, row: int, at: int, text: str) -> None:
    match = _NUMBER.fullmatch(text)
    cell = sheet.cell(row, at)
    if match is None:
        cell.value = text
        cell.data_type = "s"
        return
    sign, whole, places, percent = match.groups()
    value = float(f"{'-' if sign in {'−', '-'} else ''}{whole.replace(',', '')}.{places or 0}")
    shown = "#,##0" if "," in whole else "0"
    shown += f".{'0' * len(places)}" if places else ""
    cell.value = round(value / 100, len(places or "") + 2) if percent else value
    cell.number_format = shown + percent
    if sign == "+":
        cell.number_format = f"+{shown}{percent};-{shown}{percent};{shown}{percent}"
