"""A whole with its parts, and whether the parts come to it (总分)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice, takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.relations.growth import is_base
from zoneanalysis.extraction.relations.index import Block, FigureIndex, levels, sole
from zoneanalysis.extraction.relations.meant import meant, measured_in
from zoneanalysis.extraction.relations.names import (
    bare_name,
    canonical,
    disjoint,
    is_average,
    is_kind_of,
    may_hold,
    same_ending,
    says,
    unfilled,
)
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = [
    "JOINS",
    "MOST_PARTS",
    "beside_it",
    "closes",
    "ends_so",
    "exceeds",
    "half",
    "is_rest",
    "just_told",
    "kth",
    "may_be_whole",
    "of_host",
    "of_one_time",
    "of_same_heads",
    "out_of",
    "owner_of",
    "part_of",
    "said_share",
    "subject_of",
    "whose_else",
]

MOST_PARTS = 40  # of one whole
_FURTHER = 80  # figures between a part and a whole that no other is called like

JOINS = dict.fromkeys("、和及与以", "、") | {";": ";"}
_TELLING = 10  # a smaller count may be the sum of some of its parts by chance


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
    places = says("rest_places", words) and block.parts[0].area == block.total.area
    return len(joins) == 1 and not (some or places)


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
    last = index.preceding(index.first(first))
    if last is None or last.paragraph != first.paragraph:
        return []
    told = levels(index.sentence(last.sentence), first, "unit")
    alike = [each for each in told if of_one_time(first, each)]
    head = bare_name(head_of(first.indicator))
    cut = says("cut", index.opening(first)) is not None
    if cut and head:  # 产值128.6亿元,增加值31.5亿元。分行业看,装备制造业产值52.3亿元,占40.7%
        alike = [each for each in alike if bare_name(head_of(each.indicator)) == head]
    elif alike and _is_part(index, alike[0]):
        return []  # 大企业进出口264.1亿元,占全市64.3%。跨境电商进出口14.68亿元,占3.6%
    if len(alike) != 1 or head != bare_name(head_of(alike[0].indicator)):
        return []
    more = (e for e in index.above(alike[0]) if e.unit == first.unit and e.counted)
    others = any(not (cut and head and bare_name(head_of(e.indicator)) != head) for e in more)
    # 工业投资…。制造业投资…。技改投资92.5亿元,占25.0%: of which
    return [] if others or not (cut or may_hold(alike[0], first)) else alike


def _is_part(index: FigureIndex, level: Draft) -> bool:
    """Whether a share is told right behind a level, so that it is itself a part of another."""
    behind = index.following(level)
    return behind is not None and behind.measure == "share" and behind.sentence == level.sentence


def beside_it(index: FigureIndex, listed: Sequence[Draft]) -> list[Draft]:
    """Return the one level of parts' sentence before them, of which no share is told.

    授权专利3268件,增长12.1%,发明专利1457件,占44.6%.
    """
    near = [e for e in index.earlier(listed[0]) if e.counted and not e.limit]
    alike = [e for e in near if e.unit == listed[0].unit and of_one_time(listed[0], e)]
    among = says("among", index.left(listed[0])[:4]) is not None
    if len(alike) != 1 or (";" in index.between(alike[0], listed[0]) and not among):
        return []  # 产煤2281万吨,利用率92.7%;其中保供电煤1394万吨,占61.1%
    pair = (alike[0], listed[0])
    kind = is_kind_of(*pair) or (same_ending(*pair) and may_hold(*pair))
    part = among or kind or says("used_for", index.left(listed[0])) or _opens_list(index, *pair)
    told = _is_part(index, alike[0])
    return alike if part and not (told or disjoint(pair)) else []


def _opens_list(index: FigureIndex, whole: Draft, part: Draft) -> bool:
    """Whether a level opens a list of what the one right before it is: 诊疗90,基层60、医院30."""
    behind = (e for e in index.after(part, within=3) if not e.depth)
    joined = any(e.unit == part.unit and index.left(e).startswith("、") for e in islice(behind, 1))
    alike = head_of(part.indicator) in {"", head_of(whole.indicator)}
    alike = alike and not exceeds(whole, (part,))  # 住院8.2万人次,门诊102万人次、急诊9万人次
    return alike and (joined or says("list_opens", index.left(part)) is not None)


def out_of(index: FigureIndex, listed: Sequence[Draft]) -> list[Draft]:
    """Return the count that 中 closes right before a part of it: 30种商品中上涨的11种,占36.7%."""
    part, count = listed[0], index.preceding(listed[0])
    if count is None or len(listed) > 1 or count.limit or not count.counted:
        return []
    alike = (count.unit, count.depth, count.sentence) == (part.unit, part.depth, part.sentence)
    words = index.text[count.end : part.number_start]
    return [count] if alike and says("out_of", words) else []


def said_share(index: FigureIndex, draft: Draft) -> tuple[Draft | None, Draft | None]:
    """Return part and whole of 数量占比, 投资额占比: the part's own kind is said."""
    kind = says("kind_said", draft.indicator)
    near = index.above(draft, within=6) if kind else []
    told = [each for each in near if kind and each.measure == kind.lastgroup]
    scope = canonical(told[0].scope) if told else ""
    alike = (each for each in told[1:] if each.unit == told[0].unit)
    others = (each for each in alike if scope in canonical(each.indicator))
    return (told[0] if told else None), next(others, None)


def of_host(index: FigureIndex, draft: Draft, part: Draft, whole: Draft) -> bool:
    """Whether 占增加值的37.7% may be of what 其中 divides: 规上工业增加值335.7,其中采矿业126.5.

    Or of no level of the part's own name: 一季度投资2亿元,累计投资5亿元,占全部投资的70%.
    """
    among = part.among or says("among", index.left(part))
    alike = canonical(whole.indicator) == canonical(part.indicator) and whole.area == part.area
    if alike and not (among or whole.depth) and whole.sentence == part.sentence:
        return True
    name = vocabulary().ties["whole_end"].sub("", canonical(draft.reference))
    near = (e for e in index.earlier(part) if e.unit == part.unit and of_one_time(part, e))
    host = next((e for e in near if e.counted and e.pattern != "compared"), whole)
    owned = host is not whole and among and len(name) > 1
    return bool(owned) and canonical(whole.indicator) != name and ends_so(host, name)


def ends_so(draft: Draft, name: str) -> bool:
    """Whether a figure's name ends with what was named; 进出口 is no 出口."""
    bare, own = bare_name(draft.indicator), bare_name(name)
    ends = own and bare.endswith(own)
    ends = ends or draft.indicator.endswith(name)  # 人均可支配收入 is 居民收入, too
    return bool(ends) and not bare.endswith(f"进{own}")


def whose_else(draft: Draft, name: str) -> bool:
    """Whether a figure is called by a name but for whose it is: 城镇居民人均 before 可支配收入."""
    for own in (draft.indicator, draft.indicator.removesuffix("增加值")):
        if own.endswith(name) and says("whose_only", own[: -len(name)]):
            return True
    return False


def owner_of(index: FigureIndex, level: Draft) -> str:
    """Return whose trade 其中 divides where it calls a part of it 出口 and no more: 民企进出口."""
    near = index.above(level, within=12) if says("trade_all", level.indicator) else []
    for each in near:
        name = bare_name(each.indicator)
        if each.counted and (found := says("both_ways", name)):
            divided = says("among", index.text[each.end : level.number_start])
            return name.replace(found[0], "", 1) if divided else ""
    return ""


def both_stand(whole: Draft, part: Draft) -> bool:
    """Whether two stocks are of one date, however their periods are printed: 累计建成…占耕地…."""
    stock = vocabulary().natures["stock"].search(whole.indicator) is not None
    return stock and whole.period.end == part.period.end


def of_same_heads(index: FigureIndex, whole: Draft, part: Draft) -> bool:
    """Whether an income or expense a head is not set against that of other households.

    Where a part names none they are those of its whole, if the text tells of no others.
    """
    if says("a_head", part.indicator) is None:
        return True
    mine, its = (says("residents", each.indicator) for each in (part, whole))
    if mine is None and its is not None:
        told = (says("residents", each.indicator) for each in index.before(part, within=_FURTHER))
        return {found[0] for found in told if found} == {its[0]}
    return (mine and mine[0]) == (its and its[0])


def may_be_whole(index: FigureIndex, whole: Draft, part: Draft, share: Draft) -> bool:
    """Whether a figure can be the whole of a part, whatever it is called, in 亿 or 万亿."""
    alike = whole.thing == part.thing and of_same_heads(index, whole, part)
    timed = whole.period == part.period or both_stand(whole, part)
    plain = whole.counted and whole.plain and whole is not part and whole.status == part.status
    return alike and timed and plain and index.note_of(whole) == index.note_of(share)


def part_of(index: FigureIndex, draft: Draft) -> tuple[Draft | None, tuple[str, ...]]:
    """Return the level that a share is of: the subject of 占, printed or left out."""
    near = [e for e in index.earlier(draft) if e.counted and not is_base(index, e)]
    if len(near) > 2 and says("net", index.left(near[0])) and index.moved(near[2], near[1]):
        del near[0]  # 由40家增至50家,净增10家,占总数的20%
    name = canonical(draft.indicator.split("占", 1)[0])
    called = [e for e in near if canonical(e.indicator) == name]
    if near and called and ";" in index.between(near[0], draft):
        near = called  # 甲类60台、乙类20台;甲类增长9%,占总量的75%
    mine = index.group(draft)
    alone = len(mine) == 1
    listed = bool(near) and len(index.group(near[0])) == len(mine)
    if not alone and not near and says("share_all_told", index.left(mine[0])):
        told = [b.parts for b in index.divided if b.complete and len(b.parts) == len(mine)]
        told = [parts for parts in told if parts[-1].sentence == draft.sentence - 1]
        return (told[0][index.at(draft)] if len(told) == 1 else None), ()  # …。四者占…分别为
    if not alone and (listed or draft.evidence["indicator"].how != "own"):
        return kth(index, draft, near), ()  # 分别占…: each with its own
    run = takewhile(lambda each: each.measure == "share", index.earlier(draft))
    if alone and any("分别" in index.left(each) for each in (draft, *run)):
        return None, ()  # 分别占全区的37.1%、占全市的2.0%: no list of shares
    own = vocabulary().ties["set_inside"].sub("", index.left(draft))
    bare = says("share_bare", own) or "reached" in draft.roles  # 占比提升1.1个百分点至48.2%
    if alone and near and (bare or _counted(index, near[0], own)):
        mean = is_average(near[0]) and not says("a_head", near[0].indicator)
        among = (near is not called and index.left(near[0])[:1] == "、") or mean
        return (None if among else near[0]), ()  # 26个,其中11个、8个、3个,占13.2%: of which
    before, takes, _ = own.rpartition("占")  # 制造业|占…; ,货车比重|22.5%
    subject = before if takes else vocabulary().ties["share"].sub("", unfilled(own))
    subject = subject.strip(",;、 ")
    if alone and says("former_latter", subject) and len(near) > 1:
        return near[0 if says("latter", subject) else 1], ()
    behind = index.following(draft)
    if behind is not None and alone and says("amounts_to", index.left(behind)):
        return (behind if canonical(behind.indicator) == name else None), ()
    told_here = [e for e in index.above(draft) if e.counted]
    carried = alone and draft.evidence["indicator"].how != "own"
    if carried and re.search("[\u4e00-\u9fff]{2}", subject) and not says("predicate", subject):
        own_of = [(e, _own_name(index, e)) for e in told_here if not e.depth]
        held = [e for e, own in own_of if len(own) > 1 and subject.startswith(own)]
        alike = [e for e, own in own_of if own.startswith(subject)]
        alike = [e for e in alike if _is_of(e, subject, draft.reference)]
        return (held[0] if held else sole(alike)), ()  # 铁矿石全部为外贸进口,占…; 阀门收入…。阀门占
    same = [each for each in near if canonical(each.indicator) == name]
    far = (
        each
        for each in index.before(draft, within=30)
        if each.counted
        and canonical(each.indicator) == name
        and (each.period, each.area, each.depth) == (draft.period, draft.area, 0)
        and index.note_of(each) == index.note_of(draft)
    )
    if found := same[0] if same else next(far, None):
        return found, ()
    subject = vocabulary().ties["subject_lead"].sub("", subject)
    told_here = [e for e in told_here if not e.depth]
    told_here = [e for e in told_here if _is_of(e, subject, draft.reference)]
    fits = (e for e in told_here if _is_called(index, e, subject))
    found = next(fits, None)
    last = told_here[0] if told_here else None
    here = last is not None and last.sentence == draft.sentence
    if found is None and last is not None and here and bare_name(subject) != subject:
        found = last if ends_so(last, subject) else None  # 机床出口12.4万台,出口量占…
    return found or _named_by(index, draft, subject), ()


def _is_of(level: Draft, subject: str, whole: str) -> bool:
    """Whether a level measures what a share's whole does: 电子信息产值 is no part of 工业投资."""
    rest = canonical(level.indicator).removeprefix(canonical(subject))
    other = head_of(whole) and head_of(rest)
    return not other or canonical(level.indicator) in measured_in(subject, whole)


def _named_by(index: FigureIndex, share: Draft, subject: str) -> Draft | None:
    """Return the level anywhere near that the subject of a share names: 服务业占GDP的52%."""
    if len(subject) < 2 or not share.reference:
        return None
    kind = (share.period, share.area, share.status)
    near = (*index.before(share, within=60), *index.after(share, within=60))
    told = [e for e in levels(near) if (e.period, e.area, e.status) == kind]
    told = [e for e in told if index.note_of(e) == index.note_of(share)]
    names = measured_in(subject, share.reference)
    exact = [e for e in told if canonical(e.indicator) in names]
    return sole(exact) if exact else meant(subject, told)


def subject_of(index: FigureIndex, share: Draft) -> Draft | None:
    """Return the level right before a bare 占, of which nothing else can be the subject.

    Behind 其中 it may be the whole that is divided, and behind 、 the list. Each of a list of
    shares is of its own of as many levels.
    """
    level = next((each for each in index.earlier(share) if each.counted), None)
    mine = index.group(share)
    if level is None or share.pattern != "share.of":
        return None
    if len(mine) > 1:
        listed = index.group(level)
        return listed[index.at(share)] if len(listed) == len(mine) else None
    words, own = index.left(level), vocabulary().ties["set_inside"].sub("", index.left(share))
    inside = says("among", words) or says("joined", words)
    return None if inside or not says("share_bare", own) else level


def _is_called(index: FigureIndex, level: Draft, words: str) -> bool:
    """Whether words name a level where it stands, be it in short: 夏粮 of 夏粮产量24.43万吨."""
    own = vocabulary().ties["subject_lead"].sub("", _own_name(index, level))
    if not min(len(words), len(own)) > 1 or not words.startswith(own):
        return len(words) > 1 and own.startswith(words)
    rest = unfilled(words[len(own) :])
    alike = (e.indicator for e in index.above(level) if e.unit == level.unit)
    return bool(says("owned_rest", rest)) or any(rest in e for e in alike)


def _own_name(index: FigureIndex, level: Draft) -> str:
    return re.split("[,;:、]|其中", index.left(level))[-1]


def _counted(index: FigureIndex, count: Draft, words: str) -> bool:
    """Whether the words before a share only say what a count right before it counts."""
    nearest = count.measure == "count" and index.left(count) and words[:1] not in ",;、。"
    return bool(nearest) and re.fullmatch("[^,;。]{0,20}[,(]约?占[^,;]*", words) is not None


def kth(index: FigureIndex, draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """Return the part of a share among others: the k-th of as many levels right before them.

    ``before``: the figures of its sentence that may be parts, the nearest first.
    """
    mine, run = index.group(draft), list[Draft]()
    for each in before:
        if run and says("among", index.between(each, run[-1])):
            break  # 84个,其中…: the whole of the parts
        if each.counted:
            run.append(each)
    alike = [each for each in run if each.unit == run[0].unit]
    own = [each for each in run if ";" not in index.between(each, mine[0])]
    for parts in (index.group(run[0]), own[::-1], alike[::-1], run[::-1]) if run else ():
        if len(parts) == len(mine):
            return parts[index.at(draft)]
    return None
