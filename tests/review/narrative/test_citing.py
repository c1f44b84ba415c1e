"""The entry of a review for a bibliography."""

from __future__ import annotations

from dataclasses import replace

import pytest

import zoneanalysis as za
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.narrative.methods import citation_blocks


def test_a_review_says_how_to_cite_it():
    """BibTeX with balanced braces, whatever stands in a title."""
    report = za.example("linfen-2023h1")
    for title, told in (("R&D 5% \\x{y}", "title = {{R\\&D 5\\% xy}}"), ("甲", "title = {{甲}}")):
        entry = citation_blocks(Citation(report), title)[-1].text
        assert entry.startswith("@misc{linfen-2023h1,\n")
        assert told in entry
        assert "数据由临汾市商务局发布" in entry and "year" not in entry
        assert entry.count("{") == entry.count("}")
    bare = replace(report, meta={"period": "2023-01/2023-06"})
    assert "@misc{" in citation_blocks(Citation(bare), "甲")[-1].text


@pytest.mark.parametrize(
    ("language", "said", "label"),
    [
        ("zh", "引用时写明报告和程序版本", "引用本评估"),
        ("en", "A citation names the report and the version of the program", "Cite this review"),
    ],
)
def test_its_heading_says_what_the_entry_names(language, said, label):
    """And the entry names it: the report's id and the program's version."""
    report = za.example("linfen-2023h1")
    heading, entry = citation_blocks(Citation(report, language), "甲")
    assert (heading.text, heading.label) == (said, label)
    assert report.id in entry.text
    assert f"zoneanalysis {za.__version__}" in entry.text
