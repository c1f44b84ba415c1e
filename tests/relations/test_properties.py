"""What holds for every relation: true values that are then rounded are never called wrong."""

from decimal import Decimal
from fractions import Fraction

import hypothesis.strategies as st
from hypothesis import given, settings

import zoneanalysis as za
from zoneanalysis.values.figures import Figure, Rounding
from zoneanalysis.values.formatting import format_half_up

WRONG = {za.Verdict.INCONSISTENT, za.Verdict.IMPOSSIBLE}
settings.register_profile("audit", deadline=None, max_examples=80)
settings.load_profile("audit")

roundings = st.sampled_from(list(Rounding))
places = st.integers(0, 3)
levels = st.fractions(min_value=Fraction(1, 100), max_value=100_000, max_denominator=1000)
rates = st.fractions(min_value=-90, max_value=400, max_denominator=1000)


def half_even(value, decimals):
    """Return a value rounded half to even."""
    scaled = value * 10**decimals
    return Fraction(round(scaled), 10**decimals)  # Python rounds exact fractions half to even


def truncate(value, decimals):
    """Return a value cut off towards zero."""
    return Fraction(int(value * 10**decimals), 10**decimals)


def printed(value, decimals, rounding, symbol):
    """Return the figure that an office with one way of rounding prints for a true value."""
    if rounding is Rounding.TRUNCATION:
        value = truncate(value, decimals)
    elif rounding is Rounding.HALF_EVEN:
        value = half_even(value, decimals)
    text = format_half_up(value, decimals, minus="-")
    return Figure.of(Decimal(text), symbol, rounding=rounding)


@given(rates, rates, places, places, places, roundings)
def test_a_true_gap_is_never_called_wrong(own, reference, a, b, c, rounding):
    """Own − reference, each rounded on its own."""
    result = za.check_pp_gap(
        printed(own - reference, c, rounding, "个百分点"),
        printed(own, a, rounding, "%"),
        printed(reference, b, rounding, "%"),
    )
    assert result.verdict not in WRONG


@given(st.lists(levels, min_size=1, max_size=5), places, places, roundings)
def test_a_true_sum_is_never_called_wrong(parts, a, b, rounding):
    """Parts and total rounded on their own."""
    result = za.check_sum(
        printed(sum(parts), b, rounding, "亿元"),
        [printed(part, a, rounding, "亿元") for part in parts],
        complete=True,
    )
    assert result.verdict not in WRONG


@given(levels, levels, places, places, roundings)
def test_a_true_share_is_never_called_wrong(part, whole, a, b, rounding):
    """Part, whole and share rounded on their own."""
    result = za.check_share(
        printed(part / whole * 100, b, rounding, "%"),
        printed(part, a, rounding, "亿元"),
        printed(whole, a, rounding, "亿元"),
    )
    assert result.verdict not in WRONG


@given(levels, rates, places, places, roundings)
def test_true_growth_is_never_called_wrong(base, growth, a, b, rounding):
    """Levels of two years and growth rounded on their own."""
    result = za.check_growth_from_levels(
        printed(growth, b, rounding, "%"),
        printed(base * (1 + growth / 100), a, rounding, "亿元"),
        printed(base, a, rounding, "亿元"),
    )
    assert result.verdict not in WRONG


@given(st.lists(st.tuples(levels, rates), min_size=2, max_size=4), places, places, roundings)
def test_true_growth_of_parts_is_never_called_wrong(parts, a, b, rounding):
    """The growth of the whole follows from levels and growth of its parts."""
    base = sum(level / (1 + rate / 100) for level, rate in parts)
    growth = (sum(level for level, _ in parts) / base - 1) * 100
    result = za.check_growth_from_parts(
        printed(growth, b, rounding, "%"),
        [printed(level, a, rounding, "亿元") for level, _ in parts],
        [printed(rate, b, rounding, "%") for _, rate in parts],
        complete=True,
    )
    assert result.verdict not in WRONG


@given(levels, levels, places, places, roundings)
def test_true_growth_from_a_change_is_never_called_wrong(base, current, a, b, rounding):
    """Level and change rounded on their own."""
    result = za.check_growth_from_change(
        printed((current / base - 1) * 100, b, rounding, "%"),
        printed(current, a, rounding, "亿元"),
        [printed(current - base, a, rounding, "亿元")],
    )
    assert result.verdict not in WRONG


@given(st.integers(1, 300), st.data(), places, roundings)
def test_a_true_rate_of_a_count_is_never_called_wrong(size, data, b, rounding):
    """Any whole number of things out of their count, printed as a rate."""
    number = data.draw(st.integers(0, size))
    stated = printed(Fraction(number * 100, size), b, rounding, "%")
    for known in ({}, {"numerator": number}, {"complement": size - number}):
        assert za.check_rate_from_count(stated, size, **known).verdict not in WRONG


@given(rates, st.fractions(min_value=1, max_value=99, max_denominator=100), places, roundings)
def test_a_true_contribution_is_never_called_wrong(growth, share, a, rounding):
    """Growth of the part times its base share."""
    result = za.check_contribution(
        printed(growth * share / 100, a, rounding, "个百分点"),
        printed(growth, a, rounding, "%"),
        share=printed(share, a, rounding, "%"),
        share_period="base",
    )
    assert result.verdict not in WRONG


@given(levels, levels, levels, places, roundings)
def test_a_true_contribution_by_levels_is_never_called_wrong(part, own, rest, a, rounding):
    """The part's increase over the whole's base, from levels and growth."""
    part_now, whole_then, whole_now = own, part + rest, own + rest
    result = za.check_contribution(
        printed((part_now - part) / whole_then * 100, a, rounding, "个百分点"),
        printed((part_now / part - 1) * 100, a, rounding, "%"),
        part_level=printed(part_now, a, rounding, "亿元"),
        whole_level=printed(whole_now, a, rounding, "亿元"),
        whole_growth=printed((whole_now / whole_then - 1) * 100, a, rounding, "%"),
    )
    assert result.verdict not in WRONG


@given(levels, st.integers(1, 200), places, places, roundings)
def test_a_true_average_is_never_called_wrong(total, count, a, b, rounding):
    """A total over a count."""
    result = za.check_average(
        printed(total / count, b, rounding, "亿元"), printed(total, a, rounding, "亿元"), count
    )
    assert result.verdict not in WRONG


@given(levels, places, places, roundings)
def test_one_quantity_printed_twice_is_never_called_wrong(value, a, b, rounding):
    """The same true value to different precisions."""
    result = za.check_repeat(
        printed(value, a, rounding, "亿元"), [printed(value, b, rounding, "亿元")]
    )
    assert result.verdict not in WRONG


@given(levels, levels, places, st.sampled_from(["元", "平方米", "亩"]))
def test_scaling_all_units_changes_no_verdict(part, whole, a, symbol):
    """A share is the same in 元, 万元 and 百万元."""
    verdicts = {
        za.check_share(
            "41.4", printed(part, a, Rounding.UNKNOWN, s), printed(whole, a, Rounding.UNKNOWN, s)
        ).verdict
        for s in (symbol, f"万{symbol}", f"百万{symbol}")
    }
    assert len(verdicts) == 1


@given(st.lists(levels, min_size=2, max_size=6), places, st.randoms())
def test_the_order_of_parts_changes_no_sum(parts, a, order):
    """Sums and shuffled sums get the same result."""
    figures = [printed(part, a, Rounding.UNKNOWN, "亿元") for part in parts]
    shuffled = figures[:]
    order.shuffle(shuffled)
    stated = printed(sum(parts) + Fraction(1, 10), a, Rounding.UNKNOWN, "亿元")
    one = za.check_sum(stated, figures, complete=True)
    other = za.check_sum(stated, shuffled, complete=True)
    assert (one.verdict, one.recomputed, one.slack_used) == (
        other.verdict,
        other.recomputed,
        other.slack_used,
    )


@given(st.lists(levels, min_size=3, max_size=6), st.integers(0, 2))
def test_shares_adjusted_to_add_to_100_are_never_called_wrong(parts, decimals):
    """The method of largest remainders moves a share by less than a unit of its last place."""
    whole = sum(parts)
    unit = Fraction(1, 10**decimals)
    floors = [truncate(part / whole * 100, decimals) for part in parts]
    short = int((100 - sum(floors)) / unit)
    order = sorted(range(len(parts)), key=lambda i: floors[i] - parts[i] / whole * 100)
    shares = [floors[i] + (unit if i in order[:short] else 0) for i in range(len(parts))]
    assert sum(shares) == 100
    for part, share in zip(parts, shares, strict=True):
        level = printed(part, 6, Rounding.UNKNOWN, "亿元")
        result = za.check_share(
            printed(share, decimals, Rounding.UNKNOWN, "%"),
            level,
            printed(whole, 6, Rounding.UNKNOWN, "亿元"),
            adjusted=True,
        )
        assert result.verdict not in WRONG


@given(st.integers(1, 100_000), st.integers(1, 200), roundings)
def test_a_true_average_of_whole_things_is_never_called_wrong(total, count, rounding):
    """An average that counts things is printed without places, and rounded all the same."""
    result = za.check_average(
        printed(Fraction(total, count), 0, rounding, "个"), f"{total}个", count, rounding=rounding
    )
    assert result.verdict not in WRONG


@given(levels, levels, places, places, roundings, st.booleans())
def test_a_true_multiple_is_never_called_wrong(before, after, a, b, rounding, more):
    """2.1倍 and 增长1.1倍: the number in the word is rounded as the levels are."""
    ratio = after / before - (1 if more else 0)
    number = printed(max(ratio, Fraction(0)), b, rounding, "倍")
    if ratio < 0:
        return
    result = za.check_direction(
        f"{'增长' if more else ''}{number.number}倍",
        before=printed(before, a, rounding, "亿元"),
        after=printed(after, a, rounding, "亿元"),
        rounding=rounding,
    )
    assert result.verdict not in WRONG


@given(levels, levels, places, places, roundings)
def test_true_differences_are_never_called_wrong(earlier, more, a, b, rounding):
    """Single periods out of year-to-date levels, and changes of a level."""
    figures = [
        printed(value, p, rounding, "亿元")
        for value, p in ((more, b), (earlier + more, a), (earlier, a))
    ]
    assert za.check_ytd_difference(*figures).verdict not in WRONG
    assert za.check_difference(*figures).verdict not in WRONG
    assert za.check_ytd_monotone(*figures[1:]).verdict not in WRONG


@given(rates, places, places, roundings)
def test_true_growth_from_an_index_is_never_called_wrong(growth, a, b, rounding):
    """The index is growth and a hundred."""
    result = za.check_growth_from_index(
        printed(growth, b, rounding, "%"), printed(growth + 100, a, rounding, "")
    )
    assert result.verdict not in WRONG


def true_words(before, after):
    """Return the direction words that are true of two rates."""
    words = ["上升"] if after > before else ["回落"] if after < before else ["持平"]
    if before < 0 < after:
        words.append("由负转正")
    if before < after <= 0:
        words += ["收窄", "降幅收窄"]
    if 0 <= after < before:
        words += ["收窄", "增幅收窄"]
    if after < before <= 0:
        words += ["扩大", "降幅扩大"]
    if 0 <= before < after:
        words += ["扩大", "增幅扩大"]
    return words


@given(rates, rates, places, places, roundings)
def test_a_true_direction_is_never_called_wrong(before, after, a, b, rounding):
    """Each word that the true rates bear out, whatever is printed of them."""
    first, last = printed(before, a, rounding, "%"), printed(after, b, rounding, "%")
    for word in true_words(before, after):
        result = za.check_direction(word, before=first, after=last)
        assert result.verdict not in WRONG, (word, result.reason)


@given(levels, st.lists(places, min_size=2, max_size=5), roundings)
def test_one_quantity_printed_many_times_is_never_called_wrong(value, many, rounding):
    """All statements of one true value have it in common."""
    first, *others = [printed(value, p, rounding, "亿元") for p in many]
    assert za.check_repeat(first, others).verdict not in WRONG
