"""Whether a relation can hold within the rounding of what is printed, by trying all corners.

A second implementation for the benchmark, on purpose plain and slow: each figure at either end of
what it may stand for, the formula at every combination, the range compared with the stated figure.
It shares nothing with the library but the meaning of the checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product

__all__ = ["JUDGES", "can_hold"]

UNITS = {
    "亿元": 10**8, "万元": 10**4, "元": 1, "%": 1, "个百分点": 1, "个": 1, "": 1,
    "亩": Fraction(2000, 3), "公顷": 10_000, "万平方米": 10_000, "平方米": 1,
}  # fmt: skip
MONEY = {"亿元", "万元", "元"}


@dataclass(frozen=True)
class Printed:
    """A printed cell: value, half unit and unit's worth."""

    value: Fraction
    half: Fraction
    worth: Fraction

    @property
    def ends(self) -> tuple[Fraction, ...]:
        """What it may stand for, in base units."""
        if not self.half:
            return (self.value * self.worth,)
        return ((self.value - self.half) * self.worth, (self.value + self.half) * self.worth)


def read(cell: str, *, exact: bool = False) -> Printed:
    """Return a cell such as "-18.8%" or "84个"; counts are exact."""
    match = re.fullmatch(r"(-?\d+)(?:\.(\d+))?(\D*)", cell)
    assert match is not None, cell
    places = len(match[2] or "")
    value = Fraction(cell[: len(cell) - len(match[3])])
    whole = exact or (match[3] == "个" and not places)
    half = Fraction(0) if whole else Fraction(1, 2 * 10**places)
    return Printed(value, half, Fraction(UNITS[match[3]]))


def can_hold(check: str, cells: Mapping[str, Sequence[str]], params: Mapping[str, str]) -> bool:
    """Return whether some true values print as *cells* and make the relation hold."""
    return JUDGES[check](cells, params)


Cells = Mapping[str, Sequence[str]]
Params = Mapping[str, str]


def _formula(
    roles: Sequence[str], formula: Callable[..., Fraction], *, rounded_count: bool = False
) -> Callable[[Cells, Params], bool]:
    def judge(cells: Cells, params: Params) -> bool:  # noqa: ARG001
        inputs = [read(cell).ends for role in roles for cell in cells[role]]
        values = [formula(*corner) for corner in product(*inputs)]
        stated = read(cells["stated"][0])
        half = stated.half or (Fraction(1, 2) if rounded_count else Fraction(0))
        low = (stated.value - half) * stated.worth
        high = (stated.value + half) * stated.worth
        return min(values) <= high and max(values) >= low

    return judge


def _parts(*values: Fraction) -> Fraction:
    half = len(values) // 2
    pairs = zip(values[:half], values[half:], strict=True)
    base = sum(level / (1 + rate / 100) for level, rate in pairs)
    return (sum(values[:half]) / base - 1) * 100


def _pull(growth: Fraction, part: Fraction, whole: Fraction, total: Fraction) -> Fraction:
    return (part - part / (1 + growth / 100)) / (whole / (1 + total / 100)) * 100


def _contribution(cells: Cells, params: Params) -> bool:
    if "share" in cells:
        return _formula(["part_growth", "share"], lambda g, s: g * s / 100)(cells, params)
    roles = ["part_growth", "part_level", "whole_level", "whole_growth"]
    return _formula(roles, _pull)(cells, params)


def _sum(cells: Cells, params: Params) -> bool:
    if params.get("complete") == "yes":
        return _formula(["part"], lambda *parts: sum(parts, Fraction(0)))(cells, params)
    parts = [min(read(cell).ends) for cell in cells["part"]]
    return sum(parts) <= max(read(cells["stated"][0]).ends)


def _shares(cells: Cells, params: Params) -> bool:  # noqa: ARG001
    ends = [read(cell).ends for cell in cells["share"]]
    return sum(map(min, ends)) <= 100 <= sum(map(max, ends))


def _rate(cells: Cells, params: Params) -> bool:  # noqa: ARG001
    stated, size = read(cells["stated"][0]), int(read(cells["denominator"][0]).value)
    low, high = stated.value - stated.half, stated.value + stated.half
    numbers = range(size + 1)
    if "numerator" in cells:
        numbers = range((n := int(read(cells["numerator"][0]).value)), n + 1)
    if "complement" in cells:
        numbers = range((n := size - int(read(cells["complement"][0]).value)), n + 1)
    return size > 0 and any(low <= Fraction(100 * k, size) <= high for k in numbers)


def _above(first: str, second: str, factor: Fraction = Fraction(1), *, exact: bool = False):
    def judge(cells: Cells, params: Params) -> bool:
        due = min(read(cells[second][0], exact=exact).ends)
        share = Fraction(params["elapsed"]) if "elapsed" in params else factor
        return max(read(cells[first][0]).ends) >= due * share

    return judge


def _direction(cells: Cells, params: Params) -> bool:
    word = params["stated"]
    if "value" in cells:
        ends = read(cells["value"][0]).ends
        return max(ends) > 0 if word == "正增长" else min(ends) < 0
    before, after = read(cells["before"][0]).ends, read(cells["after"][0]).ends
    if word == "由负转正":
        return min(before) < 0 < max(after)
    falling = read(cells["before"][0]).value < 0
    if word == "降幅收窄":
        return min(before) < 0 and min(after) <= 0 and max(after) > min(before)
    if word == "收窄" and (min(after) > 0 if falling else max(after) < 0):
        return False
    if word == "逐步向好" and "earlier_change" in cells:  # the stretch before holds as well
        change = read(cells["earlier_change"][0]).ends
        if max(before) - min(after) + max(change) <= 0:
            return False
    if word in {"上升", "逐步向好"} or (word in {"收窄", "降幅收窄"} and falling):
        return max(after) > min(before)
    return min(after) < max(before)


def _ranking(cells: Cells, params: Params) -> bool:  # noqa: ARG001
    values = [read(cell).ends for cell in cells["value"]]
    return all(max(a) >= min(b) for a, b in pairwise(values))


def _list(cells: Cells, params: Params) -> bool:
    return read(cells["stated"][0]).value == len(params["items"].split("|"))


JUDGES: Mapping[str, Callable[[Cells, Params], bool]] = {
    "pp_gap": _formula(["own", "reference"], lambda a, b: a - b),
    "pp_change": _formula(["later", "earlier"], lambda a, b: a - b),
    "difference": _formula(["later", "earlier"], lambda a, b: a - b),
    "ytd_difference": _formula(["later", "earlier"], lambda a, b: a - b),
    "sum": _sum,
    "share": _formula(["part", "whole"], lambda a, b: a / b * 100),
    "shares_sum": _shares,
    "rate_from_count": _rate,
    "growth_from_levels": _formula(["current", "base"], lambda a, b: a / b * 100 - 100),
    "growth_from_parts": _formula(["part_level", "part_growth"], _parts),
    "growth_from_change": _formula(["current", "change"], lambda a, d: d / (a - d) * 100),
    "growth_from_index": _formula(["index"], lambda a: a - 100),
    "contribution": _contribution,
    "ytd_monotone": _above("later", "earlier"),
    "target_reached": _above("achieved", "target", exact=True),
    "schedule": _above("achieved", "target", exact=True),
    "list_count": _list,
    "direction": _direction,
    "ranking": _ranking,
    "repeat": _formula(["other"], lambda a: a),
    "average": _formula(["total", "count"], lambda a, n: a / n, rounded_count=True),
}
