"""Checks: each judges one relation between printed figures (核验).

One module a family; :mod:`zoneanalysis.relations.register` lists them all with their roles.
"""

from zoneanalysis.relations.averages import check_average
from zoneanalysis.relations.contributions import check_contribution
from zoneanalysis.relations.cumulative import (
    check_difference,
    check_ytd_difference,
    check_ytd_monotone,
)
from zoneanalysis.relations.gaps import check_pp_change, check_pp_gap
from zoneanalysis.relations.growth import (
    check_growth_from_change,
    check_growth_from_index,
    check_growth_from_levels,
    check_growth_from_parts,
)
from zoneanalysis.relations.lists import check_list_count
from zoneanalysis.relations.rates import check_rate_from_count
from zoneanalysis.relations.register import CHECKS, CheckSpec, spec
from zoneanalysis.relations.repeats import check_repeat
from zoneanalysis.relations.shares import check_share, check_shares_sum
from zoneanalysis.relations.sums import check_sum
from zoneanalysis.relations.targets import check_schedule, check_target_reached
from zoneanalysis.relations.words import check_direction, check_ranking

__all__ = [
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
    "spec",
]
