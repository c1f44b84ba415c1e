r"""Rows and columns of the tables in a text (表格网格).

A table is a run of lines whose cells are set apart by tabs, as every input lays it out: a cell
that spans columns is followed by empty cells, one that spans rows leaves empty cells below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.numerals import DIGITS
from zoneanalysis.values.units import known_units

__all__ = [
    "Cell",
    "Grid",
    "grids_of",
    "is_value",
    "row_spans",
    "table_lines",
    "value_in",
    "with_tabs",
]

#: The figure of a cell: sign or direction, number, unit, marks of notes.
VALUE = re.compile(
    rf"(?P<lead>[-+↑↓▲▼]|[\u4e00-\u9fff]{{2,4}})?(?P<number>{DIGITS})(?P<unit>[^\d\s¹²³⁰⁴⁵⁶⁷⁸⁹①-⑳*\[]{{0,8}})"
    r"(?P<marks>(?:[¹²³⁴⁵⁶⁷⁸⁹①-⑳*]|\[\d{1,2}\]){0,2})",
    re.ASCII,
)
# Between two cells; not within a name spaced to the width of others: 合　计.
_APART = re.compile(
    r"(?<=\S)(?<!^[\u4e00-\u9fff])[ \u3000]+(?=\S)"
    r"|(?<=^[\u4e00-\u9fff])[ \u3000]+(?=[^\s\u4e00-\u9fff]|[\u4e00-\u9fff]{2})",
    re.MULTILINE,
)
_YEAR = re.compile(r"(?:19|20)\d\d年?", re.ASCII)
_MISSING = re.compile(r"-{1,3}|—{1,3}|–|…{1,2}|\.{2,3}|/|\*{3}")
_FURTHER = re.compile(r"[(]?续表?\d*[)]?|第?\d{1,4}页?|-\d{1,4}-")
_UNIT_LINE = re.compile(r"单位[::](?P<units>[^\t]{1,40}?)[)]?$")
_LONGEST_CAPTION = 60  # characters
_FURTHEST = 3  # lines above a table that may say what it is of


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text and where that stands in the normalised text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Behind its last character."""
        return self.start + len(self.text)


@dataclass
class Grid:
    """A table of a text.

    Parameters
    ----------
    start, end : int
        In the normalised text.
    heads : list of rows
        Rows above the first value.
    rows : list of rows
    caption : str
        Lines above it that say what it is of.
    units : tuple of str
        Printed above it: 单位:亿元、%.
    """

    start: int
    end: int
    heads: list[list[Cell]]
    rows: list[list[Cell]]
    caption: str = ""
    units: tuple[str, ...] = ()
    width: int = field(init=False)

    def __post_init__(self) -> None:
        self.width = max(map(len, [*self.heads, *self.rows]))
        for row in [*self.heads, *self.rows]:
            row += [Cell("", row[-1].end)] * (self.width - len(row))

    def column_head(self, column: int) -> tuple[str, ...]:
        """Return the heads of a column from the top, those that span it from the left included."""
        parts: list[str] = []
        for level, row in enumerate(self.heads):
            text = row[column].text
            below = any(under[column].text for under in self.heads[level + 1 :])
            at = column
            while not text and below and at > 0:
                at -= 1
                text = row[at].text
            if text and text not in parts:
                parts.append(text)
        return tuple(parts)


def is_value(text: str) -> bool:
    """Whether a cell holds a figure, or the sign that none is printed.

    Examples
    --------
    >>> [is_value(text) for text in ("54.76", "-3.1%", "2023年", "—", "下降3.1", "工业投资")]
    [True, True, False, True, True, False]
    """
    if _YEAR.fullmatch(text):
        return False
    return value_in(text) is not None or bool(_MISSING.fullmatch(text))


def value_in(text: str) -> re.Match[str] | None:
    """Return the figure of a cell, where it is one and nothing else."""
    found = VALUE.fullmatch(text)
    if found is None:
        return None
    lead, unit = found["lead"] or "", found["unit"]
    known = not unit or unit in _units_known()
    directed = len(lead) < 2 or lead in vocabulary().directions
    return found if known and directed else None


@cache
def _units_known() -> frozenset[str]:
    return frozenset(known_units())


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
            rows = [[cell.strip() for cell in lines[i].split("\t")] for i in run]
            width = max(map(len, rows))
            values = [[is_value(cell) for cell in row] for row in rows]
            several = sum(sum(map(bool, row)) > 1 for row in rows)
            head = not any(values[0])
            if any(map(any, values)) and several > 1 and (head or width in {2, *headed}):
                found.update(run)
                headed.add(width)
        run = []
    return found


def with_tabs(text: str) -> str:
    r"""Return a text whose columns that blanks set apart are set apart by tabs, of the same length.

    Three lines or more that make as many cells each, the first without a value, the others with
    two; a head's 县　市 of two characters is one cell.

    Examples
    --------
    >>> with_tabs("县区 投资 税收\n甲县 12.5 3.1\n乙县 8.4 2.2")
    '县区\t投资\t税收\n甲县\t12.5\t3.1\n乙县\t8.4\t2.2'
    """
    lines = text.split("\n")
    cut = [[*_APART.finditer(line)] for line in lines]
    at = 0
    while at < len(lines):
        end = at + 1
        while cut[at] and end < len(lines) and len(cut[end]) == len(cut[at]):
            end += 1
        if end - at > 2 and len(cut[at]) > 1 and _is_table(lines[at:end]):
            for i in range(at, end):
                for gap in cut[i]:
                    blank = "\t" + " " * (len(gap[0]) - 1)
                    lines[i] = lines[i][: gap.start()] + blank + lines[i][gap.end() :]
        at = end
    return "\n".join(lines)


def _is_table(lines: Sequence[str]) -> bool:
    """Whether lines are a head and rows of values."""
    rows = [[is_value(each) for each in _APART.split(line.strip())] for line in lines]
    head, *others = rows
    return not any(head) and all(sum(row) > 1 + row[0] for row in others)


def row_spans(text: str) -> list[tuple[int, int]]:
    """Return where the rows of tables stand in a normalised text."""
    spans, place = [], 0
    for line in text.split("\n") if "\t" in text else ():
        if "\t" in line:
            spans.append((place, place + len(line)))
        place += len(line) + 1
    return spans


def grids_of(text: str) -> Iterator[Grid]:
    """Yield the tables of a normalised text; one that a page divides is continued."""
    above: list[str] = []
    run: list[list[Cell]] = []
    last: Grid | None = None
    place = 0
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            run.append(_cells(line, place))
        else:
            for grid in _grids(run, above, last):
                last = grid
                yield grid
            if run:
                above, run = [], []
            if line.strip():
                above = [*above, line.strip()][-_FURTHEST:]
        place += len(line) + 1


def _cells(line: str, place: int) -> list[Cell]:
    cells = []
    for part in line.split("\t"):
        cells.append(Cell(part.strip(), place + len(part) - len(part.lstrip())))
        place += len(part) + 1
    return cells


def _grids(run: list[list[Cell]], above: Sequence[str], last: Grid | None) -> Iterator[Grid]:
    """Yield the tables of one run of rows; a row without values among them heads another."""
    caption, units = _said(above)
    heads: list[list[Cell]] = []
    rows: list[list[Cell]] = []
    for row in run:
        filled = [cell.text for cell in row if cell.text]
        if not filled:
            continue
        if len(filled) == 1 and (found := _UNIT_LINE.search(filled[0])):
            units = _units(found["units"])
            continue
        if any(is_value(text) for text in filled):
            rows.append(row)
        elif not rows or len(filled) > 1:
            if rows:
                if [c.text for c in row if c.text] in [
                    [c.text for c in h if c.text] for h in heads
                ]:
                    continue  # the head again, on the next page
                yield from _one(heads, rows, caption, units)
                heads, rows = [], []
            if len(filled) == 1 and not heads and len(row) > 1 and not row[0].text:
                caption = filled[0]
            else:
                heads.append(row)
        else:
            rows.append(row)
    goes_on = not heads and last is not None and all(map(_FURTHER.fullmatch, above))
    if rows and goes_on and last is not None and last.width == max(map(len, rows)):
        heads, caption, units = [*last.heads], caption or last.caption, units or last.units
    yield from _one(heads, rows, caption, units)


def _one(
    heads: list[list[Cell]],
    rows: list[list[Cell]],
    caption: str,
    units: tuple[str, ...],
) -> Iterator[Grid]:
    if rows and (heads or max(map(len, rows)) == 2):  # a name and its value need no head
        start = min(row[0].start for row in (*heads, *rows))
        yield Grid(start, rows[-1][-1].end, heads, rows, caption, units)


def _said(above: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the caption and the units that the lines above a table print."""
    units: tuple[str, ...] = ()
    captions: list[str] = []
    for line in above:
        if found := _UNIT_LINE.search(line):
            units = _units(found["units"])
            line = line[: found.start()].rstrip("( ")
        if len(line) > _LONGEST_CAPTION or line.endswith(("。", ";")):
            captions = []
        elif line:
            captions.append(line)
    return " ".join(captions), units


def _units(printed: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[、,/ 和]", printed.strip("() ")) if part)
