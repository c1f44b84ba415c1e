"""What may stand in a series, and what is refused, with words."""

from fractions import Fraction

import pytest

from zoneanalysis.errors import InputError, NotDerivableError
from zoneanalysis.forecast import GrowthSeries, Published
from zoneanalysis.messages import in_language
from zoneanalysis.values.figures import Bound, Figure
from zoneanalysis.values.periods import Period


def series(*rates, **options):
    """Return the series of (period, printed[, status]) rows."""
    return GrowthSeries.build(
        "yunchuan",
        [Published.of(r[0], r[1], status=r[2] if len(r) > 2 else "actual") for r in rates],
        **options,
    )


def test_rounding_variance_is_that_of_a_uniform_error():
    """A tenth: 0.1²/12; no decimals: 1/12."""
    assert Published.of("2023-01/2023-06", "-5.6").variance == Fraction(1, 1200)
    assert Published.of("2023-01/2023-03", "-31").variance == Fraction(1, 12)


def test_observations_come_in_time_order():
    """Text order doesn't matter; the year-to-date rate stands before the single month."""
    found = series(("2023-07/2023-07", "3.0"), ("2023-01/2023-07", "1.0"), ("2023-01/2023-03", "2"))
    assert [str(o.period) for o in found.observations] == [
        "2023-01/2023-03", "2023-01/2023-07", "2023-07/2023-07"]  # fmt: skip


def test_estimates_are_held_out_or_used():
    """By default an estimate is kept apart; on demand it counts."""
    rows = (("2023-01/2023-06", "-5.6"), ("2023-01/2023-07", "-3.8", "estimate"))
    assert [o.month for o in series(*rows).observations] == [6]
    assert [o.month for o in series(*rows).held] == [7]
    assert [o.month for o in series(*rows, use_estimates=True).observations] == [6, 7]


def test_published_value_replaces_the_estimate():
    """Once the value is out, the estimate of the same period is dropped, and that is said."""
    found = series(("2023-01/2023-07", "-3.8", "estimate"), ("2023-01/2023-07", "-4.4"))
    assert [float(o.growth.point) for o in found.observations] == [-4.4]
    assert not found.held
    assert "replaced" in str(found.notes[0])


def test_two_values_of_one_period_are_refused():
    """-5.6 and -5.1 for the same half-year can't both hold."""
    with pytest.raises(InputError, match="must have one value") as refused:
        series(("2023-01/2023-06", "-5.6"), ("2023-01/2023-06", "-5.1"))
    assert in_language(refused.value.faults[0].came, "zh") == "-5.6%与-5.1%"


def test_the_finer_of_two_agreeing_values_stays():
    """-5.6 and -5.62 agree; the second is more precise."""
    found = series(("2023-01/2023-06", "-5.6"), ("2023-01/2023-06", "-5.62"))
    assert [float(o.growth.point) for o in found.observations] == [-5.62]


def test_january_alone_is_set_aside():
    """January and February come merged; a January alone is left out, and said so."""
    found = series(("2023-01/2023-01", "8.0"), ("2023-01/2023-03", "3.0"))
    assert [o.month for o in found.observations] == [3]
    assert "Spring Festival" in str(found.notes[0])


def test_only_a_january_gives_a_reason_and_no_number():
    """Nothing is left to forecast from."""
    with pytest.raises(NotDerivableError, match="Spring Festival"):
        series(("2023-01/2023-01", "8.0"))


def test_no_observation_gives_a_reason():
    """An empty series is not derivable."""
    with pytest.raises(NotDerivableError, match="at least one observation"):
        series()


@pytest.mark.parametrize(
    ("period", "growth", "words"),
    [
        ("2023-01/2023-06", "-100.2", "must not lie below -100%"),
        ("2023-01/2023-06", "nan", "plain decimal number"),
        ("2022-07/2023-06", "3.0", "months within one year"),
        ("2023-06", "3.0", "months within one year"),
        ("../2023-06", "3.0", "months within one year"),
    ],
)
def test_bad_rates_are_refused(period, growth, words):
    """Below -100%, not a number, no span within one year."""
    with pytest.raises(InputError, match=words):
        Published.of(period, growth)


def test_total_loss_is_possible():
    """-100.0% is the edge, and allowed."""
    assert Published.of("2023-01/2023-06", "-100.0").growth.point == -100


def test_open_figures_are_refused():
    """'over 10%' has no upper end, so no variance."""
    with pytest.raises(InputError, match="bounded on both sides"):
        Published.of("2023-01/2023-06", Figure.of("10", "%", bound=Bound.LOWER))


def test_levels_are_no_growth():
    """A level where growth is wanted names both units."""
    with pytest.raises(Exception, match="亿元"):
        Published.of("2023-01/2023-06", Figure.parse("54.76亿元"))


def test_a_target_is_no_observation():
    """Only actual and estimate are."""
    with pytest.raises(InputError, match="actual or estimate"):
        Published.of("2023-01/2023-12", "16", status="target")


def test_falling_year_to_date_levels_are_refused():
    """January-July can't be less than January-June."""
    levels = {
        Period.parse("2023-01/2023-06"): Figure.parse("54.76亿元"),
        Period.parse("2023-01/2023-07"): Figure.parse("49.35亿元"),
    }
    with pytest.raises(InputError, match="must not fall"):
        GrowthSeries.build("x", [], levels=levels)


def test_levels_a_year_apart_give_growth():
    """120.0 after 100.0 is 20%, with the rounding of both: ± (0.05·100 + 120·0.05)/100²."""
    levels = {
        Period.parse("2022-01/2022-06"): Figure.parse("100.0亿元"),
        Period.parse("2023-01/2023-06"): Figure.parse("120.0亿元"),
    }
    (only,) = GrowthSeries.build("x", [], levels=levels).observations
    assert only.growth.point == 20
    assert only.implied
    assert float(only.variance) == pytest.approx((0.1**2 + (1.2 * 0.1) ** 2) / 12)


def test_growth_of_a_loss_implies_no_level_of_last_year():
    """A loss of 2.0 that "grew" by 10% has no base that a forecast could start from."""
    levels = {Period.parse("2023-01/2023-06"): Figure.of("-2.0", "亿元")}
    rate = Published.of("2023-01/2023-06", "10.0")
    assert GrowthSeries.build("x", [rate], levels=levels).bases == {}
