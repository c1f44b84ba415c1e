"""`zoneanalysis init`: a folder in which every command works."""

from __future__ import annotations

from pathlib import Path

import pytest

import zoneanalysis as za
from zoneanalysis.errors import InputError
from zoneanalysis.run.project import init


def test_a_bare_project_is_sound_and_holds_no_report(tmp_path):
    """Lists, schemas and notebooks are there; validating finds nothing."""
    made = init(tmp_path / "a" / "my-review")
    package = za.DataPackage.find(made)
    assert package.reports() == ()
    assert package.validate() == ()
    names = {path.name for path in (made / "notebooks").glob("*.ipynb")}
    assert {"review.ipynb", "comparison.ipynb"} <= names
    assert "zoneanalysis extract" in (made / "README.md").read_text(encoding="utf-8")
    assert "](../" not in (made / "data" / "README.md").read_text(encoding="utf-8")


def test_validating_a_bare_project_says_how_to_begin(tmp_path, capsys):
    """And doesn't call nothing sound."""
    from zoneanalysis.cli.main import cli

    cli(["--data", str(init(tmp_path / "bare") / "data"), "validate"], standalone_mode=False)
    out, err = capsys.readouterr()
    assert "zoneanalysis extract" in err
    assert "0 reports" not in out + err


def test_an_example_project_holds_reports_panel_and_lessons(tmp_path):
    """All that the program's own data hold, in an empty folder that was there."""
    made = init(tmp_path, example=True)
    package = za.DataPackage.find(made)
    assert package.reports() == ("linfen-2023h1", "lvliang-2023h1")
    assert package.validate() == ()
    assert package.remarks() == ()
    assert (made / "data" / "panels" / "yunchuan" / "panel.csv").is_file()
    assert (made / "lessons" / "10-planted-errors.ipynb").is_file()
    assert not [*made.rglob("solution*"), *(made / "data" / "lessons").glob("*.md")]


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    """What was there stays, and nothing is added."""
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(InputError, match="which holds 1 entries"):
        init(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


def test_an_example_is_a_report_wherever_the_program_runs(tmp_path, monkeypatch):
    """No data package around here is asked for."""
    monkeypatch.chdir(tmp_path)
    assert za.example("linfen-2023h1")["f005"].printed == "下降18.8%"
    with pytest.raises(InputError, match="linfen-2023h1, lvliang-2023h1"):
        za.example("linfen")


def test_the_readme_names_commands_that_are_there():
    """Each command of the project's README is one."""
    from zoneanalysis.cli.main import cli

    text = Path(za.__file__).with_name("run").joinpath("project.md").read_text(encoding="utf-8")
    named = {line.split()[1] for line in text.splitlines() if line.startswith("    zoneanalysis ")}
    assert named and named <= set(cli.commands)
