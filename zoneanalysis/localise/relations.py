"""Relations between figures written as rows and products of a model (约束).

One function a check. A word (由负转正) or a list of names takes part as an item of its own, since
it may be what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from zoneanalysis.checks.claims import RoundingOf, figure_of
from zoneanalysis.checks.rates import attainable
from zoneanalysis.checks.targets import SCHEDULE_WORDS, TARGET_WORDS
from zoneanalysis.checks.words import DIRECTION_WORDS
from zoneanalysis.figures import Figure
from zoneanalysis.localise.model import Model
from zoneanalysis.localise.simplex import Reasons
from zoneanalysis.reports import Claim, Report

__all__ = ["System", "items_of", "word_item"]

_RATES = {"percent", "point"}


def word_item(claim: Claim) -> str | None:
    """Return the name of the word or list that a relation rests on, if it does.

    One word said of several figures in a section is one item.
    """
    if claim.check in {"direction", "target_reached", "schedule"}:
        return f"word:{claim.section}:{claim.stated}"
    if claim.check == "ranking":
        return f"order:{claim.id}"
    if claim.check == "list_count" and claim.params.get("items"):
        return f"list:{claim.id}"
    return None


def items_of(report: Report, claim: Claim) -> tuple[str, ...]:
    """Return what may be wrong in a relation: its figures, and the word or list if there is one."""
    figures = tuple(each for each in claim.figure_ids if each in report)
    if claim.check == "list_count":
        figures = figures[:1] if claim.stated in report else ()
    word = word_item(claim)
    return figures if word is None else (*figures, word)


@dataclass(frozen=True)
class System:
    """The relations of a report that can be written down, and the figures that they bind."""

    report: Report
    claims: tuple[Claim, ...]
    adjusted: frozenset[str]
    rounding: RoundingOf | None = None

    def model(self, freed: frozenset[str], claims: tuple[Claim, ...]) -> _Encoding:
        """Return the model of *claims* with the items *freed* unbound."""
        encoding = _Encoding(self, freed, Model(), {})
        for claim in claims:
            word = word_item(claim)
            if word is None or word not in freed:
                _ENCODERS[claim.check](encoding, claim)
        return encoding


@dataclass
class _Encoding:
    """A model under construction, with the variable of each figure."""

    system: System
    freed: frozenset[str]
    model: Model
    variables: dict[str, int]
    bases: dict[tuple[int, int], int] = field(default_factory=dict)

    def figure(self, name: str) -> Figure:
        return figure_of(self.system.report[name], self.system.rounding)

    def of(self, name: str) -> int:
        """Return the variable of a figure, in base units."""
        if name in self.variables:
            return self.variables[name]
        figure = self.figure(name)
        scale = figure.unit.scale
        level = figure.unit.dimension not in _RATES and figure.point >= 0
        if name in self.freed:
            whole = figure.exact and figure.unit.is_count and figure.unit.scale == 1
            new = self.model.variable(None, None, whole=whole)
        elif self.system.report[name].status == "target":
            new = self.model.variable(figure.point * scale, figure.point * scale, frozenset({name}))
        else:
            lo, hi = figure.interval.lo, figure.interval.hi
            new = self.model.variable(
                None if lo is None else lo * scale,
                None if hi is None else hi * scale,
                frozenset({name}),
            )
        if level:
            self.model.never_negative(new)
        if name not in self.freed:
            self.model.nominal[new] = figure.point * scale
        self.variables[name] = new
        return new

    def loosened(self, name: str, half_width: Fraction) -> int:
        """Return a variable that may lie beside a figure by up to *half_width* (base units)."""
        beside = self.model.variable(-half_width, half_width)
        return self.model.linear({self.of(name): 1, beside: 1})

    def why(self, claim: Claim) -> Reasons:
        word = word_item(claim)
        return frozenset({f"claim:{claim.id}"} | ({word} if word else set()))

    def sign(
        self,
        claim: Claim,
        terms: Mapping[int, Fraction | int],
        relation: str,
        constant: Fraction | int = 0,
    ) -> None:
        """Demand that a linear expression stands to zero as a relation says."""
        why = self.why(claim)
        low = 0 if relation in {">", ">=", "="} else None
        high = 0 if relation in {"<", "<=", "="} else None
        self.model.linear(terms, constant, lo=low, hi=high, why=why)

    def base_of(self, level: int, growth: int, why: Reasons) -> int:
        """Return the variable of the base level behind a level and its growth in percent."""
        if (level, growth) in self.bases:
            return self.bases[level, growth]
        factor = self.factor(growth)
        base = self.model.variable(None, None)
        self.model.never_negative(base)
        self.model.quotient_bounds(base, (level, Fraction(100)), factor)
        self.model.product(factor, base, self.model.linear({level: 100}), why)
        self.bases[level, growth] = base
        return base

    def factor(self, growth: int) -> int:
        """Return the variable of 100 + growth, which is not negative."""
        factor = self.model.linear({growth: 1}, 100)
        self.model.never_negative(factor)
        return factor


def _one(claim: Claim, role: str) -> str:
    return claim.inputs[role][0]


def _gap(first: str, second: str) -> Callable[[_Encoding, Claim], None]:
    def encode(e: _Encoding, claim: Claim) -> None:
        terms = {e.of(_one(claim, first)): 1, e.of(_one(claim, second)): -1}
        _add(terms, e.of(claim.stated), -1)
        e.model.equal(terms, 0, e.why(claim))

    return encode


def _add(terms: dict[int, int], variable: int, factor: int) -> None:
    terms[variable] = terms.get(variable, 0) + factor


def _names(claim: Claim, name: str) -> int:
    return len([part for part in claim.params.get(name, "").split("|") if part.strip()])


def _sum(e: _Encoding, claim: Claim) -> None:
    terms = {e.of(claim.stated): 1}
    for part in claim.inputs["part"]:
        _add(terms, e.of(part), -1)
    relation = "=" if claim.params.get("complete") == "yes" else ">="
    e.sign(claim, terms, relation, -_names(claim, "named"))


def _share(e: _Encoding, claim: Claim) -> None:
    share = e.of(claim.stated)
    if claim.stated in e.system.adjusted or claim.params.get("adjusted") == "yes":
        figure = e.figure(claim.stated)
        share = e.loosened(claim.stated, Fraction(1, 2 * 10**figure.decimals))
    part, whole = e.of(_one(claim, "part")), e.of(_one(claim, "whole"))
    e.model.product(share, whole, e.model.linear({part: 100}), e.why(claim))


def _shares_sum(e: _Encoding, claim: Claim) -> None:
    terms: dict[int, int] = {}
    for share in claim.inputs["share"]:
        _add(terms, e.of(share), 1)
    relation = "=" if claim.params.get("complete") == "yes" else "<="
    e.sign(claim, terms, relation, -100)


def _rate(e: _Encoding, claim: Claim) -> None:
    rate, size = e.of(claim.stated), e.of(_one(claim, "denominator"))
    items = int(claim.params.get("items", "1"))
    model = e.model
    denominator = _one(claim, "denominator")
    model.never_negative(rate)
    # a count that is wrong is still a count, and at most ten times what is printed
    largest = 10 * max(int(e.figure(denominator).point), 1)
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
        model.equal({number: 1, e.of(_one(claim, "numerator")): -items}, 0, e.why(claim))
    if "complement" in claim.inputs:
        rest = e.of(_one(claim, "complement"))
        model.equal({number: 1, size: -items, rest: items}, 0, e.why(claim))
    model.product(rate, scaled, model.linear({number: 100}), e.why(claim))


def _growth_from_levels(e: _Encoding, claim: Claim) -> None:
    current, base = e.of(_one(claim, "current")), e.of(_one(claim, "base"))
    result = e.model.linear({current: 100})
    e.model.product(e.factor(e.of(claim.stated)), base, result, e.why(claim))


def _growth_from_parts(e: _Encoding, claim: Claim) -> None:
    why = e.why(claim)
    levels, bases = {}, {}
    for level, growth in zip(claim.inputs["part_level"], claim.inputs["part_growth"], strict=True):
        levels[e.of(level)] = 100
        bases[e.base_of(e.of(level), e.of(growth), why)] = 1
    base = e.model.linear(bases)
    e.model.never_negative(base)
    e.model.product(e.factor(e.of(claim.stated)), base, e.model.linear(levels), why)


def _growth_from_change(e: _Encoding, claim: Claim) -> None:
    changes = {e.of(each): 1 for each in claim.inputs["change"]}
    base = e.model.linear({e.of(_one(claim, "current")): 1, **dict.fromkeys(changes, -1)})
    e.model.never_negative(base)
    change = e.model.linear(dict.fromkeys(changes, 100))
    e.model.product(e.of(claim.stated), base, change, e.why(claim))


def _growth_from_index(e: _Encoding, claim: Claim) -> None:
    e.model.equal({e.of(_one(claim, "index")): 1, e.of(claim.stated): -1}, -100, e.why(claim))


def _contribution(e: _Encoding, claim: Claim) -> None:
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
    model.product(stated, base, model.linear({part: 100, own: -100}), why)


def _ytd_monotone(e: _Encoding, claim: Claim) -> None:
    e.sign(claim, {e.of(_one(claim, "later")): 1, e.of(_one(claim, "earlier")): -1}, ">=")


def _target(e: _Encoding, claim: Claim) -> None:
    relation = TARGET_WORDS[claim.stated]
    if claim.params.get("better") == "down":
        relation = {">=": "<=", ">": "<", "<": ">"}[relation]
    e.sign(claim, {e.of(_one(claim, "achieved")): 1, e.of(_one(claim, "target")): -1}, relation)


def _schedule(e: _Encoding, claim: Claim) -> None:
    achieved, target = _one(claim, "achieved"), _one(claim, "target")
    given = claim.params.get("elapsed")
    elapsed = Fraction(given) if given else e.system.report[achieved].period.elapsed
    e.sign(claim, {e.of(achieved): 1, e.of(target): -elapsed}, SCHEDULE_WORDS[claim.stated])


def _list_count(e: _Encoding, claim: Claim) -> None:
    number = _names(claim, "items") or len(claim.inputs.get("item", ()))
    relation = ">=" if claim.params.get("complete") == "no" else "="
    e.sign(claim, {e.of(claim.stated): 1}, relation, -number)


def _direction(e: _Encoding, claim: Claim) -> None:
    meaning = DIRECTION_WORDS.get(claim.stated)
    before = claim.inputs.get("before", ())[:1]
    after = claim.inputs.get("after", ())[:1]
    rising = {"turns positive": 1, "rises": 1, "turns negative": -1, "falls": -1}
    for value in claim.inputs.get("value", ()):
        if meaning in rising:
            e.sign(claim, {e.of(value): rising[meaning]}, ">=")
    if not (before and after):
        return
    first, last = e.of(before[0]), e.of(after[0])
    if meaning in {"turns positive", "turns negative"}:
        e.sign(claim, {first: -rising[meaning]}, ">=")
        e.sign(claim, {last: rising[meaning]}, ">=")
    elif meaning in rising:
        e.sign(claim, {last: rising[meaning], first: -rising[meaning]}, ">=")
    elif meaning == "flat":
        e.sign(claim, {last: 1, first: -1}, "=")
    elif meaning in {"narrows", "widens"}:
        falling = e.figure((before if meaning == "narrows" else after)[0]).point < 0
        up = falling == (meaning == "narrows")
        e.sign(claim, {last: 1 if up else -1, first: -1 if up else 1}, ">=")
    elif meaning in {"doubles", "quadruples"}:
        e.sign(claim, {last: 1, first: -2 if meaning == "doubles" else -4}, ">=")


def _ranking(e: _Encoding, claim: Claim) -> None:
    sign = -1 if claim.params.get("order") == "asc" else 1
    values = [e.of(each) for each in claim.inputs["value"]]
    for first, second in pairwise(values):
        e.sign(claim, {first: sign, second: -sign}, ">=")


def _repeat(e: _Encoding, claim: Claim) -> None:
    for other in claim.inputs["other"]:
        e.model.equal({e.of(claim.stated): 1, e.of(other): -1}, 0, e.why(claim))


def _average(e: _Encoding, claim: Claim) -> None:
    figure = e.figure(claim.stated)
    mean = e.of(claim.stated)
    if figure.exact:
        mean = e.loosened(claim.stated, Fraction(1, 2) * figure.unit.scale)
        e.model.never_negative(mean)
    e.model.product(mean, e.of(_one(claim, "count")), e.of(_one(claim, "total")), e.why(claim))


_ENCODERS: Mapping[str, Callable[[_Encoding, Claim], None]] = {
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
