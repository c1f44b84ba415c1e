"""Changes of a level: growth from one, and one from two levels (增减量)."""

from __future__ import annotations

from collections.abc import Iterator

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import apart, grows, is_base, level_of
from zoneanalysis.extraction.relations.index import (
    FigureIndex,
    Proposal,
    bare_name,
    canonical,
    says,
)
from zoneanalysis.extraction.relations.names import is_real
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["differences", "growth_from_changes"]

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
        if is_real(growth) or says("planned_less", change.printed):
            continue
        since = says("short", change.lead)
        yearly = "yoy" in growth.roles or "同比" in index.left(growth)
        noun = growth.pattern == "growth.noun" and not yearly  # 降幅17%
        joined = index.text[change.end : growth.start] == "、"  # 环比增加24万吨、增长4.0%
        same = "mom" in growth.roles or (since and (noun or joined))
        if since and not same and (since[0] != "年初" or yearly):
            continue  # 比年初增加3.2亿元,同比增长5%; 比5月增加5亿元,增长4%
        if (since and growth.start < change.start) or ("mom" in growth.roles and not since):
            continue
        if (
            apart(change.reference_period, growth)
            or is_real(change)
            or says("current", index.left(change))
        ):
            continue
        beside = max(change, level, key=lambda each: each.number_start)
        beside = beside if beside.number_start < growth.number_start else change
        if not _plain(index, beside, growth) or _at(index, change) != _at(index, growth):
            continue
        yield Proposal.of(
            "growth_from_change", growth, "change.level", current=level, change=change
        )
    yield from _moved(index)


def _at(index: FigureIndex, draft: Draft) -> tuple[int, int]:
    """Return which figure of its list one is, and of how many: 减少3起、7人,下降4.4%和58.3%."""
    group = index.group(draft)
    return next(at for at, each in enumerate(group) if each is draft), len(group)


def _reached(index: FigureIndex, change: Draft) -> Draft | None:
    """Return the level that a change led to: 净增74家,达到512家."""
    near = [e for e in index.after(change, within=2) if e.sentence == change.sentence]
    near = near[1:] if near and _moves(near[0]) else near[:1]  # 增加12家,增长2.4%,达到512家
    if not near or not near[0].counted:
        return None
    each = near[0]
    words = index.left(each)
    same = canonical(each.indicator) == canonical(change.indicator)
    return each if same and says("reaches", words) and not each.limit else None


def _moves(draft: Draft) -> bool:
    return grows(draft) or "mom" in draft.roles


def _beside(index: FigureIndex, level: Draft, change: Draft) -> Draft | None:
    """Return the growth right behind a change, else the one between its level and it."""
    for before in (change, level):
        each = index.following(before)
        if each is None or not _moves(each):
            continue
        if each.sentence == change.sentence and not each.depth:
            last = max(change.number_start, level.number_start)
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
        if draft.pattern != "level.change" or draft.depth or "合计" not in draft.lead:
            continue
        for each in index.before(draft):
            if each.paragraph != draft.paragraph:
                break
            alike = each.measure == "level" and each.unit == draft.unit
            if alike and each.indicator == draft.indicator:
                by_level.setdefault(id(each), (each, []))[1].append(draft)
                break
    for level, moved in by_level.values():
        growth = next((each for each in index.same(level, measure="yoy") if not each.depth), None)
        if growth is not None and {each.value > 0 for each in moved} == {True, False}:
            yield Proposal.of(
                "growth_from_change",
                growth,
                "change.level",
                current=level,
                change=moved,
                doubts=("whole",),
            )


def differences(index: FigureIndex) -> Iterator[Proposal]:
    """Propose a change of a level as its two levels: 比上半年多5.1亿元, 比上年的74家多12家.

    And how much less than another that is named a level is: 住宅均价4704元,比商品房均价低360元.
    """
    for change in index.drafts:
        if change.pattern == "level.gap" and (pair := _than_another(index, change)):
            yield Proposal.of("difference", change, "gap.levels", later=pair[0], earlier=pair[1])
        if change.pattern != "level.change" or not change.plain:
            continue
        beside = index.preceding(change)
        told = beside is not None and beside.pattern == "compared"
        told = told and beside is not None and _touches(index, beside, change)
        inside = beside is not None and _set_beside(index, beside, change)
        if beside is not None and not told and (pair := _since_base(index, beside, change)):
            yield Proposal.of("difference", change, "change.base", later=pair[0], earlier=pair[1])
            continue
        later = level_of(index, beside if told and beside else change)
        behind = _bracketed(index, change)
        if later is None and behind is not None:
            same = index.same(behind, measure=behind.measure, period=change.period)
            same = [e for e in same if e.unit == change.unit and e.plain]
            same = [e for e in same if not says("among", index.left(e))]  # whose?
            if len({each.value for each in same}) == 1:
                yield Proposal.of(
                    "difference", change, "change.bracket", later=same[0], earlier=behind
                )
            continue
        since = change.reference_period
        dated = since is not None and later is not None and later.period == change.period
        if later is None or not (told or inside or dated):
            continue
        found = index.same(later, measure=later.measure, period=since)
        done = _done_then(index, later, change)
        near = done or [e for e in found if e.paragraph == change.paragraph and not e.limit]
        near = [beside] if beside and (told or inside) else near or _base_behind(index, change)
        if behind and since and behind.period.end == since.end and not near:
            near = [behind] if canonical(behind.indicator) == canonical(later.indicator) else []
        alike = {each.thing for each in (later, change, *near[:1])}  # 3.48万张, 1460张
        kin = bool(near) and (bool(done) or near[0].status == later.status)
        if kin and len(alike) == 1 and len({e.value for e in near}) == 1:
            yield Proposal.of("difference", change, "change.levels", later=later, earlier=near[0])


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
    name = vocabulary().ties["all_of"].sub("", canonical(gap.reference))
    own = index.preceding(gap)
    plain = own is not None and not (not gap.plain or own.limit or says("aims", name))
    if own is None or not plain or len(name) < _NAME or own.sentence != gap.sentence:
        return None
    kind = (own.unit, own.period, own.area, own.status, own.depth, "")
    alike = [
        each
        for each in index.paragraph(own.paragraph)
        if (each.unit, each.period, each.area, each.status, each.depth, each.limit) == kind
        and (each.counted or each.pattern == "price")
        and _is_called(canonical(each.indicator), name, canonical(own.indicator))
    ]
    if own.unit.partition("/")[0] != gap.unit.partition("/")[0]:
        return None
    if canonical(own.indicator) != canonical(gap.indicator) or len({e.value for e in alike}) != 1:
        return None
    return None if alike[0] is own else (own, alike[0])


def _is_called(name: str, said: str, own: str) -> bool:
    """Whether a name is what was said, the end of it, or that and a word of the other's name."""
    if name == own or not name.startswith(said):
        return name != own and len(name) > 1 and said.endswith(name)
    rest = name.removeprefix(said)
    return not rest or any(rest[at : at + 2] in own for at in range(len(rest) - 1))


def _touches(index: FigureIndex, base: Draft, change: Draft) -> bool:
    """Whether a change stands right behind what it is from: 比74家多12家, 同74家相比,多12家."""
    between = index.text[base.end : change.start]
    return not between or (len(between) < _BESIDE and says("set_beside", between) is not None)


def _bracketed(index: FigureIndex, change: Draft) -> Draft | None:
    """Return the earlier level in a bracket right behind a change: 增加14.9万人(2010年42.1万人)."""
    base = index.following(change)
    if base is None or index.text[change.end : change.end + 1] != "(" or base.limit:
        return None
    words = index.text[change.end + 1 : base.number_start]
    told = says("base", words) is not None and len(words) <= _TIME and base.counted
    earlier = base.period.end < change.period.end and base.unit == change.unit
    return base if told and earlier and base.depth > change.depth else None


def _base_behind(index: FigureIndex, change: Draft) -> list[Draft]:
    """Return the level right behind a change that it is told from: 比年初增加3.2,年初余额为19.8."""
    base = index.following(change)
    if base is None or base.sentence != change.sentence or not base.plain:
        return []
    words = index.text[change.end : base.number_start]
    since = change.reference[:2]
    told = is_base(index, base) and len(since) > 1 and words.startswith(f",{since}")
    return [base] if told and base.counted else []


def _set_beside(index: FigureIndex, base: Draft, change: Draft) -> bool:
    """Whether a bracket prints the level that a change is from: 较年初(131.2亿元)增加5.6亿元."""
    before = index.text[: base.number_start]
    opened = before.endswith("(") and says("against", before[-12:-1]) is not None
    return opened and index.text[base.end : change.start] == ")" and base.depth > change.depth


def _since_base(index: FigureIndex, base: Draft, change: Draft) -> tuple[Draft, Draft] | None:
    """Return the levels of a change right behind the earlier one: 去年同期为35.9,净增5.3亿元."""
    plain = says("plain", index.text[base.end : change.start].removeprefix(":1"))
    level = base.counted or base.pattern in {"index", "ratio.times"}
    if not plain or not is_base(index, base) or not level or base.limit:
        return None
    name, since = canonical(base.indicator), change.reference_period
    told = [e for e in index.paragraph(base.paragraph) if e.number_start < base.number_start]
    told = [e for e in told if canonical(e.indicator).endswith(name) and e.plain]
    kind = (base.unit, base.status, base.measure)
    told = [e for e in told if (e.unit, e.status, e.measure) == kind]
    beside = since is None and told[-1:] == [*index.before(base, within=1)]  # 2.10,2018年为2.12
    if not (beside and told[-1].period.end > base.period.end):
        told = [e for e in told if e.period.previous_year() == base.period]
    else:
        told = told[-1:]
    if len({each.value for each in told}) != 1 or change.unit != base.unit:
        return None
    return told[-1], base
