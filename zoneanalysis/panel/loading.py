"""A panel's folder, read and checked as a whole: every fault at once, by file, row and column."""

from __future__ import annotations

import csv
import difflib
import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from zoneanalysis.errors import Fault, InputError, Location
from zoneanalysis.messages import phrase
from zoneanalysis.panel.checking import Rows, check_rows
from zoneanalysis.panel.panel import Panel
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.loading import Lists, read_bytes
from zoneanalysis.reports.report import Report
from zoneanalysis.reports.schema.decoding import table_text
from zoneanalysis.reports.schema.report_file import check_report_id, read_report_file
from zoneanalysis.reports.schema.rows import Row, read_rows
from zoneanalysis.reports.schema.tables import BATCHES, PANEL_TABLES
from zoneanalysis.values.periods import Period

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DATA_FILE", "PAGES", "frames", "panel_of", "panels", "read_panel"]

DATA_FILE = "panel.json"
PAGES = ("bulletin", "scorecard")  # each is a notebook


def panels(package: DataPackage) -> tuple[str, ...]:
    """Return the ids of the panels of a data package, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in package.root.glob(f"panels/*/{DATA_FILE}")))


def panel_of(package: DataPackage, report: Report) -> str:
    """Return the id of the panel on the zones that a report is about; nothing where none is.

    It is the first with values of the report's last month whose group of zones the report names.
    """
    end = str(Period.parse(str(report.meta["period"])).end)
    named = {report.meta["area"], *(found.ref_area for found in report.observations)}
    for each in panels(package):
        folder = package.root / "panels" / each
        try:
            if json.loads((folder / DATA_FILE).read_bytes())["area"] in named:
                text, _ = table_text((folder / "panel.csv").read_bytes(), "panel.csv")
                if any(row["month"] == end for row in csv.DictReader((text or "").splitlines())):
                    return each
        except (OSError, ValueError, LookupError, TypeError, RecursionError, csv.Error):
            continue  # `validate` says what is wrong with it
    return ""


def read_panel(panel_id: str, package: DataPackage | None = None) -> Panel:
    """Return a panel of the data package.

    Parameters
    ----------
    panel_id : str
        Name of its folder under ``panels/``.
    package : DataPackage, optional
        The one around here without it.

    Raises
    ------
    InputError
        With every fault of its files.
    """
    package = package or DataPackage.find()
    faults = list(check_report_id(panel_id))
    known = panels(package)
    if not faults and panel_id not in known:
        near = difflib.get_close_matches(panel_id, known, n=1)
        faults.append(
            Fault(
                phrase(
                    "a panel must be one of: {known}",
                    known=", ".join(known) or phrase("(none yet)"),
                ),
                repr(panel_id),
                Location(),
                phrase(
                    "Did you mean {near}? `zoneanalysis panel import` makes one from a workbook.",
                    near=near[0],
                )
                if near
                else "`zoneanalysis panel import` makes one from a workbook.",
            )
        )
    if faults:
        raise InputError(faults)
    folder = package.root / "panels" / panel_id
    lists = Lists.load(package.root)
    own = lists.with_own(package.root, folder)
    faults += [*lists.faults, *own.faults]
    indicators, areas = own.indicators or {}, own.areas or {}
    shown = f"{package.root.name}/panels/{panel_id}"
    raw, missing = read_bytes(folder / DATA_FILE, f"{shown}/{DATA_FILE}", "a panel's panel.json")
    faults += missing
    meta, found = read_report_file(raw or b"{}", f"{shown}/{DATA_FILE}", panel_id, areas)
    faults += found if raw is not None else ()
    faults += [
        Fault(
            'a page of a panel must be like "bulletin 2024-05" or "scorecard 2024-06"',
            repr(page),
            Location(f"{shown}/{DATA_FILE}", column="pages"),
            "Name the kind of page and its last month.",
        )
        for page in meta.get("pages", ())
        if not re.fullmatch(rf"({'|'.join(PAGES)}) \d{{4}}-(0[1-9]|1[0-2])", str(page), re.ASCII)
    ]
    if meta.get("rates_of", BATCHES[0]) not in BATCHES:
        faults.append(
            Fault(
                phrase(
                    "the list that all four rates are of must be one of: {batches}",
                    batches=", ".join(BATCHES),
                ),
                repr(meta["rates_of"]),
                Location(f"{shown}/{DATA_FILE}", column="rates_of"),
                "Name it, or leave rates_of out where each rate is of its own list.",
            )
        )
    rows: dict[str, Sequence[Row]] = {}
    for table in PANEL_TABLES:
        path = folder / f"{table.name}.csv"
        if not table.required and not path.exists():
            rows[table.name] = ()
            continue
        raw, missing = read_bytes(path, f"{shown}/{path.name}", f"the table {table.name}")
        faults += missing
        read, found = read_rows(raw, f"{shown}/{path.name}", table) if raw is not None else ((), ())
        faults += found
        rows[table.name] = read or ()
    faults += check_rows(rows, areas, indicators)
    if faults:
        raise InputError(faults)
    return Panel(panel_id, meta, frames(rows), indicators, areas)


def frames(rows: Rows) -> dict[str, pd.DataFrame]:
    """Return the tables as data frames of text."""
    import pandas as pd

    return {
        table.name: pd.DataFrame(
            [list(row.cells.values()) for row in rows[table.name]],
            columns=list(table.header),
            dtype=object,
        )
        for table in PANEL_TABLES
    }
