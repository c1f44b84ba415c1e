"""One report's folder, and the package's own lists, read and checked as a whole."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from zoneanalysis.errors import Fault, Location
from zoneanalysis.messages import phrase
from zoneanalysis.reports.report import Area, Break, Indicator, Report
from zoneanalysis.reports.schema import claim_rows, figure_rows, other_rows, source
from zoneanalysis.reports.schema.columns import Table
from zoneanalysis.reports.schema.counts import check_counts, edited_tables
from zoneanalysis.reports.schema.remarks import remark_on_claims, remark_on_figures
from zoneanalysis.reports.schema.report_file import read_report_file, remark_on_report_file
from zoneanalysis.reports.schema.rows import Row, read_rows
from zoneanalysis.reports.schema.tables import (
    ACTIONS,
    AREAS,
    BREAKS,
    CLAIMS,
    FIGURES,
    INDICATORS,
    PAST,
    REPORT_TABLES,
    ZONES,
)
from zoneanalysis.values.figures import Rounding
from zoneanalysis.values.periods import Period

__all__ = ["DESCRIPTOR", "Lists", "ReportFolder", "list_counts", "read_bytes", "state_of"]

DESCRIPTOR = "datapackage.json"


def read_bytes(path: Path, shown: str, what: str) -> tuple[bytes | None, tuple[Fault, ...]]:
    """Return the bytes of a file, or the fault of a file that can't be read."""

    def fault(came: str, do: str) -> tuple[None, tuple[Fault, ...]]:
        return None, (
            Fault(
                phrase("{what} must be there", what=phrase(what)), came, Location(file=shown), do
            ),
        )

    try:
        return path.read_bytes(), ()
    except FileNotFoundError:
        return fault(
            "no such file",
            "Restore it, or scaffold a report with `zoneanalysis new` and copy it from there.",
        )
    except IsADirectoryError:
        return fault("a folder of that name", "Move the folder away and put the file there.")
    except OSError as error:
        return fault(error.strerror or str(error), "Make the file readable.")


def list_counts(root: Path) -> Any:
    """Return the counts of the package's lists that ``datapackage.json`` holds, if any."""
    try:
        return json.loads((root / DESCRIPTOR).read_bytes()).get("tables", {})
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}


@dataclass(frozen=True)
class Lists:
    """The lists that every report uses: indicators and areas; None where one can't be read."""

    indicators: Mapping[str, Indicator] | None
    areas: Mapping[str, Area] | None
    faults: tuple[Fault, ...]
    breaks: tuple[Break, ...] = ()

    @classmethod
    def load(cls, root: Path) -> Lists:
        """Return the lists of the package at *root* with their faults, read anew once changed."""
        names = (*(f"{table.name}.csv" for table in (INDICATORS, AREAS, BREAKS)), DESCRIPTOR)
        return _lists(root, tuple(state_of(root / name) for name in names))

    @classmethod
    def read(cls, root: Path) -> Lists:
        """Return the lists as they are now."""
        faults: list[Fault] = []
        indicator_rows = _rows(root, root, INDICATORS, faults)
        area_rows = _rows(root, root, AREAS, faults)
        if area_rows is not None:
            faults.extend(other_rows.check_areas(area_rows))
        if None not in (indicator_rows, area_rows):
            faults.extend(check_counts(root, list_counts(root), root.name))
        break_rows: tuple[Row, ...] = ()
        if (root / f"{BREAKS.name}.csv").exists():
            break_rows = _rows(root, root, BREAKS, faults) or ()
            faults.extend(
                other_rows.check_breaks(
                    break_rows,
                    {row["code"] for row in indicator_rows or ()},
                    {row["code"] for row in area_rows or ()},
                )
            )
        return cls(
            None
            if indicator_rows is None
            else other_rows.indicators(
                [row for row in indicator_rows if row.sound("code", "unit")]
            ),
            None
            if area_rows is None
            else other_rows.areas([row for row in area_rows if row.sound("code")]),
            tuple(faults),
            () if faults else other_rows.breaks(break_rows),
        )

    def with_own(self, root: Path, folder: Path) -> Lists:
        """Return these lists and those of a report's own folder, where it has any.

        Extraction writes what the lists don't know yet beside the report, so that a new city
        needs one folder and nothing else. A code of these lists keeps its meaning.
        """
        if not any((folder / f"{each.name}.csv").exists() for each in (INDICATORS, AREAS)):
            return replace(self, faults=(), breaks=())
        faults: list[Fault] = []
        indicators, areas = dict(self.indicators or {}), dict(self.areas or {})
        if (folder / f"{INDICATORS.name}.csv").exists():
            rows = _rows(root, folder, INDICATORS, faults) or ()
            own = other_rows.indicators([row for row in rows if row.sound("code", "unit")])
            indicators = {**own, **indicators}
        if (folder / f"{AREAS.name}.csv").exists():
            rows = _rows(root, folder, AREAS, faults) or ()
            faults.extend(other_rows.check_areas(rows, areas))
            areas = {**other_rows.areas([row for row in rows if row.sound("code")]), **areas}
        return Lists(
            None if self.indicators is None else indicators,
            None if self.areas is None else areas,
            tuple(faults),
        )


@lru_cache(maxsize=2)
def _lists(root: Path, states: object) -> Lists:  # noqa: ARG001 -- they tell a change of the files
    return Lists.read(root)


def state_of(path: Path) -> object:
    """Return what tells a change of a file while a process runs; of a missing one, why."""
    try:
        told = path.stat()
    except OSError as error:
        return str(path), error.errno
    return str(path), told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino


@dataclass(frozen=True)
class ReportFolder:
    """The files of one report as read, with every fault of theirs."""

    folder: Path
    report_id: str
    meta: Mapping[str, Any]
    rows: Mapping[str, tuple[Row, ...] | None]
    files: Mapping[str, str]
    lists: Lists
    faults: tuple[Fault, ...] = field(default=())

    @classmethod
    def load(cls, root: Path, report_id: str, lists: Lists) -> ReportFolder:
        """Return the folder of a report whose id has been checked."""
        folder = root / "reports" / report_id
        lists = lists.with_own(root, folder)
        faults = [*lists.faults]
        shown = f"{root.name}/reports/{report_id}/report.json"
        raw, missing = read_bytes(folder / "report.json", shown, "a report's report.json")
        faults.extend(missing)
        meta: Mapping[str, Any] = {}
        if raw is not None:
            meta, found = read_report_file(raw, shown, report_id, lists.areas)
            faults.extend(found)
        rows: dict[str, tuple[Row, ...] | None] = {}
        files = {"report": shown}
        for table in REPORT_TABLES:
            if table.required or (folder / f"{table.name}.csv").exists():
                files[table.name] = _shown(root, folder, table)
                rows[table.name] = _rows(root, folder, table, faults)
        faults.extend(check_counts(folder, meta.get("tables", {}), shown.rpartition("/")[0]))
        faults.extend(_cross_checks(rows, lists))
        return cls(folder, report_id, meta, rows, files, lists, _in_file_order(faults))

    def against_source(self, raw: bytes, shown: str) -> tuple[Fault, ...]:
        """Return what the source text has against the figures, first of all another file."""
        text, faults = source.read_source(raw, shown)
        found = [*source.check_digest(raw, self.meta, shown), *faults]
        if text is not None:
            found.extend(source.check_offsets(self._sound("figures"), self.files["figures"], text))
        return tuple(found)

    def remarks(self, text: str | None = None) -> tuple[Fault, ...]:
        """Return what is allowed but unusual; with the source's text, also what quotes it."""
        if self.faults:
            return ()
        period = Period.parse(self.meta["period"])
        found = [
            *remark_on_report_file(self.meta, self.files["report"]),
            *remark_on_figures(
                self._sound("figures"),
                self.files[FIGURES.name],
                period,
                self.lists.indicators or {},
            ),
            *remark_on_claims(
                self._sound("claims"),
                {row["id"]: row for row in self._sound("figures")},
            ),
        ]
        if text is not None:
            found.extend(
                source.quotations(
                    ((self.files[name], self._sound(name)) for name in self.rows), text
                )
            )
        return tuple(found)

    def edited(self) -> tuple[Fault, ...]:
        """Return which tables were edited since they were counted."""
        shown = self.files["report"].rpartition("/")[0]
        return tuple(edited_tables(self.folder, self.meta.get("tables", {}), shown))

    def report(self) -> Report:
        """Return the report; only where there are no faults."""
        return Report(
            id=self.report_id,
            meta=self.meta,
            observations=figure_rows.observations(
                self._sound("figures"), Rounding(self.meta.get("rounding", "unknown"))
            ),
            claims=claim_rows.claims(self._sound("claims")),
            actions=other_rows.actions(self._sound("actions")),
            zones=other_rows.zone_facts(self._sound("zones")),
            past=claim_rows.past_claims(self._sound("past")),
            indicators=self.lists.indicators or {},
            areas=self.lists.areas or {},
        )

    def _sound(self, table: str) -> tuple[Row, ...]:
        return self.rows.get(table) or ()


def _shown(root: Path, folder: Path, table: Table) -> str:
    """Return the file's name for people: from the data package's folder on, with slashes."""
    path, top = (folder / f"{table.name}.csv").absolute(), root.absolute()
    inside = f"{root.name}/{path.relative_to(top)}" if path.is_relative_to(top) else str(path)
    return inside.replace(os.sep, "/")


def _rows(root: Path, folder: Path, table: Table, faults: list[Fault]) -> tuple[Row, ...] | None:
    shown = _shown(root, folder, table)
    raw, missing = read_bytes(folder / f"{table.name}.csv", shown, f"the table {table.name}")
    faults.extend(missing)
    if raw is None:
        return None
    rows, found = read_rows(raw, shown, table)
    faults.extend(found)
    return rows


def _in_file_order(faults: list[Fault]) -> tuple[Fault, ...]:
    """Return the faults file by file, each file's from the top, as a person mends them."""
    order = {file: at for at, file in enumerate(dict.fromkeys(f.where.file for f in faults))}
    return tuple(sorted(faults, key=lambda f: (order[f.where.file], f.where.row or 0)))


def _with_known(row: Row, lists: Lists) -> Row:
    """Return a row whose area no relation is held against where it is not known."""
    if lists.areas is None or row["ref_area"] in lists.areas:
        return row
    return replace(row, faulty=row.faulty | {"ref_area"})


def _cross_checks(rows: Mapping[str, tuple[Row, ...] | None], lists: Lists) -> list[Fault]:
    # A row that can't be read still has an id; whoever names it is not to blame.
    read = rows[FIGURES.name]
    figures = None if read is None else {row["id"]: _with_known(row, lists) for row in read}
    return [
        *figure_rows.check_figures(read or (), lists.indicators, lists.areas),
        *claim_rows.check_claims(rows[CLAIMS.name] or (), figures),
        *claim_rows.check_claims(rows.get(PAST.name) or (), figures),
        *other_rows.check_actions(rows[ACTIONS.name] or (), figures),
        *other_rows.check_zones(rows[ZONES.name] or (), figures, lists.areas),
    ]
