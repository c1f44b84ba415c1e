"""The charts of a review, from its facts: marks, captions and alternative texts (图)."""

from zoneanalysis.review.pictures.contributions import contribution_chart
from zoneanalysis.review.pictures.growth import rates_chart, slope_chart, target_chart
from zoneanalysis.review.pictures.indices import index_chart
from zoneanalysis.review.pictures.projects import batch_chart
from zoneanalysis.review.pictures.verdicts import verdict_chart

__all__ = [
    "batch_chart",
    "contribution_chart",
    "index_chart",
    "rates_chart",
    "slope_chart",
    "target_chart",
    "verdict_chart",
]
