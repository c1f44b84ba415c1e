"""Where the cells of a PDF page stand: rows of tables, and columns of prose (版面分栏).

A page's text comes line by line. A line whose words stand apart is a row of cells; rows below one
another with figures in them are a table, those with prose in two columns are read one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from zoneanalysis.extraction.tables.grid import is_value

__all__ = ["lines_of"]

_APART = 0.7  # heights of a character between two cells
_PROSE = 8  # characters of a line in a column, on the whole
_LEAST_LINES = 3  # of two columns side by side
_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line, from its left end to its right one."""

    left: float
    right: float
    text: str


def lines_of(layer: Any, text: str) -> Iterator[str]:
    """Yield the lines of a page, cells of tables set apart by tabs.

    Parameters
    ----------
    layer : pypdfium2.PdfTextPage
    text : str
        All of its text, character by character as *layer* counts them.
    """
    run: list[tuple[str, list[Piece]]] = []
    known = len(text) == layer.count_chars()
    for found in _LINE.finditer(text):
        pieces = _pieces(layer, found) if known and " " in found[0].strip() else []
        if len(pieces) > 1:
            run.append((found[0], pieces))
            continue
        yield from _laid_out(run)
        run = []
        yield found[0]
    yield from _laid_out(run)


def _pieces(layer: Any, line: re.Match[str]) -> list[Piece]:
    pieces: list[Piece] = []
    begin, left, right, height, blank = line.start(), 0.0, 0.0, 0.0, False
    for place in range(line.start(), line.end()):
        char = line.string[place]
        if char.isspace():
            blank = True
            continue
        x1, low, x2, high = layer.get_charbox(place)
        if blank and right and x1 - right > _APART * max(height, high - low):
            pieces.append(Piece(left, right, line.string[begin:place].strip()))
            begin, right = place, 0.0
        left = left if right else x1
        right, height, blank = max(right, x2), max(height, high - low), False
    return [*pieces, Piece(left, right, line.string[begin : line.end()].strip())]


def _laid_out(run: Sequence[tuple[str, list[Piece]]]) -> Iterator[str]:
    rows = [pieces for _, pieces in run]
    cells = [piece.text for row in rows for piece in row]
    values = sum(map(is_value, cells))
    if len(rows) > 1 and values * 4 >= len(cells):
        yield from _table(rows)
    elif _side_by_side(rows, cells):
        for side in (0, 1):
            yield from (row[side].text for row in rows)
    else:
        yield from (line for line, _ in run)


def _side_by_side(run: Sequence[list[Piece]], cells: Sequence[str]) -> bool:
    """Whether rows are two columns of prose with a gutter between."""
    if len(run) < _LEAST_LINES or any(len(row) != 2 for row in run):
        return False
    gutter = max(row[0].right for row in run) < min(row[1].left for row in run)
    return gutter and sum(map(len, cells)) >= _PROSE * len(cells)


def _table(run: Sequence[list[Piece]]) -> Iterator[str]:
    """Yield rows with every cell in its column; a head over several stands in the first."""
    widest = max(map(len, run))
    full = [row for row in run if len(row) == widest]
    columns = [
        (min(row[i].left for row in full), max(row[i].right for row in full)) for i in range(widest)
    ]
    for row in run:
        cells = [""] * widest
        for piece in row:
            at = _column(piece, columns)
            cells[at] = f"{cells[at]} {piece.text}".strip()
        yield "\t".join(cells).rstrip("\t")


def _column(piece: Piece, columns: Sequence[tuple[float, float]]) -> int:
    over = [
        i for i, (left, right) in enumerate(columns) if piece.left < right and left < piece.right
    ]
    if over:
        return over[0]
    middle = piece.left + piece.right
    return min(range(len(columns)), key=lambda i: abs(sum(columns[i]) - middle))
