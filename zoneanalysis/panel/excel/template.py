"""A workbook of a panel: empty to fill in, or with all that there is (模板与导出)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from zoneanalysis.messages import Language
from zoneanalysis.panel.excel.importing import ABOUT, about_rows
from zoneanalysis.panel.excel.own import OWN_TABLES
from zoneanalysis.panel.excel.words import Head, heads, spoken
from zoneanalysis.panel.panel import Panel
from zoneanalysis.reports.report import Area, Indicator
from zoneanalysis.reports.schema.columns import Column
from zoneanalysis.reports.schema.other_rows import area_row, indicator_row
from zoneanalysis.reports.schema.tables import AREAS, DATES, INDICATORS, ORIGIN

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["panel_workbook"]

_ROWS = 2000  # rows of a sheet that validation and formats reach to


def panel_workbook(
    areas: Mapping[str, Area],
    indicators: Mapping[str, Indicator],
    panel: Panel | None = None,
    *,
    language: Language = "zh",
) -> Workbook:
    """Return a workbook with a sheet for each table of a panel.

    Heads name units, carry a note on what goes into the column, and stay in sight; drop-down lists
    offer zones, indicators and words; days, numbers and ids are checked while one types.

    Parameters
    ----------
    areas, indicators : mapping
        What the lists offer, by code.
    panel : Panel, optional
        Its rows fill the sheets.
    language : {"zh", "en"}
        Of heads and titles.
    """
    from openpyxl import Workbook

    book = Workbook()
    about = book.active
    assert about is not None
    about.title = ABOUT[0 if language == "zh" else 1]
    for row in about_rows(panel.meta if panel else {}, language):
        about.append(row)
    about.column_dimensions["A"].width = 24
    about.column_dimensions["B"].width = 60
    records: dict[str, Sequence[Mapping[str, str]]] = {
        AREAS.name: [area_row(each) for each in areas.values()],
        INDICATORS.name: [indicator_row(each) for each in indicators.values()],
    }
    if panel is not None:
        for name, frame in panel.tables.items():
            records[name] = [
                {str(key): str(value) for key, value in row.items()}
                for row in frame.to_dict("records")
            ]
    names = {code: area.name_zh for code, area in areas.items()}
    names |= {code: each.name_zh for code, each in indicators.items()}
    titles = {head.table: head.label(language) for head in heads() if not head.column}
    ranges = {
        "zone": f"'{titles[AREAS.name]}'!$C$2:$C$500",
        "indicator": f"'{titles[INDICATORS.name]}'!$B$2:$B$500",
    }
    for name in OWN_TABLES:
        _sheet(book, name, titles[name], records.get(name, ()), names, ranges, language)
    return book


def _sheet(
    book: Workbook,
    name: str,
    title: str,
    records: Sequence[Mapping[str, str]],
    names: Mapping[str, str],
    ranges: Mapping[str, str],
    language: Language,
) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet: Worksheet = book.create_sheet(title)
    table = OWN_TABLES[name]
    listed = {head.column: head for head in heads() if head.table == name and head.column}
    fixed = any(head.unit for head in listed.values()) and _one_unit(records, listed)
    unseen = {ORIGIN, "unit"} if fixed else {ORIGIN}
    columns = [column for column in table.columns if column.name not in unseen]
    last = max(_ROWS, len(records) + 200)
    for at, column in enumerate(columns, start=1):
        head = listed[column.name]
        plain_head = head.zh if language == "zh" else head.en
        cell = sheet.cell(1, at, head.label(language) if fixed else plain_head)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E79")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        note = head.note_zh if language == "zh" else column.description
        optional = "（可空）" if language == "zh" else " (optional)"
        cell.comment = Comment(note + ("" if column.required else optional), "zoneanalysis")
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = 26 if column.kind == "text" else 15
        if column.pattern == DATES:
            sheet.column_dimensions[letter].number_format = "yyyy-mm-dd"
        elif column.kind not in {"decimal", "integer"}:  # 2024-1 typed in stays what it is
            sheet.column_dimensions[letter].number_format = "@"
        offered = {value: word for word, value in spoken(column).items() if language == "zh"}
        _validate(sheet, column, f"{letter}2:{letter}{last}", ranges, offered, note)
        for number, record in enumerate(records, start=2):
            text = record.get(column.name, "")
            _write(sheet, number, at, column, offered.get(text, text), names)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(2, len(records) + 1)}"


def _one_unit(records: Sequence[Mapping[str, str]], listed: Mapping[str, Head]) -> bool:
    """Return whether all amounts stand in the unit that the heads name."""
    wanted = {head.unit for head in listed.values() if head.unit}
    return {record["unit"] for record in records} <= wanted


def _write(
    sheet: Worksheet, row: int, at: int, column: Column, text: str, names: Mapping[str, str]
) -> None:
    import datetime as dt

    if text == "":
        return
    cell = sheet.cell(row, at)
    if column.name in {"zone", "zones", "indicator"}:
        cell.value = names.get(text, text)
    elif column.pattern == DATES:
        cell.value = dt.date.fromisoformat(text)
        cell.number_format = "yyyy-mm-dd"
    elif column.kind == "decimal":
        _, _, places = text.partition(".")
        cell.value = float(text)
        cell.number_format = f"0.{'0' * len(places)}" if places else "0"
    else:
        cell.value = text
        cell.number_format = "@"


def _validate(
    sheet: Worksheet,
    column: Column,
    cells: str,
    ranges: Mapping[str, str],
    said: Mapping[str, str],
    note: str,
) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    options: dict[str, Any] = {}
    if column.name in {"zone", "zones", "indicator"}:
        source = ranges["indicator" if column.name == "indicator" else "zone"]
        options = {"type": "list", "formula1": f"={source}"}
    elif column.values:
        offered = ",".join(said.get(each, each) for each in column.values)
        options = {"type": "list", "formula1": f'"{offered}"'}
    elif column.pattern == DATES:
        options = {"type": "date", "operator": "between", "formula1": "36526", "formula2": "73050"}
    elif column.kind == "decimal":
        least = "-1000000000" if column.pattern.startswith("-") else "0"
        options = {"type": "decimal", "operator": "between", "formula1": least,
                   "formula2": "1000000000"}  # fmt: skip
    if not options:
        return
    rule = DataValidation(allow_blank=not column.required, showErrorMessage=True, **options)
    rule.error = note[:220]
    sheet.add_data_validation(rule)
    rule.add(cells)
