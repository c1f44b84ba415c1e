"""From a stated figure and what follows from the others to a verdict (判定规则)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from operator import eq, ge, gt, le, lt

from zoneanalysis.relations.results import Verdict
from zoneanalysis.values.figures import Bound, Figure, Rounding
from zoneanalysis.values.formatting import round_half_up, truncate
from zoneanalysis.values.intervals import Interval

__all__ = ["ALLOWED", "HOLDS", "SIGNS", "printed_as", "slack_share", "verdict_of"]

# How the left side stands to the right one.
HOLDS = {">": gt, ">=": ge, "<": lt, "<=": le, "=": eq}
ALLOWED: Mapping[str, Interval] = {
    ">": Interval(Fraction(0), None, lo_open=True),
    ">=": Interval(Fraction(0), None),
    "<": Interval(None, Fraction(0), hi_open=True),
    "<=": Interval(None, Fraction(0)),
    "=": Interval(Fraction(0), Fraction(0)),
}
SIGNS = {">": ">", ">=": "≥", "<": "<", "<=": "≤", "=": "="}


def verdict_of(
    stated: Figure, nominal: Fraction, recomputed: Interval, *, adjusted: bool, vague: bool
) -> Verdict:
    """Return the verdict on a stated figure by what the inputs give, in its unit.

    *nominal* is from the inputs as printed, *recomputed* within their rounding; if *adjusted*, it
    may differ by one more unit, as shares forced to add to 100 do; *vague*: a word (超, 左右)
    leaves open what an input is.
    """
    meets = stated.interval.overlaps(recomputed)
    if stated.bound is not Bound.NONE:
        if stated.interval.contains(nominal):
            return Verdict.CONSISTENT
        return Verdict.WITHIN_ROUNDING if meets else Verdict.INCONSISTENT
    if meets:
        expected = nominal if stated.exact else printed_as(nominal, stated, stated.decimals)
        if expected == stated.point:
            return Verdict.CONSISTENT
        return Verdict.NOT_ASSESSABLE if vague else Verdict.WITHIN_ROUNDING
    one_more = stated.interval + Interval.around(0, Fraction(1, 2 * 10**stated.decimals))
    if adjusted and one_more.overlaps(recomputed):
        return Verdict.WITHIN_ROUNDING
    return Verdict.INCONSISTENT


def printed_as(value: Fraction, figure: Figure, decimals: int) -> Fraction:
    """Return *value* as the office that printed *figure* would print it."""
    if figure.rounding is Rounding.TRUNCATION:
        return truncate(value, decimals)
    if figure.rounding is Rounding.HALF_EVEN:
        scaled = value * 10**decimals
        whole, twice = scaled.numerator // scaled.denominator, 2 * (scaled % 1)
        up = twice > 1 or (twice == 1 and whole % 2 == 1)
        return Fraction(whole + int(up), 10**decimals)
    return round_half_up(value, decimals)


def slack_share(
    stated: Interval, point: Fraction, recomputed: Interval, nominal: Fraction
) -> Fraction | None:
    """Return which share of the rounding slack lies between the stated and the recomputed value."""
    needed = abs(nominal - point)
    if needed == 0:
        return Fraction(0)
    ends = (
        (stated.lo, recomputed.hi, point, nominal)
        if nominal < point
        else (recomputed.lo, stated.hi, nominal, point)
    )
    low_end, high_end, upper, lower = ends
    if low_end is None or high_end is None:
        return None
    slack = (upper - low_end) + (high_end - lower)
    return needed / slack if slack > 0 else None
