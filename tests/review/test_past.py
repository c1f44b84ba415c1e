"""A review that looks back: since last time, over the years, what became of it."""

import shutil
from pathlib import Path

import pytest

from zoneanalysis.document.model import Chart, Table
from zoneanalysis.document.reading import parts
from zoneanalysis.review import Review

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
    assert rows["the city Imports and exports · level"] == ["121.40亿元", "125.30亿元"]
    assert rows["the city Fixed-asset investment · level"] == ["240.50亿元", "252.40亿元"]
    assert rows["the zones Industrial investment · growth"][0].endswith(" |")
    assert [e for e in document.blocks if isinstance(e, Chart) and e.anchor == "chart-years"]


def test_what_became_of_it_is_told(review):
    """The broken promise of 2023, the estimate of 2024."""
    rows = _table(review.chapters["outlook"], "table-outcomes")
    told = {(row[1], row[3]): row[4] for row in rows}
    assert told["promise: 预计10月转正", "下降2.1%"] == "missed"
    assert told["estimate: 258.00亿元", "252.40亿元"] == "missed"


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
    assert rows["the city Imports and exports"][0] == "–"
    assert "[" in rows["the city Imports and exports"][1]
