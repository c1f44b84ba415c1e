"""What an indicator that only the text names is called in English, by the vocabulary."""

from __future__ import annotations

import pytest

from zoneanalysis.extraction import as_report, extract
from zoneanalysis.extraction.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("地区生产总值", "Gross regional product"),
        ("高技术产业投资", "Investment in high-tech industry"),
        ("第二产业增加值占GDP比重", "Share of value added of secondary industry in GDP"),
        (
            "畜牧业对第一产业增长的拉动",
            "Contribution of animal husbandry to growth of primary industry",
        ),
        ("规模以上工业企业利润总额", "Total profit of industrial firms above designated size"),
        ("规上高技术制造业增加值占规模以上工业增加值比重", ""),  # longer than a name may be
        ("投资", ""),
        ("占比重", ""),
        ("云川特产产量", ""),
        ("普通高中招生", "New entrants to general senior secondary schools"),
        ("家禽出栏", "Slaughter of poultry"),
        ("公路货运周转量", "Freight turnover by road"),
        ("绿矾", ""),
    ],
)
def test_names_are_put_together_of_words_that_are_known(name: str, english: str) -> None:
    """A head and what it is of, or a whole name; nothing where a word isn't known."""
    assert vocabulary().english.of(name) == english


def test_a_report_read_from_a_text_has_the_names_that_are_known() -> None:
    """Names go into the report, where they can be corrected; others stay as they are printed."""
    text = "云川市2024年上半年经济运行情况\n上半年,高技术产业投资增长3.5%,云锦产量增长2.1%。\n"
    meta = {"area": "XX", "period": "2024-01/2024-06"}
    report = as_report(extract(text).reports[0], "yunchuan-2024h1", meta)
    names = {report.indicator_name(e.indicator, "en") for e in report}
    assert names == {"Investment in high-tech industry", "云锦产量"}
