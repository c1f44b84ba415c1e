"""Arithmetic and words of a report, for readers of English."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from zoneanalysis.review.english import glossed, in_english, made_in_english, names_of
from zoneanalysis.review.facts.names import name_words
from zoneanalysis.review.wording import amount
from zoneanalysis.values.figures import Figure

sys.path.insert(0, str(Path(__file__).parent))
from yunchuan import yunchuan


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("9 + 2 + 1 (北山经开区) = 12", "9 + 2 + 1 (Beishan) = 12"),
        ("北山经开区 + 南江高新区 = 2", "Beishan + Nanjiang = 2"),
        ("北山 + 发改 = 2", "Beishan + “发改” = 2"),
        ("84个 would have to be 82个", "84 would have to be 82"),
        ("下降5.6% would have to be −5.4%", "down 5.6% would have to be −5.4%"),
        ("低于1.5个百分点 stands", "below by 1.5 percentage points stands"),
        ("47.03亿元 stands for unlike things", "CNY 4.703 billion stands for unlike things"),
        ("93.60万平方米", "936,000 m²"),
        ("减少0.04万人", "down 400"),
        ("增加266亿元以上", "up CNY 26.6 billion“以上” (or more)"),
        ("高于全国增幅3.6个百分点", "above the country's growth by 3.6 percentage points"),
        ("71.26 ≈ 71.27", "71.26 ≈ 71.27"),
        ("由负转正 needs −3.8 > 0", "“由负转正” (from decline to growth) needs −3.8 > 0"),
        ("is not complete (其中, 等)", "is not complete (“其中” (among them), “等” (and others))"),
    ],
)
def test_names_amounts_and_words_are_read_in_english(written: str, read: str) -> None:
    """Names come from the list of areas, amounts are counted as English counts."""
    assert in_english(names_of(yunchuan()), written) == read


def test_a_word_is_explained_in_english_only() -> None:
    """预计10月转正 means growth expected by October; Chinese shows the word alone."""
    assert glossed("预计10月转正", "en") == "“预计10月转正” (growth expected by October)"
    assert glossed("预计10月转正", "zh") == "“预计10月转正”"
    assert glossed("不认识的词", "en") == "“不认识的词”"


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("年均增长7.2％", "annual average up 7.2%"),
        ("由20.5万元", "from CNY 205,000"),
        ("比年初增加266亿元", "up CNY 26.6 billion on the start of the year"),
        ("同比下降38.6点", "down 38.6 index points on a year earlier"),
        ("高于Shanxi0.5个百分点", "above Shanxi by 0.5 percentage points"),
        ("比上月提升5.27点", "up 5.27 index points on the month before"),
        ("比上月略升0.2个百分点", "up 0.2 percentage points on the month before"),
        ("较上年末微降3.1%", "down 3.1% on the end of the year before"),
        ("比全省平均水平高出12点", "above the provincial average by 12 index points"),
    ],
)
def test_an_amount_says_in_english_what_it_is_against(words: str, english: str) -> None:
    """The base of a change stands behind it, whatever the width of the sign of percent."""
    assert in_english({}, words) == english


def test_a_bare_multiple_of_ten_thousand_is_one_number() -> None:
    """71.3万 is 713,000 and 2万多家 more than 20,000, not "71.3 10,000"."""
    assert amount(Figure.of("71.3", "万"), "en") == "713,000"
    assert amount(Figure.of("10.36", "百亿"), "en") == "103.6 billion"
    assert in_english({}, "增加2万多家") == "up more than 20,000"


def test_every_verb_of_what_was_made_has_an_english_one() -> None:
    """Else its name would have empty brackets behind it: “小型煤矿” ()."""
    verbs = re.findall("[\u4e00-\u9fff]{2,}", name_words()["made"].pattern)
    assert len(verbs) > 10
    assert all(map(made_in_english, verbs))
