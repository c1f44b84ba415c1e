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


def packages(folder: Path, texts: dict[str, str] = TEXTS) -> dict[Path, list[str]]:
    """Return a data package for each text, with its reports."""
    made: dict[Path, list[str]] = {}
    for name, text in texts.items():
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


def test_places_without_a_code_are_one_only_where_they_have_one_name(tmp_path):
    """Each text names a place that no list has; of the last nobody knows which it is."""
    texts = TEXTS | {
        "again": "云川市2025年上半年运行情况\n\n上半年，云川市粮食总产量增长2.1%。\n",
        "nowhere": "2024年上半年运行情况\n\n上半年，全市粮食总产量增长4.1%。\n",
        "whoever": "2023年上半年运行情况\n\n上半年，全市粮食总产量增长5.1%。\n",
    }
    joined = join(packages(tmp_path, texts), tmp_path / "joined")
    places = [joined.read(each) for each in joined.reports()]
    assert len({each.meta["area"] for each in places}) == 5
    names: dict[str, set[str]] = {}
    for each in places:
        own = str(each.meta["area"])
        names.setdefault(each.area_name(own, "zh"), set()).add(own)
        assert {figure.ref_area for figure in each} == {own}
    assert len(names["云川市"]) == 1 and len(names["未指明"]) == 2
