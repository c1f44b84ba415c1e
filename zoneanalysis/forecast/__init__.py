"""The outlook: year-to-date growth to December, as a distribution, with the naive ones beside it.

See ``docs/methods/forecast.md``.
"""

import sys
from types import ModuleType
from typing import Any

from zoneanalysis.forecast.defaults import KINDS
from zoneanalysis.forecast.distribution import Mixture
from zoneanalysis.forecast.fitting import fit
from zoneanalysis.forecast.observations import GrowthSeries, Published
from zoneanalysis.forecast.outlook import COVERAGES, Forecast, Need, forecast, forecast_from
from zoneanalysis.forecast.publications import EstimateReading, news, read_estimates
from zoneanalysis.forecast.report import (
    ReportOutlook,
    forecastable,
    growth_series,
    report_outlook,
    report_outlooks,
)
from zoneanalysis.forecast.scenarios import scenarios
from zoneanalysis.forecast.series_file import read_series
from zoneanalysis.forecast.weights import Weights, weights_of
from zoneanalysis.reports.report import Report

__all__ = [
    "COVERAGES",
    "KINDS",
    "EstimateReading",
    "Forecast",
    "GrowthSeries",
    "Mixture",
    "Need",
    "Published",
    "ReportOutlook",
    "Weights",
    "fit",
    "forecast",
    "forecast_from",
    "forecastable",
    "growth_series",
    "news",
    "read_estimates",
    "read_series",
    "report_outlook",
    "report_outlooks",
    "scenarios",
    "weights_of",
]


class _Callable(ModuleType):
    """``zoneanalysis.forecast(report)`` is the outlook of a report; the module is one, too."""

    def __call__(self, report: Report, **more: Any) -> tuple[ReportOutlook, ...]:
        """Return the outlooks of a report; see :func:`report_outlooks`."""
        return report_outlooks(report, **more)


sys.modules[__name__].__class__ = _Callable
