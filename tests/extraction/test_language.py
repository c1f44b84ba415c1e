"""How the language of reports is read, case by case. The city 云川市 and its zones are invented."""

import csv
from pathlib import Path

import pytest

from zoneanalysis.extraction import extract
from zoneanalysis.extraction.places import AreaRef
from zoneanalysis.reports.report import Area
from zoneanalysis.values.periods import Period

with Path(__file__).with_name("language.csv").open(encoding="utf-8", newline="") as handle:
    CASES = list(csv.DictReader(handle))

# The invented city lies in Shanxi, so that 全省 means something.
AREAS = {"CN-1499": Area("CN-1499", "云川市", "Yunchuan", "city", "CN-14")}


def drafts_of(text):
    """Return the figures of a text about the invented city, first half of 2024."""
    return extract(text, "云川市", "2024-01/2024-06", areas=AREAS).reports[0].drafts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_the_figure_is_read_as_a_person_would(case):
    """Value, unit, sign, measure, indicator, area, period, status and bound are as listed."""
    found = {draft.printed: draft for draft in drafts_of(case["text"])}
    assert case["printed"] in found, list(found)
    draft = found[case["printed"]]
    read = {
        "value": f"{draft.value:f}",
        "unit": draft.unit,
        "measure": draft.measure,
        "indicator": draft.indicator,
        "area": draft.area.name,
        "period": draft.period,
        "status": draft.status,
        "bound": draft.bound,
    }
    wanted = {key: case[key] for key in read} | {"period": Period.parse(case["period"])}
    assert read == wanted


def test_every_figure_stands_where_it_says():
    """The offset of each figure leads to the characters that it prints, in any layout."""
    text = "云川市\r\n\r\n工业投资 完成５４．７６亿元，同比\r\n下降１８．８％。\n财政收入3亿元。"
    for draft in drafts_of(text):
        assert text[draft.char_start : draft.char_start + len(draft.printed)] == draft.printed


def test_a_growth_of_growth_is_marked():
    """同比下降1.3% said of a growth rate asks for a human look."""
    draft = drafts_of("固定资产投资累计增长5.9%,同比下降1.3%。")[1]
    assert "growthofgrowth" in draft.reasons


def test_without_a_noun_the_figure_asks_for_a_look():
    """A growth rate that nothing names is kept, with a reason."""
    draft = drafts_of("同比增长5.9%。")[0]
    assert draft.reasons == ["nosubject"]


def test_an_area_is_taken_from_the_data_package_by_name():
    """The code of the invented city comes from the areas that are handed in."""
    report = extract("工业投资5亿元。", "云川市", "2024", areas=AREAS).reports[0]
    assert report.area == AreaRef("云川市", "CN-1499", "city")
