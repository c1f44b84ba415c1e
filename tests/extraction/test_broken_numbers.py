"""A number that a line end divides is one number, and two numbers are two. 云川市 is invented."""

import pytest

from zoneanalysis.extraction import extract
from zoneanalysis.extraction.explain import explain
from zoneanalysis.extraction.normalise import normalise
from zoneanalysis.reports.schema.source import printed_end


@pytest.mark.parametrize(
    "text",
    [
        "工业投资完成155.\n2亿元",
        "工业投资同比下降18\n.8%",
        "工业投资同比下降18.8\n%",
        "工业投资完成155.2\n亿元",
        "增速回落3.7\n个百分点",
    ],
)
def test_a_divided_number_is_joined(text):
    """Else 155.2 would be read as 2."""
    assert normalise(text).text == text.replace("\n", "") + "\n"


@pytest.mark.parametrize(
    "text",
    ["项目数量\n84\n12\n", "84\n12.5\n", "1.\n2024年工业投资增长", "目标完成。\n2亿元", "84个\n%"],
)
def test_numbers_on_lines_of_their_own_stay_apart(text):
    """Cells of a table and numbers of a list are no halves of one number."""
    kept = normalise(text).text
    assert "8412" not in kept
    assert "1.2024" not in kept
    assert "。2" not in kept


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u202e", "\u00ad", "\u2060", "\ufe0f"])
def test_what_prints_nothing_is_no_part_of_a_number(mark):
    """The figure is whole; its offset counts in the text as it came, where it is found again."""
    text = f"云川市2024年工业投资{mark}完成5{mark}4.{mark}76亿元。"
    (draft,) = extract(text).reports[0].drafts
    assert (str(draft.value), draft.char_start) == ("54.76", text.index("5"))
    assert draft.printed == text[text.index("5") : -1]
    assert printed_end(text, draft.char_start, "54.76亿元") == len(text) - 1


def test_a_number_that_is_passed_over_says_so():
    """Nothing is dropped in silence."""
    found = extract("云川市2024年工业投资完成8.6.7亿元,签约项目25个。")
    assert [draft.printed for draft in found.reports[0].drafts] == ["25个"]
    assert "7亿元 (broken)" in explain(found)
    assert "1 broken number was passed over: …8.6.7亿元" in map(str, found.reports[0].reasons)


def test_a_raised_digit_beside_a_number_is_doubted():
    """It may be the mark of a note, or a part of the number that was set too high."""
    (draft,) = extract("云川市2024年工业投资²54.76亿元。").reports[0].drafts
    assert "raised" in draft.reasons


@pytest.mark.parametrize("broken", ["8.6.7", "240.,,,0", "1=1+1.30.5", "12..5", "3,.,2"])
def test_the_tail_of_a_broken_number_is_no_figure(broken):
    """However many separators divide it; a sum in a name takes no digit of a number."""
    found = extract(f"云川市2024年工业投资完成{broken}亿元,签约项目25个。")
    assert [draft.printed for draft in found.reports[0].drafts] == ["25个"]
