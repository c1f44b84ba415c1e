"""The tables of a report as one Excel workbook, with where each number comes from (导出表格)."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from zoneanalysis._version import __version__
from zoneanalysis.document.model import Cell, Number, Run, Table
from zoneanalysis.messages import Message

if TYPE_CHECKING:
    from zoneanalysis.document.document import Document

__all__ = ["columns_workbook", "tables_workbook"]

_NUMBER = re.compile(r"([+−-]?)([1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*)(?:\.(\d+))?(%?)", re.ASCII)
_FORBIDDEN = re.compile(r"[\x00-\x1f\[\]:*?/\\'（）()]")
_LONGEST = 31  # of a sheet's title, in units of UTF-16
_MOST = 32_767  # signs of a cell, in Excel
_LINE = 15  # high, in points
_TINT = "#F3F6F9"  # of heads, as on the pages
_PAGE = 150  # the width of all columns together, in characters
_BESIDE = 5 / 7  # what XlsxWriter adds to the width of a column, in digits
_MADE = dt.datetime(1980, 1, 1)  # noqa: DTZ001 -- the same bytes everywhere
_A4 = 9


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
    from xlsxwriter.utility import xl_rowcol_to_cell

    def say(message: Message) -> str:
        return message.render(language)

    book = _Book()
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
    sources: list[list[str]] = []
    last = say(Message("Provenance"))
    titles = {last.lower()}
    tables = [
        block for document in documents for block in document.blocks if isinstance(block, Table)
    ]
    for table in tables:
        title = _title(table.caption, titles)
        for row, cells in enumerate(table.rows, start=2):
            for at, cell in enumerate(cells):
                for each in _numbers(cell):
                    assert each.provenance is not None
                    told = each.provenance
                    place = xl_rowcol_to_cell(row, at)
                    sources.append([title, place, each.text, told.title, told.words, told.numbers,
                                    told.interval, told.note])  # fmt: skip
        rows = [[_text(cell) for cell in cells] for cells in table.rows]
        labels = [column.label for column in table.columns]
        room = _PAGE // len(labels)
        widest = [max(map(len, column)) for column in zip(labels, *rows, strict=True)]
        widths = [min(max(room, 12), 6 + 1.4 * each) for each in widest]
        sheet = book.add(title, heads=2)
        book.write(sheet, 0, 0, table.caption, bold=True)
        book.texts(sheet, [labels, *rows], widths, {*range(len(labels))})
        if table.note:
            below = len(rows) + 3
            if len(labels) > 1:
                sheet.merge_range(below, 0, below, len(labels) - 1, "", book.look(wrap=True))
            book.write(sheet, below, 0, table.note, wrap=True)
            sheet.set_row(below, _LINE * _lines(table.note, sum(widths)))
    sheet = book.add(last, heads=2)
    sheet.freeze_panes(2, 0)
    for at, text in enumerate((f"zoneanalysis {__version__}", date)):
        book.write(sheet, 0, at, text)
    book.texts(sheet, [[*map(say, heads)], *sources], [20, 7, 10, 26, 26, 26, 18, 26], {2})
    return book.bytes()


def columns_workbook(
    sheets: Mapping[str, Mapping[str, Sequence[Any]]],
    formats: Mapping[str, Mapping[str, Sequence[str]]] = MappingProxyType({}),
) -> bytes:
    """Return a workbook with a sheet for each table, with filters on the heads.

    Numbers are numbers, text is text and never a formula. The same tables give the same bytes.

    Parameters
    ----------
    sheets : mapping
        By the name of the sheet its columns, by their heads, the one that stays in view first.
    formats : mapping, optional
        Of a sheet's columns, the number format of each row, such as ``0.00"亿元"``.
    """
    book = _Book()
    for name, columns in sheets.items():
        sheet = book.add(name, heads=1)
        sheet.autofilter(0, 0, max(map(len, columns.values())), len(columns) - 1)
        for at, (head, column) in enumerate(columns.items()):
            sheet.write_string(0, at, head, book.look(bold=True, tint=True))
            shown, widest = formats.get(name, {}).get(head, ()), len(head)
            for row, value in enumerate(column, start=1):
                if value in (None, "") or value != value:  # that is no number
                    continue
                widest = max(widest, len(str(value)))
                look = book.look(shown[row - 1]) if shown else None
                if isinstance(value, str) or abs(value) == math.inf:
                    sheet.write_string(row, at, str(value)[:_MOST], look)
                else:
                    sheet.write(row, at, value, look)
            sheet.set_column(at, at, min(48.0, 3 + 1.4 * widest) - _BESIDE)
    return book.bytes()


@dataclass
class _Book:
    """A workbook without a time in it; each look of its cells is made once."""

    out: io.BytesIO = field(default_factory=io.BytesIO)
    looks: dict[tuple[object, ...], Any] = field(default_factory=dict)

    @cached_property
    def book(self) -> Any:
        from xlsxwriter import Workbook

        made = Workbook(self.out, {"in_memory": True})
        made.set_properties({"created": _MADE})
        return made

    def add(self, title: str, heads: int) -> Any:
        """Return a new sheet, printed as wide as a page, its heads on each."""
        sheet = self.book.add_worksheet(title)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, heads - 1)
        sheet.freeze_panes(heads, 1)
        return sheet

    def look(
        self, shown: str = "", *, bold: bool = False, wrap: bool = False, tint: bool = False
    ) -> Any:
        """Return how cells look: their number format, their type, whether they take lines."""
        key = shown, bold, wrap, tint
        if key not in self.looks:
            look: dict[str, object] = {"valign": "top", "bold": bold, "text_wrap": wrap}
            look |= {"num_format": shown} if shown else {}
            look |= {"bg_color": _TINT} if tint else {}
            self.looks[key] = self.book.add_format(look)
        return self.looks[key]

    def write(
        self, sheet: Any, row: int, at: int, text: str, *, bold: bool = False, wrap: bool = False
    ) -> None:
        """Write a text as a text; none leaves the cell empty."""
        if text:
            sheet.write_string(row, at, text[:_MOST], self.look(bold=bold, wrap=wrap))

    def texts(
        self,
        sheet: Any,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        numbers: Container[int],
    ) -> None:
        """Write heads and what stands below; in columns *numbers* a number is one.

        Long texts take several lines.
        """
        for at, wide in enumerate(widths):
            sheet.set_column(at, at, wide - _BESIDE)
        for row, texts in enumerate(rows, start=1):
            lines = 1
            for at, text in enumerate(texts):
                if row > 1 and at in numbers and (known := _value(text)):
                    sheet.write_number(row, at, known[0], self.look(known[1]))
                else:
                    self.write(sheet, row, at, text, bold=row == 1, wrap=True)
                    lines = max(lines, _lines(text, widths[at]))
            if lines > 1:  # LibreOffice doesn't find the height of a row by itself
                sheet.set_row(row, _LINE * lines)

    def bytes(self) -> bytes:
        """Return the file."""
        self.book.close()
        return self.out.getvalue()


def _title(caption: str, taken: set[str]) -> str:
    """Return a title that Excel takes and no other sheet has, and note it."""
    wanted = _cut(_FORBIDDEN.sub(" ", caption).strip(), _LONGEST) or "table"
    title, number = wanted, 1
    while title.lower() in taken:
        number += 1
        title = f"{_cut(wanted, _LONGEST - 1 - len(str(number)))} {number}"
    taken.add(title.lower())
    return title


def _cut(text: str, most: int) -> str:
    """Return the beginning of a text; Excel counts a rare Han character or a picture as two."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore").strip()


def _lines(text: str, wide: float) -> int:
    """Return how many lines a text takes in a column; Han are nearly twice as wide as letters."""
    if 1.8 * len(text) < wide:
        return 1
    return 1 + int((len(text) + 0.8 * sum(map(_is_han, text))) / wide)


@cache
def _is_han(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WFA"


def _text(cell: Cell) -> str:
    return "".join(map(_run, cell.runs))


def _run(run: Run) -> str:
    return run if isinstance(run, str) else str(getattr(run, "text", "") or getattr(run, "alt", ""))


def _numbers(cell: Cell) -> Iterator[Number]:
    for run in cell.runs:
        if isinstance(run, Number) and run.provenance is not None:
            yield run


def _value(text: str) -> tuple[float, str] | None:
    """Return the value of a text that is a number, and the format that shows it as it stands."""
    if (match := _NUMBER.fullmatch(text)) is None:
        return None
    sign, whole, places, percent = match.groups()
    value = float(f"{'-' if sign in {'−', '-'} else ''}{whole.replace(',', '')}.{places or 0}")
    shown = "#,##0" if "," in whole else "0"
    shown += f".{'0' * len(places)}{percent}" if places else percent
    value = round(value / 100, len(places or "") + 2) if percent else value
    return value, f"+{shown};-{shown};{shown}" if sign == "+" else shown
