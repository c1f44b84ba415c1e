"""The DOCX report: what an office program finds in it, and that one opens it."""

from __future__ import annotations

import io
import itertools
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from tests.document.demo import demo
from tests.document.export.notebooks import PNG, code, document, notebook, report, shows, text
from zoneanalysis.document import model as m
from zoneanalysis.document.document import Document
from zoneanalysis.document.export import ZoneDOCXExporter, export_notebook
from zoneanalysis.document.export.typesetting import TypesettingError
from zoneanalysis.errors import InputError

# The order in which the schema wants the children of these elements; Word refuses another.
_ORDER = {
    "pPr": "pStyle keepNext keepLines numPr pBdr shd tabs spacing ind "
    "contextualSpacing jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i color sz szCs vertAlign lang",
    "tblPr": "tblStyle tblW jc tblBorders shd tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
}


def read(nb: Any, **settings: Any) -> Any:
    """Return the notebook's report as python-docx reads it."""
    return docx.Document(io.BytesIO(export_notebook(nb, format="docx", **settings)))


def shown(*blocks: m.Block, language: m.Language = "en") -> Any:
    """Return a report of these blocks."""
    return read(notebook(code("", document(Document(blocks, language)))))


@pytest.fixture(scope="module", params=["zh", "en"])
def made(request: pytest.FixtureRequest) -> Any:
    """Return the demonstration in a language, and the language."""
    return read(report(request.param)), request.param


def test_every_block_is_there_in_a_style_of_its_own(made: Any) -> None:
    """Title, headings, captions: an office changes a style and all of its kind change."""
    file, language = made
    styles = {each.style.name for each in file.paragraphs}
    assert {"Title", "Heading 1", "Body Text", "List Bullet", "Caption", "Chart"} <= styles
    assert {"Lead", "Note", "Callout", "Code Block", "Provenance Title"} <= styles
    headings = [b for b in demo(language).blocks if isinstance(b, m.Heading)]
    found = [each for each in file.paragraphs if each.style.name.startswith("Heading ")]
    assert [each.text for each in found] == [each.text for each in headings]
    assert [int(each.style.name[-1]) for each in found] == [each.level for each in headings]


def test_tables_are_native_with_a_head_on_every_page(made: Any) -> None:
    """Every cell of every table; the head row is marked; a title for screen readers."""
    file, language = made
    wanted = [b for b in demo(language).blocks if isinstance(b, m.Table)]
    named = {
        table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")): table for table in file.tables
    }
    for block in wanted:
        table = named[block.caption]
        rows = table._tbl.tr_lst
        assert len(rows) == len(block.rows) + 1
        assert rows[0].find(f".//{qn('w:tblHeader')}") is not None
        assert [cell.text for cell in table.rows[0].cells] == [c.label for c in block.columns]
        for row, cells in zip(block.rows, itertools.islice(table.rows, 1, 4), strict=False):
            for cell, there in zip(row, cells.cells, strict=True):
                for run in cell.runs:
                    assert (run if isinstance(run, str) else getattr(run, "text", "")) in there.text


def test_captions_are_counted_by_the_office_program(made: Any) -> None:
    """A SEQ field each, with the number that the other formats print."""
    file, language = made
    captions = [each for each in file.paragraphs if each.style.name == "Caption"]
    fields = [
        (field.get(qn("w:instr")).split()[1], "".join(t.text for t in field.iter(qn("w:t"))))
        for each in captions
        for field in each._p.iter(qn("w:fldSimple"))
    ]
    assert len(fields) == len(captions)
    figure, table = {"zh": ("图", "表"), "en": ("Figure", "Table")}[language]
    for name in (figure, table):
        counted = [number for word, number in fields if word == name]
        assert counted == [str(n) for n in range(1, len(counted) + 1)] and counted


def test_charts_are_pictures_with_words(made: Any) -> None:
    """Each chart is a PNG that fits the page and says what it shows."""
    file, language = made
    charts = [b for b in demo(language).blocks if isinstance(b, m.Chart)]
    assert [s._inline.docPr.get("descr") for s in file.inline_shapes] == [c.alt for c in charts]
    for shape in file.inline_shapes:
        assert shape.width <= 9070 * 635
        part = file.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]
        assert part.blob.startswith(b"\x89PNG")


def test_numbers_lead_to_their_provenance(made: Any) -> None:
    """Every link inside has its bookmark; no name is longer than an office program takes."""
    file, _ = made
    body = file.element.body
    goals = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))]
    marks = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    inside = {each for each in goals if each}
    assert inside and inside <= set(marks)
    assert len(marks) == len(set(marks)) and all(len(each) <= 40 for each in marks)


def test_the_language_is_set(made: Any) -> None:
    """Chinese characters are Chinese in either report; the rest is the report's language."""
    file, language = made
    lang = file.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert lang.get(qn("w:eastAsia")) == "zh-CN"
    assert lang.get(qn("w:val")) == {"zh": "en-US", "en": "en-GB"}[language]
    assert file.core_properties.language == {"zh": "zh-CN", "en": "en-GB"}[language]


def test_properties_stand_in_the_order_of_the_schema(made: Any) -> None:
    """Word calls a file damaged in which they don't."""
    file, _ = made
    for root in (file.element.body, file.styles.element):
        for tag, names in _ORDER.items():
            known = names.split()
            for each in root.iter(qn(f"w:{tag}")):
                inner = [child.tag.rpartition("}")[2] for child in each]
                order = [known.index(name) for name in inner if name in known]
                assert root is file.styles.element or set(inner) <= set(known)
                assert order == sorted(order), (tag, [child.tag for child in each])


def test_formulas_are_text_with_subscripts() -> None:
    """They show without a formula editor; a fraction that is a factor stands in brackets."""
    file = shown(
        m.Formula(r"x_{t-12} = \frac{x_t}{1 + g/100} \pm \tfrac{1}{2} 10^{-d}", "growth"),
        m.Formula(r"\begin{aligned}a&=b\\\\c&=d\end{aligned}", "in words"),
        m.Formula(r"\undefined{x}", "what it says in words"),
    )
    lines = [each for each in file.paragraphs if each.style.name == "Formula"]
    told = [each.text for each in lines]
    assert told == ["xt−12 = xt/(1 + g/100) ± (1/2) 10−d", "in words", "what it says in words"]
    looks = [(run.text, run.font.subscript, run.font.superscript) for run in lines[0].runs]
    assert [text for text, below, _ in looks if below] == ["t−12", "t"]
    assert [text for text, _, above in looks if above] == ["−d"]


def test_ordered_lists_begin_at_one_each() -> None:
    """Two lists don't share their numbers."""
    file = shown(*[m.BulletList((("a",), ("b",)), ordered=True)] * 2)
    ids = [p._p.pPr.numPr.numId.val for p in file.paragraphs if p.style.name == "List Number"]
    assert ids[0] == ids[1] != ids[2] == ids[3]


def test_text_is_only_text() -> None:
    """Markup, control characters and very long words come out as they are, without the controls."""
    harmful = '<w:p/> & "quoted" \x00\x1b[31m {PAGE} ]]>' + "x" * 300
    file = shown(
        m.Cover(harmful, harmful, ((harmful, harmful),)),
        m.Heading(1, harmful),
        m.Paragraph((harmful, m.Strong(harmful), m.Code(harmful), m.Link(harmful, "https://a.b"))),
        m.Table(harmful, (m.Column(harmful),), ((m.Cell((harmful,)),),), harmful),
    )
    clean = harmful.replace("\x00", "").replace("\x1b", "")
    assert file.paragraphs[0].text == clean
    assert file.tables[0].rows[1].cells[0].text == clean


def test_a_notebook_of_markdown_and_outputs_is_a_document_too() -> None:
    """Headings, lists, code, tables, formulas and pictures of any notebook."""
    frame = "<table><tr><th>zone</th><th>rate</th></tr><tr><td>a</td><td>7.5</td></tr></table>"
    file = read(
        notebook(
            text(
                "# A title\n\ntext with **weight**, `code` and $x_1$\n\n## Part\n\n1. one\n2. two"
            ),
            code("", shows({"text/html": frame})),
            code("", shows({"image/png": PNG}, alt="grey dots")),
            code("print(1)"),
        )
    )
    told = {each.text: each.style.name for each in file.paragraphs}
    assert told["A title"] == "Title"
    assert told["Part"] == "Heading 1"
    assert told["one"] == "List Number"
    assert [cell.text for cell in file.tables[0].rows[1].cells] == ["a", "7.5"]
    assert [s._inline.docPr.get("descr") for s in file.inline_shapes] == ["grey dots"]
    assert "print(1)" not in told


def test_a_character_that_a_chart_can_not_show_is_refused_where_asked_to() -> None:
    """As in the PDF: a box in its place would go unseen; else its code point is drawn."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>𰻞</text></svg>'
    nb = notebook(code("x", document(Document((m.Chart(svg, "a smile"),)))))
    with pytest.raises(InputError, match="30EDE"):
        ZoneDOCXExporter(missing_glyphs="error").from_notebook_node(nb)
    assert shown(m.Chart(svg, "a smile"))


def test_a_picture_that_can_not_be_set_is_its_words_with_a_note() -> None:
    """As in the PDF: the rest of somebody's notebook is there; a chart of ours must be settable."""
    drawn = 'height="9" width="1e9"><rect/><text>words</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {drawn}</svg>'
    nb = notebook(code("", shows({"image/svg+xml": svg}, alt="words")), text("the rest"))
    told = [each.text for each in read(nb).paragraphs]
    assert "[can't be shown here: image/svg+xml]\nwords" in told
    assert "the rest" in told
    with pytest.raises(TypesettingError):
        shown(m.Chart(svg, "ours"))


def test_nothing_tells_when_it_was_made(made: Any) -> None:
    """Dated as the report, in the zip and in the properties."""
    _, language = made
    with zipfile.ZipFile(io.BytesIO(export_notebook(report(language), format="docx"))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.read("docProps/core.xml").count(b"2030-08-15T00:00:00Z") == 2


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["zh", "en"])
def test_libreoffice_opens_it(tmp_path: Path, language: m.Language) -> None:
    """All of the text is on its pages, in order, and the captions keep their numbers."""
    program = shutil.which("soffice")
    if program is None or not Path(program).resolve().with_name("libswlo.so").exists():
        pytest.skip("needs LibreOffice Writer")
    (tmp_path / "report.docx").write_bytes(export_notebook(report(language), format="docx"))
    command = [program, f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "report.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    words = subprocess.run(
        ["pdftotext", str(tmp_path / "report.pdf"), "-"], capture_output=True, check=True
    ).stdout.decode()
    page = "".join(words.split())
    titles = ["".join(b.text.split()) for b in demo(language).blocks if isinstance(b, m.Heading)]
    at = 0
    for title in titles:
        at = page.index(title, at)
    assert {"zh": "图1", "en": "Figure1"}[language] in page


def test_a_sentence_on_a_table_stays_with_it() -> None:
    """Between a heading and a table; a sentence elsewhere may stand alone."""
    table = m.Table(caption="T", columns=(m.Column("a"),), rows=((m.Cell(("1",)),),))
    blocks = (m.Heading(1, "H", "h"), m.Paragraph(("on it",)), table, m.Paragraph(("after",)))
    raw = export_notebook(notebook(code("", document(Document(blocks, "en")))), format="docx")
    found = docx.Document(io.BytesIO(raw)).paragraphs
    kept = {each.text: each.paragraph_format.keep_with_next for each in found}
    assert kept["on it"]
    assert not kept["after"]


def test_rows_that_stand_beside_each_other_on_paper_do_so_here() -> None:
    """Three rows in two columns of rows are two, read row by row, the last half empty."""
    rows = tuple((m.Cell((name,)), m.Cell((value,))) for name, value in ("a1", "b2", "c3"))
    columns = (m.Column("What"), m.Column("Value", "right"))
    file = shown(m.Table(caption="T", columns=columns, rows=rows, across=2))
    table = next(each for each in file.tables if each.rows[0].cells[0].text == "What")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["What", "Value", "What", "Value"],
        ["a", "1", "b", "2"],
        ["c", "3", "", ""],
    ]


def test_no_word_is_wider_than_its_column() -> None:
    """Long texts beside it leave a rate and its head room; too many words get smaller type."""
    long = "what it is implied by and how far that can be trusted " * 6

    def widths(*texts: str) -> list[int]:
        columns = tuple(m.Column("Growth") for _ in texts)
        rows = (tuple(m.Cell((each,)) for each in texts),)
        file = shown(m.Table(caption="T", columns=columns, rows=rows))
        table = next(each for each in file.tables if each.rows[0].cells[0].text == "Growth")
        style = table.rows[1].cells[0].paragraphs[0].style.name
        assert style.endswith("Small") is (len(texts) > 9)
        return [int(each.get(qn("w:w"))) for each in table._tbl.tblGrid]

    digit = 9070 // 92  # twentieths of a point
    assert widths(long, "−1234.8%", long)[1] > 10 * digit
    assert len(set(widths(*["Growth"] * 12))) == 1


def test_commands_stay_with_the_words_about_them() -> None:
    """No page holds commands alone, as on paper."""
    blocks = (m.Paragraph(("how",)), m.CodeBlock("make"), m.Paragraph(("made of",)))
    raw = export_notebook(notebook(code("", document(Document(blocks, "en")))), format="docx")
    found = docx.Document(io.BytesIO(raw)).paragraphs
    kept = {each.text: each.paragraph_format.keep_with_next for each in found}
    assert kept["how"] and kept["make"]
    assert not kept["made of"]
