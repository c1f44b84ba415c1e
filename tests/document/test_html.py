"""Documents as HTML: complete, escaped, accessible."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from tests.document.demo import demo
from zoneanalysis.document import model as m
from zoneanalysis.document import reading
from zoneanalysis.document.document import Document
from zoneanalysis.document.embedded import render_standalone
from zoneanalysis.document.html import HtmlRenderer
from zoneanalysis.document.signs import TONE_SIGNS, VERDICT_SIGNS

HARMFUL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;"


def page(document: Document) -> BeautifulSoup:
    """Return the rendered document with its popovers, parsed."""
    renderer = HtmlRenderer(document.language, reading.anchors(document.blocks))
    return BeautifulSoup(renderer.render(document) + renderer.popovers(), "lxml")


def everywhere(text: str) -> Document:
    """Return a document that holds *text* in every place that takes text."""
    source = m.Provenance("p", text, text, text, ((text,) * 4,), text, text, (text,) * 3)
    number = m.Number(text, source, "bad")
    runs = (
        text,
        m.Strong(text),
        number,
        m.Ref(text, "p"),
        m.Link(text, "https://example.org/"),
        m.Code(text),
        m.Verdictmark("impossible", text),
        m.InlineFormula(text, text),
    )
    return Document((
        m.Cover(text, text, ((text, text),)), m.Heading(1, text), m.Paragraph(runs),
        m.BulletList((runs,)), m.Cards((m.Card(text, number, ((text, number, "good"),)),)),
        m.Table(text, (m.Column(text),), ((m.Cell(runs, "warn", "cell"),),), note=text,
                widths=(1,)),
        m.Formula(text, text), m.Callout("warn", text, runs), m.CodeBlock(text),
        m.ProvenanceList((source,)),
        m.Chart('<svg xmlns="http://www.w3.org/2000/svg"/>', text, text),
    ))  # fmt: skip


def test_text_of_a_user_is_never_markup() -> None:
    """HTML in any text of any block appears as that text and makes no element or attribute."""
    soup = page(everywhere(HARMFUL))
    assert not soup.find_all(["script", "img"])
    assert not [t for t in soup.find_all() if any(name.startswith("on") for name in t.attrs)]
    assert soup.h1 is not None
    assert soup.h1.get_text() == HARMFUL
    assert soup.get_text().count(HARMFUL) > 40


def test_a_link_can_not_leave_its_attribute() -> None:
    """A quotation mark in an address ends nothing."""
    soup = page(Document((m.Paragraph((m.Link("x", 'https://e.org/" onclick="alert(1)'),)),)))
    assert soup.a is not None
    assert set(soup.a.attrs) == {"href", "rel"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_number_with_a_provenance_opens_its_popover(language: m.Language) -> None:
    """Each button names a popover of the page, and each popover says its formula and its place."""
    soup = page(demo(language))
    buttons = soup.select("button.n")
    assert len(buttons) > 70
    ids = {tag["id"] for tag in soup.select("[popover]")}
    assert {button["popovertarget"] for button in buttons} == ids
    popover = soup.find(id="p-f001")
    assert popover is not None
    text = popover.get_text(" ")
    assert "61.30 ÷ 55.02 − 1 = 11.4%" in text
    assert "[55.015, 55.025]" in text
    assert popover.find("mark") is not None


def test_ids_are_unique_and_references_lead_somewhere() -> None:
    """No id comes twice; every link inside the page has a goal."""
    soup = page(demo("zh"))
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    goals = {str(a["href"])[1:] for a in soup.select('a[href^="#"]')}
    assert goals
    assert goals <= set(ids)


def test_a_reference_without_a_goal_is_plain_text() -> None:
    """A report that leaves a section out shows no dead link to it."""
    soup = page(Document((m.Paragraph((m.Ref("see", "gone"),)),)))
    assert soup.a is None
    assert soup.get_text().strip() == "see"


def test_tables_have_captions_and_scopes() -> None:
    """A screen reader can tell the caption, the column and the row of each cell."""
    for table in page(demo("en")).find_all("table"):
        assert table.caption is not None
        assert all(th["scope"] == "col" for th in table.select("thead th"))
        assert all(th["scope"] == "row" for th in table.select("tbody th"))
        assert len(table.select("tbody tr")) == len(table.select("tbody tr > th:first-child"))


def test_tone_never_stands_alone() -> None:
    """Whatever is coloured good, bad or warn has a sign with a word beside it."""
    soup = page(demo("zh"))
    for tag in soup.select(":is(td, .n, .card-label, .callout):is(.good, .bad, .warn)"):
        badge = tag.select_one(".badge")
        assert badge is not None
        assert badge.get("aria-label") or badge.get("aria-hidden")


def test_figures_and_tables_are_numbered_in_the_language() -> None:
    """Captions are numbered in reading order, in the language of the report."""
    zh = [c.get_text() for c in page(demo("zh")).find_all(["caption", "figcaption"])]
    en = [c.get_text() for c in page(demo("en")).find_all(["caption", "figcaption"])]
    assert [re.split(r"(?<=\d) ", text)[0] for text in zh] == ["图 1", "表 1", "表 2", "表 3"]
    assert [re.split(r"(?<=\d) ", text)[0] for text in en] == [
        "Figure 1", "Table 1", "Table 2", "Table 3",
    ]  # fmt: skip


def test_formulas_go_through_the_given_renderer() -> None:
    """The exporter's formulas are used, with the words as given."""
    renderer = HtmlRenderer(math=lambda tex, alt, block: f"<math>{tex}|{alt}|{block}</math>")
    html = renderer.render(Document((m.Formula("x", "words"),)))
    assert "<math>x|words|True</math>" in html


def test_in_a_notebook_the_output_brings_its_style_and_its_popovers() -> None:
    """A cell's output works on its own."""
    soup = BeautifulSoup(render_standalone(demo("en"), "z1"), "lxml")
    assert soup.style is not None
    assert soup.select("[popover]")
    assert soup.select_one(".zone-doc")["lang"] == "en"  # type: ignore[index]


def test_punctuation_stays_with_the_number_it_belongs_to() -> None:
    """A full stop after a button, or a bracket before it, doesn't start or end a line alone."""
    number = m.Number("5.6%", m.Provenance("p", "t"))
    soup = page(Document((m.Paragraph(("下降（", number, "），", number, "。其中", number)),)))
    assert soup.p is not None
    assert soup.p.get_text() == "下降（5.6%），5.6%。其中5.6%"
    assert [span.get_text() for span in soup.p.select("span.nb")] == ["（5.6%），", "5.6%。"]


def test_a_sign_stays_with_the_last_word() -> None:
    """The sign of a tone doesn't fall on a line of its own."""
    cells = (m.Cell(("临空区未达到",), "bad"), m.Cell(("not reached",), "warn"))
    columns = (m.Column("a"), m.Column("b"))
    soup = page(Document((m.Table("t", columns, (cells,)),)))
    assert [span.get_text() for span in soup.select("span.nb")] == ["到▼", "reached!"]


def test_signs_of_tones_are_no_verdicts() -> None:
    """A good or bad value never carries the sign of a verdict, which would mean it was checked."""
    verdicts = {sign for sign, _ in VERDICT_SIGNS.values()}
    assert verdicts.isdisjoint(sign for sign, _ in TONE_SIGNS.values())


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("en", "The zones of 云川市 (“三个一批”) grew 5%.", ["云川市", "三个一批"]),
        ("zh", "运行 zoneanalysis validate 核对，见 PDF 和 CSV。", ["zoneanalysis validate"]),
        ("zh", "云川市开发区增长5%。", []),
    ],
)
def test_words_of_another_language_are_marked(
    language: m.Language, text: str, marked: list[str]
) -> None:
    """A screen reader changes its voice for them; a single name or unit is left in the sentence."""
    soup = page(Document((m.Paragraph((text,)),), language))
    assert soup.p is not None
    assert soup.p.get_text() == text
    other = {"en": "zh", "zh": "en"}[language]
    assert [tag.get_text() for tag in soup.p.find_all(lang=other)] == marked


def test_a_number_of_a_heading_stays_with_its_unit_and_its_brackets() -> None:
    """Chinese headings break between clauses, or anywhere: 下降90.5 | %; no line begins with ，."""
    text = "北川示范区投资下降90.5%，预计7.1%（3.3%～10.1%），签约49个、210.57亿元"
    heading = page(Document((m.Heading(1, text),), "zh")).find(re.compile("^h[1-6]$"))
    spans = [span.get_text() for span in heading.select("span.nb")]
    assert {"90.5%，", "7.1%", "（3.3%～10.1%），", "210.57亿元"} <= set(spans)
    assert heading.get_text().startswith(text)
