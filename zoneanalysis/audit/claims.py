"""Relations of a report, each handed to its check (表述核验), with its roles resolved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from zoneanalysis import relations as checks
from zoneanalysis.errors import InputError
from zoneanalysis.messages import Message
from zoneanalysis.relations.judge import not_assessable
from zoneanalysis.relations.register import CHECKS, CheckSpec, Role
from zoneanalysis.relations.results import CheckResult, Term, Verdict
from zoneanalysis.reports.report import Claim, Observation, Report
from zoneanalysis.values.figures import Figure, Rounding

__all__ = ["RoundingOf", "check_claim", "figure_of"]

# How a report rounds: one way throughout, or by id of the figure (others: unknown).
RoundingOf = Rounding | Mapping[str, Rounding]


def figure_of(observation: Observation, rounding: RoundingOf | None = None) -> Figure:
    """Return the figure of an observation under the rounding that is assumed for it."""
    if rounding is None:
        return observation.figure
    way = rounding if isinstance(rounding, Rounding) else rounding.get(observation.id)
    figure = observation.figure
    return figure if way is None or way is figure.rounding else figure.with_rounding(way)


@dataclass(frozen=True)
class _Case:
    """A claim with its roles resolved to figures."""

    report: Report
    claim: Claim
    stated: Figure | None
    inputs: Mapping[str, tuple[Figure, ...]]
    adjusted: bool
    counts: tuple[int, ...]

    def one(self, role: str) -> Figure:
        return self.inputs[role][0]

    def maybe(self, role: str) -> Figure | None:
        return self.inputs[role][0] if role in self.inputs else None

    def many(self, role: str) -> tuple[Figure, ...]:
        return self.inputs.get(role, ())

    def param(self, name: str) -> str:
        given = self.claim.params.get(name)
        if given is not None:
            return given
        entry = CHECKS[self.claim.check]
        return next((each.default for each in entry.params if each.name == name), "")

    @property
    def complete(self) -> bool:
        return self.param("complete") == "yes"

    def names(self, name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.param(name).split("|") if part.strip())

    def basis(self, observation_id: str) -> str:
        observation = self.report[observation_id]
        if observation.basis not in {"", "unknown"}:
            return observation.basis
        indicator = self.report.indicators.get(observation.indicator)
        known = indicator.growth_basis if indicator else ""
        return known if known in checks.growth.BASES else "unknown"


def _stated(case: _Case) -> Figure:
    assert case.stated is not None
    return case.stated


def _list_count(case: _Case) -> CheckResult:
    names = case.names("items")
    return checks.check_list_count(
        _stated(case), names or len(case.many("item")), complete=case.complete
    )


def _growth_basis(case: _Case) -> str:
    """Return the basis of stated growth; where parts grow on another one it is not known."""
    own = case.basis(case.claim.stated)
    parts = {case.basis(each) for each in case.claim.inputs.get("part_growth", ())}
    if parts - {own, "unknown"}:
        return next((each for each in sorted(parts) if each != "nominal"), "unknown")
    return own


def _elapsed(case: _Case) -> Fraction | str:
    given = case.param("elapsed")
    return given or case.report[case.claim.inputs["achieved"][0]].period.elapsed


_ADAPTERS: Mapping[str, Callable[[_Case], CheckResult]] = {
    "pp_gap": lambda c: checks.check_pp_gap(_stated(c), c.one("own"), c.one("reference")),
    "pp_change": lambda c: checks.check_pp_change(_stated(c), c.one("later"), c.maybe("earlier")),
    "sum": lambda c: checks.check_sum(
        _stated(c), c.many("part"), complete=c.complete, named=c.names("named")
    ),
    "share": lambda c: checks.check_share(
        _stated(c),
        c.maybe("part"),
        c.maybe("whole"),
        adjusted=c.adjusted or c.param("adjusted") == "yes",
    ),
    "shares_sum": lambda c: checks.check_shares_sum(c.many("share"), complete=c.complete),
    "rate_from_count": lambda c: checks.check_rate_from_count(
        _stated(c),
        c.one("denominator"),
        numerator=c.maybe("numerator"),
        complement=c.maybe("complement"),
        items=_whole(c.param("items"), "items"),
        counts=c.counts,
    ),
    "growth_from_levels": lambda c: checks.check_growth_from_levels(
        _stated(c), c.one("current"), c.one("base"), basis=_growth_basis(c)
    ),
    "growth_from_parts": lambda c: checks.check_growth_from_parts(
        _stated(c),
        c.many("part_level"),
        c.many("part_growth"),
        complete=c.complete,
        basis=_growth_basis(c),
    ),
    "growth_from_change": lambda c: checks.check_growth_from_change(
        _stated(c), c.one("current"), c.many("change"), basis=_growth_basis(c)
    ),
    "growth_from_index": lambda c: checks.check_growth_from_index(_stated(c), c.one("index")),
    "contribution": lambda c: checks.check_contribution(
        _stated(c),
        c.one("part_growth"),
        share=c.maybe("share"),
        part_level=c.maybe("part_level"),
        whole_level=c.maybe("whole_level"),
        whole_growth=c.maybe("whole_growth"),
        share_period=c.param("share_period"),
        basis=c.basis(c.claim.inputs["part_growth"][0]),
    ),
    "ytd_difference": lambda c: checks.check_ytd_difference(
        _stated(c), c.one("later"), c.one("earlier")
    ),
    "ytd_monotone": lambda c: checks.check_ytd_monotone(
        c.one("later"), c.one("earlier"), stated=c.claim.stated
    ),
    "difference": lambda c: checks.check_difference(_stated(c), c.one("later"), c.one("earlier")),
    "target_reached": lambda c: checks.check_target_reached(
        c.one("achieved"), c.one("target"), stated=c.claim.stated, better=c.param("better")
    ),
    "schedule": lambda c: checks.check_schedule(
        c.one("achieved"), c.one("target"), _elapsed(c), stated=c.claim.stated
    ),
    "list_count": _list_count,
    "direction": lambda c: checks.check_direction(
        c.claim.stated, before=c.maybe("before"), after=c.maybe("after"), values=c.many("value")
    ),
    "ranking": lambda c: checks.check_ranking(
        c.many("value"), order=c.param("order"), stated=c.claim.stated
    ),
    "repeat": lambda c: checks.check_repeat(_stated(c), c.many("other")),
    "average": lambda c: checks.check_average(_stated(c), c.one("total"), c.one("count")),
}


def check_claim(
    report: Report,
    claim: Claim,
    *,
    rounding: RoundingOf | None = None,
    adjusted: bool = False,
    counts: tuple[int, ...] = (),
) -> CheckResult:
    """Return the result of one relation of a report.

    A relation that can't be checked as written (a role missing, a figure of the wrong kind, a
    relation that names itself) is "not assessable" with the reason; the others aren't touched.

    Parameters
    ----------
    report : Report
    claim : Claim
        One of ``report.claims``, or another about its observations.
    rounding : Rounding, mapping or None
        How the office rounds, throughout or by id of the figure; None: as the figures say.
    adjusted : bool
        Whether a share belongs to several that add to exactly 100.
    counts : tuple of int
        Other counts of the text, for rates that their count can't give.
    """
    entry = CHECKS.get(claim.check)
    if entry is None:
        return _unknown_check(claim)
    fault = _fault(report, claim, entry)
    if fault is not None:
        result = not_assessable(claim.check, fault)
    else:
        case = _Case(
            report,
            claim,
            figure_of(report[claim.stated], rounding) if claim.stated in report else None,
            {
                role: tuple(figure_of(report[each], rounding) for each in ids)
                for role, ids in claim.inputs.items()
            },
            adjusted,
            counts,
        )
        try:
            result = _ADAPTERS[claim.check](case)
        except InputError as error:
            reason = Message(str(error).replace("{", "(").replace("}", ")"))
            result = not_assessable(claim.check, reason)
    known = [each for each in claim.figure_ids if each in report]
    return replace(
        result,
        claim_id=claim.id,
        figures=tuple(known),
        terms=_terms(report, claim, rounding),
    )


def _terms(report: Report, claim: Claim, rounding: RoundingOf | None) -> tuple[Term, ...]:
    pairs = [("stated", claim.stated)] if claim.stated else []
    pairs += [(role, each) for role, ids in claim.inputs.items() for each in ids]
    terms = []
    for role, name in pairs:
        if name in report:
            figure = figure_of(report[name], rounding)
            terms.append(Term(role, figure.printed, figure.interval, figure.unit, name))
        else:
            terms.append(Term(role, name))
    return tuple(terms)


def _unknown_check(claim: Claim) -> CheckResult:
    return CheckResult(
        check=claim.check,
        verdict=Verdict.NOT_ASSESSABLE,
        words=Message(""),
        numbers="",
        reason=Message("no check of the name {name} is known", {"name": claim.check}),
        not_shown=Message("Nothing is shown either way."),
        claim_id=claim.id,
        figures=claim.figure_ids,
    )


def _fault(report: Report, claim: Claim, entry: CheckSpec) -> Message | None:
    """Return what keeps a relation from being checked as it is written, if anything."""
    inputs = [(role, each) for role, ids in claim.inputs.items() for each in ids]
    for role, each in inputs:
        if entry.role(role) is None:
            return Message("{check} has no role {role}", {"check": claim.check, "role": role})
        if each not in report:
            return Message("the figure {id} is not in the report", {"id": each})
    if claim.stated and claim.stated in {each for _, each in inputs}:
        return Message("the relation names its own stated figure {id}", {"id": claim.stated})
    twice = _named_twice(claim)
    if twice:
        return Message("the relation names the figure {id} more than once", {"id": twice})
    if entry.stated.kind != ("word",) and claim.stated not in report:
        return (
            Message("no figure is stated")
            if not claim.stated
            else Message("the figure {id} is not in the report", {"id": claim.stated})
        )
    if entry.stated.kind == ("word",) and entry.stated.required and not claim.stated:
        return Message("no word is stated")
    for place in entry.roles:
        ids = claim.inputs.get(place.name, ())
        if place.required and not ids:
            return Message("the figure for {role} is not printed", {"role": place.name})
        if len(ids) > 1 and not place.repeats:
            return Message("several figures are given for {role}", {"role": place.name})
    return _misfit(report, claim, entry) or _other_years(report, claim)


def _named_twice(claim: Claim) -> str:
    """Return a figure in two places; one growth rate may be printed for several parts (均增长)."""
    places: dict[str, str] = {}
    for role, ids in claim.inputs.items():
        for each in ids:
            if each in places and not (role == places[each] == "part_growth"):
                return each
            places[each] = role
    return ""


def _misfit(report: Report, claim: Claim, entry: CheckSpec) -> Message | None:
    placed: list[tuple[Role, str]] = []
    if claim.stated in report and entry.stated.kind != ("word",):
        placed.append((entry.stated, claim.stated))
    placed += [(role, each) for role in entry.roles for each in claim.inputs.get(role.name, ())]
    for role, each in placed:
        unit = report[each].figure.unit
        if not _fits(unit.dimension, role.kind):
            return Message(
                "{printed} can't stand for {role}: its unit is of the wrong kind",
                {"printed": report[each].printed, "role": role.name},
            )
    return None


def _fits(dimension: str, kind: tuple[str, ...]) -> bool:
    if "any" in kind or dimension in kind:
        return True
    return "level" in kind and dimension not in {"percent", "point"}


def _other_years(report: Report, claim: Claim) -> Message | None:
    if claim.check not in {"ytd_difference", "ytd_monotone"}:
        return None
    later, earlier = (report[claim.inputs[role][0]].period for role in ("later", "earlier"))
    if not (later.is_ytd and earlier.is_ytd and later.year == earlier.year):
        return Message("the two figures are not year-to-date levels of one year")
    if earlier.end > later.end:
        return Message("the figure given as the earlier one covers more months")
    return None


def _whole(text: str, name: str) -> int:
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise InputError.single(
        must=f"{name} must be a whole number from 1", came=repr(text), do="Leave it out for 1."
    )
