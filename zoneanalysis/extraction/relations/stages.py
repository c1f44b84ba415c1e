"""What became of things that were counted, and rates of it: 已开工, 投产率, 上涨面 (进度)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import Block, FigureIndex, says

__all__ = ["states"]


def states(index: FigureIndex) -> Iterator[Block]:
    """Yield what became of a count, each in one state: 33个:已投产12个、在建14个、未开工7个.

    All of them are told where the states leave no other: 已… and 未… of one verb, or what is done,
    under way and not begun.
    """
    for total in index.drafts:
        if total.measure != "count" or not total.plain or _state(index, total):
            continue
        if any(e.unit == total.unit and _state(index, e) for e in index.earlier(total)):
            continue  # 竣工37个,续建58个,停工4个,未开工13个
        parts: list[Draft] = []
        told: list[tuple[str, str]] = []
        for each in index.after(total, within=60):
            if each.paragraph != total.paragraph or (
                parts and each.sentence > parts[-1].sentence + 2
            ):
                break
            apart = index.text[(parts[-1] if parts else total).end : each.start]
            if ";" in apart and (parts or _state(index, each) is None or not _bare(index, each)):
                break  # 124个,…;已开工103个, but no ;甲县已开工12个
            if each.depth or each.measure != "count" or each.unit != total.unit:
                continue
            state = _state(index, each)
            nested = parts and says("among", index.left(each))
            if not state or nested or each.limit or each.status != total.status:
                told.append(("", ""))
                break
            parts.append(each)
            told.append(state)
        kinds = [kind for kind, _ in _merged(index, parts, told)]
        verbs = {verb for _, verb in told}
        if len(parts) < 2 or len(set(kinds)) < len(kinds):
            continue
        both = sorted(kinds) == ["done", "not"] and len(verbs) == 1
        both = both or (kinds == ["rises", "not"] and _not_so(index, parts, *verbs))
        begun = sorted(kinds) == ["doing", "done", "not"] and says(
            "begins", dict(told).get("not", "")
        )
        moved = sorted(kinds) == ["falls", "flat", "rises"]
        if {"falls", "rises"} <= {*kinds} and _of_others(index, total, parts):
            continue
        # 13项完成、3项未完成
        behind = not any(index.own(each) for each in parts)
        if any(says("of_object", verb) for verb in verbs) and both and not behind:
            continue  # 已完成批复40个,尚未完成环评16个
        rest = kinds[-1] == "rest" and {*kinds[:-1]} <= {"done", "doing", "rises", "falls"}
        rest = rest and not says("among", index.left(total))
        if both or moved or rest or (begun and len(verbs) > 2):
            yield Block(total, tuple(parts), "sum.states")
        elif sorted(kinds) == ["falls", "rises"]:
            yield Block(total, tuple(parts), "sum.states", complete=False)


def _not_so(index: FigureIndex, parts: Sequence[Draft], *verbs: str) -> bool:
    """Whether two counts are of what rose and what did not, and no more: 26个增长,未增长的12个."""
    rose, rest = (index.own(each, behind=True) for each in parts)
    bare = rest.startswith("未") and index.right(parts[0]).startswith(verbs)
    return len(verbs) == 1 and bare and rose.endswith(verbs)


def _merged(
    index: FigureIndex, parts: Sequence[Draft], told: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return the states, those of how the same was done as one: 超额完成13项、按期完成4项."""
    own = [index.own(part, behind=True) for part in parts]
    ways = [
        words.split(verb)[0]
        for words, (kind, verb) in zip(own, told, strict=False)
        if kind == "done"
    ]
    alike = len(ways) == len(set(ways)) > 1 and all(ways)
    return list(dict.fromkeys(told)) if alike else list(told)


def _bare(index: FigureIndex, draft: Draft) -> bool:
    """Whether nothing but its state stands before a count in its clause: ;已开工103个."""
    own = index.own(draft)
    found = says("state_done", own) or says("state_not", own)
    return found is not None and found[0] == own


def _of_others(index: FigureIndex, total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether states are of unlike things or times: 收入增长的10个、增速下滑的7个."""
    words = index.text[total.end : parts[-1].end + 10]
    names = [_moved(index, each) for each in parts]
    alike = all(one in other or other in one for one in names for other in names)
    return says("unlike", words) is not None or not alike


def _moved(index: FigureIndex, draft: Draft) -> str:
    """Return what a count says to have moved: 产品产量 of 24个产品产量增长."""
    own = index.own(draft, behind=True)
    found = says("moves", own)
    return re.sub("同比|的|有$", "", own[: found.start()]) if found else ""


def _state(index: FigureIndex, draft: Draft) -> tuple[str, str] | None:
    """Return the state that a figure counts, and its verb: done 开工, not 开工, doing."""
    own = index.own(draft, behind=True)
    if says("rest", own):
        some = says("inside", index.own(draft))  # 其余指标中2项未完成
        return None if some else ("rest", "")
    if found := says("state_not", own):
        return "not", found["verb"]
    if found := says("state_doing", own):
        return "doing", found[0]
    if (found := says("state_done", own)) and not says("due", index.left(draft)):
        return "done", found["verb"]
    found = says("moves", own)
    return (found.lastgroup or "", found[0]) if found else None
