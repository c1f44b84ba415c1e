"""Whether a figure is actual, estimated or aimed at, and when an aim is for (状态)."""

from __future__ import annotations

import re

from zoneanalysis.extraction.discourse import Discourse
from zoneanalysis.extraction.scope import Scope
from zoneanalysis.extraction.spans import Setting
from zoneanalysis.extraction.tokens import Number
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.periods import Month, Period

__all__ = ["status_of"]


def status_of(
    text: str, scope: Scope, talk: Discourse, setting: Setting, first: Number, period: Period
) -> tuple[Period, str]:
    """Return the period of a figure, that of its aim where it is one, and its status.

    Parameters
    ----------
    text : str
        The whole normalised text.
    scope : Scope
    talk : Discourse
    setting : Setting
    first : Number
        The figure's number, the first of a list.
    period : Period
        As read so far.
    """
    status = _said(text, scope, setting, first)
    own, naming = scope.own, setting.naming
    moved = "from" in setting.frame.roles or vocabulary().ties["to"].search(setting.zone)
    if moved and scope.section.status == "actual" and period.end <= own.end:
        status = "actual"  # under a heading that looks back: 确保…由21万吨提升到25万吨
    told = setting.reading.measure == "yoy" and scope.told_here  # 全年引进…,投资增长5%
    ahead = scope.plan and not (setting.clause.mentions or told)
    if status == "target" and vocabulary().statuses["year_aim"].search(
        setting.zone + talk.lead_in + talk.bracket_text
    ):
        period = Period.ytd(own.year, 12)
    elif status == "target" and ahead and own.end.month < 12:
        period = Period(own.end.shifted(1), Month(own.year, 12))
    elif ahead and first.kind == "count" and vocabulary().natures["entity"].search(naming.names[0]):
        period = Period(None, period.end, "stock")  # what there is when plans are made
    later = period.end.year > own.year
    later = later or (period == Period.ytd(own.year, 12) and own.end.month < 12)
    return period, "target" if status == "actual" and later else status


def _said(text: str, scope: Scope, setting: Setting, first: Number) -> str:
    """Return the status that the words give."""
    clause, naming = setting.clause, setting.naming
    status = scope.status_of(
        setting.zone[-40:], setting.frame.roles, target=setting.noun.target, opening=clause.opening
    )
    if naming.counts_zones or naming.items:
        return "actual"
    words, lead = vocabulary().statuses, text[max(0, first.start - 40) : first.start]
    if words["aimed"].match(text[first.end : first.end + 12]) or words["aimed_part"].search(lead):
        return "target"
    shared = re.match(r"的\d", text[first.end : first.end + 2])
    if shared and vocabulary().ties["aim_before"].search(setting.zone):
        return "target"
    if clause.depth and scope.bracket.status:
        return scope.bracket.status
    opened = text[max(0, clause.start - 3) : clause.start]
    if clause.depth and vocabulary().ties["aim_bracket"].search(opened):
        return "target"
    if scope.plan and status == "actual" and first.kind == "count":
        entity = vocabulary().natures["entity"].search(naming.names[0]) and first.unit not in {
            "位",
            "次",
            "种",
        }
        return "actual" if entity else "target"
    return status
