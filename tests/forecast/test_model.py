"""The filter says what the equations say: held against independent sources, and statsmodels."""

import numpy as np
import pytest

from tests.forecast.dense import condition, joint, rows
from zoneanalysis.forecast.defaults import KINDS, Kind
from zoneanalysis.forecast.model import as_statsmodels, cumulator, filtered, state

OTHER = Kind("other", 1.0, 0.7, 0.6, 0.5, 1.3, 0.4, 0.9, 1.0, 1.0)
SPANS = {
    "one rate": [(0, 5)],
    "quarter, half-year": [(0, 2), (0, 5)],
    "merged January-February, then months": [(0, 1), (2, 2), (3, 3)],
    "a month and the year to date in one month": [(0, 3), (5, 5), (0, 5)],
    "overlapping spans": [(2, 5), (4, 7), (0, 7)],
    "two years with gaps": [(0, 2), (0, 11), (12, 13), (15, 17), (12, 18)],
    "three years, yearly": [(0, 11), (12, 23), (24, 29)],
}


def known(spans, seed=1):
    """Return rates and variances of their rounding."""
    values = np.round(np.random.default_rng(seed).normal(3, 8, len(spans)), 1)
    return values, np.where(np.arange(len(spans)) % 2, 0.1, 0.01) ** 2 / 12


@pytest.mark.parametrize("kind", [*KINDS, OTHER], ids=lambda kind: kind.name)
@pytest.mark.parametrize("months", [12, 36])
def test_state_is_made_of_its_independent_sources(kind, months):
    """Mean, level steps, swings and noise, each with its base effect, added up one by one."""
    np.testing.assert_allclose(state(kind, np.ones(months)), joint(kind, months), atol=1e-9)


def test_noise_is_inverse_to_the_weight():
    """A month that weighs a quarter of the average has four times the variance of noise."""
    weights = np.array([0.25, 1.75] * 6)
    apart = state(OTHER, weights) - state(OTHER, np.ones(12))
    unit = OTHER.noise * (1 + OTHER.base_effect**2)
    assert apart[0, 0] == pytest.approx(3 * unit)
    assert np.count_nonzero(np.abs(apart) > 1e-9) == 12


@pytest.mark.parametrize("case", SPANS)
def test_filter_agrees_with_dense_conditioning(case):
    """One rate after another gives what all at once give, and the density of them all."""
    spans = SPANS[case]
    months = 12 * (1 + max(last for _, last in spans) // 12)
    weights = np.random.default_rng(7).uniform(0.3, 2.0, months)
    prior = 9.0 * joint(OTHER, months)
    values, errors = known(spans)
    seen = rows(spans, weights)
    np.testing.assert_allclose(seen, [cumulator(weights, *span) for span in spans])

    mean, spread, surprises, variances = filtered(np.zeros(months), prior, seen, values, errors)

    centre, rest, log_density = condition(prior, seen, values, errors)
    np.testing.assert_allclose(mean, centre, atol=1e-8)
    np.testing.assert_allclose(spread, rest, atol=1e-8)
    densities = -0.5 * (surprises**2 / variances + np.log(2 * np.pi * variances))
    assert densities.sum() == pytest.approx(log_density, rel=1e-9)


def test_filter_agrees_with_the_kalman_filter_of_statsmodels():
    """A state that doesn't move, observed through a row a time."""
    spans = SPANS["two years with gaps"]
    weights = np.random.default_rng(3).uniform(0.3, 2.0, 24)
    values, errors = known(spans)
    prior = 4.0 * state(OTHER, weights)
    model = as_statsmodels(prior, [cumulator(weights, *span) for span in spans], values, errors)
    result = model.ssm.filter()
    mean, spread, surprises, _ = filtered(
        np.zeros(24), prior, [cumulator(weights, *span) for span in spans], values, errors
    )
    np.testing.assert_allclose(mean, result.filtered_state[:, -1], atol=1e-7)
    np.testing.assert_allclose(spread, result.filtered_state_cov[:, :, -1], atol=1e-7)
    np.testing.assert_allclose(surprises, result.forecasts_error[0], atol=1e-7)


def test_coarser_print_pulls_less():
    """A rate printed without decimals moves the months less than one printed to a hundredth."""
    still = Kind("still", 1.0, 0.9, 0.01, 0.5, 0.01, 0.0, 0.01, 0.0, 1.0)
    row = [cumulator(np.ones(12), 0, 2)]
    means = [
        filtered(np.zeros(12), 0.25 * state(still, np.ones(12)), row, np.array([-31.0]),
                 np.array([width**2 / 12]))[0][11]
        for width in (1.0, 0.01)
    ]  # fmt: skip
    assert means[1] < means[0] < 0
