"""Counts: rates of them, subsets, zones by kind, averages (计数)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zoneanalysis.extraction.context import Draft
from zoneanalysis.extraction.relations.index import (
    COUNTED,
    FigureIndex,
    Proposal,
    bare_name,
    canonical,
    says,
    unfilled,
)
from zoneanalysis.extraction.relations.names import is_average
from zoneanalysis.extraction.vocabulary import vocabulary
from zoneanalysis.values.numerals import number_of
from zoneanalysis.values.units import known_unit, unit

__all__ = ["averages", "rates", "subsets", "zones_by_kind"]

_RATE = re.compile(r"(?P<verb>[\u4e00-\u9fff]{2})率$")
_MOST_COMPLEMENTS = 3
_MEASURES = {"area", "mass", "volume", "energy", "length"}  # what prices are for, beside counts
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
        if draft.measure != "rate" or not stem or draft.bound or draft.depth:
            continue
        if not says("stage", stem["verb"]) or _by_other(index, draft, stem["verb"]):
            continue
        counts = [
            each
            for each in index.told(draft)
            if each.measure == "count"
            and each.unit in {"个", "项"}
            and not each.bound
            and each.period.end == draft.period.end
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
                inputs = (("denominator", others[0]), ("numerator", done[0]))
                yield Proposal("rate_from_count", draft, inputs, pattern="rate.both")
            continue
        whole = next((e for e in others if not says("did", index.left(e))), None)  # 64个已注册58个
        if whole is None or any(says("did", index.left(e)) for e in index.earlier(draft)):
            continue  # 31个,已开工27个,…投产率64.2%: of which
        yield Proposal("rate_from_count", draft, (("denominator", whole),), pattern="rate.count")
        for each in rest.get(stem["verb"], ())[:_MOST_COMPLEMENTS]:
            if each is not whole:
                stage = says("stage", each.indicator)
                named = stage is not None and stage[0] in whole.indicator
                yield Proposal(
                    "rate_from_count",
                    draft,
                    (("denominator", whole), ("complement", each)),
                    (("assumed", "one set of projects at one date"),),
                    "rate.complement",
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
    others = (e for e in index.earlier(rate) if e.unit not in {"个", "项"} and e.measure in COUNTED)
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
    before = next(index.before(first, within=1), None)
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


def averages(index: FigureIndex) -> Iterator[Proposal]:
    """Propose 18个,总投资54.0亿元,平均投资规模3.0亿元; 每千人口床位6.0张; 播种61.4万亩,亩产393公斤.

    What 亩均 divides by is printed as an area, 人均 in 人; 平均 by the one count beside the total,
    or one in the paragraph that the total is named after. Of several counts the average's own
    words must name the one, and of several totals, unless one stands right before it. A total may
    also be the one level of the text that is called as an average's noun. An average of a month
    is none by a count.
    """
    for draft in index.drafts:
        words = index.left(draft)
        many = says("per_many", words)
        own = many or says("average", words)
        if own is None or draft.depth or draft.bound or says("each_month", words):
            continue
        told = [
            each
            for each in index.told(draft)
            if not is_average(each) or says("counted_for", index.right(each))
        ]
        near = [e for e in told if e.pattern != "level.change" and e.measure in COUNTED]
        what = many["what"] if many else _divides_by(words, own[0])
        one_of = draft.unit.partition("/")[2]  # 元/平方米
        totals = [each for each in near if _adds_to(draft, each)]
        total = _named(words, totals) or next((e for e in near[:1] if e in totals), None)
        noun = _noun(words) if many is None else many["noun"]
        if (total is None or not _of_total(noun, total)) and len(noun) > 1:
            owners = [e.indicator for e in near if _is_each(index, e, what or "人")]
            total = _far(index, draft, noun, owners) or total
        counts = [each for each in near if each is not total]
        land = known_unit(what) and unit(what).dimension in _MEASURES
        if one_of:
            kind = known_unit(one_of)  # 元/月 is of none
            counts = [e for e in counts if kind and unit(e.unit).dimension == kind.dimension]
        elif land:
            counts = [each for each in counts if unit(each.unit).dimension == unit(what).dimension]
        elif what:
            same = [each for each in counts if _is_each(index, each, what)]
            counts = same or [each for each in counts if says("counted_as", what + each.unit)]
        else:
            counts = [each for each in counts if each.unit in {"个", "家", "户", "项", "宗"}]
            whole = [e for e in counts if not says("groups", e.unit + index.right(e))]
            counts = whole or counts  # 6个园区签约项目131个
            counts = counts if len(counts) == 1 else _owners(index, draft, total) or counts
        count = _named(words, counts)
        if total is None or count is None or total.bound or count.bound:
            continue
        if not _of_one_owner(index, draft, total, count):
            continue
        if _of_others(index, draft, total, count, near):
            continue
        bracket = "(" in index.text[draft.number_start - len(noun) - 6 : draft.number_start]
        if bracket and "(" not in total.indicator:
            continue  # 执业医师8640人,…每千人口执业(助理)医师…
        if says("rest", index.left(count)) or not (many or _of_total(noun, total, count)):
            continue  # 产值过亿元的46家,完成446.9亿元;其余272家户均…
        stock = vocabulary().natures["stock"].search(total.indicator) is not None
        heads = what == "人" and not (many or stock) and count.period.start is None
        if heads and not says("counted_for", index.right(count)):
            continue  # 年末常住人口…,人均生产总值: by the mean of two years
        plain = {total.status, count.status} <= {"actual", "estimate"}
        if plain and one_of and total.status == count.status:
            inputs = (("total", total), ("base", count))
            yield Proposal("per_unit", draft, inputs, pattern="average.unit")
        elif plain and (draft.unit.endswith("元") or what) and total.status == count.status:
            inputs = (("total", total), ("quantity" if land else "count", count))
            number = number_of(f"一{many['many']}") if many and many["many"] else None
            often = f"{number.low:f}{number.unit}" if number else "1"
            per = (("per", often + (what if land else "个")),) if land or number else ()
            yield Proposal("average", draft, inputs, per, "average")


def _of_others(
    index: FigureIndex, draft: Draft, total: Draft, count: Draft, near: Sequence[Draft]
) -> bool:
    """Whether an average may be of others than a total and a count: of all that a list told.

    续建19个,投资36.8亿元;技改8个,投资12.6亿元。平均…; 79个,总投资515.9亿元;10亿元以上9个,平均….
    """
    opening = index.sentence(total.sentence)[0]
    if draft.sentence != total.sentence and ";" in index.between(opening, total):
        return True
    last = next((e for e in near if e.unit == count.unit), count)
    behind = total.sentence == last.sentence and last.number_start > total.number_start
    return behind and (last is not count or ";" in index.between(total, count))


def _far(index: FigureIndex, draft: Draft, noun: str, owners: Sequence[str] = ()) -> Draft | None:
    """Return the one level of its time and area that is called as an average's noun.

    Or as the noun of those that it is an average of: 规上工业从业人员…,人均产值 of 规上工业总产值.
    """
    cut = [name[:end] for name in map(canonical, owners) for end in range(len(name), 1, -1)]
    names = (noun, *(f"{owner}{each}" for owner in cut for each in (noun, f"总{noun}")))
    for name in names:
        alike = [e for e in index.named(bare_name(name), draft) if _adds_to(draft, e)]
        alike = [e for e in alike if not (e.depth or e.bound)]
        alike = [e for e in alike if (e.area, e.period) == (draft.area, draft.period)]
        if alike := [each for each in alike if not is_average(each)]:
            return alike[0] if len({each.value for each in alike}) == 1 else None
    return None


def _owners(index: FigureIndex, draft: Draft, total: Draft | None) -> list[Draft]:
    """Return the count in the paragraph that a total is named after: 亿元以上28个,…亿元以上投资."""
    near = [e for e in index.before(draft, within=20) if e.paragraph == draft.paragraph]
    counts = [e for e in near if e.measure == "count" and not e.depth and len(e.indicator) > 2]
    return [e for e in counts if total and canonical(total.indicator).startswith(e.indicator)][:1]


def _of_one_owner(index: FigureIndex, draft: Draft, total: Draft, count: Draft) -> bool:
    """Whether an average names none but its total's: not 装备制造业人均产值 of 规上工业."""
    owner = vocabulary().ties["average"].split(re.split("[,;:。、]", index.left(draft))[-1])[0]
    if says("all_place", owner) or says("all_of", owner):
        parts = any(says("among", index.left(each)) for each in (total, count))
        return not parts and draft.area == total.area == count.area
    for each in index.mentions(draft):
        owner = owner.replace(each, "")
    owner, named = unfilled(owner), canonical(total.indicator) + canonical(count.indicator)
    return len(owner) < 2 or any(owner[i : i + 2] in named for i in range(len(owner) - 1))


def _of_total(noun: str, total: Draft, count: Draft | None = None) -> bool:
    """Whether the noun behind 户均 names what its total is: 贷款, and not 研发投入 of 营业收入.

    What was counted may stand before it: 平均单个项目合同额.
    """
    noun, named = noun.replace("总", ""), canonical(total.indicator).replace("总", "")
    counted = bare_name(count.indicator) if count else ""
    if says("guests_spend", noun) and "旅游" in named:
        return True
    ends = (at for at in range(len(noun) + 1) if counted.endswith(noun[:at]) or not at)
    return not noun or any(noun[at:] in named for at in ends)


def _noun(words: str) -> str:
    """Return what an average's own words name: 生产总值 of 人均生产总值."""
    noun = vocabulary().ties["mean"].split(re.split("[,;:。、]", words)[-1])[-1]
    return canonical(vocabulary().ties["mean_end"].sub("", noun))


def _adds_to(average: Draft, total: Draft) -> bool:
    """Whether a total is measured as its average is; of counted things by their unit."""
    one, all_of = unit(average.unit), unit(total.unit)
    if one.dimension.partition("/")[0] != all_of.dimension:
        return False
    return not one.is_count or average.unit.lstrip("万亿") == total.unit.lstrip("万亿")


def _named(words: str, found: Sequence[Draft]) -> Draft | None:
    """Return the one figure that an average may be of: the only one, or the one that it names."""
    if len(found) > 1:
        named = [e for e in found if e.indicator and canonical(e.indicator) in canonical(words)]
        found = named if len(named) == 1 else ()
    return found[0] if found else None


def _divides_by(words: str, own: str) -> str:
    """Return what an average is of, in its words: 户 of 户均, 小区 of 平均每个小区; else ""."""
    if named := says("average_each", words):
        return str(named["what"])
    return own[0] if own.endswith("均") and not says("any_count", own) else ""


def _is_each(index: FigureIndex, count: Draft, what: str) -> bool:
    """Whether a count is of what an average is taken of, by its unit or by the noun behind it."""
    one = count.unit.lstrip("万亿")
    noun = re.split("[,;:。、]", index.text[count.end : count.end + 8])[0]
    named = what in noun or count.indicator.endswith(what)
    return one.startswith(what) or (bool(one) and what.endswith(one)) or named


def subsets(index: FigureIndex) -> Iterator[Proposal]:
    """Propose that a part may not exceed its whole, where the vocabulary knows both."""
    for part_code, whole_code in vocabulary().subsets:
        parts = [
            each for each in index.drafts if each.code == part_code and each.measure in COUNTED
        ]
        wholes = [
            each for each in index.drafts if each.code == whole_code and each.measure in COUNTED
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
        return whole.period.end == part.period.end or _covers(whole, part)
    return whole.period.start != part.period.start and _covers(whole, part)


def _covers(whole: Draft, part: Draft) -> bool:
    """Whether a part's period lies in the whole's."""
    first, last = whole.period.start, part.period.start
    inside = first is not None and last is not None and first <= last
    return inside and part.period.end <= whole.period.end


def _subset(whole: Draft, *parts: Draft) -> Proposal:
    return Proposal(
        "sum",
        whole,
        tuple(("part", part) for part in parts),
        (("complete", "no"),),
        "sum.subset",
        ("partner_far",),
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
            yield Proposal(
                "sum",
                total,
                (("part", draft),),
                (("complete", "yes"), ("named", name)),
                "sum.except",
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
        yield Proposal(
            "sum",
            total,
            tuple(("part", draft) for draft in kinds.values()),
            tuple(params),
            "sum.kinds",
            ("whole",),
        )
