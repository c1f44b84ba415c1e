"""Relations proposed from a text, and those that must not be. The city 云川市 is invented."""

import pytest

from zoneanalysis.audit import audit
from zoneanalysis.extraction import as_report, extract
from zoneanalysis.extraction.context import Draft
from zoneanalysis.relations.results import Verdict

SUMS = (
    "地区生产总值120.5亿元,其中第一产业增加值10.2亿元,增长4%;第二产业增加值60.1亿元,增长5%;"
    "第三产业增加值50.2亿元,增长6%。"
)


def relations(text):
    """Return check, stated and inputs of every relation, as printed."""
    report = extract(text, "云川市", "2024-01/2024-06").reports[0]
    return {
        (
            proposal.check,
            proposal.stated.printed if isinstance(proposal.stated, Draft) else proposal.stated,
            " ".join(f"{role}={draft.printed}" for role, draft in proposal.inputs),
        )
        for proposal in report.proposals
    }


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        (
            "工业投资下降37.2%,低于全市(-10.4%)26.8个百分点。",
            ("pp_gap", "26.8个百分点", "own=下降37.2% reference=-10.4%"),
        ),
        (
            "规上工业增加值增长9.6%。高技术制造业增加值增长12.8%,高于规上工业3.2个百分点。",
            ("pp_gap", "3.2个百分点", "own=增长12.8% reference=增长9.6%"),
        ),
        (
            "工业投资下降37.2%,较第一季度(-31%)下降8.1个百分点。",
            ("pp_change", "下降8.1个百分点", "later=下降37.2% earlier=-31%"),
        ),
        (SUMS, ("sum", "120.5亿元", "part=10.2亿元 part=60.1亿元 part=50.2亿元")),
        (
            SUMS + "三次产业比为8.5:49.9:41.7。",
            ("share", "49.9", "part=60.1亿元 whole=120.5亿元"),
        ),
        (
            "工业投资完成41.26亿元,占全市固定资产投资的41.4%。",
            ("share", "41.4%", "part=41.26亿元"),
        ),
        (
            "建成标准厂房83.50万平方米,使用59.51万平方米,使用率71.27%。",
            ("share", "71.27%", "part=59.51万平方米 whole=83.50万平方米"),
        ),
        (
            "一般公共预算收入30.5亿元,下降3%,其中税收收入21.3亿元,下降6%;非税收入9.2亿元,增长5%。",
            (
                "growth_from_parts",
                "下降3%",
                "part_level=21.3亿元 part_growth=下降6% part_level=9.2亿元 part_growth=增长5%",
            ),
        ),
        (
            "“签约一批”项目84个,总投资351.28亿元,开工率70.9%。",
            ("rate_from_count", "70.9%", "denominator=84个"),
        ),
        (
            "重点项目12个,已开工9个,开工率75%。",
            ("rate_from_count", "75%", "denominator=12个 numerator=9个"),
        ),
        ("重点抓好青石、白水、红岩3家企业。", ("list_count", "3家", "")),
        (
            "居民消费价格指数为100.9,同比上涨0.9%。",
            ("growth_from_index", "上涨0.9%", "index=100.9"),
        ),
        (
            "1-5月,工业投资完成5亿元。1-6月,工业投资完成6亿元。",
            ("ytd_monotone", "", "later=6亿元 earlier=5亿元"),
        ),
        (
            "考核目标值:青石经开区工业投资6亿元。青石经开区工业投资完成3.45亿元,达序时进度要求。",
            ("schedule", "达序时进度", "achieved=3.45亿元 target=6亿元"),
        ),
        (
            "13个税种中,增值税等6个税种增长,房产税等7个税种下降。",
            ("sum", "13个", "part=6个 part=7个"),
        ),
    ],
)
def test_a_relation_is_proposed(text, relation):
    """What the text states or implies becomes a claim with its figures in their roles."""
    assert relation in relations(text)


def test_a_partial_list_is_never_complete():
    """其中 with some of the parts: they may not exceed the whole, and no more is said."""
    texts = ("企业56家,其中高新技术企业12家。", "企业56家,其中高新技术企业72家。")
    found = [extract(text, "云川市", "2024").reports[0].proposals for text in texts]
    assert [[each.params for each in proposals] for proposals in found] == [
        [],
        [(("complete", "no"),)],
    ]


@pytest.mark.parametrize(
    "text",
    [
        # real growth of nominal parts
        SUMS.replace("120.5亿元,", "120.5亿元,增长5.3%,"),
        # two industries of three
        "地区生产总值120.5亿元,第二产业增加值60.1亿元,第三产业增加值50.2亿元。",
        # unlike currencies
        "进出口总额30.5亿元,其中出口3.1亿美元,进口1.2亿美元。",
        # 同比 said of a growth rate
        "固定资产投资累计增长5.9%,同比下降1.3%。",
        # a fourth part is printed beside the three
        (
            "全社会用电量86.5亿千瓦时。第一产业用电0.9亿千瓦时;第二产业用电58.4亿千瓦时;"
            "第三产业用电14.3亿千瓦时;居民用电量25.1亿千瓦时。"
        ),
        # real and nominal, this month and the month before, a bracket of another area
        "人均可支配收入名义增长5.6%,扣除价格因素实际增长5.3%。",
        "规上工业增加值同比增长4.6%。从环比看,规上工业增加值增长0.5%。",
        "规上工业增加值增长10.4%,高于全市(7.1%)3.3个百分点。",
        # names that are none
        "承接省、市两级赋权事项126项。赴青石、白水等地开展招商37次。",
        # a part of a part in front of the rate
        "签约项目84个,其中亿元以上项目42个,开工率70.2%。",
        # averages of persons don't add
        "全体居民人均可支配收入2.1万元,城镇居民人均可支配收入3.1万元,农村居民人均可支配收入1.5万元。",
    ],
)
def test_what_looks_like_a_relation_but_is_none_is_never_a_finding(text):
    """The audit of what is proposed finds nothing wrong with any of these."""
    report = extract(text, "云川市", "2024-01/2024-06").reports[0]
    assert not [r for r in audit(as_report(report, "x", {})) if r.verdict.is_finding]


def test_a_wrong_gap_is_found_from_the_text_alone():
    """10.4 less 9.9 is 0.5 and not 1.5: text in, finding out."""
    text = "规上工业增加值增长9.9%,低于全省(10.4%)1.5个百分点。"
    report = extract(text, "云川市", "2024-01/2024-06").reports[0]
    (result,) = audit(as_report(report, "x", {})).findings
    assert (result.check, result.verdict) == ("pp_gap", Verdict.INCONSISTENT)


def test_an_impossible_rate_is_found_from_the_text_alone():
    """No whole number of 84 projects gives 70.9%."""
    text = "“签约一批”项目84个,开工率70.9%。"
    report = extract(text, "云川市", "2024-01/2024-06").reports[0]
    (result,) = audit(as_report(report, "x", {})).findings
    assert result.verdict is Verdict.IMPOSSIBLE


def test_what_is_of_two_times_is_no_repeat():
    """这4家 are those of November before, whose time another count has: no repeat of one time."""
    text = (
        "临江市2011年上半年工业经济运行情况\n2011年1-6月，全市工业增加值增长12.5%。"
        "2010年11月，省里批准了4家食用油企业。这4家食用油企业上半年产量21.3万吨。"
    )
    (report,) = extract(text).reports
    assert len([each for each in report.drafts if each.printed == "4家"]) == 2
    assert "repeat" not in {each.check for each in report.proposals}
