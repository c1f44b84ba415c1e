"""The run: load the data, make every report's files side by side, put them into their place.

What has not changed since the last run is kept; a report that fails keeps its last good files and
stops no other; a run that is killed leaves nothing half-written.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from zoneanalysis._version import __version__
from zoneanalysis.errors import Fault, InputError
from zoneanalysis.messages import LANGUAGES
from zoneanalysis.panel import panels as panels_of
from zoneanalysis.panel import read_panel
from zoneanalysis.panel.loading import PAGES
from zoneanalysis.panel.panel import last_day
from zoneanalysis.placing import carry_over, check_folder, place_file, put_aside, swap
from zoneanalysis.reports import DataPackage
from zoneanalysis.review.facts.pairs import comparable
from zoneanalysis.review.index_page import FILE_NAME as INDEX
from zoneanalysis.review.index_page import Listed, index_page
from zoneanalysis.run.cluster import run_on_cluster
from zoneanalysis.run.crate import FILE_NAME as CRATE
from zoneanalysis.run.crate import Contents, crate, described
from zoneanalysis.run.links import link
from zoneanalysis.run.plan import Plan, Unit, packages
from zoneanalysis.run.publishing import (
    Record,
    file_sha256,
    open_stage,
    read_records,
    withdraw,
    write_records,
)
from zoneanalysis.run.workers import WARM, Done, Failure, Progress, run_tasks, start_warming
from zoneanalysis.values.periods import Period

__all__ = ["COMPARISON", "COMPARISONS", "FORMATS", "Built", "Outcome", "Step", "build"]

FORMATS = ("html", "pdf")
COMPARISONS = COMPARISON, OF_TEXTS = "comparison", "comparison-texts"  # of all; of what is named
_BETWEEN = 5.0  # seconds between two records of a run that goes on

# What stands behind the title of a folder on the index page, by the kind of page.
_PAGE = {
    "review": {"zh": "", "en": ""},
    "bulletin": {"zh": " · 月度通报 ", "en": " · bulletin "},
    "scorecard": {"zh": " · 考核计分卡 ", "en": " · scorecard "},
}

Status = Literal["built", "unchanged", "failed"]


@dataclass(frozen=True)
class Step:
    """Progress of a run: ``done`` of ``total`` in the unit ``name``; ``total`` 0 is its end."""

    name: str
    step: str
    done: int = 0
    total: int = 0
    units: int = 0


@dataclass(frozen=True)
class Built:
    """What became of one report, or of the comparison: its status, files and errors."""

    name: str
    status: Status
    files: tuple[Path, ...] = ()
    errors: tuple[str, ...] = ()
    details: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a run did, by report; where it put what it had not made and that stood in its way."""

    output: Path
    built: tuple[Built, ...]
    aside: tuple[Path, ...] = ()

    @property
    def failed(self) -> tuple[Built, ...]:
        """The reports that could not be built."""
        return tuple(each for each in self.built if each.status == "failed")


def _chosen(package: DataPackage, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the wanted reports, all if none is named; refuse all unknown ones at once."""
    faults: list[Fault] = []
    for each in wanted:
        try:
            package.folder(each)
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    return tuple(dict.fromkeys(wanted)) or package.reports()


def build(
    reports: Sequence[str] = (),
    *,
    compared: bool = False,
    panels: Mapping[str, Sequence[str]] | None = None,
    data: Path | None = None,
    output: Path = Path("outputs"),
    languages: Sequence[str] = LANGUAGES,
    formats: Sequence[str] = FORMATS,
    source: Path | None = None,
    jobs: int | None = None,
    scheduler: str | None = None,
    progress: Callable[[Step], None] | None = None,
) -> Outcome:
    """Build reviews and return what was built, what was kept and what failed.

    Parameters
    ----------
    reports
        Ids; all reports of the data package, the comparison of two or more and the index if empty.
    compared
        Make the comparison of the reports named, under a name of its own, and no reviews.
    panels
        By id of a panel the pages wanted, such as "bulletin 2024-05"; no report is then built that
        isn't named. Without it, and without reports, the pages that each ``panel.json`` lists.
    data
        The data package's folder; found from the working directory upwards if None.
    output
        The folder to write into.
    languages, formats
        Of ``zh`` and ``en``; of ``html``, ``pdf`` and ``docx``.
    source
        The text that the reports were transcribed from: their pages then show each figure in its
        sentence, and ``source.zh.html`` marks each in the text by its verdict.
    jobs
        Processes at once; as many as there are cores if None.
    scheduler
        Address of a Dask scheduler whose workers do the work, or ``local`` for workers of its own
        on this machine; None for plain processes. The files are the same.
    progress
        Is called with each :class:`Step`.

    Raises
    ------
    InputError
        If there is no such report, no data package, or ``output`` can't be written to. A fault
        inside one report is no exception: it is in the outcome.
    """
    package = DataPackage.find(data)
    everything = not reports and panels is None
    chosen = _chosen(package, reports) if reports or everything else ()
    with open_stage(output) as stage:
        records = read_records(output)
        if not records and not scheduler:  # everything is to be made
            start_warming(WARM)
        run = Plan(package, output, stage, languages, formats, source, bool(reports), records)
        broken = _load(run, chosen) + _load_panels(run, panels, everything=everything)
        units: list[Unit] = []
        stem = OF_TEXTS if compared else COMPARISON
        if (everything or compared) and comparable(list(run.reports.values())):  # the longest first
            units += run.pages(stem, stem, "", {"reports": list(run.reports)})
        elif everything or compared:
            withdraw(output, run.records, stem)
        for each in () if compared else run.reports:
            units += run.pages(each, "review", f"{each}/", {"report": each})
            units.append(run.tables(each))
            units += run.source_views(each)
        for each, panel in run.panels.items():
            wanted = panels[each] if panels is not None else panel.meta.get("pages", ())
            units += run.dispatches(each, wanted)
        built = _make(run, units, jobs, scheduler, progress or (lambda _: None))
        index = index_page(output, _listed(output)).encode()
        _place_file(run, INDEX, index)
        run.records[INDEX] = Record("", {INDEX: hashlib.sha256(index).hexdigest()})
        link(run)
        write_records(output, run.records, stage)
    return Outcome(output, (*broken, *built), tuple(run.aside))


def _load(run: Plan, report_ids: Iterable[str]) -> list[Built]:
    """Read the reports into the plan; return those that can't be used, with all their faults."""
    broken = []
    for each in report_ids:
        try:
            check_folder(run.output / each)
            run.reports[each] = run.package.read(each)
        except InputError as error:
            broken.append(Built(each, "failed", errors=tuple(map(str, error.faults))))
    return broken


def _load_panels(
    run: Plan, wanted: Mapping[str, Sequence[str]] | None, *, everything: bool
) -> list[Built]:
    """Read the panels into the plan; return those that can't be used, with all their faults."""
    broken = []
    known = panels_of(run.package) if everything else ()
    for each in wanted if wanted is not None else known:
        try:
            check_folder(run.output / each)
            panel = read_panel(each, run.package)
            for page in (wanted or {}).get(each, panel.meta.get("pages", ())):
                panel.check_month(page.split()[1])
            if each in run.package.reports():
                raise InputError.single(
                    must="a panel and a report must not have one id",
                    came=each,
                    do="Rename the folder of one of them: both would be written to one place.",
                )
        except InputError as error:
            broken.append(Built(each, "failed", errors=tuple(map(str, error.faults))))
        else:
            run.panels[each] = panel
    return broken


def _listed(output: Path) -> list[Listed]:
    """Return what the index page lists: every report in the folder, then the comparisons."""
    listed = []
    for path in sorted(output.glob(f"*/{CRATE}")):
        if (says := described(path)) is None:
            continue
        for stem in sorted({each.name.partition(".")[0] for each in path.parent.glob("*.ipynb")}):
            kind, _, month = stem.partition("-")
            if kind in _PAGE:
                named = {
                    key: f"{text}{_PAGE[kind][key]}{month}" for key, text in says.title.items()
                }
                place = f"{path.parent.name}/"
                listed.append(Listed(named, place, stem, says.city, month or says.date))
    title = {"zh": "各市开发区比较", "en": "The cities' zones compared"}
    texts = {"zh": "所读报告比较", "en": "The reports read, compared"}
    several = {"zh": "各市", "en": "Several cities"}
    both = zip(COMPARISONS, (title, texts), strict=True)
    return [*listed, *(Listed(name, "", stem, several) for stem, name in both)]


def _make(
    run: Plan,
    units: Sequence[Unit],
    jobs: int | None,
    scheduler: str | None,
    progress: Callable[[Step], None],
) -> list[Built]:
    """Run the units whose files are missing or out of date, and place what each owner's made.

    A report's go to their place as soon as its last has ended, beside the work on others; the
    comparison's at the end. A run that is killed leaves to the next what it has told the records.
    """
    due = {unit.name: unit for unit in units if not run.is_current(unit)}
    (run.stage / "made").mkdir()
    owners = dict.fromkeys(unit.owner for unit in sorted(units, key=lambda unit: not unit.place))
    left = Counter(unit.owner for unit in due.values())
    ended: dict[str, Done | Failure] = {}
    built: dict[str, Built] = {}
    told = time.monotonic()
    tasks = [unit.task for unit in due.values()]
    if scheduler and tasks:
        made = run_on_cluster(tasks, scheduler, program=run.program, jobs=jobs, preload=WARM)
    else:
        made = run_tasks(tasks, jobs=jobs, preload=WARM)
    # Closed at once when interrupted, so that no process writes while the stage is removed.
    with contextlib.closing(made) as events:
        for event in events:
            if isinstance(event, Progress):
                progress(Step(event.task.name, event.step, event.done, event.total, len(due)))
                continue
            ended[event.task.name] = event
            word = "failed" if isinstance(event, Failure) else "done"
            progress(Step(event.task.name, word, units=len(due)))
            left[owner := due[event.task.name].owner] -= 1
            if due[event.task.name].place and not left[owner]:
                built[owner] = _place(run, [u for u in units if u.owner == owner], ended)
                if time.monotonic() > told + _BETWEEN:
                    write_records(run.output, run.records, run.stage)
                    told = time.monotonic()
    for owner in owners:
        if owner not in built:
            built[owner] = _place(run, [u for u in units if u.owner == owner], ended)
    return [built[owner] for owner in owners]


def _place(run: Plan, units: Sequence[Unit], ended: Mapping[str, Done | Failure]) -> Built:
    """Put what the units of one owner made into the output folder."""
    owner, place = units[0].owner, units[0].place
    failures = [end for unit in units if isinstance(end := ended.get(unit.name), Failure)]
    if failures:
        messages = tuple(dict.fromkeys(failure.message for failure in failures))
        unexpected = [failure.details for failure in failures if not failure.expected]
        return Built(owner, "failed", errors=messages, details="\n".join(unexpected[:1]))
    fresh: dict[str, Path] = {}
    for unit in units:
        if isinstance(end := ended.get(unit.name), Done):
            made = {f"{place}{name}": unit.folder / name for name in end.value}
            digests = {name: file_sha256(path) for name, path in made.items()}
            run.records[unit.name] = Record(unit.key, run.kept(unit) | digests)
            fresh |= made
    if not fresh:
        files = (name for unit in units for name in run.records[unit.name].files)
        return Built(owner, "unchanged", tuple(run.output / name for name in sorted(files)))
    if place:
        try:
            _place_review(run, units, fresh)
        except InputError as error:
            return Built(owner, "failed", errors=tuple(map(str, error.faults)))
    else:
        for name, path in fresh.items():
            _place_file(run, name, path.read_bytes())
    return Built(owner, "built", tuple(run.output / name for name in sorted(fresh)))


def _place_review(run: Plan, units: Sequence[Unit], fresh: Mapping[str, Path]) -> None:
    """Complete the new folder of a report and swap it in.

    Into it go the fresh files, and those that earlier runs made from the same input, such as the
    other language.
    """
    owner, place = units[0].owner, units[0].place
    keys = {unit.key for unit in units}
    folder = run.stage / "complete" / owner
    files = dict(fresh)
    for name in [each for each in run.records if each.split()[0] == owner]:
        record = run.records[name]
        if record.key in keys and (record.holds(run.output) or name in {u.name for u in units}):
            files = {each: run.output / each for each in record.files} | files
        else:
            del run.records[name]
    for name, path in files.items():
        copy = folder / name.removeprefix(place)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    panel = owner in run.panels
    made_of = run.panels[owner] if panel else run.reports[owner]
    meta: Mapping[str, Any] = made_of.meta
    city = made_of.areas[str(meta["area"])]
    while city.kind in {"group", "zone"} and city.parent in made_of.areas:
        city = made_of.areas[city.parent]
    notebooks = PAGES if panel else ("review",)
    made_from = run.inputs([owner])
    for each in notebooks:
        made_from |= run.notebook_inputs(each)
    if not panel:
        made_from |= run.source_inputs(owner) | run.panel_inputs(owner)
    contents = Contents(
        report=owner,
        title=meta["title"],
        publisher=meta["publisher"],
        city={"zh": city.name_zh, "en": city.name_en, "code": city.code},
        date=last_day(str(Period.parse(str(meta["period"])).end)),
        inputs=made_from,
        outputs={name.removeprefix(place): file_sha256(path) for name, path in files.items()},
        sizes={name.removeprefix(place): path.stat().st_size for name, path in files.items()},
        version=__version__,
        packages=packages(),
    )
    (folder / CRATE).write_text(crate(contents), encoding="utf-8")
    target = run.output / owner
    if target.exists():
        told = described(target / CRATE)
        ours = {*(told.files.items() if told else ())}

        def is_ours(name: str, path: Path) -> bool:
            if name == CRATE:
                return told is not None
            file = name, file_sha256(path)
            return file in ours or (f"{place}{name}", file[1]) in run.made

        run.aside += [target / each for each in carry_over(target, folder, is_ours)]
    swap(folder, target, run.stage)


def _place_file(run: Plan, name: str, data: bytes) -> None:
    """Put a file into the output folder; what stands there and isn't a run's is put aside."""
    target = run.output / name
    for folder in [*target.relative_to(run.output).parents][-2::-1]:
        if os.path.lexists(run.output / folder) and not (run.output / folder).is_dir():
            run.aside.append(put_aside(run.output / folder))
    plain = target.is_file() and not target.is_symlink()
    ours = plain and ((name, file_sha256(target)) in run.made or target.read_bytes() == data)
    if os.path.lexists(target) and not ours:
        run.aside.append(put_aside(target))
    place_file(data, target, run.stage)
