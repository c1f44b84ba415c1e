"""The two transcribed reports: extraction against ``data/reports``, differences explained."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from zoneanalysis.audit import audit
from zoneanalysis.extraction import as_report, extract_file
from zoneanalysis.extraction.rows import claim_rows, figure_rows
from zoneanalysis.reports import DataPackage

REPO = Path(__file__).resolve().parents[2]
SOURCES = sorted((REPO.parent / "shared" / "sources").glob("*.txt"))
REPORTS = ("linfen-2023h1", "lvliang-2023h1")

pytestmark = pytest.mark.skipif(not SOURCES, reason="the source text is not beside the repository")

# Where extraction and transcription differ, and why neither is wrong:
# a reader dates these counts by the pipeline that another section speaks of; the sentence itself
# names no date, and the report's own period stands.
EXPLAINED = {
    # the count is of all zones; what they completed stands behind it
    ("linfen-2023h1", "f023", "indicator"): "named by what is said of those counted",
    ("linfen-2023h1", "f068", "time_period"): "dated by another section",
    ("linfen-2023h1", "f069", "time_period"): "dated by another section",
    # the plan's year stands in its title, which is no period of the figure's own sentence
    ("lvliang-2023h1", "f037", "time_period"): "the year is part of a title",
}


def table(report_id, name):
    """Return the rows of a table of the transcription."""
    path = REPO / "data" / "reports" / report_id / name
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def extracted():
    """Return the two reports as extracted from the text, without a hint."""
    package = DataPackage(REPO / "data")
    found = extract_file(SOURCES[0], areas=package.areas)
    return dict(zip(REPORTS, found.reports, strict=True))


@pytest.mark.parametrize("report_id", REPORTS)
def test_every_figure_and_nothing_else(extracted, report_id):
    """The same figures in the same places, with value, sign, unit and measure."""
    columns = ("id", "printed", "char_start", "measure", "obs_value", "unit_measure")
    mine = [tuple(row[c] for c in columns) for row in figure_rows(extracted[report_id])]
    assert mine == [tuple(row[c] for c in columns) for row in table(report_id, "figures.csv")]


@pytest.mark.parametrize("report_id", REPORTS)
def test_indicator_area_period_and_the_rest(extracted, report_id):
    """Every other cell is the same too, except the listed ones."""
    columns = ("indicator", "ref_area", "time_period", "obs_status", "basis", "bound")
    differ = {
        (report_id, own["id"], column)
        for own, row in zip(
            figure_rows(extracted[report_id]), table(report_id, "figures.csv"), strict=True
        )
        for column in columns
        if own[column] != row[column]
    }
    assert differ == {key for key in EXPLAINED if key[0] == report_id}


def _said(report_id):
    rows = table(report_id, "claims.csv")
    return [row for row in rows if "not said in words" not in row["note"]]


@pytest.mark.parametrize("report_id", REPORTS)
def test_the_same_relations(extracted, report_id):
    """Each claim that the text says in words is proposed, and no other."""

    def keys(rows):
        return {
            (row["check"], row["stated"], frozenset(row["inputs"].split()), row["params"])
            for row in rows
        }

    assert keys(claim_rows(extracted[report_id])) == keys(_said(report_id))


@pytest.mark.parametrize("report_id", REPORTS)
def test_the_same_verdicts(extracted, report_id):
    """The audit of the extracted report finds what that of the transcription finds."""
    package = DataPackage(REPO / "data")

    def verdicts(report):
        return {
            (r.check, frozenset(r.figures), r.verdict, r.numbers) for r in audit(report).results
        }

    mine = as_report(extracted[report_id], report_id, {}, package.indicators, package.areas)
    said, report = {row["id"] for row in _said(report_id)}, package.read(report_id)
    claims = tuple(each for each in report.claims if each.id in said)
    assert verdicts(mine) == verdicts(replace(report, claims=claims))
