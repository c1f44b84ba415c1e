"""Levels, shares and rates: exponential smoothing with intervals."""

import numpy as np
import pytest
from scipy.stats import norm
from scipy.stats import t as student
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

from zoneanalysis.errors import InputError, NotDerivableError
from zoneanalysis.forecast import forecast_levels
from zoneanalysis.values.figures import Figure

WALK = 50 + np.cumsum(np.random.default_rng(4).normal(0, 2, 40))


def test_intervals_are_nested_and_widen():
    """50 within 80 within 95%, wider the further ahead."""
    table = forecast_levels(WALK, 6).table
    ordered = table[["low95", "low80", "low50", "median", "high50", "high80", "high95"]]
    assert (np.diff(ordered.to_numpy(), axis=1) > 0).all()
    assert (np.diff(table["high80"] - table["low80"]) > 0).all()


def test_a_trend_is_carried_on():
    """An almost straight line goes on."""
    line = np.arange(30) * 2.0 + np.random.default_rng(1).normal(0, 0.1, 30)
    found = forecast_levels(line, 3)
    assert found.table["median"].to_numpy() == pytest.approx([60, 62, 64], abs=0.5)
    assert "trend" in str(found.assumptions[0])


def test_a_season_is_found():
    """Quarterly waves come back a year later."""
    wave = np.tile([10.0, 20.0, 30.0, 5.0], 8) + np.random.default_rng(2).normal(0, 0.5, 32)
    found = forecast_levels(wave, 4, season=4)
    assert found.table["median"].to_numpy() == pytest.approx([10, 20, 30, 5], abs=1.5)
    assert "season" in found.form


@pytest.mark.parametrize(
    ("form", "values", "season"),
    [
        ("no trend", WALK, 1),
        ("a trend", np.arange(30) * 2.0 + np.random.default_rng(1).normal(0, 1, 30), 1),
        ("no trend, a season",
         np.tile([10.0, 20.0, 30.0, 5.0], 8) + np.random.default_rng(2).normal(0, 0.5, 32), 4),
    ],
)  # fmt: skip
def test_intervals_are_those_of_simulation(form, values, season):
    """The variances by formula are those of 20,000 paths that statsmodels simulates.

    Wider by what the estimated parameters take: SSE/(n - k) instead of SSE/n, and t instead of
    normal quantiles.
    """
    found = forecast_levels(values, 5, season=season)
    assert found.form == form
    result = ETSModel(
        values, error="add", trend="add" if form == "a trend" else None,
        seasonal="add" if season > 1 else None, seasonal_periods=season if season > 1 else None,
    ).fit(disp=False, maxiter=500)  # fmt: skip
    errors = np.random.default_rng(5).normal(0, np.sqrt(np.mean(result.resid**2)), (5, 20_000))
    paths = np.asarray(
        result.simulate(5, anchor="end", repetitions=20_000, random_errors=errors)
    ).reshape(5, -1)
    low = np.quantile(paths, 0.1, axis=1)
    width = found.table["high80"] - found.table["low80"]
    simulated = np.quantile(paths, 0.9, axis=1) - low
    freedom = len(values) - len(result.params)
    wider = student.ppf(0.9, freedom) / norm.ppf(0.9) * np.sqrt(len(values) / freedom)
    np.testing.assert_allclose(width, simulated * wider, rtol=0.03)


def test_shares_stay_between_their_bounds():
    """A share near 100% has no interval beyond it."""
    share = np.clip(97 + np.random.default_rng(6).normal(0, 3, 20), 0, 100)
    found = forecast_levels(share, 4, bounds=(0, 100))
    assert found.table.to_numpy().max() <= 100
    assert "between 0 and 100" in str(found.assumptions[-1])


def test_figures_are_taken_too():
    """Printed figures instead of numbers."""
    figures = [Figure.of(f"{value:.1f}", "%") for value in WALK]
    rounded = [float(figure.point) for figure in figures]
    assert forecast_levels(figures, 2).table.equals(forecast_levels(rounded, 2).table)


def test_too_few_values_give_a_reason():
    """Seven are not enough."""
    with pytest.raises(NotDerivableError, match="7 observations"):
        forecast_levels(WALK[:7], 3)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_missing_values_are_refused(bad):
    """Not silently interpolated."""
    with pytest.raises(InputError, match="finite"):
        forecast_levels([*WALK[:9], bad], 3)


def test_no_steps_are_refused():
    """At least one."""
    with pytest.raises(InputError, match="at least 1"):
        forecast_levels(WALK, 0)


def test_constant_values_are_carried_on_without_a_model():
    """No smoothing model fits a constant; that is said, and the last value is kept."""
    found = forecast_levels([5.0] * 12, 3)
    assert set(found.table["median"]) == {5.0}
    assert "no smoothing model could be fitted" in str(found.assumptions[0])


def test_failing_fits_are_answered_by_a_random_walk(monkeypatch):
    """The spread grows with the root of the steps."""

    def fails(self, *args, **kwargs):
        raise np.linalg.LinAlgError("no")

    monkeypatch.setattr(ETSModel, "fit", fails)
    table = forecast_levels(WALK, 4).table
    width = (table["high80"] - table["low80"]).to_numpy()
    assert width[3] == pytest.approx(2 * width[0])
    assert set(table["median"]) == {WALK[-1]}


def test_printed_constants_keep_the_width_of_their_rounding():
    """Whole percent, always 5: a standard deviation of 1/√12, so ±1.363/√12 with 11 degrees."""
    found = forecast_levels([Figure.of("5", "%")] * 12, 2)
    assert found.table["high80"].to_numpy() - 5 == pytest.approx(1.363 / 12**0.5, abs=1e-3)
    assert "rounding" in str(found.assumptions[-1])


def test_plain_constants_say_that_no_spread_is_known():
    """Numbers without a printed precision: no width, and words against reading it as certainty."""
    assert "no sign of certainty" in str(forecast_levels([5.0] * 12, 2).assumptions[-1])
