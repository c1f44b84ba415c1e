"""Checks: each judges one relation between printed figures (核验).

One module a family; :mod:`zoneanalysis.checks.register` lists them all with their roles.
"""

from zoneanalysis.checks.averages import check_average
from zoneanalysis.checks.contributions import check_contribution
from zoneanalysis.checks.cumulative import (
    check_difference,
    check_ytd_difference,
    check_ytd_monotone,
)
from zoneanalysis.checks.gaps import check_pp_change, check_pp_gap
from zoneanalysis.checks.growth import (
    check_growth_from_change,
    check_growth_from_index,
    check_growth_from_levels,
    check_growth_from_parts,
)
from zoneanalysis.checks.lists import check_list_count
from zoneanalysis.checks.rates import check_rate_from_count
from zoneanalysis.checks.register import CHECKS, CheckSpec, spec
from zoneanalysis.checks.repeats import check_repeat
from zoneanalysis.checks.shares import check_share, check_shares_sum
from zoneanalysis.checks.sums import check_sum
from zoneanalysis.checks.targets import check_schedule, check_target_reached
from zoneanalysis.checks.words import check_direction, check_ranking

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
