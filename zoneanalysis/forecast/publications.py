"""What each publication changed, and what an official estimate is worth (新数据的影响)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from zoneanalysis.forecast.distribution import Mixture
from zoneanalysis.forecast.fitting import fit
from zoneanalysis.forecast.observations import Published
from zoneanalysis.forecast.outlook import Forecast, forecast_from
from zoneanalysis.messages import N_, Message

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["EstimateReading", "news", "read_estimates"]

INSIDE_HALF = N_("the estimate lies in the middle of what the model expects")
INSIDE = N_("the estimate is within what the model expects")
ABOVE = N_("the estimate lies above the model's {coverage}% interval")
BELOW = N_("the estimate lies below the model's {coverage}% interval")


@dataclass(frozen=True)
class EstimateReading:
    """An official estimate, the model's forecast of it, the probability (0 to 1) of less, words."""

    estimate: Published
    model: Mixture
    below: float
    words: Message


def read_estimates(
    outlook: Forecast, estimates: Iterable[Published] | None = None
) -> tuple[EstimateReading, ...]:
    """Return how official estimates compare with a forecast without them.

    If None, all that are held out, of years to date and months. An estimate outside the interval is
    not wrong: its authors may know what the figures do not show. It is only more than the growth
    rates themselves suggest.
    """
    found, series = [], outlook.fit.series
    held = (e for e in series.ahead(series.held) if e.first in (1, e.month))
    for each in held if estimates is None else estimates:
        model = outlook.of(each)
        below = float(model.cdf(float(each.growth.point)))
        distance = abs(2 * below - 1)
        words = INSIDE_HALF if distance <= 0.5 else INSIDE
        if distance > 0.8:
            words = ABOVE if below > 0.5 else BELOW
        coverage = 95 if distance > 0.95 else 80
        found.append(EstimateReading(each, model, below, Message(words, {"coverage": coverage})))
    return tuple(found)


def news(outlook: Forecast) -> pd.DataFrame:
    """Return how each publication moved the forecast of year-end growth, in time order.

    The weights are those of the whole series throughout, so that a row shows the growth rate's own
    message. Columns ``period``, ``printed``, ``expected`` (the model's median for it before),
    ``low80``, ``high80``, ``surprise`` (printed less expected), ``before`` and ``after`` (median of
    year-end growth), ``moved``, ``width80`` (of the interval at the year's end, after); percent and
    points, NaN where nothing of the year was known before.
    """
    import pandas as pd

    series, rows = outlook.fit.series, []
    earlier: Forecast | None = None
    for count, each in enumerate(series.observations, start=1):
        if each.year < series.year:
            continue
        known = replace(series, observations=series.observations[:count], held=())
        later = forecast_from(fit(known, weights=outlook.fit.weights))
        expected = low = high = np.nan
        if earlier is not None and each.first in (1, each.month):
            model = earlier.of(each)
            expected, (low, high) = model.median, model.interval(0.8)
        before = np.nan if earlier is None else earlier.ytd[12].median
        end, printed = later.ytd[12], float(each.growth.point)
        left, right = end.interval(0.8)
        row = (str(each.period), printed, expected, low, high, printed - expected)
        rows.append((*row, before, end.median, end.median - before, right - left))
        earlier = later
    columns = "period printed expected low80 high80 surprise before after moved width80"
    return pd.DataFrame(rows, columns=columns.split())
