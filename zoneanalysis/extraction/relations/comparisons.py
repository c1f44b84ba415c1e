"""Gaps and changes of rates, cumulated levels (比较)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.nouns import head_of
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, sole, tie
from zoneanalysis.extraction.relations.names import bare_name, canonical, is_average, says
from zoneanalysis.extraction.relations.parts import ends_so
from zoneanalysis.extraction.relations.unprinted import WHOLES
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.relations.words import may_fall
from zoneanalysis.values.periods import Month

__all__ = ["RULES", "period_text"]

_RATES = ("yoy", "rate", "share")
_LIST = re.compile("[、和及与]")


def gaps(index: FigureIndex) -> Iterator[Proposal]:
    """Propose a gap for 低于全市(-10.4%)28.7个百分点 and 高于规模以上工业3.2个百分点."""
    compared: set[int] = set()
    unprinted: dict[tuple[object, ...], tuple[Draft, Draft]] = {}
    for draft in index.drafts:
        if draft.measure != "pp_gap" or draft.depth or draft.unit == "%":
            continue
        own, doubts = _own(index, draft)
        if own is None or id(own) in compared or says("turned", index.left(draft)):
            continue  # 高于全市1.1个百分点,全市增长5.3%,高于全省…; 四项中绿色贷款最快,快于…: whose?
        real = says("real", own.lead)
        if real and any(_is_rate(each) for each in index.earlier(own)):
            continue  # 增长5.2%,实际增长4.0%,快于城镇1.0个百分点: the first
        words, closing = _compared_with(index, draft)
        reference, pattern = _bracketed(index, draft, own) if closing else None, "gap.bracket"
        reference = reference or _named_behind(index, draft, own, words)
        area, _ = index.gazetteer.leading(words)
        if reference is not None and area is not None and reference.area.name != area.name:
            own_words = reference.evidence["area"].how == "own"
            reference = None if own_words else reference  # 高于全省(全国增长5.0%)0.9个百分点
        if reference is None and not real:  # else the bracket alone is sure to be real, too
            reference, pattern = _elsewhere(index, draft, own, words), "gap.elsewhere"
        if reference is not None:
            compared.add(id(reference))
            yield tie("pp_gap", draft, pattern, own=own, reference=reference, doubts=doubts)
        elif area and area.kind in WHOLES and not (doubts or real) and own.area != area:
            rest = canonical(vocabulary().ties["rate_end"].sub("", words))
            key = (rest, canonical(own.indicator), own.measure, own.period, draft.period)
            other = unprinted.setdefault(key, (own, draft))
            plain = all(each.plain for each in (own, draft, *other))
            if other[1] is not draft and plain:
                rate, gap = other
                check, pattern = "same_reference", "gap.unprinted"
                yield tie(check, draft, pattern, own=own, other=rate, other_gap=gap)
                unprinted[key] = (own, draft)


def apiece(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 分别高1.7和2.8个百分点 as a rate less each of as many told right before: 全省…,全国….

    Each of those is of a place that its own words name, and of the same; the rate is the last
    before them, of the report's own place.
    """
    for first in index.drafts:
        gaps = index.group(first)
        if first is not gaps[0] or len(gaps) < 2 or first.kind != "point":
            continue
        told = [*index.earlier(first)][: len(gaps)][::-1]
        if not says("gaps_apiece", index.left(first)) or len(told) < len(gaps):
            continue
        own = next((e for e in index.before(told[0]) if e.measure == "yoy" and not e.depth), None)
        named = all(says("all_place", index.left(each)) for each in told)
        rates = all(e.unit == "%" and e.plain and e.period == first.period for e in told)
        if own is None or own.unit != "%" or not (named and rates) or own.period != first.period:
            continue
        near = own.paragraph == first.paragraph and own.area == index.gazetteer.own
        words = vocabulary().ties["place_words"]
        things = [e for e in told if words.sub("", index.left(e))]  # 全省固投增长…
        same = all(canonical(e.indicator) == canonical(own.indicator) for e in things)
        if near and same and not index.is_mean(own):
            for gap, rate in zip(gaps, told, strict=True):
                yield tie("pp_gap", gap, "gap.apiece", own=own, reference=rate)


def _compared_with(index: FigureIndex, draft: Draft) -> tuple[str, bool]:
    """Return the words that name a gap's reference, and whether a bracket behind them is its own.

    分别高于全国、全省(6.5%)3.1个和2.6个百分点: the k-th words, and the bracket is the last one's.
    """
    listed, mine = _LIST.split(draft.reference), index.group(draft)
    if len(listed) == len(mine):
        return listed[index.at(draft)], draft is mine[-1]
    return draft.reference, len(mine) == 1


def _own(index: FigureIndex, draft: Draft) -> tuple[Draft | None, tuple[str, ...]]:
    """Return the rate that is compared: of the same words, in its sentence or the nearest."""
    name = canonical(draft.indicator)
    told = [e for e in index.earlier(draft) if e.pattern != "compared"]
    rates = [each for each in told if _is_rate(each)]
    for each in told:  # 1.90%,较年初的2.19%下降0.29个百分点
        stands = each.period.start is None and each.until == draft.until
        here = each.area == draft.area and (each.period == draft.period or stands)
        alike = canonical(each.indicator) == name
        if alike and "annual" in each.roles:
            return None, ()  # 增长5.9%,两年平均增长3.7%,增幅回落…: of which
        if alike and here and _is_rate(each):
            plain = canonical(rates[0].indicator) == name
            plain = plain or draft.evidence["indicator"].how == "own"
            plain = plain or len(index.group(draft)) > 1  # 分别快于…: each its own
            return each if plain else None, ()  # 增长5.8%,占53.8%,高出…: which
    found = [
        each
        for measure in _RATES
        for each in index.same(draft, measure=measure)
        if each.number_start < draft.number_start and not each.depth and each.status == draft.status
    ]
    if not found:
        return _renamed(index, draft), ()
    return found[-1], () if found[-1].paragraph == draft.paragraph else ("partner_far",)


def _renamed(index: FigureIndex, draft: Draft) -> Draft | None:
    """Return the one rate of its time near a gap that is called the same but for 总, 额, 量."""
    near = [e for e in index.before(draft) if e.unit == "%" and e.plain]
    here = [e for e in near if (e.area, e.period) == (draft.area, draft.period)]
    alike = [e for e in here if bare_name(e.indicator) == bare_name(draft.indicator)]
    rates = [e for e in alike if _is_rate(e) or e.measure == "other"]
    return sole([e for e in rates if index.is_mean(e) == index.is_mean(draft)])


def _is_rate(draft: Draft) -> bool:
    """Whether a figure is a rate, or an index in per cent: 老化指数108.3%."""
    return draft.measure in _RATES or draft.pattern == "index.percent"


def _bracketed(index: FigureIndex, draft: Draft, own: Draft) -> Draft | None:
    """Return the figure in the bracket right before: between the comparing word and the gap."""
    near = takewhile(lambda each: each is not own, index.before(draft, within=3))
    each = next((e for e in near if e.depth and e.unit == own.unit), None)
    if each is None or each.sentence != draft.sentence:
        return None
    apart = index.between(each, draft)
    return each if len(apart) <= 8 and not re.search("[,;:]", apart) else None


def _named_behind(index: FigureIndex, draft: Draft, own: Draft, words: str) -> Draft | None:
    """Return the rate in a bracket right behind a gap: 高于全市3.2个百分点(全市21.3%)."""
    each = index.following(draft)
    if each is None or not each.depth or each.unit != own.unit:
        return None
    named = says("in_bracket", index.text[draft.end : each.number_start])
    rest = vocabulary().ties["rate_end"].sub("", words)
    return each if named and rest and rest.endswith(named["what"]) else None


def _inside(index: FigureIndex, draft: Draft, own: Draft) -> Draft | None:
    """Return the figure that the comparison itself prints: 比去年同期的54.0%低|1.7个百分点."""
    each = index.preceding(draft)
    if each is None or each is own or each.unit != own.unit or each.depth != draft.depth:
        return None
    between = index.between(each, draft)
    inside = says("compared", index.left(each)) and len(between) <= 4
    if each.pattern == "compared" and says("rate_behind", between):
        inside = True  # 较去年同期33.5%的增速回落
    return each if inside and each.sentence == draft.sentence else None


def _behind(index: FigureIndex, draft: Draft, later: Draft) -> Draft | None:
    """Return the rate of the time before in a bracket right behind: 提高5.5个百分点(上年41.8%)."""
    last = index.group(draft)[-1]
    each = index.following(last)
    opened = index.text[last.end] == ("(" if each is not None and each.depth else ",")
    if each is None or not opened or each.unit != later.unit or each.sentence != draft.sentence:
        return None
    told, words = index.group(each), index.text[last.end + 1 : each.number_start]
    if len(told) != len(index.group(draft)) or not says("base", words) or len(words) > 10:
        return None
    if not draft.reference and each.period != draft.period.previous_year():
        return None  # 同比提高2.8个百分点,上年全年为85.0%
    since = says("short", draft.lead) and not says("short", words)
    return None if since else told[index.at(draft)]  # 比年初下降20个基点,上年同期为4.55%,…


def _elsewhere(index: FigureIndex, draft: Draft, own: Draft, words: str) -> Draft | None:
    """Return the rate that the words behind 高于 name: of an area, or of another indicator."""
    area, length = index.gazetteer.leading(words)
    if area is not None and _LIST.match(words, length):
        return None  # several areas, and not as many gaps
    rest = vocabulary().ties["rate_end"].sub("", canonical(words[length:] if area else words))
    if area is not None:
        if rest:
            return None
        same = index.same(own, measure=own.measure, area=area.name)
        same = same or index.same(own, measure=own.measure, area=area.name, period=draft.period)
        own_all = area.name == own.area.name and words[length:] and not same
        if own_all or says("all_of", canonical(words[length:])):
            same = _of_all(index, draft, own, area.name)
        return _only(index, draft, same or _without_owner(index, draft, own, area.name))
    if len(rest) < 2:
        return None
    fits = _alike(index, draft, own)
    here = [(e, canonical(e.indicator)) for e in fits if e.area == own.area]
    named = [e for e, name in here if name == rest]
    if not named and (whole := says("all_of", rest)):
        noun = rest = rest[whole.end() :]  # 全部规上工业
        names = {canonical(name) for part, name in vocabulary().wholes if part == noun}
        named = [e for e, name in here if name in names]
    ends = [e for e, name in here if len(rest) > 2 and name.removesuffix("余额").endswith(rest)]
    if named or ends:
        return _only(index, draft, named or ends)
    group = [e for e in fits if e.sentence == draft.sentence and _other_group(own, e, rest)]
    head = bare_name(head_of(own.indicator))
    longer = [e for e, name in here if len(rest) > 3 and name.startswith(rest)]
    longer = [e for e in longer if bare_name(head_of(e.indicator)) == head]
    return next(iter(group or longer), None)


def _alike(index: FigureIndex, draft: Draft, own: Draft) -> list[Draft]:
    """Return the rates of the same kind and time near a comparison, the one compared left out."""
    behind = (e for e in index.after(draft) if e.paragraph == draft.paragraph)
    near = [e for e in (*index.before(draft, within=40), *behind) if e is not own and not e.depth]
    near = [e for e in near if index.note_of(e) == index.note_of(draft)]
    return [e for e in near if (e.measure, e.period) == (own.measure, own.period)]


def _of_all(index: FigureIndex, draft: Draft, own: Draft, area: str) -> list[Draft]:
    """Return the rates of what all owners have, of which a name is one's: 进出口 of 民企进出口.

    民企进出口…,高于全市整体; or 高于全市增速 where all that is told is of the same 全市.
    """
    name = bare_name(own.indicator)
    fits = [each for each in _alike(index, draft, own) if each.area.name == area]
    return [e for e in fits if name != bare_name(e.indicator) and ends_so(own, e.indicator)]


def _without_owner(index: FigureIndex, draft: Draft, own: Draft, area: str) -> list[Draft]:
    """Return the rates of an area of what a name, with its owner or without, names: 开发区产值."""
    name = bare_name(own.indicator)
    fits = [each for each in _alike(index, draft, own) if each.area.name == area]
    owners = [(each, name.removesuffix(bare_name(each.indicator))) for each in fits]
    return [e for e, owner in owners if not owner or (owner != name and says("place_end", owner))]


def _only(index: FigureIndex, draft: Draft, found: Sequence[Draft]) -> Draft | None:
    """Return the nearest of the rates that a comparison may mean; none where they differ."""
    mean = index.is_mean(draft)
    yearly = [each for each in found if index.is_mean(each) == mean]  # no 年均增长6.9%
    if len({each.value for each in yearly}) > 1:
        return None
    return FigureIndex.nearest(draft, yearly)


def _other_group(own: Draft, other: Draft, word: str) -> bool:
    """Whether a rate is the same of another group, that a word names: 沿海 of 沿海开发区出口."""
    mine, its = (each.area.name + canonical(each.indicator) for each in (own, other))
    begins = word and (its.startswith(word) or canonical(other.indicator).startswith(word))
    return bool(begins) and mine != its and mine.endswith(its.split(word, 1)[1] or "\n")


def changes(index: FigureIndex) -> Iterator[Proposal]:
    """Propose a change of a rate: 较第一季度(-31%)下降8.1个百分点."""
    for draft in index.drafts:
        if draft.measure != "pp_change" or draft.pattern == "growth.of_growth":
            continue
        since = draft.reference_period
        if since is None:
            told, ratios = _two_told(index, draft), None
            if not draft.reference:
                ratios = _of_ratios(index, draft)
            for pair, pattern in ((told, "change.told"), (ratios, "change.ratios")):
                if pair is not None:
                    later, earlier = pair
                    yield tie("pp_change", draft, pattern, later=later, earlier=earlier)
            if not draft.reference and not says("yearly", index.left(draft)):
                continue
        own, doubts = _own(index, draft)
        if own is None:
            continue
        before = _bracketed(index, draft, own) or _inside(index, draft, own)
        before = before or _behind(index, draft, own)
        if before and since and before.depth and before.until != since.end:
            before = None  # 比一季度回落0.6,比1-5月回升0.3个百分点(一季度5.4%,1-5月4.5%)
        if before is None and since is not None:
            found = index.same(own, measure=own.measure, period=since)
            before = FigureIndex.nearest(draft, found)
        if before is not None:
            behind = before.number_start > draft.start and not before.depth
            pattern = "change.behind" if behind else "change"
            yield tie("pp_change", draft, pattern, later=own, earlier=before, doubts=doubts)
        elif since is not None:
            then = (("earlier_period", period_text(since)),)
            yield tie("pp_change", draft, "change.open", later=own, params=then, doubts=doubts)


def _of_ratios(index: FigureIndex, draft: Draft) -> tuple[Draft, Draft] | None:
    """Return the shares of two ratios that a change is of one of: 由22:40:38调整为18:46:36."""
    name = canonical(draft.indicator)
    ratios = [e for e in index.earlier(draft) if e.pattern == "share.ratio"]
    ratios = [e for e in ratios if canonical(e.indicator) == name]
    if len(ratios) != 2:
        return None
    later, earlier = ratios
    first, last = index.group(earlier), index.group(later)
    moved = index.moved(first[-1], last[0], begun=first[0], set_to=True)
    return (later, earlier) if moved else None


def _two_told(index: FigureIndex, draft: Draft) -> tuple[Draft, Draft] | None:
    """Return later and earlier rate of a change that names no time: 增长4.3%,1-5月为4.8%,回落0.5.

    Both are year-to-date rates of one year and one quantity, and the last ones told.
    """
    near = list(islice(index.earlier(draft), 4))
    if len(near) > 1 and (pair := _from_base(index, draft, near[1], near[0])):
        return pair
    told = [each for each in near if each.measure == "yoy"][:2]
    if len(told) < 2 or not draft.plain or draft.reference or near[0] is not told[0]:
        return None
    words = says("width", index.text[near[0].end : draft.start])
    back = told[0].until < told[1].until  # 增速: said of the first again
    between = near[1 : near.index(told[1])]
    moved = any(each.measure == "pp_change" for each in between)
    if words is None or (back and not words["what"]) or moved or any(e.limit for e in told):
        return None
    earlier, later = sorted(told, key=lambda each: each.until)
    kinds = {(e.area, e.unit, e.status, canonical(e.indicator), e.period.year) for e in told}
    since = earlier.period.is_ytd and later.period.is_ytd and earlier.until < later.until
    return (later, earlier) if len(kinds) == 1 and since else None


def _from_base(
    index: FigureIndex, draft: Draft, later: Draft, earlier: Draft
) -> tuple[Draft, Draft] | None:
    """Return a rate and that of the year before, told one behind the other with their change.

    占规上工业的18.6%,上年同期为16.3%,提高2.3个百分点.
    """
    told = says("base", re.split("[,;]", index.left(earlier))[-1])
    alike = later.measure == earlier.measure in _RATES and later.unit == earlier.unit
    plain = not (not draft.plain or later.limit or earlier.limit)
    beside = says("width", index.text[earlier.end : draft.start].replace("同比", ""))
    before = later.until.year - earlier.until.year == 1
    return (later, earlier) if told and alike and plain and beside and before else None


def period_text(period: object) -> str:
    """Return a period as the tables write it: a whole year by its number."""
    text = str(period)
    year = text[:4]
    return year if text == f"{year}-01/{year}-12" else text


def monotone(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that a year-to-date level may not fall: January–June against January–July."""
    seen: dict[tuple[str, str, int, str], dict[Month, Draft]] = {}
    for draft in index.drafts:
        if draft.measure != "level" or not draft.period.is_ytd or draft.status == "target":
            continue
        stock = vocabulary().natures["stock"].search(draft.indicator) is not None
        if stock or may_fall(draft.indicator) or is_average(draft):
            continue
        if not says("moment", index.opening(draft)):
            key = (canonical(draft.indicator), draft.area.name, draft.period.year, draft.unit)
            seen.setdefault(key, {}).setdefault(draft.until, draft)
    for firsts in seen.values():
        for earlier, later in pairwise(firsts[end] for end in sorted(firsts)):
            near = earlier.paragraph == later.paragraph
            cut = any(says("cut", index.opening(each)) for each in (earlier, later))
            again = max(earlier, later, key=lambda each: each.start)
            called = canonical(again.indicator) in canonical(index.opening(again))
            sure = near and earlier.anchored and later.anchored and not cut and called
            doubts = () if sure else ("partner_far",)
            yield tie("ytd_monotone", "", "cumulated", later=later, earlier=earlier, doubts=doubts)


RULES = (gaps, apiece, changes, monotone)
