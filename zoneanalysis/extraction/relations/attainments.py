"""What was attained of a target: 完成全年5万人目标任务的55.0% (完成率)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import is_base
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, canonical, says
from zoneanalysis.values.units import unit

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
        if target is None or target.limit:
            continue
        told = [each for each in index.earlier(begin) if each is not target]
        told = [e for e in told if _alike(e.unit, target.unit) and not is_base(index, e)]
        more = says("fresh", index.left(target)) is not None  # 完成新增贷款目标220亿元的89.4%
        told = [e for e in told if e.counted or (more and e.pattern == "level.change")]
        mine = index.group(draft)
        own = next(place for place, each in enumerate(mine) if each is draft)
        if len(mine) == 1 and told and index.left(told[0])[:1] == "、":
            continue  # 税收50.0亿元、非税收入20.0亿元,完成预算100.0亿元的…: of which
        told = told[:1] if len(mine) == 1 else told[::-1]  # 分别完成…: as many levels before it
        achieved = told[own] if len(told) == len(mine) else None
        if achieved is not None and achieved.status == "actual" and not achieved.limit:
            yield Proposal.of("attainment", draft, "attainment", achieved=achieved, target=target)
    yield from _beside(index)
    yield from _short(index)


def _beside(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 计划248.7亿元,完成129.5亿元,占52.1%, and 34.8%(完成20.2亿元、计划58亿元)."""
    for draft in index.drafts:
        if draft.unit != "%" or not draft.plain or draft.reference:
            continue
        behind = list(index.after(draft, within=2))
        inside = [e for e in behind if e.depth and index.text[draft.end : draft.end + 1] == "("]
        before = list(islice(index.earlier(draft), 2))[::-1]
        bare = draft.pattern == "share.of" and index.left(draft).strip(",、") == "占"
        for pair in (inside, before if bare else []):
            if len(pair) < 2 or len({each.unit for each in pair}) > 1:
                continue
            done = [e for e in pair if says("attain", index.left(e)[-6:])]
            aims = [e for e in pair if e not in done and says("planned", index.left(e))]
            levels = all(e.counted and not e.limit for e in pair)
            if len(done) == len(aims) == 1 and levels and pair[0].unit.endswith("元"):
                yield Proposal.of(
                    "attainment", draft, "attainment.beside", achieved=done[0], target=aims[0]
                )


def _short(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 还差16.2亿元 as the aim less what was achieved, 尚余777亩 as a whole less a part.

    Aim and achieved are each the one level of their sentence, or of the one before, the whole and
    its part the only two of their sentence, in this order.
    """
    for draft in index.drafts:
        short, left = (says(role, index.left(draft)) for role in ("short_of", "left_of"))
        if draft.pattern == "level.gap" or not draft.plain:
            continue  # 余额低于限额4.23亿元
        if not (short or (left and _is_all_left(index, draft, left))):
            continue
        told = [e for e in index.told(draft) if e.unit == draft.unit and e.counted]
        told = told if short else [e for e in told if ";" not in index.between(e, draft)]
        aims = [e for e in told if e.status == "target" or says("aim_before", index.left(e))]
        done = [each for each in told if each not in aims]
        inside = any(says("among", e) or says("of_whole", e) for e in map(index.left, told[:1]))
        if not short and not aims and len(told) == 2 and not inside:
            done, aims = [told[0]], [told[1]]
        noun = says("left_noun", index.left(draft))
        if not short and noun and aims and noun[0] not in canonical(aims[0].indicator):
            continue  # 计划造林12.6万亩,已完成8.4万亩,剩余修复任务3.1万亩
        if len(aims) == len(done) == 1 and len(told) == 2 and not (aims[0].limit or done[0].limit):
            yield Proposal.of(
                "difference", draft, "attainment.short", later=aims[0], earlier=done[0]
            )


def _is_all_left(index: FigureIndex, draft: Draft, left: re.Match[str]) -> bool:
    """Whether a figure is all that is left: not 尚有30个正在施工,7个未开工."""
    behind = (e for e in index.after(draft) if e.sentence == draft.sentence)
    behind = (e for e in behind if ";" not in index.between(draft, e))
    more = any(e.unit == draft.unit and e.measure == draft.measure for e in behind)
    return not more and (not left["some"] or says("state_not", index.right(draft)) is not None)


def _alike(first: str, second: str) -> bool:
    """Whether two units are one, or sums of one currency: 225106万元 of 40.8亿元."""
    money = first.endswith("元") and second.endswith("元")
    return first == second or (money and unit(first).dimension == unit(second).dimension)


def _is_target(index: FigureIndex, target: Draft, share: Draft) -> bool:
    """Whether a figure right before a share is the target that it is a share of."""
    if not target.counted:
        return False
    lead, between = index.left(target), index.between(target, share)
    inside = says("aim", between) and says("attain", lead)
    return bool(inside) or (between == "的" and says("aim_before", lead) is not None)


def _target_before(index: FigureIndex, draft: Draft) -> Draft | None:
    """Return the one target of an attainment's indicator before it in its paragraph."""
    name = canonical(draft.indicator.partition("完成")[0])
    mine = index.group(draft)
    inside = index.preceding(draft)
    if inside is not None and inside.depth and index.between(inside, draft) == ")的":
        opened = index.text[: inside.number_start].rpartition("(")[0][-12:]
        return inside if says("aim_before", opened) else None  # 完成预算(67.8亿元)的100.9%
    behind = index.following(mine[-1])
    if behind is not None and behind.depth and len(index.group(behind)) == len(mine):
        between = index.between(mine[-1], behind)
        if re.fullmatch(r"[^,;。\d]{0,4}\([^,;。]{0,8}", between) and behind.counted:
            aims = zip(mine, index.group(behind), strict=True)  # 56.5%(年计划80.0亿元)
            aimed = says("aim", between.rpartition("(")[2])
            return next(aim for each, aim in aims if each is draft) if aimed else None
    if len(mine) > 1:
        return None
    near = [
        each
        for each in index.before(draft, within=20)
        if each.counted and each.paragraph == draft.paragraph and each.area == draft.area
    ]
    aim = canonical(draft.reference)
    named = [e for e in near if canonical(e.indicator) == name]
    found = [e for e in named if e.status == "target" or says("aim_named", index.left(e))]
    found = found or [
        e
        for e in near
        if aim
        and aim in canonical(e.indicator)
        and (e.sentence == draft.sentence or canonical(e.indicator).endswith(f"{aim}{name}"))
    ]
    return found[0] if len(found) == 1 else None
