"""Numbers with their units, and digits that are no statistics. The city 云川市 is invented."""

from decimal import Decimal

import pytest

from zoneanalysis.extraction.scan import numbers_of
from zoneanalysis.extraction.tokens import Number, Trap
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.numerals import number_of
from zoneanalysis.values.units import unit


def numbers(text):
    """Return value and unit of every number."""
    return [(t.value, t.unit) for t in numbers_of(text) if isinstance(t, Number) and t.unit]


def traps(text):
    """Return the kinds of traps."""
    return [t.kind for t in numbers_of(text) if isinstance(t, Trap)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("155.02亿元", (Decimal("155.02"), "亿元")),
        ("5.30%", (Decimal("5.30"), "%")),
        ("1,228.5万元", (Decimal("1228.5"), "万元")),
        ("1.2万亿元", (Decimal("1.2"), "万亿元")),
        ("4万多亿元", (Decimal(4), "万亿元")),
        ("90余万亩", (Decimal(90), "万亩")),
        ("20.8个百分点", (Decimal("20.8"), "个百分点")),
        ("3个百分点", (Decimal(3), "个百分点")),
        ("320台(套)", (Decimal(320), "台(套)")),
        ("0.664吨标准煤/万元", (Decimal("0.664"), "吨标准煤/万元")),
        ("每公斤20元左右", (Decimal(20), "元/公斤")),
        ("GDP1228亿元", (Decimal(1228), "亿元")),
        ("26.2‰", (Decimal("26.2"), "‰")),
    ],
)
def test_a_number_keeps_its_places_and_its_unit(text, wanted):
    """Printed places stay; multiplier and unit belong together."""
    assert numbers(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("PM2.5浓度下降", "name"),
        ("4A级景区", "name"),
        ("5G基站", "name"),
        ("“2+3”产业", "name"),
        ("“21条”措施", "name"),
        ("全市“985”产业链", "name"),
        ("T5航站楼", "name"),
        ("世界500强企业", "name"),
        ("居全省第12位", "ordinal"),
        ("国发〔2016〕33号", "document"),
        ("建设期18个月", "duration"),
        ("三年行动", None),
        ("10:25开始", "time"),
        ("110千伏线路", "specification"),
        ("600万千瓦机组", "specification"),
        ("2000万元以上的企业", "threshold"),
        ("每10万人", "per"),
        ("12345678901234567890", "identifier"),
    ],
)
def test_digits_that_are_no_statistics(text, kind):
    """Names, ordinals, documents, durations, specifications and thresholds give no figure."""
    assert numbers(text) == []
    assert traps(text) == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("非国有投资增速高达50%以上:", [(Decimal(50), "%")]),
        ("新增就业40万人以上。", [(Decimal(40), "万人")]),
        ("50%以上的企业", [(Decimal(50), "%")]),
    ],
)
def test_a_bound_is_no_threshold(text, wanted):
    """以上 at the end of a clause bounds a figure; before a noun it says which are counted."""
    assert numbers(text) == wanted


def test_a_threshold_says_what_is_counted_and_is_no_figure():
    """Of 超过2亿元的县区有3个 only 3个 is a statistic."""
    assert numbers("投资超过2亿元的县区有3个") == [(Decimal(3), "个")]
    assert traps("投资超过2亿元的县区有3个") == ["threshold"]


def test_the_dash_of_a_range_is_no_minus():
    """4.5%-5% are two positive figures; (-5%) is a negative one."""
    assert [v for v, _ in numbers("增长4.5%-5%")] == [Decimal("4.5"), Decimal(5)]
    assert [v for v, _ in numbers("全市(-10.4%)")] == [Decimal("-10.4")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("两次", [(Decimal(2), "次")]),
        ("十二家", [(Decimal(12), "家")]),
        ("七成", [(Decimal(7), "成")]),
        ("一家", []),
        ("三次产业", []),
        ("第三次", []),
        ("“三个一批”", []),
        ("完成", []),
    ],
)
def test_chinese_numerals_count_where_they_count(text, wanted):
    """Numerals before a counting word are figures; those inside names are none."""
    assert numbers(text) == wanted


def test_a_numeral_that_is_none():
    """What only looks like a numeral has no value."""
    assert number_of("十百") is None
    assert number_of("百十一") is None


def test_periods_are_taken_out_before_numbers_are_read():
    """Digits of a period that was found are no number."""
    text = "2024年1-6月5个"
    assert [(t.value, t.unit) for t in numbers_of(text, [(0, 9)])] == [(Decimal(5), "个")]


def test_every_unit_of_the_vocabulary_is_one_the_program_can_reckon_with():
    """No unit is read that the table of units doesn't know."""
    for name, kind in vocabulary().units.items():
        if kind != "spec":
            assert unit(name).symbol
