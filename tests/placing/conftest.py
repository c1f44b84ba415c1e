"""The committed data package."""

from __future__ import annotations

from pathlib import Path

import pytest

from zoneanalysis.reports import DataPackage


@pytest.fixture(scope="session")
def committed() -> DataPackage:
    """Return the committed data package."""
    return DataPackage(Path(__file__).resolve().parents[2] / "data")
