"""Certain and inferred readings: what fails though inferred is to be confirmed. Cities invented."""

import json

import pytest

from zoneanalysis.audit import audit
from zoneanalysis.extraction import as_report, extract
from zoneanalysis.relations.results import Verdict
from zoneanalysis.reports.report import Claim, Observation, Report
from zoneanalysis.values.figures import Figure
from zoneanalysis.values.periods import Period


def report(reading, *, doubts=("whole",), total="33个"):
    """Return a report with a sum that fails, read that surely."""
    figures = {"f1": total, "f2": "14个", "f3": "9个"}
    observations = tuple(
        Observation(
            name,
            Figure.of(printed[:-1], "个", printed=printed),
            "projects",
            "CN",
            Period.parse("2024-01/2024-06"),
            "count",
        )
        for name, printed in figures.items()
    )
    claim = Claim(
        "c1", "sum", "f1", {"part": ("f2", "f3")}, {"complete": "yes"}, "", "", reading, doubts
    )
    return Report("yunchuan", {}, observations, (claim,))


@pytest.mark.parametrize(
    ("reading", "verdict"),
    [
        ("", Verdict.INCONSISTENT),
        ("certain", Verdict.INCONSISTENT),
        ("proved", Verdict.INCONSISTENT),
        ("confirmed", Verdict.INCONSISTENT),
        ("inferred", Verdict.TO_BE_CONFIRMED),
        ("rejected", Verdict.NOT_ASSESSABLE),
    ],
)
def test_a_failing_relation_is_a_finding_only_where_the_reading_is_sure(reading, verdict):
    """14 + 9 is not 33; whether that is a finding depends on whether the text says so."""
    (result,) = audit(report(reading))
    assert result.verdict is verdict


@pytest.mark.parametrize(
    ("reading", "verdict"),
    [
        ("", Verdict.INCONSISTENT),
        ("certain", Verdict.TO_BE_CONFIRMED),
        ("proved", Verdict.INCONSISTENT),
        ("confirmed", Verdict.INCONSISTENT),
    ],
)
def test_what_rules_read_and_no_slip_explains_is_put_to_a_reader(reading, verdict):
    """No slip in 14, 9 or 68 makes 14 + 9 = 68: perhaps 68 is of other things."""
    (result,) = found = audit(report(reading, doubts=(), total="68个"))
    assert result.verdict is verdict
    assert bool(found.repair.clusters) == (verdict is Verdict.INCONSISTENT)


def test_what_is_to_be_confirmed_is_no_finding_and_stays_out_of_the_repair():
    """Neither headline nor counts nor the smallest repair take it."""
    found = audit(report("inferred"))
    assert not found.has_findings
    assert found.repair.clusters == ()
    assert found.summary().findings == 0
    assert [each.claim_id for each in found.to_be_confirmed] == ["c1"]


def test_it_says_what_would_make_it_certain():
    """The reason keeps the arithmetic; the doubt says what is missing, in both languages."""
    (result,) = audit(report("inferred"))
    assert "23" in str(result.reason)
    assert [each.render("zh") for each in result.doubts] == ["若原文写明所列即为全部，即可确定"]


def test_other_programs_see_it_apart():
    """SARIF calls it a review of level none; CSV and JSON have columns for the reading."""
    found = audit(report("inferred"))
    (result,) = json.loads(found.to_sarif())["runs"][0]["results"]
    assert (result["kind"], result["level"]) == ("review", "none")
    assert result["properties"]["reading"] == "inferred"
    (row,) = found.to_records()
    assert (row["verdict"], row["reading"]) == ("to be confirmed", "inferred")


def test_a_text_without_relations_is_not_said_to_hold():
    """One figure ties to nothing: nothing was checked, and that is what the audit says."""
    (only,) = extract("云川市2024年上半年,工业投资完成12.5亿元。").reports
    found = audit(as_report(only, "x", {}))
    assert "nothing was checked" in str(found.summary().sentence)
    assert "hold together" not in str(found.repair.sentence)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        # 三次产业 are all there are, by their meaning
        (
            "生产总值120.5亿元,其中第一产业10.2亿元,第二产业60.1亿元,第三产业50.2亿元。",
            "certain",
        ),
        # two directions of a count: a third group may be unchanged
        ("13个税种中,6个税种增长,7个税种下降。", "inferred"),
        # the rest is said to be the rest
        ("26个项目中,20个已开工,其余6个年内开工。", "certain"),
    ],
)
def test_completeness_comes_from_words(text, reading):
    """How sure it is that parts are all is read off the words, whatever the figures come to."""
    for changed in (text, text.replace("6", "8", 1)):
        (only,) = extract(changed, "云川市", "2024-01/2024-06").reports
        sums = [each for each in only.proposals if each.check == "sum"]
        assert [(each.reading, each.params) for each in sums] == [(reading, (("complete", "yes"),))]
