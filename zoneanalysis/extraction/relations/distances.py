"""How far the two figures told last are from each other: 比乙县的371.9亿元多56.7亿元 (差距)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, tie
from zoneanalysis.extraction.relations.names import canonical, is_average, says
from zoneanalysis.extraction.relations.rivals import may_be_meant

__all__ = ["distances"]

_REACH = 10  # figures between a distance and the first of the two
_KINDS = {"个百分点": "%", "个点": "%", "百分点": "%"}
_RATES = ("yoy", "rate", "share")


def distances(index: FigureIndex) -> Iterator[Proposal]:
    """Propose a distance by the two levels, or rates of one kind, that were told last.

    Its words name one of them, or both: 城西较城东少投5.49亿元, 前者高7.3个百分点. As they may name
    others, too, it is kept where it holds, or where one slip explains it.
    """
    for draft in index.drafts:
        points = draft.unit in _KINDS
        gap = draft.pattern in {"level.gap", "points.gap"} and draft.kind != "count"
        told = says("far_off", index.left(draft)) or gap  # 达到或好于Ⅲ类的断面25个 is none
        if not (told and draft.plain) or draft.reference_period or draft.pattern == "compared":
            continue
        pair = _last_two(index, draft, points=points)
        if not pair or not _names(index, draft, pair):
            continue
        earlier, later = sorted(pair, key=lambda each: each.value)
        if draft.value < 0:
            earlier, later = later, earlier
        check = "pp_change" if points else "difference"
        found = tie(check, draft, "gap.levels", later=later, earlier=earlier)
        if may_be_meant(found):
            yield found


def _last_two(index: FigureIndex, draft: Draft, *, points: bool) -> list[Draft]:
    """Return the last two figures of a kind in a distance's paragraph; of rates the only two."""
    near = [e for e in index.above(draft, within=_REACH) if not e.limit]
    if points:
        rates = [e for e in near if e.unit == "%" and e.measure in _RATES]
        here = [e for e in rates if e.sentence == draft.sentence] or rates
        alike = {(e.measure, e.status) for e in here}
        return here if len(here) == 2 and len(alike) == 1 else []
    levels = [e for e in near if e.unit == draft.unit and e.counted and not is_average(e)]
    pair = levels[:2]
    times = {(e.status, e.period) for e in pair}
    among = any(says(role, index.left(e)) for e in pair for role in ("among", "several"))
    return pair if len(pair) == 2 and len(times) == 1 and not among else []


def _names(index: FigureIndex, draft: Draft, pair: list[Draft]) -> bool:
    """Whether the words before a distance name one of two figures, or both of them together."""
    words = re.split("[,;:。]", index.left(draft))[-1]
    if says("former_latter", words.split("比")[0]) or says("both_of", words):
        return True
    if draft.unit in _KINDS:
        return False  # of two digits each rates fit by chance
    named = canonical(draft.reference or words)
    own = [canonical(index.left(e)[-16:] + e.reference) + e.area.name for e in pair]
    tied = [any(named[i : i + 2] in each for i in range(len(named) - 1)) for each in own]
    return any(tied)
