"""Ways of half-year reviews and monthly releases: stages, rates, wraps, months. Cities invented."""

import pytest

from zoneanalysis.extraction import extract

STAGES = (
    "云川市2024年上半年,新签约项目50个。其中,已注册45个,注册率90.0%;已开工36个,开工率{started};"
    "已投产9个,投产率25.0%。"
)


def report(text, area=None, period=None):
    """Return the one report of a text."""
    (only,) = extract(text, area, period).reports
    return only


def rates(text):
    """Return each proposed rate with the two counts that it is held against."""
    return {
        each.stated.printed: {role: draft.printed for role, draft in each.inputs}
        for each in report(text).proposals
        if each.check == "rate_from_count"
    }


def test_a_rate_is_held_against_the_one_count_that_it_can_be_of():
    """45 of the 50 signed: no other count could be meant, so a wrong one is found."""
    found = rates(STAGES.format(started="72.0%"))
    assert found["90.0%"] == {"denominator": "50个", "numerator": "45个"}


@pytest.mark.parametrize("started", ["72.0%", "71.0%"])
def test_a_rate_of_one_of_several_counts_is_left_open(started):
    """开工率 of those signed or of those registered: the words don't say, and the fit may not."""
    assert started not in rates(STAGES.format(started=started))


def test_stages_of_one_project_are_not_added():
    """What is under construction was signed before: 45, 36 and 9 are not parts that add to 50."""
    sums = [p for p in report(STAGES.format(started="72.0%")).proposals if p.check == "sum"]
    assert not [each for each in sums if len(each.inputs) > 1]


def test_lines_wrapped_at_any_width_are_joined():
    """Breaks inside words and before numbers are none, where most lines of prose have them."""
    text = (
        "云川市2024年5月份用电情况\n5月份,全社会用电量21.5亿千瓦时,同比增\n"
        "长4.3%。从分产业用电看,第一产业用\n电量1.5亿千瓦时,同比增长5.1%,第二\n"
        "产业用电量15.2亿千瓦时,同比下降2.7%,\n第三产业用电量4.8亿千瓦时,同比增\n长8.4%。\n"
    )
    found = [(each.indicator, each.measure, str(each.value)) for each in report(text).drafts]
    assert found[1] == ("全社会用电量", "yoy", "4.3")
    assert found[2] == ("第一产业用电量", "level", "1.5")
    assert found[4:6] == [("第二产业用电量", "level", "15.2"), ("第二产业用电量", "yoy", "-2.7")]


def test_a_title_of_one_month_dates_the_release():
    """2023年5月份 in the title: what names no period is of May, 1—5月份 is the total so far."""
    text = (
        "云川市2023年5月份社会消费品零售情况\n5月份,社会消费品零售总额12.5亿元。"
        "1-5月份,社会消费品零售总额60.4亿元。\n商品零售额11.0亿元。\n"
    )
    assert [str(each.period) for each in report(text).drafts] == [
        "2023-05/2023-05",
        "2023-01/2023-05",
        "2023-05/2023-05",
    ]


def test_a_month_inside_a_sentence_ends_with_it():
    """3月份增长7.4% in passing leaves the next sentence with the quarter."""
    text = (
        "云川市2024年一季度经济运行情况\n规上工业增加值同比增长6.7%,3月份增长7.4%。"
        "粗钢产量86.2万吨。\n"
    )
    assert [str(each.period) for each in report(text).drafts] == [
        "2024-01/2024-03",
        "2024-03/2024-03",
        "2024-01/2024-03",
    ]


@pytest.mark.parametrize(
    ("title", "name", "kind"),
    [
        ("云岭高新区2024年上半年工作情况", "云岭高新区", "zone"),
        ("云川市开发区2024年上半年工作情况", "云川市", "city"),
        ("云川省统计局发布2024年上半年数据", "云川省", "province"),
    ],
)
def test_a_title_names_its_area(title, name, kind):
    """A single zone, a city's zones, a province that no gazetteer knows."""
    area = report(f"{title}\n工业投资完成12.5亿元。\n").area
    assert (area.name, area.kind) == (name, kind)


def test_the_word_for_zones_means_the_own_zone():
    """高新区 in a report of 云岭高新区 is that zone, not another."""
    found = report("云岭高新区2024年上半年工作情况\n高新区工业投资完成12.5亿元。\n")
    assert {draft.area.name for draft in found.drafts} == {"云岭高新区"}


def test_a_percentage_that_limits_a_count_is_no_figure():
    """进度超过60%的有5个县区: five counties; 60% says which."""
    found = report("云川市2024年上半年,完成进度超过60%的有5个县区。")
    assert [draft.printed for draft in found.drafts] == ["5个"]


def test_counties_named_first_get_their_values():
    """从到位资金看,…是甲区、乙县,分别为…: one county a value."""
    text = (
        "云川市2024年上半年招商情况。从到位资金看,前两位的是东岭区、石泉县,"
        "分别为38.5亿元、27.4亿元。"
    )
    found = [(each.indicator, each.area.name) for each in report(text, "云川市").drafts]
    assert found == [("到位资金", "东岭区"), ("到位资金", "石泉县")]
