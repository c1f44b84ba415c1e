"""The area that a user asks for: a code, a name, a name without a code. 云川市 is invented."""

import csv
import json

import pytest

from zoneanalysis.errors import InputError
from zoneanalysis.extraction import extract
from zoneanalysis.extraction.write import write_reports
from zoneanalysis.reports.report import Area

TEXT = "上半年,全市工业投资完成12.5亿元,同比下降3.1%。签约项目25个,其中亿元以上项目10个,占40%。"
KNOWN = {"CN-9901": Area("CN-9901", "云川市", "Yunchuan", "city", "CN")}


def read(area, known=None):
    """Return the one report of the text."""
    return extract(TEXT, area, "2024-01/2024-06", areas=known).reports[0]


@pytest.mark.parametrize("asked", ["CN-9901", "云川市", " CN-9901 "])
def test_a_code_and_its_name_are_the_same_area(asked):
    """A code of areas.csv gives the area's name, its name gives the code."""
    area = read(asked, KNOWN).area
    assert (area.name, area.code, area.kind) == ("云川市", "CN-9901", "city")


def test_a_code_of_the_national_standard_needs_no_row():
    """CN-1410 is Linfen by GB/T 2260, in areas.csv or not."""
    assert read("CN-1410").area.name == "临汾市"


def test_an_unknown_code_is_refused():
    """The fault names the code and the nearest that are known."""
    with pytest.raises(InputError) as caught:
        read("CN-9910", KNOWN)
    (fault,) = caught.value.faults
    assert fault.came == "'CN-9910'"
    assert "CN-9901" in fault.do


def test_a_name_without_a_code_is_to_be_looked_at(tmp_path):
    """Its row is written with XX, its English name by its sounds, and it is counted."""
    extraction = extract(TEXT, "云川市", "2024-01/2024-06")
    (written,) = write_reports(extraction, tmp_path / "out")
    assert written.to_look_at == 1
    with (tmp_path / "out" / "areas.csv").open(encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert (row["code"], row["name_en"]) == ("XX", "Yunchuan")
    notes = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["notes"]
    assert any("no code" in note for note in notes)


def test_a_share_without_a_whole_is_of_what_was_counted_before():
    """签约项目25个,其中…10个,占40%: the share is tied to both counts."""
    report = read("云川市")
    share = report.drafts[-1]
    assert share.indicator == "亿元以上项目占签约项目比重"
    (found,) = [each for each in report.proposals if each.check == "share"]
    assert [(role, draft.printed) for role, draft in found.inputs] == [
        ("part", "10个"),
        ("whole", "25个"),
    ]


def test_a_period_of_another_year_than_the_title_is_refused() -> None:
    """One --period for several texts must not make a bulletin of 2012 a half-year of 2022."""
    text = "云川市2012年统计公报\n\n全年地区生产总值120亿元，比上年增长5%。"
    for asked in ("2022-01/2022-06", "2013"):
        with pytest.raises(InputError, match="2012 in its title"):
            extract(text, "云川市", asked)
    assert [str(extract(text, "云川市", year).reports[0].period) for year in ("2012", "2011")]


def test_the_seat_of_a_firms_branch_is_not_what_its_text_is_about() -> None:
    """A note on a firm, which names a city often and in passing, is about the firm."""
    text = (
        "佳果食品:原料采购价上升\n\n佳果食品发布了2013年上半年业绩预告,公司收入4.03亿元,同比增长26.1%,"
        "公司净利润6333万元。公司以自有资金设立郑州佳果公司,计划收购郑州公司21家。经销商多在郑州,公司看好。"
    )
    assert extract(text).reports[0].area.name == "佳果食品"
