"""AutoETS, AutoARIMA and AutoTheta (statsforecast) on the monthly levels, beside the forecast."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import numpy as np

from benchmarks.forecast_data import Printed, cases
from benchmarks.forecast_scores import crps_of_sample
from zoneanalysis.forecast.fitting import fit
from zoneanalysis.forecast.outlook import forecast_from

ORIGIN = 6
LEVELS = (np.arange(100) + 0.5) / 100


def peer_rows(one: Printed) -> list[dict[str, float | str]]:
    """Return error and CRPS of growth in December, from June, of the model and of three peers.

    A peer's interval of the months' sum is that of its months as if they moved together: the
    widest that its own intervals allow.
    """
    return list(_rows(one))


def _rows(one: Printed) -> Iterator[dict[str, float | str]]:
    from statsforecast.models import AutoARIMA, AutoETS, AutoTheta

    year = max(one.rates)
    outcome = float(one.rates[year][12])
    for known in ("this year", "earlier years"):
        for case in cases(one, known=(known,), origins=(ORIGIN,)):
            end = forecast_from(fit(case.series, weights=case.weights)).ytd[12]
            yield _row(f"model, {known}", end.quantiles(LEVELS), outcome)
    months = np.concatenate([one.levels[y] for y in sorted(one.levels) if y < year])
    known_levels = np.append(months, one.levels[year][:ORIGIN])
    base = one.levels[year - 1].sum()
    for method in (AutoETS(season_length=12), AutoARIMA(season_length=12),
                   AutoTheta(season_length=12)):  # fmt: skip
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = method.forecast(known_levels, h=12 - ORIGIN, level=list(range(2, 100, 2)))
        columns = [f"lo-{c}" for c in range(98, 0, -2)] + [f"hi-{c}" for c in range(2, 100, 2)]
        sums = np.array([np.sum(made[name]) for name in columns])
        growth = 100 * ((one.levels[year][:ORIGIN].sum() + sums) / base - 1)
        yield _row(type(method).__name__, growth, outcome)


def _row(method: str, sample: np.ndarray, outcome: float) -> dict[str, float | str]:
    low, high = np.quantile(sample, [0.1, 0.9])
    return {
        "method": method,
        "absolute error": abs(float(np.median(sample)) - outcome),
        "CRPS": crps_of_sample(sample, outcome),
        "in 80%": 100.0 * (low <= outcome <= high),
    }
