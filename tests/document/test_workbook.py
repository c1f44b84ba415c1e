"""The tables of a report as a workbook: numbers with places, text never a formula, provenance."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from zoneanalysis.document.document import Document
from zoneanalysis.document.model import Cell, Column, Number, Provenance, Table
from zoneanalysis.document.workbook import columns_workbook, tables_workbook

SOURCE = Provenance(
    "f001", "工业投资", words="合计", numbers="1 + 2", interval="2.5 to 3.5", note="表1"
)


def table(caption: str, *cells: str | Number) -> Document:
    """Return a document with one table of one row."""
    columns = tuple(Column(f"c{at}") for at in range(len(cells)))
    rows = (tuple(Cell((each,)) for each in cells),)
    return Document((Table(caption, columns, rows, note="注"),))


def opened(*documents: Document, language: str = "zh"):
    """Return the workbook as a spreadsheet program reads it."""
    raw = tables_workbook(documents, language=language, date="2024-06-30")
    return openpyxl.load_workbook(io.BytesIO(raw))


def test_numbers_are_numbers_with_their_places():
    """Signs, thousands, percent; a dash, a date and a fraction stay text."""
    sheet = opened(table("表", "−3.20", "+1,234.5", "5.6%", "—", "2024-05-31", "3/4", "007"))["表"]
    cells = list(sheet[3])
    assert [cell.value for cell in cells[:3]] == [-3.2, 1234.5, 0.056]
    assert [cell.number_format for cell in cells[:3]] == [
        "0.00",
        "+#,##0.0;-#,##0.0;#,##0.0",
        "0.0%",
    ]
    assert [cell.value for cell in cells[3:7]] == ["—", "2024-05-31", "3/4", "007"]
    assert all(cell.data_type == "s" for cell in cells[3:7])


def test_text_that_looks_like_a_formula_stays_text():
    """It is never computed."""
    sheet = opened(table("=1+1", "=HYPERLINK(1)", "@x", "-cmd"))
    (name,) = [each for each in sheet.sheetnames if each != "数据来源"]
    assert sheet[name]["A3"].data_type == "s"
    assert sheet[name]["A3"].value == "=HYPERLINK(1)"
    assert sheet[name]["A1"].data_type == "s"


@pytest.mark.parametrize("note", ["=1+1", "{=1}", "https://example.org/", "mailto:a@example.org"])
def test_a_note_stays_text(note):
    """It runs over all columns, and is neither computed nor a link."""
    wide = Table("表", (Column("a"), Column("b")), ((Cell(("x",)), Cell(("y",))),), note=note)
    sheet = opened(Document((wide,)))["表"]
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A5:B5"]
    assert (sheet["A5"].value, sheet["A5"].data_type) == (note, "s")
    assert sheet["A5"].hyperlink is None


def test_the_last_sheet_says_where_each_number_comes_from():
    """Sheet, cell, arithmetic and interval."""
    book = opened(table("表", "x", Number("3.0", SOURCE)))
    assert book.sheetnames == ["表", "数据来源"]
    last = [cell.value for cell in book["数据来源"][3]]
    assert last == ["表", "B3", 3.0, "工业投资", "合计", "1 + 2", "2.5 to 3.5", "表1"]


def test_captions_become_titles_that_excel_takes():
    """No forbidden sign, 31 characters, none twice."""
    long = "各开发区工业投资与固定资产投资的完成情况及其与目标、全市和全省的比较:一览"
    names = opened(table(long, "1"), table(long, "2"), table("[a/b]", "3")).sheetnames
    assert len({each.lower() for each in names}) == 4
    assert all(len(each) <= 31 and not set(each) & set("[]:*?/\\") for each in names)


@pytest.mark.parametrize("caption", ["乙" * 40, "𠮷" * 40, "\x01乙", "'"])
def test_a_hundred_tables_of_one_caption_have_a_sheet_each(caption):
    """Excel counts a rare Han character as two."""
    names = opened(*[table(caption, "1")] * 101).sheetnames
    assert len({each.lower() for each in names}) == 102
    assert all(len(each.encode("utf-16-le")) <= 62 for each in names)


def test_the_same_tables_give_the_same_bytes():
    """No time in the file."""
    one = tables_workbook([table("表", "1")], language="zh", date="2024-06-30")
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {each.date_time[0] for each in archive.infolist()} == {1980}
        assert archive.read("docProps/core.xml").count(b"1980-01-01") == 2
    assert one == tables_workbook([table("表", "1")], language="zh", date="2024-06-30")


def test_a_sheet_is_as_wide_as_a_page_and_its_texts_wrap():
    """Long cells take lines, a note runs over all columns, heads stand on each page."""
    book = opened(table("表", "长" * 90, "-3.2", "长" * 90))
    for sheet in book:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToHeight, sheet.page_setup.orientation) == (0, "landscape")
        assert sheet.print_title_rows == "$1:$2"
        assert sum(each.width for each in sheet.column_dimensions.values()) <= 160
    sheet = book["表"]
    assert [bool(cell.alignment.wrap_text) for cell in sheet[3]] == [True, False, True]
    assert sheet.row_dimensions[3].height >= 4 * 15  # 90 Han in a third of a page
    assert sheet.row_dimensions[2].height is None
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A5:C5"]


def test_a_frame_keeps_its_numbers_and_its_texts():
    """Values can be summed there, what begins as a formula is text, and the bytes are settled."""
    columns = {"id": ["f1", "f2"], "value": [1.5, -2.0], "words": ["=1+1", "增长"]}
    raw = columns_workbook({"figures": columns})
    assert raw == columns_workbook({"figures": columns})
    sheet = openpyxl.load_workbook(io.BytesIO(raw))["figures"]
    assert [sheet.cell(row, 2).value for row in (2, 3)] == [1.5, -2.0]
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=1+1", "s")
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref == "A1:C3"
