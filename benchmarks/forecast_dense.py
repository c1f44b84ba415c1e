"""The year-to-date model without state space: one covariance matrix for many series at once.

Conditioning a joint normal distribution by linear algebra gives the same forecasts as the Kalman
filter of ``zoneanalysis.forecast`` (a test holds the two together), and is fast enough for many
series to learn the default parameters from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from zoneanalysis.forecast.defaults import Kind

Floats = NDArray[np.float64]
ROUNDING = 0.1**2 / 12
"""Variance of the error of a rate printed to a tenth."""


@dataclass(frozen=True)
class Task:
    """Forecasts of one pattern for many series: observed and wanted rows of weights, rates.

    ``seen`` and ``wanted`` are series × rows × months; a row holds the weights that make a
    year-to-date rate out of monthly growth.
    """

    seen: Floats
    wanted: Floats
    rates: Floats
    outcomes: Floats


def covariance(kind: Kind, months: int) -> Floats:
    """Return the covariance of monthly growth on a unit scale, *months* × *months*."""
    lag = np.abs(np.subtract.outer(np.arange(months), np.arange(months)))
    back = kind.base_effect
    noise = kind.noise * ((1 + back**2) * (lag == 0) - back * (lag == 12))
    joint: Floats = kind.damping**lag + noise + kind.mean_variance
    return joint


def conditioned(kind: Kind, task: Task, rounding: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Return mean and unit variance of what is wanted, and distance and log det of what is seen.

    ``rounding`` is the variance of the rounding error in squared scales, one a series.
    """
    joint = covariance(kind, task.seen.shape[-1])
    crossed = joint @ task.seen.transpose(0, 2, 1)
    spread = task.seen @ crossed
    spread = spread + np.eye(spread.shape[-1]) * rounding[:, None, None]
    toward = task.wanted @ crossed
    apart = task.rates - kind.mean
    solved = np.linalg.solve(
        spread, np.concatenate([apart[:, :, None], toward.transpose(0, 2, 1)], axis=2)
    )
    mean = kind.mean + (toward @ solved[:, :, :1])[:, :, 0]
    variance = (task.wanted @ joint * task.wanted).sum(axis=2)
    variance = variance - np.einsum("nkl,nlk->nk", toward, solved[:, :, 1:])
    distance = (apart * solved[:, :, 0]).sum(axis=1)
    return mean, np.maximum(variance, 1e-10), distance, np.linalg.slogdet(spread)[1]


def log_scores(kinds: list[Kind], task: Task, log_scales: Floats) -> Floats:
    """Return the log density of every outcome under the mixture of kinds and scales."""
    scales = np.exp(log_scales)
    weights, means, sds = [], [], []
    for kind in kinds:
        typical = np.exp(2 * kind.log_scale)
        square = np.full(len(task.rates), typical)
        for _ in range(2):
            mean, variance, distance, log_det = conditioned(kind, task, ROUNDING / square)
            count = task.rates.shape[1]
            square = np.maximum((distance + 0.6 * typical) / (count + 0.6), scales[0] ** 2)
        prior = -0.5 * ((log_scales - kind.log_scale) / kind.log_scale_sd) ** 2
        weights.append(
            np.log(kind.share)
            + prior
            - logsumexp(prior)
            - count * log_scales
            - 0.5 * distance[:, None] / scales**2
            - 0.5 * log_det[:, None]
        )
        means.append(mean)
        sds.append(np.sqrt(variance))
    chance = np.stack(weights, axis=1)
    chance = chance - logsumexp(chance, axis=(1, 2), keepdims=True)
    spread = np.stack(sds, axis=1)[..., None, :] * scales[:, None]
    apart = (task.outcomes[:, None, None] - np.stack(means, axis=1)[..., None, :]) / spread
    density = chance[..., None] - 0.5 * apart**2 - np.log(spread) - 0.5 * np.log(2 * np.pi)
    scores: Floats = logsumexp(density, axis=(1, 2))
    return scores
