"""What all tests share."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _own_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are as wide as they are where nobody says how wide: xdist sets COLUMNS."""
    monkeypatch.delenv("COLUMNS", raising=False)
