"""Reviews of texts that a program read: what is unsure leads nothing, and no figure is lost."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.review.test_texts import review_of
from zoneanalysis.audit import audit
from zoneanalysis.document.model import Cards, Chart, Heading, Table
from zoneanalysis.document.reading import plain_text, provenances
from zoneanalysis.reports.schema.report_file import TO_FILL_IN, TO_FILL_IN_ZH
from zoneanalysis.review.chapters.front import cover_of
from zoneanalysis.review.chapters.rest import same
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.review import Review
from zoneanalysis.review.sourceview import source_view

YEAR = "云川市2024年工作总结\n"
READ = {"notes": ["Extracted by rules: see extraction.csv for what a human should look at."]}
MIXED = (
    "2024年，地区生产总值500.5亿元，增长5.1%。工业投资增长6.1%，服务业投资增长7.2%，"
    "零售总额增长4.7%，进出口总额下降22.1%，一般公共预算收入下降3.2%，"
    "绿化条件改善8.8%，航线带动旅游收入9.9亿元、增长44.4%。"
)


def read(text: str, language: str = "zh") -> Review:
    """Return the review of a work report that a program read."""
    made = review_of(text, language, YEAR)
    return replace(made, report=replace(made.report, meta=made.report.meta | READ))


def headings(made: Review) -> list[str]:
    """Return the headings of all chapters."""
    return [
        block.text
        for document in (made.briefing(), made.body())
        for block in document.blocks
        if isinstance(block, Heading)
    ]


@pytest.mark.parametrize(("language", "word"), [("zh", "未经人工校对"), ("en", "nobody")])
def test_that_nobody_has_checked_the_figures_stands_below_the_title(
    language: str, word: str
) -> None:
    """With how many are quoted at the end, as the heading there says; no transcribed report's."""
    made = read(MIXED, language)
    cover, quoted = plain_text(made.cover()), made.chapters["passages"].blocks
    assert word in cover
    assert isinstance(quoted[0], Heading)
    (told,) = re.findall(r"(?:其中|name: )(\d+)", cover)
    assert told in quoted[0].text and int(told) == len(provenances(quoted)) > 1
    assert word not in plain_text(review_of(MIXED, language, YEAR).cover())


def test_an_unsure_reading_is_quoted_and_stands_in_no_heading_card_or_chart() -> None:
    """带动旅游收入 is no revenue from tourism, whatever grew by 44.4%."""
    made = read(MIXED)
    unsure = {each.id for each in made.report if each.doubted}
    assert len(unsure) == 3
    shown = [b for d in (made.briefing(), made.body()) for b in d.blocks]
    drawn = [each for each in shown if isinstance(each, (Cards, Chart))]
    assert drawn and not unsure & {name for each in drawn for name in provenances(each)}
    assert not any("44.4" in text or "8.8" in text for text in headings(made))
    quoted = plain_text(made.chapters["passages"])
    assert "带动旅游收入9.9亿元" in quoted
    assert "绿化条件改善8.8%" in quoted


def test_the_page_leads_with_what_fell_most_beside_what_leads() -> None:
    """A fall of 22.1% in trade is not left out for growth that stands before it."""
    made = read(MIXED)
    title, *_ = headings(made)
    assert title == "地区生产总值增长5.1%，进出口总额下降22.1%"
    cards = next(b for b in made.briefing().blocks if isinstance(b, Cards)).cards
    assert cards[1].value.text == "−22.1%"


def test_a_heading_tells_of_indicators_that_fell_not_of_growth_that_slowed() -> None:
    """增速下降 says that growth slowed."""
    made = read(MIXED)
    assert not re.search("增速中.*下降|rates.*down", " ".join(headings(made)))
    assert re.search(r"列有同比增速的\d项指标.*中，\d项增长，\d项下降", plain_text(made.briefing()))
    assert re.search(r"\d rose and \d fell", plain_text(read(MIXED, "en").briefing()))


def test_a_heading_is_true_for_every_row_of_its_table() -> None:
    """All of July rose; of January to July one of two fell, which stands in the same table."""
    head = "云川市2024年7月水泥生产情况\n"
    text = (
        "2024年7月，水泥产量55.5万吨，增长3.1%；熟料产量44.4万吨，增长2.2%；砂石产量33.3万吨，"
        "增长1.4%；石灰产量22.2万吨，增长2.9%；石膏产量11.1万吨，增长4.6%；玻璃产量9.9万吨，"
        "增长5.8%。1—7月，水泥产量366.6万吨，增长7.7%；砂石产量188.8万吨，下降8.8%。"
    )
    told = " ".join(headings(review_of(text, "zh", head)))
    assert "7月6项同比增速全部为正；1—7月2项中1项为负" in told


def test_a_row_has_figures_of_one_period() -> None:
    """What it rose from over five years is no line of the year that grew by 5.1%."""
    text = (
        "2024年，地区生产总值500.5亿元，增长5.1%。工业投资增长6.1%，零售总额增长4.7%，"
        "进出口总额增长2.2%，财政收入增长3.2%，服务业投资增长7.2%。五年来，地区生产总值"
        "从333.3亿元增加到500.5亿元。"
    )
    made = read(text)
    by_id = {each.id: each for each in made.report}
    rows = [
        [by_id[name].period for name in provenances(row) if name in by_id]
        for block in made.body().blocks
        if isinstance(block, Table)
        for row in block.rows
    ]
    lines = plain_text(made.body()).split("\n")
    assert "地区生产总值 | 500.5亿元 | 5.1% | —" in lines
    assert any("333.3亿元→" in line and "5.1%" not in line for line in lines)
    assert len(rows) > 5


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_figure_is_lost_from_the_tables(language: str) -> None:
    """Of whatever section, target or not: each stands in a table before the lists of HTML."""
    text = MIXED + (
        "开发区新增企业12家，标准厂房出租率达到77.7%。深化改革，取消审批事项33项，办理时限压缩到5天。"
        "\n三、2025年主要任务\n深化开发区改革，2025年力争民间投资增长9.1%，旅游收入超60亿元，"
        "新增示范村44个，改造农田5.5万亩，粮食面积稳定在66.6万亩，引进人才555人，"
        "出口增长3.3%，新增床位777张，用水量下降1.1%。"
    )
    made = read(text, language)
    tabled = {
        name
        for document in (made.briefing(), made.body(), made.annex())
        for block in document.blocks
        if isinstance(block, Table)
        for entry in provenances(block)
        for name in entry.split("-")
    }
    told = {same(each) for each in made.report if each.id in tabled}
    assert len(made.report) > 20
    assert [each.printed for each in made.report if same(each) not in told] == []


def test_a_date_that_the_text_does_not_print_is_marked() -> None:
    """目前 prints none; growth since then is drawn beside no growth of the period."""
    text = MIXED + "目前，仔鹅每只88元，比上年同期上涨55.5%。"
    made = read(text)
    assert "55.5%†" in plain_text(made.body())
    charts = [b for d in (made.briefing(), made.body()) for b in d.blocks if isinstance(b, Chart)]
    marked = {each.id for each in made.report if each.period_assumed}
    assert marked and not marked & {name for each in charts for name in provenances(each)}


def test_both_languages_say_the_same_in_their_headings() -> None:
    """A name that English lacks is quoted; another indicator does not take its place."""
    text = (
        MIXED + "钾盐产量9.1万吨，下降31.5%；卤水产量8.2万吨，增长2.4%；溴素产量7.3吨，增长6.7%。"
    )
    numbers = [
        [re.findall(r"\d+(?:\.\d+)?%", each) for each in headings(read(text, language))]
        for language in ("zh", "en")
    ]
    assert numbers[0] == numbers[1]
    assert any(each for each in numbers[0])


def test_what_the_program_did_not_tie_is_not_called_untied() -> None:
    """The text may tie figures in words that no rule knows."""
    text = "2024年，工业投资增长6.1%，服务业投资增长7.2%。"
    assert "没有明示或隐含" not in plain_text(read(text).briefing())
    assert "本程序未从文字中读出" in plain_text(read(text).briefing())


def test_what_moved_alike_is_told_together() -> None:
    """Two that grew by 1.3倍 both grew most."""
    text = MIXED + "冰糖产量增长1.3倍，砂糖产量增长1.3倍。"
    assert "增幅最大的是冰糖产量、砂糖产量（130%）" in plain_text(read(text).briefing())


def test_no_page_shows_a_field_that_nobody_has_filled_in() -> None:
    """Neither the publisher nor the English name of a place."""
    made = read(MIXED)
    blank = {"publisher": {"zh": TO_FILL_IN_ZH, "en": TO_FILL_IN}}
    areas = {
        code: replace(each, name_en=f"{each.name_en} {TO_FILL_IN}")
        for code, each in made.report.areas.items()
    }
    report = replace(made.report, meta=made.report.meta | blank, areas=areas)
    for language in ("zh", "en"):
        page = source_view(report, made.source or "", audit(report), language).html()
        assert TO_FILL_IN not in page and TO_FILL_IN_ZH not in page


def test_what_a_list_says_once_holds_for_each_of_its_members() -> None:
    """年均增长8.8%、6.6%: the second is no value of 6.6%, nor does 1.4倍 stand for growth by it."""
    text = MIXED + (
        "“十三五”时期，县域工业投资、县域服务业投资年均增长8.8％、6.6％，"
        "科技型企业、外贸型企业数量分别增长2.7倍、1.4倍。"
    )
    lines = plain_text(read(text).body()).split("\n")
    rows = [line.split(" | ") for line in lines if "6.6" in line or "1.4倍" in line]
    assert sorted(row[-1] for row in rows) == ["增长1.4倍", "年均增长6.6%"]
    assert all("6.6" not in cell for row in rows for cell in row[1:-1])


def test_a_target_in_times_is_no_percentage() -> None:
    """力争增长1.7倍 is not to grow by 1.7%."""
    text = MIXED + "\n三、2025年主要任务\n2025年，力争夜间游客增长1.7倍。"
    told = plain_text(read(text).chapters["priorities"])
    assert "增长1.7倍" in told
    assert "1.7%" not in told


def test_growth_printed_twice_and_a_unit_of_another_quantity_are_told_first() -> None:
    """累计增长5.9%，同比下降1.3%: not all rose; 用电量23.4亿千瓦 is no energy."""
    text = (
        "2024年，固定资产投资累计增长5.9%，同比下降1.3%，增速比1—11月提高0.2个百分点；工业投资累计"
        "增长2.3%，增速比1—11月提高0.5个百分点；民间投资增长4.4%；房地产开发投资增长3.1%；"
        "基础设施投资增长6.6%；第三产业用电量23.4亿千瓦，增长4.1%。"
    )
    page = plain_text(read(text).briefing())
    assert "全部" not in page
    assert "固定资产投资同比下降1.3%：同一时期原文另列增长5.9%" in page
    assert "第三产业用电量23.4亿千瓦：单位与指标不符" in page
    assert "单位与指标不符" not in plain_text(read(text.replace("亿千瓦", "亿千瓦时")).briefing())


def test_what_was_closed_is_told_so_and_what_a_plant_has_is_no_count_of_it() -> None:
    """关闭303个小型煤矿 are no mines there are; 电厂4台 are sets of it."""
    made = read(
        "2024年，全市关闭303个小型煤矿。习山电厂4台。粮食总产66.8亿斤，比2005年增加9.4亿斤。"
        "地区生产总值500.5亿元，增长5.1%。工业投资增长6.1%。小麦产量4.4万吨，玉米产量5.5万吨。"
    )
    body = plain_text(made.body())
    assert "关闭小型煤矿" in body and "比2005年增加9.4亿斤" in body
    assert "习山电厂" not in body and "4台" in plain_text(made.chapters["passages"])


def test_a_price_that_was_taken_for_an_amount_is_quoted_and_accuses_nobody() -> None:
    """水泵出口量1.2万美元 is a price whose name was not read; the text is right."""
    made = read("2024年，水泵出口量37.6万台，增长5.2%。水泵出口量1.2万美元。玻璃产量3.3万吨。")
    assert "单位与指标不符" not in plain_text(made.briefing())
    assert "1.2万美元" not in plain_text(made.body())


def test_a_heading_of_one_rate_adds_to_what_the_first_page_said() -> None:
    """Its level, else what the next did; of many rates how many grew, without the one told."""
    text = (
        "2024年，地区生产总值增长5.1%，固定资产投资增长6.2%，工业投资增长6.6%，民间投资增长7.1%，"
        "社会消费品零售额增长6.3%，限额以上餐饮收入增长9.3%。一般公共预算收入58.2亿元，增长3.2%，"
        "税收收入占比71.4%，住户存款余额500.6亿元，本外币贷款余额600.6亿元。"
    )
    made = read(text)
    summary, *others = headings(made)
    told = [each for each in others if "地区生产总值增长5.1%" in each]
    assert "地区生产总值增长5.1%" in summary
    assert not told, told
    finance = next(each for each in others if "一般公共预算收入" in each)
    assert finance != "一般公共预算收入增长3.2%"


def test_english_names_begin_small_behind_the_first_of_a_heading() -> None:
    """Targets: retail sales …; a name of Chinese stays quoted."""
    text = "2025年目标：固定资产投资增长6%，限额以上零售额增长5%。2024年工业投资增长6.1%。"
    found = [each for each in headings(read(text, "en")) if ";" in each]
    assert not [each for each in found if re.search(r"[:;] [A-Z](?![A-Z])", each)], found


def test_a_share_whose_name_says_so_is_not_called_one_twice() -> None:
    """环保产品的比重50.02%, not 比重占比."""
    made = read("2024年，采购节能产品的比重68.86%，环保产品的比重50.02%。政府采购规模31.5亿元。")
    assert "比重占比" not in "".join(map(plain_text, (made.briefing(), made.body())))


def test_what_a_value_came_to_stands_once() -> None:
    """66户→12户 holds the 12 already."""
    rows = "".join(f"第{n}类企业{n}1户，" for n in "一二三四五六七八")
    made = read(f"2024年，{rows}省属一级企业由66户压减到12户。")
    assert "12户；66户→12户" not in plain_text(made.body())


def test_an_english_title_quotes_what_nobody_has_translated() -> None:
    """A page on a trade is called after its place and subject, its source by its own title."""
    text = "2024年，云川市用电量163.9亿千瓦时，增长16.5%。工业用电量106.8亿千瓦时，增长13.4%。"
    made = review_of(text, "en", "2024年云川市能源形势分析\n")
    title = {"zh": "云川市能源形势分析", "en": f"Yunchuan, {report_period(made.report)}"}
    meta = made.report.meta | READ | {"title": title}
    cover = cover_of(replace(made.report, meta=meta), "en", 0)[0]
    assert cover.title.startswith("Review of ") and "“" not in cover.title
    assert ("Source", "“云川市能源形势分析”") in cover.meta


def test_no_heading_of_the_annex_counts_nothing() -> None:
    """Remarks alone open it, and nothing is to be confirmed: no "0条"."""
    for text in (MIXED, "2024年，工业投资增长6.1%。"):
        made = read(text)
        found = plain_text(made.annex())
        assert not re.search(r"^# .*(?:：0$| 0$|0条)", found, re.MULTILINE)
