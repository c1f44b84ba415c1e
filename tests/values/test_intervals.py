"""Intervals: exact sets of rational numbers, checked against brute force over their points."""

from fractions import Fraction as F
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneanalysis.errors import NotDerivableError
from zoneanalysis.relations.formula import grounded, parse
from zoneanalysis.relations.ranges import range_of
from zoneanalysis.values.intervals import Interval, hull

FRACTIONS = st.fractions(min_value=-50, max_value=50, max_denominator=20)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Draw a bounded interval, open or closed at each end."""
    lo, hi = sorted((draw(FRACTIONS), draw(FRACTIONS)))
    opens = draw(st.tuples(st.booleans(), st.booleans())) if lo < hi else (False, False)
    return Interval(lo, hi, *opens)


def members(interval: Interval) -> list[F]:
    """Return a few points of the interval: its ends where they belong to it, and some inside."""
    assert interval.lo is not None and interval.hi is not None
    steps = [interval.lo + (interval.hi - interval.lo) * F(i, 8) for i in range(9)]
    return [point for point in steps if interval.contains(point)]


@given(intervals(), intervals())
def test_every_result_of_arithmetic_on_members_lies_in_the_result(a: Interval, b: Interval) -> None:
    """Sum, difference and product hold whatever their operands can give."""
    for x, y in product(members(a), members(b)):
        assert (a + b).contains(x + y)
        assert (a - b).contains(x - y)
        assert (a * b).contains(x * y)


@given(intervals(), intervals())
def test_a_quotient_holds_every_quotient_or_is_refused(a: Interval, b: Interval) -> None:
    """Division is exact where the divisor keeps its sign, and refused where it may be zero."""
    if b.contains(0) or b.sign is None:
        with pytest.raises(NotDerivableError, match="divisor may be zero"):
            a / b
        return
    for x, y in product(members(a), members(b)):
        assert (a / b).contains(x / y)


@given(intervals(), intervals())
def test_closed_products_are_tight(a: Interval, b: Interval) -> None:
    """The ends of a product of closed intervals are attained in the corners."""
    a, b = Interval(a.lo, a.hi), Interval(b.lo, b.hi)
    corners = [x * y for x in (a.lo, a.hi) for y in (b.lo, b.hi)]
    assert (a * b) == Interval(min(corners), max(corners))


@given(intervals(), intervals(), FRACTIONS)
def test_an_intersection_holds_what_both_hold(a: Interval, b: Interval, x: F) -> None:
    """A point lies in the intersection exactly when it lies in both."""
    common = a.intersect(b)
    assert (common is not None and common.contains(x)) == (a.contains(x) and b.contains(x))


@given(intervals(), intervals())
def test_distance_is_zero_exactly_when_closed_intervals_meet(a: Interval, b: Interval) -> None:
    """Closed intervals lie apart by a positive distance or have a point in common."""
    a, b = Interval(a.lo, a.hi), Interval(b.lo, b.hi)
    assert (a.distance(b) == 0) == a.overlaps(b)
    assert a.distance(b) == b.distance(a)


def test_unbounded_ends_stay_unbounded() -> None:
    """A lower bound such as 超100 stays one through arithmetic."""
    more_than = Interval(F(100), None)
    assert (more_than + 1) == Interval(F(101), None)
    assert (more_than * -2) == Interval(None, F(-200))
    assert (more_than * 0) == Interval.exactly(0)
    assert more_than.reciprocal() == Interval(F(0), F(1, 100), lo_open=True)
    assert (more_than * more_than) == Interval(F(10_000), None)
    assert Interval.everything().contains(-(10**9))


def test_an_open_end_is_left_out() -> None:
    """Half-up rounding leaves the upper end of a positive figure out."""
    printed = Interval(F("18.75"), F("18.85"), hi_open=True)
    assert printed.contains(F("18.75"))
    assert not printed.contains(F("18.85"))
    assert printed.intersect(Interval.exactly(F("18.85"))) is None
    assert str(printed) == "[18.75, 18.85)"


@pytest.mark.parametrize(
    ("interval", "sign"),
    [((1, 2), 1), ((-2, -1), -1), ((-1, 1), None), ((0, 0), 0), ((0, 1), None)],
)
def test_sign(interval: tuple[int, int], sign: int | None) -> None:
    """The sign is said only where every value has it."""
    assert Interval(F(interval[0]), F(interval[1])).sign == sign


def test_hull_covers_its_parts() -> None:
    """The hull of several intervals runs from the lowest to the highest end."""
    assert hull([Interval(F(1), F(2)), Interval(F(5), None)]) == Interval(F(1), None)


def test_ends_must_be_exact_and_in_order() -> None:
    """A float end and ends in the wrong order are refused."""
    with pytest.raises(TypeError, match="exact"):
        Interval(0.5, 1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="above"):
        Interval(F(2), F(1))


def test_text_writes_finite_decimals_exactly_and_marks_others() -> None:
    """An end that has no finite decimal is shown as approximate."""
    assert str(Interval(F(-1, 8), F(1, 3))) == "[-0.125, ≈0.333333]"
    assert str(Interval(F(11500), F(12500))) == "[11500, 12500]"


@given(st.lists(intervals(), min_size=2, max_size=2), st.integers(1, 9), st.integers(1, 9))
def test_the_range_of_a_weighted_mean(parts: list[Interval], v: int, w: int) -> None:
    """An argument that stands twice does not widen the range beyond what it can reach."""
    box = [Interval(p.lo + 51, p.hi + 51) for p in parts if p.lo is not None]  # type: ignore[operator]
    (mean,) = parse(f"({v} * x + {w} * y) / (x + y)")
    (grounded_mean,) = grounded(mean, {"x": [0], "y": [1]}, {})
    found = range_of(grounded_mean, box)
    for x, y in product(members(box[0]), members(box[1])):
        assert found.contains((v * x + w * y) / (x + y))
    assert found.within(Interval(F(min(v, w)), F(max(v, w))))


def test_no_range_over_a_divisor_through_zero_or_a_figure_without_an_end() -> None:
    """Neither is derivable where a figure stands twice."""
    (mean,) = parse("x / (x + y)")
    (share,) = grounded(mean, {"x": [0], "y": [1]}, {})
    with pytest.raises(NotDerivableError, match="divisor"):
        range_of(share, [Interval(F(-1), F(1)), Interval(F(1), F(2))])
    with pytest.raises(NotDerivableError, match="leaves open"):
        range_of(share, [Interval(F(1), None), Interval(F(1), F(2))])
