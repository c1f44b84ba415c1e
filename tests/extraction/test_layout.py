"""Normalising, splitting into reports, clauses. The cities 云川市 and 雨山市 are invented."""

import pytest

from zoneanalysis.extraction import extract
from zoneanalysis.extraction.clauses import clauses_of
from zoneanalysis.extraction.normalise import normalise
from zoneanalysis.extraction.scan import numbers_of
from zoneanalysis.extraction.split import parts_of
from zoneanalysis.extraction.tokens import Number

TWO = """云川市开发区

【上半年工作进展】
一、经济。2024年1-6月,工业投资完成54.76亿元,同比下降18.8%。
(供稿:云川市商务局)

【上半年工作进展】
一、经济。1-6月,工业投资完成12.1亿元,同比增长3.2%,高于全

市(1.2%)2个百分点。

雨山市开发区

【下半年工作重点】
一、确保工业投资增长5%。
(供稿:雨山市商务局)
"""


def test_two_reports_are_split_by_their_credit_lines():
    """The head of the second stands where its page began, not where the report does."""
    first, second = parts_of(TWO)
    assert (first.credit, second.credit) == ("云川市商务局", "雨山市商务局")
    assert TWO[second.start : second.end].count("【上半年工作进展】") == 1


def test_each_report_has_its_own_figures_and_offsets_count_in_the_whole_file():
    """Two figures, then four; each printed where its offset says."""
    reports = extract(TWO).reports
    printed = [[draft.printed for draft in report.drafts] for report in reports]
    assert printed == [
        ["54.76亿元", "下降18.8%"],
        ["12.1亿元", "增长3.2%", "1.2%", "2个百分点", "增长5%"],
    ]
    for report in reports:
        for draft in report.drafts:
            assert TWO[draft.char_start :].startswith(draft.printed)


def test_heads_divide_where_no_credit_line_does():
    """A line with another area's name begins a report."""
    text = "云川市开发区\n2024年投资5亿元。\n雨山市开发区\n2024年投资6亿元。\n"
    assert [part.head for part in parts_of(text)] == ["云川市开发区", "雨山市开发区"]


def test_one_report_stays_one():
    """A single credit line divides nothing."""
    assert len(parts_of("投资5亿元。\n(供稿:云川市商务局)\n")) == 1


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("完成５４．７６亿元，增长８％。", "完成54.76亿元,增长8%。\n"),
        ("完成 54.76 亿元", "完成54.76亿元\n"),
        ("投资额下降,增速\n\n回落。", "投资额下降,增速\n回落。\n"),
        ("一、经济\n二、社会", "一、经济\n二、社会\n"),
        ("完成五项\n— 3 —\n第4页\n增长", "完成五项\n增长\n"),
        ("固定資產投資51.89萬億元", "固定资产投资51.89万亿元\n"),
    ],
)
def test_normalised(raw, clean):
    """Half-width, joined, without page numbers, in simplified script."""
    assert normalise(raw).text == clean


def test_a_sentence_broken_by_a_page_is_joined():
    """A long line that ends without a mark goes on."""
    raw = (
        "根据工作安排,上半年全市各开发区加快推进重点项目建设并做好各项要素保障工作,"
        "固定资产投资完成\n\n54.76亿元。"
    )
    assert "完成54.76亿元" in normalise(raw).text


def test_every_character_knows_where_it_came_from():
    """The way back leads to the same character, or the one that it stands for."""
    raw = "\ufeff云川市\r\n  工业 投资５亿元，\r\n增长"
    clean = normalise(raw)
    kept = [raw[at] for char, at in zip(clean.text, clean.offsets, strict=False) if char != "\n"]
    assert "".join(kept) == "云川市工业投资５亿元，增长"


def test_a_bracket_with_a_figure_is_a_clause_of_its_own():
    """Around it the text reads on as if it were not there."""
    text = "低于全市(-10.4%)28.7个百分点\n"
    numbers = [token for token in numbers_of(text) if isinstance(token, Number)]
    inner, outer = [c for c in clauses_of(text, numbers, []) if c.numbers]
    assert (inner.text, inner.depth) == ("-10.4%", 1)
    assert outer.text.replace("\x01", "") == "低于全市28.7个百分点"


def test_a_colon_inside_a_ratio_ends_no_clause():
    """3.9:59.5:36.6 stays together."""
    text = "三次产业比为3.9:59.5:36.6\n"
    numbers = [token for token in numbers_of(text) if isinstance(token, Number)]
    assert [len(c.numbers) for c in clauses_of(text, numbers, []) if c.numbers] == [3]
