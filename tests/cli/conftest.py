"""What the tests of the command line share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from zoneanalysis.cli.main import main

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(capsys, monkeypatch):
    """Return a function that runs the command in the repository: exit code, stdout, stderr."""
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(each) for each in arguments])
        captured = capsys.readouterr()
        return int(ended.value.code or 0), captured.out, captured.err

    return call


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of the data package."""
    return Path(shutil.copytree(REPOSITORY / "data", tmp_path / "project" / "data"))
