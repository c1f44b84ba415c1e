"""Periods, units, formatting and messages."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneanalysis.errors import Fault, InputError, Location
from zoneanalysis.messages import Message
from zoneanalysis.values.formatting import floor_power, format_half_up
from zoneanalysis.values.periods import Month, Period
from zoneanalysis.values.units import known_units, unit


@pytest.mark.parametrize(
    ("text", "kind", "months", "ytd"),
    [
        ("2023-01/2023-06", "flow", 6, True),
        ("2023-07/2023-07", "flow", 1, False),
        ("2023-06", "stock", 0, False),
        ("../2023-07", "flow", 0, False),
        ("2022-01/2023-07", "flow", 19, False),
    ],
)
def test_periods_round_trip(text: str, kind: str, months: int, ytd: bool) -> None:
    """Each written form comes back as it was and says what it is."""
    period = Period.parse(text)
    assert (str(period), period.kind, len(period.months), period.is_ytd) == (
        text,
        kind,
        months,
        ytd,
    )


def test_a_year_is_twelve_months() -> None:
    """A bare year is January to December."""
    assert str(Period.parse("2023")) == "2023-01/2023-12"


@pytest.mark.parametrize(
    "bad", ["2023-13", "2023-06/2023-01", "2023/1/6", "Jan-23", "", "二〇二三"]
)
def test_an_impossible_period_is_refused(bad: str) -> None:
    """Months that do not exist, ends before beginnings and mangled dates are errors."""
    with pytest.raises(InputError):
        Period.parse(bad)


def test_the_previous_year_and_the_share_elapsed() -> None:
    """The same months a year earlier; half the year is over at the end of June."""
    half = Period.parse("2023-01/2023-06")
    assert str(half.previous_year()) == "2022-01/2022-06"
    assert half.elapsed == F(1, 2)
    assert Month(2023, 12).shifted(1) == Month(2024, 1)


@pytest.mark.parametrize(
    ("left", "right", "factor"),
    [
        ("万亿元", "亿元", 10_000),
        ("亿元", "万元", 10_000),
        ("公顷", "亩", 15),
        ("平方公里", "公顷", 100),
        ("万家", "家", 10_000),
        ("成", "%", 10),
    ],
)
def test_units_convert_exactly(left: str, right: str, factor: int) -> None:
    """Conversion factors are exact rational numbers."""
    assert unit(left).factor_to(unit(right)) == factor


def test_longer_units_come_first() -> None:
    """A tokeniser that tries them in order reads 亿元 before 元."""
    order = known_units()
    assert order.index("万亿元") < order.index("亿元") < order.index("元")


@given(
    st.decimals(-10_000, 10_000, places=5, allow_nan=False, allow_infinity=False),
    st.integers(0, 4),
)
def test_half_up_agrees_with_the_decimal_module(value: Decimal, places: int) -> None:
    """Digits are those of ROUND_HALF_UP; a value that rounds to zero has no sign."""
    expected = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = str(abs(expected)) if expected == 0 else str(expected)
    assert format_half_up(value, places, minus="-") == text


def test_formatting_of_signs_and_groups() -> None:
    """Negative values get a true minus, groups a comma, rises a plus where asked."""
    assert format_half_up(F("-1234567.891"), 1, grouping=True) == "−1,234,567.9"
    assert format_half_up(F("1.8"), 1, sign=True) == "+1.8"
    assert format_half_up(F("-0.04"), 1) == "0.0"


@pytest.mark.parametrize(("value", "power"), [("999", 2), ("1000", 3), ("0.05", -2), ("0", 0)])
def test_floor_power(value: str, power: int) -> None:
    """The largest power of ten not above the value."""
    assert floor_power(F(value)) == power


def test_a_message_renders_nested_messages_and_falls_back_to_english() -> None:
    """A template without a translation is shown in English rather than lost."""
    inner = Message("no such template {n}", {"n": 3})
    outer = Message("outer without translation: {inner}", {"inner": inner})
    assert outer.render("zh") == "outer without translation: no such template 3"


def test_an_input_error_lists_every_fault_with_its_place() -> None:
    """What must hold, what came, where and what to do stand together."""
    fault = Fault("ids are unique", "f001 twice", Location(row=7), "Renumber.")
    error = InputError([fault, fault]).at(file="figures.csv", column="id")
    assert str(error).count("figures.csv, row 7, column id: ids are unique; came: f001 twice.") == 2
