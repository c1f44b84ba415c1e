"""How a review says that it is made again."""

from __future__ import annotations

from dataclasses import replace

import pytest

import zoneanalysis as za
from zoneanalysis.document.model import CodeBlock
from zoneanalysis.reports.package import ASKED
from zoneanalysis.review.citation import Citation
from zoneanalysis.review.narrative.methods import reproduction_blocks


@pytest.mark.parametrize(
    ("folder", "ends"),
    [
        (
            "texts/云川",
            (
                "build linfen-2023h1 \\",
                "--output . --source 原文文件 --language zh --format docx",
                "audit linfen-2023h1",
            ),
        ),
        ("data", ("--data data build linfen-2023h1", "--data data audit linfen-2023h1")),
    ],
)
def test_what_rules_read_is_made_again_from_where_it_lies(
    folder: str, ends: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text's own package lies below the output, and its command makes what the build made."""
    monkeypatch.setenv(ASKED, "--language zh --format docx")
    report = za.example("linfen-2023h1")
    read = replace(report, meta={**report.meta, "notes": ["Extracted by rules"]})
    (block,) = (
        each for each in reproduction_blocks(Citation(read), folder) if isinstance(each, CodeBlock)
    )
    for line, end in zip(block.text.splitlines(), ends, strict=True):
        assert line.endswith(end)
