"""Reviews straight from texts of an invented city: whose a figure is, against what, in words."""

from __future__ import annotations

import pytest

from zoneanalysis.document.model import Heading, Table
from zoneanalysis.document.reading import plain_text
from zoneanalysis.extraction import as_report, extract
from zoneanalysis.reports import DataPackage
from zoneanalysis.review.review import Review

HEAD = "云川市开发区2024年上半年运行情况\n\n2024年上半年，"


def review_of(text: str, language: str = "zh", head: str = HEAD) -> Review:
    """Return the review of a text."""
    package = DataPackage.find(None)
    whole = head + text
    (draft,) = extract(whole, area="云川市", areas=package.areas).reports
    period = str(draft.period)
    meta = {"title": {"zh": whole.split("\n", 1)[0]}, "area": draft.area.code, "period": period}
    report = as_report(draft, "yunchuan", meta, package.indicators, package.areas)
    return Review(report, language, whole)


def told(text: str, language: str = "zh", head: str = HEAD) -> str:
    """Return what a review says before its annex."""
    review = review_of(text, language, head)
    return "\n".join(plain_text(each) for each in (review.briefing(), review.body()))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_figure_of_a_zone_is_told_with_its_zone(language: str) -> None:
    """Two zones' losses are no list of two losses."""
    text = "全市工业投资20.5亿元。北川开发区利润总额-1.2亿元，南川开发区利润总额-2.3亿元。"
    zone = {"zh": "北川开发区", "en": "Beichuan development zone"}[language]
    lines = [line for line in told(text, language).split("\n") if zone in line]
    assert any("1.2" in line or "120" in line for line in lines)


def test_a_target_of_each_zone_is_every_zones() -> None:
    """各开发区…目标均为10%: two of three reach it, and none is without a target."""
    text = (
        "全市3家开发区工业投资完成60.5亿元，同比增长9.1%。各开发区工业投资考核目标增速均为10%。"
        "其中：东川开发区工业投资完成14.42亿元，同比增长22.4%；南川开发区工业投资完成15.75亿元，"
        "同比下降7.2%；北川开发区工业投资完成10.92亿元，同比增长12.5%。"
    )
    page = told(text)
    assert "3个有目标的开发区中，2个本期增速已达全年目标" in page
    assert "未列各开发区考核目标" not in page


def test_zones_counted_before_projects_sign_no_projects() -> None:
    """3家开发区签约项目25个 are 25 projects, and no zones that sold land."""
    page = told("全市3家开发区签约项目25个，总投资180.5亿元。出让“标准地”6宗、320.5亩。")
    assert "签约项目25个" in page
    assert "签约项目3家" not in page
    assert "涉及3家" not in page


def test_each_level_is_printed_as_the_text_has_it() -> None:
    """1.25万亿元 beside 8120.4亿元 and 9200000万元: no common unit holds all digits."""
    page = told(
        "全市规上工业增加值完成1.25万亿元，同比增长5.1%；工业投资完成8120.4亿元，同比增长6.1%；"
        "固定资产投资完成9200000万元，增长3.2%。"
    )
    assert all(f"| {level} |" in page for level in ("1.25万亿元", "8120.4亿元", "9200000万元"))


def test_no_level_but_of_work_is_completed() -> None:
    """A GDP is not 完成."""
    assert "完成" not in told(
        "全市地区生产总值812.3亿元，同比增长5.2%。工业投资120.4亿元，增长6.1%。"
    )


def test_a_text_on_a_trade_is_called_so_and_keeps_what_a_rate_is_against() -> None:
    """化肥产业 is not the whole economy; 环比 is no second 同比."""
    head = "2024年7月云川纯碱产业运行平稳\n\n2024年7月，"
    text = (
        "云川市生产纯碱36.6万吨，同比增长8%。纯碱价格同比上涨9.9%，环比上涨4.4%。"
        "1—7月，纯碱产业投资20.1亿元，同比下降4.6%。"
    )
    review = review_of(text, head=head)
    assert "纯碱产业" in review.title
    page = told(text, head=head)
    assert "环比上涨4.4%" in page
    assert "2项同比增速" not in page


def test_an_english_heading_has_english_words() -> None:
    """Names that no list has lead no heading."""
    text = "全市绿矾产值20.4亿元，增长6.2%；绿矾利润3.1亿元，下降2.0%；绿矾投资1.1亿元，增长2%。"
    review = review_of(text * 2, "en", "云川市2024年上半年经济运行情况\n\n2024年上半年，")
    titles = [b.text for d in review.chapters.values() for b in d.blocks if isinstance(b, Heading)]
    assert all(sum("a" <= sign <= "z" for sign in each) > 4 for each in titles)


@pytest.mark.parametrize("text", ["北川开发区工业投资完成3.2亿元，同比下降2.5%。"])
def test_a_zone_is_not_told_again_under_priorities(text: str) -> None:
    """One zone that falls, and nothing that is to be done: no chapter says it again."""
    assert "priorities" not in review_of(f"{text}签约项目5个，总投资18.6亿元。").chapters


def test_markup_is_no_part_of_a_name() -> None:
    """Tags, links and emphasis go, so that a zone's figure is not its city's."""
    text = (
        "*北川*开发区<b>工业投资</b>完成20.40亿元，同比增长6.2%；$南川$_开发区_#1工业投资完成"
        "3.10亿元，同比下降2.0%；[东川](http://x)&amp;开发区工业投资完成1.10亿元，同比增长12.0%。"
    )
    page = told(text)
    assert "北川开发区1—6月工业投资20.40亿元，同比增长6.2%" in page
    assert "东川开发区1—6月工业投资1.10亿元，同比增长12.0%" in page
    assert "云川市开发区工业投资" not in page


YEAR = "云川市2024年国民经济和社会发展统计公报\n\n2024年，"
MANY = (
    "全市地区生产总值812.3亿元，增长5.2%。工业增加值312.6亿元，增长6.1%。粮食总产量65.2万吨，"
    "增长2.4%。社会消费品零售总额120.4亿元，增长7.3%。城乡居民消费价格指数上涨1.2%。"
    "一般公共预算收入41.8亿元，增长3.5%。固定资产投资260.5亿元，增长8.8%。"
)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "有勾稽可核的3项数据未见存疑，其余13项未核"),
        ("en", "Nothing in doubt in the 3 figures that relations tie; the other 13 are unchecked"),
    ],
)
def test_the_first_page_says_how_many_figures_nothing_ties(language: str, said: str) -> None:
    """Nothing in doubt among three of sixteen figures says nothing of the other thirteen."""
    text = MANY + "进出口总额20.4亿元，其中出口12.1亿元、进口8.3亿元。"
    assert said in plain_text(review_of(text, language, YEAR).briefing())


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh", ("比年初增加20.5亿元", "同比下降3.5点；比全省平均水平高出12.5点")),
        (
            "en",
            (
                "up CNY 2.05 billion on the start of the year",
                "down 3.5 index points on a year earlier; above the provincial average by 12.5",
            ),
        ),
    ],
)
def test_a_table_says_what_a_change_is_against(language: str, told: tuple[str, ...]) -> None:
    """增加20.5亿元 is against 年初, 高出12.5点 than the province."""
    text = (
        f"{MANY}金融机构存款余额610.4亿元，比年初增加20.5亿元。工业经济效益综合指数达到310.5点，"
        "同比下降3.5点，比全省平均水平高出12.5点。市级技能竞赛奖牌9枚（金牌4枚、银牌3枚、铜牌2枚）。"
    )
    page = plain_text(review_of(text, language, YEAR).body())
    assert all(each in page for each in told)
    if language == "zh":
        assert "金牌（市级技能竞赛奖牌） | 4枚" in page


def test_english_prices_agree_in_number_and_needs_are_said_plainly() -> None:
    """Prices of clothing is no subject of "was"; what is needed is said in one clause."""
    text = MANY + "衣着价格上涨2.2%，居住价格下降0.6%，食品价格上涨3.1%。"
    page = plain_text(review_of(text, "en", YEAR).body())
    assert "Prices of housing went down 0.6% on a year earlier" in page
    half = "云川市2024年上半年经济运行情况\n\n2024年上半年，"
    falls = "工业增加值112.6亿元，同比下降3.1%。固定资产投资60.5亿元，同比增长8.8%。"
    review = review_of(falls, "en", half)
    page = plain_text(review.briefing()) + plain_text(review.body())
    assert "would bring the year 2024 back to zero" in page


def test_amounts_stand_on_one_line_and_shares_are_values() -> None:
    """A column of amounts is as wide as these; 占比 in a name is told by the number alone."""
    more = "第二产业增加值占地区生产总值比重为41.2%，第三产业增加值占地区生产总值比重为52.1%。"
    review = review_of(f"{MANY}旅客周转量125600万人公里，增长4.1%。{more}", head=YEAR)
    tables = [b for d in review.chapters.values() for b in d.blocks if isinstance(b, Table)]
    table = next(each for each in tables if each.anchor.startswith("table-main"))
    amounts = [n for n, each in enumerate(table.columns) if each.align == "right"]
    assert [table.widths[n] for n in amounts] == [0, 0]
    assert "第二产业增加值占地区生产总值比重 | 41.2%" in plain_text(review.body())
    assert "占比 " not in plain_text(review.body())


def test_the_others_target_is_no_claim_that_it_was_reached() -> None:
    """其余开发区16% is each other zone's target, and no zone is said to have reached one."""
    zones = ("北川", "西川", "中川")
    text = (
        "规上工业增加值增长9.9%（省考核目标增速：东川开发区13%，其余开发区16%）。其中，"
        + "，".join(
            f"{name}开发区规上工业增加值增长{rate}%"
            for name, rate in zip(("东川", *zones), (8, 20, 20, 1.5), strict=True)
        )
    )
    review = review_of(text + "。")
    assert not review.report.claims
    page = told(text + "。")
    assert "4个有目标的开发区中，2个本期增速已达全年目标；2个低于目标" in page
    assert page.count("16%*") >= len(zones)
    assert "增速最高的开发区是北川开发区、西川开发区（20%），最低的是中川开发区（1.5%）" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("年均增长5%左右", "年均增长10%以上", "年均增长超9%")),
        ("en", ("annual average up about 5%", "annual average up ≥10%")),
    ],
)
def test_an_average_over_years_keeps_what_leaves_it_open(
    language: str, words: tuple[str, ...]
) -> None:
    """左右 and 以上 stand behind the rate; 超 is part of it, and stands once."""
    head = "云川市政府工作报告（2026年）\n\n2025年，地区生产总值7.2亿元，增长5.5%。\n\n"
    aims = "经济年均增长5%左右，研发投入年均增长10%以上，数字经济年均增长超9%。"
    page = told(f"“十五五”主要目标\n{aims}", language, head)
    assert all(each in page for each in words)
    assert "超9%以上" not in page


def test_a_target_behind_a_rate_is_of_the_same_indicator() -> None:
    """省考核目标为15% was a target of something called 省考核, whose result was not printed."""
    text = "云川市青河经济开发区工业投资完成4.5亿元，同比下降8.8%，{}15%。"
    for words in ("省考核目标", "省考核目标为", "考核目标为", "年度目标为"):
        assert "青河经济开发区 | 15% | −8.8% | −23.8 | 未达目标" in told(text.format(words))
