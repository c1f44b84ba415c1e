"""Reproducible half-year reviews of Chinese development zones, every printed figure audited.

The names below are imported when they are first used, so that ``import zoneanalysis`` is light:

>>> import zoneanalysis as za
>>> za.check_rate_from_count("70.7", 84).verdict.value
'impossible'
"""

from __future__ import annotations

import importlib
import re
from pathlib import Path

from zoneanalysis._version import __version__

# The public names by the module that they are in: one list for type checkers and for run time.
_STUB = Path(__file__).with_suffix(".pyi").read_text(encoding="utf-8")
_MODULE = {name: module for module, name in re.findall(r"(?m)^from (\S+) import (\w+) as ", _STUB)}

__all__ = ["__version__", *_MODULE]  # noqa: PLE0604 -- the keys are strings


def __getattr__(name: str) -> object:
    """Import a public name from its module."""
    if name in {"audit", "forecast"}:  # packages that are called like functions, too
        return importlib.import_module(f"zoneanalysis.{name}")
    if name.startswith("check_") and name not in _MODULE:
        return getattr(importlib.import_module("zoneanalysis.relations"), name)
    if name not in _MODULE:
        raise AttributeError(f"module 'zoneanalysis' has no attribute {name!r}")
    value: object = getattr(importlib.import_module(_MODULE[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULE})
