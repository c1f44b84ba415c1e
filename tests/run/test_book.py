"""The workbook of results: numbers in their units, with the places that they bear."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

import zoneanalysis as za
from zoneanalysis.review.facts.every import every_fact
from zoneanalysis.run.book import results_workbook


@pytest.fixture(scope="module", params=["linfen-2023h1", "lvliang-2023h1"])
def audited(request: pytest.FixtureRequest) -> Any:
    """Return the audit of a report."""
    return za.audit(za.DataPackage.find().read(request.param))


@pytest.fixture(scope="module")
def book(audited: Any) -> Any:
    """Return its workbook, opened."""
    return openpyxl.load_workbook(io.BytesIO(results_workbook(audited)))


def columns(sheet: Any) -> dict[str, list[Any]]:
    """Return the cells below each head."""
    return {column[0].value: list(column[1:]) for column in sheet.columns}


def test_it_holds_figures_checks_and_what_follows(book):
    """Each with heads that stay, stand out and filter."""
    assert book.sheetnames == ["figures", "checks_zh", "checks_en", "derived"]
    for sheet in book:
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", sheet.dimensions)
        assert sheet["A1"].font.bold and sheet["A1"].fill.fgColor.rgb.endswith("F3F6F9")
        assert all(each.width <= 48 for each in sheet.column_dimensions.values())
        assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")


def test_a_figure_is_shown_with_its_unit_and_the_places_that_are_printed(audited, book):
    """155.02亿元 is 155.02 as 0.00"亿元", its ends have a place more; a count has none."""
    found = columns(book["figures"])
    for figure, value, low in zip(audited.report, found["value"], found["low"], strict=True):
        decimals, symbol = figure.figure.decimals, figure.figure.unit.symbol
        assert value.value == float(figure.figure)
        places = f".{'0' * decimals}" if decimals else ""
        assert value.number_format == f'#,##0{places}"{symbol}"'
        if figure.figure.bound.value == "" and not figure.figure.exact:
            assert low.number_format == f'#,##0.{"0" * (decimals + 1)}"{symbol}"'


def test_a_derived_value_says_from_what_it_follows(audited, book):
    """Once each, in its unit, its ends outward, never narrower than the page's."""
    found = columns(book["derived"])
    facts = every_fact(audited.report)
    assert len({cell.value for cell in found["id"]}) == len(facts) == len(found["id"]) > 10
    for fact, value, low, high, used in zip(
        facts, *(found[name] for name in ("value", "low", "high", "figures")), strict=True
    ):
        interval = fact.value.interval
        assert value.value == pytest.approx(float(fact.value.point), rel=1e-15)
        assert low.value <= float(interval.lo) <= float(interval.hi) <= high.value
        assert fact.value.unit.symbol in value.number_format
        assert all(each in audited.report for each in used.value.split())
    means = {cell.value: found["what_zh"][n].value for n, cell in enumerate(found["id"])}
    assert "上年同期推算" in means.values()


def test_the_same_report_gives_the_same_bytes(audited):
    """No clock, no order of a set."""
    assert results_workbook(audited) == results_workbook(audited)
