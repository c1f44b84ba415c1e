"""One definition for a figure and for a pandas column of figures."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from zoneanalysis.errors import InputError, NotDerivableError
from zoneanalysis.messages import Message
from zoneanalysis.values.figures import Figure, Quantity

__all__ = ["Given", "NotDerivable", "columnwise", "quantity"]

Given = Quantity | str
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class NotDerivable:
    """What stands in a column where a value does not follow, with the reason."""

    reason: Message

    def __bool__(self) -> bool:
        return False


def quantity(given: Given) -> Quantity:
    """Return *given* as a quantity; a string is read as a printed token."""
    if isinstance(given, Quantity):
        return given
    if isinstance(given, str):
        return Figure.parse(given)
    raise InputError.single(
        must="an operand must be a figure or a printed token with its unit",
        came=f"{given!r} ({type(given).__name__})",
        do='Write it as printed, such as "54.76亿元"; a bare number has no precision and no unit.',
    )


def columnwise(function: Callable[P, R]) -> Callable[P, R]:
    """Let *function* take pandas columns: it is applied row by row, other arguments repeat.

    The columns must have the same index. A missing cell (None or NaN) gives None; a value that
    does not follow gives a :class:`NotDerivable`, so that one row never loses the others.
    """

    @wraps(function)
    def on_columns(*args: P.args, **kwargs: P.kwargs) -> R:
        pandas = sys.modules.get("pandas")
        if pandas is None or not any(
            isinstance(each, pandas.Series) for each in (*args, *kwargs.values())
        ):
            return function(*args, **kwargs)
        return cast("R", _apply(pandas, function, args, kwargs))

    return on_columns


def _apply(pandas: Any, function: Callable[..., object], args: Any, kwargs: Any) -> Any:
    columns = [each for each in (*args, *kwargs.values()) if isinstance(each, pandas.Series)]
    index = columns[0].index
    for column in columns[1:]:
        if not column.index.equals(index):
            raise InputError.single(
                must="columns that are computed together must have the same index",
                came=f"indexes of {len(index)} and {len(column.index)} rows that differ",
                do="Align them first, such as with DataFrame.reindex.",
            )

    def cell(value: object, row: int) -> object:
        return value.iloc[row] if isinstance(value, pandas.Series) else value

    def one(row: int) -> object:
        operands = [cell(each, row) for each in args]
        named = {name: cell(each, row) for name, each in kwargs.items()}
        given = [each for each in (*operands, *named.values()) if not isinstance(each, bool)]
        if any(each is None or (isinstance(each, float) and each != each) for each in given):
            return None
        try:
            return function(*operands, **named)
        except NotDerivableError as error:
            return NotDerivable(error.reason)
        except InputError as error:
            raise error.at(row=row) from None

    return pandas.Series([one(row) for row in range(len(index))], index=index, dtype=object)
