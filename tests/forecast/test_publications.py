"""What each publication changed, and the official estimate against the model."""

from fractions import Fraction

import numpy as np
import pytest

from zoneanalysis.errors import InputError
from zoneanalysis.forecast import (
    GrowthSeries,
    Published,
    Weights,
    forecast,
    news,
    read_estimates,
)
from zoneanalysis.messages import Message


def outlook(*rates, use_estimates=False):
    """Return the forecast of (period, printed[, status]) rows."""
    published = [Published.of(r[0], r[1], status=r[2] if len(r) > 2 else "actual") for r in rates]
    return forecast(GrowthSeries.build("yunchuan", published, use_estimates=use_estimates))


LINFEN = (
    ("2023-01/2023-05", "-4.6"),
    ("2023-01/2023-06", "-5.6"),
    ("2023-01/2023-07", "-3.8", "estimate"),
)


def test_estimate_is_read_against_the_forecast_without_it():
    """Linfen's -3.8% to July, expected near -5.8%: 7% in July after -10.6% in June, above 80%."""
    held = outlook(*LINFEN)
    (reading,) = read_estimates(held)
    assert reading.model is held.ytd[7]
    assert 0.9 < reading.below < 0.975
    assert reading.below == pytest.approx(float(held.ytd[7].cdf(-3.8)))
    assert "above the model's 80% interval" in str(reading.words)


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        ("-5.8", "in the middle"),
        ("20.0", "above the model's 95% interval"),
        ("-30.0", "below the model's 95% interval"),
    ],
)
def test_estimate_in_words(estimate, words):
    """In the middle, within, or outside, with the side."""
    held = outlook(*LINFEN[:2])
    estimated = Published.of("2023-01/2023-07", estimate, status="estimate")
    (reading,) = read_estimates(held, [estimated])
    assert words in str(reading.words)


def test_estimate_of_another_year_is_refused():
    """There is nothing to compare it with."""
    with pytest.raises(InputError, match="of 2023"):
        read_estimates(outlook(*LINFEN[:2]), [Published.of("2024-01/2024-07", "1.0")])


def test_single_month_is_read_against_single_months():
    """July itself, not the year to July."""
    held = outlook(*LINFEN[:2])
    july = Published.of("2023-07/2023-07", "3.0", status="estimate")
    assert read_estimates(held, [july])[0].model is held.month[7]


def test_news_shows_how_each_publication_moved_the_year_end():
    """Row by row, before and after; the last after is the forecast itself."""
    used = outlook(*LINFEN, use_estimates=True)
    table = news(used)
    assert list(table["period"]) == [r[0] for r in LINFEN]
    assert table["after"].iloc[-1] == pytest.approx(used.ytd[12].median)
    assert np.isnan(table["expected"].iloc[0])
    np.testing.assert_allclose(table["before"][1:], table["after"][:-1])
    np.testing.assert_allclose(table["moved"][1:], (table["after"] - table["before"])[1:])
    np.testing.assert_allclose(table["surprise"][1:], (table["printed"] - table["expected"])[1:])


def test_good_news_raises_and_bad_news_lowers_the_forecast():
    """June was worse than expected, July better."""
    moved = news(outlook(*LINFEN, use_estimates=True))["moved"]
    assert moved[1] < 0 < moved[2]


def test_news_covers_the_forecast_year_only():
    """Last year's rates were no news for this year's end."""
    table = news(outlook(("2022-01/2022-12", "3.0"), ("2023-01/2023-03", "4.0")))
    assert list(table["period"]) == ["2023-01/2023-03"]


@pytest.mark.parametrize(("level", "coverage"), [(0.94, 80), (0.98, 95), (0.06, 80), (0.02, 95)])
def test_the_interval_that_is_named_is_the_widest_passed(level, coverage):
    """94% below: outside the 80% interval, inside the 95% one; 98%: outside both."""
    held = outlook(*LINFEN[:2])
    value = f"{held.ytd[7].quantile(level):.6f}"
    estimated = Published.of("2023-01/2023-07", value, status="estimate")
    (reading,) = read_estimates(held, [estimated])
    assert f"model's {coverage}% interval" in str(reading.words)


def test_news_uses_the_weights_of_the_forecast():
    """Months that count unevenly: the last row is still the forecast itself."""
    series = outlook(*LINFEN[:2]).fit.series
    heavy = Weights((*[Fraction(1, 2)] * 6, *[Fraction(3, 2)] * 6), Message("by hand"))
    made = forecast(series, weights=heavy)
    assert news(made)["after"].iloc[-1] == pytest.approx(made.ytd[12].median)
    assert made.ytd[12].median != pytest.approx(forecast(series).ytd[12].median, abs=0.05)


def test_an_estimate_pulls_as_much_as_its_past_errors_allow():
    """With a standard error of 3 points it moves the forecast, but less than a published rate."""
    rows = [Published.of(*row) for row in LINFEN[:2]]
    ends = []
    for variance in (None, Fraction(9), Fraction(10**6)):
        estimate = Published.of(LINFEN[2][0], "-1.0", status="estimate", variance=variance)
        made = forecast(GrowthSeries.build("yunchuan", [*rows, estimate], use_estimates=True))
        ends.append(made.month[12].median)
    assert ends[0] > ends[1] > ends[2]


def test_an_estimate_of_a_quarter_stops_nothing():
    """The forecast has no distribution of a quarter; the estimates that it can read are read."""
    quarter = ("2023-07/2023-09", "5.0", "estimate")
    assert read_estimates(outlook(*LINFEN[:2], quarter)) == ()
    assert len(read_estimates(outlook(*LINFEN, quarter))) == 1
