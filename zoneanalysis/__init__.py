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
    from zoneanalysis.checks import CHECKS as CHECKS
    from zoneanalysis.checks import CheckSpec as CheckSpec
    from zoneanalysis.checks import check_average as check_average
    from zoneanalysis.checks import check_contribution as check_contribution
    from zoneanalysis.checks import check_difference as check_difference
    from zoneanalysis.checks import check_direction as check_direction
    from zoneanalysis.checks import check_growth_from_change as check_growth_from_change
    from zoneanalysis.checks import check_growth_from_index as check_growth_from_index
    from zoneanalysis.checks import check_growth_from_levels as check_growth_from_levels
    from zoneanalysis.checks import check_growth_from_parts as check_growth_from_parts
    from zoneanalysis.checks import check_list_count as check_list_count
    from zoneanalysis.checks import check_pp_change as check_pp_change
    from zoneanalysis.checks import check_pp_gap as check_pp_gap
    from zoneanalysis.checks import check_ranking as check_ranking
    from zoneanalysis.checks import check_rate_from_count as check_rate_from_count
    from zoneanalysis.checks import check_repeat as check_repeat
    from zoneanalysis.checks import check_schedule as check_schedule
    from zoneanalysis.checks import check_share as check_share
    from zoneanalysis.checks import check_shares_sum as check_shares_sum
    from zoneanalysis.checks import check_sum as check_sum
    from zoneanalysis.checks import check_target_reached as check_target_reached
    from zoneanalysis.checks import check_ytd_difference as check_ytd_difference
    from zoneanalysis.checks import check_ytd_monotone as check_ytd_monotone
    from zoneanalysis.checks.tables import check_table as check_table
    from zoneanalysis.checks.tables import summarise as summarise
    from zoneanalysis.comparison import Comparison as Comparison
    from zoneanalysis.datapackage import DataPackage as DataPackage
    from zoneanalysis.errors import Fault as Fault
    from zoneanalysis.errors import InputError as InputError
    from zoneanalysis.errors import Location as Location
    from zoneanalysis.errors import NotDerivableError as NotDerivableError
    from zoneanalysis.errors import UnitMismatchError as UnitMismatchError
    from zoneanalysis.errors import ZoneAnalysisError as ZoneAnalysisError
    from zoneanalysis.export import export_notebook as export_notebook
    from zoneanalysis.extraction import extract as extract
    from zoneanalysis.figures import Bound as Bound
    from zoneanalysis.figures import Derived as Derived
    from zoneanalysis.figures import Figure as Figure
    from zoneanalysis.figures import Quantity as Quantity
    from zoneanalysis.figures import Rounding as Rounding
    from zoneanalysis.formatting import format_half_up as format_half_up
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
    from zoneanalysis.intervals import Interval as Interval
    from zoneanalysis.messages import Message as Message
    from zoneanalysis.periods import Month as Month
    from zoneanalysis.periods import Period as Period
    from zoneanalysis.pipeline import build as build
    from zoneanalysis.reports import Claim as Claim
    from zoneanalysis.reports import Observation as Observation
    from zoneanalysis.reports import Report as Report
    from zoneanalysis.results import CheckResult as CheckResult
    from zoneanalysis.results import Verdict as Verdict
    from zoneanalysis.review import Review as Review
    from zoneanalysis.sourceview import source_view as source_view
    from zoneanalysis.units import Unit as Unit
    from zoneanalysis.units import unit as unit
    from zoneanalysis.verification import verify as verify

# The public names by the module that they are in.
_HOME = {
    "checks": (
        "CHECKS",
        "CheckSpec",
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
    "checks.tables": ("check_table", "summarise"),
    "datapackage": ("DataPackage",),
    "errors": (
        "Fault",
        "InputError",
        "Location",
        "NotDerivableError",
        "UnitMismatchError",
        "ZoneAnalysisError",
    ),
    "export": ("export_notebook",),
    "figures": (
        "Bound",
        "Derived",
        "Figure",
        "Quantity",
        "Rounding",
    ),
    "formatting": ("format_half_up",),
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
    "intervals": ("Interval",),
    "messages": ("Message",),
    "periods": (
        "Month",
        "Period",
    ),
    "pipeline": ("build",),
    "reports": (
        "Claim",
        "Observation",
        "Report",
    ),
    "results": (
        "CheckResult",
        "Verdict",
    ),
    "sourceview": ("source_view",),
    "units": (
        "Unit",
        "unit",
    ),
    "verification": ("verify",),
    "extraction": ("extract",),
    "comparison": ("Comparison",),
    "review": ("Review",),
}
_MODULE = {name: module for module, names in _HOME.items() for name in names}

__all__ = ["__version__", *_MODULE]  # noqa: PLE0604 -- the keys are strings


def __getattr__(name: str) -> object:
    """Import a public name from its module."""
    if name not in _MODULE:
        raise AttributeError(f"module 'zoneanalysis' has no attribute {name!r}")
    value: object = getattr(importlib.import_module(f"zoneanalysis.{_MODULE[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULE})
