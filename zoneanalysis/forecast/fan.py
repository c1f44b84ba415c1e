"""The fan chart of a forecast, as plain data: bands, median, what was printed (扇形图)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from zoneanalysis.forecast.outlook import COVERAGES, Forecast
from zoneanalysis.values.figures import Quantity
from zoneanalysis.values.intervals import Interval

__all__ = ["FanChart", "FanPoint", "fan_chart"]


@dataclass(frozen=True)
class FanPoint:
    """A rate that was published, as it is drawn.

    ``kind`` is "own", "estimate" or "implied"; ``used`` tells whether the forecast rests on it.
    """

    month: int
    point: Fraction
    interval: Interval
    kind: str
    used: bool
    source: str


@dataclass(frozen=True)
class FanChart:
    """What a fan chart shows; all values in percent.

    Parameters
    ----------
    year, origin : int
    months : tuple of int
        The origin, if a year-to-date rate is known there, and the months ahead.
    median : tuple of float
    bands : mapping of coverage (50, 80, 95) to lower and upper ends by month
    points : tuple of FanPoint
        Year-to-date rates of the year.
    targets : tuple of Quantity
    turning : int or None
        Month from which year-to-date growth is more likely positive than not.
    positive : mapping of month to probability (0 to 1)
    """

    year: int
    origin: int
    months: tuple[int, ...]
    median: tuple[float, ...]
    bands: dict[int, tuple[tuple[float, ...], tuple[float, ...]]]
    points: tuple[FanPoint, ...]
    targets: tuple[Quantity, ...]
    turning: int | None
    positive: dict[int, float]


def fan_chart(outlook: Forecast, *, targets: tuple[Quantity, ...] = ()) -> FanChart:
    """Return the fan chart of a forecast."""
    series = outlook.fit.series
    months = tuple(range(outlook.origin, 13))
    levels = [0.5, *((1 + side * c / 100) / 2 for c in COVERAGES for side in (-1, 1))]
    values = np.array([outlook.ytd[month].quantiles(np.array(levels)) for month in months])
    printed = [
        FanPoint(
            each.month,
            each.growth.point,
            each.growth.interval,
            "implied" if each.implied else "estimate" if each.status == "estimate" else "own",
            used,
            each.source,
        )
        for group, used in ((series.observations, True), (series.held, False))
        for each in group
        if each.year == outlook.year and each.first == 1
    ]
    return FanChart(
        outlook.year,
        outlook.origin,
        months,
        tuple(map(float, values[:, 0])),
        {
            c: (
                tuple(map(float, values[:, 1 + 2 * i])),
                tuple(map(float, values[:, 2 + 2 * i])),
            )
            for i, c in enumerate(COVERAGES)
        },
        tuple(sorted(printed, key=lambda each: each.month)),
        targets,
        outlook.turning_month,
        {month: outlook.ytd[month].above(0.0) for month in months[1:]},
    )
