"""Levels a month or a day, and from one month to the next: 月均, 日均, 环比 (进度)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import COUNTED, FigureIndex, Proposal, canonical, says
from zoneanalysis.extraction.relations.names import is_average, is_real

__all__ = ["month_on_month", "paces"]

_CLAUSES = 8  # of a sentence before a level, in which its time may stand


def paces(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 上半年完成48.6亿元,月均8.1亿元 by six months, 8天接待37.5万人,日均4.7万人 by days.

    The level is the one right before it in the sentence, with its months or days in its words.
    """
    for draft in index.drafts:
        told = says("pace", own := re.split("[,;:。、]", index.left(draft))[-1])
        if (
            told is None
            or own[: told.start()]
            or draft.depth
            or draft.bound
            or draft.measure not in COUNTED
        ):
            continue
        flows = [e for e in index.earlier(draft) if e.unit != "天" and e.pattern != "level.change"]
        total = next((e for e in flows if e.measure in COUNTED), None)
        if total is None or total.bound or is_average(total):
            continue
        if total.unit.lstrip("万亿") != draft.unit.lstrip("万亿"):
            continue
        if ";" in index.between(total, draft) or total.status != draft.status:
            continue
        number = (
            _months(index, total)
            if "月" in {told["each"], told["of"]}
            else _days(index, total) or _days(index, draft)
        )
        if number:
            yield Proposal(
                "average", draft, (("total", total),), (("count", number),), "average.pace"
            )


def _months(index: FigureIndex, total: Draft) -> str:
    """Return the months of a level, where its sentence names its time alone before it; else ""."""
    near = range(total.clause, max(-1, total.clause - _CLAUSES), -1)
    clauses = [index.clauses[i] for i in near if index.clauses[i].sentence == total.sentence]
    told = [[e for e in clause.mentions if e.start < total.start] for clause in clauses]
    told = told[:1] if told and told[0] else told
    months = total.period.months if total.period.start else ()
    return f"{len(months)}个" if sum(map(len, told)) == 1 < len(months) else ""


def _days(index: FigureIndex, total: Draft) -> str:
    """Return the days that were counted right before a level: 春节8天接待37.5万人次."""
    days = next(index.before(total, within=1), None)
    if days is None or days.sentence != total.sentence or days.unit != "天" or days.bound:
        return ""
    return "" if re.search("[,;:。、]", index.between(days, total)) else f"{days.value}个"


def month_on_month(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 5月完成33.6亿元,环比增长48.0% by the level of April, each printed with its month.

    Of quarters alike. Of several levels of the time before none is meant for sure.
    """
    for growth in index.drafts:
        if growth.unit != "%" or "mom" not in growth.roles or growth.depth or growth.bound:
            continue
        told = (e for e in index.earlier(growth) if e.pattern != "compared")
        level = next((e for e in told if e.measure in COUNTED), None)
        if level is None or level.period.start is None or level.period != growth.period:
            continue
        if (
            is_real(growth)
            or says("adjusted", level.indicator)
            or is_average(level)
            or canonical(level.indicator) != canonical(growth.indicator)
        ):
            continue
        months = level.period.months
        if len(months) not in {1, 3} or level.bound:
            continue
        bases = [
            each
            for each in index.paragraph(level.paragraph)
            if each.measure in COUNTED
            and (each.unit, each.area, each.status) == (level.unit, level.area, level.status)
            and canonical(each.indicator) == canonical(level.indicator)
            and each.period.start is not None
            and len(each.period.months) == len(months)
            and each.period.end.shifted(1) == months[0]
            and not (each.depth or each.bound)
        ]
        if len({each.value for each in bases}) == 1:
            inputs = (("current", level), ("base", bases[0]))
            yield Proposal("growth_from_levels", growth, inputs, pattern="growth.month")
