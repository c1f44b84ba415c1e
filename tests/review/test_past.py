"""A review that looks back: since last time, over the years, what became of it."""

import re
import shutil
from pathlib import Path

import pytest

from zoneanalysis.document.model import Chart, Paragraph, Table
from zoneanalysis.document.reading import parts, run_text
from zoneanalysis.document.svg import svg_text
from zoneanalysis.review import Review
from zoneanalysis.review.facts.areas import NAMELESS

LESSON = Path(__file__).parents[2] / "data" / "lessons" / "four-reports"


def _text(document):
    return "\n".join(each for each in parts(document.blocks) if isinstance(each, str))


def _table(document, anchor):
    [table] = [e for e in document.blocks if isinstance(e, Table) and e.anchor == anchor]
    return [["".join(map(str, cell.runs)) for cell in row] for row in table.rows]


@pytest.fixture(scope="module")
def review():
    """Return the review of the last of four reports."""
    return Review.open("yunchuan-2024", language="en", data=str(LESSON))


@pytest.fixture(scope="module")
def halfyear():
    """Return the review of the third of four reports."""
    return Review.open("yunchuan-2024h1", language="en", data=str(LESSON))


def test_the_first_page_says_what_changed_since_last_time(review):
    """Contradictions first, then what came of targets and estimates."""
    text = _text(review.chapters["summary"])
    assert "Since first half of 2024" in text
    assert "8.70亿元 does not agree with what first half of 2024 printed" in text
    assert "增长3.2% does not agree with what the year 2023 printed" in text


def test_the_same_months_stand_side_by_side(review):
    """The year before in its latest vintage; a bar where a break lies between."""
    document = review.chapters["economy"]
    rows = {row[0]: row[1:] for row in _table(document, "table-years")}
    assert rows["Imports and exports, the city · level"] == [
        "CNY 12.140 billion",
        "CNY 12.530 billion",
    ]
    assert rows["Fixed-asset investment, the city · level"][0] == "CNY 24.050 billion"
    assert rows["Industrial investment, the zones · growth"][0].endswith(" |")
    charts = {e.anchor: e for e in document.blocks if isinstance(e, Chart)}
    assert "CNY billion" in svg_text(charts["chart-years"].svg)
    assert not re.search("[\u4e00-\u9fff]", svg_text(charts["chart-years"].svg))


def test_what_became_of_it_is_told(review):
    """The broken promise of 2023, the estimate of 2024."""
    rows = _table(review.chapters["outlook"], "table-outcomes")
    told = {(row[1], row[3]): row[4] for row in rows}
    assert told["promise: 预计10月转正", "下降2.1%"] == "missed"
    assert told["estimate: 258.00亿元", "252.40亿元"] == "missed"
    why = {row[1]: row[5] for row in rows}
    assert "the month itself is not printed" in why["promise: 预计10月转正"]
    assert any("7 zones with Wangshan" in each for each in why.values())


def test_growth_as_said_stands_beside_growth_as_it_came(review):
    """A chart before the table; and no forecast of a year that is over."""
    charts = {e.anchor: e for e in review.chapters["outlook"].blocks if isinstance(e, Chart)}
    assert list(charts) == ["chart-outcomes"]
    assert "target +10.0: +6.3" in charts["chart-outcomes"].alt
    assert "Forecast to December" not in _text(review.chapters["outlook"])


def test_a_broken_report_of_the_city_is_named(tmp_path):
    """The others are used; the first page says which was not, and why."""
    data = shutil.copytree(LESSON, tmp_path / "data")
    (data / "reports" / "yunchuan-2023" / "claims.csv").unlink()
    review = Review.open("yunchuan-2024", language="en", data=str(data))
    text = _text(review.chapters["summary"])
    assert "Could not be used: yunchuan-2023 (" in text
    assert "Since first half of 2024" in text


def test_a_first_report_has_no_past():
    """Nothing of it on any page."""
    review = Review.open("yunchuan-2023h1", language="en", data=str(LESSON))
    assert review.past is None
    assert "Since" not in _text(review.chapters["summary"])


def test_a_report_knows_nothing_of_later_ones():
    """The review of 2023 speaks of the half-year before it, not of what 2024 revised."""
    review = Review.open("yunchuan-2023", language="en", data=str(LESSON))
    assert [each.id for each in review.past.index.reports] == ["yunchuan-2023h1", "yunchuan-2023"]
    assert "240.50" not in _text(review.chapters["economy"])


def test_the_forecast_uses_the_years_before_and_says_what_they_change():
    """Trade prints one rate in this half-year: only the year before makes it a series."""
    review = Review.open("yunchuan-2024h1", language="en", data=str(LESSON))
    known = review.past.known
    extra = {each.id for each in known} - {each.id for each in review.report}
    assert {"yunchuan-2023-f010", "yunchuan-2023h1-f010"} <= extra
    assert all(known[each].char_start is None for each in extra)
    rows = {row[0]: row[1:] for row in _table(review.chapters["outlook"], "table-forecast-past")}
    assert rows["Imports and exports, the city"][0] == "–"
    assert "[" in rows["Imports and exports, the city"][1]


def test_growth_is_held_against_what_the_earlier_report_prints(halfyear):
    """加快2.9个百分点 over the 5.1% of the report then, not over the 4.4% that it would imply."""
    text = _text(halfyear.chapters["economy"]).replace("\n", "")
    assert "Against January–June 2023 (5.1% in the report then), growth is 2.2" in text
    assert "The report itself says 加快2.9个百分点" in text
    assert "4.4%" not in text


def test_an_estimate_and_a_change_are_told_as_such(halfyear):
    """258.00 is expected; 增加7个 is not the number of projects."""
    blocks = (block for each in halfyear.chapters.values() for block in each.blocks)
    told = " ".join(run_text(each.runs) for each in blocks if isinstance(each, Paragraph))
    assert "CNY 25.800 billion (the year 2024, estimate)" in told
    assert "projects signed: up 7" in told


def test_contradictions_with_earlier_reports_are_no_place_to_say_nothing_is_wrong(halfyear):
    """On the first page, over the audit, and each with its arithmetic beside the revisions."""
    assert "2 statements contradict earlier reports" in _text(halfyear.chapters["summary"])
    audit = halfyear.chapters["audit"]
    assert "2 statements contradict earlier reports" in _text(audit)
    rows = _table(audit, "table-crossings")
    assert [row[3] for row in rows] == ["in doubt"] * 2 + ["revised"] * 2
    assert rows[1][1:3] == ["加快2.9个百分点 · 增长7.3%", "增长5.1% (first half of 2023)"]
    assert rows[2][4].endswith("(−3.00亿元)")
    assert not any(e for e in audit.blocks if isinstance(e, Table) and e.anchor == "table-open")


def test_a_chart_joins_only_what_runs_from_january(review):
    """65.30亿元 is the second half alone; titles fit their panels."""
    [chart] = [
        e for e in review.chapters["economy"].blocks if getattr(e, "anchor", "") == "chart-years"
    ]
    assert "12.530" in chart.alt
    assert "6.530" not in chart.alt


def test_texts_that_name_no_place_have_no_past_in_common(tmp_path):
    """Two reports on 本地区 may be of two cities: none contradicts or revises the other."""
    shutil.copytree(LESSON, tmp_path / "data")
    for path in (tmp_path / "data").rglob("*.*"):
        path.write_text(path.read_text("utf-8").replace("YC", NAMELESS), "utf-8")
    assert Review.open("yunchuan-2024", data=str(LESSON)).past is not None
    review = Review.open("yunchuan-2024", data=str(tmp_path / "data"))
    assert review.report.meta["area"] == NAMELESS
    assert review.past is None
