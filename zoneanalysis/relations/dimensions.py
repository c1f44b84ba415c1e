"""What the two sides of a formula measure, and whether they may stand beside one another (量纲).

Percent is a dimension of its own until a plain number is multiplied or divided in: a rate is 100
times a quotient, so ``rate = part / whole`` is refused and ``rate = part / whole * 100`` is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from zoneanalysis.relations.formula import Compare, Name, Node, Num, Op, Total, vanishes
from zoneanalysis.relations.words import refused
from zoneanalysis.values.units import Unit, unit

__all__ = ["RATE", "Dimension", "dimension_of", "measured"]

_PLAIN = {"count", "one", "ratio"}  # numbers of things, with or without a name


@dataclass(frozen=True)
class Dimension:
    """Powers of what is measured; *percent* is None where a plain number leaves it open."""

    powers: frozenset[tuple[str, int]] = frozenset()
    percent: int | None = 0
    name: str = ""

    def like(self, other: Dimension) -> bool:
        """Return whether two things may be added or compared."""
        open_ = None in {self.percent, other.percent}
        return self.powers == other.powers and (open_ or self.percent == other.percent)

    def times(self, other: Dimension, sign: int) -> Dimension:
        """Return the dimension of a product (*sign* 1) or quotient (-1)."""
        powers = Counter(dict(self.powers))
        for base, power in other.powers:
            powers[base] += sign * power
        percent = None
        if self.percent is not None and other.percent is not None:
            percent = self.percent + sign * other.percent
        return Dimension(frozenset((b, p) for b, p in powers.items() if p), percent)

    def __str__(self) -> str:
        if self.name:
            return self.name
        if not self.powers:
            return "%" if self.percent == 1 else "a plain number"
        return " × ".join(b if p == 1 else f"{b}^{p}" for b, p in sorted(self.powers))


RATE = Dimension(percent=1, name="%")
_NUMBER = Dimension(percent=None)


def dimension_of(symbol: Unit | str) -> Dimension:
    """Return what a unit measures.

    Examples
    --------
    >>> land = dimension_of("亿元").times(dimension_of("亩"), -1)
    >>> land.like(dimension_of("万元/亩")), dimension_of("%").like(dimension_of("个"))
    (True, False)
    """
    of = symbol if isinstance(symbol, Unit) else unit(symbol)
    if of.dimension in {"percent", "point"}:
        return RATE
    powers: Counter[str] = Counter()
    for i, bases in enumerate(of.dimension.split("/")):
        for base in bases.split("·"):
            if base not in _PLAIN:
                powers[base] += 1 if i == 0 else -1
    return Dimension(frozenset((b, p) for b, p in powers.items() if p), name=of.symbol)


def measured(node: Compare | Node, known: Mapping[str, Dimension]) -> Dimension:
    """Return what a formula measures, names by *known*.

    Raises `InputError` where unlike things are added or compared, or a divisor is zero.
    """
    match node:
        case Num():
            if node.symbol:
                return dimension_of(node.symbol)
            return _NUMBER
        case Name():
            return known[node.name]
        case Total():
            return measured(node.items[0], known)
        case Op(sign="*" | "/" as sign, left=left, right=right):
            if sign == "/" and vanishes(right):
                raise refused("divisor", "/ 0")
            return measured(left, known).times(measured(right, known), 1 if sign == "*" else -1)
    assert isinstance(node, Op | Compare)
    one, two = measured(node.left, known), measured(node.right, known)
    for side, other in ((node.left, two), (node.right, one)):
        if isinstance(side, Num) and side.value == 0:
            return other  # nothing is nothing in every unit
    if not one.like(two):
        bare = not all(each.powers or each.name for each in (one, two))
        kind = "unlike_number" if bare else "unlike"
        kind = "unlike_rate" if one.powers == two.powers else kind
        raise refused(kind, f"{one} {node.sign} {two}", sign=node.sign)
    return two if one.percent is None else one
