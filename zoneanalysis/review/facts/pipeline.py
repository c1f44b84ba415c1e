"""The three batches of projects, their rates, and the counts that the rates imply (项目推进)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from zoneanalysis.indicators import average, counts_for_rate
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.review.facts.derived import Fact, fact

__all__ = ["BATCHES", "Stage", "events", "first", "stages", "waiting", "whole_pipeline"]

# batch: projects, investment, the rate at which they go on, those that have not, industry projects
BATCHES: tuple[tuple[str, str, str, str, str], ...] = (
    ("batch_signed_projects", "batch_signed_investment", "start_rate", "projects_not_started", ""),
    (
        "batch_started_projects",
        "batch_started_investment",
        "commissioning_rate",
        "projects_not_commissioned",
        "",
    ),
    (
        "batch_commissioned_projects",
        "batch_commissioned_investment",
        "full_capacity_rate",
        "",
        "batch_commissioned_industry_projects",
    ),
)


_NAMES = {
    "batch_signed_projects": Message("Signing batch"),
    "batch_started_projects": Message("Start batch"),
    "batch_commissioned_projects": Message("Commissioning batch"),
}


def first(report: Report, indicator: str, measure: str | None = None) -> Observation | None:
    """Return the first figure of an indicator, targets left out."""
    found = report.find(indicator=indicator, measure=measure) if indicator else ()
    return next((each for each in found if each.status != "target"), None)


@dataclass(frozen=True)
class Stage:
    """One batch: its projects and how many of them have reached the next stage."""

    projects: Observation
    investment: Observation | None
    rate: Observation | None
    waiting: Observation | None
    rated: Observation | None

    @property
    def name(self) -> Message | None:
        """Name of the batch."""
        return _NAMES.get(self.projects.indicator)

    @property
    def base(self) -> Observation:
        """The count that the rate is of."""
        return self.rated or self.projects

    @property
    def mean(self) -> Fact | None:
        """Investment a project."""
        return fact(Message("Investment per project"), average, self.investment, self.projects)

    @property
    def counts(self) -> tuple[int, ...]:
        """Whole numbers of projects that give the printed rate; empty where none does."""
        if self.rate is None:
            return ()
        return counts_for_rate(self.rate.figure, self.base.figure)

    @property
    def neighbours(self) -> tuple[tuple[int, Fraction], ...]:
        """The numbers of projects next to the printed rate, below and above, with their rates."""
        if self.rate is None:
            return ()
        total = int(self.base.figure.point)
        if total < 1:
            return ()
        below = min(max(int(self.rate.figure.point * total // 100), 0), total)
        numbers = [below] if below == total else [below, below + 1]
        return tuple((n, Fraction(100 * n, total)) for n in numbers)

    @property
    def advanced(self) -> tuple[int, Fraction] | None:
        """The number that has gone on if the printed number of those that have not is right."""
        if self.waiting is None:
            return None
        total = int(self.projects.figure.point)
        number = total - int(self.waiting.figure.point)
        return (number, Fraction(100 * number, total)) if total else None


def stages(report: Report) -> tuple[Stage, ...]:
    """Return the batches that the report prints, in the order of the pipeline."""
    found = []
    for projects, investment, rate, waiting, rated in BATCHES:
        count = first(report, projects)
        if count is not None:
            found.append(
                Stage(
                    count,
                    first(report, investment),
                    first(report, rate),
                    first(report, waiting),
                    first(report, rated),
                )
            )
    return tuple(found)


def waiting(report: Report) -> tuple[Observation, ...]:
    """Return the numbers of projects that have not gone on, wherever the report prints them."""
    found = (first(report, name) for _, _, _, name, _ in BATCHES)
    return tuple(each for each in found if each is not None)


def whole_pipeline(report: Report) -> dict[str, Observation]:
    """Return the totals over all batches that the report prints, by indicator."""
    named = {
        name: first(report, name)
        for name in ("batch_projects", "batch_investment", "batch_expected_output")
    }
    return {name: each for name, each in named.items() if each is not None}


def events(report: Report, section: str = "pipeline") -> tuple[Observation, ...]:
    """Return the numbers of joint events that a section prints, each period once."""
    found = {
        str(each.period): each
        for each in report.find(indicator="batch_events", status="actual")
        if each.section == section
    }
    return tuple(found.values())
