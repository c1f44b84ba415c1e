"""The forecast: distributions by month, probabilities, what is needed, benchmarks beside it."""

from fractions import Fraction

import numpy as np
import pytest

from zoneanalysis.errors import InputError, NotDerivableError
from zoneanalysis.forecast import (
    GrowthSeries,
    Published,
    Weights,
    fit,
    forecast,
    forecast_from,
)
from zoneanalysis.forecast.measured import measured
from zoneanalysis.forecast.naive import SHARE, naive_forecasts
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period


def series(*rates, levels=None, use_estimates=False):
    """Return the series of (period, printed[, status]) rows."""
    published = [Published.of(r[0], r[1], status=r[2] if len(r) > 2 else "actual") for r in rates]
    return GrowthSeries.build("yunchuan", published, levels=levels, use_estimates=use_estimates)


JUNE = (("2023-01/2023-05", "-4.6"), ("2023-01/2023-06", "-5.6"))


@pytest.fixture(scope="module")
def june():
    """Return the forecast after January-May -4.6% and January-June -5.6%."""
    return forecast(series(*JUNE))


def test_observed_months_are_what_was_printed(june):
    """May and June are known to their rounding; the fan opens after."""
    assert june.ytd[6].median == pytest.approx(-5.6, abs=0.01)
    widths = [np.diff(june.ytd[m].interval(0.8))[0] for m in range(6, 13)]
    assert widths[0] < 0.1
    assert widths == sorted(widths)


def test_the_month_between_two_rates_is_derived(june):
    """June alone: (6 · -5.6 - 5 · -4.6) = -10.6% with equal months."""
    assert june.month[6].median == pytest.approx(-10.6, abs=0.1)


def test_intervals_are_nested(june):
    """50 within 80 within 95%, around the median."""
    table = june.table()
    ahead = table[table["forecast"]]
    ordered = ahead[["low95", "low80", "low50", "median", "high50", "high80", "high95"]]
    assert (np.diff(ordered.to_numpy(), axis=1) > 0).all()


def test_table_shows_the_printed_rates(june):
    """And only these."""
    printed = june.table()["printed"].dropna()
    assert printed.to_dict() == {5: -4.6, 6: -5.6}


def test_table_of_months_has_single_months(june):
    """No single month was printed here."""
    table = june.table(what="month")
    assert table["printed"].isna().all()
    assert table.loc[6, "median"] == pytest.approx(-10.6, abs=0.1)


def test_table_refuses_other_words(june):
    """Only ytd and month."""
    with pytest.raises(InputError, match="ytd or month"):
        june.table(what="quarter")


def test_probability_of_being_positive_agrees_with_the_quantiles(june):
    """P(growth > 0) by month, from the same distribution."""
    chances = june.table()["positive"].loc[7:]
    assert list(chances.index) == [7, 8, 9, 10, 11, 12]
    for month, chance in chances.items():
        assert june.ytd[month].quantile(1 - chance) == pytest.approx(0, abs=1e-6)
    assert chances[7] < chances[12] < 0.5
    assert june.turning_month is None


def test_turning_month_is_the_first_that_is_likely_positive():
    """Growth that improves month by month turns the year to date positive soon after June."""
    rates = ("-6.0", "-3.5", "-1.5", "-0.6")
    months = (f"2023-01/2023-0{month}" for month in (3, 4, 5, 6))
    outlook = forecast(series(*zip(months, rates, strict=True)))
    chances, month = outlook.table()["positive"], outlook.turning_month
    assert month > 7
    assert chances[month] > 0.5 >= chances[month - 1]


def test_positive_growth_has_no_turning_month():
    """There is nothing to turn."""
    assert forecast(series(("2023-01/2023-06", "9.9"))).turning_month is None


def test_needed_growth_is_the_arithmetic_of_the_remaining_months(june):
    """Zero by October: 6 · 5.6 / 4 = 8.4; from 5.55 · 6 / 4 / 1.23 to 5.65 · 6 / 4 / 0.86."""
    need = june.need(0, by=10)
    assert need.growth.point == Fraction(84, 10)
    assert need.growth.interval.lo == Fraction("5.55") * 6 / 4 / Fraction("1.23")
    assert need.growth.interval.hi == Fraction("5.65") * 6 / 4 / Fraction("0.86")
    assert need.probability == pytest.approx(june.ytd[10].above(0))


def test_needed_growth_for_a_target():
    """16% for the year after 9.9% to June needs 22.1%."""
    outlook = forecast(series(("2023-01/2023-03", "3.82"), ("2023-01/2023-06", "9.9")))
    need = outlook.need("16%")
    assert need.growth.point == Fraction(221, 10)
    assert 0.01 < need.probability < 0.2


@pytest.mark.parametrize("month", [6, 3, 13])
def test_needed_growth_asks_for_a_month_ahead(june, month):
    """Not one that has passed, not one after December."""
    with pytest.raises(InputError, match="must lie after"):
        june.need(0, by=month)


def test_without_year_to_date_growth_nothing_is_needed():
    """From a single month alone the rest of the year can't be worked out."""
    outlook = forecast(series(("2023-07/2023-07", "3.0")))
    assert outlook.naive == ()
    with pytest.raises(NotDerivableError, match="no year-to-date growth up to 7"):
        outlook.need(0)
    assert any("none of the simple forecasts" in str(note) for note in outlook.assumptions)


def test_level_at_the_years_end_follows_from_growth():
    """Last year 200.0; the level is 200 (1 + g/100)."""
    levels = {Period.parse("2022-01/2022-06"): Figure.parse("100.0亿元"),
              Period.parse("2022-01/2022-12"): Figure.parse("200.0亿元")}  # fmt: skip
    outlook = forecast(series(*JUNE, levels=levels))
    level = outlook.year_end_level()
    assert level.median == pytest.approx(200 + 2 * outlook.ytd[12].median)


def test_level_needs_a_base(june):
    """Without last year's level there is none, with a reason."""
    with pytest.raises(NotDerivableError, match="last year's level"):
        june.year_end_level()


def test_growth_can_not_fall_below_what_is_already_done():
    """After +60% to November, even a December of nothing leaves 11/12 · 160 - 100."""
    outlook = forecast(series(("2023-01/2023-10", "-60.0"), ("2023-01/2023-11", "60.0")))
    least = 11 / 12 * (100 + 59.95) - 100
    assert outlook.ytd[12].quantile(1e-9) >= least


def test_naive_forecasts_by_hand():
    """9.9% to June after 3.82% to March: second quarter 15.98%."""
    given = series(("2023-01/2023-03", "3.82"), ("2023-01/2023-06", "9.90"))
    carried, last, zero, part = naive_forecasts(given, Weights.equal())
    assert part.path[12] == Fraction("9.90") * (1 + SHARE) / 2
    assert last.rest == Fraction("15.98")
    assert carried.path[12] == Fraction("9.90")
    assert last.path[12] == (6 * Fraction("9.90") + 6 * Fraction("15.98")) / 12
    assert zero.path[9] == 6 * Fraction("9.90") / 9


def test_last_growth_is_a_printed_month_where_there_is_one():
    """July itself, not July as the rates imply it."""
    given = series(("2023-01/2023-07", "2.0"), ("2023-07/2023-07", "3.1"))
    assert naive_forecasts(given, Weights.equal())[1].rest == Fraction("3.1")


def test_last_growth_of_one_rate_is_that_rate():
    """With nothing else known, carried and last are the same."""
    carried, last, *_ = naive_forecasts(series(("2023-01/2023-06", "4.0")), Weights.equal())
    assert carried.path == last.path


def test_comparison_has_the_model_and_the_three(june):
    """At the year's end, with the growth that each assumes for the rest."""
    table = june.comparison().set_index("method")
    assert list(table.index) == ["model", "carried", "last", "zero", "part"]
    assert table.loc["zero", "year_end"] == pytest.approx(-2.8)
    half = 0.5 * (-5.6 + table.loc["model", "rest"])
    assert half == pytest.approx(table.loc["model", "year_end"])


def test_after_december_nothing_is_left_to_forecast():
    """The year's own rate is the answer; no benchmark carries anything on, and that is said."""
    outlook = forecast(series(("2023-01/2023-12", "4.0")))
    assert outlook.ytd[12].median == pytest.approx(4.0, abs=0.01)
    assert not outlook.table()["forecast"].any()
    assert list(outlook.comparison()["method"]) == ["model"]
    assert outlook.naive == ()
    words = " ".join(map(str, outlook.assumptions))
    assert "the year is complete" in words
    assert "none of the simple forecasts" not in words


def test_assumptions_are_said(june):
    """Weights, rounding, kinds, where the variances are from."""
    words = " ".join(map(str, june.assumptions))
    for part in ("every month counts the same", "own print", "noisy", "taken from many others"):
        assert part in words


def test_held_and_used_estimates_are_said():
    """One sentence each way."""
    rows = (*JUNE, ("2023-01/2023-07", "-3.8", "estimate"))
    held = " ".join(map(str, forecast(series(*rows)).assumptions))
    used = " ".join(map(str, forecast(series(*rows, use_estimates=True)).assumptions))
    assert "official estimates left out, and compared with the forecast: 1" in held
    assert "official estimates used as if they were published values: 1" in used


def test_fit_and_forecast_are_apart(june):
    """The same fit gives the same forecast, however often."""
    fitted = fit(series(*JUNE))
    assert forecast_from(fitted).ytd[12].median == june.ytd[12].median


@pytest.mark.parametrize(
    ("rates", "growth"),
    [
        ((("2023-01/2023-06", "-18.8"), ("2023-07/2023-07", "5.0")), Fraction(-154, 10)),
        ((("2023-01/2023-03", "2.0"), ("2023-04/2023-06", "4.0")), Fraction(3)),
    ],
)
def test_year_to_date_is_put_together_from_its_parts(rates, growth):
    """(6 · -18.8 + 5.0)/7 = -15.4; two quarters of 2 and 4 are 3: benchmarks stand on it."""
    outlook = forecast(series(*rates))
    assert outlook.now.growth.point == growth
    assert outlook.now.growth.interval.width == Fraction(1, 10)
    assert [each.name for each in outlook.naive] == ["carried", "last", "zero", "part"]
    assert outlook.naive[0].path[12] == growth
    assert outlook.need(0).growth.point == -growth * outlook.origin / (12 - outlook.origin)
    assert any("put together" in str(note) for note in outlook.assumptions)


def test_parts_that_leave_a_gap_give_no_year_to_date():
    """April to June is missing."""
    assert forecast(series(("2023-01/2023-03", "2.0"), ("2023-07/2023-07", "5.0"))).now is None


def test_growth_below_minus_100_is_not_carried_on():
    """+5% to May, -90% to June: June alone would be -565%; left out, with words."""
    outlook = forecast(series(("2023-01/2023-05", "5.0"), ("2023-01/2023-06", "-90.0")))
    assert [each.name for each in outlook.naive] == ["carried", "zero", "part"]
    assert any("below -100%" in str(note) for note in outlook.assumptions)


def test_published_spans_of_last_year_refuse_an_impossible_fall():
    """Base 100 to June and 110 to July: 150 to June and 132 to July can't both be."""
    levels = {Period.parse(f"2022-01/2022-{month}"): Figure.parse(f"{level}亿元")
              for month, level in (("06", "100.0"), ("07", "110.0"), ("12", "200.0"))}  # fmt: skip
    rates = (("2023-01/2023-06", "50.0"), ("2023-01/2023-07", "20.0"))
    with pytest.raises(InputError, match="-100% or more"):
        forecast(series(*rates, levels=levels))
    possible = (("2023-01/2023-06", "50.0"), ("2023-01/2023-07", "36.5"))
    assert forecast(series(*possible, levels=levels)).naive


def test_total_loss_stays_total_at_worst():
    """-100% to June, printed ±0.05: no month's growth and no year falls below -100%."""
    outlook = forecast(series(("2023-01/2023-06", "-100.0")))
    assert min(outlook.ytd[month].floor for month in range(7, 13)) == -100


def test_coarse_print_widens_the_interval():
    """Five rates of "5" say less than five of "5.00"."""
    widths = []
    for text in ("5", "5.00"):
        rates = tuple((f"2023-01/2023-0{month}", text) for month in (2, 3, 4, 5, 6))
        low, high = forecast(series(*rates)).ytd[12].interval(0.8)
        widths.append(high - low)
    assert widths[0] > 1.3 * widths[1]


def test_growth_far_out_is_softened():
    """Growth of 300% to June is not carried on as it is, and what is done stays done."""
    end = forecast(series(("2023-01/2023-05", "290.0"), ("2023-01/2023-06", "300.0"))).ytd[12]
    assert 150 < end.median < 280


def test_benchmarks_have_the_spread_that_they_had_elsewhere(june):
    """In units of abs(growth so far) + 1, about the path; the interval is part of the table."""
    carried = june.naive[0]
    low, high = carried.interval(0.8)
    errors = measured("rivals", "carried", 6)
    assert low == pytest.approx(-5.6 + 6.6 * errors["q0.1"])
    assert high == pytest.approx(-5.6 + 6.6 * errors["q0.9"])
    table = june.comparison().set_index("method")
    assert table.loc["carried", "low80"] == pytest.approx(low)


def test_a_contradictory_month_drives_nothing():
    """A month that the fit sets aside is no "last observed growth" either."""
    rates = (("2023-01/2023-05", "0.0"), ("2023-06/2023-06", "-28.8"), ("2023-01/2023-06", "10.0"))
    outlook = forecast(series(*rates))
    assert outlook.naive[1].rest == 60
    assert outlook.count == 2


def test_rates_beyond_the_grid_are_warned_about():
    """Growth of thousands of percent, up and down."""
    rates = ("90000.0", "20.0", "80000.0", "50.0")
    months = (f"2023-{month:02d}/2023-{month:02d}" for month in (3, 4, 5, 6))
    outlook = forecast(series(*zip(months, rates, strict=True)))
    assert any("too narrow" in str(note) for note in outlook.assumptions)


def test_base_of_the_year_is_known_only_where_december_is():
    """An extrapolated base is a point that nobody published."""
    half = {Period.parse("2022-01/2022-06"): Figure.parse("100.0亿元")}
    whole = {**half, Period.parse("2022-01/2022-12"): Figure.parse("200.0亿元")}
    assert 12 not in forecast(series(*JUNE, levels=half)).fit.weights.known
    assert 12 in forecast(series(*JUNE, levels=whole)).fit.weights.known
