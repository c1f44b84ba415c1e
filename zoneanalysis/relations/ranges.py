"""The exact range of a formula over a box of intervals (取值范围).

Where the two sides of an operation share no figure, interval arithmetic is exact (R. E. Moore,
*Interval Analysis*, 1966). Where they do, every figure still stands linearly above or below the
stroke, so the extremes lie in the corners of the box, as long as no divisor can be zero. A quotient
of long sums is solved by Dinkelbach's iteration (*Management Science* 13, 1967): for a trial value
the numerator less value × denominator falls apart into small blocks, each extreme in its corners.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from functools import lru_cache, reduce
from itertools import chain, product
from typing import Any

from zoneanalysis.errors import NotDerivableError
from zoneanalysis.relations.formula import (
    APPLY,
    ONE,
    Node,
    Num,
    Op,
    Total,
    Var,
    evaluate,
    variables,
    walk,
)
from zoneanalysis.relations.words import said
from zoneanalysis.values.intervals import Interval

__all__ = ["FEW", "Sum", "UnfitError", "addends_of", "blocks_of", "grouped", "range_of",
           "stroke", "times"]  # fmt: skip

FEW = 8  # figures that hang together, whose corners are all tried


def range_of(node: Node, boxes: Sequence[Interval]) -> Interval:
    """Return every value of a grounded expression whose figures lie in *boxes*.

    Raises `NotDerivableError` where a divisor may be zero, or a figure that stands several times
    is only known on one side.

    Examples
    --------
    Three of 90 less three: the figure that stands twice costs no precision.

    >>> change = Op("/", Var(0), Op("-", Var(1), Var(0)))
    >>> three, ninety = (Interval.around(each, Fraction(1, 2)) for each in (3, 90))
    >>> str(range_of(change, [three, ninety]))
    '[≈0.028409, ≈0.040698]'
    """
    match node:
        case Var():
            return boxes[node.index]
        case Num():
            return Interval.exactly(node.value)
        case Total():
            return _sum_of(tuple((1, item) for item in node.items), boxes)
        case Op(sign=sign, left=left, right=right):
            number = right.value if isinstance(right, Num) and not isinstance(left, Num) else None
            if number is not None or not _shared(left, right):
                other = range_of(right, boxes) if number is None else number
                found: Interval = APPLY[sign](range_of(left, boxes), other)
                return found
            if sign in "+-":
                return _sum_of(((1, left), (1 if sign == "+" else -1, right)), boxes)
            return _shared_range(node if sign == "/" else Op("/", node, ONE), boxes)
    raise AssertionError(node)


@lru_cache(maxsize=4096)
def _shared(left: Node, right: Node) -> bool:
    return bool(variables(left) & variables(right))


Signed = tuple[Fraction | int, Node]


def _sum_of(terms: tuple[Signed, ...], boxes: Sequence[Interval]) -> Interval:
    """Return the range of a sum: block by block, where blocks share no figure."""
    parts = []
    for block in blocks_of(terms):
        weight, node = terms[block[0]]
        if len(block) == 1:
            part = range_of(node, boxes)
            parts.append(part if weight == 1 else part * weight)
        else:
            joined = (terms[i] for i in block)
            whole = Total(tuple(e if w == 1 else Op("*", Num(w), e) for w, e in joined))
            parts.append(_shared_range(Op("/", whole, ONE), boxes))
    return Interval.total(parts)


@lru_cache(maxsize=4096)
def blocks_of(terms: tuple[Signed, ...]) -> list[list[int]]:
    """Return the places of the terms in groups that share no figure."""
    return grouped([variables(node) for _, node in terms])


def grouped(sets: Sequence[Collection[Any]]) -> list[list[int]]:
    """Return the places of sets in groups of which no two have a member in common."""
    group_of: dict[Any, list[int]] = {}
    for place, members in enumerate(sets):
        met = {id(group): group for each in members if (group := group_of.get(each))}
        first, *others = met.values() or [[]]
        joined = [sets[i] for other in others for i in other]
        first += [*chain(*others), place]
        group_of |= dict.fromkeys(chain(members, *joined), first)
    alone = [[place] for place, members in enumerate(sets) if not members]
    return [*{id(group): group for group in group_of.values()}.values(), *alone]


# Weights of products of figures, by the places of these.
Sum = Mapping[frozenset[int], Fraction]
_NONE: Sum = {}
_ONE: Sum = {frozenset(): Fraction(1)}


class UnfitError(Exception):
    """The formula is none that can be written so."""


def stroke(node: Node, worths: Sequence[Fraction] | Mapping[int, Fraction]) -> tuple[Sum, Sum]:
    """Return what stands above and below the stroke; raises `UnfitError` if not linear in each."""
    match node:
        case Var(index=place):
            return {frozenset({place}): worths[place]}, _ONE
        case Num(value=number):
            return {frozenset(): Fraction(number)}, _ONE
        case Total(items=items):
            return reduce(_added, (stroke(each, worths) for each in items), (_NONE, _ONE))
    assert isinstance(node, Op)
    one, (top, bottom) = stroke(node.left, worths), stroke(node.right, worths)
    if node.sign in "+-":
        sign = Fraction(1 if node.sign == "+" else -1)
        return _added(one, (times(top, {frozenset(): sign}), bottom))
    if node.sign == "/":
        if max(top.values(), default=0) <= 0:
            raise UnfitError
        top, bottom = bottom, top
    return times(one[0], top), times(one[1], bottom)


def _added(one: tuple[Sum, Sum], other: tuple[Sum, Sum]) -> tuple[Sum, Sum]:
    (a, c), (b, d) = one, other
    if c != d:
        a, b, c = times(a, d), times(b, c), times(c, d)
    return {each: a.get(each, Fraction(0)) + b.get(each, 0) for each in {**a, **b}}, c


def times(one: Sum, other: Sum) -> Sum:
    """Return a product; raises `UnfitError` where a figure would be multiplied by itself."""
    found: dict[frozenset[int], Fraction] = {}
    for (a, weight), (b, factor) in product(one.items(), other.items()):
        if a & b:
            raise UnfitError
        found[a | b] = found.get(a | b, 0) + weight * factor
    return found


@lru_cache(maxsize=4096)
def _is_linear(terms: tuple[Signed, ...]) -> bool:
    """Whether a sum is linear over linear in each of its figures, so that corners tell."""
    whole = Total(tuple(node for _, node in terms))
    with suppress(UnfitError):
        return bool(stroke(whole, dict.fromkeys(variables(whole), Fraction(1))))
    return False


def _ends(interval: Interval) -> tuple[Fraction, ...]:
    if interval.lo is None or interval.hi is None:
        raise NotDerivableError(said("open_end"))
    return (interval.lo,) if interval.lo == interval.hi else (interval.lo, interval.hi)


def _shared_range(whole: Op, boxes: Sequence[Interval]) -> Interval:
    """Return the range of a quotient whose two sides, or addends, share figures.

    Where one is multiplied by itself interval arithmetic encloses it, as no corner need be the end.
    """
    divided = (each for each in walk(whole) if isinstance(each, Op) and each.sign == "/")
    divisors = [range_of(each.right, boxes) for each in divided]
    for each in divisors:
        if not each.sign or 0 in {each.lo, each.hi}:
            raise NotDerivableError(said("divides_by_zero", interval=str(each)))
    sign = 1 if divisors[0].sign == 1 else -1
    above = list(addends_of(whole.left))
    terms = (*above, *addends_of(whole.right))
    blocks = []
    for block in blocks_of(terms):
        tops = [terms[i] for i in block if i < len(above)]
        bottoms = [terms[i] for i in block if i >= len(above)]
        slots = sorted(frozenset().union(*(variables(terms[i][1]) for i in block)))
        if len(slots) > FEW:
            raise NotDerivableError(said("too_many_figures"))
        if not _is_linear(tuple(terms[i] for i in block)):
            return evaluate(whole, boxes)  # type: ignore[no-any-return]
        pairs = []
        for corner in product(*(_ends(boxes[slot]) for slot in slots)):
            values = dict(zip(slots, corner, strict=True))
            pairs.append((sign * _value(tops, values), sign * _value(bottoms, values)))
        blocks.append(pairs)
    return Interval(_extreme(blocks, largest=False), _extreme(blocks, largest=True))


def addends_of(node: Node, weight: Fraction | int = 1) -> Iterator[Signed]:
    """Yield what a sum adds, with weights."""
    match node:
        case Op(sign="+" | "-" as sign):
            yield from addends_of(node.left, weight)
            yield from addends_of(node.right, weight if sign == "+" else -weight)
        case Total():
            for item in node.items:
                yield from addends_of(item, weight)
        case _:
            yield weight, node


def _value(terms: Sequence[Signed], values: dict[int, Fraction]) -> Fraction:
    return sum((w * evaluate(each, values) for w, each in terms), Fraction(0))


def _extreme(blocks: list[list[tuple[Fraction, Fraction]]], *, largest: bool) -> Fraction:
    """Return the extreme of Σ top ÷ Σ bottom, one (top, bottom) chosen in each block."""
    choose = max if largest else min
    chosen = [pairs[0] for pairs in blocks]
    while True:
        value = sum(t for t, _ in chosen) / sum(b for _, b in chosen)
        chosen = [choose(pairs, key=lambda p: p[0] - value * p[1]) for pairs in blocks]
        if sum(t - value * b for t, b in chosen) == 0:
            return Fraction(value)
