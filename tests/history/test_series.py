"""The index of all reports of a package over time, and what it refuses."""

import json
import shutil
from pathlib import Path

import pytest

from zoneanalysis.errors import InputError
from zoneanalysis.extraction import as_report, extract
from zoneanalysis.history import across
from zoneanalysis.history.series import series, whole_index
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.continuity import remarks
from zoneanalysis.reports.series import SeriesIndex

DATA = Path(__file__).parents[2] / "data"
LESSON = DATA / "lessons" / "four-reports"


@pytest.fixture
def package(tmp_path):
    """Return a copy of the lesson's package, to be broken."""
    return DataPackage(Path(shutil.copytree(LESSON, tmp_path / "data")))


def _copy(package, old, new, **meta):
    """Copy a report under a new id, with other values in its report.json."""
    folder = Path(shutil.copytree(package.root / "reports" / old, package.root / "reports" / new))
    content = json.loads((folder / "report.json").read_text("utf-8")) | {"id": new} | meta
    (folder / "report.json").write_text(json.dumps(content, ensure_ascii=False) + "\n", "utf-8")
    return folder


def test_a_frame_with_numbers_intervals_and_provenance():
    """One row a printed value, by period; the unit is the indicator's."""
    frame = series("YC", "budget_revenue", data=LESSON)
    levels = frame[(frame["measure"] == "level")]
    assert levels["value"].tolist() == [16.20, 33.10, 16.69, 34.46]
    assert levels["low"].tolist() == pytest.approx([16.195, 33.095, 16.685, 34.455])
    assert frame["value"].dtype == "float64"
    [goal] = frame[frame["status"] == "target"].to_dict("records")
    assert (goal["report"], goal["printed"], goal["low"]) == ("yunchuan-2024h1", "增长4%", 3.5)


def test_what_lies_in_an_area_belongs_to_it():
    """A zone's figures stand under the city's code."""
    assert set(series("YC", "funds_in_place", data=LESSON)["area"]) == {"YC-DZ-DONGLING"}


def test_a_declared_break_is_said_in_the_row_that_follows():
    """Seven zones since September 2024."""
    frame = series("YC-DZ", "industrial_investment", data=LESSON)
    broken = frame[frame["break"] != ""]
    assert broken["period"].unique().tolist() == ["2024-01/2024-12"]
    assert frame.attrs["remarks"] == [
        "YC-DZ: 6 zones until 2024-09, 7 zones with Wangshan from then on"
    ]


def test_codes_in_other_letters_are_refused_with_the_right_one():
    """The program doesn't guess."""
    with pytest.raises(InputError, match="Near ones: YC"):
        series("yc", data=LESSON)
    with pytest.raises(InputError, match="budget_revenue"):
        series("YC", "budget_revenu", data=LESSON)


def test_two_reports_of_one_period_are_refused_unless_marked(package):
    """With a vintage each, both are used, the later one last."""
    _copy(package, "yunchuan-2024", "yunchuan-2024-again")
    index = SeriesIndex.of(package)
    assert set(index.unusable) == {"yunchuan-2024", "yunchuan-2024-again"}
    with pytest.raises(InputError, match="must be marked as vintages"):
        series("YC", data=package.root)
    shutil.rmtree(package.root / "reports" / "yunchuan-2024")
    _copy(package, "yunchuan-2024-again", "yunchuan-2024-first", vintage="2025-01")
    shutil.rmtree(package.root / "reports" / "yunchuan-2024-again")
    _copy(package, "yunchuan-2024-first", "yunchuan-2024-second", vintage="2025-03")
    index = SeriesIndex.of(package)
    assert not index.unusable
    assert [each.id for each in index.reports][-2:] == [
        "yunchuan-2024-first",
        "yunchuan-2024-second",
    ]


def test_a_broken_report_leaves_the_others(package):
    """It is named with what is wrong."""
    (package.root / "reports" / "yunchuan-2023" / "claims.csv").unlink()
    _copy(package, "yunchuan-2024h1", "Yunchuan-2024H1")
    index = SeriesIndex.of(package)
    assert set(index.unusable) == {"yunchuan-2023", "Yunchuan-2024H1"}
    assert [each.id for each in index.reports] == [
        "yunchuan-2023h1",
        "yunchuan-2024h1",
        "yunchuan-2024",
    ]


def test_a_missing_report_is_said_as_a_gap(package):
    """Nothing is carried over it."""
    shutil.rmtree(package.root / "reports" / "yunchuan-2023")
    (package.root / "breaks.csv").unlink()
    package.write_descriptor()
    said = [str(each) for each in remarks(SeriesIndex.of(DataPackage(package.root)))]
    assert "YC: no report between 2023-06 and 2024-06; nothing is carried over" in said
    assert any("6 zones in yunchuan-2024h1, 7 in yunchuan-2024" in each for each in said)


def test_a_report_later_than_its_data_is_not_used(package):
    """Its period lies after every figure of its own."""
    _copy(package, "yunchuan-2023", "yunchuan-2025h1", period="2025-01/2025-06")
    index = SeriesIndex.of(package)
    [fault] = index.unusable["yunchuan-2025h1"]
    assert fault.came == "2025-01/2025-06, but its latest figure is of 2023-12"


def test_a_change_of_basis_is_said_and_parts_the_series(package):
    """Growth at constant prices is no series with growth at current ones."""
    table = package.root / "reports" / "yunchuan-2024" / "figures.csv"
    text = table.read_text("utf-8")
    line = next(each for each in text.splitlines() if "trade,YC,2024-01/2024-12,yoy" in each)
    changed = text.replace(line, line.replace(",nominal,", ",comparable,"))
    table.write_text(changed, "utf-8")
    index = SeriesIndex.of(package)
    assert "YC trade yoy: the basis changes (comparable, nominal); the parts are not compared" in [
        str(each) for each in remarks(index, {"YC"})
    ]
    assert {k.basis for k in index.points if (k.area, k.indicator) == ("YC", "trade")} == {
        "nominal",
        "comparable",
    }


def test_a_change_of_unit_is_refused_with_its_row(package):
    """Dollars are no yuan; the other reports are used."""
    table = package.root / "reports" / "yunchuan-2024h1" / "figures.csv"
    text = table.read_text("utf-8")
    line = next(each for each in text.splitlines() if "trade,YC,2024-01/2024-06,level" in each)
    table.write_text(text.replace(line, line.replace("亿元", "亿美元")), "utf-8")
    [fault] = SeriesIndex.of(package).unusable["yunchuan-2024h1"]
    assert (fault.where.row, fault.where.column) == (10, "unit_measure")
    assert fault.must == "a level of trade must be in 亿元 or a unit of the same kind"
    assert len(SeriesIndex.of(package).reports) == 3


def test_panels_and_series_of_ones_own_stand_beside_reports(package):
    """A panel by month, a CSV by its place; a bad one is named and stops nothing."""
    own = package.root / "series" / "YC"
    own.mkdir(parents=True)
    (own / "trade.csv").write_text("时间,累计同比,累计值\n2025-06,4.2%,62.5\n", "utf-8")
    (own / "nothing.csv").write_text("时间,累计同比\n2025-06,4.2%\n", "utf-8")
    frame = series("YC", "trade", data=package.root)
    mine = frame[frame["report"] == "series/YC/trade.csv"].set_index("measure")
    assert mine["value"].to_dict() == {"yoy": 4.2, "level": 62.5}
    assert frame["report"].nunique() == 5
    [bad] = frame.attrs["unusable"].items()
    assert bad[0] == "series/YC/nothing.csv"
    assert "with codes of indicators.csv" in bad[1]
    zone = series("CN-9901-DZ-BEISHAN", "industrial_investment", data=DATA)
    june = zone[zone["period"] == "2024-01/2024-06"].set_index("measure")
    assert june.loc["yoy", ["value", "low", "high", "report"]].tolist() == [
        14.1,
        14.05,
        14.15,
        "panels/yunchuan",
    ]


def test_relations_leave_panels_out():
    """What reports print is held against reports alone."""
    index = whole_index(DataPackage(DATA))
    assert {each.id for each in index.records} == {"panels/yunchuan"}
    assert {each.report for each in across(index)} <= {each.id for each in index.reports}


def test_a_renamed_indicator_stays_one_series(package):
    """Declared as renamed, both codes are one."""
    lists = package.root / "indicators.csv"
    row = next(e for e in lists.read_text("utf-8").splitlines() if e.startswith("trade,"))
    lists.write_text(lists.read_text("utf-8") + row.replace("trade,", "foreign_trade,") + "\n")
    table = package.root / "reports" / "yunchuan-2024" / "figures.csv"
    table.write_text(table.read_text("utf-8").replace(",trade,", ",foreign_trade,"), "utf-8")
    assert len({p.report.id for p in SeriesIndex.of(package).select("YC", "trade")}) == 3
    with (package.root / "breaks.csv").open("a", encoding="utf-8") as file:
        file.write("YC,,2024-07,renamed,trade,foreign_trade,\n")
    index = SeriesIndex.of(DataPackage(package.root))
    assert not {key for key in index.points if key.indicator == "trade"}
    assert len({p.report.id for p in index.select("YC", "foreign_trade")}) == 4


def test_breaks_and_past_are_checked(package):
    """Unknown codes, months that are none, roles and periods."""
    with (package.root / "breaks.csv").open("a", encoding="utf-8") as file:
        file.write("YC-ZZ,tarde,2024-13,scope,6,7,\n")
    past = package.root / "reports" / "yunchuan-2024" / "past.csv"
    with past.open("a", encoding="utf-8") as file:
        file.write("p04,difference,f001,later=f002,earlyer=2023-12,,economic_output,\n")
        file.write("p05,direction,由负转正,,before=2023-14,,economic_output,\n")
    told = {(str(f.where), f.must) for f in DataPackage(package.root).validate()}
    places = {place.split("/")[-1] for place, _ in told}
    assert {
        "breaks.csv, row 3, column area",
        "breaks.csv, row 3, column indicator",
        "breaks.csv, row 3, column since",
        "past.csv, row 5, column past",
        "past.csv, row 5, column inputs",
        "past.csv, row 6, column past",
        "past.csv, row 6, column inputs",
    } <= places


def test_one_code_for_two_cities_is_refused():
    """Extraction writes XX for a city without a code; two of them are no series."""
    texts = {
        "a-2023h1": "青岚市2023年上半年\n\n工业投资67.39亿元,增长8.3%。",
        "b-2024h1": "碧川市2024年上半年\n\n工业投资21.30亿元,比上年同期加快1.1个百分点。",
    }
    reports = [
        as_report(draft, name, {"area": draft.area.code, "period": str(draft.period)}, {}, {})
        for name, text in texts.items()
        for draft in extract(text).reports
    ]
    index = SeriesIndex.build(reports)
    assert not index.reports
    assert {fault.came for [fault] in index.unusable.values()} == {"XX: 青岚市, 碧川市"}


def _halves(first, second):
    """Return the relations of a half-year and a year whose texts say little."""
    texts = {
        "a": f"云川市2023年上半年开发区情况\n\n上半年,云川市{first}。",
        "b": f"云川市2023年开发区情况\n\n2023年,云川市{second}。",
    }
    package = DataPackage(LESSON)
    reports = [
        as_report(
            draft, name, {"area": "YC", "period": str(draft.period)}, package.indicators,
            package.areas,
        )
        for name, text in texts.items()
        for draft in extract(text, "YC", areas=package.areas).reports
    ]  # fmt: skip
    return [e for e in across(SeriesIndex.build(reports)) if e.kind == "cumulated"]


@pytest.mark.parametrize(
    "name", ["规上工业企业利润总额", "外商直接投资净流入", "新增贷款", "商品房库存总值"]
)
def test_what_can_fall_within_a_year_is_not_held_to_grow(name):
    """A loss in the second half, repaid loans, goods sold."""
    assert _halves(f"{name}5.20亿元", f"{name}4.90亿元") == []


def test_an_indicator_that_no_list_has_is_not_accused_of_falling():
    """Whether it is a sum since January nobody has written down."""
    [found] = _halves("某项收储5.20亿元", "某项收储4.90亿元")
    assert (found.standing.value, "indicators.csv" in str(found.reason)) == (
        "not assessable",
        True,
    )
    [found] = _halves("工业投资5.20亿元", "工业投资4.90亿元")
    assert found.standing.is_finding


@pytest.mark.parametrize(("stated", "standing"), [("3.2", "consistent"), ("4.2", "inconsistent")])
def test_a_share_is_held_against_the_share_then(stated, standing):
    """占比72.5%, 69.3% a year before; the growth that was printed beside it is another thing."""
    text = (
        "云川市{}年上半年开发区情况\n\n上半年,云川市固定资产投资{}亿元,其中工业投资{}亿元,增长{}%,"
        "占比{}%{}。"
    )
    package = DataPackage(LESSON)
    reports = []
    for year, *figures in (
        (2023, "88.42", "61.27", "1.8", "69.3", ""),
        (2024, "92.93", "67.40", "10.0", "72.5", f",比上年同期提高{stated}个百分点"),
    ):
        [draft] = extract(text.format(year, *figures), "YC", areas=package.areas).reports
        meta = {"area": "YC", "period": str(draft.period)}
        reports.append(as_report(draft, f"r{year}", meta, package.indicators, package.areas))
    told = [e for e in across(SeriesIndex.build(reports)) if e.kind == "change"]
    assert [each.standing.value for each in told] == [standing]
