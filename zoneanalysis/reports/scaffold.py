"""A new report's folder, written whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from zoneanalysis.errors import Fault, InputError, Location
from zoneanalysis.messages import phrase
from zoneanalysis.placing import place_file, stage_beside
from zoneanalysis.reports.descriptor import as_json
from zoneanalysis.reports.loading import read_bytes
from zoneanalysis.reports.report import Area, Claim, Report
from zoneanalysis.reports.schema.columns import Table
from zoneanalysis.reports.schema.counts import count_tables
from zoneanalysis.reports.schema.figure_rows import unknown_code
from zoneanalysis.reports.schema.report_file import TO_FILL_IN, check_report_id
from zoneanalysis.reports.schema.rows import csv_text
from zoneanalysis.reports.schema.source import read_source
from zoneanalysis.reports.schema.tables import (
    AREAS,
    CLAIMS,
    FIGURES,
    INDICATORS,
    PAST,
    REPORT_TABLES,
)
from zoneanalysis.values.periods import Period

__all__ = ["check_new", "write_folder"]

_LISTS = (AREAS, INDICATORS)  # a report's own, of what the data package doesn't list


def check_new(
    reports: Path,
    report_id: str,
    areas: Mapping[str, Area],
    area: str,
    period: str,
    source: str | Path | None,
    faults: Iterable[Fault] = (),
) -> tuple[Period, bytes | None]:
    """Return the period of a new report, and the bytes of its source where there is one.

    Raises
    ------
    InputError
        With every fault of what is asked for, behind the *faults* found before.
    """
    found = [*faults, *check_report_id(report_id)]
    if not found and (reports / report_id).exists():
        found.append(
            Fault(
                "a new report must have a new id",
                phrase("{report_id}, which is there", report_id=report_id),
                Location(),
                "Choose another id, or edit the report that is there.",
            )
        )
    if area not in areas:
        found.append(unknown_code(area, areas, "area", "areas.csv", Location()))
    try:
        spoken = Period.parse(period)
    except InputError as error:
        found.extend(error.faults)
    raw = None
    if source is not None:
        raw, missing = read_bytes(Path(source), str(source), "the source text")
        found.extend(missing)
        if raw is not None:
            found.extend(read_source(raw, str(source))[1])
    if found:
        raise InputError(found)
    return spoken, raw


def write_folder(
    reports: Path,
    report_id: str,
    area: Area,
    period: Period,
    source: bytes | None,
    after: Report | None = None,
) -> Path:
    """Write report.json and the tables of a new report, and return its folder.

    The tables are empty; with *after*, they hold that report's figures without their values, and
    its claims, all as of *period*.
    """
    target = reports / report_id
    with stage_beside(target) as stage:
        made = stage / "made"
        made.mkdir()
        for table in REPORT_TABLES:
            rows = [] if after is None else _rows_after(table, after, period)
            if table.required or rows:
                place_file(csv_text(table.usual, rows), made / f"{table.name}.csv", stage)
        lists = [] if after is None else [reports / after.id / f"{e.name}.csv" for e in _LISTS]
        for own in lists:
            if own.is_file():
                place_file(own.read_text("utf-8"), made / own.name, stage)
        meta = _meta(report_id, area, period, source)
        if after is None:  # rows of an earlier report are there to be deleted too
            meta["tables"] = count_tables(made)
        place_file(as_json(meta), made / "report.json", stage)
        return made.rename(target)


def _rows_after(table: Table, after: Report, period: Period) -> list[dict[str, str]]:
    """Return the rows of a table that a report on *period* would have, were it as *after* is."""
    months = period.end.index - Period.parse(str(after.meta["period"])).end.index
    if table is FIGURES:
        return [
            {
                "id": each.id,
                "section": each.section,
                "indicator": each.indicator,
                "ref_area": each.ref_area,
                "time_period": str(each.period.shifted(months)),
                "measure": each.measure,
                "unit_measure": each.figure.unit.symbol,
                "obs_status": each.status,
                "basis": each.basis,
                "note": f"was {each.printed}",
            }
            for each in after
        ]
    if table is CLAIMS:
        return [_claim_row(each, months) for each in after.claims]
    if table is PAST:
        return [
            {
                **_claim_row(each.claim, months),
                "past": " ".join(
                    f"{role}={one.shifted(months)}"
                    for role, periods in each.periods.items()
                    for one in periods
                ),
            }
            for each in after.past
        ]
    return []


def _claim_row(claim: Claim, months: int) -> dict[str, str]:
    params = {
        name: str(Period.parse(value).shifted(months)) if name.endswith("_period") else value
        for name, value in claim.params.items()
    }
    return {
        "id": claim.id,
        "check": claim.check,
        "stated": claim.stated,
        "inputs": " ".join(f"{role}={each}" for role, ids in claim.inputs.items() for each in ids),
        "params": "; ".join(f"{name}={value}" for name, value in params.items()),
        "section": claim.section,
        "note": f"was: {claim.note}" if claim.note else "",
    }


def _meta(report_id: str, area: Area, period: Period, source: bytes | None) -> dict[str, Any]:
    meta: dict[str, Any] = {
        "id": report_id,
        "title": {
            "zh": f"{area.name_zh}开发区{_span_zh(period)}工作进展",
            "en": f"Development zones of {area.name_en}: progress in {_span_en(period)}",
        },
        "publisher": {"zh": TO_FILL_IN, "en": TO_FILL_IN},
        "area": area.code,
        "period": str(period),
        "language": "zh",
        "rounding": "unknown",
        "licence": {
            "zh": "原文版权归其发布者，不随本数据包分发。",
            "en": "The source text remains its publisher's and is not distributed here.",
        },
        "notes": [],
    }
    if source is not None:
        meta["source"] = {
            "sha256": hashlib.sha256(source).hexdigest(),
            "encoding": "utf-8",
            "bytes": len(source),
            "characters": len(source.decode("utf-8")),
        }
    return meta


def _span_zh(period: Period) -> str:
    if period.is_ytd and period.end.month == 6:
        return f"{period.year}年上半年"
    if period.is_ytd and period.end.month == 12:
        return f"{period.year}年"
    return f"{period.year}年1-{period.end.month}月" if period.is_ytd else str(period)


def _span_en(period: Period) -> str:
    if period.is_ytd and period.end.month == 6:
        return f"the first half of {period.year}"
    if period.is_ytd and period.end.month == 12:
        return f"{period.year}"
    return str(period)
