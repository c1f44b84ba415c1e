"""Periods named in a text and what they mean. The city 云川市 is invented."""

import pytest

from zoneanalysis.extraction.timewords import document_period, mentions_of, resolve
from zoneanalysis.values.periods import Period

OWN = Period.parse("2024-01/2024-06")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("上半年", "2024-01/2024-06"),
        ("1-5月", "2024-01/2024-05"),
        ("1至5月份", "2024-01/2024-05"),
        ("一季度", "2024-01/2024-03"),
        ("前三季度", "2024-01/2024-09"),
        ("二季度", "2024-04/2024-06"),
        ("6月份", "2024-06/2024-06"),
        ("去年全年", "2023"),
        ("去年", "2023"),
        ("今年", "2024-01/2024-06"),
        ("今年以来", "2024-01/2024-06"),
        ("2022年以来", "2022-01/2024-06"),
        ("去年同期", "2023-01/2023-06"),
        ("2023年上半年", "2023-01/2023-06"),
        ("二〇二三年上半年", "2023-01/2023-06"),
        ("截至7月底", "2024-07"),
        ("7月末", "2024-07"),
        ("2023年底", "2023-12"),
        ("目前", "2024-06"),
        ("“十四五”时期", "2021-01/2025-12"),
        ("2016-2020年", "2016-01/2020-12"),
    ],
)
def test_a_period_means_months(text, wanted):
    """Each wording gives the months that a reader takes it for."""
    (mention,) = mentions_of(text)
    assert resolve(mention, OWN)[0] == Period.parse(wanted)


def test_the_same_period_of_last_year_follows_what_is_carried():
    """同期 after 1-5月 is the first five months of the year before."""
    (mention,) = mentions_of("同期")
    carried = Period.parse("2024-01/2024-05")
    assert resolve(mention, OWN, carried)[0] == Period.parse("2023-01/2023-05")


@pytest.mark.parametrize("text", ["3.5月", "共同期待", "第1月", "底部", "初步"])
def test_what_is_no_period(text):
    """Words that only share a character with a period name none."""
    assert all(
        mention.form in {"same", "span"} and text == "共同期待" for mention in mentions_of(text)
    )


@pytest.mark.parametrize(
    ("text", "wanted", "guessed"),
    [
        ("云川市2024年上半年经济运行情况\n工业投资增长5%。", "2024-01/2024-06", False),
        ("2024年1-5月,增长5%,比1-4月提高1个百分点,比1-4月快。", "2024-01/2024-05", False),
        ("上半年增长5%。自2023年以来,今年增长6%。", "2024-01/2024-06", True),
        ("云川市2024年政府工作报告\n地区生产总值增长5%。", "2023", True),
        ("工业投资增长5%。2019年增长6%,2020年增长7%。", "2020", False),
    ],
)
def test_the_period_of_a_whole_text(text, wanted, guessed):
    """Title first, then the latest year; what is inferred says so."""
    period, reason = document_period(text, mentions_of(text))
    assert period == Period.parse(wanted)
    assert bool(reason) == guessed


def test_a_text_without_a_year_has_no_period():
    """Nothing is guessed out of the blue."""
    assert document_period("增长5%。", [])[0] is None
