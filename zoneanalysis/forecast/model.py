"""Monthly growth as a state, rates as sums of it, a filter that reads them (累计增速模型).

    g_t = μ + l_t + (d_t - b d_{t-12}) + (e_t - b e_{t-12})                 growth of month t
    l_t = φ l_{t-1} + η_t,    d_t = ρ d_{t-1} + ε_t,    var e_t ∝ 1 / w_t
    C_m = w_1 g_1 + … + w_m g_m,    y_m = C_m / (w_1 + … + w_m) + rounding   what is published

The state is the growth of every month of the years looked at; w_t is last year's level of the
month. What a level gained or lost for a while (d, e) is the base of next year's growth and returns
with the other sign (基数效应); what growth itself gained (l) does not. Nothing moves the state from
one month to the next: the covariance says how months hang together, so that the filter is the
Kalman filter with a transition that is the identity. The cumulator is that of A. C. Harvey,
*Forecasting, Structural Time Series Models and the Kalman Filter* (Cambridge 1989), section 6.3.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from zoneanalysis.forecast.defaults import Kind

__all__ = ["cumulator", "filtered", "state"]

Floats = NDArray[np.float64]


def state(kind: Kind, weights: Floats) -> Floats:
    """Return the covariance of monthly growth of a kind of series, on a unit scale.

    Parameters
    ----------
    kind : Kind
    weights : array of float, … × months
        Of every month, mean 1 a year; a month that weighs little is noisy.

    Returns
    -------
    array, … × months × months
        The scale is the standard deviation of l; the mean of growth is counted as uncertain.

    Examples
    --------
    >>> from zoneanalysis.forecast.defaults import KINDS
    >>> state(KINDS[0], np.ones(24)).shape
    (24, 24)
    """
    months = np.arange(weights.shape[-1])
    lag = np.abs(months[:, None] - months)
    b = kind.base_effect
    near, far = (
        (1 + b * b) * kind.pull**lag,
        kind.pull ** np.abs(lag - 12) + kind.pull ** (lag + 12),
    )
    swing = kind.swing * (near - b * far)
    noise = kind.noise * ((1 + b * b) * (lag == 0) - b * (lag == 12))
    noise = noise / np.sqrt(weights[..., :, None] * weights[..., None, :])
    joint: Floats = kind.mean_variance + kind.damping**lag + swing + noise
    return joint


def cumulator(weights: Floats, first: int, last: int) -> Floats:
    """Return the row that makes growth of the months *first* to *last* out of the state.

    Parameters
    ----------
    weights : array of float
    first, last : int
        Counted from 0, both included.

    Examples
    --------
    >>> cumulator(np.array([1.0, 1.0, 2.0, 1.0]), 0, 2).tolist()
    [0.25, 0.25, 0.5, 0.0]
    """
    row = np.zeros(len(weights))
    row[first : last + 1] = weights[first : last + 1] / weights[first : last + 1].sum()
    return row


def filtered(
    mean: Floats, spread: Floats, rows: Sequence[Floats], rates: Floats, errors: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return mean and covariance once one rate after another is known, and the surprises.

    Parameters
    ----------
    mean, spread : array
        Of the state, … × months and … × months × months.
    rows : sequence of array
        What each rate is made of, see `cumulator`.
    rates, errors : array
        What was printed, and the variance of its rounding.

    Returns
    -------
    mean, spread, surprises, variances : array
        The last two, … × rates: what each rate was above its forecast from those before it, and
        the variance that the forecast had.

    Examples
    --------
    >>> mean, spread, *_ = filtered(np.zeros(1), np.eye(1), [np.ones(1)], np.ones(1), np.ones(1))
    >>> float(mean[0]), float(spread[0, 0])
    (0.5, 0.5)
    """
    surprises = np.empty((*mean.shape[:-1], len(rows)))
    variances = np.empty_like(surprises)
    for index, (row, rate, error) in enumerate(zip(rows, rates, errors, strict=True)):
        toward = spread @ row
        surprises[..., index] = rate - mean @ row
        variances[..., index] = toward @ row + error
        gain = toward / variances[..., index, None]
        mean = mean + gain * surprises[..., index, None]
        spread = spread - gain[..., None] * toward[..., None, :]
    return mean, spread, surprises, variances
