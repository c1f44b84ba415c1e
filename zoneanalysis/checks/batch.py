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

from zoneanalysis.checks.columns import SAFE, Column, Flags, Integers
from zoneanalysis.checks.targets import SCHEDULE_WORDS, TARGET_WORDS
from zoneanalysis.results import Verdict

__all__ = ["ASK", "FAST", "VERDICTS", "judge_columns"]

VERDICTS: tuple[Verdict, ...] = tuple(Verdict)
_CODE = {verdict: code for code, verdict in enumerate(VERDICTS)}
_C, _W, _I, _X, _N = (
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
class _Range:
    """Recomputed values as fractions with positive denominators: nominal, lowest, highest."""

    nominal: tuple[Integers, Integers]
    low: tuple[Integers, Integers]
    high: tuple[Integers, Integers]
    low_open: Flags
    high_open: Flags


def judge_columns(check: str, columns: Columns, params: Params) -> Codes:
    """Return the verdict of each row as an index into `VERDICTS`, or `ASK`.

    Parameters
    ----------
    check : str
        One of `FAST`.
    columns : mapping of role to columns
        "stated" among them; as many columns for a role as figures may stand for it.
    params : mapping
        Parameters of the check, the same for all rows.
    """
    return FAST[check](columns, params)


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


def _verdicts(stated: Column, recomputed: _Range) -> Codes:
    """Return verdicts by the rule of :mod:`zoneanalysis.checks.judge`."""
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
        return np.where(meets, np.where(printed, _C, _W), _I).astype(np.int8)

    r = recomputed
    arrays = (v_lo, v_hi, p_lo, p_hi, *r.nominal, *r.low, *r.high)
    tops = [np.abs(np.asarray(a, dtype=float)) for a in (r.nominal[0], r.low[0], r.high[0])]
    bottoms = [np.asarray(a, dtype=float) for a in (r.nominal[1], r.low[1], r.high[1])]
    reach = np.abs(np.asarray(v_lo, dtype=float)) + np.abs(np.asarray(v_hi, dtype=float)) + 1
    size = np.maximum.reduce(tops) * scale + np.maximum.reduce(bottoms) * reach
    flags = (v_lo_open, v_hi_open, p_lo_open, p_hi_open, r.low_open, r.high_open)
    return _in_parts(decide, size * 1.001, (*arrays, *flags))


def _linear(terms: Sequence[tuple[int, Column]], stated: Column, offset: int = 0) -> Codes:
    """Judge a sum of columns with signs, in the unit of the stated one."""
    unit = stated.unit.scale
    weighted = [(Fraction(sign) / unit, column) for sign, column in terms]
    nominal, low, high, low_open, high_open = _expression(weighted, offset)
    factors = [weight * column.unit.scale / column.scale for weight, column in weighted]
    bottom = np.full(len(stated), lcm(*(f.denominator for f in factors)), dtype=nominal.dtype)
    return _verdicts(
        stated, _Range((nominal, bottom), (low, bottom), (high, bottom), low_open, high_open)
    )


def _ratio(top: Column, bottom: Column, stated: Column, factor: int, offset: int = 0) -> Codes:
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

    recomputed = _Range(
        value(t, np.where(known, b, 1)),
        value(t_lo, low_by),
        value(t_hi, high_by),
        np.asarray(t_lo_open | (low_by_open & (t_lo != 0)), dtype=bool),
        np.asarray(t_hi_open | (high_by_open & (t_hi != 0)), dtype=bool),
    )
    codes = _verdicts(stated, recomputed)
    codes[~known] = ASK
    return codes


def _conditions(conditions: Sequence[tuple[Sequence[tuple[Fraction, Column]], str, int]]) -> Codes:
    """Judge linear expressions against zero: each must hold, can hold, or can't."""
    failed: Any = False
    missed: Any = False
    for terms, relation, offset in conditions:
        nominal, low, high, low_open, high_open = _expression(terms, offset)
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
    return np.where(failed, _I, np.where(missed, _W, _C)).astype(np.int8)


def _expression(
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


def _pp(first: str, second: str) -> Judge:
    def judge(columns: Columns, params: Params) -> Codes:  # noqa: ARG001 - one signature for all
        return _linear([(1, columns[first][0]), (-1, columns[second][0])], columns["stated"][0])

    return judge


def _sum(columns: Columns, params: Params) -> Codes:
    names = [part for part in params.get("named", "").split("|") if part.strip()]
    return _linear([(1, part) for part in columns["part"]], columns["stated"][0], len(names))


def _share(columns: Columns, params: Params) -> Codes:  # noqa: ARG001
    return _ratio(columns["part"][0], columns["whole"][0], columns["stated"][0], 100)


def _growth(columns: Columns, params: Params) -> Codes:  # noqa: ARG001
    current, base = columns["current"][0], columns["base"][0]
    return _ratio(current, base, columns["stated"][0], 100, -100)


def _index(columns: Columns, params: Params) -> Codes:  # noqa: ARG001
    return _linear([(1, columns["index"][0])], columns["stated"][0], -100)


def _average(columns: Columns, params: Params) -> Codes:  # noqa: ARG001
    return _ratio(columns["total"][0], columns["count"][0], columns["stated"][0], 1)


def _repeat(columns: Columns, params: Params) -> Codes:  # noqa: ARG001
    first, other = columns["stated"][0], columns["other"][0]
    codes = _linear([(1, other)], first)
    back = _linear([(1, first.exactly())], other)
    codes[(codes == _W) & (back == _C) & (other.half != 0)] = _C
    return codes


def _monotone(columns: Columns, params: Params) -> Codes:  # noqa: ARG001
    terms = [(Fraction(1), columns["later"][0]), (Fraction(-1), columns["earlier"][0])]
    return _conditions([(terms, ">=", 0)])


def _target(columns: Columns, params: Params) -> Codes:
    relation = TARGET_WORDS[params.get("stated", "已达目标")]
    if params.get("better") == "down":
        relation = {">=": "<=", ">": "<", "<": ">"}[relation]
    goal = columns["target"][0].exactly()
    terms = [(Fraction(1), columns["achieved"][0]), (Fraction(-1), goal)]
    return _conditions([(terms, relation, 0)])


def _schedule(columns: Columns, params: Params) -> Codes:
    relation = SCHEDULE_WORDS[params.get("stated", "达序时进度")]
    goal = columns["target"][0].exactly()
    terms = [(Fraction(1), columns["achieved"][0]), (-Fraction(params["elapsed"]), goal)]
    return _conditions([(terms, relation, 0)])


def _rate(columns: Columns, params: Params) -> Codes:
    stated, size = columns["stated"][0], columns["denominator"][0]
    others = {role: columns[role][0] for role in ("numerator", "complement") if role in columns}
    items = int(params.get("items", "1"))
    ask = (size.half != 0) | (stated.unit.scale != 1)
    for column in others.values():
        ask |= column.half != 0
    count = np.where(ask, 1, size.point // size.scale)
    counts = {role: column.point // column.scale for role, column in others.items()}
    if (stated.reach + 1) * (size.reach + 1) * items * 4 >= SAFE:
        return np.full(len(stated), ASK, dtype=np.int8)
    low, high, low_open, high_open = stated.ends()
    whole = 100 * stated.scale
    scaled = count * items
    first = -((-low * scaled) // whole)
    first = np.maximum(first + (low_open & (first * whole == low * scaled)), 0)
    last = (high * scaled) // whole
    last = np.minimum(last - (high_open & (last * whole == high * scaled)), scaled)
    unfit = (count <= 0) | (stated.point < 0)
    too_many = np.zeros(len(stated), dtype=bool)
    for number in counts.values():
        unfit |= number < 0
        too_many |= number > count
    if counts:
        known = counts["numerator"] if "numerator" in counts else count - counts["complement"]
        over, under = known * 100, count
        powerless = np.zeros(len(stated), dtype=bool)
    else:
        over, under = np.maximum(first, 0) * 100, scaled
        powerless = (high - low) * scaled >= whole
    under = np.where(under > 0, under, 1)
    closed = np.zeros(len(stated), dtype=bool)
    exact = (over, under)
    codes = _verdicts(stated, _Range(exact, exact, exact, closed, closed))
    if len(counts) == 2:
        codes[counts["numerator"] + counts["complement"] != count] = _I
    codes[powerless] = _N
    codes[first > last] = _X
    codes[too_many] = _I
    codes[unfit] = _N
    codes[np.asarray(ask, dtype=bool)] = ASK
    return codes


FAST: Mapping[str, Judge] = {
    "pp_gap": _pp("own", "reference"),
    "pp_change": _pp("later", "earlier"),
    "difference": _pp("later", "earlier"),
    "ytd_difference": _pp("later", "earlier"),
    "sum": _sum,
    "share": _share,
    "growth_from_levels": _growth,
    "growth_from_index": _index,
    "average": _average,
    "repeat": _repeat,
    "ytd_monotone": _monotone,
    "target_reached": _target,
    "schedule": _schedule,
    "rate_from_count": _rate,
}
