"""What all tests share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _own_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are as wide as they are where nobody says how wide: xdist sets COLUMNS."""
    monkeypatch.delenv("COLUMNS", raising=False)
