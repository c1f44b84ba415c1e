"""Users' rules on a report (审核公式核验): each name's figure found, each rule judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from zoneanalysis.audit.claims import RoundingOf, figure_of
from zoneanalysis.messages import N_, Message
from zoneanalysis.relations.dimensions import RATE, dimension_of
from zoneanalysis.relations.results import CheckResult, Verdict
from zoneanalysis.relations.rules import Rule, judge_rule
from zoneanalysis.relations.selection import Selection, plain
from zoneanalysis.reports.report import Claim, Observation, Report
from zoneanalysis.reports.rules import Lexicon
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.periods import Period

__all__ = ["judged_rules", "warnings_of_rules"]

_COMPARISONS = frozenset({"yoy", "share", "pp_gap", "pp_change", "contribution"})
_NAMED = 3  # figures that a reason names


@dataclass(frozen=True)
class _Unfit(Exception):  # noqa: N818 - never leaves this module
    reason: Message
    found: tuple[Observation, ...] = ()


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
    """The figures of a report, and those of earlier ones of the place, as rules look for them."""

    report: Report
    rounding: RoundingOf | None

    @cached_property
    def _own(self) -> Mapping[str, list[Observation]]:
        return _by_indicator([self.report])

    @cached_property
    def _earlier(self) -> Mapping[str, list[Observation]]:
        return _by_indicator(self.report.earlier)

    @cached_property
    def _period(self) -> Period:
        return Period.parse(str(self.report.meta["period"]))

    @cached_property
    def _area(self) -> str:
        return str(self.report.meta["area"])

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(self.report.indicators, self.report.areas)

    @cached_property
    def _line(self) -> tuple[str, ...]:
        """The report's area and those that it lies in."""
        line = [self._area]
        while (area := self.report.areas.get(line[-1])) and area.parent and area.parent not in line:
            line.append(area.parent)
        return tuple(line)

    def _within(self, code: str) -> bool:
        seen = set()
        while code and code not in seen:
            if code == self._area:
                return True
            seen.add(code)
            area = self.report.areas.get(code)
            code = area.parent if area else ""
        return False

    def judged(self, number: int, rule: Rule) -> Iterator[tuple[Claim, CheckResult]]:
        """Yield what a rule comes to: once, or once for each area that it is said of."""
        name = f"r{number:02d}"
        spread = [n for n in rule.names if n not in rule.summed and rule.selections[n].each]
        if not spread:
            yield self._one(name, rule, "")
            return
        kinds = {rule.selections[n].each for n in spread}
        areas = [a for kind in sorted(kinds) for a in self._of_kind(kind)]
        told = [a for a in areas if any(self._fitting(rule, n, a) for n in spread)]
        if not told:
            yield self._one(name, rule, areas[0] if areas else self._area)
        for area in told:
            yield self._one(f"{name}-{area}", rule, area)

    def _of_kind(self, kind: str) -> list[str]:
        return [
            a.code
            for a in self.report.areas.values()
            if a.kind == kind and a.code != self._area and self._within(a.code)
        ]

    def _one(self, claim_id: str, rule: Rule, area: str) -> tuple[Claim, CheckResult]:
        fault = None
        chosen: dict[str, tuple[Observation, ...]] = {}
        try:
            chosen = self._chosen(rule, area)
        except _Unfit as unfit:
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
            reason = N_("{verdict}, by a rule that only warns: {reason}")
            result = result.retold(Verdict.TO_BE_CONFIRMED, reason)
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
        bases = {self._basis(each) for each in growth}
        if bases & {"constant_price", "comparable"}:
            return result.retold(
                Verdict.NOT_ASSESSABLE,
                N_("the growth is at constant prices, the levels are nominal"),
            )
        if "unknown" in bases and result.verdict.is_finding:
            return result.retold(
                Verdict.NOT_ASSESSABLE,
                N_(
                    "the printed levels give other growth, but the basis of the stated growth "
                    "is not known"
                ),
            )
        return result

    def _basis(self, each: Observation) -> str:
        if each.basis not in {"", "unknown"}:
            return each.basis
        indicator = self.report.indicators.get(each.indicator)
        return indicator.growth_basis if indicator and indicator.growth_basis else "unknown"

    def _chosen(self, rule: Rule, area: str) -> dict[str, tuple[Observation, ...]]:
        """Return the figures of each name of a rule; raises where none fits, or several do."""
        place = area or self._place(rule)
        period = self._common(rule, place)
        chosen = {}
        for name in rule.names:
            each = rule.selections[name].each
            if each and name in rule.summed:
                areas = self._summed(rule, name)
                chosen[name] = tuple(self._figure(rule, name, a, period) for a in areas)
            else:
                chosen[name] = (self._figure(rule, name, place, period),)
        return chosen

    def _summed(self, rule: Rule, name: str) -> list[str]:
        """Return the areas that a sum runs over: all of a kind, or none of them is missing."""
        areas = self._of_kind(rule.selections[name].each)
        if not areas:
            raise _Unfit(
                Message(
                    "no area of the kind that {name} names lies in that of the report",
                    {"name": name},
                )
            )
        return areas

    def _fitting(self, rule: Rule, name: str, area: str) -> list[Observation]:
        """Return the figures that a name may mean in an area, of whatever period it leaves open."""
        selection = rule.selections[name]
        place = self._area_of(selection) or area
        period = self._period_of(selection)

        def fitting(figures: Sequence[Observation]) -> list[Observation]:
            return [
                each
                for each in figures
                if _fits(each, selection)
                and place in {"", each.ref_area}
                and (period is None or each.period == period)
            ]

        code = rule.indicators[name]
        found = fitting(self._own[code])
        return found if found or period is None else fitting(self._earlier[code])

    def _area_of(self, selection: Selection) -> str:
        if not selection.area:
            return ""
        if selection.area == "own":
            return self._area
        codes = self._lexicon.by_area.get(plain(selection.area), frozenset())
        near = [c for c in codes if c in self._line or self._within(c)] or sorted(codes)
        if len(near) == 1:
            return near[0]
        raise _Unfit(
            Message(
                "several areas are called {name}: {found}",
                {"name": selection.area, "found": ", ".join(near)},
            )
        )

    def _period_of(self, selection: Selection) -> Period | None:
        own = self._period
        match selection.period:
            case "":
                return None
            case "own":
                return own
            case "end":
                return Period(None, own.end, "stock")
            case "to_date":
                return Period(None, own.end)
            case "year":
                return Period.parse(str(own.year))
            case "year_before":
                return own.previous_year()
        return Period.parse(selection.period)

    def _place(self, rule: Rule) -> str:
        """Return the one area that every name without one is about."""
        open_ = [
            n for n in rule.names if not rule.selections[n].area and not rule.selections[n].each
        ]
        if not open_:
            return self._area
        places = [{o.ref_area for o in self._fitting(rule, n, "")} for n in open_]
        for name, known in zip(open_, places, strict=True):
            if not known:
                raise self._missing(rule, name)
        shared = set.intersection(*places)
        if self._area in shared:
            return self._area
        within = sorted(code for code in shared if self._within(code))
        if len(within) == 1:
            return within[0]
        if within:
            raise self._several(
                open_[0], [o for o in self._fitting(rule, open_[0], "") if o.ref_area in within]
            )
        raise _Unfit(
            Message(
                "the figures are printed for no area that they share: {names}",
                {"names": ", ".join(open_)},
            )
        )

    def _common(self, rule: Rule, place: str) -> Period | None:
        """Return the one period that every name without one is about."""
        found: list[set[Period]] = []
        for name in rule.names:
            if rule.selections[name].period or self._floats(rule, name):
                continue
            areas = [place]
            if rule.selections[name].each and name in rule.summed:
                areas = self._of_kind(rule.selections[name].each)
            for area in areas:
                fitting = self._fitting(rule, name, area)
                if not fitting:
                    raise self._missing(rule, name, area)
                found.append({o.period for o in fitting})
        if not found:
            return None
        shared = set.intersection(*found)
        own = self._period
        for each in (own, Period(None, own.end, "stock"), Period(None, own.end)):
            if each in shared:
                return each
        if len(shared) == 1:
            return next(iter(shared))
        named = ", ".join(n for n in rule.names if not rule.selections[n].period)
        if shared:
            periods = ", ".join(sorted(map(str, shared)))
            raise _Unfit(
                Message(
                    "several periods fit {names}: {found}; select one in square brackets",
                    {"names": named, "found": periods},
                )
            )
        raise _Unfit(
            Message(
                "the figures are printed for no period that they share: {names}; select one for "
                "each in square brackets",
                {"names": named},
            )
        )

    def _floats(self, rule: Rule, name: str) -> bool:
        """Whether a name may be of another kind of period: a rate at the end, a year's target."""
        selection = rule.selections[name]
        indicator = self.report.indicators.get(rule.indicators[name])
        own = indicator is not None and dimension_of(indicator.unit) == RATE
        return selection.status == "target" or (own and selection.measure in {"own", "rate"})

    def _figure(self, rule: Rule, name: str, place: str, period: Period | None) -> Observation:
        selection = rule.selections[name]
        found = self._fitting(rule, name, place)
        if not found:
            raise self._missing(rule, name, place)
        if not selection.period:
            if self._floats(rule, name):
                found = self._nearest(found, period)
            else:
                found = [each for each in found if each.period == period]
        if not found:
            raise self._missing(rule, name, place)
        boxes = [each.figure.interval * each.figure.unit.scale for each in found]
        best = min(range(len(found)), key=lambda i: _width(boxes[i]))
        other = any(not box.overlaps(boxes[best]) for box in boxes)
        if other or len({each.period for each in found}) > 1:
            raise self._several(name, found)
        return found[best]

    def _nearest(self, found: list[Observation], period: Period | None) -> list[Observation]:
        own = self._period
        wanted = (
            period,
            own,
            Period(None, (period or own).end, "stock"),
            Period.parse(str(own.year)),
        )
        for each in wanted:
            if now := [o for o in found if o.period == each]:
                return now
        return found

    def _missing(self, rule: Rule, name: str, place: str = "") -> _Unfit:
        printed = [o for o in self._own[rule.indicators[name]] if not place or o.ref_area == place]
        printed = printed or self._own[rule.indicators[name]]
        wanted = rule.selections[name]
        printed = [o for o in printed if _fits(o, wanted)] or printed
        if not printed:
            return _Unfit(Message("the figure for {role} is not printed", {"role": name}))
        return _Unfit(
            Message(
                "no printed figure fits {name}; of this indicator there are: {found}",
                {"name": name, "found": self._listed(printed)},
            )
        )

    def _several(self, name: str, found: Sequence[Observation]) -> _Unfit:
        return _Unfit(
            Message(
                "several figures fit {name}: {found}; select one in square brackets",
                {"name": name, "found": self._listed(found)},
            )
        )

    def _listed(self, found: Sequence[Observation]) -> str:
        texts = [
            f"{each.printed} [{each.ref_area}; {each.period}; {each.measure}; {each.status}]"
            for each in found[:_NAMED]
        ]
        return ", ".join(texts) + (" …" if len(found) > _NAMED else "")


def _width(box: Interval) -> tuple[bool, Fraction]:
    return (True, Fraction(0)) if box.width is None else (False, box.width)


def _by_indicator(reports: Sequence[Report]) -> Mapping[str, list[Observation]]:
    found: dict[str, list[Observation]] = defaultdict(list)
    for report in reports:
        for each in report:
            found[each.indicator].append(each)
    return found


def _fits(each: Observation, selection: Selection) -> bool:
    if each.status != selection.status:
        return False
    if selection.measure == "own":
        return each.measure not in _COMPARISONS
    return each.measure == selection.measure


def _printed_earlier(
    chosen: Mapping[str, tuple[Observation, ...]], own: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """Return what earlier reports printed, as part of what a relation says."""
    texts = [o.printed for n, many in chosen.items() if len(own[n]) < len(many) for o in many]
    return {"earlier": " ".join(texts)} if texts else {}
