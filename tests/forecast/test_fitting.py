"""Fitting: kinds and scales weighed, base levels carried, contradictions refused."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from zoneanalysis.errors import InputError
from zoneanalysis.forecast import (
    KINDS,
    GrowthSeries,
    Published,
    Weights,
    fit,
    forecast_from,
)
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period


def series(*rates, levels=None):
    """Return the series of (period, printed) pairs."""
    return GrowthSeries.build("yunchuan", [Published.of(*r) for r in rates], levels=levels)


def months(year, values):
    """Return year-to-date rates from February on."""
    return [(f"{year}-01/{year}-{m:02d}", v) for m, v in enumerate(values, start=2)]


STEADY = months(2023, ["5.0", "5.1", "5.0", "5.2", "5.1", "5.2"])
WILD = months(2023, ["40.0", "8.0", "25.0", "36.0", "15.0", "28.0"])


def said(fitted):
    """Return the notes in English, in one string."""
    return " ".join(map(str, fitted.notes))


def test_posterior_is_a_distribution():
    """Kinds and scales sum to one."""
    assert fit(series(*STEADY)).chances.sum() == pytest.approx(1)


def test_steady_and_wild_series_are_told_apart():
    """The spread at the year's end follows the series' own, without estimation."""
    widths = []
    for rates in (STEADY, WILD):
        low, high = forecast_from(fit(series(*rates))).ytd[12].interval(0.8)
        widths.append(high - low)
    assert widths[0] < 2
    assert widths[1] > 8


LEVELS = {Period.single(2022, m): Figure.of(Decimal("10.000"), "亿元") for m in range(1, 13)}
FALL = (("2023-01/2023-06", "50.0"), ("2023-01/2023-07", "-30.0"))


def test_impossible_path_is_refused_where_weights_are_known():
    """+50% to June and -30% to July would ask July for 7 · 70 - 6 · 150 < 0."""
    with pytest.raises(InputError, match="-100% or more"):
        fit(series(*FALL, levels=LEVELS))


def test_impossible_path_is_noted_where_weights_are_assumed():
    """It may be that last July was larger than the whole half-year before."""
    assert "differ more than these weights" in said(fit(series(*FALL)))


def test_steep_but_possible_path_is_kept():
    """From +10% to -5% July fell by 95%."""
    fit(series(("2023-01/2023-06", "10.0"), ("2023-01/2023-07", "-5.0")))


def test_month_against_the_year_to_date_is_set_aside_where_weights_are_assumed():
    """May 0%, June 3%, year to date 10%: with equal months this can't be; the months may differ."""
    rates = (("2023-01/2023-05", "0.0"), ("2023-06/2023-06", "3.0"), ("2023-01/2023-06", "10.0"))
    fitted = fit(series(*rates))
    assert "2023-06/2023-06 is set aside" in said(fitted)
    without = fit(series(rates[0], rates[2]))
    np.testing.assert_allclose(fitted.chances, without.chances)


def test_month_against_the_year_to_date_is_refused_where_weights_are_known():
    """The same with last year's months published is a contradiction."""
    rates = (("2023-01/2023-05", "0.0"), ("2023-06/2023-06", "3.0"), ("2023-01/2023-06", "10.0"))
    with pytest.raises(InputError, match="must agree"):
        fit(series(*rates, levels=LEVELS))


def test_a_month_that_rounded_levels_leave_possible_is_no_contradiction():
    """Of 10 to May and 12 to June, June was 1 to 3: 0% and 10% leave it 44%, with 9.6 and 12.4."""
    levels = {Period.ytd(2022, m): Figure.of(str(level), "亿元")
              for m, level in ((5, 10), (6, 12), (12, 24))}  # fmt: skip
    rates = (("2023-01/2023-05", "0.0"), ("2023-06/2023-06", "44.3"), ("2023-01/2023-06", "10.0"))
    assert len(fit(series(*rates, levels=levels)).series.observations) == 3


def test_agreeing_month_changes_nothing_but_precision():
    """June's own 60% is what 0% and 10% imply; the forecast stays."""
    rates = [("2023-01/2023-05", "0.0"), ("2023-01/2023-06", "10.0")]
    two = forecast_from(fit(series(*rates))).ytd[12].median
    three = forecast_from(fit(series(*rates, ("2023-06/2023-06", "60.0")))).ytd[12].median
    assert three == pytest.approx(two, abs=0.2)


def test_own_weights_replace_those_found():
    """Given weights are used as they are."""
    fitted = fit(series(("2023-01/2023-05", "5.0")), weights=Weights.equal())
    assert fitted.weights == Weights.equal()


def test_shares_of_the_kinds_are_their_prior():
    """Shares of 9 to 1 instead of 1 to 1 multiply the odds by 9."""
    smooth, noisy, _ = KINDS
    odds = []
    for share in (0.5, 0.9):
        kinds = (replace(smooth, share=share), replace(noisy, share=1 - share))
        chances = fit(series(*STEADY), kinds=kinds).chances.sum(axis=1)
        odds.append(chances[0] / chances[1])
    assert odds[1] / odds[0] == pytest.approx(9)


def three_years(shift=0.0):
    """Return 27 rates of three made-up years that wander."""
    rng = np.random.default_rng(3)
    rates = []
    for year in (2021, 2022, 2023):
        growth = 4 + shift + np.cumsum(rng.normal(0, 0.8, 12)) + rng.normal(0, 1, 12)
        ytd = growth.cumsum() / np.arange(1, 13)
        rates += months(year, [f"{value:.1f}" for value in ytd[1 : 12 if year < 2023 else 6]])
    return rates


def test_years_before_the_third_say_nothing():
    """Growth comes in regimes: ten years of 9% change no number, and it is said."""
    old = [(f"{year}-01/{year}-12", "9.0") for year in range(2011, 2021)]
    alone, longer = fit(series(*three_years())), fit(series(*old, *three_years()))
    assert "of the years before 2021 nothing is used" in said(longer)
    np.testing.assert_array_equal(alone.chances, longer.chances)


def test_a_year_that_last_year_did_not_foretell_is_read_alone():
    """Last year swung from +35% to -9% and back; this year is calm, and forecast as calm."""
    swung = months(2022, ["35.8", "14.1", "5.1", "-2.6", "-9.1", "-8.1", "-8.4", "-8.9", "-7.8",
                          "-1.1", "4.9"])  # fmt: skip
    calm = months(2023, ["8.2", "7.2", "6.8", "6.2", "6.1", "6.0", "5.9", "6.0"])
    alone, both = (forecast_from(fit(series(*r))).ytd[12] for r in (calm, swung + calm))
    assert both.median == pytest.approx(alone.median, abs=2)


def test_levels_lost_last_year_are_the_base_of_this_one():
    """2023 to June +4.1, to December -11.6: its second half fell by 27.3% from equal months.

    2024 to June +4.0. If the level then stays where it is, December has
    2 · 104.1 · 1.04 / (104.1 + 72.7) = +22.5%.
    """
    fitted = fit(series(
        ("2023-01/2023-06", "4.1"), ("2023-01/2023-12", "-11.6"), ("2024-01/2024-06", "4.0"),
    ))  # fmt: skip
    assert fitted.views[1].base[11] / fitted.views[1].base[0] == pytest.approx(0.727 / 1.041)
    held = 100 * (2 * 104.1 * 1.04 / (104.1 + 72.7) - 1)
    low, high = forecast_from(fitted).ytd[12].interval(0.95)
    assert low < held < high
    still = fit(series(("2023-01/2023-06", "4.1"), ("2023-01/2023-12", "4.1"),
                       ("2024-01/2024-06", "4.0")))  # fmt: skip
    assert forecast_from(fitted).ytd[12].median > forecast_from(still).ytd[12].median + 3


def test_one_rate_near_zero_is_no_sign_of_a_calm_series():
    """A year that stands at +0.1% by chance is not forecast as if nothing ever moved."""
    widths = {}
    for rate in ("0.1", "5.0"):
        low, high = forecast_from(fit(series(("2023-01/2023-06", rate)))).ytd[12].interval(0.8)
        widths[rate] = high - low
    assert widths["0.1"] > 0.6 * widths["5.0"]


def test_the_scale_of_a_year_ago_counts_for_less():
    """A calm last year leaves this year's intervals wider than a calm start of this year."""
    calm = months(2022, [f"{v:.1f}" for v in np.linspace(5.0, 5.3, 11)])
    jumpy = months(2023, ["2.0", "9.0", "5.0", "8.0", "4.0"])
    widths = []
    for rates in (jumpy, calm + jumpy):
        low, high = forecast_from(fit(series(*rates))).ytd[12].interval(0.8)
        widths.append(high - low)
    assert widths[1] > 0.6 * widths[0]
