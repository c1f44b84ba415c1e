"""What `import zoneanalysis` offers, and what it costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

import zoneanalysis

HEAVY = ("IPython", "matplotlib", "nbconvert", "numpy", "pandas", "papermill", "scipy",
         "statsmodels", "typst")  # fmt: skip


@pytest.mark.parametrize("name", zoneanalysis.__all__)
def test_every_public_name_can_be_had(name):
    """Each name in __all__ is found where the table says."""
    assert getattr(zoneanalysis, name) is not None


def test_importing_is_light():
    """`import zoneanalysis` loads none of the heavy libraries."""
    code = "import sys, zoneanalysis; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "zoneanalysis" in loaded
    assert not set(loaded) & set(HEAVY)


def test_an_unknown_name_is_an_attribute_error():
    """A misspelt name fails as on any module."""
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = zoneanalysis.no_such_name
