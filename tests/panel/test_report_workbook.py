"""A report's tables in a workbook and back: the same cells, or the cell that was spoilt."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from zoneanalysis.errors import InputError
from zoneanalysis.panel.excel import edited_report, report_workbook
from zoneanalysis.reports import DataPackage

DATA = Path(__file__).parents[2] / "data"
REPORT = "linfen-2023h1"


@pytest.fixture
def package(tmp_path: Path) -> DataPackage:
    """Return a copy of the data package."""
    copied = shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("lessons"))
    return DataPackage(copied)


@pytest.fixture
def edit(package: DataPackage, tmp_path: Path) -> Callable[[str, str, object], Path]:
    """Return a function that writes the workbook with one cell changed."""

    def changed(sheet: str = "figures", place: str = "", value: object = None) -> Path:
        book = report_workbook(package, REPORT)
        if place:
            cell = book[sheet][place]
            cell.number_format = "General"
            cell.value = value
        book.save(tmp_path / "edited.xlsx")
        return tmp_path / "edited.xlsx"

    return changed


def test_unchanged_it_comes_back_to_the_byte(package, edit):
    """Each table is the text that it was, and there is nothing to write."""
    found = edited_report(edit(), package, REPORT)
    assert set(found.changes.values()) == {(0, 0, 0)}
    folder = package.folder(REPORT)
    assert {"figures.csv", "claims.csv", "actions.csv", "zones.csv"} <= set(found.texts)
    for name, text in found.texts.items():
        assert (folder / name).read_bytes() == text.encode()


def test_what_was_edited_is_written_and_counted(package, edit):
    """A note is changed, the last row deleted; the report is sound and says both."""
    path = edit("figures", "N3", "checked by hand")
    book = openpyxl.load_workbook(path)
    rows = book["zones"].max_row
    last = max(n for n in range(1, rows + 1) if book["zones"].cell(n, 1).value)
    book["zones"].delete_rows(last)
    book.save(path)
    found = edited_report(path, package, REPORT)
    assert found.changes["figures"] == (0, 1, 0)
    assert found.changes["zones"] == (0, 0, 1)
    found.write()
    after = DataPackage(package.root)
    assert after.validate() == ()
    assert after.edited() == ()
    assert after.read(REPORT).observations[1].note == "checked by hand"


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("printed", 54.76, "took it for a number"),
        ("time_period", dt.date(2023, 6, 1), "took it for a date"),
        ("time_period", 202306, "took it for a number"),
        ("char_start", dt.date(2023, 6, 1), "took it for a date"),
    ],
)
def test_a_cell_that_the_spreadsheet_spoilt_is_named(package, edit, column, value, words):
    """With its sheet and place, what came, and the cure; nothing is written."""
    head = [cell.value for cell in report_workbook(package, REPORT)["figures"][1]]
    place = f"{openpyxl.utils.get_column_letter(head.index(column) + 1)}5"
    with pytest.raises(InputError) as caught:
        edited_report(edit("figures", place, value), package, REPORT)
    (fault,) = caught.value.faults
    assert f"sheet figures, cell {place}" in str(fault)
    assert words in fault.came
    assert "Text" in fault.do


def test_faults_of_the_tables_come_before_anything_is_written(package, edit):
    """A value that isn't the printed one is refused with the row of the sheet."""
    head = [cell.value for cell in report_workbook(package, REPORT)["figures"][1]]
    place = f"{openpyxl.utils.get_column_letter(head.index('obs_value') + 1)}5"
    before = (package.folder(REPORT) / "figures.csv").read_bytes()
    with pytest.raises(InputError, match=r"figures\.csv, row 5, column obs_value"):
        edited_report(edit("figures", place, "54.77"), package, REPORT)
    assert (package.folder(REPORT) / "figures.csv").read_bytes() == before


def test_a_workbook_without_any_of_the_tables_is_refused(package, tmp_path):
    """It says which sheets there should be."""
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    with pytest.raises(InputError, match="a sheet must be one of figures"):
        edited_report(tmp_path / "other.xlsx", package, REPORT)


def test_the_commands_write_and_read_back(package, tmp_path):
    """`data edit --xlsx` and `--from-xlsx`."""
    from click.testing import CliRunner

    from zoneanalysis.cli.main import cli

    start = ["--data", str(package.root), "data", "edit", REPORT]
    path = str(tmp_path / "r.xlsx")
    assert CliRunner().invoke(cli, [*start, "--xlsx", path]).exit_code == 0
    back = CliRunner().invoke(cli, [*start, "--from-xlsx", path])
    assert back.exit_code == 0
    assert "figures.csv: 0 rows new, 0 changed, 0 gone" in back.output
    assert CliRunner().invoke(cli, start).exit_code == 2
