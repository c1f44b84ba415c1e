"""The tables of a review, from its facts (表)."""

from zoneanalysis.review.tables.actions import action_table, figure_list
from zoneanalysis.review.tables.audit import result_table, unjudged_table
from zoneanalysis.review.tables.causes import causes_table
from zoneanalysis.review.tables.economy import economy_table
from zoneanalysis.review.tables.families import family_table
from zoneanalysis.review.tables.figures import bases_table, derived_table, figure_table
from zoneanalysis.review.tables.passages import passage_table
from zoneanalysis.review.tables.projects import need_table, stage_table
from zoneanalysis.review.tables.targets import target_table
from zoneanalysis.review.tables.zones import zone_tables

__all__ = [
    "action_table",
    "bases_table",
    "causes_table",
    "derived_table",
    "economy_table",
    "family_table",
    "figure_list",
    "figure_table",
    "need_table",
    "passage_table",
    "result_table",
    "stage_table",
    "target_table",
    "unjudged_table",
    "zone_tables",
]
