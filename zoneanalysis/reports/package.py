"""A data package: where it is, what it holds, whether it holds together."""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from zoneanalysis.errors import Fault, InputError
from zoneanalysis.messages import phrase
from zoneanalysis.relations.rules import Rule
from zoneanalysis.reports.descriptor import (
    check_descriptor,
    described_package,
    unlisted_tables,
    write_described,
)
from zoneanalysis.reports.loading import (
    DESCRIPTOR,
    Lists,
    ReportFolder,
    list_counts,
    read_bytes,
    state_of,
)
from zoneanalysis.reports.report import Area, Break, Indicator, Report
from zoneanalysis.reports.rules import Rules, read_rules
from zoneanalysis.reports.scaffold import check_new, write_folder
from zoneanalysis.reports.schema.counts import edited_tables
from zoneanalysis.reports.schema.report_file import check_report_id
from zoneanalysis.reports.schema.source import read_source
from zoneanalysis.reports.sources import check_source, source_texts
from zoneanalysis.values.periods import Period

__all__ = ["ASKED", "RULES_FILE", "DataPackage"]

ENVIRONMENT = "ZONEANALYSIS_DATA"
ASKED = "ZONEANALYSIS_ASKED"  # options of the build that makes a page
RULES_FILE = "ZONEANALYSIS_RULES"  # a file of rules instead of the package's


class DataPackage:
    """A folder with ``datapackage.json``, ``indicators.csv``, ``areas.csv`` and ``reports/``.

    Parameters
    ----------
    root : Path
        The folder. See `find` for looking it up.

    Examples
    --------
    >>> package = DataPackage.find()
    >>> package.reports()
    ('linfen-2023h1', 'lvliang-2023h1')
    >>> package.read("linfen-2023h1")["f005"].printed
    '下降18.8%'
    """

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)

    def __repr__(self) -> str:
        return f"DataPackage({str(self.root)!r})"

    @classmethod
    def find(cls, start: str | Path | None = None) -> DataPackage:
        """Return the data package of *start*, of the environment, or of the folders above here.

        Parameters
        ----------
        start : path, optional
            The data package's folder, its ``datapackage.json``, or the folder that holds
            ``data/``. Without it the environment variable ``ZONEANALYSIS_DATA`` is used, and
            without that the working directory and the folders above it are searched.

        Raises
        ------
        InputError
            Where there is none; says where it was looked for.
        """
        named = start or os.environ.get(ENVIRONMENT, "")
        if named:
            given = Path(named).expanduser()
            folder = given.parent if given.name == DESCRIPTOR else given
            found = _package_in(folder)
            if found is None:
                raise InputError.single(
                    must=phrase(
                        "a data package must be a folder with {descriptor}", descriptor=DESCRIPTOR
                    ),
                    came=phrase("{given}, {state}", given=given, state=phrase(_state(given)))
                    if start
                    else phrase(
                        "{given}, {state} (from {environment})",
                        given=given,
                        state=phrase(_state(given)),
                        environment=ENVIRONMENT,
                    ),
                    do="Give the folder that holds datapackage.json, or the one that holds data/.",
                )
            return cls(found)
        here = Path.cwd()
        for folder in (here, *here.parents):
            found = _package_in(folder)
            if found is not None:
                return cls(found)
        raise InputError.single(
            must=phrase(
                "there must be a data package: {descriptor}, or data/{descriptor}",
                descriptor=DESCRIPTOR,
            ),
            came=phrase("neither in {here} nor in any folder above it", here=here),
            do=phrase(
                "Run the command inside the project, give the folder, set {environment}, "
                "or make a project: `zoneanalysis init my-review --example`.",
                environment=ENVIRONMENT,
            ),
        )

    @cached_property
    def _lists(self) -> Lists:
        return Lists.load(self.root)

    @property
    def indicators(self) -> dict[str, Indicator]:
        """Every indicator by code."""
        return dict(self._lists.indicators or {})

    @property
    def areas(self) -> dict[str, Area]:
        """Every area by code."""
        return dict(self._lists.areas or {})

    @property
    def breaks(self) -> tuple[Break, ...]:
        """Where figures before and after may not be compared, as ``breaks.csv`` declares."""
        return self._lists.breaks

    def reports(self) -> tuple[str, ...]:
        """Return the ids of all reports, in alphabetical order."""
        found = (each.name for each in self.root.glob("reports/*/"))
        return tuple(sorted(name for name in found if not name.startswith((".", "_"))))

    def folder(self, report_id: str) -> Path:
        """Return the folder of a report.

        Raises
        ------
        InputError
            Where the id is no plain name or there is no such report; lists the reports.
        """
        faults = check_report_id(report_id)
        if faults:
            raise InputError(faults)
        folder = self.root / "reports" / report_id
        if not folder.is_dir():
            known = self.reports()
            near = difflib.get_close_matches(report_id, known, n=1)
            hint = phrase("Did you mean {near}? ", near=near[0]) if near else ""
            raise InputError.single(
                must=phrase(
                    "a report must be one of: {known}",
                    known=", ".join(known) or phrase("(none yet)"),
                ),
                came=repr(report_id),
                do=phrase(
                    "{hint}`zoneanalysis new {report_id}` scaffolds a new one.",
                    hint=hint,
                    report_id=report_id,
                ),
            )
        return folder

    def read(self, report_id: str) -> Report:
        """Return a report with its figures, claims, actions and facts by zone.

        Raises
        ------
        InputError
            With every fault of the report's files and of the lists that it uses.
        """
        loaded = self._load(report_id)
        if faults := (*self._lists.faults, *loaded.faults):
            raise InputError(faults)
        return self.with_rules(loaded.report(), self.rules.rules)

    def _load(self, report_id: str) -> ReportFolder:
        self.folder(report_id)
        return ReportFolder.load(self.root, report_id, self._lists)

    @cached_property
    def rules(self) -> Rules:
        """The rules that its users wrote: those of ``rules.csv``, or of a file set beside it."""
        own = os.environ.get(RULES_FILE, "")
        path = Path(own) if own else self.root / "rules.csv"
        if not own and not path.exists():
            return Rules()
        shown = path.name if own else f"{self.root.name}/rules.csv"
        raw, missing = read_bytes(path, shown, "the file of rules")
        if raw is None:
            return Rules((), missing)
        indicators, areas = self.indicators, self.areas
        folders = [self.root / "reports" / each for each in self.reports()]
        for folder in (*folders, *sorted((self.root / "panels").glob("*/"))):
            lists = self._lists.with_own(self.root, folder)
            indicators = {**(lists.indicators or {}), **indicators}
            areas = {**(lists.areas or {}), **areas}
        return read_rules(raw, shown, indicators, areas)

    def with_rules(self, report: Report, rules: Sequence[Rule]) -> Report:
        """Return a report to be judged by *rules*, with earlier ones where these look back."""
        earlier: list[Report] = []
        if any(rule.looks_back for rule in rules):
            end = Period.parse(str(report.meta["period"])).end
            for each in self.reports():
                if each == report.id or self.area_of(each) != report.meta["area"]:
                    continue
                loaded = self._load(each)
                if not loaded.faults and Period.parse(str(loaded.meta["period"])).end < end:
                    earlier.append(loaded.report())
        earlier.sort(key=lambda one: (Period.parse(str(one.meta["period"])).end, one.id))
        return replace(report, rules=tuple(rules), earlier=tuple(earlier))

    def reviews(self, report_id: str) -> tuple[Mapping[str, str], ...]:
        """Return the rows of a report's ``reviews.csv``, what people found about its findings.

        Raises
        ------
        InputError
            With every fault of the report's files.
        """
        loaded = self._load(report_id)
        if loaded.faults:
            raise InputError(loaded.faults)
        return tuple(row.cells for row in loaded.rows.get("reviews") or ())

    def validate(
        self, source: str | Path | None = None, reports: Iterable[str] | None = None
    ) -> tuple[Fault, ...]:
        """Return every fault of the package, of all its reports or of *reports*.

        Parameters
        ----------
        source : path, optional
            A source text, or a folder of source texts. The printed characters of each report
            whose ``report.json`` names the text (by SHA-256) are held against it; with *reports*
            given and one text, each of them is.
        reports : iterable of str, optional
            Ids; all reports without it.
        """
        chosen = self.reports() if reports is None else tuple(reports)
        faults = [
            *self._lists.faults,
            *check_descriptor(self.root, self.reports()),
            *self.rules.faults,
        ]
        folders = []
        for report_id in chosen:
            try:
                folders.append(self._load(report_id))
            except InputError as error:
                faults.extend(error.faults)
            else:
                faults.extend(folders[-1].faults)
        if source is not None:
            faults.extend(check_source(Path(source), folders, named=reports is not None))
        return tuple(faults)

    def remarks(
        self, source: str | Path | None = None, reports: Iterable[str] | None = None
    ) -> tuple[Fault, ...]:
        """Return what is allowed but deserves a second look; see `validate` for the parameters."""
        chosen = self.reports() if reports is None else tuple(reports)
        texts = source_texts(Path(source)) if source is not None else {}
        found = [*unlisted_tables(self.root, self.descriptor())]
        for report_id in chosen:
            if check_report_id(report_id):
                continue
            loaded = ReportFolder.load(self.root, report_id, self._lists)
            text = None
            if texts:
                raw = texts.get((loaded.meta.get("source") or {}).get("sha256", ""))
                text = read_source(raw, "")[0] if raw else None
            found.extend(loaded.remarks(text))
        return tuple(found)

    def edited(self, reports: Iterable[str] | None = None) -> tuple[Fault, ...]:
        """Return which tables were edited since they were counted (see `write_descriptor`)."""
        found = [*edited_tables(self.root, list_counts(self.root), self.root.name)]
        for report_id in self.reports() if reports is None else reports:
            found += ReportFolder.load(self.root, report_id, self._lists).edited()
        return tuple(found)

    def descriptor(self) -> dict[str, Any]:
        """Return what ``datapackage.json`` should hold for the folders that are there."""
        return described_package(self.root, self.reports())

    def write_descriptor(self, reports: Iterable[str] | None = None) -> tuple[str, ...]:
        """Write ``datapackage.json`` and the table schemas anew, each file whole or not at all.

        Also counts the tables of each report, or of *reports*, into its ``report.json``.

        Returns
        -------
        tuple of str
            Each table whose number of rows is another than the one counted before.
        """
        chosen = self.reports() if reports is None else tuple(reports)
        folders = {report_id: self.folder(report_id) for report_id in chosen}
        return write_described(self.root, self.descriptor(), folders)

    def scaffold(
        self,
        report_id: str,
        *,
        area: str = "",
        period: str = "",
        source: str | Path | None = None,
        after: str | None = None,
    ) -> Path:
        """Make the folder of a new report with its empty tables and return it.

        Parameters
        ----------
        report_id : str
            Name of the folder, such as ``yunchuan-2024h1``.
        area : str
            A code of ``areas.csv``.
        period : str
            The reporting period, such as ``2024-01/2024-06``.
        after : str, optional
            Id of an earlier report, whose figures and claims the new one is to have, without
            their values; area and period (a year later) are taken from it where left out.
        source : path, optional
            The source text; its SHA-256 goes into ``report.json``, its words don't.

        Raises
        ------
        InputError
            With every fault of the arguments; nothing is written then.
        """
        earlier = None if after is None else self.read(after)
        if earlier is not None:
            area = area or str(earlier.meta["area"])
            period = period or str(Period.parse(str(earlier.meta["period"])).shifted(12))
        areas = {**(earlier.areas if earlier is not None else {}), **self.areas}
        reports, faults = self.root / "reports", self._lists.faults
        spoken, raw = check_new(reports, report_id, areas, area, period, source, faults)
        folder = write_folder(reports, report_id, areas[area], spoken, raw, earlier)
        self.write_descriptor()
        return folder

    def area_of(self, report_id: str) -> str:
        """Return the area that a report says to be about, unchecked; empty where unreadable."""
        path = self.root / "reports" / report_id / "report.json"
        try:
            return _area_in(path, state_of(path))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return ""

    def state(self, *report_ids: str) -> tuple[object, ...]:
        """Return what tells a change in reports, in lists and rules, or in their cities' reports.

        Of each file its name, size and time; two equal states of one process are of equal files.
        """
        areas = {"", *map(self.area_of, report_ids)}
        own = (e for e in self.reports() if e in report_ids or self.area_of(e) in areas)
        places = [self.root, *(self.root / "reports" / each for each in own)]
        files = [path for place in places for path in sorted(place.iterdir())]
        rules = os.environ.get(RULES_FILE, "")
        return tuple(map(state_of, [*files, *([Path(rules)] if rules else [])]))


@lru_cache(maxsize=4096)
def _area_in(path: Path, state: object) -> str:  # noqa: ARG001 -- tells a change of the file
    return str(json.loads(path.read_bytes())["area"])


def _package_in(folder: Path) -> Path | None:
    for candidate in (folder, folder / "data"):
        if (candidate / DESCRIPTOR).is_file():
            return candidate.resolve()
    return None


def _state(path: Path) -> str:
    if not path.exists():
        return "which does not exist"
    return "a folder without one" if path.is_dir() else "a file"
