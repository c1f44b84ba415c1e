"""A whole with its parts, and whether the parts come to it (总分)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.relations.index import (
    COUNTED,
    FigureIndex,
    bare_name,
    canonical,
    says,
)
from zoneanalysis.extraction.relations.names import (
    disjoint,
    is_average,
    is_kind_of,
    may_hold,
    same_ending,
)
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = [
    "JOINS",
    "MOST_PARTS",
    "Block",
    "beside_it",
    "both_stand",
    "closes",
    "divided_among",
    "ends_so",
    "exceeds",
    "half",
    "is_rest",
    "just_told",
    "may_be_whole",
    "of_host",
    "of_one_time",
    "owner_of",
    "said_share",
]

MOST_PARTS = 40  # of one whole

JOINS = dict.fromkeys("、和及与以", "、") | {";": ";"}
_TELLING = 10  # a smaller count may be the sum of some of its parts by chance


@dataclass(frozen=True, slots=True)
class Block:
    """A whole and its parts.

    Parameters
    ----------
    total : Draft
    parts : tuple of Draft
    pattern : str
        The rule that read it.
    complete : bool
        Whether the parts are all there are.
    doubts : tuple of str
        Why that isn't certain.
    words : tuple of str
        Those that tell the parts apart, for a partition of the vocabulary.
    """

    total: Draft
    parts: tuple[Draft, ...]
    pattern: str
    complete: bool = True
    doubts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def closes(total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether parts come to their total, where that can hardly be chance.

    Only ever asked of one column of a list to learn whether the list is whole; what is judged then
    is another column.
    """
    slack = sum((half(each) for each in (total, *parts)), Decimal(0))
    if slack * 400 > total.value and slack:
        return False
    added = sum((part.value for part in parts), Decimal(0))
    return abs(added - total.value) <= slack and (bool(slack) or total.value >= _TELLING)


def exceeds(total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether parts come to more than their total, beyond the rounding of all of them."""
    added = sum((part.value for part in parts), Decimal(0))
    return added - total.value > sum((half(each) for each in (total, *parts)), Decimal(0))


def is_rest(index: FigureIndex, block: Block) -> bool:
    """Whether the last part is said to be what is left of one list: 其余20个.

    In 小麦50万吨、玉米70万吨,油料4万吨,其他12万吨 the list has ended before. What a firm raises is
    the rest of two sources or more.
    """
    joins = {JOINS.get(index.left(part)[:1], ",") for part in block.parts[1:]}
    words = index.left(block.parts[-1])[-12:]
    found = says("rest", words)
    if found is None or (found["raised"] and len(block.parts) < 3):
        return False
    some = says("each_of", words) or says("inside", re.split("[,;、]", words)[-1])  # 其余指标中2项
    return len(joins) == 1 and not some


def of_one_time(part: Draft, whole: Draft) -> bool:
    """Whether a part is of its whole's time, be one of them of a date and one of a year to it."""
    return part.period == whole.period or (
        part.period.end == whole.period.end
        and (part.period.start is None or not whole.period.start)
    )


def half(draft: Draft) -> Decimal:
    """Return half of a figure's last printed place; nothing for whole numbers that were counted."""
    exponent = draft.value.as_tuple().exponent
    whole = draft.kind == "count" and exponent == 0
    return Decimal(0) if whole else Decimal(5).scaleb(int(exponent) - 1)


def just_told(index: FigureIndex, listed: Sequence[Draft]) -> list[Draft]:
    """Return the one level of its kind that the sentence before tells, of which parts follow."""
    first = listed[0]
    last = next(index.before(index.first(first), within=1), None)
    if last is None or last.paragraph != first.paragraph or says("cut", index.opening(last)):
        return []
    near = [e for e in index.sentence(last.sentence) if e.measure in COUNTED and not e.depth]
    alike = [e for e in near if e.unit == first.unit and of_one_time(first, e) and not e.limit]
    head = bare_name(head_of(first.indicator))
    cut = says("cut", index.opening(first)) is not None
    if cut and head:  # 产值128.6亿元,增加值31.5亿元。分行业看,装备制造业产值52.3亿元,占40.7%
        alike = [each for each in alike if bare_name(head_of(each.indicator)) == head]
    elif alike and _is_part(index, alike[0]):
        return []  # 大企业进出口264.1亿元,占全市64.3%。跨境电商进出口14.68亿元,占3.6%
    told = bare_name(head_of((alike or listed)[0].indicator))
    fits = len(alike) == 1 and head == told and not is_average(first)
    fits = fits and (cut or may_hold(alike[0], first))
    before = index.before(alike[0] if alike else last, within=20)
    fits = fits and not any(
        e.paragraph == last.paragraph
        and e.unit == first.unit
        and e.measure in COUNTED
        and not (cut and head and bare_name(head_of(e.indicator)) != head)
        for e in before
    )  # 工业投资…。制造业投资…。技改投资92.5亿元,占25.0%: of which
    return alike if fits and (head or first.measure == "count") else []


def _is_part(index: FigureIndex, level: Draft) -> bool:
    """Whether a share is told right behind a level, so that it is itself a part of another."""
    behind = next(index.after(level, within=1), None)
    return behind is not None and behind.measure == "share" and behind.sentence == level.sentence


def beside_it(index: FigureIndex, listed: Sequence[Draft]) -> list[Draft]:
    """Return the one level of parts' sentence before them, of which no share is told.

    授权专利3268件,增长12.1%,发明专利1457件,占44.6%.
    """
    near = [e for e in index.earlier(listed[0]) if e.measure in COUNTED and not e.limit]
    alike = [e for e in near if e.unit == listed[0].unit and of_one_time(listed[0], e)]
    among = says("among", index.left(listed[0])[:4]) is not None
    if len(alike) != 1 or (";" in index.between(alike[0], listed[0]) and not among):
        return []  # 产煤2281万吨,利用率92.7%;其中保供电煤1394万吨,占61.1%
    told = _is_part(index, alike[0])
    pair = (alike[0], listed[0])
    apart, kind = disjoint(pair), is_kind_of(*pair) or (same_ending(*pair) and may_hold(*pair))
    part = not apart and (among or kind or says("used_for", index.left(listed[0])))
    return alike if part and not (told or is_average(listed[0])) else []


def divided_among(index: FigureIndex, part: Draft, owner: str) -> list[Draft]:
    """Return the whole that 其中 divides among areas, a part's one of them: 全市100,甲县30."""
    for whole in index.same(part, measure=part.measure, area=owner)[:1]:
        first = next((e for e in index.after(whole) if e.measure in COUNTED), None)
        alike = first is not None and canonical(first.indicator) == canonical(part.indicator)
        if first is not None and alike and says("among", index.left(first)):
            return [whole] if first.area != whole.area and whole is not part else []
    return []


def said_share(index: FigureIndex, draft: Draft) -> tuple[Draft | None, Draft | None]:
    """Return part and whole of 数量占比, 投资额占比: the part's own kind is said."""
    kind = {"数量占比": "count", "投资额占比": "level", "个数占比": "count"}
    measure = next((m for word, m in kind.items() if draft.indicator.endswith(word)), "")
    same = [
        each
        for each in index.before(draft, within=6)
        if each.measure == measure and each.paragraph == draft.paragraph
    ]
    if not same:
        return None, None
    part = same[0]
    whole = next(
        (
            each
            for each in same[1:]
            if each.unit == part.unit
            and (not part.scope or canonical(part.scope) in canonical(each.indicator))
        ),
        None,
    )
    return part, whole


def of_host(index: FigureIndex, draft: Draft, part: Draft, whole: Draft) -> bool:
    """Whether 占增加值的37.7% may be of what 其中 divides: 规上工业增加值335.7,其中采矿业126.5.

    Or a share alone of another level of its sentence: 国企税金21.7亿元。利税99.6亿元,国企占58.2%.
    """
    if not draft.reference:
        told = any(each.measure in COUNTED for each in index.earlier(draft))
        return told and part.sentence != draft.sentence != whole.sentence
    name = vocabulary().ties["whole_end"].sub("", canonical(draft.reference))
    near = (e for e in index.earlier(part) if e.unit == part.unit and of_one_time(part, e))
    host = next((e for e in near if e.measure in COUNTED and e.pattern != "compared"), whole)
    owned = host is not whole and says("among", index.left(part)) and len(name) > 1
    return bool(owned) and canonical(whole.indicator) != name and ends_so(host, name)


def ends_so(draft: Draft, name: str) -> bool:
    """Whether a figure's name ends with what was named; 进出口 is no 出口."""
    bare, own = bare_name(draft.indicator), bare_name(name)
    ends = bare.endswith(own) or draft.indicator.endswith(name)  # 人均可支配收入 is 居民收入, too
    return ends and not bare.endswith(f"进{own}")


def owner_of(index: FigureIndex, level: Draft) -> str:
    """Return whose trade 其中 divides where it calls a part of it 出口 and no more: 民企进出口."""
    if not says("trade_all", level.indicator):
        return ""
    for each in index.before(level):
        if each.paragraph != level.paragraph:
            break
        name = bare_name(each.indicator)
        if each.measure in COUNTED and (found := says("both_ways", name)):
            divided = says("among", index.text[each.end : level.number_start])
            return name.replace(found[0], "", 1) if divided else ""
    return ""


def both_stand(whole: Draft, part: Draft) -> bool:
    """Whether two stocks are of one date, however their periods are printed: 累计建成…占耕地…."""
    stock = vocabulary().natures["stock"].search(whole.indicator) is not None
    return stock and whole.period.end == part.period.end


def may_be_whole(index: FigureIndex, whole: Draft, part: Draft, share: Draft) -> bool:
    """Whether a figure can be the whole of a part, whatever it is called."""
    units = {each.unit.lstrip("万亿") for each in (whole, part)}  # 14.1万亿元, 8300亿元
    return (
        whole.measure in COUNTED
        and len(units) == 1
        and (whole.period == part.period or both_stand(whole, part))
        and whole is not part
        and whole.limit == ""
        and not whole.depth
        and whole.status == part.status
        and index.note_of(whole) == index.note_of(share)
    )
