"""The outlook of the two reports of 2023, and of reports that print too little."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from zoneanalysis.errors import InputError
from zoneanalysis.forecast import growth_series, report_outlook, report_outlooks
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.report import Claim, Observation, Report
from zoneanalysis.review.chapters.forecast import forecast_blocks
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.narrative.forecast import (
    expectation,
    forecast_rate,
    reading,
    turning_claims,
)
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period

DATA = DataPackage(Path(__file__).parents[2] / "data")
ZONES = "CN-1410-DZ-IND"


@pytest.fixture(scope="module")
def linfen():
    """Return the report of Linfen."""
    return DATA.read("linfen-2023h1")


@pytest.fixture(scope="module")
def lvliang():
    """Return the report of Lüliang."""
    return DATA.read("lvliang-2023h1")


@pytest.mark.parametrize(
    ("indicator", "may", "june", "july"),
    [("industrial_value_added", "-4.6", "-5.6", "-3.8"),
     ("industrial_investment", "-27.0", "-18.8", "-15.1")],
)  # fmt: skip
def test_rates_of_linfen(linfen, indicator, may, june, july):
    """January-May follows from the estimate and the stated change: -3.8 - 0.8, -15.1 - 11.9."""
    series = growth_series(linfen, indicator, ZONES)
    (printed,) = series.observations
    assert (printed.month, printed.growth.point) == (6, Fraction(june))
    assert [(o.month, o.growth.point, o.implied) for o in series.held] == [
        (5, Fraction(may), True),
        (7, Fraction(july), False),
    ]


def test_implied_rate_has_the_rounding_of_both(linfen):
    """Interval ± 0.1, variance 2 · 0.1²/12."""
    implied = growth_series(linfen, "industrial_investment", ZONES).held[0]
    assert implied.growth.interval.width == Fraction(2, 10)
    assert implied.variance == Fraction(2, 1200)


def test_estimate_held_out_and_used(linfen):
    """The July estimate narrows the forecast and raises it; held out, it is compared.

    A single published rate says so little that it is used.
    """
    outlook = report_outlook(linfen, "industrial_value_added", ZONES)
    assert outlook.chosen is outlook.used
    assert outlook.held.origin == 6
    assert outlook.used.origin == 7
    assert outlook.used.ytd[12].median > outlook.held.ytd[12].median
    (reading,) = outlook.estimates
    assert reading.estimate.source == "f016"
    used = report_outlook(linfen, "industrial_value_added", ZONES, use_estimates=True)
    assert used.chosen is used.used


def test_stated_month_of_turning_positive(linfen):
    """预计10月转正 of year-to-date investment: needs 15.1 · 7/3 in August-October; unlikely."""
    outlook = report_outlook(linfen, "industrial_investment", ZONES)
    assert outlook.turning == (10,)
    made = outlook.chosen
    assert made.ytd[10].above(0) < 0.2 < made.month[10].above(0)
    by_october = next(n for n in outlook.needs if n.month == 10)
    assert by_october.growth.point == Fraction("15.1") * 7 / 3


def test_level_at_the_years_end(linfen):
    """69.35 to July at -15.1% means 81.68 last year, 140.03 for its whole; then 1 + g."""
    outlook = report_outlook(linfen, "industrial_investment", ZONES)
    base = Fraction(12, 7) * Fraction("69.35") / (1 - Fraction("0.151"))
    assert outlook.held.fit.weights.base_total == base
    expected = float(base) * (1 + outlook.held.ytd[12].median / 100)
    assert outlook.held.year_end_level().median == pytest.approx(expected)
    words = " ".join(map(str, outlook.chosen.assumptions))
    assert "taken as" in words


def test_constant_prices_are_said(linfen):
    """Value added grows at constant prices; its level is indicative."""
    outlook = report_outlook(linfen, "industrial_value_added", ZONES)
    assert any("indicative" in str(note) for note in outlook.chosen.assumptions)


def test_default_outlooks_are_those_with_two_rates(linfen, lvliang):
    """Value added and investment of all industrial zones, in both cities."""
    for report, area in ((linfen, ZONES), (lvliang, "CN-1411-DZ-IND")):
        pairs = {(o.indicator, o.ref_area) for o in report_outlooks(report)}
        assert pairs == {("industrial_value_added", area), ("industrial_investment", area)}


def test_targets_of_lvliang_are_those_of_its_zones(lvliang):
    """16, 17 and 20% of investment; each with the growth that the second half needs."""
    outlook = report_outlook(lvliang, "industrial_investment", "CN-1411-DZ-IND")
    assert sorted(each.figure.point for each in outlook.targets) == [16, 17, 20]
    needs = {n.target.point: n for n in outlook.needs if n.target.point > 0}
    assert needs[16].growth.point == Fraction("71.1")
    assert needs[16].probability < 0.05
    assert outlook.held is outlook.used


def test_positive_growth_needs_nothing_to_turn(lvliang):
    """Value added grew 9.9%: only targets are asked about."""
    outlook = report_outlook(lvliang, "industrial_value_added", "CN-1411-DZ-IND")
    assert {n.month for n in outlook.needs} == {12}
    assert outlook.chosen.table()["median"].loc[6] == pytest.approx(9.9, abs=0.05)


def test_one_indicator_takes_single_rates_too(lvliang):
    """Asked for by name, a zone with one rate is forecast as well."""
    found = report_outlooks(lvliang, indicator="industrial_value_added")
    assert "CN-1411-DZ-WENSHUI" in {o.ref_area for o in found}


def test_unknown_indicator_names_those_there_are(linfen):
    """The way out stands in the error."""
    with pytest.raises(InputError, match="industrial_value_added"):
        report_outlooks(linfen, indicator="happiness")
    with pytest.raises(InputError, match="industrial_investment, CN-1410-DZ-IND"):
        report_outlook(linfen, "happiness", ZONES)


def made_up(*rows, claims=()):
    """Return a report about Yunchuan, an invented city."""
    return Report(
        "yunchuan-2023h1",
        {},
        tuple(
            Observation(f"f{i:03d}", Figure.parse(printed), "industrial_investment", "XX-DZ",
                        Period.parse(period), measure, status=status)
            for i, (period, printed, measure, status) in enumerate(rows, start=1)
        ),
        tuple(claims),
    )  # fmt: skip


def test_a_report_of_estimates_alone_is_forecast_from_them():
    """There is nothing to hold out against."""
    report = made_up(("2023-01/2023-07", "增长4.0%", "yoy", "estimate"))
    (outlook,) = report_outlooks(report, indicator="industrial_investment")
    assert outlook.held is None
    assert outlook.chosen is outlook.used


def test_a_year_of_estimates_alone_is_forecast_from_them():
    """Last year's rate is no forecast of this year's without its estimate."""
    report = made_up(
        ("2022-01/2022-12", "增长3.0%", "yoy", "actual"),
        ("2023-01/2023-02", "增长4.0%", "yoy", "estimate"),
    )
    (outlook,) = report_outlooks(report)
    assert outlook.held is None
    assert (outlook.chosen.year, outlook.estimates) == (2023, ())


def test_a_report_without_growth_has_no_outlook():
    """An empty tuple, not an error."""
    assert report_outlooks(made_up(("2023-01/2023-06", "54.76亿元", "level", "actual"))) == ()


def test_own_target_goes_before_those_of_zones():
    """The area's own 12% is the target."""
    report = made_up(
        ("2023-01/2023-03", "增长2.0%", "yoy", "actual"),
        ("2023-01/2023-06", "增长4.0%", "yoy", "actual"),
        ("2023", "12%", "yoy", "target"),
    )
    (outlook,) = report_outlooks(report)
    assert [each.figure.point for each in outlook.targets] == [12]


def test_change_without_a_period_implies_nothing():
    """Only a claim that names the earlier period gives a rate."""
    rows = (("2023-01/2023-06", "增长4.0%", "yoy", "actual"),
            ("2023-01/2023-06", "提高0.8个百分点", "pp_change", "actual"))  # fmt: skip
    claim = Claim("c001", "pp_change", "f002", {"later": ("f001",)})
    series = growth_series(made_up(*rows, claims=[claim]), "industrial_investment", "XX-DZ")
    assert len(series.observations) == 1


def test_estimated_levels_of_a_report_are_held_out():
    """130.0 expected after 110.0 gives no published growth, and no weight."""
    rows = (("2022-01/2022-07", "110.0亿元", "level", "actual"),
            ("2023-01/2023-06", "下降5.0%", "yoy", "actual"),
            ("2023-01/2023-07", "130.0亿元", "level", "estimate"))  # fmt: skip
    report = made_up(*rows)
    series = growth_series(report, "industrial_investment", "XX-DZ")
    assert [o.month for o in series.observations] == [6]
    assert [o.month for o in series.held] == [7]
    assert Period.parse("2023-01/2023-07") not in series.levels
    used = growth_series(report, "industrial_investment", "XX-DZ", use_estimates=True)
    assert [o.status for o in used.observations] == ["actual", "estimate"]


def test_a_rate_that_follows_from_an_estimate_is_one(linfen):
    """Linfen's January-May is the July estimate less the stated change: held out with it."""
    outlook = report_outlook(linfen, "industrial_investment", ZONES)
    assert [o.month for o in outlook.held.fit.series.observations] == [6]
    assert [o.month for o in outlook.used.fit.series.observations] == [5, 6, 7]
    said = [str(note) for note in outlook.chosen.assumptions]
    assert any("used as if they were published values: 1" in note for note in said)


def test_sentences_speak_of_each_month_alone_and_of_computed_rates(linfen):
    """No claim about a path ("all year", "by"), which probabilities month by month can't give."""
    c = Citation(linfen, "en")
    outlook = report_outlook(linfen, "industrial_investment", ZONES)
    text = plain(expectation(c, outlook))
    assert "taken alone" in text
    assert "all year" not in text
    assert "3 growth rates (1 of them not printed but computed)" in text
    assert plain(reading(c, [outlook])) == ""  # what it is without them stands beside it
    held = replace(outlook, chosen=outlook.held)
    assert "for January–July (−15.1%) against the model without it" in plain(reading(c, [held]))


def plain(runs):
    """Return the text of runs."""
    return "".join(each if isinstance(each, str) else each.text for each in runs)


@pytest.mark.parametrize(("month", "found"), [(5, 0), (6, 0), (7, 1), (12, 1)])
def test_a_turn_is_judged_only_in_months_ahead(month, found):
    """The origin is June."""
    rows = (("2023-01/2023-05", "下降5.0%", "yoy", "actual"),
            ("2023-01/2023-06", "下降4.0%", "yoy", "actual"))  # fmt: skip
    claim = Claim("c001", "direction", f"预计{month}月转正", {"before": ("f002",)})
    (outlook,) = report_outlooks(made_up(*rows, claims=[claim]))
    assert len(outlook.turning) == found


def test_the_chance_of_the_lowest_target_stands_beside_the_forecast(lvliang):
    """Three targets, 13 to 16%: the arithmetic of the lowest stands elsewhere, its chance here."""
    outlook = report_outlook(lvliang, "industrial_value_added", "CN-1411-DZ-IND")
    chance = outlook.chosen.ytd[12].above(13.0)
    text = plain(expectation(Citation(lvliang, "en"), outlook))
    assert f"reaches the lowest of the zones' targets, 13%, is {chance:.0%}; " in text


def test_a_forecast_that_weighs_estimates_is_told_beside_the_one_without(linfen):
    """Three earlier estimates were off by two points: July's counts, and isn't "as published"."""
    past = replace(linfen, estimates_off=(Fraction(2),) * 3)
    c = Citation(past, "en")
    outlook = report_outlook(past, "industrial_investment", ZONES)
    text = plain(expectation(c, outlook))
    assert "taken as published" not in text
    median = forecast_rate(outlook.held.ytd[12].median)
    assert f"counts the report's own estimate; without it the model expects {median} (" in text
    held, chosen = (f"{made.ytd[10].above(0):.0%}" for made in (outlook.held, outlook.chosen))
    assert held != chosen
    [said] = turning_claims(c, [outlook])
    assert f"{chosen} ({held} without the estimate)" in plain(said)


def test_no_estimate_is_spoken_of_where_there_is_none():
    """A month of turning, but no estimate."""
    rows = (("2023-01/2023-05", "下降5.0%", "yoy", "actual"),
            ("2023-01/2023-06", "下降4.0%", "yoy", "actual"))  # fmt: skip
    claim = Claim("c001", "direction", "预计10月转正", {"before": ("f002",)})
    report = made_up(*rows, claims=[claim])
    [said] = turning_claims(Citation(report, "en"), report_outlooks(report))
    assert "chance of growth over" in plain(said)
    assert "estimate" not in plain(said)


def test_how_such_forecasts_turned_out_stands_beside_them(lvliang):
    """In the chapter itself, once for both indicators."""
    blocks = forecast_blocks(Citation(lvliang, "en"), report_outlooks(lvliang))
    note = plain(blocks[-1].runs)
    assert note.count("Measured on 121 other series") == 1
    assert "two or three rates known" in note


def test_an_estimate_of_the_year_leaves_the_year_open():
    """Weighed, it moves December, with the path, simple forecasts and needs from June still there.

    Taken as published it says itself, which is no sentence.
    """
    rows = (("2023-01/2023-05", "下降5.0%", "yoy", "actual"),
            ("2023-01/2023-06", "下降4.0%", "yoy", "actual"),
            ("2023-01/2023-12", "增长40.0%", "yoy", "estimate"))  # fmt: skip
    report = made_up(*rows)
    (waits,) = report_outlooks(report)
    assert waits.used.ytd[12].median == pytest.approx(40.0, abs=0.1)
    assert "estimate" not in plain(expectation(Citation(report, "en"), waits))
    past = replace(report, estimates_off=(Fraction(20),) * 3)
    (made,) = report_outlooks(past)
    assert waits.held.ytd[12].median < made.chosen.ytd[12].median < 39
    assert (made.chosen.origin, len(made.chosen.naive)) == (6, 4)
    assert [each.month for each in made.needs] == [7, 8, 9, 10, 11, 12]
    assert not any("the year is complete" in str(each) for each in made.chosen.assumptions)
    assert "without it the model expects" in plain(expectation(Citation(past, "en"), made))
