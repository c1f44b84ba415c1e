"""How many times another level, and growth a year between two levels: 是…的X倍, 年均增长 (倍数)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import bases
from zoneanalysis.extraction.relations.index import (
    COUNTED,
    FigureIndex,
    Proposal,
    bare_name,
    canonical,
    says,
)
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.units import unit

__all__ = ["annual_growth", "multiples", "two_years"]

_YEARS = range(2, 21)  # as many as the relation knows


def annual_growth(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 年均增长 of two printed levels: 由2018年的312.5提高到2023年的446.3,年均增长7.4%."""
    for base, current in bases(index):
        years = _years(base, current)
        last = max(base, current, key=lambda each: each.number_start)
        behind = (e for e in index.after(last, within=4) if e.sentence == last.sentence)
        growth = next((e for e in behind if "annual" in e.roles and e.unit == "%"), None)
        if growth is None or years not in _YEARS or growth.limit:
            continue
        named = canonical(growth.indicator) in {canonical(current.indicator), ""}
        if not named or says("real", growth.lead) or _is_volume(growth):
            continue
        if says("other_prices", index.text[growth.end : growth.end + 16]):
            continue  # 年均增长13.1%(按可比价格计算)
        if says("own_span", index.left(growth)):
            continue  # 近三年年均增长8.0%, 快于收入年均增长3.0%
        if years != 5 and says("five_years", index.left(growth)):
            continue  # 由2016年的…增至2020年的…,“十三五”年均增长: from the end of 2015
        inputs = (("base", base), ("growth", growth))
        yield Proposal("annual_growth", current, inputs, (("years", str(years)),), "growth.annual")


def two_years(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 两年平均增长5.4% with 比2019年同期增长11.1% before it, or with both years' growth."""
    for mean in index.drafts:
        if mean.unit != "%" or mean.limit or not says("two_years", index.left(mean)):
            continue
        own = canonical(mean.indicator), mean.area, mean.depth
        near = (e for e in index.earlier(mean) if not e.limit)
        told = [e for e in near if (canonical(e.indicator), e.area, e.depth) == own]
        both = told[0] if told and _over_two(index, told[0], mean) else None
        rates = [e for e in told if e.measure == "yoy" and e.unit == "%"]
        turned = len(rates) > 1 and says("turned_from", index.left(rates[1]))
        if both is not None:
            yield Proposal("two_years", both, (("average", mean),), pattern="growth.years")
        elif turned and says("turned_to", index.between(rates[1], rates[0])):
            inputs = (("average", mean), ("first", rates[1]))
            yield Proposal("two_years", rates[0], inputs, pattern="growth.years")
    for both in index.drafts:
        if both.unit != "%" or both.limit or both.depth or not _over_two(index, both, both):
            continue
        now = index.same(both, measure="yoy")
        then = index.same(both, measure="yoy", period=both.period.previous_year())
        plain = not any(each.limit for each in (*now, *then))
        if plain and len({e.value for e in now}) == len({e.value for e in then}) == 1:
            inputs = (("first", then[0]), ("second", now[0]))
            yield Proposal("two_years", both, inputs, pattern="growth.years")


def _over_two(index: FigureIndex, both: Draft, mean: Draft) -> bool:
    """Whether growth is said to be on the year two years before."""
    since = says("since_year", index.left(both))
    return since is not None and int(since["year"]) == mean.period.end.year - 2


def _years(base: Draft, current: Draft) -> int:
    """Return the years between two levels by the date that the first prints; 0 where none."""
    start, end = base.period.start, base.period.end
    one = start is None or start.year == end.year  # of 2019-2023年 it may be either end's
    dated = one and base.evidence["period"].how == "own"
    dated = dated and (base.pattern == "compared" or current.evidence["period"].how == "own")
    return current.period.end.year - end.year if dated else 0


def _is_volume(growth: Draft) -> bool:
    """Whether growth is that of what it names at constant prices, as of 生产总值 unless said."""
    words = growth.indicator + growth.lead
    return says("volume", words) is not None and says("nominal", words) is None


def multiples(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 是2018年的1.31倍 and 支出是收入的2.43倍 by the two levels, where both are printed."""
    for draft in index.drafts:
        if draft.pattern != "multiple" or draft.depth or draft.limit:
            continue
        told = _moved(index, draft) or _of_a_time(index, draft)
        level, other = told or _named(index, draft) or (None, None)
        if level is None or other is None or _measures(level) != _measures(other) or other.limit:
            continue
        if len(index.group(level)) > 1 and told is not None:
            continue  # 五年累计54.8亿元,各年分别为6.1、…和16.8亿元,是“九五”时期21.6亿元的2.5倍
        if _is_volume(level) or says("real", draft.lead):
            continue
        if {level.status, other.status} <= {"actual", "estimate"} and not level.limit:
            inputs = (("level", level), ("other", other))
            yield Proposal("multiple", draft, inputs, pattern="multiple")


def _measures(level: Draft) -> str:
    """Return what a level is measured in; of counted things their unit: 亿元 and 万元 are alike."""
    own = unit(level.unit)
    return level.unit.lstrip("万亿") if own.is_count else own.dimension


def _moved(index: FigureIndex, draft: Draft) -> tuple[Draft, Draft] | None:
    """Return the level reached and the one that it began at: 由214家增至682家,是五年前的3.2倍."""
    near = list(islice(index.earlier(draft), 2))
    if len(near) < 2 or not says("times_before", index.left(draft)):
        return None
    later, earlier = near
    told = says("from", index.left(earlier)) and says("to", index.between(earlier, later))
    alike = {each.measure for each in near} <= COUNTED and not later.limit
    return (later, earlier) if told and alike else None


def _of_a_time(index: FigureIndex, draft: Draft) -> tuple[Draft, Draft] | None:
    """Return a level and that of another time: 446.3亿元,是2018年(312.5亿元)的1.4倍."""
    near = [e for e in index.earlier(draft) if e.measure in COUNTED]
    same = [e for e in near if canonical(e.indicator) == canonical(draft.indicator)]
    inside = bool(near) and index.between(near[0], draft) == "的"
    if inside and len(near) > 1 and same in ([], near[:1]):
        told = says("is_times", index.left(near[0]))
        alike = (near[0].unit, near[0].measure) == (near[1].unit, near[1].measure)
        plain = near[0].period == near[1].period and not says("among", index.left(near[1]))
        return (near[1], near[0]) if told and alike and plain else None  # 是乙园4.55亿元的8倍
    if not same:
        return None
    if inside and near[0] is same[0] and len(same) > 1 and says("is_times", index.left(same[0])):
        return same[1], same[0]
    level = next((each for each in same if each.period != draft.period), None)
    if level is None or not says("is_times", index.left(draft)):
        return None
    found = index.same(level, measure=level.measure, period=draft.period)
    return (level, found[0]) if len({each.value for each in found}) == 1 else None


def _named(index: FigureIndex, draft: Draft) -> tuple[Draft, Draft] | None:
    """Return the two levels that 支出是收入的2.43倍 names, each the only one so called."""
    told = says("one_is_times", index.left(draft))
    if told is None:
        return _just_told(index, draft)
    if says("former_latter", told["level"]) and says("former_latter", told["other"]):
        last = [e for e in index.earlier(draft) if e.measure in COUNTED][:2]
        turned = last if says("latter", told["level"]) else last[::-1]
        return (turned[0], turned[1]) if len(last) == 2 else None
    near = [e for e in index.before(draft, within=12) if e.paragraph == draft.paragraph]
    pair = [_only(index, near, told[name]) for name in ("level", "other")]
    level, other = pair
    if level is None or other is None or level is other:
        return None
    places = says("place_end", told["level"]) and says("place_end", told["other"])
    alike = level.period == other.period and (level.area == other.area or places)
    return (level, other) if alike else None


def _just_told(index: FigureIndex, draft: Draft) -> tuple[Draft, Draft] | None:
    """Return the level right before a multiple and the one it names: 8.6亿元,为核销金额的87.5倍."""
    told = says("just_is_times", index.left(draft))
    level = next(index.earlier(draft), None)
    if told is None or level is None or level.measure not in COUNTED:
        return None
    name = bare_name(vocabulary().nouns["then"].sub("", told["other"]))
    near = [e for e in index.before(level, within=12) if e.paragraph == draft.paragraph]
    near = [e for e in near if e.period == level.period and not (e.depth or e.limit)]
    near = [e for e in near if unit(e.unit).dimension == unit(level.unit).dimension]
    near = [e for e in near if bare_name(e.indicator).endswith(name) and len(name) > 1]
    return (level, near[0]) if len({each.value for each in near}) == 1 else None


def _only(index: FigureIndex, near: Sequence[Draft], name: str) -> Draft | None:
    """Return the one level whose name ends so."""
    found = [e for e in near if e.measure in COUNTED and _is_called(index, e, name)]
    found = [each for each in found if not canonical(each.indicator).endswith(f"进{name}")]
    return found[0] if len({each.value for each in found}) == 1 else None


def _is_called(index: FigureIndex, level: Draft, name: str) -> bool:
    """Whether a level's name ends so, or the words right before it do: 甲区6842万美元."""
    own = level.evidence["indicator"].how == "own" and canonical(level.indicator).endswith(name)
    place = level.evidence["area"].how == "own" and level.area.name == name
    return own or place or index.left(level).endswith(name)
