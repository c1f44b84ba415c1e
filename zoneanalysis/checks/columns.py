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
import numpy.typing as npt

from zoneanalysis.figures import Rounding
from zoneanalysis.units import Unit, unit

__all__ = ["Column", "column_of"]

Integers = npt.NDArray[Any]  # int64 where everything fits, Python ints (object) where not
Flags = npt.NDArray[np.bool_]

_CELL = re.compile(r"([-+−]?)(\d+)(?:\.(\d+))?(.*)", re.ASCII | re.DOTALL)
# An int64 holds this with room for a few additions.
SAFE = 2**61


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
    plain : array of bool
        Which cells could be read; the others are left to the check on single values.
    rounding : Rounding
    """

    point: Integers
    half: Integers
    scale: int
    unit: Unit
    plain: Flags
    rounding: Rounding

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

    def exactly(self) -> Column:
        """Return the same values as exact ones (targets are set, not measured)."""
        return Column(
            self.point, np.zeros_like(self.half), self.scale, self.unit, self.plain, self.rounding
        )


def column_of(
    cells: Sequence[object],
    symbol: str,
    *,
    rounding: Rounding = Rounding.UNKNOWN,
    rounded_counts: bool = False,
) -> Column:
    """Return the column of printed cells: "70.7", "70.7%", 84, Decimal("70.7"); blank is zero.

    Parameters
    ----------
    cells : sequence of str, int or Decimal
    symbol : str
        Unit of bare numbers.
    rounding : Rounding
    rounded_counts : bool
        Whether whole numbers of things are rounded like any other number (averages).
    """
    digits: list[int] = []
    places: list[int] = []
    kinds: list[str | None] = []
    whole: list[bool] = []
    for cell in cells:
        kind: str | None = None
        value, decimals = 0, 0
        if isinstance(cell, str | Decimal):
            match = _CELL.fullmatch(str(cell))
            if match is not None:
                sign, before, after, kind = match.groups()
                decimals = len(after) if after else 0
                value = int(before + after) if after else int(before)
                if sign in {"-", "−"}:
                    value = -value
        elif isinstance(cell, int) and not isinstance(cell, bool):
            value, kind = cell, ""
        digits.append(value)
        places.append(decimals)
        kinds.append(kind)
        whole.append(isinstance(cell, int))
    named = next((kind for kind in kinds if kind), "")
    measured = unit(named or symbol) if _known(named or symbol) else unit(symbol)
    fitting = {named, ""} if not named or named == symbol else {named}
    plain = np.array([kind in fitting for kind in kinds], dtype=bool)
    if named and not _known(named):
        plain[:] = False
    most = max(places, default=0)
    scale = 2 * 10**most
    largest = max(
        (abs(value) * 2 * 10 ** (most - p) for value, p in zip(digits, places, strict=True)),
        default=0,
    )
    dtype: Any = np.int64 if largest < SAFE else object
    point = np.array(
        [v * 2 * 10 ** (most - p) for v, p in zip(digits, places, strict=True)], dtype=dtype
    )
    counts = measured.is_count and measured.scale == 1 and not rounded_counts
    half = np.array(
        [
            0
            if p == 0 and (counts or (w and symbol != "%" and not rounded_counts))
            else 10 ** (most - p)
            for p, w in zip(places, whole, strict=True)
        ],
        dtype=dtype,
    )
    return Column(point, half, scale, measured, plain, rounding)


def _known(symbol: str) -> bool:
    from zoneanalysis.units import known_units

    return symbol in known_units() or symbol == ""
