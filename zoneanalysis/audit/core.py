"""The audit of a report (核验): every relation judged, every figure accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from zoneanalysis.audit.claims import RoundingOf, check_claims, given_of
from zoneanalysis.audit.remarks import implied_repeats
from zoneanalysis.audit.rendering import Audit
from zoneanalysis.audit.repair.items import adjusted_shares
from zoneanalysis.audit.repair.slips import is_one_slip
from zoneanalysis.audit.reviews import Review, reviews_by_finding
from zoneanalysis.audit.rules import judged_rules
from zoneanalysis.messages import Message
from zoneanalysis.relations import CHECKS
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.reports.doubts import doubt
from zoneanalysis.reports.report import Claim, Report

__all__ = ["Audit", "audit"]


def audit(
    report: Report,
    *,
    rounding: RoundingOf | None = None,
    reviews: Iterable[Review | Mapping[str, str]] = (),
) -> Audit:
    """Return the audit of a report: every relation judged, none skipped silently.

    Parameters
    ----------
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
    if read and not is_one_slip(given_of(report, claim)):
        claim = replace(claim, reading="inferred", doubts=("slip",))
    if claim.reading or claim.doubts:
        result = replace(result, reading=claim.reading, doubts=tuple(map(doubt, claim.doubts)))
    if claim.reading == "rejected":
        reason = Message("a reader of the text found that it does not say this")
        return result.changed(Verdict.NOT_ASSESSABLE, reason=reason)
    if not claim.is_sure and result.verdict.is_finding:
        reason = Message("{verdict}, if the text says so: {reason}")
        return result.changed(Verdict.TO_BE_CONFIRMED, reason=reason)
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
