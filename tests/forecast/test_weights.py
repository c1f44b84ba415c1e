"""What a month counts: last year's levels, as far as they are known."""

from fractions import Fraction

import pytest

from zoneanalysis.forecast import GrowthSeries, Published, weights_of
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period


def series(rates, levels):
    """Return a series of printed rates and levels by period."""
    return GrowthSeries.build(
        "yunchuan",
        [Published.of(p, v) for p, v in rates.items()],
        levels={Period.parse(p): Figure.of(v, "亿元") for p, v in levels.items()},
    )


HALF = {"2023-01/2023-06": "10.0"}


def test_without_levels_every_month_counts_the_same():
    """And the reason is said."""
    found = weights_of(series(HALF, {}), 2023)
    assert set(found.months) == {1}
    assert "every month counts the same" in str(found.basis)
    assert found.base_total is None


def test_last_years_monthly_levels_are_the_weights():
    """Twelve levels 1, 2, …, 12 give weights of mean 1 in these proportions."""
    levels = {f"2022-{m:02d}/2022-{m:02d}": str(m) for m in range(1, 13)}
    found = weights_of(series(HALF, levels), 2023)
    assert found.months == tuple(Fraction(12 * m, 78) for m in range(1, 13))
    assert found.base_total == 78
    assert "as published" in str(found.basis)


def test_year_to_date_levels_are_the_same_thing():
    """Sums to February … December; January and February share theirs."""
    levels = {f"2022-01/2022-{m:02d}": str(10 * m) for m in range(2, 13)}
    found = weights_of(series(HALF, levels), 2023)
    assert set(found.months) == {1}
    assert "as published" in str(found.basis)


def test_levels_and_growth_imply_last_years_levels():
    """110 at +10% means 100 to June; 187 at +10% means 170 to August: 35 a month in between."""
    rates = {"2023-01/2023-06": "10.00", "2023-01/2023-08": "10.00"}
    levels = {"2023-01/2023-06": "110.00", "2023-01/2023-08": "187.00"}
    found = weights_of(series(rates, levels), 2023)
    assert found.over(7, 8) / found.over(1, 6) == Fraction(70, 100)
    assert "implied by this year's levels" in str(found.basis)


def test_later_months_count_as_the_average_of_the_known():
    """After August, each month counts 170/8."""
    rates = {"2023-01/2023-06": "10.00", "2023-01/2023-08": "10.00"}
    levels = {"2023-01/2023-06": "110.00", "2023-01/2023-08": "187.00"}
    found = weights_of(series(rates, levels), 2023)
    assert found.months[11] / found.over(1, 8) == Fraction(1, 8)


def test_one_implied_level_says_nothing_about_months():
    """A half-year alone leaves the months equal, but gives a year's level by extrapolation."""
    found = weights_of(series(HALF, {"2023-01/2023-06": "110.00"}), 2023)
    assert set(found.months) == {1}
    assert found.base_total == 200
    assert "12/6" in str(found.base_note)


def test_coarse_rounding_is_not_made_into_weights():
    """Levels printed without decimals can't say what July was."""
    rates = {"2023-01/2023-06": "10", "2023-01/2023-07": "10"}
    levels = {"2023-01/2023-06": "11", "2023-01/2023-07": "13"}
    found = weights_of(series(rates, levels), 2023)
    assert set(found.months) == {1}


def test_weights_of_spans_add_up():
    """A year's weights make twelve."""
    assert weights_of(series(HALF, {}), 2023).over(1, 12) == pytest.approx(12)
