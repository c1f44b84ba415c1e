"""Tables in Word, HTML, Excel and CSV files become the same lines. 云川市 is invented."""

import io
import zipfile
import zlib
from importlib.resources import files

import docx
import openpyxl
import pytest
import typst

from zoneanalysis.errors import InputError
from zoneanalysis.extraction import extract, read_source
from zoneanalysis.extraction.inputs.limits import MOST_ELEMENTS
from zoneanalysis.extraction.tables.grid import grids_of, is_value

TITLE = "云川市2024年1-6月各县区工业投资完成情况"
HEADS = [["县区", "工业投资（亿元）", ""], ["", "总量", "占比（%）"]]
ROWS = [["甲水县", "20.0", "40.0"], ["乙山县", "30.0", "60.0"], ["合计", "50.0", "100.0"]]
WANTED = (
    TITLE + "\n县区\t工业投资（亿元）\n\t总量\t占比（%）\n"
    "甲水县\t20.0\t40.0\n乙山县\t30.0\t60.0\n合计\t50.0\t100.0\n"
)


def word():
    """Return the table in a Word file, its heads merged."""
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(rows=5, cols=3)
    for i, row in enumerate(HEADS + ROWS):
        for j, text in enumerate(row):
            table.cell(i, j).text = text
    table.cell(0, 1).merge(table.cell(0, 2)).text = "工业投资（亿元）"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "县区"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def page():
    """Return the table as HTML."""
    rows = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in ROWS)
    return (
        f"<html><body><p>{TITLE}</p><table><tr><th rowspan=2>县区</th>"
        "<th colspan=2>工业投资（亿元）</th></tr><tr><th>总量</th><th>占比（%）</th></tr>"
        f"{rows}</table></body></html>"
    ).encode()


def workbook(formula=False):
    """Return the table as a workbook; its shares are numbers with a percent format."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ([TITLE], *HEADS):
        sheet.append(row)
    sheet.merge_cells("B2:C2")
    for name, total, share in ROWS:
        sheet.append([name, float(total), float(share)])
    if formula:
        sheet["B6"] = "=SUM(B4:B5)"
    for row in range(4, 7):
        sheet[f"B{row}"].number_format = sheet[f"C{row}"].number_format = "0.0"
    hidden = book.create_sheet("底稿")
    hidden.append(["工业投资", 99.9])
    hidden.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def separated():
    """Return the table as CSV."""
    lines = [f"{TITLE},,", *(",".join(row) for row in HEADS + ROWS)]
    return "\n".join(lines).encode()


@pytest.mark.parametrize("make", [word, page, workbook, separated])
def test_every_format_gives_the_same_text(make):
    """A cell that spans others leaves them empty."""
    assert read_source(make()).text.rstrip("\n") + "\n" == WANTED


@pytest.mark.parametrize("make", [word, page, workbook, separated])
def test_figures_stand_where_they_stand_in_the_text(make):
    """Offsets count in the text that is kept."""
    source = read_source(make())
    (report,) = extract(source.text, "云川市").reports
    assert [draft.printed for draft in report.drafts] == [
        "20.0",
        "40.0",
        "30.0",
        "60.0",
        "50.0",
        "100.0",
    ]
    for draft in report.drafts:
        assert source.text.startswith(draft.printed, draft.char_start)
    assert {p.pattern for p in report.proposals} == {"table.share", "table.total"}


def test_formulas_are_not_computed():
    """One without a saved value is an empty cell, and it is said."""
    source = read_source(workbook(formula=True))
    assert "合计\t\t100.0" in source.text
    said = [remark.render("en") for remark in source.remarks]
    assert said == [
        "1 cells hold formulas: the values last saved with them are read",
        "1 formulas have no saved value: open the workbook, save it, pass it again",
        "1 hidden sheets are left out",
    ]


def test_numbers_of_a_workbook_have_the_places_that_are_shown():
    """54.7649 shown with two places is 54.76, a half rounded up; a percentage is one.

    A % in quotation marks is only written behind: 3.8 in the format 0.0"%" is 3.8%.
    """
    book = openpyxl.Workbook()
    book.active.append(["工业投资", 54.7649, 0.188, 1234.5, 84, 0.1 + 0.2, 5.25, 3.8])
    patterns = ("0.00", "0.0%", "#,##0.00", "General", "General", "0.0", '0.0"%"')
    for cell, pattern in zip("BCDEFGH", patterns, strict=True):
        book.active[f"{cell}1"].number_format = pattern
    buffer = io.BytesIO()
    book.save(buffer)
    assert first_line(buffer.getvalue()) == "工业投资\t54.76\t18.8%\t1,234.50\t84\t0.3\t5.3\t3.8%"


def first_line(raw):
    """Return the first line of a file's text."""
    return read_source(raw).text.split("\n", 1)[0]


def test_a_page_laid_out_by_tables_is_prose():
    """A table with one cell a row, or with tables inside, holds no data of its own."""
    inner = (
        "<table><tr><td>工业投资</td><td>5.0</td></tr><tr><td>税收</td><td>2.0</td></tr></table>"
    )
    html = f"<table><tr><td><p>云川市</p><p>工业投资完成5.0亿元。</p>{inner}</td></tr></table>"
    assert (
        read_source(html.encode()).text
        == "云川市\n工业投资完成5.0亿元。\n工业投资\t5.0\n税收\t2.0\n"
    )


def test_tables_in_cells_of_a_word_table_follow_it():
    """Neither is lost, and their cells don't mix."""
    document = docx.Document()
    document.add_paragraph("云川市工业投资")
    outer = document.add_table(rows=2, cols=2)
    outer.cell(0, 0).text, outer.cell(0, 1).text = "县区", "税收"
    outer.cell(1, 0).text = "甲水县"
    inner = outer.cell(1, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "国税", "3.0"
    buffer = io.BytesIO()
    document.save(buffer)
    assert read_source(buffer.getvalue()).text == "云川市工业投资\n县区\t税收\n甲水县\n国税\t3.0\n"


@pytest.mark.parametrize(
    ("text", "separated"),
    [
        ("县区,工业投资\n甲水县,20.0\n乙山县,18.0\n", True),
        ("县区;工业投资\n甲水县;20,0\n乙山县;18.0\n", True),
        ("云川市,工业投资完成54.76亿元,同比下降18.8%.\n税收,增长5%.\n出口,增长6%.\n", False),
    ],
)
def test_separated_values_are_told_from_prose_with_commas(text, separated):
    """By cells that are numbers, as many in each row."""
    assert (read_source(text.encode()).kind == "csv") is separated


@pytest.mark.parametrize(
    ("text", "value"),
    [("54.76", True), ("-3.1%", True), ("—", True), ("…", True), ("下降3.1", True), ("12.0*", True),
     ("2024年", False), ("6月", False), ("甲水县", False), ("5个工作日", False), ("1-6月", False)],
)  # fmt: skip
def test_what_a_cell_holds(text, value):
    """A figure, the sign that none is printed, or words."""
    assert is_value(text) is value


def test_the_head_of_a_table_goes_on_over_a_page():
    """Rows after a page number belong to the table before."""
    text = "县区\t投资\n甲水县\t2.0\n3\n乙山县\t1.0\n"
    first, second = grids_of(text)
    assert [cell.text for cell in second.heads[0]] == ["县区", "投资"]
    assert first.heads == second.heads


def zipped(**parts):
    """Return a ZIP archive of named parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


BOMBS = {
    "word, empty paragraphs": lambda: zipped(
        **{"word__document.xml": "<w:p/>" * (MOST_ELEMENTS + 1)}
    ),
    "word, one long part": lambda: zipped(**{"word__document.xml": " " * 20_000_001}),
    "excel, cells": lambda: zipped(
        **{"xl__workbook.xml": "<x/>", "xl__worksheets__sheet1.xml": "<c/>" * (MOST_ELEMENTS + 1)}
    ),
    "html, tags": lambda: b"<html><body>" + b"<p>" * (MOST_ELEMENTS + 1),
    "html, spans": lambda: (
        b"<html><body><table>"
        + (b"<tr>" + b"<td rowspan=900 colspan=900>5</td>" * 300 + b"</tr>") * 2
        + b"<tr></tr>" * 300
        + b"</table>"
    ),
    "html, long": lambda: b"<html><body>" + b"a" * 20_000_001,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(name):
    """Before it is parsed; the error says how much is too much."""
    with pytest.raises(InputError, match="a document must hold at most"):
        read_source(BOMBS[name]())


def pages_of_one_stream(pages, marks):
    """Return a small PDF each of whose pages draws the same, so many times a number."""
    drawn = zlib.compress(b"BT /F 9 Tf 9 9 Td (1) Tj ET\n" * marks)
    kids = " ".join(f"{number} 0 R" for number in range(5, 5 + pages))
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/MediaBox[0 0 99 99]/Count %d/Kids[%s]>>" % (pages, kids.encode()),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(drawn), drawn),
        *[page] * pages,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, b"".join(places))
    return (
        out + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    )


def test_pages_that_share_what_they_draw_are_counted_each(monkeypatch):
    """Three hundred pages of sixty kilobytes took a minute, and gave no text."""
    monkeypatch.setattr("zoneanalysis.extraction.inputs.pdf.MOST_CHARACTERS", 1000)
    with pytest.raises(InputError, match="more, by page 4"):
        read_source(pages_of_one_stream(6, 300))


def printed(body):
    """Return a PDF of a Typst body, set in the package's own font."""
    fonts = str(files("zoneanalysis").joinpath("document", "fonts"))
    head = "#set text(size: 10pt)\n#set page(width: 15cm, height: 22cm)\n"
    return typst.compile((head + body).encode(), font_paths=[fonts], ignore_system_fonts=True)


def test_the_table_of_a_pdf_has_its_columns():
    """By where the words stand; prose with blanks around its numbers stays as it is."""
    rows = "".join(f"[{cell}]," for row in ROWS for cell in row)
    body = (
        f"{TITLE}\n\n上半年，全市工业投资完成 50.0 亿元，同比下降 1.5%。\n\n"
        f"#table(columns: (4cm, 3cm, 3cm), [县区], table.cell(colspan: 2)[工业投资（亿元）],"
        f"[], [总量], [占比（%）], {rows})\n"
    )
    text = read_source(printed(body)).text
    assert WANTED.removeprefix(TITLE) in f"\n{text.partition('1.5%。')[2].lstrip()}"
    assert "完成 50.0 亿元，同比" in text


def test_two_columns_of_prose_are_read_one_by_one():
    """However the page's lines alternate between them."""
    left = ["工业投资完成五成以上，", "其中制造业占比提高，", "形势总体向好。"]
    right = ["税收收入稳定增长，", "结构继续优化，", "外贸出口下降。"]
    cells = "".join(f"[{a}],[{b}]," for a, b in zip(left, right, strict=True))
    body = f"云川市情况通报\n\n#grid(columns: (5.5cm, 5.5cm), gutter: 1cm, {cells})\n"
    assert "".join(left + right) in read_source(printed(body)).text.replace("\n", "")
