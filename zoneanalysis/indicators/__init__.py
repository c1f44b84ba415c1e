"""Indicator maths of development-zone reviews, exact on printed figures (指标计算).

Every function takes figures (or printed tokens such as ``"下降18.8%"``, or pandas columns of
either) and returns a :class:`~zoneanalysis.values.figures.Derived` quantity: the value computed
from the printed digits, the interval that their rounding allows, and the formula with its numbers.
"""

from zoneanalysis.indicators.columns import NotDerivable
from zoneanalysis.indicators.finance import average, conversion, land_per_parcel, use_rate
from zoneanalysis.indicators.growth import (
    base_level,
    contribution_pp,
    earlier_rate,
    period_growth,
    period_level,
    pp_gap,
    required_growth,
    yoy_growth,
)
from zoneanalysis.indicators.projects import counts_for_rate, project_rate
from zoneanalysis.indicators.ranking import Ranked, ranking
from zoneanalysis.indicators.shares import part_from_share, share, whole_from_share
from zoneanalysis.indicators.targets import attainment, schedule_lead, scheduled_level

__all__ = [
    "NotDerivable",
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
]
