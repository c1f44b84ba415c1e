"""What a run has to do: the units of work, what goes into each, whether it is out of date."""

from __future__ import annotations

import calendar
import importlib.metadata
import os
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from zoneanalysis.errors import InputError, Location
from zoneanalysis.messages import LANGUAGES
from zoneanalysis.panel import Panel, panel_of
from zoneanalysis.panel.loading import PAGES
from zoneanalysis.panel.panel import last_day
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.package import ASKED, RULES_FILE
from zoneanalysis.reports.report import Report
from zoneanalysis.reports.shipped import shipped_folder
from zoneanalysis.run.publishing import Record, file_sha256, fingerprint
from zoneanalysis.run.workers import Task
from zoneanalysis.values.periods import Period

__all__ = ["Plan", "Unit", "find_notebook", "packages", "program"]


@cache
def program() -> str:
    """Return a fingerprint of this program: its files, its libraries, its Python."""
    root = Path(__file__).parents[1]
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc")
    code = (f"{path.relative_to(root)} {file_sha256(path)}" for path in files)
    return fingerprint([platform.python_version(), platform.machine(), *packages(), *code])


@cache
def packages() -> tuple[str, ...]:
    """Return the libraries that the program is declared to need, with their versions."""
    try:
        declared = importlib.metadata.requires("zoneanalysis") or []
    except importlib.metadata.PackageNotFoundError:
        return ()
    names = [re.split(r"[^A-Za-z0-9._-]", each)[0] for each in declared if "extra ==" not in each]
    return tuple(f"{name} {importlib.metadata.version(name)}" for name in sorted(names))


def find_notebook(name: str, data: Path) -> Path:
    """Return the notebook ``name``: the one beside the data package, else the program's own."""
    folders = (data.resolve().parent / "notebooks", shipped_folder("notebooks"))
    for folder in folders:
        if (folder / f"{name}.ipynb").is_file():
            return folder / f"{name}.ipynb"
    raise InputError.single(
        must=f"the notebook {name}.ipynb must stand in a folder notebooks beside the data",
        came="no such file",
        where=Location(file=str(folders[0])),
        do="restore it from the repository",
    )


def _last_day(report: Report) -> str:
    """Return the last day of the period that a report is about: its date, the same at each run."""
    end = Period.parse(str(report.meta["period"])).end
    return f"{end}-{calendar.monthrange(end.year, end.month)[1]}"


@dataclass(frozen=True)
class Unit:
    """One process's work: a name, the fingerprint of its input, its task, the files wanted."""

    name: str
    owner: str
    key: str
    task: Task
    folder: Path
    place: str
    wanted: tuple[str, ...]


@dataclass
class Plan:
    """What all units of a run share, and the units."""

    package: DataPackage
    output: Path
    stage: Path
    languages: Sequence[str]
    formats: Sequence[str]
    source: Path | None
    named: bool  # whether the reports were asked for by name
    records: dict[str, Record]
    reports: dict[str, Report] = field(default_factory=dict)
    panels: dict[str, Panel] = field(default_factory=dict)
    program: str = field(default_factory=program)
    hashes: dict[Path, str] = field(default_factory=dict)
    aside: list[Path] = field(default_factory=list)
    made: frozenset[tuple[str, str]] = field(init=False)  # names and SHA-256 of earlier runs' files

    def __post_init__(self) -> None:
        files = (each.files.items() for each in self.records.values())
        self.made = frozenset(chain.from_iterable(files))

    def inputs(self, owners: Iterable[str]) -> dict[str, str]:
        """Return the files that reports or panels are made from, with their SHA-256.

        datapackage.json is none of them: it lists the reports, and another one changes none.
        """
        root = self.package.root
        shared = list(root.glob("*.csv"))
        chosen = list(owners)
        known = [self.reports[each] for each in chosen if each in self.reports]
        chosen += [each.id for report in known for each in report.earlier]
        folders = [
            root / ("panels" if o in self.panels else "reports") / o for o in dict.fromkeys(chosen)
        ]
        own = [path for folder in folders for path in folder.iterdir()]
        files = {f"{root.name}/{path.relative_to(root).as_posix()}": path for path in shared + own}
        if (rules := os.environ.get(RULES_FILE)) and Path(rules).is_file():
            files["rules.csv"] = Path(rules)
        return {name: self.hash(path) for name, path in sorted(files.items()) if path.is_file()}

    def source_of(self, report_id: str) -> Path | None:
        """Return the source text of a report, if it was given."""
        if self.source is None:
            return None
        about: Any = self.reports[report_id].meta.get("source") or {}
        own = self.named or about.get("sha256") == self.hash(self.source)
        return self.source.resolve() if own else None

    def source_inputs(self, report_id: str) -> dict[str, str]:
        """Return the source text as an input, with its SHA-256; nothing where there is none."""
        path = self.source_of(report_id)
        return {f"source/{path.name}": self.hash(path)} if path else {}

    def notebook_inputs(self, stem: str) -> dict[str, str]:
        """Return the notebook file as an input, with its SHA-256."""
        path = find_notebook(stem, self.package.root)
        return {f"notebooks/{path.name}": self.hash(path)}

    def is_current(self, unit: Unit) -> bool:
        """Return whether the files of a unit are there, made from the same input, unchanged."""
        record = self.records.get(unit.name)
        if record is None or record.key != unit.key:
            return False
        return record.holds(self.output, unit.wanted)

    def kept(self, unit: Unit) -> dict[str, str]:
        """Return the files that an earlier run made for the unit from the same input."""
        record = self.records.get(unit.name)
        if record is None or record.key != unit.key:
            return {}
        return {
            name: digest
            for name, digest in record.files.items()
            if Record("", {name: digest}).holds(self.output)
        }

    def hash(self, path: Path) -> str:
        """Return the SHA-256 of a file, computed once."""
        if path not in self.hashes:
            self.hashes[path] = file_sha256(path)
        return self.hashes[path]

    def _own(self, argument: object) -> bool:
        """Return whether a file is no notebook, or one of the program's own.

        Of these it is known that they leave nothing behind in their process.
        """
        if not isinstance(argument, Path) or argument.suffix != ".ipynb":
            return True
        own = shipped_folder("notebooks") / argument.name
        return own.is_file() and self.hash(own) == self.hash(argument)

    @property
    def asked(self) -> dict[str, str]:
        """Options that a review of a text names, for a build takes away what it does not make."""
        told = []
        if tuple(self.languages) != LANGUAGES:
            told.append(f"--language {self.languages[0]}")
        if set(self.formats) != {"html", "pdf"}:
            told.append(f"--format {','.join(self.formats)}")
        of_text = self.package.root.resolve().parent.name == "texts"
        return {ASKED: " ".join(told)} if of_text and told else {}

    @property
    def environment(self) -> dict[str, str]:
        """What the worker processes are told by environment, so that no path is in a notebook."""
        told = {"ZONEANALYSIS_DATA": str(self.package.root.resolve()), **self.asked}
        if rules := os.environ.get(RULES_FILE):
            told[RULES_FILE] = rules
        return told

    def pages(
        self, owner: str, stem: str, place: str, parameters: Mapping[str, object]
    ) -> list[Unit]:
        """Return the units that make the pages of one notebook, one for each language.

        The notebook is named by the *stem* of the files up to its first hyphen.
        """
        kind = stem.partition("-")[0]
        notebook = find_notebook(kind, self.package.root).resolve()
        members = [owner] if place else list(self.reports)
        inputs = self.inputs(
            [*members, *self._same_city(owner)] if place else members
        ) | self.notebook_inputs(kind)
        source = self.source_of(owner) if place else None
        if source:
            inputs |= self.source_inputs(owner)
        if place:
            inputs |= self.panel_inputs(owner) | self.asked
        formats = tuple(self.formats)
        date = max(_last_day(self.reports[each]) for each in members)
        return [
            self._unit(
                (owner, language),
                inputs,
                _Call("make_pages"),
                (notebook, {**parameters, "language": language}, stem, date, formats, source),
                place,
                tuple(f"{stem}.{language}.{suffix}" for suffix in ("ipynb", "xlsx", *formats)),
            )
            for language in self.languages
        ]

    def panel_inputs(self, report_id: str) -> dict[str, str]:
        """Return the files of the panel that a review takes its zones from, with their SHA-256."""
        root = self.package.root
        panel = panel_of(self.package, self.reports[report_id])
        paths = sorted((root / "panels" / panel).iterdir()) if panel else []
        return {
            f"{root.name}/{path.relative_to(root).as_posix()}": self.hash(path)
            for path in paths
            if path.is_file()
        }

    def dispatches(self, panel_id: str, pages: Iterable[str]) -> list[Unit]:
        """Return the units of a panel's pages, such as "bulletin 2024-05", in each language."""
        inputs = self.inputs([panel_id])
        for kind in PAGES:  # the same for all pages, so that one alone leaves the others current
            inputs |= self.notebook_inputs(kind)
        units = []
        for page in pages:
            kind, month = page.split()
            stem = f"{kind}-{month}"
            notebook = find_notebook(kind, self.package.root).resolve()
            for language in self.languages:
                parameters = {"panel": panel_id, "month": month, "language": language}
                arguments = (notebook, parameters, stem, last_day(month), tuple(self.formats), None)
                names = tuple(
                    f"{stem}.{language}.{end}" for end in ("ipynb", "xlsx", *self.formats)
                )
                name = (panel_id, f"{stem} {language}")
                call = _Call("make_pages")
                units.append(self._unit(name, inputs, call, arguments, f"{panel_id}/", names))
        return units

    def _same_city(self, report_id: str) -> list[str]:
        """Return the other reports of a city, which a review looks back on."""
        area = self._areas.get(report_id, "")
        return [each for each, own in self._areas.items() if own == area and each != report_id]

    @cached_property
    def _areas(self) -> dict[str, str]:
        return {each: self.package.area_of(each) for each in self.package.reports()}

    def tables(self, report_id: str) -> Unit:
        """Return the unit that makes the audited tables of a report."""
        return self._unit(
            (report_id, "audit"),
            self.inputs([report_id]),
            _Call("make_tables"),
            (report_id,),
            f"{report_id}/",
            ("figures.csv", "checks.csv", "tables.xlsx"),
        )

    def source_views(self, report_id: str) -> list[Unit]:
        """Return the units that mark the source text, where the source passed is the report's."""
        source = self.source_of(report_id)
        if source is None:
            return []
        inputs = self.inputs([report_id]) | self.source_inputs(report_id)
        return [
            self._unit(
                (report_id, f"source {language}"),
                inputs,
                _Call("make_source_view"),
                (report_id, language, source),
                f"{report_id}/",
                (f"source.{language}.html",),
            )
            for language in self.languages
        ]

    def _unit(
        self,
        name: tuple[str, str],
        inputs: Mapping[str, str],
        function: _Call,
        arguments: tuple[object, ...],
        place: str,
        wanted: tuple[str, ...],
    ) -> Unit:
        owner, part = name
        key = fingerprint([self.program, *(f"{file} {digest}" for file, digest in inputs.items())])
        folder = self.stage.resolve() / "made" / f"{owner}.{part}"
        kin = owner if all(map(self._own, arguments)) else ""
        task = Task(f"{owner} {part}", function, (folder, *arguments), self.environment, kin)
        names = tuple(place + each for each in wanted)
        return Unit(task.name, owner, key, task, folder, place, names)


@dataclass(frozen=True)
class _Call:
    """A function of :mod:`zoneanalysis.run.products`, imported only in the worker."""

    name: str

    def __call__(self, *arguments: object) -> object:
        from zoneanalysis.run import products

        return getattr(products, self.name)(*arguments)
