"""Every value that follows from a report's figures alone (推算值一览)."""

from __future__ import annotations

from collections.abc import Iterator

from zoneanalysis.reports.report import Report
from zoneanalysis.review.facts.derived import Fact
from zoneanalysis.review.facts.economy import economic_series
from zoneanalysis.review.facts.families import bases
from zoneanalysis.review.facts.pipeline import stages
from zoneanalysis.review.facts.resources import land, loans, promotion
from zoneanalysis.review.facts.targets import zone_targets

__all__ = ["every_fact"]


def every_fact(report: Report) -> tuple[Fact, ...]:
    """Return what the pages derive of a report, each value once; without forecasts and targets met.

    What rests on an assumption about months to come is not among them.
    """
    found = {
        (each.value.name, tuple(source.id for source in each.sources), each.key): each
        for each in _facts(report)
        if each is not None
    }
    return tuple(found.values())


def _facts(report: Report) -> Iterator[Fact | None]:
    for series in economic_series(report, zones=True):
        yield from (series.base(), series.whole(), series.month_level(), series.month_growth())
        yield from (rate for _, rate in series.earlier())
    yield from bases(report)
    for target in zone_targets(report):
        yield from (target.distance, target.share)
    yield from (stage.mean for stage in stages(report))
    won = promotion(report)
    yield from (won.mean, won.other_projects, won.other_investment)
    held = land(report)
    yield from (held.mean, held.computed_use, held.idle, loans(report).granted)
