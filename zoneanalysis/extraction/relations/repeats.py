"""One quantity printed twice (重复)."""

from __future__ import annotations

from collections.abc import Iterator

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal
from zoneanalysis.extraction.twins import is_repeat

__all__ = ["repeats"]


def repeats(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that one quantity printed twice is the same."""
    zones: dict[str, list[Draft]] = {}
    for draft in index.drafts:
        if draft.counts_zones and draft.code == "zone_count":
            zones.setdefault(draft.area.name, []).append(draft)
    for drafts in zones.values():
        for other in drafts[1:]:
            if is_repeat(drafts[0], other):
                yield _again(index, other, drafts[0], "repeat.zones")
    for key, drafts in index.quantities():
        if key[3] not in {"level", "yoy", "count", "rate"}:
            continue
        alike = [
            each
            for each in drafts
            if each.unit == drafts[0].unit
            and each.status == drafts[0].status
            and each.bound == ""
            and "nosubject" not in each.reasons
            and "list" not in each.reasons
        ]
        if len(alike) < 2 or alike[0].indicator == "项目总投资":
            continue
        if key[3] == "count" and (alike[0].counts_zones or alike[0].unit != "次"):
            continue
        for other in alike[1:]:
            if is_repeat(alike[0], other) and index.note_of(other) == index.note_of(alike[0]):
                yield _again(index, other, alike[0], "repeat")


def _again(index: FigureIndex, other: Draft, first: Draft, pattern: str) -> Proposal:
    """Return the repetition; certain where both sentences say the whole of it themselves."""
    sure = all(_says_itself(index, each) for each in (first, other))
    return Proposal(
        "repeat",
        other,
        (("other", first),),
        pattern=pattern,
        doubts=() if sure else ("repeat",),
    )


def _says_itself(index: FigureIndex, draft: Draft) -> bool:
    """Whether a figure's name stands in its own sentence before it, or right behind a count."""
    own = index.opening(draft) + index.text[draft.end : draft.end + 30]
    return draft.indicator in own
