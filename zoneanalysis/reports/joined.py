"""Reports of several data packages in one, so that they can be compared (合并数据包)."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from zoneanalysis.reports.package import DataPackage
from zoneanalysis.reports.report import Area, Indicator
from zoneanalysis.reports.schema.decoding import table_text
from zoneanalysis.reports.schema.other_rows import area_row, indicator_row
from zoneanalysis.reports.schema.rows import csv_text
from zoneanalysis.reports.schema.tables import AREAS, BREAKS, FIGURES, INDICATORS
from zoneanalysis.values.units import unit

__all__ = ["join"]

_OWN = ("level", "count", "rate")  # measures in the unit of their indicator


def join(chosen: Mapping[Path, Iterable[str]], folder: Path) -> DataPackage:
    """Copy reports into a new data package at *folder*, with the lists of all their packages.

    Parameters
    ----------
    chosen : mapping
        The ids of the reports to take, by the folder of their data package. A code that two
        packages list means what it means in the first, in the unit of the first that has levels,
        counts or rates of it; levels of another kind of unit are another indicator's, with the
        dimension after the code.
    folder : Path
        A folder that isn't there yet.

    Raises
    ------
    InputError
        Where a package has no such report.
    """
    areas: dict[str, Area] = {}
    indicators: dict[str, Indicator] = {}
    told: set[str] = set()
    for root, reports in chosen.items():
        package = DataPackage(root)
        areas = package.areas | areas
        ids = list(reports)
        figures = [figure for each in ids for figure in package.read(each)]
        here = {figure.indicator for figure in figures if figure.measure in _OWN}
        codes: dict[str, str] = {}
        for code, own in package.indicators.items():
            kind = unit(own.unit).dimension
            if code in told and code in here and unit(indicators[code].unit).dimension != kind:
                codes[code] = f"{code}_{kind.lower()}"
            elif code in here and code not in told and code in indicators:
                indicators[code] = replace(indicators[code], unit=own.unit)
            named = codes.get(code, code)
            indicators.setdefault(named, replace(own, code=named))
        told |= {codes.get(code, code) for code in here}
        for each in ids:
            shutil.copytree(package.folder(each), folder / "reports" / each)
            if codes:
                _recode(folder / "reports" / each / f"{FIGURES.name}.csv", codes)
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


def _recode(path: Path, codes: Mapping[str, str]) -> None:
    """Write other codes of indicators into a file of figures."""
    text, _ = table_text(path.read_bytes(), path.name)
    table = csv.DictReader(io.StringIO(text or "", newline=""))
    rows = [{**row, "indicator": codes.get(row["indicator"], row["indicator"])} for row in table]
    path.write_text(csv_text(FIGURES.header, rows), encoding="utf-8", newline="\n")
