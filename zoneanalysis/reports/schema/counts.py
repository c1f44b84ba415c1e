"""How many rows each table had when it was counted, and its digest (行数与校验值).

A file that was cut at the end of a row is a sound table with fewer rows; only a count kept
elsewhere can tell. ``report.json`` holds one for each table of the report, ``datapackage.json``
for the lists of the package. Rows that are gone are refused; an edit or a row more is said.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from zoneanalysis.errors import Fault, Location
from zoneanalysis.messages import phrase
from zoneanalysis.reports.schema.decoding import table_text
from zoneanalysis.reports.schema.tables import PACKAGE_TABLES, REPORT_TABLES

__all__ = ["COUNTED", "check_counts", "check_form", "count_tables", "edited_tables", "ends_cut"]

EXTRACTION = "extraction.csv"
COUNTED = (*(f"{table.name}.csv" for table in (*REPORT_TABLES, *PACKAGE_TABLES)), EXTRACTION)
_RENEW = "`zoneanalysis validate --write-descriptor`"
_KEYS = {"rows", "last", "sha256"}
# Rows that `extract --update` takes as deleted by a researcher, if not the last one is gone.
_DELETABLE = {"figures.csv", "claims.csv"}


def ends_cut(text: str, file: str) -> tuple[Fault, ...]:
    """Return the fault of a table whose last line has no end, as where a file was cut."""
    if text.endswith(("\n", "\r")):
        return ()
    row = len(text.splitlines())
    return (
        Fault(
            "a table must end with a line end, or nobody can tell whether it was cut",
            phrase("none after {last!r}", last=text.splitlines()[-1][-40:]),
            Location(file=file, row=row),
            "See whether the last row is whole and none is missing, then press Enter behind it.",
        ),
    )


def _count(raw: bytes) -> dict[str, Any] | None:
    """Return the rows of a table, the first cell of the last, and a digest; None if unreadable.

    The digest is that of the text with line ends of Unix, so that no editor changes it.
    """
    text = (table_text(raw, "")[0] or "").replace("\r\n", "\n").replace("\r", "\n")
    if not text.endswith("\n"):
        return None
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))[1:]
    except csv.Error:
        return None
    last = rows[-1][0] if rows and rows[-1] else ""
    return {"rows": len(rows), "last": last, "sha256": hashlib.sha256(text.encode()).hexdigest()}


def count_tables(folder: Path, names: Iterable[str] = COUNTED) -> dict[str, Any]:
    """Return the count of each table of a folder that is there and can be read."""
    counts = {
        name: _count(path.read_bytes()) for name in names if (path := folder / name).is_file()
    }
    return {name: count for name, count in counts.items() if count is not None}


def check_form(counts: object, where: Location) -> tuple[Fault, ...]:
    """Return the fault of counts that can't be read."""
    sound = isinstance(counts, dict) and all(
        name in COUNTED
        and isinstance(count, dict)
        and set(count) == _KEYS
        and type(count["rows"]) is int
        and isinstance(count["last"], str)
        and re.fullmatch("[0-9a-f]{64}", str(count["sha256"]))
        for name, count in counts.items()
    )
    if sound:
        return ()
    must = "tables must hold rows, last and sha256 for each table"
    return (
        Fault(must, str(counts)[:60], where, phrase("Write it anew with {renew}.", renew=_RENEW)),
    )


def check_counts(
    folder: Path, counts: Mapping[str, Any], shown: str, *, updating: bool = False
) -> tuple[Fault, ...]:
    """Return a fault for each counted table that has lost rows.

    Parameters
    ----------
    folder : Path
        With the tables.
    counts : mapping
        As `count_tables` returned them; what has not their form holds nothing.
    shown : str
        The folder, for the faults.
    updating : bool
        Whether rows within figures.csv and claims.csv may be gone, because an update keeps what
        a researcher deleted. A cut takes the last row first.
    """
    if check_form(counts, Location()):
        return ()
    faults = []
    for name, count in counts.items():
        where = Location(file=f"{shown}/{name}")
        do = phrase(
            "Restore it. If you removed rows on purpose, {renew} counts anew.", renew=_RENEW
        )
        if not (folder / name).is_file():  # required, it is missed by whoever reads it
            continue
        raw = (folder / name).read_bytes()
        now = _count(raw)
        if now is None and (updating or name == EXTRACTION):  # else whoever reads it says so
            must = "a table must be CSV in UTF-8 that ends with a line end"
            faults.append(Fault(must, "one that can't be read or was cut", where, do))
        if now is None or now["rows"] >= count["rows"]:
            continue
        if updating and name in _DELETABLE and _holds(raw, count["last"]):
            continue
        last = now["last"] or phrase("none")
        came = phrase("{rows}; the last is {last}", rows=now["rows"], last=last)
        must = phrase(
            "the table must have the rows that were counted, {rows} to {last}",
            rows=count["rows"],
            last=count["last"],
        )
        faults.append(Fault(must, came, where, do))
    return tuple(faults)


def _holds(raw: bytes, last: str) -> bool:
    rows = csv.reader(io.StringIO(table_text(raw, "")[0], newline=""))
    return any(row[:1] == [last] for row in rows)


def edited_tables(folder: Path, counts: Mapping[str, Any], shown: str) -> Iterator[Fault]:
    """Yield which tables were edited since they were counted; filling an empty one is no edit."""
    if check_form(counts, Location()):
        return
    found = count_tables(folder, counts)
    for name, count in counts.items():
        now = found.get(name, {"rows": phrase("no"), "sha256": ""})
        if count["rows"] and now["sha256"] != count["sha256"]:
            yield Fault(
                "a table is usually as it was when it was counted",
                phrase(
                    "edited since ({before} rows then, {now} now)",
                    before=count["rows"],
                    now=now["rows"],
                ),
                Location(file=f"{shown}/{name}"),
                phrase(
                    "If the edit is yours, {renew} takes note of it; else restore the file.",
                    renew=_RENEW,
                ),
            )
