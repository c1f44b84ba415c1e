"""Printed cells of a table taken apart into whole numbers, each different one once (成列数据)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from zoneanalysis.relations.columns import Column
from zoneanalysis.relations.forms import SAFE, Integers
from zoneanalysis.values.figures import Figure

__all__ = ["Cells"]

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
        digits, places, kind = [], [], []
        for text in different:
            match = _CELL.fullmatch(text)
            if match is None:
                digits.append(0)
                places.append(0)
                kind.append(1 if text else 0)
                continue
            whole, sign, before, after, ending = match.groups()
            value = int(before + after) if after else int(before)
            digits.append(-value if sign in {"-", "−"} else value)
            places.append(len(after or ""))
            kind.append(kinds.setdefault((whole, ending or ""), len(kinds)))
        dtype: Any = np.int64 if max(map(abs, digits), default=0) < SAFE else object
        return cls(row, np.array(digits, dtype), np.array(places, np.int64),
                   np.array(kind, np.int64))  # fmt: skip

    def column(self, rows: npt.NDArray[np.int64], like: Figure, *, rounded: bool = False) -> Column:
        """Return the column of some rows that are written as *like*, the figure of one of them.

        *rounded*: those that count whole things are rounded like any other number (averages).
        """
        chosen = self.row[rows]
        places, digits = self.places[chosen], self.digits[chosen]
        most = int(places.max(initial=0))
        largest = 2 * 10**most * (int(np.abs(digits).max(initial=0)) + 1)
        dtype: Any = np.int64 if largest < SAFE else object
        powers = np.array([10**i for i in range(most + 1)], dtype)[most - places]
        half = powers
        if not rounded and (like.exact or (like.unit.is_count and like.unit.scale == 1)):
            half = np.where(places == 0, 0, powers)
        return Column(2 * digits.astype(dtype) * powers, half, 2 * 10**most, like.unit,
                      like.rounding)  # fmt: skip


def _text(cell: object) -> str:
    """Return a cell that is no text: a whole number is marked, as it is exact."""
    if isinstance(cell, Decimal):
        return str(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        return f"#{cell}"
    return "" if cell is None else "none"
