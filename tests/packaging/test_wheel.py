"""What is installed: everything that a build needs besides Python and the libraries."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    """Build the wheel from the checkout and open it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


@pytest.mark.parametrize(
    "name",
    [
        "zoneanalysis/py.typed",
        "zoneanalysis/document/fonts/OFL.txt",
        "zoneanalysis/document/fonts/ZoneSansSC-Regular.ttf",
        "zoneanalysis/locale/zh/LC_MESSAGES/zoneanalysis.mo",
        "zoneanalysis/document/templates/index.html.j2",
        "zoneanalysis/extraction/vocabularies/units.csv",
        "zoneanalysis/_notebooks/review.ipynb",
        "zoneanalysis/_notebooks/comparison.ipynb",
        "zoneanalysis/_data/lessons/10-planted-errors.md",
        "zoneanalysis/_data/indicators.csv",
        "zoneanalysis/_data/reports/linfen-2023h1/figures.csv",
        "zoneanalysis/run/project.md",
    ],
)
def test_the_wheel_holds(wheel, name):
    """Fonts with their licence, catalogue, templates, vocabularies, notebooks, data."""
    assert wheel.getinfo(name).file_size > 0 or name.endswith("py.typed")


def test_the_wheel_holds_one_package_and_no_test(wheel):
    """Nothing lies beside the package; tests belong to the repository."""
    names = wheel.namelist()
    assert not [name for name in names if name.startswith(("tests/", "data/", "benchmarks/"))]


def test_the_wheel_registers_command_and_exporters(wheel):
    """`zoneanalysis`, `jupyter nbconvert --to zone-html` and `--to zone-pdf`."""
    (name,) = (each for each in wheel.namelist() if each.endswith("entry_points.txt"))
    text = wheel.read(name).decode()
    assert "zoneanalysis = zoneanalysis.cli.main:main" in text
    for exporter in ("zone-html", "zone-pdf"):
        assert f"{exporter} = zoneanalysis.document.export:" in text
