"""Relations of a report, each handed to its check (表述核验), with its roles resolved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from zoneanalysis.errors import InputError
from zoneanalysis.messages import Message
from zoneanalysis.relations.columns import HOLDING, VERDICTS
from zoneanalysis.relations.given import BASES, Given, unprinted_in
from zoneanalysis.relations.judge import judge
from zoneanalysis.relations.plans import codes_on
from zoneanalysis.relations.register import CHECKS
from zoneanalysis.relations.relation import Relation
from zoneanalysis.relations.results import CheckResult, Story, Term, Verdict
from zoneanalysis.relations.words import said
from zoneanalysis.reports.report import Claim, Observation, Report
from zoneanalysis.values.figures import Figure, Rounding

__all__ = ["RoundingOf", "basis_of", "check_claim", "check_claims", "figure_of", "given_of"]

# How a report rounds: one way throughout, or by id of the figure (others: unknown).
RoundingOf = Rounding | Mapping[str, Rounding]


def figure_of(observation: Observation, rounding: RoundingOf | None = None) -> Figure:
    """Return the figure of an observation under the rounding that is assumed for it."""
    if rounding is None:
        return observation.figure
    way = rounding if isinstance(rounding, Rounding) else rounding.get(observation.id)
    figure = observation.figure
    return figure if way is None or way is figure.rounding else figure.with_rounding(way)


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
    claim : Claim
        One of ``report.claims``, or another about its observations.
    rounding : Rounding, mapping or None
        How the office rounds, throughout or by id of the figure; None: as the figures say.
    adjusted : bool
        Whether a share belongs to several that add to exactly 100.
    counts : tuple of int
        Other counts of the text, for rates that their count can't give.
    """
    relation = CHECKS.get(claim.check)
    if relation is None:
        return _unknown_check(claim)
    given = given_of(report, claim, rounding)
    fault = _fault(report, claim, relation)
    if fault is not None:
        return replace(given.not_assessable(fault), claim_id=claim.id)
    given.counts = counts
    if adjusted:
        given.params = {**given.params, "adjusted": "yes"}
    try:
        given.check()
        result = judge(given)
    except InputError as error:
        result = given.not_assessable(Message(str(error).replace("{", "(").replace("}", ")")))
    return replace(result, claim_id=claim.id)


def check_claims(
    report: Report,
    claims: Sequence[Claim],
    *,
    rounding: RoundingOf | None = None,
    adjusted: Container[str] = (),
    counts: Mapping[str, tuple[int, ...]] = MappingProxyType({}),
) -> list[CheckResult]:
    """Return the result of each relation; what holds is only explained when that is read.

    Parameters
    ----------
    report, claims, rounding
        As for :func:`check_claim`.
    adjusted : container of str
        Ids of shares that add to exactly 100 with others.
    counts : mapping of str to tuple of int
        Other counts of the text, by the id of a rate.
    """
    terms: list[tuple[Term, ...]] = []

    def sound() -> Iterator[Given | None]:
        for claim in claims:
            given = _sound(report, claim, rounding)
            terms.append(given.terms if given else ())
            yield given

    results = []
    for claim, code, own in zip(claims, codes_on(sound()), terms, strict=True):
        if code in HOLDING:
            tell = partial(_told, report, claim, rounding)
            results.append(CheckResult(claim.check, VERDICTS[code], claim.id, own, tell=tell))
            continue
        share, beside = claim.stated in adjusted, counts.get(claim.stated, ())
        results.append(check_claim(report, claim, rounding=rounding, adjusted=share, counts=beside))
    return results


def _sound(report: Report, claim: Claim, rounding: RoundingOf | None) -> Given | None:
    """Return the figures of a relation that can be checked as it is written; None of any other."""
    relation = CHECKS.get(claim.check)
    if relation is None or _fault(report, claim, relation) is not None:
        return None
    return given_of(report, claim, rounding)


def _told(report: Report, claim: Claim, rounding: RoundingOf | None) -> Story:
    return check_claim(report, claim, rounding=rounding).story


def given_of(report: Report, claim: Claim, rounding: RoundingOf | None = None) -> Given:
    """Return the figures of a claim by role, with their ids; those that aren't there are left out.

    Parameters
    ----------
    rounding : Rounding, mapping or None
        As for :func:`check_claim`.
    """
    relation, params = CHECKS[claim.check], claim.params
    word = claim.stated and claim.stated not in report
    terms = [Term("stated", claim.stated)] if word else []
    terms += [
        Term(role, figure_of(each, rounding), name)
        for role, names in {"stated": (claim.stated,), **claim.inputs}.items()
        for name in names
        if (each := report.get(name)) is not None
    ]
    params, unprinted = unprinted_in(relation, params)
    terms += unprinted
    for param in relation.params:
        (told, *_) = claim.inputs.get(param.period_of) or ("",)
        if param.period_of and told in report:
            params = {param.name: str(report[told].period.elapsed), **params}
    rates = [report[i].period for r in ("before", "after") for i in claim.inputs.get(r, ())[:1]
             if i in report]  # fmt: skip
    if any(each.name == "of" for each in relation.params) and len(rates) == 2:
        between = all(each.is_ytd for each in rates) and rates[0].year == rates[1].year
        if not between or rates[0].end >= rates[1].end:
            params = {"of": "itself", **params}  # no months lie between
    return Given(relation, tuple(terms), params, _basis_of(report, claim, relation))


def basis_of(report: Report, observation: Observation) -> str:
    """Return the basis of a rate of growth: its own, or that of its indicator."""
    if observation.basis not in {"", "unknown"}:
        return observation.basis
    indicator = report.indicators.get(observation.indicator)
    known = indicator.growth_basis if indicator else ""
    return known if known in BASES else "unknown"


def _basis_of(report: Report, claim: Claim, relation: Relation) -> str:
    """Return the basis of stated growth; where parts grow on another one it is not known."""
    if not relation.bases:
        return "nominal"
    named = (report.get(each) for each in claim.inputs.get("part_growth", ()))
    parts = {basis_of(report, each) for each in named if each is not None}
    if claim.check == "contribution":
        return next(iter(parts), "unknown")
    stated = report.get(claim.stated)
    own = "unknown" if stated is None else basis_of(report, stated)
    if own == "unknown" and not _in_money(report, claim, relation):
        return "nominal"  # people and tons have no prices
    if parts - {own, "unknown"}:
        return next((each for each in sorted(parts) if each != "nominal"), "unknown")
    return own


def _in_money(report: Report, claim: Claim, relation: Relation) -> bool:
    """Whether any level that growth is held against is in a currency, and so has prices."""
    roles = [role.name for role in relation.roles if role.kind == ("level",)]
    levels = (each for role in roles for each in claim.inputs.get(role, ()) if each in report)
    return any(report[each].figure.unit.dimension.isupper() for each in levels)


def _unknown_check(claim: Claim) -> CheckResult:
    reason = Message("no check of the name {name} is known", {"name": claim.check})
    story = Story(Message(""), "", reason, said("nothing_shown"))
    terms = [Term("stated", claim.stated, claim.stated)]
    terms += [Term(role, each, each) for role, ids in claim.inputs.items() for each in ids]
    return CheckResult(claim.check, Verdict.NOT_ASSESSABLE, claim.id, tuple(terms), tell=story)


def _fault(report: Report, claim: Claim, relation: Relation) -> Message | None:
    """Return what keeps a relation from being checked as it is written, if anything."""
    # one growth rate may be printed for several parts (均增长)
    ids: list[str] = []
    for role, many in claim.inputs.items():
        if relation.role(role) is None:
            return said("no_role", check=claim.check, role=role)
        ids += dict.fromkeys(many) if role == "part_growth" else many
    stated = [claim.stated] if claim.stated else []
    for each in ids if relation.states_word else ids + stated:
        if each not in report:
            return Message("the figure {id} is not in the report", {"id": each})
    if claim.stated in ids:
        return Message("the relation names its own stated figure {id}", {"id": claim.stated})
    if len({*ids}) < len(ids):
        ((twice, _),) = Counter(ids).most_common(1)
        return Message("the relation names the figure {id} more than once", {"id": twice})
    return _other_years(report, claim, relation)


def _other_years(report: Report, claim: Claim, relation: Relation) -> Message | None:
    if not relation.to_date:
        return None
    pair = [claim.inputs.get(role, ()) for role in ("later", "earlier")]
    if not all(pair):
        return None
    later, earlier = (report[ids[0]].period for ids in pair)
    if not (later.is_ytd and earlier.is_ytd and later.year == earlier.year):
        return Message("the two figures are not year-to-date levels of one year")
    if earlier.end > later.end:
        return Message("the figure given as the earlier one covers more months")
    return None
