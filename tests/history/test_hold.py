"""Prose about a city against the record of its reports; every draft is invented."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from zoneanalysis.errors import InputError
from zoneanalysis.history.hold import Holding, hold
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.series import SeriesIndex
from zoneanalysis.review.sourceview.held import held_page
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period

LESSON = Path(__file__).parents[2] / "data" / "lessons" / "four-reports"
HEAD = "云川市开发区2024年上半年情况\n\n1-6月,全市开发区"


@pytest.fixture(scope="module")
def index():
    """Return the record: four reports of one invented city."""
    return SeriesIndex.of(DataPackage(LESSON))


def _one(index, sentence):
    """Return how the last figure of a draft stands."""
    return hold(HEAD + sentence, index).rows[-1]


@pytest.mark.parametrize(
    ("sentence", "holding"),
    [
        ("工业投资完成84.67亿元。", Holding.STANDS),
        ("工业投资完成84.7亿元。", Holding.ROUNDED),
        ("工业投资完成846700万元。", Holding.STANDS),
        ("工业投资超过80亿元。", Holding.ROUNDED),
        ("工业投资完成86.47亿元。", Holding.DISAGREES),
        ("规上工业增加值同比增长7.5%。", Holding.DISAGREES),
        ("工业投资同比增长9.8%,比上年同期加快5.2个百分点。", Holding.FOLLOWS),
        ("新增就业3200人。", Holding.ABSENT),
    ],
)
def test_how_a_figure_stands(index, sentence, holding):
    """The record prints 84.67亿元, 增长9.8%, 增长7.3%; a year before 增长4.6%."""
    assert _one(index, sentence).holding is holding


def test_a_disagreement_says_by_how_much_and_where(index):
    """Draft less record."""
    row = _one(index, "规上工业增加值同比增长7.5%。")
    assert str(row.size.point) == "1/5"
    assert row.places == (("yunchuan-2024h1", "f003"),)
    assert index.reports[2]["f003"].printed == "增长7.3%"


def test_digits_that_are_another_figures_are_named(index):
    """The growth of trade under the name of investment."""
    row = _one(index, "工业投资同比增长3.3%。")
    assert row.holding is Holding.DISAGREES
    assert "进出口总额" in str(row.reason)


def test_a_follower_shows_its_formula(index):
    """9.8 − 4.6 = 5.2."""
    row = _one(index, "工业投资同比增长9.8%,比上年同期加快5.2个百分点。")
    assert row.numbers == "9.8 − 4.6"
    assert {report for report, _ in row.places} == {"yunchuan-2024h1", "yunchuan-2023h1"}


def test_the_draft_is_judged_against_itself_too(index):
    """A gap that its own rates don't give."""
    found = hold(HEAD + "工业投资同比增长9.8%,高于全省(6.1%)4.7个百分点。", index)
    assert found.has_findings
    assert json.loads(found.to_json())["relations"][0]["verdict"] == "inconsistent"


def test_the_page_marks_and_escapes(index):
    """Each figure links to its row; the draft's markup stays text."""
    found = hold(HEAD + "工业投资完成86.47亿元<script>alert(1)</script>。", index)
    page = held_page(found, "note.txt", "zh")
    assert page.count('class="m bad"') == 1
    assert "<script>" not in page


def test_another_city_is_refused(index):
    """A draft about 临江市 is not judged by the reports of 云川市."""
    areas = {
        **index.areas,
        "CN-9902": index.areas["YC"].__class__("CN-9902", "临江市", "L", "city"),
    }
    other = SeriesIndex.build(index.reports, areas=areas)
    with pytest.raises(InputError, match="must be about 云川市"):
        hold("临江市2024年上半年工业投资完成84.67亿元。", other)
    with pytest.raises(InputError, match="names 临江市 only"):
        hold("临江开发区:2024年上半年工业投资84.67亿元。", other)


def test_a_city_that_no_table_knows_is_refused_too(index):
    """青岚市 is in no areas.csv."""
    with pytest.raises(InputError, match="names 青岚市 only"):
        hold("2024年上半年,青岚市工业投资完成78.40亿元,增长3.1%。", index)


def test_a_year_told_first_accuses_no_true_figure(index):
    """The sentence goes from the year to its first half and back, as press notes do."""
    text = (
        "2024年,云川市开发区工业投资完成201.35亿元,增长8.7%,上半年为84.67亿元,增长9.8%;"
        "规上工业增加值275.30亿元,同比增长6.9%。全市进出口总额125.30亿元,两年平均增长2.5%。"
    )
    found = hold(text, index)
    assert not found.disagreements
    assert found.counts[Holding.STANDS] == 7


def test_a_value_of_another_time_is_told_not_accused(index):
    """171.20亿元 is the year 2023's: a slip of the draft, or of the reader."""
    text = "云川市开发区2024年上半年情况\n\n1-6月工业投资完成171.20亿元。"
    row = hold(text, index).rows[-1]
    assert (row.holding, "2023-01/2023-12" in str(row.reason)) == (Holding.UNCONFIRMED, True)


@pytest.mark.parametrize(
    "text",
    [
        (
            "2023年上半年,云川市开发区工业投资78.40亿元,增长4.6%,到年底达到171.20亿元,增速提高到6.3%。"
            "进入2024年,上半年增长9.8%。"
        ),
        "云川市:2023年开发区签约项目108个(上半年52个),2024年签约119个(上半年61个)。",
        (
            "云川市开发区运行小结\n\n- 进出口总额:2024年125.3亿元(+3.2%),2023年121.4亿元(+1.8%)。\n"
            "- 工业投资:上半年84.67亿元,增长9.8%;全年201.35亿元,增长8.7%。\n"
        ),
    ],
)
def test_true_notes_that_go_from_year_to_year_are_not_accused(index, text):
    """As speeches, press notes and lists do."""
    assert not hold(text, index).disagreements


def test_a_name_before_a_colon_is_what_follows_is_of(index):
    """A list of points, as slides and language models write them."""
    text = "云川市开发区2024年上半年小结\n\n- 工业投资:84.67亿元,增长9.8%\n- 进出口总额:60.0亿元\n"
    found = hold(text, index)
    assert [row.observation.indicator for row in found] == ["industrial_investment"] * 2 + ["trade"]
    assert all(row.holding.agrees for row in found)


def test_what_follows_from_an_estimate_follows(index):
    """258.00亿元 are expected of 2024, 110.30 of them in the first half by another report."""
    first = replace(
        next(each for each in index.reports[2] if each.printed == "258.00亿元"),
        id="f099", figure=Figure.parse("110.30亿元"),
        period=Period.parse("2024-01/2024-06"), status="actual",
    )  # fmt: skip
    report = index.reports[2]
    more = replace(report, observations=(*report.observations, first))
    known = SeriesIndex.build([more], areas=index.areas)
    row = hold("2024年下半年,云川市固定资产投资147.70亿元。", known).rows[-1]
    assert (row.holding, row.numbers) == (Holding.FOLLOWS, "258.00 − 110.30")
