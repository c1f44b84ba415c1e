"""Growth from what is printed beside it: an index, a change, the level a year before (增长)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, canonical, says
from zoneanalysis.extraction.relations.names import is_real
from zoneanalysis.values.periods import Period

__all__ = ["RULES", "apart", "bases", "grows", "growth_of", "is_base", "level_of"]

_MEASURED = frozenset({"price", "index", "ratio.times"})


def growth_from_indices(index: FigureIndex) -> Iterator[Proposal]:
    """Propose an index with the growth that it says: 价格指数为100.7,同比上涨0.7%."""
    for draft in index.drafts:
        if draft.unit != "指数" or draft.depth:
            continue
        if not says("price_index", draft.indicator + index.right(draft)[:16]):
            continue  # 空气质量综合指数4.62,同比下降4.6%
        for each in index.after(draft, within=3):
            if each.sentence != draft.sentence or (each.depth == 0 and each.measure != "yoy"):
                break
            if each.depth == 0 and _same_subject(index, draft, each):
                yield Proposal.of("growth_from_index", each, "index", index=draft)
                break


def grows(draft: Draft) -> bool:
    """Whether a figure is growth on the year before, in per cent or in times."""
    return draft.measure == "yoy" and draft.unit in {"%", "倍"}  # 增长1.5倍


def bases(index: FigureIndex) -> Iterator[tuple[Draft, Draft]]:
    """Yield every level of an earlier time with the later one that it is set beside."""
    for base in index.drafts:
        told = base.pattern == "compared" and base.measure == "other" and base.unit != "%"
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
        if growth is not None and says("other_prices", index.text[growth.end : growth.end + 16]):
            continue
        if growth is None or apart(base.period, growth) or not _a_year(index, base, current):
            continue
        if says("yearly", growth.lead) and says("short", index.left(base)):
            continue  # 由年初的3500元/吨涨至3850元/吨,同比上涨21%
        if growth.number_start < base.number_start and growth.reference_period is None:
            years = growth.period.end.year - base.period.end.year
            if current.number_start < base.number_start and years != 1:
                continue  # 184.6,增长43.9%,…2017年末201.2: growth on last year, and an older level
        yield Proposal.of("growth_from_levels", growth, "growth.base", current=current, base=base)
    yield from _listed(index)
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
    for current in index.drafts:
        if not current.counted or not current.plain or current.lost:
            continue
        growth = growth_of(index, current)
        if growth is None or not grows(growth) or is_real(growth) or growth.limit:
            continue
        if says("resampled", current.indicator):
            continue  # 零售总额: growth is of what this year's sample had
        if index.may_be_another(current):
            continue
        since = growth.reference_period or current.period.previous_year()
        bases = index.same(current, measure=current.measure, period=since)
        near = [e for e in bases if index.is_near(e, current) or index.is_near(current, e)]
        near = [e for e in near if e.unit == current.unit and e.status == current.status]
        if len(near) != 1 or not near[0].plain or since != near[0].period:
            continue
        behind = (index.text[each.end : each.end + 16] for each in (current, growth, near[0]))
        if not any(says("other_prices", words) for words in behind):
            yield Proposal.of(
                "growth_from_levels", growth, "growth.same", current=current, base=near[0]
            )


def _a_year(index: FigureIndex, base: Draft, current: Draft) -> bool:
    """Whether a base is of the year before and as long, unless growth from it is told: 由…增至…."""
    if says("from", index.left(base)):
        return True
    years = current.period.end.year - base.period.end.year
    spans = [len(each.period.months) for each in (base, current)]
    earlier = base.period != current.period and base.pattern != "compared" and spans[0]
    if years == 0 and earlier:
        return False  # 9月12.6亿元,8月10.5亿元,分别增长4%和7%
    return years <= 1 and (spans[0] == spans[1] or 0 in spans)


def _listed(index: FigureIndex) -> Iterator[Proposal]:
    """Propose each growth of a list of pairs: 由23起、19人降至18起、14人,分别下降21.7%和26.3%."""
    for first in index.drafts:
        bases = index.group(first)
        if first is not bases[0] or len(bases) < 2 or not says("from", index.left(first)):
            continue
        currents, growths = _next_group(index, bases), list[Draft]()
        if says("short", index.left(first)):
            continue  # 由年初的…增至…,同比分别增长
        if currents and says("to", index.between(bases[-1], currents[0])):
            growths = _next_group(index, currents)
        for base, current, growth in zip(bases, currents, growths, strict=len(growths) > 0):
            alike = base.unit == current.unit and base.measure == current.measure
            if alike and grows(growth) and not is_real(growth):
                yield Proposal.of(
                    "growth_from_levels", growth, "growth.listed", current=current, base=base
                )


def _next_group(index: FigureIndex, group: Sequence[Draft]) -> list[Draft]:
    """Return the list of as many figures right behind a list, in its sentence."""
    behind = index.following(group[-1])
    if behind is None or behind.sentence != group[-1].sentence:
        return []
    found = index.group(behind)
    return list(found) if len(found) == len(group) and found[0] is behind else []


def _current(index: FigureIndex, base: Draft) -> Draft | None:
    """Return the level that a base is set beside: before it, or behind 增至."""
    if says("from", index.left(base)):
        behind = index.following(base)
        if behind is not None and says("to", index.between(base, behind)):
            return behind
    if is_base(index, base):
        level = level_of(index, base)
        if level is None and base.pattern == "compared":  # 较上季的82.4亿元增长6.3%,达87.6亿元
            near = (e for e in index.after(base, within=3) if e.counted)
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
    if says("beside_time", own):
        return True  # 相比2023年6月出货额270.4亿元
    moved = figure.pattern == "level.change" or (says("than", own) and not own.endswith("的"))
    told = says("base", own)
    if moved or told is None or len(own) >= 16:
        return False
    beside = index.sentence(figure.sentence)  # a year is an earlier one beside a later one
    dated = told[0][0] in "0123456789第一二三四"
    return not dated or any(e.period.end > figure.period.end for e in beside)


def level_of(index: FigureIndex, figure: Draft) -> Draft | None:
    """Return the level that a base or a change is said of; none where two may be meant.

    In 84个,其中工业51个,增加14个 it may be the whole's or the part's; once growth was said of the
    whole it is the part's.
    """
    for each in islice(index.earlier(figure), 4):
        moved = each.pattern in {"level.change", "level.gap", "growth.direction"}
        if moved or each.measure in {"yoy", "rate", "share"}:
            continue
        if is_base(index, each):
            continue
        if says("of_whole", index.left(each)) or says("aim_before", index.left(each)):
            continue  # 526家,占全市714家的73.7%,增加48家; 57.8亿元,为预算80亿元的72.3%,减少17.0
        kind = each.counted or (
            each.unit == figure.unit
            and (each.pattern in _MEASURED or each.unit != each.unit.partition("/")[0])
        )
        own = kind and (_same_subject(index, each, figure) or _shortened(index, each, figure))
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
    touches = base.pattern == "compared" and [
        e for e in behind if (e.start, e.pattern, e.unit) == (base.end, "growth.direction", "%")
    ]  # 比上年末的71.96万辆增长9.3%
    near = takewhile(lambda each: not each.counted, index.earlier(last))
    between = [each for each in near if each.number_start > first.number_start]
    told = [each for each in between if each.measure == "yoy"]
    for each in touches or told or behind or ahead:
        mine = not index.left(each).endswith("的")
        own = last is base and says("joined", index.left(each)) is not None
        beside = current if told and not touches and first is current else last
        pair = sorted((beside, each), key=lambda one: one.number_start)
        dated = each.period in {current.period, base.period if touches else current.period}
        fits = dated and not own and not is_real(each)
        if (grows(each) or touches) and mine and fits and _same_subject(index, pair[0], pair[1]):
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


RULES = (growth_from_indices, growth_from_bases)
