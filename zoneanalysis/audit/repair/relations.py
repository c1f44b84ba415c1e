"""Relations between figures written as rows and products of a model (约束).

One function a check. A word (由负转正) or a list of names takes part as an item of its own, since
it may be what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from zoneanalysis.audit.claims import RoundingOf
from zoneanalysis.audit.repair.encoding import GAP, Encoding
from zoneanalysis.audit.repair.items import word_item
from zoneanalysis.relations.rates import attainable
from zoneanalysis.relations.targets import SCHEDULE_WORDS, TARGET_WORDS
from zoneanalysis.relations.words import DIRECTION_WORDS, TIMES, direction_conditions
from zoneanalysis.reports.report import Claim, Report
from zoneanalysis.values.figures import Figure, Rounding

__all__ = ["COUNTS_UP_TO", "System"]

# A count that is wrong is taken to be at most so many times what is printed.
COUNTS_UP_TO = 10


@dataclass(frozen=True)
class System:
    """The relations of a report that can be written down, and the figures that they bind."""

    report: Report
    claims: tuple[Claim, ...]
    adjusted: frozenset[str]
    rounding: RoundingOf | None = None

    def model(
        self, freed: frozenset[str], claims: tuple[Claim, ...], gap: Fraction = GAP
    ) -> Encoding:
        """Return the model of *claims* with the items *freed* unbound."""
        encoding = Encoding(self.report, self.rounding, self.adjusted, self._signed, freed, gap)
        for claim in claims:
            word = word_item(claim)
            if word is None or word not in freed:
                _ENCODERS[claim.check](encoding, claim)
        return encoding

    @cached_property
    def _signed(self) -> frozenset[str]:
        changes = {claim.stated for claim in self.claims if claim.check == "difference"}
        return frozenset(changes.union(*(c.inputs.get("change", ()) for c in self.claims)))


def _one(claim: Claim, role: str) -> str:
    return claim.inputs[role][0]


def _gap(first: str, second: str) -> Callable[[Encoding, Claim], None]:
    def encode(e: Encoding, claim: Claim) -> None:
        terms = _terms((e.of(_one(claim, first)), 1), (e.of(_one(claim, second)), -1))
        _add(terms, e.of(claim.stated), -1)
        e.model.equal(terms, 0, e.why(claim))

    return encode


Terms = dict[int, Fraction | int]


def _add(terms: Terms, variable: int, factor: Fraction | int) -> None:
    terms[variable] = terms.get(variable, 0) + factor


def _terms(*pairs: tuple[int, Fraction | int]) -> Terms:
    """Return a weighted sum; a variable that stands in it twice is added up."""
    terms: Terms = {}
    for variable, factor in pairs:
        _add(terms, variable, factor)
    return terms


def _names(claim: Claim, name: str) -> int:
    return len([part for part in claim.params.get(name, "").split("|") if part.strip()])


def _sum(e: Encoding, claim: Claim) -> None:
    terms = _terms((e.of(claim.stated), 1))
    for part in claim.inputs["part"]:
        _add(terms, e.of(part), -1)
    relation = "=" if claim.params.get("complete") == "yes" else ">="
    e.sign(claim, terms, relation, -_names(claim, "named"))


def _share(e: Encoding, claim: Claim) -> None:
    share = e.of(claim.stated)
    if claim.stated in e.adjusted or claim.params.get("adjusted") == "yes":
        figure = e.figure(claim.stated)
        share = e.loosened(claim.stated, Fraction(1, 2 * 10**figure.decimals))
    part, whole = e.of(_one(claim, "part")), e.of(_one(claim, "whole"))
    e.model.product(share, whole, e.model.linear({part: 100}), e.why(claim))


def _shares_sum(e: Encoding, claim: Claim) -> None:
    terms: Terms = {}
    for share in claim.inputs["share"]:
        _add(terms, e.of(share), 1)
    relation = "=" if claim.params.get("complete") == "yes" else "<="
    e.sign(claim, terms, relation, -100)


def _rate(e: Encoding, claim: Claim) -> None:
    rate, size = e.of(claim.stated), e.of(_one(claim, "denominator"))
    items = int(claim.params.get("items", "1"))
    model = e.model
    denominator = _one(claim, "denominator")
    model.never_negative(rate)
    # a count that is wrong is still a count, and not beyond all measure
    largest = COUNTS_UP_TO * max(int(e.figure(denominator).point), 1)
    model.linear({size: 1}, lo=1, hi=largest)
    known = {"numerator", "complement"} & set(claim.inputs)
    if denominator in e.freed and not known:
        if claim.stated not in e.freed:
            interval = e.figure(claim.stated).interval
            fitting = tuple(n for n in range(1, largest + 1) if attainable(interval, n, items))
            model.domains[size] = (fitting, e.why(claim) | {claim.stated})
        return
    number = model.variable(Fraction(0), None, whole=True)
    model.never_negative(number)
    scaled = model.linear({size: items})
    model.integers.append(scaled)
    model.linear({size: items, number: -1}, lo=0, why=e.why(claim))
    if "numerator" in claim.inputs:
        having = e.of(_one(claim, "numerator"))
        model.equal(_terms((number, 1), (having, -items)), 0, e.why(claim))
    if "complement" in claim.inputs:
        rest = e.of(_one(claim, "complement"))
        model.equal(_terms((number, 1), (size, -items), (rest, items)), 0, e.why(claim))
    model.product(rate, scaled, model.linear({number: 100}), e.why(claim))


def _growth_from_levels(e: Encoding, claim: Claim) -> None:
    current, base = e.of(_one(claim, "current")), e.of(_one(claim, "base"))
    factor = e.factor(e.of(claim.stated), falls_below=not e.is_level(_one(claim, "current")))
    e.model.product(factor, base, e.model.linear({current: 100}), e.why(claim))


def _growth_from_parts(e: Encoding, claim: Claim) -> None:
    why = e.why(claim)
    levels: Terms = {}
    bases: Terms = {}
    for level, growth in zip(claim.inputs["part_level"], claim.inputs["part_growth"], strict=True):
        _add(levels, e.of(level), 100)
        _add(bases, e.base_of(e.of(level), e.of(growth), why), 1)
    base = e.model.linear(bases)
    e.model.never_negative(base)
    e.model.product(e.factor(e.of(claim.stated)), base, e.model.linear(levels), why)


def _growth_from_change(e: Encoding, claim: Claim) -> None:
    changes = [e.of(each) for each in claim.inputs["change"]]
    current = e.of(_one(claim, "current"))
    base = e.model.linear(_terms((current, 1), *((each, -1) for each in changes)))
    e.model.never_negative(base)
    change = e.model.linear(_terms(*((each, 100) for each in changes)))
    e.model.product(e.of(claim.stated), base, change, e.why(claim))


def _growth_from_index(e: Encoding, claim: Claim) -> None:
    terms = _terms((e.of(_one(claim, "index")), 1), (e.of(claim.stated), -1))
    e.model.equal(terms, -100, e.why(claim))


def _contribution(e: Encoding, claim: Claim) -> None:
    why, model = e.why(claim), e.model
    growth, stated = e.of(_one(claim, "part_growth")), e.of(claim.stated)
    if "share" in claim.inputs and claim.params.get("share_period") == "base":
        model.product(growth, e.of(_one(claim, "share")), model.linear({stated: 100}), why)
        return
    if "share" in claim.inputs:
        part = e.of(_one(claim, "share"))
        whole = model.variable(Fraction(100), Fraction(100))
    else:
        part, whole = e.of(_one(claim, "part_level")), e.of(_one(claim, "whole_level"))
    own = e.base_of(part, growth, why)
    base = e.base_of(whole, e.of(_one(claim, "whole_growth")), why)
    model.product(stated, base, model.linear(_terms((part, 100), (own, -100))), why)


def _ytd_monotone(e: Encoding, claim: Claim) -> None:
    terms = _terms((e.of(_one(claim, "later")), 1), (e.of(_one(claim, "earlier")), -1))
    e.sign(claim, terms, ">=")


def _target(e: Encoding, claim: Claim) -> None:
    relation = TARGET_WORDS[claim.stated]
    if claim.params.get("better") == "down":
        relation = {">=": "<=", ">": "<", "<": ">"}[relation]
    achieved, target = e.of(_one(claim, "achieved")), e.exactly(_one(claim, "target"))
    e.sign(claim, _terms((achieved, 1), (target, -1)), relation)


def _schedule(e: Encoding, claim: Claim) -> None:
    achieved, target = _one(claim, "achieved"), _one(claim, "target")
    given = claim.params.get("elapsed")
    elapsed = Fraction(given) if given else e.report[achieved].period.elapsed
    terms = _terms((e.of(achieved), 1), (e.exactly(target), -elapsed))
    e.sign(claim, terms, SCHEDULE_WORDS[claim.stated])


def _list_count(e: Encoding, claim: Claim) -> None:
    number = _names(claim, "items") or len(claim.inputs.get("item", ()))
    relation = ">=" if claim.params.get("complete") == "no" else "="
    e.sign(claim, {e.of(claim.stated): 1}, relation, -number)


def _direction(e: Encoding, claim: Claim) -> None:
    if times := TIMES.fullmatch(claim.stated):
        _multiple(e, claim, times["number"], grown=bool(times["growth"]))
        return
    names: dict[int, str] = {}

    def given(role: str) -> list[Figure]:
        found = []
        for name in claim.inputs.get(role, ()):
            found.append(replace(e.figure(name)))  # one object a place, to be known again
            names[id(found[-1])] = name
        return found

    before, after, values = given("before"), given("after"), given("value")
    if before and after and names[id(before[0])] in e.freed and names[id(after[0])] not in e.freed:
        # 收窄 and 扩大 ask whether it is a decline: of a figure that may be wrong, the other tells
        before[0] = replace(before[0], point=after[0].point or before[0].point)
        names[id(before[0])] = claim.inputs["before"][0]
    conditions = direction_conditions(
        claim.stated,
        DIRECTION_WORDS[claim.stated],
        before[0] if before else None,
        after[0] if after else None,
        values,
    )
    for each in conditions:
        terms = _terms(*((e.of(names[id(figure)]), weight) for figure, weight in each.terms))
        e.sign(claim, terms, each.relation, -each.against * each.terms[0][0].unit.scale)


def _multiple(e: Encoding, claim: Claim, number: str, *, grown: bool) -> None:
    """增长1.5倍 is after = (1 + 1.5) × before; 2.1倍 is after = 2.1 × before."""
    stated = Figure.of(number, "倍")
    if isinstance(e.rounding, Rounding):
        stated = stated.with_rounding(e.rounding)
    times = e.model.linear({e.constant(stated, e.why(claim)): 1}, int(grown))
    before, after = e.of(_one(claim, "before")), e.of(_one(claim, "after"))
    e.model.product(times, before, after, e.why(claim))


def _ranking(e: Encoding, claim: Claim) -> None:
    sign = -1 if claim.params.get("order") == "asc" else 1
    values = [e.of(each) for each in claim.inputs["value"]]
    for first, second in pairwise(values):
        e.sign(claim, _terms((first, sign), (second, -sign)), ">=")


def _repeat(e: Encoding, claim: Claim) -> None:
    for other in claim.inputs["other"]:
        e.model.equal(_terms((e.of(claim.stated), 1), (e.of(other), -1)), 0, e.why(claim))


def _average(e: Encoding, claim: Claim) -> None:
    figure = e.figure(claim.stated)
    mean = e.of(claim.stated)
    if figure.exact:
        mean = e.loosened(claim.stated, Fraction(1, 2) * figure.unit.scale)
        e.model.never_negative(mean)
    e.model.product(mean, e.of(_one(claim, "count")), e.of(_one(claim, "total")), e.why(claim))


_ENCODERS: Mapping[str, Callable[[Encoding, Claim], None]] = {
    "pp_gap": _gap("own", "reference"),
    "pp_change": _gap("later", "earlier"),
    "difference": _gap("later", "earlier"),
    "ytd_difference": _gap("later", "earlier"),
    "sum": _sum,
    "share": _share,
    "shares_sum": _shares_sum,
    "rate_from_count": _rate,
    "growth_from_levels": _growth_from_levels,
    "growth_from_parts": _growth_from_parts,
    "growth_from_change": _growth_from_change,
    "growth_from_index": _growth_from_index,
    "contribution": _contribution,
    "ytd_monotone": _ytd_monotone,
    "target_reached": _target,
    "schedule": _schedule,
    "list_count": _list_count,
    "direction": _direction,
    "ranking": _ranking,
    "repeat": _repeat,
    "average": _average,
}
