"""The index of a run: one table to search and sort."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.browser import barriers, chromium
from zoneanalysis.review.index_page import Listed, index_page

__all__ = ["chromium"]

FIGURES = """id,printed,measure,obs_status,indicator,interval
f001,54.76亿元,level,actual,investment,"[54.755, 54.765]"
f002,下降5.6%,yoy,actual,investment,"[-5.65, -5.55]"
"""
# two relations that fail for one cause, and a third that hangs on two others together
CHECKS = """claim,verdict,cause
c001,consistent,
c002,impossible,1
c003,inconsistent,1
c004,inconsistent,2 3
"""


def made(folder: Path, count: int = 2) -> str:
    """Return the index of reports with one growth rate each; the last has no tables."""
    listed = []
    for number in range(count):
        place = folder / f"city{number}"
        place.mkdir()
        (place / "review.zh.html").write_text("x")
        if number < count - 1:
            (place / "figures.csv").write_text(FIGURES, encoding="utf-8")
            (place / "checks.csv").write_text(CHECKS, encoding="utf-8")
        title = {"zh": f"云川{number}市", "en": f"Yunchuan{number}"}
        listed.append(Listed(title, f"city{number}/", "review", (title,), f"20{10 + number}-06"))
    names = {"investment": {"zh": "投资", "en": "Investment"}}
    return index_page(folder, listed, names)


def test_a_report_is_a_row(tmp_path: Path) -> None:
    """Growth with its sign and indicator, places in doubt, links; a dash for nothing."""
    page = BeautifulSoup(made(tmp_path), "html.parser")
    rows = [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
            for row in page.select("tbody tr")]  # fmt: skip
    assert rows[0][1:5] == ["2010-06", "−5.6% 投资 Investment", "3", "HTML"]
    assert rows[1][1:5] == ["2011-06", "—", "—", "HTML"]
    assert rows[0][6] == "figures.csv checks.csv"


@pytest.mark.browser
def test_nothing_stands_in_the_way_of_anyone(chromium: Any, tmp_path: Path) -> None:
    """axe-core finds nothing; the table sorts by growth, with those that print none at the end."""
    (tmp_path / "index.html").write_text(made(tmp_path, 5), encoding="utf-8")
    address = (tmp_path / "index.html").as_uri()
    assert barriers(chromium, address) == []
    page = chromium.new_page()
    page.goto(address)
    page.locator("thead th").nth(2).locator("button").click()
    assert page.locator("tbody tr td:nth-child(3)").last.inner_text() == "—"
    page.close()
