"""The commands on panels."""

from __future__ import annotations

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


def test_ledger_lists_who_waits(run):
    """The longest first, with the days."""
    shown = run("ledger", "yunchuan", "--day", "2024-05-31", "--stuck", "--least", "600",
                "--language", "en")  # fmt: skip
    lines = [line for line in shown.output.splitlines() if "20" in line]
    assert len(lines) == 4
    assert "744" in lines[0]


def test_a_day_that_is_none_is_refused(run):
    """With what a day looks like."""
    shown = run("ledger", "yunchuan", "--day", "2024-5-31")
    assert shown.exit_code != 0
    assert "YYYY-MM-DD" in str(shown.output) + str(shown.exception)
