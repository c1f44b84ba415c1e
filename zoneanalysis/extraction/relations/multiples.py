"""How many times another level, and growth a year between two levels: 是…的X倍, 年均增长 (倍数)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import bases, grows, is_base
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, levels, sole, tie
from zoneanalysis.extraction.relations.names import bare_name, canonical, number_said, says
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.units import unit

__all__ = ["RULES"]


_YEARS = range(2, 21)  # as many as the relation knows
_YEAR = 12  # months
_PLAN = 5  # years


def annual_growth(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 年均增长 of two printed levels: 由2018年的312.5提高到2023年的446.3,年均增长7.4%."""
    for base, current in bases(index):
        last = max(base, current, key=lambda each: each.number_start)
        later = (e for e in index.after(last, within=4) if e.sentence == last.sentence)
        growth = next((e for e in later if "annual" in e.roles and e.unit == "%"), None)
        if growth is None or growth.limit:
            continue
        said = says("years_own", index.left(growth)) or says("years_between", index.opening(base))
        number = number_said(said["number"]) if said else 0
        years = _years(base, current, number)
        if years not in _YEARS:
            continue
        named = canonical(growth.indicator) in {canonical(current.indicator), ""}
        behind = index.text[growth.end : growth.end + 16]
        if not named or says("real", growth.lead) or says("other_prices", behind):
            continue  # 年均增长13.1%(按可比价格计算)
        if _is_volume(growth) and not says("nominal_behind", behind):
            continue
        if says("own_span", index.left(growth)):
            continue  # 近三年年均增长8.0%, 快于收入年均增长3.0%
        if years != _PLAN and says("five_years", index.left(growth)):
            continue  # 由2016年的…增至2020年的…,“十三五”年均增长: from the end of 2015
        params = (("years", str(years)),)
        yield tie(
            "annual_growth", current, "growth.annual", base=base, growth=growth, params=params
        )


def two_years(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 两年平均增长5.4% with 比2019年同期增长11.1% before it, or with both years' growth."""
    for mean in index.drafts:
        if mean.unit != "%" or mean.limit or not says("two_years", index.left(mean)):
            continue
        own = canonical(mean.indicator), mean.area, mean.depth
        near = (e for e in index.earlier(mean) if not e.limit)
        told = [e for e in near if (canonical(e.indicator), e.area, e.depth) == own]
        both = told[0] if told and _over_two(index, told[0], mean) else None
        rates = [e for e in told if grows(e) and e.unit == "%"]
        turned = len(rates) > 1 and says("turned_from", index.left(rates[1]))
        if both is not None:
            yield tie("two_years", both, "growth.years", average=mean)
        elif turned and says("turned_to", index.between(rates[1], rates[0])):
            yield tie("two_years", rates[0], "growth.years", average=mean, first=rates[1])
    for both in index.drafts:
        if both.unit != "%" or not both.plain or not _over_two(index, both, both):
            continue
        now = index.same(both, measure="yoy")
        then = index.same(both, measure="yoy", period=both.period.previous_year())
        before, after = sole(then), sole(now)
        if before and after and not any(each.limit for each in (*now, *then)):
            yield tie("two_years", both, "growth.years", first=before, second=after)


def _over_two(index: FigureIndex, both: Draft, mean: Draft) -> bool:
    """Whether growth is said to be on the year two years before."""
    since = says("since_year", index.left(both))
    return since is not None and int(since["year"]) == mean.until.year - 2


def _years(base: Draft, current: Draft, number: int) -> int:
    """Return the years between two levels by the date that the first prints; 0 where none.

    *number*: of the years that growth itself says that it is over, 0 where it says none.
    """
    start, end = base.period.start, base.period.end
    one = start is None or start.year == end.year  # of 2019-2023年 it may be either end's
    ends = number and base.evidence["period"] == current.evidence["period"]
    dated = one and (ends or base.evidence["period"].how == "own")  # 2018年至2023年五年间,由…
    years = current.period.end.year - end.year
    said = {"own", "frame"} if years == _PLAN else {"own"}  # of a plan: to the text's own year
    told = base.pattern == "compared" or current.evidence["period"].how in said
    return years if dated and (years == number if number else told) else 0


def _is_volume(growth: Draft) -> bool:
    """Whether growth is that of what it names at constant prices, as of 生产总值 unless said."""
    words = growth.indicator + growth.lead
    return says("volume", words) is not None and says("nominal", words) is None


def multiples(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 是2018年的1.31倍 and 支出是收入的2.43倍 by the two levels, where both are printed."""
    for draft in index.drafts:
        if draft.pattern != "multiple" or not draft.plain or says("real", draft.lead):
            continue
        told = _of_a_time(index, draft)
        pair = told or _named(index, draft)
        if pair is None or len({*map(_measures, pair)}) > 1 or any(e.limit for e in pair):
            continue
        level, other = pair
        nominal = says("nominal", index.sentence_text(draft)) is not None
        if (told and len(index.group(level)) > 1) or (_is_volume(level) and not nominal):
            continue  # 五年累计54.8亿元,各年分别为6.1、…和16.8亿元,是“九五”时期21.6亿元的2.5倍
        if {level.status, other.status} <= {"actual", "estimate"}:
            pattern = "multiple" if told else "multiple.named"
            yield tie("multiple", draft, pattern, level=level, other=other)


def _measures(level: Draft) -> str:
    """Return what a level is measured in; of counted things their unit: 亿元 and 万元 are alike."""
    own = unit(level.unit)
    return level.thing if own.is_count else own.dimension


def _of_a_time(index: FigureIndex, draft: Draft) -> tuple[Draft, Draft] | None:
    """Return a level and that of another time: 446.3亿元,是2018年(312.5亿元)的1.4倍."""
    near = [e for e in index.earlier(draft) if e.counted]
    same = [e for e in near if canonical(e.indicator) == canonical(draft.indicator)]
    inside = bool(near) and index.between(near[0], draft) == "的"
    if inside and len(near) > 1 and says("is_times", index.left(near[0])):
        if same in ([], near[:1]):
            plain = levels(near[1:2], near[0], "unit", "measure", "period")
            among = says("among", index.left(near[1]))
            return (near[1], near[0]) if plain and not among else None  # 是乙园4.55亿元的8倍
        if near[0] is same[0]:
            return same[1], same[0]
    level = next((each for each in same if each.period != draft.period), None)
    if level is None or not says("is_times", index.left(draft)):
        return None
    other = sole(index.same(level, measure=level.measure, period=draft.period))
    return (level, other) if other else None


def _named(index: FigureIndex, draft: Draft) -> tuple[Draft, Draft] | None:
    """Return the two levels that 支出是收入的2.43倍 names, each the only one so called."""
    told = says("one_is_times", index.left(draft))
    if told is None or says("just_is_times", index.left(draft)):
        return _just_told(index, draft)
    if says("former_latter", told["level"]) and says("former_latter", told["other"]):
        last = [e for e in index.earlier(draft) if e.counted][:2]
        turned = last if says("latter", told["level"]) else last[::-1]
        both = any(says("several", index.left(each)) for each in last)  # 两者合计104.7亿元
        return (turned[0], turned[1]) if len(last) == 2 and not both else None
    near = [e for e in index.above(draft, within=12) if e.counted]
    level, other = (_only(index, near, told[name]) for name in ("level", "other"))
    if level is None or other is None or level is other or level.period != other.period:
        return None
    places = says("place_end", told["level"]) and says("place_end", told["other"])
    return (level, other) if level.area == other.area or places else None


def _just_told(index: FigureIndex, draft: Draft) -> tuple[Draft, Draft] | None:
    """Return the level right before a multiple and the one it names: 8.6亿元,为核销金额的87.5倍."""
    told = says("just_is_times", index.left(draft))
    told_before = (e for e in index.earlier(draft) if e.counted and not is_base(index, e))
    level = next((e for e in told_before if ";" not in index.between(e, draft)), None)
    if told is None or level is None:
        return None
    name = bare_name(vocabulary().nouns["then"].sub("", told["other"]))
    near = [*index.above(level, within=12), *index.after(draft)]
    alike = [e for e in near if (e.period, e.paragraph) == (level.period, level.paragraph)]
    alike = [e for e in alike if e.plain and _measures(e) == _measures(level)]
    other = sole([e for e in alike if _is_so_called(e, name, level)])
    return (level, other) if other and len(name) > 1 else None


def _is_so_called(other: Draft, name: str, level: Draft) -> bool:
    """Whether a name ends so, or begins so and goes on as another's does: 加工贸易|进出口."""
    own = bare_name(other.indicator)
    tail = own.removeprefix(name)
    return own.endswith(name) or (tail != own and bare_name(level.indicator).endswith(tail))


def _only(index: FigureIndex, near: Sequence[Draft], name: str) -> Draft | None:
    """Return the one level whose name ends so."""
    found = [each for each in near if _is_called(index, each, name)]
    found = [each for each in found if not says("several", index.left(each))]
    return sole([e for e in found if not canonical(e.indicator).endswith(f"进{name}")])


def _is_called(index: FigureIndex, level: Draft, name: str) -> bool:
    """Whether a level's name ends so, or the words right before it do: 甲区6842万美元."""
    names = (canonical(level.indicator), bare_name(level.indicator))
    own = level.evidence["indicator"].how != "none" and any(e.endswith(name) for e in names)
    place = level.evidence["area"].how == "own" and level.area.name == name
    return own or place or index.left(level).endswith(name)


def attainments(index: FigureIndex) -> Iterator[Proposal]:
    """Propose what was achieved over the target printed: 完成全年5万人目标任务的55.0%.

    The target stands inside the phrase, or before what was achieved, in the same paragraph:
    全年目标为260亿元,…完成143.7亿元,完成年度目标的55.3%.
    """
    for draft in index.drafts:
        if draft.unit != "%" or draft.measure not in {"rate", "share"} or draft.depth:
            continue
        target = begin = next(index.earlier(draft), None)
        if target is None or not _is_target(index, target, draft):
            if draft.pattern != "rate.attainment":
                continue
            target, begin = _target_before(index, draft), draft
        if target is None or begin is None or target.limit:
            continue
        told = [each for each in index.earlier(begin) if each is not target]
        told = [e for e in told if _alike(e.unit, target.unit) and not is_base(index, e)]
        more = says("fresh", index.left(target)) is not None  # 完成新增贷款目标220亿元的89.4%
        told = [e for e in told if e.counted or (more and e.pattern == "level.change")]
        mine = index.group(draft)
        if len(mine) == 1 and told and index.left(told[0])[:1] == "、":
            continue  # 税收50.0亿元、非税收入20.0亿元,完成预算100.0亿元的…: of which
        told = told[:1] if len(mine) == 1 else told[::-1]  # 分别完成…: as many levels before it
        achieved = told[index.at(draft)] if len(told) == len(mine) else None
        if achieved and achieved.status == "actual" and not achieved.limit:
            yield tie("attainment", draft, "attainment", achieved=achieved, target=target)
    yield from _beside(index)


def _beside(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 计划248.7亿元,完成129.5亿元,占52.1%, and 34.8%(完成20.2亿元、计划58亿元)."""
    for draft in index.drafts:
        if draft.unit != "%" or not draft.plain or draft.reference:
            continue
        behind = list(index.after(draft, within=2))
        inside = [e for e in behind if e.depth and index.text[draft.end : draft.end + 1] == "("]
        before = list(islice(index.earlier(draft), 2))[::-1]
        bare = draft.pattern == "share.of" and index.left(draft).strip(",、") == "占"
        for pair in (inside, before if bare else []):
            done = [e for e in pair if says("attain", index.left(e)[-6:])]
            aims = [e for e in pair if e not in done and says("planned", index.left(e))]
            alike = len({e.unit for e in pair}) == 1 and all(e.counted for e in pair)
            if len(done) == len(aims) == 1 and alike and not any(e.limit for e in pair):
                yield tie("attainment", draft, "attainment.beside", achieved=done, target=aims)


def _alike(first: str, second: str) -> bool:
    """Whether two units are one, or sums of one currency: 225106万元 of 40.8亿元."""
    money = first.endswith("元") and second.endswith("元")
    return first == second or (money and unit(first).dimension == unit(second).dimension)


def _is_target(index: FigureIndex, target: Draft, share: Draft) -> bool:
    """Whether a figure right before a share is the target that it is a share of."""
    if not target.counted:
        return False
    lead, between = index.left(target), index.between(target, share)
    inside = says("aim", between) and says("attain", lead)
    return bool(inside) or (between == "的" and says("aim_before", lead) is not None)


def _target_before(index: FigureIndex, draft: Draft) -> Draft | None:
    """Return the one target of an attainment's indicator before it in its paragraph."""
    name, aim = canonical(draft.indicator.partition("完成")[0]), canonical(draft.reference)
    mine = index.group(draft)
    inside, behind = index.preceding(draft), index.following(mine[-1])
    if inside is not None and inside.depth and index.between(inside, draft) == ")的":
        opened = index.text[: inside.number_start].rpartition("(")[0][-12:]
        return inside if says("aim_before", opened) else None  # 完成预算(67.8亿元)的100.9%
    if behind is not None and behind.depth and len(index.group(behind)) == len(mine):
        between = index.between(mine[-1], behind)  # 56.5%(年计划80.0亿元)
        if re.fullmatch(r"[^,;。\d]{0,4}\([^,;。]{0,8}", between):
            aimed = says("aim", between.rpartition("(")[2])
            return index.group(behind)[index.at(draft)] if aimed else None
    if len(mine) > 1:
        return None
    near = [e for e in index.above(draft) if e.counted and e.area == draft.area]
    named = [e for e in near if canonical(e.indicator) == name]
    found = [e for e in named if e.status == "target" or says("aim_named", index.left(e))]
    here = [e for e in near if e.sentence == draft.sentence and aim in canonical(e.indicator)]
    found = found or (here if aim else [])
    apart = [role for role in ("set_by", "of_a_part") if says(role, aim)]
    found = [e for e in found if all(says(role, index.opening(e)) for role in apart)]
    if found or here:
        return found[0] if len(found) == 1 else None
    return _aim_of_year(index, draft, name)


def _aim_of_year(index: FigureIndex, draft: Draft, name: str) -> Draft | None:
    """Return the one target of the year so called, wherever the text tells it: 全年目标的65%."""
    if not says("of_year", draft.reference):
        return None
    aims = [e for e in index.named(bare_name(name), draft) if e.status == "target" and e.plain]
    aims = [e for e in aims if (e.area, e.until.year) == (draft.area, draft.until.year)]
    return sole([e for e in aims if len(e.period.months) == _YEAR])


RULES = (annual_growth, two_years, multiples, attainments)
