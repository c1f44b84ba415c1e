"""The pages: from facts to sentences, tables and charts, to chapters and the review (评估报告).

What draws and computes is imported when a page is asked for: a build lists pages and makes none in
its own process, and the seconds that this takes would come before those of its workers.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneanalysis.review.comparison import Comparison
    from zoneanalysis.review.review import Review

__all__ = ["Comparison", "Review"]


def __getattr__(name: str) -> object:
    """Import a kind of page from its module."""
    if name not in __all__:
        raise AttributeError(f"module 'zoneanalysis.review' has no attribute {name!r}")
    value: object = getattr(importlib.import_module(f"zoneanalysis.review.{name.lower()}"), name)
    globals()[name] = value
    return value
