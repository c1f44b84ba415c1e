"""Gaps, changes, index and growth, cumulated levels, repeats (比较)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.places import Gazetteer
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal, canonical
from zoneanalysis.extraction.twins import is_repeat
from zoneanalysis.values.periods import Month

__all__ = ["changes", "gaps", "growth_of_indices", "growth_with_change", "monotone", "repeats"]

_RATES = ("yoy", "rate", "share")


def gaps(index: FigureIndex, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Propose a gap for 低于全市(-10.4%)28.7个百分点 and 高于规模以上工业3.2个百分点."""
    for draft in index.drafts:
        if draft.measure != "pp_gap" or draft.depth or draft.unit == "%":
            continue
        own = _own(index, draft)
        if own is None:
            continue
        reference = _bracketed(index, draft, own)
        pattern = "gap.bracket"
        if reference is None:
            reference, pattern = _elsewhere(index, draft, own, gazetteer), "gap.elsewhere"
        if reference is not None and reference is not own:
            yield Proposal(
                "pp_gap", draft, (("own", own), ("reference", reference)), pattern=pattern
            )


def _own(index: FigureIndex, draft: Draft) -> Draft | None:
    for each in index.before(draft):
        if each.sentence != draft.sentence or each.depth:
            if each.sentence != draft.sentence:
                break
            continue
        if (
            each.measure in _RATES
            and each.area == draft.area
            and (
                canonical(each.indicator) == canonical(draft.indicator)
                and each.period == draft.period
            )
        ):
            return each
    found = [
        each
        for measure in _RATES
        for each in index.same(draft, measure=measure)
        if each.number_start < draft.number_start and not each.depth and each.status == draft.status
    ]
    return found[-1] if found else None


def _bracketed(index: FigureIndex, draft: Draft, own: Draft) -> Draft | None:
    """Return the figure in the bracket right before: between the comparing word and the gap."""
    for each in index.before(draft, within=3):
        if each is own:
            return None
        if each.depth and each.sentence == draft.sentence and each.unit == own.unit:
            return each if draft.number_start - each.end <= 8 else None
    return None


def _elsewhere(index: FigureIndex, draft: Draft, own: Draft, gazetteer: Gazetteer) -> Draft | None:
    area, length = gazetteer.leading(draft.reference)
    rest = canonical(draft.reference[length:] if area else draft.reference)
    rest = (
        rest.removesuffix("增速").removesuffix("增幅").removesuffix("平均水平").removesuffix("平均")
    )
    if area is not None and not rest:
        found = index.same(own, measure=own.measure, area=area.name)
        return FigureIndex.nearest(draft, found)
    if len(rest) < 3 or area is not None:
        return None
    fits = [
        each
        for each in index.before(draft, within=40)
        if each.measure == own.measure
        and each.period == own.period
        and each.area == own.area
        and not each.depth
        and rest in canonical(each.indicator)
        and canonical(each.indicator) != canonical(own.indicator)
    ]
    return min(fits, key=lambda each: len(each.indicator)) if fits else None


def changes(index: FigureIndex) -> Iterator[Proposal]:
    """Propose a change of a rate: 较第一季度(-31%)下降8.1个百分点."""
    for draft in index.drafts:
        if draft.measure != "pp_change" or draft.pattern == "growth.of_growth":
            continue
        if draft.reference_period is None:
            continue
        later = _own(index, draft)
        if later is None:
            continue
        earlier = _bracketed(index, draft, later)
        if earlier is None:
            found = index.same(later, measure=later.measure, period=draft.reference_period)
            earlier = FigureIndex.nearest(draft, found)
        if earlier is not None and earlier is not later:
            yield Proposal(
                "pp_change", draft, (("later", later), ("earlier", earlier)), pattern="change"
            )
        else:
            yield Proposal(
                "pp_change",
                draft,
                (("later", later),),
                (("earlier_period", period_text(draft.reference_period)),),
                "change.open",
                0.8,
            )


def period_text(period: object) -> str:
    """Return a period as the tables write it: a whole year by its number."""
    text = str(period)
    year = text[:4]
    return year if text == f"{year}-01/{year}-12" else text


def growth_of_indices(index: FigureIndex) -> Iterator[Proposal]:
    """Propose an index with the growth that it says: 价格指数为100.7,同比上涨0.7%."""
    for draft in index.drafts:
        if draft.unit != "指数":
            continue
        for each in index.after(draft, within=2):
            if (
                each.sentence == draft.sentence
                and each.measure == "yoy"
                and (each.indicator == draft.indicator)
            ):
                yield Proposal("growth_from_index", each, (("index", draft),), pattern="index")
                break


def growth_with_change(index: FigureIndex) -> Iterator[Proposal]:
    """Propose growth from a level and the changes that are said of it: 合计增收…,合计减收…."""
    by_level: dict[int, tuple[Draft, list[Draft]]] = {}
    for draft in index.drafts:
        if draft.pattern != "level.change" or draft.depth or not draft.unit.endswith("元"):
            continue
        if re.search("年初|上月|上季|环比|上年末|上年底", draft.lead):
            continue
        for each in index.before(draft):
            if each.paragraph != draft.paragraph:
                break
            if (
                each.measure == "level"
                and each.indicator == draft.indicator
                and each.unit == draft.unit
            ):
                by_level.setdefault(id(each), (each, []))[1].append(draft)
                break
    for level, moved in by_level.values():
        growth = next((each for each in index.same(level, measure="yoy") if not each.depth), None)
        both = {each.value > 0 for each in moved}
        if growth is not None and (len(moved) == 1 or both == {True, False}):
            yield Proposal(
                "growth_from_change",
                growth,
                (("current", level), *(("change", each) for each in moved)),
                pattern="change.level",
            )


def monotone(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that a year-to-date level may not fall: January–June against January–July."""
    seen: dict[tuple[str, str, int, str], list[Draft]] = {}
    for draft in index.drafts:
        if draft.measure == "level" and draft.period.is_ytd and draft.status != "target":
            key = (canonical(draft.indicator), draft.area.name, draft.period.year, draft.unit)
            seen.setdefault(key, []).append(draft)
    for drafts in seen.values():
        firsts: dict[Month, Draft] = {}
        for draft in drafts:
            firsts.setdefault(draft.period.end, draft)
        ordered = [firsts[end] for end in sorted(firsts)]
        for earlier, later in pairwise(ordered):
            yield Proposal(
                "ytd_monotone", "", (("later", later), ("earlier", earlier)), pattern="cumulated"
            )


def repeats(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that one quantity printed twice is the same."""
    zones: dict[str, list[Draft]] = {}
    for draft in index.drafts:
        if draft.counts_zones and draft.code == "zone_count":
            zones.setdefault(draft.area.name, []).append(draft)
    for drafts in zones.values():
        for other in drafts[1:]:
            if is_repeat(drafts[0], other):
                yield Proposal("repeat", other, (("other", drafts[0]),), pattern="repeat.zones")
    for key, drafts in index.quantities():
        if key[3] not in {"level", "yoy", "count", "rate"}:
            continue
        alike = [
            each
            for each in drafts
            if each.unit == drafts[0].unit
            and each.status == drafts[0].status
            and each.bound == ""
            and "nosubject" not in each.reasons
            and "list" not in each.reasons
        ]
        if len(alike) < 2 or alike[0].indicator == "项目总投资":
            continue
        if key[3] == "count" and (alike[0].counts_zones or alike[0].unit != "次"):
            continue
        for other in alike[1:]:
            if not is_repeat(alike[0], other):
                continue
            yield Proposal("repeat", other, (("other", alike[0]),), pattern="repeat")
