"""Growth from what is printed beside it: an index, a change, the level a year before (增长)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, levels, tie
from zoneanalysis.extraction.relations.names import canonical, is_real, says
from zoneanalysis.values.periods import Period

__all__ = [
    "RULES",
    "apart",
    "bases",
    "grows",
    "growth_of",
    "is_base",
    "level_of",
    "shares_moved",
]

_MEASURED = frozenset({"price", "index", "ratio.times"})


def growth_from_indices(index: FigureIndex) -> Iterator[Proposal]:
    """Propose an index with the growth that it says: 价格指数为100.7,同比上涨0.7%."""
    for draft in index.drafts:
        if draft.unit != "指数" or draft.depth or draft.pattern == "compared":
            continue
        if says("fixed_base", index.opening(draft)):
            continue  # 以2020年为100,定基指数为109.1
        if not says("price_index", draft.indicator + index.right(draft)[:16]):
            continue  # 空气质量综合指数4.62,同比下降4.6%
        each = next((e for e in index.after(draft, within=3) if not e.depth), None)
        beside = each is not None and each.sentence == draft.sentence and each.measure == "yoy"
        if each is not None and beside and _same_subject(index, draft, each):
            yield tie("growth_from_index", each, "index", index=draft)


def grows(draft: Draft) -> bool:
    """Whether a figure is growth on the year before, in per cent or in times."""
    return draft.measure == "yoy" and draft.unit in {"%", "倍"}  # 增长1.5倍


def bases(index: FigureIndex) -> Iterator[tuple[Draft, Draft]]:
    """Yield every level of an earlier time with the later one that it is set beside."""
    for base in index.drafts:
        told = base.pattern in {"compared", "price"} and base.measure == "other"
        told = told and base.unit != "%"
        if (base.counted or "/" in base.unit or told) and not base.limit:
            current = _current(index, base)
            if current is None or current.limit:
                continue
            if current.thing != base.thing:
                continue  # 1.08亿部 and 6440万部 are of one unit
            if [bool(says("fresh", index.left(e)[-8:])) for e in (base, current)] != [True, False]:
                yield base, current  # no 余额1138.3亿元,…(上年新增98.4亿元),增长11.4%


def growth_from_bases(index: FigureIndex) -> Iterator[Proposal]:
    """Propose growth from two printed levels: 完成25.0亿元,去年同期10.0亿元,增长150%."""
    for base, current in bases(index):
        growth = _growth(index, base, current)
        if growth is None or says("other_prices", index.text[growth.end : growth.end + 16]):
            continue
        if apart(base.period, growth) or not _a_year(index, base, current):
            continue
        if growth.pattern == "percent.bare":
            continue  # 比上年的4.0元跌去60%: no known word says which way
        if says("yearly", growth.lead) and says("short", index.left(base)):
            continue  # 由年初的3500元/吨涨至3850元/吨,同比上涨21%
        yield tie("growth_from_levels", growth, "growth.base", current=current, base=base)
    yield from _printed_twice(index)


def growth_of(index: FigureIndex, level: Draft) -> Draft | None:
    """Return the growth that is printed right behind a level."""
    for each in index.after(level, within=3):
        if (
            each.measure == "yoy"
            and canonical(each.indicator) == canonical(level.indicator)
            and each.depth == level.depth
            and each.period == level.period
            and each.area == level.area
        ):
            return each
    return None


def _printed_twice(index: FigureIndex) -> Iterator[Proposal]:
    """Propose growth from the same level of the year before near it: 42.0亿元。2024年…,增长30%.

    Levels of a sample, and those that a bracket qualifies, are of another reckoning.
    """
    for current in levels(index.drafts):
        growth = growth_of(index, current)
        aim = says("aim_before", index.left(current))  # 较计划405万吨超7.6万吨,…增长3.5%
        if (
            growth is None
            or aim
            or not grows(growth)
            or is_real(growth)
            or growth.limit
            or current.lost
        ):
            continue
        if says("resampled", current.indicator) or index.may_be_another(current):
            continue  # 零售总额: growth is of what this year's sample had
        since = growth.reference_period or current.period.previous_year()
        bases = index.same(current, measure=current.measure, period=since)
        bases = [e for e in bases if not says("aim_before", index.left(e))]
        near = [e for e in levels(bases, current, "unit", "status") if index.is_near(e, current)]
        behind = (index.text[each.end : each.end + 16] for each in (current, growth, *near))
        if len(near) == 1 and not any(says("other_prices", words) for words in behind):
            yield tie("growth_from_levels", growth, "growth.same", current=current, base=near)


def _a_year(index: FigureIndex, base: Draft, current: Draft) -> bool:
    """Whether a base is of the year before and as long, unless growth from it is told: 由…增至…."""
    if says("from", index.left(base)):
        return True
    years = current.until.year - base.until.year
    spans = {len(each.period.months) for each in (base, current)}
    if years == 0 and base.period != current.period and base.pattern != "compared":
        return 0 in spans  # 9月12.6亿元,8月10.5亿元,分别增长4%和7%
    return years <= 1 and (len(spans) == 1 or 0 in spans)


def _current(index: FigureIndex, base: Draft) -> Draft | None:
    """Return the level that a base is set beside: before it, or behind 增至."""
    behind = index.following(base)
    if behind is not None and index.moved(base, behind):
        return behind
    if not is_base(index, base):
        return None
    level = level_of(index, base)
    if level is None and base.pattern == "compared":  # 较上季的82.4亿元增长6.3%,达87.6亿元
        near = (e for e in index.after(base, within=3) if e.counted)
        level = next((e for e in near if e.sentence == base.sentence), None)
        return level if level and says("reaches", index.left(level)) else None
    if level is None or not any(says("fresh", index.left(each)) for each in (level, base)):
        return level
    spans = {
        (each.start and each.start.month, each.end.month) for each in (base.period, level.period)
    }
    return level if len(spans) == 1 else None  # 新增23家,去年末295家: a flow and a stock


def is_base(index: FigureIndex, figure: Draft) -> bool:
    """Whether a figure is the level of an earlier time: 去年同期为70个; not 比去年同期多70个."""
    own = re.split("[(,;]", index.left(figure))[-1]
    if figure.pattern == "compared" or says("beside_time", own):
        return True  # 较上年同期138.4亿元增长10.3%; 相比2023年6月出货额270.4亿元
    moved = figure.pattern == "level.change" or (says("than", own) and not own.endswith("的"))
    told = says("base", own)
    if moved or told is None or len(own) >= 16:
        return False
    beside = index.sentence(figure.sentence)  # a year is an earlier one beside a later one
    dated = told[0][0] in "0123456789第一二三四"
    return not dated or any(e.until > figure.until for e in beside)


def level_of(index: FigureIndex, figure: Draft) -> Draft | None:
    """Return the level that a base or a change is said of; none where two may be meant.

    In 84个,其中工业51个,增加14个 it may be the whole's or the part's; once growth was said of the
    whole it is the part's.
    """
    if says("of_total", index.left(figure)):  # 其中…12家、…208家。总数比上年末的255家增加
        told = [b.total for b in index.blocks if b.complete and b.total.start < figure.start]
        told = [e for e in told if (e.paragraph, e.unit) == (figure.paragraph, figure.unit)]
        return told[-1] if told else None
    for each in islice(index.earlier(figure), 4):
        moved = each.pattern in {"level.change", "level.gap", "growth.direction"}
        if moved or each.measure in {"yoy", "rate", "share"} or is_base(index, each):
            continue
        of_it = (says(role, index.left(each)) for role in ("of_whole", "aim_before", "pace"))
        if any(of_it):  # 526家,占全市714家的73.7%,增加48家; 61.0万人次,日均1671人次,上年为44.8
            continue  # 57.8亿元,为预算80亿元的72.3%,减少17.0
        alike = each.unit == figure.unit and (each.pattern in _MEASURED or "/" in each.unit)
        own = _same_subject(index, each, figure) or _shortened(index, each, figure)
        fits = (each.counted or alike) and own
        return each if fits and (figure.depth or not _in_parts(index, each)) else None
    return None


def _shortened(index: FigureIndex, level: Draft, base: Draft) -> bool:
    """Whether a base is called by the end of a level's name: 贷款余额…,上年同期余额为…."""
    name = canonical(base.indicator)
    told = is_base(index, base) and ";" not in index.between(level, base)
    return told and len(name) > 1 and canonical(level.indicator).endswith(name)


def _in_parts(index: FigureIndex, level: Draft) -> bool:
    """Whether a level is listed with others, or is a part of one of which no growth was said."""
    words = index.left(level)
    if says("joined", words) and not says("step_to", words):  # not 突破1000万、达1145万人次
        return True
    for each in (level, *index.earlier(level)):
        _, stop, own = index.left(each).rpartition(";")
        if says("among", own) or says("division", own):
            told = (e for e in index.earlier(each) if e.pattern != "level.gap")
            whole = next(told, None)
            return whole is not None and whole.counted
        if stop:
            break
    return False


def _growth(index: FigureIndex, base: Draft, current: Draft) -> Draft | None:
    """Return the growth printed between two levels, behind or right before them, of the later time.

    In 19.6亿元,下降12.5%,上年同期22.4亿元;1-5月下降18.3% it is the first; in 318.6,2022年为302.4、
    增长1.9% what follows is the earlier level's own.
    """
    first, last = sorted((base, current), key=lambda each: each.number_start)
    behind = [e for e in index.after(last, within=3) if not e.depth]
    behind = [e for e in behind if e.pattern != "level.change" and e.sentence == last.sentence][:1]
    ahead = [e for e in islice(index.earlier(base), 1) if not says("yearly", e.lead)]
    ahead = ahead if says("moves_from", index.left(base)) else []  # 上涨12%,由5000元涨至5600元
    beside = {"", "相比"} if base.pattern == "compared" else {"相比"}
    touches = [
        e
        for e in behind
        if (e.pattern, e.unit) == ("growth.direction", "%")
        and index.text[base.end : e.start] in beside
    ]  # 比上年末的71.96万辆增长9.3%
    near = takewhile(lambda each: not each.counted, index.earlier(last))
    told = [e for e in near if e.number_start > first.number_start and e.measure == "yoy"]
    for each in touches or told or behind or ahead:
        mine = not index.left(each).endswith("的")
        own = last is base and says("joined", index.left(each)) is not None
        level = current if told and not touches and first is current else last
        pair = sorted((level, each), key=lambda one: one.number_start)
        dated = each.period in {current.period, base.period if touches else current.period}
        dated = dated or (bool(touches) and each.until == current.until)
        fits = mine and dated and not own and not is_real(each)
        if fits and (grows(each) or touches) and _same_subject(index, pair[0], pair[1]):
            return each
    return None


def apart(since: Period | None, growth: Draft) -> bool:
    """Whether growth is over another time than the one since when a level moved."""
    if since is None:
        return False
    if growth.reference_period is not None:
        return growth.reference_period.end != since.end
    return "yoy" in growth.roles and since.end.month != growth.period.end.month


def _same_subject(index: FigureIndex, first: Draft, second: Draft) -> bool:
    """Whether a second figure of a sentence is said of what the first one is."""
    if canonical(first.indicator) == canonical(second.indicator):
        return True
    between = re.sub(r"\([^()]*\)", "", index.text[first.end : second.start])
    return says("plain", between) is not None


def shares_moved(index: FigureIndex, told: Sequence[Proposal]) -> Iterator[Proposal]:
    """Propose how a share moved in a year by its part's and whole's growth: 占59%,提高2.3个百分点.

    Each grew as is said right behind its level, at the prices and of the things that it counts.
    """
    for each in told:
        pair = [draft for role, draft in each.inputs if role in {"part", "whole"}]
        rates = [rate for level in pair if (rate := growth_of(index, level)) is not None]
        share, change = each.drafts[0], index.following(each.drafts[0])
        if each.check != "share" or len(rates) != 2 or each.doubts or change is None:
            continue
        moved = change.measure == "pp_change" and says("share_moved", index.left(change))
        same = canonical(change.indicator) == canonical(share.indicator) and not change.limit
        plain = not any(is_real(e) or e.limit or not grows(e) for e in rates)
        if moved and same and plain and not any(map(_is_rebased, pair)):
            roles = ("share", "part_growth", "whole_growth")
            inputs = tuple(zip(roles, (share, *rates), strict=True))
            yield Proposal("share_change", change, inputs, pattern="change.share")


def _is_rebased(level: Draft) -> bool:
    """Whether a level's growth is of another base than the level that the year before printed."""
    return any(says(role, level.indicator) is not None for role in ("resampled", "rebased"))


RULES = (growth_from_indices, growth_from_bases)
