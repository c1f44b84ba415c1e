"""Shares with their part and whole (占比)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.relations.growth import is_base, shares_moved
from zoneanalysis.extraction.relations.index import Block, FigureIndex, Proposal, levels, sole, tie
from zoneanalysis.extraction.relations.markets import main_level, of_market
from zoneanalysis.extraction.relations.meant import meant
from zoneanalysis.extraction.relations.names import bare_name, canonical, says
from zoneanalysis.extraction.relations.parts import (
    beside_it,
    ends_so,
    just_told,
    kth,
    may_be_whole,
    of_host,
    out_of,
    owner_of,
    part_of,
    said_share,
    whose_else,
)
from zoneanalysis.extraction.relations.ratios import ratios
from zoneanalysis.extraction.relations.rows import of_last
from zoneanalysis.extraction.relations.unprinted import of_one_unprinted
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["RULES"]

_FURTHER = 80  # figures between a share and a whole that no other is called like


def shares(index: FigureIndex) -> Iterator[Proposal]:
    """Propose shares with their part and whole, and how these moved."""
    told, named = [of_last(index, each) for each in _shares(index)], [*ratios(index)]
    yield from (*told, *named, *shares_moved(index, [*told, *named]))
    yield from of_one_unprinted(index, told)


def _shares(index: FigureIndex) -> Iterator[Proposal]:
    """Propose shares with their part and whole: 占全市比重41.4%, 比重为31.3:68.7."""
    pairs = sorted(
        ((block, part) for block in index.divided if block.complete for part in block.parts),
        key=lambda pair: pair[1].number_start,
    )
    tied: dict[int, Draft] = {}
    for draft in index.drafts:
        if draft.measure != "share" or _moved(index, draft):
            continue
        if draft.part == "ratio":
            yield from _ratio_share(draft, pairs, index)
        elif _is_told(draft) and draft.status == "actual":
            named = list(_ratio_share(draft, pairs, index)) if draft.pattern == "share.word" else []
            for each in named or _share_of(index, draft, tied):
                tied |= {id(draft): whole for role, whole in each.inputs if role == "whole"}
                yield each


def _ratio_share(
    draft: Draft, pairs: Sequence[tuple[Block, Draft]], index: FigureIndex
) -> Iterator[Proposal]:
    told = {each.value for each in index.above(draft, within=40) if each.counted}
    if any(each.value in told for each in index.group(draft)):
        return  # 57.2亿元、34.8亿元…,之比为57.2:34.8:…: of the levels themselves
    name = vocabulary().ties["without_share"].sub("", canonical(draft.indicator))
    end = bisect_left(pairs, draft.number_start, key=lambda pair: pair[1].number_start)
    near = [
        (block, part)
        for block, part in pairs[max(0, end - 40) : end]
        if _names(part.indicator, name)
        and (part.period, part.area) == (draft.period, draft.area)
        and index.note_of(part) == index.note_of(draft)
    ]
    if near:
        block, part = min(near, key=lambda pair: index.distance(pair[1], draft))
        yield tie("share", draft, "share.ratio", part=part, whole=block.total, doubts=block.doubts)


def _names(indicator: str, name: str) -> bool:
    """Whether 第一产业增加值 is what 第一产业 (or 油经济 what 油经济) means in a ratio."""
    full = canonical(indicator)
    if full.startswith(name) and len(name) > 1:
        return full == name or not says("valued", name)
    short = vocabulary().ties["sort_end"].sub("", name)
    stripped = vocabulary().ties["sort"].sub("", full)
    return full == name or short in {stripped, vocabulary().ties["valued_end"].sub("", stripped)}


def _share_of(index: FigureIndex, draft: Draft, tied: Mapping[int, Draft]) -> Iterator[Proposal]:
    part = whole = None
    doubts: tuple[str, ...] = ()
    run = takewhile(lambda e: e.measure == "share", index.earlier(draft))
    bare = says("share_further", index.left(draft))  # 上述四区占投资的55.9%,占全市的28.0%
    first = [draft, *run][-1] if bare else draft
    several = len(index.group(first)) == 1 and says("several", index.left(first))
    if several or _among_many(index, first):
        return
    if draft.pattern == "share.printed":
        near = [e for e in index.earlier(index.group(draft)[0]) if not is_base(index, e)]
        part = kth(index, draft, near[1:])
        if part is None or part.unit != near[0].unit or not _is_subject(index, part, near[0]):
            return
        whole = near[0]
    elif draft.pattern == "share.of" and not says("kind_said", draft.indicator):
        part, doubts = part_of(index, draft)
        if part is None or (part.unit[-1:] == "元" and says("by_number", draft.reference)):
            return  # 62个,总投资620亿元,…占项目总数的24.4%
        if draft.reference:
            whole, more = _whole(index, draft, part)
            doubts += more
        counted = says("of_the_number", draft.reference) and not says("of_years", draft.reference)
        if whole is None and (counted or not draft.reference):
            whole = _left_out(index, draft, part) or _alongside(index, draft, part, tied)
            area, _ = index.gazetteer.leading(draft.reference)
            if area is not None and whole is not None and whole.area.name != area.name:
                whole = None  # 占全省企业总数的6.4%
        inside = says("within", index.left(draft))
        other = whole is not None and inside and not ends_so(whole, inside["what"])
        if other or (whole is not None and of_host(index, draft, part, whole)):
            return  # 户籍人口48.7万人,男性25.2万人。常住人口中,男性占51.5%
        if any(whole is each for each in index.group(part)):
            return  # 202家、170家,占项目总数的66.4%和55.9%: neither is of the other
    else:
        part, whole, doubts = _called(index, draft)
    if part is not None:
        of = () if whole is None else (whole,)
        yield tie("share", draft, draft.pattern, part=part, whole=of, doubts=doubts)


def _is_told(draft: Draft) -> bool:
    """Whether a share's words say so, or those before it: 市场份额从5.6%提升至16.2%."""
    return draft.relation == "share" or (
        draft.pattern == "percent.bare" and says("market_share", draft.indicator) is not None
    )


def _called(index: FigureIndex, draft: Draft) -> tuple[Draft | None, Draft | None, tuple[str, ...]]:
    """Return part, whole and doubts of a share that a noun calls so: 占比65.7%, 市场份额12%."""
    part, whole = said_share(index, draft)
    if part is not None and whole is None:
        whole = _left_out(index, draft, part)
    if part is None and says("market_share", draft.indicator):
        return *of_market(index, draft), ()
    if part is not None or not draft.indicator.endswith(("比重", "占比")):
        return part, whole, ()
    part, doubts = part_of(index, draft)
    whole = part and (_left_out(index, draft, part) or _all_trade(index, draft, part))
    return part, whole, doubts


def _all_trade(index: FigureIndex, draft: Draft, part: Draft) -> Draft | None:
    """Return all trade, where the share of one owner's is told: 民企进出口402.7亿元,占比64.7%."""
    trade = says("both_ways", part.indicator) is not None
    return next(iter(_without_owner(index, draft, part)), None) if trade else None


def _is_subject(index: FigureIndex, part: Draft, whole: Draft) -> bool:
    """Whether 占 before a whole goes on with its part: not 82家,从业人员占规上企业412家的20%."""
    subject = vocabulary().ties["share_lead"].sub("", index.own(whole).rpartition("占")[0])
    return len(subject) < 2 or subject[-2:] in index.left(part) + part.indicator


def _moved(index: FigureIndex, draft: Draft) -> bool:
    """Whether a share is that of an earlier time: 由20.3%降至14.3%."""
    return "from" in draft.roles or says("from", index.left(index.group(draft)[0])) is not None


def _among_many(index: FigureIndex, draft: Draft) -> bool:
    """Whether the level before a share is the last of a list, so that one share is of them all."""
    last = next(index.earlier(draft), draft)
    return 1 < len(index.group(last)) != len(index.group(draft))


def _whole(index: FigureIndex, draft: Draft, part: Draft) -> tuple[Draft | None, tuple[str, ...]]:
    """Return the printed figure that the words behind 占 name."""
    wanted = vocabulary().nouns["then"].sub("", draft.reference)
    area, length = index.gazetteer.leading(wanted)
    name = vocabulary().ties["whole_end"].sub("", canonical(wanted[length:] if area else wanted))
    name = "" if area is not None and says("unnamed_whole", name) else name  # 全市总量
    mine = [block.total for block in index.divided if any(part is each for each in block.parts)]
    if not name and area is not None:  # 占全市比重: the same indicator of the whole area
        if part.area.name != area.name:
            found = index.same(part, measure=part.measure, area=area.name)
            found = found or _behind(index, draft, part)
        else:
            found = _without_owner(index, draft, part) or _behind(index, draft, part)
            found = found or _all_of(index, draft, part)
        found = found or [e for e in mine if wanted[:length] in index.opening(e)]
        told = [e for e in _told_here(index, draft, part) if e.area.name == area.name]
        return FigureIndex.nearest(draft, found) or meant(part.indicator, told), ()
    if not bare_name(name):  # 占全社会的53.6%: of what is so called
        told = _told_here(index, draft, part) if name else []
        return sole([e for e in told if index.left(e).find(name) >= 0]), ()
    inside = index.preceding(draft)
    if inside is not None and inside.depth and says("whole_closed", index.between(inside, draft)):
        return (inside, ()) if inside.unit == part.unit else (None, ())  # 占全市(1840.2亿元)的…
    if behind := _behind(index, draft, part):
        return behind[0], ()
    bare = bare_name(name)
    called = {bare, *(bare_name(w) for p, w in vocabulary().wholes if p == bare != "出口")}
    if says("a_head", part.indicator):  # 人均工资性收入…,占可支配收入的: of 居民人均可支配收入
        called.add(bare_name(f"居民人均{name.removeprefix('居民').removeprefix('人均')}"))
    same = [e for each in sorted(called) for e in index.named(each, draft)]
    same = [each for each in same if may_be_whole(index, each, part, draft)]
    whose = [(each, owner_of(index, each)) for each in same]
    same = [each for each, owner in whose if owner in {"", owner_of(index, part)}]
    same = [each for each in same if not owner_of(index, each)] or same
    if all(bare_name(each.indicator) != bare for each in same):  # 项目总投资, not 固定资产投资
        beside = [e for e in index.earlier(draft) if may_be_whole(index, e, part, draft)]
        if own := sole([e for e in beside if ends_so(e, name)]):
            return own, ()
    owners = {area.name} if area is not None else {part.area.name, index.gazetteer.own.name}
    here = [e for e in same if area is None and e.area == part.area]
    here = here or [e for e in same if e.area.name in owners] or same
    here = [e for e in here if canonical(e.indicator) == name] or here
    here = [e for e in here if e.number_start < draft.number_start] or here
    named = FigureIndex.nearest(draft, here)
    if named is None or (bare == bare_name(part.indicator) and named.start > draft.start):
        told = [e for e in _told_here(index, draft, part) if e.area.name in owners]
        longer = (bare + head_of(part.indicator), bare + canonical(part.indicator))
        named = next(filter(None, (meant(each, told) for each in (name, *longer))), named)
    if named is not None:
        several = len({each.value for each in here}) > 1
        far = () if named.area.name in owners else ("area",)
        return named, ("whole_named",) if several else far
    host = next((e for e in mine if ends_so(e, name)), None) or meant(name, mine)
    if owned := _of_owner(index, draft, part, name) or host:
        return owned, ()
    place = wanted[:length] if area else ""
    return main_level(index, draft, part, name, place) or _further(index, draft, part, name), ()


def _further(index: FigureIndex, draft: Draft, part: Draft, name: str) -> Draft | None:
    """Return the one level that is called what a share's whole is, but for whose it is.

    占可支配收入的13% of 城镇居民人均可支配收入, paragraphs before.
    """
    near = [e for e in index.before(draft, within=_FURTHER) if ends_so(e, name)]
    near = [e for e in near if may_be_whole(index, e, part, draft) and e.area == part.area]
    return sole(near) if bare_name(name) and all(whose_else(e, name) for e in near) else None


def _told_here(index: FigureIndex, draft: Draft, part: Draft) -> list[Draft]:
    """Return what may be the whole of a part before its share, no part itself that 其中 tells."""
    near = (e for e in index.before(draft, within=60) if e.indicator != part.indicator)
    fits = (e for e in near if may_be_whole(index, e, part, draft))
    return [e for e in fits if not says("among", index.left(e)) and e.group != part.group]


def _of_owner(index: FigureIndex, draft: Draft, part: Draft, name: str) -> Draft | None:
    """Return the one level of a part's owner that is so called: 规上企业研发费用占营业收入…."""
    own = canonical(part.indicator)
    for end in range(len(own) - 1, 1, -1):
        alike = [e for e in index.named(bare_name(own[:end] + name), draft) if e.area == part.area]
        if alike := [e for e in alike if may_be_whole(index, e, part, draft)]:
            return sole(alike)
    return None


def _behind(index: FigureIndex, draft: Draft, part: Draft) -> list[Draft]:
    """Return the whole right behind a share, its area alone named: 占全市的8%,全市为9亿元."""
    each = index.following(draft)
    if each is None or each.sentence != draft.sentence or each.unit != part.unit:
        return []
    words = index.left(each).strip(",;为是")
    area, length = index.gazetteer.leading(words)
    asked, _ = index.gazetteer.leading(vocabulary().nouns["then"].sub("", draft.reference))
    same = area is not None and asked is not None and area.name == asked.name
    return [each] if same and not words[length:] else []


def _without_owner(index: FigureIndex, draft: Draft, part: Draft) -> list[Draft]:
    """Return what a part's name without its owner names, if that is one: 产值 of 东园产值."""
    name = bare_name(part.indicator)
    near = (*index.before(draft, within=40), *index.after(draft))
    fits = [e for e in near if e.area == part.area and ends_so(part, e.indicator)]
    fits = [e for e in fits if name != bare_name(e.indicator)]
    return [*filter(None, [sole([e for e in fits if may_be_whole(index, e, part, draft)])])]


def _all_of(index: FigureIndex, draft: Draft, part: Draft) -> list[Draft]:
    """Return the level that a part's head alone names: 规上工业总产值 of 新材料产值."""
    head, whose = bare_name(head_of(part.indicator)), vocabulary().ties["whose"]
    fits = [
        each
        for each in index.before(draft, within=60)
        if head
        and each.area == part.area
        and bare_name(head_of(each.indicator)) == head
        and whose.sub("", bare_name(each.indicator)) in {head, f"工业{head}", f"工业总{head}"}
        and may_be_whole(index, each, part, draft)
    ]
    found = sole(fits)
    return [found] if found else []


def _left_out(index: FigureIndex, draft: Draft, part: Draft) -> Draft | None:
    """Return the whole of a share behind a bare 占: what 其中 divides, and nothing else it may be.

    In 60岁以上1034人,占21.3%,其中65岁以上744人,占15.3% it is that of the share before, or 1034.
    """
    listed = index.group(part)
    wholes = sum(e.counted and e.unit == part.unit for e in index.earlier(listed[0]))
    if 1 < len(listed) <= wholes:
        return None  # 甲市61.8,乙市57.3;其中税收分别为55.2和52.6,占比分别为…: each of its own
    mine = [block for block in index.divided if any(part is each for each in block.parts)]
    last = max(mine, key=lambda block: block.total.number_start, default=None)
    hosts = [last.total] if last else out_of(index, listed)
    hosts = hosts or just_told(index, listed) or beside_it(index, listed)
    if not hosts or says("joined", index.left(hosts[0])):
        return None
    first = min(each.number_start for each in last.parts) if last else 0
    near = (e for e in index.earlier(draft) if not says("amounts_to", index.right(e)))
    between = [e for e in near if hosts[0].end <= e.number_start < part.start]
    other = not says("of_the_number", draft.reference) and any(
        each.measure == "share" and (each.reference or each.number_start < first)
        for each in between
    )
    return None if other else hosts[0]


def _alongside(
    index: FigureIndex, draft: Draft, part: Draft, tied: Mapping[int, Draft]
) -> Draft | None:
    """Return the whole that the share beside it names: 甲占出口的60.4%,…;乙31.3亿元,占19.2%.

    A sentence that 同期 begins goes on with the one before it.
    """
    inner, near = False, [*index.earlier(draft)]
    if says("meanwhile", index.opening(draft)):
        before = index.above(near[-1] if near else draft, within=12)
        near += [each for each in before if not each.depth]
    for each in near:
        if says("among", index.left(each)):
            if ";" not in index.between(each, draft):
                return None
            inner = True  # 机电产品出口…,占出口的55.7%,其中…;劳动密集型产品出口…,占21.8%
        if each.measure == "share":
            beside = next((e for e in index.earlier(each) if e.counted), part)
            heads = {head_of(beside.indicator), head_of(part.indicator)} - {""}
            whole = tied.get(id(each))
            apart = whole is not None and whole.sentence != part.sentence
            unlike = head_of(part.indicator) != head_of(beside.indicator)
            if len(heads) > 1 or (apart and unlike):
                return _in_row(index, whole, part)
            if inner and not (heads and index.left(part).endswith(heads.pop())):
                return None  # 其中手机…;电脑15亿元,占17.2%: of what 其中 divides
            if whole is not None or each.reference:
                return whole if whole is not None and whole.unit == part.unit else None
    return None


def _in_row(index: FigureIndex, whole: Draft | None, part: Draft) -> Draft | None:
    """Return the whole of a part that is told beside another's, and called as the part is.

    全市产值90亿元,税收6亿元。…东园产值45亿元,占全市的50%;税收3亿元,占50%.
    """
    if whole is None or whole.sentence == part.sentence:
        return None  # 装备制造业…,占50%;服务业收入30亿元,占20%
    row = levels(index.sentence(whole.sentence), part, "unit", "period", "status")
    row = [each for each in row if each.area == whole.area and each is not whole]
    own = bare_name(part.indicator)
    exact = [each for each in row if bare_name(each.indicator) == own]
    ending = [each for each in row if bare_name(each.indicator).endswith(own[-2:])]
    return sole(exact or ([] if says("kinds_apart", own) else ending))


RULES = (shares,)
