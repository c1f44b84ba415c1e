"""Simulation from the model itself: recovery of its parameters, coverage of its intervals."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from zoneanalysis.forecast.defaults import KINDS, Kind
from zoneanalysis.forecast.fitting import fit
from zoneanalysis.forecast.model import YtdGrowth
from zoneanalysis.forecast.observations import GrowthSeries, Published
from zoneanalysis.forecast.outlook import forecast_from
from zoneanalysis.forecast.weights import Weights
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.periods import Period

YEAR = 2001
TRUE = Kind("smooth", 1.0, 0.8, 1.0, 0.5, 2.0, 1.0, 1.5, 1.0)


def simulated(kind: Kind, scale: float, months: int, rng: np.random.Generator) -> np.ndarray:
    """Return monthly growth drawn from a kind of series; written apart from the model's code."""
    mean = kind.mean + scale * np.sqrt(kind.mean_variance) * rng.normal()
    noise = scale * np.sqrt(kind.noise) * rng.normal(size=months + 12)
    level, growth = scale * rng.normal(), np.empty(months)
    step = scale * np.sqrt(1 - kind.damping**2)
    for month in range(months):
        level = kind.damping * level + step * rng.normal()
        growth[month] = mean + level + noise[month + 12] - kind.base_effect * noise[month]
    return growth


def printed(growth: np.ndarray, months: Iterable[tuple[int, int]]) -> tuple[Published, ...]:
    """Return year-to-date rates of equal months, printed to a tenth."""
    found = []
    for year, month in months:
        value = growth[12 * year : 12 * year + month].mean()
        rate = Decimal(format_half_up(Fraction(float(value)), 1, minus="-"))
        found.append(Published.of(Period.ytd(YEAR + year, month), max(rate, Decimal(-100))))
    return tuple(found)


def _recovered(seed: int) -> dict[str, float]:
    growth = simulated(TRUE, 3.0, 48, np.random.default_rng(seed))
    rates = printed(growth, [(y, m) for y in range(4) for m in range(2, 13)])
    years = {YEAR + y: Weights.equal() for y in range(4)}
    model = YtdGrowth(rates, years, TRUE)
    found: Any = model.fit(disp=0, method="lbfgs", maxiter=200, cov_type="none")
    return dict(zip(model.param_names, map(float, found.params), strict=True))


def recovery(map_: Any, runs: int = 60) -> pd.DataFrame:
    """Return true and estimated parameters, maximum likelihood with shrinkage."""
    found = pd.DataFrame(list(map_(_recovered, range(runs))))
    true = [TRUE.damping, TRUE.noise, TRUE.base_effect, 3.0]
    return pd.DataFrame(
        {
            "true": true,
            "median estimate": found.median().to_numpy(),
            "low 80%": found.quantile(0.1).to_numpy(),
            "high 80%": found.quantile(0.9).to_numpy(),
        },
        index=found.columns,
    )


def coverage_by_simulation(runs: int = 1000) -> pd.DataFrame:
    """Return how often intervals hold the truth when series really come from the defaults."""
    rng = np.random.default_rng(20231031)
    pits: dict[str, list[float]] = {"1 rate": [], "2 rates": [], "half a year": []}
    shares = np.array([each.share for each in KINDS])
    for _ in range(runs):
        kind = KINDS[rng.choice(len(KINDS), p=shares / shares.sum())]
        while True:
            scale = float(np.exp(kind.log_scale + kind.log_scale_sd * rng.normal()))
            growth = simulated(kind, scale, 12, rng)
            if growth.min() > -100:
                break
        truth = growth.mean()
        for name, months in (
            ("1 rate", [6]), ("2 rates", [3, 6]), ("half a year", [2, 3, 4, 5, 6]),
        ):  # fmt: skip
            series = GrowthSeries(name, printed(growth, [(0, m) for m in months]))
            outlook = forecast_from(fit(series, weights=Weights.equal()))
            pits[name].append(float(outlook.ytd[12].cdf(truth)))
    table = pd.DataFrame(pits)
    inside = {f"in {c}%": 100 * ((2 * table - 1).abs() <= c / 100).mean() for c in (50, 80, 95)}
    return pd.DataFrame({"n": table.count(), **inside})
