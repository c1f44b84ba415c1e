"""Counts: rates of them, subsets, zones by kind (计数)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import PARTIAL, FigureIndex, Proposal, canonical, says
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["RULES"]

_RATE = re.compile(r"(?P<verb>[\u4e00-\u9fff]{2})率$")
_FACE = re.compile("(?P<verb>[\u4e00-\u9fff]{2})(?P<kind>率|面)$")
_MOST_COMPLEMENTS = 3
_EXCEPT = re.compile(r"除(?P<what>[^,;。]{2,24}?)(?:以)?外,$")
_LEFT = re.compile("未([\u4e00-\u9fff]{2})")


def rates(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that a whole number gives the rate: 项目84个,…开工率70.7%."""
    rest: dict[str, list[Draft]] = {}
    for draft in index.drafts:
        left = _LEFT.search(draft.indicator)
        if draft.measure == "count" and left:
            rest.setdefault(left[1], []).append(draft)
    for draft in index.drafts:
        stem = _RATE.search(draft.indicator)
        if draft.measure != "rate" or not stem or not draft.plain:
            continue
        if not says("stage", stem["verb"]) or _by_other(index, draft, stem["verb"]):
            continue
        counts = [
            each
            for each in index.told(draft)
            if each.measure == "count"
            and each.unit in {"个", "项"}
            and not each.limit
            and (each.period.end == draft.period.end or says("due", index.left(each)))
            and _of_these(draft.indicator[: stem.start()], each)
            and (each.sentence == draft.sentence or says("due", index.left(each)))
        ][:4]
        done = [each for each in counts if _says_done(index, each, stem["verb"])]
        others = [each for each in counts if each not in done and not _part_of(index, each)]
        if done:
            others += _host(index, counts[-1])
        others = [each for each in others if done and says("due", index.left(each))] or others
        if not others:
            continue
        if done:
            if len(others) == len(done) == 1 and others[0].unit == done[0].unit:
                yield Proposal.of(
                    "rate_from_count", draft, "rate.both", denominator=others[0], numerator=done[0]
                )
            continue
        whole = next((e for e in others if not says("did", index.left(e))), None)  # 64个已注册58个
        if whole is None or any(says("did", index.left(e)) for e in index.earlier(draft)):
            continue  # 31个,已开工27个,…投产率64.2%: of which
        yield Proposal.of("rate_from_count", draft, "rate.count", denominator=whole)
        for each in rest.get(stem["verb"], ())[:_MOST_COMPLEMENTS]:
            if each is not whole:
                stage = says("stage", each.indicator)
                named = stage is not None and stage[0] in whole.indicator
                yield Proposal.of(
                    "rate_from_count",
                    draft,
                    "rate.complement",
                    denominator=whole,
                    complement=each,
                    params=(("assumed", "one set of projects at one date"),),
                    doubts=() if named else ("partner_far",),
                )


def _of_these(named: str, count: Draft) -> bool:
    """Whether a count is of what a rate is named after: 项目开工率 of projects."""
    things, own = canonical(count.indicator), canonical(named).removesuffix("项目")
    if own and not says("state_doing", own):
        return own in things  # 省重点项目开工率 is not of 省市重点项目
    return "项目" in things or "工程" in things or says("stage", things) is not None


def _by_other(index: FigureIndex, rate: Draft, verb: str) -> bool:
    """Whether a rate is of other things than projects, or of another base that is said."""
    others = (e for e in index.earlier(rate) if e.unit not in {"个", "项"} and e.counted)
    told = any(verb in index.left(each) for each in others)  # 29个,计划开工7926套,已开工6754套
    clause = re.split("[,;]", index.opening(rate))[-1]
    counted = any(
        e.number_start >= rate.number_start - len(clause)
        for e in index.earlier(rate)
        if e.measure == "count"
    )
    batch = None if counted else says("batch", clause)
    of_another = batch is not None and index.opening(rate).count(batch[0]) == 1
    return told or of_another or any(says("by_base", e) for e in (clause, index.right(rate)))


def _host(index: FigureIndex, first: Draft) -> list[Draft]:
    """Return the count in the sentence before, where 其中 opens the sentence of a rate."""
    before = index.preceding(first)
    if before is None or not says("among", index.left(first)):
        return []
    near = before.sentence == first.sentence - 1 and before.paragraph == first.paragraph
    return [before] if near and before.measure == "count" else []


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
    return bool(says("among", clause) or re.search("以上|以下|未", count.indicator))


def subsets(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that a part may not exceed its whole, where the vocabulary knows both."""
    for part_code, whole_code in vocabulary().subsets:
        parts = [each for each in index.drafts if each.code == part_code and each.counted]
        wholes = [each for each in index.drafts if each.code == whole_code and each.counted]
        if part_code == "named_project_investment":
            whole = FigureIndex.nearest(parts[0], wholes) if parts else None
            if whole is not None:
                yield _subset(whole, *parts)
            continue
        if part_code.startswith("zones_"):
            wholes = [each for each in wholes if each.status == "actual"]
        if part_code.startswith("signed_") and whole_code.startswith("batch_"):
            events = {each.paragraph for each in index.drafts if each.code == "batch_events"}
            parts = [each for each in parts if each.paragraph in events]
        for part in parts[:1]:
            whole = FigureIndex.nearest(part, [w for w in wholes if _contains(w, part)])
            if whole is not None:
                yield _subset(whole, part)


def _contains(whole: Draft, part: Draft) -> bool:
    if whole is part or whole.unit not in {part.unit, "家", "个"} or whole.area != part.area:
        return False
    if whole.code != part.code:
        return whole.period.end == part.period.end or _covers(whole, part)
    return whole.period.start != part.period.start and _covers(whole, part)


def _covers(whole: Draft, part: Draft) -> bool:
    """Whether a part's period lies in the whole's."""
    first, last = whole.period.start, part.period.start
    inside = first is not None and last is not None and first <= last
    return inside and part.period.end <= whole.period.end


def _subset(whole: Draft, *parts: Draft) -> Proposal:
    return Proposal.of(
        "sum", whole, "sum.subset", part=parts, params=PARTIAL, doubts=("partner_far",)
    )


def zones_by_kind(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that zones by kind, or all but one that is named, make the number of zones."""
    counted = [draft for draft in index.drafts if draft.counts_zones and not draft.items]
    totals = [
        draft for draft in counted if draft.code == "zone_count" and draft.area.code.endswith("-DZ")
    ]
    first_of = {draft.area: draft for draft in reversed(totals)}
    for draft in counted:
        left_out = _EXCEPT.search(index.text[max(0, draft.number_start - 40) : draft.number_start])
        total = first_of.get(draft.area)
        if left_out and total is not None and total is not draft:
            name = re.sub(r"^.*的", "", left_out["what"])
            yield Proposal.of(
                "sum",
                total,
                "sum.except",
                part=draft,
                params=(("complete", "yes"), ("named", name)),
            )
    for total in first_of.values():
        kinds: dict[str, Draft] = {}
        for draft in counted:
            if draft.code == "zone_count" and draft.area.code.startswith(f"{total.area.code}-"):
                kinds.setdefault(draft.area.code, draft)
        if len(kinds) < 2:
            continue
        paragraphs = {draft.paragraph for draft in kinds.values()}
        named = dict.fromkeys(
            draft.area.name
            for draft in index.drafts
            if draft.paragraph in paragraphs and draft.area.kind == "zone"
        )
        params = [("complete", "yes"), *([("named", "|".join(named))] if named else [])]
        yield Proposal.of(
            "sum", total, "sum.kinds", part=kinds.values(), params=tuple(params), doubts=("whole",)
        )


def stage_rates(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 投产率 of the first stage: 签约27个,履约26个,开工23个,投产16个;…投产率59.3%.

    Three stages or more stand in one list. A rate that another of them gives is no finding: its
    whole is tried by `rivals`.
    """
    for draft in index.drafts:
        verb = _verb(draft, "率")
        if not verb or not says("stage", verb):
            continue
        counts = [e for e in index.earlier(draft) if e.measure == "count" and not e.limit]
        stages = [(each, says("stage", index.own(each, behind=True))) for each in counts]
        told = list(takewhile(lambda pair: pair[1] is not None, stages))
        part = next((e for e, stage in told if stage and stage[0] == verb), None)
        if part is None or any(says("due", index.left(e)) for e, _ in told):
            continue
        whole = told[-1][0]
        alike = {each.unit for each, _ in told} == {part.unit}
        distinct = len({stage[0] for _, stage in told if stage}) == len(told) > 2
        if alike and distinct and whole is not part:
            yield Proposal.of("share", draft, "share.stages", part=part, whole=whole)


def faces(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 上涨面 of all that were counted: 48种食品中,上涨的27种,…,上涨面56.3%.

    The whole is the one count of its sentence that names no direction, else of its paragraph.
    """
    for draft in index.drafts:
        verb = _verb(draft, "面") or _verb(draft, "率")
        if not verb or (draft.indicator != f"{verb}率" and not _verb(draft, "面")):
            continue  # 36家骨干企业中…停产5家;规上企业停产率: of others
        counts = [e for e in index.earlier(draft) if e.measure == "count" and not e.limit]
        done = re.compile(f"(?<![未不]){verb}")
        parts = [e for e in counts if done.search(index.own(e, behind=True))]
        if len(parts) != 1 or says("with_better", index.opening(draft)):
            continue  # 13项超额完成、4项按期完成、3项未完成: of two of them
        part = parts[0]
        told = (e for e in index.before(draft, within=40) if e.paragraph == draft.paragraph)
        near = [e for e in told if e.measure == "count" and e.unit == part.unit and not e.depth]
        near = [
            e
            for e in near
            if not (e.limit or says("moves", index.own(e, behind=True)) or e is part)
        ]
        near = [e for e in near if e.sentence == draft.sentence] or near
        if not _verb(draft, "面"):
            near = [e for e in near if says("inside", index.right(e))]  # 26项指标中,正常15项
        noun = canonical(part.indicator)[-2:]
        if counts[:2] == [part, *near[:1]]:
            continue  # 412家,亏损73家,亏损面17.7%: ratios reads it
        if len({e.value for e in near}) == 1 and (
            near[0].sentence == draft.sentence or near[0].indicator.endswith(noun)
        ):
            yield Proposal.of("share", draft, "share.face", part=part, whole=near[0])


def _verb(draft: Draft, kind: str) -> str:
    """Return the verb that a rate is named after: 投产 of 投产率, 上涨 of 上涨面."""
    found = _FACE.search(draft.indicator)
    plain = draft.unit == "%" and draft.measure == "rate" and draft.plain
    return found["verb"] if found and plain and found["kind"] == kind else ""


RULES = (rates, stage_rates, faces, subsets, zones_by_kind)
