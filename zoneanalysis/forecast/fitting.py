"""Fitting: which kind of series this is, on what scale it moves, and how sure that is (拟合)."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp
from statsmodels.tools.sm_exceptions import ConvergenceWarning, EstimationWarning

from zoneanalysis.errors import InputError
from zoneanalysis.forecast.defaults import KINDS, Kind
from zoneanalysis.forecast.model import YtdGrowth
from zoneanalysis.forecast.observations import FLOOR, GrowthSeries, Published
from zoneanalysis.forecast.weights import Weights, weights_of
from zoneanalysis.messages import N_, Message

__all__ = ["Branch", "Fit", "Method", "fit", "fit_together"]

Floats = NDArray[np.float64]
Method = Literal["auto", "default", "ml"]

ENOUGH = 18
"""Observations from which on a series' own parameters are estimated."""
WINDOW = 2
"""Years that a fit looks back on, the last one included; measured to be best (benchmarks)."""
LOG_SCALES = np.log(0.25) + np.log(600.0) / 64 * np.arange(85)
"""Of the grid of scales: 0.25 to 1,000 or so."""
_SCALES = np.exp(LOG_SCALES)
_PRIOR_COUNT = 0.6
EDGE, EDGE_MASS = 5, 0.01
"""Last scales of the grid, and the probability there from which on a forecast warns."""
FINE = 0.03
"""Rounding errors below this share of a scale need no run of their own on that scale."""

SHORT = N_("too short to estimate (number of observations: {count}): default variances used")
ESTIMATED = N_(
    "{count} observations: damping, noise and base effect estimated by maximum likelihood, drawn "
    "towards the defaults"
)
DEFAULTS = N_("default variances used, as asked ({count} observations)")
FAILED = N_(
    "the estimation did not converge; the forecast is that of the model with default variances"
)
CUT = N_("observations before {year} are not used: the model looks back over {window} years")
WILD = N_(
    "the rates move more than the model's largest scale: the intervals are probably too narrow"
)
UNLIKE = N_(
    "the rate of {period} is set aside: with these weights of the months it does not agree with "
    "the year-to-date rates around it"
)
UNEVEN = N_(
    "between {earlier} and {later} growth would have to lie below -100%: last year's months "
    "differ more than these weights say, so the forecast rests on shaky ground"
)
POOLED = N_(
    "the scale is learnt together with {count} related series; they share {share}% of its variation"
)


@dataclass(frozen=True)
class Branch:
    """What one kind of series makes of the observations, on a unit scale.

    ``log_evidence`` holds, for every scale of the grid, log likelihood plus log prior. Means and
    unit standard deviations are those of the twelve months of the last year (rows) on every scale
    (columns), given all observations.
    """

    kind: Kind
    log_evidence: Floats
    log_prior: Floats
    ytd_mean: Floats
    ytd_sd: Floats
    month_mean: Floats
    month_sd: Floats


@dataclass(frozen=True)
class Fit:
    """A fitted model: the branches, their weights on every scale, and what was assumed."""

    series: GrowthSeries
    weights: Weights
    branches: tuple[Branch, ...]
    log_weights: Floats
    notes: tuple[Message, ...]
    estimated: bool

    @property
    def posterior(self) -> Floats:
        """Probability of each kind (rows) on each scale (columns)."""
        return np.asarray(np.exp(self.log_weights - logsumexp(self.log_weights)))


def fit(
    series: GrowthSeries,
    *,
    weights: Weights | None = None,
    method: Method = "auto",
    kinds: Sequence[Kind] = KINDS,
    window: int = WINDOW,
) -> Fit:
    """Return the fit of the year-to-date model to a series.

    Every kind of series of `defaults` is weighed against the observations, on a grid of scales
    with a log-normal prior; few observations leave both open, which is what makes the intervals
    wide. From 18 observations on (``method="auto"``) the parameters of the likeliest kind are
    estimated by maximum likelihood with shrinkage to the defaults.

    Parameters
    ----------
    series : GrowthSeries
    weights : Weights, optional
        Of the forecast year's months; found from the series' levels where not given.
    method : {"auto", "default", "ml"}
    kinds : sequence of Kind
    window : int
        Years that the fit looks back on, the last one included.

    Raises
    ------
    InputError
        Where last year's months are known and rates exclude each other: the months between two
        year-to-date rates would have a negative level, or a month's own rate disagrees.
    """
    notes = list(series.notes)
    first = series.year - window + 1
    observations = tuple(one for one in series.observations if one.year >= first)
    if len(observations) < len(series.observations):
        notes.append(Message(CUT, {"year": first, "window": window}))
    by_year = {
        year: weights_of(series, year) for year in range(observations[0].year, series.year + 1)
    }
    if weights is not None:
        by_year[series.year] = weights
    _check_path(observations, by_year, notes)
    observations = tuple(_agreeing(observations, by_year, notes))
    branches = [_branch(observations, by_year, kind) for kind in kinds]
    log_weights = np.stack([each.log_evidence + np.log(each.kind.share) for each in branches])
    count = len(observations)
    wanted = method == "ml" or (method == "auto" and count >= ENOUGH)
    estimated = False
    if wanted:
        best = int(logsumexp(log_weights, axis=1).argmax())
        own = _estimate(observations, by_year, kinds[best])
        if own is None:
            notes.append(Message(FAILED))
        else:
            estimated = True
            branches[best] = _branch(observations, by_year, own)
            evidence = branches[best].log_evidence
            log_weights[best] = evidence - logsumexp(evidence) + logsumexp(log_weights[best])
            notes.append(Message(ESTIMATED, {"count": count}))
    elif method == "auto":
        notes.append(Message(SHORT, {"count": count}))
    else:
        notes.append(Message(DEFAULTS, {"count": count}))
    if np.exp(logsumexp(log_weights[:, -EDGE:]) - logsumexp(log_weights)) > EDGE_MASS:
        notes.append(Message(WILD))
    return Fit(series, by_year[series.year], tuple(branches), log_weights, tuple(notes), estimated)


def fit_together(fits: Sequence[Fit], *, share: float = 0.5) -> tuple[Fit, ...]:
    """Return the same fits with what the others say about the scale taken into account.

    For related series only (zones of one city, one indicator): the log scales of a group are
    taken to lie about one centre, which makes up *share* of their variance. Reports are not
    fitted so, because it does not pay: in ``make bench-forecast`` the CRPS of neighbouring series
    stays as it is, and that of unlike ones grows by 1 to 3%.

    Raises
    ------
    InputError
        Where *share* is not between 0 and 1.
    """
    if not 0 < share < 1:
        raise InputError.single(
            must="the shared part of the scale's variation must lie between 0 and 1",
            came=f"{share:g}",
            do="Give share=0.5, or fit the series apart.",
        )
    centres = np.linspace(-2.5, 2.5, 21) * np.sqrt(share)
    shift = -0.5 * centres**2 / share
    joint = [_about_centres(each, centres, share) for each in fits]
    evidence = np.stack([logsumexp(each, axis=(0, 2)) for each in joint])
    together = evidence.sum(axis=0) + shift
    pooled = []
    for each, parts, own in zip(fits, joint, evidence, strict=True):
        others = (together - own)[None, :, None]
        note = Message(POOLED, {"count": len(fits) - 1, "share": round(100 * share)})
        log_weights = np.asarray(logsumexp(parts + others, axis=1))
        pooled.append(replace(each, log_weights=log_weights, notes=(*each.notes, note)))
    return tuple(pooled)


def _about_centres(each: Fit, centres: Floats, share: float) -> Floats:
    """Return log evidence by kind, centre and scale."""
    parts = []
    for branch, weights in zip(each.branches, each.log_weights, strict=True):
        kind = branch.kind
        offset = LOG_SCALES[None] - kind.log_scale - centres[:, None] * kind.log_scale_sd
        prior = -0.5 * (offset / kind.log_scale_sd) ** 2 / (1 - share)
        prior -= logsumexp(prior, axis=1, keepdims=True)
        parts.append(weights - branch.log_prior + prior)
    return np.stack(parts)


def _branch(
    observations: Sequence[Published], weights: Mapping[int, Weights], kind: Kind
) -> Branch:
    prior = -0.5 * ((LOG_SCALES - kind.log_scale) / kind.log_scale_sd) ** 2
    prior -= logsumexp(prior)
    count = len(observations)
    typical = np.exp(2 * kind.log_scale)
    square = typical
    # Rounding is measured in the series' own scale, which the first pass finds.
    model = _model(observations, weights, kind, float(np.sqrt(square)))
    distance, _ = _likelihood_parts(model, model.ssm.filter())
    square = (distance + _PRIOR_COUNT * typical) / (count + _PRIOR_COUNT)
    common = _run(observations, weights, kind, float(np.sqrt(max(square, _SCALES[0] ** 2))))
    # Where rounding is a good part of a scale, that scale is run by itself, exactly.
    coarse = float(max(each.variance for each in observations)) ** 0.5
    worst = max(coarse / np.sqrt(square), 0.0)
    runs = [
        _run(observations, weights, kind, float(scale))
        if worst > FINE and coarse > FINE * scale
        else common
        for scale in _SCALES
    ]
    distances, log_dets = (np.array([run[part] for run in runs]) for part in (0, 1))
    likelihood = -count * LOG_SCALES - 0.5 * distances / _SCALES**2 - 0.5 * log_dets
    paths = (np.stack([run[part] for run in runs], axis=1) for part in (2, 3, 4, 5))
    return Branch(kind, likelihood + prior, prior, *paths)


def _model(
    observations: Sequence[Published], weights: Mapping[int, Weights], kind: Kind, scale: float
) -> YtdGrowth:
    model = YtdGrowth(observations, weights, kind, rounding_scale=scale)
    model.update(np.array([kind.damping, kind.noise, kind.base_effect, 1.0]))
    return model


def _run(
    observations: Sequence[Published], weights: Mapping[int, Weights], kind: Kind, scale: float
) -> tuple[float, float, Floats, Floats, Floats, Floats]:
    """Return the likelihood's parts, then means and unit deviations of the last year's months."""
    model = _model(observations, weights, kind, scale)
    result = model.ssm.smooth()
    months = slice(model.time_of(observations[-1].year, 1), None)
    total = np.cumsum(model.weight[months])
    state, spread = result.smoothed_state, result.smoothed_state_cov
    return (
        *_likelihood_parts(model, result),
        state[3, months] / total,
        np.sqrt(np.maximum(spread[3, 3, months], 0.0)) / total,
        state[2, months],
        np.sqrt(np.maximum(spread[2, 2, months], 0.0)),
    )


def _likelihood_parts(model: YtdGrowth, result: Any) -> tuple[float, float]:
    """Return Σ v'F⁻¹v and Σ log det F over the observations, at unit scale."""
    distance = log_det = 0.0
    for time in np.flatnonzero(~np.isnan(model.endog).all(axis=1)):
        seen = ~np.isnan(model.endog[time])
        error = result.forecasts_error[seen, time]
        spread = result.forecasts_error_cov[:, :, time][np.ix_(seen, seen)]
        distance += float(error @ np.linalg.solve(spread, error))
        log_det += float(np.linalg.slogdet(spread)[1])
    return distance, log_det


def _estimate(
    observations: Sequence[Published], weights: Mapping[int, Weights], kind: Kind
) -> Kind | None:
    """Return the kind with the series' own parameters, or None where the search fails."""
    model = YtdGrowth(observations, weights, kind)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", EstimationWarning)
            warnings.simplefilter("ignore", ConvergenceWarning)
            warnings.simplefilter("ignore", RuntimeWarning)
            found = model.fit(
                disp=0, method="lbfgs", maxiter=200, return_params=False, cov_type="none"
            )
    except (np.linalg.LinAlgError, ValueError, FloatingPointError):
        return None
    values = np.asarray(found.params)
    if not found.mle_retvals["converged"] or not np.isfinite(values).all():
        return None
    damping, noise, base_effect, _ = (float(value) for value in values)
    return replace(kind, damping=damping, noise=noise, base_effect=base_effect)


def _agreeing(
    observations: Sequence[Published], weights: Mapping[int, Weights], notes: list[Message]
) -> Iterator[Published]:
    """Yield the observations without spans that the year-to-date rates around them exclude.

    Where last year's months are known that is a contradiction, and raised.
    """
    path = {(one.year, one.month): one.growth for one in observations if one.first == 1}
    for each in observations:
        share = weights[each.year]
        begun, done = share.over(1, each.first - 1), share.over(1, each.month)
        earlier = path.get((each.year, each.first - 1))
        later = path.get((each.year, each.month))
        if each.first == 1 or earlier is None or later is None:
            yield each
            continue
        between = (later.interval * done - earlier.interval * begun) / (done - begun)
        if between.overlaps(each.growth.interval):
            yield each
            continue
        if {each.first - 1, each.month} <= share.known.keys():
            raise InputError.single(
                must=f"growth of {each.period} must agree with the year-to-date rates around it",
                came=f"{float(each.growth.point):g}%, where they leave {between}",
                do="Check the three rates, and last year's levels.",
            )
        notes.append(Message(UNLIKE, {"period": str(each.period)}))


def _check_path(
    observations: Sequence[Published], weights: Mapping[int, Weights], notes: list[Message]
) -> None:
    """Look at the months between two year-to-date rates: their level can't be negative.

    Where last year's months are known, a negative one is a contradiction, and raised. Else it
    shows that the months differ more than the weights do, and is noted.
    """
    path = [one for one in observations if one.first == 1]
    for before, after in pairwise(path):
        if before.year != after.year:
            continue
        share = weights[after.year]
        least, most = before.growth.interval.lo, after.growth.interval.hi
        assert least is not None
        assert most is not None
        excess = share.excess(before, after)
        if excess is not None and excess <= 0:
            continue
        begun, done = share.over(1, before.month), share.over(1, after.month)
        if excess is None and (100 + most) * done >= (100 + least) * begun:
            continue
        between = ((100 + most) * done - (100 + least) * begun) / (done - begun) + FLOOR
        spans = {"earlier": str(before.period), "later": str(after.period)}
        if excess is None:
            notes.append(Message(UNEVEN, spans))
            continue
        raise InputError.single(
            must="year-to-date rates of one year must leave the months between them growth of "
            "-100% or more",
            came=f"{float(before.growth.point):g}% for {before.period}, then "
            f"{float(after.growth.point):g}% for {after.period}: {float(between):.0f}% at best "
            "between them, by last year's levels",
            do="Check the two rates and last year's levels.",
        )
