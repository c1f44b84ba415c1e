"""Numbers with their units in sentences, and formulas with their numbers in them (数量、算式)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

from zoneanalysis.messages import Message
from zoneanalysis.relations.formula import Compare, Node, Num, Op, Total, Var, evaluate, variables
from zoneanalysis.relations.given import Given
from zoneanalysis.relations.results import SIGNS
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.formatting import MINUS, floor_power, format_half_up
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.units import Unit, unit

__all__ = ["Amount", "amount", "compared", "ends", "in_words", "mixed_units", "show",
           "show_figure", "show_interval", "written"]  # fmt: skip


def show(value: Fraction, decimals: int, cut: Callable[[Fraction], int] | None = None) -> str:
    """Return *value* in digits: in full where few do, else with two places beyond *decimals*.

    Those are rounded half up, or as *cut* says: an interval's ends by floor and ceil, outward.

    Examples
    --------
    >>> show(Fraction(1, 2), 1), show(Fraction(200, 3), 1), show(Fraction(200, 3), 1, floor)
    ('0.5', '66.667', '66.666')
    """
    for places in range(max(0, decimals), decimals + 4):
        if 10**places % value.denominator == 0:
            return format_half_up(value, places)
    size = Fraction(10) ** (decimals + 2)
    return format_half_up(value if cut is None else cut(value * size) / size, decimals + 2)


def show_figure(figure: Figure) -> str:
    """Return the signed number of a figure with its printed places."""
    return format_half_up(figure.point, figure.decimals)


def show_interval(interval: Interval, decimals: int) -> str:
    """Return an interval in digits, its ends outward; a single value without brackets."""
    if interval.lo is not None and interval.lo == interval.hi:
        return show(interval.lo, decimals)
    left = "(" if interval.lo_open else "["
    right = ")" if interval.hi_open else "]"
    lo = f"{MINUS}∞" if interval.lo is None else show(interval.lo, decimals, floor)
    hi = "∞" if interval.hi is None else show(interval.hi, decimals, ceil)
    return f"{left}{lo}, {hi}{right}"


class Amount(Message):
    """A message of a number and its unit; the template is the Chinese form.

    Of an ``end`` of an interval beside an amount the number is enough, but for money in English.
    """

    def render(self, language: str = "en") -> str:
        """Return the number with the unit's symbol, or with its English name."""
        number, symbol = str(self.args["number"]), str(self.args["symbol"])
        of = unit(symbol)
        if language == "en" and of.dimension == "CNY" and of.scale >= 10_000:
            return _yuan(number, of)
        if "end" in self.args:
            return number
        if language != "en":
            return number + symbol
        if of.is_count and of.scale == 1:
            return number
        if of.english in {"", "%"}:
            return number + of.english
        apart = " × " if of.english[0].isdigit() else " "
        return f"{number}{apart}{of.english}"


def _yuan(number: str, of: Unit) -> str:
    """Return an amount of money in billions or millions, with the places that it has."""
    value = Fraction(number.replace(MINUS, "-").replace(",", "")) * of.scale
    billions = abs(value) >= 1_000_000_000
    size = 1_000_000_000 if billions else 1_000_000
    places = len(number.partition(".")[2]) + floor_power(Fraction(size) / of.scale)
    text = format_half_up(value / size, max(0, places), grouping=True)
    return f"CNY {text} {'billion' if billions else 'million'}"


def amount(value: Fraction | str, of: Unit, decimals: int = 0) -> Amount:
    """Return *value* (digits, or a number to be shown) with its unit."""
    number = value if isinstance(value, str) else show(value, decimals)
    return Amount("{number}{symbol}", {"number": number, "symbol": of.symbol})


def ends(interval: Interval, of: Unit, decimals: int) -> Message | str:
    """Return an interval beside an amount, its ends outward and in the unit of that amount."""
    text = show_interval(interval, decimals)
    if interval.lo is None or interval.hi is None or interval.lo == interval.hi:
        return text
    lo, hi = (
        Amount("", {"number": n, "symbol": of.symbol, "end": True}) for n in text[1:-1].split(", ")
    )
    return Message(f"{text[0]}{{lo}}, {{hi}}{text[-1]}", {"lo": lo, "hi": hi})


def in_words(
    template: str, point: Fraction, interval: Interval, unit: Unit, decimals: int
) -> Message:
    """Return a message with {value} in a unit and its {interval}."""
    value = amount(format_half_up(point, decimals), unit)
    return Message(template, {"value": value, "interval": ends(interval, unit, decimals)})


_SIGNS = {"+": "+", "-": MINUS, "*": "×", "/": "÷"}
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}


def mixed_units(given: Given) -> frozenset[int]:
    """Return the places of the figures that must be written with their units."""
    figures = given.figures
    kinds = [given.relation.places[name].kind[0] for name, _ in given.pairs]
    levels = [i for i, kind in enumerate(kinds) if kind in {"level", "any"}]
    unlike = levels if len({figures[i].unit for i in levels}) > 1 else ()
    counts = [i for i, kind in enumerate(kinds) if kind in {"count", "area"}]
    scaled = (i for i in counts if figures[i].unit.scale != 1)
    # growth of 1.5倍 beside growth in %
    ratios = (i for i, each in enumerate(figures) if each.unit.dimension == "ratio")
    return frozenset((*unlike, *scaled, *ratios))


def written(node: Node, given: Given) -> str:
    """Return a grounded expression with the figures in it as they are printed."""
    units = mixed_units(given)

    def text(each: Node, *, first: bool) -> tuple[str, int]:
        match each:
            case Var():
                figure = given.figures[each.index]
                number = show_figure(figure)
                if each.index in units:
                    number += figure.unit.symbol
                # its sign does not stand beside an operator
                return f"({number})" if number.startswith(MINUS) and not first else number, 3
            case Num():
                number = each.text or str(each.value)
                return f"({number})" if number.startswith(MINUS) and not first else number, 3
            case Total():
                items = [text(item, first=first and not i)[0] for i, item in enumerate(each.items)]
                return " + ".join(items), 1 if len(items) > 1 else 3
            case Op(sign="+", left=Num(value=1), right=Op(sign="/", left=Var(), right=Num())):
                # one plus a growth rate is shown as its value
                return show(Fraction(evaluate(each, given.points)), 3), 3
        assert isinstance(each, Op)
        rank = _RANK[each.sign]
        left, own = text(each.left, first=first)
        right, other = text(each.right, first=False)
        left = f"({left})" if own < rank else left
        right = f"({right})" if other < rank or (other == rank and each.sign in "-/") else right
        return f"{left} {_SIGNS[each.sign]} {right}", rank

    return text(node, first=True)[0]


def compared(tree: Compare, given: Given, of: Unit | None = None) -> str:
    """Return a comparison with its numbers; a side that is computed is shown with its value.

    It is shown in a unit; without one, in the first figure's.
    """

    def side(node: Node) -> str:
        text = written(node, given)
        plain = isinstance(node, Var | Num) or (isinstance(node, Total) and len(node.items) == 1)
        if plain:
            return text
        return f"{text} = {show(Fraction(evaluate(node, given.points)) / worth, 0)}"

    slots = variables(tree.left) | variables(tree.right)
    worth = of.scale if of else given.worths[min(slots)] if slots else Fraction(1)
    return f"{side(tree.left)} {SIGNS[tree.sign]} {side(tree.right)}"
