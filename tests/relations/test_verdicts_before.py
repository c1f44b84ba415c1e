"""The verdicts of the checks as they were written before: the same, but for mends that are named.

``verdicts_before.csv`` holds every result on both reports and the lesson, with both intervals, the
slack and the alternatives; ``verdicts_before_generated.csv`` digests of the same on the
first hundred reports of ``make bench-audit``, by check (all 1,000 were compared when it was made).
"""

import csv
import hashlib
from collections import defaultdict
from pathlib import Path

import pytest

import zoneanalysis as za
from benchmarks.audit_reports import make_report
from zoneanalysis.audit.claims import check_claim
from zoneanalysis.relations.results import Verdict

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

# What is meant to be otherwise, and why.
MENDS = {
    # a bound can pass: these parts do not exceed their whole
    **{
        ("linfen-2023h1", claim): "consistent"
        for claim in ("c020", "c021", "c024", "c025", "c028", "c029", "c034", "c036")
    },
    **{("lvliang-2023h1", claim): "consistent" for claim in ("c009", "c021", "c025")},
    # 由负转正: July alone is above zero by the same figures
    ("linfen-2023h1", "c012"): "holds for one reading",
    ("linfen-2023h1", "c013"): "holds for one reading",
    # 逐步向好 along −4.6, −5.6, −3.8; the other path does rise, and says so of one stretch more
    ("linfen-2023h1", "c014"): "inconsistent",
    ("linfen-2023h1", "c015"): "consistent",
    # the text doesn't say that 24 and 23 are of the projects counted in July
    ("linfen-2023h1", "c037"): "not assessable",
    ("linfen-2023h1", "c038"): "not assessable",
}


def read(name):
    """Return the rows of a table beside this file."""
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def text(value):
    """Return a value as the tables hold it."""
    return "" if value is None else str(value)


def cells(report, claim, result):
    """Return a result as the tables hold it."""
    return [
        report, claim.id, claim.check, result.verdict.value, text(result.stated),
        text(result.recomputed), text(result.nominal), text(result.slack_used),
        text(result.distance), " / ".join(map(str, result.alternatives)),
    ]  # fmt: skip


def judged(report):
    """Return the results on a report, as the audit gets them."""
    found = za.audit(report)
    return list(zip(found.claims, found.results, strict=True))


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("data", "linfen-2023h1"),
        ("data", "lvliang-2023h1"),
        ("data/lessons/planted-errors", "yunchuan-2024h1"),
    ],
)
def test_results_on_reports_are_as_before(folder, name):
    """Verdict, intervals, slack and alternatives; or the mend that is named."""
    before = {row["claim"]: list(row.values()) for row in read("verdicts_before.csv")
              if row["report"] == name}  # fmt: skip
    assert before
    for claim, result in judged(za.DataPackage(ROOT / folder).read(name)):
        if claim.id not in before:
            continue
        mend = MENDS.get((name, claim.id))
        if mend is not None:
            assert result.verdict.value == mend, claim.id
        elif claim.check == "sum" and claim.params.get("complete") == "no":
            assert result.verdict in {Verdict.CONSISTENT, Verdict.INCONSISTENT}, claim.id
        else:
            assert cells(name, claim, result) == before[claim.id]


def test_results_on_generated_reports_are_as_before():
    """A hundred reports, 3,600 relations; partial sums pass now where they were left open."""
    found = defaultdict(list)
    for seed in range(100):
        report = make_report(seed)
        for claim in report.claims:
            row = cells(f"seed-{seed}", claim, check_claim(report, claim))
            found[claim.check, claim.params.get("complete", "")].append(row)
    for row in read("verdicts_before_generated.csv"):
        rows = found[row["check"], row["complete"]]
        assert len(rows) == int(row["relations"])
        if (row["check"], row["complete"]) == ("sum", "no"):
            assert {each[3] for each in rows} == {"consistent"}
            continue
        digest = hashlib.sha256("\n".join("\t".join(each) for each in rows).encode())
        assert digest.hexdigest() == row["sha256"], row["check"]
