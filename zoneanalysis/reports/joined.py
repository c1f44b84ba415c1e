"""Reports of several data packages in one, so that they can be compared (合并数据包)."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from zoneanalysis.reports.package import DataPackage
from zoneanalysis.reports.report import Area, Indicator
from zoneanalysis.reports.schema.other_rows import area_row, indicator_row
from zoneanalysis.reports.schema.rows import csv_text
from zoneanalysis.reports.schema.tables import AREAS, BREAKS, INDICATORS

__all__ = ["join"]


def join(chosen: Mapping[Path, Iterable[str]], folder: Path) -> DataPackage:
    """Copy reports into a new data package at *folder*, with the lists of all their packages.

    Parameters
    ----------
    chosen : mapping
        The ids of the reports to take, by the folder of their data package. A code that two
        packages list means what it means in the first.
    folder : Path
        A folder that isn't there yet.

    Raises
    ------
    InputError
        Where a package has no such report.
    """
    areas: dict[str, Area] = {}
    indicators: dict[str, Indicator] = {}
    for root, reports in chosen.items():
        package = DataPackage(root)
        areas = package.areas | areas
        indicators = package.indicators | indicators
        for each in reports:
            shutil.copytree(package.folder(each), folder / "reports" / each)
        if (breaks := root / f"{BREAKS.name}.csv").exists():
            shutil.copy(breaks, folder)
    for table, rows in (
        (AREAS, map(area_row, areas.values())),
        (INDICATORS, map(indicator_row, indicators.values())),
    ):
        (folder / f"{table.name}.csv").write_text(
            csv_text(table.header, rows), encoding="utf-8", newline="\n"
        )
    joined = DataPackage(folder)
    joined.write_descriptor()
    return joined
