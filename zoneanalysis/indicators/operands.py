"""Operands of indicator formulas: brought to like units, and written with their printed places."""

from __future__ import annotations

from zoneanalysis.errors import UnitMismatchError
from zoneanalysis.indicators.columns import Given, quantity
from zoneanalysis.messages import Message
from zoneanalysis.values.figures import Derived, Figure, Quantity
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.units import PERCENT

__all__ = ["derived", "like", "percent", "written"]

NOMINAL_BASES = frozenset({"nominal", "unknown"})


def percent(given: Given, operation: str) -> Quantity:
    """Return *given* in percent, 1.5倍 as 150; raises `UnitMismatchError` for any other unit."""
    rate = quantity(given)
    if rate.unit.dimension == "ratio":
        return Quantity(rate.point * 100, rate.interval * 100, PERCENT)
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


def derived(
    name: str,
    found: Quantity,
    words: Message,
    numbers: str,
    *inputs: Quantity,
    basis: str = "nominal",
) -> Derived:
    """Return what follows from *inputs*, with how; on another basis of growth it only indicates."""
    indicative = basis not in NOMINAL_BASES
    note = Message(
        "indicative only: growth at constant prices or on a comparable base is applied to nominal "
        "levels"
    )
    return Derived(
        point=found.point,
        interval=found.interval,
        unit=found.unit,
        name=name,
        words=words,
        numbers=numbers,
        inputs=inputs,
        indicative=indicative,
        note=note if indicative else None,
    )
