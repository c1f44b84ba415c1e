"""The review of a text in a real browser, on a telephone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import zoneanalysis as za
from tests.browser import chromium
from tests.document.export.notebooks import code, document, notebook
from tests.review.test_read_by_program import MIXED, read
from zoneanalysis.document.export import export_notebook
from zoneanalysis.review.review import Review

pytestmark = pytest.mark.browser
__all__ = ["chromium"]


def test_on_a_telephone_no_row_shows_its_empty_cells(chromium: Any, tmp_path: Path) -> None:
    """A row of one number has one line below its name; wide, the dash stands in its column."""
    made = read(MIXED + "粮食产量66.6万吨，蔬菜产量55.5万吨，增长4.4%，占比提高2.2个百分点。")
    nb = notebook(code("body", document(made.body())), zoneanalysis={"language": "zh"})
    (tmp_path / "page.html").write_bytes(export_notebook(nb, format="html"))
    shown = """() => [...document.querySelectorAll("figure.table table.stacks tbody td")].filter(
      (each) => each.textContent.trim() === "—" && each.offsetParent !== null).length"""
    page = chromium.new_page(viewport={"width": 375, "height": 800})
    page.goto((tmp_path / "page.html").as_uri())
    assert page.locator("table.stacks").count()
    assert page.evaluate(shown) == 0
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.evaluate(shown) > 0
    page.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_on_a_telephone_no_table_of_a_review_scrolls(
    chromium: Any, tmp_path: Path, language: str
) -> None:
    """Neither forecasts with their intervals nor formulas are wider than the page."""
    made = Review(za.example("lvliang-2023h1"), language)
    parts = (code("body", document(made.body())), code("annex", document(made.annex())))
    nb = notebook(*parts, zoneanalysis={"language": language})
    (tmp_path / "page.html").write_bytes(export_notebook(nb, format="html"))
    page = chromium.new_page(viewport={"width": 375, "height": 800})
    page.goto((tmp_path / "page.html").as_uri())
    wide = """() => [...document.querySelectorAll("figure.table .scroll")].filter(
      (each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.parentElement.id)"""
    assert page.locator("#table-benchmarks, #table-formulas").count() == 2
    assert page.evaluate(wide) == []
    page.close()
