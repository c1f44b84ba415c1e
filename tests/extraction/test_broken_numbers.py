"""A number that a line end divides is one number, and two numbers are two. 云川市 is invented."""

import pytest

from zoneanalysis.extraction.normalise import normalise


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
