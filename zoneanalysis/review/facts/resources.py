"""Signed projects, land, plants and loans: shares, averages and conversions (招商与要素保障)."""

from __future__ import annotations

from dataclasses import dataclass

from zoneanalysis.indicators import average, conversion, land_per_parcel, period_level, use_rate
from zoneanalysis.messages import Message
from zoneanalysis.reports.report import Observation, Report
from zoneanalysis.review.facts.derived import Fact, fact
from zoneanalysis.review.facts.pipeline import events, first

__all__ = ["Land", "Loans", "Promotion", "land", "loans", "promotion"]


@dataclass(frozen=True)
class Promotion:
    """Projects signed and started in the period."""

    projects: Observation | None
    investment: Observation | None
    large_projects: Observation | None
    large_investment: Observation | None
    large_projects_share: Observation | None
    large_investment_share: Observation | None
    named: tuple[Observation, ...]
    started: Observation | None
    started_investment: Observation | None
    funds: Observation | None
    events: Observation | None

    @property
    def mean(self) -> Fact | None:
        """Investment a signed project."""
        return fact(
            Message("Investment per signed project"), average, self.investment, self.projects
        )

    @property
    def other_projects(self) -> Fact | None:
        """Projects below the line."""
        label = Message("Smaller projects")
        return fact(label, period_level, self.projects, self.large_projects)

    @property
    def other_investment(self) -> Fact | None:
        """Their investment."""
        label = Message("Investment of smaller projects")
        return fact(label, period_level, self.investment, self.large_investment)


def promotion(report: Report) -> Promotion:
    """Return what the report says of winning investment."""
    held = events(report, "investment_promotion")
    return Promotion(
        projects=first(report, "signed_projects", "count"),
        investment=first(report, "signed_investment", "level"),
        large_projects=first(report, "signed_large_projects", "count"),
        large_investment=first(report, "signed_large_investment", "level"),
        large_projects_share=first(report, "signed_large_projects", "share"),
        large_investment_share=first(report, "signed_large_investment", "share"),
        named=report.find(indicator="named_project_investment", status="actual"),
        started=first(report, "new_start_projects"),
        started_investment=first(report, "new_start_investment"),
        funds=first(report, "project_funds_in_place"),
        events=held[0] if held else None,
    )


@dataclass(frozen=True)
class Land:
    """Land sold as standard land, and standard plants built and used."""

    parcels: Observation | None
    area: Observation | None
    zones: Observation | None
    built: Observation | None
    used: Observation | None
    use: Observation | None

    @property
    def mean(self) -> Fact | None:
        """Area a parcel."""
        return fact(Message("Area per parcel"), land_per_parcel, self.area, self.parcels)

    @property
    def computed_use(self) -> Fact | None:
        """Use rate from the two areas."""
        return fact(Message("Use rate, from the two areas"), use_rate, self.used, self.built)

    @property
    def idle(self) -> Fact | None:
        """Floor area that stands empty."""
        return fact(Message("Floor area not in use"), period_level, self.built, self.used)


def land(report: Report) -> Land:
    """Return what the report says of land and plants."""
    return Land(
        parcels=first(report, "standard_land_parcels"),
        area=first(report, "standard_land_area"),
        zones=first(report, "zones_with_standard_land"),
        built=first(report, "standard_plant_built"),
        used=first(report, "standard_plant_used"),
        use=first(report, "standard_plant_use_rate"),
    )


@dataclass(frozen=True)
class Loans:
    """From projects presented to banks to investment completed."""

    offered: Observation | None
    steps: tuple[Observation, ...]

    @property
    def granted(self) -> Fact | None:
        """Return how much of the loans intended was granted.

        The investment completed is no step of this: a project's own funds are in it.
        """
        by_name = {each.indicator: each for each in self.steps}
        return fact(
            Message("Credit granted of loans intended"),
            conversion,
            by_name.get("credit_granted"),
            by_name.get("loan_intentions"),
        )


def loans(report: Report) -> Loans:
    """Return what the report says of finance."""
    steps = [
        first(report, name)
        for name in ("loan_intentions", "credit_granted", "loan_investment_completed")
    ]
    return Loans(
        offered=first(report, "projects_offered_to_banks"),
        steps=tuple(each for each in steps if each is not None),
    )
