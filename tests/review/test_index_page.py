"""The index of a run: one table to search and sort."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.browser import barriers, chromium
from zoneanalysis.review.index_page import Listed, index_page

__all__ = ["chromium"]

HEAD = "id,printed,measure,obs_status,indicator,ref_area,time_period,interval,leads_zh,leads_en"
LEVEL = 'f001,54.76亿元,level,actual,investment,CN-99-DZ,2010-01/2010-06,"[54.755, 54.765]",,'
RATE = 'f002,下降5.6%,yoy,actual,investment,CN-99-DZ,{0}-01/{0}-06,"[-5.65, -5.55]",投资,Investment'
FUTURE = 'f003,增长7%,yoy,actual,investment,CN-99-DZ,{0}-01/{0}-07,"[6.5, 7.5]",,'
ONE_ZONE = 'f004,增长9%,yoy,actual,output,CN-99-DZ-DONGHU,{0}-01/{0}-06,"[8.5, 9.5]",,'
# two relations that fail for one cause, and a third that hangs on two others together
CHECKS = """claim,verdict,cause
c001,consistent,
c002,impossible,1
c003,inconsistent,1
c004,inconsistent,2 3
"""


def made(folder: Path, count: int = 2) -> str:
    """Return the index of reports of which each but the last prints one rate of investment."""
    listed = []
    for number in range(count):
        place = folder / f"city{number}"
        place.mkdir()
        (place / "review.zh.html").write_text("x")
        if number < count - 1:
            rows = (HEAD, LEVEL, *((ONE_ZONE,) if number == 0 else ()), FUTURE, RATE)
            text = "\n".join(rows).format(2010 + number)
            (place / "figures.csv").write_text(text, encoding="utf-8")
            (place / "checks.csv").write_text(CHECKS, encoding="utf-8")
        city = {"zh": f"云川{number}市", "en": f"Yunchuan{number}", "code": "CN-99"}
        title = {"zh": "工作进展", "en": "Progress"}
        date = f"20{10 + number}-06-30"
        listed.append(Listed(title, f"city{number}/", "review", city, date))
    return index_page(folder, listed)


def test_a_report_is_a_row(tmp_path: Path) -> None:
    """The growth that its review leads with, places in doubt, links; a dash for nothing.

    Neither a later month nor one zone's rate is shown.
    """
    page = BeautifulSoup(made(tmp_path, 3), "html.parser")
    rows = [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
            for row in page.select("tbody tr")]  # fmt: skip
    assert rows[0][:2] == ["云川0市 Yunchuan0", "工作进展 Progress"]
    assert rows[0][2:6] == ["2010-06-30", "−5.6%", "3", "HTML"]
    assert rows[2][2:6] == ["2012-06-30", "—", "—", "HTML"]
    assert rows[0][6] == "figures.csv checks.csv"
    heads = [each.get_text(" ", strip=True) for each in page.select("thead th")]
    assert heads[5:] == ["中文", "数据 Data"]  # no column of what was not built


def test_the_column_of_growth_is_of_one_indicator(tmp_path: Path) -> None:
    """What leads with another has a dash: −39.1% of investment is not less than +9.9% of output."""
    made(tmp_path, 4)
    other = tmp_path / "city1" / "figures.csv"
    text = other.read_text("utf-8").replace(",investment,", ",output,")
    other.write_text(text.replace("投资,Investment", "产出,Output"), encoding="utf-8")
    names = {"zh": "云川市", "en": "Yunchuan", "code": "CN-99"}
    listed = [Listed(names, f"city{number}/", "review", names) for number in range(3)]
    page = BeautifulSoup(index_page(tmp_path, listed), "html.parser")
    assert page.select("thead th")[3].get_text(" ", strip=True) == "投资增速 Growth: Investment"
    rates = [row.find_all("td")[2].get_text(strip=True) for row in page.select("tbody tr")]
    assert rates == ["−5.6%", "—", "−5.6%"]


def test_what_has_no_english_name_is_marked_as_chinese(tmp_path: Path) -> None:
    """A city whose text nobody translated, with markup in its name, in a row of its own."""
    (tmp_path / "review.en.html").write_text("x")
    city = {"zh": "云川<b>市", "en": "云川<b> city", "code": "CN-99"}
    listed = [Listed({"zh": "进展", "en": "进展"}, "", "review", city)]
    page = BeautifulSoup(index_page(tmp_path, listed), "html.parser")
    (row,) = page.select("tbody tr")
    assert [each.get_text() for each in row.select("[lang=zh]")] == ["云川", "进展"]
    assert row.small.get_text() == "云川<b> city"


def test_what_is_still_to_be_filled_in_is_a_dash(tmp_path: Path) -> None:
    """The words that stand in a new report's folder are for whoever fills them in."""
    (tmp_path / "review.en.html").write_text("x")
    city = {"zh": "云川市", "en": "云川市 (to be filled in)", "code": "CN-99"}
    listed = [Listed({"zh": "（待填）", "en": "(to be filled in)"}, "", "review", city)]
    (row,) = BeautifulSoup(index_page(tmp_path, listed), "html.parser").select("tbody tr")
    cells = [each.get_text(" ", strip=True) for each in row.find_all(["th", "td"])]
    assert cells[:2] == ["云川市 云川市", "— —"]


def test_an_index_of_nothing_says_what_to_run(tmp_path: Path) -> None:
    """No table without a row."""
    page = BeautifulSoup(index_page(tmp_path, []), "html.parser")
    assert page.table is None and "zoneanalysis build" in page.main.get_text()


@pytest.mark.browser
def test_nothing_stands_in_the_way_of_anyone(chromium: Any, tmp_path: Path) -> None:
    """axe-core finds nothing; the table sorts by growth, with those that print none at the end."""
    (tmp_path / "index.html").write_text(made(tmp_path, 5), encoding="utf-8")
    address = (tmp_path / "index.html").as_uri()
    assert barriers(chromium, address) == []
    page = chromium.new_page()
    page.goto(address)
    page.locator("thead th").nth(3).locator("button").click()
    assert page.locator("tbody tr td:nth-child(4)").last.inner_text() == "—"
    page.close()
