"""Which printed figures the names of a user's rule mean (取数): area, period, measure, status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from zoneanalysis.messages import N_, Message
from zoneanalysis.relations.dimensions import RATE, dimension_of
from zoneanalysis.relations.rules import Rule
from zoneanalysis.relations.selection import Selection, plain
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.reports.rules import Lexicon
from zoneanalysis.values.intervals import Interval
from zoneanalysis.values.periods import Period

__all__ = ["Lookup", "UnfitError"]

_COMPARISONS = frozenset({"yoy", "share", "pp_gap", "pp_change", "contribution"})
_NAMED = 3  # figures that a reason names


class UnfitError(Exception):
    """No figure fits a name, or several do; the reason is a sentence of the catalogue."""

    def __init__(self, template: str, **args: object) -> None:
        self.reason = Message(template, args)
        super().__init__(str(self.reason))


@dataclass(frozen=True)
class Lookup:
    """The figures of a report, and those of earlier ones of the place, as rules look for them."""

    report: Report

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
    def area(self) -> str:
        """Code of the report's area."""
        return str(self.report.meta["area"])

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(self.report.indicators, self.report.areas)

    @cached_property
    def _line(self) -> tuple[str, ...]:
        """The report's area and those that it lies in."""
        line = [self.area]
        while (area := self.report.areas.get(line[-1])) and area.parent and area.parent not in line:
            line.append(area.parent)
        return tuple(line)

    def _within(self, code: str) -> bool:
        seen = set()
        while code and code not in seen:
            if code == self.area:
                return True
            seen.add(code)
            area = self.report.areas.get(code)
            code = area.parent if area else ""
        return False

    def of_kind(self, kind: str) -> list[str]:
        """Return the areas of a kind that lie in that of the report."""
        return [
            a.code
            for a in self.report.areas.values()
            if a.kind == kind and a.code != self.area and self._within(a.code)
        ]

    def chosen(self, rule: Rule, area: str) -> dict[str, tuple[Observation, ...]]:
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
        areas = self.of_kind(rule.selections[name].each)
        if not areas:
            raise UnfitError(
                N_("no area of the kind that {name} names lies in that of the report"), name=name
            )
        return areas

    def fitting(self, rule: Rule, name: str, area: str) -> list[Observation]:
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
            return self.area
        codes = self._lexicon.by_area.get(plain(selection.area), frozenset())
        near = [c for c in codes if c in self._line or self._within(c)] or sorted(codes)
        if len(near) == 1:
            return near[0]
        raise UnfitError(
            N_("several areas are called {name}: {found}"),
            name=selection.area,
            found=", ".join(near),
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
            return self.area
        places = [{o.ref_area for o in self.fitting(rule, n, "")} for n in open_]
        for name, known in zip(open_, places, strict=True):
            if not known:
                raise self._missing(rule, name)
        shared = set.intersection(*places)
        if self.area in shared:
            return self.area
        within = sorted(code for code in shared if self._within(code))
        if len(within) == 1:
            return within[0]
        if within:
            raise self._several(
                open_[0], [o for o in self.fitting(rule, open_[0], "") if o.ref_area in within]
            )
        raise UnfitError(
            N_("the figures are printed for no area that they share: {names}"),
            names=", ".join(open_),
        )

    def _common(self, rule: Rule, place: str) -> Period | None:
        """Return the one period that every name without one is about."""
        found: list[set[Period]] = []
        for name in rule.names:
            if rule.selections[name].period or self._floats(rule, name):
                continue
            areas = [place]
            if rule.selections[name].each and name in rule.summed:
                areas = self.of_kind(rule.selections[name].each)
            for area in areas:
                fitting = self.fitting(rule, name, area)
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
            raise UnfitError(
                N_("several periods fit {names}: {found}; select one in square brackets"),
                names=named,
                found=periods,
            )
        raise UnfitError(
            N_(
                "the figures are printed for no period that they share: {names}; select one for "
                "each in square brackets"
            ),
            names=named,
        )

    def _floats(self, rule: Rule, name: str) -> bool:
        """Whether a name may be of another kind of period: a rate at the end, a year's target."""
        selection = rule.selections[name]
        indicator = self.report.indicators.get(rule.indicators[name])
        own = indicator is not None and dimension_of(indicator.unit) == RATE
        return selection.status == "target" or (own and selection.measure in {"own", "rate"})

    def _figure(self, rule: Rule, name: str, place: str, period: Period | None) -> Observation:
        selection = rule.selections[name]
        found = self.fitting(rule, name, place)
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

    def _missing(self, rule: Rule, name: str, place: str = "") -> UnfitError:
        printed = [o for o in self._own[rule.indicators[name]] if not place or o.ref_area == place]
        printed = printed or self._own[rule.indicators[name]]
        wanted = rule.selections[name]
        printed = [o for o in printed if _fits(o, wanted)] or printed
        if not printed:
            return UnfitError(N_("the figure for {role} is not printed"), role=name)
        return UnfitError(
            N_("no printed figure fits {name}; of this indicator there are: {found}"),
            name=name,
            found=self._listed(printed),
        )

    def _several(self, name: str, found: Sequence[Observation]) -> UnfitError:
        return UnfitError(
            N_("several figures fit {name}: {found}; select one in square brackets"),
            name=name,
            found=self._listed(found),
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
