"""What the reviews of both cities say of scope, counts, readings, totals and targets."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from zoneanalysis.document.model import BulletList, Cards, Chart, Heading, Paragraph, Table
from zoneanalysis.document.reading import plain_text, run_text
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.report import Report
from zoneanalysis.review.review import Review
from zoneanalysis.values.figures import Figure

REPO = Path(__file__).parents[2]
LINFEN, LVLIANG = "linfen-2023h1", "lvliang-2023h1"


@pytest.fixture(scope="module")
def package() -> DataPackage:
    """Return the data package of the repository."""
    return DataPackage.find(REPO / "data")


@pytest.fixture(scope="module")
def linfen(package: DataPackage) -> Review:
    """Return the Chinese review of Linfen."""
    return Review(package.read(LINFEN), "zh")


@pytest.fixture(scope="module")
def lvliang(package: DataPackage) -> Review:
    """Return the Chinese review of Lüliang."""
    return Review(package.read(LVLIANG), "zh")


def bullets(review: Review) -> list[str]:
    """Return what the first page says in bullets."""
    blocks = review.chapters["summary"].blocks
    return [run_text(item) for b in blocks if isinstance(b, BulletList) for item in b.items]


def table(review: Review, chapter: str, anchor: str) -> Table:
    """Return a table of a chapter by its anchor."""
    blocks = review.chapters[chapter].blocks
    return next(b for b in blocks if isinstance(b, Table) and b.anchor == anchor)


@pytest.mark.parametrize("name", [LINFEN, LVLIANG])
def test_what_does_not_hold_is_not_all_in_doubt(package: DataPackage, name: str) -> None:
    """26 of 39 read as thirteen failures: every verdict is counted, and they make up the whole."""
    review = Review(package.read(name), "zh")
    [title] = [
        b.text
        for b in review.chapters["summary"].blocks
        if isinstance(b, Heading) and b.anchor == "summary-audit"
    ]
    whole, *parts = map(int, re.findall(r"(\d+)条", title))
    assert sum(parts) == whole == len(review.audit.results)
    card = next(b for b in review.chapters["summary"].blocks if isinstance(b, Cards)).cards[-1]
    told = {label: number.text for label, number, *_ in card.detail}
    assert int(told["勾稽关系"]) == whole


def test_what_cannot_be_judged_stands_in_the_annex_with_its_reason(
    linfen: Review, lvliang: Review
) -> None:
    """Those of one reason in one row, all of them."""
    for review, reasons, count in ((linfen, 4, 7), (lvliang, 1, 3)):
        rows = table(review, "audit", "table-unjudged").rows
        assert len(rows) == reasons and all(run_text(row[0].runs) for row in rows)
        assert sum(len(run_text(row[-1].runs).split()) for row in rows) == count
    text = " ".join(run_text(row[0].runs) for row in table(linfen, "audit", "table-unjudged").rows)
    assert "未给出前期数值" in text and "两处所指为同一批项目" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_word_with_two_readings_stands_on_the_first_page(
    package: DataPackage, language: str
) -> None:
    """Its rates by the one reading, growth of the month by the other; told once."""
    [told] = [e for e in bullets(Review(package.read(LINFEN), language)) if "由负转正" in e]
    assert ("待核" if language == "zh" else "to be confirmed") in told
    assert all(rate in told for rate in ("−3.8%", "−15.1%", "5.0%", "2.4%"))


def test_what_a_word_asks_is_said_in_words(linfen: Review) -> None:
    """Growth fell before it rose; no chain of inequalities."""
    [told] = [each for each in bullets(linfen) if "逐步向好" in each]
    assert "由1—5月的−4.6%" in told and "降至1—6月的−5.6%" in told
    assert not re.search("[<>=≯]", told)


def enlarged(report: Report, level: str) -> Report:
    """Return a report with another level of fixed-asset investment."""
    figures = tuple(
        replace(each, figure=Figure.parse(level))
        if each.indicator == "fixed_asset_investment" and each.measure == "level"
        else each
        for each in report
    )
    return replace(report, observations=figures)


def test_growth_on_a_small_level_leads_nothing(package: DataPackage) -> None:
    """A level of a fortieth of the zones' output has no card; of a third it has."""
    for level, shown in (("4.12亿元", False), ("48亿元", True)):
        blocks = Review(enlarged(package.read(LINFEN), level), "zh").chapters["summary"].blocks
        cards = next(b for b in blocks if isinstance(b, Cards)).cards
        assert any("农业类示范区" in card.label for card in cards) is shown


def test_targets_of_zones_are_not_told_as_those_of_all_together(
    package: DataPackage, lvliang: Review
) -> None:
    """On the card, below the table, and in the chance of reaching them."""
    blocks = lvliang.chapters["summary"].blocks
    cards = next(b for b in blocks if isinstance(b, Cards)).cards
    assert {each[0] for card in cards[:2] for each in card.detail} >= {"各开发区目标"}
    heads = [column.label for column in table(lvliang, "economy", "table-economy").columns]
    assert "各开发区目标" in heads and "目标" not in heads
    assert "按各开发区最低目标计。" in table(lvliang, "zones", "table-targets").note
    text = plain_text(lvliang.chapters["outlook"])
    assert re.search(r"最低的13%为\d+%，最高的16%为\d+%", text)
    english = plain_text(Review(package.read(LVLIANG), "en").chapters["outlook"])
    assert "even the lowest of the zones' targets, 16%, is" in english


def test_rates_say_of_which_projects_they_are(linfen: Review, lvliang: Review) -> None:
    """Of the whole batch; the full-capacity rate of Lüliang of 55 industry projects."""
    assert "按各批项目数（84个、63个、72个）计" in " ".join(bullets(linfen))
    assert "按各批项目数（100个、103个、产业项目55个）计" in " ".join(bullets(lvliang))
    text = plain_text(lvliang.chapters["projects"])
    assert "达产率以产业项目55个为分母" in text and "按各批项目数均无法得出" in text
    assert "为分母" not in plain_text(linfen.chapters["projects"])


def test_zones_are_told_in_few_paragraphs(lvliang: Review) -> None:
    """Short ones stand together, results of an indicator beside those that are not printed."""
    texts = [run_text(b.runs) for b in lvliang.chapters["zones"].blocks if isinstance(b, Paragraph)]
    assert len(texts) == 4 and all(len(each) >= 60 for each in texts)
    assert "1—6月完成3.33亿元" in "".join(texts)


@pytest.mark.parametrize("name", [LINFEN, LVLIANG])
def test_values_that_would_agree_stand_in_their_order(package: DataPackage, name: str) -> None:
    """As below the bars of the chart: the lower first."""
    rows = table(Review(package.read(name), "zh"), "audit", "table-findings").rows
    pairs = [
        [float(value) for value in re.findall(r"([\d.]+)%", found)]
        for row in rows
        for found in re.findall(r"改为([\d.]+% 或 [\d.]+%)", run_text(row[2].runs))
    ]
    assert len(pairs) == 3 and all(low < high for low, high in pairs)


def test_terms_of_the_annex_are_explained(linfen: Review) -> None:
    """Only its tables speak of rounding."""
    terms = table(linfen, "methods", "table-terms")
    assert "修约" in [run_text(row[0].runs) for row in terms.rows]


def test_growth_has_one_form_in_heading_and_table(package: DataPackage) -> None:
    """9.90% in a heading over 9.9011% looks like two figures."""
    report = package.read(LVLIANG)
    figures = tuple(
        replace(each, figure=Figure.of("9.9011", "%", printed="增长9.9011%"))
        if each.measure == "yoy" and each.figure.point == Figure.parse("9.9%").point
        else each
        for each in report
    )
    changed = Review(replace(report, observations=figures, claims=()), "zh")
    assert "规上工业增加值增长9.9011%，" in changed.chapters["summary"].blocks[0].text
    assert "增长9.9011%" in plain_text(changed.chapters["economy"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_which_zones_the_others_are_is_marked_as_inferred(
    package: DataPackage, language: str
) -> None:
    """In the chart, the table and the sentence; targets of zones that are named have no sign."""
    review = Review(package.read(LVLIANG), language)
    [chart] = [b for b in review.chapters["summary"].blocks if isinstance(b, Chart)]
    targets = table(review, "zones", "table-targets")
    word = "推定" if language == "zh" else "inferred"
    assert word in chart.caption and word in targets.note
    assert "17%*" in chart.alt and "20%*" not in chart.alt
    signed = {run_text(row[2].runs) for row in targets.rows}
    assert {"16%", "16%*", "17%*", "20%"} <= signed
    assert "16%*" in plain_text(review.chapters["zones"]).split("\n")[1]


def test_targets_have_the_name_that_the_report_gives_them(lvliang: Review) -> None:
    """省考核目标; "of the year" of a report that names none."""
    [chart] = [b for b in lvliang.chapters["summary"].blocks if isinstance(b, Chart)]
    assert "省考核目标" in chart.caption
    assert "省考核目标" in table(lvliang, "zones", "table-targets").caption
    meta = {key: each for key, each in lvliang.report.meta.items() if key != "target_name"}
    other = Review(replace(lvliang.report, meta=meta), "zh")
    assert "与全年目标对照" in table(other, "zones", "table-targets").caption


def test_projects_that_are_named_have_no_share_of_those_signed(linfen: Review) -> None:
    """The text doesn't say that they are among the 49."""
    text = plain_text(linfen.chapters["projects"])
    assert "原文列名的单个项目：临汾开发区（47.03亿元）、古县（10.5亿元）。" in text
    assert "22.3" not in text


def test_a_count_of_all_but_one_names_the_one(linfen: Review) -> None:
    """11 of 12 zones have a company; the one without is named."""
    assert "开发区11家†（12家†中除吉县示范区外）" in plain_text(linfen.chapters["resources"])


@pytest.mark.parametrize("name", [LINFEN, LVLIANG])
def test_priorities_are_ours_and_repeat_no_number(package: DataPackage, name: str) -> None:
    """So many points of a summary, not of the text; a number stands once, with its source."""
    for language in ("zh", "en"):
        review = Review(package.read(name), language)
        rows = table(review, "priorities", "table-actions").rows
        texts = [run_text(row[1].runs) for row in rows]
        aims_first = sorted(review.report.actions, key=lambda each: each.section != "actions")
        for action, text in zip(aims_first, texts, strict=True):
            own = [review.report[e] for e in action.figures]
            for figure in (e.figure.point for e in own if e.section == "actions"):
                assert len(re.findall(rf"(?<![\d.]){figure}(?![\d.])", text)) == 1
            assert not re.search("(?<!“)[二三四五六七八九十]+[个类]|十二次", text)
            told = ("工作进展" if language == "zh" else "progress so far") in text
            assert told is (action.section != "actions")
    heading = package.read(name)
    aims = sum(each.section == "actions" for each in heading.actions)
    assert f"下半年{aims}条工作重点" in plain_text(Review(heading, "zh").chapters["priorities"])


@pytest.mark.parametrize("name", [LINFEN, LVLIANG])
def test_priorities_say_what_the_offices_say(package: DataPackage, name: str) -> None:
    """通报 goes round the offices and is no publication; 专班 serve, nobody says where from."""
    for action in package.read(name).actions:
        assert not re.search("公布|驻点|四项比率", action.zh)
        assert not re.search("publish|on site|four rates.*counties that", action.en)


def test_one_sentence_of_the_text_has_one_date(package: DataPackage) -> None:
    """All that 今年以来 speaks of is dated by assumption; what is counted to a date, is not."""
    linfen, lvliang = package.read(LINFEN), package.read(LVLIANG)
    assert all(linfen[f"f0{n}"].period_assumed for n in (26, 27, 28, 29, *range(31, 37)))
    assert not lvliang["f038"].period_assumed and not lvliang["f040"].period_assumed


def test_causes_are_those_in_doubt(linfen: Review) -> None:
    """What is to be confirmed would still be so; no column of what need not change."""
    causes = table(linfen, "audit", "table-findings")
    assert "要使存疑各条成立" in causes.caption and len(causes.columns) == 4


def test_a_chance_says_of_what_it_is(lvliang: Review) -> None:
    """Of all zones together, not of each; simple forecasts say what they carry on."""
    text = plain_text(lvliang.chapters["outlook"])
    assert "总体增速达到各开发区考核目标的概率" in text
    assert "最近单月（单季）推算增速延续" in text and "其他序列" in text


def test_what_holds_has_one_word(linfen: Review, lvliang: Review) -> None:
    """相符, within rounding or not, as in the annex: no 成立 beside it in counts."""
    for review in (linfen, lvliang):
        [title] = [
            b.text
            for b in review.chapters["summary"].blocks
            if isinstance(b, Heading) and b.anchor == "summary-audit"
        ]
        assert "条（含修约内）" in title and "成立" not in title


def test_land_heads_with_what_was_sold(lvliang: Review) -> None:
    """Parcels with their area, no area alone."""
    first = lvliang.chapters["resources"].blocks[0]
    assert isinstance(first, Heading) and first.text == "出让“标准地”3宗，共336.37亩"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_move_heads_a_chapter_that_a_word_in_doubt_rests_on(
    package: DataPackage, language: str
) -> None:
    """January to May is only implied, and 逐步向好 does not fit it: the body tells the move."""
    text = plain_text(Review(package.read(LINFEN), language).chapters["economy"])
    head, body = text.split("\n", 1)
    told = "降幅扩大1个百分点" if language == "zh" else "the decline widens by 1 percentage point"
    assert told not in head and "比1—5月扩大" not in head and told in body
    assert "收窄8.2个百分点" in head or "narrows by 8.2" in head
