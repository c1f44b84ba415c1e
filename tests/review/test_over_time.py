"""The comparison keyed by city and period: one city over time, several at one time, both."""

from dataclasses import replace
from pathlib import Path

import pytest

from zoneanalysis.document.model import Cover, Table
from zoneanalysis.document.reading import parts, run_text
from zoneanalysis.indicators import ranking
from zoneanalysis.reports import DataPackage
from zoneanalysis.review.comparison import Comparison, _side_by_side
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
    kept, alone = _side_by_side([later, first, other])
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
