"""The exporter zone-pdf: complete, archival, accessible, and made of nothing but the notebook."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from nbformat.v4 import new_output
from pypdf import PdfReader

from tests.document.demo import demo
from tests.document.export.notebooks import PNG, code, document, notebook, report, shows, text
from tests.document.test_html import everywhere
from tests.document.test_typst import HARMFUL
from zoneanalysis.document import model as m
from zoneanalysis.document import reading
from zoneanalysis.document.document import Document
from zoneanalysis.document.export import ZonePDFExporter, export_notebook
from zoneanalysis.errors import InputError


def read(nb: Any, **settings: Any) -> PdfReader:
    """Return the PDF of a notebook, opened by another library."""
    return PdfReader(io.BytesIO(export_notebook(nb, format="pdf", **settings)))


def words(pdf: PdfReader) -> str:
    """Return all text of a PDF, without spaces and line ends."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pdf.pages))


def metadata(pdf: PdfReader) -> str:
    """Return the XMP metadata as text."""
    stream = pdf.trailer["/Root"]["/Metadata"].get_object()  # type: ignore[index]
    return bytes(stream.get_data()).decode("utf-8")


def structure(pdf: PdfReader) -> list[Any]:
    """Return every element of the structure tree."""
    found: list[Any] = []
    waiting = [pdf.trailer["/Root"]["/StructTreeRoot"]]  # type: ignore[index]
    while waiting:
        item = waiting.pop()
        item = item.get_object() if hasattr(item, "get_object") else item
        if isinstance(item, dict):
            found.append(item)
            kids = item.get("/K", [])
            waiting += kids if isinstance(kids, list) else [kids]
    return found


@pytest.fixture(scope="module", params=["zh", "en"])
def pdf(request: pytest.FixtureRequest) -> PdfReader:
    """Return the report in one language, exported once."""
    return read(report(request.param))


def language_of(pdf: PdfReader) -> str:
    """Return the language that the PDF says it is in."""
    return str(pdf.trailer["/Root"]["/Lang"])  # type: ignore[index]


def test_text_of_every_block_is_extractable(pdf: PdfReader) -> None:
    """Each text of the document stands in the PDF as text."""
    language: m.Language = "zh" if language_of(pdf).startswith("zh") else "en"
    found = words(pdf)
    shown = [
        getattr(part, name)
        for part in reading.parts(demo(language).blocks)
        for name in ("text", "title", "caption", "note", "label", "subtitle")
        if isinstance(getattr(part, name, None), str) and not isinstance(part, m.Provenance)
    ]
    shown += [
        run
        for part in reading.parts(demo(language).blocks)
        for run in getattr(part, "runs", ())
        if isinstance(run, str)
    ]
    assert len(shown) > 300
    missing = {
        t for t in shown if re.sub(r"\s", "", t).replace("-", "") not in found.replace("-", "")
    }
    assert not missing


def test_a_number_in_chinese_stands_off_the_sign_before_it() -> None:
    """A period that keeps together does so with its sign, or no gap is left between them."""
    title = "云川市开发区2031年度运行评估"
    blocks = (
        m.Cover(title, "", (), brief=True),
        m.Paragraph(("增速比1—5月回落，为2027—2031年最低。",)),
    )
    made = notebook(code("x", document(Document(blocks, "zh"))))
    shown = read(made, language="zh").pages[0].extract_text()
    assert "开发区 2031 年度" in shown
    assert "比 1—5 月" in shown
    assert "为 2027—2031 年" in shown


def test_says_it_is_pdf_a_2a_and_pdf_ua_1(pdf: PdfReader) -> None:
    """Both standards at once; the compiler refuses what would not keep to them."""
    xmp = metadata(pdf)
    assert re.search(r"pdfaid:part>2<", xmp)
    assert re.search(r"pdfaid:conformance>A<", xmp)
    assert re.search(r"pdfuaid:part>1<", xmp)


def test_embeds_only_our_fonts(pdf: PdfReader) -> None:
    """Every font is a subset inside the file: ours, and the compiler's for code and formulas."""
    names = set()
    for page in pdf.pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[attr-defined]
            font = font.get_object()
            names.add(str(font["/BaseFont"]))
            descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
    families = {re.sub(r"^/[A-Z]{6}\+|-Identity-H$", "", name) for name in names}
    assert families <= {
        "ZoneSansSC-Regular", "ZoneSansSC-Bold", "DejaVuSansMono", "NewCMMath-Book",
    }  # fmt: skip
    assert "ZoneSansSC-Bold" in families


def test_has_pages_bookmarks_links_and_a_fixed_date(pdf: PdfReader) -> None:
    """Contents and bookmarks name the chapters; the date is the report's, not today's."""
    assert len(pdf.pages) > 5
    titles = [entry.title for entry in pdf.outline if not isinstance(entry, list)]  # type: ignore[union-attr]
    assert len(titles) == 4
    assert pdf.metadata is not None
    assert str(pdf.metadata.creation_date)[:10] == "2030-08-15"
    last = pdf.pages[-1].extract_text()
    assert re.search(rf"{len(pdf.pages)}\s*/\s*{len(pdf.pages)}", last)
    links = [a.get_object() for page in pdf.pages for a in page.get("/Annots", [])]
    inside = [a for a in links if "/URI" not in a.get("/A", {})]
    assert len(inside) > 70


def test_pictures_and_formulas_have_alternative_texts(pdf: PdfReader) -> None:
    """Every figure and formula of the structure tree says in words what it shows."""
    elements = structure(pdf)
    figures = [e for e in elements if e.get("/S") in ("/Figure", "/Formula")]
    assert len([e for e in figures if e["/S"] == "/Formula"]) == 2
    assert figures
    assert all(str(e.get("/Alt", "")).strip() for e in figures)
    alts = " ".join(str(e["/Alt"]) for e in figures)
    assert "24.9%" in alts


def test_tables_have_header_cells_that_repeat(pdf: PdfReader) -> None:
    """A table over several pages has its header on each."""
    kinds = {str(item.get("/S")) for item in structure(pdf)}
    assert {"/Table", "/TH", "/TD", "/H1", "/TOC", "/L", "/Link"} <= kinds
    rows = tuple((m.Cell((f"row {n}",)), m.Cell(("x",))) for n in range(120))
    table = m.Table("Long table", (m.Column("Zone"), m.Column("Printed")), rows)
    pages = read(notebook(code("", document(Document((table,), "en"))))).pages
    assert sum("Printed" in page.extract_text() for page in pages) == len(pages) > 1


def test_a_few_long_rows_break_over_pages() -> None:
    """What a page can't hold runs on to the next, not through the foot of the page."""
    long = " + ".join(f"{n}.5" for n in range(900))
    rows = tuple((m.Cell((f"row {n}",)), m.Cell((long,)), m.Cell((long,))) for n in range(3))
    columns = (m.Column("a"), m.Column("b"), m.Column("c"))
    table = m.Table("Audit", columns, rows, compact=True, widths=(1, 2, 2))
    pages = read(notebook(code("", document(Document((table,), "en"))))).pages
    assert len(pages) > 1
    for page in pages:
        low: list[float] = []
        page.extract_text(
            visitor_text=lambda text, cm, tm, *_, low=low: (
                low.append(tm[5] * cm[3] + cm[5]) if "+" in text else None
            )
        )
        assert all(each > 50 for each in low)


def test_rows_have_heads() -> None:
    """The first cell of a row is its head, also of rows beside each other; of plain tables as told.

    A reader who hears the table is told the row and the column of each value.
    """

    def heads(source: str, *blocks: m.Block) -> list[list[tuple[str, str]]]:
        cells = [text(source), *(code("", document(Document((b,), "en"))) for b in blocks)]
        return [
            [
                (str(cell["/S"])[1:], str(cell["/A"][0].get("/Scope", ""))[1:])
                for cell in (kid.get_object() for kid in item["/K"])
            ]
            for item in reversed(structure(read(notebook(*cells))))
            if item.get("/S") == "/TR" and item["/P"]["/S"] == "/TBody"
        ]

    columns = (m.Column("Zone"), m.Column("Printed"))
    rows = tuple((m.Cell((f"row {n}",)), m.Cell((f"{n}",))) for n in range(4))
    plain = "<table><tr><th>a</th><th>b</th></tr><tr>{0}x</t{1}><td>1</td></tr></table>"
    row = [("TH", "Row"), ("TD", "")]
    one, two = m.Table("One", columns, rows), m.Table("Two", columns, rows, across=2)
    assert heads("x", one, two) == [row] * 4 + [row * 2] * 2
    assert heads(plain.format("<th>", "h"), one) == [row] * 5
    assert heads(plain.format("<td>", "d"), one) == [[("TD", "")] * 2] + [row] * 4


@pytest.mark.parametrize("above", [0, 30])
def test_rows_beside_each_other_run_down_on_every_page(above: int) -> None:
    """A reader follows a ranking downwards; across, 1 and 2 stood beside each other."""
    columns = (m.Column("市"), m.Column("位次", "right"))
    rows = tuple((m.Cell((f"云川{n:03}",)), m.Cell((str(n),))) for n in range(150))
    table = m.Table("对照", columns, rows, across=2, compact=True)
    text_above = [m.Paragraph(("一行",))] * above
    pdf = read(notebook(code("", document(Document((*text_above, table), "zh")))))
    at = 0
    for page in pdf.pages:
        found = [int(each) for each in re.findall(r"云川\s*(\d{3})", page.extract_text())]
        half = range(len(found) // 2)
        down = [n for row in half for n in (at + row, at + len(half) + row)]
        assert found == down
        at += len(found)
    assert at == len(rows)


def test_text_of_a_user_is_never_code() -> None:
    """Typst code in any text of any block is printed as it stands."""
    found = words(read(notebook(code("x", document(everywhere(HARMFUL))))))
    assert found.count('#read("/etc/passwd")#import"x":*$x$`raw`*b*_i_') > 20


def test_markdown_and_outputs_of_any_notebook() -> None:
    """What a notebook may hold arrives as text, none of it as Typst code."""
    frame = pd.DataFrame({"zone": ["A#b", "<i>C</i>"], "x": [1.5, -2.0]})
    source = (
        '# Title\n\nUse #read("x") and $x^2$ for \\$5 *em* **st** ~~no~~ `#c` [l](https://e.org) '
        "&mdash; note[^1] again[^1]\n\n- a\n  - b\n    1. c\n\n|h|i|\n|-|-:|\n|j|7|\n\n"
        "T\n: D\n\n> q\n\n"
        "<div>raw <b>bold</b><br>line</div>\n\n```\n= code\n```\n\n![alt](attachment:p.png)\n\n"
        "#### deep\n\n---\n\n[^1]: foot"
    )
    pdf = read(notebook(
        text(source, attachments={"p.png": {"image/png": PNG}}),
        code("secret_code()", new_output("stream", name="stdout", text="#out \x1b[1m<b>\n")),
        code("f", shows({"text/html": frame._repr_html_()})),  # type: ignore[operator]
        code("1/0", new_output("error", ename="E", evalue="v", traceback=["E: #v $ \\"])),
        code("p", shows({"image/png": PNG}, alt="grey")),
        code("l", shows({"text/latex": r"$\frac{1}{2}$"})),
    ))  # fmt: skip
    found = words(pdf)
    for part in (
        'Use#read("x")and',
        "for$5emstno#cl—note",
        "jhi7"[1:3],
        "TD",
        "rawboldline",
        "=code",
        "deep",
        "foot",
        "#out<b>",
        "A#b",
        "<i>C</i>",
        "E:#v$\\",
    ):
        assert part in found, part
    assert "secret_code" not in found
    alts = [str(e["/Alt"]) for e in structure(pdf) if e.get("/S") == "/Figure"]
    assert {"alt", "grey"} <= set(alts)


def test_code_is_printed_on_request() -> None:
    """`--ZonePDFExporter.exclude_input=False` prints the cells."""
    nb = notebook(code("answer = 6 * 7"))
    body, _ = ZonePDFExporter(exclude_input=False).from_notebook_node(nb)
    assert "answer=6*7" in words(PdfReader(io.BytesIO(body)))


def test_html_tables_with_spans_and_short_rows() -> None:
    """Spans are kept, short rows are filled up, twenty columns fit on a page."""
    html = (
        "<table><thead><tr><th rowspan=2>a</th><th colspan=2>b</th></tr><tr><th>c</th><th>d</th>"
        "</tr></thead><tr><td>1</td></tr><tr><td colspan=3>wide</td></tr></table>"
    )
    wide = pd.DataFrame([[f"value {i}" for i in range(20)]])._repr_html_()  # type: ignore[operator]
    pdf = read(
        notebook(code("x", shows({"text/html": html})), code("y", shows({"text/html": wide})))
    )
    assert {"a", "b", "c", "d", "1", "wide"} <= set(pdf.pages[0].extract_text().split())
    box = pdf.pages[1].mediabox
    assert box.width > box.height
    assert "value19" in words(pdf)


def test_a_character_without_a_glyph_is_an_error_that_names_it_and_its_block() -> None:
    """Typst alone would print a box; the export refuses if asked to, and says what and where."""
    blocks = (m.Heading(1, "fine"), m.Callout("bad", "牌子", ("a rare one: 𰻞",)))
    nb = notebook(code("x", document(Document(blocks))))
    with pytest.raises(InputError) as caught:
        ZonePDFExporter(missing_glyphs="error").from_notebook_node(nb)
    said = str(caught.value)
    assert "U+30EDE, CJK UNIFIED IDEOGRAPH-30EDE" in said
    assert "Callout '牌子'" in said
    assert len(caught.value.faults) == 1


@pytest.mark.parametrize("nb", [
    notebook(text("plain ᚠ rune")),
    notebook(code("x", new_output("stream", name="stdout", text="☣ 𰻞"))),
    notebook(code("x", shows({"image/svg+xml":
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>𰻞</text></svg>'
    }, alt="a"))),
], ids=["markdown", "stream", "svg"])  # fmt: skip
def test_missing_glyphs_are_found_everywhere(nb: Any) -> None:
    """In markdown, in printed text, and in the words of a chart."""
    with pytest.raises(InputError, match="U\\+"):
        ZonePDFExporter(missing_glyphs="error").from_notebook_node(nb)


def test_code_may_use_what_only_the_code_font_has() -> None:
    """DejaVu Sans Mono, inside the compiler, has Georgian letters that ZoneSansSC lacks."""
    nb = notebook(code("x", new_output("stream", name="stdout", text="ა ✓ ┌─┐ 中")))
    assert "ა" in words(read(nb))


def test_a_formula_that_can_not_be_set_shows_its_source() -> None:
    """An unknown command, or one that tries to run code, is printed as TeX."""
    found = words(read(notebook(text(r'$\undefined{x}$ $\text{a" #read("main.typ") "b}$'))))
    assert r"\undefined{x}" in found
    assert "report.with" not in found


def test_a_report_without_date_or_headings_is_a_pdf_too() -> None:
    """The smallest notebook works; its date in the file is a fixed one."""
    pdf = read(notebook(text("only text")))
    assert len(pdf.pages) == 1
    assert pdf.metadata is not None
    assert str(pdf.metadata.creation_date)[:4] == "1970"
    assert len(read(notebook()).pages) == 1


@pytest.mark.parametrize("date", ["tomorrow", "2030-13-01"])
def test_a_date_that_is_none_is_refused(date: str) -> None:
    """A wrong date is an input error, for both formats."""
    for form in ("html", "pdf"):
        with pytest.raises(InputError, match="2023-08-15"):
            export_notebook(notebook(), format=form, date=date)  # type: ignore[arg-type]


@pytest.mark.pdf
def test_chinese_text_comes_out_through_another_program(tmp_path: Path) -> None:
    """Poppler reads the Chinese words in reading order."""
    file = tmp_path / "report.pdf"
    file.write_bytes(export_notebook(report("zh"), format="pdf"))
    found = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout
    page = re.sub(r"\s", "", found.decode("utf-8"))
    assert "云川市开发区2030年上半年发展评估" in page
    assert page.index("摘要") < page.index("经济产出") < page.index("附录")
    fonts = subprocess.run(["pdffonts", str(file)], capture_output=True, check=True).stdout
    rows = fonts.decode("utf-8").splitlines()[2:]
    assert rows
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)


@pytest.mark.parametrize("lines", range(34, 46))
def test_a_caption_stays_with_its_table(lines: int) -> None:
    """However full a page is, it never ends with the caption of a table on the next."""
    filler = tuple(m.Paragraph((f"line {number}",)) for number in range(lines))
    table = m.Table(
        caption="Long table",
        columns=(m.Column("a"), m.Column("b")),
        rows=tuple((m.Cell((f"row {n}",)), m.Cell(("x",))) for n in range(60)),
    )
    nb = notebook(code("", document(Document((*filler, table), "en"))))
    for page in read(nb).pages:
        told = [line.strip() for line in page.extract_text().splitlines() if line.strip()]
        told = [line for line in told if not re.fullmatch(r"\d+ ?/ ?\d+", line)]
        assert not told[-1].startswith("Table 1")


@pytest.mark.parametrize("lines", range(28, 44))
@pytest.mark.parametrize("below", ["chart", "table"])
def test_a_heading_and_rows_are_not_left_alone(lines: int, below: str) -> None:
    """A heading stays with chart or table; of a table at least two rows stand on each page."""
    filler = tuple(m.Paragraph((f"line {number}",)) for number in range(lines))
    shown: m.Block = m.Table(
        caption="Ten rows",
        columns=(m.Column("a"), m.Column("b")),
        rows=tuple((m.Cell((f"row {n}",)), m.Cell(("x",))) for n in range(12)),
        compact=True,
    )
    if below == "chart":
        svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200"/>'
        shown = m.Chart(svg, "empty", "Drawn")
    blocks = (*filler, m.Heading(1, "Heading", "h"), m.Paragraph(("Twelve rows.",)), shown)
    blocks = blocks if below == "table" else (*blocks[:-2], shown)
    pages = [
        page.extract_text()
        for page in read(notebook(code("", document(Document(blocks, "en"))))).pages
    ]
    counts = [len(re.findall(r"row \d+", page)) for page in pages]
    assert 1 not in counts
    (own,) = [page for page in pages if re.search(r"^Heading$", page, re.MULTILINE)]
    assert ("Table 1" if below == "table" else "Figure 1") in own


@pytest.mark.parametrize(
    ("language", "filler", "span", "rest"),
    [
        ("zh", "字", "1—6月", "末" * 9),
        ("zh", "字", "2022年1月—2023年6月", "末" * 9),
        ("en", "in ", "January–October", " again" * 9),
    ],
)
def test_a_range_of_months_stands_on_one_line(
    language: m.Language, filler: str, span: str, rest: str
) -> None:
    """Wherever the line would end, 1—6月 is not broken, and can be searched as it is printed."""
    texts = [filler * count + span + rest for count in range(27, 46)]
    content = Document(tuple(m.Paragraph((each,)) for each in texts), language)
    pages = read(notebook(code("", document(content)))).pages
    lines = [re.sub(r"\s", "", line) for p in pages for line in p.extract_text().splitlines()]
    assert sum(span in line for line in lines) == len(texts), lines


def test_a_cell_in_another_language_is_named_as_such() -> None:
    """A Chinese name in an English table is read out in Chinese."""
    for name, named in (("云川开发区", True), ("Yunchuan", False)):
        row = (m.Cell(("zone",)), m.Cell((name,)))
        table = m.Table("Zones", (m.Column("a"), m.Column("b")), (row,))
        pdf = read(notebook(code("", document(Document((table,), "en")))))
        assert ("zh-CN" in {each.get("/Lang") for each in structure(pdf)}) is named


@pytest.mark.parametrize("lines", range(41, 45))
def test_no_row_of_a_table_stands_alone_on_its_first_page(lines: int) -> None:
    """Behind a turned page tables break as they come, but not behind their first row."""
    rows = tuple((m.Cell((f"row {n}",)), m.Cell(("1",))) for n in range(30))
    table = m.Table("t", (m.Column("x"), m.Column("y", "right")), rows, compact=True)
    first = [m.Paragraph((f"first {n}",)) for n in range(30)]
    rest = [m.Paragraph((f"rest {n}",)) for n in range(lines)]
    made = Document((*first, m.PageBreak(), *rest, table), "en")
    pdf = read(notebook(code("show(it)", document(made))))
    counts = [len(re.findall(r"row \d+", page.extract_text())) for page in pdf.pages]
    assert sum(counts) == 30
    assert not {1, 2} & set(counts[:-1])


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("lines", range(33, 37))
def test_no_row_of_a_table_stands_alone_on_its_last_page(turned: bool, lines: int) -> None:
    """Whether charts float or not, two rows go over where only one would."""
    rows = tuple((m.Cell((f"row {n}",)), m.Cell(("1",))) for n in range(12))
    table = m.Table("t", (m.Column("x"), m.Column("y", "right")), rows, compact=True)
    first = (m.Paragraph(("first",)), m.PageBreak()) if turned else (m.Paragraph(("first",)),)
    rest = [m.Paragraph((f"rest {n}",)) for n in range(lines)]
    pdf = read(notebook(code("show(it)", document(Document((*first, *rest, table), "en")))))
    counts = [len(re.findall(r"row \d+", page.extract_text())) for page in pdf.pages]
    assert sum(counts) == 12 and 1 not in counts, counts


@pytest.mark.parametrize(
    ("lines", "pages", "held"),
    [
        (30, [0, 0], 30),
        (42, [0, 1], 42),
        (48, [0, 1], 48),
        (57, [0, 1], 57),
        (60, [1, 1], 47),
        (70, [1, 1], 47),
    ],
)
def test_the_first_page_is_filled_and_not_run_over(lines: int, pages: list[int], held: int) -> None:
    """What just runs over is set closer where that helps; what follows leaves no quarter empty."""
    first = [m.Paragraph((f"first {n}",)) for n in range(lines)]
    made = Document((*first, m.PageBreak(), m.Paragraph(("the rest",))), "en")
    texts = [p.extract_text() for p in read(notebook(code("show(it)", document(made)))).pages]
    places = [
        next(n for n, text in enumerate(texts) if each in text)
        for each in (f"first {lines - 1}", "the rest")
    ]
    assert places == pages
    assert texts[0].count("first ") == held


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_no_gap_opens_between_a_heading_and_a_table_of_high_rows(lines: int) -> None:
    """The last of its rows may go over alone: each has several lines."""
    told = "words that take three lines of a narrow column of a table, whatever they say of it"
    rows = tuple((m.Cell((f"row {n}",)), m.Cell((told,)), m.Cell((told,))) for n in range(28))
    columns = (m.Column("x"), m.Column("y"), m.Column("z"))
    table = m.Table("t", columns, rows, compact=True, widths=(2, 3, 3))
    filler = [m.Paragraph((f"line {number}",)) for number in range(lines)]
    blocks = (*filler, m.Heading(1, "Heading", "h"), table)
    places: dict[str, float] = {}

    def note(text: str, at: Any, *_: Any) -> None:
        places.setdefault(text.strip()[:7], at[5])

    first, *_ = read(notebook(code("show(it)", document(Document(blocks, "en"))))).pages
    first.extract_text(visitor_text=note)
    assert 20 < places["Heading"] - places["Table 1"] < 40  # points
