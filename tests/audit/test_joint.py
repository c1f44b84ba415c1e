"""What an audit hands to other programs beside single verdicts: joint findings, several reports."""

import csv
import io
import json

import pytest

from tests.audit.yunchuan import claim, gaps, observation, report
from zoneanalysis.audit import Review, audit
from zoneanalysis.audit.rendering import to_csv, to_json
from zoneanalysis.audit.sarif import to_sarif
from zoneanalysis.errors import InputError


def three_gaps():
    """Return a report whose gaps hold one by one but not together: 1.00 + 1.00 is not 2.40."""
    values = ["10", "9", "8"]
    rates = [observation(f"f{i}", v, "%", measure="yoy") for i, v in enumerate(values, 1)]
    stated = [
        observation(f"f{i}", v, "个百分点", measure="pp_gap", char_start=10 * i)
        for i, v in enumerate(["1.00", "1.00", "2.40"], 4)
    ]
    claims = [
        claim("c1", "pp_gap", "f4", own="f1", reference="f2"),
        claim("c2", "pp_gap", "f5", own="f2", reference="f3"),
        claim("c3", "pp_gap", "f6", own="f1", reference="f3"),
    ]
    return report([*rates, *stated], claims)


def test_relations_that_clash_only_together_are_a_finding():
    """In the summary, for --strict, and in the sentence."""
    found = audit(three_gaps())
    assert found.findings == ()
    assert found.has_findings
    assert (found.summary().joint, found.summary().findings) == (1, 1)
    assert "1 sets of relations hold one by one but not together" in str(found.summary().sentence)
    assert not audit(gaps(stated="-0.5")).has_findings


def test_relations_that_clash_only_together_stand_in_every_format():
    """One row in CSV, one result in SARIF, with the figures of all three."""
    found = audit(three_gaps())
    last = list(csv.DictReader(io.StringIO(found.to_csv())))[-1]
    assert (last["check"], last["claim"], last["verdict"]) == ("joint", "c1 c2 c3", "inconsistent")
    run = json.loads(found.to_sarif())["runs"][0]
    result = run["results"][-1]
    assert (result["ruleId"], result["kind"]) == ("joint", "fail")
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "joint"
    assert result["partialFingerprints"]["relation/v1"] == last["finding"]
    assert len(result["locations"] + result["relatedLocations"]) == 3
    assert json.loads(found.to_json())["summary"]["joint"] == 1


def test_findings_alone_keep_the_repair_of_the_whole_report():
    """The relations that hold figures fixed are left out of the rows, not of the repair."""
    found = audit(gaps())
    fewer = found.only_findings()
    assert [each.claim_id for each in fewer] == ["c2"]
    assert fewer.repair == found.repair


def test_several_reports_make_one_document():
    """A list in JSON, a run each in SARIF, one header in CSV; the source's name is a URI."""
    audits = [audit(gaps()), audit(three_gaps())]
    assert len(json.loads(to_json(audits, "en"))) == 2
    runs = json.loads(to_sarif(audits, "en", source="云川 1.txt"))["runs"]
    assert [len(run["results"]) for run in runs] == [3, 4]
    assert runs[0]["artifacts"][0]["location"]["uri"] == "%E4%BA%91%E5%B7%9D%201.txt"
    assert to_csv(audits, "en").count("report,finding") == 1


def test_a_quantity_printed_300_times_makes_as_many_relations():
    """Each against the first, not each against each."""
    observations = [observation(f"f{i}", "54.76", "亿元", indicator="x") for i in range(300)]
    assert len(audit(report(observations, []))) == 299


def test_two_notes_on_one_finding_are_refused():
    """Neither is silently dropped."""
    notes = [Review("0" * 12, "confirmed", "李四"), Review("0" * 12, "explained", "王五")]
    with pytest.raises(InputError, match="王五"):
        audit(gaps(), reviews=notes)
