"""Invented texts about invented places, each of a kind that was once read wrongly.

``open.txt`` lists the ids that do not hold yet. Whoever makes one hold takes it off the list: a
case on the list that holds is a failure too.
"""

import json
from pathlib import Path

import pytest

from tests.cases.judging import problems_of

HERE = Path(__file__).parent
CASES = [
    json.loads(line)
    for path in sorted(HERE.glob("extraction*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
OPEN = set((HERE / "open.txt").read_text(encoding="utf-8").split())


def test_every_case_is_listed_once():
    """Ids tell cases apart, and the list of open cases names no case that isn't there."""
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids))
    assert set(ids) >= OPEN


def test_controls_hold():
    """What must stay accused, and what holds beside it, is never on the list of open cases."""
    assert not [case["id"] for case in CASES if case["control"] and case["id"] in OPEN]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case, request):
    """Figures, relations and accusations are as they must be."""
    if case["id"] in OPEN:
        request.applymarker(
            pytest.mark.xfail(strict=True, reason="open: once it holds, take it off open.txt")
        )
    assert problems_of(case) == []
