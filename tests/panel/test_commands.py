"""The commands on panels."""

from __future__ import annotations

import csv
import json

import openpyxl
import pytest
from click.testing import CliRunner

from zoneanalysis.cli.main import cli

from .conftest import DATA


@pytest.fixture
def run():
    """Return a function that runs the command on the repository's data."""
    return lambda *words: CliRunner().invoke(cli, ["--data", str(DATA), *words])


def test_ledger_shows_rates_with_whole_projects(run):
    """In the language asked for, as of the day asked for."""
    shown = run("ledger", "yunchuan", "--day", "2024-05-31", "--language", "zh")
    assert shown.exit_code == 0, shown.output
    assert "开工率" in shown.output
    assert "61.0% (36/59)" in shown.output
    assert [line[:2] for line in shown.output.splitlines()[1:4]] == ["北山", "南江", "东湖"]


def test_a_panel_of_ledgers_alone_has_rates_and_an_audit(package):
    """Before its first month table: the day is to be named, and nothing breaks."""
    path = package.root / "panels" / "yunchuan" / "panel.csv"
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", encoding="utf-8")

    def run(*words):
        return CliRunner().invoke(cli, ["--data", str(package.root), *words])

    assert "--day" in run("ledger", "yunchuan").output
    assert "(36/59)" in run("ledger", "yunchuan", "--day", "2024-05-31").output
    assert run("panel", "audit", "yunchuan").exit_code == 0


def test_ledger_lists_who_waits(run):
    """The longest first, with the days."""
    shown = run("ledger", "yunchuan", "--day", "2024-05-31", "--stuck", "--least", "600",
                "--language", "en")  # fmt: skip
    lines = [line for line in shown.output.splitlines() if "20" in line]
    assert len(lines) == 4
    assert "744" in lines[0]


@pytest.mark.parametrize(
    ("view", "language", "heads"),
    [
        ("--land", "zh", ["出让宗数", "利用率（%）"]),
        ("--land", "en", ["Parcels sold", "Share used (%)"]),
        ("--loans", "zh", ["协议数", "授信率（%）"]),
        ("--loans", "en", ["Agreements", "Share granted (%)"]),
    ],
)
def test_ledger_shows_land_and_loans_by_zone(run, view, language, heads):
    """With totals of the group of all zones, as a table, CSV or JSON."""
    words = ("ledger", "yunchuan", "--day", "2024-05-31", view, "--language", language)
    shown = run(*words)
    assert shown.exit_code == 0, shown.output
    assert all(head in shown.output.splitlines()[0] for head in heads)
    rows = list(csv.DictReader(run(*words, "--format", "csv").output.splitlines()))
    assert rows == [
        {key: str(value) for key, value in row.items()}
        for row in json.loads(run(*words, "--format", "json").output)
    ]
    assert rows[-1]["zone"] == "CN-9901-DZ"
    assert {row["unit"] for row in rows} == {"亩" if view == "--land" else "亿元"}
    counted = "parcels" if view == "--land" else "agreements"
    assert sum(int(row[counted]) for row in rows[:-1]) == int(rows[-1][counted])


def test_every_view_of_the_ledger_is_data_too(run):
    """The four rates with codes and whole projects; who waits; who handles approvals."""

    def first(*words):
        shown = run("ledger", "yunchuan", "--day", "2024-05-31", *words, "--format", "json")
        return json.loads(shown.output)[0]

    rate = {"key": "CN-9901-DZ-BEISHAN", "indicator": "start_rate", "rate": "50.0"}
    assert first() == rate | {"reached": 3, "of": 6}
    assert first("--stuck")["waits_for"] == "commissioned"
    assert first("--agents")["zone"] == "CN-9901-DZ-BEISHAN"


def test_a_day_that_is_none_is_refused(run):
    """With what a day looks like."""
    shown = run("ledger", "yunchuan", "--day", "2024-5-31")
    assert shown.exit_code != 0
    assert "YYYY-MM-DD" in str(shown.output) + str(shown.exception)


def test_a_day_without_hyphens_is_that_day(run):
    """20240531 and 2024-05-31 are one day."""
    shown = [run("ledger", "yunchuan", "--day", day).output for day in ("20240531", "2024-05-31")]
    assert shown[0] == shown[1]


def test_import_shows_what_it_understood_and_writes_only_sound_workbooks(package, tmp_path):
    """A cell that can't be read stops it, unless it is to be left out."""
    book = openpyxl.Workbook()
    book.active.append(["开发区", "2025年1-5月工业投资（亿元）"])
    book.active.append(["北山", 1.5])
    book.active.append(["南江", "约2"])
    path = tmp_path / "月报.xlsx"
    book.save(path)
    folder = package.root / "panels" / "yunchuan"

    def run(*words):
        given = ["--data", str(package.root), "panel", "import", str(path), "-o", str(folder)]
        return CliRunner().invoke(cli, [*given, *words])

    shown = run("--yes")
    assert shown.exit_code == 2
    assert "industrial_investment, ytd, 2025-05, 亿元, 1 values" in shown.output
    assert "B3" in shown.output
    assert "2025-05" not in (folder / "panel.csv").read_text("utf-8")
    shown = run("--leave-out", "--yes")
    assert shown.exit_code == 0, shown.output
    assert "CN-9901-DZ-BEISHAN,2025-05,industrial_investment,ytd,1.5" in (
        folder / "panel.csv"
    ).read_text("utf-8")
    book.active["B2"] = 1.6
    book.save(path)
    assert "value 1.5 → 1.6 (sheet Sheet, cell B2)" in run("--leave-out", "--yes").output


def test_template_and_export_write_a_workbook(run, tmp_path):
    """With the sheets of the tables, empty or full."""
    for words in (("template",), ("panel", "export", "yunchuan")):
        path = tmp_path / f"{words[0]}.xlsx"
        shown = run(*words, str(path))
        assert shown.exit_code == 0, shown.output
        book = openpyxl.load_workbook(path, read_only=True)
        assert {"开发区", "指标月报", "项目台账", "考核办法"} <= set(book.sheetnames)
        assert (book["项目台账"].max_row > 100) == (words[0] == "panel")
        before = path.read_bytes()
        again = run(*words, str(path))
        assert again.exit_code != 0
        assert path.read_bytes() == before  # what was typed into it stays
