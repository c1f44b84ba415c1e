"""Headings say what the text says of what it is about, and mark what is in doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.review.yunchuan import NINE, ZONES, _row, yunchuan
from zoneanalysis.document.model import Cards, Chart, Paragraph, Table
from zoneanalysis.document.reading import plain_text, run_text
from zoneanalysis.extraction import as_report, extract
from zoneanalysis.reports.report import Claim
from zoneanalysis.review.chapters.front import title_of
from zoneanalysis.review.review import Review
from zoneanalysis.review.wording import amount
from zoneanalysis.values.figures import Figure


def review_of(text: str) -> Review:
    """Return the review of a text in Chinese."""
    draft = extract(text).reports[0]
    meta = {"area": draft.area.code, "period": str(draft.period), "title": {"zh": "甲", "en": "A"}}
    return Review(as_report(draft, "yunchuan-text", meta), "zh")


def test_what_rests_on_a_change_in_doubt_carries_the_sign() -> None:
    """A change since a period whose rate only a doubted change implies.

    Heading, sentence, charts and the note under the table say so.
    """
    report, ten = yunchuan(), "2031-01/2031-10"
    name, section = "industrial_output", "economic_output"
    gone = {"f003", "f004", "f005", "f006", "f008"}
    rows = (
        _row("g1", "下降5.6%", "-5.6", "%", name, ZONES, NINE, "yoy", section),
        _row("g2", "下降3.8%", "-3.8", "%", name, ZONES, ten, "yoy", section, "estimate"),
        _row("g3", "0.8个百分点", "0.8", "个百分点", name, ZONES, ten, "pp_change", section),
        _row("g4", "0.9个百分点", "0.9", "个百分点", name, ZONES, ten, "pp_change", section),
    )
    since = {"earlier_period": "2031-01/2031-08"}
    claims = (
        Claim("k1", "pp_change", "g3", {"later": ("g2",)}, since, section=section),
        Claim("k2", "repeat", "g3", {"other": ("g4",)}, section=section),
    )
    kept = tuple(each for each in report if each.id not in gone)
    review = Review(replace(report, observations=(*kept, *rows), claims=claims), "zh")
    text = plain_text(review.chapters["economy"])
    assert text.splitlines()[0].endswith("下降5.6%（与1—8月相比的变动存疑）")
    assert "推算为−4.6%[存疑]，与之相比，降幅扩大1个百分点[存疑]" in text
    blocks = [each for part in (review.briefing(), review.body()) for each in part.blocks]
    charts = [each.alt for each in blocks if isinstance(each, Chart)]
    drawn = [alt for alt in charts if "−4.6%" in alt]
    assert drawn
    assert all("−4.6%[存疑]" in alt for alt in drawn)
    assert any("[存疑]：" in each.note for each in blocks if isinstance(each, Table))


TITLE = "云川市2024年上半年工业投资情况\n"
ZONE = "北山经开区工业投资同比增长2.1%。"


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        (f"{TITLE}1—6月，全市工业投资同比下降18.8%。\n分区域看，{ZONE}", "工业投资下降18.8%"),
        (f"{TITLE}1—6月，{ZONE}", "北山经开区工业投资增长2.1%"),
    ],
)
def test_a_zone_leads_only_where_its_area_has_nothing_and_is_then_named(
    text: str, heading: str
) -> None:
    """One zone's rise is not told as the city's, whose investment fell."""
    told = plain_text(review_of(text).briefing())
    assert f"# {heading}" in told.splitlines()


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("1000000000000000元", "1000万亿元"),
        ("12000000000元", "120亿元"),
        ("86400万元", "86400万元"),
    ],
)
def test_more_digits_than_can_be_read_are_told_in_a_larger_unit(printed: str, shown: str) -> None:
    """A card of sixteen digits is read by nobody; what can be read keeps its unit."""
    assert amount(Figure.parse(printed), "zh") == shown


def test_tenths_are_percent_in_english() -> None:
    """成 has no name there that a reader would use."""
    assert amount(Figure.parse("约7成"), "en") == "about 70%"
    assert amount(Figure.parse("3.5成"), "en") == "35%"


def test_a_title_says_its_period_once() -> None:
    """The title that a program gave a text without a place ends in its period already."""
    (draft,) = extract("2024年上半年运行情况\n\n上半年，我市工业投资20.5亿元。\n").reports
    title = {"zh": "工业运行", "en": "China, 2024-01/2024-06"}
    meta = {"title": title, "area": draft.area.code, "period": "2024-01/2024-06"}
    assert title_of(as_report(draft, "invented", meta), "en") == (
        "Review of “工业运行”, first half of 2024"
    )


def test_growth_over_several_years_and_a_rate_that_stands_are_no_growth_and_no_level() -> None:
    """年均…增长10%、5.4% leads no heading as a level; 水质优良率保持100% did not grow by 100%."""
    lead = "云川市2025年统计公报\n2025年，"
    review = review_of(f"{lead}投资强度、研发强度年均分别增长10%、5.4%。湿地保护率达到61%。")
    assert plain_text(review.briefing()).startswith("# 湿地保护率61%")
    text = f"{lead}地区生产总值增长5.5%，水质优良率保持100%。"
    (_, rate) = review_of(text).report
    assert rate.measure == "rate"


def test_a_range_is_told_as_printed() -> None:
    """A range keeps both of its ends in headings and cards."""
    text = "云川市2025年统计公报\n2025年，湿地保护率达到25%～26%，本地配套率在31%至33%之间。"
    review = review_of(text)
    told = plain_text(review.briefing())
    assert "湿地保护率25%～26%" in told.replace(" ", "")
    cards = next(b for b in review.briefing().blocks if isinstance(b, Cards)).cards
    assert [card.value.text for card in cards][:2] == ["25%～26%", "31%～33%"]


def test_many_figures_stand_in_a_table_and_in_no_sentence() -> None:
    """Of a dozen figures on reform, and of a dozen targets, no sentence is a page long."""
    report = yunchuan()
    rows = [
        _row(
            f"r{n}", f"{n + 20}个", f"{n + 20}", "个", "zone_count", ZONES, NINE, "count", "reform"
        )
        for n in range(12)
    ]
    goals = [
        _row(
            f"t{n}", f"{n + 50}%", f"{n + 50}", "%", "start_rate", ZONES, "2032", "rate", "context",
            "target",
        )
        for n in range(12)
    ]  # fmt: skip
    chapters = Review(replace(report, observations=(*report, *rows, *goals)), "zh").chapters
    for name, first in (("resources", "20"), ("priorities", "50%")):
        blocks = chapters[name].blocks
        told = "".join(run_text(b.runs) for b in blocks if isinstance(b, Paragraph))
        assert first not in told
        tabled = plain_text(chapters[name])
        assert all(f"{int(first.rstrip('%')) + n}" in tabled for n in range(12))


def test_the_audit_is_headed_by_what_is_in_doubt() -> None:
    """A number of places alone says nothing: 存疑1处，涉及工业总产值."""
    text = (
        "云川市2024年上半年工业运行情况\n2024年上半年，全市工业总产值50.0亿元，其中重工业产值30.0亿元，"
        "占工业总产值的65.0%。"
    )
    page = review_of(text).chapters["audit"]
    heading = next(line for line in plain_text(page).splitlines() if line.startswith("#"))
    assert "存疑1处，涉及" in heading


def test_a_rate_that_moved_is_no_growth() -> None:
    """利用率提高3个百分点 says nothing of a growth rate of the rate."""
    page = plain_text(
        review_of(
            "云川市2024年上半年工业运行情况\n2024年上半年，全市厂房利用率达到75.2%，比上年同期提高3.1个百分点。"
        ).annex()
    )
    assert "利用率增速" not in page
    assert "提高3.1个百分点" in page


def test_a_first_chapter_with_one_rate_tells_its_level() -> None:
    """The first page's heading has the rate; income that rose over years is told by both ends."""
    text = (
        "云川市2024年国民经济和社会发展统计公报\n\n2024年，全市地区生产总值820.5亿元，增长5.2%。"
        "工业增加值占地区生产总值比重31%。人均地区生产总值8.1万元。"
        "服务业增加值占地区生产总值比重52%。\n过去五年，居民人均可支配收入从21136元增长到32439元，"
        "城镇新增就业22.1万人，养老机构床位数4200张，新建学校44所。"
    )
    found = [b.text for b in review_of(text).body().blocks if getattr(b, "level", 0) == 1]
    assert found[0] == "地区生产总值820.5亿元"
    assert found[1].startswith("居民人均可支配收入21136元→32439元（2020—2024年）")
