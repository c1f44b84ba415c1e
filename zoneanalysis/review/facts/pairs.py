"""What several reports say of the same thing, and where their definitions part (可比数据)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cached_property

from zoneanalysis.indicators import Ranked, ranking
from zoneanalysis.reports.report import COMPOSED, Observation, Report
from zoneanalysis.review.facts.areas import has_zones, home
from zoneanalysis.review.facts.economy import report_period
from zoneanalysis.review.facts.pipeline import BATCHES
from zoneanalysis.values.periods import Period

__all__ = [
    "PROJECTS", "RANKED", "RESOURCES", "Matched", "SharedCount", "chief_indicators", "comparable",
    "matched", "sections_of", "shared_counts", "side_by_side",
]  # fmt: skip

RANKED = 3  # cities of which a place says more than the values do
RATES = ("yoy", "rate", "share")
_ECONOMY = ("economic_output",)
PROJECTS = ("pipeline",)
RESOURCES = ("investment_promotion", "environment", "reform", "management")
MEANS = {"signed_projects", "signed_investment", "standard_land_parcels", "standard_land_area"}


@dataclass(frozen=True)
class Matched:
    """One measure of one indicator in several reports; ``observations`` by report, None if absent.

    Compared are figures of the same kind of area: all zones with all zones, the industrial ones
    with the industrial ones. ``doubtful`` are the numbers of the reports whose figure the audit
    finds in doubt.
    """

    indicator: str
    measure: str
    observations: tuple[Observation | None, ...]
    doubtful: frozenset[int] = frozenset()

    @property
    def known(self) -> tuple[Observation, ...]:
        """The figures there are."""
        return tuple(each for each in self.observations if each is not None)

    @property
    def same_period(self) -> bool:
        """Whether all stand for the same months."""
        return len({str(each.period) for each in self.known}) == 1

    @cached_property
    def period(self) -> Period:
        """The period that most figures stand for; the first of those that are as many."""
        return Counter(each.period for each in self.known).most_common(1)[0][0]

    @cached_property
    def basis(self) -> str:
        """The basis of prices that most figures have whose report says it (价格口径)."""
        known = Counter(each.basis for each in self.known if each.basis != "unknown")
        return known.most_common(1)[0][0] if known else "unknown"

    def is_like_most(self, each: Observation) -> bool:
        """Return whether a figure has the period and the basis of most."""
        return each.period == self.period and each.basis in {"unknown", self.basis}

    @property
    def areas(self) -> tuple[str, ...]:
        """The area that each report's figure is of; empty where a report has none."""
        return tuple("" if each is None else each.ref_area for each in self.observations)

    @cached_property
    def ranks(self) -> tuple[Ranked, ...]:
        """The places of a rate, the highest first, by the number of its report.

        Levels and shares have none: more of them is not better. Nor has a rate of another period or
        basis than most, or one in doubt.
        """
        if self.measure not in RATES or self.measure == "share":
            return ()
        values = {
            str(number): each.figure
            for number, each in enumerate(self.observations)
            if each is not None and number not in self.doubtful and self.is_like_most(each)
        }
        return ranking(values) if len(values) > 1 else ()

    @property
    def middle(self) -> tuple[Ranked, ...]:
        """The place in the middle of ``ranks``; of an even number both, the lower first."""
        half, odd = divmod(len(self.ranks), 2)
        both = self.ranks[half - 1 + odd : half + 1]
        return both[:1] if both[0].quantity.point == both[-1].quantity.point else both[::-1]


def _kind(report: Report, code: str) -> str:
    """Return an area's code without its city: "-DZ-IND" for its industrial zones."""
    city = home(report)
    return code[len(city) :] if city and code.startswith(city) else code


def _named(report: Report, code: str) -> str:
    """Return a name that other reports may give what it is of: 外贸进出口 is 进出口总值.

    A quantity keeps its 量: 出口量 is no 出口额. What a list has goes by its code alone.
    """
    name = report.indicator_name(code, "zh")
    if not code.startswith(COMPOSED) or name.endswith("量"):
        return code
    from zoneanalysis.extraction.relations.names import bare_name  # slow: only for what was read

    return bare_name(name)


def matched(
    reports: Sequence[Report], sections: Sequence[str] = (), doubtful: Sequence[Container[str]] = ()
) -> tuple[Matched, ...]:
    """Return what at least two reports print, in the order of the first that prints it.

    Of several periods in one report the reported one counts, else the last before it. Spans that
    begin in different months are left out, and in different years where the reports are about one:
    they count different things. *doubtful* holds the ids of figures in doubt, by report.
    """
    years = {report_period(each).year for each in reports}

    def begin(period: Period) -> object:
        return period.start if len(years) == 1 or period.start is None else period.start.month

    found: dict[tuple[str, str, str], list[Observation | None]] = {}
    codes: dict[str, str] = {}  # of the first report that has an indicator of that name
    for number, report in enumerate(reports):
        own = report_period(report).end
        for each in report:
            if (
                each.status != "actual"
                or each.measure in {"pp_gap", "pp_change", "other", "contribution"}
                or (sections and each.section not in sections)
                or report.areas[each.ref_area].kind == "zone"
                or not each.ref_area.startswith(home(report))
            ):
                continue
            kind = _kind(report, each.ref_area)
            code = codes.setdefault(_named(report, each.indicator), each.indicator)
            key = (code, each.measure, kind)
            row = found.setdefault(key, [None] * len(reports))
            before = row[number]
            if before is None or (before.period.end < each.period.end <= own):
                row[number] = each
    return tuple(
        Matched(
            indicator,
            measure,
            tuple(row),
            frozenset(
                number
                for number, (each, ids) in enumerate(zip(row, doubtful, strict=False))
                if each is not None and each.id in ids
            ),
        )
        for (indicator, measure, _), row in found.items()
        if sum(each is not None for each in row) > 1
        and len({begin(each.period) for each in row if each is not None}) == 1
    )


def chief_indicators(rows: Sequence[Matched]) -> frozenset[str]:
    """Return indicators with growth or a rate, and those whose counts these or means are of."""
    rated = {row.indicator for row in rows if row.measure in {"yoy", "rate"}}
    bases = {projects for projects, _, rate, *_ in BATCHES if rate in rated}
    return frozenset(rated | bases | MEANS)


@dataclass(frozen=True)
class SharedCount:
    """A count over a long span in one report, and its parts over shorter spans in another."""

    whole_report: Report
    whole: Observation
    part_report: Report
    parts: tuple[Observation, ...]


def shared_counts(reports: Sequence[Report], indicators: Sequence[str]) -> tuple[SharedCount, ...]:
    """Return counts of things common to all reports that another report divides by period."""
    found = []
    for report in reports:
        for indicator in indicators:
            for whole in report.find(indicator=indicator, measure="count", status="actual"):
                for other in reports:
                    parts = _chain(whole, other) if other is not report else ()
                    if len(parts) > 1:
                        found.append(SharedCount(report, whole, other, parts))
    return tuple(found)


def _chain(whole: Observation, other: Report) -> tuple[Observation, ...]:
    """Return figures of *other* whose spans follow each other from the start of *whole* on."""
    start = whole.period.start
    chain: list[Observation] = []
    while start is not None:
        following = next(
            (
                each
                for each in other.find(
                    indicator=whole.indicator, measure=whole.measure, status="actual"
                )
                if each.period.start == start and each.period.end <= whole.period.end
            ),
            None,
        )
        if following is None:
            break
        chain.append(following)
        start = following.period.end.shifted(1)
    return tuple(chain)


def comparable(reports: Sequence[Report]) -> bool:
    """Return whether reports print anything that can be set side by side.

    >>> comparable([])
    False
    """
    kept, _ = side_by_side(reports)
    return len(kept) > 1 and any(matched(kept, each) for each in sections_of(kept))


def sections_of(reports: Sequence[Report]) -> tuple[tuple[str, ...], ...]:
    """Return the sections of each table; without zones all that have no other are in the first."""
    if any(map(has_zones, reports)):
        return _ECONOMY, PROJECTS, RESOURCES
    found = dict.fromkeys(each.section for report in reports for each in report)
    return tuple(e for e in found if e not in (*PROJECTS, *RESOURCES)), PROJECTS, RESOURCES


def side_by_side(reports: Sequence[Report]) -> tuple[tuple[Report, ...], tuple[Report, ...]]:
    """Return the reports to compare, by period, and those whose period no other city shares.

    Reports of one city are all compared. Where no two cities share a period, so are those of
    several, with their periods beside their names and without ranks.
    """
    at: dict[str, set[str]] = {}
    for each in reports:
        at.setdefault(str(report_period(each)), set()).add(home(each))
    shared = {period for period, cities in at.items() if len(cities) > 1}
    one_city = len({home(each) for each in reports}) == 1
    kept = [
        each for each in reports if one_city or not shared or str(report_period(each)) in shared
    ]
    alone = tuple(each for each in reports if each not in kept)
    return tuple(sorted(kept, key=lambda each: str(report_period(each)))), alone
