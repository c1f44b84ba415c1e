"""The audit of a report (核验): every relation judged, every figure accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from zoneanalysis.audit import rendering, sarif
from zoneanalysis.audit.claims import RoundingOf, check_claims
from zoneanalysis.audit.coverage import Coverage, coverage_of, share_tied
from zoneanalysis.audit.fingerprints import fingerprints
from zoneanalysis.audit.remarks import Remark, implied_repeats, remarks_on
from zoneanalysis.audit.repair import Repair, smallest_repair
from zoneanalysis.audit.repair.items import adjusted_shares
from zoneanalysis.audit.reviews import Review, reviews_by_finding
from zoneanalysis.audit.rules import judged_rules, remarks_of_rules
from zoneanalysis.messages import N_, Language, Message
from zoneanalysis.relations.register import CHECKS
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.reports.doubts import doubt
from zoneanalysis.reports.report import Claim, Report

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Audit", "Summary", "audit"]


@dataclass(frozen=True)
class Summary:
    """An audit in numbers.

    Parameters
    ----------
    relations : int
        How many relations were looked at.
    verdicts : mapping of Verdict to int
        How many got each verdict; every verdict is a key.
    by_section, by_check : mapping of str to mapping of Verdict to int
        The same by section of the report, and by check.
    figures, tied : int
        How many figures there are, and how many at least one check could judge.
    share_tied : Fraction or None
        ``tied / figures``; None for a report without figures.
    joint : int
        How many sets of relations hold one by one but can't hold together.
    soft : int
        How many of a user's rules don't hold that only warn.
    """

    relations: int
    verdicts: Mapping[Verdict, int]
    by_section: Mapping[str, Mapping[Verdict, int]]
    by_check: Mapping[str, Mapping[Verdict, int]]
    figures: int
    tied: int
    share_tied: Fraction | None
    joint: int = 0
    soft: int = 0

    @property
    def findings(self) -> int:
        """How many relations, or sets of relations taken together, can't be as printed."""
        alone = sum(number for verdict, number in self.verdicts.items() if verdict.is_finding)
        return alone + self.joint

    @property
    def sentence(self) -> Message:
        """The summary in a sentence."""
        said = self._relations
        if self.joint:
            said = Message(
                "{summary}; {number} sets of relations hold one by one but not together",
                {"summary": said, "number": self.joint},
            )
        if self.soft:
            said = Message(
                "{summary}; {rules}",
                {
                    "summary": said,
                    "rules": Message(
                        "{number} rules that only warn do not hold", {"number": self.soft}
                    ),
                },
            )
        if doubtful := self.verdicts[Verdict.TO_BE_CONFIRMED] - self.soft:
            said = Message(
                "{summary}; {number} to be confirmed, because it is not certain that the text "
                "states them",
                {"summary": said, "number": doubtful},
            )
        if twofold := self.verdicts[Verdict.ONE_READING]:
            said = Message(
                "{summary}; {number} hold for one of the two readings that the word has",
                {"summary": said, "number": twofold},
            )
        return said

    @property
    def _relations(self) -> Message:
        if not self.relations:
            return Message(
                "no relation between its {figures} figures was found, so nothing was checked",
                {"figures": self.figures},
            )
        return Message(
            "{relations} relations: {consistent} consistent, {rounding} only within rounding, "
            "{inconsistent} inconsistent, {impossible} impossible, {open} not assessable; "
            "{tied} of {figures} figures are tied by at least one check, {untied} by none",
            {
                "relations": self.relations,
                "consistent": self.verdicts[Verdict.CONSISTENT],
                "rounding": self.verdicts[Verdict.WITHIN_ROUNDING],
                "inconsistent": self.verdicts[Verdict.INCONSISTENT],
                "impossible": self.verdicts[Verdict.IMPOSSIBLE],
                "open": self.verdicts[Verdict.NOT_ASSESSABLE],
                "tied": self.tied,
                "figures": self.figures,
                "untied": self.figures - self.tied,
            },
        )


@dataclass(frozen=True, repr=False)
class Audit:
    """The audit of one report.

    Parameters
    ----------
    report : Report
    claims : tuple of Claim
        The relations judged: those of the report, then those that repeats in it imply.
    results : tuple of CheckResult
        One for each of ``claims``, in their order.
    reviews : mapping
        Reviewers' notes by fingerprint; they stand beside a verdict and never change it.
    rounding : Rounding, mapping or None
        What was assumed of the office's rounding; None: what the report's figures say.
    """

    report: Report
    claims: tuple[Claim, ...]
    results: tuple[CheckResult, ...]
    reviews: Mapping[str, Review] = field(default_factory=dict)
    rounding: RoundingOf | None = None

    def __repr__(self) -> str:
        counts = f"{len(self)} relations, {len(self.findings)} findings"
        return f"<Audit of {self.report.id}: {counts}>"

    def _repr_html_(self) -> str:
        table = self.to_frame()[["verdict", "check", "printed", "numbers"]]
        return f"<p>{escape(str(self.summary().sentence))}</p>{table.to_html(max_rows=20)}"

    def __iter__(self) -> Iterator[CheckResult]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)

    def __getitem__(self, claim_id: str) -> CheckResult:
        return self._by_claim[claim_id]

    @cached_property
    def _by_claim(self) -> dict[str, CheckResult]:
        return {result.claim_id: result for result in reversed(self.results)}

    @cached_property
    def findings_by_claim(self) -> Mapping[str, str]:
        """Fingerprint of each relation, by the id of its claim."""
        return fingerprints(self.report, self.claims)

    @property
    def findings(self) -> tuple[CheckResult, ...]:
        """The results that say that something can't be as printed."""
        return tuple(result for result in self.results if result.verdict.is_finding)

    @property
    def to_be_confirmed(self) -> tuple[CheckResult, ...]:
        """The relations that fail, of which it is not certain that the text states them (待核)."""
        return tuple(each for each in self.results if each.verdict is Verdict.TO_BE_CONFIRMED)

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """Every figure with its checks, or why it has none, in text order."""
        return coverage_of(self.report, self.results)

    @cached_property
    def repair(self) -> Repair:
        """The smallest sets of figures whose change would make everything hold together."""
        pairs = zip(self.claims, self.results, strict=True)
        own = [(claim, result) for claim, result in pairs if claim.check in CHECKS]
        claims, results = tuple(c for c, _ in own), tuple(r for _, r in own)
        return smallest_repair(self.report, claims, results, rounding=self.rounding)

    @property
    def causes(self) -> int:
        """How many places are in doubt (存疑): so many things must be otherwise, at the least.

        Findings that one change would mend count once.
        """
        inside = {claim for cluster in self.repair.clusters for claim in cluster.claims}
        alone = {each.claim_id for each in self.findings} - inside
        return sum(cluster.least for cluster in self.repair.clusters) + len(alone)

    @property
    def has_findings(self) -> bool:
        """Whether anything can't be as printed, by itself or together with the rest."""
        return bool(self.findings or self.repair.joint)

    def only_findings(self) -> Audit:
        """Return the audit with those relations only that can't be as printed; the rest stays."""
        pairs = zip(self.claims, self.results, strict=True)
        kept = [(claim, result) for claim, result in pairs if result.verdict.is_finding]
        fewer = replace(
            self,
            claims=tuple(claim for claim, _ in kept),
            results=tuple(result for _, result in kept),
        )
        # what was found in the whole report holds for it still
        fewer.__dict__.update(
            repair=self.repair,
            coverage=self.coverage,
            findings_by_claim=self.findings_by_claim,
            _figures=self._figures,
        )
        return fewer

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """What strikes the eye but is no finding."""
        return (*remarks_on(self.report), *remarks_of_rules(self.report, self.results))

    def fingerprint(self, result: CheckResult) -> str:
        """Return the fingerprint of one of the results."""
        return self.findings_by_claim[result.claim_id]

    def review(self, result: CheckResult) -> Review | None:
        """Return what a reviewer noted on one of the results, if anything."""
        return self.reviews.get(self.fingerprint(result))

    def figures_of(self, claim_id: str) -> tuple[str, ...]:
        """Return the ids of the figures of a relation."""
        return self._figures.get(claim_id, ())

    @cached_property
    def _figures(self) -> dict[str, tuple[str, ...]]:
        return {result.claim_id: result.figures for result in self.results}

    def section(self, result: CheckResult) -> str:
        """Return the section of the report that a result belongs to."""
        return self._sections.get(result.claim_id, "")

    @cached_property
    def _sections(self) -> dict[str, str]:
        return {claim.id: claim.section for claim in self.claims}

    @property
    def unmatched_reviews(self) -> tuple[Review, ...]:
        """Reviewers' notes whose finding is no longer there (the figures have changed since)."""
        known = set(self.findings_by_claim.values())
        return tuple(note for finding, note in self.reviews.items() if finding not in known)

    def with_reviews(self, rows: Iterable[Review | Mapping[str, str]]) -> Audit:
        """Return the same audit with reviewers' notes beside it."""
        return replace(self, reviews=reviews_by_finding(rows))

    def summary(self) -> Summary:
        """Return the audit in numbers."""
        tied = sum(row.is_tied for row in self.coverage)
        return Summary(
            relations=len(self.results),
            verdicts=_counts(self.results),
            by_section={
                section: _counts(r for r in self.results if self.section(r) == section)
                for section in dict.fromkeys(map(self.section, self.results))
            },
            by_check={
                check: _counts(r for r in self.results if r.check == check)
                for check in dict.fromkeys(r.check for r in self.results)
            },
            figures=len(self.report),
            tied=tied,
            share_tied=share_tied(self.coverage),
            joint=len(self.repair.joint),
            soft=sum(1 for _ in remarks_of_rules(self.report, self.results)),
        )

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
        results=(*map(_read, claims, results), *(result for _, result in ruled)),
        reviews=reviews_by_finding(reviews),
        rounding=rounding,
    )


def _read(claim: Claim, result: CheckResult) -> CheckResult:
    """Return a result with how sure the reading of its relation is (读法)."""
    if claim.reading or claim.doubts:
        result = replace(result, reading=claim.reading, doubts=tuple(map(doubt, claim.doubts)))
    if claim.reading == "rejected":
        reason = N_("whoever looked found that the text does not say this")
        return result.retold(Verdict.NOT_ASSESSABLE, reason)
    if not claim.is_sure and result.verdict.is_finding:
        reason = N_("{verdict}, if the text says so: {reason}")
        return result.retold(Verdict.TO_BE_CONFIRMED, reason)
    return result


def _counts(results: Iterable[CheckResult]) -> dict[Verdict, int]:
    found = Counter(result.verdict for result in results)
    return {verdict: found[verdict] for verdict in Verdict}


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
