"""Monthly growth as a damped local level, with the year-to-date sum in the state (累计增速模型).

    g_t = μ + l_t + e_t - b e_{t-12},   l_t = φ l_{t-1} + η_t            monthly growth
    C_t = [month t is not January] C_{t-1} + w_t g_t                     cumulator
    y_t = C_t / (w_1 + … + w_t) + rounding                               what is published

The cumulator is that of A. C. Harvey, *Forecasting, Structural Time Series Models and the Kalman
Filter* (Cambridge 1989), section 6.3; w_t is last year's level of the month. A quarter, or any
other span of months, gets a cumulator of its own, which restarts where the span begins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from statsmodels.tsa.statespace.mlemodel import MLEModel

from zoneanalysis.forecast.defaults import Kind
from zoneanalysis.forecast.observations import Published
from zoneanalysis.forecast.weights import Weights

__all__ = ["YtdGrowth"]

_MEAN, _LEVEL, _GROWTH, _YTD = range(4)
_LAGS = 12
_LOG_ODDS_SD, _LOG_NOISE_SD, _BASE_EFFECT_SD = 0.7, 1.0, 0.4
"""How far a series' own log odds of damping, log noise and atanh of the base effect are expected
to lie from those of its kind; the prior in maximum likelihood with shrinkage."""


class YtdGrowth(MLEModel):  # type: ignore[misc]
    """State-space model of monthly growth, observed through whatever was published.

    Parameters
    ----------
    observations : sequence of Published
        In time order.
    weights : mapping of int to Weights
        Of every year from that of the first observation to that of the last.
    kind : Kind
        Gives the start, the long-run mean and the prior of the parameters.
    rounding_scale : float
        The scale that rounding variances are measured in; 1 where parameter ``scale`` is free.

    Notes
    -----
    Parameters are ``damping``, ``noise``, ``base_effect`` and ``scale``. The states are the
    long-run mean, the level's distance from it, growth, one cumulator for the year to date, one
    for each span that is neither year-to-date nor a single month, and, where more than one year
    is modelled, the noise of the last twelve months. The first point in time is the December
    before; so the initial state is known but for the prior of the mean and of the level.
    """

    def __init__(
        self,
        observations: Sequence[Published],
        weights: Mapping[int, Weights],
        kind: Kind,
        *,
        rounding_scale: float = 1.0,
    ) -> None:
        self.kind = kind
        self.first_year = observations[0].year
        years = observations[-1].year - self.first_year + 1
        self.steps = 12 * years + 1
        self.weight = np.array(
            [0.0, *(float(w) for y in range(years) for w in weights[self.first_year + y].months)]
        )
        spans = list(
            dict.fromkeys(o.period for o in observations if o.first > 1 and o.first < o.month)
        )
        self._cumulators = 1 + len(spans)
        self._lag = _YTD + self._cumulators if years > 1 else None
        states = _YTD + self._cumulators + (_LAGS if years > 1 else 0)
        rows = self._rows(observations)
        endog = np.full((self.steps, max(map(len, rows.values()))), np.nan)
        super().__init__(
            endog,
            k_states=states,
            k_posdef=2,
            initialization="known",
            constant=np.zeros(states),
            stationary_cov=np.zeros((states, states)),
        )
        self._restarts = self._restart_times(spans)
        self._observe(rows, spans, rounding_scale)
        self._move()

    def time_of(self, year: int, month: int) -> int:
        """Return the index of a month; 0 is the December before the first year."""
        return 12 * (year - self.first_year) + month

    def _rows(self, observations: Sequence[Published]) -> dict[int, list[Published]]:
        rows: dict[int, list[Published]] = {}
        for each in observations:
            rows.setdefault(self.time_of(each.year, each.month), []).append(each)
        return rows

    def _restart_times(self, spans: Sequence[Any]) -> NDArray[np.bool_]:
        restarts = np.zeros((self._cumulators, self.steps), dtype=bool)
        restarts[0, 1::12] = True
        for index, span in enumerate(spans, start=1):
            start = span.months[0]
            restarts[index, self.time_of(start.year, start.month)] = True
        return restarts

    def _observe(
        self, rows: Mapping[int, list[Published]], spans: Sequence[Any], rounding_scale: float
    ) -> None:
        design = np.zeros((self.k_endog, self.k_states, self.steps))
        noise = np.zeros((self.k_endog, self.k_endog, self.steps))
        for time, published in rows.items():
            for row, each in enumerate(published):
                state, total = self._seen_through(each, spans)
                design[row, state, time] = 1 / total
                noise[row, row, time] = float(each.variance) / rounding_scale**2
                self.endog[time, row] = float(each.growth.point)
        self.ssm.bind(self.endog)
        self["design"] = design
        self["obs_cov"] = noise

    def _seen_through(self, each: Published, spans: Sequence[Any]) -> tuple[int, float]:
        if each.first == each.month:
            return _GROWTH, 1.0
        start, end = (self.time_of(each.year, m) for m in (each.first, each.month))
        state = _YTD if each.first == 1 else _YTD + 1 + spans.index(each.period)
        return state, float(self.weight[start : end + 1].sum())

    def _move(self) -> None:
        """Set the parts of the transition that no parameter changes; step t leads to t + 1."""
        transition = np.zeros((self.k_states, self.k_states, self.steps))
        selection = np.zeros((self.k_states, 2, self.steps))
        ahead = np.append(self.weight[1:], 0.0)
        transition[_MEAN, _MEAN] = 1
        transition[_GROWTH, _MEAN] = 1
        selection[_LEVEL, 0] = 1
        selection[_GROWTH] = 1
        for index in range(self._cumulators):
            state = _YTD + index
            transition[state, state, :-1] = ~self._restarts[index, 1:]
            transition[state, _MEAN] = ahead
            selection[state] = ahead
        if self._lag is not None:
            selection[self._lag, 1] = 1
            for age in range(1, _LAGS):
                transition[self._lag + age, self._lag + age - 1] = 1
        self["transition"] = transition
        self["selection"] = selection
        self._ahead = ahead

    @property
    def param_names(self) -> list[str]:
        """Names of the parameters."""
        return ["damping", "noise", "base_effect", "scale"]

    @property
    def start_params(self) -> NDArray[np.float64]:
        """Parameters of the kind, at its median scale."""
        kind = self.kind
        return np.array([kind.damping, kind.noise, kind.base_effect, np.exp(kind.log_scale)])

    def transform_params(self, unconstrained: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return parameters in their ranges from numbers on the whole line."""
        a, b, c, d = unconstrained
        return np.array([1 / (1 + np.exp(-a)), np.exp(b), np.tanh(c), np.exp(d)])

    def untransform_params(self, constrained: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the numbers on the whole line that give *constrained*."""
        a, b, c, d = constrained
        return np.array([np.log(a / (1 - a)), np.log(b), np.arctanh(c), np.log(d)])

    def update(self, params: NDArray[np.float64], **kwargs: Any) -> None:
        """Put the parameters into the matrices."""
        damping, noise, base_effect, scale = super().update(params, **kwargs)
        square = scale**2
        carriers = [_LEVEL, _GROWTH]
        self.ssm["transition", _LEVEL, _LEVEL, :] = damping
        self.ssm["transition", _GROWTH, _LEVEL, :] = damping
        for state in range(_YTD, _YTD + self._cumulators):
            self.ssm["transition", state, _LEVEL, :] = damping * self._ahead
            carriers.append(state)
        white = noise
        if self._lag is None:
            white = noise * (1 + base_effect**2)
        else:
            last = self._lag + _LAGS - 1
            self.ssm["transition", _GROWTH, last, :] = -base_effect
            for state in range(_YTD, _YTD + self._cumulators):
                self.ssm["transition", state, last, :] = -base_effect * self._ahead
        self["state_cov"] = square * np.diag([1 - damping**2, white])
        spread = np.zeros(self.k_states)
        spread[_MEAN], spread[_LEVEL] = self.kind.mean_variance, 1.0
        if self._lag is not None:
            spread[self._lag :] = noise
        start = np.zeros(self.k_states)
        start[_MEAN] = self.kind.mean
        self.ssm.initialize_known(start, square * np.diag(spread))

    def log_prior(self, params: NDArray[np.float64]) -> float:
        """Return the log density of *params* about those of the kind, up to a constant."""
        kind = self.kind
        there = self.untransform_params(params)
        centre = self.untransform_params(self.start_params)
        sds = np.array([_LOG_ODDS_SD, _LOG_NOISE_SD, _BASE_EFFECT_SD, kind.log_scale_sd])
        return float(-0.5 * (((there - centre) / sds) ** 2).sum())

    def loglike(self, params: NDArray[np.float64], *args: Any, **kwargs: Any) -> float:
        """Return log likelihood plus log prior: maximum likelihood with shrinkage (MAP)."""
        # The search passes its flags as one mapping, callers as keywords.
        flags = args[0] if args and isinstance(args[0], Mapping) else kwargs
        given = np.asarray(params)
        within = given if flags.get("transformed", True) else self.transform_params(given)
        return float(super().loglike(params, *args, **kwargs)) + self.log_prior(within)
