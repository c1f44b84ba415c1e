"""The source view (原文核对): a report's own text with every figure marked by its verdict."""

from zoneanalysis.review.sourceview.view import Reading, SourceView, source_view

__all__ = ["Reading", "SourceView", "source_view"]
