"""A new report's folder, written whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from zoneanalysis.placing import place_file, stage_beside
from zoneanalysis.reports.descriptor import as_json
from zoneanalysis.reports.report import Area
from zoneanalysis.reports.schema.counts import count_tables
from zoneanalysis.reports.schema.report_file import TO_FILL_IN
from zoneanalysis.reports.schema.tables import REPORT_TABLES
from zoneanalysis.values.periods import Period

__all__ = ["write_folder"]


def write_folder(
    reports: Path, report_id: str, area: Area, period: Period, source: bytes | None
) -> Path:
    """Write report.json and the empty tables of a new report, and return its folder."""
    target = reports / report_id
    with stage_beside(target) as stage:
        made = stage / "made"
        made.mkdir()
        for table in REPORT_TABLES:
            if table.required:
                names = (each.name for each in table.columns if not each.may_lack)
                place_file(",".join(names) + "\n", made / f"{table.name}.csv", stage)
        meta = _meta(report_id, area, period, source)
        counted = as_json({**meta, "tables": count_tables(made)})
        place_file(counted, made / "report.json", stage)
        return made.rename(target)


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
