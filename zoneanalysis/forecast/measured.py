"""What was measured on many series: errors of simple forecasts, and of this method (回测)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Backtest", "backtest", "rival_errors"]


@dataclass(frozen=True)
class Backtest:
    """How forecasts of growth in December turned out on series that took no part in learning.

    Parameters
    ----------
    origin : int
        Last month known, 2 to 11.
    known : str
        "1 rate", "report" (two or three), "this year" or "earlier years".
    forecasts, series : int
    error : float
        Median distance of the median from the outcome, percentage points.
    coverage : float
        Share of the outcomes that the 80% intervals held (0 to 1).
    gain : float
        How much lower the CRPS was than that of the best simple forecast with a spread (0 to 1);
        negative where it was higher.
    """

    origin: int
    known: str
    forecasts: int
    series: int
    error: float
    coverage: float
    gain: float


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def rival_errors(rule: str, origin: int) -> dict[float, float]:
    """Return quantiles of a simple forecast's errors at the year's end, in abs(growth) + 1.

    Parameters
    ----------
    rule : {"carried", "last", "zero", "part"}
    origin : int
        Last month known; January counts as February.
    """
    for row in _rows("rivals.csv"):
        if (row["rule"], int(row["origin"])) == (rule, max(origin, 2)):
            return {float(k[1:]): float(v) for k, v in row.items() if k.startswith("q")}
    raise KeyError((rule, origin))


def backtest(origin: int, count: int, *, earlier: bool) -> Backtest | None:
    """Return how forecasts with as much information turned out, or None for December.

    Parameters
    ----------
    origin : int
        Last month known.
    count : int
        Of this year's rates.
    earlier : bool
        Whether rates of earlier years are known.
    """
    known = (
        "earlier years" if earlier else
        {1: "1 rate", 2: "report", 3: "report"}.get(count, "this year")
    )  # fmt: skip
    for row in _rows("backtest.csv"):
        if (int(row["origin"]), row["known"]) == (max(origin, 2), known):
            return Backtest(
                int(row["origin"]), known, int(row["forecasts"]), int(row["series"]),
                float(row["error"]), float(row["coverage"]), float(row["gain"]),
            )  # fmt: skip
    return None
