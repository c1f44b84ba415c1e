"""What was attained of a target: 完成全年5万人目标任务的55.0% (完成率)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import COUNTED, FigureIndex, Proposal, canonical, says

__all__ = ["attainments"]


def attainments(index: FigureIndex) -> Iterator[Proposal]:
    """Propose what was achieved over the target printed: 完成全年5万人目标任务的55.0%.

    The target stands inside the phrase, or before what was achieved, in the same paragraph:
    全年目标为260亿元,…完成143.7亿元,完成年度目标的55.3%.
    """
    for draft in index.drafts:
        if draft.unit != "%" or draft.measure not in {"rate", "share"} or draft.depth:
            continue
        target = next(index.earlier(draft), None)
        if target is not None and _is_target(index, target, draft):
            begin = target
        elif draft.pattern == "rate.attainment":
            target, begin = _target_before(index, draft), draft
        else:
            continue
        if target is None or target.bound:
            continue
        told = [each for each in index.earlier(begin) if each is not target]
        told = [e for e in told if e.unit == target.unit and e.pattern != "compared"]
        told = [e for e in told if e.measure in COUNTED or e.pattern == "level.change"]
        mine = index.group(draft)
        own = next(place for place, each in enumerate(mine) if each is draft)
        told = told[:1] if len(mine) == 1 else told[::-1]  # 分别完成…: as many levels before it
        achieved = told[own] if len(told) == len(mine) else None
        if achieved is not None and achieved.status == "actual" and not achieved.bound:
            inputs = (("achieved", achieved), ("target", target))
            yield Proposal("attainment", draft, inputs, pattern="attainment")


def _is_target(index: FigureIndex, target: Draft, share: Draft) -> bool:
    """Whether a figure right before a share is the target that it is a share of."""
    if target.measure not in COUNTED:
        return False
    lead, between = index.left(target), index.between(target, share)
    inside = says("aim", between) and says("attain", lead)
    return bool(inside) or (between == "的" and says("aim_before", lead) is not None)


def _target_before(index: FigureIndex, draft: Draft) -> Draft | None:
    """Return the one target of an attainment's indicator before it in its paragraph."""
    name = canonical(draft.indicator.partition("完成")[0])
    mine = index.group(draft)
    behind = next(index.after(mine[-1], within=1), None)
    if behind is not None and behind.depth and len(index.group(behind)) == len(mine):
        between = index.between(mine[-1], behind)
        if re.fullmatch(r"[^,;。\d]{0,4}\([^,;。]{0,8}", between) and behind.measure in COUNTED:
            aims = zip(mine, index.group(behind), strict=True)  # 56.5%(年计划80.0亿元)
            aimed = says("aim", between.rpartition("(")[2])
            return next(aim for each, aim in aims if each is draft) if aimed else None
    if len(mine) > 1:
        return None
    near = [
        each
        for each in index.before(draft, within=20)
        if each.measure in COUNTED and each.paragraph == draft.paragraph and each.area == draft.area
    ]
    aim = canonical(draft.reference)
    found = [e for e in near if e.status == "target" and canonical(e.indicator) == name] or [
        e for e in near if aim and e.sentence == draft.sentence and aim in canonical(e.indicator)
    ]
    return found[0] if len(found) == 1 else None
