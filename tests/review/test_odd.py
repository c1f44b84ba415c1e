"""Odd reports still make pages that can be read; the real ones make no more than they should."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from benchmarks.pages import measure
from tests.review.odd import ODD, sixty_zones
from tests.review.yunchuan import NINE, ZONES, _row, yunchuan
from zoneanalysis.document.export import ZonePDFExporter
from zoneanalysis.document.model import Chart, Heading, Paragraph, Table
from zoneanalysis.document.reading import plain_text, run_text
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.report import Indicator
from zoneanalysis.review.facts.targets import counted_on_target, unreported_targets
from zoneanalysis.review.review import Review
from zoneanalysis.values.figures import Figure

TEN = "2031-01/2031-10"
DATA = Path(__file__).parents[2] / "data"


def pdf(review: Review) -> bytes:
    """Return the PDF of a review."""
    parts = (review.cover(), review.briefing(), review.body(), review.annex())
    shown = [
        nbformat.v4.new_output("display_data", data=each._repr_mimebundle_()) for each in parts
    ]
    cells = [nbformat.v4.new_code_cell("x", outputs=[each]) for each in shown]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"language": review.language})
    exporter = ZonePDFExporter(language=review.language, title=review.title)
    made, _ = exporter.from_notebook_node(notebook)
    return made


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(ODD))
def test_an_odd_report_is_reviewed(name: str, language: str) -> None:
    """Every chapter has something to say, no chart has fewer than three numbers to show."""
    review = Review(ODD[name](), language)
    for document in review.chapters.values():
        assert isinstance(document.blocks[0], Heading)
        assert len(document.blocks) > 1
    charts = [
        b for document in review.chapters.values() for b in document.blocks if isinstance(b, Chart)
    ]
    assert all(sum(sign.isdigit() for sign in chart.alt) >= 3 for chart in charts)
    assert "None" not in plain_text(review.body())


@pytest.mark.parametrize(
    ("name", "language", "most"),
    [
        ("long_title", "zh", 4),
        ("sixty_zones", "zh", 7),
        ("markup", "en", 4),
        ("no_growth", "zh", 2),
    ],
)
def test_odd_pages_are_few_and_full(name: str, language: str, most: int) -> None:
    """Sixty zones or a name of two hundred signs take no page more, and leave none nearly empty."""
    found = measure(pdf(Review(ODD[name](), language)))
    assert found.pages <= most
    assert found.emptiest > 1 / 3


@pytest.mark.parametrize("report", ["linfen-2023h1", "lvliang-2023h1"])
@pytest.mark.parametrize(("language", "most"), [("zh", 8), ("en", 9)])
def test_a_real_review_has_the_pages_that_it_should(report: str, language: str, most: int) -> None:
    """Eight pages in Chinese and nine in English at most, none nearly empty; nor is the last."""
    found = measure(pdf(Review(DataPackage(DATA).read(report), language)))
    assert found.pages <= most
    assert found.emptiest > 1 / 3
    assert found.last > 1 / 5


def test_zones_without_a_result_are_drawn_as_such() -> None:
    """The chart of targets names every zone, the unpublished too."""
    chart = next(
        block
        for block in Review(DataPackage(DATA).read("lvliang-2023h1"), "zh").briefing().blocks
        if isinstance(block, Chart)
    )
    assert chart.alt.count("未公布") == 5  # zones of one target together
    assert "汾阳杏花村经开区等5个" in chart.alt


def test_sixty_zones_are_all_in_the_table() -> None:
    """The chart shows the first and the last; the table has every one."""
    text = plain_text(Review(ODD["sixty_zones"](), "en").chapters["zones"])
    assert all(f"Zone {n} " in text for n in range(1, 61))


def test_each_of_many_zones_is_one_row_with_its_targets() -> None:
    """Both indicators of a zone stand beside each other, the target and the state behind."""
    blocks = Review(ODD["sixty_zones"](), "zh").chapters["zones"].blocks
    table = next(b for b in blocks if isinstance(b, Table) and b.anchor == "table-plain-zones")
    assert len({run_text(row[0].runs) for row in table.rows}) == len(table.rows) >= 60
    labels = [column.label for column in table.columns]
    assert "目标" in labels and "状态" in labels
    row = next(r for r in table.rows if run_text(r[0].runs) == "第1经济开发区")
    assert [run_text(row[labels.index(e)].runs) for e in ("目标", "状态")] == ["5%", "未达目标"]


def test_a_number_of_fifteen_noughts_is_read_in_words() -> None:
    """10^15 yuan is a thousand trillion, 1000万亿 in Chinese, in its cell as in the text."""
    assert "CNY 1,000 trillion" in plain_text(Review(ODD["huge"](), "en").body())
    text = plain_text(Review(ODD["huge"](), "zh").body())
    assert "总资产1000万亿元" in text
    assert "规上工业总产值 | 86.4亿元 | 4.2%" in text
    assert "总资产 | 1000万亿元 |" in text


def test_a_column_that_says_nothing_is_not_there() -> None:
    """Without growth there is no column of dashes for growth and bases; nor a level without one."""
    levels = Review(ODD["no_growth"](), "zh").chapters
    assert "同比增速" not in plain_text(levels["economy"])
    assert "86.4亿元" in levels["summary"].blocks[0].text  # type: ignore[union-attr]
    assert "Level" not in plain_text(Review(ODD["only_rates"](), "en").chapters["economy"])


def test_one_zone_leads_its_page() -> None:
    """What is said of one zone only is the first page's figure."""
    blocks = Review(ODD["one_zone"](), "zh").chapters["summary"].blocks
    assert "6.1%" in blocks[0].text  # type: ignore[union-attr]


def test_a_loss_has_neither_a_base_nor_growth_to_reach() -> None:
    """A loss of 3.2亿元 that is down 15% says neither of what nor what it is to be level with."""
    review = Review(ODD["negative"](), "en")
    assert not [need for need in review.needs if need.series.indicator == "profit"]
    assert "−376 million" not in plain_text(review.body())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(ODD))
def test_every_heading_of_an_odd_report_says_something(name: str, language: str) -> None:
    """A chapter of one left-over figure says that it has one."""
    chapters = Review(ODD[name](), language).chapters.values()
    assert all(isinstance(each.blocks[0], Heading) and each.blocks[0].label for each in chapters)


def test_zones_off_target_are_not_told_as_on_it() -> None:
    """One of two is on target; both stand in the row, which says so of neither."""
    text = plain_text(Review(ODD["only_rates"](), "zh").body())
    both = "北山经开区6.1%（目标5%）、南江高新区−2.3%（目标4%）"
    assert f"1个达到或超过目标；各区增速为{both}" in text


def test_a_target_that_would_agree_is_exact() -> None:
    """−2.3% is no 达标 of a target of −2%: what is decided is not rounded."""
    text = plain_text(Review(ODD["only_rates"](), "zh").annex())
    assert "目标：“4%”改为−3%及以下" in text


def test_one_priority_is_not_told_as_many() -> None:
    """1 priorities is no English."""
    text = plain_text(Review(ODD["huge"](), "en").body())
    assert "One priority for the coming months" in text
    assert "1 priorities" not in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_many_zones_without_targets_stand_in_a_table(language: str) -> None:
    """Sixty sentences of one shape are nothing to read."""
    report = sixty_zones()
    untold = tuple(each for each in report if each.status != "target")
    review = Review(replace(report, observations=untold, claims=()), language)
    blocks = review.chapters["zones"].blocks
    rows = [len(each.rows) for each in blocks if isinstance(each, Table)]
    assert len(rows) == 1 and rows[0] >= 60
    assert sum(isinstance(each, Paragraph) for each in blocks) <= 3


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", r"(\d+)个(?:有目标|本期|低于|受|未公布)"), ("en", r"(?<!at )\b(\d+) \b(?!%)")],
)
def test_zones_with_targets_are_all_accounted_for(language: str, words: str) -> None:
    """Those above, those below and those without a result make up all: none is left out."""
    review = Review(ODD["sixty_zones"](), language)
    text = plain_text(review.briefing())
    sentence = next(
        each
        for each in re.split("[。\n]|\\. ", text)
        if "个有目标的" in each or "zones with a" in each
    )
    numbers = [int(each) for each in re.findall(words, sentence)]
    every = max(numbers)
    assert every >= 60 and sum(numbers) == 2 * every


def test_zones_that_a_list_leaves_out_but_reached_are_not_told_as_below() -> None:
    """Where more are on target than the text counts, it doesn't say that the others are not."""
    package = DataPackage(DATA)
    report = package.read("lvliang-2023h1")
    assert set(counted_on_target(report)) == {"industrial_value_added"}
    goal = next(each for each in report.find(status="target", indicator="industrial_value_added"))
    area = next(each for each in unreported_targets(report) if each[1].indicator == goal.indicator)
    row = next(
        each
        for each in report.find(indicator=goal.indicator, measure="yoy", status="actual")
        if each.period.is_ytd
    )
    more = replace(row, id="f999", ref_area=area[0], figure=Figure.of("99", "%"))
    held = replace(report, observations=(*report, more))
    assert counted_on_target(held) == {}


@pytest.mark.parametrize(("now", "later"), [("9" + "0" * 20, "95"), ("-9", "95"), ("100", "95")])
def test_no_month_is_derived_of_a_level_that_falls_or_is_negative(now: str, later: str) -> None:
    """An estimate for ten months below the nine, or beside a loss, implies nothing of October."""
    levels = (
        _row("h001", now, now, "亿元", "huge", ZONES, NINE, "level", "economic_output"),
        _row("h002", "下降5%", "-5", "%", "huge", ZONES, NINE, "yoy", "economic_output"),
        _row("h003", "20%", "20", "%", "huge", ZONES, NINE, "share", "economic_output"),
        _row(
            "h004", later, later, "亿元", "huge", ZONES, TEN, "level", "economic_output", "estimate"
        ),
        _row("h005", "下降4%", "-4", "%", "huge", ZONES, TEN, "yoy", "economic_output", "estimate"),
    )
    huge = Indicator("huge", "总资产", "Assets", growth_basis="nominal")
    report = yunchuan()
    held = replace(
        report,
        observations=(*report, *levels),
        indicators={**report.indicators, "huge": huge},
    )
    text = plain_text(Review(held, "zh").body())
    assert "95亿元" in text and "总资产" in text
    assert "当月" not in text and "全市总资产约为−" not in text
    assert ("90,000,000,000,000,000万亿元" in text) == (now.startswith("9"))
