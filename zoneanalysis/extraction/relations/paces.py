"""Levels a month or a day, and from one month to the next: 月均, 日均, 环比 (进度)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.growth import is_base, level_of
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, levels, sole, tie
from zoneanalysis.extraction.relations.names import (
    bare_name,
    canonical,
    is_average,
    is_real,
    number_said,
    says,
)
from zoneanalysis.extraction.relations.rivals import may_be_meant
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.units import unit

__all__ = ["RULES"]

_YEARS = range(2, 21)  # of an average
_CLAUSES = 8  # of a sentence before a level, in which its time may stand


def paces(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 上半年完成48.6亿元,月均8.1亿元 by six months, 日均 by their days or by 8天接待….

    The level is the one right before it in the sentence, with its months or days in its words.
    """
    for draft in index.drafts:
        mine = index.group(draft)
        told = says("pace", own := index.own(mine[0]))
        if told is None or not draft.plain or not draft.counted:
            continue
        each = told["each"] or told["per"]
        flows = [e for e in index.earlier(mine[0]) if e.counted and e.unit != "天"]
        behind = _days_behind(index, draft) if each != "月" else ""
        same = [e for e in flows if e.period == draft.period] if behind else flows
        listed = [e for e in same if not is_base(index, e)][: len(mine)]  # 上年同期…万吨,…,日均…
        total, number = next((e for e in listed if _alike(e, draft)), None), behind
        if own[: told.start()]:
            total, number = _of_its_time(index, draft, own[: told.start()])
        if total is None or total.limit or is_average(total) or total.status != draft.status:
            continue
        if says("among", index.opening(total)) and not says("among", index.left(total)):
            continue  # 186起,其中火灾47起、救援62起、救助77起,平均每天6.2起: of which?
        if number or ";" not in index.between(total, draft):
            first = listed[-1] if len(mine) > 1 else total
            months = says("months_long", index.left(total)) if each == "月" else None
            number = f"{number_said(months['number'])}个" if months else number
            if number := number or _number(index, draft, first, each):
                count = (("count", number),)
                yield tie("average", draft, "average.pace", total=total, params=count)


def _days_behind(index: FigureIndex, draft: Draft) -> str:
    """Return the days that the bracket behind a pace counts: 日均5.3万吨(按31天计算)."""
    behind = index.following(draft)
    if behind is None or not behind.depth or behind.unit != "天":
        return ""
    opened = index.text[draft.end : behind.number_start] in {"(", "(按"}
    return f"{behind.value}个" if opened else ""


def _of_its_time(index: FigureIndex, draft: Draft, when: str) -> tuple[Draft | None, str]:
    """Return the one level of a pace's time in the paragraph, and the days that it is of.

    In 国庆8天接待386.5万人次。去年7天…;今年日均48.3万人次 the words before the pace say which.
    """
    near = levels(index.above(draft), draft, "period")
    days = [e for e in near if e.unit == "天"]
    totals = [e for e in near if _alike(e, draft) and not says("pace", index.left(e))]
    if when not in index.mentions(draft) or len(days) != 1 or len(totals) != 1:
        return None, ""
    beside = days[0].sentence == totals[0].sentence and days[0].end < totals[0].start
    return (totals[0], f"{days[0].value}个") if beside else (None, "")


def yearly(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 年均 by the years that are told: 五年新增19.8万人,年均3.96万人.

    Of a change they are those between its two levels: 由2012年的…减少到2017年的…,累计减贫…,年均….
    """
    for draft in index.drafts:
        told = says("pace_year", index.own(draft))
        near = list(islice(index.earlier(draft), 3))
        if told is None or not draft.plain or not draft.counted or not levels(near[:1]):
            continue
        total = near[0]
        if not _alike(total, draft) or is_average(total) or ";" in index.between(total, draft):
            continue
        years = says("years_long", index.left(total))
        number: Fraction | int = number_said(years["number"]) if years else 0
        if not years and total.period == draft.period and total.period.start:
            number = Fraction(len(total.period.months), 12)  # 2020年至2024年累计…,年均…
        if told["change"] and len(near) == 3 and says("moved_by", index.left(total)):
            moved = index.moved(near[2], near[1])
            number = near[1].until.year - near[2].until.year if moved else 0
        if number in _YEARS:
            count = (("count", f"{int(number)}个"),)
            yield tie("average", draft, "average.pace", total=total, params=count)


def _alike(first: Draft, second: Draft) -> bool:
    """Whether two figures count or measure the same: 2.1万户 and 118户."""
    units = [unit(each.unit) for each in (first, second)]
    named = units[0].is_count and first.thing != second.thing
    return units[0].dimension == units[1].dimension and not named


def per_head(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 按年平均常住人口计算,人均… by the mean of the people at both ends of the year."""
    for draft in index.drafts:
        own = re.split("[,;:。]", index.left(draft))[-1]
        by = says("mean_people", index.opening(draft))
        if by is None or "人均" not in own or draft.limit:
            continue
        near, year = list(index.before(draft, within=60)), draft.until.year
        people = [e for e in near if e.counted and says("people", canonical(e.indicator))]
        people = [e for e in people if e.unit.endswith("人") and e.period.start is None]
        people = [e for e in people if (by["kind"] or "") in e.indicator]
        now, before = (sole([e for e in people if e.until.year == at]) for at in (year, year - 1))
        noun = bare_name(vocabulary().ties["mean_end"].sub("", own.split("人均")[-1]))
        totals = [e for e in levels(near) if e.until.year == year and e.period.start is not None]
        totals = [e for e in totals if len(e.period.months) == 12]
        total = sole([e for e in totals if bare_name(e.indicator) == noun] if noun else totals[:1])
        if not (now and before) or canonical(now.indicator) != canonical(before.indicator):
            continue
        if total and _alike(total, draft):
            yield tie(
                "average", draft, "average.people", total=total, count=now, earlier_count=before
            )


def _number(index: FigureIndex, draft: Draft, total: Draft, each: str) -> str:
    """Return the months or days of a level as its sentence tells them; "" where it doesn't.

    Days are those right before it, 春节8天接待37.5万人次, else those of its months. Its sentence
    names its time alone before it.
    """
    if each != "月":
        behind = [e for e in index.earlier(draft) if e.unit == "天" and e.number_start > total.end]
        if behind:
            return f"{behind[0].value}个" if len(behind) == 1 and not behind[0].limit else ""
        lasts = [e for e in index.sentence(total.sentence) if says("lasting", index.left(e))]
        days = sole([e for e in lasts if e.unit == "天"])
        some = says("some_days", index.left(total))  # 前3天销售额
        if days is not None and days.end < total.start and not (days.limit or some):
            return f"{days.value}个"
        days = index.preceding(total)
        if days is not None and days.sentence == total.sentence and days.unit == "天":
            beside = not days.limit and not re.search("[,;:。、]", index.between(days, total))
            return f"{days.value}个" if beside else ""
    near = range(total.clause, max(-1, total.clause - _CLAUSES), -1)
    clauses = [index.clauses[i] for i in near if index.clauses[i].sentence == total.sentence]
    told = [[e for e in clause.mentions if e.start < total.start] for clause in clauses]
    told = told[:1] if told and told[0] else told
    months = total.period.months if total.period.start else ()
    if sum(map(len, told)) != 1 or (each == "月" and len(months) < 2) or not months:
        return ""
    days_of = (monthrange(month.year, month.month)[1] for month in months)
    return f"{len(months) if each == '月' else sum(days_of)}个"


def month_on_month(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 5月完成33.6亿元,环比增长48.0% by the level of April, each printed with its month.

    Of quarters alike. Of several levels of the time before none is meant for sure.
    """
    for growth in index.drafts:
        if growth.unit != "%" or "mom" not in growth.roles or not growth.plain:
            continue
        level = _grown(index, growth)
        if level is None or level.period.start is None or is_real(growth) or is_average(level):
            continue
        name, months = bare_name(level.indicator), level.period.months
        if says("adjusted", level.indicator) or name != bare_name(growth.indicator):
            continue
        if len(months) not in {1, 3} or level.limit:
            continue
        alike = levels(index.paragraph(level.paragraph), level, "unit", "area", "status")
        bases = [
            each
            for each in alike
            if bare_name(each.indicator) == name
            and each.period.start is not None
            and len(each.period.months) == len(months)
            and each.until.shifted(1) == months[0]
        ]
        if base := sole(bases):
            yield tie("growth_from_levels", growth, "growth.month", current=level, base=base)


def _grown(index: FigureIndex, growth: Draft) -> Draft | None:
    """Return the level that grew on the month before: the last of its sentence, of its month.

    Where that is the one it grew from, 5月8.2万吨,4月6.8万吨,环比增长20.6%, it is the one set
    beside it, or the one of the month that growth names: 7月为3.2亿元,8月环比增长5.0%.
    """
    told = [each for each in index.earlier(growth) if each.pattern != "compared"]
    last = next((each for each in told if each.counted), None)
    if last is not None and last is told[0] and is_base(index, last):
        level = level_of(index, last)
        if level is None or ";" in index.between(level, last):
            return None
        near = takewhile(lambda each: each is not level, told[1:])
        return None if any("mom" in each.roles for each in near) else level
    if last is None or last.period == growth.period or last is not told[0]:
        return last if last and last.period == growth.period else None
    named = growth.evidence["period"].how == "own"
    again = index.named(bare_name(last.indicator), last) if named else []
    return next((e for e in again[::-1] if e.period == growth.period), None)


def calendar(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 完成年度任务的45.6%,快于序时进度3.9个百分点 by the months of the year that are over.

    Of the share of the year's aim right before it. Offices may count days, or set months apart: it
    is kept where it holds, or one slip explains it.
    """
    for gap in index.drafts:
        if gap.measure != "pp_gap" or not gap.plain or not says("calendar", gap.reference):
            continue
        share = next(index.earlier(gap), None)
        attains = share is not None and (share.relation or says("paced", share.indicator))
        if share is None or share.unit != "%" or not (attains and share.plain):
            continue
        part, dated = says("of_a_part", share.reference), says("to_a_day", index.opening(gap))
        if share.period.is_ytd and share.period == gap.period and not (part or dated):
            elapsed = (("elapsed", str(share.period.elapsed)),)
            found = tie("schedule_gap", gap, "gap.calendar", own=share, params=elapsed)
            if may_be_meant(found):
                yield found


RULES = (paces, yearly, per_head, month_on_month, calendar)
