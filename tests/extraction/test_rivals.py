"""An accusation stands only where no other reading of the words holds."""

from __future__ import annotations

import pytest

from zoneanalysis.audit import audit
from zoneanalysis.extraction import as_report, extract

HEAD = "云川市2024年上半年经济运行情况\n上半年，"


def verdicts(text: str, check: str) -> list[str]:
    """Return the verdicts of every relation of a check in a text."""
    (report,) = extract(HEAD + text, area="云川市").reports
    return [
        each.verdict.value
        for each in audit(as_report(report, "x", {})).results
        if each.check == check
    ]


@pytest.mark.parametrize(
    ("text", "check"),
    [
        (
            "全市进出口总额52.18亿元，其中出口31.42亿元。高新产品出口14.61亿元，占46.5%。",
            "share",
        ),
        (
            "新开工面积143.2万平方米，商品房销售面积158.3万平方米。住宅销售面积141.6万平方米，占89.5%。",
            "share",
        ),
        (
            "全市税收181.31亿元，企业所得税28.16亿元。重点企业186户，入库税收112.4亿元，占62.0%。",
            "share",
        ),
        (
            "利润19.6亿元，同比下降12.5%，上年同期为22.4亿元；1—5月下降18.3%。",
            "growth_from_levels",
        ),
        (
            "用电量318.6亿千瓦时，比上年增长5.4%，2023年上半年为302.3亿千瓦时、增长1.9%。",
            "growth_from_levels",
        ),
        (
            "旅客186.4万人次，为2019年的86.8%，2019年上半年214.7万人次。",
            "growth_from_levels",
        ),
        ("发放低保金4386万元，保障低保对象7124人，人均每月513元。", "average"),
        ("86个村出列，3.27万户、10.14万人脱贫，户均3.1人。", "average"),
        ("惠及企业1742家、职工8.36万人，发放资金4180万元，人均500元。", "average"),
        ("1128家企业用地3.42万亩，实缴税收83.6亿元，亩均税收24.44万元。", "average"),
        ("出口15.24亿元，对甲国出口2.18亿元，占出口的比重由上年同期的20.3%降至14.3%。", "share"),
        ("甲区签约项目46个、开工33个，乙区签约项目17个、开工5个，开工率29.4%。", "rate_from_count"),
        ("重点项目已开工32个，完成投资53.8亿元，占年度计划70.2亿元的76.6%。", "share"),
        (
            "财政总收入3.284亿元，完成下达任务3.2亿元的102.6%；其中地方收入1.527亿元，占46.5%。",
            "share",
        ),
        (
            "对甲、乙、丙国分别出口38.6亿元、30.2亿元和14.2亿元，其中对甲国增长21.3%；三者合计83.0亿元。",
            "sum",
        ),
        (
            "有高等学校7所，毕业生2.87万人（其中研究生0.42万人）；高中46所，在校生9.63万人。",
            "sum",
        ),
        (
            "村级总收入2864万元，村均150.7万元，其中百万元以上村13个，最高的南村486万元。",
            "sum",
        ),
    ],
)
def test_a_true_text_is_never_accused(text, check):
    """Whichever whole was read: the words hold with another."""
    assert "inconsistent" not in verdicts(text, check)


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("全市出口31.42亿元，其中高新产品14.61亿元，占全市出口的56.5%。", "share"),
        ("利润19.6亿元，同比下降18.5%，上年同期为22.4亿元。", "growth_from_levels"),
        ("惠及职工8.36万人，发放资金4180万元，人均900元。", "average"),
        ("全市出口31.42亿元，其中，高新产品14.61亿元、农产品6.81亿元、其他产品12.00亿元。", "sum"),
    ],
)
def test_what_agrees_with_nothing_stays_accused(text, check):
    """A wrong figure of words that can be read in one way only."""
    assert "inconsistent" in verdicts(text, check)


def test_a_whole_that_other_shares_confirm_is_not_doubted():
    """That another figure would give the wrong share by chance is no excuse for it."""
    text = (
        "全市出口52.18亿元，农产品出口37.06亿元。其中高新产品14.61亿元，占全市出口的28.0%；"
        "机电产品20.87亿元，占全市出口的40.0%；劳动密集型产品13.05亿元，占全市出口的35.2%。"
    )
    assert sorted(verdicts(text, "share")) == ["consistent", "consistent", "inconsistent"]
