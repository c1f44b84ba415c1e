"""Users' rules on a report (审核公式核验): each name's figure found, each rule judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from zoneanalysis.audit.claims import RoundingOf, basis_of, figure_of
from zoneanalysis.audit.lookup import Lookup, UnfitError
from zoneanalysis.messages import Message
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.relations.rules import Rule, judge_rule
from zoneanalysis.relations.words import said
from zoneanalysis.reports.report import Claim, Observation, Report

__all__ = ["judged_rules", "warnings_of_rules"]


def judged_rules(
    report: Report, rounding: RoundingOf | None = None
) -> tuple[tuple[Claim, CheckResult], ...]:
    """Return the verdict of every rule on a report, with the relation that it makes."""
    if not report.rules:
        return ()
    book = _Book(report, rounding)
    return tuple(
        pair for number, rule in enumerate(report.rules, 1) for pair in book.judged(number, rule)
    )


def warnings_of_rules(report: Report, results: Iterable[CheckResult]) -> tuple[CheckResult, ...]:
    """Return the results of rules that only warn and do not hold."""
    soft = {rule.name for rule in report.rules if rule.severity != "error"}
    return tuple(
        each for each in results if each.check in soft and each.verdict is Verdict.TO_BE_CONFIRMED
    )


@dataclass(frozen=True)
class _Book:
    """The rules of a report, judged one by one."""

    report: Report
    rounding: RoundingOf | None

    @cached_property
    def look(self) -> Lookup:
        """Where figures are looked for."""
        return Lookup(self.report)

    def judged(self, number: int, rule: Rule) -> Iterator[tuple[Claim, CheckResult]]:
        """Yield what a rule comes to: once, or once for each area that it is said of."""
        name = f"r{number:02d}"
        spread = [n for n in rule.names if n not in rule.summed and rule.selections[n].each]
        if not spread:
            yield self._one(name, rule, "")
            return
        kinds = {rule.selections[n].each for n in spread}
        areas = [a for kind in sorted(kinds) for a in self.look.of_kind(kind)]
        told = [a for a in areas if any(self.look.fitting(rule, n, a) for n in spread)]
        if not told:
            yield self._one(name, rule, areas[0] if areas else self.look.area)
        for area in told:
            yield self._one(f"{name}-{area}", rule, area)

    def _one(self, claim_id: str, rule: Rule, area: str) -> tuple[Claim, CheckResult]:
        fault = None
        chosen: dict[str, tuple[Observation, ...]] = {}
        try:
            chosen = self.look.chosen(rule, area)
        except UnfitError as unfit:
            fault = unfit.reason
        growth = frozenset(n for n, s in rule.selections.items() if s.measure == "yoy")
        places = {n: tuple(map(self._id, many)) for n, many in chosen.items()}
        own = {n: tuple(filter(None, many)) for n, many in places.items()}
        figures = {
            n: tuple(figure_of(o, self.rounding) for o in many) for n, many in chosen.items()
        }
        result = judge_rule(rule, figures, ids=places, growth=growth, fault=fault)
        result = replace(self._by_basis(chosen, result), claim_id=claim_id)
        if rule.severity != "error" and result.verdict.is_finding:
            reason = Message("{verdict}, by a rule that only warns: {reason}")
            result = result.changed(Verdict.TO_BE_CONFIRMED, reason=reason)
        first = next((o for many in chosen.values() for o in many), None)
        stated = next(iter(own.get(rule.defined, ())), "")
        claim = Claim(
            id=claim_id,
            check=rule.name,
            stated=stated,
            inputs={n: i for n, i in own.items() if i and n != rule.defined},
            params={"formula": rule.formula} | _printed_earlier(chosen, own),
            section=first.section if first else "",
        )
        return claim, result

    def _id(self, each: Observation) -> str:
        """Return the id of a figure of this report; that of an earlier one has none here."""
        return each.id if each.id in self.report and self.report[each.id] is each else ""

    def _by_basis(
        self, chosen: Mapping[str, tuple[Observation, ...]], result: CheckResult
    ) -> CheckResult:
        """Return the verdict on growth beside levels only where both are in one kind of prices."""
        growth = [o for many in chosen.values() for o in many if o.measure == "yoy"]
        levels = [
            o for many in chosen.values() for o in many
            if o.figure.unit.dimension == "CNY" and o.basis in {"nominal", "unknown", ""}
        ]  # fmt: skip
        if not growth or not levels or result.verdict is Verdict.NOT_ASSESSABLE:
            return result
        bases = {basis_of(self.report, each) for each in growth}
        if bases & {"constant_price", "comparable"}:
            return result.changed(Verdict.NOT_ASSESSABLE, reason=said("constant_price"))
        if "unknown" in bases and result.verdict.is_finding:
            return result.changed(Verdict.NOT_ASSESSABLE, reason=said("unknown_basis"))
        return result


def _printed_earlier(
    chosen: Mapping[str, tuple[Observation, ...]], own: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """Return what earlier reports printed, as part of what a relation says."""
    texts = [o.printed for n, many in chosen.items() if len(own[n]) < len(many) for o in many]
    return {"earlier": " ".join(texts)} if texts else {}
