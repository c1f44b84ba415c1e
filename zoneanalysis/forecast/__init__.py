"""The outlook: year-to-date growth to December, as a distribution, with the naive ones beside it.

The only package that imports statsmodels. See ``docs/methods/forecast.md``.
"""

from zoneanalysis.forecast.defaults import KINDS, Kind
from zoneanalysis.forecast.distribution import Mixture
from zoneanalysis.forecast.fan import FanChart, FanPoint, fan_chart
from zoneanalysis.forecast.fitting import Fit, fit, fit_together
from zoneanalysis.forecast.levels import LevelForecast, forecast_levels
from zoneanalysis.forecast.model import YtdGrowth
from zoneanalysis.forecast.naive import Naive, naive_forecasts
from zoneanalysis.forecast.observations import GrowthSeries, Published
from zoneanalysis.forecast.outlook import Forecast, Need, forecast, forecast_from
from zoneanalysis.forecast.publications import (
    EstimateReading,
    news,
    read_estimate,
    read_estimates,
)
from zoneanalysis.forecast.report import (
    ReportOutlook,
    Turning,
    forecastable,
    growth_series,
    report_outlook,
    report_outlooks,
)
from zoneanalysis.forecast.series_file import parse_series
from zoneanalysis.forecast.weights import Weights, weights_of

__all__ = [
    "KINDS",
    "EstimateReading",
    "FanChart",
    "FanPoint",
    "Fit",
    "Forecast",
    "GrowthSeries",
    "Kind",
    "LevelForecast",
    "Mixture",
    "Naive",
    "Need",
    "Published",
    "ReportOutlook",
    "Turning",
    "Weights",
    "YtdGrowth",
    "fan_chart",
    "fit",
    "fit_together",
    "forecast",
    "forecast_from",
    "forecast_levels",
    "forecastable",
    "growth_series",
    "naive_forecasts",
    "news",
    "parse_series",
    "read_estimate",
    "read_estimates",
    "report_outlook",
    "report_outlooks",
    "weights_of",
]
