"""A stated figure beside what the others give for it, and the slip that would mend it (等式)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from zoneanalysis.messages import Message
from zoneanalysis.relations.amounts import amount
from zoneanalysis.relations.digits import show_figure
from zoneanalysis.relations.formula import Compare, Node, Num, Var
from zoneanalysis.relations.given import Given
from zoneanalysis.relations.placing import Placed
from zoneanalysis.relations.ranges import addends_of
from zoneanalysis.relations.relation import Relation
from zoneanalysis.relations.written import mixed_units, written
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.units import Unit

__all__ = ["Equation", "slip_of"]


@dataclass(frozen=True)
class Equation:
    """A stated figure and what the other figures of its relation give for it."""

    relation: Relation
    given: Given
    placed: Placed
    tree: Compare
    stated: Figure
    nominal: Fraction  # from the inputs exactly as printed, in the unit of ``stated``
    recomputed: Interval  # from the inputs within their rounding
    adjusted: bool = False  # whether a share may differ by one more unit
    alternatives: tuple[Message, ...] = ()
    implied: Message | None = None
    warning: Message | None = None
    formula: str = ""  # the right-hand side with numbers, where the tree doesn't say it

    @property
    def unit(self) -> Unit:
        """That of the stated figure."""
        return self.stated.unit

    def text(self) -> tuple[str, str]:
        """Return the right-hand side with numbers, and the unit to write behind its value."""
        units = mixed_units(self.relation, self.placed.figures, self.placed.places)
        symbol = self.unit.symbol if 0 in units and self.placed.stated else ""
        formula = self.formula or written(
            self.tree.right, self.placed.figures, self.placed.points, units
        )
        return formula, symbol


SEARCHED = 50  # addends of which a slipped unit is looked for
_EXPONENTS = (4, -4, 1, -1, 2, -2, 3, -3, 8, -8)


def slip_of(equation: Equation) -> Message | None:
    """Warn where a shift of the decimal point or of a unit (万 for 亿) would make it agree."""
    stated, recomputed = equation.stated, equation.recomputed
    if not equation.relation.scalable or stated.point == 0:
        return None
    for exponent in _EXPONENTS:
        shifted = stated.interval * Fraction(10) ** exponent
        if shifted.overlaps(recomputed) and _tight(shifted, recomputed):
            return _slipped(stated, exponent)
    if equation.unit.dimension == "area":
        for factor in (Fraction(15), Fraction(1, 15)):
            if (stated.interval * factor).overlaps(recomputed):
                return Message(
                    "a unit may have slipped: {stated} × {factor} would agree (1公顷 is 15亩)",
                    {
                        "stated": amount(show_figure(stated), equation.unit),
                        "factor": str(factor),
                    },
                )
    return _slipped_input(equation)


def _slipped_input(equation: Equation) -> Message | None:
    """Warn where another unit of one addend (万元 for 亿元) would make the sum agree."""
    addends = _addends(equation.tree.right)
    if addends is None or equation.placed.stated is None or len(addends) > SEARCHED:
        return None
    placed = equation.placed
    stated = placed.boxes[0]
    whole = equation.nominal * equation.unit.scale
    parts = {i: placed.boxes[i] * sign for i, sign in addends}
    constant = whole - sum((placed.points[i] * sign for i, sign in addends), Fraction(0))
    for i, _ in addends:
        figure = placed.figures[i]
        for exponent in (4, -4) if figure.point else ():
            rest = [box for other, box in parts.items() if other != i]
            total = Interval.total([*rest, parts[i] * Fraction(10) ** exponent]) + constant
            if total.overlaps(stated) and _tight(stated, total):
                return _slipped(figure, exponent)
    return None


def _addends(node: Node) -> list[tuple[int, Fraction | int]] | None:
    """Return the figures that a plain sum adds, with their signs; None where it is no such sum."""
    terms = list(addends_of(node))
    if not all(isinstance(each, Var | Num) for _, each in terms):
        return None
    return [(each.index, sign) for sign, each in terms if isinstance(each, Var)]


def _tight(shifted: Interval, recomputed: Interval) -> bool:
    """Whether both are narrow enough that their meeting is no accident (within 5% of the value)."""
    for each in (shifted, recomputed):
        if each.lo is None or each.hi is None or each.hi - each.lo > abs(each.hi + each.lo) / 20:
            return False
    return True


def _slipped(figure: Figure, exponent: int) -> Message:
    return Message(
        "an order of magnitude may have slipped: {stated} × {factor} would agree "
        "(万 for 亿 is a factor of 10,000)",
        {
            "stated": amount(show_figure(figure), figure.unit),
            "factor": f"{10**exponent:,}" if exponent > 0 else f"1/{10**-exponent:,}",
        },
    )
