"""Forecasts without a model, each with the errors that it made on the series learnt from.

    python -m benchmarks.forecast_rivals        writes zoneanalysis/forecast/rivals.csv

Half of M3 and the Chinese series count the same; so does every series within its group.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import t as student

import zoneanalysis.forecast
from benchmarks.forecast_data import Case, Printed, cases
from zoneanalysis.forecast.naive import naive_forecasts
from zoneanalysis.forecast.weights import weights_of

Floats = NDArray[np.float64]
NAIVE = ("carried", "last", "zero")
RIVALS = (*NAIVE, "part")
LEVELS = (np.arange(100) + 0.5) / 100
PRINTED = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
FILE = Path(zoneanalysis.forecast.__file__).parent / "rivals.csv"


def points(case: Case) -> dict[str, dict[int, float]]:
    """Return the paths of the simple forecasts, and ``done``: what part of them is known."""
    weights = case.weights or weights_of(case.series, case.series.year)
    made = {each.name: each.path for each in naive_forecasts(case.series, weights)}
    months = range(case.series.origin + 1, 13)
    done = weights.over(1, case.series.origin)
    shares = {month: done / weights.over(1, month) for month in months}
    paths = {"done": shares} | {name: made.get(name, made["carried"]) for name in NAIVE}
    return {name: {m: float(path[m]) for m in months} for name, path in paths.items()}


def learnt_rows(series: Sequence[Printed]) -> pd.DataFrame:
    """Return what the simple forecasts said of every case of *series*, and what came."""
    rows = []
    for one in series:
        for case in cases(one, years=1 if one.group == "M3" else None, known=("this year",)):
            paths = points(case)
            now = float(case.series.observations[-1].growth.point)
            rows += [
                {
                    "group": one.group, "name": one.name, "origin": case.series.origin,
                    "month": month, "now": now, "outcome": outcome,
                    **{name: path[month] for name, path in paths.items()},
                }
                for month, outcome in case.outcome.items()
            ]  # fmt: skip
    table = pd.DataFrame(rows)
    count = table.groupby(["group", "origin", "month"])["name"].transform("size")
    return table.assign(weight=1 / count)


def quantiles(values: Floats, weights: Floats, levels: Sequence[float]) -> Floats:
    """Return weighted quantiles."""
    order = np.argsort(values)
    reached = (weights[order].cumsum() - weights[order] / 2) / weights.sum()
    return np.interp(levels, reached, values[order])


def part_rule(rows: pd.DataFrame) -> tuple[float, float, float]:
    """Return the three numbers of the rule: the rest of the year is a · now, with Student's t.

    ``a``, the scale in units of abs(now) + 1, and the degrees of freedom; by maximum likelihood.
    """
    ends = rows[rows["month"] == 12]
    rest = (ends["outcome"] - ends["done"] * ends["now"]) / (1 - ends["done"])
    unit = ends["now"].abs() + 1

    def loss(numbers: Floats) -> float:
        share, scale, freedom = numbers[0], np.exp(numbers[1]), 0.5 + np.exp(numbers[2])
        apart = (rest - share * ends["now"]) / (unit * scale)
        return -float(((student.logpdf(apart, freedom) - np.log(scale)) * ends["weight"]).sum())

    found = minimize(loss, [0.8, -0.5, 1.0], method="Nelder-Mead").x
    return float(found[0]), float(np.exp(found[1])), float(0.5 + np.exp(found[2]))


class Rivals:
    """The simple forecasts with what was learnt of their errors.

    Parameters
    ----------
    rows : DataFrame
        See `learnt_rows`.
    """

    def __init__(self, rows: pd.DataFrame) -> None:
        self.rule = part_rule(rows)
        unit = rows["now"].abs() + 1
        self.errors = {}
        for (origin, month), part in rows.assign(unit=unit).groupby(["origin", "month"]):
            for name in NAIVE:
                apart = ((part["outcome"] - part[name]) / part["unit"]).to_numpy()
                weights = part["weight"].to_numpy()
                self.errors[name, origin, month] = quantiles(apart, weights, LEVELS)

    def samples(self, case: Case, month: int) -> dict[str, Floats]:
        """Return each rival's distribution of a month's year-to-date growth, as quantiles."""
        now, paths = float(case.series.observations[-1].growth.point), points(case)
        unit, origin = abs(now) + 1, case.series.origin
        found = {n: paths[n][month] + unit * self.errors[n, origin, month] for n in NAIVE}
        share, scale, freedom = self.rule
        done = paths["done"][month]
        rest = share * now + unit * scale * student.ppf(LEVELS, freedom)
        return {**found, "part": done * now + (1 - done) * rest}


def write(rows: pd.DataFrame) -> None:
    """Write the quantiles of December's errors, by rule and origin, for the page."""
    rivals = Rivals(rows)
    share, scale, freedom = rivals.rule
    ends = rows[rows["month"] == 12]
    done = ends.groupby("origin")["done"].mean()
    with FILE.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["rule", "origin", *(f"q{level:g}" for level in PRINTED)])
        for name in RIVALS:
            for origin in sorted(done.index):
                if name == "part":
                    values = (1 - done[origin]) * scale * student.ppf(PRINTED, freedom)
                else:
                    values = np.interp(PRINTED, LEVELS, rivals.errors[name, origin, 12])
                table.writerow([name, origin, *(f"{value:.4f}" for value in values)])
    print(f"rest of the year = {share:.3f} · growth so far; scale {scale:.3f}, "
          f"{freedom:.2f} degrees of freedom")  # fmt: skip


if __name__ == "__main__":
    from benchmarks.forecast_data import chinese_series, m3_series

    half = [one for one in m3_series() if one.half == 0]
    write(learnt_rows([*half[::3], *chinese_series()]))
