"""What a word says, as conditions on figures: holds, can hold, can't hold (条件判定)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zoneanalysis.messages import Message
from zoneanalysis.relations.digits import show, show_figure, show_interval
from zoneanalysis.relations.judge import terms_of
from zoneanalysis.relations.register import spec
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.values.figures import Figure, Quantity
from zoneanalysis.values.formatting import MINUS
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.units import Unit

__all__ = ["Condition", "compared", "judge_conditions", "signed"]

_HOLDS = {
    ">": lambda value: value > 0,
    ">=": lambda value: value >= 0,
    "<": lambda value: value < 0,
    "<=": lambda value: value <= 0,
    "=": lambda value: value == 0,
}
_ALLOWED = {
    ">": Interval(Fraction(0), None, lo_open=True),
    ">=": Interval(Fraction(0), None),
    "<": Interval(None, Fraction(0), hi_open=True),
    "<=": Interval(None, Fraction(0)),
    "=": Interval(Fraction(0), Fraction(0)),
}
SIGNS = {">": ">", ">=": "≥", "<": "<", "<=": "≤", "=": "="}


@dataclass(frozen=True)
class Condition:
    """A value that must lie on one side of zero.

    Parameters
    ----------
    value : Fraction
        From the figures as printed.
    interval : Interval
        From the figures within their rounding.
    relation : {">", ">=", "<", "<=", "="}
        How it must stand to zero.
    numbers : str
        The condition with its numbers.
    decimals : int
        For showing the value.
    terms : tuple of (Figure, Fraction)
        The same value as a weighted sum of figures, all brought to one unit.
    against : Fraction
        What is taken from that sum, in the unit of the first figure.
    """

    value: Fraction
    interval: Interval
    relation: str
    numbers: str
    decimals: int
    terms: tuple[tuple[Figure, Fraction], ...] = ()
    against: Fraction = Fraction(0)

    @property
    def holds(self) -> bool:
        """Whether it holds for the figures as printed."""
        return bool(_HOLDS[self.relation](self.value))

    @property
    def can_hold(self) -> bool:
        """Whether it holds for some value within the rounding."""
        return self.interval.overlaps(_ALLOWED[self.relation])

    @property
    def slack_used(self) -> Fraction | None:
        """Share of the rounding slack that it needs to hold."""
        needed = abs(self.value)
        if self.holds or needed == 0:
            return Fraction(0)
        end = self.interval.hi if self.value < 0 else self.interval.lo
        if end is None or end == self.value:
            return None
        return needed / abs(end - self.value)


def compared(left: Figure, relation: str, right: Figure, like: Quantity | None = None) -> Condition:
    """Return the condition that *left* stands to *right* as *relation* says.

    Raises
    ------
    UnitMismatchError
        Where the two measure different things.
    """
    other = right.to(left.unit) if like is None else like
    same = left.unit == right.unit
    texts = [show_figure(each) + ("" if same else each.unit.symbol) for each in (left, right)]
    return Condition(
        left.point - other.point,
        left.interval - other.interval,
        relation,
        f"{texts[0]} {SIGNS[relation]} {texts[1]}",
        max(left.decimals, right.decimals),
        ((left, Fraction(1)), (right, Fraction(-1))),
    )


def signed(figure: Figure, relation: str, against: int = 0) -> Condition:
    """Return the condition that *figure* lies on one side of a whole number."""
    return Condition(
        figure.point - against,
        figure.interval - against,
        relation,
        f"{show_figure(figure)} {SIGNS[relation]} {against}",
        figure.decimals,
        ((figure, Fraction(1)),),
        Fraction(against),
    )


def judge_conditions(
    check: str,
    word: str,
    conditions: Sequence[Condition],
    inputs: Sequence[tuple[str, Figure]],
    *,
    unit: Unit | None = None,
    implied: Message | None = None,
) -> CheckResult:
    """Return the verdict on a word by the conditions that it makes on figures."""
    entry = spec(check)
    failed = [each for each in conditions if not each.can_hold]
    open_ = [each for each in conditions if each.can_hold and not each.holds]
    text = "; ".join(
        each.numbers if each.holds or each.can_hold else f"{each.numbers} ×" for each in conditions
    )
    shown = word or Message("what is implied")
    first = (failed or open_ or list(conditions))[0]
    args: dict[str, object] = {
        "word": shown,
        "numbers": "; ".join(each.numbers for each in (failed or open_ or conditions)),
        "difference": show(first.value, first.decimals).lstrip(MINUS),
        "interval": show_interval(first.interval, first.decimals),
    }
    if failed:
        verdict = Verdict.INCONSISTENT
        reason = Message("{word} needs {numbers}, which the printed figures rule out", args)
    elif open_:
        verdict = Verdict.WITHIN_ROUNDING
        reason = Message(
            "{word} needs {numbers}; as printed that does not hold, but within the rounding of "
            "the figures it can (difference in {interval})",
            args,
        )
    else:
        verdict = Verdict.CONSISTENT
        reason = Message("{word} needs {numbers}, which holds", args)
    shares = [each.slack_used for each in conditions]
    return CheckResult(
        check=check,
        verdict=verdict,
        words=entry.message("words"),
        numbers=text,
        reason=reason,
        not_shown=entry.message("not_shown"),
        recomputed=first.interval,
        nominal=first.value,
        unit=unit,
        slack_used=None if None in shares else max(s for s in shares if s is not None),
        distance=max(
            (each.interval.distance(_ALLOWED[each.relation]) for each in conditions),
            default=Fraction(0),
        ),
        terms=terms_of(word, inputs),
        implied=implied,
    )
