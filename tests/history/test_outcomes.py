"""What became of estimates, targets, promises and forecasts, and what changed between reports."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from zoneanalysis.forecast import growth_series, report_outlook
from zoneanalysis.history.changes import changes
from zoneanalysis.history.known import as_known
from zoneanalysis.history.outcomes import COVERAGES, ENOUGH, Came, Outcome, Outcomes, outcomes
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.series import SeriesIndex
from zoneanalysis.review.pictures.history import outcome_chart
from zoneanalysis.values.intervals import Interval

LESSON = Path(__file__).parents[2] / "data" / "lessons" / "four-reports"
PAIR = "fixed_asset_investment", "YC"


@pytest.fixture(scope="module")
def index():
    """Return the record of the invented city."""
    return SeriesIndex.of(DataPackage(LESSON))


@pytest.fixture(scope="module")
def came(index):
    """Return what became of what its reports said."""
    return outcomes(index)


def _row(came, kind, indicator):
    [row] = [each for each in came if (each.kind, each.indicator) == (kind, indicator)]
    return row


def test_a_broken_promise_is_missed(came):
    """预计10月转正, and December still shows 下降2.1%; October is not printed, which is said."""
    row = _row(came, "promise", "fixed_asset_investment")
    assert (row.came, row.printed) == (Came.MISSED, "下降2.1%")
    assert "the month itself is not printed" in str(row.reason)


def test_targets_and_estimates_with_their_errors(came):
    """6.3 against 10; 108 against 100; 252.40 against 258.00."""
    missed = _row(came, "target", "industrial_investment")
    assert (missed.came, missed.error.point) == (Came.MISSED, Fraction("-3.7"))
    met = _row(came, "target", "signed_count")
    assert (met.came, met.error.point) == (Came.HIT, 8)
    guess = _row(came, "estimate", "fixed_asset_investment")
    assert (guess.came, guess.error.interval) == (
        Came.MISSED,
        Interval(Fraction("-5.61"), Fraction("-5.59")),
    )


def test_a_priority_shares_the_fate_of_its_figure(came):
    """Sign 100 projects."""
    assert _row(came, "priority", "signed_count").came is Came.HIT


def test_a_forecast_over_a_break_stays_open(came, index):
    """Seven zones in December, six when it was made; without the break it is judged."""
    assert _row(came, "forecast", "industrial_value_added").came is Came.OPEN
    row = _row(outcomes(replace(index, breaks=())), "forecast", "industrial_value_added")
    assert row.came in {Came.COVERED, Came.OUTSIDE}
    assert set(row.covered) == set(COVERAGES)
    assert row.covered[0.8] == (row.came is Came.COVERED)


def test_calibration_is_told_only_of_enough(index):
    """Nineteen forecasts that came due are too few."""
    rows = tuple(
        Outcome(
            "forecast", "r", "i", "a", "p", "", Came.COVERED,
            covered={0.5: number % 2 == 0, 0.8: True, 0.95: True},
        )
        for number in range(ENOUGH)
    )  # fmt: skip
    assert Outcomes(index, rows[1:]).calibration is None
    assert Outcomes(index, rows).calibration == {0.5: Fraction(1, 2), 0.8: 1, 0.95: 1}
    assert str(Outcomes(index, rows).calibration_said) == (
        "Share of outcomes inside each interval, 20 forecasts of 1 cities: "
        "50%: 50%, 80%: 100%, 95%: 100%"
    )


def test_the_chart_draws_growth_that_was_said_and_came(came):
    """Targets and forecasts; no amount, nothing that is open."""
    rows = [(row.indicator, row.report, row) for row in came]
    chart = outcome_chart(rows, "en")
    assert "industrial_investment, yunchuan-2023h1 +10.0: +6.3" in chart.alt
    assert "258" not in chart.alt
    assert outcome_chart([row for row in rows if not row[2].rates], "en") is None


def test_what_changed_between_two_half_years(index):
    """Growth of levels, points of rates; what one report prints alone is listed."""
    found = changes(index.reports[0], index.reports[2], breaks=index.breaks)
    rows = {(r.key.indicator, r.key.measure): r for r in found if r.change is not None}
    assert rows["trade", "yoy"].change.point == Fraction("5.6")
    assert rows["signed_count", "count"].change.interval.lo == Fraction(61 * 100, 52) - 100
    assert {(r.key.indicator, r.status) for r in found.gone} == {
        ("industrial_investment", "target"),
        ("signed_count", "target"),
    }
    assert ("fixed_asset_investment", "estimate") in {
        (r.key.indicator, r.status) for r in found.new
    }


def test_no_change_over_a_break_nor_over_unlike_months(index):
    """The half-year against the year; six zones against seven."""
    halves = changes(index.reports[2], index.reports[3], breaks=index.breaks)
    trade = next(r for r in halves if (r.key.indicator, r.key.measure) == ("trade", "level"))
    assert (trade.change, str(trade.why_not)) == (None, "the two run over unlike months")
    years = changes(index.reports[1], index.reports[3], breaks=index.breaks)
    grown = next(r for r in years if r.key.indicator == "industrial_investment")
    assert grown.change is None
    assert "7 zones with Wangshan" in str(grown.why_not)


def test_estimates_count_by_what_earlier_ones_were_off(index):
    """Three of them, in points: then a report's own estimate moves its forecast, else it waits."""
    report = index.reports[2]
    assert as_known(index, index.reports[3]).estimates_off == (
        Fraction("100") * Fraction("-5.6") / 258,
    )
    made = [
        report_outlook(replace(as_known(index, report), estimates_off=off), *PAIR)
        for off in ((Fraction(1),) * 2, (Fraction(1),) * 3, (Fraction(9),) * 3)
    ]
    waits, close, far = (each.chosen.ytd[12] for each in made)
    [estimate] = made[0].estimates
    said = float(estimate.estimate.growth.point)
    assert waits.median == made[0].held.ytd[12].median
    assert abs(close.median - said) < abs(far.median - said) < abs(waits.median - said)
    assert any("±1.0 points" in str(note) for note in made[1].chosen.assumptions)


def test_a_printed_rate_overrules_the_one_that_a_change_implies(index):
    """5.1% of 2023 is printed; 加快2.9个百分点 would make it 4.4%. Both at once is no series."""
    report = index.reports[2]
    known = as_known(index, report)
    rates = known.find(indicator="industrial_value_added", measure="yoy")
    assert {each.printed for each in rates} == {"增长5.1%", "增长5.8%", "增长7.3%"}
    made = report_outlook(known, "industrial_value_added", "YC-DZ")
    assert not any(each.implied for each in made.chosen.fit.series.observations)


def test_a_revised_level_leaves_the_rates_of_the_years_before(index):
    """84.67 ÷ 1.098 is not 78.40: the levels don't hold together, the rates do."""
    known = as_known(index, index.reports[2])
    series = growth_series(known, "industrial_investment", "YC-DZ")
    assert {each.growth.printed for each in series.observations} >= {"增长4.6%", "增长6.3%"}
    assert [level.printed for level in series.levels.values()] == ["84.67亿元"]
