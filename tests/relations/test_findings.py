"""Single findings of the checks that no table of cases holds: claims, warnings, alternatives."""

from dataclasses import replace

import pytest

import zoneanalysis as za
from zoneanalysis.audit.claims import check_claim
from zoneanalysis.reports.report import Claim
from zoneanalysis.values.figures import Figure, Rounding


@pytest.fixture(scope="module")
def lvliang():
    """Return the report of Lüliang."""
    return za.DataPackage.find().read("lvliang-2023h1")


def test_a_figure_in_two_roles_is_not_judged(lvliang):
    """A gap of a rate to itself says nothing, and must not be called wrong."""
    gap = next(claim for claim in lvliang.claims if claim.check == "pp_gap")
    (own,) = gap.inputs["own"]
    odd = replace(gap, inputs={"own": (own,), "reference": (own,)})
    result = check_claim(lvliang, odd)
    assert result.verdict is za.Verdict.NOT_ASSESSABLE
    assert str(result.reason) == f"the relation names the figure {own} more than once"


def test_one_growth_rate_may_stand_for_several_parts(lvliang):
    """均增长10% is printed once; the relation names it for each part."""
    levels = [o.id for o in lvliang if o.figure.unit.symbol == "亿元"][:2]
    rates = [o.id for o in lvliang if o.figure.unit.symbol == "%"][:2]
    claim = Claim(
        "x1",
        "growth_from_parts",
        rates[0],
        {"part_level": tuple(levels), "part_growth": (rates[1], rates[1])},
        {"complete": "yes"},
        "economic_output",
        "",
    )
    assert "more than once" not in str(check_claim(lvliang, claim).reason)


@pytest.mark.parametrize(
    ("total", "parts", "slipped"),
    [
        ("9.5亿元", ["5.0亿元", "4.5万元"], "10,000"),
        ("9.5亿元", ["5.0亿元", "45000亿元"], "1/10,000"),
    ],
)
def test_a_slip_of_a_parts_unit_is_warned_of(total, parts, slipped):
    """4.5万元 for 4.5亿元: not the total is out by 10,000 but one of its parts."""
    result = za.check_sum(total, parts, complete=True)
    assert result.verdict is za.Verdict.INCONSISTENT
    assert f"{slipped} would agree" in str(result.warning)


def test_a_sum_that_is_merely_wrong_gets_no_warning_of_a_slip():
    """No unit of any part makes 5 + 3 nine and a half."""
    assert za.check_sum("9.5亿元", ["5.0亿元", "3.0亿元"], complete=True).warning is None


@pytest.mark.parametrize("rounding", [Rounding.TRUNCATION])
def test_the_way_of_rounding_reaches_averages_and_multiples(rounding):
    """85 ÷ 13 = 6.54 and 189 ÷ 100 = 1.89 are cut off to 6 and 1.8."""
    average = za.check_average("6个", "85个", 13, rounding=rounding)
    times = za.check_direction("1.8倍", before="100.0亿元", after="189.0亿元", rounding=rounding)
    assert average.verdict is za.Verdict.CONSISTENT
    assert times.verdict is za.Verdict.CONSISTENT
    assert za.check_average("6个", "85个", 13).verdict is za.Verdict.INCONSISTENT


def test_a_rate_without_its_count_is_not_assessable():
    """No traceback where the denominator isn't printed."""
    result = za.check_rate_from_count("70%", None)
    assert str(result.reason) == "the figure for denominator is not printed"


@pytest.mark.parametrize("count", [100_000, 2_000_000])
def test_counts_of_millions_are_searched_to_a_stated_limit(count):
    """33.33333334% of no count nearby; the result says how far it looked."""
    result = za.check_rate_from_count("33.33333334%", count)
    assert result.verdict is za.Verdict.IMPOSSIBLE
    assert f"no count up to {count + 100_000} can" in " ".join(map(str, result.alternatives))


def test_what_holds_has_no_alternatives():
    """23 of 63 are 36.5%; other counts that also give it are of no interest."""
    assert za.check_rate_from_count("36.5", 63, numerator=23).alternatives == ()


@pytest.mark.parametrize(
    ("printed", "value", "interval"),
    [
        ("超100亿元", 100, "[100, ∞)"),
        ("100亿元以上", 100, "[100, ∞)"),
        ("100余亿元", 100, "[100, ∞)"),
        ("近100亿元", 100, "(−∞, 100]"),
        ("100亿元以下", 100, "(−∞, 100]"),
        ("约100亿元", 100, "[90, 110]"),
        ("100亿元左右", 100, "[90, 110]"),
        ("下降超3%", -3, "(−∞, -3]"),
        ("不低于13%", 13, "[13, ∞)"),
        ("扩大1.8个百分点", "-9/5", "[-1.85, -1.75]"),
        ("增幅扩大1.8个百分点", "9/5", "[1.75, 1.85]"),
        ("收窄1.8个百分点", "9/5", "[1.75, 1.85]"),
    ],
)
def test_words_beside_a_number_make_it_a_bound(printed, value, interval):
    """超, 近, 约, 余, 以上, 以下, 左右 as printed; a fall by more than 3% is growth below -3%."""
    figure = Figure.parse(printed)
    assert str(figure.point) == str(value)
    assert str(figure.interval).replace("-∞", "−∞") == interval
