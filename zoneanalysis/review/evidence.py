"""One report with all that follows from it in no language: computed once, told in each (依据)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path

from zoneanalysis.audit.core import Audit, audit
from zoneanalysis.errors import InputError, NotDerivableError
from zoneanalysis.forecast import ReportOutlook, forecastable, report_outlook
from zoneanalysis.history import Across, across
from zoneanalysis.history.known import as_known
from zoneanalysis.history.outcomes import Outcomes, outcomes
from zoneanalysis.reports import DataPackage
from zoneanalysis.reports.report import Report
from zoneanalysis.reports.series import SeriesIndex
from zoneanalysis.review.facts.areas import NAMELESS
from zoneanalysis.review.facts.economy import report_period

__all__ = ["Evidence", "NotForecast", "counted"]

MOST_SERIES = 4


@dataclass(frozen=True)
class NotForecast:
    """An indicator of an area whose published rates do not make one series, and why."""

    indicator: str
    area: str
    reason: InputError | NotDerivableError


@dataclass(frozen=True)
class Evidence:
    """What a review rests on, whatever its language.

    Parameters
    ----------
    report : Report
    reviews : tuple of mapping
        Reviewers' notes on findings, as in ``reviews.csv``.
    index : SeriesIndex, optional
        The reports of the city up to this one, where there are earlier ones.
    """

    report: Report
    reviews: tuple[Mapping[str, str], ...] = ()
    index: SeriesIndex | None = field(default=None, repr=False)

    @classmethod
    def of(cls, package: DataPackage, report_id: str) -> Evidence:
        """Return the evidence of a report; the last one again while its files are as they were.

        Raises
        ------
        InputError
            With every fault of the report's files and of the lists that it uses.
        """
        root = package.root.resolve()
        return _evidence(report_id, DataPackage(root).state(report_id), root)

    @cached_property
    def audit(self) -> Audit:
        """What the checks found."""
        return audit(self.report, reviews=self.reviews)

    @cached_property
    def known(self) -> Report:
        """The report with the rates and levels of the years before, as known when it came out."""
        return self.report if self.index is None else as_known(self.index, self.report)

    @cached_property
    def across(self) -> Across:
        """The relations that reach across the city's reports."""
        return across(self.earlier)

    @cached_property
    def outcomes(self) -> Outcomes:
        """What became of all that the city's reports expected."""
        return outcomes(self.earlier)

    @property
    def earlier(self) -> SeriesIndex:
        """The city's reports up to this one; only where there are earlier ones."""
        assert self.index is not None
        return self.index

    @cached_property
    def outlooks(self) -> tuple[ReportOutlook | NotForecast, ...]:
        """What can be forecast to December, of four indicators at most; nothing at a year's end."""
        if report_period(self.report).end.month == 12:
            return ()
        found = forecastable(self.known)[:MOST_SERIES]
        return tuple(self._outlook(indicator, area) for indicator, area in found)

    def _outlook(self, indicator: str, area: str) -> ReportOutlook | NotForecast:
        try:
            return report_outlook(self.known, indicator, area)
        except (InputError, NotDerivableError) as error:
            return NotForecast(indicator, area, error)


def counted(package: DataPackage, report_ids: Sequence[str]) -> tuple[Audit, ...]:
    """Return the audits of reports with their places in doubt counted, no repair worked out.

    The last ones again while their files are as they were: each language compares the same.
    """
    root = package.root.resolve()
    return _counted(tuple(report_ids), DataPackage(root).state(*report_ids), root)


@lru_cache(maxsize=1)
def _counted(report_ids: tuple[str, ...], states: object, root: Path) -> tuple[Audit, ...]:  # noqa: ARG001 -- a change
    package = DataPackage(root)
    return tuple(replace(audit(package.read(each)), alternatives=0) for each in report_ids)


@lru_cache(maxsize=1)
def _evidence(report_id: str, state: object, root: Path) -> Evidence:  # noqa: ARG001 -- a change
    package = DataPackage(root)
    index = SeriesIndex.of(package, area=package.area_of(report_id))
    held = [each for each in index.reports if each.id == report_id]
    report = held[0] if held else package.read(report_id)
    placed = report.meta["area"] != NAMELESS  # two texts that name no place may be of two places
    earlier = index.before(report) if placed and report.id not in index.unusable else ()
    known = replace(index, reports=(*earlier, report)) if earlier else None
    return Evidence(report, package.reviews(report_id), known)
