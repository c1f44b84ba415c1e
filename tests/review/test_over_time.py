"""The comparison keyed by city and period: one city over time, several at one time, both."""

from dataclasses import replace
from pathlib import Path

import pytest

from zoneanalysis.document.model import Cover, Table
from zoneanalysis.document.reading import parts, run_text
from zoneanalysis.indicators import ranking
from zoneanalysis.reports import DataPackage
from zoneanalysis.review.comparison import Comparison
from zoneanalysis.review.facts.pairs import side_by_side
from zoneanalysis.review.narrative.cities import _tied
from zoneanalysis.values.figures import Figure

LESSON = Path(__file__).parents[2] / "data" / "lessons" / "four-reports"


@pytest.fixture(scope="module")
def halves():
    """Return two half-years of one city side by side."""
    return Comparison.open(["yunchuan-2024h1", "yunchuan-2023h1"], language="en", data=str(LESSON))


def test_titles_columns_and_ranks_carry_the_period(halves):
    """No two columns of one name; the title names both periods; nothing is ranked over time."""
    [cover] = [each for each in halves.cover().blocks if isinstance(each, Cover)]
    assert cover.title == (
        "Development zones of Yunchuan: first half of 2023 and first half of 2024 compared"
    )
    tables = [each for each in halves.economy().blocks if isinstance(each, Table)]
    growth = "Imports and exports · growth on a year earlier"
    for table in tables:
        assert [run_text(row[0].runs) for row in table.rows] == [
            "Yunchuan, first half of 2023",
            "Yunchuan, first half of 2024",
        ]
        assert not {"Order", "Rank"} & {each.label for each in table.columns}
    [(table, place)] = [
        (table, [each.label for each in table.columns].index(growth))
        for table in tables
        if growth in [each.label for each in table.columns]
    ]
    assert [run_text(row[place].runs).partition(" ")[0] for row in table.rows] == ["−2.3%", "3.3%"]


def test_a_city_without_the_same_period_is_told_not_mixed():
    """Two cities of 2023, one of 2024: the third stands apart."""
    package = DataPackage(LESSON)
    first, later = package.read("yunchuan-2023h1"), package.read("yunchuan-2024h1")
    other = replace(first, id="other", meta={**first.meta, "area": "YP"})
    kept, alone = side_by_side([later, first, other])
    assert [each.id for each in kept] == ["yunchuan-2023h1", "other"]
    assert alone == (later,)
    both = Comparison(kept, "en", alone)
    told = [each for each in parts(both.definitions().blocks) if isinstance(each, str)]
    assert (
        "Left out, because no other city reports on the same period: "
        "Yunchuan first half of 2024." in told
    )


def test_only_those_are_tied_that_rounding_cannot_tell_apart():
    """Of −5.6, 9.9 and −5.6 the two."""
    values = ("-5.6", "9.9", "-5.6")
    places = ranking({str(n): Figure.of(each, "%") for n, each in enumerate(values)})
    assert _tied(places) == [[0, 2]]


def test_what_is_printed_anew_later_is_revised_not_inconsistent(halves):
    """188.40 then, 185.40 a year later; of one vintage the two would disagree."""
    [line] = [e for e in parts(halves.repeats().blocks) if isinstance(e, str) and "188.40" in e]
    assert line == (
        "Investment signed of Zones of Yunchuan, January–June 2023: 188.40亿元 "
        "(Yunchuan, first half of 2023) and 185.40亿元 (Yunchuan, first half of 2024): revised"
    )
    first, later = halves.reports
    twin = replace(later, id="twin", meta={**later.meta, "vintage": "2023-06"})
    told = list(parts(Comparison((first, twin), "en").repeats().blocks))
    assert "inconsistent" in "".join(each for each in told if isinstance(each, str))


def test_one_city_over_a_break_says_so():
    """Six zones, then seven; and a figure of its row's own period needs no letter."""
    years = Comparison.open(["yunchuan-2023", "yunchuan-2024"], language="en", data=str(LESSON))
    told = "".join(each for each in parts(years.definitions().blocks) if isinstance(each, str))
    assert "6 zones until 2024-09, 7 zones with Wangshan from then on" in told
    [table, *_] = [each for each in years.economy().blocks if isinstance(each, Table)]
    assert "[a]" not in "".join(run_text(cell.runs) for row in table.rows for cell in row)
    assert "the period of each report" in table.note
