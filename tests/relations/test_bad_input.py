"""What a relation is given that it can't take: said plainly, and in linear time."""

import pandas as pd
import pytest

import zoneanalysis as za
from zoneanalysis.errors import InputError
from zoneanalysis.relations.formula import parse


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


def test_two_years_are_no_repeat(tmp_path):
    """A repeat of 2023 and 2024 is refused before it is judged."""
    from zoneanalysis.errors import Location
    from zoneanalysis.relations.register import CHECKS
    from zoneanalysis.reports.schema.claim_rows import _check_like

    class Cells(dict):
        def sound(self, name):
            return name in self

    figures = {
        "f001": Cells(printed="9家", time_period="2023-01/2023-06", ref_area="CN-1410"),
        "f002": Cells(printed="9家", time_period="2024-01/2024-06", ref_area="CN-1410"),
    }
    faults = list(_check_like(["f001", "f002"], CHECKS["repeat"], Location(), figures))
    assert [fault.must for fault in faults] == ["the figures of check repeat must be of one year"]
