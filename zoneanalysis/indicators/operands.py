"""Operands of indicator formulas: brought to like units, and written with their printed places."""

from __future__ import annotations

from zoneanalysis.errors import UnitMismatchError
from zoneanalysis.indicators.columns import Given, quantity
from zoneanalysis.values.figures import Figure, Quantity
from zoneanalysis.values.formatting import format_half_up

__all__ = ["like", "percent", "written"]


def percent(given: Given, operation: str) -> Quantity:
    """Return *given* as a quantity in percent; raises `UnitMismatchError` for any other unit."""
    rate = quantity(given)
    rate.require("percent", operation)
    return rate


def like(left: Quantity, right: Quantity, operation: str) -> Quantity:
    """Return *right* in the unit of *left*; raises `UnitMismatchError` naming both."""
    if left.unit.dimension != right.unit.dimension:
        raise UnitMismatchError(left.unit.symbol, right.unit.symbol, operation)
    return right if right.unit == left.unit else right.to(left.unit)


def written(value: Quantity, decimals: int = 2) -> str:
    """Return a value as it stands in a formula: with its printed places, else *decimals*."""
    places = value.decimals if isinstance(value, Figure) else decimals
    text = format_half_up(value.point, places)
    return f"({text})" if value.point < 0 else text
