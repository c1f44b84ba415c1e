"""Audits in the Static Analysis Results Interchange Format, for code viewers (SARIF)."""

from __future__ import annotations

import csv
import io
import json
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from zoneanalysis._version import __version__
from zoneanalysis.audit.judged import JOINT, Judged, joint_reason
from zoneanalysis.messages import Language, Message
from zoneanalysis.relations.register import CHECKS, title_of
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.relations.words import said
from zoneanalysis.reports.report import Observation

__all__ = ["to_sarif"]

_KINDS = {
    Verdict.CONSISTENT: "pass",
    Verdict.WITHIN_ROUNDING: "pass",
    Verdict.NOT_ASSESSABLE: "notApplicable",
    Verdict.TO_BE_CONFIRMED: "review",
    Verdict.ONE_READING: "review",
    Verdict.INCONSISTENT: "fail",
    Verdict.IMPOSSIBLE: "fail",
}


@dataclass(frozen=True)
class _Text:
    """The source text: its address, and where its lines begin, if it is known."""

    uri: str
    starts: tuple[int, ...] = ()

    @classmethod
    def of(cls, uri: str, text: str | None) -> _Text:
        ends = [] if text is None else [m.end() for m in re.finditer("\r\n|\r|\n", text)]
        return cls(uri, () if text is None else (0, *ends))

    def region(self, figure: Observation) -> dict[str, int] | None:
        """Return where a figure is printed, in characters and, with the text, in lines; or None."""
        if (start := figure.char_start) is None:
            return None
        end = start + len(figure.printed)
        place = self._position(start, "start") | self._position(end, "end")
        return {**place, "charOffset": start, "charLength": len(figure.printed)}

    def _position(self, offset: int, which: str) -> dict[str, int]:
        """Return line and column, both from 1, of a character; nothing without the text."""
        if not self.starts:
            return {}
        line = bisect_right(self.starts, offset)
        return {f"{which}Line": line, f"{which}Column": offset - self.starts[line - 1] + 1}


@dataclass(frozen=True)
class _Table:
    """A report's figures.csv: its address, its lines, and those that each figure's row takes."""

    uri: str
    lines: Sequence[str]
    rows: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, uri: str, text: str) -> _Table:
        reader = csv.reader(io.StringIO(text, newline=""))
        at = next(reader, []).index("id")
        rows, above = {}, reader.line_num
        for row in reader:
            rows[row[at] if at < len(row) else ""] = (above + 1, reader.line_num)
            above = reader.line_num
        return cls(uri, text.splitlines(), rows)

    def region(self, figure: Observation) -> dict[str, int] | None:
        """Return where a figure stands in its row, lines and columns from 1; None without a row."""
        if figure.id not in self.rows:
            return None
        first, last = self.rows[figure.id]
        line = self.lines[first - 1]
        at = line.find(figure.printed, line.find(figure.id) + len(figure.id))
        if at < 0:
            return {"startLine": first, "startColumn": 1, "endLine": last}
        end = at + len(figure.printed) + 1
        return {"startLine": first, "startColumn": at + 1, "endLine": first, "endColumn": end}


def to_sarif(
    audits: Sequence[Judged],
    language: Language,
    *,
    source: str | None = None,
    text: str | None = None,
    table: str | None = None,
) -> str:
    """Return audits in the Static Analysis Results Interchange Format 2.1.0, one run each.

    Locations are offsets and lengths in characters of the source text, which *source* names
    (relative to wherever the reader keeps it); with its *text* also lines and columns. Without the
    source text *source* may name the report's figures.csv, and *table* be what it holds: locations
    are lines of it then.
    """
    uri = quote(source or "")
    where = None if table is None else _Table.of(uri, table)
    content = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            _run(audit, language, where or _Text.of(uri or quote(f"{audit.report.id}.txt"), text))
            for audit in audits
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _run(audit: Judged, language: Language, where: _Text | _Table) -> dict[str, Any]:
    first = {r.check: r for r in reversed(audit.results)}
    own = [rule.name for rule in audit.report.rules if rule.name in first]
    used = [name for name in CHECKS if name in first] + own
    joint = audit.repair.joint
    return {
        "tool": {
            "driver": {
                "name": "zoneanalysis",
                "version": __version__,
                "rules": [
                    {
                        "id": name,
                        "name": title_of(name).render(language),
                        "shortDescription": {"text": _words(name, first[name]).render(language)},
                        "fullDescription": {"text": _not_shown(name).render(language)},
                    }
                    for name in used
                ]
                + ([_JOINT_RULE] if joint else []),
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": where.uri}, "encoding": "utf-8"}],
        "results": [_sarif_result(audit, r, language, used, where) for r in audit.results]
        + [_joint_result(audit, each, language, len(used), where) for each in joint],
        "properties": {"report": audit.report.id},
    }


def _words(name: str, result: CheckResult) -> Message:
    return Message(CHECKS[name].words) if name in CHECKS else result.words


def _not_shown(name: str) -> Message:
    return Message(CHECKS[name].not_shown) if name in CHECKS else said("figure_open")


_JOINT_RULE = {
    "id": JOINT,
    "name": "Joint consistency",
    "shortDescription": {"text": "Relations that hold one by one must also hold together."},
}


def _joint_result(
    audit: Judged, joint: Sequence[str], language: Language, rule: int, where: _Text | _Table
) -> dict[str, Any]:
    return {
        "ruleId": JOINT,
        "ruleIndex": rule,
        "kind": "fail",
        "level": "error",
        "message": {"text": joint_reason(joint).render(language)},
        "partialFingerprints": {"relation/v1": audit.joint_fingerprint(joint)},
        "properties": {"claims": list(joint)},
    } | _places(audit, audit.joint_figures(joint), where)


def _places(audit: Judged, figures: Sequence[str], where: _Text | _Table) -> dict[str, Any]:
    places = [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": where.uri},
                "region": {**region, "snippet": {"text": audit.report[figure].printed}},
            }
        }
        for figure in figures
        if figure in audit.report and (region := where.region(audit.report[figure]))
    ]
    return {
        "locations": places[:1],
        "relatedLocations": [{"id": i, **place} for i, place in enumerate(places[1:], 1)],
    }


def _sarif_result(
    audit: Judged,
    result: CheckResult,
    language: Language,
    used: list[str],
    where: _Text | _Table,
) -> dict[str, Any]:
    text = f"{result.reason.render(language)} [{result.numbers}]"
    content: dict[str, Any] = {
        "ruleId": result.check,
        "kind": _KINDS[result.verdict],
        "level": "error" if result.verdict.is_finding else "none",
        "message": {"text": text},
        "partialFingerprints": {"relation/v1": audit.fingerprint(result)},
        "properties": {"claim": result.claim_id, "verdict": result.verdict.value}
        | ({"reading": result.reading} if result.reading else {}),
        **_places(audit, result.figures, where),
    }
    if result.check in used:
        content["ruleIndex"] = used.index(result.check)
    review = audit.review(result)
    if review is not None:
        content["properties"]["review"] = {
            "status": review.status,
            "by": review.by,
            "note": review.note,
        }
        if review.status == "explained":
            content["suppressions"] = [
                {"kind": "external", "status": "accepted", "justification": review.note}
            ]
    return content
