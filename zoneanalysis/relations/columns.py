"""Figures as whole numbers, one or a column of them (成列数据)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from zoneanalysis.relations.relation import Role
from zoneanalysis.relations.results import Verdict
from zoneanalysis.values.figures import Figure, Rounding
from zoneanalysis.values.units import Unit

__all__ = ["HOLDING", "SAFE", "VERDICTS", "Cells", "Code", "Column", "where"]

Integers = npt.NDArray[Any]  # int64 where everything fits, Python ints (object) where not

SAFE = 2**61  # an int64 holds this with room for a few additions
VERDICTS: tuple[Verdict, ...] = tuple(Verdict)


class Code:
    """The places of verdicts in `VERDICTS`, or that the judge must say."""

    ASK = -1
    CONSISTENT, WITHIN, INCONSISTENT, IMPOSSIBLE, _, _, OPEN = range(len(VERDICTS))


HOLDING = (Code.CONSISTENT, Code.WITHIN)


def where(condition: Any, this: Any, that: Any) -> Any:
    """Return one or the other, row by row where there are rows."""
    if isinstance(condition, np.ndarray):
        return np.where(condition, this, that)
    return this if condition else that


class Column(NamedTuple):
    """A figure, or a column of figures of one unit and one way of rounding."""

    # point, half: value and half unit of its last printed place, both in ``1/scale``; half is 0 for
    # counts
    point: Any
    half: Any
    scale: int  # two times ten to the largest number of printed places
    unit: Unit
    rounding: Rounding = Rounding.UNKNOWN

    @classmethod
    def of(cls, figure: Figure, *others: Figure) -> Column:
        """Return one figure, or a column of them."""
        if not others:
            half, scale = int(not figure.exact), 2 * 10**figure.decimals
            return cls(2 * figure.digits, half, scale, figure.unit, figure.rounding)
        rows = (figure, *others)
        digits = np.array([each.digits for each in rows], object)
        places, exact = [each.decimals for each in rows], [each.exact for each in rows]
        return cls.stacked(digits, np.array(places), np.array(exact), figure)

    @classmethod
    def stacked(cls, digits: Integers, places: Integers, exact: Any, like: Figure) -> Column:
        """Return a column from what its figures have without a point, and their places."""
        most = int(places.max(initial=0))
        largest = 2 * 10**most * (int(np.abs(digits).max(initial=0)) + 1)
        dtype: Any = np.int64 if largest < SAFE else object
        powers = np.array([10**i for i in range(most + 1)], dtype)[most - places]
        points, halves = 2 * digits.astype(dtype) * powers, np.where(exact, 0, powers)
        return cls(points, halves, 2 * 10**most, like.unit, like.rounding)

    @property
    def reach(self) -> int:
        """A bound on the size of every end."""
        return int(np.abs(self.point).max(initial=0)) + 2 * int(self.half.max(initial=0))

    def ends(self) -> tuple[Any, Any, Any, Any]:
        """Return lower and upper ends of what is printed, and whether each may be left out."""
        if self.rounding is Rounding.UNKNOWN:
            return self.point - self.half, self.point + self.half, True, True
        return self.printing()

    def printing(self) -> tuple[Any, Any, Any, Any]:
        """Return the ends of what the office would print as this figure, and which are reached."""
        point, half, counted = self.point, self.half, self.half == 0
        if self.rounding is Rounding.TRUNCATION:
            low = where(point > 0, point, point - 2 * half)
            high = where(point < 0, point, point + 2 * half)
        else:
            low, high = point - half, point + half
        if self.rounding is Rounding.HALF_EVEN:
            even = ((point // where(counted, 1, 2 * half)) % 2 == 0) | counted
            return low, high, even, even
        return low, high, (point > 0) | counted, (point < 0) | counted


_CELL = re.compile(r"(#?)([-+−]?)(\d+)(?:\.(\d+))?([^\d,，].*)?", re.ASCII | re.DOTALL)


@dataclass(frozen=True)
class Cells:
    """The cells of a column."""

    row: npt.NDArray[np.int64]  # which of the different cells stands in a row
    # digits, places, kind: of each different cell: its digits, how many of them stand behind the
    # point, and whether it is blank (0), no plain number (1), or has one of the endings that follow
    digits: Integers
    places: npt.NDArray[np.int64]
    kind: npt.NDArray[np.int64]

    @classmethod
    def read(cls, cells: Sequence[object]) -> Cells:
        """Return printed cells taken apart: "70.7", "70.7%", 84, Decimal("70.7")."""
        import pandas as pd

        texts = [each if type(each) is str else _text(each) for each in cells]
        row, different = pd.factorize(np.array(texts, dtype=object))
        kinds: dict[tuple[str, ...], int] = {(): 0, ("none",): 1}
        read = []
        for text in different:
            match = _CELL.fullmatch(text)
            if match is None:
                read.append((0, 0, 1 if text else 0))
                continue
            whole, sign, before, after, ending = match.groups()
            value = int(before + after) if after else int(before)
            value = -value if sign in {"-", "−"} else value
            ends = kinds.setdefault((whole, ending or ""), len(kinds))
            read.append((value, len(after or ""), ends))
        digits, places, kind = zip(*read, strict=True) if read else ((), (), ())
        dtype: Any = np.int64 if max(map(abs, digits), default=0) < SAFE else object
        return cls(row, np.array(digits, dtype), np.array(places, np.int64),
                   np.array(kind, np.int64))  # fmt: skip

    def column(self, rows: npt.NDArray[np.int64], role: Role, like: Figure) -> Column:
        """Return the column of some rows that are written as *like*, the figure of one of them."""
        chosen = self.row[rows]
        places, counts = self.places[chosen], like.unit.is_count and like.unit.scale == 1
        exact = (places == 0) & (not role.rounded and (like.exact or counts)) | role.exact
        return Column.stacked(self.digits[chosen], places, exact, like)


def _text(cell: object) -> str:
    """Return a cell that is no text: a whole number is marked, as it is exact."""
    if isinstance(cell, Decimal):
        return str(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        return f"#{cell}"
    return "" if cell is None else "none"
