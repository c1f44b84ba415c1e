"""Extracted reports as folders of the data package, whole or not at all (写出)."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zoneanalysis.errors import InputError, Location
from zoneanalysis.extraction.api import Extraction, ReportDraft
from zoneanalysis.extraction.assemble import fit_codes, slug
from zoneanalysis.extraction.inputs.source import Source
from zoneanalysis.extraction.past import past_rows
from zoneanalysis.extraction.rows import (
    EXTRACTION_COLUMNS,
    claim_rows,
    extraction_rows,
    figure_rows,
    new_areas,
    new_indicators,
)
from zoneanalysis.extraction.sound import cut, plain
from zoneanalysis.extraction.update import merge
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.messages import phrase
from zoneanalysis.placing import carry_over, check_folder, settle, stage_beside, swap
from zoneanalysis.reports.descriptor import as_json
from zoneanalysis.reports.report import Area, Indicator
from zoneanalysis.reports.schema.counts import check_counts, count_tables
from zoneanalysis.reports.schema.other_rows import area_row, indicator_row
from zoneanalysis.reports.schema.report_file import TO_FILL_IN, TO_FILL_IN_ZH
from zoneanalysis.reports.schema.rows import csv_text
from zoneanalysis.reports.schema.tables import (
    ACTIONS,
    AREAS,
    CLAIMS,
    FIGURES,
    INDICATORS,
    PAST,
    ZONES,
)

__all__ = ["Written", "report_ids", "write_package", "write_reports"]

Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Written:
    """A report's folder as written.

    Parameters
    ----------
    report_id : str
    folder : Path
    figures, claims, to_look_at : int
        Rows, and how many figures carry a reason to look.
    kept : int
        Rows that a researcher had corrected and that were kept.
    """

    report_id: str
    folder: Path
    figures: int
    claims: int
    to_look_at: int
    kept: int = 0


def report_ids(extraction: Extraction, taken: Collection[str] = ()) -> list[str]:
    """Return an id for each report: area code and period, such as cn-1410-2023h1.

    An area that has no code yet is told from others by a digest of its name, and a report from
    those in *taken*, or of the same area and period, by a number.
    """
    ids: list[str] = []
    for report in extraction.reports:
        code = (report.area.code or "xx").lower()
        if code == "xx":
            code = f"xx-{slug(report.area.name)[2:8]}"
        base = f"{code}-{_span(report)}"
        name, number = base, 2
        while name in ids or name in taken:
            name, number = f"{base}-{number}", number + 1
        ids.append(name)
    return ids


def _span(report: ReportDraft) -> str:
    start, end = report.period.start, report.period.end
    if start is None or start.year != end.year:
        return str(end)
    names = {(1, 3): "q1", (1, 6): "h1", (1, 9): "q3", (7, 12): "h2", (1, 12): ""}
    name = names.get((start.month, end.month), f"m{start.month:02d}m{end.month:02d}")
    return f"{end.year}{name}"


def write_reports(
    extraction: Extraction,
    folder: Path,
    *,
    source: Source | None = None,
    ids: Sequence[str] | None = None,
    areas: Mapping[str, Area] | None = None,
    indicators: Mapping[str, Indicator] | None = None,
    update: bool = False,
) -> list[Written]:
    """Write every report of an extraction and return what was written.

    One report goes into *folder* itself, several into a folder each within it. Each holds
    ``report.json``, ``figures.csv``, ``claims.csv``, ``past.csv`` where the text speaks of earlier
    reports, empty ``actions.csv`` and ``zones.csv``,
    and ``extraction.csv`` (how each figure was found, how sure the rules are, and why to look).
    Indicators and areas that the data package doesn't know stand in ``indicators.csv`` and
    ``areas.csv`` of the same folder.

    A folder is replaced whole, whenever the process is killed. What else it held stays, and what
    an update replaced stands beside it in ``.NAME.before``.

    Raises
    ------
    InputError
        Where the folder holds a report already and *update* is not asked for; where a table of
        it was cut; where it is no folder, or the working directory.
    """
    named = list(ids or report_ids(extraction))
    several = len(extraction.reports) > 1
    folders = [folder / name if several else folder for name in named]
    for each in folders:
        _check(each.resolve(), update=update)
    written = []
    for report, name, given in zip(extraction.reports, named, folders, strict=True):
        target = given.resolve()
        with stage_beside(target) as stage:
            _check(target, update=update)  # a folder that a killed run had moved away is back
            made = stage / "made"
            made.mkdir()
            meta, tables, result = _tables(
                report, name, given, extraction, source, areas or {}, indicators or {}
            )
            _put(made, target, stage, meta, tables)
            written.append(result)
    return written


def _check(target: Path, *, update: bool) -> None:
    """Refuse a folder that is not to be written to."""
    check_folder(target)
    if target.exists() and Path.cwd().is_relative_to(target):
        raise InputError.single(
            must="the folder must not be the working directory, because it is replaced whole",
            came=str(target),
            do="Go to the folder above and name it with -o.",
            where=Location(file=str(target)),
        )
    if not (target / "figures.csv").exists():
        return
    if not update:
        raise InputError.single(
            must="the folder must not hold a report yet",
            came=phrase("{target} with a figures.csv", target=target),
            do="Choose another folder, or pass --update: that keeps what was corrected.",
            where=Location(file=str(target / "figures.csv")),
        )
    with contextlib.suppress(FileNotFoundError, ValueError, AttributeError, RecursionError):
        counts = json.loads((target / "report.json").read_bytes()).get("tables", {})
        if faults := check_counts(target, counts, str(target), updating=True):
            raise InputError(faults)


def write_package(
    extraction: Extraction,
    folder: Path,
    *,
    source: Source | None = None,
    areas: Mapping[str, Area] | None = None,
    indicators: Mapping[str, Indicator] | None = None,
    taken: Collection[str] = (),
) -> list[Written]:
    """Write an extraction as a data package of its own: lists, and a folder for each report.

    The lists hold what is given and what is new, so that every code of the reports is in them.
    ``datapackage.json`` is for the data package's own writer. No report takes an id in *taken*.

    Raises
    ------
    InputError
        Where the folder holds one of the reports already.
    """
    known_areas, known_indicators = dict(areas or {}), dict(indicators or {})
    for report in extraction.reports:
        fit_codes(report.drafts, known_indicators)
        known_areas.update({each.code: each for each in new_areas([report], known_areas)})
        fresh = new_indicators([report], known_indicators)
        known_indicators.update({each.code: each for each in fresh})
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    written = []
    for report, name in zip(extraction.reports, report_ids(extraction, taken), strict=True):
        one = Extraction(extraction.text, (report,), extraction.source)
        written += write_reports(
            one,
            folder / "reports" / name,
            source=source,
            ids=[name],
            areas=known_areas,
            indicators=known_indicators,
        )
    lists = {
        "areas.csv": csv_text(AREAS.header, map(_area, known_areas.values())),
        "indicators.csv": csv_text(INDICATORS.header, map(_indicator, known_indicators.values())),
    }
    for file, text in lists.items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")
    return written


def _tables(
    report: ReportDraft,
    name: str,
    target: Path,
    extraction: Extraction,
    source: Source | None,
    areas: Mapping[str, Area],
    indicators: Mapping[str, Indicator],
) -> tuple[dict[str, object], dict[str, str], Written]:
    fit_codes(report.drafts, indicators)
    figures, claims, past = figure_rows(report), claim_rows(report), past_rows(report)
    traces = extraction_rows(report, past)
    looks = sum(1 for row in traces if row["kind"] == "figure" and row["reason"])
    looks += len(report.reasons)
    kept = 0
    if (target / "figures.csv").exists():
        merged = merge(target, figures, claims, traces, past)
        figures, claims, traces, kept = merged.figures, merged.claims, merged.traces, merged.kept
        past = merged.past
    tables = {
        "figures.csv": csv_text(FIGURES.header, figures),
        "claims.csv": csv_text(CLAIMS.header, claims),
        "extraction.csv": csv_text(EXTRACTION_COLUMNS, traces),
    }
    if past or (target / "past.csv").exists():
        tables["past.csv"] = csv_text(PAST.header, past)
    for each in (ACTIONS, ZONES):
        if not (target / f"{each.name}.csv").exists():
            tables[f"{each.name}.csv"] = csv_text(each.header, [])
    fresh_areas = [a for a in new_areas([report], areas) if a.code not in areas]
    fresh_indicators = new_indicators([report], indicators)
    if fresh_areas:
        tables["areas.csv"] = csv_text(AREAS.header, map(_area, fresh_areas))
    if fresh_indicators:
        tables["indicators.csv"] = csv_text(INDICATORS.header, map(_indicator, fresh_indicators))
    if source is not None and source.kind != "text":
        tables["source.txt"] = extraction.text
    meta = _meta(report, name, extraction, source)
    return meta, tables, Written(name, target, len(figures), len(claims), looks, kept)


def _area(area: Area) -> dict[str, str]:
    known = area_row(area)
    if area.name_en == area.name_zh:
        known["name_en"] += f" {TO_FILL_IN}"
    known["short_zh"] = area.short_zh or cut(area.name_zh, 30)
    known["short_en"] = area.short_en or cut(area.name_en, 40)
    return known


def _indicator(indicator: Indicator) -> dict[str, str]:
    known = indicator_row(indicator)
    return {**known, "definition_zh": known["definition_zh"] or "原文所印，词表未收"}


def _meta(
    report: ReportDraft, name: str, extraction: Extraction, source: Source | None
) -> dict[str, object]:
    raw = source.raw if source is not None else extraction.text.encode("utf-8")
    english = vocabulary().english.of_place(report.area.name) or report.area.name
    publisher = plain(report.part.credit) if report.part.credit else TO_FILL_IN_ZH
    return {
        "id": name,
        "title": {
            "zh": plain(extraction.title_of(report)),
            "en": f"{english}, {report.period}",
        },
        "publisher": {"zh": publisher, "en": TO_FILL_IN},
        "area": report.area.code,
        "period": str(report.period),
        "language": "zh",
        "rounding": "unknown",
        "source": {
            "sha256": hashlib.sha256(raw).hexdigest(),
            "encoding": source.encoding if source is not None else "utf-8",
            "bytes": len(raw),
            "characters": len(extraction.text),
            "span": [report.part.start, report.part.end],
        },
        "licence": {
            "zh": "原文版权归其发布者；本文件只含数字、印刷短语和字符位置。",
            "en": "The source text remains its publisher's; this folder holds figures, short "
            "printed tokens and offsets.",
        },
        "notes": [
            "Extracted by rules: see extraction.csv for what a human should look at.",
            *(f"To be checked: {plain(str(reason), 300)}." for reason in report.reasons),
        ],
    }


def _put(
    made: Path,
    target: Path,
    stage: Path,
    meta: Mapping[str, object],
    tables: Mapping[str, str],
) -> None:
    """Complete the folder ``made`` and put it in the place of ``target``; keep the one before."""
    names = {*tables, "report.json"}
    for file, text in tables.items():
        (made / file).write_text(text, encoding="utf-8", newline="\n")
    if target.exists():
        carry_over(target, made, lambda name, _: name in names)
    report = as_json({**meta, "tables": count_tables(made)})
    (made / "report.json").write_text(report, encoding="utf-8", newline="\n")
    if all(
        (target / name).is_file() and (target / name).read_bytes() == (made / name).read_bytes()
        for name in names
    ):
        return
    settle(*(made / name for name in sorted(names)))
    before = target.with_name(f".{target.name}.before")
    check_folder(before)
    updated = (target / "figures.csv").exists()
    old = swap(made, target, stage)
    if old is not None and updated:
        swap(old, before, stage)
