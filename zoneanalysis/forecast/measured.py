"""What was measured on many series: errors of simple forecasts, and of this method (回测)."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

__all__ = ["measured"]


@cache
def measured(table: str, known: str, origin: int) -> dict[str, float]:
    """Return what was measured from month *origin* on, by column; January counts as February.

    Of "rivals" *known* is the rule, and ``q0.1`` a quantile of its errors at the year's end, in
    abs(growth) + 1; of "backtest" it is how much was known: how many ``forecasts`` of how many
    ``series``, their median distance from what came (``error``, points), the share of outcomes in
    the 80% interval (``coverage``, 0 to 1), and how much lower the CRPS was than that of the best
    simple forecast (``gain``). Empty where there is none, as for December.
    """
    with files(__package__).joinpath(f"{table}.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            asked = row.pop("rule" if table == "rivals" else "known"), int(row.pop("origin"))
            if asked == (known, max(origin, 2)):
                return {name: float(value) for name, value in row.items()}
    return {}
