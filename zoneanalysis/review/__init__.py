"""The pages: from facts to sentences, tables and charts, to chapters and the review (评估报告)."""

from zoneanalysis.review.comparison import Comparison
from zoneanalysis.review.review import Review

__all__ = ["Comparison", "Review"]
