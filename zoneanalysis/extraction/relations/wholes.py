"""Sums, growth of a whole from its parts, shares that make 100 (总分关系)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import growth_of
from zoneanalysis.extraction.relations.index import (
    COMPLETE,
    PARTIAL,
    Block,
    FigureIndex,
    Proposal,
    tie,
)
from zoneanalysis.extraction.relations.names import (
    bare_name,
    canonical,
    is_real,
    number_said,
    same_ending,
    says,
)
from zoneanalysis.extraction.relations.parts import closes, exceeds, whose_else
from zoneanalysis.extraction.relations.rivals import verdict_of
from zoneanalysis.extraction.vocabulary import Partition, vocabulary

__all__ = ["RULES"]


_OF_ONE = {
    "share": ("shares_sum", "share"),
    "rate": ("contribution_rates_sum", "rate"),
    "change": ("share_changes_sum", "change"),
}
_LEAD = 40  # characters before a list of shares that say of what they are
_REACH = 12  # figures from a share to the last beside it


def sums(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that parts make their whole; and where some of them exceed it, that they may not.

    That some parts are less than their whole would be no news: it is not listed as consistent.
    """
    for block in index.blocks:
        if block.complete or (exceeds(block.total, block.parts) and _is_bound(index, block)):
            params = COMPLETE if block.complete else PARTIAL
            inputs = tuple(("part", each) for each in block.parts)
            yield Proposal("sum", block.total, inputs, params, block.pattern, block.doubts)


def _is_bound(index: FigureIndex, block: Block) -> bool:
    """Whether some parts can be no more than their whole, as far as words tell.

    One of them stands in its sentence with no other level between.
    """
    total, first = block.total, block.parts[0]
    near = index.sentence(total.sentence)
    signed = any(says("signed", e.indicator + index.left(e)[-6:]) for e in near)
    if block.doubts or signed:
        return False  # 利润54.4亿元,其中盈利企业盈利56.8亿元
    between = [e for e in index.before(first) if e.number_start > total.number_start]
    alone = not any(each.counted and each.unit == total.unit for each in between)
    told = block.pattern != "sum.among" or says("among", index.left(first)) is not None
    here = total.sentence == first.sentence
    if says("goes_on", index.opening(first)) and same_ending(total, first):
        here = here or [e for e in near if e.counted] == [total]  # 销售….其中,住宅销售…
    return len(block.parts) > 1 or (told and alone and here)


def growth_of_wholes(index: FigureIndex) -> Iterator[Proposal]:
    """Propose the growth of a whole from that of its parts; at current prices only.

    Where they are not all there are they bound it: the whole was no less before than they were.
    That it was more would be no news.
    """
    for block in index.blocks:
        if len(block.parts) < 2 or says("a_head", block.total.indicator):
            continue  # of a survey: its growth is not only that of what the households earn
        if not (block.complete or _is_bound(index, block)):
            continue
        growth, *rates = [growth_of(index, each) for each in (block.total, *block.parts)]
        known = [rate for rate in rates if rate is not None]
        if growth is None or len(known) < len(rates) or any(map(is_real, (growth, *known))):
            continue
        inputs = [] if block.complete else [("whole_level", block.total)]
        for part, rate in zip(block.parts, known, strict=True):
            inputs += [("part_level", part), ("part_growth", rate)]
        params = COMPLETE if block.complete else PARTIAL
        roles = tuple(inputs)
        found = Proposal("growth_from_parts", growth, roles, params, "growth.parts", block.doubts)
        if block.complete or verdict_of(found).is_finding:
            yield found


def growth_between(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that a whole grew by no less and no more than its parts, where that is broken.

    Its parts are all there are, told with levels that come to it, or by words of a partition right
    behind it: 其中城市, 农村. Not what a head has, as people move from one part to another, nor
    what may be below zero.
    """
    whole = [block for block in index.blocks if block.complete and len(block.parts) > 1]
    known = [(b.total, b.parts, b.doubts) for b in whole if closes(b.total, b.parts)]
    for total, parts, doubts in known:
        grown = [growth_of(index, each) for each in (total, *parts)]
        told = [each for each in grown if each is not None]
        if len(told) == len(grown):
            yield from _between(index, told[0], told[1:], doubts)
    taken: set[int] = set()
    for first in index.drafts:
        if first.measure != "yoy" or not first.plain or id(first) in taken:
            continue
        kind = (first.sentence, first.measure, first.period, first.area)
        near = (first, *index.after(first, within=_REACH))
        rates = [e for e in near if (e.sentence, e.measure, e.period, e.area) == kind]
        for partition in vocabulary().partitions:
            found = _all_of(rates, partition.words)
            rate = None
            if first in found:
                rate = _whole_rate(index, partition, found) or _economy_rate(index, found)
            if rate is not None:
                taken.update(map(id, found))
                yield from _between(index, rate, found, ())


def _whole_rate(index: FigureIndex, partition: Partition, parts: Sequence[Draft]) -> Draft | None:
    """Return the rate right before those of a partition's parts, where 其中 makes them its own.

    上涨5.5%。其中,城市上涨5.3%: it may be the last of the sentence before.
    """
    whole = index.preceding(parts[0])
    among = says("among", index.left(parts[0]))
    if whole is None or among is None or whole.paragraph != parts[0].paragraph:
        return None
    if whole.sentence != parts[0].sentence and among.start():
        return None
    name = canonical(parts[0].indicator)
    word = next(word for word in partition.words if canonical(word) in name)
    alike = all(
        getattr(whole, each) == getattr(parts[0], each)
        for each in ("measure", "period", "area", "status")
    )
    stem = name.replace(canonical(word), "", 1)
    own = bare_name(whole.indicator) == bare_name(stem) or whose_else(whole, stem)
    return whole if alike and own and whole.plain else None


def _economy_rate(index: FigureIndex, parts: Sequence[Draft]) -> Draft | None:
    """Return the growth of the economy told last before that of all its industries.

    地区生产总值增长5.3%。…三次产业增加值分别增长3.6%、5.0%、5.8%.
    """
    first = parts[0]
    kind = (first.measure, first.period, first.area, first.status)
    alike = (e for e in index.above(first) if (e.measure, e.period, e.area, e.status) == kind)
    names = [each.indicator for each in parts]
    if not all(says("industry_value", name) for name in names):
        return None
    return next((e for e in alike if e.plain and says("economy_all", e.indicator)), None)


def _between(
    index: FigureIndex, total: Draft, parts: Sequence[Draft], doubts: tuple[str, ...]
) -> Iterator[Proposal]:
    rates = (total, *parts)
    named = "".join(each.indicator for each in rates)
    mixed = len({is_real(each) for each in rates}) > 1 or len({e.unit for e in rates}) > 1
    heads = says("a_head", named) or says("people_have", named)
    apart = heads or any(says("signed", e.indicator) for e in rates)
    if not (mixed or apart) and all(e.plain and not index.is_mean(e) for e in rates):
        ends = (min(parts, key=_value), max(parts, key=_value))
        check, pattern = "growth_between", "growth.between"
        found = tie(check, total, pattern, doubts=doubts, lowest=ends[0], highest=ends[1])
        if verdict_of(found).is_finding:
            yield found


def _value(draft: Draft) -> Decimal:
    return draft.value


def changes_of_wholes(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that the changes of all parts, each right behind its level, make the whole's."""
    for block in index.blocks:
        told = [index.following(level) for level in (block.total, *block.parts)]
        behind = [each for each in told if each is not None and each.pattern == "level.change"]
        if not block.complete or len(behind) < len(told) or not all(e.plain for e in behind):
            continue
        alike = {(each.unit, says("short", each.lead) is None) for each in behind}
        since = {each.reference_period for each in behind} <= {behind[0].reference_period, None}
        if len(alike) == 1 and since:
            total, *parts = behind
            yield tie("sum", total, "sum.changes", part=parts, params=COMPLETE, doubts=block.doubts)


def shares_together(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that the shares of parts make that of their whole: 三项合计…,占62.8%."""
    for block in index.blocks:
        told = [index.following(level) for level in (block.total, *block.parts)]
        shares = [each for each in told if each is not None and each.measure == "share"]
        alike = len({(e.reference, e.unit, e.depth, e.pattern, e.limit) for e in shares}) == 1
        if block.complete and alike and len(shares) == len(told) and not block.doubts:
            total, *parts = shares
            yield tie("sum", total, "sum.shares", part=parts, params=COMPLETE)
    yield from _shares_of_several(index)


def _shares_of_several(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 两者合计占54.1% of the shares told before it in its sentence: 占31.4%,…占22.7%.

    So it is with what several pull together: all that were told, no more than they are said to be.
    """
    for draft in index.drafts:
        pulls = draft.measure == "contribution"
        found = says("pulls_several" if pulls else "share_of_several", index.left(draft))
        if found is None or not (pulls or draft.measure == "share") or not draft.plain:
            continue
        near = [e for e in index.before(draft, within=12) if e.sentence == draft.sentence]
        told = [e for e in near if (e.measure, e.period) == (draft.measure, draft.period)]
        number = number_said(found["number"]) or len(told)
        parts = told[:number][::-1]  # 占80.4%;图书(12.7%)
        wholes = {each.reference for each in parts} - {"", draft.reference}
        first = 1 if pulls else 0  # 其中甲拉动3.2个百分点,乙拉动2.3个百分点,两者合计拉动5.5
        plain = not any(each.limit for each in parts)
        plain = plain and not any(says("among", index.left(each)) for each in parts[first:])
        plain = plain and not (pulls and len(told) > number)
        if plain and len(parts) == number > 1 and len(wholes) < 2 - bool(draft.reference):
            yield tie("sum", draft, "sum.shares", part=parts, params=COMPLETE)


def shares_of_one(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that shares, and contribution rates, of all parts make 100, changes of shares 0."""
    seen: set[int] = set()
    for draft in index.drafts:
        kind = _kind(draft)
        if id(draft) in seen or not draft.plain or not kind:
            continue
        same = (draft.sentence, draft.unit, draft.measure, draft.period, draft.area)
        near = (draft, *index.after(draft, within=_REACH))
        members = [
            each
            for each in near
            if (each.sentence, each.unit, each.measure, each.period, each.area) == same
            and each.plain
            and each.reference_period in {None, draft.reference_period}
        ]
        named = canonical(draft.indicator)
        for partition in vocabulary().partitions:
            other = partition.of is not None and not _is_told_of(index, partition, members)
            apart = partition.not_of is not None and partition.not_of.search(named) is not None
            parts = [] if other or apart else _all_of(members, partition.words)
            if parts:
                seen.update(map(id, parts))
                if kind != "change" or _of_one_whole(named, partition.words):
                    check, role = _OF_ONE[kind]
                    inputs = tuple((role, each) for each in parts)
                    yield Proposal(check, "", inputs, COMPLETE, "shares.all")
                break


def shares_of_kinds(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that the shares of a list that names all there are make 100: 东、中、西部各占…."""
    told: set[int] = set()  # lists of all there are: 东、中、西部…比重分别为…,收入比重分别为…
    for draft in index.drafts:
        shares = index.group(draft)
        if draft is not shares[0] or len(shares) < 3 or draft.unit != "%":
            continue
        words, more = index.opening(draft)[-_LEAD:], index.following(shares[-1])
        beside = more is not None and (more.sentence, more.measure) == (draft.sentence, "share")
        if more is not None and beside and len(index.group(more)) < len(shares):
            continue  # 东、中、西部各占…,东北占5.0%
        again = draft.group - 1 in told and says("share_list", index.left(draft))
        found = says("others_close", index.left(draft))
        names = found["names"] if found else ""  # 房地产及其他 is one or two
        closed = len(shares) in {names.count("、") + 1, len(re.split("[、和及与]", names))}
        if (
            again
            or closed
            or says("industries_mix" if draft.part == "ratio" else "all_told", words)
        ):
            told.add(draft.group)
            yield tie("shares_sum", "", "shares.all", share=shares, params=COMPLETE)


def shares_to_rest(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that shares of which the last is of 其他 or 其余 make 100.

    甲区…、乙区…,其余县区…,分别占全市的45.6%、29.9%和24.5%; 甲占60.8%;乙占24.7%;其他占14.5%.
    """
    for number in dict.fromkeys(draft.sentence for draft in index.drafts):
        told = [e for e in index.sentence(number) if not e.depth]
        shares = [e for e in told if e.unit == "%" and e.part != "ratio"]
        mixed = [at for at, e in enumerate(shares) if says("mix_opens", index.left(e))][:1]
        behind = (e for at in mixed for e in shares[at + 1 :])
        run = [*takewhile(lambda e: says("joined", index.left(e)), behind)]
        told_so = (e for e in shares if e.measure == "share" or says("rest_bare", index.left(e)))
        shares = [shares[mixed[0]], *run] if run else [*told_so]
        if len(shares) < 2 or len({e.reference for e in shares} - {""}) > 1:
            continue
        among = [e for e in told if e.counted]
        listed = len(index.group(shares[0])) == len(shares) == len(among)
        gaps = [index.text[a.end : b.start] for a, b in pairwise(shares)]
        last = index.left(among[-1]) if listed else gaps[-1]
        alone = all(len(index.group(each)) == 1 for each in shares)
        alone = alone and len({";" in words for words in gaps}) == 1
        alone = alone and not any(says(role, "".join(gaps)) for role in ("among", "several"))
        plain = not any(e.limit or "from" in e.roles or e.pattern == "compared" for e in shares)
        found = says("rest_of_all", last) or _other(last, [index.left(e) for e in shares[:-1]])
        two = len(shares) == 2 and says("rest_of_two", last) is None  # 工业占60%,其他占15%
        if (listed or alone) and plain and found and not two:
            yield tie("shares_sum", "", "shares.rest", share=shares, params=COMPLETE)


def _other(last: str, before: Sequence[str]) -> re.Match[str] | None:
    """Return the kind that 其他贸易占 leaves over: all that was told before is of it, too."""
    kind = says("other_kind", last)
    own = [words.rpartition("占")[0] for words in before]
    return kind if kind and all(words.endswith(kind["kind"]) for words in own) else None


def _kind(draft: Draft) -> str:
    """Return what a figure says of a part: its share, the share's change, its rate of growth."""
    if draft.measure == "pp_change":
        return "change" if says("share", draft.indicator) else ""
    if draft.unit == "%" and says("hundred", draft.indicator):
        return "rate"
    return "share" if draft.unit == "%" and draft.measure == "share" else ""


def _of_one_whole(name: str, words: Sequence[str]) -> bool:
    """Whether the parts share one whole: 第一产业增加值占…, not 城镇居民食品支出占消费支出."""
    bare = re.sub("|".join(map(re.escape, map(canonical, words))), "", name, count=1)
    found = says("share", bare)
    own, of, whole = bare[: found.start() if found else None].partition("占")
    held = [each for part, each in vocabulary().wholes if part == own]
    return not own or (whole.endswith(tuple(held)) if of and held else bool(held))


def _is_told_of(index: FigureIndex, partition: Partition, members: Sequence[Draft]) -> bool:
    """Whether shares are of no more parts than a partition has, of what was told right before."""
    near = [*members, *index.before(members[0], within=_REACH // 2)]
    names = "\n".join(canonical(each.indicator) for each in near)
    told = partition.of is not None and partition.of.search(names) is not None
    return told and len(members) == len(partition.words)


def _all_of(members: Sequence[Draft], words: Sequence[str]) -> list[Draft]:
    """Return one figure for each word, their names alike but for it; none where one is missing."""
    found: dict[str, Draft] = {}
    stems: set[str] = set()
    for each in members:
        name = canonical(each.indicator)
        word = next((word for word in words if canonical(word) in name), None)
        if word is not None and "中" in name.partition(canonical(word))[2]:
            return []  # 城镇居民收入中工资性收入占比: of that alone
        if word is not None and word not in found:
            found[word] = each
            stem = name.replace(canonical(word), "", 1)
            stems.add(vocabulary().ties["aged"].sub("", stem) if "岁" in word else stem)
    if members and canonical(members[0].indicator) not in words:
        stems.discard("")  # 东部业务量比重下降…,中部上升…
    return list(found.values()) if len(found) == len(words) and len(stems) == 1 else []


RULES = (
    sums, growth_of_wholes, growth_between, shares_together, changes_of_wholes, shares_of_kinds,
    shares_to_rest, shares_of_one,
)  # fmt: skip
