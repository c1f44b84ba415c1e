"""What became of things that were counted, and rates of it: 已开工, 投产率, 上涨面 (进度)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import Block, FigureIndex
from zoneanalysis.extraction.relations.names import says
from zoneanalysis.extraction.vocabulary import vocabulary

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
        parts, told = _listed(index, total)
        kinds = sorted(kind for kind, _ in _merged(index, parts, told))
        verbs = {verb for _, verb in told}
        if len(parts) < 2 or len(set(kinds)) < len(kinds):
            continue
        last = told[-1][0] if told else ""
        begun = kinds == ["doing", "done", "not"] and says("begins", dict(told).get("not", ""))
        both = kinds == ["done", "not"] and len(verbs) == 1
        both = both or (kinds == ["not", "rises"] and _not_so(index, parts, *verbs))
        if {"falls", "rises"} <= {*kinds} and _of_others(index, total, parts):
            continue
        behind = not any(index.own(each) for each in parts)  # 13项完成、3项未完成
        if both and not behind and any(says("of_object", verb) for verb in verbs):
            continue  # 已完成批复40个,尚未完成环评16个
        rest = last == "rest" and "not" not in kinds and not says("among", index.left(total))
        moved = kinds == ["falls", "flat", "rises"]
        if both or moved or rest or (begun and len(verbs) > 2):
            yield Block(total, tuple(parts), "sum.states")
        elif kinds == ["falls", "rises"]:
            yield Block(total, tuple(parts), "sum.states", complete=False)


def _listed(index: FigureIndex, total: Draft) -> tuple[list[Draft], list[tuple[str, str]]]:
    """Return the counts behind one that are each of a state, and their states."""
    parts: list[Draft] = []
    told: list[tuple[str, str]] = []
    for each in index.after(total, within=60):
        last = parts[-1] if parts else total
        if each.paragraph != total.paragraph or (parts and each.sentence > last.sentence + 2):
            break
        state = _state(index, each)
        bare = not parts and state is not None and _bare(index, each)
        if ";" in index.text[last.end : each.start] and not bare:
            break  # 124个,…;已开工103个, but no ;甲县已开工12个
        if each.depth or each.measure != "count" or each.unit != total.unit:
            continue
        nested = parts and says("among", index.left(each))
        if not state or nested or each.limit or each.status != total.status:
            told.append(("", ""))
            break
        parts.append(each)
        told.append(state)
    return parts, told


def _not_so(index: FigureIndex, parts: Sequence[Draft], *verbs: str) -> bool:
    """Whether two counts are of what rose and what did not, and no more: 26个增长,未增长的12个."""
    rose, rest = (index.own(each, behind=True) for each in parts)
    return len(verbs) == 1 and rest.startswith("未") and rose.endswith(verbs)


def _merged(
    index: FigureIndex, parts: Sequence[Draft], told: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return the states, those of how the same was done as one: 超额完成13项、按期完成4项."""
    pairs = zip(parts, told, strict=False)
    done = [(index.own(part, behind=True), verb) for part, (kind, verb) in pairs if kind == "done"]
    ways = [words.split(verb)[0] for words, verb in done]
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
    names = []
    for part in parts:  # 产品产量 of 24个产品产量增长
        own = index.own(part, behind=True)
        found = says("moves", own)
        names.append(vocabulary().ties["moved_lead"].sub("", own[: found.start()]) if found else "")
    alike = all(one in other or other in one for one in names for other in names)
    return says("unlike", words) is not None or not alike


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
