"""Figures that the same words seem to name and that can't be one quantity (同名异量).

Where one indicator, area, period and measure carry two values, either the report contradicts
itself or a word that tells the two apart was not read. Only where both figures have their own,
whole noun in sentences of their own is it the report's contradiction; else each is marked, so
that nobody takes a reading for a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import head_of

__all__ = ["is_repeat", "mark_twins"]

_AMONG = re.compile(r"其中|中有|中$|有$")
_COMPARED = frozenset({"level", "yoy", "share", "rate", "count"})
_QUALIFIERS = frozenset({"mom", "annual", "comparable", "real", "nominal"})


def mark_twins(drafts: Sequence[Draft]) -> None:
    """Give every figure that shares its words with another value the reason ``twin``."""
    groups: dict[tuple[str, ...], list[Draft]] = {}
    for draft in drafts:
        if draft.measure in _COMPARED:
            key = (
                draft.indicator_code, draft.area.code, str(draft.period), draft.measure,
                draft.status, draft.unit,
            )  # fmt: skip
            groups.setdefault(key, []).append(draft)
    for members in groups.values():
        values = {draft.value for draft in members}
        if len(values) < 2 or all(is_repeat(members[0], other) for other in members[1:]):
            continue
        number = 0
        for draft in members:
            if draft.value != members[0].value or draft is not members[0]:
                number += 1
                draft.twin = number
                draft.reasons.append("twin")


def is_repeat(first: Draft, again: Draft) -> bool:
    """Whether two figures are surely the same quantity, printed twice."""
    if first.group == again.group or first.status != again.status:
        return False
    if first.bound or again.bound or first.part or again.part or first.depth != again.depth:
        return False
    if first.value == again.value:
        return True
    if first.counts_zones and again.counts_zones:
        whole = not (again.items or first.items or _AMONG.search(f"{first.lead}|{again.lead}"))
        return whole and first.code == again.code == "zone_count"
    if first.unit == again.unit == "次":
        return True
    return (
        first.anchored
        and again.anchored
        and first.sentence != again.sentence
        and first.indicator == again.indicator
        and bool(head_of(first.indicator))
        and len(first.indicator) > len(head_of(first.indicator)) + 1
        and first.roles & _QUALIFIERS == again.roles & _QUALIFIERS
        and first.pattern == again.pattern
        and first.scope == again.scope
    )
