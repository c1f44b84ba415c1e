"""Reproducible half-year reviews of Chinese development zones, every printed figure audited.

The names below are imported when they are first used, so that ``import zoneanalysis`` is light:

>>> import zoneanalysis as za
>>> za.check_rate_from_count("70.7", 84).verdict.value
'impossible'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from zoneanalysis._version import __version__

if TYPE_CHECKING:
    from zoneanalysis.document.export import export_notebook as export_notebook
    from zoneanalysis.errors import Fault as Fault
    from zoneanalysis.errors import InputError as InputError
    from zoneanalysis.errors import Location as Location
    from zoneanalysis.errors import NotDerivableError as NotDerivableError
    from zoneanalysis.errors import UnitMismatchError as UnitMismatchError
    from zoneanalysis.errors import ZoneAnalysisError as ZoneAnalysisError
    from zoneanalysis.extraction import extract as extract
    from zoneanalysis.history import Across as Across
    from zoneanalysis.history import Standing as Standing
    from zoneanalysis.history import across as across
    from zoneanalysis.history.series import series as series
    from zoneanalysis.indicators import Ranked as Ranked
    from zoneanalysis.indicators import attainment as attainment
    from zoneanalysis.indicators import average as average
    from zoneanalysis.indicators import base_level as base_level
    from zoneanalysis.indicators import contribution_pp as contribution_pp
    from zoneanalysis.indicators import conversion as conversion
    from zoneanalysis.indicators import counts_for_rate as counts_for_rate
    from zoneanalysis.indicators import earlier_rate as earlier_rate
    from zoneanalysis.indicators import land_per_parcel as land_per_parcel
    from zoneanalysis.indicators import part_from_share as part_from_share
    from zoneanalysis.indicators import period_growth as period_growth
    from zoneanalysis.indicators import period_level as period_level
    from zoneanalysis.indicators import pp_gap as pp_gap
    from zoneanalysis.indicators import project_rate as project_rate
    from zoneanalysis.indicators import ranking as ranking
    from zoneanalysis.indicators import required_growth as required_growth
    from zoneanalysis.indicators import schedule_lead as schedule_lead
    from zoneanalysis.indicators import scheduled_level as scheduled_level
    from zoneanalysis.indicators import share as share
    from zoneanalysis.indicators import use_rate as use_rate
    from zoneanalysis.indicators import whole_from_share as whole_from_share
    from zoneanalysis.indicators import yoy_growth as yoy_growth
    from zoneanalysis.messages import Message as Message
    from zoneanalysis.relations import CHECKS as CHECKS
    from zoneanalysis.relations import Relation as Relation
    from zoneanalysis.relations import check_average as check_average
    from zoneanalysis.relations import check_contribution as check_contribution
    from zoneanalysis.relations import check_difference as check_difference
    from zoneanalysis.relations import check_direction as check_direction
    from zoneanalysis.relations import check_growth_from_change as check_growth_from_change
    from zoneanalysis.relations import check_growth_from_index as check_growth_from_index
    from zoneanalysis.relations import check_growth_from_levels as check_growth_from_levels
    from zoneanalysis.relations import check_growth_from_parts as check_growth_from_parts
    from zoneanalysis.relations import check_list_count as check_list_count
    from zoneanalysis.relations import check_pp_change as check_pp_change
    from zoneanalysis.relations import check_pp_gap as check_pp_gap
    from zoneanalysis.relations import check_ranking as check_ranking
    from zoneanalysis.relations import check_rate_from_count as check_rate_from_count
    from zoneanalysis.relations import check_repeat as check_repeat
    from zoneanalysis.relations import check_schedule as check_schedule
    from zoneanalysis.relations import check_share as check_share
    from zoneanalysis.relations import check_shares_sum as check_shares_sum
    from zoneanalysis.relations import check_sum as check_sum
    from zoneanalysis.relations import check_target_reached as check_target_reached
    from zoneanalysis.relations import check_ytd_difference as check_ytd_difference
    from zoneanalysis.relations import check_ytd_monotone as check_ytd_monotone
    from zoneanalysis.relations.results import CheckResult as CheckResult
    from zoneanalysis.relations.results import Verdict as Verdict
    from zoneanalysis.relations.tables import check_table as check_table
    from zoneanalysis.relations.tables import summarise as summarise
    from zoneanalysis.reports import DataPackage as DataPackage
    from zoneanalysis.reports.report import Claim as Claim
    from zoneanalysis.reports.report import Observation as Observation
    from zoneanalysis.reports.report import Report as Report
    from zoneanalysis.reports.series import SeriesIndex as SeriesIndex
    from zoneanalysis.reports.shipped import example as example
    from zoneanalysis.review import Comparison as Comparison
    from zoneanalysis.review import Review as Review
    from zoneanalysis.review.sourceview import source_view as source_view
    from zoneanalysis.run.pipeline import build as build
    from zoneanalysis.run.project import init as init
    from zoneanalysis.run.verification import verify as verify
    from zoneanalysis.values.figures import Bound as Bound
    from zoneanalysis.values.figures import Derived as Derived
    from zoneanalysis.values.figures import Figure as Figure
    from zoneanalysis.values.figures import Quantity as Quantity
    from zoneanalysis.values.figures import Rounding as Rounding
    from zoneanalysis.values.formatting import format_half_up as format_half_up
    from zoneanalysis.values.intervals import Interval as Interval
    from zoneanalysis.values.periods import Month as Month
    from zoneanalysis.values.periods import Period as Period
    from zoneanalysis.values.units import Unit as Unit
    from zoneanalysis.values.units import unit as unit

# The public names by the module that they are in.
_HOME = {
    "relations": (
        "CHECKS",
        "Relation",
        "check_average",
        "check_contribution",
        "check_difference",
        "check_direction",
        "check_growth_from_change",
        "check_growth_from_index",
        "check_growth_from_levels",
        "check_growth_from_parts",
        "check_list_count",
        "check_pp_change",
        "check_pp_gap",
        "check_ranking",
        "check_rate_from_count",
        "check_repeat",
        "check_schedule",
        "check_share",
        "check_shares_sum",
        "check_sum",
        "check_target_reached",
        "check_ytd_difference",
        "check_ytd_monotone",
    ),
    "relations.tables": ("check_table", "summarise"),
    "reports": ("DataPackage",),
    "reports.series": ("SeriesIndex",),
    "reports.shipped": ("example",),
    "run.project": ("init",),
    "history": ("Across", "Standing", "across"),
    "history.series": ("series",),
    "errors": (
        "Fault",
        "InputError",
        "Location",
        "NotDerivableError",
        "UnitMismatchError",
        "ZoneAnalysisError",
    ),
    "document.export": ("export_notebook",),
    "values.figures": (
        "Bound",
        "Derived",
        "Figure",
        "Quantity",
        "Rounding",
    ),
    "values.formatting": ("format_half_up",),
    "indicators": (
        "Ranked",
        "attainment",
        "average",
        "base_level",
        "contribution_pp",
        "conversion",
        "counts_for_rate",
        "earlier_rate",
        "land_per_parcel",
        "part_from_share",
        "period_growth",
        "period_level",
        "pp_gap",
        "project_rate",
        "ranking",
        "required_growth",
        "schedule_lead",
        "scheduled_level",
        "share",
        "use_rate",
        "whole_from_share",
        "yoy_growth",
    ),
    "values.intervals": ("Interval",),
    "messages": ("Message",),
    "values.periods": (
        "Month",
        "Period",
    ),
    "run.pipeline": ("build",),
    "reports.report": (
        "Claim",
        "Observation",
        "Report",
    ),
    "relations.results": (
        "CheckResult",
        "Verdict",
    ),
    "review.sourceview": ("source_view",),
    "values.units": (
        "Unit",
        "unit",
    ),
    "run.verification": ("verify",),
    "extraction": ("extract",),
    "review": ("Comparison", "Review"),
}
_MODULE = {name: module for module, names in _HOME.items() for name in names}

__all__ = ["__version__", *_MODULE]  # noqa: PLE0604 -- the keys are strings


def __getattr__(name: str) -> object:
    """Import a public name from its module."""
    if name in {"audit", "forecast"}:  # packages that are called like functions, too
        return importlib.import_module(f"zoneanalysis.{name}")
    if name.startswith("check_") and name not in _MODULE:
        return getattr(importlib.import_module("zoneanalysis.relations"), name)
    if name not in _MODULE:
        raise AttributeError(f"module 'zoneanalysis' has no attribute {name!r}")
    value: object = getattr(importlib.import_module(f"zoneanalysis.{_MODULE[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULE})
