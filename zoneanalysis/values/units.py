"""Units of Chinese official reports and what one of them is worth in another (计量单位)."""

from __future__ import annotations

import csv
import difflib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from zoneanalysis.errors import InputError, UnitMismatchError
from zoneanalysis.messages import phrase

__all__ = [
    "PERCENT",
    "POINT",
    "Unit",
    "counted_in",
    "known_unit",
    "known_units",
    "multiples",
    "unit",
    "usual_symbol",
]


@dataclass(frozen=True)
class Unit:
    """A unit as printed.

    Parameters
    ----------
    symbol : str
        As printed: 亿元, %, 个百分点, 亩.
    dimension : str
        What it measures; only units of one dimension convert and add.
    scale : Fraction
        Worth of one of it in the dimension's base unit (元, one, 平方米 …).
    english : str
        Its name in English text.
    """

    symbol: str
    dimension: str
    scale: Fraction
    english: str

    def factor_to(self, other: Unit) -> Fraction:
        """Return what a value in this unit is multiplied by to stand in *other*.

        Raises
        ------
        UnitMismatchError
            Where the two measure different things.

        Examples
        --------
        >>> unit("亿元").factor_to(unit("万元"))
        Fraction(10000, 1)
        """
        if self.dimension != other.dimension:
            raise UnitMismatchError(self.symbol, other.symbol, "a conversion")
        return self.scale / other.scale

    @property
    def is_count(self) -> bool:
        """Whether whole things are counted (个, 宗, 次 …)."""
        return self.dimension == "count"

    def __str__(self) -> str:
        return self.symbol


PERCENT = Unit("%", "percent", Fraction(1), "%")
POINT = Unit("个百分点", "point", Fraction(1), "percentage points")


@cache
def _rows(*dimensions: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``units.csv`` of some dimensions, or of all that can be counted in."""
    text = Path(__file__).with_name("units.csv").read_text(encoding="utf-8")
    rows = tuple(csv.DictReader(text.splitlines()))
    if dimensions:
        return tuple(row for row in rows if row["dimension"] in dimensions)
    return tuple(row for row in rows if row["dimension"] not in {"", "multiple", "time"})


@cache
def _aliases() -> dict[str, str]:
    return {row["symbol"]: row["usual"] for row in _rows("")}


def multiples() -> dict[str, int]:
    """Return what stands before a unit in English and its worth: "million" of 百万吨."""
    return {row["english"]: int(row["worth"]) for row in _rows("multiple")}


@cache
def _register() -> dict[str, Unit]:
    register = {each.symbol: each for each in (PERCENT, POINT)}
    multiples = [(row["symbol"], int(row["worth"]), row["english"]) for row in _rows("multiple")]
    for row in _rows():
        alone = row["dimension"] in {"percent", "point"}
        for lead, factor, english in [("", 1, ""), *(() if alone else multiples)]:
            symbol = f"{lead}{row['symbol']}"
            worth = Fraction(row["worth"]) * factor
            name = f"{english} {row['english']}".strip()
            register.setdefault(symbol, Unit(symbol, row["dimension"], worth, name))
    return register


def _quotient(symbol: str) -> Unit | None:
    """Return a unit printed as one over another: 元/头, 万吨/年; None where either is unknown."""
    above, slash, below = symbol.partition("/")
    upper = _register().get(usual_symbol(above))
    if not (above and slash and below) or upper is None:
        return None
    for row in _rows("time"):
        if row["symbol"] == below:
            english = f"{upper.english} a {row['english']}"
            return Unit(symbol, f"{upper.dimension}/time", upper.scale, english)
    lower = _register().get(usual_symbol(below))
    if lower is None:
        return None
    english = f"{upper.english} per {lower.english or 'one'}"
    return Unit(symbol, f"{upper.dimension}/{lower.dimension}", upper.scale / lower.scale, english)


_MOST_DIGITS = 5  # before the point of a number that is counted in its unit
_CHINESE = ("万", "亿", "万亿")


def counted_in(unit: Unit, point: Fraction) -> Unit:
    """Return *unit*, or the 万, 亿 or 万亿 of it in which *point* has at most five whole digits.

    Examples
    --------
    >>> counted_in(unit("元"), Fraction(950_570_342_205_323)).symbol
    '万亿元'
    >>> counted_in(unit("亿元"), Fraction("132.3")).symbol
    '亿元'
    """
    known = _register()
    names = (row["symbol"] for row in _rows(unit.dimension) if unit.symbol.endswith(row["symbol"]))
    found = [known[f"{lead}{name}"] for name in names for lead in _CHINESE if lead + name in known]
    larger = [each for each in found if each.scale > unit.scale]
    for each in (unit, *sorted(larger, key=lambda other: other.scale)):
        if abs(point) * unit.scale < each.scale * 10**_MOST_DIGITS:
            return each
    return max((unit, *larger), key=lambda other: other.scale)


def usual_symbol(symbol: str) -> str:
    """Return the symbol that a unit usually has: 个百分点 for 百分点."""
    return _aliases().get(symbol, symbol)


def known_units() -> tuple[str, ...]:
    """Return every symbol that :func:`unit` knows, longest first (as a tokeniser needs them)."""
    return tuple(sorted((*_register(), *_aliases()), key=lambda symbol: (-len(symbol), symbol)))


def known_unit(symbol: str) -> Unit | None:
    """Return the unit that is printed as *symbol*; None where no such unit is known."""
    return _register().get(usual_symbol(symbol)) or _quotient(symbol)


def unit(symbol: str) -> Unit:
    """Return the unit that is printed as *symbol*.

    Raises
    ------
    InputError
        Where no such unit is known; names those that look alike.

    Examples
    --------
    >>> unit("万平方米").scale
    Fraction(10000, 1)
    """
    found = known_unit(symbol)
    if found is None:
        near = difflib.get_close_matches(symbol, known_units(), n=3, cutoff=0.5)
        do = "Write it as printed in the report, such as 亿元, %, 个百分点, 个, 亩."
        raise InputError.single(
            must="a unit must be one that the unit table knows",
            came=repr(symbol),
            do=phrase("{do} Near ones: {names}.", do=phrase(do), names=", ".join(near))
            if near
            else do,
        )
    return found
