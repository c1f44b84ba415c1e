r"""Which lines of a text are rows of tables, and what sets their cells apart (文字表格).

Tabs do, as every input lays tables out; in plain text also bars, leaders and blanks, or a colon
behind the name and commas. What sets cells apart becomes a tab there, so that all go one way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from zoneanalysis.extraction.tables.grid import is_value, leads_of, value_in
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.units import known_unit, known_units

__all__ = ["table_lines", "with_tabs"]

_NEAR = 3  # lines above a table that may print its unit
_LONGEST = 16  # characters of a cell between marks of prose
_BAR = "[|│┃]"
_OUTER = re.compile(rf"^[ \u3000]*{_BAR}|{_BAR}[ \u3000]*$")
_RULE = re.compile(r"\n[ \u3000]*(?:[|+┌├└┏┣┗][-─━=:|+┬┼┴┐┤┘┳╋┻┓┫┛ ]*)?(?=\n|$)")


@cache
def _marks() -> tuple[re.Pattern[str], ...]:
    """Return what sets cells apart, the strongest first: bars, leaders, blanks, marks of prose.

    A blank does not within a name spaced to the width of others (合　计), nor before a unit.
    """
    units = "|".join(map(re.escape, filter(None, known_units())))
    return (
        re.compile(rf"(?<![ \u3000])[ \u3000]*{_BAR}[ \u3000]*"),
        re.compile(r"(?<=[\u4e00-\u9fff)])[ \u3000]*(?:…+|[.·_]{3,}|-{2,})[ \u3000]*(?=[-\d])"),
        re.compile(
            rf"(?<=\S)(?<!^[\u4e00-\u9fff])(?!(?<=\d)[ \u3000]+(?:{units})(?:\s|$))[ \u3000]+(?=\S)"
            r"|(?<=^[\u4e00-\u9fff])[ \u3000]+(?=[^\s\u4e00-\u9fff]|[\u4e00-\u9fff]{2})"
        ),
        re.compile(r"(?<=[\u4e00-\u9fff)]):|,(?!\d{3}(?!\d))"),
    )


def with_tabs(text: str) -> str:
    r"""Return a text whose plain tables have their cells set apart by tabs, of the same length.

    Three lines or more that make as many cells each, a name and values whose unit is printed in
    them or near; the first may be their head. A name of two characters, 县　市, is one cell.

    Examples
    --------
    >>> with_tabs("县区 投资(亿元) 增速(%)\n甲县 12.5 3.1\n乙县 8.4 2.2")
    '县区\t投资(亿元)\t增速(%)\n甲县\t12.5\t3.1\n乙县\t8.4\t2.2'
    >>> with_tabs("税收(亿元)\n甲县…12.5\n乙县…8.4\n合计…20.9")
    '税收(亿元)\n甲县\t12.5\n乙县\t8.4\n合计\t20.9'
    """
    lines = _RULE.sub(lambda rule: " " * len(rule[0]), text).split("\n")
    no_row = vocabulary().table_words["no_row"]
    for mark in _marks():
        cut = [[] if no_row.search(line) else _cuts(line, mark) for line in lines]
        at = 0
        while at < len(lines):
            begin, end = at - (at > 0 and _fits(lines[at - 1], cut[at - 1], len(cut[at]))), at + 1
            while cut[at] and end < len(lines) and _fits(lines[end], cut[end], len(cut[at])):
                end += 1
            rows = [_cells(lines[i], cut[i]) for i in range(begin, end)]
            prose = mark is _marks()[-1]
            if len(rows) > 2 and _is_table(rows, lines[max(0, begin - _NEAR) : begin], prose=prose):
                for i in range(begin, end):
                    lines[i] = _tabbed(lines[i], cut[i])
            at = end
    return "\n".join(lines)


def _fits(line: str, cut: list[tuple[int, int]], count: int) -> bool:
    """Whether a line makes as many cells; blanks before one fewer are its empty first cell."""
    if line[:1].isspace() and len(cut) + 1 == count > 1:
        cut.insert(0, (0, len(line) - len(line.lstrip())))
    return len(cut) == count


def _cuts(line: str, mark: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return where the cells of a line are cut apart; bars at its ends cut nothing off."""
    found = (each.span() for each in mark.finditer(line))
    first, last = len(line) - len(line.lstrip()), len(line.rstrip())
    return [(start, end) for start, end in found if start > first and end < last]


def _cells(line: str, cut: Sequence[tuple[int, int]]) -> list[str]:
    edges = [(0, 0), *cut, (len(line), len(line))]
    parts = (line[end:start] for (_, end), (start, _) in pairwise(edges))
    return ["".join(_OUTER.sub("", part).split()) for part in parts]


def _tabbed(line: str, cut: Sequence[tuple[int, int]]) -> str:
    edges = [*cut, (len(line), len(line))]
    kept = ("\t".ljust(end - start) + line[end:then] for (start, end), (then, _) in pairwise(edges))
    line = line[: edges[0][0]] + "".join(kept)
    return _OUTER.sub(lambda bar: " " * len(bar[0]), line)


def _is_table(rows: Sequence[Sequence[str]], above: Sequence[str], *, prose: bool) -> bool:
    """Whether rows are names and values whose unit is told, below a head or led by their words."""
    head = [] if any(map(is_value, rows[0])) or leads_of(rows) else rows[0]
    body = rows[1:] if head else rows
    words = vocabulary().table_words
    if prose and not (head or leads_of(body) or any(words["total"].search(row[0]) for row in body)):
        return False
    body = [row[: len(row) - bool(head and words["note"].search(head[-1]))] for row in body]
    if any(len(cell) > _LONGEST for row in rows for cell in row if prose) or not _full(body):
        return False
    told = (words["around_unit"].split(each) for each in (*above, *(row[0] for row in body)))
    values = (value_in(cell) for row in body for cell in row)
    printed = any(each and each["unit"] for each in values)
    return bool(head) or printed or any(known_unit(part) for each in told for part in each)


def _full(rows: Sequence[Sequence[str]]) -> bool:
    """Whether each row is a name, behind a number in order or not, and values to its end."""
    leads = leads_of(rows) or [""] * len(rows[0])
    for row in rows:
        values = [is_value(cell.removeprefix(lead)) for cell, lead in zip(row, leads, strict=True)]
        named = values.index(False) if False in values else len(values)
        if named > 1 or not values[-1] or sorted(values[named:]) != values[named:]:
            return False
    return True


def table_lines(lines: Sequence[str]) -> set[int]:
    """Return which lines of a raw text are rows of tables: with a head, or names and values.

    Parameters
    ----------
    lines : sequence of str
        Half-width, as they came.
    """
    found: set[int] = set()
    run: list[int] = []
    headed: set[int] = set()  # widths of tables with a head, which may go on over a page
    for number, line in enumerate([*lines, ""]):
        if "\t" in line.rstrip():
            run.append(number)
            continue
        if len(run) > 1:
            rows = [["".join(cell.split()) for cell in lines[i].split("\t")] for i in run]
            width = max(map(len, rows))
            values = [[is_value(cell) for cell in row] for row in rows]
            several = sum(sum(map(bool, row)) > 1 for row in rows)
            head = not any(values[0])
            named = width in {2, *headed} or (len({*map(len, rows)}) == 1 and _full(rows))
            if (any(map(any, values)) or leads_of(rows)) and several > 1 and (head or named):
                found.update(run)
                headed.add(width)
        run = []
    return found
