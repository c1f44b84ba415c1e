"""tools/compare_transcriptions.py on two small transcriptions of an invented report."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from zoneanalysis.reports.schema.tables import CLAIMS, FIGURES

TOOL = Path(__file__).resolve().parents[2] / "tools" / "compare_transcriptions.py"
FIRST = (
    "f001,3家,10,context,zone_count,A,2024-06,count,3,家,actual,unknown,,",
    "f002,20.40亿元,30,context,investment,A,2024-06,level,20.40,亿元,actual,nominal,,",
    "f003,25个,50,context,signed,B,2024-06,count,25,个,actual,unknown,,",
)
CLAIM = "c001,sum,f003,part=f001,complete=no,context,"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Return two folders with the same transcription."""
    for side in ("first", "second"):
        folder = tmp_path / side / "yunchuan-2024h1"
        folder.mkdir(parents=True)
        (folder / "figures.csv").write_text(
            "\n".join([",".join(FIGURES.header), *FIRST, ""]), encoding="utf-8"
        )
        (folder / "claims.csv").write_text(
            "\n".join([",".join(CLAIMS.header), CLAIM, ""]), encoding="utf-8"
        )
    return tmp_path / "first", tmp_path / "second"


def compared(pair: tuple[Path, Path]) -> subprocess.CompletedProcess[str]:
    """Run the tool as a user does."""
    return subprocess.run(
        [sys.executable, TOOL, *pair], capture_output=True, text=True, encoding="utf-8", check=False
    )


def change(folder: Path, name: str, find: str, replace: str) -> None:
    """Replace something in one table of one side."""
    path = folder / "yunchuan-2024h1" / name
    text = path.read_text("utf-8")
    assert find in text
    path.write_text(text.replace(find, replace), encoding="utf-8")


def test_two_equal_transcriptions_agree(pair: tuple[Path, Path]) -> None:
    """Nothing differs: exit code 0."""
    done = compared(pair)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "0 differences")


def test_other_names_and_ids_are_no_difference(pair: tuple[Path, Path]) -> None:
    """Ids may be others, and codes that always meet each other are names of one thing."""
    for name in ("figures.csv", "claims.csv"):
        change(pair[1], name, "f00", "f90")
    change(pair[1], "figures.csv", "investment", "capital_formation")
    assert compared(pair).returncode == 0


@pytest.mark.parametrize(
    ("name", "find", "replace", "told"),
    [
        ("figures.csv", "20.40,亿元", "20.41,亿元", "20.40亿元 at 30: 20.40 | 20.41"),
        ("figures.csv", "2024-06,level", "2024-05,level", "20.40亿元 at 30: 2024-06 | 2024-05"),
        ("figures.csv", "signed,B", "signed,A", "25个 at 50: B | A"),
        ("figures.csv", FIRST[2] + "\n", "", "only in the first: 25个 at 50"),
        ("claims.csv", "part=f001", "part=f002", "only in the second: sum f003 <- part=f002"),
    ],
)
def test_a_difference_is_told_by_its_place(
    pair: tuple[Path, Path], name: str, find: str, replace: str, told: str
) -> None:
    """Each kind of difference is listed with what stands on both sides: exit code 1."""
    change(pair[1], name, find, replace)
    done = compared(pair)
    assert done.returncode == 1
    assert told in done.stdout


def test_folders_with_other_reports_are_refused(pair: tuple[Path, Path]) -> None:
    """What can't be compared is told: exit code 2."""
    shutil.rmtree(pair[1] / "yunchuan-2024h1")
    done = compared(pair)
    assert (done.returncode, done.stdout) == (2, "")
    assert "can't compare" in done.stderr
