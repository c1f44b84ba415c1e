"""The state-space model says what the equations say: held against a dense normal distribution."""

from fractions import Fraction

import numpy as np
import pytest
from statsmodels.tsa.statespace.mlemodel import MLEModel

from tests.forecast.dense import condition, joint, rows
from zoneanalysis.forecast import KINDS, GrowthSeries, Kind, Published, Weights, YtdGrowth
from zoneanalysis.messages import Message

OTHER = Kind("other", 1.0, 0.7, 1.3, 0.4, 2.0, 0.9, 1.0, 1.0)


def uneven(seed):
    """Return weights with mean 1 that differ by month."""
    whole = [int(n) for n in np.random.default_rng(seed).integers(5, 40, size=12)]
    total = sum(whole)
    return Weights(tuple(Fraction(12 * n, total) for n in whole), Message("made up"))


CASES = {
    "one rate": ["2023-01/2023-06"],
    "quarter, half-year": ["2023-01/2023-03", "2023-01/2023-06"],
    "merged January-February, then months": [
        "2023-01/2023-02", "2023-03/2023-03", "2023-04/2023-04"],
    "a month and the year to date in one month": [
        "2023-01/2023-04", "2023-06/2023-06", "2023-01/2023-06"],
    "second quarter alone": ["2023-04/2023-06"],
    "overlapping spans": ["2023-03/2023-06", "2023-05/2023-08", "2023-01/2023-08"],
    "two years with gaps": ["2022-01/2022-03", "2022-01/2022-12", "2023-01/2023-02",
                            "2023-04/2023-06", "2023-01/2023-07"],
    "three years, yearly": ["2021-01/2021-12", "2022-01/2022-12", "2023-01/2023-06"],
}  # fmt: skip


@pytest.mark.parametrize("kind", [*KINDS, OTHER], ids=lambda kind: kind.name)
@pytest.mark.parametrize("case", CASES)
def test_filter_and_smoother_agree_with_dense_conditioning(case, kind):
    """Year-to-date and monthly growth have the moments of the joint normal, to 1e-8."""
    values = [-5.6, 3.82, 9.9, -1.4, 2.5]
    published = [
        Published.of(period, f"{value:.1f}" if index % 2 else f"{value:.2f}")
        for index, (period, value) in enumerate(zip(CASES[case], values, strict=False))
    ]
    series = GrowthSeries.build("made up", published)
    first, last = series.observations[0].year, series.year
    weights = {year: uneven(year) for year in range(first, last + 1)}
    scale, months = 3.7, 12 * (last - first + 1)

    model = YtdGrowth(series.observations, weights, kind)
    params = np.array([kind.damping, kind.noise, kind.base_effect, scale])
    model.update(params)
    result = model.ssm.smooth()

    flat = [float(w) for year in sorted(weights) for w in weights[year].months]
    spans = [
        (12 * (o.year - first) + o.first - 1, 12 * (o.year - first) + o.month - 1)
        for o in series.observations
    ]
    begin = months - 12
    wanted = rows(
        [(begin, begin + m) for m in range(12)] + [(begin + m, begin + m) for m in range(12)], flat
    )
    mean, covariance = joint(kind, months)
    centre, rest, log_density = condition(
        mean, scale**2 * covariance, rows(spans, flat),
        np.array([float(o.growth.point) for o in series.observations]),
        [float(o.variance) for o in series.observations], wanted,
    )  # fmt: skip

    at = slice(model.time_of(last, 1), None)
    total = np.cumsum(model.weight[at])
    mine = np.concatenate([result.smoothed_state[3, at] / total, result.smoothed_state[2, at]])
    spread = np.concatenate(
        [
            result.smoothed_state_cov[3, 3, at] / total**2,
            result.smoothed_state_cov[2, 2, at],
        ]
    )
    np.testing.assert_allclose(mine, centre, atol=1e-8, rtol=1e-8)
    np.testing.assert_allclose(spread, np.diag(rest), atol=1e-8, rtol=1e-8)
    likelihood = MLEModel.loglike(model, params)
    assert likelihood == pytest.approx(log_density, rel=1e-8)


def test_cumulator_restarts_in_january():
    """December's sum does not enter the next year's year-to-date growth."""
    weights = {2022: Weights.equal(), 2023: Weights.equal()}
    rates = [Published.of("2022-01/2022-12", "50.0"), Published.of("2023-01/2023-02", "1.0")]
    model = YtdGrowth(rates, weights, KINDS[1])
    model.update(model.start_params)
    state = model.ssm.smooth().smoothed_state
    growth, ytd = state[2], state[3]
    january = model.time_of(2023, 1)
    assert ytd[january] == pytest.approx(growth[january])
    assert ytd[january - 1] == pytest.approx(growth[1:13].sum())


def test_year_to_date_growth_is_the_weighted_mean_of_the_months():
    """Smoothed months give back the printed rate, as closely as its rounding asks."""
    weights = {2023: uneven(5)}
    model = YtdGrowth([Published.of("2023-01/2023-06", "-5.6")], weights, KINDS[0])
    model.update(model.start_params)
    months = model.ssm.smooth().smoothed_state[2, 1:7]
    share = np.array([float(w) for w in weights[2023].months[:6]])
    assert (months * share).sum() / share.sum() == pytest.approx(-5.6, abs=0.01)


def test_coarser_print_pulls_less():
    """A rate printed without decimals moves the forecast less than one printed to a hundredth."""
    smooth = Kind("still", 1.0, 0.9, 0.01, 0.0, 0.0, 0.01, 0.0, 1.0)
    means = []
    for text in ("-31", "-31.00"):
        model = YtdGrowth([Published.of("2023-01/2023-03", text)], {2023: Weights.equal()}, smooth)
        model.update(np.array([0.9, 0.01, 0.0, 0.5]))
        means.append(model.ssm.smooth().smoothed_state[3, 12] / 12)
    assert means[1] < means[0] < 0


def test_parameters_survive_the_round_trip():
    """Transformed and back gives the same parameters."""
    model = YtdGrowth([Published.of("2023-01/2023-06", "1.0")], {2023: Weights.equal()}, OTHER)
    there = model.untransform_params(model.start_params)
    np.testing.assert_allclose(model.transform_params(there), model.start_params)


def test_shrinkage_prefers_the_defaults():
    """The penalty is zero at the defaults, and grows away from them."""
    model = YtdGrowth([Published.of("2023-01/2023-06", "1.0")], {2023: Weights.equal()}, OTHER)
    start = model.start_params
    assert model.log_prior(start) == pytest.approx(0)
    assert model.log_prior(start * [1, 2, 1, 1]) < model.log_prior(start * [1, 1.5, 1, 1]) < 0
