"""One's own series from a CSV: what it may hold, and every fault with its place."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from zoneanalysis.errors import InputError, NotDerivableError
from zoneanalysis.forecast import forecast, read_series, weights_of
from zoneanalysis.values.figures import Figure

GOOD = """period,ytd_growth,level,status
2023-02,7.5,,
2023-01/2023-03,3.82,,actual
2023-06,9.9,332.12,
2023-07,9.5,390.00,estimate
"""


def test_good_file():
    """Periods in both forms; printed places kept; the estimate held out."""
    series = read_series(GOOD, name="yunchuan")
    assert [o.month for o in series.observations] == [2, 3, 6]
    assert [float(o.variance) for o in series.observations] == pytest.approx(
        [0.1**2 / 12, 0.01**2 / 12, 0.1**2 / 12]
    )
    assert [o.month for o in series.held] == [7]
    assert series.observations[2].source == "row 4"


def test_estimates_on_demand():
    """The same file with the estimate used."""
    assert len(read_series(GOOD, use_estimates=True).observations) == 4


def test_levels_of_two_years_give_growth_and_weights():
    """No growth column at all; last year's levels are the weights."""
    rows = ["period,level"]
    rows += [f"2022-{m:02d},{10 * m}.00" for m in range(2, 13)]
    rows += ["2023-02,21.00", "2023-03,33.00"]
    series = read_series("\n".join(rows))
    assert [float(o.growth.point) for o in series.observations] == [5, 10]
    assert str(weights_of(series, 2023).basis).endswith("levels, as published")


def test_byte_order_mark_and_blanks_are_fine():
    """As Excel saves it."""
    assert read_series("\ufeffperiod, ytd_growth\n2023-06, 9.9\n").observations


BAD = {
    "empty": ("", "must name period"),
    "unknown column": ("period,growth_rate\n2023-06,1\n", "must name period"),
    "not a number": ("period,ytd_growth\n2023-06,NaN\n", "row 2, column ytd_growth"),
    "thousands": ('period,ytd_growth\n2023-06,"1,5"\n', "plain decimal"),
    "no month": ("period,ytd_growth\n2023-13,1.0\n", "row 2, column period"),
    "out of order": ("period,ytd_growth\n2023-06,1\n2023-03,2\n2023-09,2\n", "row 3.*forward"),
    "twice": ("period,ytd_growth\n2023-06,1.0\n2023-06,1.0\n", "row 3.*one row"),
    "twice, two forms": ("period,ytd_growth\n2023-06,1.0\n2023-01/2023-06,2.0\n", "one row"),
    "below -100%": ("period,ytd_growth\n2023-06,-120.0\n", "row 2.*-100%"),
    "too many cells": ("period,ytd_growth\n2023-06,1.0,2.0\n", "more cells"),
    "status": ("period,ytd_growth,status\n2023-06,1.0,guess\n", "one of actual, .*estimate"),
    "falling levels": ("period,level\n2023-06,50.0\n2023-07,40.0\n", "must not fall"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_files(case):
    """A fault names what must hold, and its row and column where it has one."""
    text, words = BAD[case]
    with pytest.raises(InputError, match=words):
        read_series(text, file="own.csv")


def test_all_faults_come_together():
    """Two bad rows, one error, the file named in both."""
    with pytest.raises(InputError) as caught:
        read_series("period,ytd_growth\n2023-03,x\n2023-06,y\n", file="own.csv")
    places = [(fault.where.file, fault.where.row) for fault in caught.value.faults]
    assert places == [("own.csv", 2), ("own.csv", 3)]


def test_only_a_header_gives_a_reason():
    """Nothing to forecast from."""
    with pytest.raises(NotDerivableError, match="at least one observation"):
        read_series("period,ytd_growth\n")


LEAK = """period,ytd_growth,level,status
2022-07,,110.0,
2022-12,,210.0,
2023-06,-5.0,,
2023-07,18.2,130.0,estimate
"""


def test_an_estimated_level_is_held_out_with_its_growth():
    """130.0 after 110.0 is +18.2%: expected, not published, so it must not enter the forecast."""
    series = read_series(LEAK)
    assert [(o.month, o.status) for o in series.observations] == [(6, "actual")]
    assert [(o.month, o.status) for o in series.held] == [(7, "estimate")]
    assert len(series.notes) == 1
    assert all(p.year == 2022 for p in series.levels)
    assert forecast(series).ytd[12].above(0) < 0.5


def test_an_estimated_level_counts_on_demand():
    """Used, it is still called an estimate."""
    series = read_series(LEAK, use_estimates=True)
    assert [(o.month, o.status) for o in series.observations] == [(6, "actual"), (7, "estimate")]


def test_growth_on_an_estimated_base_is_an_estimate():
    """Last year's level is expected only: so is the growth since."""
    text = "period,level,status\n2022-06,100.0,estimate\n2023-06,120.0,\n"
    with pytest.raises(NotDerivableError):
        read_series(text)
    (only,) = read_series(text, use_estimates=True).observations
    assert only.status == "estimate"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("period,ytd_growth,ytd_growth\n2023-06,1.0,2.0\n", "ytd_growth more than once"),
        ("period,level,status\n2023-06,1.0,guess\n", "row 2, column status"),
        ("period,level\n2023-06,60.0\n2023-07,72.0\n2023-07/2023-07,30.0\n", "single month"),
        ("period,level\n2023-07,72.0\n2023-07/2023-07,80.0\n", "single month"),
    ],
)
def test_more_bad_files(text, words):
    """A column twice; a word for a level's status; a month that doesn't fit the year to date."""
    with pytest.raises(InputError, match=words):
        read_series(text)


@pytest.mark.parametrize(
    "text", ["period,level\n2023-06,1.0\n", "period,level\n2022-06,-10.0\n2023-06,15.0\n"]
)
def test_levels_that_give_no_growth_say_why(text):
    """Levels of one year only; a base below zero."""
    with pytest.raises(NotDerivableError, match="year before"):
        read_series(text)


def test_agreeing_single_month_and_year_to_date_levels_are_fine():
    """60.0 and 72.0 leave 12.0 for July."""
    rows = "period,level\n2022-06,50.0\n2023-06,60.0\n2023-07,72.0\n2023-07/2023-07,12.0\n"
    assert read_series(rows).observations


def rates(series):
    """Return month and growth of the observations."""
    return [(o.year, o.first, o.month, float(o.growth.point)) for o in series.observations]


@pytest.mark.parametrize(
    "text",
    [
        "时间,累计同比(%)\n2023年3月,3.8\n2023年6月,9.9\n",
        "月份,累计增长\n2023/3,3.8%\n2023/6,9.9％\n",
        "日期,工业增加值_累计增长(%)\n2023-03-31,3.8\n2023-06-30,9.9\n",
        "时间,累计增速\n202303,3.8\n202306,9.9\n",
        "时间,累计同比,当月同比\n2023年6月,9.9,\n2023年5月,,\n2023年1-3月,3.8,—\n",
        '指标,2023年6月,2023年5月,2023年3月\n"工业增加值_累计增长(%)",9.9,,3.8\n附注,a,b,c\n',
        "数据库：月度数据\n时间：最近三个月\n指标,2023年6月,2023年3月\n云川产量_累计增长,9.9,3.8\n",
        "云川市,,\n时间,云川市:产量:累计同比,\n2023-03-31,3.8,\n2023-06-30,9.9,\n注：快报数,,\n",
        "时间,规模以上工业产量累计同比增速（%）\n2023年一季度,3.8\n2023年上半年,9.9\n",
        "时间,地区,累计同比\n2023年1月—3月份,云川市,3.8\n2023年1至6月,云川市,9.9\n",
        "时间，累计同比\n２０２３年３月，３．８\n２０２３年６月，９．９％\n",
        "时间\t累计同比\n2023.03\t+3.8\n2023/04\t…\n2023/05\t#N/A\n2023.06\t9.9\n",
        "时间;累计同比\r2023Q1;3.8\r2023H1;9.9\r",
    ],
)
def test_layouts_of_the_statistics_bureau(text):
    """Chinese heads, months as they are written there, signs, blanks, months as columns."""
    assert rates(read_series(text)) == [(2023, 1, 3, 3.8), (2023, 1, 6, 9.9)]


def test_what_was_understood_is_said():
    """The heads with their meaning, the blank rows, the turned order."""
    series = read_series("时间,累计同比\n2023年6月,9.9\n2023年5月,\n2023年3月,3.8\n")
    words = " ".join(map(str, series.notes))
    assert "时间 = period, 累计同比 = ytd_growth" in words
    assert "passed over: 1" in words
    assert "turned round" in words


def test_rows_that_are_not_read_are_named_where_months_are_columns():
    """A row of the wide layout is a column, and passed over aloud; a line of the source is none."""
    series = read_series(
        "指标,2023年5月,2023年6月\n增加值_累计增长(%),3.6,3.8\n增加值_当期同比(%),3.5,4.4\n"
        "企业数(个),12,13\n数据来源：统计局,,\n"
    )
    words = " ".join(map(str, series.notes))
    assert "columns passed over: 企业数(个)" in words
    assert "数据来源" not in words
    spans = [(first, last) for _, first, last, _ in rates(series)]
    assert spans == [(1, 5), (5, 5), (1, 6), (6, 6)]


def test_growth_of_the_month_is_that_of_a_month():
    """A column of its own; the same row's year to date stays."""
    series = read_series("时间,累计同比,当月同比\n2023年6月,4.0,\n2023年7月,4.2,5.4\n")
    assert rates(series) == [(2023, 1, 6, 4.0), (2023, 1, 7, 4.2), (2023, 7, 7, 5.4)]


def test_other_bases_are_set_aside():
    """A two-year average is no growth on the year before; an unknown word is a fault."""
    series = read_series("时间,累计同比,口径\n2021年3月,6.8,两年平均\n2021年6月,15.9,同比\n")
    assert rates(series) == [(2021, 1, 6, 15.9)]
    assert "set aside" in " ".join(map(str, series.notes))
    with pytest.raises(InputError, match="column basis"):
        read_series("时间,累计同比,口径\n2021年3月,6.8,quarterly\n")


def test_gb18030_and_workbooks_are_read():
    """As a spreadsheet in China saves it; dates as dates."""
    text = "时间,累计同比(%)\n2023年3月,3.8\n2023年6月,9.9\n"
    assert rates(read_series(text.encode("gb18030"))) == [(2023, 1, 3, 3.8), (2023, 1, 6, 9.9)]
    book = Workbook()
    for row in (["时间", "累计同比"], [date(2023, 3, 1), 3.8], ["2023年6月", 9.9]):
        book.active.append(row)
    raw = io.BytesIO()
    book.save(raw)
    assert rates(read_series(raw.getvalue())) == [(2023, 1, 3, 3.8), (2023, 1, 6, 9.9)]


def sheet(*rows, form="General"):
    """Return a workbook whose second sheet holds the rows, numbers in one format."""
    book = Workbook()
    filled = book.create_sheet()
    for row in rows:
        filled.append(row)
        if isinstance(row[1], float | int):
            filled.cell(filled.max_row, 2).number_format = form
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("form", "cells", "shown"),
    [
        ("0.0%", (0.038, 0.099), ["3.8", "9.9"]),
        ("0.00%", (0.038, 0.0994), ["3.80", "9.94"]),
        ("0.0", (4, 9.94), ["4.0", "9.9"]),
        ("0.0_ ", (-4, 9.94), ["-4.0", "9.9"]),
        ("General", (4, 9.94), ["4", "9.94"]),
    ],
)
def test_a_cell_counts_as_it_is_shown(form, cells, shown):
    """0.038 in the format 0.0% is 3.8%, not 0.038%; printed places give the precision."""
    raw = sheet(["时间", "累计同比"], ["2023年3月", cells[0]], ["2023年6月", cells[1]], form=form)
    seen = [o.growth for o in read_series(raw).observations]
    assert seen == [Figure.of(each, "%") for each in shown]


def test_levels_with_separators_and_columns_that_are_not_read():
    """1,234.5 is a level; a two-year average's column is none of growth, and said."""
    text = '时间,累计值(亿元),两年平均累计同比\n2022年6月,"1,234.5",1\n2023年6月,"1,300.1",2\n'
    series = read_series(text)
    assert float(series.observations[0].growth.point) == pytest.approx(5.3139, abs=1e-4)
    assert "columns passed over: 两年平均累计同比" in " ".join(map(str, series.notes))


def test_two_areas_in_one_file_are_refused():
    """A column that isn't read doesn't hide that a period stands twice."""
    with pytest.raises(InputError, match=r"row 3.*one row"):
        read_series("时间,地区,累计同比\n2023年3月,云川市,3.8\n2023年3月,青岭县,3.9\n")


def test_utf_16_is_read():
    """As a spreadsheet saves Unicode text."""
    raw = "时间\t累计同比\n2023年3月\t3.8\n2023年6月\t9.9\n".encode("utf-16")
    assert rates(read_series(raw)) == [(2023, 1, 3, 3.8), (2023, 1, 6, 9.9)]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"%PDF-1.7", "came: a PDF"),
        (b'period,ytd_growth\n"2023-06,1.0\n', "unexpected end"),
        (b"period,ytd_growth\n2023-06,1.0\x00\n", "NUL"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old Excel workbook"),
    ],
)
def test_what_no_table_is_says_what_it_is(raw, words):
    """Another kind of file, an open quote, a damaged one."""
    with pytest.raises(InputError, match=words):
        read_series(raw, file="own.csv")


@pytest.mark.parametrize("raw", [b"PK\x03\x04broken", b"\xff\xff\xff\xff"])
def test_other_bytes_are_refused(raw):
    """A broken workbook; bytes that are no text."""
    with pytest.raises(InputError, match="workbook"):
        read_series(raw)


def test_printed_growth_stands_where_levels_say_another():
    """A comparable base, as the bureau's own downloads have it: 3.0% printed, 10% by levels."""
    text = "时间,累计值,累计同比\n2022-05,90,\n2022-06,100,\n2023-05,99,\n2023-06,110,3.0\n"
    series = read_series(text)
    assert rates(series) == [(2023, 1, 6, 3.0)]
    assert sum("levels a year apart" in str(note) for note in series.notes) == 1
    assert [str(period) for period in series.levels] == ["2023-01/2023-05", "2023-01/2023-06"]
    alike = read_series(text.replace("3.0", "10.0"))
    assert rates(alike) == [(2023, 1, 5, 10.0), (2023, 1, 6, 10.0)]


@pytest.mark.parametrize(
    ("period", "first"),
    [("2023年1-2月", 1), ("2023年1月-2月", 1), ("2023-01/2023-02", 1), ("2023年2月", 2)],
)
def test_january_and_february_together_are_no_february(period, first):
    """In a column of months: the two are published as one; the year to date follows."""
    series = read_series(f"时间,当月同比\n{period},5.4\n2023年3月,5.1\n")
    assert rates(series) == [(2023, first, 2, 5.4), (2023, 3, 3, 5.1)]
