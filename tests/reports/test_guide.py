"""The guide for adding a city, in both languages, run as it stands, on its invented city."""

from __future__ import annotations

import csv
import json
import re
import shlex
from pathlib import Path

import pytest

from zoneanalysis.cli.main import main
from zoneanalysis.reports import DataPackage

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "guide"
TEXT = (GUIDES / "add-a-city.md").read_text("utf-8")
Capture = pytest.CaptureFixture[str]


def _blocks(text: str) -> dict[str, str]:
    """Return the files and commands of a guide, by name; commands in their order."""
    found = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return {name or f"{kind} {n}": body for n, (kind, name, body) in enumerate(found)}


BLOCKS = _blocks(TEXT)


def test_the_guide_in_chinese_has_the_same_files_and_commands() -> None:
    """So that what is run here holds for both."""
    assert _blocks((GUIDES / "zh" / "own-text.md").read_text("utf-8")) == BLOCKS


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


def _short_way() -> list[str]:
    """Return the arguments of the guide's one command."""
    command = re.search(r"^zoneanalysis (extract .*)$", TEXT, re.MULTILINE)
    assert command is not None
    return shlex.split(command[1])


def _extract(package: DataPackage, folder: Path, capsys: Capture) -> tuple[int, str, Path]:
    """Run the guide's command on its text: exit code, what it said, the text's place."""
    source = folder / "report.txt"
    source.write_bytes(BLOCKS["report.txt"].encode("utf-8"))
    arguments = _short_way()
    arguments[1] = str(source)
    arguments[-1] = str(package.root.parent / arguments[-1])
    with pytest.raises(SystemExit) as end:
        main(["--data", str(package.root), *arguments])
    said = capsys.readouterr()
    return int(end.value.code or 0), said.out + said.err, source


def test_the_short_way_gives_the_hand_tables(
    broken: DataPackage, tmp_path: Path, capsys: Capture
) -> None:
    """Extraction writes the guide's own figures and relations; one section is left open."""
    _append(broken.root / "areas.csv", BLOCKS["areas.csv"])
    code, said, source = _extract(broken, tmp_path, capsys)
    assert code == 0, said
    folder = broken.root / "reports" / "yunchuan-2024h1"
    differences = []
    for name, cells in (("figures.csv", 13), ("claims.csv", 6)):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            read = list(csv.reader(file))[1:]
        hand = list(csv.reader(BLOCKS[name].splitlines()))
        assert len(read) == len(hand)
        for one, other in zip(read, hand, strict=True):
            pairs = zip(one[:cells], other[:cells], strict=True)
            differences += [(one[0], a, b) for a, b in pairs if a != b]
    assert differences == [("f001", "context", "economic_output")]
    assert not (folder / "areas.csv").exists()
    faults = DataPackage(broken.root).validate(source=source, reports=["yunchuan-2024h1"])
    assert faults == (), "\n".join(map(str, faults))
    listed = json.loads((broken.root / "datapackage.json").read_text("utf-8"))["resources"]
    assert "reports/yunchuan-2024h1/figures.csv" in {each["path"] for each in listed}


def test_the_short_way_refuses_a_code_that_areas_lack(
    broken: DataPackage, tmp_path: Path, capsys: Capture
) -> None:
    """Before the rows of step 1 the code is unknown: exit 2, the code named, nothing written."""
    code, said, _ = _extract(broken, tmp_path, capsys)
    assert code == 2
    assert "CN-9901" in said
    assert not (broken.root / "reports" / "yunchuan-2024h1").exists()


def _append(path: Path, rows: str) -> None:
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(rows)
