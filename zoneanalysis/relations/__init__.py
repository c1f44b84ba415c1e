"""Relations between printed figures (核验): each declared once, read by several readers.

``declared/`` holds the declarations; `CHECKS` lists them by name, and for each there is a function
``check_…`` on plain values.
"""

from collections.abc import Callable

from zoneanalysis.relations.register import CHECKS, FUNCTIONS, spec
from zoneanalysis.relations.relation import Relation
from zoneanalysis.relations.results import CheckResult

__all__ = ["CHECKS", "FUNCTIONS", "Relation", "spec"]


def __getattr__(name: str) -> Callable[..., CheckResult]:
    """Return the function of a check."""
    if name in FUNCTIONS:
        return FUNCTIONS[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
