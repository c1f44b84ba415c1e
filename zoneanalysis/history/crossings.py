"""Relations across reports, each judged once (跨期核验).

A disagreement between two reports is a contradiction only where words of the later one say
something of the earlier (加快2.9个百分点, 增加7个, 由负转正, 连续三个季度) or where a cumulated
level falls. A level or rate that is printed anew, or that growth implies, has been revised or put
on another basis: that is said with its size, and is no finding. Where the record shows that the
earlier figure was revised, a statement about it counts as revised too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from zoneanalysis.history.implied import bases, cumulated, repeats
from zoneanalysis.history.standing import Crossing, Place, Standing, difference_text, shown_text
from zoneanalysis.history.statements import Revised, Subject, judged, stated_changes, subject
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.reports.series import SeriesIndex

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Across", "Crossing", "Standing", "across"]


@dataclass(frozen=True)
class Across:
    """Every relation between the reports of an index, judged."""

    index: SeriesIndex = field(repr=False)
    crossings: tuple[Crossing, ...]

    def __iter__(self) -> Iterator[Crossing]:
        return iter(self.crossings)

    def __len__(self) -> int:
        return len(self.crossings)

    @property
    def findings(self) -> tuple[Crossing, ...]:
        """What can't be as printed; revisions are none."""
        return tuple(each for each in self.crossings if each.standing.is_finding)

    @property
    def revisions(self) -> tuple[Crossing, ...]:
        """What a later report prints or implies otherwise than an earlier one did."""
        return tuple(each for each in self.crossings if each.standing is Standing.REVISED)

    def of(self, report_id: str) -> tuple[Crossing, ...]:
        """Return the relations of one report to the ones before it."""
        return tuple(each for each in self.crossings if each.report == report_id)

    @property
    def counts(self) -> Mapping[Standing, int]:
        """How many relations stand how; every standing is a key."""
        found = dict.fromkeys(Standing, 0)
        for each in self.crossings:
            found[each.standing] += 1
        return found

    def observation(self, place: Place) -> Observation:
        """Return the figure at a place."""
        return self._reports[place[0]][place[1]]

    @cached_property
    def _reports(self) -> Mapping[str, Report]:
        return {each.id: each for each in self.index.reports}

    def to_frame(self, language: str = "en") -> pd.DataFrame:
        """Return a data frame with a row for each relation.

        Columns: report, kind, claim, verdict, indicator, area, period, printed, numbers, reason,
        first, latest, size (text with its unit; empty where nothing was revised), figures.
        """
        import pandas as pd

        return pd.DataFrame.from_records([self._record(each, language) for each in self.crossings])

    def subject(self, each: Crossing, language: str) -> str:
        """Return what a relation is of: the indicator and the area of its first figure."""
        about, report = self.observation(each.places[0]), self._reports[each.report]
        names = report.indicator_name(about.indicator, language), about.ref_area
        return f"{names[0]} · {report.area_name(names[1], language)}"

    def _record(self, each: Crossing, language: str) -> dict[str, str]:
        about = self.observation(each.places[0])
        report = self._reports[each.report]
        return {
            "report": each.report,
            "kind": each.kind,
            "claim": each.claim,
            "verdict": each.standing.label.render(language),
            "indicator": report.indicator_name(about.indicator, language),
            "area": report.area_name(about.ref_area, language),
            "period": str(about.period),
            "printed": " · ".join(self.observation(place).printed for place in each.places),
            "numbers": each.numbers,
            "reason": each.reason.render(language),
            "first": shown_text(each.first),
            "latest": shown_text(each.latest),
            "size": difference_text(each.size, language),
            "figures": " ".join(f"{report_id}:{figure}" for report_id, figure in each.places),
        }


def across(index: SeriesIndex) -> Across:
    """Return every relation between reports of one city, judged.

    Parameters
    ----------
    index : SeriesIndex
        Of one city or of many; time is linear in the number of figures.
    """
    found: list[Crossing] = []
    for city in index.cities:
        found += _across_city(index.city(city))
    return Across(index, tuple(found))


def _across_city(index: SeriesIndex) -> list[Crossing]:
    """Return the relations between the reports of one city, in the order of the reports."""
    implied = [*repeats(index), *bases(index)]
    reports = {each.id: each for each in index.reports}
    order = {each.id: number for number, each in enumerate(index.reports)}
    revised: dict[Subject, int] = {}  # since which report
    for each in implied:
        if each.standing is Standing.REVISED:
            report_id, figure = each.places[-1]
            of = subject(reports[report_id][figure])
            revised[of] = min(order[each.report], revised.get(of, len(order)))
    stated = []
    for report in index.reports:
        seen = Revised(revised, order[report.id])
        stated += [judged(index, report, e, seen) for e in (*report.past, *stated_changes(report))]
    return sorted((*implied, *cumulated(index), *stated), key=lambda each: order[each.report])
