"""Figures: precision is read from the printed characters."""

from decimal import Decimal
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneanalysis.errors import InputError, UnitMismatchError
from zoneanalysis.values.figures import Bound, Figure, Rounding
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.units import unit


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("18.8%", "18.75", "18.85"),
        ("下降18.8%", "-18.85", "-18.75"),
        ("5.30%", "5.295", "5.305"),
        ("5.3%", "5.25", "5.35"),
        ("-31%", "-31.5", "-30.5"),
        ("负增长0.4%", "-0.45", "-0.35"),
        ("1.2万亿元", "1.15", "1.25"),
        ("84个", "84", "84"),
        ("3万个", "2.5", "3.5"),
        ("1,259.77亩", "1259.765", "1259.775"),
        ("收窄0.8个百分点", "0.75", "0.85"),
    ],
)
def test_a_printed_figure_is_an_interval(printed: str, low: str, high: str) -> None:
    """The true value lies within half a unit of the last printed digit; counts are exact."""
    assert Figure.parse(printed).interval == Interval(F(low), F(high))


def test_the_half_unit_of_trillions_is_50_billion() -> None:
    """1.2万亿元 stands for any value from 11,500 to 12,500亿元."""
    assert Figure.parse("1.2万亿元").to(unit("亿元")).interval == Interval(F(11500), F(12500))


@pytest.mark.parametrize(
    ("rounding", "printed", "written"),
    [
        (Rounding.UNKNOWN, "0.5%", "[0.45, 0.55]"),
        (Rounding.HALF_UP, "0.5%", "[0.45, 0.55)"),
        (Rounding.HALF_UP, "-0.5%", "(-0.55, -0.45]"),
        (Rounding.HALF_UP, "0.0%", "(-0.05, 0.05)"),
        (Rounding.HALF_EVEN, "0.5%", "(0.45, 0.55)"),
        (Rounding.HALF_EVEN, "0.4%", "[0.35, 0.45]"),
        (Rounding.TRUNCATION, "0.5%", "[0.5, 0.6)"),
        (Rounding.TRUNCATION, "-0.5%", "(-0.6, -0.5]"),
        (Rounding.TRUNCATION, "0.0%", "(-0.1, 0.1)"),
    ],
)
def test_rounding_decides_which_ends_belong(rounding: Rounding, printed: str, written: str) -> None:
    """A known way of rounding leaves out the ends that it would have printed otherwise."""
    assert str(Figure.parse(printed).with_rounding(rounding).interval) == written


def _print(value: Decimal, places: int, rounding: str) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places), rounding=rounding)}%"


@given(st.decimals(-200, 200, places=6, allow_nan=False), st.integers(0, 3))
def test_the_interval_holds_every_value_that_rounds_to_the_print(
    value: Decimal, places: int
) -> None:
    """However an office rounds, the true value lies in the interval of what it printed.

    The expected digits come from Python's decimal module, not from this package.
    """
    for known, mode in (
        (Rounding.HALF_UP, "ROUND_HALF_UP"),
        (Rounding.HALF_EVEN, "ROUND_HALF_EVEN"),
        (Rounding.TRUNCATION, "ROUND_DOWN"),
    ):
        figure = Figure.parse(_print(value, places, mode))
        assert figure.with_rounding(known).interval.contains(value)
        if known is not Rounding.TRUNCATION:
            assert figure.interval.contains(value)


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [(Bound.LOWER, 12, None), (Bound.UPPER, None, 12), (Bound.APPROXIMATE, F("10.8"), F("13.2"))],
)
def test_a_word_beside_the_figure_opens_its_interval(
    bound: Bound, low: F | None, high: F | None
) -> None:
    """超 and 以上 give a lower bound, 近 and 以下 an upper one, 左右 a wider span."""
    assert Figure.of("12", "次", bound=bound).interval == Interval(low, high)


def test_the_number_keeps_its_printed_places() -> None:
    """Trailing zeros are precision and stay."""
    assert Figure.parse("66.70万平方米").number == "66.70"
    assert Figure.parse("下降31%").number == "-31"


@pytest.mark.parametrize("bad", ["", "很多", "18.8斤两", "约莫18.8%", "１８.８%"])
def test_a_token_that_is_no_figure_is_refused(bad: str) -> None:
    """No number, an unknown unit, words that are no direction and full-width digits are said."""
    with pytest.raises(InputError):
        Figure.parse(bad)


def test_an_unknown_unit_is_answered_with_near_ones() -> None:
    """The error names units that look alike."""
    with pytest.raises(InputError, match="亿元"):
        Figure.of("1", "忆元")


def test_unlike_units_are_refused_by_name() -> None:
    """A conversion between dimensions names both units."""
    with pytest.raises(UnitMismatchError, match="亿元 and 亩"):
        Figure.parse("1亿元").to(unit("亩"))


def test_a_mu_is_a_fifteenth_of_a_hectare() -> None:
    """15 亩 are one 公顷 exactly."""
    assert Figure.parse("15亩").to(unit("公顷")).point == 1
