"""What a check is given: figures in their roles, parameters, and what is known beside (给定值)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from zoneanalysis.errors import InputError
from zoneanalysis.relations.relation import Relation
from zoneanalysis.values.figures import Figure, Rounding
from zoneanalysis.values.formatting import MINUS

__all__ = ["BASES", "Given", "Value", "as_figure", "check_params", "from_call", "param_text"]

# What a check on plain values takes for a figure: "70.7", "70.7%", 84, Decimal("70.7"), a Figure.
Value = Figure | str | int | Decimal
# What a growth rate may be measured on. Levels in reports are nominal (current prices).
BASES = ("nominal", "constant_price", "comparable", "unknown")


@dataclass
class Given:
    """Figures by role, and what else a judgement needs."""

    stated: Figure | str | None  # the stated figure or word
    inputs: Mapping[str, tuple[Figure, ...]]
    # as in ``claims.csv``; defaults are filled in by the relation
    params: Mapping[str, str] = field(default_factory=dict)
    basis: str = "nominal"  # of growth, one of `BASES`
    adjusted: bool = False  # whether a share belongs to several that add to exactly 100
    counts: tuple[int, ...] = ()  # other counts of the text, for rates that their count can't give
    bound: int | None = None  # largest denominator to look at for such rates
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """The stated word; empty where there is none."""
        return self.stated if isinstance(self.stated, str) else ""

    @property
    def figures(self) -> list[tuple[str, Figure]]:
        """The figures with their roles, the stated one first."""
        stated = [("stated", self.stated)] if isinstance(self.stated, Figure) else []
        return stated + [(role, each) for role, many in self.inputs.items() for each in many]

    def places(self) -> tuple[tuple[str, Figure | str, str], ...]:
        """Return what stands where, the stated one first."""
        found: list[tuple[str, Figure | str]] = [("stated", self.word)] if self.word else []
        ids = {role: iter(names) for role, names in self.ids.items()}
        return tuple(
            (role, each, next(ids[role]) if role in ids else "")
            for role, each in (*found, *self.figures)
        )


def as_figure(value: Value, symbol: str = "", rounding: Rounding = Rounding.UNKNOWN) -> Figure:
    """Return *value* as a figure; a bare number takes the unit *symbol*.

    Raises
    ------
    InputError
        For a float (its trailing zeros are lost) or text without a number.

    Examples
    --------
    >>> as_figure("70.7", "%").interval == as_figure("70.7%").interval
    True
    """
    if isinstance(value, Figure):
        return value
    if isinstance(value, float | bool) or not isinstance(value, str | int | Decimal):
        raise InputError.single(
            must="a figure must come as printed text, a whole number, a Decimal or a Figure",
            came=f"{type(value).__name__} {value!r}",
            do='Write it as text, such as "70.7" or "5.30"; a float has lost its trailing zeros.',
        )
    if isinstance(value, int):
        return Figure.of(value, symbol, rounding=rounding, exact=symbol != "%" or None)
    text = str(value).strip().replace(MINUS, "-")
    number = text.lstrip("+-").replace(".", "", 1)
    if number.isascii() and number.isdigit():
        return Figure.of(text.lstrip("+"), symbol, printed=str(value), rounding=rounding)
    return Figure.parse(text, rounding=rounding)


def from_call(relation: Relation, arguments: Mapping[str, Any]) -> Given:
    """Return what the function of a relation on plain values was called with.

    Raises
    ------
    InputError
        Where a value is no printed figure, or a parameter has a value that it can't take.
    """
    rounding = arguments.get("rounding", Rounding.UNKNOWN)
    stated = arguments.get("stated")
    if not relation.states_word and stated is not None:
        stated = as_figure(stated, relation.stated.symbol, rounding)
    inputs = {}
    for role in relation.roles:
        symbol = role.symbol
        if relation.name == "sum" and isinstance(stated, Figure):  # bare parts are of its unit
            symbol = stated.unit.symbol
        value = arguments.get(role.called)
        one = isinstance(value, int | Figure | Decimal) or not role.repeats
        if one or (isinstance(value, str) and role.name == "change"):
            value = () if value is None else (value,)
        if isinstance(value, str):
            raise InputError.single(
                must="several figures must come as a list",
                came=repr(value),
                do='Write ["12.3", "4.5"].',
            )
        if figures := tuple(as_figure(each, symbol, rounding) for each in value or ()):
            inputs[role.name] = figures
    params = {p.name: param_text(arguments[p.name]) for p in relation.params if p.name in arguments}
    check_params(relation, params)
    basis = arguments.get("basis", "nominal")
    if basis not in BASES:
        raise InputError.single(
            must=f"a basis of growth must be one of {', '.join(BASES)}",
            came=repr(basis),
            do="Write constant_price for 可比价, comparable for 可比口径, nominal for 现价.",
        )
    adjusted, counts = params.get("adjusted") == "yes", tuple(arguments.get("counts", ()))
    return Given(stated, inputs, params, basis, adjusted, counts, arguments.get("bound"))


def param_text(value: object) -> str:
    """Return a parameter as ``claims.csv`` writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int) or not isinstance(value, Iterable):
        return str(value)
    names = [str(each) for each in value]
    return "|".join(names) + "|" * (len(names) == 1)


def check_params(relation: Relation, params: Mapping[str, str]) -> None:
    """Raise `InputError` where a parameter has a value that it can't take."""
    for param in relation.params:
        value = params.get(param.name, param.default)
        if param.values and value not in param.values:
            wanted = " or ".join(f'"{each}"' for each in param.values)
            raise InputError.single(
                must=f"{param.name} must be {wanted}",
                came=repr(value),
                do=f"It says {param.meaning}.",
            )
