"""One quantity printed twice (重复), and unlike things that the same words seem to name (同名异量).

Where one indicator, area, period and measure carry two values, either the report contradicts
itself or a word that tells the two apart was not read. Only where both sentences say the whole of
it themselves, and nothing else, is it a repetition; else each figure is marked, so that nobody
takes a reading for a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.places import Gazetteer
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, canonical, says, unfilled
from zoneanalysis.values.units import unit

__all__ = ["mark_twins", "repeats"]

_MEASURES = frozenset({"level", "yoy", "count", "rate"})
_COMPARED = _MEASURES | {"share"}
_QUALIFIERS = frozenset({"mom", "annual", "comparable", "real", "nominal"})


def repeats(index: FigureIndex, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Propose that one quantity printed twice is the same."""
    zones: dict[str, list[Draft]] = {}
    for draft in index.drafts:
        if draft.counts_zones and draft.code == "zone_count":
            zones.setdefault(draft.area.name, []).append(draft)
    groups = [*zones.values()]
    for key, drafts in index.quantities():
        alike = [each for each in drafts if each.unit == drafts[0].unit and not each.counts_zones]
        if key[3] in _MEASURES and alike and (key[3] != "count" or alike[0].unit == "次"):
            groups.append(alike)
    for first, *others in groups:
        for other in others:
            if _same(index, gazetteer, first, other) and not (
                _shares_sentence(index, first) or _shares_sentence(index, other)
            ):
                yield Proposal("repeat", other, (("other", first),), pattern="repeat")


def _same(index: FigureIndex, gazetteer: Gazetteer, first: Draft, again: Draft) -> bool:
    """Whether the words of two figures make them one quantity."""
    if first.group == again.group or first.status != again.status:
        return False
    if first.limit or again.limit or first.part or again.part or first.depth != again.depth:
        return False
    if index.note_of(first) != index.note_of(again) or {"nosubject", "list"} & {
        *first.reasons,
        *again.reasons,
    }:
        return False
    if first.unit == again.unit == "次":
        return True
    if first.counts_zones and again.counts_zones:
        named = first.items or again.items or says("among", first.lead + again.lead)
        whole = not named and first.code == again.code == "zone_count"
    else:
        whole = (
            first.anchored
            and again.anchored
            and first.sentence != again.sentence
            and canonical(first.indicator) == canonical(again.indicator)
            and bool(head_of(first.indicator))
            and len(first.indicator) > len(head_of(first.indicator)) + 1
            and first.roles & _QUALIFIERS == again.roles & _QUALIFIERS
            and _read_alike(first) == _read_alike(again)
            and first.scope == again.scope
        )
    return whole and not any(_says_more(index, gazetteer, each) for each in (first, again))


def _read_alike(draft: Draft) -> str:
    """Return the rule that read a figure; 增速为5.6% says what 增长5.6% does."""
    return draft.pattern.replace("growth.noun", "growth.direction")


def _shares_sentence(index: FigureIndex, draft: Draft) -> bool:
    """Whether another thing stands before it, that it may be of: 规上企业用地…,实缴税收…."""
    return any(each.indicator != draft.indicator for each in index.earlier(draft))


def _says_more(index: FigureIndex, gazetteer: Gazetteer, draft: Draft) -> bool:
    """Whether a sentence says more of a figure than its name, area and the report's period."""
    opening = index.opening(draft)
    if any(says(role, opening) for role in ("before", "among", "cut", "counted_by")):
        return True
    behind = index.text[draft.end : draft.end + 8]
    if says("counted_by", behind) or behind.startswith("的"):
        return True  # (不含跨区项目); 194.1亿元的时序任务
    before, name, behind = opening.rpartition(draft.indicator)
    if not (name or draft.kind == "count"):
        return True
    text = re.split("[,;:]", before)[-1] + re.split("[,;:]", behind)[-1]
    for mention in index.mentions(draft):
        text = text.replace(mention, "")
    area, length = gazetteer.leading(text)
    text = text[length:] if area is not None else text
    return re.search("[\u4e00-\u9fff]", unfilled(text)) is not None


def mark_twins(drafts: Sequence[Draft], proposals: Iterable[Proposal]) -> None:
    """Give every figure that shares its words with another value the reason ``twin``."""
    linked = {
        frozenset(map(id, proposal.drafts)) for proposal in proposals if proposal.check == "repeat"
    }
    groups: dict[tuple[str, ...], list[Draft]] = {}
    for draft in drafts:
        if draft.measure in _COMPARED:
            key = (
                draft.indicator_code, draft.area.code, str(draft.period), draft.measure,
                draft.status, unit(draft.unit).dimension,
            )  # fmt: skip
            groups.setdefault(key, []).append(draft)
    for first, *others in groups.values():
        apart = [
            each
            for each in others
            if each.value != first.value and frozenset((id(first), id(each))) not in linked
        ]
        for number, draft in enumerate([first, *others] if apart else [], start=0):
            if number:
                draft.twin = number
            if number or len(apart) == len(others):
                draft.reasons.append("twin")
