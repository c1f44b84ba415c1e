"""What `import zoneanalysis` offers, and what it costs."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import zoneanalysis

HEAVY = ("IPython", "matplotlib", "nbconvert", "numpy", "pandas", "papermill", "scipy",
         "statsmodels", "typst")  # fmt: skip


@pytest.mark.parametrize("name", zoneanalysis.__all__)
def test_every_public_name_can_be_had(name):
    """Each name in __all__ is found where the table says."""
    assert getattr(zoneanalysis, name) is not None


def test_names_for_type_checkers_are_the_names_at_run_time():
    """The imports under TYPE_CHECKING and the table of modules list the same names."""
    tree = ast.parse(Path(zoneanalysis.__file__).read_text())
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    declared = {
        (alias.name, node.module)
        for node in ast.walk(block)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    at_run_time = {
        (name, f"zoneanalysis.{module}") for name, module in zoneanalysis._MODULE.items()
    }
    assert declared == at_run_time


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
