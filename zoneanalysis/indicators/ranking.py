"""Rankings in which two that rounding cannot tell apart share a rank (排名)."""

from __future__ import annotations

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
    name : str
    quantity : Quantity
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

    def surely_ahead(a: Quantity, b: Quantity) -> bool:
        low, high = (a.interval * side).lo, (b.interval * side).hi
        return low is not None and high is not None and low > high

    def order(item: tuple[str, Quantity]) -> tuple[Fraction, str]:
        return (-side * item[1].point, item[0])

    return tuple(
        Ranked(
            name=name,
            quantity=value,
            best=1 + sum(surely_ahead(other, value) for other in named.values()),
            worst=len(named)
            - sum(surely_ahead(value, other) for key, other in named.items() if key != name),
        )
        for name, value in sorted(named.items(), key=order)
    )
