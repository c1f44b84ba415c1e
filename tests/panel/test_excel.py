"""Workbooks: the round trip, what offices keep, what can't be read, files that are none."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from zoneanalysis.errors import InputError
from zoneanalysis.panel import read_panel
from zoneanalysis.panel.excel import import_workbook, panel_workbook
from zoneanalysis.panel.excel.cells import UnreadableError, day_text, month_text, number_text
from zoneanalysis.panel.excel.opening import Cell
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.schema.tables import ENGLISH, PANEL_TABLES
from zoneanalysis.review.dispatch import Bulletin

from .conftest import DATA

ZONES = ("北山", "南江", "东湖", "西岭", "清河", "白沙", "龙泉", "黑石")


@pytest.fixture
def package(package):
    """Return the data package with few rows in the tables of 云川."""
    for table in PANEL_TABLES:
        path = package.root / "panels" / "yunchuan" / f"{table.name}.csv"
        lines = path.read_text("utf-8").splitlines(keepends=True)
        kept = 1000 if table.name in {"scheme", "projects"} else 12
        path.write_text("".join(lines[:kept]), encoding="utf-8")
    return package


@pytest.fixture
def sheet(package, tmp_path):
    """Return a function that imports one sheet of rows into the panel of 云川."""

    def load(rows, *, title="Sheet1", merge=(), formats=None, year="", own=None):
        book = openpyxl.Workbook()
        page = book.active
        page.title = title
        for row in rows:
            page.append(row)
        for cells in merge:
            page.merge_cells(cells)
        for at, shown in (formats or {}).items():
            page[at].number_format = shown
        path = tmp_path / "月报.xlsx"
        book.save(path)
        return import_workbook(
            path, own or package.root / "panels" / "yunchuan", package.root, year=year
        )

    return load


def values(imported) -> dict[tuple[str, str, str, str], tuple[str, str]]:
    """Return what was read: value and unit by zone (its last part), month, indicator, measure."""
    return {
        (c["zone"].rpartition("-")[2], c["month"], c["indicator"], c["measure"]): (
            c["value"],
            c["unit"],
        )
        for c in (record.cells for record in imported.reading.records.get("panel", ()))
    }


def faults(imported) -> dict[str, str]:
    """Return what could not be read, by sheet and cell."""
    return {str(each.where.file).partition(", ")[2]: each.came for each in imported.reading.faults}


def test_export_and_import_give_the_same_files(package, tmp_path):
    """Every table of 云川, byte for byte, but that each row says where it came from."""
    panel = read_panel("yunchuan", package)
    own = {code: area for code, area in panel.areas.items() if code.startswith("CN-99")}
    path = tmp_path / "yunchuan.xlsx"
    panel_workbook(own, panel.indicators, panel).save(path)
    target = package.root / "panels" / "copy"
    imported = import_workbook(path, target, package.root)
    assert imported.reading.faults == []
    imported.write()
    for table in PANEL_TABLES:
        old = package.root / "panels" / "yunchuan" / f"{table.name}.csv"
        lines = (target / old.name).read_text("utf-8").splitlines()
        if table is not ENGLISH:
            assert all(".xlsx]" in line for line in lines[1:])
            lines = [line.rpartition(",")[0] for line in lines]
        assert lines == old.read_text("utf-8").splitlines()
    assert read_panel("copy", package).zones == panel.zones


def test_the_template_offers_lists_units_and_notes(package):
    """In the file itself, as a spreadsheet program reads it."""
    panel = read_panel("yunchuan", package)
    buffer = io.BytesIO()
    panel_workbook(panel.areas, panel.indicators).save(buffer)
    book = openpyxl.load_workbook(buffer)
    page = book["项目台账"]
    heads = {cell.value: cell for cell in page[1]}
    assert "计划总投资（亿元）" in heads
    assert heads["开工日期"].comment.text
    rules = {
        str(rule.sqref).rstrip("0123456789")[0]: rule
        for rule in page.data_validations.dataValidation
    }
    assert any(rule.type == "list" and "开发区" in rule.formula1 for rule in rules.values())
    assert any(rule.type == "date" for rule in rules.values())
    assert any("签约一批" in rule.formula1 for rule in rules.values() if rule.type == "list")
    assert page.freeze_panes == "A2"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_speaks_one_language(package, language):
    """Notes, messages and lists of words; event and id are text, so that 2024-1 is no date."""
    panel = read_panel("yunchuan", package)
    book = panel_workbook(panel.areas, panel.indicators, language=language)
    for page in book.worksheets[1:]:
        rules = page.data_validations.dataValidation
        lists = [rule.formula1 for rule in rules if rule.formula1.startswith('"')]
        assert all(len(each) <= 257 for each in lists)
        if language == "en":
            assert not re.search("[一-鿿]", "".join(lists))
            continue
        notes = [*(cell.comment.text for cell in page[1]), *(rule.error for rule in rules)]
        assert re.findall("[a-z]{5,}", " ".join([*lists, *notes])) == []
    formats = [page.column_dimensions[each].number_format for page in book.worksheets[5:6]
               for each in "ACI"]  # fmt: skip
    assert formats == ["@", "@", "yyyy-mm-dd"]


def test_zones_down_and_months_across_under_merged_heads(sheet):
    """累计 and 同比 under each month, a totals row, blanks, a footnote, a column of ranks."""
    found = sheet(
        [
            ["2025年各开发区工业投资完成情况（单位：万元）"],
            ["序号", "开发区", "1-2月", None, "1-3月", None, "排名"],
            [None, None, "累计完成", "同比（%）", "累计完成", "同比（%）", None],
            *[[n, zone, 1000 + n, 5.6, 2000.5 + n, "—", n] for n, zone in enumerate(ZONES)],
            ["合计", None, None, None, None, None, None],
            [None, "合计", 8028, 5.6, 16032, 4.1, None],
            [None, "注：数据为快报数"],
        ],
        merge=("A1:G1", "C2:D2", "E2:F2"),
    )
    assert faults(found) == {}
    read = values(found)
    assert read["BEISHAN", "2025-02", "industrial_investment", "ytd"] == ("1000", "万元")
    assert read["NANJIANG", "2025-02", "industrial_investment", "ytd_yoy"] == ("5.6", "%")
    assert read["HEISHI", "2025-03", "industrial_investment", "ytd"] == ("2007.5", "万元")
    assert read["IND", "2025-03", "industrial_investment", "ytd"] == ("16032", "万元")
    assert ("BEISHAN", "2025-03", "industrial_investment", "ytd_yoy") not in read
    assert len(read) == 3 * 9 + 1
    assert any("快报" in line for line in found.reading.aside)


def test_growth_below_a_title_in_money_is_said_to_be_percent(sheet):
    """What is shown before writing is what will be written."""
    title = "2025年1-5月各开发区工业投资完成情况（单位：万元）"
    found = sheet([[title], ["开发区", "累计完成", "同比增长"], ["北山", 1000, "5.6%"]])
    assert [line.split(", ")[-2] for line in found.reading.understood] == ["万元", "%"]
    assert [record.cells["unit"] for record in found.reading.records["panel"]] == ["万元", "%"]


def test_indicators_across_for_one_month(sheet):
    """The month stands in the title, units in brackets, a percent as Excel keeps it."""
    found = sheet(
        [
            ["云川市开发区2025年1—5月主要指标"],
            ["开发区", "规上工业增加值", None, "工业投资", None],
            [None, "累计（亿元）", "同比", "累计（亿元）", "同比"],
            ["北山经济开发区", 25.56, 0.084, "８．４２", "17.8%"],
            ["南江", "37.49亿元", 0.101, 13.6, "-48.8％"],
        ],
        formats={"B4": "0.00", "C4": "0.0%", "C5": "0.0%", "D5": "0.00"},
    )
    assert faults(found) == {}
    assert values(found) == {
        ("BEISHAN", "2025-05", "industrial_value_added", "ytd"): ("25.56", "亿元"),
        ("BEISHAN", "2025-05", "industrial_value_added", "ytd_yoy"): ("8.4", "%"),
        ("BEISHAN", "2025-05", "industrial_investment", "ytd"): ("8.42", "亿元"),
        ("BEISHAN", "2025-05", "industrial_investment", "ytd_yoy"): ("17.8", "%"),
        ("NANJIANG", "2025-05", "industrial_value_added", "ytd"): ("37.49", "亿元"),
        ("NANJIANG", "2025-05", "industrial_value_added", "ytd_yoy"): ("10.1", "%"),
        ("NANJIANG", "2025-05", "industrial_investment", "ytd"): ("13.60", "亿元"),
        ("NANJIANG", "2025-05", "industrial_investment", "ytd_yoy"): ("-48.8", "%"),
    }


def test_indicators_in_the_rows_of_a_merged_zone(sheet):
    """The zone is written once for its rows; dates head the columns."""
    found = sheet(
        [
            ["开发区", "指标", dt.date(2025, 2, 1), dt.date(2025, 3, 1)],
            ["北山", "工业投资 累计（亿元）", 1.20, 2.31],
            [None, "工业投资 当月（万元）", None, "11,100"],
            ["南江", "工业投资 累计（亿元）", 2, 3],
        ],
        merge=("A2:A3",),
        formats={"C2": "0.00"},
    )
    assert faults(found) == {}
    read = values(found)
    assert read["BEISHAN", "2025-02", "industrial_investment", "ytd"] == ("1.20", "亿元")
    assert read["BEISHAN", "2025-03", "industrial_investment", "month"] == ("11100", "万元")
    assert read["NANJIANG", "2025-03", "industrial_investment", "ytd"] == ("3", "亿元")


def test_what_the_words_leave_open_is_named_and_never_guessed(sheet):
    """Neither year-to-date nor month, no unit, a number that may be a percent, an unknown zone."""
    found = sheet(
        [
            [
                "开发区",
                "工业投资5月（亿元）",
                "工业投资1-5月",
                "工业投资1-5月同比",
                "固定资产投资1-5月（亿元）",
            ],
            ["北山", 1.5, 2.5, 0.056, "约12"],
            ["北上", 1.5, 2.5, 0.056, 3],
        ],
        year="2025",
    )
    named = faults(found)
    assert "当月" in named["sheet Sheet1, cell B2"]
    assert "unit" in named["sheet Sheet1, cell C2"]
    assert "0.056% or 5.6%" in named["sheet Sheet1, cell D2"]
    assert "约12" in named["sheet Sheet1, cell E2"]
    assert "北上" in named["sheet Sheet1, cell A3"]
    assert any("北山" in each.do for each in found.reading.faults)
    assert values(found) == {}


TITLE = "2025年1-5月工业投资（亿元）"


@pytest.mark.parametrize(
    ("head", "left"),
    [
        ("增减额", "增减额"),
        ("全年目标", "目标"),
        ("完成率（%）", "率"),
        ("占全市比重（%）", "占"),
        ("民营企业累计", "民营企业"),
        ("比上月增长（%）", "比上月"),
        ("累计 当月", "ytd / month"),
        ("固定资产投资 工业投资", "工业投资"),
    ],
)
def test_a_head_of_which_a_part_is_not_understood_is_named_and_not_read(sheet, head, left):
    """Whatever else it says: the part may change what the values are."""
    found = sheet([[TITLE], ["开发区", "累计", head], ["北山", 1.5, 27.5], ["南江", 2.5, 31]])
    assert left in faults(found)["sheet Sheet1, cell C2"]
    assert len(values(found)) == 2


def test_the_same_months_of_the_year_before_are_of_that_year(sheet):
    """上年同期 beside 本年累计."""
    rows = [
        [TITLE],
        ["开发区", "本年累计", "上年同期", "较上年同期增长（%）"],
        ["北山", 1.5, 1, 50.0],
    ]
    assert {key[1:]: value for key, value in values(sheet(rows)).items()} == {
        ("2025-05", "industrial_investment", "ytd"): ("1.5", "亿元"),
        ("2024-05", "industrial_investment", "ytd"): ("1", "亿元"),
        ("2025-05", "industrial_investment", "ytd_yoy"): ("50", "%"),
    }


def test_a_title_on_part_of_an_indicator_is_not_on_the_indicator(sheet):
    """民营企业工业投资 is named by no title; 云川市工业投资 is."""
    title = "2025年1-5月{}（亿元）"
    parts, wholes = (
        ("民营企业工业投资", "工业投资增量"),
        ("云川市工业投资", "各开发区工业投资完成情况表"),
    )
    for name, sound in [*((each, False) for each in parts), *((each, True) for each in wholes)]:
        found = sheet([[title.format(name)], ["开发区", "累计"], ["北山", 1.5]])
        assert ("which indicator" in str(faults(found))) is not sound, name
        assert len(values(found)) == sound


@pytest.mark.parametrize(
    ("head", "measure"),
    [
        ("累计完成投资", "ytd"),
        ("本月止累计", "ytd"),
        ("截至5月底累计", "ytd"),
        ("5月末", "stock"),
        ("5月份当月", "month"),
        ("当月完成额", "month"),
        ("比上年同期±%", "ytd_yoy"),
        ("累计增长率（%）", "ytd_yoy"),
        ("当月同比（％）", "month_yoy"),
    ],
)
def test_heads_as_offices_write_them(sheet, head, measure):
    """The same few words in many combinations."""
    found = sheet([[TITLE], ["开发区", head], ["北山", 1.5]])
    assert faults(found) == {}
    assert [key[3] for key in values(found)] == [measure]


def test_of_two_values_for_one_zone_and_month_none_is_taken(sheet):
    """Which of them is right nobody can tell; the same value twice is one."""
    found = sheet(
        [[TITLE], ["开发区", "累计"], ["北山", 1.5], ["南江", 2], ["北山", 2.5], ["南江", 2]]
    )
    assert "again, as in sheet Sheet1, cell B3" in faults(found)["sheet Sheet1, cell B5"]
    assert list(values(found)) == [("NANJIANG", "2025-05", "industrial_investment", "ytd")]


def test_growth_in_money_is_named(sheet):
    """同比增长（亿元） is no rate."""
    found = sheet([[TITLE], ["开发区", "累计同比增长（亿元）"], ["北山", 1.5]])
    assert "亿元" in faults(found)["sheet Sheet1, cell B3"]


def test_a_head_reaches_to_the_right_until_another_begins_above(sheet):
    """An empty cell under a head of its own has nothing of its neighbour."""
    found = sheet(
        [
            ["2025年1-5月（亿元）"],
            ["开发区", "工业投资", None, "固定资产投资当月"],
            [None, "当月", "累计", None],
            ["北山", 1.5, 2.5, 3.5],
        ],
        merge=("B2:C2",),
    )
    assert faults(found) == {}
    assert values(found)["BEISHAN", "2025-05", "fixed_asset_investment", "month"] == ("3.5", "亿元")


def test_tables_below_each_other_have_heads_of_their_own(sheet):
    """Another indicator and unit, with a title; heads that a page repeats; a line above rows."""
    found = sheet(
        [
            ["表1 2025年1-5月工业投资（亿元）"],
            ["开发区", "累计"],
            ["北山", 1.5],
            ["开发区", "累计"],
            ["南江", 2.5],
            ["表2 2025年1-5月固定资产投资（万元）"],
            ["开发区", "累计", "同比（%）"],
            ["沃田", 35000, 8.1],
            ["三、产业项目当年完成投资（亿元）"],
            ["沃田", 2.5],
        ]
    )
    assert faults(found) == {}
    read = {key[::2]: value for key, value in values(found).items()}
    assert read["BEISHAN", "industrial_investment"] == ("1.5", "亿元")
    assert read["NANJIANG", "industrial_investment"] == ("2.5", "亿元")
    assert ("35000", "万元") in values(found).values()
    assert read["WOTIAN", "industry_project_investment"] == ("2.5", "亿元")
    rows = [["2025年1-5月累计"], ["开发区", "工业投资（亿元）"], ["北山", 1.5],
            ["固定资产投资（万元）"], ["沃田", 35000]]  # fmt: skip
    found = sheet(rows)
    assert "something else" in faults(found)["sheet Sheet1, cell B5"]
    assert len(values(found)) == 1


def test_zones_across_and_a_second_column_of_zones_are_named(sheet):
    """Never read under another zone."""
    turned = sheet([[TITLE], ["月份", *ZONES[:4]], ["累计", 1, 2, 3, 4]])
    assert "across" in faults(turned)["sheet Sheet1"]
    beside = sheet([[TITLE], ["开发区", "累计"] * 2, ["北山", 1.5, "南江", 2.5]])
    assert "second column" in faults(beside)["sheet Sheet1, cell C3"]
    assert list(values(beside)) == [("BEISHAN", "2025-05", "industrial_investment", "ytd")]


def test_totals_sum_what_their_word_says(sheet):
    """小计 since the last total; 合计 all above, but not where it comes again."""
    industrial = [[zone, 1.0] for zone in ZONES]
    farming = [["沃田", 0.5], ["丰原", 0.5]]

    def areas(*rows):
        found = sheet([[TITLE], ["开发区", "累计"], *rows])
        return [zone for zone, *_ in values(found) if zone in {"IND", "AGR", "DZ"}], faults(found)

    whole = [*industrial, ["小计", 8.0], *farming, ["小计", 1.0], ["云海", 2.0], ["总计", 11.0]]
    assert areas(*whole) == (["IND", "AGR", "DZ"], {})
    again = [*industrial, ["合计", 8.0], *farming, ["云海", 2.0], ["合计", 11.0]]
    found, named = areas(*again)
    assert found == ["IND"]
    assert "of no group" in named["sheet Sheet1, cell A15"]


def test_without_a_year_every_cell_says_so(sheet):
    """Unless it is given."""
    rows = [["开发区", "工业投资1-5月累计（亿元）"], ["北山", 1.5]]
    assert "year" in faults(sheet(rows))["sheet Sheet1, cell B2"]
    assert list(values(sheet(rows, year="2025"))) == [
        ("BEISHAN", "2025-05", "industrial_investment", "ytd")
    ]


def test_a_formula_without_a_stored_value_and_an_error_are_named(sheet, package, tmp_path):
    """Openpyxl stores no value: as a file that no spreadsheet program has computed."""
    found = sheet(
        [
            ["开发区", "2025年1-5月工业投资（亿元）"],
            ["北山", "=1+1"],
            ["南江", "#REF!"],
            ["东湖", 3],
        ]
    )
    named = faults(found)
    assert "formula" in named["sheet Sheet1, cell B2"]
    assert "#REF!" in named["sheet Sheet1, cell B3"]
    assert list(values(found)) == [("DONGHU", "2025-05", "industrial_investment", "ytd")]


def test_a_formulas_stored_value_is_read_and_marked(package, tmp_path):
    """As Excel writes it: the formula and what it came to."""
    path = tmp_path / "f.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["开发区", "2025年1-5月工业投资（亿元）"])
    book.active.append(["北山", "=8/4"])
    book.save(path)
    stored = tmp_path / "g.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stored, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet1.xml"):
                text = text.replace(b"<f>8/4</f><v></v>", b"<f>8/4</f><v>2.5</v>")
                text = text.replace(b"<f>8/4</f><v />", b"<f>8/4</f><v>2.5</v>")
            new.writestr(name, text)
    found = import_workbook(stored, package.root / "panels" / "yunchuan", package.root)
    (record,) = found.reading.records["panel"]
    assert (record.cells["value"], record.cells["note"]) == ("2.5", "formula")
    assert found.reading.formulas == 1


def filled(package, tmp_path, change):
    """Import the workbook of 云川 after a change."""
    panel = read_panel("yunchuan", package)
    own = {code: area for code, area in panel.areas.items() if code.startswith("CN-99")}
    book = panel_workbook(own, panel.indicators, panel)
    change(book)
    path = tmp_path / "y.xlsx"
    book.save(path)
    return import_workbook(path, package.root / "panels" / "copy", package.root)


def put(title: str, cell: str, value):
    """Return a change of one cell."""
    return lambda book: setattr(book[title][cell], "value", value)


@pytest.mark.parametrize(
    ("change", "place", "came"),
    [
        (put("项目台账", "L2", dt.date(2020, 1, 1)), "cell L2", "before"),
        (put("项目台账", "G2", -4.9), "cell G2", "-4.9"),
        (put("项目台账", "I2", "去年底"), "cell I2", "去年底"),
        (put("项目台账", "A3", "p001"), "cell A3", "again, as in"),
        (put("标准地台账", "B2", "白沙工业园区"), "cell B2", "p093"),
        (put("考核办法", "E2", 25), "cell E2", "105"),
        (put("考核办法", "C2", "工业用电"), "cell C2", "工业用电"),
        (put("指标月报", "E2", "六成"), "cell E2", "六成"),
        (put("指标月报", "A2", "北川"), "cell A2", "北川"),
        (put("项目台账", "G1", "总投资计划（亿元）"), "row 1", "no such head"),
    ],
)
def test_a_fault_in_the_template_is_named_by_sheet_and_cell(package, tmp_path, change, place, came):
    """One change, and that cell is named."""
    found = filled(package, tmp_path, change)
    named = [each for each in found.reading.faults if place in str(each.where.file)]
    assert [each for each in named if came in each.came], found.reading.faults[:5]


def test_a_renamed_head_is_suggested(package, tmp_path):
    """By its likeness."""
    found = filled(package, tmp_path, put("项目台账", "G1", "计划投资（亿元）"))
    assert any("Rename 计划投资" in each.do for each in found.reading.faults)


def changed_back(package, tmp_path, change):
    """Import the workbook of 云川 after a change into 云川 itself."""
    book = panel_workbook({}, {}, read_panel("yunchuan", package))
    change(book)
    path = tmp_path / "y.xlsx"
    book.save(path)
    return import_workbook(path, package.root / "panels" / "yunchuan", package.root)


def test_a_head_in_another_unit_is_one_fault_and_not_one_a_row(package, tmp_path):
    """With all the cells."""
    imported = changed_back(package, tmp_path, put("项目台账", "G1", "计划总投资（万元）"))
    (fault,) = imported.reading.faults
    assert fault.came == "amounts in 万元 and 亿元"
    assert "cells A2:A212" in str(fault.where.file)


def test_a_ledger_under_another_title_is_named_with_its_own(package, tmp_path):
    """It is no month table of which every head is strange."""

    def change(book):
        book["任务清单"].title = "重点任务"

    (fault,) = changed_back(package, tmp_path, change).reading.faults
    assert (fault.came, fault.do) == ("重点任务", "Rename it 任务清单.")


def test_a_column_that_the_sheet_lacks_stays_as_it_was(package, tmp_path):
    """Renamed heads are named also where the column is optional, and nothing is lost."""
    found = changed_back(package, tmp_path, put("项目台账", "J1", "开工时间"))
    (fault,) = found.reading.faults
    assert "cell J1" in str(fault.where.file)
    assert "Rename it 开工日期" in fault.do
    assert found.changes["projects"][:2] == (0, 0)
    found = changed_back(package, tmp_path, lambda book: book["项目台账"].delete_cols(10))
    assert found.reading.faults == []
    assert found.changes["projects"][:2] == (0, 0)


def test_amounts_that_stay_must_be_in_the_rows_unit(package, tmp_path):
    """万元 in a sheet without 累计完成投资, which the panel keeps in 亿元."""

    def change(book):
        page = book["项目台账"]
        page["G1"].value = "计划总投资（万元）"
        page.delete_cols(8)

    found = changed_back(package, tmp_path, change)
    assert found.unsound
    assert any("completed kept in 亿元" in each.came for each in found.reading.faults)


def test_a_row_with_an_error_is_left_out_whole_and_a_name_with_a_number_sign_is_none(
    package, tmp_path
):
    """#REF! leaves what the panel has; #1厂房A is a name; a hidden sheet is told."""

    def change(book):
        page = book["项目台账"]
        page["H2"].value, page["H2"].data_type = "#REF!", "e"
        page["E3"].value = "#1厂房A"
        book["标准地台账"].sheet_state = "hidden"

    found = changed_back(package, tmp_path, change)
    assert list(faults(found)) == ["sheet 项目台账, cell H2"]
    assert found.changes["projects"][:2] == (0, 1)
    assert "p001" not in {each.cells["id"] for each in found.reading.records["projects"]}
    assert any("标准地台账: hidden" in each for each in found.reading.aside)


@pytest.mark.parametrize(
    ("cells", "unit", "came"),
    [
        ({"G2": "5000万元", "H2": None}, "万元", ""),
        ({"G2": "5000万元", "H2": "4000万元"}, "万元", ""),
        ({"G2": "5000万元", "H2": 0.4}, "", "万元 and 亿元"),
    ],
)
def test_a_unit_in_a_cell_is_that_of_its_row_and_of_no_other(package, tmp_path, cells, unit, came):
    """Beside heads in 亿元; two units in a row are named, and the next row keeps its own."""

    def change(book):
        for cell, value in cells.items():
            book["项目台账"][cell] = value

    found = changed_back(package, tmp_path, change)
    units = {each.cells["id"]: each.cells["unit"] for each in found.reading.records["projects"]}
    assert units.get("p001", "") == unit
    assert units["p002"] == "亿元"
    assert [came in each.came for each in found.reading.faults] == [True] * bool(came)


def test_a_unit_in_a_cell_against_its_column_is_named(package, tmp_path):
    """66.67 万元 of a rate whose unit is %; alone it fills the empty one."""
    found = changed_back(package, tmp_path, put("指标月报", "E2", "84200万元"))
    assert "% and 万元" in faults(found)["sheet 指标月报, cell A2"]

    def change(book):
        book["指标月报"]["E2"], book["指标月报"]["F2"] = "66.67%", None

    assert changed_back(package, tmp_path, change).changes["panel"][:2] == (0, 0)


def test_an_area_of_the_panel_can_be_changed(package, tmp_path):
    """Its members in the workbook are those of its file from then on; shared areas stay."""
    panel = read_panel("yunchuan", package)
    own = {code: area for code, area in panel.areas.items() if code.startswith("CN-99")}
    book = panel_workbook(own, {}, panel)
    book["开发区"]["E7"] = "示范区"
    path = tmp_path / "y.xlsx"
    book.save(path)
    found = import_workbook(path, package.root / "panels" / "yunchuan", package.root)
    assert found.changes["areas"] == (0, 1, len(own) - 1)
    found.write()
    assert read_panel("yunchuan", package).areas[book["开发区"]["A7"].value].short_zh == "示范区"


def test_a_month_whose_last_0_a_spreadsheet_drops_is_named():
    """2025.1 may be 2025.10; as text it is what it says."""
    with pytest.raises(UnreadableError, match="October"):
        month_text(Cell(2025.1))
    assert [month_text(Cell(each)) for each in (2025.11, "2025.1")] == ["2025-11", "2025-01"]


def test_a_title_may_stand_above_the_heads_of_the_template(package, tmp_path):
    """As offices print their ledgers."""

    def change(book):
        book["项目台账"].insert_rows(1, 2)
        book["项目台账"]["A1"] = "云川市开发区项目台账"

    found = changed_back(package, tmp_path, change)
    assert found.reading.faults == []
    assert found.changes["projects"][:2] == (0, 0)


def test_an_unknown_name_in_the_template_suggests_a_near_one(package, tmp_path):
    """Of an indicator, and of a zone."""
    for cell, value, near in (("C2", "工业投资额", "工业投资"), ("B2", "工业类", "工业类开发区")):
        found = filled(package, tmp_path, put("考核办法", cell, value))
        (fault,) = [e for e in found.reading.faults if f"cell {cell}" in str(e.where.file)]
        assert near in fault.came


def test_amounts_in_another_unit_keep_it(package, tmp_path):
    """万元 in the head is 万元 in the table."""
    found = filled(package, tmp_path, put("标准地台账", "D1", "出让面积（公顷）"))
    assert {each.cells["unit"] for each in found.reading.records["land"]} == {"公顷"}


def test_a_second_import_changes_nothing(sheet, package):
    """The same rows again are the same as before."""
    rows = [["开发区", "2025年1-5月工业投资（亿元）"], ["北山", 1.5]]
    first = sheet(rows)
    assert first.changes == {"panel": (1, 0, 0)}
    first.write()
    assert sheet(rows).changes == {"panel": (0, 0, 1)}
    rows[1][1] = 1.6
    assert sheet(rows).changes == {"panel": (0, 1, 0)}
    panel = read_panel("yunchuan", package)
    assert (
        panel.figure("CN-9901-DZ-BEISHAN", "2025-05", "industrial_investment", "ytd").number
        == "1.5"
    )


def test_a_value_says_from_which_cell_of_which_workbook_it_came(sheet, package):
    """In its row, on the page, and after the next import, which brings the same, still so."""
    rows = [["", "1-5月工业投资累计（亿元）"], ["北山", 8.99], ["南江", 13.62]]
    for at, title in enumerate(("工业投资2024年", "又一张2024年")):
        sheet(rows if at == 0 else rows[:2], title=title).write()
    panel = read_panel("yunchuan", package)
    key = ("CN-9901-DZ-BEISHAN", "2024-05", "industrial_investment", "ytd")
    told = Bulletin(panel, "2024-05", "zh").source("", "panel", *key).words
    assert told.endswith(
        f"panel.csv，第{panel.row('panel', *key)}行，[月报.xlsx]工业投资2024年!B2）"
    )
    rows[1][1] = 9.01
    sheet(rows, title="改2024年").write()
    frame = read_panel("yunchuan", package).tables["panel"]
    origins = dict(zip(frame["value"], frame["origin"], strict=True))
    assert origins["9.01"] == "[月报.xlsx]改2024年!B2"
    assert origins["13.62"] == "[月报.xlsx]工业投资2024年!B3"


def test_a_panel_is_found_from_the_folder_above_it(sheet, package, monkeypatch):
    """As the commands of the README name it: data/panels/yunchuan."""
    monkeypatch.chdir(package.root.parent)
    rows = [["开发区", "2025年1-5月工业投资（亿元）"], ["北山", 1.5]]
    found = sheet(rows, own=Path(package.root.name) / "panels" / "yunchuan")
    assert found.changes == {"panel": (1, 0, 0)}


def test_a_month_later_than_all_widens_the_period(sheet, package):
    """And an earlier one; the other entries of panel.json stay."""
    sheet([["开发区", "2025年1-5月工业投资（亿元）"], ["北山", 1.5]]).write()
    sheet([["开发区", "2022年1-5月工业投资（亿元）"], ["北山", 1.4]]).write()
    path = package.root / "panels" / "yunchuan" / "panel.json"
    meta = json.loads(path.read_bytes())
    assert meta["period"] == "2022-01/2025-05"
    assert meta["pages"] == read_panel("yunchuan", DataPackage(DATA)).meta["pages"]


def test_a_workbook_without_the_sheets_needs_a_panel(sheet, tmp_path):
    """With the way out."""
    with pytest.raises(InputError, match="sheets of the template"):
        sheet([["开发区", "x"]], own=tmp_path / "data" / "panels" / "neu")


@pytest.mark.parametrize(
    ("content", "came"),
    [
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0" + b"Workbook", "old workbook"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"a,b\n1,2\n", "something else"),
        (b"", "something else"),
    ],
)
def test_files_that_are_no_workbook(package, tmp_path, content, came):
    """Each by its name, with the way out."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=came):
        import_workbook(path, package.root / "panels" / "yunchuan", package.root)


def test_a_damaged_part_an_archive_and_a_huge_file(package, tmp_path, monkeypatch):
    """A workbook cut inside, a zip of something else, and the limit on size."""
    target = package.root / "panels" / "yunchuan"
    path = tmp_path / "x.xlsx"
    openpyxl.Workbook().save(path)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "y.xlsx", "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, text[: len(text) // 2] if "sheet1" in name else text)
    with pytest.raises(InputError, match="damaged"):
        import_workbook(tmp_path / "y.xlsx", target, package.root)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(InputError, match="archive without a workbook"):
        import_workbook(path, target, package.root)
    monkeypatch.setattr("zoneanalysis.panel.excel.opening.LARGEST_FILE", 10)
    with pytest.raises(InputError, match="MB"):
        import_workbook(path, target, package.root)


def test_empty_rows_between_lose_nothing(package, tmp_path):
    """A value in the last row of a sheet that says it has a million."""
    path = tmp_path / "x.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["开发区", "2025年1-5月工业投资（亿元）"])
    book.active.append(["北山", 1.5])
    book.active["A1048576"] = "南江"
    book.active["B1048576"] = 2.5
    book.save(path)
    found = import_workbook(path, package.root / "panels" / "yunchuan", package.root)
    assert {zone for zone, *_ in values(found)} == {"BEISHAN", "NANJIANG"}


@pytest.mark.parametrize(
    ("cell", "text", "unit"),
    [
        (Cell(12.3), "12.3", ""),
        (Cell(12.3, "0.00"), "12.30", ""),
        (Cell(12.3456, "0.00"), "12.3456", ""),
        (Cell(0.1 + 0.2), "0.3", ""),
        (Cell(5, "0"), "5", ""),
        (Cell(1e15), "1000000000000000", ""),
        (Cell(0.056, "0.0%"), "5.6", "%"),
        (Cell(0.056, "0.00%"), "5.60", "%"),
        (Cell(5.6, '0.0"%"'), "5.6", "%"),
        (Cell("1,234.50"), "1234.50", ""),
        (Cell("−3.2％"), "-3.2", "%"),
        (Cell(" ＋12 "), "12", ""),
    ],
)
def test_numbers_as_they_are_kept(cell, text, unit):
    """Numbers, percents, text, full width."""
    read = number_text(cell)
    assert (read.text, read.unit) == (text, unit)


@pytest.mark.parametrize(
    "value", ["12.3.4", "1,23", "12，3", "abc", True, dt.date(2024, 1, 1), "1 2"]
)
def test_what_is_no_number_is_none(value):
    """Never the tail or the head of it."""
    with pytest.raises(UnreadableError):
        number_text(Cell(value))


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (dt.date(2024, 5, 3), "2024-05-03"),
        ("2024/5/3", "2024-05-03"),
        ("２０２４年５月３日", "2024-05-03"),
        (45415, "2024-05-03"),
        ("2024-05-03 00:00:00", "2024-05-03"),
    ],
)
def test_days_as_they_are_kept(value, day):
    """Dates, serial numbers, text."""
    assert day_text(Cell(value)) == day


@pytest.mark.parametrize("value", ["5/3/2024", "2024年5月", "2024-02-30", 3, "5月3日"])
def test_what_is_no_day_is_none(value):
    """A day without its year, or in an order that can't be told."""
    with pytest.raises(UnreadableError):
        day_text(Cell(value))


def test_a_name_of_several_areas_is_the_panels_own_or_none(sheet, package):
    """全市 is the short name of every city; 全市开发区 of every group."""
    rows = [["开发区", "2025年1-5月工业投资（亿元）"], ["全市", 9.5], ["北山", 1.5]]
    key = ("9901", "2025-05", "industrial_investment", "ytd")
    assert values(sheet(rows))[key] == ("9.5", "亿元")
    path = package.root / "panels" / "yunchuan" / "areas.csv"
    shared = package.root / "areas.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    shared.write_text(shared.read_text("utf-8") + "".join(lines[1:]), encoding="utf-8")
    path.unlink()
    found = sheet(rows)
    assert "全市" in faults(found)["sheet Sheet1, cell A2"]
    assert ("BEISHAN", *key[1:]) in values(found)
