"""The audit of a report (核验): every relation judged, every figure accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from zoneanalysis.audit import rendering, sarif
from zoneanalysis.audit.claims import RoundingOf, check_claims, given_of
from zoneanalysis.audit.judged import Judged
from zoneanalysis.audit.remarks import implied_repeats
from zoneanalysis.audit.repair.items import adjusted_shares
from zoneanalysis.audit.repair.slips import is_one_slip
from zoneanalysis.audit.reviews import Review, reviews_by_finding
from zoneanalysis.audit.rules import judged_rules
from zoneanalysis.messages import N_, Language
from zoneanalysis.relations import CHECKS
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.reports.doubts import doubt
from zoneanalysis.reports.report import Claim, Report

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Audit", "audit"]


@dataclass(frozen=True, repr=False)
class Audit(Judged):
    """The audit of one report: the relations judged, and their renderings."""

    def _repr_html_(self) -> str:
        table = self.to_frame()[["verdict", "check", "printed", "numbers"]]
        return f"<p>{escape(str(self.summary().sentence))}</p>{table.to_html(max_rows=20)}"

    def to_records(self, language: Language = "en") -> list[dict[str, object]]:
        """Return one mapping a relation, with the same keys for every check."""
        return rendering.records(self, language)

    def to_frame(self, language: Language = "en") -> pd.DataFrame:
        """Return a data frame with a row for each relation; interval ends and slack as floats."""
        return rendering.to_frame(self, language)

    def coverage_frame(self, language: Language = "en") -> pd.DataFrame:
        """Return a data frame with a row for each figure: its checks, or why it has none."""
        return rendering.coverage_frame(self, language)

    def repair_frame(self, language: Language = "en") -> pd.DataFrame:
        """Return a data frame with a row for each change of each smallest repair."""
        return rendering.repair_frame(self, language)

    def to_csv(self, language: Language = "en") -> str:
        """Return the same rows as CSV text."""
        return rendering.to_csv([self], language)

    def to_json(self, language: Language = "en") -> str:
        """Return relations, coverage, repair, remarks and summary as JSON text."""
        return rendering.to_json([self], language)

    def to_markdown(self, language: Language = "en") -> str:
        """Return the relations as a Markdown table."""
        return rendering.to_markdown(self, language)

    def to_sarif(
        self, language: Language = "en", *, source: str | None = None, text: str | None = None
    ) -> str:
        """Return findings as SARIF 2.1.0 text, with each figure's offset, and line if *text* is."""
        return sarif.to_sarif([self], language, source=source, text=text)


def audit(
    report: Report,
    *,
    rounding: RoundingOf | None = None,
    reviews: Iterable[Review | Mapping[str, str]] = (),
) -> Audit:
    """Return the audit of a report: every relation judged, none skipped silently.

    Parameters
    ----------
    report : Report
    rounding : Rounding, mapping of figure id to Rounding, or None
        How the office rounds; None takes what the report says of itself (unknown, mostly).
    reviews : iterable of Review or of mappings
        Reviewers' notes, as in ``reviews.csv``.
    """
    claims = (*report.claims, *implied_repeats(report))
    adjusted = adjusted_shares(report, claims)
    counts = _counts_beside_rates(report, claims)
    results = check_claims(report, claims, rounding=rounding, adjusted=adjusted, counts=counts)
    ruled = judged_rules(report, rounding)
    return Audit(
        report=report,
        claims=(*claims, *(claim for claim, _ in ruled)),
        results=(
            *(_read(report, *pair) for pair in zip(claims, results, strict=True)),
            *(result for _, result in ruled),
        ),
        reviews=reviews_by_finding(reviews),
        rounding=rounding,
    )


def _read(report: Report, claim: Claim, result: CheckResult) -> CheckResult:
    """Return a result with how sure the reading of its relation is (读法).

    What rules read, and no slip of the pen explains, may be misread: it is put to a reader too.
    """
    read = claim.reading == "certain" and result.verdict.is_finding and claim.check in CHECKS
    if read and not is_one_slip(spec := CHECKS[claim.check], given_of(report, claim, spec)):
        claim = replace(claim, reading="inferred", doubts=("slip",))
    if claim.reading or claim.doubts:
        result = replace(result, reading=claim.reading, doubts=tuple(map(doubt, claim.doubts)))
    if claim.reading == "rejected":
        reason = N_("whoever looked found that the text does not say this")
        return result.retold(Verdict.NOT_ASSESSABLE, reason)
    if not claim.is_sure and result.verdict.is_finding:
        reason = N_("{verdict}, if the text says so: {reason}")
        return result.retold(Verdict.TO_BE_CONFIRMED, reason)
    return result


def _counts_beside_rates(report: Report, claims: Iterable[Claim]) -> dict[str, tuple[int, ...]]:
    """Return, for each rate, the counts that any relation of it names beside its denominator."""
    found: dict[str, tuple[int, ...]] = {}
    for claim in claims:
        if claim.check == "rate_from_count":
            named = [
                int(report[each].figure.point)
                for role in ("numerator", "complement")
                for each in claim.inputs.get(role, ())
                if each in report and report[each].figure.point.denominator == 1
            ]
            found[claim.stated] = tuple(dict.fromkeys((*found.get(claim.stated, ()), *named)))
    return found
