"""Periods named in a text and what they mean. The city 云川市 is invented."""

import pytest

from zoneanalysis.extraction import extract
from zoneanalysis.extraction.about import period_of_text
from zoneanalysis.extraction.blocks import blocks_of
from zoneanalysis.extraction.timewords import mentions_of, resolve
from zoneanalysis.values.periods import Period

OWN = Period.parse("2024-01/2024-06")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("上半年", "2024-01/2024-06"),
        ("1-5月", "2024-01/2024-05"),
        ("1至5月份", "2024-01/2024-05"),
        ("一季度", "2024-01/2024-03"),
        ("前三季度", "2024-01/2024-09"),
        ("二季度", "2024-04/2024-06"),
        ("6月份", "2024-06/2024-06"),
        ("去年全年", "2023"),
        ("去年", "2023"),
        ("今年", "2024-01/2024-06"),
        ("今年以来", "2024-01/2024-06"),
        ("2022年以来", "2022-01/2024-06"),
        ("去年同期", "2023-01/2023-06"),
        ("2023年上半年", "2023-01/2023-06"),
        ("二〇二三年上半年", "2023-01/2023-06"),
        ("截至7月底", "2024-07"),
        ("7月末", "2024-07"),
        ("2023年底", "2023-12"),
        ("目前", "2024-06"),
        ("“十四五”时期", "2021-01/2025-12"),
        ("2016-2020年", "2016-01/2020-12"),
    ],
)
def test_a_period_means_months(text, wanted):
    """Each wording gives the months that a reader takes it for."""
    (mention,) = mentions_of(text)
    assert resolve(mention, OWN)[0] == Period.parse(wanted)


def test_the_same_period_of_last_year_follows_what_is_carried():
    """同期 after 1-5月 is the first five months of the year before."""
    (mention,) = mentions_of("同期")
    carried = Period.parse("2024-01/2024-05")
    assert resolve(mention, OWN, carried)[0] == Period.parse("2023-01/2023-05")


@pytest.mark.parametrize("text", ["3.5月", "共同期待", "第1月", "底部", "初步"])
def test_what_is_no_period(text):
    """Words that only share a character with a period name none."""
    assert all(
        mention.form in {"same", "span"} and text == "共同期待" for mention in mentions_of(text)
    )


def about(text):
    """Return what a text is about."""
    return period_of_text(text, mentions_of(text), blocks_of(text))


@pytest.mark.parametrize(
    ("text", "wanted", "guessed"),
    [
        ("云川市2024年上半年经济运行情况\n工业投资增长5%。", "2024-01/2024-06", False),
        ("2024年1-5月,增长5%,比1-4月提高1个百分点,比1-4月快。", "2024-01/2024-05", False),
        ("上半年增长5%。自2023年以来,今年增长6%。", "2024-01/2024-06", True),
        ("云川市2024年政府工作报告\n地区生产总值增长5%。", "2023", True),
        ("工业投资增长5%。2019年增长6%,2020年增长7%。", "2020", True),
        ("青禾县统计局\n2024年4月18日\n2023年,出口增长5%。", "2023", False),
        ("青禾县简报\n发布日期:2024-04-26\n一季度,出口增长5%。", "2024-01/2024-03", True),
        ("青禾县简报\n发布日期:2024-01-20\n全年出口增长5%。", "2023", True),
        ("上半年出口5亿元,比2023年上半年增长5%。", "2024-01/2024-06", True),
        ("政府工作报告\n一、2023年工作回顾\n出口增长5%。", "2023", True),
        ("“十三五”时期出口增长5%。2021年出口增长6%。到2025年达到9亿元。", "2021", False),
        ("按照《2025年工作要点》,2024年出口增长5%。", "2024", False),
    ],
)
def test_the_period_of_a_whole_text(text, wanted, guessed):
    """Title first, then what the sentences are about; what is inferred or chosen says so."""
    found = about(text)
    assert found.period == Period.parse(wanted)
    assert bool(found.reasons) == guessed


def test_this_year_of_a_work_report_is_the_year_after():
    """It reviews one year and plans the next."""
    assert about("云川市2024年政府工作报告\n出口增长5%。").now == 2024


def test_a_text_without_a_year_has_no_period():
    """Nothing is guessed out of the blue."""
    assert about("增长5%。").period is None


def _periods(text):
    draft = extract(text, area="云川市").reports[0]
    return [(each.printed, str(each.period), each.measure) for each in draft.drafts]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # figures of the year stand before any months
        (
            "2024年,云川市工业投资51.20亿元,比上半年回落7个百分点,上半年为23.79亿元;税收3.10亿元。",
            ["2024-01/2024-12"] * 2 + ["2024-01/2024-06", "2024-01/2024-12"],
        ),
        # the year is only told, the figures are of its months
        (
            "2024年,面对复杂形势,云川市稳步发展。上半年,工业投资51.20亿元。",
            ["2024-01/2024-06"],
        ),
        # what divides the figure before it says nothing of the text's months
        (
            "云川市:2023年签约项目94个(上半年42个、下半年52个),开工70个。",
            ["2023-01/2023-12", "2023-01/2023-06", "2023-07/2023-12", "2023-01/2023-12"],
        ),
        # the end of the year that opened the sentence
        (
            "云川市2024年情况\n\n2023年上半年,工业投资51.20亿元,到年底达到99.10亿元。",
            ["2023-01/2023-06", "2023-01/2023-12"],
        ),
        # a title with months is of these, whatever else it says
        ("云川市2024年上半年工作总结\n\n二、项目。新签约项目81个。", ["2024-01/2024-06"]),
        # parts of a year hand nothing on
        (
            "2024年,云川市税收增长2.1%,签约项目94个,其中上半年42个、下半年52个,总投资342.60亿元。",
            ["2024-01/2024-12"] * 2 + ["2024-01/2024-06", "2024-07/2024-12", "2024-01/2024-12"],
        ),
        (
            "云川市2023年工作总结\n\n全年工业投资51.20亿元。\n\n三、2024年目标。工业投资61亿元。",
            ["2023-01/2023-12", "2024-01/2024-12"],
        ),
    ],
)
def test_a_year_before_its_months(text, wanted):
    """The year holds for what names no months; a part of it told in passing holds no further."""
    assert [period for _, period, _ in _periods(text)] == wanted


@pytest.mark.parametrize("words", ["两年平均增长", "近三年年均增长", "年均增长", "比2021年增长"])
def test_growth_over_several_years_is_no_growth_on_a_year_earlier(words):
    """It is not held against what is."""
    found = _periods(f"云川市2024年工业投资51.20亿元,同比增长3.3%,{words}6.3%。")
    assert [measure for *_, measure in found] == ["level", "yoy", "other"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("五年来,全市上下齐心协力。\n——实力见长。工业增加值增长41.5%。", "2020-01/2024-12"),
        ("这五年,我们爬坡过坎。\n工业增加值增长41.5%。", "2020-01/2024-12"),
        ("这五年,我们爬坡过坎。\n2024年工业增加值增长4.5%。", "2024"),
        ("五年来,全市上下同心。\n——工业增加值增长41.5%。\n税收收入增长4.5%。", "2024"),
    ],
)
def test_years_that_open_a_paragraph_without_figures_are_those_of_what_it_announces(text, wanted):
    """A look back over five years, then its points: their growth is of no single year."""
    whole = f"云川市2024年经济运行情况\n2024年,云川市进出口增长2.2%。\n{text}\n"
    figures = extract(whole, area="云川市").reports[0].drafts
    assert figures[-1].period == Period.parse(wanted)


def test_a_plan_that_was_cut_off_from_its_heading():
    """A report on last year that names no time but the coming one, in many clauses, is its plan."""
    title = "2026年云山省政府工作报告\n——2026年1月20日在云山省人民代表大会上\n"
    plan = "加快建设现代农业，粮食产量达到90亿斤。持续推进农村道路改造，支持特色产业，"
    (report,) = extract(title + plan * 20).reports
    assert {(d.status, str(d.period)) for d in report.drafts} == {("target", "2026-01/2026-12")}
    (report,) = extract(title + "2025年，成效明显。" + plan * 20).reports
    assert {d.status for d in report.drafts} == {"actual"}
