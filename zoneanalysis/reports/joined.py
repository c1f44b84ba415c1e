"""Reports of several data packages in one, so that they can be compared (合并数据包)."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from zoneanalysis.reports.package import DataPackage
from zoneanalysis.reports.report import NAMELESS, UNNAMED, Area, Indicator
from zoneanalysis.reports.schema.decoding import table_text
from zoneanalysis.reports.schema.other_rows import area_row, indicator_row
from zoneanalysis.reports.schema.rows import csv_text
from zoneanalysis.reports.schema.tables import AREAS, BREAKS, FIGURES, INDICATORS, ZONES
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
        dimension after the code. Places that a text names and no list has (XX) are one place only
        where they have one name.
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
        ids = list(reports)
        places = _apart(package.areas, areas)
        for code, place in package.areas.items():
            moved = replace(
                place,
                code=places.get(code, code),
                parent=places.get(place.parent, place.parent),
                members=tuple(places.get(each, each) for each in place.members),
            )
            areas.setdefault(moved.code, moved)
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
            _recode(folder / "reports" / each, codes, places)
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


def _apart(own: Mapping[str, Area], known: Mapping[str, Area]) -> dict[str, str]:
    """Return other codes for a text's place and its parts, where another's has that code: XX."""
    place = own.get(NAMELESS)
    if place is None or NAMELESS not in known:
        return {}
    alike = [each for each in known if re.fullmatch(rf"{NAMELESS}(?:-\d+)?", each)]
    same = (e for e in alike if known[e].name_zh == place.name_zh != UNNAMED)
    code = next(same, f"{NAMELESS}-{len(alike) + 1}")
    return {each: code + each.removeprefix(NAMELESS) for each in own if each.startswith(NAMELESS)}


def _recode(report: Path, codes: Mapping[str, str], places: Mapping[str, str]) -> None:
    """Write other codes of indicators and areas into a report's tables."""
    for name in (FIGURES.name, ZONES.name) if codes or places else ():
        path = report / f"{name}.csv"
        if not path.exists():
            continue
        text, _ = table_text(path.read_bytes(), path.name)
        table = csv.DictReader(io.StringIO(text or "", newline=""))
        rows = [
            {
                column: (codes if column == "indicator" else places).get(cell, cell)
                for column, cell in row.items()
            }
            for row in table
        ]
        path.write_text(csv_text(table.fieldnames or (), rows), encoding="utf-8", newline="\n")
    if places:
        path = report / "report.json"
        meta = json.loads(path.read_text(encoding="utf-8"))
        meta["area"] = places.get(meta["area"], meta["area"])
        path.write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")
