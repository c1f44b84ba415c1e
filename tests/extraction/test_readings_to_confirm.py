"""What a reader must not take for sure: 改善, 争取, 带动, days of events, dates not printed."""

from __future__ import annotations

import pytest

from zoneanalysis.extraction import as_report, extract
from zoneanalysis.reports.report import Observation, Report


def read(text: str, head: str = "云川市2024年工作总结\n2024年，") -> Report:
    """Return the report on the invented city that a text makes."""
    (draft,) = extract(head + text, area="云川市").reports
    return as_report(draft, "x", {"period": str(draft.period)})


def named(report: Report, words: str) -> list[Observation]:
    """Return the figures whose indicator has *words* in its name."""
    return [each for each in report if words in report.indicator_name(each.indicator, "zh")]


@pytest.mark.parametrize(
    ("text", "value", "doubted"),
    [
        ("臭氧浓度改善3.3%。", -3.3, False),
        ("单位产值能耗改善2.2%。", -2.2, False),
        ("臭氧浓度下降3.3%。", -3.3, False),
        ("出行条件改善7.1%。", 7.1, True),
    ],
)
def test_better_is_less_of_what_nobody_wants(text: str, value: float, doubted: bool) -> None:
    """改善 has no way of its own: where the name does not say which is good, a person must."""
    (figure,) = read(text)
    assert float(figure.figure.point) == value
    assert figure.doubted is doubted


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("争取上级专项资金22.5亿元，发行债券3.4亿元。", "actual"),
        ("争取国债资金增长31.5%。", "actual"),
        ("争取工业投资增长31.5%。", "target"),
        ("争取到2026年工业投资达到90亿元。", "target"),
        ("落实27.5亿元中央投资计划。", "target"),
    ],
)
def test_funds_that_were_obtained_are_no_target(text: str, status: str) -> None:
    """争取 of funds in a look-back tells what came; of an indicator it tells an aim."""
    assert {each.status for each in read(text)} == {status}


def test_a_share_that_follows_growth_is_no_growth() -> None:
    """A share that rose to 36% did not grow by 36%."""
    figures = {each.printed: each for each in read("船舶产值增长4.4%、占工业比重提高到36%。")}
    assert figures["36%"].measure == "share"
    assert figures["增长4.4%"].measure == "yoy"


def test_members_of_a_list_have_the_end_that_leaves_them_apart() -> None:
    """Growth of three investments: the end that makes two names alike is not theirs."""
    report = read("工业、农业、工业改造投资分别增长3.1%、4.2%、5.3%。")
    names = [report.indicator_name(each.indicator, "zh") for each in report]
    assert names == ["工业投资", "农业投资", "工业改造投资"]
    report = read("各项存贷款余额分别增长8.8%、7.7%。")
    names = [report.indicator_name(each.indicator, "zh") for each in report]
    assert [name[-4:] for name in names] == ["存款余额", "贷款余额"]


def test_what_is_brought_about_is_not_the_whole() -> None:
    """A festival that 带动 retail sales of 2.6亿元 says nothing of all retail sales."""
    report = read("灯会接待游客增长9.9%，带动商品零售额2.6亿元、增长6.2%。商品零售额88.8亿元。")
    brought, grown, whole = named(report, "零售额")
    assert brought.doubted and grown.doubted
    assert not whole.doubted


def test_the_day_of_an_event_is_no_year_of_a_report() -> None:
    """A flood of 2023 is told; the figures are those of 2021."""
    text = "青河纸业成长记\n2023年5月2日，山洪之后的青河镇。截至2021年底，全镇有纸厂12家。"
    text += "2021年实现产值9.9亿元。"
    (draft,) = extract(text, area="云川市").reports
    assert draft.period.year == 2021


@pytest.mark.parametrize(
    ("text", "assumed"),
    [
        ("目前，在库货物5.5万吨。", True),
        ("今年以来，办理业务812件。", True),
        ("截至5月底，在库货物5.5万吨。", False),
        ("上半年，办理业务812件。", False),
    ],
)
def test_a_date_that_is_not_printed_is_marked(text: str, assumed: bool) -> None:
    """目前 prints no date: the end of the period is taken, and the figure says so."""
    (figure,) = read(text, "云川市2024年上半年工作总结\n")
    assert figure.period_assumed is assumed


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("推进云川新材3万吨碳酸锂、临江光能200兆瓦组件等项目建设。", [True, True]),
        ("确保临江200兆瓦和北岭300兆瓦电池组件等项目投产。", [True, True]),
        ("粮食产量30万吨，钢材产量20万吨、水泥产量10万吨。", [False, False, False]),
        ("公路里程200公里和铁路里程300公里、管道里程50公里。", [False, False, False]),
    ],
)
def test_a_number_before_its_goods_has_no_sure_name(text: str, doubted: list[bool]) -> None:
    """云川新材3万吨碳酸锂 are tonnes of lithium carbonate, not of the firm."""
    assert [each.doubted for each in read(text)] == doubted
