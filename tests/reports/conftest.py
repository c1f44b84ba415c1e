"""A copy of the data package to break, and the source texts where they are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from zoneanalysis.reports import DataPackage

REPO = Path(__file__).resolve().parents[2]
SOURCES = REPO.parent / "shared" / "sources"


@pytest.fixture
def broken(tmp_path: Path) -> DataPackage:
    """Return a copy of the committed data package; a test breaks it."""
    shutil.copytree(REPO / "data", tmp_path / "data")
    return DataPackage(tmp_path / "data")


@pytest.fixture(scope="session")
def committed() -> DataPackage:
    """Return the committed data package."""
    return DataPackage(REPO / "data")


@pytest.fixture(scope="session")
def sources() -> Path:
    """Return the folder of source texts, which lies beside the repository."""
    if not SOURCES.is_dir():
        pytest.skip("the source texts are not there")
    return SOURCES
