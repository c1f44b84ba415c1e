"""Surveys of purchasing managers: their indices stand against the line of no change."""

from __future__ import annotations

from tests.review.test_texts import review_of
from zoneanalysis.document.model import Chart

HEAD = "云川省4月采购经理指数运行情况\n\n2024年4月，"
TEXT = (
    "制造业采购经理指数为57.21%，比上月提高4.32个百分点。生产指数为64.12%，较上月提高4.15个百分点。"
    "新订单指数为62.18%，比上月提高5.04个百分点。原材料库存指数为47.26%，比上月下降1.38个百分点。"
)


def charts(text: str, language: str = "zh") -> list[Chart]:
    """Return the charts of a review's body."""
    return [b for b in review_of(text, language, HEAD).body().blocks if isinstance(b, Chart)]


def test_indices_are_drawn_against_fifty() -> None:
    """The highest first, with the line that parts growth from decline."""
    (chart,) = charts(TEXT)
    assert chart.alt.index("生产指数 64.12%") < chart.alt.index("原材料库存指数 47.26%")
    assert chart.alt.rstrip("。").endswith("荣枯线 50%")
    assert ">荣枯线 50%<" in chart.svg


def test_a_long_name_is_whole_where_no_chart_stands_beside_it() -> None:
    """Purchasing managers' index of manufacturing has 43 signs."""
    (chart,) = charts(TEXT, "en")
    assert "Purchasing managers' index of manufacturing" in chart.svg.replace("&#39;", "'")


def test_other_surveys_have_no_such_line() -> None:
    """Confidence of consumers has 100 as its middle."""
    text = "消费者信心指数为89.3%，生产景气指数为92.4%，订单景气指数为95.6%，进口景气指数为90.1%。"
    assert not charts(text)


def test_what_lies_above_or_below_the_line_is_no_further_figure() -> None:
    """A page of 高于50% quoted what the chart shows; what stands beside it is quoted still."""
    text = (
        f"{TEXT}被调查的20个行业里，14个行业高于50%，6个行业低于50%。中小企业低于50%。"
        "采购经理指数一般以50%为强弱分界，等于50%时表示没有变化。约95%的企业看好后市。"
    )
    quoted = [each.printed for each in review_of(text, "zh", HEAD).quoted]
    assert "95%" in quoted
    assert not {"50%", "高于50%", "低于50%", "14个", "6个"} & {*quoted}
    other = "全市工业增加值增长4.1%。采购经理指数为51.2%。约50%的企业看好后市。"
    assert "50%" in [each.printed for each in review_of(other, "zh", HEAD).quoted]


def test_a_chapter_says_how_many_indices_rose() -> None:
    """Three of four; the first page's heading has what they came to."""
    (heading,) = (
        block.text
        for block in review_of(TEXT, "zh", HEAD).body().blocks
        if getattr(block, "anchor", "") == "family-survey"
    )
    assert heading == "列有升降的4项指数中3项上升"
