"""The entry of a review for a bibliography."""

from __future__ import annotations

from dataclasses import replace

import zoneanalysis as za
from zoneanalysis.review.narrative.methods import citation_blocks


def test_a_review_says_how_to_cite_it():
    """BibTeX with balanced braces, whatever stands in a title."""
    report = za.example("linfen-2023h1")
    title = {"zh": "甲{乙}", "en": "R&D 5% \\x"}
    for each in (report, replace(report, meta={**report.meta, "title": title})):
        entry = citation_blocks(each, "en")[-1].text
        assert entry.startswith("@misc{linfen-2023h1,\n")
        assert "year = {2023}" in entry
        assert entry.count("{") == entry.count("}")
    assert "Review of: R\\&D 5\\% x}" in entry
    bare = replace(report, meta={"period": "2023-01/2023-06"})
    assert "@misc{" in citation_blocks(bare, "zh")[-1].text
