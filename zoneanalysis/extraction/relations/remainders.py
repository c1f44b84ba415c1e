"""What is left of a whole once its parts are told: 还差, 尚余, 其余, 结余 (余额)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import COMPLETE, FigureIndex, Proposal, tie
from zoneanalysis.extraction.relations.names import canonical, is_average, says
from zoneanalysis.extraction.relations.rivals import read_alone

__all__ = ["RULES"]

_MOST = 4  # parts that are told beside what is left
_EXACT = 4  # digits of a whole that figures which don't belong together hardly come to
_TELLING = 3  # the same where a word says that the rest is all that is left


def left_over(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 还差16.2亿元 as the aim less what was achieved, 其余106户 as a whole less its parts.

    Whole and parts are the levels of its unit right before it. How many of them are parts no word
    tells: so such a reading is kept where one number of them holds, or one alone is a slip away.
    """
    for draft in index.drafts:
        if draft.pattern in {"level.gap", "level.change"} or not (draft.counted and draft.plain):
            continue  # 余额低于限额4.23亿元
        if says("at_last", index.left(draft)):
            continue  # of a stock, which others came to
        plainly, own = _plainly(index, draft), index.opening(draft).rpartition(",")[2]
        if plainly is not None:
            yield plainly
        elif says("short_of", f",{own}"):
            continue  # 离全年65%的任务还差1.9万人: of an aim that isn't told
        elif (last := says("remains", index.left(draft))) or _state(index, draft):
            yield from _of_some(index, draft, sure=bool(last and last["sure"]))


def _plainly(index: FigureIndex, draft: Draft) -> Proposal | None:
    """Return what is left of an aim, or of the one whole, of which the one part is told.

    Each is the one level of its sentence, or of the one before, in this order.
    """
    short, left = (says(role, index.left(draft)) for role in ("short_of", "left_of"))
    if not (short or (left and (not left["some"] or says("state_not", index.right(draft))))):
        return None  # 尚有30个正在施工,7个未开工
    if not short and not _is_last(index, draft):
        return None
    told = [e for e in index.told(draft) if e.unit == draft.unit and e.counted]
    told = told if short else [e for e in told if ";" not in index.between(e, draft)]
    aims = [e for e in told if e.status == "target" or says("aim_before", index.left(e))]
    done = [each for each in told if each not in aims]
    inside = any(says("among", e) or says("of_whole", e) for e in map(index.left, told[:1]))
    if not short and not aims and len(told) == 2 and not inside:
        whole = any(e.unit == draft.unit and e.counted for e in index.above(told[1]))
        done, aims = told[:1], [] if whole else told[1:]  # 14.7亿元。甲拿到7.9,乙获得3.6,剩余3.2
    noun = says("left_noun", index.left(draft))
    if not short and noun and aims and noun[0] not in canonical(aims[0].indicator):
        return None  # 计划造林12.6万亩,已完成8.4万亩,剩余修复任务3.1万亩
    if len(aims) == len(done) == 1 and not (aims[0].limit or done[0].limit):
        return tie("difference", draft, "attainment.short", later=aims, earlier=done)
    return None


def _is_last(index: FigureIndex, draft: Draft) -> bool:
    """Whether no more of its unit is told behind a figure, up to a semicolon."""
    behind = (e for e in index.after(draft) if e.sentence == draft.sentence)
    near = takewhile(lambda e: ";" not in index.between(draft, e), behind)
    return not any(e.unit == draft.unit and e.counted for e in near)


def _state(index: FigureIndex, draft: Draft) -> bool:
    """Whether words right behind a figure say that it is not done: 10个正在整改."""
    words = index.right(draft)[:12]
    return any(says(role, words) for role in ("state_not", "state_doing"))


def _of_some(index: FigureIndex, draft: Draft, *, sure: bool) -> Iterator[Proposal]:
    """Yield the whole of what is left and of the parts right before it."""
    near = [e for e in index.earlier(draft) if e.unit == draft.unit and e.counted and e.plain]
    noun = says("left_noun", index.left(draft)) if says("left", index.left(draft)) else None
    limited = _below_limit(index, near)
    near = limited or near
    listed = says("list_goes_on", index.right(draft)) is not None
    if not (sure and not listed) and not _is_last(index, draft):
        return  # 财政拨款2618.3万元、其他收入46.2万元,年初结转200.0万元
    found: list[Proposal] = []
    for number in range(1, min(len(near), _MOST + 1)):
        whole, parts = near[number], [*near[:number][::-1], draft]
        digits = max(len(each.value.as_tuple().digits) for each in (whole, *parts))
        first = number == len(near) - 1 == 1
        known = digits >= (_TELLING if sure and first else _EXACT)
        known = known or (sure and len(near) == 2 and says("in_all", index.left(whole)) is not None)
        known = known and not (noun and noun[0] not in canonical(whole.indicator))
        if not known or not _may_be(index, whole, parts):
            continue
        if number == 1:
            found += [tie("difference", draft, "rest.left", later=whole, earlier=parts[0])]
        else:
            found += [tie("sum", whole, "rest.left", part=parts, params=COMPLETE)]
    yield from read_alone(found)


def _below_limit(index: FigureIndex, near: Sequence[Draft]) -> list[Draft]:
    """Return what stands below a limit told right behind it, and the limit: 余额…,限额…,尚有."""
    if not near or not says("limited", near[0].indicator):
        return []
    parts = {id(part) for block in index.blocks for part in block.parts}
    told = (e for e in near[1:] if id(e) not in parts)
    below = next((e for e in told if says("balance", e.indicator)), None)
    return [below, near[0]] if below else []


def _may_be(index: FigureIndex, whole: Draft, parts: Sequence[Draft]) -> bool:
    """Whether a level may be the whole of others: no average, nor a member of their list.

    In 工业132.4亿元,其中技改59.2亿元;其他投资71.1亿元 what is left is of no part behind 其中.
    """
    behind, last = index.following(whole), parts[-1]
    joined = says("joined", index.left(parts[0])) or ";" in index.between(whole, parts[0])
    joined = joined or any(says(role, index.opening(whole)) for role in ("among", "cut"))
    joined = joined or (behind is not None and behind.measure == "share")
    joined = joined or (len(parts) == 2 and _are_rows(index, whole, parts[0]))
    joined = joined or any(
        says("among", index.left(e)) and ";" in index.between(e, last) for e in parts[:-1]
    )
    plain = whole.counted and not any(is_average(e) for e in (whole, *parts[:-1]))
    plain = plain and not any(says("came", index.left(e)) for e in parts)  # to a stock
    values = [each.value for each in parts]
    return plain and not joined and min(values) > 0 and whole.value > max(values)


def _are_rows(index: FigureIndex, one: Draft, other: Draft) -> bool:
    """Whether two levels are told as rows are: 番茄2.1万吨卖7140万元,辣椒1.4万吨卖5320万元."""
    first, second = index.following(one), index.following(other)
    if first is None or second is None or first is other:
        return False
    told = says("in_all", index.left(one)) or says("among", index.left(other))
    return one.unit != first.unit == second.unit and not told


RULES = (left_over,)
