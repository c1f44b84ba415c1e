"""How values, periods and intervals read in Chinese and in English."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.review.yunchuan import yunchuan
from zoneanalysis.document.model import Number
from zoneanalysis.indicators import base_level, period_growth, period_level, share, whole_from_share
from zoneanalysis.messages import Message
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.narrative.economy import gap_words, movement
from zoneanalysis.review.narrative.forecast import chance
from zoneanalysis.review.runs import runs
from zoneanalysis.review.wording import (
    amount,
    change_words,
    half_year_name,
    in_list,
    interval_beside,
    interval_text,
    number_text,
    period_name,
    range_text,
    signed,
    unit_name,
)
from zoneanalysis.values.figures import Bound, Figure, Quantity
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.periods import Period
from zoneanalysis.values.rounding import shown_interval, supported_decimals
from zoneanalysis.values.units import PERCENT, unit


@pytest.mark.parametrize(
    ("printed", "chinese", "english"),
    [
        ("54.76亿元", "54.76亿元", "CNY 5.476 billion"),
        ("0.94亿元", "0.94亿元", "CNY 94 million"),
        ("2亿元", "2亿元", "CNY 200 million"),
        ("1219.91亿元", "1219.91亿元", "CNY 121.991 billion"),
        ("0.72万元", "0.72万元", "CNY 7,200"),
        ("93.60万平方米", "93.60万平方米", "936,000 m²"),
        ("1259.77亩", "1259.77亩", "1,259.77 mu (84.0 ha)"),
        ("88万亩", "88万亩", "880,000 mu (58,700 ha)"),
        ("16.45万亩", "16.45万亩", "164,500 mu (10,967 ha)"),
        ("1.2亿亩", "1.2亿亩", "120 million mu (8,000,000 ha)"),
        ("3827项", "3827项", "3,827"),
        ("71.27%", "71.27%", "71.27%"),
        ("84个", "84个", "84"),
        ("1个百分点", "1个百分点", "1 percentage point"),
    ],
)
def test_amounts_in_both_languages(printed: str, chinese: str, english: str) -> None:
    """English counts in millions and billions, and keeps the printed precision."""
    figure = Figure.parse(printed)
    assert (amount(figure, "zh"), amount(figure, "en")) == (chinese, english)


def test_a_column_counts_in_one_unit() -> None:
    """Beside 155.02亿元, 0.94亿元 is 0.094 billion and not 94 million."""
    large, small = Figure.parse("155.02亿元"), Figure.parse("0.94亿元")
    assert number_text(small, "en", beside=large) == "0.094"
    assert unit_name(large, "en") == "CNY billion"


def test_bounds_are_said() -> None:
    """12次以上 reads as at least 12."""
    trips = Figure.of("12", "次", bound=Bound.LOWER)
    assert (amount(trips, "zh"), amount(trips, "en")) == ("12次以上", "at least 12")


@pytest.mark.parametrize(
    ("printed", "style", "chinese", "english"),
    [
        ("41.5亿元左右", "amount", "41.5亿元左右", "about CNY 4.15 billion"),
        ("7%左右", "signed", "7%左右", "about 7%"),
        ("7%左右", "words", "增长7%左右", "up about 7%"),
        ("下降7%左右", "words", "下降7%左右", "down about 7%"),
        ("下降7%左右", "unsigned", "7%左右", "about 7%"),
        ("7%左右", "prices", "上涨7%左右", "up by about 7%"),
        ("41.5亿元左右", "number", "41.5左右", "about 4.15"),
        ("超41亿元", "number", "≥41", "≥4.1"),
        ("约3个百分点", "points", "3个百分点左右", "about 3 percentage points"),
        ("下降3个百分点以上", "points", "3个百分点以上", "at least 3 percentage points"),
    ],
)
def test_what_is_open_shows_it_in_every_style(
    printed: str, style: str, chinese: str, english: str
) -> None:
    """An approximate figure is no exact one in a table, a sentence, a heading or a chart."""
    report = yunchuan()
    row = replace(report["f002"], figure=Figure.parse(printed))
    for language, shown in (("zh", chinese), ("en", english)):
        assert Citation(report, language).printed(row, style=style).text == shown


def test_words_that_name_a_range_are_no_number() -> None:
    """两三千人 is not 2000人."""
    people = Figure.of("2000", "人", printed="两三千人", bound=Bound.APPROXIMATE)
    assert amount(people, "zh") == "两三千人"
    assert amount(people, "en") == "2,000 to 3,999"


def test_a_derived_value_shows_what_its_interval_bears() -> None:
    """132.27 in [132.10, 132.44] is 132.3, for 132 lies outside; a count is whole."""
    assert supported_decimals(whole_from_share("54.76亿元", "41.4%")) == 1
    assert supported_decimals(period_level("69.35亿元", "54.76亿元")) == 2
    assert supported_decimals(period_level("49个", "42个")) == 0
    assert supported_decimals(share("42个", "49个")) == 2


@pytest.mark.parametrize(
    ("level", "growth", "chinese", "english", "interval"),
    [
        ("1000000000000000元", "5.2%", "951万亿元", "CNY 951 trillion",
         "[950.1187, 951.0224] 万亿元"),
        ("13000000万元", "1.7%", "1278亿元", "CNY 127.8 billion", "[1277.6412, 1278.8983] 亿元"),
        ("16525元", "6%", "15600元", "CNY 15,600", "[15515.9624, 15663.9811] 元"),
        ("263.0亿元", "24.8%", "210.7亿元", "CNY 21.07 billion", "[210.6127, 210.8618] 亿元"),
    ],
)  # fmt: skip
def test_a_derived_level_shows_no_digits_that_nobody_knows(
    level: str, growth: str, chinese: str, english: str, interval: str
) -> None:
    """10^15 ÷ 1.052 is 950.57 万亿, and the rate leaves 0.45 万亿 of that open, either way."""
    base = base_level(level, growth)
    assert (amount(base, "zh"), amount(base, "en")) == (chinese, english)
    assert interval_beside(base, base.interval, "zh") == interval


def test_a_column_in_chinese_counts_in_one_unit() -> None:
    """Under 亿元, 1234.5万元 is 0.1235, to four places; tonnes keep their own unit."""
    column = Figure.parse("155.02亿元")
    assert number_text(Figure.parse("1234.5万元"), "zh", beside=column) == "0.1235"
    assert number_text(Figure.parse("1200万元"), "zh", beside=column) == "0.1200"
    assert number_text(base_level("1234万元", "2%"), "zh", beside=column) == "0.121"
    assert number_text(Figure.parse("65.20万吨"), "zh", beside=column) == "65.20万吨"
    assert number_text(Figure.parse("65.20万吨"), "en", beside=column) == "652,000 tonnes"


def test_a_range_shows_one_place_more() -> None:
    """By hand 100×(14.58/14.32−1) = 1.76 and 100×(14.60/14.17−1) = 3.08, ends outward."""
    july = period_growth("69.35亿元", "54.76亿元", "下降15.1%", "下降18.8%")
    assert range_text(july, "zh") == "1.7%～3.1%"
    assert range_text(july, "en") == "1.7% to 3.1%"


@pytest.mark.parametrize(
    ("written", "chinese", "english"),
    [
        ("2023-01/2023-06", "1—6月", "January–June"),
        ("2023-01/2023-03", "一季度", "the first quarter"),
        ("2023-07/2023-07", "7月", "July"),
        ("2023-06", "6月末", "end of June"),
        ("2023", "全年", "the year 2023"),
        ("../2023-06", "截至6月末累计", "up to the end of June"),
        ("2022-01/2023-07", "2022年1月—2023年7月", "January 2022–July 2023"),
    ],
)
def test_periods_in_both_languages(written: str, chinese: str, english: str) -> None:
    """Each form of a period has its usual name."""
    period = Period.parse(written)
    assert (period_name(period, "zh"), period_name(period, "en")) == (chinese, english)


def test_titles_name_half_years_and_quarters() -> None:
    """January–June is 上半年; other spans are named by their months."""
    assert half_year_name(Period.parse("2023-01/2023-06"), "zh") == "2023年上半年"
    assert half_year_name(Period.parse("2023-01/2023-06"), "en") == "first half of 2023"
    assert half_year_name(Period.parse("2023-01/2023-08"), "zh") == "2023年1—8月"


def test_signs_are_true_minus_signs() -> None:
    """−18.8% carries U+2212, a gap always its sign."""
    assert signed(Figure.parse("下降18.8%"), "zh") == "−18.8%"
    assert signed(Figure.parse("8.9个百分点"), "zh") == "+8.9"


def test_growth_in_words() -> None:
    """Growth, decline and standstill have their words in both languages."""
    zero = Quantity(Fraction(0), Interval(Fraction(0), Fraction(0)), PERCENT)
    said = [change_words(Figure.parse(text)).render("zh") for text in ("9.9%", "-18.8%")]
    assert said == ["增长9.9%", "下降18.8%"]
    assert change_words(zero).render("zh") == "持平"
    assert change_words(Figure.parse("-18.8%")).render("en") == "down 18.8%"


@pytest.mark.parametrize(
    ("later", "earlier", "words"),
    [
        ("-3.8%", "-5.6%", "降幅收窄X"),
        ("-39.1%", "-31%", "降幅扩大X"),
        ("9.9%", "3.82%", "增速加快X"),
        ("1%", "3%", "增速回落X"),
        ("1%", "-3%", "由降转升，提高X"),
        ("-1%", "3%", "由升转降，回落X"),
        ("0%", "-3%", "由降转升，提高X"),
        ("3%", "3%", "增速持平"),
    ],
)
def test_movements_have_their_official_words(later: str, earlier: str, words: str) -> None:
    """How a rate moved is said by sign and size: 收窄, 扩大, 加快, 回落, 转升, 转降."""
    moved = movement(Figure.parse(later), Figure.parse(earlier))
    told = Message(moved.template, {"points": "X"}).render("zh")
    assert told == words


def test_gaps_have_their_direction() -> None:
    """高于 above, 低于 below, 持平 level."""
    points = unit("个百分点")
    for value, word in ((1, "高于"), (-1, "低于"), (0, "持平")):
        gap = Quantity(Fraction(value), Interval(Fraction(value), Fraction(value)), points)
        said = Message(gap_words(gap).template, {"points": "", "name": "", "reference": ""}).render(
            "zh"
        )
        assert word in said


def test_intervals_are_readable() -> None:
    """Finite decimals stand as they are, others are cut to four places, infinity has its sign."""
    assert interval_text(Interval(Fraction("54.755"), Fraction("54.765")), "亿元") == (
        "[54.755, 54.765] 亿元"
    )
    assert interval_text(Interval(Fraction(1, 3), None)) == "[0.3333, ∞)"
    assert interval_text(Interval(Fraction(-1, 2), Fraction(0))) == "[−0.5, 0]"
    assert interval_text(Interval(Fraction(7), Fraction(7)), "个") == "7 个"


def test_lists_are_joined_as_the_language_does() -> None:
    """洪洞、襄汾、曲沃 but A, B and C."""
    assert in_list(["甲", "乙", "丙"], "zh") == "甲、乙、丙"
    assert in_list(["A", "B", "C"], "en") == "A, B and C"
    assert in_list([], "en") == ""


def test_probabilities_are_never_certain() -> None:
    """What a model gives is never 0% or 100%."""
    assert (chance(0.0), chance(0.104), chance(0.999)) == ("<1%", "10%", ">99%")


def test_numbers_stay_numbers_inside_sentences() -> None:
    """A gap that is filled with a number keeps it, between the texts around it."""
    made = runs(
        Message(
            "{area}, {indicator} {printed}", {"area": "A", "indicator": "b", "printed": Number("5")}
        ),
        "en",
    )
    assert made == ("A, b ", Number("5"))


@pytest.mark.parametrize(
    ("printed", "english"),
    [
        ("7成以上", "[70, ∞)%"),
        ("近7成", "(−∞, 70]%"),
        ("300亿元以上", "CNY [30, ∞) billion"),
        ("3个百分点以上", "[3, ∞) points"),
    ],
)
def test_an_open_interval_is_in_the_unit_of_its_number(printed: str, english: str) -> None:
    """English shows 70% for 7成, and its interval in percent."""
    figure = Figure.parse(printed)
    assert interval_beside(figure, figure.interval, "en") == english


def test_braces_in_a_name_do_no_harm() -> None:
    """A name that looks like a gap is not taken for one."""
    made = runs(Message("{zones} {target}", {"zones": "{target}", "target": "x"}), "en")
    assert made == ("{target} x",)


@pytest.mark.parametrize(
    ("point", "low", "high"),
    [("35.2333", "35.12", "35.35"), ("8.86", "8.75", "8.98"), ("114.5245", "114.5241", "114.5249")],
)
def test_a_shown_point_lies_in_the_interval_beside_it(point, low, high):
    """However wide the interval, rounding the point never takes it out."""
    value = Quantity(Fraction(point), Interval(Fraction(low), Fraction(high)), unit("%"))
    shown = Fraction(number_text(value, "en").replace(",", ""))
    assert shown_interval(value, supported_decimals(value)).contains(shown)


def test_interval_ends_are_rounded_outward():
    """2/3 to 4/3 lies within what is shown."""
    assert interval_text(Interval(Fraction(2, 3), Fraction(4, 3))) == "[0.6666, 1.3334]"


@pytest.mark.parametrize(
    ("printed", "english"),
    [
        ("562.5亿册", "56.25 billion"),  # no 56,250,000,000
        ("5.1万人", "51,000"),
        ("8500万元左右", "about CNY 85 million"),  # no more exact than it is
        ("1000亿千瓦时以上", "at least 100 billion kilowatt-hours"),
        ("30.0亿元", "CNY 3.00 billion"),  # printed so
    ],
)
def test_english_counts_as_far_as_a_reader_can(printed: str, english: str) -> None:
    """Hundreds of millions in billions; what is bounded or about has no noughts behind a point."""
    assert amount(Figure.parse(printed), "en") == english


def test_growth_printed_in_a_word_is_told_in_one() -> None:
    """持平 is no 0 in a column of rates."""
    report = yunchuan()
    each = next(e for e in report if e.measure == "yoy")
    level = replace(each, figure=replace(Figure.of("0", "%"), printed="持平"))
    zh, en = (Citation(report, each).printed(level, style="signed") for each in ("zh", "en"))
    assert (zh.text, en.text) == ("持平", "unchanged")


def test_items_stand_in_a_row_as_each_language_writes_them() -> None:
    """Commas and “and”, semicolons alone; what is empty leaves no sign behind."""
    zh, en = (Citation(yunchuan(), language) for language in ("zh", "en"))
    items = (("a",), (), ("b", "c"), ("d",))
    assert (zh.row(items, "、"), en.row(items, "、")) == (("a、bc、d",), ("a, bc and d",))
    assert (zh.row(items, "；"), en.row(items, "；")) == (("a；bc；d",), ("a; bc; d",))
    assert (zh.sentences(items), en.sentences(items)) == (("abcd",), ("a bc d",))
    assert (zh.enclosed("x"), en.enclosed("x")) == (("（", "x", "）"), (" (", "x", ")"))
