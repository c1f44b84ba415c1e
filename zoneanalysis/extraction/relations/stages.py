"""Rates of stages and directions by the counts beside them: 投产率, 上涨面 (进度率, 面)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, canonical, says

__all__ = ["faces", "stage_rates"]

_RATE = re.compile("(?P<verb>[\u4e00-\u9fff]{2})(?P<kind>率|面)$")


def stage_rates(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 投产率 of the first stage: 签约27个,履约26个,开工23个,投产16个;…投产率59.3%.

    Three stages or more stand in one list. A rate that another of them gives is no finding: its
    whole is tried by `rivals`.
    """
    for draft in index.drafts:
        verb = _verb(draft, "率")
        if not verb or not says("stage", verb):
            continue
        counts = [e for e in index.earlier(draft) if e.measure == "count" and not e.limit]
        stages = [(each, says("stage", _own(index, each))) for each in counts]
        told = list(takewhile(lambda pair: pair[1] is not None, stages))
        part = next((e for e, stage in told if stage and stage[0] == verb), None)
        if part is None or any(says("due", index.left(e)) for e, _ in told):
            continue
        whole = told[-1][0]
        alike = {each.unit for each, _ in told} == {part.unit}
        distinct = len({stage[0] for _, stage in told if stage}) == len(told) > 2
        if alike and distinct and whole is not part:
            inputs = (("part", part), ("whole", whole))
            yield Proposal("share", draft, inputs, pattern="share.stages")


def faces(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 上涨面 of all that were counted: 48种食品中,上涨的27种,…,上涨面56.3%.

    The whole is the one count of its sentence that names no direction, else of its paragraph.
    """
    for draft in index.drafts:
        verb = _verb(draft, "面") or _verb(draft, "率")
        if not verb or (draft.indicator != f"{verb}率" and not _verb(draft, "面")):
            continue  # 36家骨干企业中…停产5家;规上企业停产率: of others
        counts = [e for e in index.earlier(draft) if e.measure == "count" and not e.limit]
        done = re.compile(f"(?<![未不]){verb}")
        parts = [e for e in counts if done.search(_own(index, e))]
        if len(parts) != 1 or says("with_better", index.opening(draft)):
            continue  # 13项超额完成、4项按期完成、3项未完成: of two of them
        part = parts[0]
        told = (e for e in index.before(draft, within=40) if e.paragraph == draft.paragraph)
        near = [e for e in told if e.measure == "count" and e.unit == part.unit and not e.depth]
        near = [e for e in near if not (e.limit or says("moves", _own(index, e)) or e is part)]
        near = [e for e in near if e.sentence == draft.sentence] or near
        if not _verb(draft, "面"):
            near = [e for e in near if says("inside", index.right(e))]  # 26项指标中,正常15项
        noun = canonical(part.indicator)[-2:]
        if counts[:2] == [part, *near[:1]]:
            continue  # 412家,亏损73家,亏损面17.7%: ratios reads it
        if len({e.value for e in near}) == 1 and (
            near[0].sentence == draft.sentence or near[0].indicator.endswith(noun)
        ):
            inputs = (("part", part), ("whole", near[0]))
            yield Proposal("share", draft, inputs, pattern="share.face")


def _verb(draft: Draft, kind: str) -> str:
    """Return the verb that a rate is named after: 投产 of 投产率, 上涨 of 上涨面."""
    found = _RATE.search(draft.indicator)
    plain = draft.unit == "%" and draft.measure == "rate" and not (draft.limit or draft.depth)
    return found["verb"] if found and plain and found["kind"] == kind else ""


def _own(index: FigureIndex, count: Draft) -> str:
    """Return the words of a count's own part of its clause, before it and right behind it."""
    before = re.split("[,;:、]|其中", index.left(count))[-1]
    return before + re.split("[,;:。、()]", index.right(count))[0]
