"""What a word beside a figure makes of it, as it stands beside its number (界限的表述)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from zoneanalysis.messages import N_, Message
from zoneanalysis.reports.report import Observation
from zoneanalysis.values.figures import Bound, Figure, Quantity
from zoneanalysis.values.formatting import floor_power, format_half_up
from zoneanalysis.values.numerals import number_within

__all__ = [
    "hectares",
    "in_bounds",
    "is_range",
    "is_vague",
    "rate_words",
    "unsigned",
    "without_ends",
]

_HECTARE = 10_000  # square metres

_SIGNS = {Bound.LOWER: "≥", Bound.UPPER: "≤"}
_WAYS = {
    "up": (N_("up {rate}%"), N_("up about {rate}%")),
    "up by": (N_("up by {rate}%"), N_("up by about {rate}%")),
    "down": (N_("down {rate}%"), N_("down about {rate}%")),
    "": (N_("{rate}%"), N_("about {rate}%")),
}
_TURNED = {Bound.LOWER: Bound.UPPER, Bound.UPPER: Bound.LOWER}


def _bound(value: Quantity) -> Bound:
    return value.bound if isinstance(value, Figure) else Bound.NONE


def is_vague(value: Quantity) -> bool:
    """Return whether words name a range and no number: 两三千人, 数十家."""
    if _bound(value) is not Bound.APPROXIMATE or not isinstance(value, Figure):
        return False
    said = number_within(value.printed)
    return said is not None and said.open


def in_bounds(value: Quantity, text: str, language: str, *, short: bool = False) -> str:
    """Return a number with the words that leave it open: 5000个以上, about CNY 6 billion.

    *short* has ≥ and ≤ for the two that leave one side open, as cells and charts do.
    """
    bound, zh = _bound(value), language == "zh"
    if bound is Bound.APPROXIMATE:
        return f"{text}左右" if zh else f"about {text}"
    if short or bound not in _SIGNS:
        return f"{_SIGNS.get(bound, '')}{text}"
    if zh:
        return f"{text}{'以上' if bound is Bound.LOWER else '以内'}"
    return f"at {'least' if bound is Bound.LOWER else 'most'} {text}"


def rate_words(value: Quantity, way: str, digits: str) -> Message:
    """Return a rate that goes *way*, as the bound that is printed (超、以上、以内、左右)."""
    bound = _bound(value)
    growth = Message(_WAYS[way][bound is Bound.APPROXIMATE], {"rate": digits})
    if bound not in _TURNED:
        return growth
    if (bound is Bound.LOWER) is (value.point > 0):  # a fall of −10 at least is one of 10 at most
        return Message("{growth} or more", {"growth": growth})
    return Message("{growth} or less", {"growth": growth})


def unsigned(value: Quantity) -> Quantity:
    """Return a gap or a change without its sign, for words that say which way it goes."""
    if value.point >= 0:
        return value
    if isinstance(value, Figure):
        turned = _TURNED.get(value.bound, value.bound)
        return replace(value, point=-value.point, interval=-value.interval, bound=turned)
    return Quantity(-value.point, -value.interval, value.unit)


def is_range(low: Observation, high: Observation) -> bool:
    """Return whether two bounds are the ends of one range: 增长5%—5.5%."""
    if (low.figure.bound, high.figure.bound) != (Bound.LOWER, Bound.UPPER):
        return False
    one, other = (
        (e.indicator, e.ref_area, e.period, e.measure, e.status, e.figure.unit) for e in (low, high)
    )
    return one == other and 0 <= low.figure.point < high.figure.point


def without_ends(figures: Iterable[Observation]) -> list[Observation]:
    """Return figures without the upper ends of ranges, which stand with their lower: 1～2个."""
    found = list(figures)
    ends = {b.id for a in found for b in found if is_range(a, b)}
    return [each for each in found if each.id not in ends]


def hectares(value: Quantity, decimals: int) -> str:
    """Return an area in hectares, in brackets, no more exact than the *decimals* of its own unit.

    Examples
    --------
    >>> hectares(Figure.parse("88万亩"), 0), hectares(Figure.parse("1259.77亩"), 2)
    (' (58,700 ha)', ' (84.0 ha)')
    """
    step = value.unit.scale / _HECTARE / 10**decimals
    coarse = 10 ** max(floor_power(step), 0)
    number = format_half_up(value.point * value.unit.scale / _HECTARE / coarse, int(step < 1))
    return f" ({Decimal(number) * coarse:,} ha)"
