"""What a printed token says, and what a value has against it. Expected values read by eye."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zoneanalysis.reports.schema.printed import Token, disagreements, read_token

TOKENS = [
    # printed, sign, number, unit
    ("54.76亿元", 0, "54.76", "亿元"),
    ("93.60万平方米", 0, "93.60", "万平方米"),
    ("下降18.8%", -1, "18.8", "%"),
    ("-10.4%", -1, "10.4", "%"),
    ("−10.4%", -1, "10.4", "%"),
    ("+3.1%", 1, "3.1", "%"),
    ("增长154.5%", 1, "154.5", "%"),
    ("负增长3%", -1, "3", "%"),
    ("实现1.5%", 0, "1.5", "%"),
    ("收窄0.8", 1, "0.8", ""),
    ("降幅收窄2.1个百分点", 1, "2.1", "个百分点"),
    ("降幅扩大2.1个百分点", -1, "2.1", "个百分点"),
    ("增速回落1.2个百分点", -1, "1.2", "个百分点"),
    ("低28.7个百分点", -1, "28.7", "个百分点"),
    ("高于1.5百分点", 1, "1.5", "个百分点"),
    ("扩大0.4个百分点", 0, "0.4", "个百分点"),
    ("11.9个百分点", 0, "11.9", "个百分点"),
    ("1.45", 0, "1.45", ""),
    ("两次", 0, "2", "次"),
    ("两家", 0, "2", "家"),
    ("十二家", 0, "12", "家"),
    ("七成", 0, "7", "成"),
    ("一百零五个", 0, "105", "个"),
    ("5300余人", 0, "5300", "人"),
    ("12次以上", 0, "12", "次"),
    ("3亿元左右", 0, "3", "亿元"),
    ("1,259.77亩", 0, "1259.77", "亩"),
    ("１５５.０２亿元", 0, "155.02", "亿元"),
    ("6.2％", 0, "6.2", "%"),
    ("翻番", 0, "100", ""),
    ("持平", 0, "0", ""),
]


@pytest.mark.parametrize(("printed", "sign", "number", "unit"), TOKENS)
def test_a_token_is_read(printed: str, sign: int, number: str, unit: str) -> None:
    """Sign by the nearest direction word, number with its places, unit without 余 and 以上."""
    assert read_token(printed) == Token(sign, Decimal(number), unit)
    token = read_token(printed)
    assert token is not None
    assert str(token.number) == number


@pytest.mark.parametrize("printed", ["若干家", "亿元", "%", "—"])
def test_a_token_without_a_number_is_none(printed: str) -> None:
    """Where there is nothing to read, nothing is guessed."""
    assert read_token(printed) is None


FITTING = [
    ("下降18.8%", "-18.8", "%", "yoy"),
    ("收窄0.8", "0.8", "个百分点", "pp_change"),
    ("11.9个百分点", "-11.9", "个百分点", "pp_gap"),  # 低于 may stand further ahead
    ("36.4亿", "36.4", "亿元", "level"),  # 元 left away in print
    ("下降1.3%", "-1.3", "个百分点", "pp_change"),  # said of a growth rate
    ("两次", "2", "次", "count"),
    ("持平", "0", "%", "yoy"),
    ("0%", "0", "%", "yoy"),
]


@pytest.mark.parametrize(("printed", "value", "unit", "measure"), FITTING)
def test_a_fitting_value_is_let_pass(printed: str, value: str, unit: str, measure: str) -> None:
    """No alarm where value, sign, places and unit are what is printed."""
    assert list(disagreements(printed, value, unit, measure)) == []


CLASHING = [
    # printed, value, unit, measure, columns with a fault
    ("下降18.8%", "18.8", "%", "yoy", ["obs_value"]),
    ("下降18.8%", "-18.80", "%", "yoy", ["obs_value"]),
    ("下降18.8%", "-1.88", "%", "yoy", ["obs_value"]),
    ("下降18.8%", "-18.8", "个百分点", "yoy", ["unit_measure"]),
    ("-31%", "31", "%", "yoy", ["obs_value"]),
    ("54.76亿元", "54.67", "亿元", "level", ["obs_value"]),
    ("54.76亿元", "54.67", "万元", "level", ["obs_value", "unit_measure"]),
    ("两次", "3", "次", "count", ["obs_value"]),
    ("若干家", "3", "家", "count", ["printed"]),
]


@pytest.mark.parametrize(("printed", "value", "unit", "measure", "columns"), CLASHING)
def test_a_clash_names_its_column(
    printed: str, value: str, unit: str, measure: str, columns: list[str]
) -> None:
    """Each thing that differs is told, under the column to correct."""
    found = list(disagreements(printed, value, unit, measure))
    assert [column for column, *_ in found] == columns


def test_a_moved_point_is_told_by_its_factor() -> None:
    """5476 for 54.76 is a hundred times too much."""
    ((_, _, _, do),) = disagreements("54.76亿元", "5476.00", "亿元", "level")
    assert "100 times" in do
