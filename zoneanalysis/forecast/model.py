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
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from zoneanalysis.forecast.defaults import Kind

if TYPE_CHECKING:
    from statsmodels.tsa.statespace.mlemodel import MLEModel

__all__ = ["as_statsmodels", "cumulator", "filtered", "state"]

Floats = NDArray[np.float64]


def state(kind: Kind, weights: Floats) -> Floats:
    """Return the covariance of monthly growth of a kind of series, on a unit scale.

    *weights* (… × months) are those of every month, mean 1 a year; a month that weighs little is
    noisy. The scale is the standard deviation of l; the mean of growth is counted as uncertain.

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
    """Return the row that makes growth of the months *first* to *last* (from 0) out of the state.

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
    """Return mean and covariance once one rate after another is known, surprises and variances.

    *mean* (… × months) and *spread* (… × months × months) are those of the state; *rows* say what
    each rate is made of, see `cumulator`; *rates* and *errors* are what was printed, and the
    variance of its rounding. The surprises (… × rates) are what each rate was above its forecast
    from those before it, the variances what that forecast had.

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


def as_statsmodels(
    spread: Floats, rows: Sequence[Floats], rates: Floats, errors: Floats
) -> MLEModel:
    """Return the same model, of a mean of zero, as a state space of statsmodels.

    ``.ssm.filter()`` and ``.ssm.smooth()`` give what `filtered` gives of the same arguments, with
    all the diagnostics of that library.

    Examples
    --------
    >>> model = as_statsmodels(np.eye(1), [np.ones(1)], np.ones(1), np.ones(1))
    >>> float(model.ssm.filter().filtered_state[0, -1])
    0.5
    """
    from statsmodels.tsa.statespace.mlemodel import MLEModel

    months = len(spread)
    model = MLEModel(
        rates,
        k_states=months,
        initialization="known",
        constant=np.zeros(months),
        stationary_cov=spread,
    )
    model["design"] = np.stack(rows, axis=1)[None]
    model["obs_cov"] = errors[None, None]
    model["transition"] = np.eye(months)
    return model
