"""What was measured on many series: errors of simple forecasts, and of this method (回测)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import pandas as pd

__all__ = ["Backtest", "backtest", "rival_errors"]

REPORT = 3
"""So many of this year's rates, or two, are what a report prints."""


class Backtest(NamedTuple):
    """How forecasts of growth in December turned out on series that took no part in learning.

    From month *origin* (2 to 11), with "1 rate", "report" (two or three), "this year" or "earlier
    years" *known*. *error* is the median distance of the median from the outcome, percentage
    points; *coverage* the share of outcomes in the 80% intervals (0 to 1); *gain* how much lower
    the CRPS was than that of the best simple forecast with a spread, negative where it was higher.
    """

    origin: int
    known: str
    forecasts: int
    series: int
    error: float
    coverage: float
    gain: float


@cache
def _table(name: str, *keys: str) -> dict[Any, dict[str, Any]]:
    with files(__package__).joinpath(name).open(encoding="utf-8") as lines:
        table = pd.read_csv(lines).set_index(list(keys), drop=False)
    return dict(zip(table.index, table.to_dict("records"), strict=True))


def rival_errors(rule: str, origin: int) -> dict[float, float]:
    """Return quantiles of a simple forecast's errors at the year's end, in abs(growth) + 1.

    *rule* is "carried", "last", "zero" or "part", *origin* the last month known; January counts as
    February.
    """
    row = _table("rivals.csv", "rule", "origin")[rule, max(origin, 2)]
    return {float(name[1:]): float(error) for name, error in row.items() if name[0] == "q"}


def backtest(origin: int, count: int, *, earlier: bool) -> Backtest | None:
    """Return how forecasts turned out that knew *count* rates of the year, or None for December.

    *origin* is the last month known; *earlier* tells whether rates of earlier years are known.
    """
    known = "1 rate" if count == 1 else "report" if count <= REPORT else "this year"
    key = (max(origin, 2), "earlier years" if earlier else known)
    row = _table("backtest.csv", "origin", "known").get(key)
    return None if row is None else Backtest(**row)
