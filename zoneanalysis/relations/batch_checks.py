"""The checks on columns (批量核验): which formula stands behind each, in exact integers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

import numpy as np

from zoneanalysis.relations.batch import (
    ASK,
    CONSISTENT,
    IMPOSSIBLE,
    INCONSISTENT,
    OPEN,
    WITHIN,
    Codes,
    Columns,
    Judge,
    Params,
    Range,
    conditions,
    expression,
    linear,
    ratio,
    verdicts,
)
from zoneanalysis.relations.columns import SAFE, Column, Integers
from zoneanalysis.relations.targets import SCHEDULE_WORDS, TARGET_WORDS
from zoneanalysis.relations.words import DIRECTION_WORDS, is_decline
from zoneanalysis.values.figures import Rounding

__all__ = ["FAST", "judge_columns"]

# A linear expression, how it must stand to zero, and a number added to it.
Wanted = tuple[Sequence[tuple[Fraction, Column]], str, int]


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


def _pp(first: str, second: str) -> Judge:
    def judge(columns: Columns, params: Params) -> Codes:  # noqa: ARG001 - one signature for all
        return linear([(1, columns[first][0]), (-1, columns[second][0])], columns["stated"][0])

    return judge


def _sum(columns: Columns, params: Params) -> Codes:
    parts, total = columns["part"], columns["stated"][0]
    if params.get("complete") == "yes":
        return linear([(1, part) for part in parts], total)
    # a partial list: only parts that can't be negative and exceed the total are wrong
    terms = [(Fraction(1), part) for part in parts] + [(Fraction(-1), total)]
    _, low, _, low_open, _ = expression(terms, 0)
    over = (low > 0) | ((low == 0) & low_open)
    if total.unit.dimension in {"percent", "point"}:
        return np.full(len(total), OPEN, dtype=np.int8)
    for part in parts:
        over &= part.ends()[0] >= 0
    return np.where(over, INCONSISTENT, OPEN).astype(np.int8)


def _shares_sum(columns: Columns, params: Params) -> Codes:
    shares = columns["share"]
    whole = Column.constant(100, len(shares[0]), shares[0])
    codes = linear([(1, share) for share in shares], whole)
    if params.get("complete") == "yes":
        return codes
    _, low, _, _, _ = expression([(Fraction(1), share) for share in shares], -100)
    codes[~(low > 0)] = OPEN
    return codes


def _share(columns: Columns, params: Params) -> Codes:  # noqa: ARG001
    return ratio(columns["part"][0], columns["whole"][0], columns["stated"][0], 100)


def _growth(columns: Columns, params: Params) -> Codes:  # noqa: ARG001
    current, base = columns["current"][0], columns["base"][0]
    return ratio(current, base, columns["stated"][0], 100, -100)


def _growth_from_change(columns: Columns, params: Params) -> Codes:  # noqa: ARG001
    level, change, stated = columns["current"][0], columns["change"][0], columns["stated"][0]
    if level.unit != change.unit or level.rounding is not Rounding.UNKNOWN:
        return np.full(len(stated), ASK, dtype=np.int8)
    l_lo, l_hi, d_lo, d_hi, now, moved = _objects(
        *(a * change.scale for a in level.ends()[:2]),
        *(a * level.scale for a in change.ends()[:2]),
        level.point * change.scale,
        change.point * level.scale,
    )
    ask = np.asarray((l_lo - d_hi <= 0) | (l_lo <= 0) | (now <= moved), dtype=bool)

    def growth(d: Integers, size: Integers) -> tuple[Integers, Integers]:
        return 100 * d, np.where(ask, 1, size - d)

    return _asked(
        ask,
        stated,
        growth(moved, now),
        growth(d_lo, np.where(d_lo >= 0, l_hi, l_lo)),
        growth(d_hi, np.where(d_hi >= 0, l_lo, l_hi)),
    )


def _growth_from_parts(columns: Columns, params: Params) -> Codes:
    levels, rates, stated = columns["part_level"], columns["part_growth"], columns["stated"][0]
    alike = len({level.unit for level in levels}) == 1
    if not alike or len(levels) != len(rates) or params.get("complete") != "yes":
        return np.full(len(stated), ASK, dtype=np.int8)
    # levels in one scale, growth ratios (100 + growth) in one scale
    scale, ratio_scale = max(x.scale for x in levels), max(x.scale for x in rates)

    def sizes(pick: int) -> list[Integers]:
        ends = [(x.point, *x.ends()[:2])[pick] for x in levels]
        return [e.astype(object) * (scale // x.scale) for e, x in zip(ends, levels, strict=True)]

    def ratios(pick: int) -> list[Integers]:
        ends = [(x.point, *x.ends()[:2])[pick] for x in rates]
        return [
            e.astype(object) * (ratio_scale // x.scale) + 100 * ratio_scale
            for e, x in zip(ends, rates, strict=True)
        ]

    lows, highs, least, most = sizes(1), sizes(2), ratios(1), ratios(2)
    ask = np.zeros(len(stated), dtype=bool)
    for low, smallest in zip(lows, least, strict=True):
        ask |= np.asarray((low < 0) | (smallest <= 0), dtype=bool)
    nominal = _quotient(sizes(0), ratios(0), ask)
    ask |= np.asarray(nominal[1] <= 0, dtype=bool)
    lowest = _outermost(lows, highs, least, ask, largest=False)
    highest = _outermost(lows, highs, most, ask, largest=True)
    ask |= np.asarray((lowest[1] <= 0) | (highest[1] <= 0), dtype=bool)

    def percent(value: tuple[Integers, Integers]) -> tuple[Integers, Integers]:
        # Σ level ÷ Σ (level ÷ ratio), the ratios in 1/(100 · ratio_scale)
        under = np.where(ask, 1, value[1]) * ratio_scale
        return value[0] - 100 * under, under

    return _asked(ask, stated, percent(nominal), percent(lowest), percent(highest))


def _quotient(
    sizes: list[Integers], ratios: list[Integers], ask: Integers
) -> tuple[Integers, Integers]:
    """Return Σ size × Π ratio and Σ size × Π of the other ratios."""
    product, base = np.where(ask, 1, ratios[0]), sizes[0]
    for size, each in zip(sizes[1:], ratios[1:], strict=True):
        each = np.where(ask, 1, each)
        base = base * each + size * product
        product = product * each
    return sum(sizes[1:], sizes[0]) * product, base


def _outermost(
    lows: list[Integers],
    highs: list[Integers],
    ratios: list[Integers],
    ask: Integers,
    *,
    largest: bool,
) -> tuple[Integers, Integers]:
    """Return the extreme quotient: parts that grow most stand at their high end, others low."""
    order = np.argsort(np.stack(ratios), axis=0, kind="stable")
    if largest:
        order = order[::-1]
    low, high, ratio_ = (
        np.take_along_axis(np.stack(each), order, axis=0) for each in (lows, highs, ratios)
    )
    best: tuple[Integers, Integers] | None = None
    for cut in range(len(lows) + 1):
        sizes = [high[i] if i < cut else low[i] for i in range(len(lows))]
        top, bottom = _quotient(sizes, list(ratio_), ask)
        if best is None:
            best = top, bottom
            continue
        ahead = top * best[1] - best[0] * bottom
        better = np.asarray(ahead > 0 if largest else ahead < 0, dtype=bool)
        better |= np.asarray(best[1] <= 0, dtype=bool)
        better &= np.asarray(bottom > 0, dtype=bool)
        best = np.where(better, top, best[0]), np.where(better, bottom, best[1])
    assert best is not None
    return best


def _contribution(columns: Columns, params: Params) -> Codes:
    stated, growth = columns["stated"][0], columns["part_growth"][0]
    if growth.rounding is not Rounding.UNKNOWN:
        return np.full(len(stated), ASK, dtype=np.int8)
    if "share" in columns:
        if params.get("share_period") != "base" or len(columns) != 3:
            return np.full(len(stated), ASK, dtype=np.int8)
        share = columns["share"][0]
        s_lo, s_hi, g_lo, g_hi, s, g = _objects(
            *share.ends()[:2], *growth.ends()[:2], share.point, growth.point
        )
        ask = np.asarray(s_lo < 0, dtype=bool)
        under = np.full(len(stated), 100 * share.scale * growth.scale, dtype=object)
        low = g_lo * np.where(g_lo >= 0, s_lo, s_hi)
        high = g_hi * np.where(g_hi >= 0, s_hi, s_lo)
        return _asked(ask, stated, (g * s, under), (low, under), (high, under))
    if not {"part_level", "whole_level", "whole_growth"} <= set(columns):
        return np.full(len(stated), ASK, dtype=np.int8)
    part, whole, rise = (columns[r][0] for r in ("part_level", "whole_level", "whole_growth"))
    if part.unit != whole.unit:
        return np.full(len(stated), ASK, dtype=np.int8)
    g_lo, g_hi, p_lo, p_hi, w_lo, w_hi, r_lo, r_hi = _objects(
        *growth.ends()[:2], *part.ends()[:2], *whole.ends()[:2], *rise.ends()[:2]
    )
    g, p, w, r = _objects(growth.point, part.point, whole.point, rise.point)
    full, full_rise = 100 * growth.scale, 100 * rise.scale
    ask = np.asarray(
        (p_lo < 0) | (w_lo <= 0) | (g_lo + full <= 0) | (r_lo + full_rise <= 0), dtype=bool
    )

    def pull(g: Integers, p: Integers, w: Integers, r: Integers) -> tuple[Integers, Integers]:
        # growth ÷ (100 + growth) × part ÷ whole × (100 + growth of the whole)
        top = g * p * (r + full_rise) * whole.scale
        bottom = (g + full) * w * part.scale * rise.scale
        return top, np.where(ask, 1, bottom)

    lowest = pull(
        g_lo,
        np.where(g_lo >= 0, p_lo, p_hi),
        np.where(g_lo >= 0, w_hi, w_lo),
        np.where(g_lo >= 0, r_lo, r_hi),
    )
    highest = pull(
        g_hi,
        np.where(g_hi >= 0, p_hi, p_lo),
        np.where(g_hi >= 0, w_lo, w_hi),
        np.where(g_hi >= 0, r_hi, r_lo),
    )
    return _asked(ask, stated, pull(g, p, w, r), lowest, highest)


def _objects(*arrays: Integers) -> list[Integers]:
    return [array.astype(object) for array in arrays]


def _asked(
    ask: Integers,
    stated: Column,
    nominal: tuple[Integers, Integers],
    low: tuple[Integers, Integers],
    high: tuple[Integers, Integers],
) -> Codes:
    """Return verdicts by closed ends; rows in *ask* are left to the check on single values."""
    closed = np.zeros(len(stated), dtype=bool)
    codes = verdicts(stated, Range(nominal, low, high, closed, closed))
    codes[ask] = ASK
    return codes


def _list_count(columns: Columns, params: Params) -> Codes:
    stated, number = columns["stated"][0], int(params["number"])
    if number < 1:
        return np.full(len(stated), OPEN, dtype=np.int8)
    listed = Column.constant(number, len(stated), stated)
    codes = linear([(1, listed)], stated)
    if params.get("complete") == "no":
        longer = number * stated.scale > stated.ends()[1]
        return np.where(longer, INCONSISTENT, OPEN).astype(np.int8)
    return codes


def _ranking(columns: Columns, params: Params) -> Codes:
    values = columns["value"]
    relation = "<=" if params.get("order") == "asc" else ">="
    return conditions(
        [
            ([(Fraction(1), first), (Fraction(-1), second)], relation, 0)
            for first, second in pairwise(values)
        ]
    )


def _direction(columns: Columns, params: Params) -> Codes:
    meaning = DIRECTION_WORDS.get(params["stated"], "")
    rising = {"turns positive": ">", "rises": ">", "turns negative": "<", "falls": "<"}
    single = [
        *columns.get("value", ()),
        *(columns.get("after", ()) if "before" not in columns else ()),
    ]
    rows = len(next(iter(columns.values()))[0])
    signs = {"正增长", "负增长", "同比增长", "同比下降"}
    if params["stated"] in signs or ("before" in columns) != ("after" in columns):
        single = [column for group in columns.values() for column in group]
        if params["stated"] not in signs:
            return np.full(rows, ASK, dtype=np.int8)
    wanted: list[Wanted] = [
        ([(Fraction(1), value)], rising.get(meaning, ""), 0) for value in single
    ]
    if any(not relation for _, relation, _ in wanted):
        return np.full(rows, ASK, dtype=np.int8)
    if "before" in columns and params["stated"] not in signs:
        before, after = columns["before"][0], columns["after"][0]
        change = [(Fraction(1), after), (Fraction(-1), before)]
        if meaning.startswith("turns"):
            opposite = "<" if rising[meaning] == ">" else ">"
            wanted.append(([(Fraction(1), before)], opposite, 0))
            wanted.append(([(Fraction(1), after)], rising[meaning], 0))
        elif meaning in rising:
            wanted.append((change, rising[meaning], 0))
        elif meaning == "flat":
            wanted.append((change, "=", 0))
        elif meaning in {"narrows", "widens"}:
            return _narrows_or_widens(params["stated"], meaning, before, after, wanted)
        else:
            return np.full(rows, ASK, dtype=np.int8)
    return conditions(wanted) if wanted else np.full(rows, ASK, dtype=np.int8)


def _narrows_or_widens(
    word: str, meaning: str, before: Column, after: Column, wanted: list[Wanted]
) -> Codes:
    """Judge 收窄 and 扩大 as of a decline and as of an increase; each row takes one of the two."""
    narrows = meaning == "narrows"
    decisive, other = (before, after) if narrows else (after, before)
    decline = [
        is_decline(word, a, b)
        for a, b in zip(decisive.point.tolist(), other.point.tolist(), strict=True)
    ]
    change = [(Fraction(1), after), (Fraction(-1), before)]
    start, end = [(Fraction(1), before)], [(Fraction(1), after)]
    falling: list[Wanted] = [(change, "<", 0), (start, "<=", 0)]
    rising: list[Wanted] = [(change, ">", 0), (start, ">=", 0)]
    if narrows:
        falling = [(change, ">", 0), (start, "<", 0), (end, "<=", 0)]
        rising = [(change, "<", 0), (start, ">", 0), (end, ">=", 0)]
    codes = conditions([*wanted, *falling]), conditions([*wanted, *rising])
    return np.where(decline, *codes).astype(np.int8)


def _index(columns: Columns, params: Params) -> Codes:  # noqa: ARG001
    return linear([(1, columns["index"][0])], columns["stated"][0], -100)


def _average(columns: Columns, params: Params) -> Codes:  # noqa: ARG001
    return ratio(columns["total"][0], columns["count"][0], columns["stated"][0], 1)


def _repeat(columns: Columns, params: Params) -> Codes:  # noqa: ARG001
    first, other = columns["stated"][0], columns["other"][0]
    codes = linear([(1, other)], first)
    back = linear([(1, first.exactly())], other)
    codes[(codes == WITHIN) & (back == CONSISTENT) & (other.half != 0)] = CONSISTENT
    return codes


def _monotone(columns: Columns, params: Params) -> Codes:  # noqa: ARG001
    terms = [(Fraction(1), columns["later"][0]), (Fraction(-1), columns["earlier"][0])]
    return conditions([(terms, ">=", 0)])


def _target(columns: Columns, params: Params) -> Codes:
    relation = TARGET_WORDS[params.get("stated", "已达目标")]
    if params.get("better") == "down":
        relation = {">=": "<=", ">": "<", "<": ">"}[relation]
    goal = columns["target"][0].exactly()
    terms = [(Fraction(1), columns["achieved"][0]), (Fraction(-1), goal)]
    return conditions([(terms, relation, 0)])


def _schedule(columns: Columns, params: Params) -> Codes:
    relation = SCHEDULE_WORDS[params.get("stated", "达序时进度")]
    goal = columns["target"][0].exactly()
    terms = [(Fraction(1), columns["achieved"][0]), (-Fraction(params["elapsed"]), goal)]
    return conditions([(terms, relation, 0)])


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
    unfit = count <= 0
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
    codes = verdicts(stated, Range(exact, exact, exact, closed, closed))
    if len(counts) == 2:
        codes[counts["numerator"] + counts["complement"] != count] = INCONSISTENT
    codes[powerless] = OPEN
    if not counts:
        codes[first > last] = IMPOSSIBLE
    codes[too_many] = INCONSISTENT
    codes[unfit] = OPEN
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
    "shares_sum": _shares_sum,
    "growth_from_change": _growth_from_change,
    "growth_from_parts": _growth_from_parts,
    "contribution": _contribution,
    "list_count": _list_count,
    "ranking": _ranking,
    "direction": _direction,
}
