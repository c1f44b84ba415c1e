"""The relations of a report with their verdicts, and all that follows from them (核验结果)."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from zoneanalysis.audit.claims import RoundingOf
from zoneanalysis.audit.coverage import Coverage, coverage_of
from zoneanalysis.audit.fingerprints import fingerprints
from zoneanalysis.audit.remarks import Remark, remarks_on
from zoneanalysis.audit.repair import Repair, smallest_repair
from zoneanalysis.audit.repair.items import items_of
from zoneanalysis.audit.repair.search import ALTERNATIVES
from zoneanalysis.audit.reviews import Review
from zoneanalysis.audit.rules import warnings_of_rules
from zoneanalysis.audit.summary import Summary
from zoneanalysis.messages import Message
from zoneanalysis.relations.register import CHECKS
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.relations.words import said
from zoneanalysis.reports.report import Claim, Report

__all__ = ["JOINT", "Judged", "joint_reason"]

JOINT = "joint"  # for a check, where relations hold one by one but not together


@dataclass(frozen=True, repr=False)
class Judged:
    """The audit of one report.

    Parameters
    ----------
    claims : tuple of Claim
        The relations judged: those of the report, then those that repeats in it imply.
    results : tuple of CheckResult
        One for each of ``claims``, in their order.
    reviews : mapping
        Reviewers' notes by fingerprint; they stand beside a verdict and never change it.
    rounding : Rounding, mapping or None
        What was assumed of the office's rounding; None: what the report's figures say.
    alternatives : int
        Repairs looked for, a cluster; 0 counts the places in doubt and looks for none.
    """

    report: Report
    claims: tuple[Claim, ...]
    results: tuple[CheckResult, ...]
    reviews: Mapping[str, Review] = field(default_factory=dict)
    rounding: RoundingOf | None = None
    alternatives: int = ALTERNATIVES

    def __repr__(self) -> str:
        counts = f"{len(self)} relations, {len(self.findings)} findings"
        return f"<Audit of {self.report.id}: {counts}>"

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
        warned = {id(each) for each in self.warnings}
        return tuple(
            each
            for each in self.results
            if each.verdict is Verdict.TO_BE_CONFIRMED and id(each) not in warned
        )

    @cached_property
    def warnings(self) -> tuple[CheckResult, ...]:
        """The users' rules that do not hold, but only warn or remark."""
        return warnings_of_rules(self.report, self.results)

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """Every figure with its checks, or why it has none, in text order."""
        return coverage_of(self.report, self.results)

    @property
    def tied(self) -> int:
        """How many figures at least one check could judge."""
        return sum(row.is_tied for row in self.coverage)

    @property
    def is_judged(self) -> bool:
        """Whether any relation could be judged: it can be as printed, or it can't."""
        return any(each.verdict.holds or each.verdict.is_finding for each in self.results)

    @cached_property
    def repair(self) -> Repair:
        """The smallest sets of figures whose change would make everything hold together."""
        pairs = zip(self.claims, self.results, strict=True)
        own = [(claim, result) for claim, result in pairs if claim.check in CHECKS]
        claims, results = tuple(c for c, _ in own), tuple(r for _, r in own)
        found = smallest_repair(
            self.report, claims, results, rounding=self.rounding, limit=self.alternatives
        )
        if ruled := len([each for each in self.findings if each.check not in CHECKS]):
            return replace(found, notes=(*found.notes, said("rules_apart", number=ruled)))
        return found

    @property
    def causes(self) -> int:
        """How many places are in doubt (存疑): so many things must be otherwise, at the least.

        Findings that one change would mend count once.
        """
        return len({cause for causes in self.causes_by_claim.values() for cause in causes})

    @cached_property
    def causes_by_claim(self) -> Mapping[str, tuple[int, ...]]:
        """The places in doubt by number, from 1, of each relation that has to do with one."""
        found: dict[str, tuple[int, ...]] = {}
        count = 0
        for cluster in self.repair.clusters:
            own = tuple(range(count + 1, count + cluster.least + 1))
            count += cluster.least
            joint = (claim for each in cluster.joint for claim in each)
            found |= dict.fromkeys((*cluster.claims, *joint), own)
        for each in self.findings:
            if each.claim_id not in found:
                count += 1
                found[each.claim_id] = (count,)
        return found

    @cached_property
    def suspects(self) -> frozenset[str]:
        """The figures and words that may be what is wrong (可疑项): a smallest repair alters them.

        Where no repair was found, all of a relation that fails. What else stands in such a relation
        is merely involved.
        """
        mended = [each for each in self.repair.clusters if each.alternatives]
        found = {item for each in mended for one in each.alternatives for item in one.items}
        settled = {name for each in mended for name in (*each.claims, *sum(each.joint, ()))}
        open_claims = {name for name in self.causes_by_claim if name not in settled}
        for claim in self.claims:
            if claim.id in open_claims:
                found |= {*items_of(self.report, claim)}
        return frozenset(found)

    @property
    def has_findings(self) -> bool:
        """Whether anything can't be as printed, by itself or together with the rest."""
        return bool(self.findings or self.repair.joint)

    def only_findings(self) -> Self:
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
            causes_by_claim=self.causes_by_claim,
        )
        return fewer

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """What strikes the eye but is no finding."""
        return (*remarks_on(self.report), *map(self._remark, self.warnings))

    def _remark(self, result: CheckResult) -> Remark:
        text = Message("{rule}: {reason}", {"rule": result.check, "reason": result.reason})
        return Remark(text, tuple((self.report.id, each) for each in result.figures))

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

    def joint_fingerprint(self, joint: Sequence[str]) -> str:
        """Return the fingerprint of relations taken together: made of those of each."""
        each = sorted(self.findings_by_claim[name] for name in joint)
        return hashlib.sha256(" ".join(each).encode()).hexdigest()[:12]

    def joint_figures(self, joint: Sequence[str]) -> list[str]:
        """Return the ids of the figures of several relations."""
        return list(dict.fromkeys(figure for name in joint for figure in self.figures_of(name)))

    def _by_section(self) -> dict[str, dict[Verdict, int]]:
        groups: dict[str, list[CheckResult]] = defaultdict(list)
        for each in self.results:
            groups[self.section(each)].append(each)
        return {name: _counts(results) for name, results in groups.items()}

    def summary(self) -> Summary:
        """Return the audit in numbers."""
        return Summary(
            relations=len(self.results),
            verdicts=_counts(self.results),
            by_section=self._by_section(),
            figures=len(self.report),
            tied=self.tied,
            joint=len(self.repair.joint),
            soft=len(self.warnings),
        )


def joint_reason(joint: Sequence[str]) -> Message:
    """Return what is wrong with relations that clash only together."""
    return Message("hold one by one but not together: {claims}", {"claims": ", ".join(joint)})


def _counts(results: Iterable[CheckResult]) -> dict[Verdict, int]:
    found = Counter(result.verdict for result in results)
    return {verdict: found[verdict] for verdict in Verdict}
