"""What each publication changed, and what an official estimate is worth (新数据的影响)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from zoneanalysis.forecast.distribution import Mixture
from zoneanalysis.forecast.fitting import fit
from zoneanalysis.forecast.observations import Published
from zoneanalysis.forecast.outlook import Forecast, forecast_from
from zoneanalysis.messages import N_, Message

__all__ = ["EstimateReading", "news", "read_estimate", "read_estimates"]

INSIDE_HALF = N_("the estimate lies in the middle of what the model expects")
INSIDE = N_("the estimate is within what the model expects")
ABOVE = N_("the estimate lies above the model's {coverage}% interval")
BELOW = N_("the estimate lies below the model's {coverage}% interval")


@dataclass(frozen=True)
class EstimateReading:
    """An official estimate that was held out, against the model's forecast of it.

    Parameters
    ----------
    estimate : Published
    model : Mixture
    below : float
        Probability that the model gives to a lower outcome (0 to 1).
    words : Message
    """

    estimate: Published
    model: Mixture
    below: float
    words: Message


def read_estimate(outlook: Forecast, estimate: Published) -> EstimateReading:
    """Return how an official estimate compares with a forecast that did not use it.

    An estimate outside the interval is not wrong: its authors may know what the figures do not
    show. It is only more than the growth rates themselves suggest.
    """
    model = outlook.of(estimate)
    below = float(model.cdf(float(estimate.growth.point)))
    distance = abs(2 * below - 1)
    if distance <= 0.5:
        words = Message(INSIDE_HALF)
    elif distance <= 0.8:
        words = Message(INSIDE)
    else:
        coverage = 95 if distance > 0.95 else 80
        words = Message(ABOVE if below > 0.5 else BELOW, {"coverage": coverage})
    return EstimateReading(estimate, model, below, words)


def read_estimates(outlook: Forecast) -> tuple[EstimateReading, ...]:
    """Return the readings of all estimates that the series holds out."""
    return tuple(read_estimate(outlook, each) for each in outlook.fit.series.held)


def news(outlook: Forecast) -> pd.DataFrame:
    """Return how each publication moved the forecast of year-end growth, in time order.

    The weights are those of the whole series throughout, so that a row shows the growth rate's
    own message.

    Returns
    -------
    DataFrame
        ``period``, ``printed``, ``expected`` (the model's median for it before), ``low80``,
        ``high80``, ``surprise`` (printed less expected), ``before`` and ``after`` (median of
        year-end growth), ``moved``, ``width80`` (of the interval at the year's end, after);
        percent and points, NaN where nothing was known before.
    """
    series, weights = outlook.fit.series, outlook.fit.weights
    rows = []
    earlier: Forecast | None = None
    for count, each in enumerate(series.observations, start=1):
        known = replace(series, observations=series.observations[:count], held=())
        now = each.year == series.year
        later = forecast_from(fit(known, weights=weights if now else None))
        expected = low = high = before = np.nan
        if earlier is not None and earlier.year == each.year:
            before = earlier.ytd[12].median
            if each.first in (1, each.month):
                model = earlier.of(each)
                expected, (low, high) = model.median, model.interval(0.8)
        end, printed = later.ytd[12], float(each.growth.point)
        left, right = end.interval(0.8)
        row = (str(each.period), printed, expected, low, high, printed - expected)
        if now:
            rows.append((*row, before, end.median, end.median - before, right - left))
        earlier = later
    columns = "period printed expected low80 high80 surprise before after moved width80"
    return pd.DataFrame(rows, columns=columns.split())
