"""What a review rests on is computed once, and anew when a file has changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from zoneanalysis.reports import DataPackage
from zoneanalysis.review.evidence import Evidence

REPOSITORY = Path(__file__).resolve().parents[2]


def test_evidence_is_kept_while_its_files_are_as_they_were(tmp_path):
    """Whoever corrects a figure in Jupyter and runs the cell again sees it corrected."""
    shutil.copytree(REPOSITORY / "data", tmp_path / "data")
    package = DataPackage(tmp_path / "data")
    first = Evidence.of(package, "linfen-2023h1")
    assert Evidence.of(package, "linfen-2023h1") is first
    path = package.root / "reports" / "linfen-2023h1" / "figures.csv"
    path.write_text(
        path.read_text("utf-8").replace("9家", "8家").replace(",9,家", ",8,家"), "utf-8"
    )
    assert Evidence.of(package, "linfen-2023h1").report["f001"].printed == "8家"
    areas = package.root / "areas.csv"
    areas.write_text(areas.read_text("utf-8").replace("Linfen", "Limfen"), "utf-8")
    area = Evidence.of(DataPackage(package.root), "linfen-2023h1").report.areas["CN-1410"]
    assert "Limfen" in area.name_en
