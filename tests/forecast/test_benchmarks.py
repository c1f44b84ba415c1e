"""The benchmark's own arithmetic: what a case knows, scores and rivals by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from benchmarks.forecast_data import cases, from_levels
from benchmarks.forecast_defaults import LOG_SCALES, log_scores, packed, tasks, unpacked
from benchmarks.forecast_rivals import RIVALS, Rivals, learnt_rows, part_rule, points, quantiles
from benchmarks.forecast_scores import crps_of_sample, reliability, score, skill, summary
from zoneanalysis.forecast import KINDS, fit
from zoneanalysis.forecast.defaults import FADE, Kind


def made_up(years=6, seed=0):
    """Return a made-up monthly series above zero."""
    rng = np.random.default_rng(seed)
    season = 1 + 0.3 * np.sin(np.arange(12))
    levels = (
        100
        * season
        * np.exp(
            np.cumsum(rng.normal(0.03, 0.05, (years, 1)), axis=0) + rng.normal(0, 0.05, (years, 12))
        )
    )
    return from_levels(f"made up {seed}", "made up", 0, levels)


def test_cases_hold_only_what_was_known():
    """No rate, level or weight of a case comes from after its origin."""
    found = list(cases(made_up()))
    assert {c.known for c in found} == {
        "1 rate", "report", "this year", "earlier years", "whole series"}  # fmt: skip
    for case in found:
        now = (case.series.year, case.series.origin)
        assert all((o.year, o.month) <= now for o in case.series.observations)
        assert all(p.year < case.series.year for p in case.series.levels)
        assert min(case.outcome) == case.series.origin + 1


def test_rates_are_those_of_the_levels():
    """100 a month, then 110: +10.0% in every month."""
    one = from_levels("flat", "made up", None, np.repeat([[100.0], [110.0]], 12, axis=1))
    assert set(map(float, next(iter(one.rates.values())).values())) == {10.0}


def test_crps_of_a_sample_by_hand():
    """Of {0, 2} at 1: mean distance 1, less half the mean distance of two draws, 0.5."""
    assert crps_of_sample(np.array([0.0, 2.0]), 1.0) == pytest.approx(0.5)
    assert crps_of_sample(np.array([3.0]), 1.0) == pytest.approx(2.0)


def test_weighted_quantiles():
    """A value of three times the weight is three values."""
    one = quantiles(np.array([1.0, 5.0]), np.array([1.0, 3.0]), [0.2, 0.9])
    assert 1.0 <= one[0] < one[1] == 5.0


def test_rivals_paths_are_the_naive_forecasts():
    """From +10% in June with equal months: 10, 10 and 5 in December."""
    flat = from_levels("flat", "made up", None, np.repeat([[100.0], [110.0]], 12, axis=1))
    case = next(c for c in cases(flat, known=("report",), origins=(6,)))
    found = points(case)
    assert [found[name][12] for name in ("carried", "last", "zero")] == pytest.approx([10, 10, 5])
    assert found["done"][12] == pytest.approx(0.5)


def test_three_numbers_are_found_again():
    """Rests of 0.6 · growth with Student's t of 4 degrees of freedom, scale 0.3."""
    rng = np.random.default_rng(5)
    now = rng.normal(0, 8, 4000)
    rest = 0.6 * now + 0.3 * (np.abs(now) + 1) * rng.standard_t(4, 4000)
    rows = pd.DataFrame({"now": now, "done": 0.5, "outcome": 0.5 * now + 0.5 * rest,
                         "month": 12, "weight": 1.0})  # fmt: skip
    share, scale, freedom = part_rule(rows)
    assert share == pytest.approx(0.6, abs=0.03)
    assert scale == pytest.approx(0.3, abs=0.03)
    assert 2.5 < freedom < 7


@pytest.fixture(scope="module")
def rows():
    """Return the scores of three made-up series, rivals learnt from three others."""
    rivals = Rivals(learnt_rows([made_up(seed=s) for s in range(3, 6)]))
    found = [
        row
        for seed in range(3)
        for case in cases(made_up(seed=seed), origins=(6,), known=("report",))
        for row in score(case, rivals)
    ]
    return pd.DataFrame(found)


def test_summary_has_every_rival_and_the_skill(rows):
    """Mean scores, and the gain on the best rival with an interval about it."""
    table = summary(rows, ["known"])
    assert {"CRPS", "skill %", "in 80%", *RIVALS} <= set(table.columns)
    best = table[list(RIVALS)].min(axis=1).iloc[0]
    assert table["skill %"].iloc[0] == pytest.approx(100 * (1 - table["CRPS"].iloc[0] / best))
    gain, low, high = skill(rows)
    assert low <= gain <= high


def test_reliability_respects_that_forecasts_of_one_series_hang_together():
    """Ten copies of one outcome are one series: no interval about its gap."""
    one = pd.DataFrame({"positive": 0.5, "outcome": [1.0] * 10, "name": "one"})
    table = reliability(one)
    assert table["gap"].iloc[0] == pytest.approx(50.0)
    assert table["90%"].iloc[0] == "50 … 50"


def test_learning_and_forecasting_use_the_same_model():
    """All series at once by linear algebra give the density that the fit gives, for one kind."""
    one = made_up()
    kind = Kind("one", 1.0, 0.95, 0.5, 0.8, 2.0, 0.8, 0.5, float(LOG_SCALES[12]), 1e-3)
    case = next(c for c in cases(one, known=("earlier years",), origins=(7,)))
    task = next(t for t in tasks([one], 1.0) if t.rates.shape[1] == 11 + 6)
    fitted = fit(case.series, weights=case.weights, kinds=(kind,))
    view = fitted.views[-1]
    row, base = view.growth(8, 12)
    part = task.wanted[0, 1] - row
    mean, sd = view.moments(row + part)
    place = int(np.argmax(view.chances[0]))
    mean = (100 + mean[0, place] + task.shifts[0, 1]) / base - 100
    spread = sd[0, place] / base
    apart = (task.rests[0, 1] - mean) / spread
    december = -0.5 * apart**2 - np.log(spread) - 0.5 * np.log(2 * np.pi)
    only = replace(task, **{n: getattr(task, n)[:, 1:] for n in ("wanted", "shifts", "bases",
                                                                 "rests")})  # fmt: skip
    assert log_scores([kind], FADE, only)[0] == pytest.approx(december, abs=0.02)


def test_parameters_are_packed_and_unpacked():
    """The search moves the same numbers that are printed."""
    kinds, fade = unpacked(packed(KINDS, FADE), [kind.name for kind in KINDS])
    assert fade == pytest.approx(FADE)
    for mine, theirs in zip(kinds, KINDS, strict=True):
        assert mine.name == theirs.name
        for name in set(Kind.__dataclass_fields__) - {"name"}:
            assert getattr(mine, name) == pytest.approx(getattr(theirs, name), rel=1e-6)
