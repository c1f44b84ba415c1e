"""Counts: rates of them, named lists, subsets, zones by kind (计数)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import FigureIndex, Proposal
from zoneanalysis.extraction.relations.wholes import adds_up, nested
from zoneanalysis.extraction.vocabulary import vocabulary

__all__ = ["listed", "rates", "subsets", "within_counts", "zones_by_kind"]

_COMPLEMENT = {"开工率": "未开工", "投产率": "未投产", "达产率": "未达产", "入统率": "未入统"}
_COMPLEMENT |= {"注册率": "未注册", "履约率": "未履约", "竣工率": "未竣工", "落地率": "未落地"}
_MOST_COMPLEMENTS = 3
_NO_NAME = re.compile(
    r"级$|等地|开展|推进|实施|举办|签约|赋权|事项|活动|完成|加快|新建|建设|总投资|^[省市县区]$"
)
_EXCEPT = re.compile(r"除(?P<what>[^,;。]{2,24}?)(?:以)?外,$")


def rates(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that a whole number gives the rate: 项目84个,…开工率70.7%."""
    rest: dict[str, list[Draft]] = {}
    for draft in index.drafts:
        for word, left in _COMPLEMENT.items():
            if draft.measure == "count" and left in draft.indicator:
                rest.setdefault(word, []).append(draft)
    for draft in index.drafts:
        word = next((each for each in _COMPLEMENT if draft.indicator.endswith(each)), "")
        if draft.measure != "rate" or not word:
            continue
        denominator = next(
            (
                each
                for each in index.before(draft, within=4)
                if each.measure == "count"
                and each.sentence == draft.sentence
                and each.unit in {"个", "项"}
                and "其中" not in each.lead
                and not re.search("以上|以下|未", each.indicator)
            ),
            None,
        )
        if denominator is not None and word[:2] in denominator.indicator[:3]:
            whole = _counted_from(index, draft, denominator)
            if whole is not None:
                yield Proposal(
                    "rate_from_count",
                    draft,
                    (("denominator", whole), ("numerator", denominator)),
                    pattern="rate.both",
                )
            continue
        if denominator is None:
            continue
        yield Proposal(
            "rate_from_count", draft, (("denominator", denominator),), pattern="rate.count"
        )
        for each in rest.get(word, ())[:_MOST_COMPLEMENTS]:
            if each is not denominator:
                yield Proposal(
                    "rate_from_count",
                    draft,
                    (("denominator", denominator), ("complement", each)),
                    pattern="rate.complement",
                    confidence=0.7,
                )


def _counted_from(index: FigureIndex, rate: Draft, part: Draft) -> Draft | None:
    """Return the count that a rate's numerator was taken from; None where that isn't clear.

    投产率 may be of what was signed or of what is under construction: among several counts it is
    the one that gives the rate, and without such a one nothing is claimed.
    """
    fits = [
        each
        for each in index.before(part, within=10)
        if each.measure == "count"
        and each.unit == part.unit
        and each.paragraph == part.paragraph
        and each.value >= part.value
    ]
    near = [each for each in fits if each.sentence == part.sentence]
    if len(fits) > 1:
        half = Decimal(5).scaleb(int(rate.value.as_tuple().exponent) - 1)
        giving = (each for each in fits if abs(part.value * 100 / each.value - rate.value) <= half)
        return next(giving, None)
    return next(iter(near or fits), None)


def listed(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that as many things are named as are counted: 洪洞、襄汾…6家."""
    for draft in index.drafts:
        if draft.measure != "count":
            continue
        if len(draft.items) > 1:
            if not _names(draft):
                continue
            yield Proposal(
                "list_count", draft, (), (("items", "|".join(draft.items)),), "list.names"
            )
            continue
        members = [
            each
            for each in index.after(draft, within=min(int(draft.value), 30) + 1)
            if each.sentence == draft.sentence
            and each.measure == "yoy"
            and each.area.kind == "zone"
        ]
        if draft.counts_zones and len(members) > 1:
            yield Proposal(
                "list_count",
                draft,
                tuple(("item", each) for each in members),
                (("items", "|".join(each.area.name for each in members)),),
                "list.figures",
            )


def _names(draft: Draft) -> bool:
    """Whether what is listed before a count are names of the things counted."""
    if draft.unit not in {"家", "个", "部门", "座", "所", "户", "种", "县", "类"}:
        return False
    return all(len(item) <= 10 and not _NO_NAME.search(item) for item in draft.items)


def subsets(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that a part may not exceed its whole, where the vocabulary knows both."""
    for part_code, whole_code in vocabulary().subsets:
        parts = [
            each
            for each in index.drafts
            if each.code == part_code and each.measure in {"level", "count"}
        ]
        wholes = [
            each
            for each in index.drafts
            if each.code == whole_code and each.measure in {"level", "count"}
        ]
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
        return whole.value >= part.value or whole.period == part.period
    first, last = whole.period.start, part.period.start
    inside = first is not None and last is not None and first < last
    return inside and part.period.end <= whole.period.end


def _subset(whole: Draft, *parts: Draft) -> Proposal:
    return Proposal(
        "sum",
        whole,
        tuple(("part", part) for part in parts),
        (("complete", "no"),),
        "sum.subset",
        0.7,
    )


def within_counts(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that the groups of a count make it up: 13个…税种中,6个…,7个…."""
    for draft in index.drafts:
        if draft.measure != "count" or draft.depth or draft.counts_zones:
            continue
        rest = [
            each
            for each in index.after(draft, within=8)
            if each.sentence == draft.sentence
            and each.measure == "count"
            and each.unit == draft.unit
        ]
        if len(rest) > 1 and draft.value > 3 and not nested(rest) and adds_up(draft, rest):
            yield Proposal(
                "sum",
                draft,
                tuple(("part", each) for each in rest),
                (("complete", "yes"),),
                "sum.counts",
            )


def zones_by_kind(index: FigureIndex, text: str) -> Iterator[Proposal]:
    """Propose that zones by kind, or all but one that is named, make the number of zones."""
    counted = [draft for draft in index.drafts if draft.counts_zones and not draft.items]
    totals = [
        draft for draft in counted if draft.code == "zone_count" and draft.area.code.endswith("-DZ")
    ]
    first_of = {draft.area: draft for draft in reversed(totals)}
    for draft in counted:
        before = text[max(0, draft.number_start - 40) : draft.number_start]
        left_out = _EXCEPT.search(before)
        total = first_of.get(draft.area)
        if left_out and total is not None and total is not draft:
            name = re.sub(r"^.*的", "", left_out["what"])
            yield Proposal(
                "sum",
                total,
                (("part", draft),),
                (("complete", "yes"), ("named", name)),
                "sum.except",
            )
    for total in {draft.area: draft for draft in reversed(totals)}.values():
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
        exact = sum(int(draft.value) for draft in kinds.values()) + len(named) == total.value
        params = [("complete", "yes" if exact else "no")]
        if named and exact:
            params.append(("named", "|".join(named)))
        yield Proposal(
            "sum",
            total,
            tuple(("part", draft) for draft in kinds.values()),
            tuple(params),
            "sum.kinds",
            0.7,
        )
