"""Zones ranked by the four rates, with shared ranks and an honest bottom three (四率排名)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from zoneanalysis.indicators import Ranked, ranking
from zoneanalysis.panel.ledger import RATES, Rate, four_rates
from zoneanalysis.panel.panel import Panel, last_day
from zoneanalysis.values.figures import Quantity
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.units import PERCENT

__all__ = ["LAST", "Last", "Standing", "last_places", "places", "rate_standings"]

Last = Literal["yes", "could be", "no"]
LAST = 3  # the zones whose leaders are called in


@dataclass(frozen=True)
class Standing:
    """A zone's place by the mean of its four rates.

    Parameters
    ----------
    rates : mapping
        By code: whole projects out of the ledger, or the printed rate where there is no ledger.
        A rate whose list is empty is not there.
    mean : Quantity
        Mean of the rates that there are, in percent. Its interval is what the data can tell: half
        of what one project moves, or the rounding of printed rates.
    place : int
        Rank of the mean itself; equal means share it.
    best, worst : int
        The ranks that the interval allows.
    last : str
        "yes" or "no" where every rank that it may have says so, else "could be".
    """

    zone: str
    rates: Mapping[str, Rate | Quantity]
    mean: Quantity
    place: int
    best: int
    worst: int
    last: Last

    @property
    def complete(self) -> bool:
        """Whether it has all four rates."""
        return len(self.rates) == len(RATES)


def rate_standings(
    panel: Panel, month: str, *, zones: Sequence[str] | None = None, last: int = LAST
) -> tuple[Standing, ...]:
    r"""Return the zones by the mean of their four rates at the end of a month, best first.

    .. math:: \bar r = \frac{1}{m} \sum_{i=1}^{m} 100 k_i / n_i \pm \max_i \frac{100}{2 m n_i}

    Out of a ledger the mean is exact, but a zone with four projects moves in steps of 25 points:
    zones whose means differ by less than one project moves share their ranks. Printed rates are
    known within their rounding. Zones without any rate are left out.

    Parameters
    ----------
    month : str
        As YYYY-MM.
    zones : sequence of str, optional
        All zones of the panel if not given.
    last : int
        How many places at the end count as the last ones (后3位).

    Examples
    --------
    >>> from zoneanalysis.panel import read_panel
    >>> found = rate_standings(read_panel("yunchuan"), "2024-05")
    >>> found[0].place, found[0].best <= 1 <= found[0].worst
    (1, True)
    """
    panel.check_month(month)
    chosen = tuple(zones or panel.zones)
    counted = four_rates(panel, last_day(month), zones=chosen)
    rates: dict[str, dict[str, Rate | Quantity]] = {}
    for zone in chosen:
        own: dict[str, Rate | Quantity] = {}
        for code in RATES:
            found: Rate | Quantity | None = (
                counted.get((zone, code))
                if zone in panel.ledger_zones
                else panel.figure(zone, month, code, "rate")
            )
            if found is not None:
                own[code] = found
        if own:
            rates[zone] = own
    means = {zone: _mean(own.values()) for zone, own in rates.items()}
    ranked = ranking(means)
    exact = places({zone: mean.point for zone, mean in means.items()})
    return tuple(
        Standing(
            each.name,
            rates[each.name],
            means[each.name],
            exact[each.name],
            each.best,
            each.worst,
            last_places(each, len(ranked), last),
        )
        for each in ranked
    )


def _mean(rates: Iterable[Rate | Quantity]) -> Quantity:
    given = tuple(rates)
    share = Fraction(1, len(given))
    points = [each.quantity.point if isinstance(each, Rate) else each.point for each in given]
    mean = sum(points, Fraction(0)) * share
    printed = [
        each.interval - each.point if isinstance(each, Quantity) else Interval.exactly(0)
        for each in given
    ]
    slack = sum(printed[1:], printed[0]) * share
    step = max(
        (Fraction(50, each.of) * share for each in given if isinstance(each, Rate)),
        default=Fraction(0),
    )
    return Quantity(mean, slack + Interval(mean - step, mean + step), PERCENT)


def places(points: Mapping[str, Fraction]) -> dict[str, int]:
    """Return the ranks of exact values, highest first; equal values share the better rank.

    Examples
    --------
    >>> places({"a": Fraction(3), "b": Fraction(5), "c": Fraction(3)})
    {'a': 2, 'b': 1, 'c': 2}
    """
    return {
        name: 1 + sum(other > value for other in points.values()) for name, value in points.items()
    }


def last_places(ranked: Ranked, total: int, last: int = LAST) -> Last:
    """Return whether a zone is among the last ones, as far as the data can tell.

    Of no more zones than there are last places none is.
    """
    first_of_last = total - last + 1
    if ranked.worst < first_of_last or total <= last:
        return "no"
    return "yes" if ranked.best >= first_of_last else "could be"
