"""The comparison of cities: only what can be compared, with what sets it apart."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from zoneanalysis.document.document import Document
from zoneanalysis.document.model import Chart, Table, Verdictmark
from zoneanalysis.document.reading import plain_text, run_text
from zoneanalysis.errors import InputError
from zoneanalysis.reports import DataPackage
from zoneanalysis.review.comparison import Comparison
from zoneanalysis.review.facts.pairs import matched
from zoneanalysis.review.review import Review

sys.path.insert(0, str(Path(__file__).parent))
from yunchuan import yunchuan

REPO = Path(__file__).parents[2]
SECTIONS = (
    "cover",
    "overview",
    "economy",
    "pipeline",
    "resources",
    "audit",
    "repeats",
    "definitions",
)
BOTH = ("linfen-2023h1", "lvliang-2023h1")


@pytest.fixture(scope="module")
def package() -> DataPackage:
    """Return the data package of the repository."""
    return DataPackage.find(REPO / "data")


@pytest.fixture(scope="module")
def english(package: DataPackage) -> Comparison:
    """Return both reports side by side, in English."""
    return Comparison(tuple(package.read(each) for each in BOTH), "en")


def rows(document: Document, number: int = 0) -> dict[str, list[str]]:
    """Return the rows of a table by their first cell."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return {run_text(r[0].runs): [run_text(c.runs) for c in r[1:]] for r in tables[number].rows}


def test_the_same_indicator_stands_in_one_row(english: Comparison) -> None:
    """Growth of industrial investment: −18.8% and −39.1%, with Linfen first."""
    row = rows(english.economy())[
        "Industrial investment · growth on a year earlier · industrial zones"
    ]
    assert row == ["−18.8%", "−39.1%", "1 Linfen, 2 Lüliang", "January–June"]


def test_levels_are_not_ranked(english: Comparison) -> None:
    """Cities differ in size, so that levels have no order."""
    assert rows(english.economy())["Industrial investment · industrial zones"][2] == "—"


def test_rates_of_different_months_are_not_ranked(english: Comparison) -> None:
    """Start rates at the end of July and of June stand side by side without an order."""
    row = rows(english.pipeline())["Start rate · all zones"]
    assert row == ["70.7% ", "86.66% ", "end of July / end of June"]


def test_counts_of_zones_say_which_zones(english: Comparison) -> None:
    """9 and 8 are the industrial zones; Linfen has 12 zones in all."""
    row = rows(english.economy())["Number of development zones · industrial zones"]
    assert row[:2] == ["9", "8"]
    text = plain_text(english.definitions())
    assert "Linfen industrial zones (9)" in text
    assert "Lüliang industrial (comprehensive) zones (8)" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_bars_of_growth_name_the_zones_they_are_of(package: DataPackage, language: str) -> None:
    """Growth covers the industrial zones alone, and the chart says so."""
    made = Comparison(tuple(package.read(each) for each in BOTH), language)
    alt = next(b.alt for b in made.overview().blocks if isinstance(b, Chart))
    names = {"zh": "临汾市工业类开发区", "en": "Linfen industrial zones"}
    assert names[language] in alt


def test_impossible_rates_carry_their_verdict(english: Comparison) -> None:
    """No whole number of projects gives any of the six rates, so each is marked and explained."""
    table = next(b for b in english.pipeline().blocks if isinstance(b, Table))
    marks = [
        run.verdict
        for row in table.rows
        for each in row
        for run in each.runs
        if isinstance(run, Verdictmark)
    ]
    assert marks == ["impossible"] * 6
    assert "the audit finds impossible" in table.note


def test_means_have_the_digits_of_the_reviews(english: Comparison, package: DataPackage) -> None:
    """1259.77 mu on 11 parcels are 114.52 mu each, here and in the review of the city."""
    assert "114.52 mu" in plain_text(english.resources())
    assert "114.52 mu" in plain_text(
        Review(package.read("linfen-2023h1"), "en").chapters["resources"]
    )


def test_five_events_are_three_and_two(english: Comparison) -> None:
    """Linfen counts five joint events, Lüliang three of the year before and two: they agree."""
    text = plain_text(english.repeats())
    assert "5 in the report of Linfen, 3 (the year 2022) + 2 (January–June 2023)" in text
    assert "consistent" in text


def test_one_figure_for_unlike_things_is_remarked(english: Comparison) -> None:
    """47.03亿元 is a project's investment in one report and a city's in the other."""
    assert "CNY 4.703 billion stands for unlike things" in plain_text(english.repeats())


def test_definitions_that_part_are_said(english: Comparison) -> None:
    """Different periods, different references, a different base of the full-capacity rate."""
    text = plain_text(english.definitions())
    assert "Linfen end of July 2023, Lüliang end of June 2023" in text
    assert "The report of Linfen prints no growth of the city" in text
    assert "industry projects (55), not of the whole batch (100)" in text


def test_only_spans_that_begin_together_are_compared(package: DataPackage) -> None:
    """Linfen's five events since 2022 do not stand beside Lüliang's two since January 2023."""
    pairs = matched([package.read(each) for each in BOTH])
    assert all(len({each.period.start for each in pair.known}) == 1 for pair in pairs)
    events = next(pair for pair in pairs if pair.indicator == "batch_events")
    assert [each.printed for each in events.known] == ["两次", "2次"]


def test_a_third_city_joins(package: DataPackage) -> None:
    """Three reports stand side by side, a dash where one prints nothing."""
    reports = (*(package.read(each) for each in BOTH), yunchuan())
    made = Comparison(reports, "zh")
    text = "\n".join(plain_text(getattr(made, name)()) for name in SECTIONS)
    assert "云川市" in text
    assert "—" in text


def test_reports_with_nothing_in_common_say_so(package: DataPackage) -> None:
    """Where nothing can be compared, that is what each section says."""
    empty = yunchuan(without=["economic_output", "zones", "pipeline", "actions"])
    made = Comparison((package.read(BOTH[0]), empty), "en")
    assert "nothing here that can be compared" in plain_text(made.economy())


@pytest.mark.parametrize("reports", [[], ["linfen-2023h1"], ["linfen-2023h1", "linfen-2023h1"]])
def test_fewer_than_two_reports_are_refused(reports: list[str]) -> None:
    """A comparison of one report, or of one with itself, is refused with what to do."""
    with pytest.raises(InputError, match="at least two reports"):
        Comparison.open(reports, data=str(REPO / "data"))


def test_a_language_must_be_known() -> None:
    """Another language than Chinese and English is refused."""
    with pytest.raises(InputError, match="language"):
        Comparison.open(list(BOTH), language="de", data=str(REPO / "data"))
