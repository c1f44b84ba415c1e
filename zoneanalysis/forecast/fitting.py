"""Fitting: which kind of series this is, on what scale it moves, and how sure that is (拟合)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from zoneanalysis.errors import InputError
from zoneanalysis.forecast.defaults import FADE, FIRST, KINDS, Kind
from zoneanalysis.forecast.model import cumulator, filtered, state
from zoneanalysis.forecast.observations import FLOOR, GrowthSeries, Published
from zoneanalysis.forecast.weights import Weights, levels_left, weights_of
from zoneanalysis.messages import N_, Message
from zoneanalysis.values.intervals import Interval

__all__ = ["Fit", "View", "base_levels", "fit", "level"]

Floats = NDArray[np.float64]
_total = partial(np.logaddexp.reduce, axis=None)
"""Of logarithms of probabilities, that of their sum."""

LOOKS = (-3.0, 0.0, -1.0)
"""Looks back of one, two and three years, and how likely each is beforehand (in logs): this year
can seldom be read without last year's path."""
LOG_SCALES = np.log(0.1) + 0.1 * np.arange(96)
"""Of the grid of scales: 0.1 to 1,300 or so."""
RUNS = 6
"""The filter runs on every sixth scale: between them only rounding would differ."""
RUN = np.arange(len(LOG_SCALES)) // RUNS
BETWEEN = np.exp(LOG_SCALES - LOG_SCALES[RUNS * RUN])
"""Of each scale: its run, and how many times as large it is."""
EDGE, EDGE_MASS = 5, 0.01
"""Last scales of the grid, and the probability there from which on a forecast warns."""

FEW = N_("number of observations: {count}; how much such series move is taken from many others")
OLDER = N_("of the years before {year} nothing is used")
EARLIER = N_("earlier years count {share}% in this forecast, this year's rates alone the rest")
WILD = N_("the rates move more than the model allows for: the intervals are probably too narrow")
UNLIKE = N_(
    "the rate of {period} is set aside: with these weights of the months it does not agree with "
    "the year-to-date rates around it"
)
UNEVEN = N_(
    "between {earlier} and {later} growth would have to lie below −100%: last "
    "year's months differ more than these weights say, so the forecast rests on "
    "shaky ground"
)


@dataclass(frozen=True)
class View:
    """The months of one look back, given what was published, for each kind of series and scale.

    ``chances`` (kinds × scales) are the probabilities of each; those of all views together are 1.
    ``mean`` and ``spread`` (kinds × runs × months, × months) are of growth, run i on the scale
    ``exp(LOG_SCALES[RUNS * i])``. ``first`` are the levels of the year before the first, by month,
    mean 1, once for every year; ``base`` those of the year before the last, in the same unit.
    """

    chances: Floats
    mean: Floats
    spread: Floats
    first: Floats
    base: Floats

    def growth(self, first: int, last: int) -> tuple[Floats, float]:
        """Return row and base of growth of the months *first* to *last* (1 to 12) of the last year.

        The row gives their level z in percent above that of the first year's base; growth is
        then (100 + z) / base - 100.
        """
        return level(self.first, self.base, len(self.first) // 12 - 1, first, last)

    def moments(self, row: Floats) -> tuple[Floats, Floats]:
        """Return mean and standard deviation of ``row`` · growth, kinds × scales."""
        variance = np.maximum((self.spread @ row) @ row, 1e-12)
        return (self.mean @ row)[:, RUN], np.sqrt(variance)[:, RUN] * BETWEEN


@dataclass(frozen=True, repr=False)
class Fit:
    """A fitted series: what this year says alone and with earlier years, and what was assumed.

    ``series`` has the observations that were used, ``weights`` are of the last year's months,
    ``views`` of this year's rates alone and, where there are some, with those of the years before;
    ``notes`` say what was set aside, and what was assumed.
    """

    series: GrowthSeries
    weights: Weights
    kinds: tuple[Kind, ...]
    views: tuple[View, ...]
    notes: tuple[Message, ...]

    def __repr__(self) -> str:
        told = f"{len(self.series.observations)} rates to month {self.series.origin}"
        return f"<Fit of {self.series.name}: {told} of {self.series.year}>"

    @property
    def chances(self) -> Floats:
        """Probability of each kind (rows) on each scale (columns)."""
        return np.asarray(sum(view.chances for view in self.views))


def fit(
    series: GrowthSeries, *, weights: Weights | None = None, kinds: Sequence[Kind] = KINDS
) -> Fit:
    """Return the fit of the year-to-date model to a series.

    Every kind of series of `defaults` is weighed against the observations, on a grid of scales
    with a log-normal prior; few observations leave both open, which is what makes the intervals
    wide. Levels of one year are the base of the next (翘尾). What looks back of one, two and three
    years say is averaged; one that foretold this year's rates better counts more.

    *weights* are of the forecast year's months; found from the series' levels and rates if None.

    Raises
    ------
    InputError
        Where last year's months are known and rates exclude each other: the months between two
        year-to-date rates would have a negative level, or a month's own rate disagrees.
    """
    notes = list(series.notes)
    observations = [one for one in series.observations if one.year > series.year - len(LOOKS)]
    begin = observations[0].year
    by_year = {y: weights_of(series, y, since=begin) for y in range(begin, series.year + 1)}
    if weights is not None:
        by_year[series.year] = weights
    observations = list(_agreeing(observations, by_year, notes))
    if series.observations[0].year < begin:
        notes.append(Message(OLDER, {"year": begin}))
    views, evidence = [], []
    for back, prior in enumerate(LOOKS):
        year = series.year - back
        used = [one for one in observations if one.year >= year]
        if used[0].year == year:
            view, foretold = _view(used, {y: by_year[y] for y in by_year if y >= year}, kinds)
            views.append(view)
            evidence.append(prior + foretold)
    parts = np.exp(np.array(evidence) - _total(np.array(evidence)))
    views = [replace(v, chances=p * v.chances) for v, p in zip(views, parts, strict=True)]
    notes.append(Message(FEW, {"count": len(observations)}))
    if len(views) > 1:
        notes.append(Message(EARLIER, {"share": round(100 * float(1 - parts[0]))}))
    seen = replace(series, observations=tuple(observations))
    fitted = Fit(seen, by_year[series.year], tuple(kinds), tuple(views), tuple(notes))
    if fitted.chances[:, -EDGE:].sum() > EDGE_MASS:
        return replace(fitted, notes=(*notes, Message(WILD)))
    return fitted


def _view(
    observations: Sequence[Published], weights: Mapping[int, Weights], kinds: Sequence[Kind]
) -> tuple[View, float]:
    """Return a look back, and the log density that it gives to the last year's rates."""
    first, bases = base_levels(observations, weights)
    last = max(bases)
    found = [
        level(first, bases[o.year], o.year - min(bases), o.first, o.month) for o in observations
    ]
    scales, years = np.array([b for _, b in found]), np.array([o.year for o in observations])
    joint = np.stack([state(kind, first) for kind in kinds])
    squares = np.exp(2 * LOG_SCALES[::RUNS])
    means, spreads, surprises, variances = filtered(
        np.zeros((len(kinds), len(squares), len(first))),
        squares[:, None, None] * joint[:, None],
        [row for row, _ in found],
        scales * (100 + np.array([float(o.growth.point) for o in observations])) - 100,
        scales**2 * np.array([float(o.variance) for o in observations]),
    )
    variances = variances[:, RUN] * BETWEEN[:, None] ** 2
    densities = -0.5 * (surprises[:, RUN] ** 2 / variances + np.log(variances))
    densities *= np.where(np.diff(years, prepend=0), FIRST, 1.0)
    centre, wide = (np.array([[getattr(kind, name)] for kind in kinds])
                    for name in ("log_scale", "log_scale_sd"))  # fmt: skip
    priors = -0.5 * ((LOG_SCALES - centre) / wide) ** 2
    priors += np.log([[kind.share] for kind in kinds]) - np.logaddexp.reduce(
        priors, axis=1, keepdims=True
    )
    past = priors + densities @ np.where(years < last, FADE ** (last - years), 0.0)
    now = past + densities @ (years == last)
    foretold = _total(now) - _total(past) + np.log(scales[years == last]).sum()
    chances = np.exp(now - _total(now))
    return View(chances, means, spreads, first, bases[last]), float(foretold)


def level(first: Floats, base: Floats, year: int, start: int, end: int) -> tuple[Floats, float]:
    """Return row and base of a level of year *year* (from 0): growth of its months, of all years.

    See `View.growth`.
    """
    months = cumulator(first[:12], start - 1, end - 1)
    row = np.outer(np.arange(len(first) // 12) <= year, months).ravel()
    return row, float(base[start - 1 : end].sum() / first[start - 1 : end].sum())


def base_levels(
    observations: Sequence[Published], weights: Mapping[int, Weights]
) -> tuple[Floats, dict[int, Floats]]:
    """Return the levels of `View.first`, and those that growth of each year starts from."""
    bases, total = {}, 1.0
    for year, share in weights.items():
        months = np.array([max(float(each), 0.02) for each in share.months])
        bases[year] = total * months / months.mean()
        total = float(np.mean(levels_left(observations, year, bases[year].tolist())))
    return np.tile(bases[min(bases)], len(bases)), bases


def _agreeing(
    observations: Sequence[Published], weights: Mapping[int, Weights], notes: list[Message]
) -> Iterator[Published]:
    """Yield the observations without spans that the year-to-date rates around them exclude.

    The months between two year-to-date rates can't have a negative level either. Where last year's
    months are known, both are contradictions, and raised; else the months differ more than the
    weights do, and that is noted.
    """
    path = {(one.year, one.month): one for one in observations if one.first == 1}
    for before, after in pairwise(path.values()):
        if before.year != after.year:
            continue
        left, told = _left(before, after, weights[after.year])
        if left.hi is None or left.hi >= FLOOR:
            continue
        if told:
            raise InputError.single(
                must="year-to-date rates of one year must leave the months between them growth of "
                "-100% or more",
                came=f"{float(before.growth.point):g}% for {before.period}, then "
                f"{float(after.growth.point):g}% for {after.period}: {float(left.hi):.0f}% at best "
                "between them, by last year's levels",
                do="Check the two rates and last year's levels.",
            )
        spans = {"earlier": str(before.period), "later": str(after.period)}
        notes.append(Message(UNEVEN, spans))
    for each in observations:
        earlier, later = (path.get((each.year, month)) for month in (each.first - 1, each.month))
        if earlier is not None and later is not None:
            left, told = _left(earlier, later, weights[each.year])
            if not left.overlaps(each.growth.interval):
                if not told:
                    notes.append(Message(UNLIKE, {"period": str(each.period)}))
                    continue
                raise InputError.single(
                    must=f"growth of {each.period} must agree with the year-to-date rates "
                    "around it",
                    came=f"{float(each.growth.point):g}%, where they leave {left}",
                    do="Check the three rates, and last year's levels.",
                )
        yield each


def _left(before: Published, after: Published, share: Weights) -> tuple[Interval, bool]:
    """Return growth of the months between two rates, and whether last year's levels tell it."""
    ends = [share.known.get(one.month) for one in (before, after)]
    begun, done = (each or Interval.exactly(0) for each in ends)
    told = None not in ends and (done - begun).sign == 1
    if not told:
        begun, done = (Interval.exactly(share.over(1, one.month)) for one in (before, after))
    rates = [one.growth.interval + 100 for one in (before, after)]
    return (rates[1] * done - rates[0] * begun) / (done - begun) - 100, told
