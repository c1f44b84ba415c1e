"""The benchmark's own arithmetic: same forecasts as the library, scores by hand."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.forecast_data import Monthly, cases
from benchmarks.forecast_defaults import packed, score, tasks, unpacked
from benchmarks.forecast_dense import ROUNDING, conditioned
from benchmarks.forecast_scores import calibrated, crps_of_sample, reliability, score_all, summary
from benchmarks.forecast_simulation import printed, simulated
from zoneanalysis.forecast import KINDS, Kind, fit, forecast_from, weights_of
from zoneanalysis.forecast.model import YtdGrowth


def made_up(years=6, seed=0):
    """Return a made-up monthly series above zero."""
    rng = np.random.default_rng(seed)
    season = 1 + 0.3 * np.sin(np.arange(12))
    return Monthly(f"made up {seed}", "made up", 0, 100 * season * np.exp(
        np.cumsum(rng.normal(0.03, 0.05, (years, 1)), axis=0) + rng.normal(0, 0.05, (years, 12))
    ))  # fmt: skip


def test_learning_and_forecasting_use_the_same_model():
    """The dense conditioning that the defaults are learnt with gives the filter's forecast."""
    series = made_up()
    batch = [t for t in tasks([series]) if t.seen.shape[1] == 11 + 6]  # two years, origin July
    (task,) = batch
    case = next(c for c in cases(series, known=("2 years",)) if c.series.origin == 7)
    for kind in KINDS:
        mean, variance, _, _ = conditioned(kind, task, np.array([ROUNDING / 25.0]))
        observations = case.series.observations
        last = case.series.year
        by_year = {last - 1: weights_of(case.series, last - 1), last: case.weights}
        model = YtdGrowth(observations, by_year, kind, rounding_scale=5.0)
        model.update(np.array([kind.damping, kind.noise, kind.base_effect, 1.0]))
        state = model.ssm.smooth()
        at = model.time_of(last, 12)
        assert state.smoothed_state[3, at] / 12 == pytest.approx(mean[0, 1], abs=1e-6)
        unit = state.smoothed_state_cov[3, 3, at] / 144
        assert unit == pytest.approx(variance[0, 1], abs=1e-6)


def test_parameters_are_packed_and_unpacked():
    """The search moves the same numbers that are printed."""
    there = unpacked(packed(KINDS))
    for mine, theirs in zip(there, KINDS, strict=True):
        for name in Kind.__dataclass_fields__:
            value = getattr(theirs, name)
            assert getattr(mine, name) == (value if name == "name" else pytest.approx(value))


def test_better_parameters_score_better():
    """The score that the defaults maximise tells a fitting scale from a wrong one."""
    batch = list(tasks([made_up(seed=s) for s in range(8)]))
    fitting = [Kind("a", 1.0, 0.9, 1.0, 0.5, 3.0, 1.0, np.log(5.0), 0.5)]
    wrong = [Kind("a", 1.0, 0.9, 1.0, 0.5, 3.0, 1.0, np.log(80.0), 0.2)]
    assert score(fitting, batch) > score(wrong, batch) + 0.5


def test_cases_hold_only_what_was_known():
    """No rate, level or weight of a case comes from after its origin."""
    for case in cases(made_up()):
        now = (case.series.year, case.series.origin)
        assert all((o.year, o.month) <= now for o in case.series.observations)
        assert all((p.year, p.end.month) <= now for p in case.series.levels)
        assert min(case.outcome) == case.series.origin + 1
        last = max(p.year for p in case.series.levels) if case.series.levels else 0
        assert last < case.series.year


def test_case_counts():
    """Ten origins; two rates need one more month; two years need two years of growth."""
    counts = pd.Series([c.known for c in cases(made_up())]).value_counts()
    assert counts.to_dict() == {
        "1 rate": 10, "2 rates": 9, "this year": 10, "2 years": 10}  # fmt: skip
    short = {c.known for c in cases(made_up(years=2))}
    assert "2 years" not in short


def test_scores_of_a_case_by_hand():
    """Errors are forecast less outcome; carried on is the rate at the origin."""
    series = made_up()
    case = next(c for c in cases(series, known=("1 rate",)) if c.series.origin == 6)
    rows = pd.DataFrame(score_all([case])).set_index("month")
    rate = float(case.series.observations[0].growth.point)
    assert rows.loc[12, "carried"] == pytest.approx(rate - series.growth[-1, -1])
    outlook = forecast_from(fit(case.series, weights=case.weights))
    assert rows.loc[12, "crps"] == pytest.approx(outlook.ytd[12].crps(series.growth[-1, -1]))


def test_summary_by_hand():
    """Two forecasts: MAE 2, RMSE √5, one of two inside every interval."""
    rows = pd.DataFrame(
        {
            "model": [1.0, -3.0],
            "crps": [0.5, 1.5],
            "pit": [0.5, 0.999],
            "carried": [2.0, 4.0],
            "last": [5.0, 5.0],
            "zero": [6.0, 6.0],
        }
    )
    (row,) = summary(rows, []).to_dict("records")
    assert (row["MAE"], row["CRPS"], row["bias"]) == (2.0, 1.0, -1.0)
    assert row["RMSE"] == pytest.approx(5**0.5)
    assert row["CRPS/best"] == pytest.approx(1 / 3)
    assert row["in 95%"] == 50


def test_reliability_by_hand():
    """Said 90% four times, happened three times."""
    rows = pd.DataFrame(
        {"positive": [0.9] * 4, "outcome": [1.0, 2.0, 3.0, -1.0], "name": ["a", "a", "a", "b"]}
    )
    (row,) = reliability(rows).to_dict("records")
    assert (row["forecasts"], row["series"], row["happened %"]) == (4, 2, 75)
    assert row["said %"] == pytest.approx(90)


def test_crps_of_a_sample_by_hand():
    """Of 0 and 2 about 1: mean distance 1, less half the mean difference 1/2 · 1."""
    assert crps_of_sample(np.array([0.0, 2.0]), 1.0) == pytest.approx(0.5)


def test_simulation_has_the_moments_of_the_model():
    """Variance of a month: mean, level and noise with its echo."""
    kind = Kind("a", 1.0, 0.8, 1.0, 0.5, 2.0, 1.0, 1.5, 1.0)
    rng = np.random.default_rng(1)
    draws = np.array([simulated(kind, 3.0, 24, rng) for _ in range(20_000)])
    assert draws.mean() == pytest.approx(2.0, abs=0.1)
    assert draws[:, 5].var() == pytest.approx(9 * (1 + 1 + 1.25), rel=0.04)
    across = np.cov(draws[:, 2], draws[:, 14])[0, 1]
    assert across == pytest.approx(9 * (1 + 0.8**12 - 0.5), rel=0.06)


def test_printed_rates_are_rounded_to_a_tenth():
    """As an office prints them."""
    (rate,) = printed(np.full(12, 4.26), [(0, 6)])
    assert str(float(rate.growth.point)) == "4.3"


@pytest.mark.parametrize(
    ("happened", "count", "word"),
    [(41.2, 216, "NOT reached"), (44.0, 216, ", reached"), (41.2, 27, ", reached")],
)
def test_calibration_is_called_reached_only_where_it_is(happened, count, word):
    """Said 47.5%: six points off is not reached; a bin of 27 forecasts decides nothing."""
    table = pd.DataFrame(
        {
            "forecasts": [1458, count],
            "said %": [0.7, 47.5],
            "happened %": [1.4, happened],
        }
    )
    assert word in calibrated(table)
