"""Changes of a level: growth from one, and one from two levels (增减量)."""

from __future__ import annotations

from collections.abc import Iterator

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import apart, grows, is_base, level_of
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, levels, sole, tie
from zoneanalysis.extraction.relations.names import bare_name, canonical, is_real, says
from zoneanalysis.extraction.relations.parts import of_one_time
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["RULES"]

_BESIDE = 4  # characters of 相比, between a level and the change from it
_NAME = 2  # characters of a name that tells one from another
_TIME = 8  # characters of a time that opens a bracket


def growth_from_changes(index: FigureIndex) -> Iterator[Proposal]:
    """Propose growth from a level and how much more it is: 4.4万人,增加0.4万人,增长10%."""
    for change in index.drafts:
        gained = change.measure == "count" and says("gained", index.left(change))
        if not (gained or change.pattern == "level.change") or not change.plain:
            continue
        level = _reached(index, change) if gained else level_of(index, change)
        level = level or _reached(index, change)
        if level is None or level.unit != change.unit:
            continue
        growth = _beside(index, level, change)
        if growth is None or says("other_prices", index.text[growth.end : growth.end + 16]):
            continue
        if is_real(growth) or is_real(change) or says("planned_less", change.printed):
            continue
        since = says("short", change.lead) or says("of_month", index.own(change))
        yearly = "yoy" in growth.roles or "同比" in index.left(growth)
        noun = growth.pattern == "growth.noun" and not yearly  # 降幅17%
        joined = index.text[change.end : growth.start] == "、"  # 环比增加24万吨、增长4.0%
        same = "mom" in growth.roles or (since and (noun or joined))
        if since and not same and (since[0] != "年初" or yearly):
            continue  # 比年初增加3.2亿元,同比增长5%; 当月增加5亿元,增长4%
        if ("mom" in growth.roles and not since) or apart(change.reference_period, growth):
            continue
        beside = max(change, level, key=lambda each: each.number_start)
        beside = beside if beside.number_start < growth.number_start else change
        alike = len(index.group(change)) == len(index.group(growth))
        plain = _plain(index, beside, growth) or "reached" in level.roles
        plain = plain and level.until == growth.until  # 由去年同期9.5万头继续扩大,增加1.2万头
        if alike and index.at(change) == index.at(growth) and plain:
            yield tie("growth_from_change", growth, "change.level", current=level, change=change)
    yield from _moved(index)


def _reached(index: FigureIndex, change: Draft) -> Draft | None:
    """Return the level that a change led to: 净增74家,达到512家."""
    near = [e for e in index.after(change, within=2) if e.sentence == change.sentence]
    near = near[1:] if near and _moves(near[0]) else near[:1]  # 增加12家,增长2.4%,达到512家
    told = [e for e in near if e.counted and says("reaches", index.left(e)) and not e.limit]
    same = canonical(change.indicator)
    return next((each for each in told if canonical(each.indicator) == same), None)


def _moves(draft: Draft) -> bool:
    return grows(draft) or "mom" in draft.roles


def _beside(index: FigureIndex, level: Draft, change: Draft) -> Draft | None:
    """Return the growth right behind a change, else the one between its level and it."""
    last = max(change.number_start, level.number_start)
    if "reached" in level.roles and index.following(level) is change:
        each = index.preceding(level)  # 下降70%至134.8亿元,同比减少314.5亿元
        own = canonical(change.indicator) == canonical(level.indicator)
        beside = each is not None and each.sentence == level.sentence
        if each is not None and beside and _moves(each) and ";" not in index.between(each, level):
            return each if own and not says("short", change.lead) else None
    for before in (change, level):
        each = index.following(before)
        if each is not None and _moves(each) and each.sentence == change.sentence:
            told = before.number_start == last or each.number_start < last
            return each if told else None
    return None


def _plain(index: FigureIndex, change: Draft, growth: Draft) -> bool:
    """Whether nothing new is named between a change and the growth that says the same."""
    first, second = sorted((change, growth), key=lambda each: each.number_start)
    between = index.text[first.end : second.start]
    return says("plain", between) is not None


def _moved(index: FigureIndex) -> Iterator[Proposal]:
    """Propose growth from a level and all the changes said of it: 合计增收…;合计减收…."""
    by_level: dict[int, tuple[Draft, list[Draft]]] = {}
    for draft in index.drafts:
        if draft.pattern == "level.change" and not draft.depth and "合计" in draft.lead:
            alike = [e for e in index.above(draft, within=12) if e.indicator == draft.indicator]
            for each in [e for e in alike if e.measure == "level"][:1]:
                by_level.setdefault(id(each), (each, []))[1].append(draft)
    for level, moved in by_level.values():
        growth = next(iter(index.same(level, measure="yoy")), None)
        if growth is not None and {each.value > 0 for each in moved} == {True, False}:
            check, whole = "growth_from_change", ("whole",)
            yield tie(check, growth, "change.level", current=level, change=moved, doubts=whole)


def differences(index: FigureIndex) -> Iterator[Proposal]:
    """Propose a change of a level as its two levels: 比上半年多5.1亿元, 比上年的74家多12家.

    And how much less than another that is named a level is: 住宅均价4704元,比商品房均价低360元.
    """
    for change in index.drafts:
        pair, pattern = None, "change.levels"
        if change.pattern == "level.gap":
            pair, pattern = _than_another(index, change), "gap.levels"
        elif not change.limit and (
            change.pattern == "level.change" or says("increment", index.left(change))
        ):
            grown = _grown_from(index, change)
            beside = grown or index.preceding(change)
            told = beside is not None and beside.pattern == "compared"
            told = told and beside is not None and bool(grown or _touches(index, beside, change))
            if beside is not None and not told:
                pair, pattern = _since_base(index, beside, change), "change.base"
            if pair is None:
                pair, pattern = _two_levels(index, change, beside if told else None)
                pattern = "change.inside" if pair and told else pattern
        if pair is not None:
            yield tie("difference", change, pattern, later=pair[0], earlier=pair[1])


def _grown_from(index: FigureIndex, change: Draft) -> Draft | None:
    """Return the level that growth right before a change is from: 比8044家增长4.5%,净增360家."""
    growth, base, *_ = (*index.before(change, within=2), change, change)
    beside = grows(growth) and is_base(index, base) and growth.sentence == base.sentence
    plain = beside and says("plain", index.text[base.end : growth.start])
    return base if plain and says("plain", _lead(index, base, change)) else None


def _lead(index: FigureIndex, base: Draft, change: Draft) -> str:
    """Return the words before a change's own, its base's time left out: ,比年初|增加."""
    words, noun = index.left(change), says("increment", index.left(change))
    end = noun.start() if noun else len(words) - (change.number_start - change.start)
    same = change.reference_period == base.period
    return words[:end].replace(change.reference, "") if same else words[:end]


def _two_levels(
    index: FigureIndex, change: Draft, told: Draft | None
) -> tuple[tuple[Draft, Draft] | None, str]:
    """Return the level that moved and the one that it moved from, which may be *told* before it."""
    later, behind = level_of(index, told or change), _bracketed(index, change)
    if later is None and behind is not None:
        same = index.same(behind, measure=behind.measure, period=change.period)
        same = [e for e in same if not says("among", index.left(e))]  # whose?
        now = sole(same)
        return (now, behind) if now else None, "change.bracket"
    last, since = index.preceding(change), change.reference_period
    inside = last if last is not None and _set_beside(index, last, change) else None
    dated = since is not None and later is not None and later.period == change.period
    if later is None or not (told or inside or dated):
        return None, ""
    found = index.same(later, measure=later.measure, period=since)
    done = _done_then(index, later, change)
    near = done or [e for e in found if e.paragraph == change.paragraph and not e.limit]
    near = [each for each in (told or inside,) if each] or near or _base_behind(index, change)
    if behind and since and behind.until == since.end and not near:
        near = [behind] if canonical(behind.indicator) == canonical(later.indicator) else []
    base = sole(near)
    alike = base is not None and {e.thing for e in (base, change)} == {later.thing}
    kin = base is not None and (bool(done) or base.status == later.status)
    return (later, base) if base and kin and alike else None, "change.levels"


def _done_then(index: FigureIndex, level: Draft, change: Draft) -> list[Draft]:
    """Return what was done of a level at the time of 比2015年实际少0.54万人, wherever it stands."""
    if not says("did_then", index.left(change)):
        return []
    kind = (level.area, level.unit, change.reference_period, "actual", "")
    told = index.named(bare_name(level.indicator), change)
    return [e for e in told if (e.area, e.unit, e.period, e.status, e.limit) == kind]


def _than_another(index: FigureIndex, gap: Draft) -> tuple[Draft, Draft] | None:
    """Return a level and the one of its kind, time and paragraph that it is said to be less than.

    The other one is called what the comparison names, or that and what both are of: 公办园 of
    公办园生均经费.
    """
    area, length = index.gazetteer.leading(gap.reference)
    placed = area is not None and length == len(gap.reference)
    if area is not None and placed and (pair := _than_place(index, gap, area.name)):
        return pair
    name = vocabulary().ties["all_of"].sub("", canonical(gap.reference))
    told = [e for e in index.earlier(gap) if e.unit != "%"]  # 占限额的93.9%,比限额少1.87亿元
    if says("aims", name):  # 决算82.4万元,为预算100万元的82.4%,低于预算17.6万元
        aims = [e for e in told if e.status == "target" and name in index.left(e)]
        told = [e for e in told if e.status == "actual"]
        pair = (told[0], aims[0]) if told and len(aims) == 1 else None
        return pair if pair and len({(e.unit, e.plain) for e in (*pair, gap)}) == 1 else None
    own = told[0] if told else None
    if own is None or not gap.plain or own.limit or len(name) < _NAME:
        return None
    kind = (own.unit, own.area, own.status, own.depth, "")
    alike = [
        each
        for each in index.paragraph(own.paragraph)
        if (each.unit, each.area, each.status, each.depth, each.limit) == kind
        and of_one_time(own, each)
        and (each.counted or each.pattern == "price")
        and _is_called(canonical(each.indicator), name, canonical(own.indicator))
    ]
    measured = own.unit.partition("/")[0] == gap.unit.partition("/")[0]
    other = sole(alike) if measured else None
    return (own, other) if other and canonical(own.indicator) == canonical(gap.indicator) else None


def _than_place(index: FigureIndex, gap: Draft, place: str) -> tuple[Draft, Draft] | None:
    """Return the last level of a gap's place and the same one of the place that it names.

    甲市9529.1亿元,高出乙市70.2亿元; 乙市7856.6亿元,甲市7821.3亿元,乙市高出甲市35.3亿元.
    """
    told = [e for e in index.earlier(gap) if e.counted and e.plain and e.unit == gap.unit]
    own = next((e for e in told if e.area == gap.area), None)
    if own is None or not gap.plain or says("among", index.left(own)):
        return None
    kind = (own.unit, own.period, own.measure, own.status, canonical(own.indicator), place)
    alike = [
        e
        for e in levels(index.paragraph(own.paragraph))
        if (e.unit, e.period, e.measure, e.status, canonical(e.indicator), e.area.name) == kind
    ]
    other = sole(alike)
    return (own, other) if other and own.thing == gap.thing else None


def _is_called(name: str, said: str, own: str) -> bool:
    """Whether a name is what was said, the end of it, or that and a word of the other's name."""
    if name != own and said.endswith(name):
        return len(name) > 1
    rest = name.removeprefix(said) if name.startswith(said) else name.removesuffix(said)
    shared = any(rest[at : at + 2] in own for at in range(len(rest) - 1))
    return name != own and rest != name and (not rest or shared)  # 债务限额 beside 债务余额


def _touches(index: FigureIndex, base: Draft, change: Draft) -> bool:
    """Whether a change stands right behind what it is from: 比74家多12家, 同74家相比,多12家."""
    between = index.text[base.end : change.start]
    return not between or (len(between) < _BESIDE and says("set_beside", between) is not None)


def _bracketed(index: FigureIndex, change: Draft) -> Draft | None:
    """Return the earlier level in a bracket right behind a change: 增加14.9万人(2010年42.1万人)."""
    base = index.following(change)
    if base is None or index.text[change.end : change.end + 1] != "(" or base.limit:
        return None
    told = says("base", words := index.text[change.end + 1 : base.number_start])
    earlier = base.until < change.until and base.unit == change.unit
    return base if told and len(words) <= _TIME and base.counted and earlier else None


def _base_behind(index: FigureIndex, change: Draft) -> list[Draft]:
    """Return the level right behind a change that it is told from: 比年初增加3.2,年初余额为19.8."""
    base = index.following(change)
    if base is None or base.sentence != change.sentence or not base.plain:
        return []
    since = change.reference[:2]
    told = index.text[change.end : base.number_start].startswith(f",{since}")
    return [base] if told and len(since) > 1 and is_base(index, base) and base.counted else []


def _set_beside(index: FigureIndex, base: Draft, change: Draft) -> bool:
    """Whether a bracket prints the level that a change is from: 较年初(131.2亿元)增加5.6亿元."""
    before = index.text[: base.number_start]
    closed = before.endswith("(") and index.text[base.end : change.start] == ")"
    return closed and says("against", before[-12:-1]) is not None


def _since_base(index: FigureIndex, base: Draft, change: Draft) -> tuple[Draft, Draft] | None:
    """Return the levels of a change right behind the earlier one: 去年同期为35.9,净增5.3亿元."""
    plain = says("plain", _lead(index, base, change).removeprefix(":1"))
    level = base.counted or base.pattern in {"index", "price", "ratio.times"}
    if not plain or not level or base.limit or not is_base(index, base):
        return None
    name, kind = canonical(base.indicator), (base.unit, base.status, base.measure)
    told = [e for e in index.paragraph(base.paragraph) if e.number_start < base.number_start]
    told = [e for e in told if canonical(e.indicator).endswith(name) and e.plain]
    told = [e for e in told if (e.unit, e.status, e.measure) == kind]
    since = change.reference_period in {None, base.period}
    last = told[-1:] if since else []  # 2.10,2018年为2.12
    beside = last == [*index.before(base, within=1)] and bool(last)
    begun = says("at_start", index.left(base).lstrip(",(")) is not None
    beside = beside and (begun or last[0].until >= base.until)
    later = sole(last if beside else [e for e in told if e.period.previous_year() == base.period])
    return (later, base) if later and change.unit == base.unit else None


RULES = (growth_from_changes, differences)
