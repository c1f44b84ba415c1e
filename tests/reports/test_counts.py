"""Cut tables: each cut of each table is refused. Edits are said, and renewed by one command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zoneanalysis.cli.main import main
from zoneanalysis.errors import InputError
from zoneanalysis.extraction import extract, write_package, write_reports
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.loading import Lists, ReportFolder
from zoneanalysis.reports.schema.counts import count_tables

TEXT = (
    "云川市2024年上半年开发区工作进展\n"
    "1-6月,茶叶产量3.2万吨。签约项目12个,其中亿元以上项目5个,占41.7%,亿元以下项目7个。\n"
)
REPORT = "xx-2024h1"
ROWS = {
    "actions.csv": "a01,actions,start,跟进,Follow each,f002\na02,actions,look,再看,Look again,\n",
    "zones.csv": "XX-YUNCHUAN,growth,1.2,%,,\nXX-YUNCHUAN,target,3,%,,\n",
    "reviews.csv": "finding,status,by,note\nr-1,explained,A. Reader,\nr-2,explained,A. Reader,\n",
}


@pytest.fixture
def small(tmp_path: Path) -> DataPackage:
    """Return a package of one short report with rows in every table."""
    (written,) = write_package(extract(TEXT, "云川市"), tmp_path / "data")
    area = json.loads((written.folder / "report.json").read_text("utf-8"))["area"]
    for name, rows in ROWS.items():
        with (written.folder / name).open("a", encoding="utf-8") as file:
            file.write(rows.replace("XX-YUNCHUAN", area))
    written.folder.rename(tmp_path / "data" / "reports" / REPORT)
    report = tmp_path / "data" / "reports" / REPORT / "report.json"
    report.write_text(report.read_text("utf-8").replace(written.report_id, REPORT), "utf-8")
    package = DataPackage(tmp_path / "data")
    package.write_descriptor()
    return DataPackage(tmp_path / "data")


def folder_of(package: DataPackage) -> Path:
    """Return the folder of the one report."""
    return package.root / "reports" / REPORT


def command(package: DataPackage, *arguments: str) -> int:
    """Run the command on the package; return its exit code."""
    with pytest.raises(SystemExit) as end:
        main(["--data", str(package.root), *arguments])
    return int(end.value.code or 0)


def test_the_small_report_is_sound(small: DataPackage) -> None:
    """Uncut there is neither a fault nor an edit; every table has at least two rows."""
    assert small.validate() == ()
    assert small.edited() == ()
    tables = json.loads((folder_of(small) / "report.json").read_text("utf-8"))["tables"]
    assert set(tables) == {
        "figures.csv", "claims.csv", "actions.csv", "zones.csv", "reviews.csv", "extraction.csv",
    }  # fmt: skip
    assert all(count["rows"] > 1 for count in tables.values())


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("name", ["figures", "claims", "actions", "zones", "reviews", "extraction"])
def test_no_cut_of_a_table_passes(small: DataPackage, name: str, ending: bytes) -> None:
    """Cut at every byte: refused, or the same rows (cut between CR and LF)."""
    path = folder_of(small) / f"{name}.csv"
    whole = path.read_bytes().replace(b"\n", ending)
    lists = Lists.load(small.root)
    rows = ReportFolder.load(small.root, REPORT, lists).rows
    passed = []
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        loaded = ReportFolder.load(small.root, REPORT, lists)
        if not loaded.faults:
            assert loaded.rows == rows
            passed.append(whole[cut:])
    assert passed == ([b"\n"] if ending == b"\r\n" else [])


@pytest.mark.parametrize("name", ["areas", "indicators"])
def test_no_cut_of_a_list_passes(small: DataPackage, name: str) -> None:
    """The lists of the package are counted in its descriptor."""
    path = small.root / f"{name}.csv"
    whole = path.read_bytes()
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        assert Lists.load(small.root).faults, whole[:cut][-40:]
    path.write_bytes(whole)
    assert Lists.load(small.root).faults == ()


@pytest.mark.parametrize("name", ["figures", "claims", "actions", "zones", "reviews", "extraction"])
def test_no_cut_is_made_permanent_by_an_update(small: DataPackage, name: str) -> None:
    """Extracting again into a folder with a cut table changes nothing and names the table."""
    folder = folder_of(small)
    path = folder / f"{name}.csv"
    whole = path.read_bytes()
    found = extract(TEXT, "云川市")
    ends = [at + 1 for at, byte in enumerate(whole[:-1]) if byte == ord("\n")]
    for cut in sorted({0, 5, len(whole) - 3, len(whole) - 1, *ends}):
        path.write_bytes(whole[:cut])
        before = {each.name: each.read_bytes() for each in folder.iterdir()}
        with pytest.raises(InputError, match=f"{name}.csv"):
            write_reports(found, folder, update=True)
        assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_a_missing_line_end_says_where_and_what_to_do(small: DataPackage) -> None:
    """The file, the row, what it ends with."""
    path = folder_of(small) / "figures.csv"
    path.write_bytes(path.read_bytes()[:-1])
    (fault,) = small.validate()
    lines = len(path.read_text("utf-8").splitlines())
    assert str(fault.where) == f"data/reports/{REPORT}/figures.csv, row {lines}"
    assert "line end" in fault.must
    assert "press Enter" in fault.do


def test_deleted_rows_are_refused_until_counted_anew(
    small: DataPackage, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names the command; the command says what it took note of."""
    path = folder_of(small) / "actions.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), "utf-8")
    assert command(small, "validate") == 2
    said = capsys.readouterr().err
    assert "the table must have the rows that were counted, 2 to a02" in said
    assert f"reports/{REPORT}/actions.csv\n" in said
    assert "--write-descriptor" in said
    with pytest.raises(InputError, match=r"actions\.csv"):
        small.read(REPORT)
    assert command(small, "validate", "--write-descriptor") == 0
    assert f"{REPORT}/actions.csv: 1 rows, 2 before" in capsys.readouterr().err
    assert command(small, "validate") == 0
    assert "actions.csv" not in capsys.readouterr().err


@pytest.mark.parametrize("edit", ["a cell", "a row more"])
def test_an_edit_is_said_and_never_in_the_way(
    small: DataPackage, edit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report can be read; `validate` passes and names the table, until it is counted anew."""
    path = folder_of(small) / "actions.csv"
    text = path.read_text("utf-8")
    more = text + "a03,actions,third,第三,Third,\n"
    path.write_text(
        text.replace("Follow each", "Follow all") if edit == "a cell" else more, "utf-8"
    )
    assert small.validate() == ()
    assert len(small.read(REPORT).actions) == (2 if edit == "a cell" else 3)
    assert command(small, "validate") == 0
    assert (
        "actions.csv: a table is usually as it was when it was counted" in capsys.readouterr().err
    )
    assert command(small, "validate", REPORT, "--write-descriptor") == 0
    assert small.edited() == ()


def test_a_table_that_need_not_be_there_may_be_removed(small: DataPackage) -> None:
    """Nobody cuts a file away by accident; it is said."""
    (folder_of(small) / "extraction.csv").unlink()
    assert small.validate() == ()
    (said,) = small.edited()
    assert str(said.where) == f"data/reports/{REPORT}/extraction.csv"
    assert "rows then, no now" in said.came


def test_line_ends_are_no_edit(small: DataPackage) -> None:
    """An editor of Windows changes them in every file it saves."""
    for path in folder_of(small).glob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert small.edited() == ()


def test_an_empty_table_may_be_filled(broken: DataPackage) -> None:
    """A new report's tables are there to be filled: that is no edit to be told of."""
    folder = broken.scaffold("linfen-2023h2", area="CN-1410", period="2023-01/2023-12")
    with (folder / "actions.csv").open("a", encoding="utf-8") as file:
        file.write("a01,actions,start,跟进,Follow,\n")
    assert broken.validate() == ()
    assert broken.edited() == ()


def test_a_report_without_counts_is_read(small: DataPackage) -> None:
    """Reports from before are as good as they were."""
    path = folder_of(small) / "report.json"
    meta = json.loads(path.read_text("utf-8"))
    del meta["tables"]
    path.write_text(json.dumps(meta), "utf-8")
    assert small.validate() == ()
    assert small.edited() == ()


@pytest.mark.parametrize(
    "counts",
    [
        {"../../secret.csv": {"rows": 1, "last": "", "sha256": "0" * 64}},
        {"figures.csv": {"rows": "1", "last": "", "sha256": "0" * 64}},
        {"figures.csv": {"rows": True, "last": "", "sha256": "0" * 64}},
        {"figures.csv": {"rows": 1, "last": "", "sha256": "0"}},
        {"figures.csv": {"rows": 1}},
        {"figures.csv": 1},
    ],
)
def test_counts_of_another_form_are_one_fault(small: DataPackage, counts: object) -> None:
    """It names report.json and the command that writes them anew."""
    path = folder_of(small) / "report.json"
    meta = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**meta, "tables": counts}), "utf-8")
    (fault,) = small.validate()
    assert str(fault.where).endswith("report.json, column tables")
    assert "--write-descriptor" in fault.do
    small.write_descriptor()
    assert small.validate() == ()


def test_the_committed_reports_have_their_counts(committed: DataPackage) -> None:
    """Both reports, and those of the lessons."""
    lessons = [path.parent for path in sorted(committed.root.glob("lessons/*/reports"))]
    assert len(lessons) > 1
    for package in (committed, *map(DataPackage, lessons)):
        assert package.reports()
        for report_id in package.reports():
            folder = package.folder(report_id)
            meta = json.loads((folder / "report.json").read_text("utf-8"))
            assert meta["tables"] == count_tables(folder) != {}
