"""Reports of several data packages in one: what a code means that two of them list."""

from __future__ import annotations

from pathlib import Path

from zoneanalysis.extraction import extract, write_package
from zoneanalysis.reports.joined import join
from zoneanalysis.reports.package import DataPackage

TEXTS = {
    "yunchuan": "云川市2024年上半年运行情况\n\n上半年，云川市粮食总产量增长1.3倍。\n",
    "linjiang": "临江市2024年上半年运行情况\n\n上半年，临江市粮食总产量650.0万吨，增长2.0%。\n",
    "baisha": "白沙市2024年上半年运行情况\n\n上半年，白沙市粮食总产量31.5亿元，增长3.0%。\n",
}


def packages(folder: Path) -> dict[Path, list[str]]:
    """Return a data package for each text, with its reports."""
    made: dict[Path, list[str]] = {}
    for name, text in TEXTS.items():
        taken = [each for several in made.values() for each in several]
        write_package(extract(text), folder / name, taken=taken)
        made[folder / name] = list(DataPackage(folder / name).reports())
    return made


def test_a_code_of_two_packages_is_in_the_unit_of_its_levels(tmp_path):
    """Growth alone says no unit; levels of another kind have an indicator of their own."""
    joined = join(packages(tmp_path), tmp_path / "joined")
    reports = [joined.read(each) for each in joined.reports()]  # refused before
    found = {
        report.indicators[each.indicator].unit: each.indicator
        for report in reports
        for each in report
        if each.measure == "level"
    }
    assert set(found) == {"万吨", "亿元"}
    growth = {each.indicator for report in reports for each in report if each.measure != "level"}
    assert growth == set(found.values())
    assert found["亿元"] == f"{found['万吨']}_cny"
