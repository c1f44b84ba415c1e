"""The comparison in a real browser: few cities and many, wide and on a telephone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser import barriers, chromium
from tests.document.export.notebooks import code, document, notebook
from tests.review.test_comparison import BOTH, REPO, SECTIONS, invented
from zoneanalysis.document.export import export_notebook
from zoneanalysis.reports import DataPackage
from zoneanalysis.review.comparison import Comparison

pytestmark = pytest.mark.browser
__all__ = ["chromium"]


def written(made: Comparison, folder: Path) -> str:
    """Return the address of the page of a comparison."""
    cells = [code(name, document(getattr(made, name)())) for name in SECTIONS]
    nb = notebook(*cells, zoneanalysis={"language": made.language, "stem": "comparison"})
    (folder / "page.html").write_bytes(export_notebook(nb, format="html"))
    return (folder / "page.html").as_uri()


@pytest.mark.parametrize(("count", "language"), [(2, "zh"), (2, "en"), (12, "zh"), (40, "en")])
def test_nothing_stands_in_the_way_of_anyone(
    chromium: Any, tmp_path: Path, count: int, language: str
) -> None:
    """axe-core finds nothing, with two cities and with forty, light and dark, wide and narrow."""
    package = DataPackage.find(REPO / "data")
    reports = tuple(map(package.read, BOTH)) if count == 2 else invented(package, count)
    assert barriers(chromium, written(Comparison(reports, language), tmp_path)) == []


def test_every_button_has_a_name_of_its_own(chromium: Any, tmp_path: Path) -> None:
    """Ranks stand in several columns of a table: each is sorted by what it ranks."""
    address = written(Comparison(invented(DataPackage.find(REPO / "data"), 40), "en"), tmp_path)
    page = chromium.new_page()
    page.goto(address)
    buttons = "all => all.map((e) => e.getAttribute('aria-label') || e.textContent)"
    names = page.locator("main button:not(.n)").evaluate_all(buttons)
    assert len(names) > 40
    assert len(set(names)) == len(names)
    page.close()


@pytest.mark.parametrize("count", [2, 12, 40])
def test_on_a_telephone_charts_are_read_without_scrolling(
    chromium: Any, tmp_path: Path, count: int
) -> None:
    """One drawing of each is shown, of which every text is on the screen and large enough."""
    package = DataPackage.find(REPO / "data")
    reports = tuple(map(package.read, BOTH)) if count == 2 else invented(package, count)
    page = chromium.new_page(viewport={"width": 375, "height": 800})
    page.goto(written(Comparison(reports, "en"), tmp_path))
    shown = """() => [...document.querySelectorAll("figure.chart")].map((figure) =>
        [...figure.querySelectorAll("svg")].filter((svg) => svg.checkVisibility()).length)"""
    assert set(page.evaluate(shown)) == {1}
    small = """() => [...document.querySelectorAll("svg text")].filter((t) => t.checkVisibility())
        .map((t) => [t.textContent, t.getBoundingClientRect(), t.getScreenCTM().a
            * parseFloat(getComputedStyle(t).fontSize)])
        .filter(([, box, size]) => size < 9 || box.left < 0 || box.right > 375)
        .map(([text, box, size]) => [text, box.left, box.right, size])"""
    assert page.evaluate(small) == []
    page.close()


def test_on_a_telephone_every_cell_of_a_row_is_there_with_its_head(
    chromium: Any, tmp_path: Path
) -> None:
    """A row is a block, no table scrolls sideways, and it can be searched and sorted still."""
    address = written(Comparison(invented(DataPackage.find(REPO / "data"), 40), "zh"), tmp_path)
    page = chromium.new_page(viewport={"width": 375, "height": 800})
    page.goto(address)
    beyond = """() => [...document.querySelectorAll("figure.table .scroll")]
        .filter((e) => e.scrollWidth > e.clientWidth).length"""
    assert page.evaluate(beyond) == 0
    head = "(e) => getComputedStyle(e, '::before').content"
    figure = page.locator("#table-economy")
    rate = figure.locator("tbody tr:first-child td").last
    assert rate.evaluate(head) == '"位次"'
    rows = figure.locator("tbody tr")
    first = rows.first.inner_text()
    rank = figure.locator("thead button").nth(3)
    rank.click()
    rank.click()
    assert rows.first.inner_text() != first
    figure.locator("input").fill("云川7市")
    assert figure.locator("tbody tr:visible").count() == 1
    page.close()
