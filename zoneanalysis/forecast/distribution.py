"""A forecast is a distribution: a mixture of normals above a floor (预测分布)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

__all__ = ["Mixture"]

Floats = NDArray[np.float64]

_NEGLIGIBLE = 1e-7
_CLOSE = 1e-9  # percent
_MOST_STEPS = 60
_erfc = np.vectorize(math.erfc, otypes=[float])  # SciPy's ndtr takes a tenth of a second to import
_LEAST = -100.0
"""Growth of the months left can't lie below (percent)."""


@dataclass(frozen=True, repr=False)
class Mixture:
    """Distribution of ``start`` + ``share`` × growth, growth being at least -100%.

    ``weights`` (of sum 1), ``means`` and ``sds`` are those of the normals that growth is mixed of,
    percent; ``start`` is what is done already, ``share`` what growth of the months left counts.

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
    start: float = 0.0
    share: float = 1.0

    def __repr__(self) -> str:
        low, high = self.interval(0.8)
        return f"<Mixture {self.median:.1f}, 80% from {low:.1f} to {high:.1f}>"

    @classmethod
    def of(cls, weights: Floats, means: Floats, sds: Floats, **placed: float) -> Mixture:
        """Return the mixture of the components that count (weight above 1e-7 of the whole)."""
        kept = weights > _NEGLIGIBLE * weights.max()
        part = weights[kept]
        return cls(part / part.sum(), means[kept], sds[kept], **placed)

    @property
    def floor(self) -> float:
        """No outcome lies below: a level can't be negative."""
        return self.start + self.share * _LEAST

    def _raw(self, growth: Floats) -> Floats:
        """Return the probability that growth is at most so much, without the floor."""
        scaled = (self.means - growth[..., None]) / (self.sds * math.sqrt(2))
        return np.asarray(_erfc(scaled) @ self.weights / 2)

    @cached_property
    def _below(self) -> float:
        return float(self._raw(np.array(_LEAST)))

    def cdf(self, value: float | Floats) -> Floats:
        """Return the probability that the outcome is at most *value*."""
        values = np.asarray(value, dtype=float)
        more = 1 - self._raw((values - self.start) / self.share)
        inside = 1 - more / max(1 - self._below, np.finfo(float).tiny)
        return np.clip(np.where(values <= self.floor, 0.0, inside), 0.0, 1.0)

    def above(self, value: float) -> float:
        """Return the probability that the outcome is greater than *value*."""
        return 1.0 - float(self.cdf(value))

    def quantiles(self, levels: Floats) -> Floats:
        """Return the values that the outcome stays below with the given probabilities."""
        asked = np.asarray(levels, dtype=float)
        key = asked.shape, asked.tobytes()
        if key not in self._quantiles:
            self._quantiles[key] = self._solved(asked * (1 - self._below) + self._below)
        return self._quantiles[key]

    @cached_property
    def _quantiles(self) -> dict[tuple[tuple[int, ...], bytes], Floats]:
        """The quantiles that were asked for: a review asks for the same in each language."""
        return {}

    def _solved(self, wanted: Floats) -> Floats:
        """Return where growth has these probabilities below: Newton's steps, halves where wide."""
        low = np.full(wanted.shape, float((self.means - 12 * self.sds).min()))
        high = np.full(wanted.shape, float((self.means + 12 * self.sds).max()))
        mean = float(self.weights @ self.means)
        near = NormalDist(mean, math.sqrt(self.weights @ (self.sds**2 + (self.means - mean) ** 2)))
        at = np.array([near.inv_cdf(each) for each in np.clip(wanted, _CLOSE, 1 - _CLOSE)])
        moved = high - low
        peaks = self.weights / (self.sds * math.sqrt(2 * math.pi))
        for _ in range(_MOST_STEPS):
            over = self._raw(at) - wanted
            low, high = np.where(over < 0, at, low), np.where(over < 0, high, at)
            squares = ((at[..., None] - self.means) / self.sds) ** 2
            with np.errstate(all="ignore"):
                step = at - over / (np.exp(-squares / 2) @ peaks)
            nears = (
                (low <= step) & (step <= high) & (np.abs(step - at) < np.maximum(moved / 2, _CLOSE))
            )
            at, before = np.where(nears, step, (low + high) / 2), at
            moved = np.abs(at - before)
            if moved.max() < _CLOSE:
                break
        return np.asarray(np.maximum(self.start + self.share * at, self.floor))

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

    def crps(self, outcome: float) -> float:
        """Return the continuous ranked probability score of *outcome*: ∫ (F(x) - [x ≥ y])² dx.

        In the unit of the outcome; for a point forecast it is the absolute error. T. Gneiting and
        A. E. Raftery, "Strictly Proper Scoring Rules, Prediction, and Estimation", *JASA* 102
        (2007) 359-378, doi:10.1198/016214506000001437.
        """
        steps = np.sinh(np.linspace(-3.0, 3.0, 61)) * (8 / np.sinh(3.0))
        points = np.unique((self.means[:, None] + self.sds[:, None] * steps).ravel())
        values = self.start + self.share * points[:: max(1, len(points) // 600)]
        grid = np.sort(np.append(values[values > self.floor], [outcome, self.floor]))
        chances = self.cdf(grid)
        left = np.where(grid[:-1] < outcome, chances[:-1], 1 - chances[:-1])
        right = np.where(grid[1:] <= outcome, chances[1:], 1 - chances[1:])
        areas = np.diff(grid) * (left**2 + left * right + right**2) / 3
        return float(areas.sum())

    def scaled(self, slope: float, shift: float) -> Mixture:
        """Return the distribution of ``slope`` × outcome + ``shift``; slope above 0."""
        return replace(self, start=self.start * slope + shift, share=self.share * slope)
