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
from zoneanalysis.values.units import known_unit, known_units

__all__ = [
    "Cell",
    "Grid",
    "grids_of",
    "is_value",
    "leads_of",
    "value_in",
]

#: The figure of a cell: sign or direction, number, unit, marks of notes.
VALUE = re.compile(
    rf"(?P<lead>[-+↑↓▲▼]|[\u4e00-\u9fff]{{2,4}})?(?P<number>{DIGITS})(?P<unit>[^\d\s¹²³⁰⁴⁵⁶⁷⁸⁹①-⑳*\[]{{0,8}})"
    r"(?P<marks>(?:[¹²³⁴⁵⁶⁷⁸⁹①-⑳*]|\[\d{1,2}\]){0,2})",
    re.ASCII,
)
_HANZI = re.compile("[\u4e00-\u9fff]*")
_YEAR = re.compile(r"(?:19|20)\d\d年?", re.ASCII)
_MISSING = re.compile(r"-{1,3}|—{1,3}|–|…{1,2}|\.{2,3}|/|\*{3}")
_FURTHER = re.compile(r"[(]?续表?\d*[)]?|第?\d{1,4}页?|-\d{1,4}-")
_UNIT_LINE = re.compile(r"(?:单位[::]|[(,](?=[^(),:\t]+[)]$))(?P<units>[^\t]{1,40}?)[)]?$")
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


def _lead(words: str, cells: Sequence[str]) -> bool:
    return all(cell.startswith(words) and is_value(cell.removeprefix(words)) for cell in cells)


def leads_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the words that all cells of a column begin with, by column; [] where none are led.

    Examples
    --------
    >>> leads_of([["渠道", "计划80", "完成率65.0%"], ["公路", "计划120", "完成率75.0%"]])
    ['', '计划', '完成率']
    >>> leads_of([["出口", "30.0", "同比增长8.0%"], ["进口", "20.0", "同比下降1.2%"]])
    ['', '', '同比']
    """
    leads = []
    for column in zip(*rows, strict=False):
        first = "".join(_HANZI.findall(column[0])[:1])
        words = (first[:n] for n in range(len(first), 0, -1) if not all(map(is_value, column)))
        leads.append(next((each for each in words if _lead(each, column)), ""))
    return leads if any(leads) else []


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
    run, heads = _unled(run)
    rows: list[list[Cell]] = []
    for row in run:
        filled = [cell.text for cell in row if cell.text]
        if not filled:
            continue
        found = _UNIT_LINE.search(filled[0]) if len(filled) == 1 else None
        if found and (found[0][0] == "单" or known_unit(found["units"])):
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


def _unled(run: list[list[Cell]]) -> tuple[list[list[Cell]], list[list[Cell]]]:
    """Return rows without the words that lead the cells of a column, and these as their head."""
    leads = leads_of([[cell.text for cell in row] for row in run])
    if not leads or len({*map(len, run)}) > 1:
        return run, []
    rows = [
        [Cell(c.text.removeprefix(lead), c.end - len(c.text.removeprefix(lead)))
         for c, lead in zip(row, leads, strict=True)]
        for row in run
    ]  # fmt: skip
    return rows, [[Cell(lead, cell.start) for cell, lead in zip(run[0], leads, strict=True)]]


def _one(
    heads: list[list[Cell]],
    rows: list[list[Cell]],
    caption: str,
    units: tuple[str, ...],
) -> Iterator[Grid]:
    if rows:
        start = min(row[0].start for row in (*heads, *rows))
        yield Grid(start, rows[-1][-1].end, heads, rows, caption, units)


def _said(above: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the caption and the units that the lines above a table print."""
    units: tuple[str, ...] = ()
    captions: list[str] = []
    for line in above:
        found = _UNIT_LINE.search(line)
        if found and (found[0][0] == "单" or known_unit(found["units"])):
            units = _units(found["units"])
            line = line[: found.start()].rstrip("(, ") + ")" * (found[0][0] == ",")
        if len(line) > _LONGEST_CAPTION or line.endswith(("。", ";")):
            captions = []
        elif line:
            captions.append(line)
    return " ".join(captions), units


def _units(printed: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[、,/ 和]", printed.strip("() ")) if part)
