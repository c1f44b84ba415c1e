"""What families of indicators, targets and needs say of years other than the reported one."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.review.yunchuan import CITY, NINE, _row, yunchuan
from zoneanalysis.document.model import Cards, Chart, Paragraph, Table
from zoneanalysis.document.reading import plain_text, run_text
from zoneanalysis.extraction import as_report, extract
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.reports.report import DOUBTED, Claim, Indicator, Observation, Report
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.families import REST, families
from zoneanalysis.review.narrative.audit import relation
from zoneanalysis.review.narrative.leaders import leading_sentence
from zoneanalysis.review.narrative.management import targets_ahead
from zoneanalysis.review.pictures import contribution_chart
from zoneanalysis.review.review import Review
from zoneanalysis.review.wording import change_words, period_name, signed
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period

NAMES = {
    "built": "施工产值", "fixed": "固定资产投资", "homes": "住宅销售额", "shops": "商业用房投资",
    "roads": "基础设施投资", "plants": "工业投资", "shares": "民间投资", "steel": "钢材产量",
}  # fmt: skip


def growth(name: str, percent: str, period: str = NINE, status: str = "actual") -> Observation:
    """Return growth of an indicator of the city itself."""
    section, code = "economic_output", f"g-{name}-{period[:4]}-{len(period)}"
    return _row(code, f"{percent}%", percent, "%", name, CITY, period, "yoy", section, status)


def of_the_city(*rows: Observation) -> Report:
    """Return a report on the city itself, which speaks of no zones."""
    base = yunchuan()
    return replace(
        base,
        observations=rows,
        claims=(),
        actions=(),
        zones=(),
        areas={code: base.areas[code] for code in (CITY, "CN-99")},
        indicators={code: Indicator(code, name, name) for code, name in NAMES.items()},
    )


def told(report: Report) -> str:
    """Return the text of all chapters in Chinese."""
    review = Review(report, "zh")
    return "\n".join(plain_text(each) for each in (review.briefing(), review.body()))


EIGHT = [growth(name, f"{n + 2}.5") for n, name in enumerate(NAMES)]


def test_what_leads_a_family_is_its_chief_indicator_not_the_first_of_the_text() -> None:
    """施工产值 stands first in the text; a page on investment is headed by 固定资产投资."""
    text = told(of_the_city(*EIGHT))
    assert "# 1—9月7项同比增速全部为正" in text and "# 固定资产投资增长3.5%，" in text
    assert "施工产值增幅最小（2.5%）" in text


def test_counts_and_superlatives_are_over_every_rate_of_their_scope() -> None:
    """A second rate of an indicator counts, as does a multiple, which is drawn in percent."""
    falls = [growth(name, f"-{n + 2}.5") for n, name in enumerate(NAMES)]
    again = replace(growth("roads", "-44.4"), id="again")
    zone = replace(growth("homes", "-66.6"), id="zone", ref_area="CN-99")
    text = told(of_the_city(*falls, again, zone, *(replace(growth("steel", "5.5"), id="up"),)))
    assert "全市列有同比增速的10项指标中，1项增长，9项下降。" in text
    assert "降幅最大的是基础设施投资（44.4%）" in text
    assert "全市另有7项指标同比下降，其中基础设施投资降幅最大（44.4%）" in text
    section = "economic_output"
    many = _row("many", "1.2倍", "1.2", "倍", "steel", CITY, NINE, "yoy", section)
    text = told(of_the_city(*falls, replace(growth("steel", "5.5"), id="up"), many))
    assert "全市列有同比增速的10项指标中，2项增长，8项下降。" in text
    assert "增幅最大的是钢材产量（120%）" in text


def test_no_end_is_told_that_a_quoted_rate_passes() -> None:
    """Rates whose reading is to be confirmed stand in the annex alone, and may be the largest."""

    def text(percent: str) -> str:
        quoted = replace(growth("fixed", percent), id="quoted", note=DOUBTED)
        return told(of_the_city(*EIGHT[:1], *EIGHT[2:], quoted))

    assert "增幅最大的是钢材产量（9.5%）" not in text("-3.5")
    assert "项指标全部增长" in text("3.5") and "项指标全部增长" not in text("-3.5")
    falls = replace(EIGHT[0], id="down", figure=growth("built", "-1.5").figure)
    least = of_the_city(falls, *EIGHT[2:])
    assert "增幅最大的是钢材产量（9.5%）" in told(least)
    quoted = replace(growth("fixed", "52.8"), id="quoted", note=DOUBTED)
    assert "增幅最大的" not in told(replace(least, observations=(*least.observations, quoted)))


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("zh", "1条关系无法核验，未作判断"),
        ("en", "relations not assessable: 1; none is judged"),
    ],
)
def test_what_could_not_be_judged_is_not_told_as_without_doubt(language: str, title: str) -> None:
    """A change against a rate that no figure tells: no verdict, so no count of doubts either."""
    section = "economic_output"
    change = _row(
        "ch", "提高2.2个百分点", "2.2", "个百分点", "fixed", CITY, NINE, "pp_change", section
    )
    claim = Claim("c001", "pp_change", "ch", {"later": (EIGHT[1].id,)}, section=section)
    report = replace(of_the_city(*EIGHT, change), claims=(claim,))
    review = Review(report, language)
    assert title.lower() in plain_text(review.briefing()).lower()
    [table] = [b for b in review.chapters["audit"].blocks if isinstance(b, Table)]
    assert table.anchor == "table-unjudged" and len(table.rows) == 1  # why it could not be
    cards = next(b for b in review.briefing().blocks if isinstance(b, Cards)).cards
    assert cards[-1].value.text == "—"
    text = "".join(plain_text(each) for each in (review.briefing(), review.annex()))
    assert "未见存疑" not in text and "nothing in doubt" not in text.lower()


def test_growth_of_five_years_is_no_growth_on_a_year_earlier() -> None:
    """这五年…增长25% stands with its years, in a heading too, and in no count of one year."""
    five = growth("steel", "87.6", "2027-01/2031-09")
    text = told(of_the_city(*EIGHT[:-1], five))
    assert "钢材产量增长87.6%（2027年1月—2031年9月）" in text
    assert text.count("87.6%") == text.count("2027年1月—2031年9月") == 2


@pytest.mark.parametrize(("year", "held"), [("2031", True), ("2032", False)])
def test_a_result_is_held_against_the_targets_of_its_own_year(year: str, held: bool) -> None:
    """Growth of 3.5% misses this year's target of 60%, and says nothing of the next year's."""
    text = told(of_the_city(*EIGHT, growth("fixed", "60", year, "target")))
    assert ("增速低于自身全年目标：固定资产投资3.5%（目标60%）" in text) is held
    assert ("全年目标" in text.partition("2032年全年目标")[0]) is held
    assert "任何一个开发区" not in text


def test_many_targets_of_the_coming_year_are_told_in_a_few_and_stand_in_tables() -> None:
    """Seventy targets in one sentence are read by nobody."""
    goals = [growth(name, f"{n + 31}", "2032", "target") for n, name in enumerate(NAMES)]
    more = _row("m1", "77个", "77", "个", "roads", CITY, "2032", "count", "context", "target")
    document = Review(of_the_city(*EIGHT, *goals, more), "zh").chapters["priorities"]
    sentence = next(run_text(b.runs) for b in document.blocks if isinstance(b, Paragraph))
    assert "前列各表共列9项" in sentence
    assert "77" not in sentence
    assert "77" in told(of_the_city(*EIGHT, *goals, more))


def test_needs_say_what_they_rest_on_and_show_ends_outward() -> None:
    """What no figure tells of last year's months is said; an end is never rounded inward."""
    fall = [growth("fixed", "-18.37"), *EIGHT[:1], *EIGHT[2:]]
    document = Review(of_the_city(*fall), "zh").chapters["outlook"]
    assert "括号内范围取决于上年各月权重" in plain_text(document)
    table = next(b for b in document.blocks if isinstance(b, Table))
    assert "推算不出上年各月的权重" in table.note
    shown = run_text(table.rows[0][-1].runs).replace("%", "").split("～")
    assert float(shown[0]) <= 3 * 18.365 / 1.23 <= 3 * 18.375 / 0.86 <= float(shown[1])


def test_english_sentences_on_growth_have_a_verb_and_agree_in_number() -> None:
    """One of seven falls, two fall: the heading holds for any number; a sentence has its verb."""
    fall = growth("built", "-2.5")
    review = Review(of_the_city(fall, *EIGHT[1:]), "en")
    text = plain_text(review.body())
    assert "1 of 7 indicators fell in January–September" in text
    assert "went up 3.5% on a year earlier." in text


@pytest.mark.parametrize(
    ("words", "shown"),
    [("下降30%以上", "≤−30%"), ("压减30%以上", "≤−30%"), ("下降近30%", "≥−30%")],
)
def test_a_fall_by_so_much_or_more_is_never_told_as_one_by_so_much_or_less(
    words: str, shown: str
) -> None:
    """The bound is of the words, not of the signed value: 30%以上 turns round with the sign."""
    text = f"云川市2024年上半年经济运行情况\n上半年,全市入企检查次数同比{words}。\n"
    meta = {"area": CITY, "period": "2024-01/2024-06"}
    report = as_report(extract(text).reports[0], "yunchuan-2024h1", meta)
    figure = next(each.figure for each in report if each.measure == "yoy")
    assert signed(figure, "zh") == shown
    assert ("30% or less" in str(change_words(figure))) is (shown == "≥−30%")


def test_one_relation_is_no_relations() -> None:
    """English counts one relation without an s."""
    base = yunchuan()
    one = replace(base, claims=base.claims[:1])
    assert "with one relation stated or implied" in plain_text(Review(one, "en").briefing())


def printed(name: str, text: str, measure: str, number: str = "", unit: str = "%") -> Observation:
    """Return a figure of a name that the text prints and no list has."""
    code = "".join(sign for sign in f"v{name}{measure}{text}" if sign.isascii() and sign.isalnum())
    return _row(code, text, number or text.strip(unit), unit, name, CITY, NINE, measure, "context")


def unlisted(names: dict[str, str], *rows: Observation) -> Report:
    """Return a report on the city whose indicators are named by its text alone."""
    known = {code: Indicator(code, name, name) for code, name in names.items()}
    return replace(of_the_city(*rows), indicators=known)


ORDERS = {
    "x_1": "略有回升的是", "x_2": "新接订单指数", "x_3": "产成品库存指数", "x_4": "行业",
    "x_5": "配送时间指数",
}  # fmt: skip


def test_a_text_without_growth_is_led_by_what_it_measures() -> None:
    """Half a sentence and a bare noun lead nothing; an index that moved comes first."""
    rows = [
        printed("x_1", "51.8%", "other"),
        printed("x_4", "17%", "other"),
        printed("x_5", "49.7%", "other"),
        printed("x_2", "53.6%", "other"),
        printed("x_2", "下降0.9个百分点", "pp_change", "-0.9", "个百分点"),
        printed("x_3", "47.1%", "other"),
    ]
    review = Review(unlisted(ORDERS, *rows), "zh")
    summary = review.chapters["summary"].blocks
    assert review.chapters["summary"].blocks[0].text == "新接订单指数53.6%，配送时间指数49.7%"
    cards = next(b for b in summary if isinstance(b, Cards))
    names = [each.label for each in cards.cards[:-1]]
    assert names == ["新接订单指数", "配送时间指数", "产成品库存指数"]
    assert run_text((cards.cards[0].detail[0][1],)) == "0.9个百分点"
    assert "新接订单指数53.6%（下降0.9个百分点）；配送时间指数49.7%" in plain_text(review.body())


def test_a_name_that_says_nothing_stands_in_the_annex_and_in_no_sentence() -> None:
    """行业 grew most of all, but of what? The annex has it, in quotes."""
    rows = [
        printed("x_4", "94.2%", "yoy"),
        *(printed(f"x_{n}", f"{n}.5%", "yoy") for n in (2, 3, 5)),
    ]
    review = Review(unlisted(ORDERS, *rows), "zh")
    assert "94.2%" not in plain_text(review.briefing()) + plain_text(review.body())
    assert "“行业” 94.2%" in plain_text(review.annex())


def test_a_threshold_is_no_gap() -> None:
    """高于50% is above 50%, not 50 points higher."""
    rows = [printed("x_2", "53.6%", "other"), printed("x_2", "高于50%", "pp_gap", "50")]
    text = plain_text(Review(unlisted(ORDERS, *rows), "zh").body())
    assert "高于50%" in text
    assert "高50%" not in text


def test_counts_of_one_name_are_quoted() -> None:
    """Pupils of two kinds of school: a row of 在校生 would not say of which."""
    names = {"x_1": "中学招生", "x_2": "在校生", "x_3": "小学招生", "x_4": "专任教师"}
    numbers = (("x_1", "310"), ("x_2", "920"), ("x_3", "640"), ("x_2", "3705"), ("x_4", "88"))
    rows = [printed(name, f"{n}人", "count", n, "人") for name, n in numbers]
    review = Review(unlisted(names, *rows), "zh")
    text = plain_text(review.body())
    assert "中学招生 | 310人" in text
    assert "在校生" not in text
    assert "“在校生” 3705人" in plain_text(review.annex())


def test_a_change_says_what_it_is_against() -> None:
    """Two changes of one rate: against a year earlier and against the first half."""
    rows = [
        growth("fixed", "5.5"),
        printed("fixed", "提高1.3个百分点", "pp_change", "1.3", "个百分点"),
        printed("fixed", "回落0.4个百分点", "pp_change", "-0.4", "个百分点"),
    ]
    since = ("2030-01/2030-09", "2031-01/2031-06")
    claims = tuple(
        Claim(f"c{n}", "pp_change", row.id, {"later": (rows[0].id,)}, {"earlier_period": period})
        for n, (row, period) in enumerate(zip(rows[1:], since, strict=True))
    )
    others = [each for each in EIGHT if each.indicator != "fixed"]
    report = replace(of_the_city(*rows, *others), claims=claims)
    text = plain_text(Review(report, "zh").body())
    assert "较上年同期增速提高1.3个百分点；较1—6月增速回落0.4个百分点" in text


def test_of_a_falling_indicator_the_fall_narrows_and_widens() -> None:
    """A rate of −1.2% that is higher than before has not risen: 降幅收窄; a negative share 下拉."""
    section = "economic_output"
    rows = [
        growth("fixed", "-1.2"),
        printed("fixed", "收窄2.2个百分点", "pp_change", "2.2", "个百分点"),
        growth("homes", "1.5"),
        printed("homes", "提高3.8个百分点", "pp_change", "3.8", "个百分点"),
        _row(
            "pull", "8.7个百分点", "-8.7", "个百分点", "shops", CITY, NINE, "contribution", section
        ),
    ]
    others = [each for each in EIGHT if each.indicator not in {"fixed", "homes"}]
    text = plain_text(Review(of_the_city(*rows, *others), "zh").body())
    assert "降幅收窄2.2个百分点" in text and "增速提高2.2" not in text
    assert "由降转升，提高3.8个百分点" in text
    assert "下拉8.7个百分点" in text and "拉动 −" not in text


@pytest.mark.parametrize("said", [True, False])
def test_contributions_go_up_to_a_total_only_where_words_say_that_they_make_it_up(
    said: bool,
) -> None:
    """消费, 投资, 净出口 make up 5.5%; else three contributions, of which some may hold others."""
    pulls = [
        printed(name, f"{value}个百分点", "contribution", value, "个百分点")
        for name, value in (("shops", "3.0"), ("fixed", "2.0"), ("homes", "0.5"))
    ]
    whole = growth("built", "5.5")
    inputs = {"contribution": tuple(each.id for each in pulls)}
    claim = Claim("k1", "contributions_sum", whole.id, inputs, {"complete": "yes"})
    names = NAMES | {"fixed": "投资对增长", "homes": "净出口对增长", "shops": "消费对增长"}
    report = replace(unlisted(names, whole, *pulls), claims=(claim,) if said else ())
    chart = contribution_chart(Citation(report, "zh"))
    assert chart is not None
    assert ("施工产值 5.5%" in chart.alt) is said
    starts = set(re.findall(r'd="M ([\d.]+) [^"]*" style="fill: #[12]', chart.svg))
    assert (len(starts) > 2) is said  # each begins where the one before ends, or all at zero


def test_an_index_of_a_survey_does_not_grow() -> None:
    """Growth that a text seems to print of such an index leads nothing; what it stands at does."""
    rows = [
        printed("x_2", "53.6%", "other"),
        printed("x_3", "47.1%", "other"),
        printed("x_5", "49.7%", "other"),
        printed("x_6", "增长61%", "yoy", "61"),
    ]
    review = Review(unlisted({**ORDERS, "x_6": "在手订单指数"}, *rows), "zh")
    assert review.chapters["summary"].blocks[0].text.startswith("新接订单指数53.6%")


def test_percent_is_no_level_of_what_is_counted_in_yuan() -> None:
    """年均 left out, 人均收入7.4% is a growth; an unemployment rate of 4.6% is a level."""
    names = {"x_1": "农村人均收入", "x_2": "城镇失业率", "x_3": "养老金支出", "x_4": "参保率"}
    rows = [printed(name, f"{n}.6%", "other") for n, name in enumerate(names, 3)]
    title = Review(unlisted(names, *rows), "zh").chapters["summary"].blocks[0].text
    assert title == "城镇失业率4.6%，参保率6.6%"


def test_a_price_is_not_ranked_with_growth() -> None:
    """Prices that rise by 1.2% are not the slowest growth: in no words, no count and no chart."""
    kinds = ("{}价格", "工业{}产值", "{}投资", "{}零售额", "{}税收")
    names = {f"k{n}{m}": kind.format(each) for n, kind in enumerate(kinds)
             for m, each in enumerate(("玻璃", "陶瓷", "纸品", "皮革"))}  # fmt: skip
    rows = [growth(code, f"{int(code[1]) + 1}.{int(code[2]) + 2}") for code in names]
    page = plain_text(Review(unlisted(names, *rows), "zh").briefing())
    assert "玻璃税收（5.2%）增速最高，工业玻璃产值（2.2%）最低" in page
    assert "列有同比增速的16项指标" in page
    chart = next(line for line in page.split("\n") if "同比增速条形图" in line)
    assert "工业玻璃产值" in chart and "价格" not in chart


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("农副食品加工业产值", "industry"),
        ("农作物播种面积", "agriculture"),
        ("制造业中长期贷款余额", "finance"),
        ("生产性服务业增加值", "overall"),
        ("农民工工资", "livelihood"),
        ("全社会研发投入", "science"),
        ("单位GDP二氧化碳排放", "environment"),
        ("航空航天产业产值", "industry"),
        ("产品销售收入", "industry"),
        ("快递业务收入", "transport"),
    ],
)
def test_a_figure_is_filed_by_what_it_is_of(name: str, family: str) -> None:
    """Processing of farm goods is no farming, a loan to industry is no industry."""
    names = {f"n{n}": f"{each}{name}" for n, each in enumerate(("", "北川", "南川", "东川"))}
    report = unlisted(names, *(growth(code, f"{n + 2}.5") for n, code in enumerate(names)))
    assert [each.key for each in families(report)] == [family]


def test_what_no_family_knows_stands_with_its_neighbours() -> None:
    """专家 between schools and clinics belong with these; far from all they are the rest."""
    names = {"a1": "小学", "a2": "中学", "a3": "诊所医生", "a4": "幼儿园", "a5": "专家"}
    rows = [replace(growth(code, "2.5"), char_start=30 * n) for n, code in enumerate(names)]
    beside = replace(rows[-1], char_start=40)
    assert [e.key for e in families(unlisted(names, *rows[:-1], beside))] == ["livelihood"]
    assert [e.key for e in families(unlisted(names, *rows))] == ["livelihood", "other"]


def test_what_a_value_came_from_stands_with_it() -> None:
    """由31.5平方米增至36.2平方米 over five years: one row, of the year; several shares stay so."""
    five = Period.parse("2027-01/2031-09")
    area = ("h1", "由31.5平方米", "31.5", "平方米", "a", CITY, NINE, "other", "context")
    then = replace(_row(*area), period=five)
    now = _row("h2", "36.2平方米", "36.2", "平方米", "a", CITY, NINE, "level", "context")
    shares = [
        replace(_row(f"s{n}", f"{n}.7%", f"{n}.7", "%", "b", CITY, NINE, "share", "context"))
        for n in (8, 7)
    ]
    one = _row("s1", "9.7%", "9.7", "%", "c", CITY, NINE, "share", "context")
    names = {"a": "人均住房面积", "b": "牧业比重", "c": "渔业比重"}
    report = unlisted(names | NAMES, then, now, *shares, one, *EIGHT)
    page = plain_text(Review(report, "zh").body())
    assert "人均住房面积 · 2027年1月—2031年9月 | 36.2平方米 | — | 31.5平方米→36.2平方米" in page
    assert "牧业比重 | — | — | 8.7%；7.7%" in page
    assert "渔业比重 | 9.7% | — | —" in page


def test_one_set_is_counted_told_and_drawn_and_what_is_left_out_is_said() -> None:
    """A price that doubled is a rate like the others; prices are counted apart, which is said."""
    report = extracted(
        "鸡蛋零售价格每公斤9元，鸭苗价格为12元/只，比上年同期涨了一倍。居民消费价格指数上涨1.1%，"
        "蔬菜价格上涨2.2%，鲜果价格下降3.3%。地区生产总值500亿元，增长5.1%。工业投资增长6.1%，"
        "服务业投资增长7.1%，零售总额增长4.1%，进出口总额下降2.1%，用电量增长3.1%，"
        "货运量增长1.1%，化肥产量增长8.1%。"
    )
    text = told(report)
    assert "8项指标（不含价格）中" in text
    assert "鸭苗价格（100%）" in text
    english = plain_text(Review(report, "en").briefing())
    assert "8 indicators of Yunchuan (prices apart) with growth" in english
    body = plain_text(Review(report, "zh").body())
    assert "鸡蛋零售价格 | 9元/公斤" in body
    report = extracted("2021—2025年，铁路货运周转量实现翻番。")
    assert "| doubled" in plain_text(Review(report, "en").body())


def test_shares_of_procurement_stay_with_it_and_no_chapter_has_one_figure() -> None:
    """医疗设备占比 among purchases is no figure on livelihood."""
    report = extracted(
        "全市政府采购预算12.4亿元，实际采购金额11.1亿元，节约资金1.3亿元，采购金额同比增长9.5%。"
        "采购集中在锅炉（占比9.1%）、医疗器械（占比8.2%）、桌椅（占比7.5%）等领域。"
    )
    found = families(report)
    assert [family.key for family in found] == ["finance"]


def test_what_the_title_says_again_is_not_quoted_beside_the_figure() -> None:
    """A headline's 省下1.3亿元 without a name is the body's 节约资金."""
    whole = (
        "云川市2021年上半年采购少花1.3亿元\n2021年上半年，全市政府采购预算12.4亿元，"
        "实际采购金额11.1亿元，节约资金1.3亿元，采购金额同比增长9.5%。"
    )
    [draft] = extract(whole, area="云川市").reports
    meta = {"area": draft.area.code, "period": "2021-01/2021-06"}
    review = Review(as_report(draft, "yunchuan-2021h1", meta), "zh", whole)
    text = "".join(plain_text(each) for each in (review.body(), review.annex()))
    assert "1.3亿元" in text and "少花" not in text


def test_what_was_made_in_the_period_is_no_stock() -> None:
    """140 baths that were built are not all there are; the verb stays with the name."""
    whole = (
        "云川市2021年上半年运行情况\n2021年上半年，全市新建改建村级浴室140个，建设敬老院21所，"
        "新建滑冰场3个、灯塔2座。地区生产总值500亿元，增长5.1%。工业投资增长6.1%，服务业投资增长7.1%，"
        "零售总额增长4.1%，进出口总额下降2.1%，用电量增长3.1%，货运量增长1.1%。"
    )
    [draft] = extract(whole, area="云川市").reports
    meta = {"area": draft.area.code, "period": "2021-01/2021-06"}
    report = as_report(draft, "yunchuan-2021h1", meta)
    text = plain_text(Review(report, "zh", whole).body())
    assert "新建改建村级浴室 | 140个" in text and "建设敬老院 | 21所" in text
    assert "新建灯塔 | 2座" in text
    assert "(newly built and rebuilt) | 140" in plain_text(Review(report, "en", whole).body())


def test_a_sum_of_years_leads_no_chapter_of_a_year() -> None:
    """一般公共预算收入累计实现2.9万亿元 of five years is called so, and heads nothing."""
    whole = (
        "云川省2025年经济运行情况\n2025年，粮食总产量1100.5亿斤。一般公共预算收入累计实现2.9万亿元。"
        "改造老旧小区174万户。新设8所本科院校。占全国比重由20.5%起步。人均产值由7.34万元提高到10.26万元。"
    )
    [draft] = extract(whole, area="云川省").reports
    report = as_report(draft, "yunchuan-2025", {"area": draft.area.code, "period": "2025"})
    review = Review(report, "zh", whole)
    text = plain_text(review.body())
    titles = [line for line in text.split("\n") if line.startswith("#")]
    assert not any("2.9万亿" in each for each in titles)
    assert "一般公共预算收入累计 | 2.9万亿元" in text
    assert "改造老旧小区 | 174万户" in text and "新设本科院校 | 8所" in text
    assert "7.34万元→10.26万元" in text
    assert "由20.5%" not in text


def extracted(text: str) -> Report:
    """Return the report of a text on an invented city."""
    head = "云川市2021年上半年运行情况\n2021年上半年，"
    [draft] = extract(f"{head}{text}", area="云川市").reports
    meta = {"area": draft.area.code, "period": "2021-01/2021-06"}
    return as_report(draft, "yunchuan-2021h1", meta)


def test_targets_stand_with_targets() -> None:
    """Homes and shows to come are no main indicators beside GDP; a target among its like stays."""
    text = (
        "青禾市2024年上半年经济运行情况\n2024年上半年，全市地区生产总值312.4亿元，增长5.2%；第二产业"
        "增加值140.1亿元，增长6.3%；第三产业增加值131.7亿元，增长4.9%。\n下半年，将新建凉亭12座，"
        "增设书摊30个，举办灯会4场。"
    )
    draft = extract(text, area="青禾市").reports[0]
    meta = {"area": draft.area.code, "period": str(draft.period), "title": {"zh": "甲", "en": "A"}}
    found = families(as_report(draft, "qinghe", meta))
    (aims,) = (each for each in found if each.key == "targets")
    assert [row.is_aim for row in aims.rows] == [True] * len(aims.rows) and len(aims.rows) > 1
    assert not any(row.is_aim for each in found if each is not aims for row in each.rows)


@pytest.mark.parametrize(
    ("kind", "family"),
    [("信息传输业{}营业收入", "services"), ("{}服务业营业收入", "services"),
     ("{}肥磷肥产量", "industry"), ("{}化肥施用量", "agriculture"),
     ("按产值计算的{}生产率", REST), ("{}运输业营业收入", "transport")],
)  # fmt: skip
def test_a_service_is_no_industry(kind: str, family: str) -> None:
    """Revenue of services is not the fastest of 工业, nor what builders make a head."""
    names = {f"n{n}": kind.format(each) for n, each in enumerate(("甲", "北川", "南川", "东川"))}
    report = unlisted(names, *(growth(code, f"{n + 2}.5") for n, code in enumerate(names)))
    assert [each.key for each in families(report)] == [family]


def test_growth_without_a_printed_date_is_named_and_drawn_with_the_others() -> None:
    """The largest of seven rises is no less one for its date: marked, it leads nothing."""
    names = {f"p{n}": f"{each}价格" for n, each in enumerate("甲乙丙丁戊己庚")}
    rows = [growth(code, f"{n + 1}.5") for n, code in enumerate(names)]
    rows[5:] = [replace(growth("p5", "80"), note="period taken"), growth("p6", "-2.5")]
    review = Review(unlisted(names, *rows), "zh")
    blocks = review.chapters["family-prices"].blocks
    assert blocks[0].text == "1—9月7项同比增速中1项为负"  # type: ignore[union-attr]
    text = plain_text(review.chapters["family-prices"])
    assert "己价格（80%†）" in text.split("：")[0]
    (chart,) = (each for each in blocks if isinstance(each, Chart))
    assert "己价格 80%†" in chart.alt


def test_every_main_indicator_has_a_card() -> None:
    """Four indicators that lead have four cards, whether a level stands with them or not."""
    names = {"g": "地区生产总值", "i": "工业增加值", "r": "社会消费品零售总额", "f": "固定资产投资"}
    few = "甲乙丙"
    names |= {f"{kind}{n}": f"{each}{end}" for n, each in enumerate(few)
              for kind, end in (("i", "产值"), ("r", "零售额"), ("f", "投资"))}  # fmt: skip
    rows = [growth(code, f"{n + 1}.5") for n, code in enumerate(names)]
    summary = Review(unlisted(names, *rows), "zh").chapters["summary"].blocks
    cards = next(each for each in summary if isinstance(each, Cards)).cards
    drawn = next(each for each in summary if isinstance(each, Chart))
    assert len(cards) == 5
    assert all(each.label in drawn.alt for each in cards[:-1])


def test_a_heading_says_what_there_is_and_whether_it_is_a_target() -> None:
    """Nine figures is no message; what is to be reached is not told as a fact."""
    other = [
        replace(printed("x_2", f"{n}6%", "other"), indicator=f"y{n}", id=f"y{n}")
        for n in range(1, 5)
    ]
    names = {f"y{n}": f"{each}补贴" for n, each in enumerate("甲乙丙丁", 1)}
    title = families_titles(unlisted(names, *other))
    assert title == ["甲补贴16%，乙补贴26%"]
    aims = [replace(each, status="target") for each in other]
    assert families_titles(unlisted(names, *aims)) == ["目标：甲补贴16%，乙补贴26%"]
    more = [
        replace(printed("x_2", f"提高{n}6%", "other", f"{n}6", "%"), indicator=f"y{n}", id=f"y{n}")
        for n in range(1, 5)
    ]
    more = [replace(each, status="target") for each in more]  # by so much
    assert families_titles(unlisted(names, *more)) == ["目标：甲补贴提高16%，乙补贴提高26%"]
    past = [replace(each, period=Period.parse("2027-01/2031-09")) for each in other]
    assert families_titles(unlisted(names, *past))[0].startswith("甲补贴16%（2027")


def families_titles(report: Report) -> list[str]:
    """Return the headings of the chapters of families."""
    chapters = Review(report, "zh").chapters
    return [
        each.blocks[0].text  # type: ignore[union-attr]
        for name, each in chapters.items()
        if name.startswith("family-")
    ]


def _result(claim: Claim) -> CheckResult:
    return CheckResult(claim.check, Verdict.CONSISTENT, claim.id, tell=pytest.fail)  # type: ignore[arg-type]


def test_a_share_is_told_once_and_an_index_does_not_grow() -> None:
    """比重占比 says it twice; of an index that moved it is the index that did."""
    rows = [
        printed("x_1", "62%", "share"),
        printed("x_2", "52.2%", "other"),
        printed("x_2", "提高0.2个百分点", "pp_change", "0.2", "个百分点"),
    ]
    claims = (
        Claim("k1", "share", rows[0].id, {"part": ("a",), "whole": ("b",)}),
        Claim("k2", "pp_change", rows[2].id, {"later": (rows[1].id,)}),
    )
    report = replace(
        unlisted({"x_1": "北川占全部产值比重", "x_2": "订单指数"}, *rows), claims=claims
    )
    c = Citation(report, "zh")
    told = [run_text(relation(c, claims, _result(each))) for each in claims]
    assert told == ["北川占全部产值比重62%", "订单指数提高0.2个百分点"]


def test_a_change_is_told_with_what_the_text_holds_it_against() -> None:
    """比上月, 比全国: without them a change and a gap are of nothing."""
    head = "云川市2021年6月运行情况\n2021年6月，"
    text = (
        "全市采购经理指数为52.4%，比上月下降0.7个百分点；新订单指数为53.1%，生产指数为51.2%，"
        "从业人员指数为49.8%，库存指数为48.8%，研发投入强度1.5%，比全国高0.5个百分点。"
    )
    [draft] = extract(head + text, area="云川市").reports
    meta = {"area": draft.area.code, "period": "2021-06/2021-06"}
    report = as_report(draft, "yunchuan-2021m06", meta)
    told = plain_text(Review(report, "zh", head + text).body())
    assert "比上月下降0.7个百分点" in told
    assert "比全国高0.5个百分点" in told
    english = plain_text(Review(report, "en", head + text).body())
    assert "down 0.7 percentage points on the month before" in english
    assert "above the country by 0.5 percentage points" in english
    cards = next(
        b for b in Review(report, "zh", head + text).briefing().blocks if isinstance(b, Cards)
    )
    assert cards.cards[0].detail[0][0] == "较上月"


@pytest.mark.parametrize(("short", "grown", "cells"), [(True, 1, 3), (False, 1, 2), (False, 12, 3)])
def test_a_long_table_of_few_growths_stands_in_two_columns(
    short: bool, grown: int, cells: int
) -> None:
    """With long names the growth is told behind the amount; where many have one, in its column."""
    long = "" if short else " of the kind that comes from wind"
    known = {f"n{n}": Indicator(f"n{n}", f"发电{n}产量", f"Power{long} {n}") for n in range(12)}
    section = "economic_output"
    rows = [
        _row(
            code,
            f"{n + 31}.5万千瓦时",
            f"{n + 31}.5",
            "万千瓦时",
            code,
            CITY,
            NINE,
            "level",
            section,
        )
        for n, code in enumerate(known)
    ] + [growth(code, "7.5") for code in [*known][:grown]]
    blocks = Review(replace(of_the_city(*rows), indicators=known), "en").body().blocks
    (table,) = [e for e in blocks if isinstance(e, Table) and e.anchor == "table-industry"]
    first = [run_text(each.runs) for each in table.rows[0]]
    assert (table.across, len(table.rows), len(first)) == (2 if grown == 1 else 1, 12, cells)
    assert first[1:] == (
        ["315,000 kilowatt-hours", "7.5%"] if cells == 3 else ["315,000 kilowatt-hours; up 7.5%"]
    )


def test_what_few_rows_have_beside_their_amount_needs_no_column() -> None:
    """Forty dashes stood beside two changes."""
    names = [f"云禾{kind}在校生" for kind in "甲乙丙丁戊己庚辛壬癸"]
    told = "，".join(f"{name}{n + 21}30人" for n, name in enumerate(names))
    report = extracted(
        "地区生产总值增长5.1%。固定资产投资增长6.1%。社会消费品零售总额增长4.1%。进出口总额增长2.1%。"
        f"城镇新增就业2.46万人，比上年减少0.14万人；{told}。"
    )
    found = [e for e in Review(report, "zh").body().blocks if isinstance(e, Table)]
    table = max(found, key=lambda each: len(each.rows))
    assert [each.label for each in table.columns] == ["指标", "数值"]
    assert table.across == 2
    (first,) = [row for row in table.rows if "就业" in run_text(row[0].runs)]
    assert run_text(first[1].runs) == "2.46万人；减少0.14万人"


def reviewed(text: str, language: str = "zh") -> Review:
    """Return the review of a text as it is read."""
    (draft,) = extract(text).reports
    meta = {"title": {"zh": "云川市"}, "area": draft.area.code, "period": str(draft.period)}
    return Review(as_report(draft, "y", meta, {}), language)


BETTER_LOWER = (
    "{}2024年国民经济和社会发展统计公报\n\n一、民生\n全年居民人均可支配收入36520元，增长5.1%。"
    "城镇新增就业12.5万人，增长2.1%。参保人数85.2万人，增长1.2%。养老机构床位5120张，增长3.4%。"
    "生产安全事故死亡人数12人，下降14.3%。信访总量520件，下降8.2%。"
)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_fall_that_is_good_news_is_in_no_tally(language: str) -> None:
    """Fewer deaths and petitions are no falls of a heading, nor is all said to rise beside them."""
    text = plain_text(reviewed(BETTER_LOWER.format("云川市"), language).body())
    heads = [each for each in text.splitlines() if "36520" in each or "5.1%" in each]
    assert heads
    assert not re.search("项下降|全部增长|无一下降|indicators", text)


def test_what_leads_its_family_is_no_other_figure() -> None:
    """社会消费品零售总额 keeps its family's name beside figures that no family knows."""
    names = {f"o{n}": f"云禾甲乙{n}号" for n in "一二三四五六"} | {"shop": "社会消费品零售总额"}
    rows = [growth(each, "2.5") for each in names]
    base = of_the_city(*rows)
    known = {
        each.indicator: Indicator(each.indicator, name, name)
        for each, name in zip(rows, names.values(), strict=True)
    }
    found = families(replace(base, indicators=known))
    assert [each.label_zh for each in found] == ["消费", "其他"]


def test_a_target_stands_beside_an_actual_of_its_kind_alone() -> None:
    """A target of growth is no target of a level; beside growth it stays."""
    section = "economic_output"
    level = _row("l", "820亿元", "820", "亿元", "fixed", CITY, NINE, "level", section)
    goal = growth("fixed", "2", status="target")
    for done, rows in (((level,), 2), ((level, growth("fixed", "3.5")), 1)):
        report = of_the_city(*EIGHT[:1], *EIGHT[2:], *done, replace(goal, id="goal"))
        found = [row for each in families(report) for row in each.rows if row.indicator == "fixed"]
        assert len(found) == rows


def test_counts_of_what_a_plan_lists_are_no_goals() -> None:
    """12 tasks are not to be reached; 12 parks are. What has no name is quoted, and not counted."""
    names = {"tasks": "重点任务", "parks": "公园", "x_1": "出台"}
    rows = [
        _row(each, "12项", "12", "项", each, CITY, "2032", "count", "actions", "target")
        for each in names
    ]
    known = {code: Indicator(code, name, name) for code, name in names.items()}
    report = replace(of_the_city(*rows), indicators=known)
    (goals,) = targets_ahead(report).values()
    assert [each.indicator for each in goals] == ["parks"]


def test_all_that_share_an_end_are_named() -> None:
    """Two that are lowest are both lowest."""
    rates = {"fixed": "5.6", "homes": "5.6", "plants": "9.5", "steel": "7.5"}
    c = Citation(of_the_city(*(growth(*each) for each in rates.items())), "zh")
    (family, *_) = families(c.report)
    text = "".join(run_text((each,)) for each in leading_sentence(c, family.rows))
    low = text.split("增速最高")[1]
    assert "固定资产投资（5.6%）" in low and "住宅销售额（5.6%）" in low


def test_prices_among_others_go_up_and_do_not_grow() -> None:
    """居民消费价格 is 上涨 wherever it stands."""
    text = plain_text(
        reviewed(
            "云川市2024年国民经济运行情况\n2024年，云川市生产总值820.5亿元，比上年增长5.2%。"
            "居民消费价格比上年上涨1.3%。"
        ).body()
    )
    assert "上涨1.3%" in text and "价格同比增长" not in text


def test_a_bound_is_left_out_beside_the_exact_figure() -> None:
    """10051.6亿元 says all that 10000亿元以上 does; 52.8% all that 50%以上 does."""
    section, few = "economic_output", EIGHT[2:]
    exact = _row("a", "10051.6亿元", "10051.6", "亿元", "fixed", CITY, NINE, "level", section)
    open_ended = Figure.parse("10000亿元以上")
    loose = replace(exact, id="b", figure=open_ended)
    rate = growth("fixed", "52.8")
    about = replace(rate, id="c", figure=Figure.parse("50%以上"))
    text = told(of_the_city(*few, about, loose, exact, rate))
    assert "10051.6亿元" in text and "10000亿元" not in text
    assert "52.8%" in text and "50%" not in text


@pytest.mark.parametrize(("language", "name"), [("zh", "2030年末"), ("en", "end of 2030")])
def test_the_end_of_a_plan_is_that_of_its_year(language: str, name: str) -> None:
    """No plan ends with the 12th month of its last year."""
    assert period_name(Period.parse("2030-12"), language, year=True) == name
