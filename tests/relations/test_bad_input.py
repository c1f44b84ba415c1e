"""What a relation is given that it can't take: said plainly, and in linear time."""

import pandas as pd
import pytest

import zoneanalysis as za
from zoneanalysis.errors import InputError
from zoneanalysis.relations.formula import parse
from zoneanalysis.reports.schema.claim_rows import check_claims
from zoneanalysis.reports.schema.rows import Row


def test_ten_thousand_figures_in_one_sum():
    """Ten thousand parts of 0.1 each, give or take 0.05."""
    parts = ["0.1亿元"] * 10_000
    result = za.check_sum("1000.0亿元", parts, complete=True)
    assert result.verdict is za.Verdict.CONSISTENT
    assert (result.recomputed.lo, result.recomputed.hi) == (500, 1500)
    assert za.check_sum("1500.1亿元", parts, complete=True).verdict is za.Verdict.INCONSISTENT


def test_growth_of_a_thousand_parts_has_an_exact_range():
    """All grow by 5%, printed without places: the whole grows by 4.5 to 5.5."""
    result = za.check_growth_from_parts("5.0", ["10亿元"] * 1000, ["5"] * 1000, complete=True)
    assert result.verdict is za.Verdict.CONSISTENT
    assert result.recomputed.contains(5)
    assert 4 < result.recomputed.lo < 5 < result.recomputed.hi < 6


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (lambda: za.check_pp_gap("1.0", "9.9亿元", "8.9%"), "its unit is of the wrong kind"),
        (lambda: za.check_growth_from_parts("5", ["1亿元", "2亿元"], ["5"]), "without its level"),
        (lambda: za.check_sum("5亿元", ["2亩"], complete=True), "measure different things"),
        (lambda: za.check_share("50%", "1亿元", "0.0亿元"), "may be zero"),
    ],
    ids=["wrong unit", "unpaired", "unlike units", "divides by zero"],
)
def test_figures_that_cannot_stand_there_say_why(call, reason):
    """Not assessable, with the reason."""
    result = call()
    assert result.verdict is za.Verdict.NOT_ASSESSABLE
    assert reason in str(result.reason)


def test_a_parameter_that_is_needed_is_asked_for():
    """Nine bulletins: in how many months is not said."""
    with pytest.raises(InputError, match="months must be a whole number"):
        za.check_times_in_period("9期")


def test_unknown_arguments_are_refused():
    """A misspelt parameter is an error, as of any function; in a table, too."""
    with pytest.raises(TypeError, match="complet"):
        za.check_sum("5", ["5"], complet=True)
    with pytest.raises(InputError, match="the parameters of share are"):
        za.check_table("share", pd.DataFrame({"stated": ["5"]}), complete=True)


@pytest.mark.parametrize(
    ("text", "column"),
    [("合计 = sum(分项", 6), ("a + = b", 5), ("a ** b", 1), ("f(a) > 1", 1), ("a; b >", 5)],
)
def test_a_formula_that_cannot_be_read_is_pointed_at(text, column):
    """With a caret under the place."""
    with pytest.raises(InputError) as caught:
        parse(text)
    line = next(each for each in str(caught.value).splitlines() if "^" in each)
    assert line.index("^") + 1 >= column


OWN = {"time_period": "2023-01/2023-06", "ref_area": "CN-9901", "printed": "54.76亿元",
       "unit_measure": "亿元"}  # fmt: skip
RATE = {"unit_measure": "%", "printed": "41.4%"}


@pytest.mark.parametrize(
    ("check", "inputs", "stated", "other", "what"),
    [
        ("repeat", "other=f2", {}, {"time_period": "2024-06"}, "year"),
        ("repeat", "other=f2", {}, {"time_period": "2023-01/2023-07"}, "period"),
        ("repeat", "other=f2", {}, {"time_period": "../2023-12"}, "period"),
        ("repeat", "other=f2", {}, {"ref_area": "CN-9902"}, "area"),
        ("repeat", "other=f2", {}, {"time_period": "2023-07"}, ""),
        ("sum", "part=f2", {}, {"time_period": "2024"}, "period"),
        ("sum", "part=f2", {}, {"time_period": "2023-01/2023-03", "ref_area": "CN-9902"}, ""),
        ("share", "part=f1 whole=f2", RATE, {"time_period": "2024"}, "year"),
        ("share", "part=f1 whole=f2", RATE, {"time_period": "2023", "ref_area": "CN-99"}, ""),
        ("pp_gap", "own=f1 reference=f2", RATE, RATE | {"time_period": "2023"}, "period"),
        ("pp_change", "later=f1 earlier=f2", RATE, RATE | {"time_period": "2022"}, ""),
        ("sum", "part=f1 part=f2", {}, {"unit_measure": "个", "ref_area": "CN-99"}, "unlike"),
        ("stages", "stage=f1 stage=f2", {}, {"unit_measure": "个"}, "unlike"),
    ],
)
def test_a_relation_holds_between_like_figures_alone(check, inputs, stated, other, what):
    """Of one time, area and indicator, as its declaration says, before anything is judged."""
    first = OWN | (RATE if check.startswith("pp") else {})
    rows = {"f0": OWN | stated, "f1": first, "f2": OWN | other}
    figures = {name: Row(2, cells) for name, cells in rows.items()}
    stated = "" if check == "stages" else "f0"
    cells = {"check": check, "stated": stated, "inputs": inputs, "params": ""}
    faults = list(check_claims([Row(2, cells)], figures))
    one = "measure one thing" if what == "unlike" else f"be of one {what}"
    said = [f"the figures of check {check} must {one}"] if what else []
    assert [fault.must for fault in faults] == said


def test_what_is_held_until_the_stated_one_needs_it():
    """A part of 2023 and one of 2024 are not alike to a sum that can't be read."""
    figures = {"f1": Row(2, OWN), "f2": Row(3, OWN | {"time_period": "2024"})}
    cells = {"check": "sum", "stated": "f0", "inputs": "part=f1 part=f2", "params": ""}
    faults = list(check_claims([Row(2, cells, frozenset({"stated"}))], figures))
    assert faults == []


@pytest.mark.parametrize(
    ("params", "must"),
    [
        ("months=0", "months must be a whole number from 1"),
        ("months=abc", "months must be a whole number from 1"),
        ("months=6; months=7", "a parameter must come once"),
        ("each=2", "months must be a whole number from 1"),
        ("months=6", None),
    ],
)
def test_parameters_are_read_before_anything_is_judged(params, must):
    """Numbers that are none, one said twice, one that is lacking."""
    assert _said_of("times_in_period", params) == ([must] if must else [])


@pytest.mark.parametrize("elapsed", ["3/2", "0", "-1/2", "1/0", "6个月"])
def test_a_share_of_the_year_is_no_more_than_a_year(elapsed):
    """What is above 1, not above 0, or no number; without one the figure's period says it."""
    must = "elapsed must be a fraction above 0 and up to 1, such as 1/2"
    assert _said_of("schedule", f"elapsed={elapsed}") == [must]
    assert _said_of("schedule", "") == []
    assert _said_of("schedule_gap", "", "own=f1") == [must]


def _said_of(check, params, inputs="achieved=f1 target=f2"):
    cells = {"check": check, "stated": "", "inputs": inputs, "params": params}
    faults = check_claims([Row(2, cells, frozenset({"stated"}))], None)
    return [fault.must for fault in faults if fault.where.column == "params"]
