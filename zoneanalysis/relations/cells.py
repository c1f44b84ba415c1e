"""Columns of printed figures as exact scaled integers in NumPy (成列数据).

A column holds whole numbers of half units of its finest last place: "18.8" beside "5.30" is 3760 of
1/200. Ends of rounding intervals are whole numbers too, so that nothing is ever rounded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from zoneanalysis.relations.arrays import SAFE, Exact, Flags, Integers, Span
from zoneanalysis.values.figures import Rounding
from zoneanalysis.values.units import Unit, unit

__all__ = ["Cells", "Column"]


_CELL = re.compile(r"([-+−]?)(\d+)(?:\.(\d+))?(.*)", re.ASCII | re.DOTALL)


@dataclass(frozen=True)
class Column:
    """Figures of one unit.

    Parameters
    ----------
    point, half : array of int
        Value and half unit of its last printed place, both in ``1/scale``; half is 0 for counts.
    scale : int
        Two times ten to the largest number of printed places.
    unit : Unit
    rounding : Rounding
    """

    point: Integers
    half: Integers
    scale: int
    unit: Unit
    rounding: Rounding

    @classmethod
    def constant(cls, value: int, rows: int, like: Column) -> Column:
        """Return a column that holds one exact whole number in every row."""
        point = np.full(rows, 2 * value, dtype=np.int64)
        return cls(point, np.zeros(rows, dtype=np.int64), 2, like.unit, like.rounding)

    def __len__(self) -> int:
        return len(self.point)

    @property
    def reach(self) -> int:
        """A bound on the size of every end."""
        if not len(self.point):
            return 0
        return int(np.max(np.abs(self.point))) + 2 * int(np.max(self.half))

    def ends(self) -> tuple[Integers, Integers, Flags, Flags]:
        """Return lower and upper ends of what is printed, and whether each is left out."""
        point, half = self.point, self.half
        counted = half == 0
        nothing = np.zeros(len(point), dtype=bool)
        if self.rounding is Rounding.UNKNOWN:
            return point - half, point + half, nothing, nothing
        return self.as_printed(self.rounding, counted)

    def printing(self) -> tuple[Integers, Integers, Flags, Flags]:
        """Return the ends of the values that the office would print as this figure."""
        way = Rounding.HALF_UP if self.rounding is Rounding.UNKNOWN else self.rounding
        return self.as_printed(way, self.half == 0)

    def as_printed(self, way: Rounding, counted: Flags) -> tuple[Integers, Integers, Flags, Flags]:
        """Return the ends for one way of rounding; counts stand for themselves."""
        point, half = self.point, self.half
        above, below, zero = point > 0, point < 0, point == 0
        if way is Rounding.TRUNCATION:
            low = np.where(above, point, point - 2 * half)
            high = np.where(below, point, point + 2 * half)
            return low, high, ~above & ~counted, ~below & ~counted
        low, high = point - half, point + half
        if way is Rounding.HALF_UP:
            return low, high, (below | zero) & ~counted, (above | zero) & ~counted
        divisor = np.where(counted, 1, 2 * half)
        odd = (point // divisor) % 2 != 0
        return low, high, odd & ~counted, odd & ~counted

    def span(self, *, printing: bool = False) -> Span:
        """Return intervals in base units; *printing*: of the values that print as these."""
        lo, hi, lo_open, hi_open = self.printing() if printing else self.ends()
        worth = self.unit.scale
        den = self.scale * worth.denominator
        top = self.reach * worth.numerator
        if top >= SAFE:
            lo, hi = lo.astype(object), hi.astype(object)
        point = self.point if top < SAFE else self.point.astype(object)
        at, low, high = (Exact(x * worth.numerator, den, top, den) for x in (point, lo, hi))
        if not lo_open.any() and not hi_open.any():
            return Span(at, low, high)
        return Span(at, low, high, lo_open, hi_open)

    def exactly(self) -> Column:
        """Return the same values as exact ones (targets are set, not measured)."""
        return Column(self.point, np.zeros_like(self.half), self.scale, self.unit, self.rounding)


@dataclass(frozen=True)
class Cells:
    """Printed cells taken apart: digits, places, unit as written, whether a whole number came.

    ``kinds`` is None for a cell that is blank or no plain number.
    """

    digits: list[int]
    places: list[int]
    kinds: list[str | None]
    whole: list[bool]

    @classmethod
    def read(cls, cells: Sequence[object]) -> Cells:
        """Return printed cells taken apart: "70.7", "70.7%", 84, Decimal("70.7")."""
        digits: list[int] = []
        places: list[int] = []
        kinds: list[str | None] = []
        whole: list[bool] = []
        for cell in cells:
            kind: str | None = None
            value = decimals = 0
            if isinstance(cell, str | Decimal):
                match = _CELL.fullmatch(str(cell))
                if match is not None:
                    sign, before, after, kind = match.groups()
                    decimals = len(after) if after else 0
                    value = int(before + after) if after else int(before)
                    if sign == "-" or sign == "−":
                        value = -value
            elif isinstance(cell, int) and not isinstance(cell, bool):
                value, kind = cell, ""
            digits.append(value)
            places.append(decimals)
            kinds.append(kind)
            whole.append(isinstance(cell, int))
        return cls(digits, places, kinds, whole)

    def column(
        self,
        rows: Sequence[int],
        symbol: str,
        *,
        rounding: Rounding = Rounding.UNKNOWN,
        rounded_counts: bool = False,
    ) -> Column:
        """Return the column of some rows that are written in one unit.

        Parameters
        ----------
        rows : sequence of int
        symbol : str
            The unit.
        rounding : Rounding
        rounded_counts : bool
            Whether whole numbers of things are rounded like any other number (averages).
        """
        places = [self.places[i] for i in rows]
        most = max(places, default=0)
        scaled = [self.digits[i] * 2 * 10 ** (most - p) for i, p in zip(rows, places, strict=True)]
        largest = max(map(abs, scaled), default=0)
        dtype: Any = np.int64 if max(largest, 10**most) < SAFE else object
        measured = unit(symbol)
        counted = measured.is_count and measured.scale == 1
        if counted and not rounded_counts:
            half = [0 if p == 0 else 10 ** (most - p) for p in places]
        elif symbol != "%" and not rounded_counts:
            half = [
                0 if p == 0 and self.whole[i] else 10 ** (most - p)
                for i, p in zip(rows, places, strict=True)
            ]
        else:
            half = [10 ** (most - p) for p in places]
        return Column(
            np.array(scaled, dtype=dtype),
            np.array(half, dtype=dtype),
            2 * 10**most,
            measured,
            rounding,
        )
