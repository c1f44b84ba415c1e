"""Rates of counts against scrutipy, an independent implementation of the GRIM test."""

import pandas as pd
import pytest

from zoneanalysis.relations.tables import check_table

scrutipy = pytest.importorskip("scrutipy")


@pytest.mark.parametrize(("places", "step"), [(1, 7), (2, 61)])
def test_possible_and_impossible_rates_agree_with_scrutipy(places, step):
    """On a grid of percentages and counts the two programs call the same rates impossible.

    Where every rate is possible (more things than steps of the last place) ours says that nothing
    can be found; theirs says consistent. That is the only difference, and no disagreement. Rates
    without decimals are left out: scrutipy stops at some of them with an error of its own.
    """
    scale = 10**places
    rows = [
        {"stated": f"{value / scale:.{places}f}", "denominator": str(size)}
        for size in (2, 3, 7, 11, 19, 28, 45, 55, 63, 72, 84, 99, 103, 150)
        for value in range(0, 100 * scale + 1, step)
    ]
    ours = check_table("rate_from_count", pd.DataFrame(rows))["verdict"]
    theirs = [
        scrutipy.grim_scalar(row["stated"], int(row["denominator"]), percent=True) for row in rows
    ]
    differing = [
        (row, verdict, other)
        for row, verdict, other in zip(rows, ours, theirs, strict=True)
        if (verdict != "impossible") != other
    ]
    assert differing == []
    assert len(set(theirs)) == 2


def test_the_rates_of_the_two_reports_are_impossible_to_scrutipy_too():
    """The six rates that neither program can get from their counts."""
    for rate, count in (
        ("70.7", 84),
        ("33.4", 63),
        ("94.6", 72),
        ("86.66", 100),
        ("30.99", 103),
        ("91.13", 55),
    ):
        assert not scrutipy.grim_scalar(rate, count, percent=True)
