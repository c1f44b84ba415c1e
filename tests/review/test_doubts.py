"""What a first page asks the reader to look up, though no relation of the text fails."""

from __future__ import annotations

from tests.review.test_texts import review_of, told
from zoneanalysis.document.reading import plain_text

HEAD = "云川市2020年经济运行情况\n\n2020年，"
THREE = "规上工业增加值同比增长5.6%。社会消费品零售总额391.9亿元，同比下降3.9%。"


def test_revenue_that_falls_by_more_than_all_leads_nothing() -> None:
    """A fall of 120% is no card, no count and no growth that the rest of the year needs."""
    head = "云川市2020年上半年经济运行情况\n\n2020年上半年，全市"
    page = told(THREE + "一般公共预算收入120.5亿元，同比下降120%。", head=head)
    assert "一般公共预算收入下降120%：降幅不可能超过100%" in page
    assert "一般公共预算收入 −120%" not in page
    assert "须增长120%" not in page


def test_profit_may_fall_by_more_than_all() -> None:
    """Profit that falls by 120% has become a loss."""
    page = told(THREE + "规上工业利润同比下降120%。", head=HEAD)
    assert "−120%" in page
    assert "降幅不可能" not in page


def test_growth_beside_levels_that_give_another_is_told() -> None:
    """518.9 after 560.8 is no rise of 2.9%; the year before may have been revised."""
    text = THREE + "固定资产投资518.9亿元，同比增长2.9%；2019年固定资产投资560.8亿元。"
    page = plain_text(review_of(text, head=HEAD).briefing())
    line = next(each for each in page.split("\n") if "可比口径" in each)
    assert "518.9亿元、560.8亿元）计算为−7.5%" in line
    assert "固定资产投资增长2.9%" in line
    assert "可比口径" not in told(text.replace("2.9%", "-7.5%").replace("增长-", "下降"), head=HEAD)


def test_growth_on_the_month_before_is_told_as_such() -> None:
    """环比下降0.06% stands in its words beside growth on a year earlier, never bare."""
    zones = "云川市开发区2024年上半年运行情况\n\n2024年上半年，"
    more = "".join(
        f"全市{name}完成{n}.5亿元，同比增长{n}.2%，环比下降0.{n}6%。"
        for n, name in enumerate(("钢材产值", "煤炭产值", "化工产值", "建材产值", "食品产值"), 1)
    )
    page = told("全市3家开发区工业投资完成60.5亿元，同比增长9.1%。" + more, head=zones)
    assert "环比下降0.16%" in page
    assert "−0.16%" not in page


def test_a_chapter_on_targets_is_headed_by_growth() -> None:
    """A list of 150 tasks is no first target, though the text names it first."""
    text = (
        "地区生产总值增长5.1%。工业投资增长6.1%，服务业投资增长7.1%，零售总额增长4.1%，进出口总额下降2.1%。"
        "2021年目标：智能车间200个，绿色车间20个，经济增长5%左右。"
    )
    titles = [line for line in told(text, head=HEAD).split("\n") if line.startswith("# 目标")]
    assert titles and titles[0].startswith("# 目标：经济增长5%左右")
