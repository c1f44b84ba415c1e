"""What the makers of charts share: sentences and marks."""

from __future__ import annotations

from zoneanalysis.reports.report import Observation
from zoneanalysis.review.charts.marks import Kind, Mark
from zoneanalysis.review.citation import ASSUMED, Citation
from zoneanalysis.review.wording import signed

__all__ = ["mark"]


def mark(c: Citation, label: str, each: Observation, kind: Kind) -> Mark:
    """Return a printed rate as a mark, with the sign of an assumed date."""
    text = signed(each.figure, c.language) + ASSUMED * each.period_assumed
    return Mark(label, text, each.figure.point, kind=kind)
