"""What the rest of the year needs and brings, under each reading of last year's months."""

from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from zoneanalysis.forecast import (
    GrowthSeries,
    Published,
    Weights,
    forecast,
    growth_series,
    scenarios,
    weights_of,
)
from zoneanalysis.reports import DataPackage
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period

DATA = DataPackage(Path(__file__).parents[2] / "data")
ZERO = Figure.of("0", "%", exact=True)


def series(*rates, levels=None):
    """Return the series of (period, printed) pairs."""
    return GrowthSeries.build(
        "yunchuan", [Published.of(*each) for each in rates], levels=levels or {}
    )


@pytest.fixture(scope="module")
def linfen():
    """Return what Linfen printed of industrial investment."""
    return growth_series(DATA.read("linfen-2023h1"), "industrial_investment", "CN-1410-DZ-IND")


def test_july_of_last_year_follows_from_the_reports_own_figures(linfen):
    """69.35/0.849 - 54.76/0.812 = 14.25 [14.14, 14.35], 1.27 of a month of the half-year."""
    june, july = (linfen.bases[p] for p in sorted(linfen.bases, key=lambda p: p.end))
    between = july.interval - june.interval
    assert float(july.point - june.point) == pytest.approx(14.25, abs=0.005)
    assert float(between.lo) == pytest.approx(14.14, abs=0.01)
    assert float(between.hi) == pytest.approx(14.35, abs=0.01)
    implied = weights_of(linfen, 2023)
    assert float(implied.months[6] / implied.months[0]) == pytest.approx(1.27, abs=0.005)


def test_need_by_october_is_a_range(linfen):
    """-18.8% to June: 28.2% with equal months.

    With July implied and later months as the average of the seven before,
    0.188 · 67.44 / (14.25 + 3 · 11.67) = 25.7%.
    """
    points = [
        100 * Fraction("0.188") * w.over(1, 6) / w.over(7, 10)
        for w in (Weights.equal(), weights_of(linfen, 2023))
    ]
    assert [round(float(p), 1) for p in points] == [28.2, 25.7]
    need = weights_of(linfen, 2023).needed(Figure.of("-18.8", "%"), ZERO, done=6, by=10)
    assert need.point == points[1]
    assert need.interval.lo < points[1] < points[0] < need.interval.hi


def test_months_that_levels_tell_leave_rounding_only():
    """Last year's levels of all months are published: 0.056 · 60 / 40 = 8.4 ± 0.075."""
    months = {Period.single(2022, m): Figure.parse("10亿元") for m in range(1, 13)}
    known = weights_of(series(("2023-01/2023-06", "-5.6"), levels=months), 2023)
    need = known.needed(Figure.of("-5.6", "%"), ZERO, done=6, by=10)
    assert (need.point, need.interval.width) == (Fraction("8.4"), Fraction("0.15"))
    assert "rounding" in str(need.note)


def test_levels_held_give_the_growth_that_arithmetic_asks_for():
    """2023 to June +4.1, to December -11.6, 2024 to June +4.0: +22.5% if levels stay."""
    made = forecast(series(
        ("2023-01/2023-06", "4.1"), ("2023-01/2023-12", "-11.6"), ("2024-01/2024-06", "4.0"),
    ))  # fmt: skip
    table = scenarios(made).set_index(["weights", "path"])
    held = 100 * (2 * 104.1 * 1.04 / (104.1 + 72.7) - 1)
    assert table.loc[("figures", "held"), "ytd"] == pytest.approx(held, abs=1e-6)
    assert table.loc[("equal", "carried"), "ytd"] == pytest.approx(4.0)


def test_equal_months_know_nothing_of_last_year():
    """Months that weigh alike would contradict last year's fall: this year's rates stand alone."""
    now = ("2024-01/2024-06", "4.0")
    fallen = series(("2023-01/2023-06", "4.1"), ("2023-01/2023-12", "-11.6"), now)
    table = scenarios(forecast(fallen)).set_index(["weights", "path"])
    alone = scenarios(forecast(series(now))).set_index(["weights", "path"])
    pd.testing.assert_frame_equal(table.loc[["equal"]], alone)


def test_a_needed_rest_gives_the_target_with_its_probability():
    """Whatever the weights, what is needed ends at the target."""
    made = forecast(series(("2023-01/2023-05", "-4.6"), ("2023-01/2023-06", "-5.6")))
    table = scenarios(made, "2%").set_index("path")
    assert table.loc["needed", "ytd"] == pytest.approx(2.0)
    assert table.loc["needed", "rest"] == pytest.approx(9.6)
    assert table.loc["needed", "low"] < 9.6 < table.loc["needed", "high"]
    assert table.loc["needed", "probability"] == pytest.approx(made.ytd[12].above(2.0))
    assert table.loc["model", "ytd"] == pytest.approx(made.ytd[12].median)
    assert "held" not in table.index


def test_one_reading_where_the_figures_say_nothing():
    """Equal months only."""
    made = forecast(series(("2023-01/2023-06", "4.0")))
    assert set(scenarios(made)["weights"]) == {"equal"}
