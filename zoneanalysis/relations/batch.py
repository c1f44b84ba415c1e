"""Many relations of one kind judged at once, by exact integers (批量核验).

The verdicts are those of the checks on single values; no float takes part. Where numbers outgrow 64
bits, the rows concerned are judged with Python's own integers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from zoneanalysis.relations.columns import SAFE, Column, Flags, Integers
from zoneanalysis.relations.results import Verdict

__all__ = [
    "ASK",
    "VERDICTS",
    "Codes",
    "Columns",
    "Judge",
    "Params",
    "Range",
    "conditions",
    "expression",
    "linear",
    "ratio",
    "verdicts",
]

VERDICTS: tuple[Verdict, ...] = tuple(Verdict)
_CODE = {verdict: code for code, verdict in enumerate(VERDICTS)}
CONSISTENT, WITHIN, INCONSISTENT, IMPOSSIBLE, OPEN = (
    _CODE[v]
    for v in (
        Verdict.CONSISTENT,
        Verdict.WITHIN_ROUNDING,
        Verdict.INCONSISTENT,
        Verdict.IMPOSSIBLE,
        Verdict.NOT_ASSESSABLE,
    )
)

# Instead of a verdict: the row is left to the check on single values.
ASK = -1

Codes = npt.NDArray[np.int8]
Columns = Mapping[str, Sequence[Column]]
Params = Mapping[str, str]
Judge = Callable[[Columns, Params], Codes]


@dataclass(frozen=True)
class Range:
    """Recomputed values as fractions with positive denominators: nominal, lowest, highest."""

    nominal: tuple[Integers, Integers]
    low: tuple[Integers, Integers]
    high: tuple[Integers, Integers]
    low_open: Flags
    high_open: Flags


def _wide(*arrays: Integers) -> list[Integers]:
    return [array.astype(object) for array in arrays]


def _in_parts(
    function: Callable[..., Codes], size: float | Integers, arguments: Sequence[Integers]
) -> Codes:
    """Apply *function* with 64-bit integers where *size* says that they do, else with Python's."""
    fits = np.asarray(size, dtype=float) < SAFE
    if any(array.dtype == object for array in arguments):
        fits = np.zeros(len(arguments[0]), dtype=bool)
    codes = np.empty(len(fits), dtype=np.int8)
    if fits.any():
        codes[fits] = function(*(array[fits] for array in arguments))
    if not fits.all():
        codes[~fits] = function(
            *(a[~fits] if a.dtype == bool else a[~fits].astype(object) for a in arguments)
        )
    return codes


def verdicts(stated: Column, recomputed: Range) -> Codes:
    """Return verdicts by the rule of :mod:`zoneanalysis.relations.judge`."""
    v_lo, v_hi, v_lo_open, v_hi_open = stated.ends()
    p_lo, p_hi, p_lo_open, p_hi_open = stated.printing()
    scale = stated.scale

    def decide(
        vl: Integers,
        vh: Integers,
        pl: Integers,
        ph: Integers,
        n: Integers,
        nd: Integers,
        lo: Integers,
        ld: Integers,
        hi: Integers,
        hd: Integers,
        vlo: Flags,
        vho: Flags,
        plo: Flags,
        pho: Flags,
        lo_open: Flags,
        hi_open: Flags,
    ) -> Codes:
        from_above = lo * scale - vh * ld
        from_below = hi * scale - vl * hd
        meets = (from_above < 0) | ((from_above == 0) & ~(lo_open | vho))
        meets &= (from_below > 0) | ((from_below == 0) & ~(hi_open | vlo))
        low = n * scale - pl * nd
        high = n * scale - ph * nd
        printed = ((low > 0) | ((low == 0) & ~plo)) & ((high < 0) | ((high == 0) & ~pho))
        return np.where(meets, np.where(printed, CONSISTENT, WITHIN), INCONSISTENT).astype(np.int8)

    r = recomputed
    arrays = (v_lo, v_hi, p_lo, p_hi, *r.nominal, *r.low, *r.high)
    tops = [np.abs(np.asarray(a, dtype=float)) for a in (r.nominal[0], r.low[0], r.high[0])]
    bottoms = [np.asarray(a, dtype=float) for a in (r.nominal[1], r.low[1], r.high[1])]
    reach = np.abs(np.asarray(v_lo, dtype=float)) + np.abs(np.asarray(v_hi, dtype=float)) + 1
    size = np.maximum.reduce(tops) * scale + np.maximum.reduce(bottoms) * reach
    flags = (v_lo_open, v_hi_open, p_lo_open, p_hi_open, r.low_open, r.high_open)
    return _in_parts(decide, size * 1.001, (*arrays, *flags))


def linear(terms: Sequence[tuple[int, Column]], stated: Column, offset: int = 0) -> Codes:
    """Judge a sum of columns with signs, in the unit of the stated one."""
    unit = stated.unit.scale
    weighted = [(Fraction(sign) / unit, column) for sign, column in terms]
    nominal, low, high, low_open, high_open = expression(weighted, offset)
    factors = [weight * column.unit.scale / column.scale for weight, column in weighted]
    bottom = np.full(len(stated), lcm(*(f.denominator for f in factors)), dtype=nominal.dtype)
    return verdicts(
        stated, Range((nominal, bottom), (low, bottom), (high, bottom), low_open, high_open)
    )


def ratio(top: Column, bottom: Column, stated: Column, factor: int, offset: int = 0) -> Codes:
    """Judge factor × top ÷ bottom + offset; not assessable where the bottom may be zero."""
    units = top.unit.scale / bottom.unit.scale / stated.unit.scale
    ratio = factor * units * bottom.scale / top.scale
    up, down = ratio.numerator, ratio.denominator
    t_lo, t_hi, t_lo_open, t_hi_open = top.ends()
    b_lo, b_hi, b_lo_open, b_hi_open = bottom.ends()
    arrays = [top.point, bottom.point, t_lo, t_hi, b_lo, b_hi]
    if 2 * (top.reach * up + bottom.reach * down * abs(offset) + bottom.reach * down) >= SAFE:
        arrays = _wide(*arrays)
    t, b, t_lo, t_hi, b_lo, b_hi = arrays
    # a bottom that may be zero or negative is left to the check on single values
    known = np.asarray(b_lo > 0, dtype=bool)
    outwards = np.asarray(t_lo >= 0, dtype=bool), np.asarray(t_hi >= 0, dtype=bool)
    low_by = np.where(known, np.where(outwards[0], b_hi, b_lo), 1)
    high_by = np.where(known, np.where(outwards[1], b_lo, b_hi), 1)
    low_by_open = np.where(outwards[0], b_hi_open, b_lo_open)
    high_by_open = np.where(outwards[1], b_lo_open, b_hi_open)

    def value(numerator: Integers, denominator: Integers) -> tuple[Integers, Integers]:
        under = denominator * down
        return numerator * up + offset * under, under

    recomputed = Range(
        value(t, np.where(known, b, 1)),
        value(t_lo, low_by),
        value(t_hi, high_by),
        np.asarray(t_lo_open | (low_by_open & (t_lo != 0)), dtype=bool),
        np.asarray(t_hi_open | (high_by_open & (t_hi != 0)), dtype=bool),
    )
    codes = verdicts(stated, recomputed)
    codes[~known] = ASK
    return codes


def conditions(wanted: Sequence[tuple[Sequence[tuple[Fraction, Column]], str, int]]) -> Codes:
    """Judge linear expressions against zero: each must hold, can hold, or can't."""
    failed: Any = False
    missed: Any = False
    for terms, relation, offset in wanted:
        nominal, low, high, low_open, high_open = expression(terms, offset)
        if relation in {">", ">="}:
            strict = relation == ">"
            holds = nominal > 0 if strict else nominal >= 0
            can = (high > 0) | ((high == 0) & ~high_open & (not strict))
        elif relation in {"<", "<="}:
            strict = relation == "<"
            holds = nominal < 0 if strict else nominal <= 0
            can = (low < 0) | ((low == 0) & ~low_open & (not strict))
        else:
            holds = nominal == 0
            can = ((low < 0) | ((low == 0) & ~low_open)) & ((high > 0) | ((high == 0) & ~high_open))
        failed = failed | ~np.asarray(can, dtype=bool)
        missed = missed | ~np.asarray(holds, dtype=bool)
    return np.where(failed, INCONSISTENT, np.where(missed, WITHIN, CONSISTENT)).astype(np.int8)


def expression(
    terms: Sequence[tuple[Fraction, Column]], offset: int
) -> tuple[Integers, Integers, Integers, Flags, Flags]:
    """Return a linear expression (nominal, ends, open flags), times a positive whole number."""
    factors = [weight * column.unit.scale / column.scale for weight, column in terms]
    bottom = lcm(*(factor.denominator for factor in factors))
    weights = [int(factor * bottom) for factor in factors]
    reach = sum(
        2 * column.reach * abs(weight) for (_, column), weight in zip(terms, weights, strict=True)
    )
    wide = reach + abs(offset) * bottom >= SAFE
    rows = len(terms[0][1])
    nominal: Any = np.full(rows, offset * bottom, dtype=object if wide else np.int64)
    low, high = nominal, nominal
    low_open, high_open = np.zeros(rows, dtype=bool), np.zeros(rows, dtype=bool)
    for (_, column), weight in zip(terms, weights, strict=True):
        lo, hi, lo_open, hi_open = column.ends()
        point = column.point
        if wide:
            lo, hi, point = _wide(lo, hi, point)
        if weight < 0:
            lo, hi, lo_open, hi_open = hi, lo, hi_open, lo_open
        nominal = nominal + point * weight
        low, high = low + lo * weight, high + hi * weight
        low_open, high_open = low_open | lo_open, high_open | hi_open
    return nominal, low, high, low_open, high_open
