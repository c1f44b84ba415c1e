"""Rows of figures.csv, claims.csv and extraction.csv, and the report as data (数据行)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from zoneanalysis.extraction.api import ReportDraft
from zoneanalysis.extraction.assemble import slug
from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.reasons import SURE, confidence_of, reasons_of
from zoneanalysis.extraction.relations import Proposal
from zoneanalysis.extraction.relations.comparisons import period_text
from zoneanalysis.extraction.sound import printed_form
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.reports.report import DOUBTED, Area, Indicator, Report
from zoneanalysis.reports.schema.claim_rows import claims
from zoneanalysis.reports.schema.figure_rows import observations
from zoneanalysis.reports.schema.rows import Row as CheckedRow
from zoneanalysis.values.figures import Rounding

__all__ = [
    "EXTRACTION_COLUMNS",
    "as_report",
    "claim_rows",
    "extraction_rows",
    "figure_rows",
    "new_areas",
    "new_indicators",
]

EXTRACTION_COLUMNS = (
    "id",
    "kind",
    "char_start",
    "indicator_zh",
    "area_zh",
    "pattern",
    "confidence",
    "reason",
    "reason_zh",
    "as_extracted",
)
FIGURE_ID = re.compile(r"\bf\d{3,}\b")
Row = dict[str, str]
_MONEY = re.compile("元$")


def figure_rows(report: ReportDraft) -> list[Row]:
    """Return the rows of ``figures.csv``."""
    return [
        {
            "id": draft.id,
            "printed": printed_form(draft.printed),
            "char_start": str(draft.char_start),
            "section": draft.section,
            "indicator": draft.indicator_code,
            "ref_area": draft.area.code,
            "time_period": period_text(draft.period),
            "measure": draft.measure,
            "obs_value": f"{draft.value:f}",
            "unit_measure": draft.unit,
            "obs_status": draft.status,
            "basis": basis_of(draft),
            "bound": draft.bound,
            "note": _note(draft),
        }
        for draft in report.drafts
    ]


def basis_of(draft: Draft) -> str:
    """Return the prices behind a figure: constant for value added, current for money."""
    grown = draft.measure == "other" and draft.pattern.startswith("growth.")
    if grown or draft.measure in {"yoy", "pp_change", "pp_gap", "contribution"}:
        if draft.basis == "constant_price":
            return draft.basis
        return "nominal" if vocabulary().natures["nominal"].search(draft.indicator) else "unknown"
    if draft.measure == "level":
        return "nominal" if _MONEY.search(draft.unit) else "unknown"
    if draft.measure == "share":
        return "nominal" if vocabulary().natures["nominal"].search(draft.indicator) else "unknown"
    return "unknown"


def _note(draft: Draft) -> str:
    notes = []
    if draft.numeral:
        notes.append("Chinese numeral")
    if draft.pattern == "growth.of_growth":
        notes.append("printed in %; read as the change of a growth rate, in points")
    if draft.twin:
        notes.append(f"value {draft.twin + 1} under these words")
    if draft.reference_period is not None:
        notes.append(f"against {period_text(draft.reference_period)}")
    if draft.undated:
        notes.append(f"{draft.undated}: end of the report's period taken")
    if confidence_of(draft) < SURE:
        notes.append(DOUBTED)
    return "; ".join(notes)


def claim_rows(report: ReportDraft) -> list[Row]:
    """Return the rows of ``claims.csv``."""
    return [
        {
            "id": f"c{number:03d}",
            "check": proposal.check,
            "stated": _stated(proposal),
            "inputs": " ".join(f"{role}={draft.id}" for role, draft in proposal.inputs),
            "params": "; ".join(f"{key}={value}" for key, value in proposal.params),
            "section": _claim_section(proposal),
            "note": "",
            "reading": proposal.reading,
            "doubts": " ".join(proposal.doubts),
        }
        for number, proposal in enumerate(report.proposals, start=1)
    ]


def _stated(proposal: Proposal) -> str:
    return proposal.stated.id if isinstance(proposal.stated, Draft) else proposal.stated


def _claim_section(proposal: Proposal) -> str:
    if isinstance(proposal.stated, Draft):
        return proposal.stated.section
    return proposal.inputs[0][1].section if proposal.inputs else "context"


def extraction_rows(report: ReportDraft, past: Iterable[Row] = ()) -> list[Row]:
    """Return the rows of ``extraction.csv``: how each figure and relation was found.

    *past* are the rows of ``past.csv``, of which only the digest is kept.
    """
    rows = []
    places = {draft.id: str(draft.char_start) for draft in report.drafts}
    for draft, row in zip(report.drafts, figure_rows(report), strict=True):
        reasons = reasons_of(draft)
        rows.append(
            {
                "id": draft.id,
                "kind": "figure",
                "char_start": row["char_start"],
                "indicator_zh": draft.indicator,
                "area_zh": draft.area.name,
                "pattern": draft.pattern,
                "confidence": str(confidence_of(draft)),
                "reason": "; ".join(each.render("en") for each in reasons),
                "reason_zh": "；".join(each.render("zh") for each in reasons),
                "as_extracted": fingerprint(row, places),
            }
        )
    claims = zip(report.proposals, claim_rows(report), strict=True)
    relations = [("claim", p.pattern, bool(p.doubts), row) for p, row in claims]
    relations += [("past", "past", False, row) for row in past]
    return rows + [
        {
            "id": row["id"],
            "kind": kind,
            "char_start": "",
            "indicator_zh": "",
            "area_zh": "",
            "pattern": pattern,
            "confidence": "0.60" if doubtful else "0.90",
            "reason": "",
            "reason_zh": "",
            "as_extracted": fingerprint(row, places),
        }
        for kind, pattern, doubtful, row in relations
    ]


def fingerprint(row: Row, places: Mapping[str, str]) -> str:
    """Return a short digest of a row without its id: it tells a corrected row from another.

    In claims the ids of figures are replaced by the places where those figures stand, so that
    numbering the figures again changes nothing.
    """
    cells = []
    for key in sorted(row):
        value = row[key] or ""
        if key in {"stated", "inputs"}:
            value = FIGURE_ID.sub(lambda found: f"@{places.get(found[0], found[0])}", value)
        if key != "id":
            cells.append(f"{key}={value}")
    return slug("\x1f".join(cells))[2:]


def new_indicators(
    reports: Iterable[ReportDraft], known: Mapping[str, Indicator]
) -> list[Indicator]:
    """Return the indicators that ``indicators.csv`` lacks, by the phrase that is printed."""
    found: dict[str, Indicator] = {}
    settled: set[str] = set()
    for report in reports:
        for draft in report.drafts:
            if draft.indicator_code in known:
                continue
            code, own = draft.indicator_code, draft.measure in {"level", "count", "rate"}
            if code not in found or (own and code not in settled):
                found[code] = Indicator(
                    code,
                    draft.indicator,
                    vocabulary().english.of(draft.indicator) or draft.indicator,
                    "as printed; not in the vocabulary",
                    draft.unit,
                    "neutral",
                    basis_of(draft),
                    "原文所印，词表未收",
                )
            if own:
                settled.add(code)
    return list(found.values())


def new_areas(reports: Iterable[ReportDraft], known: Mapping[str, Area]) -> list[Area]:
    """Return the areas that ``areas.csv`` doesn't have yet, parents before children."""
    found: dict[str, Area] = {}

    def add(code: str, name: str, kind: str) -> None:
        if not code or code in known or code in found:
            return
        parent = code.rpartition("-")[0]
        if parent and parent not in known:
            owner = next((r.area for r in reports if r.area.code == parent), None)
            above = known.get(parent[:-3]) or found.get(parent[:-3])
            named = f"{above.name_zh}开发区" if above and parent.endswith("-DZ") else parent
            add(parent, owner.name if owner else named, owner.kind if owner else "group")
        english = "" if kind == "group" else vocabulary().english.of_place(name)
        listed = "rest" if name.startswith("其余") else _KINDS.get(kind, "group")
        found[code] = Area(code, name, english or name, listed, parent)

    reports = list(reports)
    for report in reports:
        add(report.area.code or "XX", report.area.name, report.area.kind)
        for draft in report.drafts:
            add(draft.area.code, draft.area.name, draft.area.kind)
    of_each = {
        draft.area.code
        for report in reports
        for draft in report.drafts
        if draft.status == "target" and vocabulary().ties["of_each"].search(draft.lead)
    }
    for code in of_each & found.keys():  # 各开发区…目标均为10%: that of every zone
        zones = (e.code for e in found.values() if e.parent == code and e.kind == "zone")
        found[code] = replace(found[code], members=tuple(zones))
    return list(found.values())


_KINDS = {kind: kind for kind in ("country", "province", "city", "county", "zone", "group")}


def as_report(
    report: ReportDraft,
    report_id: str,
    meta: Mapping[str, object],
    indicators: Mapping[str, Indicator] | None = None,
    areas: Mapping[str, Area] | None = None,
) -> Report:
    """Return the report as the data model holds it, ready for the audit."""
    all_indicators = {
        **(indicators or {}),
        **{each.code: each for each in new_indicators([report], indicators or {})},
    }
    all_areas = {**(areas or {}), **{each.code: each for each in new_areas([report], areas or {})}}
    figures = [CheckedRow(0, row) for row in figure_rows(report)]
    relations = [CheckedRow(0, {**row, "note": ""}) for row in claim_rows(report)]
    return Report(
        report_id,
        meta,
        observations(figures, Rounding.UNKNOWN),
        claims(relations),
        indicators=all_indicators,
        areas=all_areas,
    )
