"""Documents as Typst markup: every text a literal, every character noted."""

from __future__ import annotations

import re

import pytest

from tests.document.demo import demo
from tests.document.test_html import everywhere
from zoneanalysis.document import model as m
from zoneanalysis.document.document import Document
from zoneanalysis.document.html import HtmlRenderer
from zoneanalysis.document.typst import TypstContext, literal, render
from zoneanalysis.document.widths import column_widths, text_width

HARMFUL = '#read("/etc/passwd") #import "x": * $ x $ `raw` *b* _i_ <l> @r \\ " ] } // /* = h\n- l'


def outside_literals(markup: str) -> str:
    """Return the markup without its string literals."""
    return re.sub(r'"(?:[^"\\]|\\.)*"', '""', markup)


@pytest.mark.parametrize("text", ['a"b', "a\\", '\\"', "a\nb", "tab\there", "\x1b[31m", "\r\n"])
def test_a_literal_ends_only_where_it_should(text: str) -> None:
    """Quotation marks, backslashes and control characters don't end or break a literal."""
    assert re.fullmatch(r'"(?:[^"\\\n\r\x1b]|\\[\\"n])*"', literal(text))


def test_text_of_a_user_is_never_markup_or_code() -> None:
    """Whatever a text holds, the markup outside of literals is the same as for a harmless one."""
    harmful = render(everywhere(HARMFUL), TypstContext(anchors=frozenset({"p"})))
    harmless = render(everywhere("x"), TypstContext(anchors=frozenset({"p"})))
    assert "/etc/passwd" in harmful
    assert outside_literals(harmful) == outside_literals(harmless)


def test_characters_are_noted_with_their_block() -> None:
    """The glyph check can say in which block a character stands."""
    context = TypstContext()
    render(Document((m.Heading(1, "甲"), m.Callout("bad", "乙", ("丙",)), m.CodeBlock("丁"))),
           context)  # fmt: skip
    assert context.used["text", "甲"] == "Heading '甲'"
    assert context.used["text", "丙"] == "Callout '乙'"
    assert context.used["code", "丁"] == "CodeBlock '丁'"


def test_the_words_of_a_chart_are_noted() -> None:
    """A chart's text is checked against the fonts like any other."""
    context = TypstContext()
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>龘</text></svg>'
    render(Document((m.Chart(svg, "a", "标题"),)), context)
    assert context.used["text", "龘"] == "Chart '标题'"


def test_a_number_links_to_its_provenance_only_where_it_is_printed() -> None:
    """On paper a number leads to the appendix, if the report has that entry."""
    document = Document((m.Paragraph((m.Number("1", m.Provenance("f1", "t")),)),))
    assert '#source("f1")' in render(document, TypstContext(anchors=frozenset({"f1"})))
    assert "#source" not in render(document, TypstContext())


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("全年工业投资−9.4%（−18.1%～0.0%），其他", "（−18.1%～0.0%）"),
        ("growth of 9% (7% to 11%) in July", "(7% to 11%)"),
        ("逾期任务12项，最早的应于5月26日完成", "5月26日"),
        ("the oldest was due on 2023-04-26", "2023-04-26"),
        ("工业投资下降18.8%；存疑4处", "存疑4处"),
    ],
)
def test_no_line_of_a_heading_parts_a_bracket_or_a_date(title: str, kept: str) -> None:
    """Each stands in a box of its own."""
    made = render(Document((m.Heading(1, title),), "zh"), TypstContext())
    boxes = re.findall(r"#box\[((?:[^\[\]]|\[[^\[\]]*\])*)\];", made)
    assert kept in {re.sub(r'#box|[\[\]#";]', "", each) for each in boxes}, made


def test_heading_levels_never_skip() -> None:
    """PDF/UA wants the first heading at level 1 and no level left out on the way down."""
    blocks = tuple(m.Heading(level, "x") for level in (3, 3, 1, 4, 2))
    levels = re.findall(r"level: (\d)", render(Document(blocks), TypstContext()))
    assert levels == ["1", "2", "1", "2", "2"]


def test_a_label_is_given_once() -> None:
    """Two blocks with one anchor make one label; Typst refuses a second."""
    blocks = (m.Heading(1, "a", "x"), m.Heading(1, "b", "x"))
    assert render(Document(blocks), TypstContext()).count("#label") == 1


def test_column_widths_suit_the_texts() -> None:
    """Narrow tables are as wide as their texts; a long column takes what is left."""
    assert text_width("增速5%") == 7
    assert column_widths([["zone", "a"], ["1"], ["2"]]) == ([7, 4, 4], True)
    long = [["f001"], ["x" * 200], ["y" * 200], ["z" * 10]]
    assert column_widths(long, 100) == ([7, 40, 40, 13], False)
    (full, half), fits = column_widths([["x" * 400], ["y" * 100]], 100)
    assert full > half and not fits


def test_chinese_and_english_words_of_the_frame() -> None:
    """What the renderer adds is in the language of the report."""
    assert "表 1" in render(demo("zh"), TypstContext(language="zh"))
    assert "Table 1" in render(demo("en"), TypstContext(language="en"))


def test_the_label_of_a_section_stands_above_its_message() -> None:
    """Readers see what was found, and which section they are in; the contents name the section."""
    document = m.Heading(1, "产值增长4%", "economy", "经济产出")
    context = TypstContext()
    assert "#kicker[" in render(Document((document,), "zh"), context)
    page = HtmlRenderer()
    heading = page.render(Document((document,), "zh"))
    assert '经济产出</span> 产值增长<span class="nb">4%</span>' in heading
    assert page.headings == [(1, "经济产出", "economy")]


def test_rows_beside_each_other_are_filled_up() -> None:
    """Every row of the paper is whole, whatever the number of rows."""
    rows = tuple((m.Cell((name,)), m.Cell(("1",))) for name in ("a", "b", "c"))
    table = m.Table("t", (m.Column("x"), m.Column("y")), rows, across=2)
    markup = render(Document((table,), "zh"), TypstContext())
    assert markup.count('cell("neutral")') == 8
    assert "across: 2" in markup


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("zh", "预计15.4%～16%，已核", "预计15.4%～16%"),
        ("zh", "区间[4.1, −5.6]内", "区间[4.1, −5.6]内"),
        ("en", "needs 28% to 42% in May", "28% to 42%"),
        ("zh", "3—5月", "3—5月"),
        ("zh", "，3—5月3项指标", "3—5月3项"),
        ("zh", "增长16.1%（15.4%～16.7%），已核", "（15.4%～16.7%）"),
    ],
)
def test_a_range_is_never_broken(language: m.Language, text: str, kept: str) -> None:
    """Not even between 15.4%～ and 16%: the last line of a paragraph would begin with an end."""
    assert f"#box[#{literal(kept)};];" in TypstContext(language).text(text)


def test_a_range_of_two_numbers_is_never_broken() -> None:
    """Each end opens its own source; the line breaks beside them only."""
    runs = (m.Number("4.0%"), "～", m.Number("4.5%"))
    made = render(Document((m.Paragraph(("居中", *runs, "，")),), "zh"), TypstContext("zh"))
    box = '#box[#num("neutral")[#"4.0%";];#"～";#num("neutral")[#"4.5%";];];'
    assert f'#"居中";{box}#"，";' in made


def test_commands_stay_with_the_words_about_them() -> None:
    """Else a last page holds three lines of commands and nothing else."""
    terms = m.Table("名词", (m.Column("名"),), ((m.Cell(("亩",)),),))
    blocks = (terms, m.Heading(2, "复现"), m.Paragraph(("先说明。",)), m.CodeBlock("make all"),
              m.Paragraph(("版本",), "note"))  # fmt: skip
    made = render(Document(blocks, "zh"), TypstContext("zh"))
    assert made.count("#leads[") == 3
    assert "#leads[#raw(" in made
    assert "#leads[#data-table(" in made
    long = m.CodeBlock("make all\n" * 40)
    assert "#leads[" not in render(Document((long, blocks[4]), "zh"), TypstContext("zh"))
