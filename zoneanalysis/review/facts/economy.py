"""Levels and growth of each indicator, beside city, province and the months before (经济产出)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from zoneanalysis.indicators import (
    base_level,
    earlier_rate,
    period_growth,
    period_level,
    whole_from_share,
)
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Claim, Observation, Report
from zoneanalysis.review.facts.areas import has_zones, home, is_own, is_zone
from zoneanalysis.review.facts.derived import Fact, fact
from zoneanalysis.review.facts.names import is_beyond
from zoneanalysis.values.figures import Bound
from zoneanalysis.values.periods import Period

__all__ = ["Series", "compared_with", "economic_series", "report_period"]


def report_period(report: Report) -> Period:
    """Return the period that the report is about."""
    return Period.parse(str(report.meta["period"]))


@dataclass(frozen=True)
class Series:
    """What a report says of one indicator in one area of its own.

    Parameters
    ----------
    indicator, area : str
    observations : tuple of Observation
        Levels, growth, shares, gaps and changes, targets left out, in text order.
    references : tuple of Observation
        Growth of other areas in the same period.
    targets : tuple of Observation
        Growth or level wanted in the same year, of this area or of the zones in it.
    claims : tuple of Claim
        Relations that name one of the observations.
    published : mapping of Period to Observation
        Growth that earlier reports print of earlier periods, not over a break.
    """

    indicator: str
    area: str
    period: Period
    observations: tuple[Observation, ...]
    references: tuple[Observation, ...] = ()
    targets: tuple[Observation, ...] = ()
    claims: tuple[Claim, ...] = ()
    published: Mapping[Period, Observation] = field(default_factory=dict)

    def get(self, measure: str, period: Period | None = None) -> Observation | None:
        """Return the observation of a measure in a period (the report's without one).

        An exact one goes before a bound (超、以上).
        """
        wanted = period or self.period
        found = [e for e in self.observations if e.measure == measure and e.period == wanted]
        exact = (each for each in found if each.figure.bound is Bound.NONE)
        return next(exact, found[0] if found else None)

    @property
    def level(self) -> Observation | None:
        """Level in the reported period, be it counted: 7281万条."""
        return self.get("level") or self.get("count")

    @property
    def growth(self) -> Observation | None:
        """Growth in the reported period, in percent (growth by so many times is left out)."""
        found = self.get("yoy")
        return _percent(found) if found is not None and _in_percent(found) else None

    @property
    def path(self) -> tuple[Observation, ...]:
        """Year-to-date growth of the reported year, by month."""
        rates = [
            _percent(each)
            for each in self.observations
            if each.measure == "yoy"
            and _in_percent(each)
            and each.period.is_ytd
            and each.period.year == self.period.year
        ]
        return tuple(sorted(rates, key=lambda each: each.period.end))

    @property
    def later(self) -> tuple[Observation | None, Observation | None]:
        """Level and growth of the last year-to-date period behind the reported one."""
        ends = [each.period for each in self.path if each.period.end > self.period.end]
        last = max(ends, key=lambda each: each.end, default=None)
        return (self.get("level", last), self.get("yoy", last)) if last else (None, None)

    @property
    def basis(self) -> str:
        """Basis of its growth."""
        return next((each.basis for each in self.path), "unknown")

    def base(self) -> Fact | None:
        """Return the level of a year earlier that level and growth imply."""
        return fact(
            Message("Base a year earlier, implied"),
            base_level,
            self.level,
            self.growth,
            basis=self.basis,
        )

    def whole(self) -> Fact | None:
        """Return the whole that level and share imply."""
        return fact(
            Message("Whole behind the share, implied"),
            whole_from_share,
            self.level,
            self.get("share"),
        )

    def month_level(self) -> Fact | None:
        """Return the level of the months behind the reported period.

        None where the level so far is negative or falls: no month has such a level.
        """
        later, _ = self.later
        if later is None or self.level is None:
            return None
        done, so_far = self.level.figure, later.figure
        if done.unit.dimension != so_far.unit.dimension or not (
            0 <= done.point <= so_far.to(done.unit).point
        ):
            return None
        return fact(Message("Level of the months since, implied"), period_level, later, self.level)

    def month_growth(self) -> Fact | None:
        """Return the growth of the months behind the reported period."""
        later, later_growth = self.later
        return fact(
            Message("Growth of the months since, implied"),
            period_growth,
            later,
            self.level,
            later_growth,
            self.growth,
            basis=self.basis,
        )

    def earlier(self) -> tuple[tuple[Period, Fact], ...]:
        """Return growth of earlier periods that a stated change implies and nothing prints."""
        found = []
        for period, claim in self._open_changes():
            change = self._own(claim.stated)
            later = self._own(next(iter(claim.inputs.get("later", ())), ""))
            rate = fact(Message("Earlier growth, implied"), earlier_rate, later, change)
            if rate is not None and period not in self.published:
                found.append((period, rate))
        return tuple(found)

    def looked_back(self) -> tuple[tuple[Period, Observation, Observation | None], ...]:
        """Return the growth that stated changes look back to, as earlier reports print it.

        With its period, and the change as this report states it.
        """
        named = {period: self._own(claim.stated) for period, claim in self._open_changes()}
        return tuple(
            (each, self.published[each], stated)
            for each, stated in named.items()
            if each in self.published
        )

    def _open_changes(self) -> Iterator[tuple[Period, Claim]]:
        """Yield stated changes whose earlier rate the report doesn't print, with its period."""
        printed = {each.period for each in self.path}
        for claim in self.claims:
            named = claim.params.get("earlier_period", "")
            if claim.check == "pp_change" and named and not claim.inputs.get("earlier"):
                period = Period.parse(named)
                if period not in printed:
                    yield period, claim

    def _own(self, observation_id: str) -> Observation | None:
        return next((each for each in self.observations if each.id == observation_id), None)

    @property
    def target_range(self) -> tuple[Observation, Observation] | None:
        """Lowest and highest growth target."""
        goals = [each for each in self.targets if each.measure == "yoy" and _in_percent(each)]
        if not goals:
            return None
        return (
            min(goals, key=lambda each: each.figure.point),
            max(goals, key=lambda each: each.figure.point),
        )


def _percent(each: Observation) -> Observation:
    return replace(each, figure=each.figure.in_percent())


def _in_percent(each: Observation) -> bool:
    return each.figure.unit.dimension == "percent"


def economic_series(report: Report, *, zones: bool = False) -> tuple[Series, ...]:
    """Return the series of the report's groups of zones, or of its single zones, in text order.

    A report that says nothing of zones within its area is about the area itself: then its own
    series are returned.
    """
    period = report_period(report)
    itself = not has_zones(report)
    sections = {"economic_output", "zones", *(("context", "") if itself or zones else ())}

    def wanted(code: str) -> bool:
        if itself:
            return code == home(report) and not zones
        return is_own(report, code) and is_zone(report, code) is zones

    keys: dict[tuple[str, str], list[Observation]] = {}
    for each in report:
        if (
            each.status != "target"
            and not (each.doubted or is_beyond(report, each))
            and each.section in sections
            and wanted(each.ref_area)
            and report.is_named(each.indicator)
        ):
            keys.setdefault((each.indicator, each.ref_area), []).append(each)
    return tuple(
        Series(
            indicator,
            area,
            period,
            tuple(observations),
            _references(report, indicator, area, observations, period),
            tuple(_targets(report, indicator, area, period)),
            tuple(
                claim
                for claim in report.claims
                if any(each.id in claim.figure_ids for each in observations)
            ),
        )
        for (indicator, area), observations in keys.items()
        if any(each.measure in {"level", "yoy"} and each.period == period for each in observations)
    )


def _references(
    report: Report, indicator: str, area: str, observations: Iterable[Observation], period: Period
) -> tuple[Observation, ...]:
    """Return growth elsewhere: first what a gap of the series names, then the city's.

    No area is its own reference: 全国 in a report on the nation, of another base.
    """
    own = {each.id for each in observations}
    named = [
        report[reference]
        for claim in report.claims
        if claim.check == "pp_gap" and claim.stated in own
        for reference in claim.inputs.get("reference", ())
        if reference in report and report[reference].ref_area != area
    ]
    others = [
        each
        for each in report.find(indicator=indicator, period=period, measure="yoy")
        if each.status != "target"
        and each.id not in own
        and not is_own(report, each.ref_area)
        and _alike(report, each.ref_area)
    ]
    return tuple(dict.fromkeys((*named, *others)))


def _alike(report: Report, reference: str) -> bool:
    """Return whether an area elsewhere is a fit reference for any zones.

    Which zones elsewhere go with which zones here is said by the report's gaps alone.
    """
    kind = report.areas[reference].kind if reference in report.areas else ""
    return kind in {"city", "province", "country"}


def _targets(report: Report, indicator: str, area: str, period: Period) -> Iterable[Observation]:
    """Yield the targets of the reported year; those of another are held against nothing of it.

    Nor are those of some later months, such as 下半年力争增长5.5%.
    """
    for each in report.find(indicator=indicator, status="target"):
        within = each.ref_area == area or _inside(report, each.ref_area, area)
        start = each.period.start
        if within and each.period.year == period.year and (start is None or start.month == 1):
            yield each


def _inside(report: Report, code: str, area: str) -> bool:
    seen: set[str] = set()
    while code in report.areas and code not in seen:
        seen.add(code)
        if code == area:
            return True
        code = report.areas[code].parent
    return False


def compared_with(report: Report, change: Observation) -> Period | None:
    """Return the period that the text compares a change of a rate with, where it names one."""
    found = (
        claim.params.get("earlier_period")
        for claim in report.claims
        if claim.check == "pp_change" and claim.stated == change.id
    )
    name = next(found, None)
    return Period.parse(name) if name else None
