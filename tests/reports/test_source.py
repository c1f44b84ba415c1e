"""`validate --source`: printed characters and offsets against the text, on an invented city.

The text is written for this test, about 云川市, which does not exist.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from zoneanalysis.reports import DataPackage

TEXT = (
    "云川市开发区（虚构）\n\n上半年，3家开发区工业投资20.40亿元，增长6.2%；"
    "签约项目25个，其中亿元以上10个。\n下半年再签约25个。\n"
)
FIGURES = (
    # printed, which occurrence, indicator, measure, value, unit
    ("3家", 0, "zone_count", "count", "3", "家"),
    ("20.40亿元", 0, "industrial_investment", "level", "20.40", "亿元"),
    ("增长6.2%", 0, "industrial_investment", "yoy", "6.2", "%"),
    ("25个", 0, "signed_projects", "count", "25", "个"),
    ("10个", 0, "signed_large_projects", "count", "10", "个"),
    ("25个", 1, "signed_projects", "count", "25", "个"),
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return the file of the invented text."""
    path = tmp_path / "yunchuan.txt"
    path.write_bytes(TEXT.encode("utf-8"))
    return path


Shifted = Callable[..., DataPackage]


@pytest.fixture
def package(broken: DataPackage, source: Path) -> Shifted:
    """Return a maker of a package with a report of the invented text, some offsets moved."""

    def make(moved: dict[int, int] | None = None, note: str = "") -> DataPackage:
        areas = broken.root / "areas.csv"
        with areas.open("a", encoding="utf-8", newline="\n") as file:
            file.write("CN-9901,,云川市,Yunchuan,全市,Yunchuan,city,CN,\n")
        fresh = DataPackage(broken.root)
        folder = fresh.scaffold(
            "yunchuan-2024h1", area="CN-9901", period="2024-01/2024-06", source=source
        )
        with (folder / "figures.csv").open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            for number, (printed, nth, indicator, measure, value, unit) in enumerate(FIGURES):
                start = [found.start() for found in re.finditer(printed, TEXT)][nth]
                start += (moved or {}).get(number, 0)
                writer.writerow(
                    [f"f{number + 1:03d}", printed, start, "economic_output", indicator,
                     "CN-9901", "2024-01/2024-06", measure, value, unit, "actual", "nominal", "",
                     note]
                )  # fmt: skip
        return fresh

    return make


def test_right_offsets_pass(package: Shifted, source: Path) -> None:
    """Each token stands where its row says, and the file is the one that the report names."""
    assert package().validate(source=source, reports=["yunchuan-2024h1"]) == ()


def test_a_shifted_offset_says_where_the_token_stands(package: Shifted, source: Path) -> None:
    """An offset that is 2 too large is named with the right one, found by counting by hand."""
    (fault,) = package({2: 2}).validate(source=source, reports=["yunchuan-2024h1"])
    right = TEXT.index("增长6.2%")
    assert (fault.where.row, fault.where.column, fault.where.offset) == (4, "char_start", right + 2)
    assert f"'增长6.2%' stands at {right}" in fault.came
    assert str(right) in fault.do


def test_the_nearest_of_two_equal_tokens_is_named(package: Shifted, source: Path) -> None:
    """Where a token stands twice, the place nearer to the offset is proposed."""
    (fault,) = package({5: -1}).validate(source=source, reports=["yunchuan-2024h1"])
    assert f"Write {TEXT.rindex('25个')}" in fault.do


def test_a_shift_of_everything_is_one_fault(package: Shifted, source: Path) -> None:
    """Offsets that are all 1 too large (a line end was counted) are told as one shift."""
    moved = dict.fromkeys(range(6), 1)
    (fault,) = package(moved).validate(source=source, reports=["yunchuan-2024h1"])
    assert "6 figures from f001 on stand 1 characters earlier" in fault.came


def test_a_token_that_is_nowhere_is_told(package: Shifted, source: Path) -> None:
    """A text without the token gives a fault with what stands there instead."""
    checked = package()
    source.write_bytes(TEXT.replace("20.40", "20.41").encode("utf-8"))
    faults = checked.validate(source=source, reports=["yunchuan-2024h1"])
    assert any("'20.40亿元', which is nowhere in it" in fault.came for fault in faults)
    assert any("20.41亿元" in fault.came for fault in faults)


def test_another_file_is_told_by_its_checksum(package: Shifted, source: Path) -> None:
    """A copy with Windows line ends is another file, and its offsets are shifted."""
    checked = package()
    raw = TEXT.replace("\n", "\r\n").encode("utf-8")
    source.write_bytes(raw)
    faults = checked.validate(source=source, reports=["yunchuan-2024h1"])
    assert hashlib.sha256(raw).hexdigest()[:16] in faults[0].came
    assert any("later" in fault.came or "stands at" in fault.came for fault in faults[1:])


def test_a_source_in_gb18030_is_named(package: Shifted, source: Path) -> None:
    """A source in another encoding is told by the encoding's name."""
    checked = package()
    source.write_bytes(TEXT.encode("gb18030"))
    faults = checked.validate(source=source, reports=["yunchuan-2024h1"])
    assert any("GB18030" in fault.came for fault in faults)


def test_a_source_that_no_report_names_is_a_fault(package: Shifted, source: Path) -> None:
    """A text that belongs to no report is never passed over in silence."""
    checked = package()
    source.write_bytes(b"something else")
    (fault,) = checked.validate(source=source)
    assert "none of them named by" in fault.came


def test_a_text_of_something_else_is_one_fault(package: Shifted, source: Path) -> None:
    """A text without most of the figures is told once, not figure by figure."""
    checked = package()
    source.write_bytes(b"something else")
    digest, text = checked.validate(source=source, reports=["yunchuan-2024h1"])
    assert "SHA-256" in digest.came
    assert text.came == "6 of its 6 printed figures are nowhere in it"


def test_a_source_that_is_not_there_is_a_fault(package: Shifted, tmp_path: Path) -> None:
    """A path to nothing is told as such."""
    (fault,) = package().validate(source=tmp_path / "nothing.txt")
    assert fault.came == "no such file"


def test_a_quotation_of_the_source_is_remarked(package: Shifted, source: Path) -> None:
    """A note that copies 24 characters of the source is remarked, whatever the blanks in it."""
    quoted = TEXT[:40].replace("\n", "").replace(",", "")
    remarks = package(note=quoted).remarks(source=source, reports=["yunchuan-2024h1"])
    assert any("must not quote 24 characters" in remark.must for remark in remarks)


def test_both_reports_stand_in_their_source(committed: DataPackage, sources: Path) -> None:
    """Every printed token of the two real reports stands at its offset, in the named file."""
    assert committed.validate(source=sources, reports=committed.reports()) == ()


def test_no_row_quotes_the_source(committed: DataPackage, sources: Path) -> None:
    """No cell of the two real reports copies a sentence, and nothing else is unusual."""
    assert committed.remarks(source=sources) == ()


# What is printed in digits and is no statistic: dates, names, the numbers of headings.
NO_STATISTIC = re.compile(r"\d{4}年|\d{1,2}(-\d{1,2})?月|“\d+条”|“985”")


def test_every_number_of_the_source_is_a_figure(committed: DataPackage, sources: Path) -> None:
    """Each run of digits within a report's span is covered by a row, or is a date or a name."""
    texts = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path.read_bytes().decode("utf-8")
        for path in sources.glob("*.txt")
    }
    for report_id in committed.reports():
        meta = json.loads((committed.folder(report_id) / "report.json").read_text("utf-8"))
        text = texts[meta["source"]["sha256"]]
        covered = {
            place
            for each in committed.read(report_id)
            if each.char_start is not None
            for place in range(each.char_start, each.char_start + len(each.printed))
        }
        named = {place for match in NO_STATISTIC.finditer(text) for place in range(*match.span())}
        first, last = meta["source"]["span"]
        missed = [
            text[match.start() - 8 : match.end() + 8]
            for match in re.finditer(r"\d+(\.\d+)?", text[:last])
            if match.start() >= first and not covered.union(named).issuperset(range(*match.span()))
        ]
        assert missed == []
