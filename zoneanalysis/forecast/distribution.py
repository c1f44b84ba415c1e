"""A forecast is a distribution: a mixture of normals that can't fall below a floor (预测分布)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

__all__ = ["Mixture"]

Floats = NDArray[np.float64]

_NEGLIGIBLE = 1e-7
_HALVINGS = 60


@dataclass(frozen=True)
class Mixture:
    """Mixture of normal distributions, given that the value lies above ``floor``.

    Parameters
    ----------
    weights, means, sds : array of float
        One entry a component; weights sum to 1.
    floor : float
        No value lies below: a level can't be negative. In the unit of the means.

    Examples
    --------
    >>> import numpy as np
    >>> normal = Mixture.of(np.array([1.0]), np.array([2.0]), np.array([0.5]))
    >>> round(normal.quantile(0.975), 3), round(float(normal.cdf(2.0)), 3)
    (2.98, 0.5)
    """

    weights: Floats
    means: Floats
    sds: Floats
    floor: float = -np.inf

    @classmethod
    def of(cls, weights: Floats, means: Floats, sds: Floats, floor: float = -np.inf) -> Mixture:
        """Return the mixture of the components that count (weight above 1e-7 of the whole)."""
        kept = weights > _NEGLIGIBLE * weights.max()
        part = weights[kept]
        return cls(part / part.sum(), means[kept], sds[kept], floor)

    def _raw(self, values: Floats) -> Floats:
        scaled = (values[..., None] - self.means) / self.sds
        return np.asarray(ndtr(scaled) @ self.weights)

    @cached_property
    def _below(self) -> float:
        return float(self._raw(np.array(self.floor))) if np.isfinite(self.floor) else 0.0

    def cdf(self, value: float | Floats) -> Floats:
        """Return the probability that the outcome is at most *value*."""
        values = np.asarray(value, dtype=float)
        below = self._below
        inside = (self._raw(values) - below) / (1 - below)
        return np.clip(np.where(values <= self.floor, 0.0, inside), 0.0, 1.0)

    def above(self, value: float) -> float:
        """Return the probability that the outcome is greater than *value*."""
        return 1.0 - float(self.cdf(value))

    def quantiles(self, levels: Floats) -> Floats:
        """Return the values that the outcome stays below with the given probabilities."""
        wanted = np.asarray(levels, dtype=float)
        low = np.full(wanted.shape, float((self.means - 12 * self.sds).min()))
        high = np.full(wanted.shape, float((self.means + 12 * self.sds).max()))
        low = np.maximum(low, self.floor)
        high = np.maximum(high, low)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            short = self.cdf(middle) < wanted
            low, high = np.where(short, middle, low), np.where(short, high, middle)
        return np.asarray((low + high) / 2)

    def quantile(self, level: float) -> float:
        """Return the value that the outcome stays below with probability *level*."""
        return float(self.quantiles(np.array([level]))[0])

    @property
    def median(self) -> float:
        """The value that is as likely exceeded as not; the point forecast."""
        return self.quantile(0.5)

    def interval(self, coverage: float) -> tuple[float, float]:
        """Return the central interval that holds the outcome with probability *coverage*."""
        low, high = self.quantiles(np.array([(1 - coverage) / 2, (1 + coverage) / 2]))
        return float(low), float(high)

    @property
    def sd(self) -> float:
        """Half the width of the central 68.27% interval: a spread that tails don't dominate."""
        low, high = self.interval(0.682689492)
        return (high - low) / 2

    def crps(self, outcome: float) -> float:
        """Return the continuous ranked probability score of *outcome*: ∫ (F(x) - [x ≥ y])² dx.

        In the unit of the outcome; for a point forecast it is the absolute error. T. Gneiting and
        A. E. Raftery, "Strictly Proper Scoring Rules, Prediction, and Estimation", *JASA* 102
        (2007) 359-378, doi:10.1198/016214506000001437.
        """
        steps = np.sinh(np.linspace(-3.0, 3.0, 61)) * (8 / np.sinh(3.0))
        points = np.unique((self.means[:, None] + self.sds[:, None] * steps).ravel())
        points = points[:: max(1, len(points) // 600)]
        points = points[points > self.floor]
        ends = [outcome] if not np.isfinite(self.floor) else [outcome, self.floor]
        grid = np.sort(np.append(points, ends))
        values = self.cdf(grid)
        left = np.where(grid[:-1] < outcome, values[:-1], 1 - values[:-1])
        right = np.where(grid[1:] <= outcome, values[1:], 1 - values[1:])
        areas = np.diff(grid) * (left**2 + left * right + right**2) / 3
        return float(areas.sum())

    def scaled(self, slope: float, shift: float) -> Mixture:
        """Return the distribution of ``slope`` × outcome + ``shift``; slope above 0."""
        floor = self.floor * slope + shift
        return Mixture(self.weights, self.means * slope + shift, self.sds * slope, floor)
