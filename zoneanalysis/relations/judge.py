"""One rule for every check: from a stated figure and a recomputed interval to a verdict (判定)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zoneanalysis.errors import InputError, NotDerivableError, UnitMismatchError
from zoneanalysis.messages import Message
from zoneanalysis.relations.amounts import amount, gap_amount
from zoneanalysis.relations.digits import show, show_figure, show_interval
from zoneanalysis.relations.register import spec
from zoneanalysis.relations.results import CheckResult, Term, Verdict
from zoneanalysis.values.figures import Bound, Figure, Quantity, Rounding
from zoneanalysis.values.formatting import MINUS, format_half_up, round_half_up, truncate
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.units import PERCENT, Unit

__all__ = [
    "Comparison",
    "Value",
    "as_figure",
    "as_figures",
    "in_percent",
    "not_assessable",
    "percent_factor",
    "terms_of",
    "undecided",
]

# What a check on plain values takes for a figure: "70.7", "70.7%", 84, Decimal("70.7"), a Figure.
Value = Figure | str | int | Decimal


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
    if (
        text.lstrip("+-").replace(".", "", 1).isascii()
        and text.lstrip("+-").replace(".", "", 1).isdigit()
    ):
        return Figure.of(text.lstrip("+"), symbol, printed=str(value), rounding=rounding)
    return Figure.parse(text, rounding=rounding)


def as_figures(
    values: Iterable[Value], symbol: str = "", rounding: Rounding = Rounding.UNKNOWN
) -> tuple[Figure, ...]:
    """Return each of *values* as a figure."""
    if isinstance(values, str):
        raise InputError.single(
            must="several figures must come as a list",
            came=repr(values),
            do='Write ["12.3", "4.5"].',
        )
    return tuple(as_figure(each, symbol, rounding) for each in values)


def in_percent(quantity: Quantity) -> Quantity:
    """Return a rate in percent, or a gap in percentage points, as a bare number of hundredths."""
    if quantity.unit.dimension == "percent":
        return quantity.to(PERCENT)
    quantity.require("point", "a comparison of rates")
    return quantity


def percent_factor(stated: Figure) -> Fraction:
    """Return what a value in percent is multiplied by to stand in the unit of *stated*.

    Raises
    ------
    UnitMismatchError
        Where *stated* is neither a rate nor a gap of rates.
    """
    if stated.unit.dimension != "percent":
        stated.require("point", "a comparison of rates")
        return Fraction(1)
    return PERCENT.factor_to(stated.unit)


def terms_of(stated: Figure | str | None, inputs: Iterable[tuple[str, Figure]]) -> tuple[Term, ...]:
    """Return the terms of a relation, the stated one first."""
    first: list[Term] = []
    if isinstance(stated, Figure):
        first.append(Term("stated", stated.printed, stated.interval, stated.unit))
    elif stated:
        first.append(Term("stated", stated))
    return (*first, *(Term(role, f.printed, f.interval, f.unit) for role, f in inputs))


def printed_as(value: Fraction, figure: Figure, decimals: int) -> Fraction:
    """Return *value* as the office that printed *figure* would print it."""
    if figure.rounding is Rounding.TRUNCATION:
        return truncate(value, decimals)
    if figure.rounding is Rounding.HALF_EVEN:
        scaled = value * 10**decimals
        whole, twice = scaled.numerator // scaled.denominator, 2 * (scaled % 1)
        up = twice > 1 or (twice == 1 and whole % 2 == 1)
        return Fraction(whole + int(up), 10**decimals)
    return round_half_up(value, decimals)


def slack_share(
    stated: Interval, point: Fraction, recomputed: Interval, nominal: Fraction
) -> Fraction | None:
    """Return which share of the rounding slack lies between the stated and the recomputed value."""
    needed = abs(nominal - point)
    if needed == 0:
        return Fraction(0)
    ends = (
        (stated.lo, recomputed.hi, point, nominal)
        if nominal < point
        else (recomputed.lo, stated.hi, nominal, point)
    )
    low_end, high_end, upper, lower = ends
    if low_end is None or high_end is None:
        return None
    slack = (upper - low_end) + (high_end - lower)
    return needed / slack if slack > 0 else None


@dataclass
class Comparison:
    """A stated figure and what the other figures of its relation give for it.

    Parameters
    ----------
    check : str
    stated : Figure
    nominal : Fraction
        From the inputs exactly as printed, in ``unit``.
    recomputed : Interval
        From the inputs within their rounding, in ``unit``.
    unit : Unit
        That of ``stated`` where nothing else is said.
    formula : str
        The right-hand side with numbers, such as "9.9 − 10.4".
    inputs : sequence of (role, figure)
    adjusted : bool
        Whether a share may differ by one more unit, as shares forced to add to 100 do.
    scalable : bool
        Whether a shift of the decimal point is worth looking for.
    symbol : str
        Unit to write behind the results, where the formula has units in it.
    addends : sequence of Quantity
        Where the formula is a sum: what each input adds to it, in the order of ``inputs``.
    """

    check: str
    stated: Figure
    nominal: Fraction
    recomputed: Interval
    formula: str
    inputs: Sequence[tuple[str, Figure]]
    unit: Unit | None = None
    adjusted: bool = False
    scalable: bool = True
    symbol: str = ""
    alternatives: tuple[Message, ...] = ()
    implied: Message | None = None
    addends: Sequence[Quantity] = ()

    def judge(self) -> CheckResult:
        """Return the verdict with everything that explains it."""
        stated, entry = self.stated, spec(self.check)
        unit = self.unit or stated.unit
        decimals = stated.decimals
        verdict = self._verdict()
        share = slack_share(stated.interval, stated.point, self.recomputed, self.nominal)
        distance = stated.interval.distance(self.recomputed)
        sign = {
            Verdict.CONSISTENT: "=" if self.nominal == stated.point else "≈",
            Verdict.WITHIN_ROUNDING: "≈",
            Verdict.NOT_ASSESSABLE: "?",
        }.get(verdict, "≠")
        value = show(self.nominal, decimals)
        right = show_figure(stated)
        same = sign == "=" and value == right
        left = self.formula if self.formula == value else f"{self.formula} = {value}{self.symbol}"
        numbers = left + ("" if same else f" {sign} {right}{self.symbol}")
        return CheckResult(
            check=self.check,
            verdict=verdict,
            words=entry.message("words"),
            numbers=numbers,
            reason=self._reason(verdict, unit, share, distance),
            not_shown=entry.message("not_shown"),
            stated=stated.interval,
            recomputed=self.recomputed,
            nominal=self.nominal,
            unit=unit,
            slack_used=share,
            distance=distance,
            alternatives=self.alternatives + self._other_roundings(verdict, unit),
            implied=self.implied,
            warning=self._slip(verdict, unit),
            terms=terms_of(stated, self.inputs),
        )

    def _verdict(self) -> Verdict:
        stated = self.stated
        meets = stated.interval.overlaps(self.recomputed)
        if stated.bound is not Bound.NONE:
            if stated.interval.contains(self.nominal):
                return Verdict.CONSISTENT
            return Verdict.WITHIN_ROUNDING if meets else Verdict.INCONSISTENT
        expected = (
            self.nominal if stated.exact else printed_as(self.nominal, stated, stated.decimals)
        )
        if meets and expected == stated.point:
            return Verdict.CONSISTENT
        if meets:
            vague = any(f.bound is not Bound.NONE for _, f in self.inputs)
            return Verdict.NOT_ASSESSABLE if vague else Verdict.WITHIN_ROUNDING
        if self.adjusted and self._widened().overlaps(self.recomputed):
            return Verdict.WITHIN_ROUNDING
        return Verdict.INCONSISTENT

    def _widened(self) -> Interval:
        unit_of_last_place = Fraction(1, 10**self.stated.decimals)
        return self.stated.interval + Interval.around(0, unit_of_last_place / 2)

    def _reason(
        self, verdict: Verdict, unit: Unit, share: Fraction | None, distance: Fraction
    ) -> Message:
        decimals, stated = self.stated.decimals, self.stated
        args: dict[str, object] = {
            "value": amount(self.nominal, unit, decimals),
            "stated": amount(show_figure(stated), unit),
            "interval": show_interval(self.recomputed, decimals),
            "distance": gap_amount(distance, unit, decimals),
        }
        if verdict is Verdict.CONSISTENT:
            if stated.bound is not Bound.NONE:
                return Message(
                    "the printed figures give {value}, which the stated bound allows", args
                )
            if self.nominal == stated.point:
                return Message("the printed figures give {value}, as stated", args)
            return Message("the printed figures give {value}, printed as {stated}", args)
        if verdict is Verdict.WITHIN_ROUNDING:
            if not stated.interval.overlaps(self.recomputed):
                return Message(
                    "the printed figures give {value}; {stated} is one unit of the last place "
                    "off, as happens where shares are adjusted to add to 100",
                    args,
                )
            if share is None:
                return Message(
                    "the printed figures give {value}; within what their rounding leaves open "
                    "({interval}) it can be {stated}",
                    args,
                )
            args["share"] = format_half_up(share * 100, 0)
            return Message(
                "the printed figures give {value}; within what their rounding leaves open "
                "({interval}) it can be {stated}, which takes up {share}% of the slack",
                args,
            )
        if verdict is Verdict.NOT_ASSESSABLE:
            return Message(
                "a word such as 超, 近 or 左右 leaves open what a figure is; {stated} can "
                "neither be confirmed nor ruled out",
                args,
            )
        if self.recomputed.width == 0:
            return Message(
                "the printed figures give {value}; the stated {stated} misses that by {distance} "
                "even at its own limit",
                args,
            )
        return Message(
            "the printed figures give {value}, or anything in {interval} within their rounding; "
            "the stated {stated} misses that by {distance} even at its own limit",
            args,
        )

    def _other_roundings(self, verdict: Verdict, unit: Unit) -> tuple[Message, ...]:
        """Say so where cutting digits off, or the other sign, would make the figure agree."""
        stated = self.stated
        if verdict is not Verdict.INCONSISTENT or stated.bound is not Bound.NONE:
            return ()
        found: list[Message] = []
        if stated.rounding is not Rounding.TRUNCATION and not stated.exact:
            cut = stated.with_rounding(Rounding.TRUNCATION)
            if cut.interval.contains(self.nominal):
                found.append(
                    Message(
                        "it would agree if the digits after the last printed one were cut off "
                        "instead of rounded"
                    )
                )
        if stated.point != 0 and (-stated.interval).overlaps(self.recomputed):
            found.append(
                Message(
                    "it would agree with the opposite sign: {value}",
                    {"value": amount(-stated.point, unit, stated.decimals)},
                )
            )
        return tuple(found)

    def _slip(self, verdict: Verdict, unit: Unit) -> Message | None:
        """Warn where a shift of the decimal point or of a unit (万 for 亿) would make it agree."""
        if verdict is not Verdict.INCONSISTENT or not self.scalable or self.stated.point == 0:
            return None
        for exponent in (4, -4, 1, -1, 2, -2, 3, -3, 8, -8):
            factor = Fraction(10) ** exponent
            shifted = self.stated.interval * factor
            if shifted.overlaps(self.recomputed) and _tight(shifted, self.recomputed):
                return Message(
                    "an order of magnitude may have slipped: {stated} × {factor} would agree "
                    "(万 for 亿 is a factor of 10,000)",
                    {
                        "stated": amount(show_figure(self.stated), unit),
                        "factor": _power(exponent),
                    },
                )
        if unit.dimension == "area":
            for factor in (Fraction(15), Fraction(1, 15)):
                if (self.stated.interval * factor).overlaps(self.recomputed):
                    return Message(
                        "a unit may have slipped: {stated} × {factor} would agree (1公顷 is 15亩)",
                        {
                            "stated": amount(show_figure(self.stated), unit),
                            "factor": str(factor),
                        },
                    )
        return self._slipped_input()

    def _slipped_input(self) -> Message | None:
        """Warn where another unit of one addend (万元 for 亿元) would make the sum agree."""
        constant = self.nominal - sum((each.point for each in self.addends), Fraction(0))
        for (_, figure), own in zip(self.inputs, self.addends, strict=False):
            others = [each.interval for each in self.addends if each is not own]
            for exponent in (4, -4) if figure.point else ():
                total = sum(others, own.interval * Fraction(10) ** exponent + constant)
                if total.overlaps(self.stated.interval) and _tight(self.stated.interval, total):
                    return Message(
                        "an order of magnitude may have slipped: {stated} × {factor} would agree "
                        "(万 for 亿 is a factor of 10,000)",
                        {
                            "stated": amount(show_figure(figure), figure.unit),
                            "factor": _power(exponent),
                        },
                    )
        return None


def _tight(shifted: Interval, recomputed: Interval) -> bool:
    """Whether both are narrow enough that their meeting is no accident (within 5% of the value)."""
    for each in (shifted, recomputed):
        if each.lo is None or each.hi is None or each.hi - each.lo > abs(each.hi + each.lo) / 20:
            return False
    return True


def _power(exponent: int) -> str:
    return f"{10**exponent:,}" if exponent > 0 else f"1/{10**-exponent:,}"


def not_assessable(
    check: str,
    reason: Message,
    *,
    stated: Figure | str | None = None,
    inputs: Sequence[tuple[str, Figure]] = (),
    implied: Message | None = None,
    recomputed: Interval | None = None,
    nominal: Fraction | None = None,
    numbers: str = "",
    unit: Unit | None = None,
    alternatives: tuple[Message, ...] = (),
) -> CheckResult:
    """Return the result of a check that can't decide, with the reason."""
    entry = spec(check)
    figure = stated if isinstance(stated, Figure) else None
    return CheckResult(
        check=check,
        verdict=Verdict.NOT_ASSESSABLE,
        words=entry.message("words"),
        numbers=numbers,
        reason=reason,
        not_shown=Message("Nothing is shown either way."),
        stated=figure.interval if figure else None,
        recomputed=recomputed,
        nominal=nominal,
        unit=unit or (figure.unit if figure else None),
        terms=terms_of(stated, inputs),
        implied=implied,
        alternatives=alternatives,
    )


def undecided(
    check: str,
    error: UnitMismatchError | NotDerivableError,
    *,
    stated: Figure | str | None = None,
    inputs: Sequence[tuple[str, Figure]] = (),
) -> CheckResult:
    """Return "not assessable" for figures that don't go together or give nothing."""
    reason = (
        error.reason
        if isinstance(error, NotDerivableError)
        else Message(
            "the figures measure different things: {left} and {right}",
            {"left": error.left, "right": error.right},
        )
    )
    return not_assessable(check, reason, stated=stated, inputs=inputs)
