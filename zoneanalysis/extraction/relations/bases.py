"""Levels of an earlier time, and the level that a base or a change is said of (基数)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import COUNTED, FigureIndex, canonical, says

__all__ = ["bases", "is_base", "level_of", "same_subject"]


def bases(index: FigureIndex) -> Iterator[tuple[Draft, Draft]]:
    """Yield every level of an earlier time with the later one that it is set beside."""
    for base in index.drafts:
        if (base.measure in COUNTED or "/" in base.unit) and not base.bound:
            current = _current(index, base)
            if current is None or current.unit != base.unit or current.bound:
                continue
            if [bool(says("fresh", index.left(e)[-8:])) for e in (base, current)] != [True, False]:
                yield base, current  # no 余额1138.3亿元,…(上年新增98.4亿元),增长11.4%


def _current(index: FigureIndex, base: Draft) -> Draft | None:
    """Return the level that a base is set beside: before it, or behind 增至."""
    if says("from", index.left(base)):
        behind = next(index.after(base, within=1), None)
        if behind is not None and says("to", index.between(base, behind)):
            return behind
    if is_base(index, base):
        level = level_of(index, base)
        if level is None and base.pattern == "compared":  # 较上季的82.4亿元增长6.3%,达87.6亿元
            near = (e for e in index.after(base, within=3) if e.measure in COUNTED)
            level = next((e for e in near if e.sentence == base.sentence), None)
            return level if level and says("reaches", index.left(level)) else None
        fresh = [] if level is None else [e for e in (level, base) if says("fresh", index.left(e))]
        if level is None or not fresh:
            return level
        spans = {
            (each.start and each.start.month, each.end.month)
            for each in (base.period, level.period)
        }
        return level if len(spans) == 1 else None  # 新增23家,去年末295家: a flow and a stock
    return None


def is_base(index: FigureIndex, figure: Draft) -> bool:
    """Whether a figure is the level of an earlier time: 去年同期为70个; not 比去年同期多70个."""
    if figure.pattern == "compared":
        return True  # 较上年同期138.4亿元增长10.3%
    own = re.split("[(,;]", index.left(figure))[-1]
    moved = figure.pattern == "level.change" or (says("than", own) and not own.endswith("的"))
    told = says("base", own)
    if moved or told is None or len(own) >= 16:
        return False
    beside = index.sentence(figure.sentence)  # a year is an earlier one beside a later one
    return not told[0][0].isdigit() or any(e.period.end > figure.period.end for e in beside)


def level_of(index: FigureIndex, figure: Draft) -> Draft | None:
    """Return the level that a base or a change is said of; none where two may be meant.

    In 84个,其中工业51个,增加14个 it may be the whole's or the part's; once growth was said of the
    whole it is the part's.
    """
    for each in islice(index.earlier(figure), 4):
        if each.measure in {"yoy", "rate", "share"} or each.pattern == "level.change":
            continue
        if is_base(index, each):
            continue
        if says("of_whole", index.left(each)) or says("aim_before", index.left(each)):
            continue  # 526家,占全市714家的73.7%,增加48家; 57.8亿元,为预算80亿元的72.3%,减少17.0
        kind = each.measure in COUNTED or each.unit == figure.unit != each.unit.partition("/")[0]
        own = kind and (same_subject(index, each, figure) or _shortened(index, each, figure))
        return each if own and (figure.depth or not _in_parts(index, each)) else None
    return None


def _shortened(index: FigureIndex, level: Draft, base: Draft) -> bool:
    """Whether a base is called by the end of a level's name: 贷款余额…,上年同期余额为…."""
    name = canonical(base.indicator)
    told = is_base(index, base) and ";" not in index.between(level, base)
    return told and len(name) > 1 and canonical(level.indicator).endswith(name)


def _in_parts(index: FigureIndex, level: Draft) -> bool:
    """Whether a level is listed with others, or is a part of one of which no growth was said."""
    if index.left(level)[:1] in {"、", "和", "及", "与"}:
        return True
    for each in (level, *index.earlier(level)):
        _, stop, own = index.left(each).rpartition(";")
        if says("among", own) or says("division", own):
            told = (e for e in index.earlier(each) if e.pattern != "level.gap")
            whole = next(told, None)
            return whole is not None and whole.measure in COUNTED
        if stop:
            break
    return False


def same_subject(index: FigureIndex, first: Draft, second: Draft) -> bool:
    """Whether a second figure of a sentence is said of what the first one is."""
    if canonical(first.indicator) == canonical(second.indicator):
        return True
    between = re.sub(r"\([^()]*\)", "", index.text[first.end : second.start])
    return says("plain", between) is not None
