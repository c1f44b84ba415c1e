"""A text as passages: every character kept, figures in their places, lines joined for reading."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zoneanalysis.audit import audit
from zoneanalysis.review.sourceview.marks import Mark, marks_of
from zoneanalysis.review.sourceview.passages import passages_of


def bare(text):
    """Return a text without blanks."""
    return re.sub(r"[\s\ufeff\u200b]", "", text)


@pytest.fixture
def passages(yunchuan):
    """Return the passages of the invented report."""
    return passages_of(yunchuan.text, marks_of(audit(yunchuan.report()), yunchuan.text))


def test_no_character_is_lost_or_added(yunchuan, passages):
    """All that isn't blank is there, in order."""
    assert bare("".join(each.text for each in passages)) == bare(yunchuan.text)


def test_every_piece_stands_where_it_says(yunchuan, passages):
    """Offsets count in the source text, line ends included."""
    for passage in passages:
        for piece in passage.pieces:
            assert yunchuan.text.startswith(piece.text, piece.start)


def test_every_figure_is_one_mark_with_its_printed_characters(yunchuan, passages):
    """Each mark of a figure covers what is printed, no more and no less."""
    found = {
        piece.mark.observations[0].id: piece.text
        for passage in passages
        for piece in passage.pieces
        if piece.kind == "mark" and piece.mark.observations
    }
    assert found == {row[0]: row[1] for row in yunchuan.rows}


def test_kinds_of_passages(passages):
    """Title, heading, paragraph, page number, page head out of place, credit line."""
    kinds = [(each.kind, bare(each.text)[:8]) for each in passages]
    assert kinds[0] == ("heading", "云川市开发区")
    assert kinds[1] == ("heading", "【上半年工作进展")
    assert kinds[2][0] == "paragraph"
    assert kinds[-2] == ("pagehead", "云川市开发区")
    assert kinds[-1] == ("credit", "(供稿:云川市商")


def test_a_sentence_that_the_page_broke_is_one_passage(passages):
    """The break is kept as a piece of its own, so that it can be shown."""
    paragraph = next(each for each in passages if each.kind == "paragraph")
    assert "低于全\n市(-10.4%)" in paragraph.text
    assert next(piece.text for piece in paragraph.pieces if piece.kind == "break") == "\n"


def test_a_break_between_latin_words_stands_for_a_blank(passages):
    """GDP and DATA on two lines are two words; two Chinese characters are not set apart."""
    breaks = [piece for each in passages for piece in each.pieces if piece.kind == "break"]
    assert [piece.spaced for piece in breaks if "GDP" in _line_before(passages, piece)] == [True]
    assert not breaks[0].spaced


def _line_before(passages, wanted):
    for passage in passages:
        text = ""
        for piece in passage.pieces:
            if piece is wanted:
                return text
            text = piece.text
    return ""


def test_page_numbers_are_kept_apart_from_the_text(passages):
    """What the extraction leaves out is dimmed, in a sentence or between paragraphs."""
    dimmed = [piece.text for each in passages for piece in each.pieces if piece.kind == "dim"]
    heads = [bare(each.text) for each in passages if each.kind == "pagehead"]
    assert "—12—" in [bare(each) for each in dimmed] + heads


def test_only_the_stretch_asked_for(yunchuan):
    """A text with several reports is shown for the part of one."""
    start = yunchuan.text.index("一、")
    end = yunchuan.text.index("累计")
    shown = "".join(each.text for each in passages_of(yunchuan.text, [], start, end))
    assert bare(shown) == bare(yunchuan.text[start:end])


def test_a_mark_on_a_line_that_looks_like_a_page_number_stays_a_mark():
    """A figure alone on its line is a figure, whatever the line looks like."""
    text = "云川市开发区项目情况良好。\n\n84\n\n完成。\n"
    mark = Mark(text.index("84"), text.index("84") + 2)
    shown = passages_of(text, [mark])
    assert [p.text for each in shown for p in each.pieces if p.kind == "mark"] == ["84"]
    assert all(each.kind != "pagehead" for each in shown if any(p.mark for p in each.pieces))


def test_a_mark_across_a_break_joins_what_it_reaches():
    """A figure that two paragraphs share keeps them together."""
    text = "甲市完成投资54。\n\n76亿元,增长。\n"
    start = text.index("54")
    shown = passages_of(text, [Mark(start, start + 8)])
    assert [p.text for each in shown for p in each.pieces if p.mark] == [text[start : start + 8]]
    assert bare("".join(each.text for each in shown)) == bare(text)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_text_with_any_marks(data):
    """Whatever the text: nothing but blanks is lost, and every mark is there once."""
    pieces = ["工业投资", "54.76亿元", "\n", "\r\n", "\n\n", "。", ",", " ", "　", "12", "GDP"]
    pieces += ["第3页", "\f", "\ufeff", "（", "\u200b"]
    text = "".join(data.draw(st.lists(st.sampled_from(pieces), max_size=40)))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    marks = [
        Mark(first, last)
        for first, last in zip(cuts[::2], cuts[1::2], strict=False)
        if bare(text[first:last])
    ]
    shown = passages_of(text, marks)
    assert bare("".join(each.text for each in shown)) == bare(text)
    found = [piece.mark for each in shown for piece in each.pieces if piece.kind == "mark"]
    assert found == marks
    for passage in shown:
        for piece in passage.pieces:
            assert text.startswith(piece.text, piece.start)
