"""No false alarms on the relations that an annotator recomputed in a corpus of real reports.

The corpus is not part of this repository; the tests skip where it is absent.
"""

import csv
from pathlib import Path

import pytest

import zoneanalysis as za
from zoneanalysis.relations.results import Verdict
from zoneanalysis.values.figures import Figure

GOLD = Path(__file__).parents[2].parent / "shared" / "corpus" / "gold"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the corpus is not here")

# Relations that the annotator states without the sign that they have, by id.
SIGNED = {"01-19": "-8.7个百分点", "01-20": "10.7个百分点"}
MAGNITUDES = {"01-06", "01-21"}


def rows(pattern):
    """Return the rows of all files of one kind."""
    found = []
    for path in sorted(GOLD.glob(pattern)):
        with path.open(encoding="utf-8") as file:
            found += list(csv.DictReader(file))
    return found


def figure(text, symbol=""):
    """Return a printed token as a figure; bare numbers take the unit of their list."""
    text = text.strip()
    return Figure.of(text, symbol) if text.replace(".", "").isdigit() else parsed(text, symbol)


def parsed(text, symbol):
    """Return a token with a direction word, which in lists has no unit of its own."""
    return Figure.parse((text if not text[-1].isdigit() else text + symbol).removeprefix("高"))


def magnitude(each):
    """Return a figure without its sign."""
    return Figure.of(each.number.lstrip("-"), each.unit.symbol)


def judged(row):
    """Return the verdict on a row of the corpus, or None where no check reads such a relation."""
    kind, inputs = row["kind"], [part for part in row["inputs"].split(" | ") if part]
    symbol = {"share": "%", "sum": "个百分点"}.get(kind, "")
    stated = figure(SIGNED.get(row["claim_id"], row["printed"]), symbol)
    figures = [figure(each, symbol if kind == "sum" else "") for each in inputs]
    if row["claim_id"] in MAGNITUDES:
        stated, figures = magnitude(stated), [magnitude(each) for each in figures]
    if kind == "sum":
        return za.check_sum(stated, figures, complete=True)
    if kind == "share":
        return za.check_share(stated, figures[0], figures[1], adjusted="100" in row["note"])
    if kind == "pp_gap" and len(figures) == 2:
        return za.check_pp_gap(stated, figures[0], figures[1])
    if kind == "cumulative_difference":
        return za.check_difference(stated, figures[0], figures[1])
    if kind == "growth_from_levels":
        return growth(row, stated, figures)
    return None


def growth(row, stated, figures):
    """Return the verdict on growth: from an index, a change, parts, or as a contribution."""
    if len(figures) == 1:
        return za.check_growth_from_index(stated, figures[0])
    if len(figures) == 3:
        rise, fall = figures[1], figures[2]
        return za.check_growth_from_change(
            stated, figures[0], [rise, Figure.of(f"-{fall.number}", fall.unit.symbol)]
        )
    levels, growths = figures[::2], figures[1::2]
    if stated.unit.dimension == "point":
        own = 0 if row["claim_id"] == "01-19" else 1
        return za.check_contribution(
            stated,
            growths[own],
            part_level=levels[own],
            whole_level="247.4亿元",
            whole_growth="2%",
        )
    return za.check_growth_from_parts(stated, levels, growths, complete=True)


def claims():
    """Return the annotated relations; none where the corpus is absent."""
    return rows("*.claims.csv") if GOLD.is_dir() else []


@pytest.mark.parametrize("row", claims(), ids=lambda row: row["claim_id"])
def test_what_an_annotator_found_consistent_is_never_called_wrong(row):
    """'yes' is consistent or needs rounding, 'rounding' too; neither is a finding."""
    result = judged(row)
    if result is None:
        pytest.skip("a change of a share; no check reads it")
    assert row["consistent"] in {"yes", "rounding"}
    assert result.verdict in {Verdict.CONSISTENT, Verdict.WITHIN_ROUNDING}, result.reason


def test_nearly_all_relations_of_the_corpus_are_read():
    """All but the changes of shares, of which there are three."""
    unread = [row["claim_id"] for row in claims() if judged(row) is None]
    assert len(claims()) > 50
    assert unread == ["01-29", "01-30", "01-31"]


def test_equal_at_the_printed_precision_means_consistent():
    """Where the annotator saw equal digits, so does the check, but for known cases."""
    differing = [
        (row["claim_id"], row["consistent"], result.verdict.value, result.numbers)
        for row in claims()
        if (result := judged(row)) is not None
        and (row["consistent"] == "yes") != (result.verdict is Verdict.CONSISTENT)
    ]
    assert differing == []


@pytest.mark.parametrize(
    "row", rows("*.traps.csv") if GOLD.is_dir() else [], ids=lambda row: row["claim_id"]
)
def test_traps_are_left_alone(row):
    """Parts that are not all there are not summed to a failure."""
    parts = row["inputs"].split(" | ")
    result = za.check_sum(row["printed"], parts, complete=False)
    assert not result.verdict.is_finding
