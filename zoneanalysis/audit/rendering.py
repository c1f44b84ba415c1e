"""An audit as rows for other programs: data frame, CSV, Markdown, JSON and SARIF."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from zoneanalysis._version import __version__
from zoneanalysis.checks.register import CHECKS
from zoneanalysis.formatting import format_half_up
from zoneanalysis.intervals import Interval
from zoneanalysis.messages import Language, Message
from zoneanalysis.results import CheckResult, Verdict

if TYPE_CHECKING:
    import pandas as pd

    from zoneanalysis.audit.core import Audit

__all__ = [
    "COLUMNS",
    "coverage_frame",
    "records",
    "repair_frame",
    "to_csv",
    "to_frame",
    "to_json",
    "to_markdown",
    "to_sarif",
]

COLUMNS = (
    "report",
    "finding",
    "claim",
    "section",
    "check",
    "verdict",
    "printed",
    "figures",
    "words",
    "numbers",
    "stated",
    "recomputed",
    "unit",
    "slack_used",
    "distance",
    "reason",
    "alternatives",
    "implied",
    "warning",
    "not_shown",
    "review_status",
    "review_by",
    "review_note",
)


def exact(value: Fraction | None) -> str:
    """Return a number as exact text: a decimal where it has a finite one, else p/q."""
    if value is None:
        return ""
    for places in range(13):
        if (value * 10**places).denominator == 1:
            return format_half_up(value, places, minus="-")
    return f"{value.numerator}/{value.denominator}"


def _interval(interval: Interval | None) -> str:
    return "" if interval is None else str(interval)


def _text(message: Message | None, language: Language) -> str:
    return "" if message is None else message.render(language)


def records(audit: Audit, language: Language) -> list[dict[str, object]]:
    """Return one mapping a relation with the keys of `COLUMNS`."""
    return [_record(audit, result, language) for result in audit.results]


def _record(audit: Audit, result: CheckResult, language: Language) -> dict[str, object]:
    review = audit.review(result)
    return {
        "report": audit.report.id,
        "finding": audit.fingerprint(result),
        "claim": result.claim_id,
        "section": audit.section(result),
        "check": result.check,
        "verdict": result.verdict.value,
        "printed": next((t.printed for t in result.terms if t.role == "stated"), ""),
        "figures": " ".join(result.figures),
        "words": result.words.render(language),
        "numbers": result.numbers,
        "stated": _interval(result.stated),
        "recomputed": _interval(result.recomputed),
        "unit": result.unit.symbol if result.unit else "",
        "slack_used": "" if result.slack_used is None else format_half_up(result.slack_used, 3),
        "distance": exact(result.distance),
        "reason": result.reason.render(language),
        "alternatives": "; ".join(each.render(language) for each in result.alternatives),
        "implied": _text(result.implied, language),
        "warning": _text(result.warning, language),
        "not_shown": result.not_shown.render(language),
        "review_status": review.status if review else "",
        "review_by": review.by if review else "",
        "review_note": review.note if review else "",
    }


def to_frame(audit: Audit, language: Language) -> pd.DataFrame:
    """Return the records as a data frame of text."""
    import pandas as pd

    return pd.DataFrame(records(audit, language), columns=list(COLUMNS), dtype="string")


def coverage_frame(audit: Audit, language: Language) -> pd.DataFrame:
    """Return each figure with the checks that it took part in."""
    import pandas as pd

    rows = [
        {
            "figure": row.figure,
            "printed": row.printed,
            "section": row.section,
            "tied": row.is_tied,
            "checks": "; ".join(
                f"{claim} {verdict.label.render(language)}" for claim, _, verdict in row.checks
            ),
            "reason": _text(row.reason, language),
        }
        for row in audit.coverage
    ]
    return pd.DataFrame(rows, columns=["figure", "printed", "section", "tied", "checks", "reason"])


def repair_frame(audit: Audit, language: Language) -> pd.DataFrame:
    """Return each change of each smallest repair."""
    import pandas as pd

    columns = ["cluster", "relations", "alternative", "printed", "change", "slips", "weight"]
    return pd.DataFrame(audit.repair.to_records(language), columns=[*columns, "item"])


def to_csv(audit: Audit, language: Language) -> str:
    """Return the records as CSV text with a header line."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(records(audit, language))
    return buffer.getvalue()


def to_markdown(audit: Audit, language: Language) -> str:
    """Return claim, verdict, numbers and reason of each relation as a Markdown table."""
    titles = {
        "claim": Message("Relation"),
        "check": Message("Check"),
        "verdict": Message("Verdict"),
        "numbers": Message("In numbers"),
        "reason": Message("Why"),
    }
    lines = [
        "| " + " | ".join(title.render(language) for title in titles.values()) + " |",
        "|" + " --- |" * len(titles),
    ]
    for result in audit.results:
        cells = (
            result.claim_id,
            CHECKS[result.check].message("title").render(language)
            if result.check in CHECKS
            else result.check,
            result.verdict.label.render(language),
            result.numbers,
            result.reason.render(language),
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def to_json(audit: Audit, language: Language) -> str:
    """Return everything an audit found as JSON text; numbers as exact text."""
    summary = audit.summary()
    content = {
        "version": 1,
        "program": {"name": "zoneanalysis", "version": __version__},
        "report": audit.report.id,
        "language": language,
        "summary": {
            "relations": summary.relations,
            "findings": summary.findings,
            "verdicts": {verdict.value: n for verdict, n in summary.verdicts.items()},
            "figures": summary.figures,
            "tied": summary.tied,
            "text": summary.sentence.render(language),
        },
        "relations": [
            _record(audit, result, language) | {"bounds": _bounds(result), "terms": _terms(result)}
            for result in audit.results
        ],
        "coverage": [
            {
                "figure": row.figure,
                "printed": row.printed,
                "section": row.section,
                "tied": row.is_tied,
                "checks": [
                    {"claim": claim, "check": check, "verdict": verdict.value}
                    for claim, check, verdict in row.checks
                ],
                "reason": _text(row.reason, language),
            }
            for row in audit.coverage
        ],
        "repair": audit.repair.to_dict(language),
        "remarks": [
            {
                "text": remark.text.render(language),
                "figures": [
                    {"report": report, "figure": figure} for report, figure in remark.figures
                ],
            }
            for remark in audit.remarks
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _bounds(result: CheckResult) -> dict[str, list[str | None]]:
    return {
        name: [None if end is None else exact(end) for end in (interval.lo, interval.hi)]
        for name, interval in (("stated", result.stated), ("recomputed", result.recomputed))
        if interval is not None
    }


def _terms(result: CheckResult) -> list[dict[str, str]]:
    return [
        {
            "role": term.role,
            "figure": term.figure,
            "printed": term.printed,
            "interval": _interval(term.interval),
        }
        for term in result.terms
    ]


_LEVELS = {
    Verdict.CONSISTENT: "none",
    Verdict.WITHIN_ROUNDING: "none",
    Verdict.NOT_ASSESSABLE: "none",
    Verdict.INCONSISTENT: "error",
    Verdict.IMPOSSIBLE: "error",
}
_KINDS = {
    Verdict.CONSISTENT: "pass",
    Verdict.WITHIN_ROUNDING: "pass",
    Verdict.NOT_ASSESSABLE: "notApplicable",
    Verdict.INCONSISTENT: "fail",
    Verdict.IMPOSSIBLE: "fail",
}


def to_sarif(audit: Audit, language: Language, *, source: str | None = None) -> str:
    """Return the audit in the Static Analysis Results Interchange Format, version 2.1.0.

    Locations are offsets and lengths in characters of the source text, which *source* names
    (relative to wherever the reader keeps it).
    """
    used = [name for name in CHECKS if any(r.check == name for r in audit.results)]
    uri = source or f"{audit.report.id}.txt"
    run = {
        "tool": {
            "driver": {
                "name": "zoneanalysis",
                "version": __version__,
                "rules": [
                    {
                        "id": name,
                        "name": CHECKS[name].message("title").render(language),
                        "shortDescription": {
                            "text": CHECKS[name].message("words").render(language)
                        },
                        "fullDescription": {
                            "text": CHECKS[name].message("not_shown").render(language)
                        },
                    }
                    for name in used
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": uri}, "encoding": "utf-8"}],
        "results": [_sarif_result(audit, r, language, used, uri) for r in audit.results],
    }
    content = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _sarif_result(
    audit: Audit, result: CheckResult, language: Language, used: list[str], uri: str
) -> dict[str, Any]:
    places = [
        _place(uri, audit.report[figure].char_start, audit.report[figure].printed)
        for figure in result.figures
        if figure in audit.report and audit.report[figure].char_start is not None
    ]
    text = f"{result.reason.render(language)} [{result.numbers}]"
    content: dict[str, Any] = {
        "ruleId": result.check,
        "kind": _KINDS[result.verdict],
        "level": _LEVELS[result.verdict],
        "message": {"text": text},
        "partialFingerprints": {"relation/v1": audit.fingerprint(result)},
        "properties": {"claim": result.claim_id, "verdict": result.verdict.value},
        "locations": places[:1],
        "relatedLocations": [{"id": i, **place} for i, place in enumerate(places[1:], 1)],
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


def _place(uri: str, start: int | None, printed: str) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri},
            "region": {
                "charOffset": start,
                "charLength": len(printed),
                "snippet": {"text": printed},
            },
        }
    }
