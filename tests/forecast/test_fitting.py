"""Fitting: kinds and scales weighed, estimation with a way back, contradictions refused."""

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import numpy as np
import pytest

from zoneanalysis.errors import InputError
from zoneanalysis.forecast import (
    KINDS,
    GrowthSeries,
    Published,
    Weights,
    YtdGrowth,
    fit,
    fit_together,
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
    assert fit(series(*STEADY)).posterior.sum() == pytest.approx(1)


def test_steady_and_wild_series_are_told_apart():
    """The spread at the year's end follows the series' own, without estimation."""
    widths = []
    for rates in (STEADY, WILD):
        low, high = forecast_from(fit(series(*rates))).ytd[12].interval(0.8)
        widths.append(high - low)
    assert widths[0] < 2
    assert widths[1] > 8


def test_few_observations_use_the_default_variances_and_say_so():
    """The words that a page must show."""
    fitted = fit(series(("2023-01/2023-06", "-5.6")))
    assert not fitted.estimated
    assert "too short to estimate (number of observations: 1): default" in said(fitted)


def long_series():
    """Return 33 rates of three made-up years that wander."""
    rng = np.random.default_rng(3)
    rates = []
    for year in (2021, 2022, 2023):
        growth = 4 + np.cumsum(rng.normal(0, 0.8, 12)) + rng.normal(0, 1, 12)
        ytd = growth.cumsum() / np.arange(1, 13)
        rates += months(year, [f"{value:.1f}" for value in ytd[1:]])
    return series(*rates)


def test_enough_observations_are_estimated():
    """From 18 rates on the likeliest kind gets the series' own parameters."""
    fitted = fit(long_series())
    assert fitted.estimated
    assert "maximum likelihood" in said(fitted)
    own = [b.kind for b in fitted.branches if b.kind not in KINDS]
    assert len(own) == 1


def test_estimation_can_be_switched_off():
    """method="default" keeps the defaults, and says whose choice that is."""
    fitted = fit(long_series(), method="default")
    assert [b.kind for b in fitted.branches] == list(KINDS)
    assert "as asked" in said(fitted)


@pytest.mark.parametrize("failure", ["no convergence", "singular", "not finite"])
def test_failed_estimation_falls_back_to_the_defaults(monkeypatch, failure):
    """Non-convergence is caught, reported, and answered by the default-variance model."""

    def fails(self, *args, **kwargs):
        if failure == "singular":
            raise np.linalg.LinAlgError("Singular matrix")
        finite = failure != "not finite"
        return SimpleNamespace(
            params=np.array([0.5, 1.0 if finite else np.nan, 0.1, 1.0]),
            mle_retvals={"converged": not finite},
        )

    monkeypatch.setattr(YtdGrowth, "fit", fails)
    fitted = fit(long_series())
    plain = fit(long_series(), method="default")
    assert not fitted.estimated
    assert "did not converge" in said(fitted)
    np.testing.assert_allclose(fitted.posterior, plain.posterior)


def test_only_the_last_two_years_count():
    """Older rates are left out, and that is said; on demand the look back is longer."""
    old = [(f"{year}-01/{year}-12", "5.0") for year in range(2015, 2023)]
    fitted = fit(series(*old, ("2023-01/2023-06", "4.0")))
    assert "before 2022" in said(fitted)
    longer = fit(series(*old, ("2023-01/2023-06", "4.0")), window=9)
    assert "are not used" not in said(longer)


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
    np.testing.assert_allclose(fitted.posterior, without.posterior)


def test_month_against_the_year_to_date_is_refused_where_weights_are_known():
    """The same with last year's months published is a contradiction."""
    rates = (("2023-01/2023-05", "0.0"), ("2023-06/2023-06", "3.0"), ("2023-01/2023-06", "10.0"))
    with pytest.raises(InputError, match="must agree"):
        fit(series(*rates, levels=LEVELS))


def test_agreeing_month_changes_nothing_but_precision():
    """June's own 60% is what 0% and 10% imply; the forecast stays."""
    rates = [("2023-01/2023-05", "0.0"), ("2023-01/2023-06", "10.0")]
    two = forecast_from(fit(series(*rates))).ytd[12].median
    three = forecast_from(fit(series(*rates, ("2023-06/2023-06", "60.0")))).ytd[12].median
    assert three == pytest.approx(two, abs=0.2)


def test_calm_relatives_narrow_the_interval():
    """Four calm zones make a fifth with one rate more certain; a fit alone is unchanged."""
    calm = [
        fit(series(*months(2023, [f"{v + d:.1f}" for v in (5.0, 5.1, 5.0, 5.2)])))
        for d in (0.0, 0.4, -0.3, 1.1)
    ]
    alone = fit(series(("2023-01/2023-05", "5.0")))
    *_, pooled = fit_together([*calm, alone])
    widths = []
    for fitted in (alone, pooled):
        low, high = forecast_from(fitted).ytd[12].interval(0.8)
        widths.append(high - low)
    assert widths[1] < 0.9 * widths[0]
    assert "4 related series" in said(pooled)


def test_pooling_one_series_alone_changes_nothing():
    """Nobody to learn from."""
    alone = fit(series(("2023-01/2023-05", "5.0")))
    (pooled,) = fit_together([alone])
    before, after = forecast_from(alone).ytd[12], forecast_from(pooled).ytd[12]
    assert after.interval(0.8) == pytest.approx(before.interval(0.8), rel=0.02)


@pytest.mark.parametrize("share", [0.0, 1.0, -0.2])
def test_pooling_needs_a_share(share):
    """Outside 0 to 1 it is an error."""
    with pytest.raises(InputError, match="between 0 and 1"):
        fit_together([fit(series(("2023-01/2023-05", "5.0")))], share=share)


def test_own_weights_replace_those_found():
    """Given weights are used as they are."""
    fitted = fit(series(("2023-01/2023-05", "5.0")), weights=Weights.equal())
    assert fitted.weights == Weights.equal()


def test_shares_of_the_kinds_are_their_prior():
    """Shares of 9 to 1 instead of 1 to 1 multiply the odds by 9."""
    smooth, noisy = KINDS
    odds = []
    for share in (0.5, 0.9):
        kinds = (replace(smooth, share=share), replace(noisy, share=1 - share))
        chances = fit(series(*STEADY), kinds=kinds).posterior.sum(axis=1)
        odds.append(chances[0] / chances[1])
    assert odds[1] / odds[0] == pytest.approx(9)


def test_estimation_leaves_the_odds_of_the_kinds():
    """A kind that was fitted to the series must not win by being fitted."""
    own, plain = fit(long_series()), fit(long_series(), method="default")
    assert own.estimated
    np.testing.assert_allclose(own.posterior.sum(axis=1), plain.posterior.sum(axis=1))


def test_fine_rounding_needs_one_run_and_coarse_rounding_one_each():
    """Means differ by scale only where rounding is a good part of it."""
    wild, whole = fit(series(*WILD)), fit(series(*months(2023, ["5", "5", "5", "5"])))
    assert np.ptp(wild.branches[1].ytd_mean, axis=1).max() == 0
    assert np.ptp(whole.branches[1].ytd_mean, axis=1).max() > 0
