"""The forecast to December: a distribution for every month, and answers from it (预测)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from zoneanalysis.errors import InputError, NotDerivableError
from zoneanalysis.forecast.basis import NO_YTD, rests_on, turned_out
from zoneanalysis.forecast.defaults import SOFT
from zoneanalysis.forecast.distribution import Mixture
from zoneanalysis.forecast.fitting import Fit, fit
from zoneanalysis.forecast.naive import Naive, naive_forecasts, year_to_date
from zoneanalysis.forecast.observations import GrowthSeries, Published
from zoneanalysis.forecast.weights import Weights
from zoneanalysis.messages import N_, Message
from zoneanalysis.values.figures import Derived, Figure, Quantity
from zoneanalysis.values.intervals import Interval

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COVERAGES", "Forecast", "Need", "forecast", "forecast_from"]

COVERAGES = (50, 80, 95)
"""Percent of the outcomes that the central intervals are to hold."""

NO_BASE = N_("last year's level is not known, so no level at the year's end can be given")


@dataclass(frozen=True)
class Need:
    """What the remaining months need for year-to-date growth of ``target`` percent in ``month``.

    ``growth`` is what they need together, percent, with its interval; ``probability`` (0 to 1) that
    year-to-date growth reaches the target in that month.
    """

    month: int
    target: Quantity
    growth: Derived
    probability: float


@dataclass(frozen=True, repr=False)
class Forecast:
    """Distributions of year-to-date and of single-month growth, January to December.

    ``ytd[m]`` and ``month[m]`` are those of month m (1 to 12). Months up to the origin are
    estimates of what happened, later ones forecasts; all are given the observations of ``fit``.
    ``now`` is year-to-date growth at the origin: published, put together from its parts, or None.
    """

    fit: Fit
    ytd: dict[int, Mixture]
    month: dict[int, Mixture]
    naive: tuple[Naive, ...]
    now: Published | None

    def __repr__(self) -> str:
        end = repr(self.ytd[12]).strip("<>").removeprefix("Mixture ")
        return f"<Forecast of {self.fit.series.name}, percent in {self.year}: {end}>"

    def _repr_html_(self) -> str:
        return f"<p>{escape(repr(self).strip('<>'))}</p>{self.table().to_html()}"

    @property
    def year(self) -> int:
        """The year that is forecast."""
        return self.fit.series.year

    @property
    def origin(self) -> int:
        """The last month that an observation covers."""
        return self.fit.series.origin

    @property
    def count(self) -> int:
        """Number of observations."""
        return len(self.fit.series.observations)

    @property
    def assumptions(self) -> tuple[Message, ...]:
        """What the forecast rests on, in plain words."""
        return rests_on(self.fit, self.now, self.naive)

    @property
    def measured(self) -> Message | None:
        """How forecasts from as much information turned out on other series; None in December."""
        return turned_out(self.fit.series)

    def table(self, *, what: str = "ytd") -> pd.DataFrame:
        """Return :meth:`months` as a frame with the index ``month``."""
        import pandas as pd

        return pd.DataFrame(self.months(what=what)).set_index("month")

    def months(self, *, what: str = "ytd", first: int = 2) -> list[dict[str, Any]]:
        """Return median, intervals and P(growth > 0) by month, from *first* on.

        *what* is "ytd" or "month". ``month``, ``median``, ``low50``, ``high50``,
        ``low80`` …, ``positive`` (probability, 0 to 1), ``printed`` (NaN where nothing was
        published) and ``forecast`` (whether the month lies after the origin). Percent.
        """
        paths = {"ytd": self.ytd, "month": self.month}.get(what)
        if paths is None:
            raise InputError.single(
                must="what must be ytd or month", came=repr(what), do="Choose one of the two."
            )
        levels = {"median": 0.5} | {
            f"{side}{each}": (1 + sign * each / 100) / 2
            for each in COVERAGES
            for side, sign in (("low", -1), ("high", 1))
        }
        wanted = np.array([*levels.values()])
        printed = {
            one.month: float(one.growth.point)
            for one in self.fit.series.observations
            if one.year == self.year and one.first == (1 if what == "ytd" else one.month)
        }
        return [
            {
                "month": month,
                **dict(zip(levels, paths[month].quantiles(wanted).tolist(), strict=True)),
                "positive": paths[month].above(0.0),
                "printed": printed.get(month, float("nan")),
                "forecast": month > self.origin,
            }
            for month in range(first, 13)
        ]

    def comparison(self) -> pd.DataFrame:
        """Return :attr:`year_ends` as a frame."""
        import pandas as pd

        return pd.DataFrame(self.year_ends)

    @property
    def year_ends(self) -> list[dict[str, Any]]:
        """Year-to-date growth at the year's end by the model and by the benchmarks.

        ``method`` ("model", "carried", "last", "zero", "part"), ``year_end``, ``rest``
        (growth of the remaining months together), ``low80`` and ``high80`` of the year's end (by
        the errors that a benchmark had elsewhere), percent.
        """
        now = self.now
        end, rest = self.ytd[12].median, float("nan")
        if now is not None and self.origin < 12:
            done = float(self.fit.weights.over(1, now.month) / 12)
            rest = (end - float(now.growth.point) * done) / (1 - done)
        rows = [("model", end, rest, *self.ytd[12].interval(0.8))]
        rows += [
            (each.name, float(each.path[12]), float(each.rest), *each.interval(0.8))
            for each in self.naive
        ]
        names = ("method", "year_end", "rest", "low80", "high80")
        return [dict(zip(names, row, strict=True)) for row in rows]

    @property
    def turning_month(self) -> int | None:
        """First month ahead whose year-to-date growth is more likely positive than not, or None.

        None also where year-to-date growth is positive already.
        """
        if self.ytd[self.origin].above(0.0) > 0.5:
            return None
        ahead = range(self.origin + 1, 13)
        return next((month for month in ahead if self.ytd[month].above(0.0) > 0.5), None)

    def needs(self, targets: Iterable[Quantity] = ()) -> tuple[Need, ...]:
        """Return what turning positive by each month, if growth is negative, and *targets* need."""
        if self.now is None or self.origin == 12:
            return ()
        ahead = range(self.origin + 1, 13) if self.now.growth.point < 0 else ()
        wanted = {each.point: each for each in targets}
        ends = (self.need(each) for _, each in sorted(wanted.items()))
        return (*(self.need(0, by=month) for month in ahead), *ends)

    def need(self, target: Quantity | str | int, *, by: int = 12) -> Need:
        """Return the growth that the months after the origin need for *target* by month *by*.

        *target* is year-to-date growth, decided and not rounded, as a figure or a printed token; 0
        for turning positive (转正).

        Raises
        ------
        InputError
            Where *by* isn't a month after the origin, up to 12.
        NotDerivableError
            Where no year-to-date growth at the origin is known.

        Examples
        --------
        >>> outlook = forecast(GrowthSeries.build("investment", [
        ...     Published.of("2023-01/2023-06", "-18.8")]))
        >>> round(float(outlook.need(0, by=10).growth.point), 1)
        28.2
        """
        if not self.origin < by <= 12:
            raise InputError.single(
                must=f"the month must lie after the last observed one, {self.origin} < month ≤ 12",
                came=str(by),
                do="Ask for a later month of the same year.",
            )
        now = self.now
        if now is None:
            raise NotDerivableError(Message(NO_YTD, {"month": self.origin}))
        if not isinstance(target, Quantity):
            target = Figure.of(target, "%") if isinstance(target, int) else Figure.parse(target)
        target.require("percent", "a target growth rate")
        wanted = replace(target, interval=Interval.exactly(target.point))
        growth = self.fit.weights.needed(now.growth, wanted, done=now.month, by=by)
        return Need(by, wanted, growth, self.ytd[by].above(float(wanted.point)))

    def year_end_level(self) -> Mixture:
        """Return the distribution of the level of the whole year, in the unit of the levels.

        It is that of growth, times last year's level as a point. Where that isn't published (12 is
        not in ``fit.weights.known``) its own uncertainty is left out: only the median counts.

        Raises
        ------
        NotDerivableError
            Where last year's level is neither known nor implied.
        """
        base = self.fit.weights.base_total
        if base is None:
            raise NotDerivableError(Message(NO_BASE))
        return self.ytd[12].scaled(float(base) / 100, float(base))

    def of(self, observation: Published) -> Mixture:
        """Return the distribution that the model gives a year-to-date or single-month rate.

        Raises
        ------
        InputError
            Where it belongs to another year, or spans other months.
        """
        single = observation.first == observation.month
        if observation.year != self.year or not (single or observation.first == 1):
            raise InputError.single(
                must=f"the rate must be year-to-date or of a single month, of {self.year}",
                came=str(observation.period),
                do="Compare other spans by their year-to-date rates.",
            )
        return (self.month if single else self.ytd)[observation.month]


def forecast_from(fitted: Fit) -> Forecast:
    """Return the forecast of a fitted model, to December of its last year."""
    now = year_to_date(fitted.series, fitted.weights)
    ytd, single = {}, {}
    for month in range(1, 13):
        soft = month > fitted.series.observations[-1].month
        single[month] = _growth(fitted, month, month, soft=soft)
        if month > fitted.series.origin and now is not None:
            ytd[month] = _growth(fitted, now.month + 1, month, soft=soft, now=now)
        else:
            ytd[month] = _growth(fitted, 1, month, soft=soft)
    return Forecast(fitted, ytd, single, naive_forecasts(fitted.series, fitted.weights), now)


def _growth(
    fitted: Fit, first: int, last: int, *, soft: bool, now: Published | None = None
) -> Mixture:
    """Return the distribution of growth of the months *first* to *last*, or of the year to date.

    With *now*, growth of the months before *first* is what is done. *soft* draws expected growth
    back far from zero; what may come about it stays as wide.
    """
    parts, done, so_far = [], 0.0, 0.0
    if now is not None:
        done = float(fitted.weights.over(1, now.month) / fitted.weights.over(1, last))
        so_far = float(now.growth.point)
    for view in fitted.views:
        row, base = view.growth(first, last)
        shift = 0.0
        if now is not None:
            # What rounding hides of the months done counts with the months left.
            row_now, base_now = view.growth(1, now.month)
            part = done / (1 - done) * base / base_now
            row, shift = row + part * row_now, part * (base_now * (100 + so_far) - 100)
        mean, sd = view.moments(row)
        parts.append((view.chances, (100 + mean - shift) / base - 100, sd / base))
    chances, means, sds = (np.concatenate(each, axis=None) for each in zip(*parts, strict=True))
    means = SOFT * np.arcsinh(means / SOFT) if soft else means
    return Mixture.of(chances, means, sds, start=done * so_far, share=1 - done)


def forecast(series: GrowthSeries, *, weights: Weights | None = None) -> Forecast:
    """Return the fit and the forecast of a series in one step; see `fit` and `forecast_from`.

    Examples
    --------
    >>> outlook = forecast(GrowthSeries.build("investment", [
    ...     Published.of("2023-01/2023-03", "-31"), Published.of("2023-01/2023-06", "-39.1")]))
    >>> outlook.ytd[12].above(0) < 0.05
    True
    """
    return forecast_from(fit(series, weights=weights))
