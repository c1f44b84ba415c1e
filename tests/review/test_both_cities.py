"""What the reviews of both cities say of scope, counts, readings, totals and targets."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from zoneanalysis.document.model import BulletList, Cards, Heading, Paragraph, Table
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
    failing = len(review.audit.findings)
    assert int(told["成立"]) + int(told["待核或无法核验"]) + failing == int(told["勾稽关系"])


def test_what_cannot_be_judged_stands_in_the_annex_with_its_reason(
    linfen: Review, lvliang: Review
) -> None:
    """Those of one reason in one row, all of them."""
    for review, reasons, count in ((linfen, 4, 7), (lvliang, 1, 3)):
        rows = table(review, "audit", "table-unjudged").rows
        assert len(rows) == reasons and all(run_text(row[0].runs) for row in rows)
        assert sum(len(run_text(row[-1].runs).split()) for row in rows) == count
    text = " ".join(run_text(row[0].runs) for row in table(linfen, "audit", "table-unjudged").rows)
    assert "未给出前期增速" in text and "两处所指为同一批项目" in text


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
    assert {each[0] for card in cards[:2] for each in card.detail} >= {"各开发区全年目标"}
    heads = [column.label for column in table(lvliang, "economy", "table-economy").columns]
    assert "各开发区目标" in heads and "目标" not in heads
    assert table(lvliang, "zones", "table-targets").note.endswith("按各开发区最低目标计。")
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


def test_growth_in_a_heading_has_two_places_at_most(package: DataPackage) -> None:
    """Four printed places stand in the table."""
    report = package.read(LVLIANG)
    figures = tuple(
        replace(each, figure=Figure.of("9.9011", "%", printed="增长9.9011%"))
        if each.measure == "yoy" and each.figure.point == Figure.parse("9.9%").point
        else each
        for each in report
    )
    changed = Review(replace(report, observations=figures, claims=()), "zh")
    assert "规上工业增加值增长9.90%，" in changed.chapters["summary"].blocks[0].text
    assert "增长9.9011%" in plain_text(changed.chapters["economy"])
