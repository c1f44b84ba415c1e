"""An audit as rows for other programs: data frame, CSV, Markdown and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Any

from zoneanalysis._version import __version__
from zoneanalysis.audit.judged import JOINT, Judged, joint_reason
from zoneanalysis.audit.sarif import to_sarif
from zoneanalysis.messages import Language, Message
from zoneanalysis.relations.register import title_of
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.relations.tables import numeric
from zoneanalysis.values.formatting import format_half_up
from zoneanalysis.values.intervals import Interval

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "Audit", "to_csv", "to_json"]

COLUMNS = (
    "report", "finding", "claim", "section", "check", "verdict", "cause", "printed", "figures",
    "words", "numbers", "stated", "recomputed", "unit", "slack_used", "distance", "reason",
    "alternatives", "implied", "warning", "not_shown", "reading", "doubts", "review_status",
    "review_by", "review_note",
)  # fmt: skip


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


def _record(audit: Judged, result: CheckResult, language: Language) -> dict[str, object]:
    review = audit.review(result)
    return {
        "report": audit.report.id,
        "finding": audit.fingerprint(result),
        "claim": result.claim_id,
        "section": audit.section(result),
        "check": result.check,
        "verdict": result.verdict.value,
        "cause": " ".join(map(str, audit.causes_by_claim.get(result.claim_id, ()))),
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
        "reading": result.reading,
        "doubts": "; ".join(each.render(language) for each in result.doubts),
        "review_status": review.status if review else "",
        "review_by": review.by if review else "",
        "review_note": review.note if review else "",
    }


@dataclass(frozen=True, repr=False)
class Audit(Judged):
    """The audit of one report: the relations judged, and their renderings."""

    def _repr_html_(self) -> str:
        table = self.to_frame()[["verdict", "check", "printed", "numbers"]]
        return f"<p>{escape(str(self.summary().sentence))}</p>{table.to_html(max_rows=20)}"

    def to_records(self, language: Language = "en") -> list[dict[str, object]]:
        """Return one mapping a relation with the keys of `COLUMNS`."""
        return [_record(self, result, language) for result in self.results]

    def to_frame(self, language: Language = "en") -> pd.DataFrame:
        """Return the records as a data frame, verdicts in front; numbers are floats."""
        import pandas as pd

        numbers = numeric(self.results)
        return pd.DataFrame(
            {
                name: pd.Series(values, dtype="float64" if name in numbers else "string")
                for name, values in self.to_columns(language).items()
            }
        )

    def to_columns(self, language: Language = "en") -> dict[str, list[Any]]:
        """Return the columns of :meth:`to_frame`, without pandas."""
        records = self.to_records(language)
        names = ("claim", "verdict", "check", "printed", "numbers", *COLUMNS)
        return {name: [each[name] for each in records] for name in names} | numeric(self.results)

    def coverage_frame(self, language: Language = "en") -> pd.DataFrame:
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
            for row in self.coverage
        ]
        return pd.DataFrame(
            rows, columns=["figure", "printed", "section", "tied", "checks", "reason"]
        )

    def repair_frame(self, language: Language = "en") -> pd.DataFrame:
        """Return each change of each smallest repair."""
        import pandas as pd

        columns = ["cluster", "relations", "alternative", "printed", "change", "slips", "weight"]
        return pd.DataFrame(self.repair.to_records(language), columns=[*columns, "item"])

    def to_csv(self, language: Language = "en") -> str:
        """Return the same rows as CSV text."""
        return to_csv([self], language)

    def to_json(self, language: Language = "en") -> str:
        """Return relations, coverage, repair, remarks and summary as JSON text."""
        return to_json([self], language)

    def to_markdown(self, language: Language = "en") -> str:
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
        for result in self.results:
            cells = (
                result.claim_id,
                title_of(result.check).render(language),
                result.verdict.label.render(language),
                result.numbers,
                result.reason.render(language),
            )
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        return "\n".join(lines) + "\n"

    def to_sarif(
        self, language: Language = "en", *, source: str | None = None, text: str | None = None
    ) -> str:
        """Return findings as SARIF 2.1.0 text, with each figure's offset, and line if *text* is."""
        return to_sarif([self], language, source=source, text=text)


def to_csv(audits: Sequence[Audit], language: Language) -> str:
    """Return the records of audits as CSV text with one header line."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for audit in audits:
        writer.writerows(audit.to_records(language))
        writer.writerows(_joint_record(audit, joint, language) for joint in audit.repair.joint)
    return buffer.getvalue()


def _joint_record(audit: Judged, joint: Sequence[str], language: Language) -> dict[str, object]:
    """Return the row of relations that hold one by one but not together."""
    record: dict[str, object] = dict.fromkeys(COLUMNS, "")
    return record | {
        "report": audit.report.id,
        "finding": audit.joint_fingerprint(joint),
        "claim": " ".join(joint),
        "check": JOINT,
        "verdict": Verdict.INCONSISTENT.value,
        "figures": " ".join(audit.joint_figures(joint)),
        "reason": joint_reason(joint).render(language),
    }


def to_json(audits: Sequence[Audit], language: Language) -> str:
    """Return everything that audits found as JSON text, one object or a list of several."""
    contents = [_content(audit, language) for audit in audits]
    whole = contents[0] if len(contents) == 1 else contents
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _content(audit: Judged, language: Language) -> dict[str, Any]:
    """Return everything an audit found as plain data; numbers as exact text."""
    summary = audit.summary()
    return {
        "version": 1,
        "program": {"name": "zoneanalysis", "version": __version__},
        "report": audit.report.id,
        "language": language,
        "summary": {
            "relations": summary.relations,
            "findings": summary.findings,
            "joint": summary.joint,
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
            "interval": _interval(getattr(term.held, "interval", None)),
        }
        for term in result.terms
    ]
