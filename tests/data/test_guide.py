"""The guide for adding a city, run as it stands, on its invented city."""

from __future__ import annotations

import re
from pathlib import Path

from zoneanalysis.datapackage import DataPackage

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "add-a-city.md"
BLOCKS = dict(
    re.findall(r"^```\w+ (\S+)\n(.*?)^```$", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
)


def test_the_guide_makes_a_valid_report(broken: DataPackage, tmp_path: Path) -> None:
    """The steps of the guide give a report without fault or remark, true to its text."""
    source = tmp_path / "report.txt"
    source.write_bytes(BLOCKS["report.txt"].encode("utf-8"))
    _append(broken.root / "areas.csv", BLOCKS["areas.csv"])
    package = DataPackage(broken.root)
    folder = package.scaffold(
        "yunchuan-2024h1", area="CN-9901", period="2024-01/2024-06", source=source
    )
    for name in ("figures.csv", "claims.csv", "actions.csv", "zones.csv"):
        _append(folder / name, BLOCKS[name])
    meta = folder / "report.json"
    meta.write_text(meta.read_text("utf-8").replace("(to be filled in)", "云川市商务局"), "utf-8")
    faults = package.validate(source=source, reports=["yunchuan-2024h1"])
    assert faults == (), "\n".join(map(str, faults))
    remarks = package.remarks(source=source, reports=["yunchuan-2024h1"])
    assert remarks == (), "\n".join(map(str, remarks))
    report = package.read("yunchuan-2024h1")
    assert len(report) == 11
    assert len(report.claims) == 4


def test_the_guide_counts_every_number() -> None:
    """The guide's own text has no number that its figures leave out."""
    text = BLOCKS["report.txt"]
    covered = {
        place
        for row in BLOCKS["figures.csv"].splitlines()
        for _, printed, start, *_ in [row.split(",")]
        for place in range(int(start), int(start) + len(printed))
    }
    missed = [
        match[0]
        for match in re.finditer(r"\d+(\.\d+)?", text)
        if not covered.issuperset(range(*match.span()))
    ]
    assert missed == []


def _append(path: Path, rows: str) -> None:
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(rows)
