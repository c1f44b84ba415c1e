"""A review is written from the data: any city, any sections, nothing lost and nothing invented."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from zoneanalysis.audit.core import audit
from zoneanalysis.document.document import Document
from zoneanalysis.document.model import (
    BulletList,
    Cards,
    Chart,
    CodeBlock,
    Heading,
    Number,
    Paragraph,
    Table,
)
from zoneanalysis.document.reading import anchors, parts, plain_text, provenances, run_text
from zoneanalysis.errors import InputError
from zoneanalysis.messages import Message
from zoneanalysis.relations.results import CheckResult, Story, Verdict
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.report import Area, Claim, Report
from zoneanalysis.review.chapters.front import title_of
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.facts.rows import Row
from zoneanalysis.review.narrative.audit import gathered
from zoneanalysis.review.narrative.economy import movement
from zoneanalysis.review.narrative.forecast import worded_chance
from zoneanalysis.review.narrative.summary import project_cards
from zoneanalysis.review.narrative.titles import MOVED
from zoneanalysis.review.pictures.growth import rates_chart
from zoneanalysis.review.review import Review
from zoneanalysis.values.figures import Bound, Figure
from zoneanalysis.values.periods import Period

sys.path.insert(0, str(Path(__file__).parent))
from yunchuan import CITY, NINE, NORTH, ZONES, _row, yunchuan

REPO = Path(__file__).parents[2]
SECTIONS = ("cover", "briefing", "body", "annex", "lists")
REPORTS = ("linfen-2023h1", "lvliang-2023h1")


def chapter(review: Review, name: str) -> Document:
    """Return a chapter of a review by its anchor; an empty one where it has none."""
    return review.chapters.get(name, Document((), review.language))


def told(document: Document) -> str:
    """Return the text of a document without its entry for a bibliography, which has both names."""
    blocks = tuple(block for block in document.blocks if not isinstance(block, CodeBlock))
    return plain_text(Document(blocks, document.language))


def whole(review: Review) -> Document:
    """Return every section as one document."""
    blocks = tuple(block for name in SECTIONS for block in getattr(review, name)().blocks)
    return Document(blocks, review.language)


@pytest.fixture(scope="module")
def package() -> DataPackage:
    """Return the data package of the repository."""
    return DataPackage.find(REPO / "data")


@pytest.fixture(scope="module", params=REPORTS)
def real(request: pytest.FixtureRequest, package: DataPackage) -> Review:
    """Return the Chinese review of each real report in turn."""
    return Review(package.read(request.param), "zh")


def test_a_third_city_gets_its_own_review() -> None:
    """A city, zones and an indicator that no report had before are named, and no others."""
    text = plain_text(whole(Review(yunchuan(), "zh")))
    assert "云川市开发区2031年前三季度运行评估" in text
    assert "规上工业总产值86.4亿元，同比增长4.2%" in text
    assert "北山经开区" in text
    assert "南江高新区" in text
    assert not re.search("临汾|吕梁|山西", text)


def test_a_city_of_which_one_zone_is_named_is_not_called_its_zones() -> None:
    """A work report with a figure of one zone is about the city."""
    base = yunchuan()
    zone = next(each for each in base if each.ref_area == NORTH)
    own = [replace(zone, id=f"own{n}", ref_area=CITY) for n in range(2)]
    for figures, title in (
        ([zone, *own], "云川市2031年前三季度运行评估"),
        ([zone, own[0]], "云川市开发区2031年前三季度运行评估"),
    ):
        report = replace(base, observations=tuple(figures), claims=(), actions=(), zones=())
        assert title_of(report, "zh") == title


def test_what_stands_beside_an_assumed_date_has_it_too(package: DataPackage) -> None:
    """目前 and 今年以来 date all that their clause lists, not its first figure only."""
    text = plain_text(whole(Review(package.read("linfen-2023h1"), "zh")))
    for told in (
        "49个†，总投资210.57亿元†",
        "已使用66.70万平方米†",
        "71.27%†",
        "人才44名†",
    ):
        assert told in text


def test_what_is_counted_in_itself_has_a_measure_word(package: DataPackage) -> None:
    """参与论证7部门 reads badly: the unit is what is counted."""
    text = plain_text(whole(Review(package.read("lvliang-2023h1"), "zh")))
    assert "7个部门参与论证" in text and "参与论证7" not in text


def test_what_a_report_lacks_is_no_section() -> None:
    """A section without data is not there, nor its heading."""
    review = Review(yunchuan(), "zh")
    assert "resources" not in review.chapters
    assert all(document.blocks[1:] for document in review.chapters.values())


@pytest.mark.parametrize("section", ["economic_output", "zones", "pipeline", "actions"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_any_section_may_be_missing(section: str, language: str) -> None:
    """Each section can be taken away, in both languages, and the rest is still written."""
    document = whole(Review(yunchuan(without=[section]), language))
    assert len(plain_text(document)) > 500


def test_a_report_of_nothing_is_reviewed_too() -> None:
    """Without a single figure there is a cover and a method."""
    empty = yunchuan(without=["economic_output", "zones", "pipeline", "actions"])
    text = plain_text(whole(Review(empty, "en")))
    assert "0 figures" in text


def test_a_rate_that_holds_is_told_with_its_count() -> None:
    """60% of 30 projects is 18, and 12 waiting leave the same 18: no fault is found."""
    text = plain_text(chapter(Review(yunchuan(), "zh"), "projects"))
    assert "开工率60%：按30个项目折算，相当于18个" in text
    assert "没有任何整数" not in text


def test_a_gap_is_told_with_its_direction() -> None:
    """4.2% is 0.7 points above the city's 3.5%."""
    assert "高于全市（3.5%）0.7个百分点" in plain_text(chapter(Review(yunchuan(), "zh"), "economy"))


def test_a_missed_target_is_marked_in_words() -> None:
    """−2.3% against 4% is below target, in a word and not by colour alone."""
    tables = [b for b in chapter(Review(yunchuan(), "en"), "zones").blocks if isinstance(b, Table)]
    state = {run_text(row[0].runs): run_text(row[-1].runs) for row in tables[0].rows}
    assert state == {
        "Beishan": "at or above target",
        "Nanjiang": "below target",
        "Yunchuan zones, together": "not below the lowest target",
    }


def test_a_false_claim_becomes_a_finding() -> None:
    """The target said to be reached at −2.3% stands among what cannot be as printed."""
    text = plain_text(chapter(Review(yunchuan(), "en"), "audit"))
    assert "In doubt, by cause" in text
    assert "in doubt 1" in text


def test_hand_arithmetic_on_linfen(package: DataPackage) -> None:
    """July by hand: 69.35 − 54.76 = 14.59 on a base of 81.68 − 67.44 = 14.25, so +2.4%.

    The base is 54.76 ÷ 0.812 = 67.4; the whole city 54.76 ÷ 0.414 = 132; January–May is
    −15.1 − 11.9 = −27.0; level by October needs, with July at its base and three months
    as the mean of the seven, 0.188 × 67.44 ÷ (14.25 + 3 × 11.67) = 25.7 and by December 17.5; of
    what the estimate would leave nothing is known, so 15.1 × 7 ÷ 3 = 35.2 and 21.1 are the
    middle of a range over weights.
    """
    review = Review(package.read("linfen-2023h1"), "zh")
    economy, outlook = (
        plain_text(chapter(review, "economy")),
        plain_text(chapter(review, "outlook")),
    )
    for told in (
        "14.59亿元",
        "2.4%（1.7%～3.1%）",
        "约为67.4亿元",
        "若口径一致，全市工业投资约为132.3亿元",
        "−27.0%",
    ):
        assert told in economy
    assert (
        "原文预计1—7月工业类开发区工业投资累计增速为−15.1%；8—10月须增长35%（28%～42%）" in outlook
    )
    assert "8—12月须增长21%（17%～25%）" in outlook
    assert outlook.startswith("# 按原文预计的1—7月累计增速（−15.1%），8—10月工业投资须增长28%～42%")
    table = next(b for b in chapter(review, "outlook").blocks if isinstance(b, Table))
    needed = {tuple(run_text(cell.runs) for cell in row[3:]) for row in table.rows}
    assert ("7—10月", "26%", "22%～29%") in needed
    assert ("7—12月", "17%", "14%～20%") in needed
    summary = plain_text(chapter(review, "summary"))
    assert "按原文预计的1—7月累计增速（−15.1%），8—10月工业投资须增长35%（28%～42%）" in summary
    assert "7—10月" not in summary  # July is expected already


def test_growth_needed_never_stands_without_its_range(real: Review) -> None:
    """Text, title, table and what a number opens: the months' weights are in all of them."""
    told = [each.growth.value for each in real.needs]
    assert told
    for need in told:
        low, high = need.interval.lo, need.interval.hi
        assert low is not None and high is not None
        assert high - low > abs(need.point) / 20 and low < need.point < high
    for name in ("summary", "outlook"):
        blocks = chapter(real, name).blocks
        for prose in (run_text(b.runs) for b in blocks if isinstance(b, Paragraph)):
            for clause in re.findall("须增长.*?才能|growth of .*? would", prose):
                assert re.search("～| to ", clause), clause
    table = next(b for b in chapter(real, "outlook").blocks if isinstance(b, Table))
    assert "1446" in table.note
    for each in provenances(chapter(real, "outlook").blocks).values():
        if each.id.startswith("d-regr"):
            assert each.interval and "1446" in each.note


@pytest.mark.parametrize(("language", "lead"), [("zh", "2032年全年目标"), ("en", "Targets for")])
def test_targets_of_the_coming_year_are_never_told_as_facts(language: str, lead: str) -> None:
    """A work report sets next year's targets between what was reached: 改革方面…增长5% misleads."""
    base = yunchuan()
    goal = replace(
        base["f003"], id="f900", section="reform", period=Period.parse("2032"), status="target"
    )
    review = Review(replace(base, observations=(*base, goal)), language)
    assert "resources" not in review.chapters
    told = [
        run_text(b.runs) for b in chapter(review, "priorities").blocks if isinstance(b, Paragraph)
    ]
    assert len([each for each in told if each.startswith(lead) and "4.2%" in each]) == 1


def test_growth_in_tenths_is_told_in_percent() -> None:
    """增长超五成 is 50% or more in text, title and chart, never 5%, nor 50% alone."""
    base = yunchuan()
    half = Figure.of("5", "成", printed="超五成", bound=Bound.LOWER)
    rows = [replace(each, figure=half) if each.id == "f003" else each for each in base]
    text = plain_text(whole(Review(replace(base, observations=tuple(rows)), "zh")))
    assert "同比增长50%以上" in text
    assert "增长5%" not in text


def test_what_the_text_does_not_name_makes_no_headline() -> None:
    """A figure whose indicator was not found stands in the tables, with words for its name."""
    base = yunchuan()
    nameless = replace(base.indicators["industrial_output"], code="x_1", name_zh="?", name_en="?")
    fall = replace(base["f008"], id="f901", indicator="x_1", ref_area=ZONES)
    report = replace(
        base, observations=(*base, fall), indicators={**base.indicators, "x_1": nameless}
    )
    for language, words in (("zh", "未写明的指标"), ("en", "an indicator not named")):
        review = Review(report, language)
        assert words in plain_text(review.lists())
        assert words not in plain_text(chapter(review, "outlook"))
        assert words not in plain_text(chapter(review, "summary"))


def test_growth_is_needed_by_the_months_that_the_report_names(package: DataPackage) -> None:
    """Linfen's report speaks of October; Lüliang's does not, and is held to the year's end only."""
    for report, named in (("linfen-2023h1", True), ("lvliang-2023h1", False)):
        text = plain_text(chapter(Review(package.read(report), "zh"), "outlook"))
        assert ("1—10月累计增速才能转正" in text) is named
        assert "全年累计增速才能转正" in text


def test_a_chart_holds_growth_of_like_months() -> None:
    """The growth of a plan's five years stands in no chart beside that of the year."""
    period = Period.parse("2031")
    long = Period.parse("2027-01/2031-12")
    base = yunchuan()
    rows = [
        Row(f"x{n}", CITY, each, (replace(base["f003"], id=f"g{n}", period=each),))
        for n, each in enumerate((long, period, period, period))
    ]
    chart = rates_chart(Citation(base, "zh"), "工业", rows, "chart-x")
    assert chart is not None and "2031年全年" in chart.caption
    assert chart.alt.count("4.2%") == 3


def test_estimates_are_never_told_as_facts(package: DataPackage) -> None:
    """January–July is the report's expectation: every sentence and row on it says so."""
    review = Review(package.read("linfen-2023h1"), "zh")
    for name in ("summary", "economy", "outlook"):
        document = chapter(review, name)
        told = [run_text(b.runs) for b in document.blocks if isinstance(b, Paragraph)]
        sentences = [each for text in told for each in text.split("。") if "1—7月" in each]
        assert all("预计" in each or "可能性" in each for each in sentences)
    table = next(b for b in chapter(review, "outlook").blocks if isinstance(b, Table))
    starts = [run_text(row[1].runs) for row in table.rows]
    assert sum("1—6月" in each for each in starts) == 4
    needs = [
        run_text(b.runs) for b in chapter(review, "outlook").blocks if isinstance(b, Paragraph)
    ]
    assert [("预计" in each, "8—10月" in each) for each in needs if "须增长" in each] == [
        (True, True),
        (True, True),
    ]
    assert all("原文预计" in each for each in starts if "1—7月" in each)


def test_no_relation_is_lost(real: Review) -> None:
    """The tables of the audit name every relation that the text counts, each once."""
    found = audit(real.report)
    blocks = (*chapter(real, "audit").blocks, *chapter(real, "appendix").blocks)
    wanted = {"table-findings", "table-open", "table-holds", "table-not-assessable"}
    tables = [b for b in blocks if isinstance(b, Table) and b.anchor in wanted]
    named = [
        name
        for table in tables
        for row in table.rows
        for name in re.findall(r"\bc\d+(?!\d)", run_text(row[-1].runs))
    ]
    assert sorted(named) == sorted(each.id for each in found.claims)


def test_only_results_with_one_verdict_stand_together() -> None:
    """Two of one check on one figure share a row with both sums; another verdict stands alone."""
    report = yunchuan()
    made = {
        name: CheckResult(
            "rate_from_count",
            verdict,
            claim_id=name,
            tell=lambda sums=sums: Story(Message(""), sums, Message(""), Message("")),
        )
        for name, verdict, sums in (
            ("x1", Verdict.CONSISTENT, "18 ÷ 30"),
            ("x2", Verdict.CONSISTENT, "(30 − 12) ÷ 30"),
            ("x3", Verdict.IMPOSSIBLE, "18 ÷ 29"),
        )
    }
    claims = [Claim(name, "rate_from_count", "f011") for name in made]
    groups = gathered(report, claims, made.values())
    assert [each.claims for each in groups] == [("x1", "x2"), ("x3",)]
    assert groups[0].numbers == ("18 ÷ 30", "(30 − 12) ÷ 30")


def test_rates_in_doubt_are_no_key_figures(package: DataPackage) -> None:
    """Rates that no whole number gives stand among what is to be verified, on no card."""
    blocks = chapter(Review(package.read("linfen-2023h1"), "zh"), "summary").blocks
    cards = next(b for b in blocks if isinstance(b, Cards)).cards
    assert all("70.7%" not in each.value.text for each in cards)
    assert any(
        "70.7%" in run_text(item) for b in blocks if isinstance(b, BulletList) for item in b.items
    )


def test_what_a_report_counts_as_on_target_says_who_is_not(package: DataPackage) -> None:
    """Four of eight are named as on target: the others, unprinted, are by that sense not."""
    review = Review(package.read("lvliang-2023h1"), "zh")
    tables = [b for b in chapter(review, "zones").blocks if isinstance(b, Table)]
    rows = {
        (run_text(r[0].runs), run_text(r[1].runs)): run_text(r[-1].runs) for r in tables[0].rows
    }
    assert rows["兴县经开区", "规上工业增加值"] == "未公布，按原文本意未达标"
    assert rows["孝义经开区", "工业投资"] == "未公布"
    assert rows["工业（综合）类开发区（总体）", "工业投资"] == "低于全部目标"
    assert "低于其中任何一个开发区的考核目标" in plain_text(review.briefing())


def test_the_best_and_the_worst_are_zones_of_one_indicator(package: DataPackage) -> None:
    """A zone that fell by 90.5% is no match for zones together that rose by 154.5%.

    Nor do the four that print how far they are above their target show who is the worst of eight.
    """
    for name in REPORTS:
        text = plain_text(Review(package.read(name), "zh").briefing())
        assert "增速最高" not in text
    rows = [("N", "4.1"), ("S", "-2.5"), ("W", "9.3")]
    base = yunchuan()
    areas = {
        f"{ZONES}-{key}": Area(f"{ZONES}-{key}", f"{key}区", key, "zone", ZONES) for key, _ in rows
    }
    zones = [
        _row(f"z{key}", f"{rate}%", rate, "%", "industrial_output", f"{ZONES}-{key}", NINE, "yoy",
             "zones")
        for key, rate in rows
    ]  # fmt: skip
    kept = [each for each in base if each.section != "zones"]
    odd = replace(base, observations=(*kept, *zones), claims=(), areas={**base.areas, **areas})
    text = plain_text(Review(odd, "zh").briefing())
    assert "规上工业总产值增速最高的开发区是W区（9.3%），最低的是S区（−2.5%）" in text


def test_a_review_leads_with_its_main_indicator_whatever_the_text_begins_with(
    real: Review,
) -> None:
    """Value added of industry before investment, on the card, in the heading and in the index.

    The heading names the zones that it is of, and so does the card.
    """
    heading, card, *_ = plain_text(real.briefing()).splitlines()
    assert re.match(r"# [89][家个]工业(（综合）)?类开发区规上工业增加值", heading)
    assert re.match(r"规上工业增加值 · 工业(（综合）)?类开发区 ", card)


def test_a_rate_in_doubt_has_the_same_other_values_everywhere(package: DataPackage) -> None:
    """33.3%, 34.9% by whole projects; 63.5% only on an assumption, which is said each time."""
    review = Review(package.read("linfen-2023h1"), "zh")
    projects = chapter(review, "projects")
    (chart,) = [b for b in projects.blocks if isinstance(b, Chart)]
    assert "33.3% 或 34.9%，△63.5%" in chart.alt and "假定为同一批项目、同一时点" in chart.caption
    for part in (plain_text(projects), plain_text(review.briefing()), plain_text(review.annex())):
        assert re.search("原文未写明[^。\\n]*63.5%", part) and "比率应为" not in part
    (table,) = [
        b for b in chapter(review, "audit").blocks if getattr(b, "anchor", "") == "table-findings"
    ]
    (row,) = [r for r in table.rows if "投产率" in run_text(r[0].runs)]
    assert all(value in run_text(row[2].runs) for value in ("33.3%", "34.9%", "63.5%"))


def doubted_change(report: Report) -> Report:
    """Return the report of Linfen with its change since January–May printed twice, unlike."""
    other = replace(report["f019"], id="f900", figure=Figure.of("2.8", "个百分点"))
    repeat = Claim("c900", "repeat", "f019", {"other": ("f900",)})
    figures = (*report.observations, other)
    return replace(report, observations=figures, claims=(*report.claims, repeat))


def test_a_forecast_from_a_rate_in_doubt_heads_nothing_and_is_marked(package: DataPackage) -> None:
    """A change that is printed in two ways implies a rate in doubt."""
    report = doubted_change(package.read("linfen-2023h1"))
    outlook = chapter(Review(report, "zh"), "outlook")
    headings = [b.text for b in outlook.blocks if isinstance(b, Heading)]
    assert "仅据3个增速预测全年增速：工业投资−9.4%（−18.1%～0.0%）" in headings
    assert "由其他数据推算）[存疑]，模型预计" in plain_text(outlook)
    (chart,) = [b for b in outlook.blocks if isinstance(b, Chart)]
    assert "−2.2%[存疑]" in chart.alt


def test_a_word_that_does_not_fit_leaves_the_numbers_alone(package: DataPackage) -> None:
    """The doubt is on the word; rates that no whole number gives carry the sign in the table."""
    for name, rates in (
        ("linfen-2023h1", ("70.7%", "33.4%", "94.6%")),
        ("lvliang-2023h1", ("86.66%", "30.99%", "91.13%")),
    ):
        review = Review(package.read(name), "zh")
        table = next(b for b in chapter(review, "projects").blocks if isinstance(b, Table))
        told = [run_text(cell.runs) for row in table.rows for cell in row]
        assert all(any(f"{rate}[存疑]" in each for each in told) for rate in rates)
        assert "−4.6%[存疑]" not in plain_text(whole(review))


def test_a_forecast_takes_an_estimate_whole_or_not_at_all(package: DataPackage) -> None:
    """−4.6% follows from the estimate of −3.8%: both count, and beside them neither."""
    review = Review(package.read("linfen-2023h1"), "zh")
    [told] = [e for e in plain_text(chapter(review, "summary")).splitlines() if "按模型推算" in e]
    assert "规上工业增加值13%（不采用原文预计数时7%），工业投资5%（不采用原文预计数时3%）" in told
    outlook = plain_text(chapter(review, "outlook"))
    assert "模型预计全年增速为−2.2%" in outlook and "以上已计入原文预计数；不采用时" in outlook
    for each in review.forecasts[0]:
        assert [o.status for o in each.chosen.fit.series.observations] == [
            "estimate",
            "actual",
            "estimate",
        ]
        assert [o.status for o in each.held.fit.series.observations] == ["actual"]


def test_a_share_of_money_is_called_one(package: DataPackage) -> None:
    """98% of the investment is in large projects, which are 85.7% of the projects."""
    cards = next(
        b
        for b in Review(package.read("linfen-2023h1"), "zh").briefing().blocks
        if isinstance(b, Cards)
    ).cards
    shares = [label for card in cards for label, number, *_ in card.detail if number.text == "98%†"]
    assert shares == ["亿元以上项目占投资额"]


def test_figures_stand_together_only_where_a_task_of_the_report_names_them(
    package: DataPackage,
) -> None:
    """Seven departments judged two boundaries; the plan's eight fields are another matter."""
    text = plain_text(chapter(Review(package.read("lvliang-2023h1"), "zh"), "resources"))
    assert "行动方案明确重点方面8个；申请区域调整的开发区2个†，7个部门参与论证。" in text


def test_causes_have_a_row_each(package: DataPackage) -> None:
    """As many rows as places in doubt, none with a repair that lies far from what is printed."""
    for name in REPORTS:
        review = Review(package.read(name), "zh")
        tables = (b for b in chapter(review, "audit").blocks if isinstance(b, Table))
        table = next(each for each in tables if each.anchor == "table-findings")
        assert len(table.rows) == audit(review.report).causes == 4
        assert all("577" not in run_text(row[2].runs) for row in table.rows)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_unlike_things_are_not_divided(package: DataPackage, language: str) -> None:
    """Completed investment has own funds in it: 55.36 ÷ 99.07 = 55.88% is no share of loans."""
    review = Review(package.read("linfen-2023h1"), language)
    text = " ".join(told(each) for each in (review.briefing(), review.body(), review.annex()))
    assert "87.04%" in text  # credit granted, of what was intended
    assert "55.88" not in text
    assert "55.9" not in text


def test_growth_of_another_zone_is_held_against_nobodys() -> None:
    """Beside the whole city's, growth in one county elsewhere is no reference."""
    base = yunchuan()
    county = Area("CN-9902", "青山县", "Qingshan", "county", "CN-99")
    rate = replace(base["f003"], id="county", ref_area="CN-9902", figure=Figure.parse("9.9%"))
    report = replace(
        base,
        observations=(*base.observations, rate),
        areas={**base.areas, "CN-9902": county},
    )
    references = [each.id for series in Review(report, "zh").group for each in series.references]
    assert references == [
        each.id for series in Review(base, "zh").group for each in series.references
    ]
    assert "county" not in references


def test_what_would_agree_is_a_printed_value_that_does(package: DataPackage) -> None:
    """−3.8 − 1.8 = −5.6: with 1.8 printed all may hold together, with 1.7 something is in doubt."""
    review = Review(package.read("linfen-2023h1"), "zh")
    table = next(
        b for b in chapter(review, "audit").blocks
        if isinstance(b, Table) and b.anchor == "table-findings"
    )  # fmt: skip
    assert "“收窄0.8”改为1.8个百分点及以上" in run_text(table.rows[0][2].runs)
    for value, causes in (("1.7", 4), ("1.8", 3)):
        figure = Figure.of(value, "个百分点")
        changed = [
            replace(each, figure=figure) if each.id == "f019" else each for each in review.report
        ]
        assert audit(replace(review.report, observations=tuple(changed))).causes == causes


def test_growth_needed_names_all_that_it_comes_from(package: DataPackage) -> None:
    """July's base, implied by the estimate for January–July, weighs the months ahead of June."""
    needs = Review(package.read("linfen-2023h1"), "zh").needs
    found = {
        (need.known.id, need.month): {each.id for each in need.growth.sources}
        for need in needs
        if need.series.indicator == "industrial_investment"
    }
    assert found["f005", 12] == {"f005", "f004", "f017", "f018"}
    assert found["f018", 12] == {"f018"}  # no month behind July is known: all count alike
    lvliang = Review(package.read("lvliang-2023h1"), "zh").needs
    assert all(len(need.growth.sources) == 1 + (need.goal is not None) for need in lvliang)


def test_a_card_of_another_period_says_so(package: DataPackage) -> None:
    """Lüliang's signed projects are of January–May in a review of January–June."""
    review = Review(package.read("lvliang-2023h1"), "zh")
    cards = project_cards(review.c, (), review.promotion, review.land, review.loans)
    assert "签约项目总投资 · 1—5月" in [each.label for each in cards]


def test_a_number_has_one_form(real: Review) -> None:
    """A derived number has the same digits wherever it stands, unless its range is beside it."""
    forms: dict[str, set[str]] = {}
    for part in parts(whole(real)):
        for number in (part,) if isinstance(part, Number) else ():
            if number.provenance and number.provenance.numbers:
                bare = re.sub(r"[^\d.]", "", number.text.split("（")[0])
                spread = "（" in number.text
                forms.setdefault(f"{number.provenance.id}{spread}", set()).add(bare)
    assert {name: each for name, each in forms.items() if len(each) > 1} == {}


def test_targets_are_exact(package: DataPackage) -> None:
    """3.33 of 6 lies in 55.42–55.58 whatever 6 was rounded to, for nobody rounded it."""
    review = Review(package.read("lvliang-2023h1"), "en")
    told = provenances(chapter(review, "zones"))
    share = next(each for each in told.values() if each.id.startswith("d-at-"))
    assert share.interval == "[55.4166, 55.5834]%"


def test_projects_not_started_are_told_without_batches() -> None:
    """Where no batch is printed, the number of projects that wait is still told."""
    report = yunchuan()
    kept = tuple(each for each in report if each.id == "f012")
    bare = type(report)(report.id, report.meta, kept, (), (), (), report.indicators, report.areas)
    assert "12个" in plain_text(chapter(Review(bare, "zh"), "projects"))


@pytest.mark.parametrize("report", REPORTS)
def test_english_reviews_are_english(package: DataPackage, report: str) -> None:
    """Chinese stands in an English review as a quotation only, or as what the source prints."""
    review = Review(package.read(report), "en")
    for name, document in review.chapters.items():
        if name == "appendix":
            continue
        text = re.sub("“[^”]*”", "", told(document))
        assert re.findall("[\u4e00-\u9fff]+", text) == []


def test_one_odd_series_leaves_the_others_forecast() -> None:
    """A span of five years in one series is named; the other series is still forecast."""
    report = yunchuan()
    more = [
        type(o)(**{**o.__dict__, "id": f"g{n}", "indicator": indicator, "period": period})
        for n, (indicator, period) in enumerate(
            (name, Period.parse(span))
            for name, spans in (
                ("odd", ("2026-01/2030-12", "2031-01/2031-09")),
                ("even", ("2031-01/2031-03", "2031-01/2031-06")),
            )
            for span in spans
        )
        for o in (report["f003"],)
    ]
    both = type(report)(
        report.id, report.meta, tuple(more), (), (), (), report.indicators, report.areas
    )
    text = plain_text(chapter(Review(both, "en"), "outlook"))
    assert "Odd of Yunchuan zones is not forecast" in text or "odd of Yunchuan zones" in text
    assert "the model expects" in text


def test_hand_arithmetic_on_lvliang(package: DataPackage) -> None:
    """9.9 − 10.4 = −0.5 and not the printed −1.5; 3.33 of 6 is 55.5%, 5.5 points ahead of half."""
    review = Review(package.read("lvliang-2023h1"), "en")
    assert "0.5 percentage points below" in plain_text(chapter(review, "economy"))
    assert "the report prints 1.5 percentage points" in plain_text(chapter(review, "economy"))
    heading = chapter(review, "economy").blocks[0].text
    assert (
        "growth 8.9 percentage points above" in heading
    )  # as printed, not as two rounded rates give it
    assert "55.5% of it, 5.5 percentage points ahead of the calendar" in plain_text(
        chapter(review, "zones")
    )


def test_ranks_are_shared_where_rounding_leaves_them_open(package: DataPackage) -> None:
    """24.5% and a whole 24% cannot be told apart: 24% may be 24.5%."""
    text = plain_text(chapter(Review(package.read("lvliang-2023h1"), "en"), "zones"))
    assert "Rounding leaves the order of Xiaoyi EDZ and Fenyang Xinghuacun EDZ open" in text


def test_no_figure_is_lost(real: Review) -> None:
    """Every printed figure has its row in the appendix, with its checks or why it has none."""
    table = next(b for b in chapter(real, "appendix").blocks if isinstance(b, Table))
    assert [run_text(row[-1].runs) for row in table.rows] == [each.id for each in real.report]
    assert all(run_text(row[-2].runs) not in {"", "—"} for row in table.rows)


def test_every_number_leads_somewhere(real: Review) -> None:
    """What a number opens stands in the appendix too, so that paper can link to it."""
    document = whole(real)
    places = anchors(document.blocks)
    lost = [name for name in provenances(document) if name not in places]
    assert [name for name in lost if "forecast" not in name] == []


def test_chinese_reviews_are_chinese(real: Review) -> None:
    """No English sentence is left in a Chinese review, but for commands, file names, BibTeX."""
    allowed = {
        "zoneanalysis",
        "make",
        "reports",
        "report",
        "audit",
        "verify",
        "validate",
        "claims",
        "figures",
        "csv",
        "data",
        "linfen",
        "lvliang",
        "sha",
    }
    text = re.sub(r"@misc\{.*?\n\}", "", told(whole(real)), flags=re.DOTALL)
    words = {word.lower() for word in re.findall(r"[A-Za-z]{3,}", text)}
    formulas = {"frac", "left", "right", "mathbb", "tfrac", "rest"}
    hexadecimal = {w for w in words if re.fullmatch(r"[a-f]+", w)}
    assert words - allowed - formulas - hexadecimal == set()


def test_english_reviews_hold_no_yi(package: DataPackage) -> None:
    """English amounts are counted in millions and billions: 54.76亿元 is CNY 5.476 billion."""
    text = plain_text(chapter(Review(package.read("linfen-2023h1"), "en"), "economy"))
    assert "CNY 5.476 billion" in text
    assert "亿" not in text


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_three_charts_at_least(package: DataPackage, report: str, language: str) -> None:
    """A review of either city draws three charts or more, each with its alternative text."""
    charts = [
        block
        for block in whole(Review(package.read(report), language)).blocks
        if isinstance(block, Chart)
    ]
    assert len(charts) >= 3
    assert all(len(chart.alt) > 20 for chart in charts)


def test_the_same_review_twice_is_the_same(package: DataPackage) -> None:
    """Two reviews of one report are equal to the last character, charts included."""
    report = package.read("lvliang-2023h1")
    first, second = whole(Review(report, "en")), whole(Review(report, "en"))
    assert first.to_json() == second.to_json()


def test_a_source_text_shows_the_sentence(tmp_path: Path) -> None:
    """With the source, a figure opens its sentence with the figure marked in it."""
    text = "云川市今年情况良好。前三季度开工率60%，高于去年。其他从略。"
    report = yunchuan()
    start = text.index("60%")
    placed = type(report)(
        report.id,
        report.meta,
        tuple(
            type(o)(**{**o.__dict__, "char_start": start}) if o.id == "f011" else o for o in report
        ),
        report.claims,
        report.actions,
        report.zones,
        report.indicators,
        report.areas,
    )
    shown = provenances(chapter(Review(placed, "zh", text), "projects"))["f011"]
    assert shown.context == ("前三季度开工率", "60%", "，高于去年。")


def test_mistakes_of_a_user_are_explained() -> None:
    """An unknown report, language or source file is refused with what to do."""
    data = str(REPO / "data")
    with pytest.raises(InputError, match="nowhere-1999h1"):
        Review.open("nowhere-1999h1", data=data)
    with pytest.raises(InputError, match="language"):
        Review.open("linfen-2023h1", language="fr", data=data)
    with pytest.raises(InputError, match="source text"):
        Review.open("linfen-2023h1", source="no such file.txt", data=data)


def test_text_of_users_is_never_markup() -> None:
    """A name with markup in it reaches the document as text, whatever it says."""
    report = yunchuan()
    areas = dict(report.areas)
    areas["CN-9901-DZ-NORTH"] = type(areas["CN-9901-DZ-NORTH"])(
        "CN-9901-DZ-NORTH", "<b>北山</b>", "<b>North</b>", "zone", "CN-9901-DZ"
    )
    odd = type(report)(
        report.id, report.meta, report.observations, report.claims, (), (), report.indicators, areas
    )
    document = chapter(Review(odd, "en"), "summary")
    charts = [part for part in parts(document) if isinstance(part, Chart)]
    assert "<b>North</b>" in plain_text(chapter(Review(odd, "en"), "zones"))
    assert charts
    assert all("<b>North" not in chart.svg for chart in charts)


def test_growth_over_several_years_is_not_forecast() -> None:
    """Rates of a five-year span make no series of months; nothing is forecast, the rest stands."""
    report = yunchuan()
    odd = tuple(
        type(o)(**{**o.__dict__, "period": Period.parse("2026-01/2030-12")})
        if o.id in {"f003", "f006"}
        else o
        for o in report
    )
    spans = type(report)(
        report.id, report.meta, odd, report.claims, (), (), report.indicators, report.areas
    )
    assert "the model expects" not in plain_text(whole(Review(spans, "en")))
    assert plain_text(chapter(Review(spans, "en"), "summary"))


def test_a_report_on_an_area_itself_is_reviewed_as_such() -> None:
    """Where nothing is said of zones, the area's own growth is told and the title names it."""
    report = yunchuan()
    own = tuple(
        type(o)(**{**o.__dict__, "ref_area": "CN-9901"}) for o in report if o.id in {"f002", "f003"}
    )
    city = type(report)(report.id, report.meta, own, (), (), (), report.indicators, report.areas)
    review = Review(city, "zh")
    assert review.title == "云川市2031年前三季度运行评估"
    assert "规上工业总产值86.4亿元，同比增长4.2%" in plain_text(chapter(review, "economy"))


def test_many_figures_of_a_section_stand_in_a_table() -> None:
    """More figures than a sentence bears become a table, none is dropped."""
    report = yunchuan()
    first = report["f010"]
    more = tuple(
        type(first)(**{**first.__dict__, "id": f"g{n:03}", "indicator": f"thing_{n}"})
        for n in range(12)
    )
    many = type(report)(
        report.id,
        report.meta,
        (*report, *more),
        report.claims,
        (),
        (),
        report.indicators,
        report.areas,
    )
    tables = [b for b in chapter(Review(many, "en"), "projects").blocks if isinstance(b, Table)]
    assert len(tables[-1].rows) == 12


def test_a_reviewers_note_stands_beside_the_verdict() -> None:
    """What someone found on looking into a finding is shown, and changes no verdict."""
    report = yunchuan()
    finding = next(iter(audit(report).findings))
    mark = audit(report).fingerprint(finding)
    row = {"finding": mark, "status": "explained", "by": "W.", "note": "target was lowered"}
    text = plain_text(chapter(Review(report, "en", reviews=(row,)), "audit"))
    assert "target was lowered" in text
    assert "in doubt 1" in text


def test_a_rate_that_may_be_what_is_wrong_carries_the_sign_of_doubt(package: DataPackage) -> None:
    """A gap does not follow from two rates of which only one is borne out by another relation."""
    review = Review(package.read("lvliang-2023h1"), "zh")
    cards = next(b for b in review.briefing().blocks if isinstance(b, Cards)).cards
    labels = [label for card in cards for label, *_ in card.detail]
    assert "较全省工业类开发区（10.4%[存疑]）" in labels
    assert "较全市（1%）" in labels
    economy = plain_text(chapter(review, "economy"))
    assert economy.count("10.4%[存疑]") >= 2 and "9.9%[存疑]" not in economy
    notes = [b.note for b in chapter(review, "economy").blocks if isinstance(b, Table)]
    assert any("[存疑]：" in note for note in notes)


def test_a_half_year_reaches_no_target_of_a_year(package: DataPackage) -> None:
    """Growth so far is held against the year's target; projects of other months name them."""
    text = plain_text(whole(Review(package.read("lvliang-2023h1"), "zh")))
    assert "4个本期增速已达省考核目标；4个未公布" in text
    assert "4个公布的增速已达省考核目标" in text
    assert "个达到目标；" not in text and "公布达标" not in text
    assert "1—5月签约19个项目、36.4亿元" in text


def test_a_heading_says_what_moved_before_it_says_since_when() -> None:
    """降幅比1—6月扩大, not 比1—6月降幅扩大; a chance in a sentence has no bare sign."""
    points = Figure.of("1", "个百分点", printed="1个百分点")
    for earlier, later, words in (("-3", "-4", "降幅比1—6月扩大"), ("3", "4", "增速比1—6月加快")):
        how = movement(Figure.of(later, "%"), Figure.of(earlier, "%"))
        template = MOVED[how.template]
        parts = {"indicator": "甲", "points": points.printed, "period": "1—6月"}
        assert Message(template, parts).render("zh") == f"甲{words}1个百分点"
    assert worded_chance(0.999).render("zh") == "大于99%"  # type: ignore[union-attr]
    assert worded_chance(0.5) == "50%"


def test_the_sign_of_an_unprinted_date_is_explained_under_the_cards(package: DataPackage) -> None:
    """The note stands right below, also where only a card's smaller lines carry the sign."""
    report = package.read("linfen-2023h1")
    rows = tuple(replace(each, note="taken as of the end") for each in report)
    blocks = Review(replace(report, observations=rows), "zh").chapters["summary"].blocks
    at = next(n for n, each in enumerate(blocks) if isinstance(each, Cards))
    note = blocks[at + 1]
    assert isinstance(note, Paragraph) and run_text(note.runs).startswith("† ")


def test_growth_of_a_month_alone_is_a_guide_only_on_the_first_page_as_well(
    package: DataPackage,
) -> None:
    """Constant-price growth on a level at current prices: every place says so."""
    text = plain_text(Review(package.read("linfen-2023h1"), "zh").briefing())
    sentence = next(line for line in text.splitlines() if "仅指7月当月" in line)
    assert "规上工业增加值5.0%（4.4%～5.7%），仅供参考；工业投资2.4%" in sentence


@pytest.mark.parametrize("name", ["linfen-2023h1", "lvliang-2023h1"])
def test_the_lead_is_the_growth_that_the_review_is_headed_by(name: str) -> None:
    """What the index shows is what the first heading begins with."""
    made = Review.open(name, language="en", data=str(REPO / "data"))
    heading = made.chapters["summary"].blocks[0]
    assert made.lead is not None and isinstance(heading, Heading)
    indicator = made.c.indicator(made.lead.indicator)
    rate = str(abs(made.lead.figure.point * 10) // 1)
    zones, lead = heading.text.split(": ", 1)
    assert re.fullmatch(r"The [89] \w+ industrial zones", zones) and lead.startswith(indicator)
    assert f"{rate[:-1]}.{rate[-1]}%" in heading.text.split(";")[0]


def test_an_assumed_date_is_marked_in_headings_and_explained_once(package: DataPackage) -> None:
    """今年以来 dates no month: every number says so, one note says what the sign means."""
    review = Review(package.read("linfen-2023h1"), "zh")
    titles = [b.text for d in review.chapters.values() for b in d.blocks if isinstance(b, Heading)]
    assert any("49个†项目、210.57亿元†" in each for each in titles)
    assert sum("† 原文未印日期" in plain_text(each) for each in review.chapters.values()) == 1


@pytest.mark.parametrize(("language", "head"), [("zh", "项均（亿元）"), ("en", "Per project (CNY")])
def test_what_a_project_takes_on_average_has_its_unit(
    package: DataPackage, language: str, head: str
) -> None:
    """A mean of 4.36 is of what? The head says so, as beside it."""
    review = Review(package.read("linfen-2023h1"), language)
    assert head in plain_text(review.chapters["projects"])
