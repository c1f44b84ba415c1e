"""Numbers that belong together: lists, ranges, ratios (并列数字)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zoneanalysis.extraction.clauses import Clause
from zoneanalysis.extraction.tokens import Number
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.words import any_of

__all__ = ["Group", "groups_of"]

_MULTIPLIERS = frozenset({"万", "亿", "万亿", "千", "百", "个"})
_BOUND = re.compile(f"^{any_of('behind')}")  # 分别增长7%左右和8%左右
_NAMED = 10  # characters from one named member of a list to the number of the next
_APART, _JOIN = 4, 2  # characters between two numbers of a list, the bound's included and not
_NEAR = 12  # characters before a list in which 分别 may stand
_RANGES = frozenset({"-", "~", "至", "到", "--"})


@dataclass(frozen=True, slots=True)
class Group:
    """One number or a list of numbers of one clause.

    Parameters
    ----------
    numbers : tuple of Number
    begin : int
        Where the text that leads up to it begins: the clause, or the end of the group before.
    follows : bool
        Whether another group of the clause stands before it.
    """

    numbers: tuple[Number, ...]
    begin: int
    follows: bool

    @property
    def first(self) -> Number:
        """The first number."""
        return self.numbers[0]


def groups_of(clause: Clause) -> Iterator[Group]:
    """Yield the numbers of a clause in order, those of one list, range or ratio together."""
    begin, follows = clause.start, False
    group: list[Number] = []
    for number in _united(clause):
        if group and _belongs(clause, group, number):
            if clause.slice(group[-1].end, number.start) in _RANGES:
                number = replace(number, part="range")
                group[-1] = replace(group[-1], part="range")
            group.append(number)
            continue
        if group:
            yield Group(_closed(group), begin, follows)
            begin, follows = group[-1].end, True
        group = [number]
    if group:
        yield Group(_closed(group), begin, follows)


def _united(clause: Clause) -> list[Number]:
    """Give three or more the unit that only their last prints: 火电4亿、水电2亿、风电1亿千瓦时."""
    numbers = list(clause.numbers)
    for last in range(len(numbers) - 1, 1, -1):
        first = last
        while first and _listed(clause, numbers[first - 1], numbers[first], numbers[last]):
            first -= 1
        if last - first > 1:
            unit, kind = numbers[last].unit, numbers[last].kind
            numbers[first:last] = [replace(e, unit=unit, kind=kind) for e in numbers[first:last]]
    return numbers


def _listed(clause: Clause, each: Number, following: Number, last: Number) -> bool:
    """Whether a number is one of a list whose members are named and whose last prints the unit."""
    words = clause.slice(each.end, following.start)
    named = words.startswith("、") and len(words) <= _NAMED and "、" not in words[1:]
    return named and each.unit != last.unit and _shorter(each, last)


def _belongs(clause: Clause, group: list[Number], number: Number) -> bool:
    last = group[-1]
    if number.start - last.end > _APART:
        return False
    between = _BOUND.sub("", clause.slice(last.end, number.start), count=1)
    if len(between) > _JOIN:
        return False
    if number.part == "ratio" or last.part == "ratio":
        return number.part == last.part and between == ":"
    if between in _RANGES:
        if clause.slice(group[0].start - 1, group[0].start) == "由":
            return False  # 由58.4%到66.1%: from one to the other
        return (last.unit in {"", number.unit} or _shorter(last, number)) and not last.part
    if not vocabulary().ties["join"].fullmatch(between) or last.part:
        return False
    if last.unit in {"", number.unit} or not number.unit or _shorter(last, number):
        return True
    kinds = {last.kind, number.kind}
    apart = clause.slice(max(clause.start, group[0].start - _NEAR), group[0].start)
    if "分别" in apart and kinds <= {"count", "level"}:
        return True
    return kinds in ({"count"}, {"percent", "ratio"}) or (
        between == "、" and kinds == {"count", "level"}
    )


def _shorter(first: Number, second: Number) -> bool:
    """Whether the first has only the multiplier of the second's unit: 2013.5亿和338.6亿千瓦时."""
    return first.unit in _MULTIPLIERS and second.unit.startswith(first.unit)


def _closed(group: list[Number]) -> tuple[Number, ...]:
    """Give the members of a list the unit that is printed once, at its end."""
    last = group[-1]
    if not last.unit:
        return tuple(group)
    return tuple(
        replace(each, unit=last.unit, kind=last.kind)
        if not each.unit or _shorter(each, last)
        else each
        for each in group
    )
