"""What an indicator or a place that only the text names is called in English."""

from __future__ import annotations

import pytest

from zoneanalysis.extraction import as_report, extract
from zoneanalysis.extraction.rows import new_areas
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
        (
            "规上高技术制造业增加值占规模以上工业增加值比重",
            (
                "Share of value added of high-tech manufacturing above designated size in value "
                "added of industry above designated size"
            ),
        ),
        ("占比重", ""),
        ("云川特产产量", ""),
        ("普通高中招生", "New entrants to general senior secondary schools"),
        ("家禽出栏", "Poultry slaughtered"),
        ("公路货运周转量", "Freight turnover by road"),
        ("绿矾", ""),
        ("进口大豆", "Imports of soybeans"),
        ("其中:汽车制造业增加值", "Value added of motor manufacturing"),
        ("对东盟机电产品出口额", "Exports of machinery and electronics to ASEAN"),
        ("国有企业汽车零件进口额", "Imports of motor parts by state-owned firms"),
        ("食品饮料进口额", ""),  # food doesn't own drinks
        ("石油加工及炼焦业利润", "Profit of oil refining and coking"),  # 及 for 和, as often
        ("煤炭、焦炭和水泥产量", "Output of coal, coke and cement"),
        ("钢铁行业利润总额", "Total profit of iron and steel"),
        ("民间制造业投资", "Private investment in manufacturing"),
    ],
)
def test_names_are_put_together_of_words_that_are_known(name: str, english: str) -> None:
    """A frame and what stands in it, or a whole name; nothing where a word isn't known."""
    assert vocabulary().english.of(name) == english


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("云川市", "Yunchuan"),
        ("西安县", "Xi'an county"),
        ("光明区", "Guangming district"),
        ("蔚县", "Yuxian county"),  # not as it sounds: a row of areas.csv
        ("单县", "Shanxian county"),
        ("云县", "Yunxian county"),
        ("内蒙古自治区", "Inner Mongolia"),
        ("临江朝鲜族自治县", "Linjiang autonomous county"),
        ("厦门高新区", "Xiamen High-tech Zone"),
        ("呼和浩特开发区", "Hohhot development zone"),
        ("重点园区", ""),
        ("工业园区", ""),
        ("全市开发区", ""),
        ("云川集团", ""),
    ],
)
def test_places_are_called_by_their_sounds(name: str, english: str) -> None:
    """Where they are not known; not what is no name of one place."""
    assert vocabulary().english.of_place(name) == english


def test_a_report_read_from_a_text_has_the_names_that_are_known() -> None:
    """Names go into the report, where they can be corrected; others stay as they are printed."""
    text = "云川市2024年上半年经济运行情况\n上半年,高技术产业投资增长3.5%,云锦产量增长2.1%。\n"
    draft = extract(text).reports[0]
    meta = {"area": "XX", "period": "2024-01/2024-06"}
    report = as_report(draft, "yunchuan-2024h1", meta)
    names = {report.indicator_name(e.indicator, "en") for e in report}
    assert names == {"Investment in high-tech industry", "云锦产量"}
    assert [each.name_en for each in new_areas([draft], {})] == ["Yunchuan"]
