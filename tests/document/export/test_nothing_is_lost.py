"""Whatever stands in whatever: each pair of an HTML element and a content inside it is shown."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from itertools import product
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from docx import Document
from nbformat.v4 import new_raw_cell
from PIL import Image
from pypdf import PdfReader

from tests.document.export.notebooks import PNG, code, notebook, shows, text
from tests.document.export.test_pdf import structure
from zoneanalysis.document.export import ZoneDOCXExporter, ZoneHTMLExporter, ZonePDFExporter

IN_LINE = "a b code del em h1 h2 label mark p q rt small span sub summary u"
BLOCKS = "blockquote center dd div dl dt figcaption li object option pre section select table tr ul"
IMAGE = f"<img src='data:image/png;base64,{PNG}' alt='%s'>"
TABLE = "<table>%s<tr><td>1</td></tr></table>"
INSIDE = {name: f"<{name}>before{{}}after</{name}>" for name in f"{IN_LINE} {BLOCKS}".split()} | {
    "a link": "<a href='https://example.org'>{}</a>",
    "an anchor": "<a href='#x'>{}</a>",
    "bold in a list": "<ul><li><b>{}</b></li></ul>",
    "canvas": "<canvas>{}</canvas>",
    "caption": f"{TABLE % '<caption>{}</caption>'}",
    "cell": "<table><tr><td>{}</td></tr></table>",
    "definition": "<dl><dt>a</dt><dd>{}</dd></dl>",
    "details": "<details><summary>s</summary>{}</details>",
    "foot": "<table><tfoot><tr><td>{}</td></tr></tfoot></table>",
    "footnote": (
        "<p>t<sup class='footnote-ref'><a href='#fn-{0}'>1</a></sup></p><section class='footnotes'>"
        "<ol><li id='fn-{0}'><p>x</p>{{}}</li></ol></section>"
    ).format("%s"),
    "head of a column": f"{TABLE % '<thead><tr><th>{}</th></tr></thead>'}",
    "item": "<ol><li>{}</li></ol>",
    "item of paragraphs": "<ul><li><p>a</p>{}</li></ul>",
    "term": "<dl><dt>{}</dt></dl>",
}
CONTENT = {
    "text": "%s",
    "formula in the line": "<span class='tex' data-tex='\\text{%s}'></span>",
    "formula on its own": "<span class='tex' data-block='1' data-tex='\\text{%s}'></span>",
    "formula that can't be set": "<span class='tex' data-block='1' data-tex='\\none{%s}'></span>",
    "image": IMAGE,
    "image from elsewhere": "<img src='https://example.org/x.png' alt='%s'>",
    "drawing": "<svg aria-label='%s' width='9' height='9'><circle r='4'></circle></svg>",
    "table": "<table><tr><td>%s</td></tr></table>",
    "caption": TABLE % "<caption>%s</caption>",
    "list": "<ul><li>%s</li></ul>",
    "numbers": "<ol><li>a<ul><li>%s</li></ul></li></ol>",
    "definition": "<dl><dt>a</dt><dd>%s</dd></dl>",
    "term": "<dl><dt>%s</dt></dl>",
    "code": "<pre>%s</pre>",
    "quotation": "<blockquote>%s</blockquote>",
    "paragraph": "<p>%s</p>",
    "heading": "<h3>%s</h3>",
    "details": "<details><summary>%s</summary></details>",
    "anchor": "<a href='#z'>%s</a>",
    "emphasis": "<em>%s</em>",
    "struck out": "<del>%s</del>",
    "reading": "<ruby>x<rt>%s</rt></ruby>",
    "field": "<input value='%s'>",
    "choice": "<select><option>%s</option></select>",
    "frame": "<iframe src='https://example.org/%s'></iframe>",
    "object": "<object>%s</object>",
    "figure": f"<figure>{IMAGE % 'o'}<figcaption>%s</figcaption></figure>",
    "behind a rule": "<hr>%s",
    "behind a break": "<br>%s",
}


def of_pdf(body: bytes) -> str:
    """Return the text of a PDF, that of its pictures, too, without blanks."""
    pdf = PdfReader(io.BytesIO(body))
    alts = [str(each.get("/Alt", "")) for each in structure(pdf) if each.get("/S") == "/Figure"]
    shown = "".join([*(page.extract_text() for page in pdf.pages), *alts])
    return "".join(shown.replace("\u200b", "").split())


def of_html(page: str) -> str:
    """Return the text of a page as a browser shows it, with that of pictures and fields."""
    main = BeautifulSoup(page, "html.parser", string_containers={}).main
    more = [tag.get(name, "") for tag in main.find_all() for name in ("alt", "aria-label", "value")]
    return "".join([main.get_text(), *more])


def of_docx(body: bytes) -> str:
    """Return the text of an office document, with that of pictures."""
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        text = "".join(file.read(name).decode() for name in file.namelist() if "xml" in name)
    return re.sub("<[^>]*>", "", re.sub('descr="([^"]*)"', r">\1<", text))


EXPORTERS = {ZoneHTMLExporter: of_html, ZonePDFExporter: of_pdf, ZoneDOCXExporter: of_docx}


def exported(exporter: type, *cells: Any) -> str:
    """Return what a reader of the page with these cells sees."""
    nb = notebook(text("# Title"), *cells, zoneanalysis={"language": "en"})
    return EXPORTERS[exporter](exporter().from_notebook_node(nb)[0])


@pytest.mark.slow
@pytest.mark.parametrize("exporter", EXPORTERS)
def test_each_content_is_shown_in_each_element(exporter: type) -> None:
    """As Typst drops a block that stands in a paragraph: the text of every pair is on the page."""
    names, lost = [*INSIDE], []
    for outers in (names[at : at + 6] for at in range(0, len(names), 6)):
        pairs = {f"Qz{n}qz": pair for n, pair in enumerate(product(outers, CONTENT))}
        cells = []
        for mark, (outer, inner) in pairs.items():
            html = INSIDE[outer].replace("%s", mark).format(CONTENT[inner] % mark)
            cells.append(code("f()", shows({"text/html": html})))
        shown = exported(exporter, *cells)
        lost += [
            f"{inner} in {outer}" for mark, (outer, inner) in pairs.items() if mark not in shown
        ]
    assert lost == []


def picture(kind: str, mode: str = "RGB") -> str:
    """Return a picture of some kind, as a notebook holds it."""
    data = io.BytesIO()
    Image.new(mode, (8, 8)).save(data, kind)
    return base64.b64encode(data.getvalue()).decode()


def in_html(html: str) -> Any:
    """Return a code cell whose output is this HTML."""
    return code("f()", shows({"text/html": html}))


def drawn(
    inside: str,
) -> Any:
    """Return a code cell that shows an SVG."""
    return code("f()", shows({"image/svg+xml": f"<svg width='90' height='20'>{inside}</svg>"}))


DEEP = f"{'<table><tr><td>' * 30}Qz{'</td></tr></table>' * 30}"
XHTML = "xmlns='http://www.w3.org/1999/xhtml'"
LABEL = f"<foreignObject width='80' height='20'><div {XHTML}>Qz <b>words</b></div></foreignObject>"
BUILDS = {
    "a heading of nothing": text("## \n\n# &nbsp;\n\n### <br>\n\nQz"),
    "a heading of an image": in_html(f"<h2>{IMAGE % 'Qz'}</h2>"),
    "a heading of a formula": text("## $\\text{Qz}$"),
    "a heading that is a link": text("## [Qz](#somewhere)"),
    "a heading in an output, below a title": in_html("<h1>Qz</h1>"),
    "lines through and under": text("~~*a*~~ *~~b~~* <u>*c*</u> ~~[d](https://e.org)~~ ~~`Qz`~~"),
    "a table in a table, thirty deep": in_html(DEEP),
    "elements in elements, two thousand deep": in_html(f"{'<div>' * 2000}Qz{'</div>' * 2000}"),
    "an emoji in a drawing of HTML": in_html("<svg><text>Qz \U0001f600</text></svg>"),
    "an emoji in a formula": text("Qz $x \U0001f600$"),
    "an SVG as an image": in_html(
        "<img alt='Qz' src='data:image/svg+xml,<svg><text>\U0001f600</text></svg>'>"
    ),
    "an SVG that is none": in_html("<img alt='Qz' src='data:image/svg+xml,<svg><a><b></svg>'>"),
    "an SVG with attributes that are none": in_html("<svg @click='x'><text>Qz</text></svg>"),
    "an SVG with a link": drawn("<a xlink:href='https://e.org'><text y='9'>Qz</text></a>"),
    "an SVG with HTML's names of characters": drawn("<text y='9'>Qz&nbsp;&copy;</text>"),
    "an SVG with labels in HTML": drawn(LABEL),
    "an SVG with labels in HTML and without": drawn(
        f"<switch><foreignObject><p {XHTML}>wrong</p></foreignObject><text y='9'>Qz</text></switch>"
    ),
    "what is no character": text("Qz \ufffe\uffff\ud83d"),
    "signs that steer": text("Qz \u202eabc\u202c \u2028 \u2029 \U000e0041 \u061c"),
    "a picture of no width": in_html(f"<img width='0' alt='Qz' src='data:image/png;base64,{PNG}'>"),
    "a footnote with a list": text("a[^1]\n\n[^1]: x\n\n    - Qz\n"),
    "a table in a list": text("- a\n\n  | Qz | b |\n  |-|-|\n  | 1 | 2 |\n"),
} | {
    f"a picture in {kind}, {mode}": in_html(
        f"<img alt='Qz' src='data:image/{kind.lower()};base64,{picture(kind, mode)}'>"
    )
    for kind, mode in [
        ("JPEG", "CMYK"), ("PNG", "I;16"), ("PNG", "P"), ("WEBP", "RGBA"), ("GIF", "P"),
        ("BMP", "RGB"), ("TIFF", "CMYK"),
    ]
}  # fmt: skip


@pytest.mark.parametrize("name", BUILDS)
@pytest.mark.parametrize("exporter", EXPORTERS)
def test_nothing_loses_a_build(exporter: type, name: str) -> None:
    """What PDF/A, PDF/UA, an XML or an office program refuses, is put as they take it."""
    shown = exported(exporter, BUILDS[name])
    assert "Qz" in shown or (exporter is ZoneDOCXExporter and "figure without" in shown)
    assert "wrong" not in shown


def test_an_accent_of_its_own_is_a_letter_in_print() -> None:
    """As file names of a Mac write é."""
    assert "café" in exported(ZonePDFExporter, text("cafe\u0301"))


@pytest.mark.parametrize("wide", ["200%", "99999"])
def test_a_picture_is_as_wide_as_the_page_at_most(wide: str) -> None:
    """Whatever width HTML wants for it."""
    nb = notebook(in_html(f"<img width='{wide}' alt='x' src='data:image/png;base64,{PNG}'>"))
    assert len(PdfReader(io.BytesIO(ZonePDFExporter().from_notebook_node(nb)[0])).pages) == 1


def test_readings_and_fields_on_paper() -> None:
    """A reading stands in brackets, ours or its own; a field of a form shows its value."""
    ruby = "<ruby>字<rt>zi</rt></ruby> <ruby>音<rp>(</rp><rt>yin</rt><rp>)</rp></ruby>"
    fields = (
        "<input value='v1'> <input placeholder='v2'> <input type='hidden' value='h'> "
        "<input type='password' value='h'> <input type='checkbox' checked> <input type='radio'> "
        "<meter value='3' max='9'></meter> <progress>60%</progress>"
    )
    for exporter in (ZonePDFExporter, ZoneDOCXExporter):
        shown = "".join(exported(exporter, in_html(f"{ruby}|{fields}|")).split())
        assert "字（zi）音(yin)|v1v2✓□3/960%|" in shown


ESCAPES = "Qz\x1b[31mred\x1b[0m\x1b]8;;http://a.b\x1b\\\x1b]0;title\x07\x1bPdcs\x1b\\\x9b"


@pytest.mark.parametrize(
    "cell",
    [
        text(ESCAPES),
        new_raw_cell(ESCAPES),
        new_raw_cell(ESCAPES, metadata={"raw_mimetype": "text/html"}),
        new_raw_cell(ESCAPES, metadata={"raw_mimetype": "text/latex"}),
        code(f"print('{ESCAPES}')"),
        in_html(f"<b title='{ESCAPES}'>{ESCAPES}</b>"),
        in_html(f"<script></script>{ESCAPES}"),
        code("f()", shows({"text/markdown": ESCAPES})),
        code("f()", shows({"text/latex": ESCAPES})),
        code("f()", shows({"text/plain": ESCAPES})),
    ],
)
def test_no_command_of_a_terminal_stands_in_a_page(cell: Any) -> None:
    """Wherever in a notebook it stood."""
    page = ZoneHTMLExporter().from_notebook_node(notebook(cell))[0]
    assert "Qz" in page
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\x9b]|a\\.b|dcs", page)


def test_a_drawing_without_a_view_box_keeps_its_shape() -> None:
    """A page stretches it; without its box it would stand in a hole of 150 points."""
    page = ZoneHTMLExporter().from_notebook_node(notebook(drawn("<text y='9'>Qz</text>")))[0]
    assert BeautifulSoup(page, "html.parser").main.svg["viewbox"] == "0 0 90 20"


def test_a_footnote_begins_behind_its_number() -> None:
    """However many paragraphs and lists come behind its first."""
    nb = notebook(text("a[^1]\n\n[^1]: first\n\n    - item\n\n    last\n"))
    body, _ = ZonePDFExporter().from_notebook_node(nb)
    lines = PdfReader(io.BytesIO(body)).pages[0].extract_text().splitlines()
    assert "1first" in {line.replace(" ", "") for line in lines}


def test_an_office_document_breaks_lines_at_blocks_only() -> None:
    """What stands in a line stays in it, and a table in a cell is told once."""
    line = "a <u>b</u> <ruby>c<rt>d</rt></ruby> <abbr>e</abbr> <q>f</q> <input value='g'>"
    inner = "<table><tr><td>h</td></tr></table>"
    nb = notebook(in_html(f"{line}<div>i</div><table><tr><td>x</td><td>{inner}</td></tr></table>"))
    file = Document(io.BytesIO(ZoneDOCXExporter().from_notebook_node(nb)[0]))
    told = [each.text for each in file.paragraphs]
    assert "a b c（d） e f g" in told
    assert "i" in told
    assert [[cell.text for cell in row.cells] for row in file.tables[0].rows] == [["x", "h"]]


def test_tex_in_html_is_a_formula_and_a_price_is_a_price() -> None:
    """As a notebook shows both: a column of pandas named in TeX, dollars in code and in prose."""
    frame = pd.DataFrame({r"$\alpha_1$": [1.5]})._repr_html_()
    prose = "<p>from $5 to $6, US$1_000 to US$2_000</p><code>$a_b$</code>"
    table = rf"<table><tr><td>$$\frac{{1}}{{2}}$$</td></tr></table>{prose}"
    for cell in (in_html(f"{frame}{table}"), text(f"{table}\n\nfrom \\$7 to \\$8 and $x_1$")):
        shown = exported(ZonePDFExporter, cell)
        assert "\\" not in shown
        assert "from$5to$6,US$1_000toUS$2_000" in shown
        assert "$a_b$" in shown
    assert "from$7to$8" in shown
    page = ZoneHTMLExporter().from_notebook_node(notebook(in_html(f"{frame}{table}")))[0]
    assert page.count("<math") == 2
