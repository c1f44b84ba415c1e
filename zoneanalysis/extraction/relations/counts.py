"""Counts: rates of them, subsets, zones by kind (计数)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise, takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import (
    COMPLETE,
    PARTIAL,
    FigureIndex,
    Proposal,
    levels,
    sole,
    tie,
)
from zoneanalysis.extraction.relations.names import bare_name, canonical, is_wider, says
from zoneanalysis.extraction.relations.parts import exceeds, of_one_time
from zoneanalysis.extraction.relations.rivals import verdict_of
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["RULES"]

_MOST_COMPLEMENTS = 3
_FURTHER = 40  # figures between what a firm has and what one business of it has


def rates(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that a whole number gives the rate: 项目84个,…开工率70.7%."""
    rest: dict[str, list[Draft]] = {}
    for draft in index.drafts:
        left = says("undone", draft.indicator)
        if draft.measure == "count" and left:
            rest.setdefault(left["verb"], []).append(draft)
    for draft in index.drafts:
        verb = _verb(draft, "率")
        if not says("stage", verb) or _by_other(index, draft, verb):
            continue
        counts = [
            each
            for each in index.told(draft)
            if each.measure == "count"
            and each.unit in {"个", "项"}
            and not each.limit
            and (each.sentence == draft.sentence or says("due", index.left(each)))
            and _of_these(draft.indicator[: -len(verb) - 1], each)
            and (each.until == draft.until or _was_due(index, each, draft))
        ][:4]
        listed = len(index.group(draft))
        if listed > 1:  # 签约15个、37个和28个,开工率分别为86.7%、…: each of its own
            counts = [e for e in counts if len(index.group(e)) == listed]
            counts = [e for e in counts if index.at(e) == index.at(draft)]
        done = [each for each in counts if _says_done(index, each, verb)]
        others = [each for each in counts if each not in done and not _part_of(index, each)]
        others += _host(index, counts[-1]) if done else []
        others = [each for each in others if done and says("due", index.left(each))] or others
        if done:
            if len(others) == len(done) == 1:
                yield tie("rate_from_count", draft, "rate.both", denominator=others, numerator=done)
            continue
        whole = next((e for e in others if not says("did", index.left(e))), None)  # 64个已注册58个
        if whole is None or any(says("did", index.left(e)) for e in index.earlier(draft)):
            continue  # 31个,已开工27个,…投产率64.2%: of which
        if len(index.group(whole)) != listed:
            continue  # 68个和28个,开工率分别为89.7%(61个)、42.9%(12个)
        yield tie("rate_from_count", draft, "rate.count", denominator=whole)
        for each in rest.get(verb, ())[:_MOST_COMPLEMENTS]:
            stage = says("stage", each.indicator)
            named = stage is not None and stage[0] in whole.indicator
            check, pattern = "rate_from_count", "rate.complement"
            found = tie(check, draft, pattern, denominator=whole, complement=each)
            params = (("assumed", "one set of projects at one date"),)
            yield replace(found, params=params, doubts=() if named else ("partner_far",))


def _was_due(index: FigureIndex, count: Draft, rate: Draft) -> bool:
    """Whether a count was due by the time of a rate: not 计划开工82个,…,一季度开工率21.2%."""
    how = [each.evidence["period"].how == "own" for each in (count, rate)]
    before = rate.until < count.until and how == [False, True]
    return says("due", index.left(count)) is not None and not before


def _of_these(named: str, count: Draft) -> bool:
    """Whether a count is of what a rate is named after: 项目开工率 of projects."""
    things, own = canonical(count.indicator), canonical(named).removesuffix("项目")
    if own and not says("state_doing", own):
        return own in things  # 省重点项目开工率 is not of 省市重点项目
    return "项目" in things or "工程" in things or says("stage", things) is not None


def _by_other(index: FigureIndex, rate: Draft, verb: str) -> bool:
    """Whether a rate is of other things than projects, or of another base that is said."""
    told = [each for each in index.earlier(rate) if each.counted]
    if any(verb in index.left(each) for each in told if each.unit not in {"个", "项"}):
        return True  # 29个,计划开工7926套,已开工6754套
    clause = re.split("[,;]", index.opening(rate))[-1]
    begin = rate.number_start - len(clause)
    counted = any(each.number_start >= begin for each in told if each.measure == "count")
    batch = None if counted else says("batch", clause)
    of_another = batch is not None and index.opening(rate).count(batch[0]) == 1
    return of_another or any(says("by_base", e) for e in (clause, index.right(rate)))


def _host(index: FigureIndex, first: Draft) -> list[Draft]:
    """Return the count in the sentence before, where 其中 opens the sentence of a rate."""
    near = index.above(first, within=1) if says("among", index.left(first)) else []
    return [e for e in near if e.sentence == first.sentence - 1 and e.measure == "count"]


def _says_done(index: FigureIndex, count: Draft, verb: str) -> bool:
    """Whether a count is of what a rate's verb says: 已开工9个, 18个开工建设."""
    behind = re.split("[,;。]", index.right(count), maxsplit=1)[0]
    if re.match(r"[^,;。]{0,8}?中", behind):
        return False
    if says("due", index.left(count)):
        return False  # 计划年内竣工的46个
    own = index.left(count)[-8:] + behind
    return re.search(f"(?<![未不“拟]){verb}(?!率)", own) is not None


def _part_of(index: FigureIndex, count: Draft) -> bool:
    """Whether a count is of some of the things that the rate is taken of."""
    clause = re.split("[,;:。]", index.left(count))[-1]
    return says("among", clause) is not None or says("some_only", count.indicator) is not None


def subsets(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that a part may not exceed its whole, where the vocabulary knows both."""
    counted = [each for each in index.drafts if each.counted]
    events = {each.paragraph for each in index.drafts if each.code == "batch_events"}
    yield from (*_by_name(index, counted), *_of_business(index, counted))
    yield from _held_in(index, counted)
    for part_code, whole_code in vocabulary().subsets:
        parts = [each for each in counted if each.code == part_code]
        wholes = [each for each in counted if each.code == whole_code]
        if part_code.startswith("zones_"):
            wholes = [each for each in wholes if each.status == "actual"]
        if part_code.startswith("signed_") and whole_code.startswith("batch_"):
            parts = [each for each in parts if each.paragraph in events]
        if part_code != "named_project_investment":
            parts = parts[:1]
            wholes = [whole for whole in wholes if parts and _contains(whole, parts[0])]
        whole = FigureIndex.nearest(parts[0], wholes) if parts else None
        if whole is not None:
            far = ("partner_far",)
            yield tie("sum", whole, "sum.subset", part=parts, params=PARTIAL, doubts=far)


def stages(index: FigureIndex) -> Iterator[Proposal]:
    """Propose what came of all that were begun with: 申报812个,完工846个; 入库1560个,开工1584个.

    The first are called so; those further on are no more than they, nor than those before them.
    """
    for whole in levels(index.drafts):
        if not whole.plain or not says("stage_first", index.own(whole, behind=True)):
            continue
        near = [e for e in index.after(whole) if e.sentence == whole.sentence]
        alike = [
            e
            for e in levels(near, whole, "unit", "status")
            if e.plain or says("among", index.left(e))
        ]
        alike = [*takewhile(lambda e: not index.left(e).endswith("的"), alike)]  # 去年获批的28个
        ranks = [says("stage_next", index.own(e, behind=True)) for e in alike]
        chain = [e for e, found in takewhile(lambda pair: pair[1], zip(alike, ranks, strict=True))]
        for first, later in pairwise([whole, *chain]):
            yield tie("sum", first, "sum.named", part=later, params=PARTIAL)


def containments(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that 工业固定资产投资 may not exceed 固定资产投资, told beside it."""
    wholes = sorted(whole for _, whole in vocabulary().wholes if len(whole) > 3)
    for part in levels(index.drafts):
        name = canonical(part.indicator)
        own = next((w for w in wholes if name.endswith(w) and name != w), None)
        if own is None or says("wider", name) or says("place_end", name.removesuffix(own)):
            continue  # 全社会固定资产投资, 临江市地区生产总值
        same = ("measure", "unit", "area", "period", "status")
        for whole in levels(index.sentence(part.sentence), part, *same):
            if canonical(whole.indicator) == own:
                yield tie("sum", whole, "sum.contained", part=part, params=PARTIAL)


def _by_name(index: FigureIndex, counted: Iterable[Draft]) -> Iterator[Proposal]:
    """Yield what is part of another by its name, told in one sentence: 利税9.3亿元,税金3.0亿元."""
    known: dict[str, set[str]] = {}
    for name, whole in vocabulary().subsets:
        known.setdefault(bare_name(name), set()).add(bare_name(whole))
    for part in counted:
        names = known.get(bare_name(part.indicator), set())
        near = index.paragraph(part.paragraph) if names and part.plain else ()
        told = levels(near, part, "unit", "area", "status")
        told = [e for e in told if bare_name(e.indicator) in names and of_one_time(part, e)]
        named = [e for e in told if e.sentence == part.sentence or says("limited", e.indicator)]
        if (total := sole(named)) is not None:
            yield tie("sum", total, "sum.named", part=part, params=PARTIAL)


def _held_in(index: FigureIndex, counted: Iterable[Draft]) -> Iterator[Proposal]:
    """Yield what words put in another that is more than it.

    高新技术企业744家,…高新技术企业中有专精特新企业419家; 其中10亿元以上的58个,50亿元以上的16个;
    实施项目30个、完工28个, side by side.
    """
    for part in (e for e in counted if not e.limit):
        found = says("holds", index.left(part))
        told = levels(index.above(part), part, "unit", "area", "status", "measure")
        told = [e for e in told if ";" not in index.between(e, part)]
        if found:
            near = [e for e in told if canonical(e.indicator) == canonical(found["what"])]
        elif told and says("carried_beside", index.between(told[0], part)):
            near = told[:1] if says("carried_out", index.left(told[0])) else []
        elif told and says("takes_in", index.own(part)):
            near = [e for e in told[:1] if e.sentence == part.sentence]
        else:
            near = [e for e in told if is_wider(e.indicator, part.indicator)]
            near = [e for e in near if any(says("among", index.left(one)) for one in (e, part))]
        if near and exceeds(near[0], [part]):
            yield tie("sum", near[0], "sum.named", part=part, params=PARTIAL)


def _of_business(index: FigureIndex, counted: Iterable[Draft]) -> Iterator[Proposal]:
    """Yield what one business of a firm has more of than the firm: 甲业务订货35亿元 of 30亿元."""
    for part in counted:
        found = says("business", part.indicator) if part.plain else None
        what = bare_name(found["what"]) if found else ""
        kind = ("unit", "period", "area", "status")
        near = levels(index.before(part, within=_FURTHER), part, *kind) if len(what) > 1 else ()
        told = ((each, *each.indicator.rpartition("的")) for each in near)  # 甲公司的订货额
        own = (
            each
            for each, owner, _, name in told
            if bare_name(name) == what and owner in index.opening(part)
        )
        if (whole := sole([*own])) is not None:
            bound = tie("sum", whole, "sum.named", part=part, params=PARTIAL)
            if verdict_of(bound).is_finding:
                yield bound


def _contains(whole: Draft, part: Draft) -> bool:
    if whole is part or whole.area != part.area:
        return False
    first, last = whole.period.start, part.period.start
    covers = first is not None and last is not None and first <= last and part.until <= whole.until
    if whole.code != part.code:
        return whole.until == part.until or covers
    return first != last and covers


def zones_by_kind(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that zones by kind, or all but one that is named, make the number of zones."""
    counted = [draft for draft in index.drafts if draft.counts_zones and not draft.items]
    known = [draft for draft in counted if draft.code == "zone_count"]
    totals = {each.area: each for each in reversed(known) if each.area.code.endswith("-DZ")}
    for draft in counted:
        left_out = says("all_but", index.text[max(0, draft.number_start - 40) : draft.number_start])
        total = totals.get(draft.area)
        if left_out and total is not None and total is not draft:
            params = (*COMPLETE, ("named", re.sub(r"^.*的", "", left_out["what"])))
            yield tie("sum", total, "sum.except", part=draft, params=params)
    for total in totals.values():
        own = f"{total.area.code}-"
        kinds = {e.area.code: e for e in reversed(known) if e.area.code.startswith(own)}
        paragraphs = {draft.paragraph for draft in kinds.values()}
        zones = (each.area for each in index.drafts if each.paragraph in paragraphs)
        named = "|".join(dict.fromkeys(each.name for each in zones if each.kind == "zone"))
        if len(kinds) > 1:
            params = (*COMPLETE, *((("named", named),) if named else ()))
            parts = [each for each in known if each in kinds.values()]
            yield tie("sum", total, "sum.kinds", part=parts, params=params, doubts=("whole",))


def stage_rates(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 投产率 of the first stage: 签约27个,履约26个,开工23个,投产16个;…投产率59.3%.

    Three stages or more stand in one list. A rate that another of them gives is no finding: its
    whole is tried by `rivals`.
    """
    for draft in index.drafts:
        verb = _verb(draft, "率")
        if not says("stage", verb):
            continue
        counts = [e for e in index.earlier(draft) if e.measure == "count" and not e.limit]
        told: dict[str, Draft] = {}
        for each in counts:
            stage = says("stage", index.own(each, behind=True))
            if stage is None:
                break
            if stage[0] in told:
                told.clear()
                break
            told[stage[0]] = each
        part, *_, whole = (told.get(verb), None, *told.values())
        alike = len({each.unit for each in told.values()}) == 1 and len(told) > 2
        due = any(says("due", index.left(each)) for each in told.values())
        if part and alike and not due and whole is not part:
            yield tie("share", draft, "share.stages", part=part, whole=whole)


def faces(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 上涨面 of all that were counted: 48种食品中,上涨的27种,…,上涨面56.3%.

    The whole is the one count of its sentence that names no direction, else of its paragraph.
    """
    for draft in index.drafts:
        face = _verb(draft, "面")
        verb = face or _verb(draft, "率")
        if not verb or not (face or draft.indicator == f"{verb}率"):
            continue  # 36家骨干企业中…停产5家;规上企业停产率: of others
        counts = [e for e in index.earlier(draft) if e.measure == "count" and not e.limit]
        done = re.compile(f"(?<![未不]){verb}")
        parts = [e for e in counts if done.search(index.own(e, behind=True))]
        if len(parts) != 1 or says("with_better", index.opening(draft)):
            continue  # 13项超额完成、4项按期完成、3项未完成: of two of them
        [part] = parts
        told = levels(index.above(draft, within=40), part, "measure", "unit")
        near = [e for e in told if not says("moves", index.own(e, behind=True)) and e is not part]
        near = [e for e in near if e.sentence == draft.sentence] or near
        if not face:
            near = [e for e in near if says("inside", index.right(e))]  # 26项指标中,正常15项
        whole = None if counts[:2] == [part, *near[:1]] else sole(near)
        noun = canonical(part.indicator)[-2:]  # 412家,亏损73家,亏损面17.7%: ratios reads it
        if whole and (whole.sentence == draft.sentence or whole.indicator.endswith(noun)):
            yield tie("share", draft, "share.face", part=part, whole=whole)


def _verb(draft: Draft, kind: str) -> str:
    """Return the verb that a rate is named after: 投产 of 投产率, 上涨 of 上涨面."""
    found = says("rate_face", draft.indicator)
    plain = draft.unit == "%" and draft.measure == "rate" and draft.plain
    return found["verb"] if found and plain and found["kind"] == kind else ""


RULES = (rates, stages, containments, stage_rates, faces, subsets, zones_by_kind)
