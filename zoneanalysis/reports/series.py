"""All reports of a data package as one index: a city over time (时间序列)."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from zoneanalysis.errors import Fault, InputError
from zoneanalysis.messages import phrase
from zoneanalysis.reports.agreement import later_than_data, same_period_twice, several_cities
from zoneanalysis.reports.package import DataPackage
from zoneanalysis.reports.report import Area, Break, Observation, Report
from zoneanalysis.values.figures import Bound, Quantity
from zoneanalysis.values.periods import Period
from zoneanalysis.values.units import Unit, unit

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ZONE_COUNT", "Key", "Point", "SeriesIndex", "vintage_of"]

ZONE_COUNT = "zone_count"
# The measures whose prices matter; a count or a share has none.
_PRICED = {"level", "yoy", "pp_gap", "pp_change", "contribution"}


@dataclass(frozen=True, order=True)
class Key:
    """What one series is of: area, indicator, measure, basis, and the kind of its unit."""

    area: str
    indicator: str
    measure: str
    basis: str
    dimension: str


@dataclass(frozen=True)
class Point:
    """One printed value of a series, in the report that printed it (a vintage, 发布版次)."""

    key: Key
    report: Report
    observation: Observation

    @property
    def period(self) -> Period:
        """What it is about."""
        return self.observation.period

    @property
    def place(self) -> tuple[str, str]:
        """Id of the report and of the figure."""
        return self.report.id, self.observation.id


def vintage_of(report: Report) -> str:
    """Return when a report was published: what ``report.json`` says, else its last month."""
    return str(report.meta.get("vintage") or Period.parse(str(report.meta["period"])).end)


@dataclass(frozen=True)
class SeriesIndex:
    """Every figure of many reports by what it is of, period and vintage.

    Parameters
    ----------
    reports : tuple of Report
        Those that can be used, by vintage.
    breaks : tuple of Break
        As declared; nothing is compared over one of them silently.
    unusable : mapping of str to tuple of Fault
        Reports that can't be used, and why.
    conflicts : mapping of str to tuple of Fault
        Of these, by the city that they are about: two of one period or of two cities that nothing
        tells apart.
    records : tuple of Report
        What else prints values of the same series, each as a report of one vintage: panels, series
        of one's own. They are shown; relations across reports leave them out.
    """

    reports: tuple[Report, ...]
    breaks: tuple[Break, ...] = ()
    areas: Mapping[str, Area] = field(default_factory=dict)
    unusable: Mapping[str, tuple[Fault, ...]] = field(default_factory=dict)
    conflicts: Mapping[str, tuple[Fault, ...]] = field(default_factory=dict)
    records: tuple[Report, ...] = ()

    @classmethod
    def of(cls, package: DataPackage, *, area: str | None = None) -> SeriesIndex:
        """Return the index of a package's reports, of all or of those about one city.

        A report with faults, one of two about the same city and period without a ``vintage`` that
        tells them apart, and one that holds nothing of its own period go into ``unusable``; the
        others are used.
        """
        read, unusable = [], {}
        for each in package.reports():
            if area is not None and package.area_of(each) not in {area, ""}:
                continue
            try:
                report = package.read(each)
            except InputError as error:
                unusable[each] = error.faults
                continue
            if area is None or str(report.meta["area"]) == area:
                read.append(report)
        return cls.build(read, breaks=package.breaks, areas=package.areas, unusable=unusable)

    @classmethod
    def build(
        cls,
        reports: Iterable[Report],
        *,
        breaks: Iterable[Break] = (),
        areas: Mapping[str, Area] | None = None,
        unusable: Mapping[str, tuple[Fault, ...]] | None = None,
    ) -> SeriesIndex:
        """Return the index of *reports*; see `of` for what makes one unusable."""
        known = tuple(reports)
        bad = dict(unusable or {})
        several = several_cities(known)
        left = [each for each in known if each.id not in several]
        twice = several | same_period_twice(left)
        bad |= twice | later_than_data(known)
        used = sorted(
            (each for each in known if each.id not in bad),
            key=lambda each: (str(each.meta["area"]), vintage_of(each), each.id),
        )
        every = {code: area for each in known for code, area in each.areas.items()}
        conflicts = {str(each.meta["area"]): twice[each.id] for each in known if each.id in twice}
        return cls(tuple(used), tuple(breaks), {**every, **(areas or {})}, bad, conflicts)

    @cached_property
    def points(self) -> Mapping[Key, tuple[Point, ...]]:
        """The points of each series: by period, then by vintage; a renamed one under its new name.

        Points of a key stand in the order of their reports.
        """
        found: dict[Key, list[Point]] = defaultdict(list)
        for report in (*self.reports, *self.records):
            for each in report:
                key = self.key_of(report, each)
                found[key].append(Point(key, report, each))
        return {
            key: tuple(sorted(points, key=lambda p: (p.period.end, vintage_of(p.report))))
            for key, points in found.items()
        }

    def keys_of(self, area: str, indicator: str, measure: str) -> tuple[Key, ...]:
        """Return the series of an area, indicator and measure, on whatever basis."""
        return self._keys.get((area, indicator, measure), ())

    @cached_property
    def _keys(self) -> Mapping[tuple[str, str, str], tuple[Key, ...]]:
        found: dict[tuple[str, str, str], list[Key]] = defaultdict(list)
        for key in self.points:
            found[key.area, key.indicator, key.measure].append(key)
        return {name: tuple(keys) for name, keys in found.items()}

    def key_of(self, report: Report, each: Observation) -> Key:
        """Return which series an observation belongs to."""
        indicator = each.indicator
        for change in self._renamed.get((each.ref_area, indicator), ()):
            indicator = change.after
        basis = ""
        if each.measure in _PRICED:
            known = report.indicators.get(each.indicator)
            basis = each.basis
            if basis in {"", "unknown"} and each.measure != "level":
                basis = (known.growth_basis if known else "") or "unknown"
            if each.measure == "level" and basis in {"", "unknown"}:
                basis = "nominal"
        return Key(each.ref_area, indicator, each.measure, basis, each.figure.unit.dimension)

    @cached_property
    def _renamed(self) -> Mapping[tuple[str, str], tuple[Break, ...]]:
        found: dict[tuple[str, str], list[Break]] = defaultdict(list)
        for each in sorted(self.breaks, key=lambda b: b.since):
            if each.kind == "renamed":
                found[each.area, each.before].append(each)
        return {key: tuple(each) for key, each in found.items()}

    @cached_property
    def _by_area(self) -> Mapping[str, tuple[Report, ...]]:
        found: dict[str, list[Report]] = defaultdict(list)
        for each in self.reports:
            found[str(each.meta["area"])].append(each)
        return {area: tuple(each) for area, each in found.items()}

    @property
    def cities(self) -> tuple[str, ...]:
        """The areas that reports are about, by code."""
        return tuple(self._by_area)

    def city(self, area: str) -> SeriesIndex:
        """Return the index of the reports about one city alone."""
        return replace(self, reports=self._by_area.get(area, ()), records=())

    def before(self, report: Report) -> tuple[Report, ...]:
        """Return the earlier reports about the same city, by vintage."""
        mine = vintage_of(report)
        return tuple(
            each
            for each in self._by_area.get(str(report.meta["area"]), ())
            if vintage_of(each) < mine and each.id != report.id
        )

    def at(self, key: Key, period: Period, *, status: str = "actual") -> tuple[Point, ...]:
        """Return what was printed of a series for one period, by vintage."""
        return self.by_period.get((key, period, status), ())

    @cached_property
    def by_period(self) -> Mapping[tuple[Key, Period, str], tuple[Point, ...]]:
        """The points of each series, period and status, by vintage; bounds (超, 近) left out."""
        found: dict[tuple[Key, Period, str], list[Point]] = defaultdict(list)
        for key, points in self.points.items():
            for each in points:
                if each.observation.figure.bound is Bound.NONE:
                    found[key, each.period, each.observation.status].append(each)
        return {place: tuple(each) for place, each in found.items()}

    def break_between(self, key: Key, earlier: Period, later: Period) -> Break | None:
        """Return a declared break that keeps two periods of a series from being compared."""
        first, last = sorted((earlier.end, later.end))
        return next(
            (
                each
                for each in self.breaks
                if each.kind != "renamed"
                and each.area == key.area
                and each.indicator in {"", key.indicator}
                and first < each.since <= last
            ),
            None,
        )

    def zones_of(self, area: str, report: Report) -> int | None:
        """Return how many zones a report says that a group has, if it says so once."""
        period = Period.parse(str(report.meta["period"]))
        printed = {
            each.figure.point
            for each in self._zone_counts.get(report.id, {}).get(area, ())
            if each.period.end == period.end
        }
        return int(next(iter(printed))) if len(printed) == 1 else None

    @cached_property
    def _zone_counts(self) -> Mapping[str, Mapping[str, list[Observation]]]:
        found: dict[str, dict[str, list[Observation]]] = defaultdict(lambda: defaultdict(list))
        for report in self.reports:
            for each in report.find(indicator=ZONE_COUNT, status="actual"):
                found[report.id][each.ref_area].append(each)
        return found

    def within(self, area: str) -> frozenset[str]:
        """Return the codes of an area and of all that lies in it.

        Raises
        ------
        InputError
            Where no figure is of it; names near ones, such as one in other letters.
        """
        held = {key.area for key in self.points}
        found = {each for each in held if area in self.line(each)}
        if not found:
            near = [each for each in (*held, *self.areas) if each.lower() == area.lower()]
            near = near or difflib.get_close_matches(area, sorted(held), n=3, cutoff=0.4)
            raise InputError.single(
                must="an area must be a code that figures of the data package have",
                came=repr(area),
                do=phrase("Near ones: {names}.", names=", ".join(dict.fromkeys(near)))
                if near
                else "See areas.csv.",
            )
        return frozenset(found)

    def line(self, code: str) -> tuple[str, ...]:
        """Return an area and the areas that it lies in, from inside outwards."""
        line = [code]
        while (known := self.areas.get(line[-1])) and known.parent and known.parent not in line:
            line.append(known.parent)
        return tuple(line)

    def select(self, area: str, indicator: str | None = None) -> tuple[Point, ...]:
        """Return the points of an area and what lies in it, series by series.

        Raises
        ------
        InputError
            Where there are none, or where two of the city's reports are about one period and
            nothing tells them apart.
        """
        for city in self.line(area):
            if city in self.conflicts:
                raise InputError(self.conflicts[city])
        codes = self.within(area)
        if indicator is not None:
            known = {key.indicator for key in self.points if key.area in codes}
            if indicator not in known:
                near = difflib.get_close_matches(indicator, sorted(known), n=3, cutoff=0.3)
                raise InputError.single(
                    must=phrase("an indicator must be one that is printed of {area}", area=area),
                    came=repr(indicator),
                    do=phrase("Near ones: {names}.", names=", ".join(near or sorted(known)[:5])),
                )
        return tuple(
            point
            for key, points in sorted(self.points.items())
            if key.area in codes and indicator in {None, key.indicator}
            for point in points
        )

    def unit_of(self, key: Key) -> Unit:
        """Return the unit that a series is shown in: its indicator's, else the first printed."""
        points = self.points[key]
        first = points[0]
        known = first.report.indicators.get(key.indicator)
        own = unit(known.unit) if known and known.unit else first.observation.figure.unit
        return own if own.dimension == key.dimension else first.observation.figure.unit

    def to_frame(self, points: Iterable[Point]) -> pd.DataFrame:
        """Return a data frame with a row for each point; value and interval ends are numbers.

        Columns: area, indicator, measure, basis, unit, period, vintage, status, value, low, high
        (floats, in ``unit``), printed, report, figure, char_start, break (the declared break that
        parts it from the row before, else empty).
        """
        import pandas as pd

        rows, last = [], None
        for point in points:
            each, symbol = point.observation, self.unit_of(point.key)
            shown: Quantity = each.figure.to(symbol)
            broken = None
            if last is not None and last.key == point.key:
                broken = self.break_between(point.key, last.period, point.period)
            ends = shown.interval.lo, shown.interval.hi
            rows.append(
                {
                    "area": point.key.area,
                    "indicator": point.key.indicator,
                    "measure": point.key.measure,
                    "basis": point.key.basis,
                    "unit": symbol.symbol,
                    "period": str(point.period),
                    "vintage": vintage_of(point.report),
                    "status": each.status,
                    "value": float(shown.point),
                    "low": float("-inf") if ends[0] is None else float(ends[0]),
                    "high": float("inf") if ends[1] is None else float(ends[1]),
                    "printed": each.printed,
                    "report": point.report.id,
                    "figure": each.id,
                    "char_start": each.char_start,
                    "break": f"{broken.before} → {broken.after}" if broken else "",
                }
            )
            last = point
        frame = pd.DataFrame.from_records(rows)
        return frame.astype({"char_start": "Int64"}) if rows else frame
