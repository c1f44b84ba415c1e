"""The mixture of normals: quantiles, probabilities, CRPS, the floor."""

import numpy as np
import pytest
from scipy import stats

from zoneanalysis.forecast import Mixture

TWO = Mixture.of(np.array([0.3, 0.7]), np.array([-2.0, 1.0]), np.array([0.5, 2.0]))


def normal(mean, sd, **options):
    """Return one normal as a mixture."""
    return Mixture.of(np.array([1.0]), np.array([mean]), np.array([sd]), **options)


def test_one_component_is_the_normal_distribution():
    """Probabilities and intervals are scipy's."""
    mine, theirs = normal(2.0, 3.0), stats.norm(2.0, 3.0)
    assert float(mine.cdf(1.3)) == pytest.approx(theirs.cdf(1.3))
    assert mine.interval(0.8) == pytest.approx(theirs.interval(0.8))
    assert mine.median == pytest.approx(2.0)


def test_quantiles_undo_probabilities():
    """F(F⁻¹(p)) = p for a mixture."""
    levels = np.array([0.001, 0.025, 0.5, 0.8, 0.999])
    np.testing.assert_allclose(TWO.cdf(TWO.quantiles(levels)), levels, atol=1e-10)


@pytest.mark.parametrize("seed", range(20))
def test_quantiles_of_wild_mixtures_are_found(seed):
    """Far peaks and flat stretches between them mislead Newton's steps; halving doesn't."""
    chance = np.random.default_rng(seed)
    weights, means = chance.dirichlet(np.full(40, 0.05)), chance.normal(0, 20, 40)
    wild = Mixture.of(weights, means, np.exp(chance.normal(0, 1.5, 40)))
    levels = np.append(chance.random(8), [1e-4, 0.5, 1 - 1e-4])
    exact = stats.norm.cdf((wild.quantiles(levels)[:, None] - wild.means) / wild.sds) @ wild.weights
    least = stats.norm.cdf((-100 - wild.means) / wild.sds) @ wild.weights
    np.testing.assert_allclose((exact - least) / (1 - least), levels, atol=1e-8)


@pytest.mark.parametrize("outcome", [-4.0, 0.0, 1.9, 2.0, 30.0])
def test_crps_of_a_normal_is_the_closed_form(outcome):
    """CRPS(N(μ,σ), y) = σ (z (2Φ(z) - 1) + 2φ(z) - 1/√π), Gneiting and Raftery 2007, eq. 21."""
    z = (outcome - 2.0) / 1.5
    exact = 1.5 * (z * (2 * stats.norm.cdf(z) - 1) + 2 * stats.norm.pdf(z) - 1 / np.sqrt(np.pi))
    assert normal(2.0, 1.5).crps(outcome) == pytest.approx(exact, rel=2e-3)


def test_crps_of_a_mixture_agrees_with_a_sample():
    """E|X - y| - ½ E|X - X'| over a million draws gives the same."""
    rng = np.random.default_rng(7)
    first = rng.random(1_000_000) < 0.3
    draws = np.where(first, rng.normal(-2, 0.5, first.size), rng.normal(1, 2, first.size))
    ordered = np.sort(draws)
    rank = np.arange(1, draws.size + 1)
    spread = ((2 * rank - draws.size - 1) * ordered).sum() / draws.size**2
    sampled = np.abs(draws - 0.4).mean() - spread
    assert TWO.crps(0.4) == pytest.approx(sampled, rel=5e-3)


def test_nothing_lies_below_the_floor():
    """With a floor the distribution is the truncated normal."""
    mine = normal(-90.0, 20.0)
    theirs = stats.truncnorm(-0.5, np.inf, loc=-90.0, scale=20.0)
    assert float(mine.cdf(-100.0)) == 0
    assert mine.interval(0.95) == pytest.approx(theirs.interval(0.95), abs=1e-6)
    assert mine.above(-80) == pytest.approx(theirs.sf(-80))


def test_scaled_keeps_probabilities():
    """A level is a stretched and shifted growth rate; so are its quantiles and its floor."""
    growth = normal(-5.0, 4.0, start=-2.0, share=0.18)
    level = growth.scaled(3.0, 300.0)
    assert level.quantile(0.9) == pytest.approx(3 * growth.quantile(0.9) + 300)
    assert level.floor == pytest.approx(240.0)


def test_what_is_done_stays_done():
    """-2 for what is done and 0.18 of a normal N(-5, 4): N(-2.9, 0.72)."""
    mine, theirs = normal(-5.0, 4.0, start=-2.0, share=0.18), stats.norm(-2.9, 0.72)
    assert mine.interval(0.8) == pytest.approx(theirs.interval(0.8))
    assert mine.above(-2.5) == pytest.approx(theirs.sf(-2.5))
    assert mine.floor == pytest.approx(-20.0)


def test_a_quantile_is_what_its_probability_asks_for():
    """There and back, above the floor too."""
    mine = normal(20.0, 30.0, start=1.0, share=0.5)
    for level in (0.001, 0.3, 0.999):
        assert float(mine.cdf(mine.quantile(level))) == pytest.approx(level)


def test_what_can_not_be_is_total_loss():
    """All of it lies far below -100%: the outcome is -100%, and surely no more."""
    lost = Mixture.of(np.array([1.0]), np.array([-900.0]), np.array([0.5]))
    assert lost.median == -100
    assert lost.above(-99.0) == 0
