"""Growth from what is printed beside it: an index, a change, the level a year before (增长)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.bases import bases, is_base, level_of, same_subject
from zoneanalysis.extraction.relations.index import COUNTED, FigureIndex, Proposal, canonical, says
from zoneanalysis.extraction.relations.names import is_real
from zoneanalysis.values.periods import Period

__all__ = [
    "growth_from_bases",
    "growth_from_changes",
    "growth_from_indices",
    "growth_of",
]


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
            if each.depth == 0 and same_subject(index, draft, each):
                yield Proposal("growth_from_index", each, (("index", draft),), pattern="index")
                break


def growth_from_changes(index: FigureIndex) -> Iterator[Proposal]:
    """Propose growth from a level and how much more it is: 4.4万人,增加0.4万人,增长10%."""
    for change in index.drafts:
        gained = change.measure == "count" and says("gained", index.left(change))
        if not (gained or change.pattern == "level.change") or change.depth or change.bound:
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
        if since and (since[0] != "年初" or "yoy" in growth.roles or growth.start < change.start):
            continue  # 比年初增加3.2亿元,同比增长5%; 比5月增加5亿元,增长4%
        if (
            _apart(change.reference_period, growth)
            or is_real(change)
            or says("current", index.left(change))
        ):
            continue
        beside = max(change, level, key=lambda each: each.number_start)
        beside = beside if beside.number_start < growth.number_start else change
        if not _plain(index, beside, growth) or _at(index, change) != _at(index, growth):
            continue
        yield Proposal(
            "growth_from_change",
            growth,
            (("current", level), ("change", change)),
            pattern="change.level",
        )
    yield from _moved(index)


def _at(index: FigureIndex, draft: Draft) -> tuple[int, int]:
    """Return which figure of its list one is, and of how many: 减少3起、7人,下降4.4%和58.3%."""
    group = index.group(draft)
    return next(at for at, each in enumerate(group) if each is draft), len(group)


def _reached(index: FigureIndex, change: Draft) -> Draft | None:
    """Return the level that a change led to: 净增74家,达到512家."""
    each = next(index.after(change, within=1), None)
    if each is None or each.measure not in COUNTED or each.sentence != change.sentence:
        return None
    words = index.text[change.end : each.number_start]
    same = canonical(each.indicator) == canonical(change.indicator)
    return each if same and says("reaches", words) and not each.bound else None


def _beside(index: FigureIndex, level: Draft, change: Draft) -> Draft | None:
    """Return the growth right behind a change, else the one between its level and it."""
    for before in sorted((change, level), key=lambda each: -each.number_start):
        each = next(index.after(before, within=1), None)
        grows = each is not None and each.measure == "yoy" and each.unit == "%"
        if grows and each is not None and each.sentence == change.sentence and not each.depth:
            last = before.number_start == max(change.number_start, level.number_start)
            return each if last or each.number_start < change.start else None
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
            yield Proposal(
                "growth_from_change",
                growth,
                (("current", level), *(("change", each) for each in moved)),
                pattern="change.level",
                doubts=("whole",),
            )


def differences(index: FigureIndex) -> Iterator[Proposal]:
    """Propose a change of a level as its two levels: 比上半年多5.1亿元, 比上年的74家多12家."""
    for change in index.drafts:
        if change.pattern != "level.change" or change.depth or change.bound:
            continue
        beside = next(index.before(change, within=1), None)
        told = beside is not None and beside.pattern == "compared" and beside.end == change.start
        inside = beside is not None and _set_beside(index, beside, change)
        if beside is not None and not told and (pair := _since_base(index, beside, change)):
            yield Proposal("difference", change, pair, pattern="change.base")
            continue
        later = level_of(index, beside if told and beside else change)
        since = change.reference_period
        dated = since is not None and later is not None and later.period == change.period
        if later is None or not (told or inside or dated):
            continue
        found = index.same(later, measure=later.measure, period=since)
        near = [each for each in found if each.paragraph == change.paragraph and not each.bound]
        near = [beside] if beside and (told or inside) else near
        if near and {later.unit, change.unit} == {near[0].unit} and near[0].status == later.status:
            inputs = (("later", later), ("earlier", near[0]))
            yield Proposal("difference", change, inputs, pattern="change.levels")


def _set_beside(index: FigureIndex, base: Draft, change: Draft) -> bool:
    """Whether a bracket prints the level that a change is from: 较年初(131.2亿元)增加5.6亿元."""
    before = index.text[: base.number_start]
    opened = before.endswith("(") and says("against", before[-12:-1]) is not None
    return opened and index.text[base.end : change.start] == ")" and base.depth > change.depth


def _since_base(
    index: FigureIndex, base: Draft, change: Draft
) -> tuple[tuple[str, Draft], ...] | None:
    """Return the levels of a change right behind the earlier one: 去年同期为35.9,净增5.3亿元."""
    plain = says("plain", index.text[base.end : change.start])
    if not plain or not is_base(index, base) or base.measure not in COUNTED or base.bound:
        return None
    name = canonical(base.indicator)
    told = [e for e in index.paragraph(base.paragraph) if e.number_start < base.number_start]
    told = [e for e in told if canonical(e.indicator).endswith(name) and not (e.depth or e.bound)]
    kind = (base.unit, base.status, base.measure, base.period)
    told = [e for e in told if (e.unit, e.status, e.measure, e.period.previous_year()) == kind]
    if len({each.value for each in told}) != 1 or change.unit != base.unit:
        return None
    return (("later", told[-1]), ("earlier", base))


def growth_from_bases(index: FigureIndex) -> Iterator[Proposal]:
    """Propose growth from two printed levels: 完成25.0亿元,去年同期10.0亿元,增长150%."""
    for base, current in bases(index):
        growth = _growth(index, base, current)
        if growth is not None and says("other_prices", index.text[growth.end : growth.end + 16]):
            continue
        if growth is None or _apart(base.period, growth) or not _a_year(index, base, current):
            continue
        if growth.number_start < base.number_start and growth.reference_period is None:
            years = growth.period.end.year - base.period.end.year
            if current.number_start < base.number_start and years != 1:
                continue  # 184.6,增长43.9%,…2017年末201.2: growth on last year, and an older level
        yield Proposal(
            "growth_from_levels",
            growth,
            (("current", current), ("base", base)),
            pattern="growth.base",
        )
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
        if current.measure not in COUNTED or current.depth or current.bound or current.lost:
            continue
        growth = growth_of(index, current)
        if growth is None or growth.unit != "%" or is_real(growth) or growth.bound:
            continue
        if says("resampled", current.indicator):
            continue  # 零售总额: growth is of what this year's sample had
        if index.may_be_another(current):
            continue
        since = growth.reference_period or current.period.previous_year()
        bases = index.same(current, measure=current.measure, period=since)
        near = [e for e in bases if index.is_near(e, current) or index.is_near(current, e)]
        near = [e for e in near if e.unit == current.unit and e.status == current.status]
        if len(near) != 1 or near[0].bound or near[0].depth or since != near[0].period:
            continue
        behind = (index.text[each.end : each.end + 16] for each in (current, growth, near[0]))
        if not any(says("other_prices", words) for words in behind):
            inputs = (("current", current), ("base", near[0]))
            yield Proposal("growth_from_levels", growth, inputs, pattern="growth.same")


def _a_year(index: FigureIndex, base: Draft, current: Draft) -> bool:
    """Whether a base is of the year before and as long, unless growth from it is told: 由…增至…."""
    if says("from", index.left(base)):
        return True
    years = current.period.end.year - base.period.end.year
    spans = [len(each.period.months) for each in (base, current)]
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
            if alike and growth.measure == "yoy" and growth.unit == "%" and not is_real(growth):
                inputs = (("current", current), ("base", base))
                yield Proposal("growth_from_levels", growth, inputs, pattern="growth.listed")


def _next_group(index: FigureIndex, group: Sequence[Draft]) -> list[Draft]:
    """Return the list of as many figures right behind a list, in its sentence."""
    behind = next(index.after(group[-1], within=1), None)
    if behind is None or behind.sentence != group[-1].sentence:
        return []
    found = index.group(behind)
    return list(found) if len(found) == len(group) and found[0] is behind else []


def _growth(index: FigureIndex, base: Draft, current: Draft) -> Draft | None:
    """Return the growth that is printed between two levels, else behind them, of the later time.

    In 19.6亿元,下降12.5%,上年同期22.4亿元;1-5月下降18.3% it is the first; in 318.6,2022年为302.4、
    增长1.9% what follows is the earlier level's own.
    """
    first, last = sorted((base, current), key=lambda each: each.number_start)
    behind = (e for e in index.after(last, within=3) if not e.depth and e.pattern != "level.change")
    near = takewhile(lambda each: each.measure not in COUNTED, index.earlier(last))
    between = [each for each in near if each.number_start > first.number_start]
    told = [each for each in between if each.measure == "yoy"]
    for each in told or islice(behind, 1):
        grows = each.measure == "yoy" and each.unit == "%" and each.sentence == last.sentence
        grows = grows and not index.left(each).endswith("的")  # 为2019年的86.8%
        own = last is base and says("joined", index.left(each)) is not None
        beside = current if told and first is current else last
        pair = sorted((beside, each), key=lambda one: one.number_start)
        fits = each.period == current.period and not own and not is_real(each)
        if grows and fits and same_subject(index, pair[0], pair[1]):
            return each
    return None


def _apart(since: Period | None, growth: Draft) -> bool:
    """Whether growth is over another time than the one since when a level moved."""
    if since is None:
        return False
    if growth.reference_period is not None:
        return growth.reference_period.end != since.end
    return "yoy" in growth.roles and since.end.month != growth.period.end.month
