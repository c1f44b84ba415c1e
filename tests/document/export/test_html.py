"""The exporter zone-html: one page that needs nothing but itself."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont
from nbformat.v4 import new_output

from tests.document.export.notebooks import PNG, code, document, notebook, png, report, shows, text
from zoneanalysis.document import model as m
from zoneanalysis.document.document import Document
from zoneanalysis.document.export import ZoneHTMLExporter, export_notebook
from zoneanalysis.errors import InputError


def html(nb: object, **settings: object) -> str:
    """Return the page of a notebook."""
    return export_notebook(nb, format="html", **settings).decode("utf-8")  # type: ignore[arg-type]


def soup(nb: object, **settings: object) -> BeautifulSoup:
    """Return the page of a notebook, parsed."""
    return BeautifulSoup(html(nb, **settings), "lxml")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_report_needs_no_network(language: m.Language) -> None:
    """Nothing is loaded: no script, style, font or picture from outside, and the policy says so."""
    page = html(report(language))
    start = page[: page.index("</head>")]
    assert "default-src 'none'" in start
    for tag in BeautifulSoup(page, "lxml").find_all():
        assert not ({"srcset", "poster", "background"} & set(tag.attrs))
        assert str(tag.get("src", "data:")).startswith("data:")
        assert tag.name not in ("link", "iframe", "object", "embed", "base")
    style = "".join(re.findall(r"<style>(.*?)</style>", page, re.DOTALL))
    assert "@import" not in style
    assert "http" not in style


def test_policy_names_the_one_script_by_its_hash() -> None:
    """The inline script runs under the policy, and no other would."""
    page = html(report("zh"))
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 1
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode("utf-8")).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page


@pytest.mark.parametrize(("language", "tag", "contents"), [
    ("zh", "zh-CN", "目录"), ("en", "en", "Contents"),
])  # fmt: skip
def test_language_of_the_page(language: m.Language, tag: str, contents: str) -> None:
    """The language stands in the html element, and the frame speaks it."""
    page = soup(report(language))
    assert page.html is not None
    assert page.html["lang"] == tag
    assert page.select_one("#toc p").get_text() == contents  # type: ignore[union-attr]
    assert page.select_one("a.skip")["href"] == "#main"  # type: ignore[index]


def test_language_is_guessed_from_the_text_where_nothing_says_it() -> None:
    """A notebook in Chinese without metadata is Chinese, one in English English."""
    assert 'lang="zh-CN"' in html(notebook(text("上半年增长 5%，GDP 上升")))
    assert 'lang="en"' in html(notebook(text("Growth in the first half (同比) of the year")))


def test_cells_for_the_notebook_only_are_left_out() -> None:
    """Parameters and notes for whoever works with the notebook are no part of the report."""
    page = html(report("zh"))
    assert "For whoever opens" not in page
    assert "injected" not in page
    assert "yunchuan-2030h1'" not in page
    assert "show" in page


def test_contents_lead_to_chapters_and_sections() -> None:
    """Headings of level 1 and 2 stand in the contents and have the ids they link to."""
    page = soup(report("en"))
    links = [(a.get_text(), str(a["href"])[1:]) for a in page.select("#toc a")]
    assert ("Summary", "summary") in links
    assert all(page.find(id=name) is not None for _, name in links)
    assert page.title is not None
    assert page.title.get_text() == "Development zones of Yunchuan: review, H1 2030"


def test_report_is_small() -> None:
    """A report with an appendix of 70 rows that all open their provenance stays small."""
    assert len(html(report("zh")).encode("utf-8")) < 150_000


def test_code_is_folded_and_can_be_left_out() -> None:
    """The code is there for who unfolds it; --no-input drops it."""
    nb = notebook(code("x = '<b>'  # why", new_output("stream", name="stdout", text="1\n")))
    page = soup(nb)
    details = page.select_one("details.code")
    assert details is not None
    assert not details.has_attr("open")
    assert "x = '<b>'  # why" in details.get_text()
    body, _ = ZoneHTMLExporter(exclude_input=True).from_notebook_node(nb)
    assert "details class" not in body
    assert "1" in body
    nb.metadata["zoneanalysis"] = {"stem": "review"}
    page = soup(nb)
    assert page.select_one("details.code") is None
    assert page.select_one('.forms [href$=".ipynb"]') is not None


def test_markdown_as_jupyter_reads_it() -> None:
    """Tables, nested and task lists, footnotes, definitions, raw HTML, entities, links, code."""
    page = soup(notebook(text(
        "# Title\n\n## A part\n\nSee [part](#A-part), **b** *i* ~~s~~ `c` &mdash; &lt;t&gt; "
        "note[^n] "
        "<kbd>K</kbd>\n\n- a\n  - b\n    1. c\n- [x] done\n\n|l|r|\n|:-|-:|\n|1|2|\n\n"
        'Term\n: Meaning\n\n> quote\n\n```python\nf("<x>")\n```\n\n<div><u>raw</u></div>\n\n'
        "[^n]: the *note*"
    )))  # fmt: skip
    assert page.h1 is not None
    assert page.h1.get_text() == "Title"
    assert page.find(id="A-part") is not None
    assert page.select_one("li li li") is not None
    assert page.select_one('a[href="#A-part"]') is not None
    for tag in ("strong", "em", "del", "kbd", "u", "dt", "dd", "blockquote"):
        assert page.find(tag) is not None, tag
    assert "— <t> note" in page.get_text()
    assert "the note" in page.select_one("section.footnotes").get_text()  # type: ignore[union-attr]
    assert page.select_one("pre code").get_text() == 'f("<x>")\n'  # type: ignore[union-attr]


def test_footnotes_of_two_cells_stay_apart() -> None:
    """Two cells may both have a footnote 1."""
    cell = "text[^1]\n\n[^1]: note"
    page = soup(notebook(text(cell), text(cell)))
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert all(page.find(id=str(a["href"])[1:]) for a in page.select(".footnote-ref a"))


def test_formulas_become_mathml() -> None:
    """TeX inline, displayed and in environments is MathML; letters stay letters."""
    page = soup(notebook(text(
        r"$\frac{a}{b}$ costs \$5" "\n\n" r"$$\text{同比}=x_t$$" "\n\n"
        r"\begin{align}a&=b\\c&=d\end{align}"
    )))  # fmt: skip
    formulas = page.find_all("math")
    assert len(formulas) == 3
    assert formulas[0].mfrac is not None
    assert not formulas[0].has_attr("display")
    assert formulas[1]["display"] == "block"
    assert "同比" in formulas[1].get_text()
    assert formulas[2].mtable is not None
    assert formulas[0].get_text(strip=True) == "ab"
    assert "costs $5" in page.get_text()


def test_a_formula_that_can_not_be_set_shows_its_source() -> None:
    """An unknown command loses nothing: the TeX itself is printed."""
    page = soup(notebook(text(r"$\undefined{x}$ and $\text{#read(" "main" ")}$")))
    assert next(c.get_text() for c in page.select("code.tex")) == r"\undefined{x}"


def test_pandas_tables() -> None:
    """A data frame keeps its cells, escaped as pandas escaped them, and gets scopes."""
    frame = pd.DataFrame({"zone": ["<b>A</b>"], "x": [1.5]})
    output = shows({"text/html": frame._repr_html_(), "text/plain": "plain"})  # type: ignore[operator]
    page = soup(notebook(code("frame", output)))
    table = page.table
    assert table is not None
    assert "border" not in table.attrs
    assert [th["scope"] for th in table.find_all("th")] == ["col", "col", "col", "row"]
    assert table.td is not None
    assert table.td.get_text() == "<b>A</b>"
    assert page.find("style", attrs={"scoped": True}) is None


def test_pictures_have_their_alternative_text() -> None:
    """From the output, the cell or a comment in the cell; and a plain statement where none is."""
    data = {"image/png": PNG, "text/plain": "<Figure>"}
    page = soup(notebook(
        code("plot()", shows(data, alt="from the output")),
        code("plot()", shows(data), alt="from the cell"),
        code("#| fig-alt: from the source\n#| fig-cap: Caption\nplot()", shows(data)),
        code("plot()", shows(data)),
    ))  # fmt: skip
    assert [img["alt"] for img in page.find_all("img")] == [
        "from the output", "from the cell", "from the source", "figure without a description",
    ]  # fmt: skip
    assert page.figcaption is not None
    assert page.figcaption.get_text() == "Caption"


def test_svg_stands_in_the_page_as_text() -> None:
    """An SVG output is inline, its words searchable, its description spoken."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>增速</text></svg>'
    page = soup(notebook(code("plot()", shows({"image/svg+xml": svg}, alt="desc"))))
    assert page.svg is not None
    assert (page.svg["aria-label"], page.svg.get_text()) == ("desc", "增速")


def test_images_of_markdown_are_written_into_the_page(tmp_path: Path) -> None:
    """Attachments and files beside the notebook are embedded; one from the network is a link."""
    (tmp_path / "near by.png").write_bytes(png())
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    source = (
        "![a](attachment:a.png) ![n](near%20by.png) ![far](https://example.org/f.png) "
        "![gone](gone.png) ![s](secret.txt)"
    )
    nb = notebook(text(source, attachments={"a.png": {"image/png": PNG}}))
    exporter = ZoneHTMLExporter()
    body, _ = exporter.from_notebook_node(nb, {"metadata": {"path": str(tmp_path), "name": "n"}})
    page = BeautifulSoup(body, "lxml")
    assert [img["alt"] for img in page.find_all("img")] == ["a", "n"]
    assert all(str(img["src"]) == f"data:image/png;base64,{PNG}" for img in page.find_all("img"))
    link = page.find("a", href="https://example.org/f.png")
    assert link is not None
    assert "far" in link.get_text()
    assert "gone" in page.get_text()
    assert base64.b64encode(b"secret").decode() not in body


def test_streams_and_errors_are_escaped() -> None:
    """What a cell printed is text, without the terminal's colour codes."""
    error = new_output(
        "error", ename="E", evalue="<v>", traceback=["\x1b[31mTraceback\x1b[0m", "E: <b>v</b>"]
    )
    page = soup(notebook(code(
        "x", new_output("stream", name="stdout", text="\x1b[1m<i>out</i>\x1b[0m"),
        new_output("stream", name="stderr", text="warned"), error,
    )))  # fmt: skip
    assert [pre.get_text() for pre in page.select("pre.printed")] == [
        "<i>out</i>", "warned", "Traceback\nE: <b>v</b>",
    ]  # fmt: skip


def test_raw_html_is_made_harmless() -> None:
    """Scripts, handlers, frames, javascript: and outside loads of author's HTML are taken out."""
    raw = (
        '<script>alert(1)</script><p onclick="x()" style="background:url(https://e.org/b)">kept</p>'
        '<a href="javascript:alert(1)">j</a><a href="jav&#x09;ascript:alert(1)">t</a>'
        '<iframe src="https://e.org"></iframe><img src="https://e.org/i.png" onerror="x()">'
        '<svg><a xlink:href="javascript:x()"><use href="https://e.org/#x"/></a></svg>'
        '<video poster="https://e.org/p" src="//e.org/v"></video><link rel=stylesheet href=//e.org>'
        '<style>@import "https://e.org"; p{background:url(//e.org/x)}</style><!-- c -->'
        '<form action="https://e.org"><input formaction="https://e.org"></form>'
    )
    for nb in (notebook(text(raw)), notebook(code("x", shows({"text/html": raw[25:]})))):
        page = soup(nb)
        main = page.main
        assert main is not None
        assert "kept" in main.get_text()
        assert not main.find_all(["script", "iframe", "link", "form"])
        for tag in main.find_all():
            assert not [name for name in tag.attrs if name.startswith("on")]
            for name in ("src", "poster", "xlink:href", "action", "formaction", "style"):
                assert "e.org" not in str(tag.get(name, ""))
            assert "script" not in str(tag.get("href", ""))
        assert "e.org" not in "".join(style.get_text() for style in main.find_all("style"))


def test_interactive_html_falls_back_to_what_is_still() -> None:
    """A plot that needs a script is shown as its picture, or as its text."""
    live = '<div></div><script src="https://cdn.example.org/p.js"></script>'
    page = soup(notebook(
        code("a", shows({"text/html": live, "image/png": PNG})),
        code("b", shows({"text/html": live, "text/plain": "Figure()"})),
        code("c", shows({"application/javascript": "alert(1)"})),
    ))  # fmt: skip
    assert page.img is not None
    assert page.select_one("pre.missing").get_text().endswith("]\nFigure()")  # type: ignore[union-attr]
    assert "alert" not in page.main.get_text()  # type: ignore[union-attr]


def test_title_is_escaped_wherever_it_comes_from() -> None:
    """Markup in a title is text in the title and in the heading."""
    page = soup(notebook(text("body")), title="</title><script>x</script>")
    assert page.title is not None
    assert page.title.get_text() == "</title><script>x</script>"
    assert page.h1 is not None
    assert page.h1.get_text() == "</title><script>x</script>"


def test_broken_document_names_its_cell() -> None:
    """A stored document that can't be read is an InputError that says which cell it is in."""
    broken = shows({m.MIME_TYPE: {"version": 9, "blocks": []}})
    with pytest.raises(InputError, match="cell 2"):
        html(notebook(text("a"), code("x", broken)))


def test_code_of_a_report_comes_after_what_it_shows() -> None:
    """A reader of the report meets the result first, how it was made after it."""
    paragraph = Document((m.Paragraph(("result",)),), "en")
    page = html(notebook(code("zzz()", document(paragraph))))
    assert page.index("result") < page.index("zzz")


def test_a_page_brings_the_characters_of_its_charts() -> None:
    """Both weights, cut down to what the charts draw; a page without a chart brings none."""
    style = 'style="font-weight: bold"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><text {style}>增</text><text>速5%</text></svg>'
    page = html(notebook(code("plot()", shows({"image/svg+xml": svg}, alt="desc"))))
    held = []
    for data in re.findall(r"data:font/woff;base64,([^)]+)\)", page):
        with TTFont(io.BytesIO(base64.b64decode(data))) as font:
            held.append({chr(code) for code in font.getBestCmap()})
    assert held == [set("速5%"), set("增")]
    assert "@font-face" not in html(notebook(text("no chart")))


def test_a_range_stays_on_one_line() -> None:
    """A browser breaks a line behind a dash: 1— / 6月; before a bracket one may end."""
    told = m.Paragraph(
        ("1—6月增长15.4%～16.7%，2022年1月—2023年7月共3次，预计9.9%（1.9%～17.3%）",)
    )
    page = html(notebook(code("", document(Document((told,), "zh")))))
    assert '9.9%<wbr><span class="nb">（1.9%～17.3%）</span>' in page
    for kept in ("1—6月", "15.4%～16.7%，", "2022年1月—2023年7月"):
        assert f'<span class="nb">{kept}</span>' in page


def test_a_range_in_a_column_to_the_right_needs_no_mark() -> None:
    """The style of the column breaks no line; a thousand ranks would each bring a mark."""
    row = (m.Cell(("1—6月",)), m.Cell(("28–33",)))
    table = m.Table("t", (m.Column("x"), m.Column("名次", "right")), (row,))
    page = html(notebook(code("", document(Document((table,), "zh")))))
    assert '<span class="nb">1—6月</span>' in page
    assert "<td>28–33" in page
