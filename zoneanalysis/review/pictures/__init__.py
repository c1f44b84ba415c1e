"""The charts of a review, from its facts: marks, captions and alternative texts (图)."""

from zoneanalysis.review.pictures.growth import growth_chart, path_chart, target_chart
from zoneanalysis.review.pictures.projects import (
    batch_chart,
    parts_chart,
    promotion_chart,
    rate_chart,
)
from zoneanalysis.review.pictures.resources import land_and_loans_chart
from zoneanalysis.review.pictures.verdicts import verdict_chart

__all__ = [
    "batch_chart",
    "growth_chart",
    "land_and_loans_chart",
    "parts_chart",
    "path_chart",
    "promotion_chart",
    "rate_chart",
    "target_chart",
    "verdict_chart",
]
