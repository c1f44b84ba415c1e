"""All that a data package prints of an area: reports, panels, one's own series (时间序列)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from zoneanalysis.errors import Fault, InputError, Location, NotDerivableError
from zoneanalysis.forecast import read_series
from zoneanalysis.messages import phrase
from zoneanalysis.panel import panels, read_panel
from zoneanalysis.panel.figures import as_report
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.continuity import remarks
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.reports.series import SeriesIndex
from zoneanalysis.values.figures import Figure, Quantity
from zoneanalysis.values.periods import Period

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["records", "series", "whole_index"]


def records(
    package: DataPackage,
) -> tuple[tuple[Report, ...], Mapping[str, tuple[Fault, ...]]]:
    """Return a package's panels and series of one's own as reports, and what is wrong with others.

    A panel is ``panels/<id>/``; a series is ``series/<area>/<indicator>.csv`` (or ``.xlsx``), as
    `zoneanalysis.forecast.read_series` reads it.
    """
    found: list[Report] = []
    unusable: dict[str, tuple[Fault, ...]] = {}
    for name in panels(package):
        try:
            found.append(as_report(read_panel(name, package)))
        except InputError as error:
            unusable[f"panels/{name}"] = error.faults
    for path in sorted((package.root / "series").glob("*/*.*")):
        if path.suffix not in {".csv", ".xlsx"}:
            continue
        shown = path.relative_to(package.root).as_posix()
        try:
            found.append(_own_series(package, path, shown))
        except InputError as error:
            unusable[shown] = error.faults
        except NotDerivableError as error:
            unusable[shown] = (
                Fault(
                    "a series must hold growth that can be used",
                    str(error),
                    Location(shown),
                    "Look at the file with `zoneanalysis forecast FILE`.",
                ),
            )
    return tuple(found), unusable


def whole_index(package: DataPackage) -> SeriesIndex:
    """Return the index of a package's reports, with its panels and series of one's own."""
    index = SeriesIndex.of(package)
    more, unusable = records(package)
    areas = {code: area for each in more for code, area in each.areas.items()}
    return replace(
        index,
        records=more,
        unusable={**index.unusable, **unusable},
        areas={**areas, **index.areas},
    )


def _own_series(package: DataPackage, path: Path, shown: str) -> Report:
    """Return a series of one's own as figures of the area and indicator that its place names."""
    area, indicator = path.parent.name, path.stem
    for code, known, table in (
        (area, package.areas, "areas.csv"),
        (indicator, package.indicators, "indicators.csv"),
    ):
        if code not in known:
            raise InputError.single(
                must=phrase(
                    "a series must stand in series/<area>/<indicator>.csv, with codes of {table}",
                    table=table,
                ),
                came=repr(code),
                where=Location(shown),
                do=phrase("Rename it, or add the code to {table}.", table=table),
            )
    read = read_series(path.read_bytes(), name=indicator, file=shown)
    basis = package.indicators[indicator].growth_basis or "unknown"

    printed: list[tuple[Period, Quantity, str, str]] = [
        (each.period, each.growth, "yoy", each.status)
        for each in (*read.observations, *read.held)
        if not each.implied
    ]
    printed += [(period, level, "level", "actual") for period, level in read.levels.items()]
    found = tuple(
        Observation(
            f"value {number}", value, indicator, area, period, measure,
            status=status, basis=basis if measure == "yoy" else "unknown",
        )
        for number, (period, value, measure, status) in enumerate(printed, start=1)
        if isinstance(value, Figure)
    )  # fmt: skip
    ends = sorted(each.period.end for each in found)
    meta = {"area": area, "period": f"{ends[0]}/{ends[-1]}"}
    return Report(shown, meta, found, indicators=package.indicators, areas=package.areas)


def series(
    area: str, indicator: str | None = None, *, data: str | Path | None = None
) -> pd.DataFrame:
    """Return what a data package prints of an area, and of what lies in it, over time.

    That is all its reports, its panels, and the series of one's own under ``series/``.

    Parameters
    ----------
    area : str
        Code, such as ``CN-1410``.
    indicator : str, optional
        Code; all without it.
    data : path, optional
        The data package; see `DataPackage.find`.

    Returns
    -------
    DataFrame
        See `SeriesIndex.to_frame`. Its ``attrs`` hold ``remarks`` (gaps, breaks, changes of unit
        or basis) and ``unusable`` (what could not be used, with the reason), as text.

    Raises
    ------
    InputError
        Where there is no such area or indicator, or where two reports are about one city and
        period and their vintages are not marked.

    Examples
    --------
    >>> frame = series("CN-1410", "industrial_investment", data="data")
    >>> share = frame.set_index("figure").loc["f006"]
    >>> float(share["low"]), float(share["value"]), float(share["high"]), share["unit"]
    (41.35, 41.4, 41.45, '%')
    """
    index = whole_index(DataPackage.find(data))
    frame = index.to_frame(index.select(area, indicator))
    frame.attrs["remarks"] = [str(each) for each in remarks(index, index.within(area))]
    frame.attrs["unusable"] = {
        name: "; ".join(str(fault) for fault in faults) for name, faults in index.unusable.items()
    }
    return frame
