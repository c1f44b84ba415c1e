"""What a number in digits or words says, and between which ends it leaves it open."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from zoneanalysis.reports.schema.printed import disagreements, hints_at_bound, read_token
from zoneanalysis.values.figures import Bound, Figure
from zoneanalysis.values.numerals import number_of


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("54.76", "54.76", "54.76", ""),
        ("1,228.5", "1228.5", "1228.5", ""),
        ("1兆480亿", "10480", "10480", "亿"),
        ("1亿2000万", "12000", "12000", "万"),
        ("2万2000", "22000", "22000", ""),
        ("三百零二", "302", "302", ""),
        ("两万三千", "23000", "23000", ""),
        ("十二", "12", "12", ""),
        ("三千万", "3", "3", "千万"),
        ("万亿", "10000", "10000", "亿"),
        ("一点二万亿", "1.2", "1.2", "万亿"),
        ("百分之十二点五", "12.5", "12.5", "%"),
        ("千分之五", "5", "5", "‰"),
        ("三分之一", "33.3", "33.3", "%"),
        ("四分之三", "75", "75", "%"),
        ("两三", "2", "3", ""),
        ("三五", "3", "5", ""),
        ("七八", "7", "8", ""),
        ("十三四", "13", "14", ""),
        ("十几", "11", "19", ""),
        ("三四十", "30", "49", ""),
        ("数十", "20", "99", ""),
        ("数百亿", "200", "999", "亿"),
        ("两三万", "2", "3", "万"),
    ],
)
def test_a_number_says_its_ends(text, low, high, unit):
    """Equal ends where nothing is left open; the multiple belongs to the unit."""
    said = number_of(text)
    assert (said.low, said.high, said.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    "text",
    ["", "十一十二", "百十一", "三十零", "零零", "百千十", "三百二", "五四", "二〇二三", "3万5",
     "1亿2000亿", "一三五", "五分之六", "下降"],
)  # fmt: skip
def test_what_is_no_number_has_no_value(text):
    """Ill-formed numerals, and those that may be read in two ways."""
    assert number_of(text) is None


def test_no_numeral_breaks_it():
    """Twenty thousand strings of numeral characters, drawn with a fixed seed."""
    draw = random.Random(20240630)
    for _ in range(20_000):
        text = "".join(
            draw.choices("〇零一二两三五七九十百千万亿兆几数点分之", k=draw.randint(1, 9))
        )
        said = number_of(text)
        assert said is None or 0 <= said.low <= said.high


@pytest.mark.parametrize(
    ("value", "unit", "printed", "low", "high"),
    [
        ("2", "家", "两三家", 2, 3),
        ("20", "家", "数十家", 20, 99),
        ("-7", "成", "下降七八成", -8, -7),
        ("2", "倍", "两三倍", 2, 3),
    ],
)
def test_words_that_leave_it_open_give_the_interval(value, unit, printed, low, high):
    """No margin of a tenth: the two ends that are printed."""
    figure = Figure.of(value, unit, printed=printed, bound=Bound.APPROXIMATE)
    assert (figure.interval.lo, figure.interval.hi) == (Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("1兆480億元", "10480", "亿元"),
        ("2.6兆元", "2.6", "万亿元"),
        ("200MW", "200", "兆瓦"),
        ("300兆瓦", "300", "兆瓦"),
        ("54.76¹亿元", "54.76", "亿元"),
        ("百分之十二点五", "12.5", "%"),
        ("三分之一", "33.3", "%"),
        ("两三家", "2", "家"),
        ("上千家", "1000", "家"),
        ("3.1个", "3.1", "个百分点"),
        ("万亿元", "10000", "亿元"),
    ],
)
def test_a_printed_token_agrees_with_what_was_read(printed, value, unit):
    """What extraction writes, the schema accepts."""
    assert list(disagreements(printed, value, unit, "level")) == []


def test_another_value_or_unit_does_not_agree():
    """23家 is not what 两三家 says, nor is 兆瓦 what 吨 says."""
    assert [fault[0] for fault in disagreements("两三家", "23", "家", "count")] == ["obs_value"]
    assert [fault[0] for fault in disagreements("200MW", "200", "吨", "level")] == ["unit_measure"]


def test_words_that_leave_it_open_hint_at_a_bound():
    """两三家 and 三分之一 are no exact figures; 三十家 is."""
    assert hints_at_bound("两三家")
    assert hints_at_bound("三分之一")
    assert not hints_at_bound("三十家")


def test_a_raised_digit_is_no_digit():
    """54.76¹ is 54.76, not 54.761."""
    assert read_token("54.76¹亿元").number == Decimal("54.76")
