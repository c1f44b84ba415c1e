"""Rankings in which two that rounding cannot tell apart share a rank (排名)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from zoneanalysis.indicators.columns import Given, quantity
from zoneanalysis.indicators.operands import like
from zoneanalysis.values.figures import Quantity

__all__ = ["Ranked", "ranking"]


@dataclass(frozen=True)
class Ranked:
    """One place in a ranking.

    Parameters
    ----------
    best, worst : int
        The ranks that it may have; equal where rounding leaves no doubt. 1 is first.
    """

    name: str
    quantity: Quantity
    best: int
    worst: int

    @property
    def shared(self) -> bool:
        """Whether rounding leaves the rank open."""
        return self.best != self.worst


def ranking(values: Mapping[str, Given], *, highest_first: bool = True) -> tuple[Ranked, ...]:
    """Return *values* in order, each with every rank that its printed precision allows.

    Its best rank counts those that are surely ahead, its worst those that may be ahead.

    Raises
    ------
    UnitMismatchError
        Where the values have unlike units.

    Examples
    --------
    >>> places = ranking({"文水": "33.8%", "孝义": "24.5%", "汾阳杏花村": "24%", "交口": "21.3%"})
    >>> [(place.name, place.best, place.worst) for place in places]
    [('文水', 1, 1), ('孝义', 2, 3), ('汾阳杏花村', 2, 3), ('交口', 4, 4)]
    """
    named = {name: quantity(value) for name, value in values.items()}
    first = next(iter(named.values()), None)
    if first is not None:
        named = {name: like(first, value, "a ranking") for name, value in named.items()}
    side = 1 if highest_first else -1

    spans = {name: value.interval * side for name, value in named.items()}
    lows = sorted(span.lo for span in spans.values() if span.lo is not None)
    highs = sorted(span.hi for span in spans.values() if span.hi is not None)

    def order(item: tuple[str, Quantity]) -> tuple[Fraction, str]:
        return (-side * item[1].point, item[0])

    def place(name: str, value: Quantity) -> Ranked:
        low, high = spans[name].lo, spans[name].hi
        ahead = 0 if high is None else len(lows) - bisect_right(lows, high)
        behind = 0 if low is None else bisect_left(highs, low)
        return Ranked(name, value, best=1 + ahead, worst=len(named) - behind)

    return tuple(place(name, value) for name, value in sorted(named.items(), key=order))
